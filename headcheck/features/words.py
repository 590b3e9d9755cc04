"""Features of ONE headline word: how it is met in the body, in what neighbourhood, and what its clause lost there.

They feed the word model, whose answer for each word ("is this word borne out here?") is itself a feature of the headline, and gives
reasons their place in the headline.
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from headcheck.evidence import EXACT, IDF_CAP, NONE, OTHER_NUMBER, SORTS, WORTH, Alignment, Floats, by_row
from headcheck.features import company
from headcheck.lexicon import ADJECTIVE, ADVERB, BROADER, DERIVED, NAME, NARROWER, NUMBER, OPPOSITE, STRONGER, SYNONYM, VERB, WEAKER, lexicon
from headcheck.text.quantity import Quantity, same_value

_TYPES = (*SORTS, "adverb", "operator")
_NAME, _NUMBER, _VERB, _OPERATOR = (_TYPES.index(name) for name in ("name", "number", "verb", "operator"))
_TYPE_OF = np.full(256, _TYPES.index("noun"), np.int8)  # of each part of speech
_TYPE_OF[[NAME, NUMBER, VERB, ADJECTIVE, ADVERB]] = [_TYPES.index(name) for name in ("name", "number", "verb", "adjective", "adverb")]
_KINDS = (
    ("exact", EXACT),
    ("synonym", SYNONYM),
    ("derived", DERIVED),
    ("narrower", NARROWER),
    ("broader", BROADER),
    ("opposite", OPPOSITE),
    ("body_weaker", WEAKER),
    ("body_stronger", STRONGER),
    ("other_number", OTHER_NUMBER),
)
_LOST = ("hedge", "negation", "plan", "denial", "report", "unnamed")
_SCALES = ("intensity", "superlative", "quantifier", "scope", "booster", "causal", "modal", "loaded", "force", "time")
REGIONAL = 2.0  # scope that goes without saying; only a wider one is wider than what says nothing
_WINDOW_BEFORE, _WINDOW_AFTER = 6, 4
_MATCHED = 0.5
_FAR = 30  # content words beyond which two places are simply far apart
_TURN = 12  # tokens over which two words can have changed places
_CODES = np.array([code for _, code in _KINDS])
_RELATED = np.isin(np.arange(len(WORTH)), (SYNONYM, DERIVED, NARROWER))
_SIZE = np.array([4.0 if name in {"intensity", "scope", "force"} else 1.0 for name in _SCALES], np.float32)

NAMES: tuple[str, ...] = (
    *(f"met_{name}" for name, _ in _KINDS),
    "met_close",
    "met_near_evidence",
    "exact_elsewhere",
    "related_elsewhere",
    "close_elsewhere",
    "in_lead",
    "rarity",
    "rarity_new",
    *(f"new_{t}" for t in _TYPES),
    *(f"type_{t}" for t in _TYPES),
    *(f"apart_{t}" for t in _TYPES),
    "left_met",
    "right_met",
    "both_met",
    "left_near",
    "right_near",
    "left_far",
    "right_far",
    "left_turned",
    "right_turned",
    "new_left_met",
    "new_right_met",
    "new_both_met",
    "claim_cover",
    "new_claim_cover",
    "new_familiar",
    "new_foreign",
    "close_foreign",
    *(f"lost_{name}" for name in _LOST),
    *(f"gained_{name}" for name in _LOST),
    *(f"verb_lost_{name}" for name in _LOST),
    *(f"above_{name}" for name in _SCALES),
    *(f"below_{name}" for name in _SCALES),
    "causal_for_correlation",
    "done_for_plan",
    "human_for_animal",
    "bound",
    "bind_gap",
    *(f"bind_gap_{t}" for t in _TYPES),
    "bind_gap_exact",
    "rival_number",
    "number_context",
    "rival_name",
    "name_context",
    "names_turned",
    "place_in_headline",
    "claim_later",
    *company.NAMES,
)
INDEX = {name: i for i, name in enumerate(NAMES)}


def word_features(a: Alignment) -> Floats:
    """Matrix of shape ``(n_words, len(NAMES))``, one row for each row of the alignment."""
    x = np.zeros((len(a.words), len(NAMES)), dtype=np.float32)
    if not len(x):
        return x
    put, met, sort = _Writer(x), _meeting(a), _sorts(a)
    by_type = sort[:, None] == np.arange(len(_TYPES))
    near_evidence = _near_evidence(a)
    _met(a, put, met, near_evidence, by_type)
    _neighbours(a, x, met)
    _familiar(a, put, met, near_evidence)
    _lost(a, x, met, by_type[:, _VERB])
    _scales(a, x)
    _binding(a, x, by_type)
    _rivals(a, x, np.flatnonzero(sort == _NAME).tolist())
    put["place_in_headline"] = a.words / max(1, len(a.headline))
    put["claim_later"] = a.claim_of > 0
    x[:, INDEX[company.NAMES[0]] :] = company.measure(a, sort)
    return x


class _Meeting(NamedTuple):
    """How each word is met in the best sentence of its claim."""

    kind: NDArray[Any]
    worth: Floats
    close: Floats
    place: NDArray[Any]  # token of the body, -1 for none
    exact: NDArray[np.bool_]
    matched: NDArray[np.bool_]


def _meeting(a: Alignment) -> _Meeting:
    n = len(a.words)
    if a.kind.shape[1]:
        has = a.met >= 0
        at = np.arange(n), a.met * has
        kind, place = np.where(has, a.kind[at], NONE), np.where(has, a.body.at[at[1]], -1)
        worth, close = a.worth[at] * has, a.close[at] * has
    else:
        kind, place, worth, close = np.full(n, NONE), np.full(n, -1), np.zeros(n, np.float32), np.zeros(n, np.float32)
    return _Meeting(kind, worth, close, place, kind == EXACT, worth >= _MATCHED)


def _near_evidence(a: Alignment) -> Floats:
    """How far any of the sentences chosen for its claim bears each word out."""
    out = np.zeros(len(a.words), np.float32)
    for c, chosen in enumerate(a.chosen):
        if chosen:
            mine = a.claim_of == c
            out[mine] = a.by_sentence[:, chosen].max(axis=1)[mine]
    return out


def _met(a: Alignment, put: _Writer, met: _Meeting, near_evidence: Floats, by_type: NDArray[np.bool_]) -> None:
    """How each word is met in the best sentence, and how elsewhere."""
    new = ~a.there
    apart = a.there & ~met.exact
    put.x[:, : len(_KINDS)] = met.kind[:, None] == _CODES
    put["met_close"] = met.close * ~met.exact
    put["met_near_evidence"] = near_evidence - met.worth
    put["exact_elsewhere"] = apart
    put["related_elsewhere"] = _RELATED.take(a.kind).any(axis=1) & new
    put["close_elsewhere"] = a.closest * new
    put["in_lead"] = a.by_sentence[:, 0] if a.by_sentence.shape[1] else 0.0
    put["rarity"] = a.weight / IDF_CAP
    put["rarity_new"] = a.weight / IDF_CAP * new
    put.block("type", by_type)
    put.block("new", by_type & new[:, None])
    put.block("apart", by_type & apart[:, None])


def _neighbours(a: Alignment, x: Floats, met: _Meeting) -> None:
    """Whether the words next to each other in the headline are met, and stand next to each other in the body too."""
    words, claim, matched, at = a.words.tolist(), a.claim_of.tolist(), met.matched.tolist(), met.place.tolist()
    for i in range(1, len(words)):
        if claim[i] != claim[i - 1]:
            continue
        if matched[i - 1]:
            x[i, INDEX["left_met"]] = 1.0
            x[i, INDEX["new_left_met"]] = not matched[i]
        if matched[i]:
            x[i - 1, INDEX["right_met"]] = 1.0
            x[i - 1, INDEX["new_right_met"]] = not matched[i - 1]
        if matched[i - 1] and matched[i]:
            step = at[i] - at[i - 1]
            how = "near" if abs(step) <= max(3, words[i] - words[i - 1] + 3) else "far"
            x[i, INDEX[f"left_{how}"]] = x[i - 1, INDEX[f"right_{how}"]] = 1.0
            if -_TURN <= step < 0:
                x[i, INDEX["left_turned"]] = x[i - 1, INDEX["right_turned"]] = 1.0
    both = x[:, INDEX["left_met"]] * x[:, INDEX["right_met"]]
    x[:, INDEX["both_met"]] = both
    x[:, INDEX["new_both_met"]] = both * ~met.matched


def _familiar(a: Alignment, put: _Writer, met: _Meeting, near_evidence: Floats) -> None:
    """How far the rest of its claim is borne out, and the rest of the headline known, where a word is new."""
    new, cover = ~a.there, np.zeros(len(a.words), np.float32)
    for c in range(len(a.claims)):
        mine = a.claim_of == c
        weight, near = a.weight[mine], near_evidence[mine]
        cover[mine] = (float(weight @ near) - weight * near) / np.maximum(float(weight.sum()) - weight, 1.0)
    put["claim_cover"] = cover
    put["new_claim_cover"] = cover * new
    put["new_familiar"] = new * (1 - a.new_share) ** 2
    put["new_foreign"] = new * a.new_share**2
    put["close_foreign"] = met.close * ~met.exact * a.new_share**2


class _Writer:
    """Write columns by name."""

    def __init__(self, x: Floats) -> None:
        self.x = x

    def __setitem__(self, name: str, value: NDArray[Any] | float) -> None:
        self.x[:, INDEX[name]] = value

    def block(self, prefix: str, value: NDArray[Any]) -> None:
        """Columns of one prefix, one for each of the types, which stand next to each other."""
        first = INDEX[f"{prefix}_{_TYPES[0]}"]
        self.x[:, first : first + len(_TYPES)] = value


def _sorts(a: Alignment) -> NDArray[np.int8]:
    """What sort of word each row is: its place in `_TYPES`."""
    sort = _TYPE_OF.take(a.headline.kind[a.words])
    sort[a.weight == 0] = _OPERATOR
    counted = {t for q in a.quantities for t in range(q.first, q.last)}
    if counted:
        sort[[t in counted for t in a.words.tolist()]] = _NUMBER
    return sort


def _lost(a: Alignment, x: Floats, met: _Meeting, verb: NDArray[np.bool_]) -> None:
    """Hedges, denials and the like that stand near the met word in the body, and not in the headline's claim (or the reverse)."""
    in_claim = np.zeros((len(a.claims), len(_LOST)), np.bool_)
    member = _lost_lists().take(a.headline.row, axis=0)
    for c, claim in enumerate(a.claims):
        in_claim[c] = member[claim.first : claim.last].any(axis=0)
        if claim.question:
            in_claim[c, _LOST.index("hedge")] = True
        if claim.speaker is not None:
            in_claim[c, _LOST.index("report")] = True
    ours = in_claim[a.claim_of]
    near = _near_met(a, met.place)
    lost, gained = near & ~ours & met.matched[:, None], ours & ~near & met.matched[:, None]
    first = INDEX["lost_hedge"]
    x[:, first : first + 3 * len(_LOST)] = np.hstack([lost, gained, lost & verb[:, None]])


def _near_met(a: Alignment, place: NDArray[Any]) -> NDArray[np.bool_]:
    """Which of the lists of `_LOST` stand around each met word in its sentence, shape ``(n_words, len(_LOST))``."""
    out, document = np.zeros((len(place), len(_LOST)), np.bool_), a.body.document
    has = np.flatnonzero(place >= 0)
    at = place[has, None]
    # What falls outside the sentence counts for the word itself, so that the window has one width.
    window, sentence = at + np.arange(-_WINDOW_BEFORE, _WINDOW_AFTER), document.sentence[at]
    inside = (window >= document.sentence_bounds[sentence]) & (window < document.sentence_bounds[sentence + 1])
    out[has] = _lost_lists().take(document.row.take(np.where(inside, window, at)), axis=0).any(axis=1)
    return out


@lru_cache(maxsize=1)
def _lost_lists() -> NDArray[np.bool_]:
    """(n_rows, n_lists) members of the lists of `_LOST`."""
    return np.ascontiguousarray(lexicon().member[:, [lexicon().column[name] for name in _LOST]])


@lru_cache(maxsize=1)
def _scale_columns() -> NDArray[np.intp]:
    return np.array([lexicon().column[name] for name in _SCALES])


def _scales(a: Alignment, x: Floats) -> None:
    """How far a headline word stands above or below its evidence on ordered scales."""
    lex, body, head = lexicon(), a.body, a.headline
    rows = head.row[a.words]
    columns = _scale_columns()
    member = lex.member.take(rows, axis=0)
    mine = lex.lists.take(rows, axis=0).take(columns, axis=1)
    sentences = sorted(set(a.first.tolist()) - {-1})
    there = np.zeros_like(mine)
    for sentence in sentences:
        there[a.first == sentence] = body.listed(sentence)[0].take(columns)
    there[:, _SCALES.index("scope")] = np.maximum(there[:, _SCALES.index("scope")], REGIONAL)
    gap = (mine - there) / _SIZE * member.take(columns, axis=1)
    k = len(_SCALES)
    x[:, INDEX["above_intensity"] : INDEX["above_intensity"] + k] = np.maximum(gap, 0.0)
    x[:, INDEX["below_intensity"] : INDEX["below_intensity"] + k] = np.maximum(-gap, 0.0)
    col = lex.column
    for sentence in sentences:
        mine_here, count = a.first == sentence, body.listed(sentence)[1]
        if count[col["correlational"]]:
            x[:, INDEX["causal_for_correlation"]] += mine_here & member[:, col["causal"]] & ~member[:, col["correlational"]]
        if count[col["plan"]]:
            x[:, INDEX["done_for_plan"]] += mine_here & member[:, col["done"]]
        if count[col["animal"]] and not count[col["human"]]:
            x[:, INDEX["human_for_animal"]] += mine_here & member[:, col["human"]]


def _binding(a: Alignment, x: Floats, by_type: NDArray[np.bool_]) -> None:
    """Whether a word stands together with the rest of its claim: the best cover of the rest in any sentence, less the best in one that has the word."""
    if not a.by_sentence.shape[1]:
        return
    met = (a.by_sentence >= _MATCHED).astype(np.float32)
    # What the sentence before names, a pronoun may carry on.
    carried = met.copy()
    carried[:, 1:] = np.maximum(carried[:, 1:], 0.6 * met[:, :-1])
    there = np.asarray(met.any(axis=1))
    apart = np.zeros(len(met), np.float32)  # the gap of the words that stand in the body
    for c in range(len(a.claims)):
        mine = np.flatnonzero(a.claim_of == c)
        weight = a.weight[mine]
        total = float(weight.sum())
        if total <= 0 or len(mine) < 2:
            continue
        own = met[mine]
        rest = (weight @ own - weight[:, None] * own) / np.maximum(total - weight, 1.0)[:, None]
        bound = (carried[mine] * rest).max(axis=1)
        gap = rest.max(axis=1) - bound
        x[mine, INDEX["bound"]] = bound
        x[mine, INDEX["bind_gap"]] = gap
        apart[mine] = gap * there[mine]
    x[:, INDEX["bind_gap_exact"]] = apart
    first = INDEX[f"bind_gap_{_TYPES[0]}"]
    x[:, first : first + len(_TYPES)] = apart[:, None] * by_type


def _rivals(a: Alignment, x: Floats, names: list[int]) -> None:
    """Numbers and names: does another one stand nearer in the body to what surrounds this one in the headline?"""
    counted = a.body.quantities if a.quantities else []
    if not a.kind.shape[1] or not (names or counted):
        return
    where = by_row(a.exact)  # the places of each word in the body, in content words
    known = [bool(places) and weight > 0 for places, weight in zip(where, a.weight.tolist(), strict=True)]
    claim = a.claim_of.tolist()
    firsts = [(i, where[i][0]) for i in names if where[i]]
    for (i, p), (j, q) in pairwise(firsts):
        if q < p:
            x[[i, j], INDEX["names_turned"]] = 1.0
    for i in names:
        around = [j for j in range(max(0, i - 2), min(len(where), i + 4)) if known[j] and j not in names and claim[j] == claim[i]]
        if around and where[i]:
            x[i, INDEX["name_context"]], x[i, INDEX["rival_name"]] = _rival_name(where, i, around, names)
    if not counted:
        return
    row_of = {token: i for i, token in enumerate(a.words.tolist())}
    for quantity in a.quantities:
        rows = [row_of[t] for t in range(quantity.first, quantity.last) if t in row_of]
        window = range(max(0, rows[0] - 4), min(len(where), rows[-1] + 5)) if rows else ()
        around = [j for j in window if known[j] and j not in rows and claim[j] == claim[rows[0]]]
        if around:
            own, other = _rival_number(a, quantity, a.weight[around], [a.body.at[where[j]] for j in around])
            x[rows, INDEX["number_context"]], x[rows, INDEX["rival_number"]] = own, other - own


def _rival_name(where: list[list[int]], i: int, around: list[int], names: list[int]) -> tuple[float, float]:
    """How near a name stands in the body to the words around it in the headline, and how much nearer another name does."""
    mine = sum(_nearest(where[i], where[j]) for j in around) / len(around)
    # A name that stands as near in the headline ("Russia" in "Russia withdraws troops from Ukraine") is no rival.
    far = sum(abs(i - j) for j in around)
    others = [k for k in names if where[k] and where[k] != where[i] and sum(abs(k - j) for j in around) > far]
    theirs = min((sum(_nearest(where[k], where[j]) for j in around) / len(around) for k in others), default=mine)
    return math.exp(-mine / 10), min(max((mine - theirs) / 10, 0.0), 1.5)


def _rival_number(a: Alignment, quantity: Quantity, weight: Floats, places: list[NDArray[np.int32]]) -> tuple[float, float]:
    """How near a number, and any other one, stands in the body to the ``places`` there of the words around it."""
    values, known = {q.value for q in a.quantities}, quantity.value in {q.value for q in a.body.quantities}
    best = {True: 0.0, False: 0.0}
    for other in a.body.quantities:
        same = same_value(quantity, other) > 0
        if not same and (other.value in values or (other.background and not quantity.background)):
            continue
        if other.measure != quantity.measure and (known or "date" in (quantity.unit, other.unit)):
            continue
        near = np.array([np.abs(at - other.first).min() for at in places])
        best[same] = max(best[same], float(weight @ np.exp(-near / 8.0) / weight.sum()))
    return best[True], best[False]


def _nearest(a: list[int], b: list[int]) -> int:
    """Smallest distance between two rising lists of places, in content words, capped."""
    i = j = 0
    found = _FAR
    while i < len(a) and j < len(b):
        step = a[i] - b[j]
        found = min(found, abs(step))
        i, j = (i + 1, j) if step < 0 else (i, j + 1)
    return found

"""Features of ONE headline word: how it is met in the body, in what neighbourhood, and what its clause lost there.

They feed the word model, whose answer for each word ("is this word borne out here?") is itself a feature of the headline, and gives
reasons their place in the headline.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headcheck.evidence import EXACT, IDF_CAP, OTHER_NUMBER, WORTH, Alignment, Floats
from headcheck.features import company
from headcheck.lexicon import ADJECTIVE, ADVERB, BROADER, DERIVED, NAME, NARROWER, NUMBER, OPPOSITE, STRONGER, SYNONYM, VERB, WEAKER, lexicon
from headcheck.text.quantity import same_value

_TYPES = ("name", "number", "noun", "verb", "adjective", "adverb", "operator")
_NUMBER, _OPERATOR = _TYPES.index("number"), _TYPES.index("operator")
_TYPE_OF = np.full(256, _TYPES.index("noun"))  # of each part of speech
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
    n = len(a.words)
    x = np.zeros((n, len(NAMES)), dtype=np.float32)
    if not n:
        return x
    put = _Writer(x)
    body, head = a.body, a.headline
    rows = np.arange(n)
    m = a.kind.shape[1]
    met = a.met
    has = met >= 0
    safe = np.where(has, met, 0)
    kind = np.where(has, a.kind[rows, safe], 99) if m else np.full(n, 99)
    worth = np.where(has, a.worth[rows, safe], 0.0) if m else np.zeros(n, np.float32)
    close = np.where(has, a.close[rows, safe], 0.0) if m else np.zeros(n, np.float32)
    exact_any = a.there
    related_any = _RELATED.take(a.kind).any(axis=1) if m else np.zeros(n, bool)
    close_any = a.closest
    matched = worth >= _MATCHED
    exact = kind == EXACT
    new = ~exact_any
    apart = exact_any & ~exact
    x[:, : len(_KINDS)] = kind[:, None] == _CODES
    put["met_close"] = np.where(exact, 0.0, close)
    near_evidence = np.zeros(n, np.float32)
    for c, chosen in enumerate(a.chosen):
        if chosen:
            mine = a.claim_of == c
            near_evidence[mine] = a.by_sentence[:, chosen].max(axis=1)[mine]
    put["met_near_evidence"] = near_evidence - worth
    put["exact_elsewhere"] = apart
    put["related_elsewhere"] = related_any & ~exact_any
    put["close_elsewhere"] = np.where(exact_any, 0.0, close_any)
    put["in_lead"] = a.by_sentence[:, 0] if a.by_sentence.shape[1] else np.zeros(n)
    put["rarity"] = a.weight / IDF_CAP
    put["rarity_new"] = a.weight / IDF_CAP * new
    types = _types(a)
    by_type = np.array([types[t] for t in _TYPES]).T
    put.block("type", by_type)
    put.block("new", by_type & new[:, None])
    put.block("apart", by_type & apart[:, None])
    at = body.at
    place = np.where(has, at[safe], -1) if m else np.full(n, -1)
    _neighbours(a, x, place, matched)
    both = (x[:, INDEX["left_met"]] > 0) & (x[:, INDEX["right_met"]] > 0)
    put["both_met"] = both
    put["new_both_met"] = both & ~matched
    cover = np.zeros(n, np.float32)
    for c in range(len(a.claims)):
        mine = a.claim_of == c
        weight = a.weight[mine]
        total = float(weight.sum())
        cover[mine] = (float(weight @ near_evidence[mine]) - weight * near_evidence[mine]) / np.maximum(total - weight, 1.0)
    put["claim_cover"] = cover
    put["new_claim_cover"] = cover * new
    put["new_familiar"] = new * (1 - a.new_share) ** 2
    put["new_foreign"] = new * a.new_share**2
    put["close_foreign"] = np.where(exact, 0.0, close) * a.new_share**2
    _lost(a, x, place, matched, types["verb"])
    _scales(a, x)
    _binding(a, x, by_type)
    _rivals(a, x, types)
    put["place_in_headline"] = a.words / max(1, len(head))
    put["claim_later"] = a.claim_of > 0
    x[:, INDEX[company.NAMES[0]] :] = company.measure(a, types)
    return x


def _neighbours(a: Alignment, x: Floats, place: NDArray[np.int32], matched: NDArray[np.bool_]) -> None:
    """Whether the words next to each other in the headline are met, and stand next to each other in the body too."""
    words, claim, met, at = a.words.tolist(), a.claim_of.tolist(), matched.tolist(), place.tolist()
    for i in range(1, len(words)):
        if claim[i] != claim[i - 1]:
            continue
        if met[i - 1]:
            x[i, INDEX["left_met"]] = 1.0
            x[i, INDEX["new_left_met"]] = not met[i]
        if met[i]:
            x[i - 1, INDEX["right_met"]] = 1.0
            x[i - 1, INDEX["new_right_met"]] = not met[i - 1]
        if met[i - 1] and met[i]:
            step = at[i] - at[i - 1]
            how = "near" if abs(step) <= max(3, words[i] - words[i - 1] + 3) else "far"
            x[i, INDEX[f"left_{how}"]] = x[i - 1, INDEX[f"right_{how}"]] = 1.0
            if -_TURN <= step < 0:
                x[i, INDEX["left_turned"]] = x[i - 1, INDEX["right_turned"]] = 1.0


class _Writer:
    """Write columns by name."""

    def __init__(self, x: Floats) -> None:
        self.x = x

    def __setitem__(self, name: str, value: NDArray[Any]) -> None:
        self.x[:, INDEX[name]] = value

    def block(self, prefix: str, value: NDArray[Any]) -> None:
        """Columns of one prefix, one for each of the types, which stand next to each other."""
        first = INDEX[f"{prefix}_{_TYPES[0]}"]
        self.x[:, first : first + len(_TYPES)] = value


def _types(a: Alignment) -> dict[str, NDArray[np.bool_]]:
    """What sort of word each row is; exactly one is true."""
    sort = _TYPE_OF.take(a.headline.kind[a.words])
    sort[a.weight == 0] = _OPERATOR
    counted = {t for q in a.quantities for t in range(q.first, q.last)}
    if counted:
        sort[[t in counted for t in a.words.tolist()]] = _NUMBER
    return {name: sort == k for k, name in enumerate(_TYPES)}


def _lost(a: Alignment, x: Floats, place: NDArray[np.int32], matched: NDArray[np.bool_], verb: NDArray[np.bool_]) -> None:
    """Hedges, denials and the like that stand near the met word in the body, and not in the headline's claim (or the reverse)."""
    body, listed = a.body, _lost_lists()
    in_claim = np.zeros((len(a.claims), len(_LOST)), bool)
    member = listed.take(a.headline.row, axis=0)
    for c, claim in enumerate(a.claims):
        in_claim[c] = member[claim.first : claim.last].any(axis=0)
        if claim.question:
            in_claim[c, _LOST.index("hedge")] = True
        if claim.speaker is not None:
            in_claim[c, _LOST.index("report")] = True
    ours = in_claim[a.claim_of]
    near = np.zeros_like(ours)
    ok = np.flatnonzero(place >= 0)
    if len(ok):
        bounds = body.document.sentence_bounds
        sentence = body.document.sentence[place[ok]]
        # What falls outside the sentence counts for the word itself, so that the window has one width.
        window = place[ok][:, None] + np.arange(-_WINDOW_BEFORE, _WINDOW_AFTER)
        inside = (window >= bounds[sentence][:, None]) & (window < bounds[sentence + 1][:, None])
        tokens = body.document.row.take(np.where(inside, window, place[ok][:, None]))
        near[ok] = listed.take(tokens, axis=0).any(axis=1)
    lost = near & ~ours & matched[:, None]
    start = INDEX["lost_hedge"]
    k = len(_LOST)
    x[:, start : start + k] = lost
    start = INDEX["gained_hedge"]
    x[:, start : start + k] = ours & ~near & matched[:, None]
    start = INDEX["verb_lost_hedge"]
    x[:, start : start + k] = lost & verb[:, None]


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


def _rivals(a: Alignment, x: Floats, types: dict[str, NDArray[np.bool_]]) -> None:
    """Numbers and names: does another one stand nearer in the body to what surrounds this one in the headline?"""
    body = a.body
    m = a.kind.shape[1]
    if not m:
        return
    names = np.flatnonzero(types["name"])
    if not len(names) and not (a.quantities and body.quantities):
        return
    row, column = np.nonzero(a.exact)
    edges = np.searchsorted(row, np.arange(len(a.words) + 1)).tolist()
    where = [column[i:j] for i, j in zip(edges[:-1], edges[1:], strict=True)]
    if len(names) >= 2:
        places = [where[i] for i in names]
        firsts = [(i, int(p[0])) for i, p in zip(names.tolist(), places, strict=True) if len(p)]
        for (i, p), (j, q) in zip(firsts[:-1], firsts[1:], strict=True):
            if q < p:
                x[[i, j], INDEX["names_turned"]] = 1.0
    for i in names.tolist():
        window = range(max(0, i - 2), min(len(a.words), i + 4))
        around = [j for j in window if j != i and not types["name"][j] and a.weight[j] > 0 and len(where[j]) and a.claim_of[j] == a.claim_of[i]]
        if not around or not len(where[i]):
            continue
        mine = sum(_nearest(where[i], where[j]) for j in around) / len(around)
        x[i, INDEX["name_context"]] = math.exp(-mine / 10)
        # A name that stands as near in the headline ("Russia" in "Russia withdraws troops from Ukraine") is no rival.
        far = sum(abs(i - j) for j in around)
        others = [k for k in names.tolist() if sum(abs(k - j) for j in around) > far and len(where[k]) and not np.array_equal(where[k], where[i])]
        if others:
            theirs = min(sum(_nearest(where[k], where[j]) for j in around) for k in others) / len(around)
            x[i, INDEX["rival_name"]] = min(max((mine - theirs) / 10, 0.0), 1.5)
    if not a.quantities or not body.quantities:
        return
    row_of = {token: i for i, token in enumerate(a.words.tolist())}
    values = {q.value for q in a.quantities}
    given = {q.value for q in body.quantities}
    for quantity in a.quantities:
        rows = [row_of[t] for t in range(quantity.first, quantity.last) if t in row_of]
        if not rows:
            continue
        i = rows[0]
        window = range(max(0, i - 4), min(len(a.words), rows[-1] + 5))
        around = [j for j in window if j not in rows and a.weight[j] > 0 and len(where[j]) and a.claim_of[j] == a.claim_of[i]]
        if not around:
            continue
        weight, known = a.weight[around], quantity.value in given
        best = {True: 0.0, False: 0.0}
        for other in body.quantities:
            same = same_value(quantity, other) > 0
            if not same and (other.value in values or (other.background and not quantity.background)):
                continue
            if other.measure != quantity.measure and (known or "date" in (quantity.unit, other.unit)):
                continue
            near = np.array([np.abs(body.at[where[j]] - other.first).min() for j in around])
            best[same] = max(best[same], float(weight @ np.exp(-near / 8.0) / weight.sum()))
        x[rows, INDEX["number_context"]] = best[True]
        x[rows, INDEX["rival_number"]] = best[False] - best[True]


def _nearest(a: NDArray[np.intp], b: NDArray[np.intp]) -> float:
    """Smallest distance between two sets of places, in content words, capped."""
    return float(min(30, np.abs(a[:, None] - b[None, :]).min()))

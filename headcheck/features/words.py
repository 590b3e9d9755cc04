"""Features of ONE headline word: how it is met in the body, in what neighbourhood, and what its clause lost there.

They feed the word model, whose answer for each word ("is this word borne out here?") is itself a feature of the headline, and gives
reasons their place in the headline.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from headcheck.evidence import EXACT, SISTER, WORTH, Alignment, Floats
from headcheck.features import company
from headcheck.lexicon import ADJECTIVE, ADVERB, BROADER, DERIVED, NAME, NARROWER, NUMBER, OPPOSITE, STRONGER, SYNONYM, VERB, WEAKER, lexicon
from headcheck.text.numbers import same_value

_TYPES = ("name", "number", "noun", "verb", "adjective", "adverb", "operator")
_KINDS = (
    ("exact", EXACT),
    ("synonym", SYNONYM),
    ("derived", DERIVED),
    ("narrower", NARROWER),
    ("broader", BROADER),
    ("opposite", OPPOSITE),
    ("body_weaker", WEAKER),
    ("body_stronger", STRONGER),
    ("sister", SISTER),
)
_LOST = ("hedge", "negation", "plan", "denial", "report", "unnamed")
_SCALES = ("intensity", "superlative", "quantifier", "scope", "booster", "causal", "modal", "loaded", "force", "time")
REGIONAL = 2.0  # scope that goes without saying; only a wider one is wider than what says nothing
_WINDOW_BEFORE, _WINDOW_AFTER = 6, 4
_MATCHED = 0.5
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
    "slot_close",
    "slot_opposite",
    "slot_sister",
    "slot_broader",
    "slot_narrower",
    "slot_same_class",
    "slot_numbers",
    "slot_names",
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
    put["rarity"] = a.weight / 7.0
    put["rarity_new"] = a.weight / 7.0 * new
    types = _types(a)
    by_type = np.array([types[t] for t in _TYPES]).T
    put.block("type", by_type)
    put.block("new", by_type & new[:, None])
    put.block("apart", by_type & apart[:, None])
    at = body.at
    place = np.where(has, at[safe], -1) if m else np.full(n, -1)
    same = a.claim_of[1:] == a.claim_of[:-1]
    pair = same & matched[1:] & matched[:-1]
    step = place[1:] - place[:-1]
    reach = np.maximum(3, (a.words[1:] - a.words[:-1]) + 3)
    for side, here, there in (("left", slice(1, None), slice(0, -1)), ("right", slice(0, -1), slice(1, None))):
        view = np.zeros(n, bool)
        view[here] = same & matched[there]
        put[f"{side}_met"] = view
        jump = np.abs(step)
        for name, value in (("near", pair & (jump <= reach)), ("far", pair & (jump > reach)), ("turned", pair & (step < 0) & (jump <= 12))):
            column = np.zeros(n, bool)
            column[here] = value
            put[f"{side}_{name}"] = column
        put[f"new_{side}_met"] = view & ~matched
    both = (x[:, INDEX["left_met"]] > 0) & (x[:, INDEX["right_met"]] > 0)
    put["both_met"] = both
    put["new_both_met"] = both & ~matched
    _slots(a, x, matched, types)
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
    _binding(a, x, types)
    _rivals(a, x, types)
    put["place_in_headline"] = a.words / max(1, len(head))
    put["claim_later"] = a.claim_of > 0
    x[:, INDEX[company.NAMES[0]] :] = company.measure(a, types)
    return x


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
    kind = a.headline.kind[a.words]
    operator = a.weight == 0
    number = (kind == NUMBER) & ~operator
    counted = [t for q in a.quantities for t in range(q.first, q.last)]
    if counted:
        number |= np.isin(a.words, counted)
        operator &= ~number
    free = ~operator & ~number
    name = free & (kind == NAME)
    rest = free & ~name
    verb = rest & (kind == VERB)
    adjective = rest & (kind == ADJECTIVE)
    adverb = rest & (kind == ADVERB)
    noun = rest & ~verb & ~adjective & ~adverb
    return {"name": name, "number": number, "noun": noun, "verb": verb, "adjective": adjective, "adverb": adverb, "operator": operator}


def _slots(a: Alignment, x: Floats, matched: NDArray[np.bool_], types: dict[str, NDArray[np.bool_]]) -> None:
    """What stands in the body where an unmet headline word should stand, judged by its met neighbours."""
    lex, body = lexicon(), a.body
    broader = lex.broader
    n = len(a.kind)
    taken = set(a.met[matched].tolist())
    met, claim_of, first = a.met.tolist(), a.claim_of.tolist(), a.first.tolist()
    for i in np.flatnonzero(~matched).tolist():
        slot: set[int] = set()
        if i > 0 and matched[i - 1] and claim_of[i - 1] == claim_of[i]:
            slot.update(range(met[i - 1] + 1, met[i - 1] + 3))
        if i + 1 < n and matched[i + 1] and claim_of[i + 1] == claim_of[i]:
            slot.update(range(met[i + 1] - 2, met[i + 1]))
        low, high = body.bounds[first[i]], body.bounds[first[i] + 1]
        places = [j for j in slot if low <= j < high and j not in taken] if first[i] >= 0 else []
        if not places:
            continue
        kinds = set(a.kind[i, places].tolist())
        own = int(a.headline.family[a.words[i]])
        x[i, INDEX["slot_close"]] = max(0.0, float(a.close[i, places].max()))
        x[i, INDEX["slot_opposite"]] = OPPOSITE in kinds
        x[i, INDEX["slot_broader"]] = not kinds.isdisjoint((BROADER, WEAKER))
        x[i, INDEX["slot_narrower"]] = not kinds.isdisjoint((NARROWER, STRONGER))
        if own < len(broader):
            mine = broader[own]
            mine = mine[mine >= 0]
            others = [f for f in body.family[places].tolist() if f < len(broader)]
            x[i, INDEX["slot_sister"]] = bool(len(mine) and others and not set(mine.tolist()).isdisjoint(broader[others].ravel().tolist()))
        tokens = body.at.take(places)
        classes = body.document.kind.take(tokens).tolist()
        x[i, INDEX["slot_same_class"]] = a.headline.kind[a.words[i]] in classes
        x[i, INDEX["slot_numbers"]] = types["number"][i] and NUMBER in classes
        x[i, INDEX["slot_names"]] = bool(types["name"][i] and body.document.capital[tokens].any())


def _lost(a: Alignment, x: Floats, place: NDArray[np.int32], matched: NDArray[np.bool_], verb: NDArray[np.bool_]) -> None:
    """Hedges, denials and the like that stand near the met word in the body, and not in the headline's claim (or the reverse)."""
    lex, body, head = lexicon(), a.body, a.headline
    columns = [lex.column[name] for name in _LOST]
    in_claim = np.zeros((len(a.claims), len(columns)), bool)
    member = lex.member.take(head.row, axis=0)[:, columns]
    for c, claim in enumerate(a.claims):
        in_claim[c] = member[claim.first : claim.last].any(axis=0)
        if claim.question:
            in_claim[c, 0] = True
        if claim.speaker is not None:
            in_claim[c, 4] = True
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
        near[ok] = lex.member.take(tokens, axis=0)[:, :, columns].any(axis=1)
    lost = near & ~ours & matched[:, None]
    start = INDEX["lost_hedge"]
    k = len(_LOST)
    x[:, start : start + k] = lost
    start = INDEX["gained_hedge"]
    x[:, start : start + k] = ours & ~near & matched[:, None]
    start = INDEX["verb_lost_hedge"]
    x[:, start : start + k] = lost & verb[:, None]


def _scales(a: Alignment, x: Floats) -> None:
    """How far a headline word stands above or below its evidence on ordered scales."""
    lex, body, head = lexicon(), a.body, a.headline
    rows = head.row[a.words]
    columns = [lex.column[name] for name in _SCALES]
    mine, listed = lex.lists.take(rows, axis=0)[:, columns], lex.member.take(rows, axis=0)[:, columns]
    first = a.first
    there = np.zeros_like(mine)
    ok = first >= 0
    if ok.any():
        there[ok] = body.sentence_max[first[ok]][:, columns]
        there[:, _SCALES.index("scope")] = np.maximum(there[:, _SCALES.index("scope")], REGIONAL)
    gap = (mine - there) / _SIZE * listed
    k = len(_SCALES)
    x[:, INDEX["above_intensity"] : INDEX["above_intensity"] + k] = np.maximum(gap, 0.0)
    x[:, INDEX["below_intensity"] : INDEX["below_intensity"] + k] = np.maximum(-gap, 0.0)
    if ok.any():
        count = np.zeros((len(rows), body.sentence_count.shape[1]), np.float32)
        count[ok] = body.sentence_count[first[ok]]
        col = lex.column
        x[:, INDEX["causal_for_correlation"]] = lex.member[rows, col["causal"]] & (count[:, col["correlational"]] > 0) & ~lex.member[rows, col["correlational"]]
        x[:, INDEX["done_for_plan"]] = lex.member[rows, col["done"]] & (count[:, col["plan"]] > 0)
        x[:, INDEX["human_for_animal"]] = lex.member[rows, col["human"]] & (count[:, col["animal"]] > 0) & (count[:, col["human"]] == 0)


def _binding(a: Alignment, x: Floats, types: dict[str, NDArray[np.bool_]]) -> None:
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
    for t in _TYPES:
        x[:, INDEX[f"bind_gap_{t}"]] = apart * types[t]


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
        mine = np.mean([_nearest(where[i], where[j]) for j in around])
        x[i, INDEX["name_context"]] = np.exp(-mine / 10)
        others = [k for k in names.tolist() if abs(k - i) > 1 and len(where[k]) and not np.array_equal(where[k], where[i])]
        if others:
            theirs = min(np.mean([_nearest(where[k], where[j]) for j in around]) for k in others)
            x[i, INDEX["rival_name"]] = np.clip((mine - theirs) / 10, 0.0, 1.5)
    if not a.quantities or not body.quantities:
        return
    row_of = {token: i for i, token in enumerate(a.words.tolist())}
    values = {q.value for q in a.quantities}
    for quantity in a.quantities:
        rows = [row_of[t] for t in range(quantity.first, quantity.last) if t in row_of]
        if not rows:
            continue
        i = rows[0]
        window = range(max(0, i - 4), min(len(a.words), rows[-1] + 5))
        around = [j for j in window if j not in rows and a.weight[j] > 0 and len(where[j]) and a.claim_of[j] == a.claim_of[i]]
        if not around:
            continue
        weight = a.weight[around]
        best = {True: 0.0, False: 0.0}
        for other in body.quantities:
            if (other.unit == "date") != (quantity.unit == "date"):
                continue
            same = same_value(quantity, other) > 0
            if not same and other.value in values:
                continue
            near = np.array([np.abs(body.at[where[j]] - other.first).min() for j in around])
            best[same] = max(best[same], float(weight @ np.exp(-near / 8.0) / weight.sum()))
        x[rows, INDEX["number_context"]] = best[True]
        x[rows, INDEX["rival_number"]] = best[False] - best[True]


def _nearest(a: NDArray[np.intp], b: NDArray[np.intp]) -> float:
    """Smallest distance between two sets of places, in content words, capped."""
    return float(min(30, np.abs(a[:, None] - b[None, :]).min()))

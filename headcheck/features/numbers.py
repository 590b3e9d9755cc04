"""Numbers of the headline against those of the body: value, unit, what is counted, inflation."""

from __future__ import annotations

import numpy as np

from headcheck.features.context import Context
from headcheck.features.declare import Feature, from_words
from headcheck.lexicon import DERIVED, NARROWER, SYNONYM, lexicon
from headcheck.text.quantity import Quantity, same_value

FEATURES = (
    Feature("numbers_unmatched", "share of the headline's numbers that the body lacks", "number", direction=1),
    Feature("number_unbound", "a number the body has, though it gives what is counted another one", "number", direction=1),
    Feature("number_apart", "a number the body has only away from the evidence", "number", direction=1),
    Feature("number_inflated", "how many times the body's number for the same thing is exceeded", "number", 0, 3, "log ratio", direction=1),
    Feature("number_deflated", "how many times the body's number for the same thing is undercut", "number", 0, 3, "log ratio"),
    Feature("number_unit", "a number the body has with another unit", "number", direction=1),
    Feature("number_background", "a number that the body gives only as what was before, or as the whole of a part", "number", direction=1),
    Feature("number_rounded", "a number met by rounding only", "number", direction=1),
    from_words("new_number", "mean", "share of words that are numbers the body lacks", "number", direction=1),
    from_words("apart_number", "mean", "share of words that are numbers away from the evidence", "number", direction=1),
    from_words("rival_number", "max", "another number of the body stands nearer to what surrounds the number", "number", low=-1, direction=1),
    from_words("number_context", "max", "a number stands near the same words as in the headline", "number", direction=-1),
    from_words("bind_gap_number", "max", "a number stands apart from the rest of its claim", "number", direction=1),
)


def measure(c: Context) -> list[float]:
    """Values of the features above that are not taken from words."""
    a = c.alignment
    body = a.body
    evidence = set(c.evidence)
    lost = unbound = apart = inflated = deflated = unit = background = rounded = 0.0
    n = 0
    for q in a.quantities:
        if q.unit == "ordinal" and q.value == 1:
            continue
        n += 1
        scored = [(same_value(q, other), other) for other in (*body.quantities, *body.shares_for(q))]
        hits = [(s, other) for s, other in scored if s > 0]
        if not hits:
            lost += 1
            alike = [o.value for _, o in scored if o.counted == q.counted and q.counted >= 0 and o.unit == q.unit and o.value > 0]
            if alike and q.value > 0:
                ratios = np.log(q.value / np.array(alike))
                nearest = float(ratios[np.argmin(np.abs(ratios))])
                inflated, deflated = max(inflated, min(3.0, nearest)), max(deflated, min(3.0, -nearest))
            continue
        rounded = max(rounded, float(max(s for s, _ in hits) < 1))
        alike_nouns = _alike(q.counted) if q.counted >= 0 else set()
        if alike_nouns and not any(o.counted in alike_nouns for _, o in hits):
            unbound = max(unbound, float(any(o.counted in alike_nouns for s, o in scored if not s and not o.background)))
        unit = max(unit, float(not any(o.unit == q.unit for _, o in hits)))
        background = max(background, float(not _of_whole(a.headline.low, q) and all(o.background for _, o in hits)))
        apart = max(apart, float(evidence.isdisjoint(int(body.document.sentence[o.first]) for _, o in hits)))
    return [lost / max(1, n), unbound, apart, inflated, deflated, unit, background, rounded]


def _of_whole(low: list[str], q: Quantity) -> bool:
    """Whether the headline itself gives a number as a whole or as what was before: "five of 13", "all nine", "up from three"."""
    return q.background or not {"of", "all", "both", "from", "out"}.isdisjoint(low[max(0, q.first - 2) : q.first])


def _alike(family: int) -> set[int]:
    """A counted noun and what else it may be called."""
    others, relations = lexicon().related(family)
    return {family, *others[np.isin(relations, (SYNONYM, DERIVED, NARROWER))].tolist()}

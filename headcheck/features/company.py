"""Features of ONE headline word from its company: is it borne out where the rest of its claim is, and does another word fit there better?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from headcheck.company import ENOUGH
from headcheck.evidence import SORTS, Alignment, Floats
from headcheck.lexicon import OPPOSITE
from headcheck.text.quantity import measures

NAMES = (
    "borne",
    "borne_missing",
    "fit_own",
    "fit_gap",
    "fit_rival_name",
    "fit_rival_number",
    "fit_rival_noun",
    "fit_rival_verb",
    "fit_rival_adjective",
    "fit_rival_close",
    "fit_rival_known",
    "fit_close",
    "fit_opposite",
)
_NUMBER = SORTS.index("number")
_COLUMN = {name: k for k, name in enumerate(NAMES)}


def measure(a: Alignment, sort: NDArray[np.int8]) -> Floats:
    """Values of `NAMES` for every headline word, shape ``(n, len(NAMES))``; ``sort`` is its place in `SORTS`, or more for other words."""
    n, m = a.kind.shape
    out = np.zeros((n, len(NAMES)), np.float32)
    if not n or not m:
        out[:, _COLUMN["borne_missing"]] = a.weight > 0
        return out
    rows = np.arange(n)
    best = a.fit.max(axis=1)
    value = a.worth * (0.2 + a.fit) * (a.worth >= ENOUGH)
    has = a.most >= ENOUGH
    own = a.fit[rows, value.argmax(axis=1)] * has
    borne = a.borne.max(axis=1)
    out[:, _COLUMN["borne"]] = borne
    out[:, _COLUMN["borne_missing"]] = (1.0 - borne) * (a.weight > 0)
    out[:, _COLUMN["fit_own"]] = own
    out[:, _COLUMN["fit_gap"]] = np.maximum(best - own, 0.0) * has
    # The fittest body word of the same sort that bears out nothing of the headline.
    free = np.where(a.worth.max(axis=0) >= 0.5, -1, a.body.sort)
    alike = sort[:, None] == free
    if (known := (sort == _NUMBER) & has).any():  # "two" of "two lawmakers" has no rival in "three months"
        ours = measures(a.quantities, len(a.headline))[a.words[known]]
        alike[known] &= ours[:, None] == measures(a.body.quantities, len(a.body.document))[a.body.at]
    fit = np.where(alike, a.fit, np.float32(-1.0))
    rival = fit.argmax(axis=1)
    fittest = fit[rows, rival]
    mine = np.flatnonzero((fittest >= 0) & (best > 0))
    gap = fittest[mine] - own[mine]
    out[mine, _COLUMN[f"fit_rival_{SORTS[0]}"] + sort[mine]] = np.clip(gap, -0.5, 1.0) + 0.5
    out[mine, _COLUMN["fit_rival_close"]] = np.maximum(a.close[mine, rival[mine]], 0.0) * (gap > 0)
    out[mine, _COLUMN["fit_rival_known"]] = has[mine] * (gap > 0)
    new = np.flatnonzero(~a.there)
    out[new, _COLUMN["fit_close"]] = (np.maximum(a.close[new], 0.0) * a.fit[new]).max(axis=1)
    opposite = a.kind == OPPOSITE
    if opposite.any():
        out[:, _COLUMN["fit_opposite"]] = np.where(opposite, a.fit, 0.0).max(axis=1)
    return out

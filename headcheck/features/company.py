"""Features of ONE headline word from its company: is it borne out where the rest of its claim is, and does another word fit there better?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from headcheck.company import ENOUGH
from headcheck.evidence import SORTS, Alignment, Floats
from headcheck.lexicon import OPPOSITE

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


def measure(a: Alignment, types: dict[str, NDArray[np.bool_]]) -> Floats:
    """Values of `NAMES` for every headline word, shape ``(n, len(NAMES))``."""
    n, m = a.kind.shape
    out = np.zeros((n, len(NAMES)), np.float32)
    if not n or not m:
        return out
    best = a.fit.max(axis=1)
    value = np.where(a.worth >= ENOUGH, a.worth * (0.2 + a.fit), 0.0)
    has = value.max(axis=1) > 0
    own = a.fit[np.arange(n), value.argmax(axis=1)] * has
    column = {name: k for k, name in enumerate(NAMES)}
    borne = a.borne.max(axis=1)
    out[:, column["borne"]] = borne
    out[:, column["borne_missing"]] = (1.0 - borne) * (a.weight > 0)
    out[:, column["fit_own"]] = own
    out[:, column["fit_gap"]] = np.maximum(best - own, 0.0) * has
    taken = (a.worth >= 0.5).any(axis=0)
    for k, name in enumerate(SORTS):
        mine = np.flatnonzero(types[name] & (best > 0))
        free = np.flatnonzero((a.body.sort == k) & ~taken)
        if not len(mine) or not len(free):
            continue
        block = a.fit[np.ix_(mine, free)]
        rival = block.argmax(axis=1)
        gap = block[np.arange(len(mine)), rival] - own[mine]
        out[mine, column[f"fit_rival_{name}"]] = np.clip(gap, -0.5, 1.0) + 0.5
        out[mine, column["fit_rival_close"]] = np.maximum(a.close[mine, free[rival]], 0.0) * (gap > 0)
        out[mine, column["fit_rival_known"]] = has[mine] * (gap > 0)
    out[:, column["fit_close"]] = (np.maximum(a.close, 0.0) * a.fit).max(axis=1) * ~a.there
    out[:, column["fit_opposite"]] = np.where(a.kind == OPPOSITE, a.fit, 0.0).max(axis=1)
    return out

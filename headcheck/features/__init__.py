"""All features, by family. From their declarations come reasons, reports and the model card."""

from __future__ import annotations

from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from headcheck.features import attribution, boldness, closeness, elsewhere, hedging, names, numbers, register, stance, strength, support, wording
from headcheck.features.context import Context
from headcheck.features.declare import Feature
from headcheck.features.words import INDEX

FAMILIES: dict[str, ModuleType] = {
    "support": support,
    "closeness": closeness,
    "elsewhere": elsewhere,
    "hedging": hedging,
    "attribution": attribution,
    "strength": strength,
    "boldness": boldness,
    "names": names,
    "numbers": numbers,
    "register": register,
}
FEATURES: tuple[Feature, ...] = tuple(f for family in FAMILIES.values() for f in family.FEATURES)
FAMILY_OF: dict[str, str] = {f.name: name for name, family in FAMILIES.items() for f in family.FEATURES}
WORDING: tuple[Feature, ...] = wording.FEATURES
STANCE: tuple[Feature, ...] = stance.FEATURES  # only models trained on labels of one's own weigh these

_NAMES = [f.name for f in FEATURES]
_ELSEWHERE, _TELLING = (np.array([_NAMES.index(name) for name in names]) for names in ([f.name for f in elsewhere.FEATURES], elsewhere.TELLING))
_LENGTH = _NAMES.index("length")
_MEASURED = np.array([i for i, f in enumerate(FEATURES) if not f.column and i not in _ELSEWHERE])
_TAKEN = {how: np.array([i for i, f in enumerate(FEATURES) if f.how == how]) for how in ("max", "mean")}
_COLUMNS = {how: np.array([INDEX[f.column] for f in FEATURES if f.how == how]) for how in ("max", "mean")}


def vector(context: Context) -> NDArray[np.float64]:
    """Values of all features of a headline over its body, shape ``(len(FEATURES),)``."""
    out = np.zeros(len(FEATURES))
    measured: list[float] = []
    for family in FAMILIES.values():
        if family is not elsewhere:  # it is learnt from others, below
            measured += family.measure(context)
    out[_MEASURED] = measured
    if len(context.words):
        out[_TAKEN["max"]] = context.words.max(axis=0)[_COLUMNS["max"]]
        out[_TAKEN["mean"]] = context.words.mean(axis=0)[_COLUMNS["mean"]]
    log = np.array(elsewhere.body_size(context.alignment))
    out[_ELSEWHERE] = elsewhere.elsewhere().levels(elsewhere.columns(out[_TELLING], out[_LENGTH], log))
    return out


__all__ = ["FAMILIES", "FAMILY_OF", "FEATURES", "STANCE", "WORDING", "Context", "Feature", "vector"]

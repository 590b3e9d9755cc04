"""Closeness: how much at home the headline's words are in this body, beside what they are in any body."""

from __future__ import annotations

import numpy as np

from headcheck.company import ENOUGH
from headcheck.features.context import Context
from headcheck.features.declare import Feature
from headcheck.lexicon.usual import usual

_V = "word vectors (GloVe, MiniLM)"
_UNIT, _LOW, _HIGH = "standard deviations", -3.0, 6.0
_ALL_BORNE_OUT = 1.0  # 0.7 standard deviations above the mean of the training headlines: as good as new words that are well at home
FEATURES = (
    Feature("at_home", "mean closeness of the body's closest words, beyond what any body has", "unsupported", _LOW, _HIGH, _UNIT, _V, direction=-1),
    Feature("at_home_new", "the same over words that nothing in the body bears out", "unsupported", _LOW, _HIGH, _UNIT, _V),
)


def measure(c: Context) -> list[float]:
    """Values of the features above."""
    a = c.alignment
    content = a.weight > 0
    if not content.any() or not a.worth.shape[1]:
        return [0.0, 0.0]
    rows = a.headline.row[a.words[content]]
    beyond = np.minimum(np.maximum((a.closest[content] - usual().mean[rows]) / usual().spread[rows], _LOW), _HIGH)
    new = beyond[a.most[content] < ENOUGH]
    return [float(beyond.sum() / len(beyond)), float(new.sum() / len(new)) if len(new) else _ALL_BORNE_OUT]

"""Elsewhere: how likely the body is to be another article than the headline's, learnt from headlines over their own and over other bodies.

What tells so are support and closeness, but a probability levels off: a headline that is at home in its body gains nothing by being more so, and
one that is not is not made the worse by each further word.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from headcheck.features import closeness, support
from headcheck.features.declare import Feature

PATH = Path(__file__).with_name("elsewhere.json")
TELLING = tuple(f.name for f in (*support.FEATURES, *closeness.FEATURES) if f.source != "word model")  # features it is learnt from
_MOST = 8.0  # log-odds
FEATURES = (
    Feature("elsewhere", "learnt probability that the body is another article's, from support and closeness", "unsupported", 0, 1, "probability", direction=1),
    Feature("elsewhere_odds", "its log-odds, where that is likelier than not", "unsupported", 0, _MOST, "log-odds", direction=1),
)


@dataclass(frozen=True, eq=False)
class Elsewhere:
    """A weight for each of the features `TELLING`, and the intercept."""

    weights: NDArray[np.float64]
    intercept: float

    def levels(self, telling: NDArray[np.float64]) -> NDArray[np.float64]:
        """Values of the features above, shape ``(..., 2)``, from those of `TELLING`, shape ``(..., len(TELLING))``."""
        odds = np.clip((telling * self.weights).sum(axis=-1) + self.intercept, -_MOST, _MOST)
        return np.stack([1 / (1 + np.exp(-odds)), np.maximum(odds, 0.0)], axis=-1)


@cache
def elsewhere() -> Elsewhere:
    """The shipped weights."""
    stored = json.loads(PATH.read_text(encoding="utf-8"))
    return Elsewhere(np.array([stored["weights"][name] for name in TELLING]), stored["intercept"])

"""Elsewhere: how likely the body is to be another article than the headline's, learnt from headlines over their own and over other bodies.

What tells so are support and closeness, beside the lengths of both texts, but a probability levels off: a headline that is at home in its body gains
nothing by being more so, and one that is not is not made the worse by each further word.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headcheck.evidence import Alignment
from headcheck.features import closeness, support
from headcheck.features.declare import Feature
from headcheck.odds import sigmoid

Floats = NDArray[np.float64]
PATH = Path(__file__).with_name("elsewhere.json")
TELLING = tuple(f.name for f in (*support.FEATURES, *closeness.FEATURES) if f.source != "word model")  # features it is learnt from
_MOST = 8.0  # log-odds
_SURE = 3.0  # log-odds from which it is all but certain: 0.95; tried beside 1 and 2 in training/NOTES.md
FEATURES = (
    Feature("elsewhere", "learnt probability that the body is another article's, from support and closeness", "elsewhere", 0, 1, "probability", direction=1),
    Feature("elsewhere_odds", "its log-odds, where that is likelier than not", "elsewhere", 0, _MOST, "log-odds", direction=1),
    Feature("elsewhere_sure", "its log-odds beyond 3, where that is all but certain", "elsewhere", 0, _MOST - _SURE, "log-odds", direction=1),
)


def body_size(a: Alignment) -> float:
    """Logarithm of the body's number of content words."""
    return math.log1p(len(a.body.at))


def columns(telling: Floats, root: Floats, log: Floats) -> Floats:
    """What the log-odds are linear in: the features `TELLING`, shape ``(..., n)``, as they are, times the headline's `length` and times the `body_size`,
    shape ``(...,)``, and these themselves; shape ``(..., 3 * n + 2)``.

    Many new words tell more than one does, and a long body has by chance what a short one lacks.
    """
    root, log = root[..., None], log[..., None]
    return np.concatenate([telling, telling * root, telling * log, root, log], axis=-1)


@dataclass(frozen=True, eq=False)
class Elsewhere:
    """Weights of `columns`, and the intercept."""

    weights: Floats
    intercept: float

    def levels(self, given: Floats) -> Floats:
        """Values of the features above, shape ``(..., 3)``, from `columns`."""
        odds = np.clip((given * self.weights).sum(axis=-1) + self.intercept, -_MOST, _MOST)
        return np.stack([sigmoid(odds), np.maximum(odds, 0.0), np.maximum(odds - _SURE, 0.0)], axis=-1)


def to_json(learnt: Elsewhere) -> dict[str, Any]:
    """As the file has it: three weights for each feature, one each for the two sizes."""
    *telling, root, log = learnt.weights.tolist()
    each = zip(*np.reshape(telling, (3, -1)).tolist(), strict=True)
    return {"intercept": learnt.intercept, "length": root, "body_size": log, "weights": dict(zip(TELLING, map(list, each), strict=True))}


@cache
def elsewhere() -> Elsewhere:
    """The shipped weights."""
    stored = json.loads(PATH.read_text(encoding="utf-8"))
    telling = np.array([stored["weights"][name] for name in TELLING]).T.ravel()
    return Elsewhere(np.array([*telling, stored["length"], stored["body_size"]]), stored["intercept"])

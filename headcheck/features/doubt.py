"""The word model: log-odds that one headline word is not borne out, linear in its word features."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headcheck.evidence import Floats
from headcheck.features.words import NAMES
from headcheck.odds import sigmoid

POINTING = (*NAMES, "boldness")
NO_OPERATOR = -3.0  # doubt of small words where there are none: low, as most are borne out


@dataclass(frozen=True, eq=False)
class WordModel:
    """Weights of the word features, shape ``(len(NAMES),)``, and the intercept.

    ``pointing`` are weights that compare the words of one headline: which is at fault, if any is? One for each word feature and one for the
    boldness of the word. Reasons use them to find their place; no score depends on them. Without them the doubt itself points.
    """

    weights: NDArray[np.float64]
    intercept: float
    pointing: NDArray[np.float64] | None = None

    def doubt(self, words: Floats) -> NDArray[np.float64]:
        """Log-odds for each row of a word feature matrix."""
        return np.asarray(words @ self.weights + self.intercept, dtype=np.float64)

    def blame(self, words: Floats, boldness: Floats) -> NDArray[np.float64]:
        """Log-odds, up to a constant, that the fault of a headline lies in each of its words."""
        return self.doubt(words) if self.pointing is None else np.asarray(words @ self.pointing[:-1] + boldness * self.pointing[-1], dtype=np.float64)

    def to_dict(self) -> dict[str, object]:
        """The model as readable data."""
        stored: dict[str, object] = {"intercept": self.intercept, "weights": {name: float(w) for name, w in zip(NAMES, self.weights, strict=True)}}
        if self.pointing is not None:
            stored["pointing"] = {name: float(w) for name, w in zip(POINTING, self.pointing, strict=True)}
        return stored

    @classmethod
    def from_dict(cls, stored: dict[str, object]) -> WordModel:
        """The model from what ``to_dict`` gave."""
        weights = stored["weights"]
        if not isinstance(weights, dict) or set(weights) != set(NAMES):
            raise ValueError("the model's word features are not those of this version of headcheck; retrain it")
        pointing = stored.get("pointing")
        if pointing is not None and (not isinstance(pointing, dict) or set(pointing) != set(POINTING)):
            raise ValueError("the model's pointing weights are not those of this version of headcheck; retrain it")
        points = None if pointing is None else np.array([float(pointing[name]) for name in POINTING])
        return cls(np.array([float(weights[name]) for name in NAMES]), float(stored["intercept"]), points)  # type: ignore[arg-type]


def levels(doubt: NDArray[np.float64], small: NDArray[np.float64]) -> list[float]:
    """Highest doubt of a headline's words, mean of the highest three, mean, expected number of faulty words (damped), and highest of its small words."""
    falling = np.sort(doubt)[::-1]
    expected = np.log1p(sigmoid(falling).sum())
    return [float(falling[0]), float(falling[:3].mean()), float(falling.mean()), float(expected), float(small.max()) if len(small) else NO_OPERATOR]

"""The word model: log-odds that one headline word is not borne out, linear in its word features."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headcheck.evidence import Floats
from headcheck.features.words import NAMES


@dataclass(frozen=True, eq=False)
class WordModel:
    """Weights of the word features, shape ``(len(NAMES),)``, and the intercept."""

    weights: NDArray[np.float64]
    intercept: float

    def doubt(self, words: Floats) -> NDArray[np.float64]:
        """Log-odds for each row of a word feature matrix."""
        return np.asarray(words @ self.weights + self.intercept, dtype=np.float64)

    def to_dict(self) -> dict[str, object]:
        """The model as readable data."""
        return {"intercept": self.intercept, "weights": {name: float(w) for name, w in zip(NAMES, self.weights, strict=True)}}

    @classmethod
    def from_dict(cls, stored: dict[str, object]) -> WordModel:
        """The model from what ``to_dict`` gave."""
        weights = stored["weights"]
        if not isinstance(weights, dict) or set(weights) != set(NAMES):
            raise ValueError("the model's word features are not those of this version of headcheck; retrain it")
        return cls(np.array([float(weights[name]) for name in NAMES]), float(stored["intercept"]))  # type: ignore[arg-type]

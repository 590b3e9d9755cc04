"""Probabilities from log-odds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_MOST = 700.0  # log-odds beyond which their exponential would overflow, and the probability is 0 or 1 anyway


def sigmoid(logit: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """Probability of yes, of the same shape."""
    return np.asarray(1 / (1 + np.exp(np.minimum(-logit, _MOST))))


def softmax(logit: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities of the alternatives along the last axis."""
    e = np.exp(logit - logit.max(axis=-1, keepdims=True))
    return np.asarray(e / e.sum(axis=-1, keepdims=True))

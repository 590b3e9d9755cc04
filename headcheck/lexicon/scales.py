"""Learnt scales: what a sentence claims, and which class of claim it is, by weights of words and of neighbouring words.

Fitted by `training/scales.py` to labelled sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PATH = Path(__file__).with_name("scales.npz")
PAIRS = 1 << 14  # slots of the table of neighbouring words; rare collisions blur a weight, they break nothing


NAMES = ("claim_strength", "causal_claim", "certainty")
CLASSES = 4  # of claims: none, a correlation, a hedged cause, a cause (Yu, Li and Wang 2019)


@dataclass(frozen=True, eq=False)
class Scales:
    """The learnt scales side by side: ``words`` has a row of weights for each row of the lexicon, ``pairs`` one for each slot, 0 for unknown words."""

    words: NDArray[np.float32]  # (n_rows, n_scales)
    pairs: NDArray[np.float32]  # (PAIRS + 1, n_scales), the last row 0
    intercept: NDArray[np.float32]  # (n_scales,)

    def weights(self, row: NDArray[np.int32], counted: Counted) -> NDArray[np.float32]:
        """Weights of each token with the one before it, shape ``(n_tokens, n_scales)``; names, numbers and marks weigh nothing."""
        keep, slot = counted
        out = self.words.take(np.where(keep, row, -1), axis=0)  # the last row is that of unknown words
        out[1:] += self.pairs.take(slot, axis=0)
        return out

    def level(self, total: NDArray[np.float32]) -> NDArray[np.float32]:
        """Summed weights of sentences, squashed to -1..1 so that long ones do not pile up."""
        return np.asarray(np.tanh(total + self.intercept))


@cache
def claim_classes() -> Scales:
    """Log-odds of the `CLASSES` of claims."""
    with np.load(PATH, allow_pickle=False) as stored:
        words, pairs, intercept = (stored[f"claim_class_{part}"].astype(np.float32) for part in ("words", "pairs", "intercept"))
    return _padded(words, pairs, intercept)


def _padded(words: NDArray[np.float32], pairs: NDArray[np.float32], intercept: NDArray[np.float32]) -> Scales:
    """Scales with a last row of 0 each, for what they do not know."""
    nothing = np.zeros((1, len(intercept)), np.float32)
    return Scales(np.vstack([words, nothing]), np.vstack([pairs, nothing]), intercept)


Counted = tuple[NDArray[np.bool_], NDArray[np.int64]]  # what `headcheck.text.neighbours` gives


@cache
def scales() -> Scales:
    """The scales of `NAMES`."""
    with np.load(PATH, allow_pickle=False) as stored:
        words, pairs, intercept = ([stored[f"{name}_{part}"].astype(np.float32) for name in NAMES] for part in ("words", "pairs", "intercept"))
    return _padded(np.stack(words, axis=1), np.stack(pairs, axis=1), np.array(intercept))

"""Learnt scales: one weight a word, fitted by `training/scales.py` to labelled sentences (claim strength, certainty, clickbait)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PATH = Path(__file__).with_name("scales.npz")


@cache
def scale(name: str) -> NDArray[np.float32]:
    """Weights of one scale, shape ``(n_words + 1,)``, indexed like the lexicon's tables; unknown words weigh nothing."""
    with np.load(PATH, allow_pickle=False) as stored:
        return np.append(stored[name].astype(np.float32), np.float32(0))

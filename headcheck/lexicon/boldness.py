"""Boldness: learnt weights for each word, positive where headlines that go too far use it more than faithful ones over the same body.

Fitted by `training/boldness.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PATH = Path(__file__).with_name("boldness.npz")


@dataclass(frozen=True, eq=False)
class Boldness:
    """Log-odds of each row of the lexicon, 0 for unknown words.

    ``words`` wherever a word stands, ``beyond`` on top where the evidence lacks it.
    """

    words: NDArray[np.float32]
    beyond: NDArray[np.float32]


@cache
def boldness() -> Boldness:
    """The shipped weights."""
    with np.load(PATH, allow_pickle=False) as stored:
        return Boldness(*(stored[name].astype(np.float32) * stored[f"{name}_step"] for name in ("words", "beyond")))

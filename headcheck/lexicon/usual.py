"""How close a body's closest word usually comes to each word, by word vectors, whatever the body. Measured by `training/usual.py`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PATH = Path(__file__).with_name("usual.npz")


@dataclass(frozen=True, eq=False)
class Usual:
    """Closeness over many bodies, for each row of the lexicon; unknown words have none, and spread 1."""

    mean: NDArray[np.float32]
    spread: NDArray[np.float32]  # standard deviation


@cache
def usual() -> Usual:
    """The shipped figures."""
    with np.load(PATH, allow_pickle=False) as stored:
        mean, spread = (np.append(stored[name].astype(np.float32), np.float32(unknown)) for name, unknown in (("mean", 0), ("spread", 1)))
    return Usual(mean, spread)

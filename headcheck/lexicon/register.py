"""Register: learnt weights of small words, positive where full sentences use them more than headlines. Fitted by `training/register.py`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from headcheck.lexicon import lexicon

PATH = Path(__file__).with_name("register.json")


@dataclass(frozen=True, eq=False)
class Register:
    """Log-odds of a full sentence that each row of the lexicon adds, 0 for all but small words."""

    words: NDArray[np.float64]
    intercept: float


@cache
def register() -> Register:
    """The shipped weights."""
    stored = json.loads(PATH.read_text(encoding="utf-8"))
    number = lexicon().number
    words = np.zeros(lexicon().unknown + 1)
    for word, weight in stored["words"].items():
        words[number[word]] = weight
    return Register(words, stored["intercept"])

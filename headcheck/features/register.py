"""Register: is a headline worded as headlines are, or as a full sentence, how long is it, and is the body an article or a sentence or two?

In the shipped model this opens gates, says what is usual for a headline of that length, and has no weight of its own.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from headcheck.features.context import Context
from headcheck.features.declare import Feature
from headcheck.lexicon.register import Register, read, register

_SHORT, _LONG = 60, 120  # words: half of the press releases open with 54 or fewer, 19 of 20 with 86; 19 of 20 newsroom articles have 177 or more
_MANY = 16  # content words: fewer than one in a hundred of our faithful and of published headlines has as many

FEATURES = (
    Feature("full_sentence", "how surely the wording is a full sentence's, by its small words and what stands beside them", "strength", unit="probability"),
    Feature("short_body", "how far the body is a sentence or two (60 words or fewer; not at all from 120)", "unsupported"),
    Feature("length", "the headline's number of different content words, 16 at most", "unsupported", 0, 4, "root of words", prior=0.01),
)


def full_sentence(units: NDArray[np.int32], learnt: Register) -> float:
    """Value of the first of them, from the units of a headline."""
    return 1 / (1 + math.exp(-learnt.logit(units)))


def measure(c: Context) -> list[float]:
    """Values of the features above."""
    a = c.alignment
    different = len(set(a.headline.family[a.words[a.weight > 0]].tolist()))  # a headline said twice is no longer
    short = (_LONG - a.body.document.n_words) / (_LONG - _SHORT)
    return [full_sentence(read(a.headline.row), register()), min(max(short, 0.0), 1.0), math.sqrt(min(different, _MANY))]

"""Styles: how a headline is worded, by learnt weights of words and of neighbouring words, fitted by `training/scales.py`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from headcheck.lexicon.scales import PATH

# After the rows of the lexicon: start and end of the headline, a name as a neighbour, numbers by shape, unknown words by their last two letters.
START, END, NAMED, NUMBERS, ENDINGS = 0, 1, 2, 3, 7
N_ENDINGS = 1024
N_OTHERS = ENDINGS + N_ENDINGS
SLOTS = 1 << 18  # slots of the table of neighbours and class sequences
CLASS_SHARE = 0.3  # how much a sequence of word classes counts beside one of words


@dataclass(frozen=True, eq=False)
class Style:
    """How a headline is worded, as log-odds of a kind.

    ``words``: a weight for each row of the lexicon, then for the `N_OTHERS`; ``slots``: one for each slot of neighbours; ``traits``: one for each
    feature of the wording that it takes in, none where it takes in no feature.
    """

    words: NDArray[np.float32]
    slots: NDArray[np.float32]
    traits: NDArray[np.float32]
    intercept: float

    def logit(self, spelling: Spelling, traits: list[float]) -> float:
        """Log-odds of a whole headline."""
        total = self.intercept + float(sum(w * t for w, t in zip(self.traits.tolist(), traits)))
        if not len(spelling.ids):
            return total
        neighbours, pairs, triples = (float(self.slots.take(s).sum()) for s in spelling.slots)
        return total + float(self.words.take(spelling.ids).sum()) + neighbours + CLASS_SHARE * (pairs + triples)


@dataclass(frozen=True, eq=False)
class Spelling:
    """A headline as a `Style` reads it, without regard to letter case.

    ``at``: which tokens count; ``ids``: their numbers; ``slots``: of each with its left neighbour, the same by class, and of three by class; the end
    of the headline comes last.
    """

    at: NDArray[np.int64]
    ids: NDArray[np.int64]
    slots: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


@cache
def style(name: str) -> Style:
    """One style: "clickbait" or "loud"."""
    with np.load(PATH, allow_pickle=False) as stored:
        step = float(stored[f"{name}_step"])
        words, slots = (stored[f"{name}_{part}"].astype(np.float32) * np.float32(step) for part in ("words", "slots"))
        return Style(words, slots, stored[f"{name}_traits"].astype(np.float32), float(stored[f"{name}_intercept"]))

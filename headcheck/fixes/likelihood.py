"""How likely an edit is to bring a headline back to its body: a logistic model of where it comes from and what it does.

Fitted by `training/fixes.py` to edits of our graded headlines, faithful ones among them, which nothing should be changed in.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from headcheck.fixes.edit import Edit
from headcheck.fixes.scene import Scene
from headcheck.lexicon import lexicon
from headcheck.odds import sigmoid
from headcheck.text import read

PATH = Path(__file__).with_name("likelihood.json")
KINDS = ("attribution", "generalised", "hedge", "name", "number", "plan", "reversed", "roles", "strength", "substituted", "time", "unsupported")
NAMES = (
    *(f"kind_{kind}" for kind in KINDS),
    "founded",  # what its proposer says of it
    "blame",  # of the words it changes, doublings
    "behind",  # better founded edits of the same words: how far the best is ahead
    "others",  # and how many there are
    "place",  # in the order in which the edits of the headline are tried, log
    "new_there",  # share of the new words that the body has
    "new_central",  # and that the sentence has which decides
    "old_there",  # the same two of the words replaced
    "old_central",
    "before",  # log-odds of the score before
    "gain",  # log-odds by which the score falls
    "falls",  # whether it does
)
_TELLING = 2.5  # rarity from which a word counts among new and old ones
_NONE = -1.0  # a share where there are no such words


@dataclass(frozen=True, eq=False)
class Likelihood:
    """The model: ``weights`` of shape ``(len(NAMES),)``; an edit is offered from a chance of ``offered``."""

    weights: NDArray[np.float64]
    intercept: float
    offered: float

    def of(self, values: Sequence[float]) -> float:
        """Chance that an edit restores what the body says, 0 to 1."""
        return float(sigmoid(self.intercept + float(np.dot(self.weights, values))))


@lru_cache(maxsize=1)
def likelihood() -> Likelihood:
    """The shipped model."""
    stored = json.loads(PATH.read_text(encoding="utf-8"))
    return Likelihood(np.array([stored["weights"][name] for name in NAMES]), float(stored["intercept"]), float(stored["offered"]))


class Measured:
    """Edits of one headline, measured one after the other in the order in which they are tried."""

    def __init__(self, scene: Scene, before: float) -> None:
        self.before = before
        doc, self._head = scene.doc, scene.head
        self._there = set(doc.family.tolist())
        self._central = {int(doc.family[t]) for t in scene.tokens(scene.central[:1])}
        self._share = scene.share
        self._alike: dict[tuple[int, int], list[float]] = {}
        self._place = 0

    def values(self, edit: Edit, after: float) -> list[float]:
        """Values of `NAMES`; ``after``: log-odds of the score after the edit."""
        alike = self._alike.setdefault((edit.start, edit.end), [])
        alike.append(edit.founded)
        self._place += 1
        new, old = self._telling(edit.new), self._telling(self._head.text[edit.start : edit.end])
        gain = self.before - after
        return [
            *(float(edit.kind == kind) for kind in KINDS),
            edit.founded,
            blame(edit, self._share),
            max(alike) - edit.founded,
            float(len(alike) - 1),
            float(np.log(self._place)),
            _part(new, self._there),
            _part(new, self._central),
            _part(old, self._there),
            _part(old, self._central),
            self.before,
            gain,
            float(gain > 0),
        ]

    def _telling(self, text: str) -> list[int]:
        if not text.strip():
            return []
        document, lex = read(text, furniture=False), lexicon()
        return [int(family) for family, row in zip(document.family, document.row, strict=True) if lex.idf[row] > _TELLING]


def blame(edit: Edit, share: NDArray[np.float64]) -> float:
    """Blame of the words that an edit changes, in doublings; half a word's for words put in."""
    return float(np.log2(max(float(share[list(edit.rows)].sum()) if edit.rows else 0.5 / len(share), 1e-3)))


def _part(families: list[int], there: set[int]) -> float:
    return sum(family in there for family in families) / len(families) if families else _NONE

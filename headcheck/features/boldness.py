"""Boldness of the wording, learnt from pairs of headlines over one body: "will", "all", "because" against "could", "some", "asks".

Sumner et al. 2014 and Yu, Li and Wang 2019 find the same by hand for causes and hedges; here every word has a weight.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from headcheck.evidence import Alignment
from headcheck.features.context import Context
from headcheck.features.declare import Feature
from headcheck.lexicon.boldness import Boldness, boldness

FEATURES = (
    Feature("boldness", "learnt boldness of the headline's words, over the root of their number", "strength", -2, 2, "log-odds", direction=1),
    Feature("boldness_beyond", "the same of the words that the evidence lacks", "strength", -2, 2, "log-odds", direction=1),
)
Rows = NDArray[np.int32]


def told(a: Alignment) -> tuple[Rows, Rows]:
    """Rows of the lexicon of the headline's words, each once, and of those among them that no evidence sentence has in any inflection.

    Names, numbers and marks do not count: what they tell has features of its own.
    """
    head, body = a.headline, a.body.document
    bounds = body.sentence_bounds
    evidence = {s for chosen in a.chosen for s in chosen}
    there = {family for s in evidence for family in body.family[bounds[s] : bounds[s + 1]].tolist()}
    kept = [(row, family) for row, family, keep in zip(head.row.tolist(), head.family.tolist(), a.counted[0].tolist(), strict=True) if keep]
    words, beyond = {row for row, _ in kept}, {row for row, family in kept if family not in there}
    return np.array(sorted(words), np.int32), np.array(sorted(beyond), np.int32)


def levels(words: Rows, beyond: Rows, learnt: Boldness) -> list[float]:
    """Values of the features above."""
    root = float(np.sqrt(max(1, len(words))))
    return [float(learnt.words[words].sum()) / root, float(learnt.beyond[beyond].sum()) / root]


def each(a: Alignment) -> NDArray[np.float32]:
    """Boldness of each row of the alignment, shape ``(n_words,)``."""
    words, beyond = told(a)
    row, learnt = a.headline.row[a.words], boldness()
    return np.asarray(np.where(np.isin(row, words), learnt.words[row], 0) + np.where(np.isin(row, beyond), learnt.beyond[row], 0), np.float32)


def measure(c: Context) -> list[float]:
    """Values of the features above, with the shipped weights."""
    return levels(*told(c.alignment), boldness())

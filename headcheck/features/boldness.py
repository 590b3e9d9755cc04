"""Boldness of the wording, learnt from pairs of headlines over one body: "will", "all", "because" against "could", "some", "asks".

Sumner et al. 2014 and Yu, Li and Wang 2019 find the same by hand for causes and hedges; here every word has a weight.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from headcheck.evidence import Alignment
from headcheck.features.context import Context
from headcheck.features.declare import Feature
from headcheck.lexicon.boldness import Boldness, boldness

FEATURES = (
    Feature("boldness", "mean boldness of the headline's words beyond the body's, times the root of their number", "strength", -2, 2, "log-odds", direction=1),
    Feature("boldness_beyond", "boldness of words that the body lacks in their place, over the root of all words", "strength", -2, 2, "log-odds", direction=1),
    Feature("boldness_body", "mean boldness of the body's words: some subjects have bolder words than others", "strength", -1, 1, "log-odds"),
)
_NEAR = 3  # tokens
_AROUND = np.arange(-_NEAR, _NEAR + 1)
Rows = NDArray[np.int32]


class Told(NamedTuple):
    """What boldness is taken from, whatever words are learnt to be bold. Names, numbers and marks do not count: what they tell has features of its own."""

    words: Rows  # of the lexicon: the headline's words, each once
    beyond: Rows  # those among them that no evidence sentence has in any inflection, nor the body near another word of the headline
    body: Rows  # all words of the body


def told(a: Alignment) -> Told:
    """What a headline and its body tell."""
    head, body = a.headline, a.body.document
    bounds = body.sentence_bounds
    evidence = {s for chosen in a.chosen for s in chosen}
    there = {family for s in evidence for family in body.family[bounds[s] : bounds[s + 1]].tolist()} | _in_place(a)
    kept = [(row, family) for row, family, keep in zip(head.row.tolist(), head.family.tolist(), a.counted[0].tolist(), strict=True) if keep]
    words, beyond = {row for row, _ in kept}, {row for row, family in kept if family not in there}
    return Told(np.array(sorted(words), np.int32), np.array(sorted(beyond), np.int32), body.row[a.body.counted[0]])


def _in_place(a: Alignment) -> set[int]:
    """Families that the body, evidence or not, has near another word of the headline: "will" where it says "will ballot", as the headline does."""
    head, body = a.headline, a.body.document
    mine = np.zeros(1 + max(int(head.family.max(initial=0)), int(body.family.max(initial=0))), np.uint8)
    mine[head.family] = 1
    mine[head.family[a.words[a.weight > 0]]] = 2
    there = mine.take(body.family)
    at = np.flatnonzero(there == 2)
    around = at[:, None] + _AROUND
    family, sentence = body.family.take(around, mode="clip"), body.sentence.take(around, mode="clip")
    near = (there.take(around, mode="clip") > 0) & (sentence == body.sentence[at, None]) & (family != body.family[at, None])
    return set(family[near].tolist())


def levels(of: Told, learnt: Boldness) -> list[float]:
    """Values of the features above."""
    root = math.sqrt(max(1, len(of.words)))
    usual = float(learnt.words.take(of.body).mean()) if len(of.body) else 0.0
    # Beyond the usual, so that a headline is not the bolder, or the meeker, for being long.
    bold = float((learnt.words[of.words] - usual).sum()) / root
    return [bold, float(learnt.beyond[of.beyond].sum()) / root, usual]


def each(rows: Rows, of: Told, learnt: Boldness) -> NDArray[np.float32]:
    """Boldness of single words, given by their rows of the lexicon, in the headline that tells so."""
    return np.asarray(np.where(np.isin(rows, of.words), learnt.words[rows], 0) + np.where(np.isin(rows, of.beyond), learnt.beyond[rows], 0), np.float32)


def by_word(a: Alignment) -> NDArray[np.float32]:
    """Boldness of each row of the alignment with the shipped weights, shape ``(n_words,)``."""
    return each(a.headline.row[a.words], told(a), boldness())


def measure(c: Context) -> list[float]:
    """Values of the features above, with the shipped weights."""
    return levels(told(c.alignment), boldness())

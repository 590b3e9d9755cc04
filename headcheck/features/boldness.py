"""Boldness of the wording, learnt from pairs of headlines over one body: "will", "all", "because" against "could", "some", "asks".

Sumner et al. 2014 and Yu, Li and Wang 2019 find the same by hand for causes and hedges; here every word has a weight. Words weigh otherwise in a
headline than in a full sentence, which the public sets have in its place (domain adaptation by copies of features, Daume 2007): both features
stand twice, the second time only for what is worded as a headline.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from headcheck.evidence import Alignment
from headcheck.features.context import Context
from headcheck.features.declare import Feature
from headcheck.lexicon import lexicon
from headcheck.lexicon.boldness import Boldness, boldness

_D = "Daume 2007"
FEATURES = (
    Feature("boldness", "learnt boldness of the headline's words, over the root of their number", "strength", -2, 2, "log-odds", direction=1),
    Feature("boldness_beyond", "the same of the words that the evidence lacks", "strength", -2, 2, "log-odds", direction=1),
    Feature("boldness_headline", "boldness, where the wording is a headline's and no full sentence's", "strength", -2, 2, "log-odds", _D, direction=1),
    Feature("boldness_beyond_headline", "boldness beyond the evidence, where the wording is a headline's", "strength", -2, 2, "log-odds", _D, direction=1),
    Feature("boldness_body", "mean boldness of the body's words: some subjects have bolder words than others", "strength", -1, 1, "log-odds"),
    Feature("boldness_expected", "boldness that as many words of the body would have", "strength", -2, 2, "log-odds", direction=-1),
    Feature("boldness_expected_headline", "the same, where the wording is a headline's", "strength", -2, 2, "log-odds", _D, direction=-1),
    Feature("full_sentence", "how far the wording is a full sentence's: articles and auxiliaries, 0 up to one, 1 from four", "strength"),
)
# What a headline leaves out and a sentence has. Of our headlines three in four have at most one, and 2% four; of xsumfaith's sentences 8% and 55%.
_ARTICLES_AUXILIARIES = "a an the is are was were be been being has have had will would".split()
_FEW, _MANY = 1, 4
Rows = NDArray[np.int32]


class Told(NamedTuple):
    """What boldness is taken from, whatever words are learnt to be bold. Names, numbers and marks do not count: what they tell has features of its own."""

    words: Rows  # of the lexicon: the headline's words, each once
    beyond: Rows  # those among them that no evidence sentence has in any inflection
    body: Rows  # all words of the body
    sentence: float  # `full_sentence`


def told(a: Alignment) -> Told:
    """What a headline and its body tell."""
    head, body = a.headline, a.body.document
    bounds = body.sentence_bounds
    evidence = {s for chosen in a.chosen for s in chosen}
    there = {family for s in evidence for family in body.family[bounds[s] : bounds[s + 1]].tolist()}
    kept = [(row, family) for row, family, keep in zip(head.row.tolist(), head.family.tolist(), a.counted[0].tolist(), strict=True) if keep]
    words, beyond = {row for row, _ in kept}, {row for row, family in kept if family not in there}
    sentence = min(max(int(_helps().take(head.row).sum()) - _FEW, 0) / (_MANY - _FEW), 1.0)
    return Told(np.array(sorted(words), np.int32), np.array(sorted(beyond), np.int32), body.row[a.body.counted[0]], sentence)


@lru_cache(maxsize=1)
def _helps() -> NDArray[np.bool_]:
    """Which rows of the lexicon a headline leaves out where a sentence has them."""
    lex = lexicon()
    out = np.zeros(lex.unknown + 1, np.bool_)
    out[[lex.number[word] for word in _ARTICLES_AUXILIARIES]] = True
    return out


def levels(of: Told, learnt: Boldness) -> list[float]:
    """Values of the features above."""
    root, headline = float(np.sqrt(max(1, len(of.words)))), 1.0 - of.sentence
    bold, beyond = (float(weights[rows].sum()) / root for weights, rows in ((learnt.words, of.words), (learnt.beyond, of.beyond)))
    usual = float(learnt.words[of.body].mean()) if len(of.body) else 0.0
    return [bold, beyond, headline * bold, headline * beyond, usual, usual * root, headline * usual * root, of.sentence]


def each(rows: Rows, of: Told, learnt: Boldness) -> NDArray[np.float32]:
    """Boldness of single words, given by their rows of the lexicon, in the headline that tells so."""
    return np.asarray(np.where(np.isin(rows, of.words), learnt.words[rows], 0) + np.where(np.isin(rows, of.beyond), learnt.beyond[rows], 0), np.float32)


def by_word(a: Alignment) -> NDArray[np.float32]:
    """Boldness of each row of the alignment with the shipped weights, shape ``(n_words,)``."""
    return each(a.headline.row[a.words], told(a), boldness())


def measure(c: Context) -> list[float]:
    """Values of the features above, with the shipped weights."""
    return levels(told(c.alignment), boldness())

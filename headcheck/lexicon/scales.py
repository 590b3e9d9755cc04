"""Learnt scales: weights of words and of neighbouring words, fitted by `training/scales.py` to labelled sentences.

Two kinds: `Scales` tell what a sentence claims (and, side by side, which class of claim it is), a `Style` how a headline is worded.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from headcheck.lexicon import NAME, NUMBER, PUNCTUATION, Lexicon, lexicon
from headcheck.text import Document

PATH = Path(__file__).with_name("scales.npz")
PAIRS = 1 << 14  # slots of the table of neighbouring words; rare collisions blur a weight, they break nothing


NAMES = ("claim_strength", "causal_claim", "certainty")
CLASSES = 4  # of claims: none, a correlation, a hedged cause, a cause (Yu, Li and Wang 2019)


@dataclass(frozen=True, eq=False)
class Scales:
    """The learnt scales side by side: ``words`` has a row of weights for each row of the lexicon, ``pairs`` one for each slot, 0 for unknown words."""

    words: NDArray[np.float32]  # (n_rows, n_scales)
    pairs: NDArray[np.float32]  # (PAIRS + 1, n_scales), the last row 0
    intercept: NDArray[np.float32]  # (n_scales,)

    def weights(self, document: Document, counted: Counted) -> NDArray[np.float32]:
        """Weights of each token with the one before it, shape ``(n_tokens, n_scales)``; names, numbers and marks weigh nothing."""
        keep, slot = counted
        out = self.words.take(np.where(keep, document.row, -1), axis=0)  # the last row is that of unknown words
        out[1:] += self.pairs.take(slot, axis=0)
        return out

    def level(self, total: NDArray[np.float32]) -> NDArray[np.float32]:
        """Summed weights of sentences, squashed to -1..1 so that long ones do not pile up."""
        return np.asarray(np.tanh(total + self.intercept))


@cache
def claim_classes() -> Scales:
    """Log-odds of the `CLASSES` of claims."""
    with np.load(PATH, allow_pickle=False) as stored:
        words, pairs, intercept = (stored[f"claim_class_{part}"].astype(np.float32) for part in ("words", "pairs", "intercept"))
    return _padded(words, pairs, intercept)


def _padded(words: NDArray[np.float32], pairs: NDArray[np.float32], intercept: NDArray[np.float32]) -> Scales:
    """Scales with a last row of 0 each, for what they do not know."""
    nothing = np.zeros((1, len(intercept)), np.float32)
    return Scales(np.vstack([words, nothing]), np.vstack([pairs, nothing]), intercept)


Counted = tuple[NDArray[np.bool_], NDArray[np.int64]]  # what `features` gives


def features(document: Document) -> Counted:
    """Which tokens count, and the slot of each pair of neighbours (-1 where one does not count)."""
    kind = document.kind
    keep = _countable().take(document.row) & (kind != NAME) & (kind != NUMBER) & (kind < PUNCTUATION)
    family = document.family.astype(np.int64)
    both = keep[1:] & keep[:-1] & (document.sentence[1:] == document.sentence[:-1])
    slot = np.where(both, (family[:-1] * 7919 + family[1:] * 104729) % PAIRS, -1)
    return keep, slot


@lru_cache(maxsize=1)
def _countable() -> NDArray[np.bool_]:
    """Which rows of the lexicon are known words that are seldom names."""
    lex = lexicon()
    return (np.arange(len(lex.capital)) < lex.unknown) & (lex.capital < 0.6)


@cache
def scales() -> Scales:
    """The scales of `NAMES`."""
    with np.load(PATH, allow_pickle=False) as stored:
        words, pairs, intercept = ([stored[f"{name}_{part}"].astype(np.float32) for name in NAMES] for part in ("words", "pairs", "intercept"))
    return _padded(np.stack(words, axis=1), np.stack(pairs, axis=1), np.array(intercept))


# After the rows of the lexicon: start and end of the headline, a name as a neighbour, numbers by shape, unknown words by their last two letters.
_START, _END, _NAMED, _NUMBERS, _ENDINGS = 0, 1, 2, 3, 7
_N_ENDINGS = 1024
N_OTHERS = _ENDINGS + _N_ENDINGS
SLOTS = 1 << 18  # slots of the table of neighbours and class sequences
CLASS_SHARE = 0.3  # how much a sequence of word classes counts beside one of words
_SILENT = ".?!;"  # marks that tell how a site closes its headlines; question and exclamation have features of their own


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


def spelling(document: Document) -> Spelling:
    """Numbers of the tokens of a headline and slots of their neighbours."""
    lex = lexicon()
    known, silent, classes = _tables()
    at = np.flatnonzero(~silent[document.row])
    row = document.row[at]
    ids = row.astype(np.int64)
    for i in np.flatnonzero(row == lex.unknown).tolist():
        ids[i] = lex.unknown + _shape(document.low[at[i]])
    strange = row == lex.unknown
    n = len(at)
    words, kinds = np.empty(n + 2, np.int64), np.empty(n + 2, np.int64)
    words[0] = kinds[0] = lex.unknown + _START
    words[-1] = kinds[-1] = lex.unknown + _END
    words[1:-1] = np.where(strange, ids, known[row])
    kinds[1:-1] = np.where(strange, np.minimum(ids, lex.unknown + _ENDINGS), classes[row])
    return Spelling(
        at,
        ids,
        (
            (words[:-1] * 7919 + words[1:] * 104729) % SLOTS,
            (kinds[:-1] * 7907 + kinds[1:] * 104723) % SLOTS,
            (kinds[:-2] * 7901 + kinds[1:-1] * 104717 + kinds[2:] * 15485863) % SLOTS,
        ),
    )


@lru_cache(maxsize=1)
def _tables() -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.int64]]:
    """For each row of the lexicon: its number as a neighbour (names are one), whether it is silent, its number as a class (function words stay)."""
    lex = lexicon()
    own = np.arange(lex.unknown + 1, dtype=np.int64)
    named = lex.capital >= 0.6
    known = np.where(named, lex.unknown + _NAMED, own)
    silent = np.zeros(lex.unknown + 1, np.bool_)
    silent[[lex.number[m] for m in _SILENT if m in lex.number]] = True
    kept = lex.member[:, lex.column["function"]] | _marks(lex)
    classes = np.where(kept, own, lex.unknown + N_OTHERS + lex.word_class.astype(np.int64))
    return known, silent, np.where(named, lex.unknown + _NAMED, classes)


def _marks(lex: Lexicon) -> NDArray[np.bool_]:
    out = np.zeros(lex.unknown + 1, np.bool_)
    out[[row for word, row in lex.number.items() if not word[0].isalnum()]] = True
    return out


def _shape(word: str) -> int:
    """Number of a word outside the lexicon, counted from its end: a number by its length, a word by its last two letters."""
    if word[0].isdigit():
        if not word.isdigit():
            return _NUMBERS + 2
        return _NUMBERS + (3 if len(word) == 4 and word[:2] in {"19", "20"} else min(len(word) - 1, 2))
    return _ENDINGS + (ord(word[-1]) * 31 + ord(word[-2:-1] or "_")) % _N_ENDINGS


@cache
def style(name: str) -> Style:
    """One style: "clickbait" or "loud"."""
    with np.load(PATH, allow_pickle=False) as stored:
        step = float(stored[f"{name}_step"])
        words, slots = (stored[f"{name}_{part}"].astype(np.float32) * np.float32(step) for part in ("words", "slots"))
        return Style(words, slots, stored[f"{name}_traits"].astype(np.float32), float(stored[f"{name}_intercept"]))

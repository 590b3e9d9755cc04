"""A headline as a style reads it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from headcheck.lexicon import Lexicon, lexicon
from headcheck.lexicon.styles import END, ENDINGS, N_ENDINGS, N_OTHERS, NAMED, NUMBERS, SLOTS, START, Spelling
from headcheck.text.document import Document

_SILENT = ".?!;"  # marks that tell how a site closes its headlines; question and exclamation have features of their own


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
    words[0] = kinds[0] = lex.unknown + START
    words[-1] = kinds[-1] = lex.unknown + END
    words[1:-1] = np.where(strange, ids, known[row])
    kinds[1:-1] = np.where(strange, np.minimum(ids, lex.unknown + ENDINGS), classes[row])
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
    known = np.where(lex.named, lex.unknown + NAMED, own)
    silent = np.zeros(lex.unknown + 1, np.bool_)
    silent[[lex.number[m] for m in _SILENT if m in lex.number]] = True
    kept = lex.member[:, lex.column["function"]] | _marks(lex)
    classes = np.where(kept, own, lex.unknown + N_OTHERS + lex.word_class.astype(np.int64))
    return known, silent, np.where(lex.named, lex.unknown + NAMED, classes)


def _marks(lex: Lexicon) -> NDArray[np.bool_]:
    out = np.zeros(lex.unknown + 1, np.bool_)
    out[[row for word, row in lex.number.items() if not word[0].isalnum()]] = True
    return out


def _shape(word: str) -> int:
    """Number of a word outside the lexicon, counted from its end: a number by its length, a word by its last two letters."""
    if word[0].isdigit():
        if not word.isdigit():
            return NUMBERS + 2
        return NUMBERS + (3 if len(word) == 4 and word[:2] in {"19", "20"} else min(len(word) - 1, 2))
    return ENDINGS + (ord(word[-1]) * 31 + ord(word[-2:-1] or "_")) % N_ENDINGS

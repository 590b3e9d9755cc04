"""Which words of a text count for learnt weights, each with the one before it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from headcheck.lexicon import NAME, NUMBER, PUNCTUATION, lexicon
from headcheck.lexicon.scales import PAIRS, Counted
from headcheck.text.document import Document


def counted(document: Document) -> Counted:
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
    return (np.arange(len(lex.named)) < lex.unknown) & ~lex.named

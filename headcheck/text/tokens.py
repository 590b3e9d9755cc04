"""Words, numbers and marks of a cleaned text, each with its place."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from headcheck.text.clean import Codes, codes

# Plain words and the commonest marks first, for speed alone: what follows says what a token is. Dotted letters (U.S., a.m.),
# numbers with their unit, 's apart, words with inner apostrophes, then marks.
# Hyphens split: the parts of "drug-resistant" are words that the other text may have alone.
_PATTERN = (
    r"[A-Za-z]{2,}+(?=[ ,.\n])"
    r'|[,."](?=[ \n])'
    r"|(?:[A-Za-z]\.){2,}(?![A-Za-z])"
    r"|\d++(?:[.,:]\d++)*+(?i:st|nd|rd|th|bn|mn|tn|[mkbs])?(?![^\W_])"
    r"|\d++(?:[.,:]\d++)*+"
    r"|'[sS](?![^\W_])"
    r"|''"
    r"|(?!\d)[^\W_](?:[^\W_]|[\u0300-\u036f]|'(?![sS](?![^\W_]))(?=[^\W\d_]))*+"
    r"|\.{2,}|[^\w\s]|_"
)
TOKEN = re.compile(_PATTERN)
_APART = (('"', ' " '), ("-", " - "), ("(", " ( "), (")", " ) "), (", ", " , "))  # what is a token wherever it stands
_MOST, _LONGEST = 50_000, 30  # pieces that are remembered, and characters of the longest

Ints = NDArray[np.int32]


def spans(text: str) -> list[tuple[int, int]]:
    """Start and end of every token, in order."""
    return [found.span() for found in TOKEN.finditer(text)]


def tokens(plain: str, code: Codes) -> tuple[list[str], Ints, Ints]:
    """Tokens of a cleaned text in lower case, and where each starts and ends.

    Parameters
    ----------
    plain : str
        Cleaned text: its only white space is the space and the line feed.
    code : array of shape (len(plain),)
        Its code points.

    Returns
    -------
    low : list of str
    start, end : arrays of shape (n_tokens,)
    """
    lowered = plain.lower()
    if len(lowered) != len(plain):  # a few letters change length in lower case
        lowered = "".join(c.lower()[:1] for c in plain)
    for mark, apart in _APART:
        lowered = lowered.replace(mark, apart)
    low = _split(lowered.split())
    # Every character that is not white space belongs to a token, so lengths alone tell the places.
    solid = np.flatnonzero(code > 32).astype(np.int32)
    after = np.flatnonzero(codes(" ".join([*low, ""])) == 32) - np.arange(len(low))
    before = np.concatenate([[0], after[:-1]]) if low else after
    return low, solid[before], solid[after - 1] + 1


def _split(pieces: list[str]) -> list[str]:
    """Tokens of what stands between two spaces, of which most is a token as it is."""
    low: list[str] = []
    done = 0
    for i in [i for i, piece in enumerate(pieces) if not piece.isalpha() and len(piece) > 1]:
        low += pieces[done:i]
        low += _pieces[pieces[i]]
        done = i + 1
    return low + pieces[done:]


class _Pieces(dict[str, tuple[str, ...]]):
    """Tokens of pieces that have been seen; most are seen again and again."""

    def __missing__(self, piece: str) -> tuple[str, ...]:
        found = (piece[:-1], ".") if piece[-1] == "." and piece[:-1].isalpha() else tuple(TOKEN.findall(piece))  # the first for speed alone
        if len(piece) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[piece] = found
        return found


_pieces = _Pieces()

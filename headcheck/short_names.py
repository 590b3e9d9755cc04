"""Short names and long ones: "AI" and "artificial intelligence", "WHO" and "World Health Organization"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np

from headcheck.lexicon import PUNCTUATION, lexicon
from headcheck.text import Document
from headcheck.text.clean import codes

_PATH = Path(__file__).parent / "lexicon" / "short_names.txt"
_MOST, _FEWEST = 6, 3  # letters of a short name, and of one that no list has
_GAP = 2  # small words that may stand between two words of a long name


def shortened(document: Document) -> dict[str, list[int]]:
    """Tokens of a text that may be short names, by the name: two to six letters, in capitals in a text that is not."""
    out: dict[str, list[int]] = {}
    if document.plain.isupper():
        return out
    at = np.flatnonzero(document.capital)
    length, second = document.end[at] - document.start[at], codes(document.plain).take(document.start[at] + 1, mode="clip")
    shaped = (second >= ord("A")) & (second <= ord("Z")) | (second == ord("."))
    for t in at[shaped & (length > 1) & (length <= _MOST)].tolist():
        out.setdefault(document.low[t].replace(".", ""), []).append(t)
    return out


def spelt_out(document: Document, short: str) -> Iterator[list[int]]:
    """Tokens of a text that spell a short name out, place by place."""
    for words in _long().get(short, ()):
        for t in (t for t, low in enumerate(document.low) if low == words[0]):
            if (found := _follow(document, t, words)) is not None:
                yield found
    if short.isalpha() and len(short) >= _FEWEST:
        yield from _by_initials(document, short)


def _follow(document: Document, first: int, words: tuple[str, ...]) -> list[int] | None:
    """Tokens from a first one on that are these words, small words between them left out; None where they are not."""
    out = [first]
    for word in words[1:]:
        t = out[-1] + 1
        while t < len(document) and t - out[-1] <= _GAP and document.low[t] != word and _small(document, t):
            t += 1
        if t == len(document) or document.low[t] != word:
            return None
        out.append(t)
    return out


def _by_initials(document: Document, short: str) -> Iterator[list[int]]:
    """Names with a capital, one for each letter: "Health and Safety Executive" for "hse"."""
    for run, letters in _runs(document):
        at = letters.find(short)
        while at >= 0:
            yield run[at : at + len(short)]
            at = letters.find(short, at + 1)


def initials(document: Document) -> Iterator[str]:
    """Short names that names of three words or more in a text would have."""
    for _, letters in _runs(document):
        for size in range(_FEWEST, min(_MOST, len(letters)) + 1):
            yield from (letters[i : i + size] for i in range(len(letters) - size + 1))


def _runs(document: Document) -> Iterator[tuple[list[int], str]]:
    """Words with a capital that stand together, small words between them left out, and their first letters."""
    runs: list[list[int]] = [[]]
    for t in np.flatnonzero(document.capital).tolist():
        last = runs[-1][-1] if runs[-1] else t
        if t - last > _GAP + 1 or not all(_small(document, k) for k in range(last + 1, t)):
            runs.append([])
        runs[-1].append(t)
    return ((run, "".join(document.low[t][0] for t in run)) for run in runs)


def _small(document: Document, t: int) -> bool:
    return bool(lexicon().member[document.row[t], lexicon().column["function"]]) and document.kind[t] < PUNCTUATION


def listed(document: Document) -> Iterator[str]:
    """Short names that the list has for what a text spells out."""
    for word in set(document.low) & _first().keys():
        yield from _first()[word]


@cache
def _first() -> dict[str, tuple[str, ...]]:
    """Short names in the list by the first word of the long one."""
    out: dict[str, tuple[str, ...]] = {}
    for short, names in _long().items():
        for words in names:
            out[words[0]] = (*out.get(words[0], ()), short)
    return out


@cache
def _long() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Long names of each short one in the list, word by word."""
    out: dict[str, tuple[tuple[str, ...], ...]] = {}
    for line in _PATH.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            short, long = line.split("\t")
            out[short.replace(".", "")] = (*out.get(short.replace(".", ""), ()), tuple(long.split()))
    return out

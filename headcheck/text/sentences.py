"""Where sentences end. Works on tokens; its rules are specified by the golden table in `tests/golden_sentences.csv`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from headcheck.lexicon.lists import read_list

_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("\"')]}")
_LINE_BREAK = re.compile(r"\n[ \n]*")
_DOTTED = re.compile(r"(?:[a-z]\.){2,}$")


@lru_cache(maxsize=1)
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    titles = frozenset(word for word, _, _ in read_list("title"))
    every = frozenset(word for word, _, _ in read_list("abbreviation"))
    starters = frozenset(word for word, _, _ in read_list("function"))
    return titles, every, starters


def sentence_starts(text: str, low: Sequence[str], places: Sequence[tuple[int, int]]) -> list[int]:
    """Index of the first token of every sentence.

    Parameters
    ----------
    text : str
        Cleaned text.
    low : sequence of str
        Its tokens in lower case.
    places : sequence of (int, int)
        Their start and end.
    """
    n = len(low)
    if not n:
        return []
    cuts = {0}
    last = len(text)
    for i, token in enumerate(low):
        final = token[-1]
        if final not in _ENDS:
            continue
        if token == "." or len(token) > 1 and final == ".":
            if token == "." and i and _abbreviated(text, low, places, i):
                continue
            if token != "." and token.strip(".") and not _dotted_ends(text, low, places, i):
                continue
        j = i + 1
        end = places[i][1]
        while j < n and places[j][0] == end and (low[j] in _CLOSERS or low[j][-1] in _ENDS):
            end = places[j][1]
            j += 1
        if j >= n or end < last and not text[end].isspace() and places[j][0] == end:
            continue
        k = j
        while k < n and not low[k][0].isalnum() and k < j + 3:
            k += 1
        if k < n and text[places[k][0]].islower():
            continue
        cuts.add(j)
    cuts.update(_line_cuts(text, low, places))
    return sorted(cut for cut in cuts if cut < n)


def _abbreviated(text: str, low: Sequence[str], places: Sequence[tuple[int, int]], i: int) -> bool:
    """Whether the full stop at token i belongs to the word before it."""
    titles, every, starters = _abbreviations()
    word = low[i - 1]
    if places[i - 1][1] != places[i][0] or i + 1 >= len(low):
        return False
    if word in titles:
        return not (i + 1 < len(low) and "\n" in text[places[i][1] : places[i + 1][0]])
    initial = len(word) == 1 and word.isalpha() and text[places[i - 1][0]].isupper()
    if not initial and word not in every:
        return False
    nxt = text[places[i + 1][0]]
    if nxt.islower() or nxt.isdigit():
        # "No. 5" is one thing; "no. 5" hardly ever ends a sentence either.
        return True
    if initial:
        return not (low[i + 1] in starters and i >= 2 and text[places[i - 2][0]].islower() and word != "i")
    return low[i + 1] not in starters and word != "no"


def _dotted_ends(text: str, low: Sequence[str], places: Sequence[tuple[int, int]], i: int) -> bool:
    """Whether dotted letters (U.S., a.m.) at token i also end the sentence."""
    if not _DOTTED.match(low[i]):
        return True
    if i + 1 >= len(low):
        return True
    first = text[places[i + 1][0]]
    if first in "\"'" and i + 2 < len(low):
        first = text[places[i + 2][0]]
        return first.isupper()
    return first.isupper() and low[i + 1] in _abbreviations()[2]


def _line_cuts(text: str, low: Sequence[str], places: Sequence[tuple[int, int]]) -> list[int]:
    """Tokens that start a line and with it a sentence; lines wrapped in mid-sentence start none."""
    if "\n" not in text:
        return []
    breaks: list[tuple[int, bool]] = []
    token, n = 0, len(low)
    for found in _LINE_BREAK.finditer(text):
        while token < n and places[token][0] < found.end():
            token += 1
        if 0 < token < n:
            breaks.append((token, found.group().count("\n") > 1))
    single = [t for t, blank in breaks if not blank]
    wrapped = len(single) >= 3 and sum(text[places[t][0]].islower() for t in single) >= 0.25 * len(single)
    cuts = []
    for t, blank in breaks:
        if blank or not wrapped and not text[places[t][0]].islower():
            cuts.append(t)
    return cuts

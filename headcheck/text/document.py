"""A text read once: tokens as numbers, sentences, what was set aside as furniture, all with original offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from headcheck.lexicon import ADJECTIVE, AUXILIARY, DETERMINER, NAME, NOUN, NUMBER, PREPOSITION, PRONOUN, VERB, lexicon
from headcheck.text.clean import clean
from headcheck.text.furniture import dateline_end, why_furniture
from headcheck.text.sentences import sentence_starts
from headcheck.text.tokens import spans

Ints = NDArray[np.int32]
Flags = NDArray[np.bool_]

_LINE_MARKS = frozenset("•●▪◦‣►▶»>*·-©")
_SUFFIX = re.compile(r"(?:'s|s'|ies|es|s|ed|ing)$")
PUNCTUATION = 14  # part-of-speech number of marks, after those of the lexicon


@dataclass(frozen=True)
class SetAside:
    """A stretch of the original text that is no evidence, and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, eq=False)
class Document:
    """One text. Arrays have one entry a token that counts (furniture is left out), shape ``(n_tokens,)``."""

    text: str
    plain: str
    low: list[str]
    start: Ints  # offsets into `plain`
    end: Ints
    row: Ints  # row of the lexicon's tables
    family: Ints  # inflection family; unknown words have numbers of their own, shared by the two texts of a pair
    kind: NDArray[np.uint8]  # part of speech
    capital: Flags  # starts with a capital letter
    quoted: Flags  # stands inside quotation marks
    sentence: Ints  # number of its sentence
    sentence_bounds: Ints  # (n_sentences + 1,) first token of each sentence, and the end
    set_aside: tuple[SetAside, ...]
    unknown: dict[str, int] = field(repr=False)
    offsets: Ints | None = field(repr=False)

    def __len__(self) -> int:
        return len(self.low)

    @property
    def n_sentences(self) -> int:
        return len(self.sentence_bounds) - 1

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Original offsets of the tokens ``first`` to ``last - 1``."""
        a, b = int(self.start[first]), int(self.end[last - 1])
        if self.offsets is None:
            return a, b
        return int(self.offsets[a]), int(self.offsets[b - 1]) + max(1, int(self.offsets[b]) - int(self.offsets[b - 1])) if b > a else int(self.offsets[b])

    def sentence_span(self, sentence: int) -> tuple[int, int]:
        """Original offsets of one sentence."""
        return self.span(int(self.sentence_bounds[sentence]), int(self.sentence_bounds[sentence + 1]))

    def words(self, first: int, last: int) -> str:
        """The original words of some tokens."""
        a, b = self.span(first, last)
        return self.text[a:b]


def read(text: str, *, furniture: bool = True, unknown: dict[str, int] | None = None) -> Document:
    """Read a text.

    Parameters
    ----------
    text : str
        Headline or body, as it was copied.
    furniture : bool
        Whether to look for page furniture and set it aside (bodies) or not (headlines).
    unknown : dict, optional
        Numbers of the words that the lexicon does not know, shared between the texts that are to be compared; it grows.
    """
    lex = lexicon()
    plain, offsets = clean(text)
    places = spans(plain)
    lowered = plain.lower()
    if len(lowered) != len(plain):  # a few letters change length in lower case
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)
    low = [lowered[a:b] for a, b in places]
    starts = sentence_starts(plain, low, places)
    aside: list[tuple[int, int, str]] = _find_furniture(plain, low, places, starts) if furniture else []
    if aside:
        places, low, starts = _without(aside, places, low, starts)
    unknown = {} if unknown is None else unknown
    n = len(low)
    last = lex.unknown
    row = np.fromiter(map(lex.number.get, low, _forever(last)), dtype=np.int32, count=n)
    bounds = np.array(places, dtype=np.int32).reshape(-1, 2)
    family = lex.family[row]
    kind = lex.word_class[row]
    capital = np.array([plain[a].isupper() for a, _ in places], dtype=np.bool_)
    for i in np.flatnonzero(row == last).tolist():
        word = low[i]
        family[i] = _family_of_unknown(word, unknown)
        if word[0].isdigit():
            kind[i] = NUMBER
        elif not word[0].isalnum() and word[0] != "'":
            kind[i] = PUNCTUATION
        else:
            kind[i] = NAME if capital[i] else NOUN
    _settle_classes(low, row, kind)
    edges = np.array([*starts, n], dtype=np.int32)
    sentence = np.zeros(n, dtype=np.int32)
    if len(starts) > 1:
        sentence[edges[1:-1]] = 1
        sentence = np.cumsum(sentence, dtype=np.int32)
    marks = np.array([w == '"' for w in low], dtype=np.int32)
    quoted = (np.cumsum(marks) % 2).astype(np.bool_)
    return Document(
        text=text,
        plain=plain,
        low=low,
        start=bounds[:, 0],
        end=bounds[:, 1],
        row=row,
        family=family,
        kind=kind,
        capital=capital,
        quoted=quoted,
        sentence=sentence,
        sentence_bounds=edges if n else np.zeros(1, dtype=np.int32),
        set_aside=tuple(_original(a, b, why, offsets) for a, b, why in aside),
        unknown=unknown,
        offsets=offsets,
    )


def _settle_classes(low: list[str], row: Ints, kind: NDArray[np.uint8]) -> None:
    """Decide noun or verb by the word before, where the lexicon allows both."""
    if len(low) < 2:
        return
    mask = lexicon().class_mask[row]
    both = ((mask >> NOUN) & 1).astype(np.bool_) & ((mask >> VERB) & 1).astype(np.bool_)
    before = np.concatenate([np.zeros(1, np.uint8), kind[:-1]])
    to = np.array([False] + [w == "to" for w in low[:-1]])
    kind[both & ((before == AUXILIARY) | (before == PRONOUN) | to)] = VERB
    kind[both & ((before == DETERMINER) | (before == ADJECTIVE) | (before == PREPOSITION)) & ~to] = NOUN


def _original(a: int, b: int, why: str, offsets: Ints | None) -> SetAside:
    return SetAside(a, b, why) if offsets is None else SetAside(int(offsets[a]), int(offsets[b]), why)


class _forever:
    """An endless supply of one value, for ``map``."""

    def __init__(self, value: int) -> None:
        self.value = value

    def __iter__(self) -> _forever:
        return self

    def __next__(self) -> int:
        return self.value


def _family_of_unknown(word: str, unknown: dict[str, int]) -> int:
    lex = lexicon()
    stem = _SUFFIX.sub("", word) if len(word) > 4 else word
    known = lex.number.get(stem)
    if known is not None and not word[0].isdigit():
        return int(lex.family[known])
    number = unknown.get(stem)
    if number is None:
        number = unknown[stem] = len(lex.broader) + len(unknown)
    return number


@lru_cache(maxsize=1)
def _telling_words() -> frozenset[str]:
    lex = lexicon()
    return frozenset(word for word, row in lex.number.items() if lex.member[row, lex.column["teaser"]])


def _find_furniture(plain: str, low: list[str], places: list[tuple[int, int]], starts: list[int]) -> list[tuple[int, int, str]]:
    """(start, end, reason) in `plain` of what is set aside, in order."""
    tellers = _telling_words()
    found: list[tuple[int, int, str]] = []
    n = len(low)
    ends = [*starts[1:], n]
    for first, last in zip(starts, ends):
        a, b = places[first][0], places[last - 1][1]
        line_start = plain.rfind("\n", 0, a) + 1
        line_end = plain.find("\n", b)
        line_end = len(plain) if line_end < 0 else line_end
        whole = not plain[line_start:a].strip() and not plain[b:line_end].strip()
        opens_line = not plain[line_start:a].strip()
        telling = low[first] in _LINE_MARKS or low[first] in {"by", "read", "sign"}
        if not telling:
            telling = not tellers.isdisjoint(low[first:last])
        if not telling and whole and last - first <= 14 and low[last - 1][-1] not in ".!?\"'":
            telling = True
        if not telling and opens_line and first == 0:
            telling = True
        if not telling:
            continue
        why = why_furniture(plain[line_start:line_end] if opens_line else plain[a:b], whole_line=whole)
        if why is None and opens_line and not whole:
            why = why_furniture(plain[a:b], whole_line=False)
        if why is not None:
            found.append((a, b, why))
        elif first == 0 and (cut := dateline_end(plain[a:b])):
            found.append((a, a + cut, "dateline"))
    return found


def _without(
    aside: list[tuple[int, int, str]], places: list[tuple[int, int]], low: list[str], starts: list[int]
) -> tuple[list[tuple[int, int]], list[str], list[int]]:
    """Places, words and sentence starts of what is left."""
    new_places: list[tuple[int, int]] = []
    new_low: list[str] = []
    new_starts: list[int] = []
    opening = set(starts)
    at = 0
    pending = False
    for i, (a, b) in enumerate(places):
        pending = pending or i in opening
        while at < len(aside) and aside[at][1] <= a:
            at += 1
            pending = True
        if at < len(aside) and aside[at][0] <= a:
            continue
        if pending:
            new_starts.append(len(new_low))
            pending = False
        new_places.append((a, b))
        new_low.append(low[i])
    return new_places, new_low, new_starts

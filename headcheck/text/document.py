"""A text read once: tokens as numbers, sentences, what was set aside as furniture, all with original offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from itertools import compress, repeat

import numpy as np
from numpy.typing import NDArray

from headcheck.lexicon import ADJECTIVE, AUXILIARY, DETERMINER, NAME, NOUN, NUMBER, PREPOSITION, PRONOUN, PUNCTUATION, VERB, lexicon
from headcheck.text.clean import Codes, clean, codes
from headcheck.text.furniture import find_furniture
from headcheck.text.future import to_come
from headcheck.text.homographs import WORDS, named
from headcheck.text.sentences import sentence_starts
from headcheck.text.strange import class_of, family_of, likely_class
from headcheck.text.tokens import tokens
from headcheck.text.wrapping import label_end, outlet_start

Ints = NDArray[np.int32]
Flags = NDArray[np.bool_]

MOSTLY = 0.5  # share of capitals inside sentences from which they tell nothing
MOSTLY_CAPITAL = 0.7  # share of capitals from which a word is a name
_SINGLE_QUOTED = re.compile(r"(?<!\w)'[^']{3,}'(?!\w)")
_NEW_LINE = ord("\n")
_WORD_CLASS = (np.arange(256) < PUNCTUATION) & (np.arange(256) != NUMBER)
_BEFORE_VERB = np.isin(np.arange(256), (AUXILIARY, PRONOUN))
_BEFORE_NOUN = np.isin(np.arange(256), (DETERMINER, ADJECTIVE, PREPOSITION))


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

    @cached_property
    def n_words(self) -> int:
        """Tokens that are no marks."""
        return int((self.kind < PUNCTUATION).sum())

    @property
    def n_sentences(self) -> int:
        return len(self.sentence_bounds) - 1

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Original offsets of the tokens ``first`` to ``last - 1``."""
        return _original(int(self.start[first]), int(self.end[last - 1]), self.offsets)

    def sentence_span(self, sentence: int) -> tuple[int, int]:
        """Original offsets of one sentence."""
        return self.span(int(self.sentence_bounds[sentence]), int(self.sentence_bounds[sentence + 1]))

    def words(self, first: int, last: int) -> str:
        """The original words of some tokens."""
        a, b = self.span(first, last)
        return self.text[a:b]


def read(text: str, *, furniture: bool = True, label: bool = False, unknown: dict[str, int] | None = None) -> Document:
    """Read a text.

    Parameters
    ----------
    text : str
        Headline or body, as it was copied.
    furniture : bool
        Whether to look for page furniture and set it aside (bodies), or only for an outlet's name at the end (headlines).
    label : bool
        Whether a label before a headline ("Exclusive:") is set aside too.
    unknown : dict, optional
        Numbers of the words that the lexicon does not know, shared between the texts that are to be compared; it grows.
    """
    plain, offsets = clean(text)
    code = codes(plain)
    low, start, end = tokens(plain, code)
    row = _look_up(plain, low, start, end)
    opens = np.zeros(len(low), dtype=np.bool_)  # whether a token opens a sentence
    opens[:1] = True
    cuts = np.searchsorted(start, sentence_starts(plain))
    opens[cuts[cuts < len(low)]] = True
    line = np.searchsorted(np.flatnonzero(code == _NEW_LINE), start) if "\n" in plain else np.zeros(len(low), dtype=np.int64)
    if furniture:
        aside = find_furniture(plain, low, start, end, line, np.flatnonzero(opens), _telling().take(row)) if low else []
    else:
        aside = _wrapping(plain, label=label)
    if aside:
        keep = _outside(aside, start)
        number = np.cumsum(opens)[keep]
        low, start, end, row, line = list(compress(low, keep.tolist())), start[keep], end[keep], row[keep], line[keep]
        opens = np.concatenate([opens[:1], number[1:] != number[:-1]])[: len(low)]
    sentence = np.add.accumulate(opens, dtype=np.int32) - 1
    strange = np.flatnonzero(row == lexicon().unknown).tolist()
    unknown = {} if unknown is None else unknown
    capital = _capital(plain, code, start)
    kind = _kinds(plain, low, start, end, row, sentence, capital, strange, headline=not furniture)
    quoted = _quoted(plain, low, row, line, strange)
    if not furniture:
        for found in _SINGLE_QUOTED.finditer(plain):
            quoted[(start > found.start()) & (end < found.end())] = True
    will = to_come(low, row, kind, sentence, quoted, headline=not furniture)
    row[will], kind[will] = _row_of("will"), AUXILIARY
    return Document(
        text=text,
        plain=plain,
        low=low,
        start=start,
        end=end,
        row=row,
        family=_families(low, row, strange, unknown),
        kind=kind,
        capital=capital,
        quoted=quoted,
        sentence=sentence,
        sentence_bounds=np.array([*np.flatnonzero(opens).tolist(), len(low)], dtype=np.int32),
        set_aside=tuple(SetAside(*_original(a, b, offsets), why) for a, b, why in aside),
        unknown=unknown,
        offsets=offsets,
    )


def _look_up(plain: str, low: list[str], start: Ints, end: Ints) -> Ints:
    """Rows of tokens in the lexicon's tables; tokens that small letters do not tell are put right in `low` too: "US", "May", "Will"."""
    row = np.fromiter(map(lexicon().number.get, low, repeat(lexicon().unknown)), dtype=np.int32, count=len(low))
    for word in WORDS:
        for i in np.flatnonzero(row == _row_of(word)).tolist():
            if plain[start[i]].isupper() and named(low, i, telling=_capital_tells(plain, low, start, i)):
                low[i], row[i] = word.capitalize(), lexicon().unknown  # no word of the lexicon, so a name
    if "US" in plain and not plain.isupper():
        for i in np.flatnonzero(row == _row_of("us")).tolist():
            if plain[start[i] : end[i]] == "US":
                low[i], row[i] = "u.s.", _row_of("u.s.")
    return row


def _wrapping(plain: str, *, label: bool) -> list[tuple[int, int, str]]:
    """What a copied headline is wrapped in: the outlet's name at its end, and if asked a label before it."""
    aside = []
    if label and (cut := label_end(plain)):
        aside.append((0, cut, "label"))
    if (start := outlet_start(plain)) is not None:
        aside.append((start, len(plain), "outlet"))
    return aside


def _outside(aside: list[tuple[int, int, str]], start: Ints) -> Flags:
    """Which tokens stand outside what is set aside."""
    # Searched for all at once and in the type of `start`: a search for a single int would copy all places each time.
    bounds = np.searchsorted(start, np.array([(a, b) for a, b, _ in aside], dtype=start.dtype)).tolist()
    keep = np.ones(len(start), dtype=np.bool_)
    for first, last in bounds:
        keep[first:last] = False
    return keep


def _kinds(
    plain: str, low: list[str], start: Ints, end: Ints, row: Ints, sentence: Ints, capital: Flags, strange: list[int], *, headline: bool
) -> NDArray[np.uint8]:
    """Part of speech of each token; ``strange`` are the places of those that the lexicon does not know. A headline's letter case tells nothing."""
    kind = lexicon().word_class.take(row)
    for i in strange:
        word = low[i]
        if word[0].isdigit():
            kind[i] = NUMBER
        elif not word[0].isalnum() and (word[0] != "'" or word == "''"):
            kind[i] = PUNCTUATION
        else:
            kind[i] = NAME if capital[i] else class_of(word) or NOUN
    if headline:
        _settle_in_any_case(low, row, kind)
    else:
        _settle_names(plain, low, start, end, row, sentence, capital, kind)
    _settle_classes(row, kind)
    return kind


def _families(low: list[str], row: Ints, strange: list[int], unknown: dict[str, int]) -> Ints:
    """Family of inflections of each token; `unknown` grows by the words that have none in the lexicon."""
    lex = lexicon()
    family, first = lex.family.take(row), len(lex.broader)
    known = [family_of(low[i]) for i in strange]
    family[strange] = [f if isinstance(f, int) else unknown.setdefault(f, first + len(unknown)) for f in known]
    return family


def beside(headline: Document, body: Document) -> Document:
    """The headline to be compared with a body: its unknown words are numbered as there (the body's `unknown` grows), and are names if they are names there."""
    strange = np.flatnonzero(headline.row == lexicon().unknown).tolist()
    if not strange:
        return headline
    family, kind = _families(headline.low, headline.row, strange, body.unknown), headline.kind.copy()
    for i in strange:
        if kind[i] < NUMBER:
            there = np.flatnonzero(body.family == family[i])
            told = body.capital[there[~np.isin(there, body.sentence_bounds)]]  # what opens a sentence has a capital anyhow
            if len(told):
                kind[i] = NAME if 2 * np.count_nonzero(told) > len(told) else class_of(headline.low[i]) or NOUN
    return replace(headline, family=family, kind=kind, unknown=body.unknown)


def _capital_tells(plain: str, low: list[str], start: Ints, i: int) -> bool:
    """Whether the capital of a token is that of a name: it opens no sentence, and few words around it have one."""
    around = [t for t in range(max(1, i - 8), min(len(low), i + 9)) if t != i and len(low[t]) > 3 and low[t].isalpha()]
    few = sum(plain[start[t]].isupper() for t in around) <= MOSTLY * len(around)
    return i > 0 and low[i - 1][0].isalnum() and few


def _capital(plain: str, code: Codes, start: Ints) -> Flags:
    """Whether each token starts with a capital letter."""
    first = code[start]
    capital: Flags = (first >= 65) & (first <= 90)
    if not plain.isascii():
        for i in np.flatnonzero(first > 127).tolist():
            capital[i] = plain[start[i]].isupper()
    return capital


def _quoted(plain: str, low: list[str], row: Ints, line: NDArray[np.int64], strange: list[int]) -> Flags:
    """Whether each token stands inside quotation marks; no quotation outlasts its line, so that a lost mark does little harm."""
    if '"' not in plain and "''" not in plain:
        return np.zeros(len(row), dtype=np.bool_)
    marks = row == _row_of('"')
    if "''" in plain:
        marks[[i for i in strange if low[i] == "''"]] = True
    count = np.cumsum(marks)
    if len(line) and line[-1] != line[0]:
        opens_line = np.flatnonzero(line[1:] != line[:-1]) + 1
        before = np.concatenate([np.zeros(1, np.int64), count[opens_line - 1]])  # marks before each line
        count = count - np.repeat(before, np.diff(np.concatenate([[0], opens_line, [len(line)]])))
    return (count % 2).astype(np.bool_)


def _settle_in_any_case(low: list[str], row: Ints, kind: NDArray[np.uint8]) -> None:
    """Names where capitals tell nothing (headlines, titles, texts all in capitals or in none): those that the lexicon knows with a capital, and words that it
    does not know where their parts and endings make no common word of them."""
    telling = _content().take(row) & _WORD_CLASS.take(kind)
    kind[telling] = _class_in_any_case().take(row[telling])
    for i in np.flatnonzero(telling & (row == lexicon().unknown)).tolist():
        kind[i] = likely_class(low[i]) if low[i].islower() else NAME  # "May" has been told already


def _settle_names(plain: str, low: list[str], start: Ints, end: Ints, row: Ints, sentence: Ints, capital: Flags, kind: NDArray[np.uint8]) -> None:
    """Words that the lexicon knows with a capital are names, but none that stands without one in a text whose capitals mark names."""
    lex = lexicon()
    telling, mostly = _content().take(row) & _WORD_CLASS.take(kind), _capitalised().take(row)
    inside = np.zeros(len(row), dtype=np.bool_)
    if len(row) > 1:
        inside[1:] = (sentence[1:] == sentence[:-1]) & ~_opening().take(row[:-1])
    told = telling & inside
    if not capital.any() or np.count_nonzero(told & capital) > MOSTLY * np.count_nonzero(told):
        _settle_in_any_case(low, row, kind)
        return
    kind[telling & mostly] = NAME
    common = telling & (kind == NAME) & ~capital
    kind[common] = _common_class().take(row[common])
    for i in np.flatnonzero(telling & capital & (kind == NAME) & ~mostly).tolist():
        if end[i] - start[i] > 3 and plain[start[i] : end[i]].isupper():  # a shout; initials that the lexicon does not know look the same
            kind[i] = NOUN
    first = np.flatnonzero(telling & ~inside & capital & (row == lex.unknown) & (kind == NAME))
    for i in first.tolist():  # a strange word that opens a sentence
        if i + 1 == len(row) or not capital[i + 1]:
            kind[i] = likely_class(low[i]) if low[i].islower() else NAME


@lru_cache(maxsize=1)
def _content() -> Flags:
    lex = lexicon()
    return np.ascontiguousarray(~lex.member[:, [lex.column["function"], lex.column["month"]]].any(axis=1))


@lru_cache(maxsize=1)
def _capitalised() -> Flags:
    """Words that are mostly written with a capital."""
    return lexicon().capital >= MOSTLY_CAPITAL


@lru_cache(maxsize=1)
def _common_class() -> NDArray[np.uint8]:
    """What words are that are no names."""
    mask = lexicon().class_mask
    return np.select([mask >> k & 1 > 0 for k in (NOUN, VERB, ADJECTIVE)], [NOUN, VERB, ADJECTIVE], NOUN).astype(np.uint8)


@lru_cache(maxsize=1)
def _class_in_any_case() -> NDArray[np.uint8]:
    """What words are where capitals tell nothing."""
    lex = lexicon()
    common = (lex.word_class == NAME) & (lex.class_mask & (1 << NOUN | 1 << VERB | 1 << ADJECTIVE) > 0)
    return np.where(_capitalised(), NAME, np.where(common, _common_class(), lex.word_class)).astype(np.uint8)


@lru_cache(maxsize=1)
def _opening() -> Flags:
    """Marks after which any word may have a capital."""
    out = np.zeros(lexicon().unknown + 1, dtype=np.bool_)
    out[[_row_of(mark) for mark in ('"', "'", ":", "?", "!", "-", ".", "...", ";") if _row_of(mark) >= 0]] = True
    return out


def _settle_classes(row: Ints, kind: NDArray[np.uint8]) -> None:
    """Decide noun or verb by the word before, where the lexicon allows both."""
    if len(row) < 2:
        return
    both, before, to = _noun_or_verb().take(row[1:]), kind[:-1], row[:-1] == _row_of("to")
    verb, noun = both & (_BEFORE_VERB.take(before) | to), both & _BEFORE_NOUN.take(before) & ~to
    kind[1:][verb] = VERB
    kind[1:][noun] = NOUN


@lru_cache(maxsize=1)
def _noun_or_verb() -> Flags:
    mask = lexicon().class_mask
    return ((mask >> NOUN) & (mask >> VERB) & 1).astype(np.bool_)


@cache
def _row_of(word: str) -> int:
    return lexicon().number.get(word, -1)


@lru_cache(maxsize=1)
def _telling() -> Flags:
    """Which words make a line suspect of being furniture."""
    lex = lexicon()
    return lex.member[:, lex.column["furniture"]]


def _original(a: int, b: int, offsets: Ints | None) -> tuple[int, int]:
    """Where the cleaned characters ``a`` to ``b - 1``, at least one, stand in the original text."""
    return (a, b) if offsets is None else (int(offsets[0, a]), int(offsets[1, b - 1]))

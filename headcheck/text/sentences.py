"""Where sentences end. The rules are specified by the golden table in `tests/golden/sentences.jsonl`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from headcheck.lexicon import ADVERB, AUXILIARY, CONJUNCTION, DETERMINER, PREPOSITION, PRONOUN, VERB, lexicon
from headcheck.lexicon.lists import read_list

# Values in the list of abbreviations: what must follow for their full stop to end a sentence.
_BEFORE_ORDINARY_WORD, _UNLESS_BEFORE_NUMBER, _NEVER, _IF_CAPITAL = 2, 3, 4, 5
_NO_FULL_STOP = 2  # value in the list of titles: written out, so that a full stop after it is a real one
_ORDINARY = 0.3  # a word capitalised less often than this inside sentences is no name
_SMALL_CLASSES = frozenset([ADVERB, AUXILIARY, CONJUNCTION, DETERMINER, PREPOSITION, PRONOUN])
_LONGEST_WORD = 40

# Marks (also spaced dots), what closes behind them, and the gap; no end is tried where the word goes on.
_END = re.compile(r"([.!?…](?:[.!?…]| [.!?](?![^\W_]))*+)((?:[\"')\]}]|,?\[\d{1,3}\]|[.!?…]|(?<=[a-z]{3}\.)\d{1,2}(?= [A-Z]))*+)(?![a-z0-9,;:/@_-])(\s*)")
_LATE_CLOSER = re.compile(r"(?:(?:''|[\"')\]}])(?=\s|$)|[:;=]-?[)(DPpO](?![^\W_])|\^_\^)\s*")  # a closer or an emoticon after a space
_LATE = frozenset("'\")]}:;=^")  # what these begin with
_OPENERS = re.compile(r"(?:[^\w\s]\s?){0,3}")
_WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_LIST_MARK, _LONGEST_LIST_MARK = re.compile(r"(?:\d{1,3}|[A-Za-z]|[ivx]{2,4})"), 4
_IN_ADDRESS = re.compile(r"www|[./@#]\w")
_DOMAINS = frozenset(["com", "org", "net", "co", "gov", "edu"])
_ADDRESS = frozenset(["http", "https", "www"])
_LINE_BREAK = re.compile(r"\n[ \n]*")
_LISTED = re.compile(r": +(?=\d{1,2}[.)] +[A-Z])")  # a list that begins inside a line


@dataclass(frozen=True)
class _Words:
    """What the rules know of words."""

    titles: frozenset[str]
    abbreviations: dict[str, int]
    capital_titles: frozenset[str]
    shortened: frozenset[str]  # titles and abbreviations
    function: frozenset[str]
    report: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    titles = frozenset(word for word, value, _ in read_list("title") if value != _NO_FULL_STOP)
    abbreviations = {word: int(value) for word, value, _ in read_list("abbreviation")}
    return _Words(
        titles=titles,
        abbreviations=abbreviations,
        capital_titles=frozenset(word.capitalize() for word in titles),
        shortened=titles | set(abbreviations),
        function=frozenset(word for word, _, _ in read_list("function")),
        report=frozenset(word for word, _, _ in read_list("report")),
    )


def sentence_starts(text: str) -> list[int]:
    """Offsets at which the sentences of a cleaned text start, the first one's left out.

    Parameters
    ----------
    text : str
        Cleaned text: straight quotes, plain spaces, no HTML.

    Returns
    -------
    list of int
        In order, each the place of a character that is not white space.
    """
    starts: list[int] = []
    begin = len(text) - len(text.lstrip())  # of the sentence that is open
    breaks = _line_starts(text)
    next_break, n_breaks, n = 0, len(breaks), len(text)
    known = _words()
    for found in _END.finditer(text):
        at = found.end()
        while next_break < n_breaks and breaks[next_break] < at:
            begin = breaks[next_break]
            next_break += 1
        if at >= n:
            break
        place, marks_end, closed = found.start(), found.end(1), found.end(2)
        if closed < at and marks_end - place == 1 and "A" <= text[at : at + 3].lstrip("\"'")[:1] <= "Z":
            # The common cases, for speed alone: a title, and a plain word before a full stop.
            if text[place] == ".":
                word = text[text.rfind(" ", max(0, place - 16), place) + 1 : place]
                if closed > marks_end:
                    if len(word) > _LONGEST_LIST_MARK and word.isalpha():  # a quotation or a bracket closes behind a plain word
                        begin = at
                        starts.append(at)
                        continue
                elif word in known.capital_titles:
                    continue
                elif len(word) > 2 and word.isalpha() and word[0] not in "ivx" and word.lower() not in known.shortened:
                    begin = at
                    starts.append(at)
                    continue
        elif closed == at and not _space_forgotten(text, found):
            continue
        if text[at] in _LATE and not _opens_quotation(text, at):
            while late := _LATE_CLOSER.match(text, at):
                at = late.end()
        if at >= n:
            break
        if _ends(text, found, begin, at):
            begin = at
            starts.append(at)
    listed = [found.end() for found in _LISTED.finditer(text)]
    return sorted({*starts, *breaks, *listed}) if breaks or listed else starts


def _opens_quotation(text: str, at: int) -> bool:
    """Whether a quotation mark opens a quotation although a space stands behind it: before it, all in its line are closed."""
    return text[at : at + 2] == '" ' and text.count('"', text.rfind("\n", 0, at) + 1, at) % 2 == 0


def _ends(text: str, found: re.Match[str], begin: int, at: int) -> bool:
    """Whether a sentence that began at `begin` ends with the marks found, when more text follows at `at`."""
    marks, closers = found[1], found[2]
    opened = _OPENERS.match(text, at)
    follows = _WORD.match(text, opened.end() if opened else at)
    earliest = max(0, found.start() - _LONGEST_WORD)
    word_start = max(text.rfind(" ", earliest, found.start()), text.rfind("\n", earliest, found.start())) + 1
    word = text[word_start : found.start()].lstrip("\"'([{-*")
    if marks == ".":
        if _LIST_MARK.fullmatch(word) and (begin >= word_start or text[word_start - 2] == ":"):
            return False
        if not closers and _abbreviates(text, word, word_start, follows.group() if follows else ""):
            return False
    elif closers == ")" and text[found.start() - 1 : found.start()] == "(":  # (?) and (!)
        return False
    if not follows or not follows.group()[0].islower():
        return True
    # Before a small letter only careless writing ends a sentence.
    if follows.group() in _ADDRESS:
        return True
    if closers or marks[0] == "…" or marks[0] == "." and len(marks) > 1:
        return False
    if marks == ".":
        return len(word) > 1 and word[1:].islower() and word.lower() in lexicon().number
    return follows.group() not in _words().report


def _abbreviates(text: str, word: str, word_start: int, follows: str) -> bool:
    """Whether the full stop after a word belongs to the word alone."""
    known = _words()
    low = word.rpartition("-")[2].rpartition("/")[2].lower()
    capital = word[:1].isupper()
    if low in known.titles and (capital or low not in lexicon().number or low in {"mr", "mrs", "ms", "dr"}):
        return True
    initial = len(word) == 1 and capital
    rule = None if initial else known.abbreviations.get(low)
    if rule is None and not initial and not _DOTTED.fullmatch(word) or rule == _IF_CAPITAL and not word[-len(low) :][:1].isupper():
        return False
    if not follows:
        return False
    if rule == _NEVER:
        return True
    next_low = follows.lower()
    if rule == _UNLESS_BEFORE_NUMBER:
        return follows[0].isdigit() or follows[0].islower() or next_low in known.abbreviations
    if not follows[0].isupper():
        return True
    if initial:
        before = text[:word_start].rstrip()[-1:] if word_start < 2 else text[word_start - 2]
        return not (next_low in known.function and (before.islower() or before.isdigit()) and word != "I")
    if rule in (_BEFORE_ORDINARY_WORD, _IF_CAPITAL):
        return not (next_low in known.function or _is_ordinary(next_low))
    return not _binds(next_low)


def _binds(low: str) -> bool:
    """Whether a word is a function word, a plain adverb or a participle, and so no part of a name."""
    lex = lexicon()
    row = lex.number.get(low)
    if row is None or low in _words().function:
        return row is not None
    word_class = int(lex.word_class[row])
    return float(lex.capital[row]) < _ORDINARY and (word_class in _SMALL_CLASSES or word_class == VERB and low.endswith("ing"))


def _is_ordinary(low: str) -> bool:
    """Whether a word is known and seldom a name."""
    lex = lexicon()
    row = lex.number.get(low)
    return row is not None and float(lex.capital[row]) < _ORDINARY


def _space_forgotten(text: str, found: re.Match[str]) -> bool:
    """Whether two sentences touch ("the end.The next"), and not the parts of a name or an address."""
    after = text[found.end() : found.end() + _LONGEST_WORD].split(None, 1)
    before = text[max(0, found.start() - _LONGEST_WORD) : found.start()].rpartition(" ")[2]
    if not after or len(before) < 2 or not before[-2:].islower() or not before[-2:].isalpha() or _IN_ADDRESS.search(before):
        return False
    follows = _WORD.match(after[0].lstrip("\"'"))
    if not follows or not follows.group()[0].isupper() or "." in after[0][:-1] or "@" in after[0] or len(found[1]) > 1:
        return False
    low = follows.group().lower()
    if low in _DOMAINS:
        return False
    return low in _words().function or _is_ordinary(low) or bool(found[2]) or len(low) > 2 and follows.group()[1:].islower()


def _line_starts(text: str) -> list[int]:
    """Places where a line starts a sentence; a line that goes on where text was wrapped starts none."""
    if "\n" not in text:
        return []
    gaps = [gap.span() for gap in _LINE_BREAK.finditer(text) if gap.end() < len(text)]
    single = {end for start, end in gaps if "\n" not in text[start + 1 : end]}  # without a blank line
    if not single:
        return [end for _, end in gaps]
    small = {end for end in single if text[end].islower()}
    wrapped = len(single) >= 3 and len(small) >= 0.25 * len(single)
    goes_on = small | (single & _long_before(text, gaps) if wrapped else set())
    return [end for _, end in gaps if end not in goes_on]


def _long_before(text: str, gaps: list[tuple[int, int]]) -> set[int]:
    """Places of lines in wrapped text after a line that is as long as such lines are, or ends with a mark that binds; others are headings."""
    begins = [0, *(end for _, end in gaps)]
    lines = [(begin, start - (text[start - 1 : start] == " "), end) for begin, (start, end) in zip(begins, gaps)]
    widest = max(stop - begin for begin, stop, _ in lines)
    return {end for begin, stop, end in lines if stop - begin >= 0.6 * widest or text[stop - 1] in ",;-"}

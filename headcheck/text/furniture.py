"""Page furniture: promos, links to other stories, captions and the like are no evidence for anything.

The patterns are data, in `furniture.txt`. Only lines and sentences with a telling word or mark are tried, so that
ordinary text costs nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_PATTERNS = Path(__file__).with_name("furniture.txt")
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'/ -]{2,30}(?P<more>,\s[A-Z][\w. ]{1,25}){0,2}|(?P<agency>[A-Z][\w.', -]{2,40}\s*\([A-Za-z/. ]{2,40}\)))[^a-z\n]{0,3}"
    r"(?:,?\s*(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?)(?:,?\s\d{4})?\s*)?(?:\([A-Za-z/. ]{2,40}\))?"
    r"\s*(?:-+|(?(more):|(?(agency):|-)))\s+(?=[A-Z0-9\"'(])"
)
_LINE_MARKS = frozenset("•●▪◦‣►▶»>*·-©#([|_")
_LINK_MARKS = frozenset("►▶»>")  # a bullet of this kind is a link
_OPENING = " *>•●▪◦‣►▶»·-_#|[(\"'"
_BULLET = re.compile(r"(?:[•●▪◦‣►▶»>*·-]+|\d{1,2}[.)])\s*(?=\S)")
_REPORTS_SPEECH = re.compile(r"\b(?:said|says|told|tells|added|adds|warned|warns|urged|asked|argued|according to|announced)\b", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?…][\"')\]]*$")
_TAG = re.compile(r"[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,2}")  # a topic or a name alone
_WORD = re.compile(r"[^\W_]{4,}")
_TOLD = frozenset(["sentence", "line"])  # scopes in which a full sentence that reports speech is no furniture
_SHORT = 16  # tokens of a line that is suspect by its missing full stop alone
_LONGEST_LINE = 360  # characters; a longer line is looked at sentence by sentence
_LONGEST_HEADLINE = 160  # characters of a headline under "Most read"
_MOST_LINKS = 8  # headlines that one heading takes with it
_FOREIGN = 0.34  # a bullet with a smaller share of its words elsewhere in the text tells another story

Found = tuple[int, int, str]


class _Line(NamedTuple):
    """One line: its place in the text and its sentences."""

    start: int
    end: int
    first: int  # sentences, `after` excluded
    after: int
    first_token: int
    last_token: int


def find_furniture(
    plain: str,
    low: Sequence[str],
    start: NDArray[np.int32],
    end: NDArray[np.int32],
    line_numbers: NDArray[np.int64],
    sentences: NDArray[np.int64],
    telling: NDArray[np.bool_],
) -> list[Found]:
    """What is to be set aside in a cleaned text.

    Parameters
    ----------
    plain : str
        Cleaned text.
    low, start, end : sequence of str and arrays of shape (n_tokens,)
        Its tokens in lower case and their places; at least one.
    line_numbers : array of shape (n_tokens,)
        Number of the line each token stands in.
    sentences : array of shape (n_sentences,)
        First token of each sentence.
    telling : array of shape (n_tokens,)
        Whether a token is one of the words that furniture has; a line without any, and without a telling mark, is not tried.

    Returns
    -------
    list of (start, end, reason)
        Places in `plain`, in order, none within another.
    """
    tells = np.logical_or.reduceat(telling, sentences).tolist()
    first_tokens = sentences.tolist()
    last_tokens = [*(sentences[1:] - 1).tolist(), len(low) - 1]
    opening, closing = start[sentences].tolist(), end[last_tokens].tolist()
    lines = _lines(line_numbers[sentences], opening, closing, first_tokens, last_tokens)
    found: list[Found] = []
    links = 0  # headlines that the heading above may still take with it
    block = before = ""
    last_bullet = -2
    counts: Counter[str] | None = None
    for number, line in enumerate(lines):
        text = plain[line.start : line.end] if line.end - line.start <= _LONGEST_LINE else ""
        if links and text and _is_link(text):
            own = _why_line(text)
            found.append((line.start, line.end, own.reason if own else block))
            links -= 1
            continue
        any_tells = any(tells[line.first : line.after])
        marked = low[line.first_token] in _LINE_MARKS
        unended = line.last_token - line.first_token < _SHORT and not _ENDS_SENTENCE.search(plain, max(line.start, line.end - 4), line.end)
        if not (any_tells or marked or unended):
            links = 0
            continue
        if text and (rule := _why_line(text)):
            found.append((line.start, line.end, rule.reason))
            if rule.scope == "tail" and 2 * line.start > len(plain):
                found += [(other.start, other.end, rule.reason) for other in lines[number + 1 :]]
                break
            if rule.scope == "block":
                links, block = _MOST_LINKS, rule.reason
            continue
        links = 0
        if text and marked and _BULLET.match(text):
            if number != last_bullet + 1:
                before = plain[lines[number - 1].start : lines[number - 1].end] if number else ""
            last_bullet = number
            counts = _words(plain) if counts is None else counts
            if _is_foreign_bullet(text, before, counts):
                found.append((line.start, line.end, "related"))
        elif any_tells and (line.after - line.first > 1 or not text):
            for i in range(line.first, line.after):
                if tells[i] and closing[i] - opening[i] <= _LONGEST_LINE and (inside := _why_sentence(plain[opening[i] : closing[i]])):
                    found.append((opening[i], closing[i], inside.reason))
    return _with_dateline(plain, lines, found)


def _lines(numbers: NDArray[np.int64], opening: list[int], closing: list[int], first_tokens: list[int], last_tokens: list[int]) -> list[_Line]:
    """The lines that hold tokens, by the number of the line of each sentence."""
    edges = [0, *(np.flatnonzero(numbers[1:] != numbers[:-1]) + 1).tolist(), len(numbers)]
    return [_Line(opening[a], closing[b - 1], a, b, first_tokens[a], last_tokens[b - 1]) for a, b in zip(edges, edges[1:])]


@dataclass(frozen=True)
class _Rule:
    """One pattern of `furniture.txt`."""

    reason: str
    scope: str
    pattern: re.Pattern[str]
    cased: bool  # looks at capitals; the others are matched against small letters, which is faster
    hints: tuple[str, ...]  # one of them must stand in the text, in small letters


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    rules = []
    for line in _PATTERNS.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        reason, scope, pattern, *hint = line.split("\t")
        cased = "(?-i:" in pattern
        pattern = re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)  # groups that capture nothing cost less
        hints = ("",) if not hint else ("|",) if hint[0] == "||" else tuple(hint[0].split("|"))
        rules.append(_Rule(reason, scope, re.compile(f"(?:{pattern})$", re.IGNORECASE if cased else 0), cased, hints))
    return tuple(rules)


@lru_cache(maxsize=2)
def _by_cost(whole_line: bool) -> tuple[tuple[_Rule, ...], re.Pattern[str], tuple[_Rule, ...]]:
    """Rules for whole lines or for sentences: the quick ones, all of these joined into one pattern, and the slow ones."""
    rules = [rule for rule in _rules() if whole_line or rule.scope == "sentence"]
    quick = tuple(rule for rule in rules if rule.hints == ("",) and not rule.cased)
    return quick, re.compile("|".join(rule.pattern.pattern for rule in quick)), tuple(rule for rule in rules if rule.hints != ("",) or rule.cased)


def _first_rule(text: str, whole_line: bool) -> _Rule | None:
    quick, joined, slow = _by_cost(whole_line)
    low = text.lower()
    if joined.match(low):
        return next(rule for rule in quick if rule.pattern.match(low))
    for rule in slow:
        for hint in rule.hints:
            if hint in low:
                if rule.pattern.match(text if rule.cased else low):
                    return rule
                break
    return None


def _why_line(text: str) -> _Rule | None:
    """The rule by which a line is furniture, or None."""
    bare = text.lstrip(_OPENING)
    rule = _first_rule(bare or text, True)
    if rule and rule.scope in _TOLD and rule.reason != "related" and _ENDS_SENTENCE.search(text) and _REPORTS_SPEECH.search(text):
        return None
    return rule


def _why_sentence(text: str) -> _Rule | None:
    """The rule by which a sentence inside a longer line is furniture, or None."""
    rule = _first_rule(text.lstrip(_OPENING), False)
    return rule if rule and not _REPORTS_SPEECH.search(text) else None


def _is_link(text: str) -> bool:
    """Whether a line below "Most read" is another story's headline: short, and no sentence of the report's own."""
    return len(text) <= _LONGEST_HEADLINE and (bool(_BULLET.match(text)) or not text.rstrip("\"')").endswith("."))


def _is_foreign_bullet(text: str, before: str, counts: Counter[str]) -> bool:
    """Whether a bullet is a link to another story and no item of a list in this one.

    `before` is the line before the run of bullets, `counts` how often the text has each of its words.
    """
    bullet = _BULLET.match(text)
    if not bullet or text.endswith((".", ";", ",")) or len(text) > _LONGEST_HEADLINE:
        return False
    if text[0] in _LINK_MARKS:
        return True
    if not before or before.endswith(":"):
        return False  # points of the story above its text, or a list that a sentence opens
    if _TAG.fullmatch(text, bullet.end()):
        return True
    own = _words(text)
    return len(own) >= 3 and sum(counts[word] > n for word, n in own.items()) < _FOREIGN * len(own)


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def _with_dateline(plain: str, lines: list[_Line], found: list[Found]) -> list[Found]:
    """`found`, and the dateline ("LEEDS (Agency) - ") that opens the first line of the text proper."""
    taken = {a for a, _, _ in found}
    for line in lines[:8]:
        if line.start in taken:
            continue
        dateline = _DATELINE.match(plain, line.start, min(line.end, line.start + 120))
        if dateline and dateline.end() - line.start < 80:
            return sorted([*found, (line.start, dateline.end(), "dateline")])
        if line.end - line.start > 80:
            break
    return found

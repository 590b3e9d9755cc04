"""May and Will: with a capital a name or a month as well as a modal. Which, the words around tell."""

from __future__ import annotations

from collections.abc import Sequence

from headcheck.inflect import can_be
from headcheck.lexicon import VERB, lexicon

WORDS = ("may", "will")
_BEFORE_MONTH = frozenset("in since by until till from of early late mid last next this every during".split())
_BEFORE_VERB = frozenset("be not have also now soon still never yet even only well just ever again".split())
_MOST_NAMES = 3  # that follow "Will"


def named(low: Sequence[str], i: int, *, telling: bool) -> bool:
    """Whether a "May" or "Will" with a capital is a name or a month: "Theresa May meets", "in May", "Will Smith sings", not "Mayor May Resign".

    Parameters
    ----------
    low : sequence of str
        All words and marks of the text in lower case.
    i : int
        Place of the word.
    telling : bool
        Whether the capital tells so: inside a sentence of a text that has few.
    """
    before, after = low[i - 1] if i else "", low[i + 1] if i + 1 < len(low) else ""
    if telling or after == "'s":
        return True
    if low[i] == "may":
        return before in _BEFORE_MONTH or before[:1].isdigit() or after[:1].isdigit() or _acts(after)
    j = i + 1
    while j < len(low) and j <= i + _MOST_NAMES and _is_name(low[j]):
        j += 1
    return j > i + 1 and not _is_plain_verb(low[j] if j < len(low) else "")


def _acts(word: str) -> bool:
    """Whether a word is a verb as it stands behind its subject: "meets", "resigned"."""
    return word.endswith(("s", "ed")) and not word.endswith("ss") and can_be(word, VERB)


def _is_plain_verb(word: str) -> bool:
    """Whether a word may follow a modal."""
    if word in _BEFORE_VERB:
        return True
    plain = not word.endswith(("ed", "ing")) and (not word.endswith("s") or word.endswith("ss"))
    return plain and can_be(word, VERB)


def _is_name(word: str) -> bool:
    lex = lexicon()
    row = lex.number.get(word, lex.unknown)
    return word[:1].isalpha() and (row == lex.unknown or bool(lex.named[row]))

"""What tells like "will" that something is to come: "Council to close pool", "the pool is set to close", "the council said it would close"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from headcheck import inflect
from headcheck.lexicon import ADJECTIVE, ADVERB, CONJUNCTION, DETERMINER, NAME, NOUN, NUMBER, PRONOUN, PUNCTUATION, VERB, lexicon

_SUBJECT = (NOUN, NAME, PRONOUN)
_PART = (*_SUBJECT, ADJECTIVE, DETERMINER, NUMBER)  # what a subject may be made of
_JOINS = frozenset(["and", "or", "of", "in", "on", "at", "for", "from", "with", "across", "'s", "'", '"', "&", "-", "."])  # what stands inside a subject too
_SET = frozenset(["set", "due", "about", "going"])  # "set to close" says as much
_SAID = frozenset(["said", "told"])
_OPEN = frozenset(["if", "whether", "how", "what", "who", "which", "asked", "'", '"', "could", "would"])  # behind these a "would" stays open, and
_WISH = frozenset(["have", "like", "prefer", "rather"])  # before these
_REACH = 9  # tokens back to "said": between them a day and a subject have room ("said on Sunday night that its members would")
_FINITE = inflect.FINITE_BE | {"has", "have", "will"}
_CLAUSE = frozenset("as after before if that who which how what".split())
_WHO = ("human", "speaker", "unnamed")
_NO_SUBJECT = ("plan", "function", "report", "done", "month")  # "plan to close"
# Nouns whose "to" says what they are for, or what they are about, not what they will do ("a way to win", "tips to save"); those of the lists above are left
# out. Written down from English at large, and "form", "help", "bill" and their like after reading our headlines; of 70 read then, 8 had a "to" that is none.
_FOR = frozenset(
    "way ways power powers right rights chance effort efforts attempt attempts vote deal threat failure refusal ability need reason law request pressure "
    "campaign fight battle race push drive bill change struggle scramble rush time licence license link links road key something nothing everything "
    "anything nowhere reasons things thing money tips cash permission duty cost costs work tool app drug pill vaccine device treatment method technique "
    "therapy agreement pact step steps measure measures scheme programme program permit nod job jobs help form".split()
)


def to_come(
    low: Sequence[str], row: NDArray[np.int32], kind: NDArray[np.uint8], sentence: NDArray[np.int32], quoted: NDArray[np.bool_], *, headline: bool
) -> list[int]:
    """Places of words that stand for "will".

    A "to" with a plain verb behind "set", "due", "going" and the like, and in a headline behind a subject without a verb; in a body a "would" that hands on
    what somebody said ("the firm said it would close").
    """
    lex = lexicon()
    places = np.flatnonzero(row == lex.number["to"])
    places = places[places > 0]
    if headline:
        return [i for i in places.tolist() if i < len(low) - 1 and _plain_verb(low, kind, i + 1) and _will(low, row, kind, i)]
    places = places[_leading().take(row[places - 1])]
    # Half of what "is to" says in bodies is an aim ("the goal is to win"), and "due to work" is a cause.
    found = [i for i in places.tolist() if i < len(low) - 1 and (low[i + 1] == "be" or (low[i - 1] != "is" and _verb_only(row[i + 1])))]
    would = np.flatnonzero((row == lex.number["would"]) & ~quoted)
    return found + [i for i in would.tolist() if _handed_on(low, row, sentence, i)]


def _verb_only(row: int) -> bool:
    mask = int(lexicon().class_mask[row])
    return bool(mask >> VERB & 1) and not mask >> NOUN & 1


def _handed_on(low: Sequence[str], row: NDArray[np.int32], sentence: NDArray[np.int32], i: int) -> bool:
    """Whether a "would" is what "will" becomes behind "said"."""
    says = lexicon().says
    if i + 1 < len(low) and low[i + 1] in _WISH:
        return False
    for t in range(i - 1, max(-1, i - 1 - _REACH), -1):
        if sentence[t] != sentence[i] or low[t] in _OPEN:
            return False
        if says[row[t]] and (low[t].endswith("ed") or low[t] in _SAID):
            return True
    return False


@lru_cache(maxsize=1)
def _leading() -> NDArray[np.bool_]:
    """Words behind which "to" tells what will be in any text."""
    lex = lexicon()
    out = np.zeros(lex.unknown + 1, dtype=np.bool_)
    out[[lex.number[word] for word in (*_SET, "is", "are")]] = True
    return out


def _will(low: Sequence[str], row: NDArray[np.int32], kind: NDArray[np.uint8], i: int) -> bool:
    """Whether a "to" of a headline stands behind a subject that has no verb."""
    last = i - 1
    if _leading()[row[last]]:
        return last > 0
    if kind[last] not in _SUBJECT or low[last] in _FOR or _listed(row[last], _NO_SUBJECT):
        return False
    first = i
    while first > 0 and (kind[first - 1] in _PART or low[first - 1] in _JOINS):
        first -= 1
    if first and kind[first - 1] not in (PUNCTUATION, CONJUNCTION):
        return False
    acts = [t for t in range(first + 1, i) if kind[t] == NOUN and inflect.third_person(low[t])]
    return (not acts or (acts == [last] and _listed(row[last], _WHO))) and not _verb_follows(low, kind, i + 2)


def _listed(row: int, lists: tuple[str, ...]) -> bool:
    lex = lexicon()
    return bool(lex.member[row, [lex.column[name] for name in lists]].any())


def _plain_verb(low: Sequence[str], kind: NDArray[np.uint8], i: int) -> bool:
    """Whether a verb without an ending stands here, or behind one adverb."""
    if kind[i] == ADVERB and i + 1 < len(low):
        i += 1
    return low[i] == "be" or (kind[i] == VERB and low[i] != "blame" and inflect.form(low[i]) == "base")  # what "is to blame" is so already


def _verb_follows(low: Sequence[str], kind: NDArray[np.uint8], i: int) -> bool:
    """Whether the clause has its verb later: "Plan to curb charges meets resistance"."""
    for t in range(i, len(low)):
        if kind[t] in (PUNCTUATION, CONJUNCTION, PRONOUN) or low[t] in _CLAUSE:
            return False
        if low[t] in _FINITE or (kind[t] == VERB and inflect.form(low[t]) == "s"):
            return True
    return False

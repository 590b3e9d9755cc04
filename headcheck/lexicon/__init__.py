"""What headcheck knows of words: arrays indexed by word number, made by `training/resources.py`, and the word lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headcheck.lexicon.lists import NAMES, read_list

WORDS = Path(__file__).parent / "words.npz"

HEDGES = 0.5  # value in the list of hedges from which a word hedges
_SAYS = 0.45  # value in the list of reports up to which a word only says; beyond it one reveals, accuses, attacks
_NAMED = 0.6  # share of capitals inside sentences from which a word is a name

# Parts of speech, in the numbering of the table.
NOUN, NAME, VERB, ADJECTIVE, ADVERB, NUMBER, AUXILIARY, PRONOUN, DETERMINER, PREPOSITION, CONJUNCTION, PARTICLE, OTHER, PUNCTUATION = range(1, 15)
# Relations of a headline word to a body word: the body has a ... of the headline's word.
SYNONYM, DERIVED, BROADER, NARROWER, OPPOSITE, WEAKER, STRONGER = 1, 2, 4, 3, 5, 6, 7


@dataclass(frozen=True)
class Lexicon:
    """Tables over words (rows; the last row stands for every unknown word) and over families of inflections."""

    number: dict[str, int]  # word -> row
    family: NDArray[np.int32]
    idf: NDArray[np.float32]
    capital: NDArray[np.float32]  # how often the word is capitalised inside a sentence
    word_class: NDArray[np.uint8]
    class_mask: NDArray[np.uint16]
    vectors: NDArray[np.float32]  # unit length, or zero where the word has none
    lists: NDArray[np.float32]  # (words, lists): the word's value in a list, 0 where it is not in it
    member: NDArray[np.bool_]  # (words, lists)
    column: dict[str, int]  # list -> column
    relation_starts: NDArray[np.int32]
    relation_other: NDArray[np.int32]
    relation_kind: NDArray[np.uint8]
    broader: NDArray[np.int32]

    @cached_property
    def unknown(self) -> int:
        """Row of the word that the tables do not know."""
        return len(self.idf) - 1

    @cached_property
    def named(self) -> NDArray[np.bool_]:
        """Words that are names as a rule, shape ``(n_rows,)``."""
        return np.asarray(self.capital >= _NAMED)

    @cached_property
    def hedges(self) -> NDArray[np.bool_]:
        """Words that hedge, shape ``(n_rows,)``; others of the list only lean that way."""
        return np.asarray(self.lists[:, self.column["hedge"]] >= HEDGES)

    @cached_property
    def says(self) -> NDArray[np.bool_]:
        """Words that hand on what somebody says, and tell no more of how it is said, shape ``(n_rows,)``."""
        column = self.column["report"]
        return np.asarray(self.member[:, column] & (self.lists[:, column] <= _SAYS))

    def related(self, family: int) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
        """Families related to one family, and how."""
        if family >= len(self.relation_starts) - 1:
            return self.relation_other[:0], self.relation_kind[:0]
        a, b = self.relation_starts[family], self.relation_starts[family + 1]
        return self.relation_other[a:b], self.relation_kind[a:b]

    def related_to(self, families: NDArray[np.int32]) -> tuple[NDArray[np.intp], NDArray[np.int32], NDArray[np.uint8]]:
        """For several families at once: which of them, a family related to it, and how."""
        last = len(self.relation_starts) - 1
        owner, place = ranges(self.relation_starts.take(np.minimum(families, last)), self.relation_starts.take(np.minimum(families + 1, last)))
        return owner, self.relation_other[place], self.relation_kind[place]


def ranges(low: NDArray[Any], high: NDArray[Any]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """All numbers of the ranges from ``low`` to ``high - 1``, in order, and which range each is of."""
    size = high - low
    owner = np.repeat(np.arange(len(size)), size)
    return owner, np.arange(len(owner)) + (low - np.cumsum(size) + size)[owner]


_MAKES = re.compile(r"(?:(er|or|ist|ian|ant|eer)s?|(al|ial)(?:s|ly)?|(i[sz])(?:e|es|ed|ing))$")  # endings that make another word of a family


def _inflections(word: str, rows: NDArray[np.intp], words: list[str]) -> NDArray[np.intp]:
    """The rows of a family that are forms of one word: "investigators" of "investigator", not "investigate"; "angrier" of "angry"."""
    there = {words[row] for row in rows.tolist()}
    own = _maker(word, there)
    compared = {m for m in there if m.endswith("er") and f"{m[:-2]}est" in there}
    return np.array([row for row in rows.tolist() if _maker(words[row], there) == own or words[row] in compared], dtype=np.intp)


def _maker(word: str, there: set[str]) -> str:
    """Which of those endings a word has been made with from another one that is there; "consider" has none."""
    found = _MAKES.search(word)
    if found is None:
        return ""
    stem = word[: found.start()]
    made = any(base in there for base in (stem, f"{stem}e", f"{stem}y", stem[:-1]))
    return next(filter(None, found.groups())) if made else ""


def _listed(words: list[str], number: dict[str, int], family: NDArray[np.int32]) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Value of each word in each list, and whether it is in it."""
    lists = np.zeros((len(words) + 1, len(NAMES)), dtype=np.float32)
    member = np.zeros(lists.shape, dtype=np.bool_)
    order = np.argsort(family, kind="stable")
    bounds = np.searchsorted(family[order], np.arange(int(family.max()) + 2))
    for column, name in enumerate(NAMES):
        for inflected in (True, False):  # a word listed by itself overrides what its family says
            for word, value, takes_all in read_list(name):
                if takes_all is inflected and word in number:
                    row = number[word]
                    rows = _inflections(word, order[bounds[family[row]] : bounds[family[row] + 1]], words) if takes_all else row
                    lists[rows, column] = value
                    member[rows, column] = True
    return lists, member


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The tables, read once."""
    with np.load(WORDS, allow_pickle=False) as stored:
        table: dict[str, Any] = {name: stored[name] for name in stored.files}
    words = table["words"].tobytes().decode().split("\n")
    number = {word: i for i, word in enumerate(words)}
    family = table["family"].astype(np.int32)
    lists, member = _listed(words, number, family)
    vectors = np.vstack([table["vectors"].astype(np.float32) / 127.0, np.zeros((1, table["vectors"].shape[1]), np.float32)])

    def with_unknown(name: str, value: float, dtype: Any) -> Any:
        return np.append(table[name].astype(dtype), np.array([value], dtype=dtype))

    top = float(table["idf"].max())
    return Lexicon(
        number=number,
        family=with_unknown("family", -1, np.int32),
        idf=with_unknown("idf", top, np.float32),
        capital=with_unknown("capital", 0, np.float32) / np.float32(255),
        word_class=with_unknown("word_class", NOUN, np.uint8),
        class_mask=with_unknown("class_mask", 1 << NOUN, np.uint16),
        vectors=vectors,
        lists=lists,
        member=member,
        column={name: i for i, name in enumerate(NAMES)},
        relation_starts=table["relation_starts"],
        relation_other=table["relation_other"].astype(np.int32),
        relation_kind=table["relation_kind"],
        broader=table["broader"],
    )

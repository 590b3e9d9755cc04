"""Register: learnt weights of small words and of neighbours, positive where full sentences have them more than headlines.

Fitted by `training/register.py`. Of other words only the part of speech and the ending count, so that no subject passes for a register.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from headcheck.lexicon import ADJECTIVE, ADVERB, NAME, NOUN, NUMBER, VERB, lexicon

PATH = Path(__file__).with_name("register.json")
START, END = "<start>", "<end>"
_CALLED = {NOUN: "noun", NAME: "noun", VERB: "verb", ADJECTIVE: "adjective", ADVERB: "adverb", NUMBER: "number"}  # names as nouns: capitals tell the set
_ENDINGS = ("ing", "ed", "s")


@dataclass(frozen=True, eq=False)
class Register:
    """Log-odds of a full sentence: of each unit, and of each unit with the one after it."""

    units: NDArray[np.float64]  # (n_units,)
    neighbours: NDArray[np.float64]  # (n_units, n_units)
    intercept: float

    def logit(self, text: NDArray[np.int32]) -> float:
        """Log-odds of a text, given as its units; each unit and each two neighbours count once, however often they stand there."""
        pairs = np.unique(text[:-1].astype(np.int64) * len(self.units) + text[1:])
        return self.intercept + float(self.units[np.unique(text)].sum() + self.neighbours.ravel()[pairs].sum())


@cache
def names() -> tuple[str, ...]:
    """What the units are called: `START` and `END`, small words, and in angle brackets the others, "<verb -ed>"."""
    return _tables()[0]


def read(rows: NDArray[np.int32]) -> NDArray[np.int32]:
    """Units of a text whose tokens are these rows of the lexicon, between its start and its end; marks are left out, so that none moves a score."""
    unit = _tables()[1].take(rows)
    return np.concatenate([[0], unit[unit >= 0], [1]]).astype(np.int32)


@cache
def _tables() -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """Names of the units, and the unit of each row of the lexicon, -1 for marks."""
    lex = lexicon()
    number = {START: 0, END: 1}
    unit = np.full(lex.unknown + 1, -1, np.int32)
    small = lex.member[:, lex.column["function"]]
    for word, row in lex.number.items():
        if word[0].isalnum():
            name = word if small[row] else _class(word, int(lex.word_class[row]))
            unit[row] = number.setdefault(name, len(number))
    unit[lex.unknown] = number["<noun>"]
    return tuple(number), unit


def _class(word: str, part: int) -> str:
    ending = next((e for e in _ENDINGS if word.endswith(e) and not word.endswith("ss")), "")
    return f"<{_CALLED.get(part, 'other')}{ending and f' -{ending}'}>"


@cache
def register() -> Register:
    """The shipped weights."""
    stored = json.loads(PATH.read_text(encoding="utf-8"))
    return from_weights(stored["units"], stored["neighbours"], stored["intercept"])


def from_weights(units: dict[str, float], neighbours: dict[str, dict[str, float]], intercept: float) -> Register:
    """Weights by name as tables; what is not named weighs nothing."""
    place = {name: i for i, name in enumerate(names())}
    alone, beside = np.zeros(len(place)), np.zeros((len(place), len(place)))
    for name, weight in units.items():
        alone[place[name]] = weight
    for left, after in neighbours.items():
        for right, weight in after.items():
            beside[place[left], place[right]] = weight
    return Register(alone, beside, intercept)

"""Quantities in a text: value, unit, what is counted, and whether the number is exact."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from headcheck.lexicon import ADJECTIVE, NAME, NOUN, NUMBER, lexicon
from headcheck.lexicon.lists import read_list
from headcheck.text.document import Document

_FIGURE = re.compile(r"(\d[\d,]*(?:\.\d+)?)(st|nd|rd|th|bn|mn|tn|m|k|s)?$")
_CURRENCY = frozenset("£$€")
_PERCENT = frozenset(["%", "percent", "pc"])


@dataclass(frozen=True)
class Quantity:
    """Tokens ``first`` to ``last - 1`` give one number."""

    first: int
    last: int
    value: float
    unit: str  # "%", a currency sign, "date", "ordinal", "age" or ""
    counted: int  # family of the noun it counts, or -1
    bound: int  # -1 "up to", 1 "more than", 0 neither
    about: bool


@lru_cache(maxsize=1)
def _values() -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    return tuple({word: value for word, value, _ in read_list(name)} for name in ("number_word", "multiplier", "approximator"))  # type: ignore[return-value]


def quantities(document: Document) -> list[Quantity]:
    """All numbers of a text, in order."""
    words, multipliers, approximators = _values()
    lex = lexicon()
    column = lex.column["number_word"]
    low, n = document.low, len(document)
    candidates = np.flatnonzero((document.kind == NUMBER) | lex.member[document.row, column])
    months = lex.member[:, lex.column["month"]]
    out: list[Quantity] = []
    done = -1
    for i in candidates.tolist():
        if i < done:
            continue
        value, unit = _value(low[i], words)
        if value is None:
            continue
        j = i + 1
        while j < n and low[j] in multipliers and not (low[j] in {"m", "b", "k"} and document.start[j] > document.end[j - 1]):
            value *= multipliers[low[j]]
            j += 1
        if low[i] in words and j == i + 1 and j + 1 < n and low[j] == "-" and low[j + 1] in words and words[low[j + 1]] < 10 <= value < 100:
            value += words[low[j + 1]]
            j += 2
        elif low[i] in words and 20 <= value < 100 and j < n and low[j] in words and words[low[j]] < 10:
            value += words[low[j]]
            j += 1
        if i and low[i - 1] in _CURRENCY:
            unit = low[i - 1]
        elif j < n and low[j] in _PERCENT or j + 1 < n and low[j] == "per" and low[j + 1] == "cent":
            unit = "%"
        elif not unit and (i and months[document.row[i - 1]] or j < n and months[document.row[j]] and value <= 31) or not unit and 1900 <= value <= 2100 and low[i].isdigit() and len(low[i]) == 4:
            unit = "date"
        elif j + 2 < n and low[j] == "-" and low[j + 1] == "year" and low[j + 2] == "-" or i and low[i - 1] == "," and j < n and low[j] in {",", "."} and 1 <= value < 110 and low[i].isdigit():
            unit = "age"
        bound, about = 0, False
        for k in range(max(0, i - 3), i):
            if low[k] in approximators:
                direction = approximators[low[k]]
                bound, about = (int(direction), about) if direction else (bound, True)
        out.append(Quantity(i, j, float(value), unit, _counted(document, j), bound, about))
        done = j
    return out


def _value(word: str, words: dict[str, float]) -> tuple[float | None, str]:
    if word in words:
        return words[word], "ordinal" if word.endswith(("th", "rst", "cond", "ird")) else ""
    found = _FIGURE.match(word)
    if not found:
        return None, ""
    try:
        value = float(found[1].replace(",", ""))
    except ValueError:
        return None, ""
    suffix = found[2] or ""
    if suffix in {"st", "nd", "rd", "th"}:
        return value, "ordinal"
    if suffix == "s":
        return value, "date"
    return value * {"bn": 1e9, "mn": 1e6, "m": 1e6, "tn": 1e12, "k": 1e3}.get(suffix, 1.0), ""


def _counted(document: Document, j: int) -> int:
    """Family of the noun after a number, past at most three adjectives, marks and small words."""
    for k in range(j, min(j + 4, len(document))):
        if document.kind[k] in (NOUN, NAME):
            return int(document.family[k])
        if document.kind[k] == ADJECTIVE or document.low[k] in {"-", "of", "the", "more", "new", "%", "per", "cent"}:
            continue
        break
    return -1


def same_value(headline: Quantity, body: Quantity) -> float:
    """How far the body's number bears the headline's out: 1 equal, 0.7 honest rounding, 0 not."""
    a, b = headline.value, body.value
    if a == b:
        return 1.0
    money = {"£", "$", "€", "%"}
    if headline.unit in money and body.unit in money and headline.unit != body.unit:
        return 0.0
    if b and "date" not in (headline.unit, body.unit) and headline.unit != "ordinal":
        ratio = a / b
        if 0.97 <= ratio <= 1.03 and max(a, b) >= 10:
            return 0.8
        if headline.bound > 0 and 0.8 <= ratio <= 1.0 or headline.bound < 0 and 1.0 <= ratio <= 1.25:
            return 0.8
        if (headline.about or a >= 20 and str(a).rstrip("0.").__len__() <= 1) and 0.9 <= ratio <= 1.06:
            return 0.6
    return 0.0

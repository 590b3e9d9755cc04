"""Read the numbers of a text: value, unit, what is counted, and whether the number is exact."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

import numpy as np

from headcheck.lexicon import ADJECTIVE, ADVERB, NAME, NOUN, NUMBER, lexicon
from headcheck.lexicon.lists import read_list
from headcheck.text.document import Document
from headcheck.text.number_roles import with_roles
from headcheck.text.quantity import CURRENCY, DAYS, SPANS, Quantity

_TIME_OF_DAY = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)$")
_FIGURE = re.compile(r"(\d[\d,]{0,39}(?:\.\d{1,40})?)(st|nd|rd|th|bn|mn|tn|m|k|b|s)?$")
_SUFFIX = {"bn": 1e9, "b": 1e9, "mn": 1e6, "m": 1e6, "tn": 1e12, "k": 1e3}
_ORDINALS = ("st", "nd", "rd", "th")
_MONEY_WORDS = {"pound": "£", "pounds": "£", "dollar": "$", "dollars": "$", "euro": "€", "euros": "€"}
_PERCENT = frozenset(["%", "percent", "pc", "percentage"])
_CLOCK = frozenset(["am", "pm", "a.m.", "p.m.", "a.m", "p.m", "o'clock", "gmt", "bst"])
_PARTS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "tenth": 10, "tenths": 10}
_BEFORE_PART = frozenset("by about around roughly nearly almost over under than least only just up down".split())  # "by a fifth", "up a third"
_BEFORE_ANOTHER = frozenset("followed joined hit beaten struck asked asks said says told worried questions talks".split())  # "followed by a third"
_AFTER_ANOTHER = frozenset(["-", '"', "'", "to", "past", "and"])  # "a third-party app", "a quarter to six"
_RECENT = frozenset(["last", "this", "next"])  # adjectives that a part may stand before: "cut by a third last year"
_PART_FOLLOWS = frozenset(["in", "out", "-", *_PARTS])
_VAGUE = frozenset(["dozens", "scores", "hundreds", "thousands", "millions", "billions", "tens"])
_COMPANIONS = {"than": ("more", "less", "fewer"), "to": ("up",), "least": ("at",), "most": ("at",)}  # "more" bounds a number only as "more than"
_AS = {"many": -1, "much": -1, "few": 1, "little": 1}  # "as many as"
_OR = {"more": 1, "less": -1, "fewer": -1}  # bounds after a number: "five or more"
_ALONE = frozenset(["more", "less", "fewer", "up", "most", "least", "plus"])  # and never by itself
_SINGLE_SPANS = ("decade", "century")
_DATE_BEFORE = frozenset("in since by until till from before after during early late mid of the and to between for".split())


@lru_cache(maxsize=1)
def _values() -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    return tuple({word: value for word, value, _ in read_list(name)} for name in ("number_word", "multiplier", "approximator"))  # type: ignore[return-value]


@lru_cache(maxsize=1)
def _candidate_rows() -> np.ndarray:
    lex = lexicon()
    out = np.asarray(lex.member[:, lex.column["number_word"]] | lex.member[:, lex.column["multiplier"]])
    out[[lex.number[word] for word in _SINGLE_SPANS]] = True
    return out


def quantities(document: Document) -> list[Quantity]:
    """All numbers of a text, in order."""
    out: list[Quantity] = []
    done = 0
    for i in np.flatnonzero((document.kind == NUMBER) | _candidate_rows()[document.row]).tolist():
        if i >= done and not _numbers_a_list(document, i) and (found := _share(document, i) or _number(document, i)):
            out.append(found)
            done = found.last
    return with_roles(document, _ranges(document, out))


def _numbers_a_list(document: Document, i: int) -> bool:
    """Whether a figure only numbers an item: it opens a line, before a full stop or a bracket."""
    if document.low[i + 1 : i + 2] not in (["."], [")"]) or not document.low[i].isdigit():
        return False
    before = document.plain[max(0, document.start[i] - 9) : document.start[i]].rstrip(" ")
    ends = int(document.end[i + 1])
    return (not before or before[-1] == "\n") and document.start[i + 1] == document.end[i] and document.plain[ends : ends + 1] == " "


def _share(document: Document, i: int) -> Quantity | None:
    """A part of a whole, in per cent: "half of", "a third of", "two-thirds", "one in five", "nine out of ten"."""
    low, n = document.low, len(document.low)
    words = _values()[0]
    word = low[i]
    after = low[i + 1] if i + 1 < n else ""
    if _multiplied(low, i) is not None:
        return None
    if _of_a_match(low, i) and after != "of":
        return None
    if word == "half":
        if after in {"a", "an"} or after == "-" or after in DAYS or (i and low[i - 1] in {"-", "and"}) or _and_a(low, i):
            return None  # half a million, half an hour, half-time, two and a half
        return _quantity(document, i, i + 1, 50.0, "%")
    if word in _PARTS and not word.endswith("s"):
        whole = after == "of" or after in {"more", "less", "fewer"} or _alone(document, i)
        if i and low[i - 1] in {"a", "one"} and whole:
            return _quantity(document, i - 1, i + 1, 100.0 / _PARTS[word], "%")
        if not i and after == "of":  # a headline leaves the article out
            return _quantity(document, i, i + 1, 100.0 / _PARTS[word], "%")
        return None
    if after not in _PART_FOLLOWS:
        return None
    value, unit = _value(word, words)
    if value is None or value != int(value) or unit == "ordinal":
        return None  # "first in two decades"
    j = i + 2 if after == "-" else i + 1
    several = j < n and low[j] in _PARTS and 1 < value < _PARTS[low[j]] and low[j].endswith("s")
    if several or (value == 1 and low[j : j + 2] in ([part, "of"] for part in _PARTS)):
        return _quantity(document, i, j + 1, 100.0 * value / _PARTS[low[j]], "%")
    return _out_of(document, i, value)


def _alone(document: Document, i: int) -> bool:
    """Whether the "third" of "by a third" is a part: no noun follows, and it is none of a row ("followed by a third")."""
    low, n = document.low, len(document.low)
    if i < 2 or low[i - 2] not in _BEFORE_PART or (i > 2 and low[i - 3] in _BEFORE_ANOTHER):
        return False
    if i + 1 == n or low[i + 1] in _RECENT:
        return True
    return low[i + 1] not in _AFTER_ANOTHER and document.kind.item(i + 1) not in (NOUN, ADJECTIVE, NAME, ADVERB, NUMBER)


def _of_a_match(low: list[str], i: int) -> bool:
    """Whether a "half" or "quarter" is one of a match or a year: "in the second half"."""
    before = [word for word in low[max(0, i - 2) : i] if word != "-"]
    return low[i] in {"half", "quarter"} and bool(before) and before[-1] in {"first", "second", "third", "fourth"}


def _multiplied(low: list[str], i: int) -> int | None:
    """Place of the "million" of "quarter of a million", "quarter-million", if one is there."""
    multipliers = _values()[1]
    for link in (["of", "a"], ["-"], []):
        j = i + 1 + len(link)
        if low[i] == "quarter" and low[i + 1 : j] == link and j < len(low) and len(low[j]) > 2 and low[j] in multipliers:
            return j
    return None


def _out_of(document: Document, i: int, value: float) -> Quantity | None:
    """ "one in five", "one-in-five", "nine out of ten", in per cent."""
    low, n = document.low, len(document.low)
    words, multipliers, _ = _values()
    linked = low[i + 1 : i + 4]
    k = i + 3 if linked[:2] == ["out", "of"] else i + 4 if linked == ["-", "in", "-"] else i + 2 if linked[:1] == ["in"] else n
    whole, unit = _value(low[k], words) if k < n else (None, "")
    if not whole or unit or whole < max(2, value + 1) or (low[k].isdigit() and len(low[k]) == 4 and whole % 100):
        return None  # "two in 2015"
    if k + 1 < n and low[k + 1] in multipliers:
        whole, k = whole * multipliers[low[k + 1]], k + 1
    if (k + 1 < n and low[k + 1] in DAYS) or _is_month(document, k + 1):
        return None  # "two in 10 days"
    return _quantity(document, i, k + 1, 100.0 * value / whole, "%")


def _number(document: Document, i: int) -> Quantity | None:
    """The number that starts at a token."""
    low, n = document.low, len(document.low)
    words, multipliers, _ = _values()
    word, many = low[i], _multiplied(low, i)
    if (word == "quarter" and many is None) or (word in multipliers and len(word) < 3) or (word == "one" and i and low[i - 1] == "no"):
        return None  # a quarter of the year, a letter, no one
    if word in _SINGLE_SPANS and (not i or low[i - 1] not in {"a", "past"}):
        return None
    if word == "half" and _and_a(low, i):
        return None  # "two and a half" is read with its two, "an hour and a half" has none
    if (word in {"score", "scores"} and low[i + 1 : i + 2] != ["of"]) or _of_a_match(low, i):
        return None
    vague = word in _VAGUE
    value, unit = (multipliers[word], "") if word in multipliers else (1.0, "") if word in _SINGLE_SPANS else _value(word, words)
    if value is None:
        return None
    j = i + (word not in _SINGLE_SPANS)
    if many is not None:
        value, j = multipliers[low[many]] / 4, many + 1
    if word == "half" and j + 1 < n and low[j] in {"a", "an", "-"}:  # half a million, half-dozen, half-a-million
        k = j + next((k for k, other in enumerate(low[j : j + 4]) if other not in {"a", "an", "-"}), 0)
        j = k if low[k] in multipliers or low[k] == "dozen" or low[k] in _SINGLE_SPANS else j
        value = 6.0 if low[j] == "dozen" else value
        j += low[j] == "dozen"
    if vague and j + 1 < n and low[j] == "of" and low[j + 1] in _VAGUE:  # hundreds of thousands
        value, j = value * words[low[j + 1]] / 2, j + 2
    elif vague and low[max(0, i - 2) : i] == ["tens", "of"]:
        value *= 10
    elif unit != "ordinal" and not vague and many is None:
        value, j = _rest(document, i, j, value)
        if half := _and_a_half(low, j):  # of the million in "a million and a half"
            value, j = _rest(document, half - 1, half, value + 0.5 * multipliers.get(low[j - 1], 1.0))
        if j < n and low[j] == "dozen":
            value, j = value * 12, j + 1
    k, days = j + (low[j : j + 1] == ["-"]), 0.0
    if not unit and k < n and low[k] in SPANS:  # "two decades", "two-decade"
        value, j, unit, days = value * SPANS[low[k]], k + 1, "duration", DAYS["years"]
    before = low[i - 1] if i else ""
    after = low[j] if j < n else ""
    if before in CURRENCY:
        unit = before
    elif after in _MONEY_WORDS and not unit:
        unit = _MONEY_WORDS[after]
    elif after in _PERCENT or (j + 1 < n and after == "per" and low[j + 1] == "cent"):
        unit = "%"
    elif after in _CLOCK:
        value, unit = _of_day(word, value, after), "time"
    elif not unit and _is_date(document, i, j, value):
        unit = "date"
    elif not unit and _is_age(document, i, j, value):
        unit = "age"
    elif not unit and (days := _unit_of_time(low, j, value, word == "half")):
        unit = "duration"
    elif not unit and before == "." and i > 1 and low[i - 2] == "no" or before == "number":
        unit = "ordinal"
    quantity = _quantity(document, i, j, value, unit, days)
    if unit == "time" and value < 13 and (after == "o'clock" or after not in _CLOCK):
        return replace(quantity, about=True)
    return replace(quantity, bound=quantity.bound or 1, about=True) if vague and quantity.bound >= 0 else quantity


def _and_a(low: list[str], i: int) -> bool:
    """Whether "and a" stands before a word, hyphens or none between."""
    return [word for word in low[max(0, i - 4) : i] if word != "-"][-2:] == ["and", "a"]


def _and_a_half(low: list[str], j: int) -> int:
    """Place behind "and a half", "-and-a-half", if it stands at j, else 0."""
    found = [k for k in range(j, min(j + 6, len(low))) if low[k] != "-"][:3]
    return found[-1] + 1 if [low[k] for k in found] == ["and", "a", "half"] else 0


def _unit_of_time(low: list[str], j: int, value: float, half: bool) -> float:
    """Days of the unit of time after a number, 0 where none stands: "six weeks", "six-week", "half a year"."""
    between = ("-", "a", "an") if half else ("-",)
    if low[j : j + 1] == ["second"] and (value != 1 or low[j + 1 : j + 2] == ["-"]):
        return 0.0  # "two second homes", "one second-hand car"
    return DAYS.get(next((word for word in low[j : j + 2 * len(between)] if word not in between), ""), 0.0)


def _of_day(word: str, value: float, clock: str) -> float:
    """Hours since midnight of "9", "9.30" or "9:30" before "am", "pm" or the like."""
    hours, _, minutes = word.partition(".")
    if hours.isdigit() and len(minutes) == 2 and minutes.isdigit() and minutes < "60":
        value = int(hours) + int(minutes) / 60
    if len(word) == 4 and word.isdigit() and word[2:] < "60":  # "1945 GMT"
        value = int(word[:2]) + int(word[2:]) / 60
    half = clock.replace(".", "")
    return value % 12 + 12 * (half == "pm") if half in {"am", "pm"} and value < 13 else value


def _rest(document: Document, i: int, j: int, value: float) -> tuple[float, int]:
    """Value and end of a number whose first word is read: "hundred and fifty", "-one", "million"."""
    low, n = document.low, len(document.low)
    words, multipliers, _ = _values()
    spelt = low[i].isalpha()
    if not spelt and (j >= n or low[j] not in multipliers):
        return value, j

    def small(k: int) -> float:
        """Value of a plain number word, or of figures, that may be added at k; else 0."""
        return words.get(low[k], 0.0) if k < n and low[k] in words and low[k] not in _VAGUE and _value(low[k], words)[1] != "ordinal" else 0.0

    total, current = 0.0, value
    floor = value if low[i] in multipliers else 1e15  # what is added must be smaller than what was multiplied
    while j < n:
        if low[j] in multipliers and not (len(low[j]) == 1 and document.start[j] > document.end[j - 1]):
            factor = multipliers[low[j]]
            if factor == 100 and current >= 100:
                break
            if factor > 100:
                total, current, floor = total + (current or 1) * factor, 0.0, factor
            else:
                current, floor = current * factor, min(floor, factor)
            j += 1
            continue
        if not spelt:
            break
        skip = 1 if low[j] == "-" and current % 100 >= 20 and current % 10 == 0 or low[j] == "and" and floor < 1e15 else 0
        more = small(j + skip)
        tens = current % 100
        fits = (tens >= 20 and current % 10 == 0 and 1 <= more < 10) or (floor < 1e15 and tens == 0 and 1 <= more < min(100, floor))
        if not fits or (skip and low[j] == "and" and current == total == 0):
            break
        current += more
        j += skip + 1
    return total + current, j


def _value(word: str, words: dict[str, float]) -> tuple[float | None, str]:
    if word in words:
        return words[word], "ordinal" if word.endswith(("th", "rst", "cond", "ird")) else ""
    found = _FIGURE.match(word)
    if not found:
        of_day = _TIME_OF_DAY.match(word)
        return (int(of_day[1]) + int(of_day[2]) / 60, "time") if of_day else (None, "")
    value = float(found[1].replace(",", ""))
    suffix = found[2] or ""
    if suffix in _ORDINALS:
        return value, "ordinal"
    if suffix == "s" and (len(word) == 5 or value % 10 == 0) and "," not in word:
        return value, "date"
    return value * _SUFFIX.get(suffix, 1.0), ""


@lru_cache(maxsize=1)
def _months() -> frozenset[str]:
    lex = lexicon()
    rows = set(np.flatnonzero(lex.member[:, lex.column["month"]]).tolist())
    return frozenset(word for word, row in lex.number.items() if row in rows)


def _is_month(document: Document, i: int) -> bool:
    return 0 <= i < len(document.low) and document.low[i].lower() in _months()


def _is_date(document: Document, i: int, j: int, value: float) -> bool:
    low, n = document.low, len(document.low)
    if j > i + 1:
        return False
    if (_is_month(document, i - 1) and document.capital[i - 1]) or (value <= 31 and _is_month(document, j) and document.capital[j]):
        return True
    if not (1900 <= value <= 2100 and low[i].isdigit() and len(low[i]) == 4):
        return False
    counts = value % 10 == 0 and j < n and document.kind[j] == NOUN and not (i and low[i - 1] in _DATE_BEFORE)
    return not counts  # "2000 people"


def _is_age(document: Document, i: int, j: int, value: float) -> bool:
    low, n = document.low, len(document.low)
    if not 0 < value < 120:
        return False
    before = low[i - 1] if i else ""
    rest = [word for word in low[j : j + 5] if word != "-"][:2] if j < n and low[j] in {"-", "year", "years"} else []
    years_old = len(rest) == 2 and rest[0] in {"year", "years"} and rest[1] in {"old", "olds"}
    if years_old or before == "aged" or (before == "of" and i > 1 and low[i - 2] == "age"):
        return True
    return before == "," and i > 1 and bool(document.capital[i - 2]) and j < n and low[j] in {",", "."} and low[i].isdigit()


def _quantity(document: Document, i: int, j: int, value: float, unit: str, days: float = 0.0) -> Quantity:
    """A number with what it counts and what bounds it."""
    low, n = document.low, len(document.low)
    approximators = _values()[2]
    bound, about = 0, False
    k = i - 1
    while k >= 0 and (low[k] in CURRENCY or low[k] in {"a", "an", "the"}):
        k -= 1
    if k > 1 and low[k] == low[k - 2] == "as" and low[k - 1] in _AS and low[k - 3 : k - 2] not in (["times"], ["twice"], ["half"]):
        bound = _AS[low[k - 1]]
    elif k >= 0:
        word, earlier = low[k], low[k - 1] if k else ""
        key = earlier if word in {"than", "to"} and earlier in _COMPANIONS[word] else word if word in {"least", "most"} and earlier == "at" else ""
        if not key and word in approximators and word not in _ALONE:
            key = word
        if key:
            direction = int(approximators[key])
            bound, about = direction, direction == 0
    if not bound and j < n:
        if low[j] == "or" and j + 1 < n:
            bound = _OR.get(low[j + 1], 0)
            about = about or low[j + 1] == "so"
        elif low[j] in {"plus", "+"}:
            bound = 1
    return Quantity(i, j, float(value), unit, _counted(document, j), bound, about, days, _per(low, j))


def _per(low: list[str], j: int) -> float:
    """Days of the unit of time after a number that comes by it: "32 a week", "45 hours per week"."""
    for k in (j, j + 1):
        if low[k : k + 1] in (["a"], ["an"], ["per"], ["each"], ["every"]):
            return DAYS.get(low[k + 1], 0.0) if k + 1 < len(low) and not low[k + 1].endswith("s") else 0.0
    return 0.0


def _ranges(document: Document, found: list[Quantity]) -> list[Quantity]:
    """Give both ends of "10-15%" and "between 3 and 5 million" the same unit and size, and mark scores ("2-1")."""
    low = document.low
    out = list(found)
    for k in range(len(found) - 1):
        first, second = out[k], out[k + 1]
        between = low[first.last : second.first]
        if second.unit in CURRENCY and between and between[-1] in CURRENCY:
            between = between[:-1]
        dash = between == ["-"] and low[first.first][0].isdigit() and low[second.first][0].isdigit()
        if not dash and between != ["to"] and not (between == ["and"] and first.first and low[first.first - 1] == "between"):
            continue
        if dash and first.unit == "date" and low[first.first].isdigit() and second.value < 100:
            out[k + 1] = replace(second, value=first.value - first.value % 100 + second.value, unit="date")
        elif dash and first.value >= second.value and not first.unit and not second.unit and first.value < 200 and second.last == second.first + 1:
            out[k], out[k + 1] = replace(first, unit="score"), replace(second, unit="score")
        elif first.value < second.value:
            word = low[second.first]
            start, _ = _value(word.rstrip("bkmnt") if word[0].isdigit() else word, _values()[0])  # "3m" and "3 million" begin with 3
            factor = second.value / start if start and second.value > start else 1.0
            if first.last == first.first + 1 and start and first.value < start and factor >= 1000:
                first = replace(first, value=first.value * factor)
            if not first.unit and second.unit == "time" and first.value + 12 < second.value:
                first = replace(first, value=first.value + 12)  # "2-4pm"
            if not first.unit and second.unit not in ("date", "ordinal"):
                first = replace(first, unit=second.unit, days=second.days)
            if second.unit == "" and first.unit in CURRENCY:
                out[k + 1] = replace(second, unit=first.unit)
            out[k] = replace(first, counted=second.counted if first.counted < 0 else first.counted)
    return out


def _counted(document: Document, j: int) -> int:
    """Family of the noun after a number, past at most three adjectives, marks and small words."""
    for k in range(j, min(j + 4, len(document.low))):
        kind = document.kind.item(k)
        if kind in (NOUN, NAME):
            return document.family.item(k)
        if kind == ADJECTIVE or document.low[k] in {"-", "of", "the", "more", "new", "%", "per", "cent"}:
            continue
        break
    return -1

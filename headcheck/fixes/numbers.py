"""Numbers: the body's number in the place of another, as the headline writes numbers; a part of a whole; two that change places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headcheck import inflect
from headcheck.fixes.edit import Edit, exchange, replace, write
from headcheck.fixes.scene import Scene
from headcheck.fixes.table import table
from headcheck.lexicon import ADJECTIVE, DETERMINER, NAME, NOUN, NUMBER, lexicon
from headcheck.text import Document
from headcheck.text.quantity import CURRENCY, DAYS, SPANS, Quantity, same_value

_MOST = 6  # numbers tried in one place
_HUGE = 1e300  # what is larger, infinity too, is of its size
_COUNTS = ("", "duration")  # units of plain numbers, written and taken in part alike: "six", "six weeks"
_SMALL = "no one two three four five six seven eight nine ten eleven twelve".split()
_LOOSE = frozenset(["about", "around", "over", "some"])  # words that mean other things too before a number: "victory over two"
_NOUNS = frozenset(["pair", "couple"])  # numbers that are nouns as often
_OFTEN = frozenset(["once", "twice", "thrice"])
_SIZES = {"m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9, "k": 1e3}


def numbers(scene: Scene) -> Iterator[Edit]:
    """Another number of the same unit, most likely the one that stands in the body where this one stands in the headline."""
    head, doc = scene.head, scene.doc
    mine = {q.value for q in scene.a.quantities}
    for q in scene.a.quantities:
        rows = scene.rows(range(q.first, q.last))
        if _glued(head, q) or head.low[q.first] in _NOUNS or (q.value == 1 and noun_after(head, q.last - 1) != q.last):
            continue
        near, fit = scene.near(q.first), scene.fit(q.first, q.last)
        noun = head.family[q.last : q.last + 4].tolist()
        first, last = _extent(head, q)
        found: dict[str, float] = {}
        with_unit: set[str] = set()
        for other in scene.a.body.quantities:
            wide = _other_unit(q, other)
            if (other.value in mine and not wide) or not _may_replace(head, q, doc, other):
                continue
            counts = q.counted >= 0 and other.counted == q.counted
            strange = q.counted >= 0 and other.counted >= 0 and not counts and other.unit == ""  # "shut 1.2m libraries" for 1.2m people
            founded = 1.6 * float(fit[other.first]) + 0.6 * counts - 0.3 * strange + 0.3 * (int(doc.sentence[other.first]) in near[:2])
            founded += 0.2 * (other.counted in noun) - 0.3 * (_size(q) != _size(other))
            text = " ".join([*(_bound_of(doc, other) if (other.bound or other.about) and not _tops(head, first) else ()), _written(doc, other, head, q)])
            if wide:
                text = f"{text} {doc.words(other.last, other.last + 1)}"
                with_unit.add(text)
            found[text] = max(founded, found.get(text, -9.0))
        start, stop, end = _bounded(scene, first, last)
        for text in sorted(found, key=lambda t: (-found[t], t))[:_MOST]:
            many = head.low[q.last : q.last + 1]
            if text.lower() in {"one", "1"} and many and head.kind[q.last] == NOUN and many[0].endswith("s") and not many[0].endswith("ss"):
                continue  # "one bottles"
            if text.lower() == "half" and stop < len(head) and head.kind[stop] in (NOUN, NAME, ADJECTIVE, DETERMINER):
                text, found["half of"] = "half of", found[text]
            a, b = head.span(start, stop + (text in with_unit))
            yield write(scene, a, b + end, text, "number", found[text], rows)
        yield from _parts(scene, q, rows)
        yield from _bound(scene, q, rows, start, stop, end)


def _bound(scene: Scene, q: Quantity, rows: tuple[int, ...], first: int, last: int, end: int) -> Iterator[Edit]:
    """What the body puts before the same number: "up to 180" for "a full 180"."""
    head, doc = scene.head, scene.doc
    number = head.words(*_extent(head, q))
    for other in scene.a.body.quantities:
        if other.value != q.value or other.unit != q.unit or other.days != q.days or (other.bound == q.bound and other.about == q.about):
            continue
        if words := _bound_of(doc, other):
            a, b = head.span(first, last)
            yield write(scene, a, b + end, f"{' '.join(words)} {number}", "number", 0.7, rows)
            return


def _tops(document: Document, first: int) -> bool:
    """Whether the verb before a number bounds it: "topped £118,000"."""
    return first > 0 and inflect.base(document.low[first - 1]) in {"top", "exceed", "pass", "surpass", "near", "approach"}


def _bound_of(document: Document, q: Quantity) -> list[str]:
    """What a text puts before a number: "up to", "more than"."""
    start, low = _extent(document, q)[0], document.low
    return next((low[start - n : start] for n in (3, 2, 1) if n <= start and "_".join(low[start - n : start]) in table().sets["bounds"]), [])


def _alike(q: Quantity, other: Quantity) -> bool:
    if q.unit == "" and other.unit in CURRENCY and q.value >= 1000 and q.counted < 0:
        return True  # "half a million" of money
    return q.unit == other.unit and (q.unit != "date" or (q.value > 1000) == (other.value > 1000))


def _may_replace(head: Document, q: Quantity, doc: Document, other: Quantity) -> bool:
    """Whether a number of the body can stand, as it is written there, where one of the headline stands."""
    if same_value(q, other) == 1.0 or not _alike(q, other) or _glued(doc, other) or doc.low[other.first] in _NOUNS:
        return False
    if _other_unit(q, other) and not (_by_unit(head, q) and _by_unit(doc, other)):
        return False
    return not _half_a(head, q) and not _half_a(doc, other) and _spans(head, q) == _spans(doc, other) and _times(head, q) == _times(doc, other)


def _other_unit(q: Quantity, other: Quantity) -> bool:
    """Whether two numbers count different units of time, so that the unit must change too."""
    return q.days != other.days and 0.0 not in (q.days, other.days)


def _by_unit(document: Document, q: Quantity) -> bool:
    """Whether a number stands alone before the unit of time that it counts, in the form that goes with it."""
    low = document.low
    alone = not q.first or low[q.first - 1] not in {"-", "to", "or"}
    return alone and q.last < len(low) and DAYS.get(low[q.last]) == q.days and low[q.last].endswith("s") == (q.value != 1)


def _half_a(document: Document, q: Quantity) -> bool:
    """Whether a number is the half of "half an hour"."""
    return q.days > 0 and document.low[q.last : q.last + 1] in (["a"], ["an"])


def _spans(document: Document, q: Quantity) -> bool:
    """Whether the unit of time is among the words of a number: "two decades"."""
    return document.low[q.last - 1] in SPANS


def _size(q: Quantity) -> int:
    """Order of magnitude, coarsely."""
    return len(f"{int(min(abs(q.value), _HUGE))}") // 3


def _glued(document: Document, q: Quantity) -> bool:
    """Whether a number is part of a word: "42-year-old" apart from "19-7", "A66"."""
    last = q.last
    if last >= len(document) or document.start[last] != document.end[last - 1]:
        return False
    hyphen = document.low[last] == "-" and last + 1 < len(document) and document.start[last + 1] == document.end[last]
    return document.low[last][0].isalpha() or (hyphen and document.low[last + 1][0].isalpha() and document.low[last + 1] != "plus")


def _times(document: Document, q: Quantity) -> bool:
    return document.low[q.last : q.last + 1] == ["times"] or document.low[q.first] in _OFTEN


def _extent(document: Document, q: Quantity) -> tuple[int, int]:
    """A number with its currency sign and per cent, whole "half a million"."""
    first, last, low = q.first, q.last, document.low
    if low[first] == "half" and low[last : last + 1] == ["a"] and last + 1 < len(document) and low[last + 1] in {"million", "billion", "dozen", "century"}:
        last += 2
    if low[last : last + 1] == ["times"]:
        last += 1
    if first and low[first - 1] in {"a", "an"} and low[first] in {"dozen", "hundred", "thousand", "million", "billion"}:
        first -= 1
    if q.unit in CURRENCY and first and low[first - 1] in CURRENCY:
        first -= 1
    if q.unit == "%" and low[last : last + 2] == ["per", "cent"]:
        last += 2
    elif q.unit == "%" and last < len(document) and low[last] in {"%", "percent", "pc"}:
        last += 1
    return first, last


def _bounded(scene: Scene, first: int, last: int) -> tuple[int, int, int]:
    """The stretch with what bounds the number, "nearly 9,000" or "100,000-plus", and how many characters after it belong to it."""
    head = scene.head
    start = next((first - n for n in (3, 2, 1) if n <= first and "_".join(head.low[first - n : first]) in table().sets["bounds"] - _LOOSE), first)
    tail = re.match(r"[-+ ]?(?:plus\b|\+|or more\b)", head.text[head.span(first, last)[1] :])
    return start, last, tail.end() if tail else 0


def _written(document: Document, q: Quantity, head: Document, mine: Quantity) -> str:
    """A number of the body, written as the headline writes its own."""
    text = document.words(*_extent(document, q))
    model = head.words(*_extent(head, mine))
    if mine.unit == q.unit == "%":
        return _per_cent(text, model)
    if mine.unit in CURRENCY and text[:1] not in CURRENCY:
        if model[:1] in CURRENCY and q.value.is_integer() and q.value < 1e6:
            return f"{mine.unit}{int(q.value):,}"  # "two pounds"
        return f"{text} {document.words(q.last, q.last + 1)}" if q.last < len(document) and q.unit in CURRENCY else text
    short = re.fullmatch(r"([£$€]?)([\d.,]+) ?(m|mn|million|bn|billion|k)", model, re.IGNORECASE)
    long = re.fullmatch(r"([£$€]?)([\d.,]+) ?(m|mn|million|bn|billion|k)", text, re.IGNORECASE)
    if short and long and _SIZES[short[3].lower()] == _SIZES[long[3].lower()]:
        return f"{long[1]}{long[2]}{model[short.end(2) :]}"
    if model[:1].isdigit() and text.isalpha() and q.value.is_integer() and q.value < 1e6 and q.unit != "time":
        return f"{int(q.value):,}"
    if model.isalpha() and text.isdigit() and 0 < q.value <= 12 and q.unit in _COUNTS:
        return _SMALL[int(q.value)]
    return text if document.text[document.span(*_extent(document, q))[0]].isdigit() or text[:1] in CURRENCY else text.lower()


def _per_cent(text: str, model: str) -> str:
    """A percentage in the headline's way: "9%", "9 per cent", "9 percent"."""
    figure, way = re.match(r"[\d.,]+", text), re.search(r" ?(?:%|per cent|percent|pc)$", model)
    return f"{figure[0]}{way[0]}" if figure and way and text != figure[0] else text


def _parts(scene: Scene, q: Quantity, rows: tuple[int, ...]) -> Iterator[Edit]:
    """The body's "two of the five" where the headline has "five" or "all five"."""
    head, doc = scene.head, scene.doc
    before = head.low[q.first - 1] if q.first else ""
    if q.unit not in _COUNTS or before in {"of", "in"}:
        return
    first = q.first - 1 if before in {"all", "every"} else q.first
    found: dict[str, float] = {}
    for part, whole in zip(scene.a.body.quantities[:-1], scene.a.body.quantities[1:]):
        near = "of" in doc.low[part.last : part.last + 2] and whole.first - part.last <= 5
        if near and whole.value == q.value and part.unit in _COUNTS and part.value < whole.value:
            text = f"{_written(doc, part, head, q)} of {head.words(q.first, q.last).lower()}"
            found[text] = max(found.get(text, 0.0), 0.9 + float(scene.fit(q.first, q.last)[part.first]))
    for text in sorted(found, key=lambda t: (-found[t], t))[:2]:
        yield replace(scene, first, q.last, text, "generalised", found[text], rows=rows)


def numbers_swapped(scene: Scene) -> Iterator[Edit]:
    """Two numbers of the headline change places."""
    every = scene.a.quantities
    for q, r in [(x, y) for i, x in enumerate(every) for y in every[i + 1 :] if x.unit == y.unit != "score" and 1 not in (x.value, y.value)][:3]:
        yield exchange(scene, (q.first, q.last), (r.first, r.last), "number", 0.2)


def counted(scene: Scene, token: int, rows: tuple[int, ...]) -> Iterator[Edit]:
    """The body's number in the place of "all" or "most": the one that counts what stands after it."""
    head, doc = scene.head, scene.doc
    if head.low[token + 1 : token + 2] == ["of"] and token + 2 < len(head) and head.kind[token + 2] == NUMBER:
        yield from _of_number(scene, token, rows)
        return
    noun = noun_after(head, token)
    if noun is None or not inflect.plural(head.low[noun]):
        return
    nouns = set(head.family[token + 1 : noun + 1].tolist())
    last = token + 2 if head.low[token + 1 : token + 2] == ["the"] else token + 1
    if head.low[token + 1 : token + 2] == ["of"] or (token + 1 < len(head) and head.kind[token + 1] == NUMBER):
        return
    fit = scene.fit(token, token + 1)
    found: dict[str, float] = {}
    for q in scene.a.body.quantities:
        if q.unit not in _COUNTS or q.value < 2 or any(q.value == own.value for own in scene.a.quantities):
            continue
        counts = not nouns.isdisjoint(doc.family[q.last : q.last + 4].tolist())
        founded = 0.9 * counts + 1.2 * float(fit[q.first])
        if counts:
            text = doc.words(q.first, q.last).lower()
            found[text] = max(founded, found.get(text, 0.0))
    for text in sorted(found, key=lambda x: (-found[x], x))[:3]:
        yield replace(scene, token, last, text, "generalised", found[text], rows=rows)


def noun_after(head: Document, token: int) -> int | None:
    """The noun that a quantifier counts: the first plural after it, else the last of a run, past names and adjectives."""
    last = None
    for t in range(token + 1, min(token + 5, len(head))):
        if head.kind[t] in (NOUN, NAME) or (head.row[t] == lexicon().unknown and head.low[t][0].isalpha()):
            if inflect.plural(head.low[t]):
                return t
            last = t
        elif head.kind[t] not in (ADJECTIVE, DETERMINER) or last is not None:
            break
    return last


def _of_number(scene: Scene, token: int, rows: tuple[int, ...]) -> Iterator[Edit]:
    """The body's part in "most of 31"."""
    fit = scene.fit(token, token + 1)
    whole = next((q.value for q in scene.a.quantities if q.first == token + 2), 0.0)
    found: dict[str, float] = {}
    for q in scene.a.body.quantities:
        if q.unit in _COUNTS and 1 <= q.value < whole:
            text = scene.doc.words(q.first, q.last).lower()
            found[text] = max(found.get(text, 0.0), 0.5 + float(fit[q.first]))
    for text in sorted(found, key=lambda x: (-found[x], x))[:4]:
        yield replace(scene, token, token + 1, text, "generalised", found[text], rows=rows)

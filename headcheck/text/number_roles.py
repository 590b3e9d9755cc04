"""What a number is beside another: the whole of which a text counts a part, or what something was before."""

from __future__ import annotations

from dataclasses import replace

from headcheck.inflect import base
from headcheck.text.document import Document
from headcheck.text.quantity import CURRENCY, Quantity

_OF = frozenset("the its his her their our all some about around nearly almost more than over a".split())  # between "of" and a whole
_FAR = 6  # tokens between "from 10" and "to 12", and between "rose" and "from"
_PLACES = frozenset(["date", "time", "age", "ordinal"])  # "open from 9am to 5pm" tells of no change
_CHANGES = frozenset(  # plain forms, and "lower", whose forms have none in the lexicon
    "rise raise fall cut grow growth increase drop jump climb slip soar reduce reduction up down plunge slump double triple change trim slash decline "
    "shrink surge went lower lowers lowered lowering".split()
)


def with_roles(document: Document, found: list[Quantity]) -> list[Quantity]:
    """The same numbers; those that tell of a whole or of earlier times are marked so, and a part counts what its whole counts."""
    wholes = [_whole(document, found, k) for k in range(len(found))]
    out = [replace(q, background=True) if whole or _before(document, found, k) else q for k, (q, whole) in enumerate(zip(found, wholes, strict=True))]
    for k, whole in enumerate(wholes):
        if whole and found[k - 1].counted < 0:
            out[k - 1] = replace(out[k - 1], counted=found[k].counted)
    return out


def shares(document: Document, found: list[Quantity]) -> list[Quantity]:
    """The share that each part is of its whole, in per cent: 38 for "118 of 310 websites"."""
    pairs = [(found[k - 1], q) for k, q in enumerate(found) if q.background and _whole(document, found, k)]
    return [replace(part, last=whole.last, value=100 * part.value / whole.value, unit="%", counted=whole.counted) for part, whole in pairs]


def _whole(document: Document, found: list[Quantity], k: int) -> bool:
    """Whether a number is the whole of the one before it: "two of the nine", "31 of its 84 piles"."""
    if not k or found[k].unit or found[k - 1].unit or not found[k - 1].value < found[k].value:
        return False
    between = document.low[found[k - 1].last : found[k].first]
    return between[:1] == ["of"] and _OF.issuperset(between[1:])


def _before(document: Document, found: list[Quantity], k: int) -> bool:
    """Whether a number tells what was, or is not: "rose from 3 to 5", "up from 3", "compared with 3", "instead of 3"."""
    low, quantity = document.low, found[k]
    first = quantity.first - (low[max(0, quantity.first - 1)] in CURRENCY)
    led = low[max(0, first - 2) : first]
    if led in (["up", "from"], ["down", "from"], ["compared", "with"], ["compared", "to"], ["instead", "of"], ["rather", "than"]):
        return True
    if led[-1:] != ["from"] or quantity.unit in _PLACES or all(_CHANGES.isdisjoint((word, base(word))) for word in low[max(0, first - _FAR) : first]):
        return False
    later = next((q for q in found[k + 1 : k + 3] if q.unit != "date"), None)  # "from 300 in 2010 to 500"
    if later is None or later.unit != quantity.unit or document.sentence[later.first] != document.sentence[quantity.first]:
        return False
    between = [word for word in low[quantity.last : later.first] if word not in CURRENCY]
    return between[-1:] == ["to"] and len(between) <= _FAR

"""A number of a text, and when one bears another out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

DAYS = {"second": 1 / 86_400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25}
DAYS |= {f"{unit}s": days for unit, days in DAYS.items()}
SPANS = {"decade": 10.0, "decades": 10.0, "century": 100.0, "centuries": 100.0}  # in years; they are part of a number
CURRENCY = frozenset("£$€")
_APART = CURRENCY | {"%"}  # none stands in for another
_MEASURES = {"date": 1, "time": 2, "ordinal": 3, "age": 4, "duration": 5, "score": 6, "%": 7, "£": 8, "$": 8, "€": 8}


@dataclass(frozen=True)
class Quantity:
    """Tokens ``first`` to ``last - 1`` give one number."""

    first: int
    last: int
    value: float  # a share ("half", "one in five") is given in per cent
    unit: str  # "%", a currency sign, "date", "time" (hours since midnight), "ordinal", "age", "duration", "score" or ""
    counted: int  # family of the noun it counts, or -1
    bound: int  # -1 "up to", 1 "more than", 0 neither
    about: bool  # with bound 1: a vague plural ("dozens", "hundreds"); of a time of day: of which half of it is not said
    days: float = 0.0  # of the unit of time that it counts, or 0
    per: float = 0.0  # days of the unit of time in which it happens once ("32 a week"), or 0
    background: bool = False  # what something was before ("from 3 to 5"), or the whole of a part ("3 of 5")

    @property
    def measure(self) -> int:
        """What it measures, 0 for a count: one currency may stand in for another, no year for a sum of money."""
        return _MEASURES.get(self.unit, 0)


def measures(found: list[Quantity], n: int) -> np.ndarray:
    """What the number at each of ``n`` tokens measures, 0 where none stands, -1 where it is background."""
    out = np.zeros(n, np.int64)
    for quantity in found:
        out[quantity.first : quantity.last] = -1 if quantity.background else quantity.measure
    return out


def same_value(headline: Quantity, body: Quantity) -> float:
    """How far the body's number bears the headline's out: 1 equal, 0.6 to 0.8 honest rounding, 0 not."""
    a, b = headline.value, body.value
    if headline.days and body.days and headline.days != body.days:
        unit = min(headline.days, body.days)
        a, b = a * headline.days / unit, b * body.days / unit
    if headline.per != body.per and headline.per and body.per:
        unit = min(headline.per, body.per)
        a, b = a * unit / headline.per, b * unit / body.per
    if headline.unit in _APART and body.unit in _APART and headline.unit != body.unit:
        return 0.0
    if "time" in (headline.unit, body.unit):
        return _same_time(headline, body)
    if headline.bound * body.bound < 0 and 0.97 <= a / (b or 1.0) <= 1.03:
        return 0.0  # "over two-fifths" for "nearly two-fifths"
    if abs(a - b) <= 1e-9 * abs(b):
        return 1.0
    if not b or "date" in (headline.unit, body.unit) or headline.unit in ("ordinal", "score"):
        return 0.0
    ratio = a / b
    if headline.about and headline.bound > 0:  # "dozens" for 60, "hundreds" for 350
        return 0.7 if 0.15 <= ratio <= 1.0 else 0.0
    if 0.97 <= ratio <= 1.03 and max(a, b) >= 10:
        return 0.8
    if (headline.bound > 0 and 0.8 <= ratio <= 1.0) or (headline.bound < 0 and 1.0 <= ratio <= 1.12):
        return 0.8
    if (headline.about or (not headline.bound and a >= 20 and len(f"{a:.10g}".rstrip("0").replace(".", "")) <= 1)) and 0.9 <= ratio <= 1.06:
        return 0.6
    return 0.0


def _same_time(headline: Quantity, body: Quantity) -> float:
    """1 for the same time of day; "nine o'clock", "nine" and "9.30" do not say of which half."""
    a, b = (q.value if q.unit == "time" else int(q.value) + round(q.value % 1 * 100) / 60 for q in (headline, body))
    if headline.unit == body.unit == "time" and not (headline.about or body.about):
        return float(abs(a - b) < 1e-6)
    return float({headline.unit, body.unit} <= {"time", ""} and abs(a % 12 - b % 12) < 1e-6)

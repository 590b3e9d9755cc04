"""How a feature is declared: once, with all that reasons, reports and the model card say of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Feature:
    """One number about a headline and its body.

    ``direction`` is 1 where more of it can only raise the score of the shipped model, -1 where it can only lower it, 0 where the data decide.
    ``prior`` is how many times its weight may be that of another feature before retraining holds it back as much: above 1 few labels
    are enough to use it, below 1 it is held back.
    ``column`` and ``how`` are given where it is the highest value or the mean of a word feature over the headline's words.
    """

    name: str
    meaning: str
    reason: str  # the kind of reason it speaks for
    low: float = 0.0
    high: float = 1.0
    unit: str = "share"
    source: str = "headcheck"
    column: str = ""
    how: str = ""
    direction: int = 0
    prior: float = 1.0


def from_words(
    column: str, how: str, meaning: str, reason: str, *, source: str = "headcheck", low: float = 0.0, high: float = 1.0, direction: int = 0
) -> Feature:
    """A feature that sums up one word feature over the headline: its maximum (``max``) or mean (``mean``)."""
    return Feature(f"{column}_{how}", meaning, reason, low, high, "maximum over words" if how == "max" else "mean over words", source, column, how, direction)

"""Register: is a headline worded as headlines are, or as a full sentence? It opens the gates of the model and has no weight of its own."""

from __future__ import annotations

import math

from headcheck.features.context import Context
from headcheck.features.declare import Feature
from headcheck.lexicon.register import register

FEATURES = (
    Feature("full_sentence", "how surely the wording is a full sentence's, by its small words", "strength", unit="probability"),
)


def measure(c: Context) -> list[float]:
    """Values of the features above."""
    learnt = register()
    return [1 / (1 + math.exp(-learnt.intercept - float(learnt.words.take(c.alignment.headline.row).sum())))]

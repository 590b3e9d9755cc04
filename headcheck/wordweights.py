"""What single words of headline and lead add to the log-odds of a retrained model (`headcheck/retraining/vocabulary.py` learns it)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headcheck.bags import TOKEN, Bags, Ints, lead
from headcheck.lexicon.lists import read_list

Floats = NDArray[np.float64]

SIDES = ("headline", "lead")
_TOKENS = re.compile(TOKEN)


@dataclass(frozen=True, eq=False)
class Side:
    """Words of one side: ``rarity`` (n_words,), ``weight`` (k, n_words)."""

    words: list[str]
    rarity: Floats
    weight: Floats

    @cached_property
    def _number(self) -> dict[str, int]:
        return {word: i for i, word in enumerate(self.words)}

    def each(self, text: str) -> dict[str, Floats]:
        """Log-odds that each known word of a text adds, shape ``(k,)`` each."""
        found = {word: count for word, count in Counter(_TOKENS.findall(text.lower())).items() if word in self._number}
        if not found:
            return {}
        at = np.array([self._number[word] for word in found])
        value = (1 + np.log(np.array(list(found.values()), dtype=np.float64))) * self.rarity[at]
        added = self.weight[:, at] * (value / np.sqrt(value @ value))
        return dict(zip(found, added.T, strict=True))

    def logit(self, texts: Iterable[str]) -> Floats:
        """Log-odds that the words of texts add, shape ``(n, k)``."""
        nothing = np.zeros(len(self.weight))
        return np.array([sum(self.each(text).values(), nothing) for text in texts]).reshape(-1, len(self.weight))

    def changed(self, weight: Floats) -> Side:
        """The same words, other weights."""
        return Side(self.words, self.rarity, weight)


@dataclass(frozen=True, eq=False)
class WordWeights:
    """What each word of the headline and of the lead of the body adds to the log-odds of each class."""

    headline: Side
    lead: Side

    def logit(self, pairs: Sequence[tuple[str, str]]) -> Floats:
        """Log-odds that words add, shape ``(n, k)``; each body is looked at once."""
        bodies: dict[str, int] = {}
        at = [bodies.setdefault(body, len(bodies)) for _, body in pairs]
        return self.headline.logit(headline for headline, _ in pairs) + self.lead.logit(lead(body) for body in bodies)[at]

    def explain(self, headline: str, body: str) -> dict[str, dict[str, float]]:
        """Log-odds that each word adds, of a model of two classes, by side."""
        sides = ((self.headline, headline), (self.lead, lead(body)))
        return {name: {word: float(w[0]) for word, w in side.each(text).items()} for name, (side, text) in zip(SIDES, sides, strict=True)}

    def of(self, bags: Bags, rows: Ints) -> Floats:
        """The same for rows of counted texts."""
        heads, head_of = np.unique(bags.headline_of[rows], return_inverse=True)
        leads, lead_of = np.unique(bags.body_of[rows], return_inverse=True)
        return self.headline.logit(bags.headline_texts[i] for i in heads)[head_of] + self.lead.logit(bags.lead_texts[i] for i in leads)[lead_of]

    def strongest(self, number: int) -> list[list[str]]:
        """The words that speak most for each class (of two classes: for the second), small words left out."""
        small = {word for word, _, _ in read_list("function")}
        words = self.headline.words + self.lead.words
        told = [i for i, word in enumerate(words) if len(word) > 1 and word not in small]
        weight = np.hstack([self.headline.weight, self.lead.weight])[:, told]
        return [list(dict.fromkeys(words[told[i]] for i in np.argsort(-w, kind="stable")[: 2 * number].tolist()))[:number] for w in weight]

    def rounded(self) -> WordWeights:
        """As a file keeps it."""
        return WordWeights(*(Side(s.words, np.round(s.rarity, 6), np.round(s.weight, 6)) for s in (self.headline, self.lead)))

    def turned(self) -> WordWeights:
        """The same, for the other of two classes."""
        return WordWeights(*(s.changed(-s.weight) for s in (self.headline, self.lead)))

    def to_dict(self) -> dict[str, Any]:
        """Readable data: of each word how rare it is, and its weight for each class."""
        return {
            name: {word: [r, *w] for word, r, w in zip(side.words, side.rarity.tolist(), side.weight.T.tolist(), strict=True)}
            for name, side in zip(SIDES, (self.headline, self.lead), strict=True)
        }

    @classmethod
    def from_dict(cls, stored: dict[str, Any], k: int) -> WordWeights:
        """From what ``to_dict`` gave."""
        sides = []
        for name in SIDES:
            table = np.array(list(stored[name].values()), dtype=np.float64)
            if table.ndim != 2 or table.shape[1] != k + 1 or not np.isfinite(table).all():
                raise ValueError(f"the weights of {name} words do not fit the classes")
            sides.append(Side(list(stored[name]), table[:, 0], table[:, 1:].T))
        return cls(*sides)

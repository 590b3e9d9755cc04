"""What single words of body and headline add to the log-odds of a retrained model (`headcheck/retraining/vocabulary.py` learns it)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headcheck.bags import TOKEN, Bags, Ints, different, without_furniture
from headcheck.lexicon.lists import read_list

Floats = NDArray[np.float64]

SIDES = ("body", "headline")
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
    """What each word of the body, and where that helps of the headline, adds to the log-odds of each class."""

    sides: dict[str, Side]  # of `SIDES`, in that order

    def logit(self, pairs: Sequence[tuple[str, str]]) -> Floats:
        """Log-odds that words add, shape ``(n, k)``; page furniture adds nothing."""
        bodies, of = different(body for _, body in pairs)
        plain = [without_furniture(body) for body in bodies] if "body" in self.sides else bodies
        return self._logit([headline for headline, _ in pairs], [plain[i] for i in of.tolist()])

    def _logit(self, headlines: Sequence[str], bodies: Sequence[str]) -> Floats:
        """The same of bodies without furniture; each text is looked at once."""
        total: Floats | float = 0.0
        for name, side in self.sides.items():
            texts, of = different(bodies if name == "body" else headlines)
            total = total + side.logit(texts)[of]
        return np.asarray(total)

    def explain(self, headline: str, body: str) -> dict[str, dict[str, float]]:
        """Log-odds that each word adds, of a model of two classes, by side."""
        text = {"body": without_furniture(body), "headline": headline}
        return {name: {word: float(w[0]) for word, w in side.each(text[name]).items()} for name, side in self.sides.items()}

    def of(self, bags: Bags, rows: Ints) -> Floats:
        """The same for rows of counted texts."""
        headlines, bodies = bags.headline_of[rows].tolist(), bags.body_of[rows].tolist()
        return self._logit([bags.headline_texts[i] for i in headlines], [bags.body_texts[i] for i in bodies])

    def strongest(self, number: int) -> list[list[str]]:
        """The words that speak most for each class (of two classes: for the second), small words left out."""
        small = {word for word, _, _ in read_list("function")}
        words = [word for side in self.sides.values() for word in side.words]
        told = [i for i, word in enumerate(words) if len(word) > 1 and word not in small]
        weight = np.hstack([side.weight for side in self.sides.values()])[:, told]
        return [list(dict.fromkeys(words[told[i]] for i in np.argsort(-w, kind="stable")[: 2 * number].tolist()))[:number] for w in weight]

    def rounded(self) -> WordWeights:
        """As a file keeps it."""
        return WordWeights({name: Side(s.words, np.round(s.rarity, 6), np.round(s.weight, 6)) for name, s in self.sides.items()})

    def turned(self) -> WordWeights:
        """The same, for the other of two classes."""
        return WordWeights({name: s.changed(-s.weight) for name, s in self.sides.items()})

    def to_dict(self) -> dict[str, Any]:
        """Readable data: of each word how rare it is, and its weight for each class."""
        return {
            name: {word: [r, *w] for word, r, w in zip(side.words, side.rarity.tolist(), side.weight.T.tolist(), strict=True)}
            for name, side in self.sides.items()
        }

    @classmethod
    def from_dict(cls, stored: dict[str, Any], k: int) -> WordWeights:
        """From what ``to_dict`` gave."""
        sides = {}
        for name in (name for name in SIDES if name in stored):
            table = np.array(list(stored[name].values()), dtype=np.float64)
            if table.ndim != 2 or table.shape[1] != k + 1 or not np.isfinite(table).all():
                raise ValueError(f"the weights of {name} words do not fit the classes")
            sides[name] = Side(list(stored[name]), table[:, 0], table[:, 1:].T)
        if not sides or len(sides) < len(stored):
            raise ValueError(f"words must be weighed by side, {' and '.join(SIDES)}")
        return cls(sides)

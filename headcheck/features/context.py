"""What every feature family is given: the alignment, the word features and what the word model says of each word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from headcheck.evidence import Alignment, Floats
from headcheck.features.words import INDEX
from headcheck.lexicon import lexicon


@dataclass(frozen=True, eq=False)
class Context:
    """A headline over a body, read and aligned."""

    alignment: Alignment
    words: Floats  # (n_words, n_word_features)
    doubt: NDArray[np.float64]  # (n_words,) log-odds that the word is not borne out

    def column(self, name: str) -> Floats:
        """One word feature of all words."""
        return self.words[:, INDEX[name]]

    @cached_property
    def headline_count(self) -> Floats:
        """(n_lists,) headline words in each list."""
        return np.asarray(lexicon().member.take(self.alignment.headline.row, axis=0).sum(axis=0, dtype=np.float32))

    @cached_property
    def headline_max(self) -> Floats:
        """(n_lists,) highest value of each list in the headline."""
        values = lexicon().lists.take(self.alignment.headline.row, axis=0)
        return values.max(axis=0) if len(values) else np.zeros(values.shape[1], np.float32)

    @cached_property
    def evidence(self) -> list[int]:
        """Body sentences chosen for any claim, each once, the first claim's best first."""
        return list(dict.fromkeys(s for chosen in self.alignment.chosen for s in chosen))

    @cached_property
    def firsts(self) -> list[int]:
        """The best body sentence of each claim that has any."""
        return [chosen[0] for chosen in self.alignment.chosen if chosen]

    @cached_property
    def best_count(self) -> Floats:
        """(n_lists,) members of each list in the best evidence sentence of any claim."""
        return self._best[1]

    @cached_property
    def best_max(self) -> Floats:
        """(n_lists,) highest value of each list in the best evidence sentences."""
        return self._best[0]

    @cached_property
    def _best(self) -> tuple[Floats, Floats]:
        listed = [self.alignment.body.listed(sentence) for sentence in self.firsts]
        if len(listed) == 1:
            return listed[0]
        nothing = np.zeros(len(self.headline_count), np.float32)
        return (np.max([most for most, _ in listed], axis=0), np.max([count for _, count in listed], axis=0)) if listed else (nothing, nothing)

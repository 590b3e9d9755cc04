"""Learnt scales: weights of words and of neighbouring words, fitted by `training/scales.py` to labelled sentences."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from headcheck.lexicon import NAME, NUMBER, lexicon
from headcheck.text import Document

PATH = Path(__file__).with_name("scales.npz")
PAIRS = 1 << 14  # slots of the table of neighbouring words; rare collisions blur a weight, they break nothing


@dataclass(frozen=True, eq=False)
class Scale:
    """``words``: a weight for each row of the lexicon and 0 for unknown words; ``pairs``: a weight for each slot."""

    words: NDArray[np.float32]
    pairs: NDArray[np.float32]

    def weights(self, document: Document) -> NDArray[np.float32]:
        """Weight of each token with the one before it, shape ``(n_tokens,)``; names, numbers and marks weigh nothing."""
        keep, slot = features(document)
        out = np.where(keep, self.words[document.row], 0).astype(np.float32)
        if len(slot):
            out[1:] += np.where(slot >= 0, self.pairs[slot], 0)
        return out


def features(document: Document) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Which tokens count, and the slot of each pair of neighbours (-1 where one does not count)."""
    lex = lexicon()
    kind = document.kind
    keep = (kind != NAME) & (kind != NUMBER) & (kind < 14) & (document.row < lex.unknown) & (lex.capital[document.row] < 0.6)
    family = document.family.astype(np.int64)
    both = keep[1:] & keep[:-1] & (document.sentence[1:] == document.sentence[:-1])
    slot = np.where(both, (family[:-1] * 7919 + family[1:] * 104729) % PAIRS, -1)
    return keep, slot


@cache
def scale(name: str) -> Scale:
    """One scale: "claim_strength", "certainty" or "clickbait"."""
    with np.load(PATH, allow_pickle=False) as stored:
        words, pairs = stored[f"{name}_words"].astype(np.float32), stored[f"{name}_pairs"].astype(np.float32)
    return Scale(np.append(words, np.float32(0)), pairs)

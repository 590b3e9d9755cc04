"""Company: how much of the rest of a headline's claim stands around each place of the body.

A word that the body has is borne out only where its company is, and where two places have the word, the one in better company is meant.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

HEADLINE_REACH, BODY_REACH = 10.0, 15.0  # tokens at which company counts for a third
BREAK = 6  # tokens that the end of a sentence counts for
OTHER_CLAIM = 0.5  # what words of the headline's other claims count for
ENOUGH = 0.35  # worth from which a word counts as met


def stretched(tokens: NDArray[np.int32], sentence: NDArray[np.int32]) -> Floats:
    """Places of tokens along a text, in tokens, the ends of sentences counted."""
    return np.asarray(tokens + BREAK * sentence, dtype=np.float32)


def company(words: NDArray[np.int32], weight: Floats, claim_of: NDArray[np.int32], worth: Floats, along: Floats) -> Floats:
    """Share of each headline word's company that stands around each body word, nearer counting more.

    Parameters
    ----------
    words, weight, claim_of : arrays of shape (n,)
        Token, rarity and claim of each headline word.
    worth : array of shape (n, m)
        How far each body word bears each headline word out, 0 to 1.
    along : array of shape (m,)
        Places of the body words, from `stretched`.

    Returns
    -------
    array of shape (n, m)
        0 (none of its company) to 1 (all of it, right there).
    """
    # How well each word is met around each place: what is met decays along the text to both sides, and the greatest counts. In logarithms that is
    # a running maximum.
    place = along.astype(np.float64) / BODY_REACH
    met, enough = np.full(worth.shape, -np.inf), worth >= ENOUGH
    met[enough] = np.log(worth[enough].astype(np.float64))
    before = np.maximum.accumulate(met + place, axis=1) - place
    after = np.maximum.accumulate((met - place)[:, ::-1], axis=1)[:, ::-1] + place
    near = np.exp(np.maximum(before, after).astype(np.float32))
    at = words.astype(np.float32)
    share = np.exp(-np.abs(at[:, None] - at[None, :]) / HEADLINE_REACH) * weight[None, :]
    share *= np.where(claim_of[:, None] == claim_of[None, :], 1.0, OTHER_CLAIM)
    np.fill_diagonal(share, 0.0)
    return np.asarray((share / np.maximum(share.sum(axis=1, keepdims=True), 1e-6)) @ near, dtype=np.float32)

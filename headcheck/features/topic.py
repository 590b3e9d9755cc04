"""Topic: do the headline's words belong in this body at all, whether or not they stand in it?

A word is at home in a body that has a word closer to it than most bodies have (`Alignment.at_home`). That tells a headline in fresh words from one over
another article, which the share of new words cannot.
"""

from __future__ import annotations

import numpy as np

from headcheck.features.context import Context
from headcheck.features.declare import Feature, from_words
from headcheck.lexicon import lexicon

_V = "closest word vector (GloVe, MiniLM), standardised by that of any news body"
_C = "after Arora et al. 2017"
FEATURES = (
    Feature("topic_home", "how much closer to the headline's words the body is than any body", "unsupported", -3, 4, "sd", _V, direction=-1),
    Feature("topic_home_new", "the same, for the words that the body lacks", "unsupported", -3, 4, "sd", _V, direction=-1),
    Feature("topic_strangers", "content weight of words that are further from the body than from most", "unsupported", source=_V, direction=1),
    Feature("topic_centre", "cosine of the headline's mean word vector with the body's", "unsupported", -1, 1, "cosine", _C, direction=-1),
    from_words("new_at_home", "mean", "closeness of new words beyond that to any body", "unsupported", low=-3, high=4, direction=-1),
)


def measure(c: Context) -> list[float]:
    """Values of the features above that are not taken from words."""
    a = c.alignment
    total = float(a.weight.sum())
    if not total or not a.close.shape[1]:
        return [-3.0, -3.0, 1.0, 0.0]
    home, new = a.at_home, ~a.there
    fresh = a.weight * new
    return [
        float(a.weight @ home) / total,
        float(fresh @ home) / float(fresh.sum()) if fresh.any() else 1.0,
        float(a.weight @ (home < 0)) / total,
        _centre(c),
    ]


def _centre(c: Context) -> float:
    a = c.alignment
    ours = a.weight @ lexicon().vectors.take(a.headline.row[a.words], axis=0)
    theirs = a.body.centre
    return float(ours @ theirs) / (float(np.linalg.norm(ours)) * float(np.linalg.norm(theirs)) or 1.0)

"""What a trained model must beat: TF-IDF cosine and the share of unseen words, in a logistic regression."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from headcheck.learn import Floats, Ints

_CHUNK = 5000  # rows compared at once


@dataclass(frozen=True, eq=False)
class Texts:
    """Word counts of the different headlines and bodies (sparse, one row each), and which of them each row of the table has."""

    headlines: Any
    bodies: Any
    headline_of: Ints
    body_of: Ints

    @classmethod
    def of(cls, headlines: Sequence[str], bodies: Sequence[str]) -> Texts:
        """Count words once; nothing of this depends on labels."""
        from sklearn.feature_extraction.text import CountVectorizer

        heads, head_of = _different(headlines)
        texts, body_of = _different(bodies)
        count = CountVectorizer(token_pattern=r"(?u)\w+", dtype=np.float32)
        try:
            count.fit([*heads, *texts])
        except ValueError:  # no word in any text
            count.fit(["a"])
        return cls(count.transform(heads), count.transform(texts), head_of, body_of)

    def rival(self, y: Ints, k: int, train: Ints, test: Ints, class_weight: Floats) -> Floats:
        """Probabilities of the classes on the test rows, shape ``(m, k)``; idf and weights come from the training rows alone."""
        from sklearn.linear_model import LogisticRegression

        rows = np.concatenate([train, test])
        x = self._measures(train)[rows]
        x = (x - x[: len(train)].mean(axis=0)) / np.maximum(x[: len(train)].std(axis=0), 1e-6)
        present = np.unique(y[train])
        out = np.zeros((len(test), k))
        if len(present) == 1:
            out[:, present] = 1.0
            return out
        fitted = LogisticRegression(max_iter=500).fit(x[: len(train)], y[train], sample_weight=class_weight[y[train]])
        out[:, present] = fitted.predict_proba(x[len(train) :])
        out /= class_weight  # back to the data's own frequencies
        return np.asarray(out / out.sum(axis=1, keepdims=True))

    def _measures(self, train: Ints) -> Floats:
        """Cosine and share of unseen words of every row, shape ``(n, 2)``."""
        from scipy.sparse import vstack
        from sklearn.feature_extraction.text import TfidfTransformer

        known = vstack([self.headlines[np.unique(self.headline_of[train])], self.bodies[np.unique(self.body_of[train])]])
        tfidf = TfidfTransformer(sublinear_tf=True).fit(known)
        heads, texts = tfidf.transform(self.headlines), tfidf.transform(self.bodies)
        mine, there = self.headlines.sign(), self.bodies.sign()
        out = np.zeros((len(self.headline_of), 2))
        for part in _parts(len(out)):
            h, b = self.headline_of[part], self.body_of[part]
            out[part, 0] = np.asarray(heads[h].multiply(texts[b]).sum(axis=1)).ravel()
            seen = np.asarray(mine[h].multiply(there[b]).sum(axis=1)).ravel()
            out[part, 1] = 1 - seen / np.maximum(np.asarray(mine[h].sum(axis=1)).ravel(), 1)
        return out


def _different(texts: Sequence[str]) -> tuple[list[str], Ints]:
    number: dict[str, int] = {}
    of = np.array([number.setdefault(text, len(number)) for text in texts], dtype=np.int64)
    return list(number), of


def _parts(n: int) -> Iterator[slice]:
    return (slice(i, i + _CHUNK) for i in range(0, n, _CHUNK))

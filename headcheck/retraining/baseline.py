"""What a trained model must beat: one answer for all, and TF-IDF cosine with the share of unseen words, in a logistic regression."""

from __future__ import annotations

import numpy as np

from headcheck.bags import Bags, parts
from headcheck.retraining.learn import Floats, Ints, one_core
from headcheck.retraining.report import Held
from headcheck.retraining.task import Task, counted


def constant(rows: Ints, frequency: Floats) -> Held:
    """The same of every row: the frequencies of the classes that were trained on, and the commonest."""
    return Held(rows, np.tile(frequency, (len(rows), 1)), np.full(len(rows), int(frequency.argmax())))


def constant_name(task: Task) -> str:
    return "majority class" if task.grade is None else "mean grade"


def rival(bags: Bags, task: Task, train: Ints, test: Ints, class_weight: Floats) -> Floats:
    """Probabilities of the classes on the test rows, shape ``(m, k)``; idf and weights come from the training rows alone."""
    from sklearn.linear_model import LogisticRegression

    x = _measures(bags, train)
    x = (x - x[train].mean(axis=0)) / np.maximum(x[train].std(axis=0), 1e-6)
    rows, y, weight = counted(task, train)
    present = np.unique(y)
    out = np.zeros((len(test), task.k))
    if len(present) == 1:
        out[:, present] = 1.0
        return out
    with one_core():
        fitted = LogisticRegression(max_iter=500).fit(x[rows], y, sample_weight=weight * class_weight[y])
        out[:, present] = fitted.predict_proba(x[test])
    out /= class_weight  # back to the data's own frequencies
    return np.asarray(out / out.sum(axis=1, keepdims=True))


def _measures(bags: Bags, train: Ints) -> Floats:
    """Cosine and share of unseen words of every row, shape ``(n, 2)``."""
    from scipy.sparse import vstack
    from sklearn.feature_extraction.text import TfidfTransformer

    known = vstack([bags.headlines[np.unique(bags.headline_of[train])], bags.bodies[np.unique(bags.body_of[train])]])
    tfidf = TfidfTransformer(sublinear_tf=True).fit(known)
    heads, texts = tfidf.transform(bags.headlines), tfidf.transform(bags.bodies)
    mine, there = bags.headlines.sign(), bags.bodies.sign()
    out = np.zeros((len(bags.headline_of), 2))
    for part in parts(len(out)):
        h, b = bags.headline_of[part], bags.body_of[part]
        out[part, 0] = np.asarray(heads[h].multiply(texts[b]).sum(axis=1)).ravel()
        seen = np.asarray(mine[h].multiply(there[b]).sum(axis=1)).ravel()
        out[part, 1] = 1 - seen / np.maximum(np.asarray(mine[h].sum(axis=1)).ravel(), 1)
    return out

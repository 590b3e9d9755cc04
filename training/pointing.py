"""Weights that point: given that a headline goes too far, which of its words is at fault?

The word model compares words of all headlines; this one compares the words of one headline with each other (a conditional logit,
McFadden 1974), which is what a reason needs to find its place. Fitted to the marked faults of our graded headlines; no score depends on it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from headcheck.features.boldness import each
from headcheck.features.doubt import WordModel
from training import boldness
from training.sets import GRADED, INNER, fold_of

if TYPE_CHECKING:
    from training.recipe import Row

PENALTY = 25.0
EDIT = 6.0  # how much an edit of a faithful headline counts: all its fault is in the marked words


def with_pointing(words: WordModel, rows: list[Row]) -> WordModel:
    """A word model with weights that point, fitted to the rows whose faulty words are marked."""
    graded = [r for r in rows if r.example.set in GRADED]
    # Boldness was learnt from the same headlines, so each is told the boldness that others taught.
    learnt = [boldness.fit([r for r in graded if fold_of("pointing" + r.example.group, INNER) != k]) for k in range(INNER)]
    rows = [r for r in graded if r.marks is not None and r.marks.any() and not r.marks.all()]
    bold = [each(r.rows, r.told, learnt[fold_of("pointing" + r.example.group, INNER)]) for r in rows]
    x = np.column_stack([np.vstack([r.words for r in rows]), np.concatenate(bold)]).astype(np.float64)
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-6
    z = (x - mean) / scale
    marks = np.concatenate([r.marks for r in rows if r.marks is not None]).astype(np.float64)
    size = np.array([len(r.words) for r in rows])
    first, owner = np.cumsum(size) - size, np.repeat(np.arange(len(rows)), size)
    weight = np.array([EDIT if r.example.edit_of else 1.0 for r in rows])

    def loss(beta: np.ndarray) -> tuple[float, np.ndarray]:
        s = z @ beta
        e = np.exp(s - np.maximum.reduceat(s, first)[owner])
        every, fault = np.add.reduceat(e, first), np.add.reduceat(e * marks, first) + 1e-12
        gradient = -z.T @ ((weight / fault)[owner] * e * marks - (weight / every)[owner] * e) + 2 * PENALTY * beta
        return float(-(weight * (np.log(fault) - np.log(every))).sum() + PENALTY * beta @ beta), gradient

    fitted = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return replace(words, pointing=np.round(fitted.x / scale, 6))

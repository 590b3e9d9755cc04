"""Fit `headcheck/features/elsewhere.json`: what tells that a body is another article's than the headline's.

    python -m training.elsewhere

Logistic regression on support and closeness: headlines over their own bodies against the same headlines over others. Every set has the same say, and
both sides of a set. Run it before `training.recipe`, which fits the same anew inside each fold.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from headcheck.features.elsewhere import PATH, TELLING, Elsewhere
from headcheck.reading import NAMES
from training.sets import ELSEWHERE, FOLDS, fold_of

if TYPE_CHECKING:
    from training.recipe import Row

C = 0.1
SAY = 4000.0  # weight of a set, both sides together
_SETS = frozenset(f"{name}_other" for name in ELSEWHERE)
_COLUMNS = [NAMES.index(name) for name in TELLING]


def fit(rows: list[Row]) -> Elsewhere:
    """Weights from the rows of headlines over their own and other bodies among these."""
    rows = [r for r in rows if r.example.set in _SETS]
    count = Counter(r.example.set for r in rows)
    x, y = np.array([r.values[_COLUMNS] for r in rows]), np.array([r.example.label for r in rows])
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-6
    fitted = LogisticRegression(C=C, max_iter=1000).fit((x - mean) / scale, y, sample_weight=[SAY / count[r.example.set] for r in rows])
    weights = np.round(fitted.coef_[0] / scale, 6)
    return Elsewhere(weights, round(float(fitted.intercept_[0] - mean @ weights), 6))


def main() -> None:
    from training.recipe import read_sets

    rows = [r for r in read_sets(ELSEWHERE) if r.example.set in _SETS]
    fold = np.array([fold_of(r.example.group) for r in rows])
    x = np.array([r.values[_COLUMNS] for r in rows])
    said = np.zeros(len(rows))
    for k in range(FOLDS):
        said[fold == k] = fit([r for r, f in zip(rows, fold, strict=True) if f != k]).levels(x[fold == k])[:, 0]
    for name in ELSEWHERE:
        mine = np.array([r.example.set == f"{name}_other" for r in rows])
        print(f"AUC of other bodies against own, held out by article, {name}: {roc_auc_score([r.example.label for r in rows if r.example.set == f'{name}_other'], said[mine]):.4f}")
    learnt = fit(rows)
    PATH.write_text(json.dumps({"intercept": learnt.intercept, "weights": dict(zip(TELLING, learnt.weights.tolist(), strict=True))}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

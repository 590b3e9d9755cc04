"""Fit `headcheck/features/elsewhere.json`: what tells that a body is another article's than the headline's.

    python -m training.elsewhere

Logistic regression on support and closeness, beside the lengths of both texts: headlines over their own bodies against the same headlines over others.
Every set has the same say, and both sides of a set. Run it before `training.recipe`, which fits the same anew inside each fold.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from headcheck.features.elsewhere import PATH, TELLING, Elsewhere, columns, to_json
from headcheck.model import LENGTH
from headcheck.reading import NAMES
from training import described
from training.sets import ELSEWHERE, FOLDS, fold_of

if TYPE_CHECKING:
    from training.recipe import Row

C = 0.1
SAY = 4000.0  # weight of a set, both sides together
_COLUMNS = [NAMES.index(name) for name in TELLING]
_SETS = frozenset(f"{name}_other" for name in ELSEWHERE)


def given(rows: list[Row]) -> np.ndarray:
    """What the log-odds are linear in, shape ``(n_rows, n_columns)``."""
    values = np.array([r.values for r in rows])
    return columns(values[:, _COLUMNS], values[:, LENGTH], np.array([r.body_size for r in rows]))


def fit(rows: list[Row]) -> Elsewhere:
    """Weights from the rows of headlines over their own and other bodies among these."""
    rows = [r for r in rows if r.example.set in _SETS]
    count = Counter(r.example.set for r in rows)
    x, y = given(rows), np.array([r.example.label for r in rows])
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-6
    fitted = LogisticRegression(C=C, max_iter=1000).fit((x - mean) / scale, y, sample_weight=[SAY / count[r.example.set] for r in rows])
    weights = np.round(fitted.coef_[0] / scale, 6)
    return Elsewhere(weights, round(float(fitted.intercept_[0] - mean @ weights), 6))


def main() -> None:
    from training.recipe import read_sets

    rows = read_sets(ELSEWHERE)
    fold, name, label = (np.array(column) for column in zip(*((fold_of(r.example.group), r.example.set, r.example.label) for r in rows), strict=True))
    x = given(rows)
    said = np.zeros(len(rows))
    for k in range(FOLDS):
        said[fold == k] = fit([r for r, f in zip(rows, fold, strict=True) if f != k]).levels(x[fold == k])[:, 0]
    for one in ELSEWHERE:
        mine = name == f"{one}_other"
        print(f"AUC of other bodies against own, held out by article, {one}: {roc_auc_score(label[mine], said[mine]):.4f}")
    PATH.write_text(json.dumps(to_json(fit(rows)), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    described(__doc__).parse_args()
    main()

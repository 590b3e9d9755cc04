"""Fit `headcheck/lexicon/register.json`: what tells a full sentence from a headline.

    python -m training.register

Logistic regression on which small words and neighbours a text has (other words by part of speech and ending): our graded headlines, published ones and
EurekAlert's against the sentences of the public sets. Neither length nor marks nor capitals take part: they tell the set. Run it before
`training.recipe`, which fits the same anew inside each fold.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from headcheck.lexicon.register import PATH, Register, from_weights, names
from training import described
from training.sets import FOLDS, GRADED, PUBLISHED, fold_of

if TYPE_CHECKING:
    from training.recipe import Row

HEADLINES = (*GRADED, *(f"{name}_other" for name in PUBLISHED), "eureka")
SENTENCES = ("xsumfaith", "defacto", "defacto_pairs", "cliff", "goyal21", "xent", "wice")
OFTEN = 30  # texts that a small word, or two units side by side, must stand in
C = 0.3
_BESIDE = "\t"


def fit(rows: list[Row]) -> Register:
    """Weights from the rows of `HEADLINES` and `SENTENCES` among these, each text once."""
    return from_weights(*_weights(once(rows)))


def once(rows: list[Row]) -> list[Row]:
    """One row for each text of an article."""
    return list({(r.example.headline, r.example.group): r for r in rows if r.example.set in (*HEADLINES, *SENTENCES)}.values())


def _weights(rows: list[Row]) -> tuple[dict[str, float], dict[str, dict[str, float]], float]:
    counter = CountVectorizer(analyzer=_counted, min_df=OFTEN, binary=True)
    counts = counter.fit_transform(rows).astype(np.float64)
    fitted = LogisticRegression(C=C, max_iter=500).fit(counts, _full(rows))
    units: dict[str, float] = {}
    neighbours: dict[str, dict[str, float]] = defaultdict(dict)
    for name, weight in zip(counter.get_feature_names_out().tolist(), fitted.coef_[0].round(4).tolist(), strict=True):
        left, beside, right = name.partition(_BESIDE)
        if beside:
            neighbours[left][right] = weight
        else:
            units[left] = weight
    return units, neighbours, round(float(fitted.intercept_[0]), 4)


def _counted(row: Row) -> list[str]:
    called = [names()[unit] for unit in row.units.tolist()]
    return [name for name in called if not name.startswith("<")] + [_BESIDE.join(two) for two in zip(called, called[1:])]


def _full(rows: list[Row]) -> np.ndarray:
    return np.array([r.example.set in SENTENCES for r in rows])


def main() -> None:
    from training.recipe import read_sets

    rows = once(read_sets())
    fold = np.array([fold_of(r.example.group) for r in rows])
    said = np.zeros(len(rows))
    for k in range(FOLDS):
        learnt = fit([r for r, f in zip(rows, fold, strict=True) if f != k])
        said[fold == k] = [learnt.logit(r.units) for r, f in zip(rows, fold, strict=True) if f == k]
    print(f"AUC of full sentences against headlines, held out by article: {roc_auc_score(_full(rows), said):.3f}")
    units, neighbours, intercept = _weights(rows)
    PATH.write_text(json.dumps({"intercept": intercept, "units": units, "neighbours": neighbours}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    described(__doc__).parse_args()
    main()

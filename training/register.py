"""Fit `headcheck/lexicon/register.json`: which small words tell a full sentence from a headline.

    python -m training.register

Logistic regression on counts of function words: our graded headlines, published ones and EurekAlert's against the sentences of the public sets.
Neither length nor marks nor capitals take part: they tell the set.
"""

from __future__ import annotations

import json

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from headcheck.lexicon import lexicon
from headcheck.lexicon.register import PATH
from headcheck.text import read
from training.sets import FOLDS, GRADED, PUBLISHED, fold_of, load

HEADLINES = (*GRADED, *PUBLISHED, "eureka")
SENTENCES = ("xsumfaith", "defacto", "defacto_pairs", "cliff", "goyal21", "xent", "wice")
OFTEN = 30  # texts that a word must stand in
C = 0.3


def main() -> None:
    lex = lexicon()
    small = [word for word, row in lex.number.items() if lex.member[row, lex.column["function"]]]
    place = {lex.number[word]: i for i, word in enumerate(small)}
    texts = {(e.headline, e.group): name in SENTENCES for name in (*HEADLINES, *SENTENCES) for e in load(name)}
    counts = np.zeros((len(texts), len(small)))
    for i, (headline, _) in enumerate(texts):
        for row in read(headline, furniture=False).row.tolist():
            if row in place:
                counts[i, place[row]] += 1
    label, fold = np.array(list(texts.values())), np.array([fold_of(group) for _, group in texts])
    often = (counts > 0).sum(axis=0) >= OFTEN
    x = counts[:, often]
    said = np.zeros(len(x))
    for k in range(FOLDS):
        said[fold == k] = _fit(x[fold != k], label[fold != k]).decision_function(x[fold == k])
    print(f"AUC of full sentences against headlines, held out by article: {roc_auc_score(label, said):.3f}")
    fitted = _fit(x, label)
    words = {word: round(float(w), 4) for word, w in zip(np.array(small)[often], fitted.coef_[0], strict=True)}
    PATH.write_text(json.dumps({"intercept": round(float(fitted.intercept_[0]), 4), "words": words}, indent=1) + "\n", encoding="utf-8")


def _fit(x: np.ndarray, y: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=C, max_iter=500).fit(x, y)


if __name__ == "__main__":
    main()

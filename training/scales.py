"""Fit `headcheck/lexicon/scales.npz`: a weight a word for claim strength, certainty and clickbait.

    python -m training.scales

Ridge and logistic regression over bags of words: claim strength on PubMed sentences (Yu et al. 2019), certainty on Pei and Jurgens 2021,
clickbait on Stop Clickbait (Chakraborty et al. 2016; proper names and numbers left out: they tell the site, not the style).
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression, Ridge

from headcheck.lexicon import NAME, NUMBER, lexicon
from headcheck.lexicon.scales import PATH
from headcheck.text import read
from training import data


def bags(texts: list[str]) -> csr_matrix:
    """Which lexicon words each text has, shape ``(n_texts, n_words)``."""
    lex = lexicon()
    rows, columns = [], []
    for i, text in enumerate(texts):
        document = read(text, furniture=False)
        keep = (document.kind != NAME) & (document.kind != NUMBER) & (document.kind < 14) & (document.row < lex.unknown) & (lex.capital[document.row] < 0.6)
        for row in set(document.row[keep].tolist()):
            rows.append(i)
            columns.append(row)
    return csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=(len(texts), lex.unknown))


def main() -> None:
    out = {}
    pubmed = data.rows("claim_strength/pubmed_sentences.csv")
    y = np.array([float(r["strength"]) for r in pubmed])
    out["claim_strength"] = Ridge(alpha=8.0).fit(bags([r["headline_or_claim"] for r in pubmed]), y - y.mean()).coef_
    certainty = data.rows("certainty_science/sentence_certainty.csv")
    y = np.array([float(r["certainty"]) for r in certainty])
    out["certainty"] = Ridge(alpha=8.0).fit(bags([r["headline_or_claim"] for r in certainty]), y - y.mean()).coef_
    clickbait = data.rows("stop_clickbait/headlines_train.csv")
    x = bags([r["headline"] for r in clickbait])
    out["clickbait"] = LogisticRegression(C=0.3, max_iter=200).fit(x, [int(r["clickbait"]) for r in clickbait]).coef_[0]
    np.savez_compressed(PATH, **{name: np.round(np.asarray(w), 3).astype(np.float16) for name, w in out.items()})
    lex = lexicon()
    words = list(lex.number)
    for name, w in out.items():
        order = np.argsort(w)
        print(name, "low:", [words[i] for i in order[:12]], "high:", [words[i] for i in order[::-1][:12]])


if __name__ == "__main__":
    main()

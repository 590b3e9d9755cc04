"""Fit `headcheck/lexicon/scales.npz`: weights of words and neighbouring words for claim strength, certainty and clickbait.

    python -m training.scales

Ridge and logistic regression over word families, pairs of neighbours and our word lists: claim strength on PubMed sentences (Yu et al. 2019),
certainty on Pei and Jurgens 2021, clickbait on Stop Clickbait (Chakraborty et al. 2016). Proper names and numbers are left out: they tell the site,
not the style.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression, Ridge

from headcheck.lexicon import lexicon
from headcheck.lexicon.scales import PAIRS, PATH, Scale, features
from headcheck.text import read
from training import data

LISTS = ("causal", "correlational", "modal", "hedge", "negation", "plan", "booster", "address", "forward_reference", "loaded", "tabloid")
RARE = 3  # a word or pair in fewer texts weighs nothing


def design(texts: Sequence[str]) -> csr_matrix:
    """Which families, pair slots and word lists each text has, shape ``(n_texts, n_families + PAIRS + n_lists)``."""
    lex = lexicon()
    families = len(lex.broader)
    columns = [lex.column[name] for name in LISTS]
    rows, where = [], []
    for i, text in enumerate(texts):
        document = read(text, furniture=False)
        keep, slot = features(document)
        found = set(document.family[keep].tolist())
        found.update((families + slot[slot >= 0]).tolist())
        found.update((families + PAIRS + np.flatnonzero(lex.member[document.row[keep]][:, columns].any(axis=0))).tolist())
        rows += [i] * len(found)
        where += list(found)
    x = csr_matrix((np.ones(len(rows), np.float32), (rows, where)), shape=(len(texts), families + PAIRS + len(LISTS)))
    return x


def fit(x: csr_matrix, y: np.ndarray, *, classes: bool) -> Scale:
    """Weights of one scale."""
    often = np.asarray((x > 0).sum(axis=0)).ravel() >= RARE
    model = LogisticRegression(C=0.3, max_iter=300) if classes else Ridge(alpha=20.0)
    coef = np.zeros(x.shape[1])
    coef[often] = np.ravel(model.fit(x[:, often], y).coef_)
    lex = lexicon()
    families = len(lex.broader)
    columns = [lex.column[name] for name in LISTS]
    words = coef[lex.family[:-1]] + lex.member[:-1][:, columns] @ coef[families + PAIRS :]
    return Scale(np.append(words, 0).astype(np.float32), coef[families : families + PAIRS].astype(np.float32))


def main() -> None:
    out = {}
    for name, path, column in (("claim_strength", "claim_strength/pubmed_sentences.csv", "strength"), ("certainty", "certainty_science/sentence_certainty.csv", "certainty")):
        rows = data.rows(path)
        y = np.array([float(r[column]) for r in rows])
        out[name] = fit(design([r["headline_or_claim"] for r in rows]), y - y.mean(), classes=False)
    rows = data.rows("stop_clickbait/headlines_train.csv")
    out["clickbait"] = fit(design([r["headline"] for r in rows]), np.array([int(r["clickbait"]) for r in rows]), classes=True)
    stored = {}
    for name, found in out.items():
        stored[f"{name}_words"] = np.round(found.words[:-1], 3).astype(np.float16)
        stored[f"{name}_pairs"] = np.round(found.pairs, 3).astype(np.float16)
    np.savez_compressed(PATH, **stored)
    words = list(lexicon().number)
    for name, found in out.items():
        order = np.argsort(found.words[:-1])
        print(name, "low:", [words[i] for i in order[:12]], "high:", [words[i] for i in order[::-1][:12]])


if __name__ == "__main__":
    main()

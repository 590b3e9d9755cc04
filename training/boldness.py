"""Fit `headcheck/lexicon/boldness.npz`: which words make a headline go too far.

    python -m training.boldness

A logistic regression on pairs of our graded headlines over one body (Bradley and Terry 1952): the words of the overreaching one, less those of the
faithful one, with the length of both and their shares of new words beside them. Word vectors and our word lists are folded into the words' weights, so that rare words share what like words teach. Run it before
`training.recipe`, which fits the same anew inside each fold, so that no measured article has taught a word.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.linear_model import LogisticRegression

from headcheck.lexicon import lexicon
from headcheck.lexicon.boldness import PATH, Boldness
from training import described
from training.scales import shares, word_vectors
from training.sets import GRADED

if TYPE_CHECKING:
    from training.recipe import Row

EDIT = 4.0  # how much a faithful headline and its minimal edit count beside another pair
C = 0.06  # penalty
VECTORS, LISTS = 1.5, 0.3  # how much word vectors and membership in a list count beside a word


def fit(rows: list[Row]) -> Boldness:
    """Weights of words, from the graded rows among these."""
    rows = [r for r in rows if r.example.set in GRADED]
    more, less, weight = _pairs(rows)
    n, vectors = lexicon().unknown + 1, np.hstack([VECTORS * word_vectors(), LISTS * lexicon().member])
    root = np.sqrt([max(1, len(r.told.words)) for r in rows])
    columns, own = [], []
    for found in ([r.told.words for r in rows], [r.told.beyond for r in rows]):
        at = (np.repeat(np.arange(len(rows)), [len(f) for f in found]), np.concatenate(found))
        bag = csr_matrix((np.ones(len(at[0]), np.float32), at), shape=(len(rows), n))
        own.append(shares(bag))
        columns += [diags(1 / root) @ bag @ diags(own[-1]), csr_matrix(diags(1 / root) @ bag @ vectors)]
    x = hstack([*columns, csr_matrix(_controls(rows))]).tocsr()
    sign = np.where(np.arange(len(more)) % 2 == 0, 1.0, -1.0)  # both classes
    fitted = LogisticRegression(C=C, fit_intercept=False, max_iter=500).fit(diags(sign) @ (x[more] - x[less]), sign, sample_weight=weight)
    halves = fitted.coef_[0][: 2 * (n + vectors.shape[1])].reshape(2, -1)
    out = [(half[:n] * share + vectors @ half[n:]).astype(np.float32) for half, share in zip(halves, own, strict=True)]
    for weights in out:
        weights[-1] = 0  # unknown words
    return Boldness(*out)


def _controls(rows: list[Row]) -> np.ndarray:
    """Length and share of new words of each headline, apart for each set, shape ``(n_rows, n_sets * 3)``; what they give away must not be learnt as boldness."""
    found = np.array([[len(r.example.headline.split()), len(r.example.headline), r.new_share] for r in rows])
    found = (found - found.mean(axis=0)) / (found.std(axis=0) + 1e-6)
    return np.hstack([found * np.array([r.example.set == name for r in rows])[:, None] for name in GRADED])


def _pairs(rows: list[Row]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    by_body: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        by_body[row.example.group].append(i)
    pairs = [(i, j) for mine in by_body.values() for i in mine for j in mine if rows[i].example.label > rows[j].example.label]
    weight = [EDIT if rows[i].example.edit_of == rows[j].example.key else 1.0 for i, j in pairs]
    more, less = np.array(pairs).T
    return more, less, np.array(weight)


def main() -> None:
    from training.recipe import read_sets

    learnt = fit(read_sets(GRADED))
    arrays = {}
    for name in ("words", "beyond"):
        values = getattr(learnt, name)
        step = np.float32(np.abs(values).max() / 127)
        arrays |= {name: np.round(values / step).astype(np.int8), f"{name}_step": step}
    np.savez_compressed(PATH, **arrays)
    words = list(lexicon().number)
    for name in ("words", "beyond"):
        order = np.argsort(arrays[name][:-1], kind="stable")
        print(name, "meek:", [words[i] for i in order[:20]], "bold:", [words[i] for i in order[::-1][:20]])


if __name__ == "__main__":
    described(__doc__).parse_args()
    main()

"""Measure `headcheck/lexicon/usual.npz`: how close the closest word of a body comes to each word.

    python -m training.usual

Mean and standard deviation over bodies of all sets, by word vectors. No labels take part. A word that any article is close to ("said") tells less of
what this one is about than a word that few are close to.
"""

from __future__ import annotations

import numpy as np

from headcheck.lexicon import lexicon
from headcheck.lexicon.usual import PATH
from headcheck.reading import read_body
from training import described
from training.recipe import SETS
from training.sets import load

BODIES = 400


def main() -> None:
    bodies = sorted({e.body for name in SETS if name != "excerpts" for e in load(name)})  # whole bodies
    vectors = lexicon().vectors[:-1]
    total, squares = np.zeros(len(vectors)), np.zeros(len(vectors))
    for i in np.random.default_rng(0).permutation(len(bodies))[:BODIES]:
        there = np.unique(read_body(bodies[i]).vectors, axis=0)
        closest = (vectors @ there.T).max(axis=1) if len(there) else np.zeros(len(vectors))
        total += closest
        squares += closest**2
    mean = total / BODIES
    spread = np.sqrt(np.maximum(squares / BODIES - mean**2, 1e-4))
    np.savez_compressed(PATH, mean=mean.astype(np.float16), spread=spread.astype(np.float16))
    print(f"{BODIES} of {len(bodies)} bodies; closeness {mean.mean():.3f}, spread {spread.mean():.3f}")


if __name__ == "__main__":
    described(__doc__).parse_args()
    main()

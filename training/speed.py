"""Pairs a second beside NLTK's tokenisers over the same text, on one core.

    python -m training.speed

Prints the ratio of NLTK's time (untrained Punkt, then the Treebank word tokeniser) to headcheck's for whole pairs, median of several rounds
taken in turn.
"""

from __future__ import annotations

import statistics
import time

from nltk.tokenize import NLTKWordTokenizer, PunktSentenceTokenizer

from headcheck.scoring import rank, score_many
from training.sets import load

ROUNDS = 5


def measure(n: int = 200) -> dict[str, float]:
    """Medians: seconds for ``n`` pairs, NLTK's seconds for the same text, and their ratio; cost of a further headline over one body."""
    own = [e for e in load("polnear") if e.tags == ("own",)][:n]
    heads, bodies = [e.headline for e in own], [e.body for e in own]
    punkt, words = PunktSentenceTokenizer(), NLTKWordTokenizer()
    score_many(heads[:5], bodies[:5])
    ours, theirs, ratios = [], [], []
    for _ in range(ROUNDS):
        start = time.process_time()
        score_many(heads, bodies)
        middle = time.process_time()
        for head, body in zip(heads, bodies, strict=True):
            for text in (head, body):
                for sentence in punkt.tokenize(text):
                    words.tokenize(sentence)
        end = time.process_time()
        ours.append(middle - start)
        theirs.append(end - middle)
        ratios.append((end - middle) / (middle - start))
    start = time.process_time()
    for head, body in zip(heads[:50], bodies[:50], strict=True):
        rank([head], body)
    one = time.process_time() - start
    start = time.process_time()
    for head, body in zip(heads[:50], bodies[:50], strict=True):
        rank([head] * 8, body)
    eight = time.process_time() - start
    return {
        "pairs": float(n),
        "pairs a second": n / statistics.median(ours),
        "NLTK texts a second": n / statistics.median(theirs),
        "ratio": statistics.median(ratios),
        "rank of 8 over rank of 1": eight / one,
    }


def sentence(found: dict[str, float]) -> str:
    """The figures in one line; only ratios travel between machines."""
    return (
        f"Speed, one core: headcheck scores whole pairs {found['ratio']:.1f} times as fast as NLTK's Punkt and word tokeniser only split the same text; "
        f"ranking eight headlines over one body costs {found['rank of 8 over rank of 1']:.1f} times one."
    )


if __name__ == "__main__":
    result = measure()
    for key, value in result.items():
        print(f"{key}: {value:.2f}")
    print(sentence(result))

"""Pairs a second beside NLTK's tokenisers over the same text, on one core.

    python -m training.speed

Prints the ratio of NLTK's time (untrained Punkt, then the Treebank word tokeniser) to headcheck's for whole pairs, median of several rounds
taken in turn. Each round reads texts that were not read before.
"""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Iterator

from nltk.tokenize import NLTKWordTokenizer, PunktSentenceTokenizer

from headcheck.scoring import rank, score_many
from training import described
from training.sets import load

ROUNDS, PAIRS = 7, 120  # no text is read twice, so that nothing is remembered that a user's texts would not find
WARM = 60  # pairs read before the clock runs


def measure(n: int = PAIRS) -> dict[str, float]:
    """Medians: seconds for ``n`` pairs, NLTK's seconds for the same text, and their ratio; cost of eight headlines over one body beside one."""
    own = [(e.headline, e.body) for e in load("polnear") if e.tags == ("own",)][: WARM + ROUNDS * n]
    warm, rounds = own[:WARM], [own[i : i + n] for i in range(WARM, len(own), n)]
    heads = iter(dict.fromkeys(e.headline for e in load("health_news")))
    punkt, words = PunktSentenceTokenizer(), NLTKWordTokenizer()
    score_many(*zip(*warm, strict=True))
    ours, theirs, ratios, ranks = [], [], [], []
    for pairs in rounds:
        fresh, ranked = pairs[: n // 2], pairs[n // 2 :]
        start = time.process_time()
        score_many(*zip(*fresh, strict=True))
        middle = time.process_time()
        for pair in fresh:
            for text in pair:
                for sentence in punkt.tokenize(text):
                    words.tokenize(sentence)
        end = time.process_time()
        ours.append(middle - start)
        theirs.append(end - middle)
        ratios.append((end - middle) / (middle - start))
        ranks.append(_ranked([body for _, body in ranked], heads))
    n = n // 2
    return {
        "pairs": float(n),
        "pairs a second": n / statistics.median(ours),
        "NLTK texts a second": n / statistics.median(theirs),
        "ratio": statistics.median(ratios),
        "rank of 8 over rank of 1": statistics.median(ranks),
    }


def _ranked(bodies: list[str], heads: Iterator[str]) -> float:
    """Seconds for eight headlines over a body, as a multiple of those for one; of every two bodies one is read with each number."""
    spent = {1: 0.0, 8: 0.0}
    for k, body in enumerate(bodies):
        several = list(itertools.islice(heads, 8 if k % 2 else 1))
        start = time.process_time()
        rank(several, body)
        spent[len(several)] += time.process_time() - start
    return spent[8] / spent[1]


def sentence(found: dict[str, float]) -> str:
    """The figures in one line; only ratios travel between machines."""
    return (
        f"Speed, one core: headcheck scores whole pairs {found['ratio']:.1f} times as fast as NLTK's Punkt and word tokeniser only split the same text; "
        f"ranking eight headlines over one body costs {found['rank of 8 over rank of 1']:.1f} times one."
    )


if __name__ == "__main__":
    described(__doc__).parse_args()
    result = measure()
    for key, value in result.items():
        print(f"{key}: {value:.2f}")
    print(sentence(result))

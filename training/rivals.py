"""Naive rivals: what a single surface measure of a headline and its body can tell. Higher means more suspicious."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from joblib import Parallel, delayed

from headcheck.claims import content_tokens
from headcheck.lexicon import PUNCTUATION, lexicon
from headcheck.text import Document, read
from training.sets import Example


def _bag(document: Document, first: int, last: int) -> dict[int, float]:
    """TF-IDF weights of the word families of some tokens, unit length."""
    idf = lexicon().idf[document.row[first:last]]
    counts: Counter[int] = Counter()
    for family, weight, kind in zip(document.family[first:last].tolist(), idf.tolist(), document.kind[first:last].tolist(), strict=True):
        if kind < PUNCTUATION:
            counts[family] += weight
    norm = np.sqrt(sum(v * v for v in counts.values())) or 1.0
    return {k: v / norm for k, v in counts.items()}


def _measure(body: str, headlines: Sequence[str]) -> list[tuple[float, ...]]:
    document = read(body)
    bounds = document.sentence_bounds
    bags = [_bag(document, int(a), int(b)) for a, b in zip(bounds[:-1], bounds[1:], strict=True)]
    families = set(document.family[document.kind < PUNCTUATION].tolist())
    words = set(document.low)
    out = []
    for headline in headlines:
        head = read(headline, furniture=False, unknown=document.unknown)
        content = head.family[content_tokens(head)].tolist()
        unseen = sum(f not in families for f in content) / max(1, len(content))
        plain = [w for w, kind in zip(head.low, head.kind.tolist(), strict=True) if kind < PUNCTUATION]
        rouge = sum(w in words for w in plain) / max(1, len(plain))
        own = _bag(head, 0, len(head))
        cosine = max((sum(own.get(k, 0.0) * v for k, v in bag.items()) for bag in bags), default=0.0)
        out.append((unseen, -unseen, float(len(plain)), -cosine, -rouge))
    return out


NAMES = ("unseen words", "seen words", "length", "TF-IDF", "ROUGE-1")


def rivals(examples: Sequence[Example]) -> dict[str, np.ndarray]:
    """One column of scores for each rival, in the order of the examples."""
    by_body: dict[str, list[int]] = {}
    for i, example in enumerate(examples):
        by_body.setdefault(example.body, []).append(i)
    done = Parallel(n_jobs=-1, batch_size=16)(delayed(_measure)(body, [examples[i].headline for i in indices]) for body, indices in by_body.items())
    out = np.zeros((len(examples), len(NAMES)))
    for indices, rows in zip(by_body.values(), done, strict=True):
        out[indices] = rows
    return {name: out[:, k] for k, name in enumerate(NAMES)}

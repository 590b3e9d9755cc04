"""Which words a reason points at, and which body sentence decides about them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from headcheck.evidence import Alignment
from headcheck.lexicon import ADJECTIVE, CONJUNCTION, DETERMINER, NAME, PARTICLE, PREPOSITION, lexicon

LONGEST, PRICE = 5, 0.02  # of the words pointed at: how many at most, and the share of blame that each further one must bring


def phrase(a: Alignment, share: NDArray[np.float64], allowed: NDArray[np.bool_]) -> list[int]:
    """The run of words of one claim that has most of the blame, a price for each word beyond the first."""
    best, found = -1.0, [0]
    for i in np.flatnonzero(allowed).tolist():
        value = 0.0
        for j in range(i, min(len(share), i + LONGEST)):
            if a.claim_of[j] != a.claim_of[i] or (j > i and a.words[j] - a.words[j - 1] > 3) or not allowed[j]:
                break
            value += float(share[j])
            if value - PRICE * (j - i) > best:
                best, found = value - PRICE * (j - i), list(range(i, j + 1))
    return found


def spread(a: Alignment, at: int, fits: Callable[[int], bool], *, reach: int = 2) -> list[int]:
    """The run of fitting neighbours around one word, inside its claim, each at most ``reach`` tokens from the next."""
    low = high = at
    while low > 0 and a.claim_of[low - 1] == a.claim_of[at] and fits(low - 1) and a.words[low] - a.words[low - 1] <= reach:
        low -= 1
    while high + 1 < len(a.words) and a.claim_of[high + 1] == a.claim_of[at] and fits(high + 1) and a.words[high + 1] - a.words[high] <= reach:
        high += 1
    return list(range(low, high + 1))


def deciding(a: Alignment, rows: list[int]) -> int:
    """The body sentence that decides about some words: it speaks of the whole headline, and of them or of what stands close to them."""
    return int(np.argmax(speaking(a, rows))) if a.first[rows[0]] >= 0 and len(a.body.filled) else -1


def speaking(a: Alignment, rows: list[int]) -> NDArray[np.float64]:
    """How far each body sentence speaks to some words, shape ``(n_sentences,)``.

    The weights are those of a conditional logit over the sentences that decide about our graded headlines (`training/NOTES.md`), rounded.
    """
    body, first = a.body, a.first[rows[0]]
    starts = body.bounds[:-1][body.filled]
    value = np.zeros(body.document.n_sentences)
    value[body.filled] = 4.4 * np.maximum.reduceat(a.borne, starts, axis=1).mean(axis=0)  # the headline's words in their company
    value[body.filled] += 3.6 * np.maximum.reduceat(a.close[rows], starts, axis=1).mean(axis=0)
    value[a.chosen[a.claim_of[rows[0]]]] += 1.2
    value[first + 1 : first + 2] += 0.8  # what goes on from there
    value[:1] -= 1.0  # the lead sums up; what decides comes later
    denied = np.logical_or.reduceat(lexicon().member[body.document.row, lexicon().column["negation"]], body.document.sentence_bounds[:-1])
    value += 0.6 * denied
    pointed = set(a.words[rows].tolist())
    measured = {q.measure for q in a.quantities if not pointed.isdisjoint(range(q.first, q.last))}
    value[sorted({int(body.document.sentence[q.first]) for q in body.quantities if q.measure in measured})] += 0.9
    return value


_DANGLING = (DETERMINER, PREPOSITION, CONJUNCTION, PARTICLE)


def whole(a: Alignment, rows: list[int]) -> tuple[int, int]:
    """First and last + 1 token of some rows, so that nothing is cut in two ("long-term", "64%", "New Hampshire") or left dangling."""
    head = a.headline
    first, last = int(a.words[rows[0]]), int(a.words[rows[-1]]) + 1
    while last - first > 1 and head.kind[last - 1] in _DANGLING:
        last -= 1

    def touch(i: int) -> bool:  # token i and the next one, without a space
        return 0 <= i < len(head) - 1 and head.end[i] == head.start[i + 1]

    def joined(i: int) -> bool:
        one, two = head.low[i], head.low[i + 1]
        return touch(i) and (one in _JOINING or two in _JOINING) and (one[0].isalnum() or two[0].isalnum())

    def one_name(i: int) -> bool:
        named = i > 0 and head.kind[i] == ADJECTIVE  # "New" of "New Hampshire"
        return 0 <= i < len(head) - 1 and bool((named or head.kind[i] == NAME) and head.kind[i + 1] == NAME and head.capital[i] and head.capital[i + 1])

    while first > 0 and (joined(first - 1) or one_name(first - 1)):
        first -= 1
    while last < len(head) and (joined(last - 1) or one_name(last - 1)):
        last += 1
    while last - first > 1 and head.low[last - 1] == "-":
        last -= 1
    return first, last


_JOINING = frozenset(["-", "%", "£", "$", "€"])

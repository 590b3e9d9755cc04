"""Which place in the body fits a headline word best by the company it keeps there: the other words of its claim, met nearby.

A word that stands in the body is borne out only where the rest of its claim is; where another word of its sort fits that company better,
the headline has put one for the other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headcheck.evidence import EXACT, Alignment, Floats
from headcheck.lexicon import ADJECTIVE, NAME, NOUN, NUMBER, OPPOSITE, VERB
from headcheck.text import Document

HEADLINE_REACH, BODY_REACH = 10.0, 15.0  # tokens at which company counts for a third
BREAK = 6  # tokens that the end of a sentence counts for
ENOUGH = 0.35  # worth from which a word counts as met
NAMES = (
    "borne",
    "borne_missing",
    "fit_own",
    "fit_gap",
    "fit_rival_name",
    "fit_rival_number",
    "fit_rival_noun",
    "fit_rival_verb",
    "fit_rival_adjective",
    "fit_rival_close",
    "fit_rival_known",
    "fit_close",
    "fit_opposite",
)


@dataclass(frozen=True, eq=False)
class Company:
    """``fit`` (n, m): how much of the company of each headline word stands near each body word; ``place`` (n,): where it fits best, or -1."""

    fit: Floats
    place: NDArray[np.int64]


def company(a: Alignment) -> Company:
    """Company of every headline word at every place of the body."""
    n, m = a.kind.shape
    if not n or not m:
        return Company(np.zeros((n, m), np.float32), np.full(n, -1))
    row, where = np.nonzero(a.worth >= ENOUGH)
    at = (a.body.at + BREAK * a.body.sentence).astype(np.float32)
    near = np.zeros((n, m), np.float32)  # how well each word is met around each place
    if len(row):
        reach = np.exp(-np.abs(at[where][:, None] - at[None, :]) / BODY_REACH) * a.worth[row, where][:, None]
        starts = np.flatnonzero(np.r_[True, row[1:] != row[:-1]])
        near[row[starts]] = np.maximum.reduceat(reach, starts, axis=0)
    words = a.words.astype(np.float32)
    share = np.exp(-np.abs(words[:, None] - words[None, :]) / HEADLINE_REACH) * a.weight[None, :] * (a.claim_of[:, None] == a.claim_of[None, :])
    np.fill_diagonal(share, 0.0)
    total = share.sum(axis=1, keepdims=True)
    fit = (share / np.maximum(total, 1e-6)) @ near
    value = np.where(a.worth >= ENOUGH, a.worth * (0.2 + fit), 0.0)
    place = np.where(value.max(axis=1) > 0, value.argmax(axis=1), -1)
    return Company(fit.astype(np.float32), place)


def measure(a: Alignment, types: dict[str, NDArray[np.bool_]]) -> Floats:
    """Values of `NAMES` for every headline word, shape ``(n, len(NAMES))``."""
    n, m = a.kind.shape
    out = np.zeros((n, len(NAMES)), np.float32)
    if not n or not m:
        return out
    c = company(a)
    rows = np.arange(n)
    has = c.place >= 0
    safe = np.maximum(c.place, 0)
    own = np.where(has, c.fit[rows, safe], 0.0)
    best = c.fit.max(axis=1)
    column = {name: k for k, name in enumerate(NAMES)}
    borne = np.sqrt(a.worth * c.fit).max(axis=1)
    out[:, column["borne"]] = borne
    out[:, column["borne_missing"]] = (1.0 - borne) * (a.weight > 0)
    out[:, column["fit_own"]] = own
    out[:, column["fit_gap"]] = np.maximum(best - own, 0.0) * has
    body = a.body.document
    taken = (a.worth >= 0.5).any(axis=0)
    sort = _sorts(body)[a.body.at]
    for k, name in enumerate(("name", "number", "noun", "verb", "adjective")):
        mine = np.flatnonzero(types[name] & (best > 0))
        free = np.flatnonzero((sort == k) & ~taken)
        if not len(mine) or not len(free):
            continue
        block = c.fit[np.ix_(mine, free)]
        rival = block.argmax(axis=1)
        gap = block[np.arange(len(mine)), rival] - own[mine]
        out[mine, column[f"fit_rival_{name}"]] = np.clip(gap, -0.5, 1.0) + 0.5
        out[mine, column["fit_rival_close"]] = np.maximum(a.close[mine, free[rival]], 0.0) * (gap > 0)
        out[mine, column["fit_rival_known"]] = has[mine] * (gap > 0)
    out[:, column["fit_close"]] = (np.maximum(a.close, 0.0) * c.fit).max(axis=1) * ~(a.kind == EXACT).any(axis=1)
    out[:, column["fit_opposite"]] = np.where(a.kind == OPPOSITE, c.fit, 0.0).max(axis=1)
    return out


def _sorts(document: Document) -> NDArray[np.int64]:
    """0 name, 1 number, 2 noun, 3 verb, 4 adjective, 9 anything else, for every token."""
    kind = document.kind
    out = np.full(len(kind), 9)
    for k, code in ((1, NUMBER), (2, NOUN), (3, VERB), (4, ADJECTIVE)):
        out[kind == code] = k
    out[(kind == NAME) & document.capital] = 0
    return out

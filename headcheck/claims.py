"""What a headline asserts: its clauses, who is said to say them, and whether they are asked rather than told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from headcheck.lexicon import AUXILIARY, NAME, NOUN, NUMBER, PRONOUN, VERB, lexicon
from headcheck.text import Document

# Conjunctions that join two claims in a headline, and marks that part them.
_JOINTS = frozenset("as after amid while but despite because when following before although though since".split())
_FLOURISH = {"!": 3, "?": 2}  # most content words of a cry or a tease that asserts nothing ("Hold the hype!")
_MARKS = frozenset([":", ";", "?", "!", ".", "...", "…", "|"])


@dataclass(frozen=True)
class HeadlineClaim:
    """Tokens ``first`` to ``last - 1`` of a headline make one claim."""

    first: int
    last: int
    content: tuple[int, ...]  # tokens that must be borne out
    speaker: tuple[int, int] | None  # tokens that name who says it
    question: bool
    quoted: bool


@lru_cache(maxsize=1)
def _columns() -> tuple[int, int, int]:
    column = lexicon().column
    return column["function"], column["report"], column["unnamed"]


@lru_cache(maxsize=1)
def _names_something() -> np.ndarray:
    """Which words of the lexicon are no function words."""
    return np.ascontiguousarray(~lexicon().member[:, _columns()[0]])


def content_tokens(document: Document) -> np.ndarray:
    """Mask, shape ``(n_tokens,)``: words that name something and so can be borne out or not."""
    return np.asarray(_names_something().take(document.row) & (document.kind < 14))


def split_claims(headline: Document) -> list[HeadlineClaim]:
    """The claims of a headline, in order; at least one where it has any content word."""
    low, n = headline.low, len(headline)
    content = content_tokens(headline)
    cuts = [0]
    for i, word in enumerate(low):
        if i and word in _JOINTS and _clause_follows(headline, content, i):
            cuts.append(i)
        elif word in _MARKS and i + 1 < n:
            cuts.append(i + 1)
        elif word == "-" and 0 < i < n - 1 and headline.start[i] > headline.end[i - 1] and headline.start[i + 1] > headline.end[i]:
            cuts.append(i + 1)
    pieces = [(a, b) for a, b in zip(cuts, [*cuts[1:], n]) if b > a]
    pieces = _join_poor(pieces, content)
    claims: list[HeadlineClaim] = []
    label: tuple[int, int] | None = None
    for a, b in pieces:
        if low[b - 1] == ":" and _is_speaker(headline, a, b - 1) and b < n:
            label = (a, b - 1)
            continue
        speaker = _speaker_inside(headline, a, b) or label
        label = None
        said = set(range(*speaker)) if speaker else set()
        inside = tuple(i for i in range(a, b) if content[i] and i not in said)
        if not inside and speaker is None:
            continue
        end = b - 1 if b - a > 1 and headline.kind[b - 1] == 14 and low[b - 1] != "%" else b  # a per cent sign belongs to its number
        claims.append(HeadlineClaim(a, end, inside, speaker, low[b - 1] == "?", bool(headline.quoted[a:b].any())))
    claims = [claim for claim in claims if not _flourish(headline, claim, claims)]
    if label is not None:
        claims.append(HeadlineClaim(label[0], label[1], tuple(i for i in range(*label) if content[i]), None, False, False))
    if not claims and content.any():
        claims.append(HeadlineClaim(0, n, tuple(np.flatnonzero(content).tolist()), None, "?" in low, False))
    return claims


def _flourish(headline: Document, claim: HeadlineClaim, claims: list[HeadlineClaim]) -> bool:
    """Whether a piece only calls or teases beside a claim that says something.

    It has few words before "!" or "?", names nothing and nobody, counts nothing, and has no subject with its verb.
    """
    after = headline.low[claim.last] if claim.last < len(headline) else ""
    if len(claim.content) > _FLOURISH.get(after, -1) or claim.speaker or claim.quoted:
        return False
    kinds = headline.kind[claim.first : claim.last].tolist()
    if {NAME, NUMBER, AUXILIARY} & set(kinds) or any(pair == (NOUN, VERB) for pair in zip(kinds, kinds[1:])):
        return False
    return any(len(other.content) >= 3 for other in claims if other is not claim)


def _clause_follows(headline: Document, content: np.ndarray, i: int) -> bool:
    """Whether what comes after a joint is big enough to be a claim of its own ("as X does Y", not "as mayor")."""
    rest = content[i + 1 :].sum()
    return bool(content[:i].sum() >= 2 and rest >= 2)


def _join_poor(pieces: list[tuple[int, int]], content: np.ndarray) -> list[tuple[int, int]]:
    """Join pieces without a content word to the piece before them."""
    out: list[tuple[int, int]] = []
    for a, b in pieces:
        if out and not content[a:b].any():
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


def _is_speaker(headline: Document, a: int, b: int) -> bool:
    """Whether the words before a colon name somebody who speaks: few words, no verb, a name or an unnamed source."""
    if b - a > 5 or b <= a:
        return False
    lex = lexicon()
    rows = headline.row[a:b]
    kinds = headline.kind[a:b]
    report, unnamed = _columns()[1], _columns()[2]
    if lex.member[rows, report].any() or lex.member[rows, unnamed].any():
        return True
    return bool((kinds == NAME).any() and not ((kinds == VERB) | (kinds == AUXILIARY)).any())


def _speaker_inside(headline: Document, a: int, b: int) -> tuple[int, int] | None:
    """Speaker of "..., says X", "..., X says", "X says ..." and "according to X" inside one piece."""
    lex = lexicon()
    report = lex.member[headline.row, _columns()[1]]
    low = headline.low
    for i in range(a, b):
        if not report[i]:
            continue
        if low[i] == "according" and i + 2 < b:
            return i, min(b, i + 7)
        if headline.kind[i] not in (VERB, AUXILIARY):
            continue
        before_comma = i > a and low[i - 1] in {",", "'", '"'}
        rest = b - i - 1
        if before_comma and 0 < rest <= 5:
            return i, b
        comma = next((j for j in range(i - 2, max(a, i - 7), -1) if low[j] == ","), None)
        if comma is not None and all(headline.kind[j] >= 14 for j in range(i + 1, b)):
            return comma + 1, b
        head = i - a
        told = lex.lists[headline.row[i], _columns()[1]] <= 0.4
        if told and 0 < head <= 4 and rest >= 3 and all(headline.kind[j] in (NOUN, NAME, PRONOUN, 4, 9) for j in range(a, i)):
            return a, i + 1
        if told and 0 < rest <= 4 and head >= 3 and all(headline.kind[j] in (NOUN, NAME, 4, 9, 14) for j in range(i + 1, b)):
            return i, b
    return None

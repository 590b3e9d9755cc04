"""What every proposer looks at: a headline over its body, which words are to blame, and where the body speaks to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from headcheck.evidence import Alignment
from headcheck.lexicon import lexicon
from headcheck.reasons import phrase, speaking
from headcheck.text import Document

SENTENCES = 3  # body sentences that candidates are taken from
BLAMED = 8  # headline words that are tried
_MET = 0.65  # worth from which a body word counts as the place where a headline word is met
_REACH = 6.0  # body tokens over which closeness to such a place falls to 1/e
_BREAK = 8  # tokens that the end of a sentence counts for
_SPREAD = 3.0  # headline tokens over which a neighbour's say falls to 1/e


@dataclass(frozen=True, eq=False)
class Scene:
    """A headline over its body, and the blame of each of its words, shape ``(n_words,)``, summing to 1."""

    a: Alignment
    share: NDArray[np.float64]
    _fits: dict[tuple[int, int], NDArray[np.float64]] = field(default_factory=dict, repr=False)

    @property
    def head(self) -> Document:
        """The headline."""
        return self.a.headline

    @property
    def doc(self) -> Document:
        """The body."""
        return self.a.body.document

    @cached_property
    def row_of(self) -> dict[int, int]:
        """Row of the alignment of a headline token."""
        return {token: i for i, token in enumerate(self.a.words.tolist())}

    @cached_property
    def peak(self) -> list[int]:
        """The phrase that is most to blame, as rows."""
        return phrase(self.a, self.share, np.ones(len(self.share), bool))

    @cached_property
    def central(self) -> list[int]:
        """Body sentences that speak to that phrase, best first."""
        best: list[int] = np.argsort(-speaking(self.a, self.peak), kind="stable")[:SENTENCES].tolist()
        return best

    @cached_property
    def blamed(self) -> list[int]:
        """The rows most to blame, in the order of the headline."""
        return sorted(np.argsort(-self.share, kind="stable")[:BLAMED].tolist())

    @cached_property
    def tried(self) -> list[int]:
        """Headline tokens that are tried: of the rows most to blame, and of those that say who says it, which have no row."""
        spoken = [t for claim in self.a.claims if claim.speaker for t in range(*claim.speaker)]
        return sorted({*self.a.words[self.blamed].tolist(), *(t for t in spoken if t not in self.row_of)})

    @cached_property
    def _near(self) -> dict[int, list[int]]:
        out = {}
        for row in self.blamed:
            own = np.argsort(-speaking(self.a, [row]), kind="stable")[:SENTENCES].tolist()
            out[row] = list(dict.fromkeys([*self.central[:1], *own, *self.central]))[: SENTENCES + 1]
        return out

    def near(self, token: int) -> list[int]:
        """Body sentences that speak to one headline token, best first."""
        return self._near.get(self.row_of.get(token, -1), self.central)

    def rows(self, tokens: Iterable[int]) -> tuple[int, ...]:
        """Rows of some headline tokens; those without one are left out."""
        return tuple(self.row_of[t] for t in tokens if t in self.row_of)

    def tokens(self, sentences: Iterable[int]) -> list[int]:
        """Tokens of some body sentences."""
        bounds = self.doc.sentence_bounds
        return [t for s in sentences for t in range(int(bounds[s]), int(bounds[s + 1]))]

    @cached_property
    def taken(self) -> frozenset[int]:
        """Body tokens that bear headline words out."""
        a = self.a
        return frozenset(int(a.body.at[j]) for i, j in enumerate(a.met.tolist()) if j >= 0 and a.worth[i, j] >= 0.75)

    @cached_property
    def mine(self) -> frozenset[int]:
        """Families of the headline's words."""
        return frozenset(self.head.family.tolist())

    @cached_property
    def proper(self) -> frozenset[int]:
        """Families that the body mostly writes with a capital inside its sentences."""
        doc = self.doc
        inside = np.ones(len(doc), bool)
        inside[doc.sentence_bounds[:-1]] = False
        inside[1:] &= ~np.isin(np.array(doc.low[:-1]), ['"', "'", ":"])  # a quotation opens with a capital too
        families, capital = doc.family[inside], doc.capital[inside]
        return frozenset(f for f in set(families[capital].tolist()) if capital[families == f].mean() > 0.6)

    @cached_property
    def _plain(self) -> str:
        return self.doc.plain.lower()

    def has(self, words: str) -> bool:
        """Whether the body has some words as they stand, letter case aside."""
        return words.lower() in self._plain

    def hyphenated(self, token: int) -> bool:
        """Whether a hyphen stands beside a headline token."""
        return "-" in (*self.head.low[max(0, token - 1) : token], *self.head.low[token + 1 : token + 2])

    def in_name(self, token: int) -> bool:
        """Whether a headline token is part of a name: a capital inside a headline that is not written in capitals."""
        head = self.head
        inside = token > 0 and head.low[token - 1][0].isalnum() and bool(head.capital[token])
        timed = self.listed(token, "month", body=False) or self.listed(token, "time", body=False)
        return inside and not timed and not self.title_case and not head.words(token, token + 1)[1:2].isupper()

    @cached_property
    def _closeness(self) -> NDArray[np.float64]:
        """(n_words, n_tokens) how close each body token stands to a place where the headline word is met, 0 to 1."""
        along = np.arange(len(self.doc)) + _BREAK * self.doc.sentence
        out = np.zeros((len(self.a.words), len(along)))
        for row, worth in enumerate(self.a.worth):
            places = along[self.a.body.at[worth >= _MET]]
            if len(places):
                after = np.searchsorted(places, along)
                left, right = places[np.maximum(after - 1, 0)], places[np.minimum(after, len(places) - 1)]
                out[row] = np.exp(-np.minimum(np.abs(along - left), np.abs(along - right)) / _REACH)
        return out

    def fit(self, first: int, last: int) -> NDArray[np.float64]:
        """How far each body token stands among what surrounds headline tokens ``first`` to ``last - 1``, shape ``(n_tokens,)``, 0 to 1."""
        if (first, last) not in self._fits:
            words = self.a.words
            gap = np.maximum(first - words, words - last + 1)
            weight = np.maximum(self.a.weight, 0.3) * np.exp(-gap / _SPREAD) * (gap > 0)
            claims = {int(self.a.claim_of[r]) for r in self.rows(range(first, last))}
            if claims:
                weight = weight * np.where(np.isin(self.a.claim_of, list(claims)), 1.0, 0.3)
            total = float(weight.sum())
            self._fits[first, last] = weight @ self._closeness / total if total else np.zeros(len(self.doc))
        return self._fits[first, last]

    @cached_property
    def title_case(self) -> bool:
        """Whether the headline is written With Capitals Like This."""
        head = self.head
        words = [t for t in range(len(head)) if head.low[t][0].isalpha() and len(head.low[t]) > 3]
        return len(words) > 3 and sum(bool(head.capital[t]) for t in words) > 0.8 * len(words)

    def listed(self, token: int, name: str, *, body: bool = True) -> bool:
        """Whether a token of the body (else of the headline) is in a word list."""
        lex = lexicon()
        return bool(lex.member[(self.doc if body else self.head).row[token], lex.column[name]])

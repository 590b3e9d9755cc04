"""Evidence: which body sentences speak to which headline words, and how each word is met there.

Words are compared by family (inflections), by the relations of the lexicon, by word vectors, and numbers by value; what counts later
is the kind of match, not only its closeness.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from headcheck.claims import HeadlineClaim, content_tokens, split_claims
from headcheck.company import company, stretched
from headcheck.lexicon import ADJECTIVE, BROADER, DERIVED, NAME, NARROWER, NOUN, NUMBER, OPPOSITE, STRONGER, SYNONYM, VERB, WEAKER, lexicon, ranges
from headcheck.lexicon.scales import Counted, scales
from headcheck.short_names import initials, listed, shortened, spelt_out
from headcheck.text import Document
from headcheck.text.neighbours import counted
from headcheck.text.number_roles import shares
from headcheck.text.numbers import quantities
from headcheck.text.quantity import Quantity, same_value

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

EXACT, OTHER_NUMBER, NONE = 0, 8, 9  # kinds of match beside the lexicon's relations 1..7
# How far each kind of match bears a word out, 0 to 1. Relations are discounts, not proofs.
WORTH = np.zeros(10, dtype=np.float32)
WORTH[[EXACT, SYNONYM, DERIVED, NARROWER, BROADER, STRONGER, WEAKER]] = [1.0, 0.75, 0.85, 0.65, 0.45, 0.5, 0.35]
VECTOR_FLOOR, VECTOR_TOP, VECTOR_WORTH = 0.45, 0.95, 0.6
IDF_CAP = 7.0
MAX_SENTENCES = 3
SORTS = ("name", "number", "noun", "verb", "adjective")  # of words that can stand in for each other
_SORT_OF = np.full(256, -1, np.int8)  # of each part of speech
_SORT_OF[[NUMBER, NOUN, VERB, ADJECTIVE]] = range(1, len(SORTS))
WHOLE = 0.5  # what the company of the whole headline counts for beside that of one claim
_ONE_CORE = 1 << 18  # multiplications from which OpenBLAS shares a product out to several cores
# Small words that change what a claim says; they are rows of the word model, and weigh nothing in coverage.
OPERATORS = ("negation", "modal", "quantifier", "booster", "hedge", "superlative", "denial", "time")


@lru_cache(maxsize=1)
def _operator_words() -> NDArray[np.bool_]:
    lex = lexicon()
    return np.asarray(lex.member[:, [lex.column[name] for name in OPERATORS]].any(axis=1))


@cache
def _values(name: str) -> Floats:
    """Value of each word in a list, side by side in memory, so that a text looks them up quickly."""
    return np.ascontiguousarray(lexicon().lists[:, lexicon().column[name]])


class Body:
    """A body and what is asked of it for every headline, computed once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        lex = lexicon()
        content = content_tokens(document) | _operator_words().take(document.row)
        self.at: Ints = np.flatnonzero(content).astype(np.int32)  # tokens that can bear something out
        self.family = document.family[self.at]
        self.row = document.row[self.at]
        self.sentence = document.sentence[self.at]
        self.vectors = lex.vectors.take(self.row, axis=0)
        # (n_sentences + 1,) bounds of each sentence in `at`
        self.bounds = np.searchsorted(self.sentence, np.arange(document.n_sentences + 1))
        self.filled = np.flatnonzero(np.diff(self.bounds) > 0)  # sentences with content
        self._listed: dict[int, tuple[Floats, Floats]] = {}
        self._highest: dict[str, float] = {}

    @cached_property
    def places(self) -> dict[int, list[int]]:
        """Positions (in ``at``) of each family."""
        out: dict[int, list[int]] = {}
        for i, family in enumerate(self.family.tolist()):
            out.setdefault(family, []).append(i)
        return out

    @cached_property
    def by_family(self) -> tuple[NDArray[np.intp], Ints]:
        """Positions (in ``at``) in the order of their families, and those families."""
        order = np.argsort(self.family)
        return order, self.family[order]

    @cached_property
    def quantities(self) -> list[Quantity]:
        """All numbers of the body."""
        return quantities(self.document)

    @cached_property
    def _shares(self) -> list[Quantity]:
        return shares(self.document, self.quantities)

    def shares_for(self, quantity: Quantity) -> list[Quantity]:
        """Shares that the numbers of the body come to, 38% for "118 of 310 websites"; they bear out a percentage only."""
        return self._shares if quantity.unit == "%" else []

    @cached_property
    def quantity_places(self) -> list[tuple[int, int]]:
        """First position (in ``at``) of each quantity, and the one after its last."""
        tokens = np.array([(q.first, q.last) for q in self.quantities], dtype=np.int32).reshape(-1, 2)
        return [(a, b) for a, b in np.searchsorted(self.at, tokens).tolist()]

    @cached_property
    def has_row(self) -> NDArray[np.bool_]:
        """Whether each word of the lexicon stands in the body, in this very form; the last entry, whether any word does that it does not know."""
        out = np.zeros(lexicon().unknown + 1, np.bool_)
        out[self.document.row] = True
        return out

    @cached_property
    def shortened(self) -> dict[str, list[int]]:
        """Tokens that may be short names, by the name."""
        return shortened(self.document)

    def listed(self, sentence: int) -> tuple[Floats, Floats]:
        """(n_lists,) highest value of each list in a sentence, and (n_lists,) its members there."""
        found = self._listed.get(sentence)
        if found is None:
            lex, bounds = lexicon(), self.document.sentence_bounds
            rows = self.document.row[bounds[sentence] : bounds[sentence + 1]]
            found = self._listed[sentence] = lex.lists.take(rows, axis=0).max(axis=0), lex.member.take(rows, axis=0).sum(axis=0, dtype=np.float32)
        return found

    def highest(self, name: str) -> float:
        """Highest value of a list in the body."""
        if name not in self._highest:
            self._highest[name] = float(_values(name).take(self.document.row).max(initial=0.0))
        return self._highest[name]

    @cached_property
    def scale_levels(self) -> Floats:
        """(n_sentences, n_scales) learnt scales of each sentence, -1 to 1."""
        bounds = self.document.sentence_bounds[:-1]
        if not len(bounds):
            return np.zeros((0, len(scales().intercept)), np.float32)
        return scales().level(np.add.reduceat(scales().weights(self.document.row, self.counted), bounds))

    @cached_property
    def counted(self) -> Counted:
        """Which tokens count for learnt weights, and the slots of their neighbours."""
        return counted(self.document)

    @cached_property
    def sort(self) -> NDArray[np.int8]:
        """(m,) place in `SORTS` of each body word, -1 for other words."""
        kind = self.document.kind[self.at]
        return np.asarray(np.where((kind == NAME) & self.document.capital[self.at], 0, _SORT_OF.take(kind)))

    @cached_property
    def along(self) -> Floats:
        """(m,) where each body word stands, in tokens."""
        return stretched(self.at, self.sentence)


@dataclass(frozen=True, eq=False)
class Alignment:
    """How the words of a headline (rows) are met in a body: ``n`` rows, ``m`` body words, ``s`` sentences."""

    headline: Document
    body: Body
    claims: list[HeadlineClaim]
    words: Ints  # (n,) their tokens in the headline
    claim_of: Ints  # (n,)
    weight: Floats  # (n,) rarity, capped; 0 for operators
    kind: NDArray[np.uint8]  # (n, m) kind of match
    worth: Floats  # (n, m) how far body word j bears word i out
    close: Floats  # (n, m) vector closeness
    fit: Floats  # (n, m) how much of the company of word i stands around body word j
    borne: Floats  # (n, m) match and company of word i at body word j, geometric mean
    by_sentence: Floats  # (n, s) best worth in each sentence
    chosen: list[list[int]]  # body sentences taken as evidence for each claim, best first
    quantities: list[Quantity]  # of the headline

    @cached_property
    def first(self) -> Ints:
        """(n,) the best evidence sentence of each row's claim, -1 where there is none."""
        best = np.array([c[0] if c else -1 for c in self.chosen], dtype=np.int32)
        return best[self.claim_of] if len(self.claim_of) else np.zeros(0, np.int32)

    @cached_property
    def met(self) -> Ints:
        """(n,) position in ``body.at`` of the word in the best sentence that meets each row best, -1 where there is none."""
        out = np.full(len(self.words), -1, dtype=np.int32)
        for sentence in set(self.first.tolist()) - {-1}:
            a, b = self.body.bounds[sentence : sentence + 2].tolist()
            if b > a:
                best, mine = (self.worth[:, a:b] + 0.1 * self.close[:, a:b] + 0.2 * self.fit[:, a:b]).argmax(axis=1), self.first == sentence
                out[mine] = a + best[mine]
        return out

    @cached_property
    def exact(self) -> NDArray[np.bool_]:
        """(n, m) whether body word j is word i in some inflection."""
        return np.asarray(self.kind == EXACT)

    @cached_property
    def there(self) -> NDArray[np.bool_]:
        """(n,) whether the body has word i in some inflection."""
        return np.asarray(self.exact.any(axis=1))

    @cached_property
    def most(self) -> Floats:
        """(n,) how far the body word that does most for word i bears it out; the body has words."""
        return np.asarray(self.worth.max(axis=1))

    @cached_property
    def closest(self) -> Floats:
        """(n,) vector closeness of the body's closest word."""
        return np.asarray(self.close.max(axis=1) if self.close.shape[1] else np.zeros(len(self.words), np.float32))

    @cached_property
    def counted(self) -> Counted:
        """Which tokens of the headline count for learnt weights, and the slots of their neighbours."""
        return counted(self.headline)

    @cached_property
    def new_share(self) -> float:
        """Share of the headline's content weight that the body does not have in any inflection, 0 to 1."""
        total = float(self.weight.sum())
        if not total or not self.kind.shape[1]:
            return 1.0
        return float(self.weight @ ~self.there) / total


def align(headline: Document, body: Body) -> Alignment:
    """Compare a headline with a body."""
    lex = lexicon()
    claims = split_claims(headline)
    operator = _operator_words()[headline.row]
    content = content_tokens(headline)
    owner: dict[int, int] = {}
    for number, claim in enumerate(claims):
        for token in claim.content:
            owner[token] = number
        for token in range(claim.first, claim.last):
            if operator[token] and not (claim.speaker and claim.speaker[0] <= token < claim.speaker[1]):
                owner.setdefault(token, number)
    words = np.array(sorted(owner), dtype=np.int32)
    claim_of = np.array([owner[t] for t in words.tolist()], dtype=np.int32)
    n, m, s = len(words), len(body.at), body.document.n_sentences
    rows = headline.row[words]
    weight = np.where(content[words], np.minimum(lex.idf[rows], IDF_CAP), 0.0).astype(np.float32)
    kind = np.full((n, m), NONE, dtype=np.uint8)
    close = _products(lex.vectors.take(rows, axis=0), body.vectors)
    met = _relate(headline.family[words], body, kind)
    worth = np.minimum(np.maximum((close - VECTOR_FLOOR) / (VECTOR_TOP - VECTOR_FLOOR), 0.0), 1.0) * VECTOR_WORTH
    worth[met] = np.maximum(WORTH.take(kind[met]), worth[met] * (kind[met] != OPPOSITE))
    _match_short_names(headline, body, words, kind, worth)
    numbers = quantities(headline)
    _match_numbers(numbers, body, words, kind, worth)
    fit = company(words, weight, claim_of, worth, body.along)
    borne = np.sqrt(worth * fit)
    by_sentence, in_company = np.zeros((n, s), dtype=np.float32), np.zeros((n, s), dtype=np.float32)
    if m and n:
        starts = body.bounds[:-1][body.filled]
        by_sentence[:, body.filled] = np.maximum.reduceat(worth, starts, axis=1)
        in_company[:, body.filled] = np.maximum.reduceat(borne, starts, axis=1)
    chosen = [_choose(by_sentence[mine], weight[mine], in_company, mine) for mine in (claim_of == c for c in range(len(claims)))]
    return Alignment(headline, body, claims, words, claim_of, weight, kind, worth, close, fit, borne, by_sentence, chosen, numbers)


def _products(a: Floats, b: Floats) -> Floats:
    """Every row of ``a`` times every row of ``b``, in pieces so small that BLAS wakes no second core for them: it would only wait there."""
    out = np.empty((len(a), len(b)), np.float32)
    step = max(1, _ONE_CORE // max(1, a.size))
    for i in range(0, len(b), step):
        np.matmul(a, b[i : i + step].T, out=out[:, i : i + step])
    return out


def _relate(families: Ints, body: Body, kind: NDArray[np.uint8]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Enter, in place, where each word stands in the body, or a word that the lexicon relates to it; the word itself comes last and so counts.

    Gives the rows and columns entered.
    """
    row, other, relation = lexicon().related_to(families)
    row, other = np.concatenate([row, np.arange(len(families))]), np.concatenate([other, families])
    relation = np.concatenate([relation, np.full(len(families), EXACT, np.uint8)])
    order, there = body.by_family
    low, high = np.searchsorted(there, other), np.searchsorted(there, other, side="right")
    hit, place = ranges(low, high)
    rows, columns = row[hit], order[place]
    kind[rows, columns] = relation[hit]
    return rows, columns


def _match_short_names(headline: Document, body: Body, words: Ints, kind: NDArray[np.uint8], worth: Floats) -> None:
    """Let a short name meet the long one, in place, whichever of the two texts has which."""
    for short, mine in shortened(headline).items():
        if short in body.shortened:
            continue
        _meet(body, words, mine, [t for tokens in spelt_out(body.document, short) for t in tokens], kind, worth)
    if body.shortened:
        for short in body.shortened.keys() & {*listed(headline), *initials(headline)}:
            for tokens in spelt_out(headline, short):
                _meet(body, words, tokens, body.shortened[short], kind, worth)


def _meet(body: Body, words: Ints, mine: list[int], theirs: list[int], kind: NDArray[np.uint8], worth: Floats) -> None:
    """Enter tokens of the headline and of the body, in place, as the same."""
    rows, columns = np.flatnonzero(np.isin(words, mine)), np.flatnonzero(np.isin(body.at, theirs))
    kind[np.ix_(rows, columns)] = EXACT
    worth[np.ix_(rows, columns)] = 1.0


def _match_numbers(counted: list[Quantity], body: Body, words: Ints, kind: NDArray[np.uint8], worth: Floats) -> None:
    """Let numbers meet by value, in place: "two" is 2, 3,000 is "three thousand"."""
    for quantity in counted:
        first, last = np.searchsorted(words, [quantity.first, quantity.last]).tolist()
        if first == last:
            continue
        for other, (a, b) in zip(body.quantities, body.quantity_places, strict=True):
            same = same_value(quantity, other)
            kind[first:last, a:b] = EXACT if same == 1.0 else SYNONYM if same else OTHER_NUMBER
            worth[first:last, a:b] = same
        for share in body.shares_for(quantity):
            if same := same_value(quantity, share):
                a, b = np.searchsorted(body.at, [share.first, share.last]).tolist()
                kind[first:last, a:b], worth[first:last, a:b] = SYNONYM, same


def by_row(mask: NDArray[np.bool_]) -> list[list[int]]:
    """Columns of each row of a mask where it is true."""
    out: list[list[int]] = [[] for _ in mask]
    for place in np.flatnonzero(mask).tolist():  # along one axis this is several times as fast as along two
        row, column = divmod(place, mask.shape[1])
        out[row].append(column)
    return out


def _choose(met: Floats, weight: Floats, borne: Floats, mine: NDArray[np.bool_]) -> list[int]:
    """The sentence where most of the claim's words (``mine``) stand in their company, then those that bear out at least a tenth more."""
    total = float(weight.sum())
    if not total or not met.shape[1]:
        return []
    # Earlier sentences win near-ties: the lead is where the story is.
    late = 1e-4 * np.arange(met.shape[1])
    chosen: list[int] = []
    have = np.zeros(len(met), dtype=np.float32)
    best = int(np.argmax(borne[mine].sum(axis=0) / len(met) + borne.sum(axis=0) * (WHOLE / len(borne)) - late))
    for _ in range(MAX_SENTENCES):
        gain = weight @ np.maximum(met - have[:, None], 0.0) - late
        if chosen or gain[best] < 0.1 * total:
            best = int(np.argmax(gain))
        if gain[best] < 0.1 * total:
            break
        chosen.append(best)
        have = np.maximum(have, met[:, best])
    return chosen

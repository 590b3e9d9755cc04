"""What a Result says beyond its two scores, each part computed when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from headcheck.claims import FINDING
from headcheck.evidence import Alignment
from headcheck.features import boldness
from headcheck.lexicon import NOUN, PUNCTUATION, lexicon
from headcheck.model import Judge, LinearHead
from headcheck.reading import N_ACCURACY, NAMES, Reading
from headcheck.reasons import Reason, of_whole, of_words, reasons
from headcheck.result import Claim
from headcheck.text import Document

if TYPE_CHECKING:
    from headcheck.fixes import Fix

_FEW_WORDS = 40  # a body below this bears little out
_ENOUGH = 12  # words of both texts below which their language is not asked for
_SMALL_WORDS = 0.2  # share of small words that hardly an English text falls below


@dataclass(frozen=True, eq=False)
class Explanation:
    """A reading judged: why the model gives its score. See `headcheck.Result` for the parts."""

    reading: Reading
    judge: Judge
    score: float

    @cached_property
    def _added(self) -> NDArray[np.float64]:
        """Log-odds that each feature adds."""
        return np.asarray(self.judge.accuracy.contributions(self.reading.values)[0])

    @cached_property
    def reasons(self) -> list[Reason]:
        context, a = self.reading.context, self.reading.alignment
        own, wording, stance = np.split(self._added, [N_ACCURACY, len(NAMES)])
        found = reasons(context, own, self.judge.words.blame(context.words, boldness.by_word(a)))
        found += of_whole(a, float(wording.sum()), float(stance.sum())) + of_words(a, self.words)
        return sorted(found, key=lambda reason: -abs(reason.effect))

    @cached_property
    def claims(self) -> list[Claim]:
        return _claims(self.reading.alignment)

    @cached_property
    def contributions(self) -> dict[str, float]:
        return _named(self.judge.accuracy, self._added) | {f"words_{side}": sum(added.values()) for side, added in self.words.items()}

    @cached_property
    def words(self) -> dict[str, dict[str, float]]:
        """Log-odds that each word of body and headline adds, in models that were retrained and weigh them."""
        weights = self.judge.accuracy.words
        a = self.reading.alignment
        return {} if weights is None else weights.explain(a.headline.text, a.body.document.text)

    @cached_property
    def sensationalism_contributions(self) -> dict[str, float]:
        added = self.judge.sensationalism.contributions(self.reading.values)[0]
        return dict(zip(NAMES[N_ACCURACY:], added[N_ACCURACY:].tolist(), strict=True))

    @cached_property
    def warnings(self) -> list[str]:
        return _warnings(self.reading.alignment)

    @cached_property
    def fixes(self) -> list[Fix]:
        from headcheck.fixes import propose

        return propose(self.reading, self.score, self.judge)


def _named(head: LinearHead, contributions: NDArray[np.float64]) -> dict[str, float]:
    """Contributions by name; those of wording and stance where the model weighs them."""
    weighed = np.abs(head.weights).sum(axis=(0, 2)) > 0
    return {name: value for i, (name, value) in enumerate(zip(head.names, contributions.tolist(), strict=True)) if i < N_ACCURACY or weighed[i]}


def _claims(a: Alignment) -> list[Claim]:
    hedges = lexicon().hedges[a.headline.row] & (a.headline.kind != NOUN)  # a risk or a suspect is no hedge
    out = []
    for i, claim in enumerate(a.claims):
        attributed = None
        if claim.speaker is not None:
            attributed = a.headline.words(*_who(a.headline, *claim.speaker))
        evidence = tuple(a.body.document.sentence_span(s) for s in a.chosen[i])
        hedged = claim.question or bool(hedges[claim.first : claim.last].any())
        out.append(Claim(a.headline.span(claim.first, claim.last), _support(a, i), evidence, hedged, attributed))
    return out


_SILENT = frozenset(["according", "to"]) | FINDING  # what is no part of who speaks


def _who(headline: Document, first: int, last: int) -> tuple[int, int]:
    """Who speaks, without the verb and the marks around: "mayor" of ", says mayor"."""
    verbs = lexicon().member[headline.row, lexicon().column["report"]] & (headline.kind != NOUN)
    kept = [t for t in range(first, last) if not (verbs[t] or headline.kind[t] == PUNCTUATION or headline.low[t] in _SILENT)]
    return (kept[0], kept[-1] + 1) if kept else (first, last)


def _support(a: Alignment, claim: int) -> float:
    """Weight of the claim's words that its evidence bears out, 0 to 1."""
    mine = a.claim_of == claim
    weight = a.weight[mine]
    chosen = a.chosen[claim]
    if not chosen or not weight.sum():
        return 0.0
    return float(np.clip(weight @ a.by_sentence[np.ix_(mine, chosen)].max(axis=1) / weight.sum(), 0.0, 1.0))


def _warnings(a: Alignment) -> list[str]:
    body, head = a.body.document, a.headline
    out = []
    words = body.n_words
    if words < _FEW_WORDS:
        aside = " after page furniture was set aside" if body.set_aside else ""
        out.append(f"body has {words} word{'' if words == 1 else 's'}{aside}")
    if not head.n_words:
        out.append("headline has no words: the score tells nothing")
    elif head.n_words < 3:
        out.append("headline has fewer than 3 words")
    if not _english(np.concatenate([text.row[text.kind < PUNCTUATION] for text in (head, body)])):
        out.append("not English?")
    return out


def _english(words: NDArray[np.int32]) -> bool:
    """Whether words, given by their rows of the lexicon, may be English: most are known, and all of them where small words are rare, as in a list of names."""
    if len(words) < _ENOUGH:
        return True
    lex = lexicon()
    unknown, small = (words == lex.unknown).mean(), lex.member[words, lex.column["function"]].mean()
    return bool(unknown <= (0.5 if small > _SMALL_WORDS else 0.0))

"""Reasons: contributions of features gathered by kind, each pointed at headline words and a body sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headcheck.bags import TOKEN
from headcheck.evidence import Alignment
from headcheck.features import FEATURES, boldness
from headcheck.features.context import Context

FLOOR = 0.08  # log-odds below which a reason is not worth telling
LONGEST, PRICE = 5, 0.02  # of the words pointed at: how many at most, and the share of blame that each further one must bring
BOLD = 0.2  # boldness from which a reason may point at a word as strong; about a quarter of our headlines' words have it
_TRUSTED = 0.8  # a kind's own words must have this much of the blame of the words most to blame, else it points at those
_HAS = 0.7  # worth from which the body has a word, in some form
_PLACED = frozenset(["scattered", "roles"])  # kinds that say where in the body the words stand
_VAGUE = frozenset(["unsupported", "scattered", "paraphrase", "substituted"])  # kinds that say where, but hardly what


@dataclass(frozen=True)
class Reason:
    """Why a headline scores as it does.

    Attributes
    ----------
    kind : str
        What is at stake: "unsupported", "name", "number", "hedge", "attribution", "plan", "causal", "generalised", "escalated",
        "roles", "reversed", "time", "substituted", "scattered", "denial", "strength", "paraphrase"; of retrained models also "words".
    headline_span : tuple of (int, int)
        Characters of the headline it points at.
    body_span : tuple of (int, int) or None
        Characters of the body sentence that decides it.
    effect : float
        Log-odds it adds to the score (negative: it speaks for the headline).
    text : str
        One plain sentence.
    """

    kind: str
    headline_span: tuple[int, int]
    body_span: tuple[int, int] | None
    effect: float
    text: str


# What a reason says, against and for the headline. {words} is the headline's wording.
_AGAINST = {
    "unsupported": "The body does not bear out {words}.",
    "scattered": "What {words} joins stands in different places of the body.",
    "paraphrase": "{words} is worded differently from the body.",
    "substituted": "Where the headline has {words}, the body says something else.",
    "reversed": "{words} turns round what the body says, or leaves out a \"not\".",
    "strength": "{words} is stronger than the body's wording.",
    "hedge": "The body is less sure than {words}.",
    "attribution": "The body gives {words} as somebody's statement; the source is missing or another.",
    "denial": "The body reports a denial of {words}.",
    "causal": "{words} claims a cause that the body does not.",
    "plan": "The body speaks of a plan or a wish; {words} tells it as settled.",
    "generalised": "{words} is wider than the body: more people, more places, or all instead of some.",
    "escalated": "{words} is harsher, or more settled, than what the body reports.",
    "time": "The body places {words} at another time.",
    "roles": "In the body, {words} stands in another role or place: who did what to whom may have changed.",
    "name": "The body does not name {words} so.",
    "number": "The body does not give the number in {words} so.",
}
_FOR = {
    "unsupported": "The body bears out {words}.",
    "scattered": "What {words} joins stands together in the body.",
    "paraphrase": "The body says {words} in other words.",
    "substituted": "Nothing else stands in the body where the headline has {words}.",
    "reversed": "{words} keeps the body's yes and no.",
    "strength": "{words} is no stronger than the body's wording.",
    "hedge": "{words} is no surer than the body.",
    "attribution": "The source of {words} is kept.",
    "denial": "No denial of {words} is left out.",
    "causal": "{words} claims no more of a cause than the body.",
    "plan": "{words} does not tell a plan as settled.",
    "generalised": "{words} is no wider than the body.",
    "escalated": "{words} is no harsher than the body.",
    "time": "The time in {words} is the body's.",
    "roles": "Who does what in {words} is as in the body.",
    "name": "The names in {words} are in the body.",
    "number": "The numbers in {words} are the body's.",
}
# Word features that show where a kind of reason sits; the highest doubt among the words they mark is pointed at.
_MARKS: dict[str, tuple[str, ...]] = {
    "hedge": ("verb_lost_hedge", "lost_hedge", "above_modal"),
    "attribution": ("verb_lost_report", "lost_report", "lost_unnamed"),
    "denial": ("lost_denial", "gained_denial"),
    "plan": ("done_for_plan", "verb_lost_plan", "lost_plan"),
    "causal": ("causal_for_correlation", "above_causal"),
    "generalised": ("above_quantifier", "above_scope", "human_for_animal"),
    "escalated": ("above_intensity", "above_force"),
    "time": ("above_time",),
    "reversed": ("met_opposite", "gained_negation", "lost_negation"),
    "strength": ("above_superlative", "above_booster", "met_broader", "new_operator"),
    "roles": ("left_turned", "apart_name", "right_turned"),
    "name": ("new_name", "type_name"),
    "number": ("new_number", "apart_number", "type_number"),
    "substituted": ("new_both_met",),
    "scattered": ("exact_elsewhere", "left_far"),
    "paraphrase": ("met_synonym", "met_derived", "met_narrower"),
}


def reasons(context: Context, contributions: NDArray[np.float64], blame: NDArray[np.float64] | None = None) -> list[Reason]:
    """Reasons, strongest first; with those too weak to tell, their effects sum to the contributions.

    Parameters
    ----------
    context : Context
        The headline over its body.
    contributions : array of shape (n_accuracy_features,)
        Log-odds each feature adds.
    blame : array of shape (n_words,), optional
        Log-odds of each word of being the one at fault, if any is; what the word model says by default.
    """
    a = context.alignment
    if not len(a.words):
        return []
    if not len(a.body.at):  # kinds compare, and here is nothing to compare with
        return [_reason(a, "unsupported", float(contributions.sum()), list(range(len(a.words))), _AGAINST)]
    blame = context.doubt if blame is None else blame
    share = shares(blame)
    sums: dict[tuple[str, bool], float] = {}
    for feature, value in zip(FEATURES, contributions.tolist(), strict=True):
        # The vague kinds speak for one part of a headline and against another: each side is a reason of its own.
        key = feature.reason, feature.reason in _VAGUE and value > 0
        sums[key] = sums.get(key, 0.0) + value
    against = {kind: effect for (kind, _), effect in sums.items() if effect > 0}
    gathered = _gather(context, against, share)
    main = max(gathered, key=lambda kind: gathered[kind], default="")
    told = _merged(context, [(kind, effect, _against(context, kind, share, main=kind == main)) for kind, effect in gathered.items()], share)
    told += [(kind, effect, _for(context, kind, share)) for (kind, _), effect in sums.items() if effect <= 0]
    out = [_reason(a, kind, effect, rows) for kind, effect, rows in told if abs(effect) >= FLOOR]
    return sorted(out, key=lambda reason: -abs(reason.effect))


def of_words(a: Alignment, words: dict[str, dict[str, float]]) -> list[Reason]:
    """Reasons that a retrained model has in single words of headline and lead, one a side, named after the word that adds most."""
    out = []
    for side, added in words.items():
        effect = sum(added.values())
        if abs(effect) < FLOOR:
            continue
        word = max(added, key=lambda w: added[w] * effect)
        own = side == "headline"
        start, end = _place(a.headline.text if own else a.body.document.text, word)
        sentence = None if own else next((s for s in map(a.body.document.sentence_span, range(a.body.document.n_sentences)) if s[0] <= start < s[1]), None)
        where = "headlines" if own else "articles"
        text = f"In the labelled {where}, words such as “{word}” went with a {'higher' if effect > 0 else 'lower'} score."
        out.append(Reason("words", (start, end) if own else (0, len(a.headline.text)), sentence, effect, text))
    return out


def _place(text: str, word: str) -> tuple[int, int]:
    return next(found.span() for found in re.finditer(TOKEN, text) if found.group().lower() == word)


def _reason(a: Alignment, kind: str, effect: float, rows: list[int], told: dict[str, str] | None = None) -> Reason:
    span = a.headline.span(int(a.words[rows[0]]), int(a.words[rows[-1]]) + 1)
    sentence = _sentence(a, rows)
    said = f"“{a.headline.text[span[0] : span[1]]}”"
    body_span = None if sentence < 0 else a.body.document.sentence_span(sentence)
    return Reason(kind, span, body_span, effect, _capital((told or (_AGAINST if effect > 0 else _FOR))[kind].format(words=said)))


def _gather(context: Context, against: dict[str, float], share: NDArray[np.float64]) -> dict[str, float]:
    """Effects against the headline, those of the vague kinds joined to the strongest clear kind that points at the same words."""
    vague = sum(effect for kind, effect in against.items() if kind in _VAGUE)
    out = {kind: effect for kind, effect in against.items() if kind not in _VAGUE}
    if vague < FLOOR:
        return out | {kind: effect for kind, effect in against.items() if kind in _VAGUE}
    peak = set(phrase(context.alignment, share, np.ones(len(share), bool)))
    clear = [kind for kind in out if out[kind] >= FLOOR and not peak.isdisjoint(_against(context, kind, share, main=False))]
    kind = max(clear, key=lambda k: out[k]) if clear else max((k for k in against if k in _VAGUE), key=lambda k: against[k])
    out[kind] = out.get(kind, 0.0) + vague
    return out


def _merged(context: Context, told: list[tuple[str, float, list[int]]], share: NDArray[np.float64]) -> list[tuple[str, float, list[int]]]:
    """Reasons against the headline; words that the body does not have are said to be missing, unless the kind knows better."""
    out: dict[str, tuple[float, list[int]]] = {}
    there = context.alignment.worth.max(axis=1) >= _HAS
    for kind, effect, rows in sorted(told, key=lambda reason: -reason[1]):
        worst = max(rows, key=lambda i: share[i])
        placed = kind in _PLACED or not _marked(context, kind).any()
        said = "unsupported" if placed and not there[worst] else kind
        known, first = out.get(said, (0.0, rows))
        out[said] = known + effect, first
    return [(kind, effect, rows) for kind, (effect, rows) in out.items()]


def _against(context: Context, kind: str, share: NDArray[np.float64], *, main: bool) -> list[int]:
    """Words that a reason against the headline points at: of those that its kind marks, the ones most to blame.

    The main reason points elsewhere where its kind's words have little of the blame.
    """
    a = context.alignment
    every = np.ones(len(share), bool)
    peak = phrase(a, share, every)
    marked = _marked(context, kind)
    if kind in _VAGUE or not marked.any():
        return peak
    own = phrase(a, share, marked)
    return peak if main and float(share[own].sum()) < _TRUSTED * float(share[peak].sum()) else own


def _marked(context: Context, kind: str) -> NDArray[np.bool_]:
    """Words that show what a kind of reason is about."""
    marked = np.zeros(len(context.words), bool)
    for name in _MARKS.get(kind, ()):
        marked |= context.column(name) > 0
    if kind == "strength":
        marked |= boldness.by_word(context.alignment) >= BOLD
    return marked


def _for(context: Context, kind: str, share: NDArray[np.float64]) -> list[int]:
    """Words that a reason for the headline points at: of those that its kind marks, else of all, the run least to blame."""
    a = context.alignment
    least = share <= np.median(share)
    for name in _MARKS.get(kind, ()):
        marked = context.column(name) > 0
        if marked.any():
            best = int(np.flatnonzero(marked)[np.argmin(share[marked])])
            return _spread(a, best, lambda i, marked=marked: bool(marked[i]))  # type: ignore[misc]
    return _spread(a, int(np.argmin(share)), lambda i: bool(least[i]))


def shares(blame: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-odds of blame as shares that sum to 1."""
    share = np.exp(blame - blame.max())
    return np.asarray(share / share.sum())


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


def _spread(a: Alignment, at: int, fits: Callable[[int], bool]) -> list[int]:
    """The run of fitting neighbours around one word, inside its claim."""
    low = high = at
    while low > 0 and a.claim_of[low - 1] == a.claim_of[at] and fits(low - 1) and a.words[low] - a.words[low - 1] <= 2:
        low -= 1
    while high + 1 < len(a.words) and a.claim_of[high + 1] == a.claim_of[at] and fits(high + 1) and a.words[high + 1] - a.words[high] <= 2:
        high += 1
    return list(range(low, high + 1))


def _sentence(a: Alignment, rows: list[int]) -> int:
    """The body sentence that decides about some words: it speaks of the whole headline, and of them or of what stands close to them."""
    return int(np.argmax(speaking(a, rows))) if a.first[rows[0]] >= 0 and len(a.body.filled) else -1


def speaking(a: Alignment, rows: list[int]) -> NDArray[np.float64]:
    """How far each body sentence speaks to some words, shape ``(n_sentences,)``."""
    body = a.body
    weight = a.weight + 0.3
    value = np.asarray(3.5 * (weight @ a.by_sentence) / weight.sum(), dtype=np.float64)
    close = np.maximum.reduceat(a.close[rows].max(axis=0), body.bounds[:-1][body.filled])
    value[body.filled] += 1.9 * close
    value[a.chosen[a.claim_of[rows[0]]]] += 1.0
    counted = set(a.words[rows].tolist())
    if any(not counted.isdisjoint(range(q.first, q.last)) for q in a.quantities):
        value[sorted({int(body.document.sentence[q.first]) for q in body.quantities})] += 1.0
    return value


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

"""Reasons: contributions of features gathered by kind, each pointed at headline words and a body sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headcheck.evidence import Alignment
from headcheck.features import FEATURES
from headcheck.features.context import Context

FLOOR = 0.08  # log-odds below which a reason is not worth telling


@dataclass(frozen=True)
class Reason:
    """Why a headline scores as it does.

    Attributes
    ----------
    kind : str
        What is at stake: "unsupported", "name", "number", "hedge", "attribution", "plan", "causal", "generalised", "escalated",
        "roles", "reversed", "time", "substituted", "scattered", "denial", "strength", "paraphrase".
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
    "reversed": ("met_opposite", "slot_opposite", "gained_negation", "lost_negation"),
    "strength": ("above_superlative", "above_booster", "met_broader", "slot_broader", "new_operator"),
    "roles": ("left_turned", "apart_name", "right_turned"),
    "name": ("new_name", "slot_names", "type_name"),
    "number": ("new_number", "slot_numbers", "apart_number", "type_number"),
    "substituted": ("slot_sister", "slot_same_class", "new_both_met"),
    "scattered": ("exact_elsewhere", "left_far"),
    "paraphrase": ("met_synonym", "met_derived", "met_narrower"),
}


def reasons(context: Context, contributions: NDArray[np.float64]) -> list[Reason]:
    """Reasons, strongest first.

    Parameters
    ----------
    context : Context
        The headline over its body.
    contributions : array of shape (n_accuracy_features,)
        Log-odds each feature adds.
    """
    a = context.alignment
    if not len(a.words):
        return []
    sums: dict[str, float] = {}
    for feature, value in zip(FEATURES, contributions.tolist(), strict=True):
        sums[feature.reason] = sums.get(feature.reason, 0.0) + value
    out = []
    for kind, effect in sums.items():
        if abs(effect) < FLOOR:
            continue
        rows = _rows(context, kind, against=effect > 0)
        first, last = int(a.words[rows[0]]), int(a.words[rows[-1]]) + 1
        span = a.headline.span(first, last)
        sentence = _sentence(a, rows)
        said = f"“{a.headline.text[span[0] : span[1]]}”"
        body_span = None if sentence < 0 else a.body.document.sentence_span(sentence)
        out.append(Reason(kind, span, body_span, effect, _capital((_AGAINST if effect > 0 else _FOR)[kind].format(words=said))))
    return sorted(out, key=lambda reason: -abs(reason.effect))


def _rows(context: Context, kind: str, *, against: bool) -> list[int]:
    """Neighbouring words of one claim that a reason points at."""
    a, doubt = context.alignment, context.doubt
    for name in _MARKS.get(kind, ()):
        marked = np.flatnonzero(context.column(name) > 0)
        if len(marked):
            best = int(marked[np.argmax(doubt[marked])])
            return _spread(a, best, set(marked.tolist()).__contains__)
    if against:
        best = int(np.argmax(doubt))
        limit = max(float(doubt[best]) - 1.0, float(np.median(doubt)))
        return _spread(a, best, lambda i: bool(doubt[i] >= limit))
    best = int(np.argmin(doubt))
    middle = float(np.median(doubt))
    return _spread(a, best, lambda i: bool(doubt[i] <= middle))


def _spread(a: Alignment, at: int, fits: Callable[[int], bool]) -> list[int]:
    """The run of fitting neighbours around one word, inside its claim."""
    low = high = at
    while low > 0 and a.claim_of[low - 1] == a.claim_of[at] and fits(low - 1) and a.words[low] - a.words[low - 1] <= 2:
        low -= 1
    while high + 1 < len(a.words) and a.claim_of[high + 1] == a.claim_of[at] and fits(high + 1) and a.words[high + 1] - a.words[high] <= 2:
        high += 1
    return list(range(low, high + 1))


def _sentence(a: Alignment, rows: list[int]) -> int:
    """The body sentence that decides about some words: their claim's best, or where they are met better."""
    best = int(a.first[rows[0]])
    if best < 0 or not a.by_sentence.shape[1]:
        return -1
    weight = np.maximum(a.weight[rows], 0.1)
    here = weight @ a.by_sentence[rows]
    other = int(np.argmax(here))
    return other if here[other] > here[best] + 0.5 * weight.sum() else best


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

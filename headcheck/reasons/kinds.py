"""Kinds of reason: what each says of some headline words, against and for the headline, and of which words it may say so."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from headcheck.evidence import Alignment
from headcheck.features import boldness
from headcheck.features.context import Context
from headcheck.lexicon import lexicon

BOLD = 0.2  # boldness from which a reason may point at a word as strong, or at its opposite as cautious; about a quarter of our headlines' words have it
HAS = 0.7  # worth from which the body has a word, in some form
PLACED = frozenset(["scattered", "roles"])  # kinds that say where in the body the words stand
PRECISE = frozenset(["name", "number"])  # kinds that are told of nothing but a name, a number
VAGUE = frozenset(["unsupported", "scattered", "paraphrase", "substituted"])  # kinds that say where, but hardly what
REST = "rest"  # what speaks for the headline without a word of it to point at
Flags = NDArray[np.bool_]

# {words} is the headline's wording. Of several texts, the first is said where the kind's first marks are among the words.
_AGAINST = {
    "unsupported": "The body does not bear out {words}.",
    "scattered": "What {words} joins stands in different places of the body.",
    "paraphrase": "{words} is worded differently from the body.",
    "substituted": "Where the headline has {words}, the body says something else.",
    "reversed": "{words} turns round what the body says, or leaves out a \"not\".",
    "strength": "{words} is stronger than the body's wording.",
    "hedge": "The body is less sure than {words}.",
    "attribution": "The body gives {words} as somebody's statement; the headline does not.",
    "denial": "The body reports a denial of {words}.",
    "causal": "{words} claims a cause that the body does not.",
    "plan": "The body speaks of a plan or a wish; {words} tells it as settled.",
    "generalised": "{words} is wider than the body: more people, more places, or all instead of some.",
    "escalated": "{words} is harsher, or more settled, than what the body reports.",
    "time": "The body places {words} at another time.",
    "roles": "In the body, {words} stands in another role or place: who did what to whom may have changed.",
    "name": "The body does not name {words}.",
    "number": "The body does not give the number in {words}.",
}
_SAID = "{words} is somebody's statement in the body; the headline's source may be another."
_NAMED = "The body names {words} in another place or role."
_COUNTED = "The body has the number in {words} elsewhere, or gives what is counted another one."
_THERE = "{words} is met less closely in the body than is usual."
_FOR = {
    "unsupported": "The body bears out {words}.",
    "scattered": "What {words} joins stands together in the body.",
    "paraphrase": "The body says {words} in other words.",
    "reversed": "{words} keeps the body's yes and no.",
    "strength": "Faithful headlines say {words} more often than others.",
    "hedge": "{words} is no surer than the body.",
    "attribution": "The headline says whose statement {words} is, as the body does.",
    "denial": "{words} keeps the body's denial.",
    "causal": "{words} claims no more of a cause than the body.",
    "plan": "{words} tells a plan as a plan.",
    "generalised": "{words} is no wider than the body.",
    "escalated": "{words} is no harsher than the body.",
    "time": "The time in {words} is the body's.",
    "roles": "Who does what in {words} is as in the body.",
    "name": "{words} is named in the body.",
    "number": "The number in {words} is the body's.",
}
# How the rest is told: what is not found where a kind has no word to point at.
_NOTHING = {
    "substituted": "nothing put in another's place",
    "reversed": "nothing turned round",
    "strength": "no bold wording",
    "hedge": "no hedge dropped",
    "attribution": "no source dropped",
    "denial": "no denial left out",
    "causal": "no cause claimed",
    "plan": "no plan told as settled",
    "generalised": "nothing widened",
    "escalated": "nothing made harsher",
    "time": "no time changed",
    "roles": "no roles changed",
    "name": "no name changed",
    "number": "no number changed",
    "paraphrase": "little told in other words",
    "scattered": "little put together from afar",
    "unsupported": "little that is new",
}
_MOST_NOTHING = 4
# Word features that show where a kind of reason sits, surest first; the most blamed among the words they mark is pointed at.
_MARKS: dict[str, tuple[str, ...]] = {
    "hedge": ("verb_lost_hedge", "above_modal"),
    "attribution": ("verb_lost_report", "lost_report", "lost_unnamed"),
    "denial": ("lost_denial", "gained_denial"),
    "plan": ("done_for_plan", "verb_lost_plan"),
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
# Word lists one of whose words the headline must have for a kind to speak for it.
_LISTS = {
    "hedge": ("hedge", "modal"),
    "denial": ("denial",),
    "causal": ("causal",),
    "plan": ("plan",),
    "generalised": ("quantifier", "scope"),
    "escalated": ("intensity", "force"),
    "reversed": ("negation",),
    "time": ("time", "month"),
}


def against(context: Context, kind: str) -> Flags:
    """Words that a reason of a kind against the headline may point at, shape ``(n_words,)``."""
    columns = [context.column(name) > 0 for name in _MARKS.get(kind, ())]
    out = np.logical_or.reduce(columns) if columns else np.zeros(len(context.words), bool)
    if kind == "strength":
        out = out | (boldness.by_word(context.alignment) >= BOLD)
    return np.asarray(out)


def in_favour(context: Context, kind: str) -> Flags:
    """The same for the headline."""
    a = context.alignment
    there = a.worth.max(axis=1) >= HAS if a.worth.shape[1] else np.zeros(len(a.words), bool)
    content = a.weight > 0
    if kind in ("unsupported", "scattered", "roles"):
        return np.asarray(content & there)
    if kind in ("name", "number"):
        return np.asarray(there & (context.column(f"type_{kind}") > 0))
    if kind == "paraphrase":
        return np.asarray(~a.there & np.logical_or.reduce([context.column(name) > 0 for name in _MARKS[kind]]))
    if kind == "strength":
        return boldness.by_word(a) <= -BOLD
    if kind == "attribution":
        said = np.array([claim.speaker is not None for claim in a.claims])[a.claim_of]
        return np.asarray(content & there & said & bool(context.best_count[lexicon().column["report"]]))
    if kind in _LISTS:
        listed = lexicon().member[a.headline.row[a.words]][:, [lexicon().column[name] for name in _LISTS[kind]]].any(axis=1)
        return np.asarray(listed & (there | ~content))
    return np.zeros(len(a.words), bool)


def says(context: Context, kind: str, rows: list[int], *, for_it: bool) -> str:
    """What a reason says, with ``{words}`` to be filled in: something that holds of the words it points at."""
    if for_it:
        return _FOR[kind]
    a = context.alignment
    first = _MARKS.get(kind, ("",))[0]
    marked = bool(first) and bool((context.column(first)[rows] > 0).any())
    if kind == "name" and not marked:
        return _NAMED
    if kind == "number" and not marked:
        return _COUNTED
    if kind == "attribution" and any(a.claims[a.claim_of[i]].speaker is not None for i in rows):
        return _SAID
    if kind in ("paraphrase", "substituted", "unsupported") and a.there[rows].all():
        return _THERE
    return _AGAINST[kind]


def nothing_else(effects: dict[str, float]) -> str:
    """What the rest says: the kinds with the greatest effects for the headline, by what is not found."""
    kinds = sorted((kind for kind in effects if effects[kind] < 0), key=lambda kind: effects[kind])
    return f"Nothing else speaks against {{words}}: {', '.join(_NOTHING[kind] for kind in kinds[:_MOST_NOTHING])}."


def missing(a: Alignment) -> Flags:
    """Words that the body does not have in any form, shape ``(n_words,)``."""
    return np.asarray(a.worth.max(axis=1) < HAS)

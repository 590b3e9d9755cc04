"""Kinds of reason: what each says of some headline words, against and for the headline, and of which words it may say so."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headcheck.evidence import Alignment
from headcheck.features import boldness
from headcheck.features.context import Context
from headcheck.lexicon import NUMBER, lexicon

BOLD = 0.2  # boldness from which a reason may point at a word as strong, or at its opposite as cautious; about a quarter of our headlines' words have it
HAS = 0.7  # worth from which the body has a word, in some form
PLACED = frozenset(["scattered", "roles"])  # kinds that say where in the body the words stand
PRECISE = frozenset(["name", "number"])  # kinds that are told of nothing but a name, a number
VAGUE = frozenset(["unsupported", "scattered", "paraphrase", "substituted"])  # kinds that say where, but hardly what
REST = "rest"  # what speaks for the headline without a word of it to point at
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Kind:
    """What one kind of reason says, {words} being the headline's wording, and of which words.

    Attributes
    ----------
    against, in_favour : str
        One plain sentence; ``in_favour`` is empty for a kind that never points at words in favour.
    absent : str
        How the rest names what is not found.
    marks : tuple of str
        Word features that show where a reason against the headline sits, surest first.
    lists : tuple of str
        Word lists one of whose words the headline must have for a reason in its favour.
    """

    against: str
    in_favour: str
    absent: str
    marks: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


KINDS = {
    "unsupported": Kind(
        against="The body does not bear out {words}.",
        in_favour="The body bears out {words}.",
        absent="much that is new",
    ),
    "name": Kind(
        against="The body does not name {words}.",
        in_favour="{words} is named in the body.",
        absent="a changed name",
        marks=("new_name", "type_name"),
    ),
    "number": Kind(
        against="The body does not give the number in {words}.",
        in_favour="The number in {words} is the body's.",
        absent="a changed number",
        marks=("new_number", "apart_number", "type_number"),
    ),
    "hedge": Kind(
        against="The body is less sure than {words}.",
        in_favour="{words} is no surer than the body.",
        absent="a dropped hedge",
        marks=("verb_lost_hedge", "above_modal"),
        lists=("hedge", "modal"),
    ),
    "attribution": Kind(
        against="The body gives {words} as somebody's statement; the headline does not.",
        in_favour="The headline says whose statement {words} is, as the body does.",
        absent="a dropped source",
        marks=("verb_lost_report", "lost_report", "lost_unnamed"),
    ),
    "plan": Kind(
        against="The body speaks of a plan or a wish; {words} tells it as settled.",
        in_favour="{words} tells a plan as a plan.",
        absent="a plan told as settled",
        marks=("done_for_plan", "verb_lost_plan"),
        lists=("plan",),
    ),
    "causal": Kind(
        against="{words} claims a cause that the body does not.",
        in_favour="{words} claims no more of a cause than the body.",
        absent="a cause claimed",
        marks=("causal_for_correlation", "above_causal"),
        lists=("causal",),
    ),
    "generalised": Kind(
        against="{words} is wider than the body: more people, more places, or all instead of some.",
        in_favour="{words} is no wider than the body.",
        absent="a wider scope",
        marks=("above_quantifier", "above_scope", "human_for_animal"),
        lists=("quantifier", "scope"),
    ),
    "escalated": Kind(
        against="{words} is harsher, or more settled, than what the body reports.",
        in_favour="{words} is no harsher than the body.",
        absent="harsher words",
        marks=("above_intensity", "above_force"),
        lists=("intensity", "force"),
    ),
    "roles": Kind(
        against="In the body, {words} stands in another role or place: who did what to whom may have changed.",
        in_favour="Who does what in {words} is as in the body.",
        absent="changed roles",
        marks=("left_turned", "apart_name", "right_turned"),
    ),
    "reversed": Kind(
        against='{words} turns round what the body says, or leaves out a "not".',
        in_favour="{words} keeps the body's yes and no.",
        absent="a turned outcome",
        marks=("met_opposite", "gained_negation", "lost_negation"),
        lists=("negation",),
    ),
    "time": Kind(
        against="The body places {words} at another time.",
        in_favour="The time in {words} is the body's.",
        absent="a changed time",
        marks=("above_time",),
        lists=("time", "month"),
    ),
    "substituted": Kind(
        against="Where the headline has {words}, the body says something else.",
        in_favour="",
        absent="one thing for another",
        marks=("new_both_met",),
    ),
    "scattered": Kind(
        against="What {words} joins stands in different places of the body.",
        in_favour="What {words} joins stands together in the body.",
        absent="things put together from afar",
        marks=("exact_elsewhere", "left_far"),
    ),
    "denial": Kind(
        against="The body reports a denial of {words}.",
        in_favour="{words} keeps the body's denial.",
        absent="a denial left out",
        marks=("lost_denial", "gained_denial"),
        lists=("denial",),
    ),
    "strength": Kind(
        against="{words} is stronger than the body's wording.",
        in_favour="Faithful headlines say {words} more often than others.",
        absent="bold wording",
        marks=("above_superlative", "above_booster", "met_broader", "new_operator"),
    ),
    "paraphrase": Kind(
        against="{words} is worded differently from the body.",
        in_favour="The body says {words} in other words.",
        absent="much in other words",
        marks=("met_synonym", "met_derived", "met_narrower"),
    ),
}
# Said instead of the above where it would not hold of the words pointed at.
_SAID = "{words} is somebody's statement in the body; the headline's source may be another."
_NAMED = "The body names {words} in another place or role."
_COUNTED = "The body has the number in {words} elsewhere, or gives what is counted another one."
_THERE = "{words} is met less closely in the body than is usual."
_MOST_ABSENT = 4  # things not found that the rest names


def against(context: Context, kind: str) -> Flags:
    """Words that a reason of a kind against the headline may point at, shape ``(n_words,)``."""
    a = context.alignment
    columns = [context.column(name) > 0 for name in KINDS[kind].marks]
    out = np.logical_or.reduce(columns) if columns else np.zeros(len(context.words), bool)
    if kind == "attribution" and not out.any():  # a source that the evidence lacks has no word feature
        out = np.array([claim.speaker is not None for claim in a.claims], bool)[a.claim_of]
    if kind == "generalised":  # "some 40" is about 40
        after = np.append(a.headline.kind, 0)[a.words + 1] == NUMBER
        out = out & ~(after & lexicon().member[a.headline.row[a.words], lexicon().column["approximator"]])
    if kind == "strength":
        out = out | (boldness.by_word(a) >= BOLD)
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
        return np.asarray(~a.there & np.logical_or.reduce([context.column(name) > 0 for name in KINDS[kind].marks]))
    if kind == "strength":
        return boldness.by_word(a) <= -BOLD
    if kind == "attribution":
        said = np.array([claim.speaker is not None for claim in a.claims])[a.claim_of]
        return np.asarray(content & there & said & bool(context.best_count[lexicon().column["report"]]))
    if KINDS[kind].lists:
        listed = lexicon().member[a.headline.row[a.words]][:, [lexicon().column[name] for name in KINDS[kind].lists]].any(axis=1)
        return np.asarray(listed & (there | ~content))
    return np.zeros(len(a.words), bool)


def says(context: Context, kind: str, rows: list[int], *, for_it: bool) -> str:
    """What a reason says, with ``{words}`` to be filled in: something that holds of the words it points at."""
    if for_it:
        return KINDS[kind].in_favour
    a = context.alignment
    marked = any((context.column(name)[rows] > 0).any() for name in KINDS[kind].marks[:1])
    if kind == "name" and not marked:
        return _NAMED
    if kind == "number" and not marked:
        return _COUNTED
    if kind == "attribution" and any(a.claims[a.claim_of[i]].speaker is not None for i in rows):
        return _SAID
    if kind in ("paraphrase", "substituted", "unsupported") and a.there[rows].all():
        return _THERE
    return KINDS[kind].against


def not_found(effects: dict[str, float]) -> str:
    """What the rest says: the kinds with the greatest effects for the headline, by what is not found."""
    kinds = sorted((kind for kind in effects if effects[kind] < 0), key=lambda kind: effects[kind])
    return f"Not found in {{words}}: {', '.join(KINDS[kind].absent for kind in kinds[:_MOST_ABSENT])}."


def missing(a: Alignment) -> Flags:
    """Words that the body does not have in any form, shape ``(n_words,)``."""
    return np.asarray(a.worth.max(axis=1) < HAS)

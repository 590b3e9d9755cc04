"""Kinds of reason: what each says of some headline words, against and for the headline, and of which words it may say so."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headcheck.claims import HeadlineClaim
from headcheck.evidence import Alignment
from headcheck.features import boldness
from headcheck.features.context import Context
from headcheck.lexicon import AUXILIARY, NAME, NOUN, NUMBER, VERB, lexicon
from headcheck.text.quantity import same_value

BOLD = 0.2  # boldness from which a reason may point at a word as strong, or at its opposite as cautious; about a quarter of our headlines' words have it
HAS = 0.7  # worth from which the body has a word, in some form
PLACED = frozenset(["scattered", "roles"])  # kinds that say where in the body the words stand
PRECISE = frozenset(["name", "number"])  # kinds that are told of nothing but a name, a number
VAGUE = frozenset(["unsupported", "scattered", "paraphrase", "substituted"])  # kinds that say where, but hardly what
REST = "rest"  # what speaks for the headline, or faintly against it, without a word of it to point at
ELSEWHERE = "elsewhere"  # of the headline as a whole
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Kind:
    """What one kind of reason says, {words} being the headline's wording, and of which words.

    Attributes
    ----------
    against, in_favour : str
        One plain sentence; ``in_favour`` is empty for a kind whose silence proves nothing of single words.
    about : str
        What it is about, in a word or two.
    marks : tuple of str
        Word features that show where a reason against the headline sits, surest first.
    """

    against: str
    about: str
    in_favour: str = ""
    marks: tuple[str, ...] = ()


KINDS = {
    "unsupported": Kind(
        against="The body does not bear out {words}.",
        in_favour="The body has the words of {words}, or words like them.",
        about="support",
    ),
    ELSEWHERE: Kind(
        against="The body looks like that of another article: little of {words} is at home in it.",
        about="whether the body is the headline's own",
    ),
    "name": Kind(
        against="The body does not name {words}.",
        in_favour="{words} is named in the body.",
        about="names",
        marks=("new_name", "type_name"),
    ),
    "number": Kind(
        against="The body does not give the number in {words}.",
        in_favour="The body has the number in {words} too.",
        about="numbers",
        marks=("new_number", "apart_number", "type_number"),
    ),
    "hedge": Kind(
        against="The body is less sure than {words}.",
        in_favour="{words} is no surer than the body.",
        about="hedges",
        marks=("verb_lost_hedge", "above_modal"),
    ),
    "attribution": Kind(
        against="The body gives {words} as somebody's statement; the headline does not.",
        in_favour="The headline says whose statement {words} is, as the body does.",
        about="sources",
        marks=("verb_lost_report", "lost_report", "lost_unnamed"),
    ),
    "plan": Kind(
        against="The body speaks of a plan or a wish; {words} tells it as settled.",
        about="plans",
        marks=("done_for_plan", "verb_lost_plan"),
    ),
    "causal": Kind(
        against="{words} claims a cause that the body does not.",
        about="causes",
        marks=("causal_for_correlation", "above_causal"),
    ),
    "generalised": Kind(
        against="{words} is wider than the body: more people, more places, or all instead of some.",
        about="scope",
        marks=("above_quantifier", "above_scope", "human_for_animal"),
    ),
    "escalated": Kind(
        against="{words} is harsher, or more settled, than what the body reports.",
        about="force",
        marks=("above_intensity", "above_force"),
    ),
    "roles": Kind(
        against="In the body, {words} stands in another role or place: who did what to whom may have changed.",
        about="roles",
        marks=("left_turned", "apart_name", "right_turned"),
    ),
    "reversed": Kind(
        against='{words} may turn round what the body says, or leave out a "not".',
        about="negation",
        marks=("met_opposite", "gained_negation", "verb_lost_negation"),
    ),
    "time": Kind(
        against="The body places {words} at another time.",
        in_favour="The body has the time in {words} too.",
        about="times",
        marks=("above_time",),
    ),
    "substituted": Kind(
        against="Where the headline has {words}, the body says something else.",
        about="what stands in a word's place",
        marks=("new_both_met",),
    ),
    "scattered": Kind(
        against="What {words} joins stands in different places of the body.",
        about="nearness",
        marks=("exact_elsewhere", "left_far"),
    ),
    "denial": Kind(
        against="The body reports a denial of {words}.",
        about="denials",
        marks=("lost_denial", "gained_denial"),
    ),
    "strength": Kind(
        against="The model takes the wording of {words} for bold.",
        in_favour="The model takes the wording of {words} for cautious.",
        about="wording",
        marks=("above_superlative", "above_booster", "met_broader", "new_operator"),
    ),
    "paraphrase": Kind(
        against="{words} is worded differently from the body.",
        in_favour="The body has words akin to {words}.",
        about="kin words",
        marks=("met_synonym", "met_derived", "met_narrower"),
    ),
}
# Said of headline and body as a whole, by models that were retrained.
WHOLE = {
    "wording": "In the labelled headlines, wording as loud or as plain as this went with a {side} score.",
    "stance": "In the labelled articles, bodies that tell, doubt or deny the headline's story as this one does went with a {side} score.",
}
# Said instead of the above where it would not hold of the words pointed at.
_STRONGER = "{words} is stronger than the body's wording."
_STATED = "The body gives {words} as somebody's statement."
_SAID = "The body gives {words} as somebody's statement; the headline's source is not named there."
_NAMED = "The body names {words} in another place or role."
_TO_COME = "The body speaks of a plan or a wish; {words} tells it as sure to come."
_COUNTED = "The body has the number in {words} elsewhere, or gives what is counted another one."
_PARTLY = "The body does not bear out all of {words}."
_THERE = "The body has the words of {words}, but the model doubts that it tells this."
_MOST_ABOUT = 4  # things that the rest names
# Log-odds below which these err too often to be told.
FAINT = dict.fromkeys(("plan", "reversed", "denial", "generalised", "escalated"), 0.25)
STRANGE = 2.0  # log-odds from which the body is said to look like another article's


def against(context: Context, kind: str) -> Flags:
    """Words that a reason of a kind against the headline may point at, shape ``(n_words,)``."""
    a = context.alignment
    columns = [context.column(name) > 0 for name in KINDS[kind].marks]
    out = np.logical_or.reduce(columns) if columns else np.zeros(len(context.words), bool)
    if kind == "attribution" and not out.any():  # a source that the evidence lacks has no word feature
        out = np.array([claim.speaker is not None for claim in a.claims], bool)[a.claim_of]
    if kind == "attribution":  # small words are nobody's statement
        out = out & (a.weight > 0)
    if kind in ("causal", "escalated"):  # "holds a narrow lead" leads to nothing
        rows = a.headline.row[a.words]
        out = out & ((a.headline.kind[a.words] == VERB) | (lexicon().class_mask[rows] >> VERB & 1 == 0))
    if kind == "generalised":  # "some 40" is about 40
        after = np.append(a.headline.kind, 0)[a.words + 1] == NUMBER
        out = out & ~(after & lexicon().member[a.headline.row[a.words], lexicon().column["approximator"]])
    if kind == "strength":
        out = out | (boldness.by_word(a) >= BOLD)
    return np.asarray(out)


def in_favour(context: Context, kind: str) -> Flags:
    """The same for the headline; none for kinds that say nothing in favour."""
    a, head = context.alignment, context.alignment.headline
    there = ~missing(a)
    content = a.weight > 0
    if kind == "unsupported":
        return np.asarray(content & there)
    if kind == "name":
        return np.asarray(there & (context.column("type_name") > 0) & head.capital[a.words] & ~_opens(a))
    if kind == "number":
        return np.asarray(there & _counts_the_same(a))
    if kind == "paraphrase":
        return np.asarray(~a.there & np.logical_or.reduce([context.column(name) > 0 for name in KINDS[kind].marks]))
    if kind == "strength":
        return boldness.by_word(a) <= -BOLD
    if kind == "attribution":
        said = np.array([claim.speaker is not None for claim in a.claims])[a.claim_of]
        return np.asarray(content & there & said & bool(context.best_count[lexicon().column["report"]]))
    column, rows = lexicon().column, head.row[a.words]
    if kind == "hedge":
        modal = lexicon().member[rows, column["modal"]] & (head.kind[a.words] == AUXILIARY)
        return np.asarray(modal | (lexicon().hedges[rows] & (head.kind[a.words] != NOUN)))
    if kind == "time":
        return np.asarray(there & lexicon().member[rows][:, [column["time"], column["month"]]].any(axis=1))
    return np.zeros(len(a.words), bool)


def _opens(a: Alignment) -> Flags:
    """Words that open the headline or a part of it and that the body has in small letters: their capital is no name's."""
    head, body = a.headline, a.body.document
    first = np.array([t == 0 or not head.low[t - 1][0].isalnum() for t in a.words.tolist()], bool)
    small = set(body.family[~body.capital].tolist())
    return np.asarray(first & np.array([family in small for family in head.family[a.words].tolist()], bool))


def _counts_the_same(a: Alignment) -> Flags:
    """Words of numbers that the body gives for the same thing, as far as it can be told what they count."""
    out = np.zeros(len(a.words), bool)
    for q in a.quantities:
        same = [other for other in a.body.quantities if same_value(q, other) and (q.counted == other.counted or min(q.counted, other.counted) < 0)]
        if same and q.unit != "ordinal":
            out |= (a.words >= q.first) & (a.words < q.last)
    return out


def says(context: Context, kind: str, rows: list[int], *, for_it: bool) -> str:
    """What a reason says, with ``{words}`` to be filled in: something that holds of the words it points at."""
    if for_it:
        return KINDS[kind].in_favour
    a = context.alignment
    marked = any((context.column(name)[rows] > 0).any() for name in KINDS[kind].marks[:1])
    if kind == "name" and not marked:
        return _NAMED
    if kind == "name" and not missing(a)[rows].any():
        return _THERE  # in another form: "Moroccan" for Morocco
    if kind == "number" and not marked:
        return _COUNTED
    if kind in PLACED and _stand_together(a, rows, in_order=kind == "roles"):
        return _THERE
    if kind == "strength" and any((context.column(name)[rows] > 0).any() for name in ("above_superlative", "above_booster")):
        return _STRONGER
    if kind == "attribution" and (spoken := [a.claims[a.claim_of[i]] for i in rows if a.claims[a.claim_of[i]].speaker is not None]):
        return _STATED if _speaks_there(a, spoken[0]) else _SAID
    if kind == "plan" and _is_to_come(a, rows):
        return _TO_COME
    if kind in ("paraphrase", "substituted", "unsupported"):
        new = missing(a)[rows]
        return _THERE if a.there[rows].all() else _PARTLY if kind == "unsupported" and not new.all() else KINDS[kind].against
    return KINDS[kind].against


def _is_to_come(a: Alignment, rows: list[int]) -> bool:
    """Whether the claim of some words is told with "will", or a "to" that says as much."""
    will = lexicon().number["will"]
    return any(will in a.headline.row[claim.first : claim.last] for claim in {a.claims[a.claim_of[i]] for i in rows})


def _stand_together(a: Alignment, rows: list[int], *, in_order: bool) -> bool:
    """Whether one body sentence has all these words, in some inflection, and if asked in the headline's order."""
    for first, last in zip(a.body.bounds.tolist(), a.body.bounds[1:].tolist()):
        places = [np.flatnonzero(there) for there in a.exact[rows, first:last]]
        if not all(len(found) for found in places):
            continue
        at = -1
        for found in places if in_order else ():
            behind = found[found > at]
            at = int(behind[0]) if len(behind) else last
        if at < last - first:
            return True
    return False


def _speaks_there(a: Alignment, claim: HeadlineClaim) -> bool:
    """Whether a name, or else a word, of who says a claim is in its evidence."""
    head, body = a.headline, a.body.document
    tokens = [t for t in range(*(claim.speaker or (0, 0))) if head.kind[t] in (NAME, NOUN)]
    there = {int(f) for s in a.chosen[a.claims.index(claim)] for f in body.family[body.sentence_bounds[s] : body.sentence_bounds[s + 1]]}
    return any(int(head.family[t]) in there for t in tokens)


def together(effects: dict[str, float], *, for_it: bool) -> str:
    """What the rest says: what its greatest effects are about."""
    found = sorted(effects, key=lambda kind: -abs(effects[kind]))[:_MOST_ABOUT]
    return f"Signs that no single word shows speak {'for' if for_it else 'against'} {{words}}: {', '.join(KINDS[kind].about for kind in found)}."


def may_be_told(a: Alignment, kind: str) -> bool:
    """Whether a headline has anything that a kind could be about: a name, a number."""
    return kind not in PRECISE or bool((a.headline.kind == (NAME if kind == "name" else NUMBER)).any())


def missing(a: Alignment) -> Flags:
    """Words that the body does not have in any form, shape ``(n_words,)``."""
    return np.asarray(a.worth.max(axis=1, initial=0.0) < HAS)

"""Named people, places and bodies, and who did what to whom."""

from __future__ import annotations

from functools import cache

import numpy as np

from headcheck import inflect
from headcheck.evidence import EXACT, SORTS, WORTH, by_row
from headcheck.features.context import Context
from headcheck.features.declare import Feature, from_words
from headcheck.lexicon import DERIVED, SYNONYM, lexicon
from headcheck.text import Document

FEATURES = (
    Feature("names_unmatched", "share of the headline's names that the body lacks", "name", direction=1),
    Feature("name_half_matched", "a name of several words of which the body has only some", "name", direction=1),
    Feature("name_apart", "a name in the body, away from the evidence of its claim", "roles", direction=1),
    Feature(
        "agent_kept",
        "best over the verb's places in the body: does the headline's subject stand on the subject's side? (-1 on the object's)",
        "roles",
        -1,
        1,
        "side",
        direction=-1,
    ),
    Feature("patient_kept", "the same for the headline's object", "roles", -1, 1, "side", direction=-1),
    Feature("roles_turned", "subject and object have changed sides of the verb wherever the body has it", "roles", direction=1),
    Feature("agent_replaced", "the body gives the verb another named subject, and never the headline's", "roles", direction=1),
    Feature("agent_apart", "the headline's subject is in the body, never in a sentence with its verb", "roles", direction=1),
    from_words("new_name", "max", "whether any name is new", "name", direction=1),
    from_words("new_name", "mean", "share of words that are new names", "name", direction=1),
    from_words("apart_name", "mean", "share of words that are names away from the evidence", "roles", direction=1),
    from_words("rival_name", "max", "another name stands nearer in the body to what surrounds a name in the headline", "roles", high=1.5, direction=1),
    from_words("name_context", "mean", "names that stand near the same words as in the headline", "roles", direction=-1),
    from_words("names_turned", "max", "two names come in the other order", "roles", direction=1),
    from_words("bind_gap_name", "max", "a name stands apart from the rest of its claim", "roles", direction=1),
    from_words("bind_gap_verb", "max", "a verb stands apart from the rest of its claim", "roles", direction=1),
    from_words("bind_gap_noun", "max", "a noun stands apart from the rest of its claim", "roles", direction=1),
    from_words("bind_gap_exact", "mean", "words of the body that stand apart from the rest of their claim", "scattered", direction=1),
    from_words("bound", "mean", "words that stand together with the rest of their claim", "scattered", direction=-1),
)
MOST_PLACES = 6  # of a verb in the body that are looked at
_ALIKE = np.isin(np.arange(len(WORTH)), (EXACT, SYNONYM, DERIVED))  # kinds of match that name the same thing
_NAME = SORTS.index("name")
REACH = 5  # content words on either side of a verb among which its subject and object are sought


def measure(c: Context) -> list[float]:
    """Values of the features above that are not taken from words."""
    a = c.alignment
    name, new = c.column("type_name") > 0, c.column("new_name") > 0
    half = 0.0
    rows = np.flatnonzero(name)
    for i, j in zip(rows[:-1], rows[1:], strict=True):
        if a.words[j] == a.words[i] + 1 and new[i] != new[j]:
            half = 1.0
    names = max(1, int(name.sum()))
    return [float(new.sum()) / names, half, float((c.column("apart_name") > 0).sum()) / names, *_roles(c)]


def _roles(c: Context) -> list[float]:
    """Sides of the verb on which subject and object stand, in the headline and wherever the body has the verb, passives turned round.

    A shallow reading in the manner of open information extraction (Fader et al. 2011): nouns next before a verb are its subject, next after it its
    object.
    """
    a = c.alignment
    head, body = a.headline, a.body
    m = a.kind.shape[1]
    if not len(a.words) or not m:
        return [0.0] * 5
    verb, noun = c.column("type_verb") > 0, (c.column("type_name") + c.column("type_noun")) > 0
    where = by_row(_ALIKE.take(a.kind))  # the places of each word in the body
    turned = replaced = apart = 0.0
    sides: list[tuple[int, int]] = []
    nouns, claim = np.flatnonzero(noun).tolist(), a.claim_of.tolist()
    for v in np.flatnonzero(verb).tolist():
        if not where[v]:
            continue
        before = [i for i in nouns if i < v and claim[i] == claim[v]][-2:]
        after = [i for i in nouns if i > v and claim[i] == claim[v]][:2]
        if _passive(head, int(a.words[v]), 0):
            before, after = after, before
        found: list[tuple[int, int, bool]] = []
        agents, patients = ({j for i in rows for j in where[i]} for rows in (before, after))
        for j in where[v][:MOST_PLACES]:
            sentence = int(body.sentence[j])
            low, high = int(body.bounds[sentence]), int(body.bounds[sentence + 1])
            subjects, objects = range(max(low, j - REACH), j), range(j + 1, min(high, j + 1 + REACH))
            if _passive(body.document, int(body.at[j]), int(body.document.sentence_bounds[sentence])):
                subjects, objects = objects, subjects
            found.append((_side(agents, subjects, objects), -_side(patients, subjects, objects), _NAME in body.sort[subjects.start : subjects.stop].tolist()))
        best = max(found, key=lambda f: (f[0] + f[1], f[0]))
        sides.append(best[:2])
        if before and after and best[0] < 0 and best[1] < 0:
            turned = 1.0
        known = [i for i in before if where[i]]
        if known and best[0] == 0:
            apart = 1.0
            if any(other for _, _, other in found):
                replaced = 1.0
    # one verb whose sides are wrong is enough
    agent, patient = (float(min(side[k] for side in sides)) if sides else 0.0 for k in (0, 1))
    return [agent, patient, turned, replaced, apart]


def _side(places: set[int], subjects: range, objects: range) -> int:
    """1 where any of the places is among the subjects, else -1 where any is among the objects, else 0."""
    return 1 if not places.isdisjoint(subjects) else -1 if not places.isdisjoint(objects) else 0


def _passive(document: Document, at: int, start: int) -> bool:
    """Whether the verb at a token is passive: a participle after a form of be, or followed by "by"."""
    low = document.low
    helped = not _forms_of_be().isdisjoint(low[max(start, at - 3) : at]) or low[at + 1 : at + 2] == ["by"]
    return helped and inflect.form(low[at]) == "ed"


@cache
def _forms_of_be() -> frozenset[str]:
    lex = lexicon()
    listed = lex.member[:, lex.column["be"]]
    return frozenset(word for word, row in lex.number.items() if listed[row])

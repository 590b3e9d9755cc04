"""Named people, places and bodies, and who did what to whom."""

from __future__ import annotations

import numpy as np

from headcheck.features.context import Context
from headcheck.features.declare import Feature, from_words
from headcheck.lexicon import lexicon

FEATURES = (
    Feature("names_unmatched", "share of the headline's names that the body lacks", "name"),
    Feature("name_half_matched", "a name of several words of which the body has only some", "name"),
    Feature("name_apart", "a name in the body, away from the evidence of its claim", "roles"),
    Feature("roles_turned", "subject and object have changed sides of the verb", "roles"),
    Feature("subject_turned", "the headline's subject stands on the verb's other side", "roles"),
    Feature("object_turned", "the headline's object stands on the verb's other side", "roles"),
    Feature("subject_apart", "the verb is met where its subject is not", "roles"),
    from_words("new_name", "max", "whether any name is new", "name"),
    from_words("new_name", "mean", "share of words that are new names", "name"),
    from_words("apart_name", "mean", "share of words that are names away from the evidence", "roles"),
    from_words("rival_name", "max", "another name stands nearer in the body to what surrounds a name in the headline", "roles"),
    from_words("name_context", "mean", "names that stand near the same words as in the headline", "roles"),
    from_words("names_turned", "max", "two names come in the other order", "roles"),
    from_words("bind_gap_name", "max", "a name stands apart from the rest of its claim", "roles"),
    from_words("bind_gap_verb", "max", "a verb stands apart from the rest of its claim", "roles"),
    from_words("bind_gap_noun", "max", "a noun stands apart from the rest of its claim", "roles"),
    from_words("bind_gap_exact", "mean", "words of the body that stand apart from the rest of their claim", "scattered"),
    from_words("bound", "mean", "words that stand together with the rest of their claim", "scattered"),
    from_words("slot_names", "max", "whether the body has another name in its place", "name"),
)
_BE = "be"


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
    """Sides of the verb on which subject and object stand, in headline and evidence, passives turned round."""
    a, lex = c.alignment, lexicon()
    head, body = a.headline, a.body
    if not len(a.words) or not a.kind.shape[1]:
        return [0.0] * 4
    verb, noun = c.column("type_verb") > 0, (c.column("type_name") + c.column("type_noun")) > 0
    met = (c.column("met_exact") + c.column("met_synonym") + c.column("met_derived")) > 0
    be = lex.member[:, lex.column[_BE]]
    turned = [0.0, 0.0, 0.0, 0.0]
    for v in np.flatnonzero(verb & met).tolist():
        same = a.claim_of == a.claim_of[v]
        before = [i for i in range(v) if noun[i] and same[i]]
        after = [i for i in range(v + 1, len(a.words)) if noun[i] and same[i]]
        at = int(body.at[a.met[v]])
        passive_body = _passive(body.document.low, be[body.document.row], at, int(body.document.sentence_bounds[body.document.sentence[at]]))
        passive_head = _passive(head.low, be[head.row], int(a.words[v]), 0)
        flip = passive_body != passive_head
        sides = []
        for group, expected in ((before[-2:], -1), (after[:2], 1)):
            found = [int(np.sign(body.at[a.met[i]] - at)) * (-1 if flip else 1) * expected for i in group if met[i]]
            sides.append(min(found) if found else 0)
        if sides[0] < 0 and sides[1] < 0:
            turned[0] = 1.0
        turned[1] = max(turned[1], float(sides[0] < 0))
        turned[2] = max(turned[2], float(sides[1] < 0))
        if before and not any(met[i] for i in before[-2:]):
            turned[3] = 1.0
    return turned


def _passive(low: list[str], be: np.ndarray, at: int, start: int) -> bool:
    """Whether the verb at a token is passive: a participle after a form of be, or followed by "by"."""
    word = low[at]
    if not word.endswith(("ed", "en", "wn", "ught", "ut", "ung", "id", "ld")):
        return False
    return bool(be[max(start, at - 3) : at].any()) or (at + 1 < len(low) and low[at + 1] == "by")

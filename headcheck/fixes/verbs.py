"""The finite verbs of a headline, which hedges, plans and "not" are put before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headcheck import inflect
from headcheck.fixes.scene import Scene
from headcheck.fixes.table import table
from headcheck.lexicon import ADJECTIVE, ADVERB, AUXILIARY, DETERMINER, NAME, NOUN, NUMBER, PREPOSITION, PRONOUN, VERB, lexicon
from headcheck.text import Document

_ALSO = frozenset(["now", "also", "already"])
_BEFORE_VERB = _ALSO | {"to", "has", "have", "had"}
_BEFORE = 3  # tokens before a verb of the body that are looked at
_BE = inflect.FINITE_BE | {"be"}


@dataclass(frozen=True)
class Verb:
    """A verb with what stands before it: tokens ``first`` to ``last - 1``; what may follow a modal is ``plain``."""

    first: int
    last: int
    plain: str
    done: str  # what may follow a modal and "have"; empty for what is not past
    past: bool
    plural: bool
    future: bool = False  # "will" or "to"


def verbs(scene: Scene) -> list[Verb]:
    """Finite verbs of the headline, with their auxiliaries."""
    out: list[Verb] = []
    for t in range(1, len(scene.head)):
        if out and out[-1].last > t:
            continue
        verb = _verb_at(scene, t)
        if verb is not None:
            out.append(verb)
    return out


def settled_there(scene: Scene, verb: int, *, future: bool) -> bool:
    """Whether the body denies the verb at a headline token, or has it behind "will" without a hedge as the headline has: then no hedge brings it nearer."""
    doc, will = scene.doc, lexicon().number["will"]
    for x in np.flatnonzero(doc.family == scene.head.family[verb]).tolist():
        sentence = int(doc.sentence[x])
        first, last = doc.sentence_bounds[sentence : sentence + 2].tolist()
        before = range(max(first, x - _BEFORE), x)
        if any(scene.listed(t, "negation") for t in before):
            return True
        sure = not lexicon().hedges[doc.row[first:last]].any()
        if future and sure and any(doc.row[t] == will for t in before):  # "said it would" too
            return True
    return False


def _verb_at(scene: Scene, t: int) -> Verb | None:
    """The finite verb at a headline token, if one stands there before which something can be put."""
    head = scene.head
    word = head.low[t]
    copula = (word in inflect.FINITE_BE or word in {"has", "have"}) and head.kind[t] in (AUXILIARY, VERB)
    if not (head.kind[t] == VERB or copula or _verb_for_want_of_another(scene, t)) or not word[0].isalpha() or scene.hyphenated(t):
        return None
    if copula and any(head.kind[x] == VERB and inflect.form(head.low[x]) in {"ed", "ing"} for x in range(t + 1, min(len(head), t + 3))):
        return None
    first = t
    while first > 0 and (head.kind[first - 1] == AUXILIARY or head.low[first - 1] in _BEFORE_VERB) and t - first < 3:
        first -= 1
    if first == 0 or _bound(head, first, t):
        return None
    helpers = [w for w in head.low[first:t] if w not in _ALSO]
    if "to" in helpers:
        return _to_come(scene, first, t, helpers)
    if helpers:
        return _helped(scene, first, t, helpers)
    if copula or _has_subject(scene, first - 1, t, inflect.form(word)):
        return _alone(scene, first, t, copula=copula)
    return None


def _bound(head: Document, first: int, t: int) -> bool:
    """Whether what stands before a verb and its helpers, tokens ``first`` to ``t``, lets nothing be put between: more helpers, a question, a "not"."""
    before = head.low[first - 1]
    if first > 1:
        helped = head.kind[first - 2] == AUXILIARY or head.low[first - 2].endswith("'ll")
        if helped and (head.kind[first - 1] == ADVERB or before == "be"):
            return True  # "will soon be"
        if head.low[first - 2] == "-" and first == t:
            return True  # "half-price licences"
        if head.kind[first - 1] == PRONOUN and head.kind[first - 2] == AUXILIARY:
            return True  # "will you be paid?"
    if before == "'s" or before.endswith("'ll") or (not before[0].isalnum() and before != ","):
        return True
    return any(w.endswith("n't") or w in {"not", "never", "cannot"} for w in head.low[first - 1 : t])


def _to_come(scene: Scene, first: int, t: int, helpers: list[str]) -> Verb | None:
    """The verb of a headline that tells by "to" what will be: "Council to close library"."""
    head, subject = scene.head, first - 1
    if helpers != ["to"] or head.kind[head.low.index("to", first)] != AUXILIARY or head.kind[subject] not in (NOUN, NAME, PRONOUN):
        return None
    return Verb(first, t + 1, inflect.base(head.low[t]), "", False, inflect.plural(head.low[subject]), True)


def _helped(scene: Scene, first: int, t: int, helpers: list[str]) -> Verb:
    """A verb behind helpers: "will cut", "has been cut"."""
    low, word = scene.head.low, scene.head.low[t]
    passive = (inflect.form(word) == "ed" or word in inflect.UNCHANGED) and ("been" in helpers or not _BE.isdisjoint(helpers))
    past = helpers[0] in {"was", "were", "had", "did"}
    done = ""
    if passive and past:
        done = f"been {word}"
    elif helpers[0] in {"has", "have", "had"} and not passive:
        done = word
    return Verb(first, t + 1, f"be {word}" if passive else inflect.base(word), done, past, inflect.plural(low[first - 1]), helpers[0] in {"will", "'ll"})


def _alone(scene: Scene, first: int, t: int, *, copula: bool) -> Verb | None:
    """A verb without helpers: "cuts", "cut", "was"."""
    low, word = scene.head.low, scene.head.low[t]
    plain, shape, many = inflect.base(word), inflect.form(word), inflect.plural(low[first - 1])
    if (word in inflect.UNCHANGED and "by" in low[t + 1 : t + 4]) or (not copula and shape == "ed" and _passive(scene, t)):
        return Verb(first, t + 1, f"be {word}", f"been {word}", False, many)  # "villages cut off by floods", "pensioner fined"
    if copula or shape in {"s", "base"}:
        past = word in {"was", "were"}
        if low[t + 1 : t + 2] == ["not"] and plain == "be":
            return Verb(first, t + 2, "not be", "", past, many)
        return Verb(first, t + 1, plain, "been" if past else "", past, many)
    return Verb(first, t + 1, plain, inflect.past_participle(word), True, many) if shape == "ed" else None


def _has_subject(scene: Scene, subject: int, t: int, shape: str) -> bool:
    """Whether the word before a bare verb may be its subject, and no noun stands where the verb was seen."""
    head = scene.head
    if head.kind[subject] in (PREPOSITION, DETERMINER, NUMBER, VERB, ADJECTIVE, AUXILIARY) or head.low[subject] in {"and", "or", "but", ",", "to"}:
        return head.low[subject] in {"and", "but", ","} and shape in {"s", "ed"} and _earlier_verb(scene, subject)
    if shape == "base":
        word = head.low[subject]
        return inflect.plural(word) or word in {"i", "you", "we", "they", "who"} or bool(head.kind[subject] == NAME)
    if shape == "ed" and head.kind[subject] != PRONOUN and (_earlier_verb(scene, t) or _later_verb(scene, t)):
        return False  # "nuts found in a warehouse"
    noun = inflect.can_be(head.low[t], NOUN) and shape == "s"
    return not (noun and _earlier_verb(scene, t) and head.kind[subject] != NAME)


def _earlier_verb(scene: Scene, t: int) -> bool:
    head = scene.head
    claim = next((c for c in scene.a.claims if c.first <= t <= c.last), None)
    return claim is not None and any(head.kind[x] in (VERB, AUXILIARY) for x in range(claim.first, t))


def _later_verb(scene: Scene, t: int) -> bool:
    """Whether a helper follows in the claim with nothing that would open another one."""
    head = scene.head
    for x in range(t + 1, len(head)):
        if head.low[x] in {"and", "but", "that", "who", "which", "as", "if", "while", "when"} or not head.low[x][0].isalnum():
            return False
        if head.low[x] in _BE or head.low[x] in {"has", "have", "will"}:
            return True
    return False


def _passive(scene: Scene, t: int) -> bool:
    """Whether a bare "ed" form is told of its subject: "pensioner fined after ..."."""
    head, doc, word = scene.head, scene.doc, scene.head.low[t]
    if not word.endswith(("ed", "en", "wn", "ught", "ut", "rn", "und", "ld", "nt")) or inflect.base(word) in table().sets["intransitive"]:
        return False
    after = head.low[t + 1] if t + 1 < len(head) else ""
    joint = after in {"as", "after", "amid", "when", "but", "and"}
    ends = not after or not after[0].isalnum() or head.kind[t + 1] in (PREPOSITION, ADVERB) or joint or _linked(scene, t)
    if not ends:
        return False
    same = [x for x in range(1, len(doc)) if doc.family[x] == head.family[t] and inflect.form(doc.low[x]) == "ed"]
    told = [not (_BE | {"been", "being"}).isdisjoint(doc.low[max(0, x - 2) : x]) for x in same]
    return sum(told) * 2 >= len(told)


def _linked(scene: Scene, t: int) -> bool:
    """Whether "to" and a thing follow: "drug tied to five deaths"."""
    head = scene.head
    return head.low[t + 1] == "to" and t + 2 < len(head) and head.kind[t + 2] != VERB


def _verb_for_want_of_another(scene: Scene, token: int) -> bool:
    """Whether a word that may be a verb, "closes", is the only one in its claim that can be, after a noun."""
    head = scene.head
    claim = next((c for c in scene.a.claims if c.first < token < c.last), None)
    if claim is None or head.kind[token - 1] not in (NOUN, NAME) or not inflect.third_person(head.low[token]):
        return False
    others = any(head.kind[x] in (VERB, AUXILIARY) for x in range(claim.first, claim.last) if x != token)
    return not others and token + 1 < claim.last

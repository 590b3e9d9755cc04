"""What: the body's word in a headline word's slot, its opposite, and milder words for strong ones."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from headcheck import inflect
from headcheck.fixes.edit import Edit, replace
from headcheck.fixes.roles import sisters
from headcheck.fixes.scene import Scene
from headcheck.fixes.table import table
from headcheck.lexicon import (
    ADJECTIVE,
    ADVERB,
    BROADER,
    DERIVED,
    DETERMINER,
    NAME,
    NARROWER,
    NOUN,
    NUMBER,
    OPPOSITE,
    STRONGER,
    SYNONYM,
    VERB,
    WEAKER,
    lexicon,
)

_RELATED = {OPPOSITE: 1.1, WEAKER: 0.6, BROADER: 0.3, SYNONYM: -0.3, NARROWER: 0.0, STRONGER: 0.0, DERIVED: -0.5}
_CREATURE = 0.25  # closeness to "animal" from which a word of that list is one
_RARE = 3.0  # rarity from which a word has an opposite worth trying: "go" and "say" have too many
_OPEN = (NOUN, VERB, ADJECTIVE, ADVERB)


def in_slot(scene: Scene, token: int) -> Iterator[Edit]:
    """A body word of the same class in a headline word's place: one that stands where it should stand, or that is kin to it."""
    head, doc, a = scene.head, scene.doc, scene.a
    if scene.in_name(token):
        return
    row = scene.row_of.get(token)
    word, kind = head.low[token], int(head.kind[token])
    if row is None or not word[0].isalpha() or kind not in (*_OPEN, NAME) or scene.listed(token, "quantifier", body=False) or scene.hyphenated(token):
        return
    timed = scene.listed(token, "time", body=False) or scene.listed(token, "month", body=False)
    if kind == NAME and not timed:
        return
    near, fit = scene.near(token), scene.fit(token, token + 1)
    found: dict[str, float] = {}
    # months and days of the week are looked for in all of the body: there are few
    sentences = a.body.filled.tolist() if timed and kind == NAME else near
    for j in [j for s in sentences for j in range(int(a.body.bounds[s]), int(a.body.bounds[s + 1]))]:
        t = int(a.body.at[j])
        times = scene.listed(t, "time") or scene.listed(t, "month")
        if timed and times and scene.listed(token, "month", body=False) != scene.listed(t, "month"):
            continue
        if t in scene.taken or not doc.low[t][0].isalpha() or doc.family[t] == head.family[token] or timed != times:
            continue
        if int(doc.family[t]) in scene.mine or not _same_class(scene, token, t):
            continue
        relation = _RELATED.get(int(a.kind[row, j]), 0.0) or 0.3 * sisters(int(doc.family[t]), int(head.family[token]))
        alike, here = float(a.close[row, j]), float(fit[t])
        kin = relation >= 0.5 or (alike >= 0.2 and here >= 0.3 and alike + here >= 0.8)
        stands = here >= (0.4 if kind == VERB else 0.5)  # in the very place, whatever it means
        if not (kin or stands or (times and kind == NAME)):
            continue
        text = _as_in_headline(scene, t, token)
        if text is not None and (kind == NAME or text == doc.low[t] or inflect.can_be(text, kind)):
            value = relation + 0.6 * alike + 1.2 * here + 0.3 * times - 0.7 - 0.08 * (near.index(int(doc.sentence[t])) if int(doc.sentence[t]) in near else 4)
            found[text] = max(found.get(text, -9.0), value)
    for text in sorted(found, key=lambda x: (-found[x], x))[:4]:
        yield replace(scene, token, token + 1, text, "time" if timed else "substituted", found[text])


def _same_class(scene: Scene, token: int, t: int) -> bool:
    """Whether a body token may stand where a headline token stands."""
    head, doc = scene.head, scene.doc
    kind = int(head.kind[token])
    if kind == NAME:
        return int(doc.kind[t]) == kind
    if doc.capital[t] and (lexicon().capital[doc.row[t]] > 0.5 or doc.row[t] == lexicon().unknown or int(doc.family[t]) in scene.proper):
        return False
    if not set("aeiouy") & set(doc.low[t]):
        return False  # "yr"
    return int(doc.kind[t]) == kind and not scene.listed(t, "function")


def _as_in_headline(scene: Scene, t: int, token: int) -> str | None:
    doc, word = scene.doc, scene.head.low[token]
    kind = int(scene.head.kind[token])
    if kind == NAME:
        return doc.words(t, t + 1)
    if kind == VERB and inflect.form(word) == "ed" and inflect.form(doc.low[t]) == "ed":
        return doc.low[t]
    text = inflect.like(doc.low[t], word) if kind in (VERB, NOUN, ADJECTIVE) else doc.low[t]
    return None if kind == NOUN and text is not None and inflect.singular(text) != inflect.singular(doc.low[t]) else text


def opposites(scene: Scene, token: int) -> Iterator[Edit]:
    """The opposite of a word, as the lexicon knows it, closest first."""
    head, lex, a = scene.head, lexicon(), scene.a
    word, kind = head.low[token], int(head.kind[token])
    known = float(lex.idf[head.row[token]])
    if kind not in _OPEN or known < _RARE or scene.in_name(token) or scene.hyphenated(token) or scene.listed(token, "quantifier", body=False):
        return
    others, relations = lex.related(int(head.family[token]))
    scored: dict[str, float] = {}
    unsure = kind == VERB and inflect.can_be(word, NOUN) and inflect.form(word) in {"s", "base"}  # "passes" may be a noun after all
    for other in others[relations == OPPOSITE].tolist():
        there = other in a.body.places
        for candidate in inflect.words_of(other)[:1] if there or not (kind == NOUN or unsure) else ():
            text = inflect.like(candidate, word)
            if text is None or text not in lex.number or not inflect.can_be(text, kind):
                continue
            close = float(lex.vectors[lex.number[text]] @ lex.vectors[head.row[token]])
            if close > 0.45 or (there and close > 0.2):
                scored[text] = close + 0.6 * there - 0.05 * float(lex.idf[lex.number[text]])
    for text in sorted(scored, key=lambda x: (-scored[x], x))[:2]:
        yield replace(scene, token, token + 1, text, "reversed", scored[text] - 0.1, body=False)


def milder(scene: Scene, token: int) -> Iterator[Edit]:
    """Verbs and nouns of the table: what is stronger, surer or the reverse of what the body says."""
    head, lex, a = scene.head, lexicon(), scene.a
    word = head.low[token]
    if scene.in_name(token) or head.kind[token] not in (VERB, NOUN) or scene.hyphenated(token):
        return
    plain = inflect.base(word)
    rows = scene.rows((token,))
    pairs = [(f"{plain} {head.low[token + 1]}", token + 2)] if token + 1 < len(head) else []
    for key, last in [*pairs, (plain, token + 1)]:
        others = table().milder.get(key, ())
        if not others:
            continue
        if head.kind[token] == NOUN and not _noun_entry(others, word):
            continue
        for n, other in enumerate(others):
            compared = other.split()[-1] in table().sets["comparing"]
            if other.startswith("be ") and not (_takes_object(scene, token, last) and not (compared and head.kind[last] == DETERMINER)):
                continue
            text = _like(other, word, plural=token > 0 and inflect.plural(head.low[token - 1]))
            if text is None:
                continue
            key_word = other.split()[0] if not other.startswith("be ") else other.split()[1]
            number = lex.number.get(key_word)
            there = number is not None and int(lex.family[number]) in a.body.places
            yield replace(scene, token, last, text, "strength", 0.35 + 0.6 * there - 0.12 * n, body=there, rows=rows)
        break


def _noun_entry(others: tuple[str, ...], word: str) -> bool:
    return all(" " not in other and inflect.can_be(inflect.like(other, word) or other, NOUN) for other in others)


def _takes_object(scene: Scene, token: int, last: int) -> bool:
    """Whether a verb is told of a subject and of an object right after it."""
    head = scene.head
    if token == 0 or last >= len(head) or head.low[token - 1] == "to":
        return False
    return head.kind[last] in (NOUN, NAME, ADJECTIVE, ADVERB, DETERMINER, NUMBER)


def _like(phrase: str, model: str, *, plural: bool) -> str | None:
    """A phrase with its first word inflected as another word is: "be linked to" as "causes" gives "is linked to"."""
    first, _, rest = phrase.partition(" ")
    form = inflect.form(model)
    if first == "be":
        be = {"s": "is", "base": "are" if plural else "be", "ing": "being", "ed": "were" if plural else "was"}.get(form)
        return f"{be} {rest}" if be else None
    text = inflect.like(first, model)
    return None if text is None else f"{text} {rest}".strip()


def animals(scene: Scene, token: int) -> Iterator[Edit]:
    """The body's animals in the place of people of the headline."""
    if not scene.listed(token, "human", body=False) or scene.head.kind[token] != NOUN:
        return
    doc = scene.doc
    lex = lexicon()
    animal = lex.vectors[lex.number["animal"]]
    listed = np.flatnonzero(lex.member[doc.row, lex.column["animal"]]).tolist()
    found = {doc.low[t] for t in listed if doc.kind[t] == NOUN and float(lex.vectors[doc.row[t]] @ animal) > _CREATURE}  # not cells in a dish
    for text in sorted(found)[:3]:
        if inflect.plural(text) == inflect.plural(scene.head.low[token]):
            yield replace(scene, token, token + 1, text, "generalised", 0.6)

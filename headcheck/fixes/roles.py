"""Who, by role: another role of the body in a role's place, "opposition leader" for "council leader"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from headcheck import inflect
from headcheck.fixes.edit import Edit, replace
from headcheck.fixes.names import Stretch
from headcheck.fixes.scene import Scene
from headcheck.fixes.table import table
from headcheck.lexicon import ADJECTIVE, NAME, NOUN, VERB, lexicon
from headcheck.text import Document


def roles(scene: Scene) -> Iterator[Edit]:
    """Another noun, with what goes before it, in a noun's place: "opposition leader" for "council leader"."""
    head, doc, lex = scene.head, scene.doc, lexicon()
    agents = [(t, noun_phrase(doc, t)) for t in range(len(doc)) if heads_phrase(doc, t)]
    for token in scene.tried:
        core, person = token, agent(head, token)
        if not nounish(head, token) or not (person or heads_phrase(head, token)) or head.low[token - 1 : token] == ["-"]:
            continue
        start, end = noun_phrase(head, token)[0], token + 1
        fit, near = scene.fit(start, end), scene.near(token)
        found: dict[tuple[int, int, str], float] = {}
        for t, (x, y) in agents:
            same = doc.family[t] == head.family[core]
            if same and (y - x < 2 or set(doc.family[x:y].tolist()) <= scene.mine):
                continue
            if not same and int(doc.family[t]) in scene.mine:
                continue
            close = float(lex.vectors[doc.row[t]] @ lex.vectors[head.row[core]])
            alike = 1.0 if same else close + 0.3 * sisters(int(doc.family[t]), int(head.family[core]))
            if not same and not (person and agent(doc, t)):
                continue
            value = 0.5 * alike + 1.3 * float(fit[t]) + 0.2 * (int(doc.sentence[t]) in near) - 0.2
            noun = _number_like(doc.low[t], head.low[core])
            if noun is None:
                continue
            if not same:
                key = (core if start == core or not person else start, end, noun)
                found[key] = max(found.get(key, -9.0), value)
            many = noun != doc.low[t] and lex.member[doc.row[x:t], lex.column["quantifier"]].any()  # "many residents" makes no "many resident"
            if y - x > 1 and (same or person) and not many:
                text = f"{doc.words(x, y - 1).lower() if not doc.capital[x:y].any() else doc.words(x, y - 1)} {noun}"
                found[start, end, text] = max(found.get((start, end, text), -9.0), value - 0.15 + 0.3 * same)
        for first, last, text in sorted(found, key=lambda k: (-found[k], k))[:5]:
            yield replace(scene, first, last, text, "name" if person else "substituted", found[first, last, text])


_ENDINGS = ("ist", "ian", "eer", "man", "woman", "person", "men", "women")
_SOMEWHAT = 0.05  # closeness to words for people from which a noun with such an ending is one


def agent(document: Document, token: int) -> bool:
    """Whether a noun names somebody who acts: by a list, or by its ending ("trader" from "trade")."""
    lex, word = lexicon(), document.low[token]
    single = inflect.singular(word)
    if single in table().sets["roles"] or lex.member[document.row[token], [lex.column["human"], lex.column["unnamed"]]].any():
        return True
    stems = {single[:-2], single[:-1], single[:-3]} if single.endswith(("er", "or")) else set()
    told = any(len(stem) > 2 and inflect.can_be(stem, VERB) for stem in stems) or (single.endswith(_ENDINGS) and len(single) > 5)
    return told and float(lex.vectors[document.row[token]] @ _people()) >= _SOMEWHAT


@lru_cache(maxsize=1)
def _people() -> NDArray[np.float32]:
    """Mean direction of the vectors of words for people."""
    lex = lexicon()
    rows = np.flatnonzero(lex.member[:, [lex.column["human"], lex.column["unnamed"]]].any(axis=1))
    mean = lex.vectors[rows].mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


def heads_phrase(document: Document, t: int) -> bool:
    """Whether a token is a noun that no other noun of its phrase follows."""
    if not nounish(document, t) or not document.low[t][0].isalpha() or lexicon().member[document.row[t], lexicon().column["function"]]:
        return False
    ends = t + 1 >= len(document) or not nounish(document, t + 1) or document.sentence[t + 1] != document.sentence[t]
    return ends and not (t + 1 < len(document) and document.low[t + 1] == "-")


def nounish(document: Document, t: int) -> bool:
    """Whether a token is a noun: some that often stand in names ("council") are listed as names."""
    return document.kind[t] == NOUN or (document.kind[t] == NAME and not document.capital[t])


def noun_phrase(document: Document, token: int) -> Stretch:
    """A noun with the nouns and adjectives before it, without articles."""
    first, last = token, token + 1
    while first > 0 and (nounish(document, first - 1) or document.kind[first - 1] == ADJECTIVE) and document.low[first - 1][0].isalpha() and last - first < 3:
        if document.sentence[first - 1] != document.sentence[token]:
            break
        first -= 1
    return first, last


def _number_like(noun: str, model: str) -> str | None:
    """A noun in the number, singular or plural, of another."""
    if inflect.plural(noun) == inflect.plural(model):
        return noun
    return inflect.like(noun, model)


def sisters(one: int, other: int) -> bool:
    """Whether two words have a broader word in common: baker and chef, bride and groom."""
    broader = lexicon().broader
    if one >= len(broader) or other >= len(broader):
        return False
    mine = set(broader[one].tolist()) - {-1}
    return not mine.isdisjoint(broader[other].tolist())

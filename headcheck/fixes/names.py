"""Who: another name of the body in a name's place, another role in a role's, and two that change places."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from headcheck import inflect
from headcheck.fixes.edit import Edit, exchange, replace
from headcheck.fixes.scene import Scene
from headcheck.fixes.table import table
from headcheck.lexicon import ADJECTIVE, NAME, NOUN, PREPOSITION, VERB, lexicon
from headcheck.text import Document

Stretch = tuple[int, int]


def body_names(scene: Scene, first: int, last: int) -> list[Stretch]:
    """Runs of words with capitals inside body tokens: names without their titles. A first word counts only if it is known as a name."""
    doc, lex = scene.doc, lexicon()
    out: list[Stretch] = []
    for t in range(first, last):
        known = doc.kind[t] == NAME or lex.capital[doc.row[t]] > 0.6 or doc.row[t] == lex.unknown
        opens = t == first or doc.low[t - 1] in {'"', ":", "'"} or t == doc.sentence_bounds[doc.sentence[t]]
        if not (doc.capital[t] and doc.low[t][0].isalpha() and (known or not opens)) or lex.member[doc.row[t], lex.column["pronoun"]]:
            continue
        if lex.member[doc.row[t], lex.column["title"]] or (doc.words(t, t + 1)[1:].isupper() and lex.capital[doc.row[t]] < 0.6 and doc.row[t] != lex.unknown):
            continue  # titles, and words that shout
        joined = bool(out) and (out[-1][1] == t or (out[-1][1] == t - 1 and doc.low[t - 1] == "&")) and doc.sentence[out[-1][0]] == doc.sentence[t]
        if joined:
            out[-1] = (out[-1][0], t + 1)
        else:
            out.append((t, t + 1))
    return out


def headline_names(scene: Scene) -> list[Stretch]:
    """Runs of name words in the headline, whatever its capitals."""
    head, lex = scene.head, lexicon()
    out: list[Stretch] = []
    for t in range(len(head)):
        inside = t > 0 and head.low[t - 1][0].isalnum() and not scene.title_case and not head.words(t, t + 1)[1:2].isupper()
        known = head.kind[t] == NAME or lex.capital[head.row[t]] > 0.7
        named = known or inside or int(head.family[t]) in scene.proper
        after = bool(out) and (out[-1][1] == t or (out[-1][1] == t - 1 and head.low[t - 1] == "&"))
        goes_on = after and not scene.title_case  # "Reed" after "Anna"
        if (named or goes_on) and head.capital[t] and head.low[t][0].isalpha():
            if after:
                out[-1] = (out[-1][0], t + 1)
            else:
                out.append((t, t + 1))
    return out


def names(scene: Scene) -> Iterator[Edit]:
    """Another name of the body in a name's place: of the same sort, and most at home there."""
    head, doc, lex = scene.head, scene.doc, lexicon()
    timed = lex.member[:, lex.column["time"]] | lex.member[:, lex.column["month"]]
    runs = body_names(scene, 0, len(doc))
    for first, last in headline_names(scene):
        rows = scene.rows(range(first, last))
        if timed[head.row[first:last]].all() or head.low[first] == "may":
            continue
        near, fit, place = scene.near(first), scene.fit(first, last), _placed(head, first)
        found: dict[str, float] = {}
        whose = {}
        for x, y in runs:
            families = doc.family[x:y].tolist()
            if y - x > 4 or not scene.mine.isdisjoint(families) or timed[doc.row[y - 1]]:
                continue
            close = float(lex.vectors[doc.row[y - 1]] @ lex.vectors[head.row[last - 1]])
            known = doc.row[y - 1] != lex.unknown and head.row[last - 1] != lex.unknown
            if close < 0.15 and known:
                continue
            name = doc.words(x, y)
            value = 1.4 * float(fit[x:y].max()) + (0.8 * close if known else 0.1) + 0.3 * (int(doc.sentence[x]) in near)
            value += 0.3 * (_placed(doc, x) == place) - 0.3
            found[name] = max(found.get(name, -9.0), value)
            whose[name] = families
        best = sorted(found, key=lambda n: (-found[n], n))
        for name in _forms(best, whose, long=last - first > 1)[:4]:
            yield replace(scene, first, last, name, "name", found[name] - 0.1, rows=rows)


def _common(name: str) -> bool:
    """Whether a name of one word is also a common word: "Health" alone does not name "Riverside Health"."""
    number = lexicon().number.get(name.lower())
    return " " not in name and number is not None and float(lexicon().capital[number]) < 0.6


def _placed(document: Document, first: int) -> bool:
    """Whether a name stands where places stand: after "in", "at", "from"."""
    before = document.low[first - 1] if first else ""
    return before in _PLACES or (before == "the" and first > 1 and document.low[first - 2] in _PLACES)


_PLACES = frozenset("in at near from around across outside inside into".split())


def _forms(best: list[str], whose: dict[str, list[int]], *, long: bool) -> list[str]:
    """One form of each name, in the order of the best: full where the headline's name is, else as short as the body has it."""
    out: list[str] = []
    done: set[str] = set()
    for name in best:
        if name in done:
            continue
        forms = [other for other in best if other not in done and not set(whose[other]).isdisjoint(whose[name])]
        done.update(forms)
        out.append(max(forms, key=lambda f: (len(whose[f]), f)) if long else min(forms, key=lambda f: (len(whose[f]) + 9 * _common(f), best.index(f))))
    return out


def roles(scene: Scene) -> Iterator[Edit]:
    """Another noun, with what goes before it, in a noun's place: "opposition leader" for "council leader"."""
    head, doc, lex = scene.head, scene.doc, lexicon()
    agents = [(t, _phrase(doc, t)) for t in range(len(doc)) if _head_noun(doc, t)]
    for token in scene.tried:
        core, person = token, agent(head, token)
        if not _nounish(head, token) or not (person or _head_noun(head, token)) or head.low[token - 1 : token] == ["-"]:
            continue
        start, end = _phrase(head, token)[0], token + 1
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
            if y - x > 1 and (same or person):
                text = f"{doc.words(x, y - 1).lower() if not doc.capital[x:y].any() else doc.words(x, y - 1)} {noun}"
                found[start, end, text] = max(found.get((start, end, text), -9.0), value - 0.15 + 0.3 * same)
        for first, last, text in sorted(found, key=lambda k: (-found[k], k))[:5]:
            yield replace(scene, first, last, text, "name" if person else "substituted", found[first, last, text])


_ENDINGS = ("ist", "ian", "eer", "man", "woman", "person", "men", "women")
_SOMEWHAT = 0.05  # closeness to words for people from which a noun with such an ending is one


def agent(document: Document, token: int) -> bool:
    """Whether a noun names somebody who acts: by a list, or by its ending ("trader" from "trade")."""
    lex, word = lexicon(), document.low[token]
    single = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    if single in table().sets["roles"] or lex.member[document.row[token], [lex.column["human"], lex.column["unnamed"]]].any():
        return True
    stems = {single[:-2], single[:-1], single[:-3]} if single.endswith(("er", "or")) else set()
    told = any(len(stem) > 2 and inflect.can_be(stem, VERB) for stem in stems) or single.endswith(_ENDINGS)
    return told and float(lex.vectors[document.row[token]] @ _people()) >= _SOMEWHAT


@lru_cache(maxsize=1)
def _people() -> NDArray[np.float32]:
    """Mean direction of the vectors of words for people."""
    lex = lexicon()
    rows = np.flatnonzero(lex.member[:, [lex.column["human"], lex.column["unnamed"]]].any(axis=1))
    mean = lex.vectors[rows].mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


def _head_noun(document: Document, t: int) -> bool:
    """Whether a token is a noun that no other noun of its phrase follows."""
    if not _nounish(document, t) or not document.low[t][0].isalpha() or lexicon().member[document.row[t], lexicon().column["function"]]:
        return False
    ends = t + 1 >= len(document) or not _nounish(document, t + 1) or document.sentence[t + 1] != document.sentence[t]
    return ends and not (t + 1 < len(document) and document.low[t + 1] == "-")


def _nounish(document: Document, t: int) -> bool:
    """Whether a token is a noun: some that often stand in names ("council") are listed as names."""
    return document.kind[t] == NOUN or (document.kind[t] == NAME and not document.capital[t])


def _phrase(document: Document, token: int) -> Stretch:
    """A noun with the nouns and adjectives before it, without articles."""
    first, last = token, token + 1
    while first > 0 and (_nounish(document, first - 1) or document.kind[first - 1] == ADJECTIVE) and document.low[first - 1][0].isalpha() and last - first < 3:
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


def swapped(scene: Scene) -> Iterator[Edit]:
    """Two names, or two of the same sort that the body has the other way round, change places; "A, not B" becomes "B, not A"."""
    head = scene.head
    named = headline_names(scene)
    for one, two in [(x, y) for i, x in enumerate(named) for y in named[i + 1 :] if _modifies(head, x) == _modifies(head, y)][:6]:
        yield exchange(scene, one, two, "roles", 0.0 + 0.6 * _turned(scene, one, two))
    yield from _not_but(scene)
    actors = sorted({_with_role(scene, run) for run in named} | {_phrase(head, t) for t in range(len(head)) if _head_noun(head, t) and agent(head, t)})
    pairs = [(x, y) for i, x in enumerate(actors) for y in actors[i + 1 : i + 3] if x[1] < y[0] and (x not in named or y not in named)]
    pairs = [(x, y) for x, y in pairs if not _modifies(head, x) and not _modifies(head, y) and _as_many(head, x, y)]
    for one, two in pairs[:4]:
        between = head.kind[one[1] : two[0]].tolist()
        if (VERB in between or PREPOSITION in between) and not head.quoted[one[0]] and not head.quoted[two[0]]:
            yield exchange(scene, one, two, "roles", 0.4 * _turned(scene, one, two) - 0.1)
    yield from _compared(scene)
    yield from _crossed(scene)


def _modifies(head: Document, stretch: Stretch) -> bool:
    """Whether a stretch belongs to the noun after it: "Texas" in "Texas customers", "riders" in "riders' rights"."""
    last = stretch[1]
    return last < len(head) and (_nounish(head, last) or head.low[last] in {"'s", "'", "-"})


def _as_many(head: Document, one: Stretch, two: Stretch) -> bool:
    return inflect.plural(head.low[one[1] - 1]) == inflect.plural(head.low[two[1] - 1])


def _crossed(scene: Scene) -> Iterator[Edit]:
    """Two nouns or two adjectives that the body has in the other order: "official" and "amateur" at each other's noun."""
    head = scene.head
    words = [t for t in scene.tried if int(head.kind[t]) in (NOUN, ADJECTIVE) and int(head.family[t]) in set(scene.doc.family.tolist())]
    pairs = [(x, y) for i, x in enumerate(words) for y in words[i + 1 :] if head.kind[x] == head.kind[y] and y - x > 1]
    turned = [(p, _turned(scene, (p[0], p[0] + 1), (p[1], p[1] + 1))) for p in pairs]
    for (x, y), how in sorted((p for p in turned if p[1] == 1.0), key=lambda p: p[0][1] - p[0][0])[:2]:
        apart = not _modifies(head, (x, x + 1)) and not _modifies(head, (y, y + 1)) or head.kind[x] == ADJECTIVE
        if apart and _as_many(head, (x, x + 1), (y, y + 1)) and not any(q.first in (x, y) for q in scene.a.quantities):
            yield exchange(scene, (x, x + 1), (y, y + 1), "roles", 0.3 * how - 0.1)


def _with_role(scene: Scene, run: Stretch) -> Stretch:
    """A name with the role before it: "singer Anna Reed"."""
    first = run[0]
    while first > 0 and _nounish(scene.head, first - 1) and agent(scene.head, first - 1) and run[0] - first < 2:
        first -= 1
    return first, run[1]


def _turned(scene: Scene, one: Stretch, two: Stretch) -> float:
    """How near each other the body has two stretches of the headline in the other order, 0 to 1; less where it has them in this order too."""
    doc, head = scene.doc, scene.head
    left = [t for t in range(len(doc)) if doc.family[t] == head.family[one[1] - 1]]
    right = [t for t in range(len(doc)) if doc.family[t] == head.family[two[1] - 1]]
    gaps = [b - a for a in left for b in right if doc.sentence[a] == doc.sentence[b] and a != b]
    back = min((-g for g in gaps if g < 0), default=99)
    forth = min((g for g in gaps if g > 0), default=99)
    return 0.0 if back > 25 else 1.0 if forth > 25 else 0.4


def _not_but(scene: Scene) -> Iterator[Edit]:
    """ "auditors, not a clerk" the other way round."""
    head = scene.head
    for t in range(2, len(head) - 1):
        if head.low[t] != "not" or head.low[t - 1] != ",":
            continue
        stop = next((x for x in range(t + 1, len(head)) if head.low[x] in {",", ".", ";", ":", "?", "!"}), len(head))
        first = next((x + 1 for x in range(t - 2, -1, -1) if head.kind[x] == VERB or head.low[x] in _OPENERS), 0)
        if 0 < t - 1 - first <= 5 and 0 < stop - t - 1 <= 6:
            yield exchange(scene, (first, t - 1), (t + 1, stop), "roles", 0.7)


_OPENERS = frozenset(["how", "why", "that", "of", "by", "on", "for", "to", "because", ":", ";", ",", "!", "?", "in", "from", "with"])


def _compared(scene: Scene) -> Iterator[Edit]:
    """ "western more often than coastal" the other way round: one word before "more", the word after "than"."""
    head = scene.head
    for t in range(2, len(head) - 1):
        if head.low[t] != "than" or head.kind[t + 1] not in (NOUN, ADJECTIVE, NAME):
            continue
        kind = head.kind[t + 1]
        earlier = [x for x in range(t - 2, -1, -1) if head.kind[x] == kind and head.low[x] not in {"more", "less"}]
        for x in earlier[:2]:
            yield exchange(scene, (x, x + 1), (t + 1, t + 2), "roles", 0.3)

"""Small words that turn or widen a claim: how many, how often, before or after, from or until, not."""

from __future__ import annotations

from collections.abc import Iterator

from headcheck import inflect
from headcheck.fixes.edit import Edit, replace, write
from headcheck.fixes.names import body_names
from headcheck.fixes.numbers import counted, noun_after
from headcheck.fixes.scene import Scene
from headcheck.fixes.table import table
from headcheck.fixes.verbs import settled_there, verbs
from headcheck.lexicon import ADJECTIVE, ADVERB, AUXILIARY, NAME, NOUN, NUMBER, PREPOSITION, PRONOUN, VERB, lexicon

_SINGLE = frozenset(["every", "each", "any"])  # what follows is singular


def turned(scene: Scene) -> Iterator[Edit]:
    """Small words and phrases of the table; quantifiers also by the body's own, or by its number."""
    head, doc = scene.head, scene.doc
    there = {doc.low[t] for t in scene.tokens(scene.central)}
    for t in range(len(head)):
        rows = (scene.row_of[t],) if t in scene.row_of else scene.rows((t - 1, t + 1))[:1]
        if head.low[t + 1 : t + 2] == ["'s"] or head.low[t + 1 : t + 2] == ["-"] or (t and head.low[t - 1] == "-"):
            continue
        wide = scene.listed(t, "quantifier", body=False)
        value = float(lexicon().lists[head.row[t], lexicon().column["quantifier"]]) if wide else 0.0
        if not (wide and t + 1 < len(head) and head.kind[t + 1] == NUMBER):
            for size in (2, 1) if t + 1 < len(head) else (1,):
                others = table().turned.get(" ".join(head.low[t : t + size]), ())
                others = tuple(other for other in others if _fits(scene, t, other))
                for n, new in enumerate(others):
                    yield from _put(scene, t, t + size, new, wide, 0.3 + 0.4 * (new.split()[0] in there) - 0.1 * n, rows, body=new in there)
        if wide and value >= 0.65:
            for new in sorted(there):
                number = lexicon().number.get(new)
                own = float(lexicon().lists[number, lexicon().column["quantifier"]]) if number is not None else 0.0
                if new in table().sets["parts"] and own < value and t + 1 < len(head):
                    yield from _put(scene, t, t + 1, new, True, 0.6, rows, body=True)
            yield from counted(scene, t, rows)
            yield from _narrowed(scene, t, rows)
            yield from _somebody(scene, t, rows)


def _fits(scene: Scene, t: int, other: str) -> bool:
    """Whether a word may take the place of headline token ``t`` before what follows it."""
    head, word = scene.head, scene.head.low[t]
    if t + 1 >= len(head):
        return word not in {"official", "final", "to", "from", "until", "through", "will", "most", "least", "more"}
    after = int(head.kind[t + 1])
    if word in {"official", "final"}:
        return after == NOUN
    if word in {"most", "least"}:
        compares = after in (ADJECTIVE, ADVERB) and head.low[t - 1] not in {"in", "at", ","}
        return compares == (other in {"most", "least"})
    if word in {"more", "less", "fewer"} and other in {"less", "fewer"}:
        several = any(head.kind[x] == NOUN and inflect.plural(head.low[x]) for x in range(t + 1, min(t + 3, len(head))))
        return (other == "fewer") == several
    if other == "until":
        dated = t + 2 < len(head) and scene.listed(t + 2, "month", body=False)
        return scene.listed(t + 1, "time", body=False) or scene.listed(t + 1, "month", body=False) or (after == NUMBER and dated)
    if word in {"to", "from", "until", "through"}:
        return after in (NUMBER, NAME) or (word != "to" and scene.listed(t + 1, "time", body=False))
    return not (word == "will" and (t == 0 or after == PRONOUN or head.low[t + 1] == "not" or settled_there(scene, t + 1, future=True)))


def _put(scene: Scene, first: int, last: int, new: str, wide: bool, founded: float, rows: tuple[int, ...], *, body: bool) -> Iterator[Edit]:
    """Put a small word in; the noun after "every" becomes plural after "some"."""
    head = scene.head
    kind = "generalised" if wide else "reversed"
    if wide and last < len(head) and head.low[last] == "the" and new in {"many", "some", "most", "few", "several"}:
        if new in {"many", "several", "few"} and not any(inflect.plural(head.low[x]) for x in range(last + 1, min(last + 4, len(head)))):
            return
        new = f"{new} of"
    if head.low[first] in _SINGLE and wide and new in {"some", "most", "many", "several", "few", "all"}:
        noun = noun_after(head, first)
        many = inflect.many(head.low[noun]) if noun is not None else None
        if noun is None or many is None or head.low[noun + 1 : noun + 2] == ["'s"]:
            return
        middle = head.text[head.span(first, last)[1] : head.span(noun, noun + 1)[0]]
        end, tail = noun + 1, ""
        if end < len(head) and head.kind[end] in (VERB, AUXILIARY):
            end, tail = end + 1, f" {inflect.with_many(head.low[end])}"
        yield replace(scene, first, end, f"{new}{middle}{many}{tail}", kind, founded, body=body, rows=rows)
        return
    yield replace(scene, first, last, new, kind, founded, body=body, rows=rows)


def _somebody(scene: Scene, token: int, rows: tuple[int, ...]) -> Iterator[Edit]:
    """A name of the body in the place of "everyone"."""
    if scene.head.low[token] not in {"everyone", "everybody"}:
        return
    fit = scene.fit(token, token + 1)
    found: dict[str, float] = {}
    for x, y in body_names(scene, 0, len(scene.doc)):
        if scene.mine.isdisjoint(scene.doc.family[x:y].tolist()):
            found[scene.doc.words(x, y)] = float(fit[x:y].max())
    for text in sorted(found, key=lambda n: (-found[n], n))[:3]:
        yield replace(scene, token, token + 1, text, "generalised", found[text], rows=rows)


def _narrowed(scene: Scene, token: int, rows: tuple[int, ...]) -> Iterator[Edit]:
    """What the body has before the same noun, in the place of "all" and what follows it: "all Alberta airports" to "Calgary airports"."""
    head, doc = scene.head, scene.doc
    noun = noun_after(head, token)
    if noun is None or head.low[noun + 1 : noun + 2] == ["-"]:
        return
    found: dict[str, float] = {}
    for place in [t for t in range(len(doc)) if doc.family[t] == head.family[noun]]:
        first = place
        while first > 0 and place - first < 4 and doc.sentence[first - 1] == doc.sentence[place]:
            before = doc.kind[first - 1]
            joins = doc.low[first - 1] == "and" and first < place and doc.capital[first] and first > 1 and bool(doc.capital[first - 2])
            if before not in (NAME, ADJECTIVE, NUMBER) and not (doc.capital[first - 1] and before == NOUN) and not joins:
                break
            first -= 1
        words = doc.low[first:place]
        if words and any(int(doc.family[t]) not in scene.mine for t in range(first, place)) and not scene.listed(first, "quantifier"):
            found[doc.words(first, place)] = 0.2 + float(scene.fit(token, noun)[place])
    for text in sorted(found, key=lambda x: (-found[x], x))[:2]:
        yield replace(scene, token, noun, text, "generalised", found[text], rows=rows)


def prepositions(scene: Scene) -> Iterator[Edit]:
    """The body's preposition before the same word: "from 6 June" to "until 6 June"."""
    head, doc, placing = scene.head, scene.doc, table().sets["prepositions"]
    for t in range(len(head) - 1):
        if head.low[t] not in placing:
            continue
        anchors = [x for x in range(t + 1, min(t + 4, len(head))) if x in scene.row_of and scene.a.weight[scene.row_of[x]] > 0][:1]
        rows = scene.rows((t, *anchors))
        for x in anchors:
            fit = scene.fit(t, t + 1)
            found: dict[str, float] = {}
            for place in [y for y in range(len(doc)) if doc.family[y] == head.family[x]]:
                for y in range(place - 1, max(-1, place - 4), -1):
                    if doc.sentence[y] != doc.sentence[place]:
                        break
                    if doc.kind[y] == PREPOSITION or doc.low[y] in placing:
                        if doc.low[y] != head.low[t] and doc.low[y] in placing:
                            found[doc.low[y]] = max(found.get(doc.low[y], -9.0), 0.1 + float(fit[place]))
                        break
            for text in sorted(found, key=lambda w: (-found[w], w))[:2]:
                yield replace(scene, t, t + 1, text, "time", found[text], rows=rows)


def negated(scene: Scene) -> Iterator[Edit]:
    """A "not" taken out, or put in where the evidence negates."""
    head = scene.head
    for t, word in enumerate(head.low):
        if word in {"not", "never"} and not (t and head.low[t - 1] == ","):
            yield replace(scene, t, t + 1, "", "reversed", 0.0, body=False)
    for verb in verbs(scene):
        rows = scene.rows(range(verb.first, verb.last))
        if not any(scene.listed(t, "negation") for t in scene.tokens(scene.near(verb.last - 1)[:2])):
            continue
        low = head.low[verb.first]
        if (head.kind[verb.first] == AUXILIARY and verb.last - verb.first > 1) or low in inflect.FINITE_BE:
            end = head.span(verb.first, verb.first + 1)[1]
            yield write(scene, end, end, " not", "reversed", 0.2, rows)
            if head.low[verb.first + 1 : verb.first + 2] == ["now"]:
                yield replace(scene, verb.first + 1, verb.first + 2, "not", "reversed", 0.4, rows=rows)
                yield replace(scene, verb.first + 1, verb.first + 2, "no longer", "reversed", 0.3, rows=rows)
        elif not verb.plain.startswith("be "):
            helper = "did" if verb.past else "do" if verb.plural or inflect.form(head.low[verb.last - 1]) == "base" else "does"
            yield replace(scene, verb.first, verb.last, f"{helper} not {verb.plain}", "reversed", 0.2, rows=rows)

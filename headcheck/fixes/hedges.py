"""How sure, and done or only planned: the body's hedge or plan put before a verb, and "vows to" taken down."""

from __future__ import annotations

from collections.abc import Iterator

from headcheck import inflect
from headcheck.fixes.edit import Edit, replace
from headcheck.fixes.roles import agent
from headcheck.fixes.scene import Scene
from headcheck.fixes.table import table
from headcheck.fixes.verbs import Verb, settled_there, verbs
from headcheck.lexicon import ADVERB, NAME, NOUN, PRONOUN, VERB, lexicon

_MODALS = ("may", "could", "might", "would", "should")


def hedged(scene: Scene) -> Iterator[Edit]:
    """A hedge or plan word of the evidence, put before a verb: "will cut" becomes "may cut", "cuts" becomes "plans to cut"."""
    head, doc, lex = scene.head, scene.doc, lexicon()
    for verb in verbs(scene):
        rows = scene.rows(range(verb.first, verb.last))
        if head.low[verb.first] in _MODALS or _says(scene, verb) or settled_there(scene, verb.last - 1, future=head.low[verb.first] == "will"):
            continue
        tokens = scene.tokens(scene.near(verb.last - 1))
        fit = scene.fit(verb.first, verb.last)
        modals = {m: max(float(fit[t]) for t in tokens if doc.low[t] == m) for m in _MODALS if any(doc.low[t] == m for t in tokens)}
        unsure = bool(lex.hedges[doc.row[tokens]].any())
        planned = {inflect.base(doc.low[t]): float(fit[t]) for t in tokens if scene.listed(t, "plan") and not scene.listed(t, "modal")}
        own = sorted(modals, key=lambda m: -modals[m] + 0.3 * (m in {"would", "should"}))
        # "would" and "should" report speech as often as they hedge, so that the open "may" is tried beside them
        for n, modal in enumerate(list(dict.fromkeys([*own[:1], "may", *own[1:]]))[:2]):
            founded = 0.5 * (modal in modals) + 0.3 * modals.get(modal, 0.0) + 0.3 * (unsure or bool(planned)) + 0.2 * verb.future - 0.1 * n
            # what may still come is told as open, what is past as unsure
            open_still = not verb.done or bool(planned) or verb.plain.startswith("be ")
            text = verb.plain if open_still or modal in {"would", "should"} else f"have {verb.done}"
            first, adverb = verb.first, ""
            if first > 1 and head.kind[first - 1] == ADVERB and head.kind[first - 2] in (NOUN, NAME, PRONOUN) and verb.last - first == 1:
                first, adverb = first - 1, f"{head.words(first - 1, first)} "
            yield replace(scene, first, verb.last, f"{modal} {adverb}{text}", "hedge", founded, body=modal in modals, rows=rows)
        yield from _planned(scene, verb, planned, rows)


def _says(scene: Scene, verb: Verb) -> bool:
    """Whether a verb only hands on what somebody says: "officials say" is not to be hedged."""
    return verb.last - verb.first == 1 and bool(lexicon().says[scene.head.row[verb.first]])


def _planned(scene: Scene, verb: Verb, planned: dict[str, float], rows: tuple[int, ...]) -> Iterator[Edit]:
    """The verb told as what the body plans."""
    done = verb.past or scene.head.low[verb.first] in {"has", "have"}
    if done and verb.last - verb.first <= 2 and verb.plain != "be" and planned:
        yield replace(scene, verb.first, verb.last, f"will {verb.plain}", "plan", 0.2, rows=rows, body=False)
    passive = verb.plain.startswith("be ") or not _wills(scene, verb.first - 1)
    for word in sorted((p for p in planned if p in table().plans and p != verb.plain), key=lambda p: (-planned[p], p))[:2]:
        pattern = table().plans[word]
        if passive and not pattern.startswith("is "):
            continue
        text = _as_plan(pattern, verb.plain, plural=verb.plural)
        yield replace(scene, verb.first, verb.last, text, "plan", 0.4 + 0.5 * planned[word], rows=rows)


def _as_plan(pattern: str, plain: str, *, plural: bool) -> str:
    """A verb told as planned, by a pattern of the table: "plans to cut", and of several "plan to cut"."""
    first, _, rest = plain.partition(" ")
    opening, _, told = pattern.format(v=plain, g=f"{inflect.participle(first)} {rest}".strip()).partition(" ")
    return f"{inflect.with_many(opening) if plural else opening} {told}"


def _wills(scene: Scene, subject: int) -> bool:
    """Whether the subject is one that can plan: a name, a person or a body of people."""
    head = scene.head
    word = head.low[subject]
    told = head.kind[subject] in (NAME, PRONOUN) or agent(head, subject) or int(head.family[subject]) in scene.proper
    return told or inflect.singular(word) in table().sets["bodies"]


def settled(scene: Scene) -> Iterator[Edit]:
    """ "vows to punish" taken down to what the body says of it: "may punish", "considers punishing"."""
    head, doc = scene.head, scene.doc
    settling = table().sets["settling"]
    for t in range(1, len(head) - 2):
        word = head.low[t]
        follows = head.low[t + 1] == "to" and (head.kind[t + 2] == VERB or inflect.can_be(head.low[t + 2], VERB))
        told = head.kind[t] == VERB or (inflect.can_be(word, VERB) and (head.kind[t - 1] == NAME or inflect.plural(head.low[t - 1])))
        if not follows or not told or inflect.base(word) not in settling:
            continue
        plain = head.low[t + 2]
        rows = scene.rows((t, t + 2))
        tokens = scene.tokens(scene.near(t))
        there = [m for m in _MODALS[:3] if any(doc.low[x] == m for x in tokens)]
        first = t - 1 if head.low[t - 1] in {"to", "will", "has", "have"} and t > 1 else t
        for n, modal in enumerate(dict.fromkeys([*there[:1], "may"])):
            yield replace(scene, first, t + 3, f"{modal} {plain}", "hedge", 0.3 + 0.4 * (modal in there) - 0.1 * n, rows=rows, body=modal in there)
        if first < t:
            continue
        words = {inflect.base(doc.low[x]) for x in tokens if scene.listed(x, "plan")}
        for other in sorted(words & set(table().plans) - {inflect.base(word)})[:2]:
            text = _as_plan(table().plans[other], plain, plural=inflect.form(word) == "base")
            yield replace(scene, t, t + 3, text, "plan", 0.5, rows=rows)


def doubted(scene: Scene) -> Iterator[Edit]:
    """The body's verb of thinking or claiming in the place of "says": "suspects", "fears"."""
    head, doc, lex = scene.head, scene.doc, lexicon()
    hedge = lex.column["hedge"]
    for t in range(1, len(head)):
        if head.kind[t] != VERB or not lex.says[head.row[t]] or lex.lists[head.row[t], hedge]:
            continue
        fit = scene.fit(t, t + 1)
        found: dict[str, float] = {}
        for x in scene.tokens(scene.central):
            doubts = lex.hedges[doc.row[x]] and lex.lists[doc.row[x], hedge] < 1
            if doubts and inflect.can_be(inflect.base(doc.low[x]), VERB) and not scene.listed(x, "modal"):
                text = inflect.like(doc.low[x], head.low[t])
                if text:
                    found[text] = max(found.get(text, 0.0), 0.3 + float(fit[x]))
        for text in sorted(found, key=lambda w: (-found[w], w))[:2]:
            yield replace(scene, t, t + 1, text, "hedge", found[text])

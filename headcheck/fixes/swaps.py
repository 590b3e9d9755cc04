"""Who did what to whom: two names, roles or words of one sort change places."""

from __future__ import annotations

from collections.abc import Iterator

from headcheck import inflect
from headcheck.fixes.edit import Edit, exchange
from headcheck.fixes.names import Stretch, headline_names
from headcheck.fixes.roles import agent, heads_phrase, noun_phrase, nounish
from headcheck.fixes.scene import Scene
from headcheck.fixes.table import table
from headcheck.lexicon import ADJECTIVE, NAME, NOUN, PREPOSITION, VERB
from headcheck.text import Document


def swapped(scene: Scene) -> Iterator[Edit]:
    """Two names, or two of the same sort that the body has the other way round, change places; "A, not B" becomes "B, not A"."""
    head = scene.head
    timed = [any(scene.listed(t, name, body=False) for name in ("time", "month")) for t in range(len(head))]
    named = [run for run in headline_names(scene) if not any(timed[run[0] : run[1]])]
    for one, two in [(x, y) for i, x in enumerate(named) for y in named[i + 1 :] if _modifies(head, x) == _modifies(head, y)][:6]:
        yield exchange(scene, one, two, "roles", 0.0 + 0.6 * _turned(scene, one, two))
    yield from _not_but(scene)
    actors = sorted({_with_role(scene, run) for run in named} | {noun_phrase(head, t) for t in range(len(head)) if heads_phrase(head, t) and agent(head, t)})
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
    return last < len(head) and (nounish(head, last) or head.low[last] in {"'s", "'", "-"})


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
    while first > 0 and nounish(scene.head, first - 1) and agent(scene.head, first - 1) and run[0] - first < 2:
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
        first = next((x + 1 for x in range(t - 2, -1, -1) if head.kind[x] == VERB or head.low[x] in table().sets["openers"] or not head.low[x][0].isalnum()), 0)
        if 0 < t - 1 - first <= 5 and 0 < stop - t - 1 <= 6:
            yield exchange(scene, (first, t - 1), (t + 1, stop), "roles", 0.7)


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

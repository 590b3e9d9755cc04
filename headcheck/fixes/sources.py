"""Who says so: the source that the body gives, put after the headline or in the place of words that call it certain."""

from __future__ import annotations

from collections.abc import Iterator

from headcheck import inflect
from headcheck.fixes.edit import Edit, replace
from headcheck.fixes.names import body_names
from headcheck.fixes.roles import agent
from headcheck.fixes.scene import Scene
from headcheck.fixes.table import table
from headcheck.lexicon import NAME, NOUN, VERB, lexicon

_ACCUSES = 0.65  # value in the list of reports up to which a verb names a source; beyond it one attacks
_CERTAIN = frozenset(["shows", "proves", "confirms", "reveals", "show", "prove", "confirm", "reveal"])


def sourced(scene: Scene) -> Iterator[Edit]:
    """The source of the evidence sentences, for claims that have none."""
    head = scene.head
    if all(claim.speaker is not None for claim in scene.a.claims):
        return
    speakers = list(dict.fromkeys(s for n in scene.central for s in _speakers(scene, n)))
    plain = head.text.rstrip()
    ends = not plain.endswith(("?", "!"))
    end = len(plain.rstrip("."))
    for n, (name, verb) in enumerate(speakers[:2]):
        many = inflect.plural(name.split()[-1].lower()) and (not name.split()[-1][0].isupper() or name.lower() == "police")
        says = verb if many else inflect.third(verb)
        shown = " ".join(w[:1].upper() + w[1:] for w in f"{name} {says}".split(" ")) if scene.title_case else f"{name} {says}"
        shown = shown.upper() if plain.isupper() else shown
        if ends:
            yield Edit(end, end, f", {shown}", "attribution", f"Puts back who says so: {name}.", 0.1 - 0.2 * n, ())
        for claim in scene.a.claims:
            for t in range(claim.first, claim.last - 1):
                certain = head.low[t + 1] in _CERTAIN and head.kind[t] == NOUN
                if head.low[t : t + 2] == ["it", "emerges"] or certain:
                    yield replace(scene, t, t + 2, f"{name} {says}", "attribution", 0.6 - 0.2 * n)


def _speakers(scene: Scene, sentence: int) -> list[tuple[str, str]]:
    """Who the evidence sentence says it is from, and the verb: the name or noun at its verb of saying, or in the sentence before for "he said"."""
    doc, lex = scene.doc, lexicon()
    report = lex.column["report"]
    for s in (sentence, sentence - 1, sentence + 1):
        if not 0 <= s < doc.n_sentences:
            continue
        low, high = int(doc.sentence_bounds[s]), int(doc.sentence_bounds[s + 1])
        for t in range(low, high):
            if not (scene.listed(t, "report") and doc.kind[t] == VERB and lex.lists[doc.row[t], report] <= _ACCUSES and not doc.quoted[t]):
                continue
            found = _subject(scene, low, high, t)
            if found is not None:
                plain = inflect.base(doc.low[t])
                return [(found, plain if plain in table().sets["claiming"] else "say")]
    return []


def _subject(scene: Scene, low: int, high: int, verb: int) -> str | None:
    doc = scene.doc
    runs = [run for run in body_names(scene, low, high) if not scene.listed(run[1] - 1, "time") and not scene.listed(run[1] - 1, "month")]
    for x, y in sorted(runs, key=lambda r: (min(abs(r[1] - verb), abs(r[0] - verb - 1)), r[0])):
        if min(abs(y - verb), abs(x - verb - 1)) <= 1 and y - x <= 4 and not doc.quoted[x]:
            return doc.words(x, y)
    before = verb - 1
    if before >= low and doc.low[before] in {"he", "she"}:
        for s in range(int(doc.sentence[verb]) - 1, max(-1, int(doc.sentence[verb]) - 4), -1):
            named = body_names(scene, int(doc.sentence_bounds[s]), int(doc.sentence_bounds[s + 1]))
            people = [r for r in named if 2 <= r[1] - r[0] <= 3 and not doc.quoted[r[0]]]
            if people:
                return doc.words(*people[0])
    for t in (verb - 1, verb + 1, verb + 2):
        if low <= t < high and doc.kind[t] in (NOUN, NAME) and _speaks(scene, t) and not doc.quoted[t]:
            return doc.low[t]
    return None


def _speaks(scene: Scene, t: int) -> bool:
    """Whether a body noun is one that speaks: a source without a name, a role, a body of people."""
    word = scene.doc.low[t]
    return scene.listed(t, "unnamed") or inflect.singular(word) in table().sets["bodies"] or agent(scene.doc, t)

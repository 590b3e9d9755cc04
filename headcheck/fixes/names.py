"""Who, by name: another name of the body in a name's place."""

from __future__ import annotations

from collections.abc import Iterator

from headcheck.fixes.edit import Edit, replace
from headcheck.fixes.scene import Scene
from headcheck.fixes.table import table
from headcheck.lexicon import ADJECTIVE, NAME, lexicon
from headcheck.text import Document

Stretch = tuple[int, int]


def body_names(scene: Scene, first: int, last: int) -> list[Stretch]:
    """Runs of words with capitals inside body tokens: names without their titles. A first word counts only if it is known as a name."""
    doc, lex = scene.doc, lexicon()
    out: list[Stretch] = []
    for t in range(first, last):
        named = lex.named[doc.row[t]] or doc.row[t] == lex.unknown
        opens = t == first or doc.low[t - 1] in {'"', ":", "'"} or t == doc.sentence_bounds[doc.sentence[t]]
        letters = doc.low[t].replace("-", "").replace("'", "").isalpha()
        if doc.kind[t] == ADJECTIVE or lex.word_class[doc.row[t]] == ADJECTIVE:
            continue  # "Democratic" names nobody
        hyphened = "-" in (doc.low[t - 1] if t > first else "", doc.low[t + 1] if t + 1 < last else "")  # half a name
        if hyphened or not (doc.capital[t] and letters and (named or doc.kind[t] == NAME or not opens)) or lex.member[doc.row[t], lex.column["pronoun"]]:
            continue
        if lex.member[doc.row[t], lex.column["title"]] or (doc.words(t, t + 1)[1:].isupper() and not named):
            continue  # titles, and words that shout
        joined = _follows(out, doc, t) and doc.sentence[out[-1][0]] == doc.sentence[t]
        _add(out, t, joined=joined)
    return out


def headline_names(scene: Scene) -> list[Stretch]:
    """Runs of name words in the headline, whatever its capitals."""
    head, lex = scene.head, lexicon()
    out: list[Stretch] = []
    for t in range(len(head)):
        inside = t > 0 and head.low[t - 1][0].isalnum() and not scene.title_case and not head.words(t, t + 1)[1:2].isupper()
        known = head.kind[t] == NAME or lex.capital[head.row[t]] > 0.7
        named = known or inside or int(head.family[t]) in scene.proper
        after = _follows(out, head, t)
        goes_on = after and not scene.title_case  # "Reed" after "Anna"
        if (named or goes_on) and head.capital[t] and head.low[t].replace("-", "").isalpha():
            _add(out, t, joined=after)
    return out


def _follows(runs: list[Stretch], document: Document, token: int) -> bool:
    """Whether a token stands right after the last run, or after "&"."""
    return bool(runs) and (runs[-1][1] == token or (runs[-1][1] == token - 1 and document.low[token - 1] == "&"))


def _add(runs: list[Stretch], token: int, *, joined: bool) -> None:
    """Let a token end the last run, or begin one of its own."""
    runs.append((runs.pop()[0] if joined else token, token + 1))


def names(scene: Scene) -> Iterator[Edit]:
    """Another name of the body in a name's place: of the same sort, and most at home there."""
    head, doc, lex = scene.head, scene.doc, lexicon()
    timed = lex.member[:, lex.column["time"]] | lex.member[:, lex.column["month"]]
    runs = body_names(scene, 0, len(doc))
    for first, last in headline_names(scene):
        rows = scene.rows(range(first, last))
        if timed[head.row[first:last]].all():
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
    return " " not in name and number is not None and not lexicon().named[number]


def _placed(document: Document, first: int) -> bool:
    """Whether a name stands where places stand: after "in", "at", "from"."""
    before = document.low[first - 1] if first else ""
    return before in table().sets["places"] or (before == "the" and first > 1 and document.low[first - 2] in table().sets["places"])


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

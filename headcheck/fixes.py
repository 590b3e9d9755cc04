"""Fixes: small edits that bring a headline back to its body. Each is tried: only what lowers the score is offered.

Candidates come from the body's sentences that speak to the words most to blame: another number or name, the body's word for a related one,
the hedge, plan or source that was dropped, a narrower quantifier, the opposite; or the words are taken out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from headcheck import inflect
from headcheck.evidence import Alignment
from headcheck.lexicon import (
    ADJECTIVE,
    ADVERB,
    AUXILIARY,
    BROADER,
    DERIVED,
    DETERMINER,
    NAME,
    NARROWER,
    NOUN,
    NUMBER,
    OPPOSITE,
    PREPOSITION,
    STRONGER,
    SYNONYM,
    VERB,
    WEAKER,
    lexicon,
)
from headcheck.model import Judge
from headcheck.reading import Reading, read_headline
from headcheck.reasons import phrase, shares, speaking
from headcheck.text import Document
from headcheck.text.numbers import Quantity

MOST = 5  # fixes offered
TRIED = 60  # candidates scored at most
NOTICEABLE = 0.03  # log-odds after calibration by which a score must be lower
FAR = 1.2  # log-odds behind the best at which a fix is not worth offering
SENTENCES = 3  # body sentences that candidates are taken from
BLAMED = 8  # headline words that are tried
BLAME = 0.5  # what a doubling of blame counts for, in log-odds of score
_TABLE = Path(__file__).with_name("fixes.txt")


@dataclass(frozen=True)
class Fix:
    """A small edit of a headline.

    Attributes
    ----------
    text : str
        The headline after it.
    what : str
        What changes, one plain sentence.
    kind : str
        The kind of reason it answers: "number", "name", "hedge", "plan", "attribution", "generalised", "reversed", "roles", "time",
        "substituted", "strength" or "unsupported".
    span : tuple of (int, int)
        Characters of the headline that change; empty where words are put in.
    score : float
        The score of the headline after it.
    """

    text: str
    what: str
    kind: str
    span: tuple[int, int]
    score: float


@dataclass(frozen=True)
class _Edit:
    """Characters ``start`` to ``end`` become ``new``; ``worth`` says how well founded it is before it is scored."""

    start: int
    end: int
    new: str
    kind: str
    what: str
    worth: float
    rows: tuple[int, ...]  # words of the alignment that it changes


def propose(reading: Reading, score: float, judge: Judge) -> list[Fix]:
    """Fixes of a headline, best first, at most five.

    Parameters
    ----------
    reading : Reading
        The headline over its body.
    score : float
        Its score.
    judge : Judge
        The model that gave it.
    """
    a = reading.alignment
    if not len(a.words) or not len(a.body.filled):
        return []
    share = shares(judge.words.blame(reading.context.words))
    unique: dict[str, _Edit] = {}
    for edit in sorted(_candidates(a, share), key=lambda e: (-e.worth, e.start, e.new)):
        text = _applied(a.headline.text, edit)
        if text.strip() and text != a.headline.text:
            unique.setdefault(text, edit)
    tried: list[tuple[float, Fix]] = []
    for text, edit in list(unique.items())[:TRIED]:
        again = read_headline(text, a.body, judge.words, with_stance=judge.with_stance)
        lower = float(judge.accuracy.probability(judge.accuracy.logit(again.values[None], np.array([again.new_share]))[:, 0])[0])
        gain = _logit(score) - _logit(lower)
        if gain >= NOTICEABLE:
            tried.append((1.5 * gain + edit.worth, Fix(text, edit.what, edit.kind, (edit.start, edit.end), lower)))
    tried.sort(key=lambda pair: (-pair[0], pair[1].text))
    return _varied([fix for value, fix in tried if value >= tried[0][0] - FAR])


def _logit(p: float) -> float:
    p = min(max(p, 1e-6), 1 - 1e-6)
    return float(np.log(p / (1 - p)))


def _varied(fixes: list[Fix]) -> list[Fix]:
    """The best few, at most three at one place and at most two that take words out."""
    out: list[Fix] = []
    for fix in fixes:
        if fix.kind == "unsupported" and sum(other.kind == "unsupported" for other in out) == 2:
            continue
        if sum(other.span == fix.span for other in out) == 3:
            continue
        out.append(fix)
    return out[:MOST]


def _candidates(a: Alignment, share: NDArray[np.float64]) -> Iterator[_Edit]:
    value = {row: speaking(a, [row]) for row in np.argsort(-share, kind="stable")[:BLAMED].tolist()}
    peak = phrase(a, share, np.ones(len(share), bool))
    central = np.argsort(-speaking(a, peak), kind="stable")[:SENTENCES].tolist()

    def where(row: int) -> list[int]:
        own = np.argsort(-value[row], kind="stable")[:SENTENCES].tolist() if row in value else []
        return list(dict.fromkeys([*central[:1], *own, *central]))[: SENTENCES + 1]

    for edit in _all(a, where, sorted(value), central):
        if edit.worth < 0 and edit.kind in {"substituted", "reversed", "name", "time"}:
            continue  # too far-fetched
        blame = float(share[list(edit.rows)].sum()) if edit.rows else float(share[peak].mean())
        yield _Edit(edit.start, edit.end, edit.new, edit.kind, edit.what, edit.worth + BLAME * float(np.log2(max(blame, 1e-3))), edit.rows)


def _all(a: Alignment, where: Callable[[int], list[int]], rows: list[int], central: list[int]) -> Iterator[_Edit]:
    yield from _numbers(a, where)
    yield from _numbers_swapped(a)
    yield from _names(a, where)
    yield from _swapped(a)
    for row in rows:
        yield from _related(a, row, where(row))
        yield from _slots(a, row)
        yield from _opposites(a, row)
    yield from _small_words(a, central)
    yield from _hedged(a, where)
    yield from _negated(a, where)
    yield from _sourced(a, central)
    yield from _taken_out(a, rows)


# --- numbers and names -------------------------------------------------------------------------------------------------------


def _numbers(a: Alignment, where: Callable[[int], list[int]]) -> Iterator[_Edit]:
    """Another number of the body, most likely that of the sentences that speak to it, and the like unit."""
    head, body = a.headline, a.body
    row_of = {int(t): i for i, t in enumerate(a.words)}
    mine = {q.value for q in a.quantities}
    for q in a.quantities:
        rows = tuple(row_of[t] for t in range(q.first, q.last) if t in row_of)
        glued = q.last < len(head) and head.start[q.last] == head.end[q.last - 1] and head.low[q.last][0].isalnum()
        if not rows or glued:
            continue
        near = where(rows[0])
        found: dict[str, float] = {}
        for other in body.quantities:
            if (other.unit == "age") != (q.unit == "age"):
                continue
            if other.value in mine or (other.unit == "date") != (q.unit == "date") or (other.unit == "ordinal") != (q.unit == "ordinal"):
                continue
            if (q.unit in _MONEY and other.unit != q.unit) or (q.unit == "date" and (q.value > 1000) != (other.value > 1000)):
                continue
            sentence = int(body.document.sentence[other.first])
            worth = (1.0 if sentence in near[:1] else 0.6 if sentence in near else 0.0) + 0.6 * (other.unit == q.unit) + 0.6 * (other.counted == q.counted >= 0)
            text = _number_text(body.document, other, figures=head.low[q.first][0].isdigit())
            found[text] = max(worth, found.get(text, 0.0))
        last = q.last
        if head.low[q.first] == "half" and last + 1 < len(head) and head.low[last] == "a" and head.low[last + 1] in {"million", "billion", "dozen", "century"}:
            last += 2
        first = q.first - 1 if q.first and head.low[q.first - 1] == "all" else q.first
        for text in sorted(found, key=lambda t: (-found[t], t))[:8]:
            start, end = head.span(first, last)
            yield _edit(a, start, end, text, "number", found[text], rows)


def _numbers_swapped(a: Alignment) -> Iterator[_Edit]:
    """Two numbers of the headline change places."""
    head = a.headline
    row_of = {int(t): i for i, t in enumerate(a.words)}
    for q, r in [(x, y) for i, x in enumerate(a.quantities) for y in a.quantities[i + 1 :] if x.unit == y.unit][:3]:
        one, two = head.words(q.first, q.last), head.words(r.first, r.last)
        middle = head.text[head.span(q.first, q.last)[1] : head.span(r.first, r.last)[0]]
        opens = not head.text[: head.span(q.first, q.last)[0]].strip()
        new = f"{two[:1].upper() + two[1:] if opens else two}{middle}{one.lower() if opens else one}"
        rows = tuple(row_of[t] for t in [*range(q.first, q.last), *range(r.first, r.last)] if t in row_of)
        yield _Edit(head.span(q.first, q.last)[0], head.span(r.first, r.last)[1], new, "number", f"Lets “{one}” and “{two}” change places.", 0.0, rows)


_MONEY = frozenset("£$€%")


def _number_text(document: Document, q: Quantity, *, figures: bool) -> str:
    text = document.words(q.first, q.last)
    if figures and not text[0].isdigit() and q.value.is_integer() and q.value < 1e6:
        return f"{int(q.value):,}"
    return text


def _runs(document: Document, first: int, last: int) -> list[tuple[int, int]]:
    """Runs of words with capitals inside a sentence: names. Its first word counts only if it is known as a name."""
    lex = lexicon()
    out: list[tuple[int, int]] = []
    for t in range(first, last):
        word = document.kind[t] == NAME or lex.capital[document.row[t]] > 0.6 or document.row[t] == lex.unknown
        opens = t == first or document.low[t - 1] in {'"', ":", "'"}
        if document.capital[t] and document.low[t][0].isalpha() and (word or not opens) and not lex.member[document.row[t], lex.column["pronoun"]]:
            if out and out[-1][1] == t:
                out[-1] = (out[-1][0], t + 1)
            else:
                out.append((t, t + 1))
    return out


def _headline_names(a: Alignment) -> list[tuple[int, int]]:
    """Runs of name words in the headline, whatever its capitals."""
    head, lex = a.headline, lexicon()
    title = _title_case(head)
    in_body = set(a.body.document.family[a.body.document.capital].tolist())
    out: list[tuple[int, int]] = []
    for t in range(len(head)):
        named = head.kind[t] == NAME or lex.capital[head.row[t]] > 0.7 or (head.row[t] == lex.unknown and int(head.family[t]) in in_body)
        goes_on = not title and bool(out) and out[-1][1] == t  # "Reed" after "Anna"
        if (named or goes_on) and head.capital[t] and head.low[t][0].isalpha():
            if out and out[-1][1] == t:
                out[-1] = (out[-1][0], t + 1)
            else:
                out.append((t, t + 1))
    return out


def _names(a: Alignment, where: Callable[[int], list[int]]) -> Iterator[_Edit]:
    """Another name of the body in a name's place."""
    head, body = a.headline, a.body.document
    row_of = {int(t): i for i, t in enumerate(a.words)}
    lex = lexicon()
    mine = set(head.family.tolist())
    timed = lex.member[:, lex.column["time"]] | lex.member[:, lex.column["month"]]
    for first, last in _headline_names(a):
        rows = tuple(row_of[t] for t in range(first, last) if t in row_of)
        if not rows:
            continue
        found: dict[str, float] = {}
        for rank, sentence in enumerate(where(rows[0])):
            for x, y in _runs(body, int(body.sentence_bounds[sentence]), int(body.sentence_bounds[sentence + 1])):
                name = body.words(x, y)
                if y - x > 4 or not mine.isdisjoint(body.family[x:y].tolist()) or bool(timed[body.row[y - 1]]) != bool(timed[head.row[last - 1]]):
                    continue
                if (body.kind[y - 1] == NAME) != (head.kind[last - 1] == NAME):
                    continue
                close = float(lex.vectors[body.row[y - 1]] @ lex.vectors[head.row[last - 1]])
                if close < 0.2 and body.row[y - 1] != lex.unknown and head.row[last - 1] != lex.unknown:
                    continue
                found[name] = max(found.get(name, -9.0), 0.6 - 0.3 * rank + close)
        start, end = head.span(first, last)
        for name in sorted(found, key=lambda n: (-found[n], n))[:5]:
            yield _edit(a, start, end, name, "name", found[name], rows)


def _swapped(a: Alignment) -> Iterator[_Edit]:
    """Two names of the headline change places."""
    head = a.headline
    row_of = {int(t): i for i, t in enumerate(a.words)}
    runs = _headline_names(a)
    for (p, q), (r, s) in [(x, y) for i, x in enumerate(runs) for y in runs[i + 1 :]][:6]:
        one, two = head.words(p, q), head.words(r, s)
        start, end = head.span(p, s)
        middle = head.text[head.span(p, q)[1] : head.span(r, s)[0]]
        rows = tuple(row_of[t] for t in [*range(p, q), *range(r, s)] if t in row_of)
        yield _Edit(start, end, f"{two}{middle}{one}", "roles", f"Lets “{one}” and “{two}” change places.", 0.0, rows)


# --- words -------------------------------------------------------------------------------------------------------------------

_RELATED = {OPPOSITE: 1.2, WEAKER: 0.6, BROADER: 0.5, SYNONYM: 0.1, NARROWER: 0.2, STRONGER: 0.1, DERIVED: -0.5}


def _related(a: Alignment, row: int, sentences: list[int]) -> Iterator[_Edit]:
    """The body's word for a related headline word: opposite, sister, broader, or close and of the same class."""
    head, body, doc, lex = a.headline, a.body, a.body.document, lexicon()
    token = int(a.words[row])
    word, kind = head.low[token], int(head.kind[token])
    if not word[0].isalpha() or kind in (NUMBER, AUXILIARY):
        return
    timed = bool(lex.member[head.row[token], lex.column["time"]])
    taken = {int(body.at[j]) for i, j in enumerate(a.met.tolist()) if j >= 0 and a.worth[i, j] >= 0.75}
    found: dict[str, float] = {}
    for rank, sentence in enumerate(sentences):
        for j in range(int(body.bounds[sentence]), int(body.bounds[sentence + 1])):
            t = int(body.at[j])
            other = doc.low[t]
            if t in taken or not other[0].isalpha() or doc.family[t] == head.family[token]:
                continue
            relation = _RELATED.get(int(a.kind[row, j]), 0.0) or 0.4 * _sisters(int(doc.family[t]), int(head.family[token]))
            same = bool(doc.kind[t] == kind)
            times = bool(lex.member[doc.row[t], lex.column["time"]])
            near = _beside(a, row, t)
            alike = float(a.close[row, j])
            if not same or timed != times or not (relation > 0.1 or times or alike > 0.4 or (near > 0.9 and alike > 0.15)):
                continue
            text = inflect.like(other, word) if kind in (VERB, NOUN, ADJECTIVE) and not doc.capital[t] else doc.words(t, t + 1)
            if text is None:
                continue
            value = relation + float(a.close[row, j]) - 0.25 * rank + 0.5 * near + 0.4 * times + 0.2 * same
            found[text] = max(found.get(text, -9.0), value)
    start, end = head.span(token, token + 1)
    what = "time" if timed else "substituted"
    for text in sorted(found, key=lambda x: (-found[x], x))[:5]:
        yield _edit(a, start, end, text, what, found[text] - 0.5, (row,))


def _sisters(one: int, other: int) -> bool:
    """Whether two words have a broader word in common: baker and chef, bride and groom."""
    broader = lexicon().broader
    if one >= len(broader) or other >= len(broader):
        return False
    mine = broader[one]
    return bool(np.isin(mine[mine >= 0], broader[other]).any())


def _slots(a: Alignment, row: int) -> Iterator[_Edit]:
    """What the body has beside a headline word's neighbour: "opposition leader" for "council leader"."""
    head, doc, lex = a.headline, a.body.document, lexicon()
    token = int(a.words[row])
    kind = int(head.kind[token])
    if kind == AUXILIARY or not head.low[token][0].isalpha():
        return
    mine = set(head.family.tolist())
    found: dict[str, float] = {}
    for side in (-1, 1):
        beside = token + side
        if not 0 <= beside < len(head) or not head.low[beside][0].isalnum() or head.kind[beside] == DETERMINER:
            continue
        anchor = float(lex.idf[head.row[beside]])
        for place in np.flatnonzero(doc.family == head.family[beside]).tolist():
            t = place - side
            if not 0 <= t < len(doc) or doc.sentence[t] != doc.sentence[place] or int(doc.family[t]) in mine or not doc.low[t][0].isalpha():
                continue
            timed = lex.member[[doc.row[t], head.row[token]], lex.column["time"]]
            if doc.kind[t] != kind or timed[0] != timed[1] or lex.member[doc.row[t], lex.column["function"]]:
                continue
            text = inflect.like(doc.low[t], head.low[token]) if not doc.capital[t] else doc.words(t, t + 1)
            if text is None:
                continue
            close = float(lex.vectors[doc.row[t]] @ lex.vectors[head.row[token]])
            found[text] = max(found.get(text, -9.0), min(anchor, 6.0) / 6 + close)
    start, end = head.span(token, token + 1)
    for text in sorted(found, key=lambda x: (-found[x], x))[:4]:
        yield _edit(a, start, end, text, "substituted", found[text] - 0.3, (row,))


def _beside(a: Alignment, row: int, token: int) -> float:
    """How near a body token stands to where the headline word's neighbours are met, 0 to 1."""
    best = 0.0
    for i in (row - 1, row + 1):
        if 0 <= i < len(a.words) and a.claim_of[i] == a.claim_of[row] and a.met[i] >= 0 and a.worth[i, a.met[i]] >= 0.5:
            gap = abs(int(a.body.at[a.met[i]]) - token)
            best = max(best, float(np.exp(-max(0, gap - 1) / 3)))
    return best


def _opposites(a: Alignment, row: int) -> Iterator[_Edit]:
    """The opposite of a word, as the lexicon knows it, closest first."""
    head, lex = a.headline, lexicon()
    token = int(a.words[row])
    word = head.low[token]
    others, relations = lex.related(int(head.family[token]))
    scored: dict[str, float] = {}
    told = int(head.kind[token]) in (VERB, ADJECTIVE, ADVERB)
    for other in others[relations == OPPOSITE].tolist():
        if not told and other not in a.body.places:
            continue
        for candidate in inflect.words_of(other)[:1]:
            text = inflect.like(candidate, word)
            if text is None or text not in lex.number:
                continue
            if not inflect.can_be(text, int(head.kind[token])) and head.kind[token] < 14:
                continue
            here = 0.5 * (other in a.body.places)
            close = float(lex.vectors[lex.number[text]] @ lex.vectors[head.row[token]])
            if close > 0.3:
                scored[text] = close + here - 0.05 * float(lex.idf[lex.number[text]])
    start, end = head.span(token, token + 1)
    for text in sorted(scored, key=lambda x: (-scored[x], x))[:3]:
        yield _edit(a, start, end, text, "reversed", scored[text] - 0.2, (row,), body=False)


@lru_cache(maxsize=1)
def _lines() -> tuple[tuple[str, str, str], ...]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    found = (re.fullmatch(r"(\S+) ([>=]) (.+)", line) for line in lines if not line.startswith("#"))
    return tuple((m[1], m[2], m[3]) for m in found if m)


@lru_cache(maxsize=1)
def _turned() -> dict[str, tuple[str, ...]]:
    return {word: tuple(x.strip() for x in others.split(",")) for word, sign, others in _lines() if sign == ">"}


@lru_cache(maxsize=1)
def _plans() -> dict[str, str]:
    return {word: pattern for word, sign, pattern in _lines() if sign == "="}


def _small_words(a: Alignment, sentences: list[int]) -> Iterator[_Edit]:
    """Small words that turn or widen a claim: after and before, all and some."""
    head, doc, lex = a.headline, a.body.document, lexicon()
    row_of = {int(t): i for i, t in enumerate(a.words)}
    there = {doc.low[t] for s in sentences for t in range(int(doc.sentence_bounds[s]), int(doc.sentence_bounds[s + 1]))}
    for t, word in enumerate(head.low):
        start, end = head.span(t, t + 1)
        rows = (row_of[t],) if t in row_of else tuple(row_of[x] for x in (t - 1, t + 1) if x in row_of)[:1]
        wide = bool(lex.member[head.row[t], lex.column["quantifier"]])
        if head.low[t + 1 : t + 2] == ["'s"] or (t + 1 < len(head) and head.kind[t + 1] == NUMBER):
            continue
        for n, new in enumerate(_turned().get(word, ())):
            yield _edit(a, start, end, new, "generalised" if wide else "reversed", 0.4 * (new in there) - 0.15 * n, rows, body=new in there)
        if wide and float(lex.lists[head.row[t], lex.column["quantifier"]]) >= 0.7:
            for new in sorted(there):
                listed = lex.number.get(new)
                if listed is not None and lex.member[listed, lex.column["quantifier"]] and 0.15 < lex.lists[listed, lex.column["quantifier"]] < 0.9:
                    yield _edit(a, start, end, new, "generalised", 0.7, rows)
            yield from _counted(a, t, rows, sentences)


def _counted(a: Alignment, token: int, rows: tuple[int, ...], sentences: list[int]) -> Iterator[_Edit]:
    """The body's number in the place of "all" or "most", best one that counts the same thing."""
    head, body = a.headline, a.body
    after = set(head.family[token + 1 : token + 4].tolist())
    last = token + 2 if head.low[token + 1 : token + 2] == ["the"] else token + 1
    found: dict[str, float] = {}
    for q in body.quantities:
        if q.unit or q.value < 1 or any(q.value == own.value for own in a.quantities):
            continue
        worth = 0.8 * (q.counted in after) + 0.4 * (int(body.document.sentence[q.first]) in sentences)
        if worth:
            found[body.document.words(q.first, q.last).lower()] = worth - 0.1
    start, end = head.span(token, last)
    for text in sorted(found, key=lambda x: (-found[x], x))[:5]:
        yield _edit(a, start, end, text, "generalised", found[text], rows)


# --- hedges, plans, negation ------------------------------------------------------------------------------------------------

_MODALS = ("may", "could", "might", "would", "should")


_ALSO = frozenset(["now", "also", "already"])
_BEFORE_VERB = _ALSO | {"to", "has", "have", "had"}


@dataclass(frozen=True)
class _Verb:
    """A verb with what stands before it: tokens ``first`` to ``last - 1``; what may follow a modal is ``plain``."""

    first: int
    last: int
    plain: str
    past: bool
    plural: bool


def _verbs(a: Alignment) -> list[_Verb]:
    """Finite verbs of the headline, with their auxiliaries."""
    head, lex = a.headline, lexicon()
    out: list[_Verb] = []
    for t in range(1, len(head)):
        word = head.low[t]
        copula = word in {"is", "are", "was", "were", "has", "have"} and head.kind[t] in (AUXILIARY, VERB)
        if not (head.kind[t] == VERB or copula or _verb_for_want_of_another(a, t)) or not word[0].isalpha() or (out and out[-1].last > t):
            continue
        if copula and any(head.kind[x] == VERB and x - t <= 2 for x in range(t + 1, min(len(head), t + 4))):
            continue
        first = t
        while first > 0 and (head.kind[first - 1] == AUXILIARY or head.low[first - 1] in _BEFORE_VERB) and t - first < 3:
            first -= 1
        before = head.low[first:t]
        denied = {w for w in head.low[max(0, first - 1) : t] if w.endswith("n't") or w in {"not", "never", "cannot"}}
        bare = not before or before == ["to"]
        if first == 0 or denied or head.low[first - 1] == "'s" or (bare and head.kind[first - 1] in (PREPOSITION, DETERMINER, NUMBER, VERB)):
            continue
        claim = next((c for c in a.claims if c.first <= t < c.last), None)
        told = claim is not None and any(head.kind[x] == VERB or head.low[x] == "with" for x in range(claim.first, first))
        plain = inflect.base(word)
        shape = inflect.form(word)
        many = head.low[first - 1] != "" and inflect.plural(head.low[first - 1])
        helpers = [w for w in before if w not in _ALSO]
        if "to" in helpers:
            if helpers != ["to"] or told or lex.member[head.row[first - 1], lex.column["plan"]]:
                continue
            out.append(_Verb(first, t + 1, plain, False, many))
        elif helpers:
            passive = shape == "ed" and ("been" in helpers or any(h in {"is", "are", "was", "were", "be"} for h in helpers))
            out.append(_Verb(first, t + 1, f"be {word}" if passive else plain, helpers[0] in {"was", "were", "had", "did"}, many))
        elif shape in {"s", "base", "ed"} or copula:
            out.append(_Verb(first, t + 1, plain, shape == "ed", many))
            ends = t + 1 >= len(head) or not head.low[t + 1][0].isalnum() or head.kind[t + 1] in (PREPOSITION, ADVERB)
            if shape == "ed" and not copula and ends and word.endswith(("ed", "en", "wn", "ught", "ut", "rn")):
                out.append(_Verb(first, t + 1, f"be {word}", False, many))
    return out


def _verb_for_want_of_another(a: Alignment, token: int) -> bool:
    """Whether a word that may be a verb, "closes", is the only one in its claim that can be, after a noun."""
    head = a.headline
    claim = next((c for c in a.claims if c.first < token < c.last), None)
    if claim is None or not head.low[token].endswith("s") or head.kind[token - 1] not in (NOUN, NAME) or inflect.form(head.low[token]) != "s":
        return False
    others = any(head.kind[x] in (VERB, AUXILIARY) for x in range(claim.first, claim.last) if x != token)
    return not others and token + 1 < claim.last and inflect.can_be(inflect.base(head.low[token]), VERB)


def _hedged(a: Alignment, where: Callable[[int], list[int]]) -> Iterator[_Edit]:
    """A hedge or plan word of the evidence, put before a verb: "will cut" becomes "may cut", "cuts" becomes "plans to cut"."""
    head, doc, lex = a.headline, a.body.document, lexicon()
    row_of = {int(t): i for i, t in enumerate(a.words)}
    hedge, plan = lex.column["hedge"], lex.column["plan"]
    for verb in _verbs(a):
        rows = tuple(row_of[t] for t in range(verb.first, verb.last) if t in row_of)
        if not rows:
            continue
        tokens = [t for s in where(rows[-1]) for t in range(int(doc.sentence_bounds[s]), int(doc.sentence_bounds[s + 1]))]
        modals = [m for m in _MODALS if any(doc.low[t] == m for t in tokens)]
        unsure = any(lex.member[doc.row[t], hedge] and lex.lists[doc.row[t], hedge] >= 0.6 for t in tokens)
        planned = [inflect.base(doc.low[t]) for t in tokens if lex.member[doc.row[t], plan]]
        start, end = head.span(verb.first, verb.last)
        if head.low[verb.first] in _MODALS:
            continue
        # "would" and "should" report speech as often as they hedge, so that the open "may" is tried beside them
        for n, modal in enumerate(list(dict.fromkeys([*modals[:2], "may"]))):
            worth = 0.6 * (modal in modals) + 0.3 * (unsure or bool(planned)) - 0.1 * n
            yield _edit(a, start, end, f"{modal} {verb.plain}", "hedge", worth, rows, body=modal in modals)
        for word in list(dict.fromkeys(p for p in planned if p in _plans()))[:2]:
            pattern = _plans()[word]
            text = pattern.format(v=verb.plain, g=_gerund(verb.plain))
            if verb.plural:
                opening, _, rest = text.partition(" ")
                text = f"{'are' if opening == 'is' else inflect.base(opening)} {rest}"
            yield _edit(a, start, end, text, "plan", 0.6, rows)


def _gerund(plain: str) -> str:
    first, _, rest = plain.partition(" ")
    return f"{inflect.participle(first)} {rest}".strip()


def _negated(a: Alignment, where: Callable[[int], list[int]]) -> Iterator[_Edit]:
    """A "not" taken out, or put in where the evidence negates."""
    head, doc, lex = a.headline, a.body.document, lexicon()
    row_of = {int(t): i for i, t in enumerate(a.words)}
    negation = lex.column["negation"]
    for t, word in enumerate(head.low):
        if word in {"not", "never"}:
            start, end = head.span(t, t + 1)
            yield _edit(a, start, end, "", "reversed", 0.0, tuple(row_of[x] for x in (t,) if x in row_of), body=False)
    for verb in _verbs(a):
        rows = tuple(row_of[t] for t in range(verb.first, verb.last) if t in row_of)
        if not rows:
            continue
        tokens = [t for s in where(rows[-1])[:2] for t in range(int(doc.sentence_bounds[s]), int(doc.sentence_bounds[s + 1]))]
        if not any(lex.member[doc.row[t], negation] for t in tokens):
            continue
        low = head.low[verb.first]
        start, end = head.span(verb.first, verb.last)
        if (head.kind[verb.first] == AUXILIARY and verb.last - verb.first > 1) or low in {"is", "are", "was", "were"}:
            start = end = head.span(verb.first, verb.first + 1)[1]
            text = " not"
        elif verb.plain.startswith("be "):
            continue
        else:
            text = f"{'did' if verb.past else 'do' if verb.plural or inflect.form(head.low[verb.last - 1]) == 'base' else 'does'} not {verb.plain}"
        yield _edit(a, start, end, text, "reversed", 0.3, rows)


# --- sources -----------------------------------------------------------------------------------------------------------------


def _sourced(a: Alignment, sentences: list[int]) -> Iterator[_Edit]:
    """The source that the body gives, put after the headline or in the place of words that call it certain."""
    head = a.headline
    if all(claim.speaker is not None for claim in a.claims):
        return
    row_of = {int(t): i for i, t in enumerate(a.words)}
    speakers = list(dict.fromkeys(s for s in (_speaker(a, n) for n in sentences) if s))
    plain = head.text.rstrip()
    end = len(plain.rstrip(".!"))
    for n, name in enumerate(speakers[:2]):
        says = "say" if (inflect.plural(name.split()[-1].lower()) and not name.split()[-1][0].isupper()) or name.lower() == "police" else "says"
        yield _Edit(end, end, f", {name} {says}", "attribution", f"Puts back who says so: {name}.", 0.3 - 0.2 * n, ())
        for claim in a.claims:
            for t in range(claim.first, claim.last - 1):
                if head.low[t : t + 2] == ["it", "emerges"] or (head.low[t + 1] in {"shows", "proves", "confirms", "reveals"} and head.kind[t] == NOUN):
                    start, stop = head.span(t, t + 2)
                    rows = tuple(row_of[x] for x in (t, t + 1) if x in row_of)
                    yield _edit(a, start, stop, f"{name} {says}", "attribution", 0.8 - 0.2 * n, rows)


def _speaker(a: Alignment, sentence: int) -> str | None:
    """Who the evidence sentence says it is from: the name or noun at its verb of saying, or in the sentence before for "he said"."""
    doc, lex = a.body.document, lexicon()
    report = lex.column["report"]
    for s in (sentence, sentence - 1, sentence + 1):
        if not 0 <= s < doc.n_sentences:
            continue
        low, high = int(doc.sentence_bounds[s]), int(doc.sentence_bounds[s + 1])
        for t in range(low, high):
            if not (lex.member[doc.row[t], report] and doc.kind[t] == VERB and lex.lists[doc.row[t], report] <= 0.6 and not doc.quoted[t]):
                continue
            found = _subject(a, low, high, t)
            if found is not None:
                return found
    return None


def _subject(a: Alignment, low: int, high: int, verb: int) -> str | None:
    doc, lex = a.body.document, lexicon()
    runs = _runs(doc, low, high)
    for x, y in sorted(runs, key=lambda r: (min(abs(r[1] - verb), abs(r[0] - verb - 1)), r[0])):
        if min(abs(y - verb), abs(x - verb - 1)) <= 1 and y - x <= 4 and not doc.quoted[x]:
            return doc.words(x, y)
    before = verb - 1
    if before >= low and doc.low[before] in {"he", "she"}:
        for s in range(int(doc.sentence[verb]) - 1, max(-1, int(doc.sentence[verb]) - 4), -1):
            people = [r for r in _runs(doc, int(doc.sentence_bounds[s]), int(doc.sentence_bounds[s + 1])) if 2 <= r[1] - r[0] <= 3 and not doc.quoted[r[0]]]
            if people:
                return doc.words(*people[0])
    for t in (verb - 1, verb + 1, verb + 2):
        if low <= t < high and doc.kind[t] == NOUN and lex.member[doc.row[t], lex.column["unnamed"]] and not doc.quoted[t]:
            return doc.low[t]
    return None


# --- taking out --------------------------------------------------------------------------------------------------------------


def _taken_out(a: Alignment, rows: list[int]) -> Iterator[_Edit]:
    """A modifier, a phrase at the end or a whole claim is left out."""
    head = a.headline
    for row in rows:
        t = int(a.words[row])
        if head.kind[t] in (ADJECTIVE, ADVERB) and t > 0:
            start, end = head.span(t, t + 1)
            yield _edit(a, start, end, "", "unsupported", -0.4, (row,), body=False)
        phrase_start = next((x for x in range(t - 1, max(0, t - 4), -1) if head.kind[x] == PREPOSITION and head.low[x] != "to"), None)
        claim = a.claims[int(a.claim_of[row])]
        if phrase_start is not None and phrase_start - claim.first >= 3 and claim.last - phrase_start <= 6:
            inside = tuple(i for i, x in enumerate(a.words.tolist()) if phrase_start <= x < claim.last)
            yield _edit(a, *head.span(phrase_start, claim.last), "", "unsupported", -0.5, inside, body=False)
    for number, claim in enumerate(a.claims):
        if len(a.claims) < 2 or not claim.content:
            continue
        inside = tuple(np.flatnonzero(a.claim_of == number).tolist())
        rest = [c for c in a.claims if c is not claim and len(c.content) >= 3]
        final = number == len(a.claims) - 1
        if inside and rest and (final or head.low[claim.last - 1] in ":;.!?" or head.low[claim.last] in ":;.!?"):
            last = claim.last + 1 if number < len(a.claims) - 1 else claim.last
            yield _edit(a, *head.span(claim.first, last), "", "unsupported", -0.6, inside, body=False)


# --- writing -----------------------------------------------------------------------------------------------------------------


def _edit(a: Alignment, start: int, end: int, new: str, kind: str, worth: float, rows: tuple[int, ...], *, body: bool = True) -> _Edit:
    old = a.headline.text[start:end]
    if new:
        new = _cased(new, old, title=_title_case(a.headline))
    if not new:
        what = f"Leaves out “{old}”, which the body does not bear out." if kind == "unsupported" else f"Leaves out “{old}”."
    elif not old.strip():
        what = f"Puts in “{new.strip()}”{', as in the body' if body else ''}."
    else:
        what = f"Says “{new}” instead of “{old}”{', as the body does' if body else ''}."
    return _Edit(start, end, new, kind, what, worth, rows)


def _title_case(headline: Document) -> bool:
    words = [t for t in range(len(headline)) if headline.low[t][0].isalpha() and len(headline.low[t]) > 3]
    return len(words) > 3 and sum(bool(headline.capital[t]) for t in words) > 0.8 * len(words)


def _cased(new: str, old: str, *, title: bool) -> str:
    """The new words in the letter case of the old ones."""
    letters = [c for c in old if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return new.upper()
    if title:
        return " ".join(w[:1].upper() + w[1:] for w in new.split(" "))
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


_SPACES = re.compile(r"\s{2,}")
_BEFORE_MARK = re.compile(r"\s+([,.;:!?])")
_ARTICLE = re.compile(r"\b([Aa])(n?) (?=$)")
_VOWEL_SOUND = re.compile(r"(?:[aeiou](?!ni[^nm]|se|ne\b)|8|11\b|18\b|hour|hon)", re.IGNORECASE)


def _applied(text: str, edit: _Edit) -> str:
    """The headline after an edit, with its spaces, commas and articles in order."""
    before, after = text[: edit.start], text[edit.end :]
    if edit.new:
        article = re.search(r"\b(an?) $", before, re.IGNORECASE)
        if article:
            right = "an" if _VOWEL_SOUND.match(edit.new) else "a"
            before = before[: article.start(1)] + (right.capitalize() if article[1][0].isupper() else right) + " "
        return before + edit.new + after
    joined = before.rstrip() + (" " if before.strip() and after.strip() else "") + after.lstrip() if not edit.new else before + after
    joined = _BEFORE_MARK.sub(r"\1", _SPACES.sub(" ", joined)).strip().rstrip(",;:-–— ").lstrip(",;:-–— ")
    if joined and before.strip() == "":
        joined = joined[0].upper() + joined[1:]
    return joined


__all__ = ["Fix", "propose"]

"""One small edit of a headline, and how it is written: letter case, spaces, articles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from headcheck.fixes.scene import Scene


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
class Edit:
    """Characters ``start`` to ``end`` become ``new``; ``founded`` says how well founded it is, by the rules of its proposer."""

    start: int
    end: int
    new: str
    kind: str
    what: str
    founded: float
    rows: tuple[int, ...]  # words of the alignment that it changes


def replace(scene: Scene, first: int, last: int, new: str, kind: str, founded: float, *, body: bool = True, rows: tuple[int, ...] | None = None) -> Edit:
    """An edit of headline tokens ``first`` to ``last - 1``; with no new words they are left out. ``body``: the body has the new words."""
    start, end = scene.head.span(first, last)
    return write(scene, start, end, new, kind, founded, scene.rows(range(first, last)) if rows is None else rows, body=body)


def write(scene: Scene, start: int, end: int, new: str, kind: str, founded: float, rows: tuple[int, ...], *, body: bool = True) -> Edit:
    """An edit of characters, its new words in the letter case of the old ones."""
    old = scene.head.text[start:end]
    body = body and scene.has(new)
    if new:
        new = cased(new, old, title=scene.title_case)
    if not new:
        what = f"Leaves out “{old}”, which the body does not bear out." if kind == "unsupported" else f"Leaves out “{old}”."
    elif not old.strip():
        what = f"Puts in “{new.strip()}”{', as in the body' if body else ''}."
    else:
        what = f"Says “{new}” instead of “{old}”{', as the body does' if body else ''}."
    return Edit(start, end, new, kind, what, founded, rows)


def exchange(scene: Scene, one: tuple[int, int], two: tuple[int, int], kind: str, founded: float) -> Edit:
    """Two stretches of headline tokens change places, the first one before the second."""
    head = scene.head
    (a, b), (c, d) = head.span(*one), head.span(*two)
    left, right = head.text[a:b], head.text[c:d]
    opens = not head.text[:a].strip() or head.text[:a].rstrip().endswith((":", "!", "?"))
    if opens and left[:1].isupper():
        if not _proper(scene, one):
            left = left[:1].lower() + left[1:]
        right = right[:1].upper() + right[1:]
    rows = scene.rows([*range(*one), *range(*two)])
    new = f"{right}{head.text[b:c]}{left}"
    return Edit(a, d, new, kind, f"Lets “{head.text[a:b]}” and “{head.text[c:d]}” change places.", founded, rows)


def _proper(scene: Scene, stretch: tuple[int, int]) -> bool:
    """Whether the first word of a stretch keeps its capital inside a sentence."""
    head, first = scene.head, stretch[0]
    if head.words(first, first + 1)[1:2].isupper() or scene.title_case:
        return True
    same = scene.doc.family == head.family[first]
    return not same.any() or bool(scene.doc.capital[same].mean() > 0.5)


def cased(new: str, old: str, *, title: bool) -> str:
    """The new words in the letter case of the old ones."""
    letters = [c for c in old if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return new.upper()
    if title:
        return " ".join(w[:1].upper() + w[1:] for w in new.split(" "))
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


_SPACES = re.compile(r"\s{2,}")
_BEFORE_MARK = re.compile(r"\s+([,.;:!?])")
_PLURALS = re.compile(r"^['’](?!\w)")
_ARTICLE = re.compile(r"\b(an?) $", re.IGNORECASE)
_VOWEL_SOUND = re.compile(r"(?:[aeiou](?!ni[^nm]|se|ne\b)|8|11\b|18\b|hour|hon)", re.IGNORECASE)


def applied(text: str, edit: Edit) -> str:
    """The headline after an edit, with its spaces, commas and articles in order."""
    before, after = text[: edit.start], text[edit.end :]
    if edit.new:
        if text[: edit.end].endswith("s") and not edit.new.endswith("s"):
            after = _PLURALS.sub("'s", after)  # "residents' anger": "people's anger"
        return _with_article(before, edit.new + after)
    if before.rstrip().endswith("-"):
        after = after.lstrip()
        joined = before + after
    else:
        joined = _with_article(before.rstrip() + (" " if before.strip() and after.strip() else ""), after.lstrip())
    joined = _BEFORE_MARK.sub(r"\1", _SPACES.sub(" ", joined)).strip().rstrip(",;:-–— ").lstrip(",;:-–— ")
    if joined and before.strip() == "":
        joined = joined[0].upper() + joined[1:]
    return joined


def _with_article(before: str, after: str) -> str:
    article = _ARTICLE.search(before)
    if article:
        right = "an" if _VOWEL_SOUND.match(after) else "a"
        before = before[: article.start(1)] + (right.capitalize() if article[1][0].isupper() else right) + " "
    return before + after

"""The table of words that turn, widen, sharpen or settle a claim, `fixes.txt`, and what may stand in their place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_PATH = Path(__file__).with_name("fixes.txt")
_LINE = re.compile(r"(.+?) ([>~=:]) (.+)")


@dataclass(frozen=True)
class Table:
    """Its four parts, each from a word to others, best first.

    Attributes
    ----------
    turned : dict
        Small words and fixed phrases, as they stand.
    milder : dict
        Verbs and nouns in their plain form, to be inflected.
    plans : dict
        The body's word of planning, to a pattern with ``{v}``, the plain verb, or ``{g}``, its -ing form.
    sets : dict
        Named sets of words.
    """

    turned: dict[str, tuple[str, ...]]
    milder: dict[str, tuple[str, ...]]
    plans: dict[str, str]
    sets: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def table() -> Table:
    """The table, read once."""
    lines = _PATH.read_text(encoding="utf-8").splitlines()
    found = [m for line in lines if not line.startswith("#") and (m := _LINE.fullmatch(line))]
    parts = {sign: {m[1]: m[3] for m in found if m[2] == sign} for sign in ">~=:"}
    split = {sign: {word: tuple(x.strip() for x in others.split(",")) for word, others in parts[sign].items()} for sign in ">~"}
    return Table(split[">"], split["~"], parts["="], {name: frozenset(words.split()) for name, words in parts[":"].items()})

"""What a copied headline is wrapped in says nothing about its body: a label before it ("Exclusive: ..."), the outlet behind it ("... | The Guardian")."""

from __future__ import annotations

import re
from functools import lru_cache

from headcheck.lexicon.lists import read_list

_SUFFIX = re.compile(r".*(?P<mark>\s(?:\||-))\s+(?P<name>[^|]{2,40}?)\s*$", re.DOTALL)  # the last such mark
_LABELS = (
    "exclusive|breaking(?: news)?|just in|developing|watch(?: live)?|listen|live(?: updates?| blog)?|video|gallery|in pictures|photos?|podcast|quiz|poll|"
    "opinion|op-ed|comment|editorial|analysis|explainer|review|interview|profile|obituary|factbox|timeline|updated?"
)
_LABEL = re.compile(rf"\s*(?:(?:{_LABELS})\s*(?::|\||-\s)|(?:update|wrapup) \d{{1,2}}-)\s*(?=\S)", re.IGNORECASE)
_MOST_WORDS = 5
_SMALL = frozenset(["the", "of", "and", "&", "for"])


def label_end(headline: str) -> int:
    """Where a cleaned headline begins behind its label; 0 where there is none, or hardly anything behind it."""
    found = _LABEL.match(headline)
    return found.end() if found and len(headline[found.end() :].split()) > 1 else 0


def outlet_start(headline: str) -> int | None:
    """Where the outlet's name begins, with the mark before it, in a cleaned headline; None where there is none."""
    found = _SUFFIX.match(headline)
    if not found or len(headline[: found.start("mark")].split()) < 2:
        return None
    words = found["name"].split()
    capital = all(word[:1].isupper() or word.lower() in _SMALL or "." in word for word in words)
    if len(words) > _MOST_WORDS or not capital:
        return None
    known = any(part in _outlets() for word in words for part in re.split(r"[.'-]", word.lower()))
    return found.start("mark") if found["mark"].endswith("|") or known else None


@lru_cache(maxsize=1)
def _outlets() -> frozenset[str]:
    return frozenset(word for word, _, _ in read_list("outlet"))

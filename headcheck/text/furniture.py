"""Page furniture: promos, links to other stories, captions and the like are no evidence for anything.

The patterns are data, in `furniture.txt`. Only lines and sentences with a telling word or mark are tried, so that
ordinary text costs nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

_PATTERNS = Path(__file__).with_name("furniture.txt")
_DATELINE = re.compile(
    r"\s*(?:[A-Z][A-Z.'’ -]{2,30}(?:,\s[A-Z][\w.]{1,15})?|[A-Z][\w.'’ ,-]{2,30}\s*\([A-Za-z/. ]{2,30}\))[^a-z\n]{0,3}"
    r"(?:,?\s*[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?\s*)?\s*(?:--|[-–—])+\s*"
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(reason, pattern) for whole lines and for sentences, each joined by reason for speed."""
    rules: list[tuple[str, str, str]] = []
    for line in _PATTERNS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            reason, scope, pattern = line.split("\t")
            rules.append((reason, scope, pattern))
    reasons = list(dict.fromkeys(reason for reason, _, _ in rules))
    line_rules, sentence_rules = [], []
    for reason in reasons:
        every = "|".join(f"(?:{p}{'' if p.endswith('$') or scope == 'sentence' else '$'})" for r, scope, p in rules if r == reason)
        some = "|".join(f"(?:{p})" for r, scope, p in rules if r == reason and scope == "sentence")
        line_rules.append((reason, re.compile(every, re.IGNORECASE)))
        if some:
            sentence_rules.append((reason, re.compile(some, re.IGNORECASE)))
    return tuple([("line:" + r, p) for r, p in line_rules] + [("sentence:" + r, p) for r, p in sentence_rules])


def why_furniture(text: str, *, whole_line: bool) -> str | None:
    """Reason why a line (or a sentence inside one) is furniture, or None."""
    scope = "line:" if whole_line else "sentence:"
    for name, pattern in _patterns():
        if name.startswith(scope) and pattern.match(text):
            return name[len(scope) :]
    return None


def dateline_end(text: str) -> int:
    """Length of a dateline ("LEEDS (Agency) - ") at the start of a text, or 0."""
    found = _DATELINE.match(text)
    return found.end() if found and found.end() < 70 else 0

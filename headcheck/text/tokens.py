"""Words, numbers and marks of a cleaned text, each with its place."""

from __future__ import annotations

import re

# Dotted letters (U.S., a.m.), numbers with sign and unit, words with inner apostrophes, 's apart, then marks.
# Hyphens split: the parts of "drug-resistant" are words that the other text may have alone.
TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}(?![A-Za-z])"
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|bn|mn|tn|m|k|s)?(?![^\W_])"
    r"|\d+(?:[.,]\d+)*"
    r"|'s(?![^\W_])"
    r"|(?!\d)[^\W_](?:[^\W_]|'(?!s(?![^\W_]))(?=[^\W\d_]))*"
    r"|\.{2,}|…|[^\w\s]|_"
)


def spans(text: str) -> list[tuple[int, int]]:
    """Start and end of every token, in order."""
    return [found.span() for found in TOKEN.finditer(text)]

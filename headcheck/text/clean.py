"""One plain text to read, and the way back: every cleaned character knows its place in the original string."""

from __future__ import annotations

import html
import re

import numpy as np
from numpy.typing import NDArray

# One character for one character, so that offsets stay as they are.
_SAME_LENGTH = str.maketrans(
    {
        "‘": "'", "’": "'", "‛": "'", "′": "'", "`": "'", "´": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"',
        "–": "-", "—": "-", "―": "-", "−": "-", "‐": "-", "‑": "-",
        "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2009": " ", "\u200a": " ", "\u2002": " ", "\u2003": " ",
        "\u200b": " ", "\ufeff": " ", "\u00ad": " ", "\t": " ", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n",
        "\x0c": "\n", "\x85": "\n",
    }
)  # fmt: skip
_MARKUP = re.compile(r"<(?P<slash>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]{0,9})(?:\s[^<>]{0,300})?/?>|&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_BLOCK_TAGS = frozenset("p br div li ul ol h1 h2 h3 h4 h5 h6 tr table section article blockquote figure figcaption".split())

Offsets = NDArray[np.int32]


def clean(text: str) -> tuple[str, Offsets | None]:
    """Straighten quotes, dashes and spaces and resolve HTML.

    Returns the cleaned text and, where its length differs from the original's, an array of shape ``(len(cleaned) + 1,)``
    with the original offset of each character (else ``None``: offsets are the same).
    """
    plain = text.translate(_SAME_LENGTH)
    if "&" not in plain and "<" not in plain:
        return plain, None
    parts: list[str] = []
    places: list[int] = []
    done = 0
    for found in _MARKUP.finditer(plain):
        tag = found["tag"]
        if tag is not None:
            new = "\n" if tag.lower() in _BLOCK_TAGS else ""
        else:
            new = html.unescape(found.group()).translate(_SAME_LENGTH)
            if new == found.group():
                continue
        parts.append(plain[done : found.start()])
        places.extend(range(done, found.start()))
        parts.append(new)
        places.extend([found.start()] * len(new))
        done = found.end()
    if not parts:
        return plain, None
    parts.append(plain[done:])
    places.extend(range(done, len(plain) + 1))
    return "".join(parts), np.array(places, dtype=np.int32)

"""One plain text to read, and the way back: every cleaned character knows its place in the original string."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

# One character for one character, so that offsets stay as they are.
_SAME_LENGTH = {
    "'": "‘’‛′`´ʼ＇",
    '"': "“”„‟«»″＂",
    "-": "–—―−‐‑‒",
    " ": "\t\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, [*range(0x2000, 0x200B), *range(9), *range(14, 32), 127])),
    "\n": "\r\u2028\u2029\x0b\x0c\x85",
}
_STRAIGHT = {ord(old): ord(new) for new, olds in _SAME_LENGTH.items() for old in olds}
_TABLE_SIZE = 0x10000
# Tags, entities (also those escaped twice), letters with their accents apart, what browsers do not show, and marks without width.
_MARKUP = re.compile(
    r"(?P<hidden><(?:script|style)\b[^<>]{0,300}>|<!--)"
    r"|</?(?P<tag>[a-zA-Z][a-zA-Z0-9-]{0,19})(?:\s[^<>]{0,1000})?/?>"
    r"|&(?:amp;)?(?P<entity>#\d{1,6}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,9});"
    r"|(?P<accented>\w[\u0300-\u036f]+)"
    r"|[\u00ad\u200b-\u200d\u2060\ufeff]",
    re.IGNORECASE,
)
_HIDDEN_ENDS = {"<!": re.compile("-->"), "<s": re.compile(r"</(?:script|style)\s*>", re.IGNORECASE)}
_LONGER = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f]")  # what is shorter once cleaned
_LINK_MARK = re.compile(r"((?:^|\n)[^\S\n]*)»(?=[^\S\r\n])")
_BLOCK_TAGS = frozenset(
    "address article aside blockquote br caption dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section "
    "table tbody td tfoot th thead title tr ul".split()
)
_INLINE_TAGS = frozenset("a abbr b big center cite code del em font i img ins kbd label mark q s small span strike strong sub sup time tt u wbr".split())

MOST_WORDS = 1000  # of a headline; every word is compared with every other

Offsets = NDArray[np.int32]
Codes = NDArray[np.unsignedinteger]


def has_words(text: str) -> bool:
    """Whether a text has a letter or a figure, markup apart."""
    before = text.partition("<")[0].partition("&")[0]
    return any(map(str.isalnum, before)) or len(before) < len(text) and any(map(str.isalnum, clean(text)[0]))


def headline_excess(text: str) -> int:
    """How many words a text has, if they are more than a headline may have; else 0."""
    n = len(text.split()) if len(text) > 2 * MOST_WORDS else 0
    return n if n > MOST_WORDS else 0


def clean(text: str) -> tuple[str, Offsets | None]:
    """Straighten quotes, dashes and spaces, resolve HTML and join letters with their accents (Unicode's form C).

    In the cleaned text the only white space is the space and the line feed.

    Parameters
    ----------
    text : str
        Any string.

    Returns
    -------
    plain : str
        The cleaned text.
    offsets : array of shape (2, len(plain)) or None
        Where each cleaned character starts and ends in `text`; None where the two texts are of the same build. Markup that shows nothing is
        part of no character.
    """
    plain = _straighten(text)
    if "&" not in plain and "<" not in plain and (plain.isascii() or not _LONGER.search(plain)):
        return plain, None
    parts: list[str] = []
    starts: list[NDArray[np.int32]] = []
    ends: list[NDArray[np.int32]] = []
    done = 0
    unclosed: set[str] = set()
    for found in _MARKUP.finditer(plain):
        start, end = found.span()
        if start < done:
            continue
        if found["hidden"]:
            kind = found["hidden"][:2].lower()
            close = None if kind in unclosed else _HIDDEN_ENDS[kind].search(plain, end)
            if not close:
                unclosed.add(kind)
                continue
            end = close.end()
        new = _shown(found)
        if new is None:
            continue
        parts += [plain[done:start], new]
        starts += [np.arange(done, start, dtype=np.int32), np.full(len(new), start, dtype=np.int32)]
        ends += [np.arange(done + 1, start + 1, dtype=np.int32), np.full(len(new), end, dtype=np.int32)]
        done = end
    if not parts:
        return plain, None
    parts.append(plain[done:])
    starts.append(np.arange(done, len(plain), dtype=np.int32))
    ends.append(np.arange(done + 1, len(plain) + 1, dtype=np.int32))
    return "".join(parts), np.stack([np.concatenate(starts), np.concatenate(ends)])


def codes(text: str) -> Codes:
    """Code points of a text, shape ``(len(text),)``, in the smaller type that has them; lone surrogates pass."""
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), dtype=np.uint8)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _shown(found: re.Match[str]) -> str | None:
    """What a reader sees in place of some markup; None where it is no markup after all."""
    if found["tag"] is not None:
        block = found["tag"].lower() in _BLOCK_TAGS
        inside = found.group()[1:-1]
        if not (block or "=" in inside or inside[0] == "/" or inside[-1] == "/" or inside.lower() in _INLINE_TAGS):
            return None  # "<This is an aside>" is text
        return "\n" if block else ""
    if found["accented"] is not None:
        joined = unicodedata.normalize("NFC", found["accented"])
        return None if joined == found["accented"] else joined
    if found["entity"] is None:
        return "\n" if found.group().startswith("<") else ""
    entity = f"&{found['entity']};"
    new = html.unescape(entity)
    return None if new == entity else _straighten(new)


def _straighten(text: str) -> str:
    """`text` with straight quotes, plain dashes and plain spaces; of the same length."""
    if "\r\n" in text:
        text = text.replace("\r\n", " \n")  # one end of a line, not two
    if "»" in text:
        text = _LINK_MARK.sub(r"\1>", text)  # a bullet, no quotation mark
    if text.isascii():
        return text.translate(_STRAIGHT)
    old, table = codes(text), _table()
    if int(old.max()) >= _TABLE_SIZE:
        new = np.where(old < _TABLE_SIZE, table[np.minimum(old, _TABLE_SIZE - 1)], old)
    else:
        new = table[old]
    return new.tobytes().decode("utf-32-le", "surrogatepass")


@lru_cache(maxsize=1)
def _table() -> NDArray[np.uint32]:
    """The cleaned code of every code point of the basic plane."""
    table = np.arange(_TABLE_SIZE, dtype=np.uint32)
    table[list(_STRAIGHT)] = list(_STRAIGHT.values())
    return table

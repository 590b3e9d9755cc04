"""Bytes to lines of text, with the place of whatever is no text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from headcheck import errors
from headcheck.errors import Place

_WIDE = 4  # bytes to a NUL, below which the text may be UTF-16
_MARKS = {b"PK\x03\x04": "a spreadsheet or a zip archive", b"\x1f\x8b": "a gzip archive", b"PAR1": "a parquet file"}


def text_lines(stream: BinaryIO, name: str) -> Iterator[str]:
    """Lines of UTF-8 text with their ends, without the byte order mark."""
    number = offset = 0
    for raw in stream:
        if not offset:
            _check_start(raw, Place(name, 1))
            offset = len(codecs.BOM_UTF8) if raw.startswith(codecs.BOM_UTF8) else 0
            raw = raw[offset:]
        for part in _physical(raw):
            number += 1
            try:
                text = part.decode("utf-8")
            except UnicodeDecodeError as error:
                raise errors.unreadable_bytes(Place(name, number), part[error.start], offset + error.start) from None
            if "\0" in text:
                raise errors.nul_byte(Place(name, number), offset + part.index(b"\0"), wide=part.count(b"\0") > len(part) / _WIDE)
            yield text
            offset += len(part)


def _check_start(raw: bytes, place: Place) -> None:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise errors.utf16(place)
    for mark, kind in _MARKS.items():
        if raw.startswith(mark):
            raise errors.not_text(place, kind)


def _physical(raw: bytes) -> list[bytes]:
    """Split where a carriage return alone ends a line."""
    if raw.count(b"\r") == raw.endswith(b"\r\n"):
        return [raw]
    return [part for part in re.split(rb"(?<=\r)(?!\n)", raw) if part]

"""What is wrong with a csv row that cannot be parsed: the quotation marks of one of its cells, or its length."""

from __future__ import annotations

import re

from headcheck import errors
from headcheck.errors import InputError, Place
from headcheck.tables.dialect import Dialect

_QUOTED = re.compile(r'"(?:[^"]+|"")*+"')


def quote_error(text: str, row: Place, header: list[str], dialect: Dialect, limit: int) -> InputError:
    """What is wrong with a row that cannot be parsed, of which `text` is all that was read; `limit`: characters that a cell may have."""
    cell, start = _bad_cell(text, dialect, limit)
    line = row.row or 0
    place = Place(row.source, line + _line_ends(text[:start]), header[cell] if cell < len(header) else None)
    closed = _QUOTED.match(text, start)
    if closed and not _ends_cell(text, closed.end(), dialect):
        return errors.text_after_quote(place, line + _line_ends(text[: closed.end()]), text[closed.end() : closed.end() + 100])
    if text.startswith('"', start) and not closed:
        return errors.unclosed_quote(place, limit if len(text) - start > limit else None)
    return errors.cell_too_long(place, limit)


def _bad_cell(text: str, dialect: Dialect, limit: int) -> tuple[int, int]:
    """Number and start of the first cell that is not quoted as it should be, or is too long."""
    at = cell = 0
    while True:
        while dialect.spaced and text.startswith(" ", at):
            at += 1
        start = at
        if text.startswith('"', start):
            closed = _QUOTED.match(text, start)
            if not closed or not _ends_cell(text, closed.end(), dialect):
                return cell, start
            at = closed.end()
        at = text.find(dialect.delimiter, at)
        if at < 0 or at - start > limit:
            return cell, start
        at += 1
        cell += 1


def _ends_cell(text: str, at: int, dialect: Dialect) -> bool:
    return text[at : at + 1] in (dialect.delimiter, "\r", "\n", "")


def _line_ends(text: str) -> int:
    return len(re.findall(r"\r\n|\r|\n", text))

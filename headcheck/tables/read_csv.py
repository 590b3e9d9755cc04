"""Records of a csv file, each with the line it starts on."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from headcheck import errors
from headcheck.errors import Place
from headcheck.tables.decode import text_lines
from headcheck.tables.dialect import Dialect, find_dialect
from headcheck.tables.quoting import quote_error
from headcheck.tables.records import Records
from headcheck.tables.table import Row

_EXCEL = re.compile(r'"?sep=([^\w\s"]|\t)"?\s*', re.IGNORECASE)  # how Excel is told the delimiter, above the header
_LONGEST = 2**25  # characters in one cell; an unclosed quote in a huge file is given up after so many


def read_csv(stream: BinaryIO, name: str, asked: Mapping[str, str], delimiters: Sequence[str] = (",", ";", "\t")) -> Records:
    """Records below the first line that is not blank, with the delimiter that fits the columns asked for."""
    lines = text_lines(stream, name)
    blank = 0
    first = ""
    for first in lines:
        if mark := _EXCEL.fullmatch(first):
            delimiters = (mark[1],)
        elif first.strip():
            break
        blank += 1
    else:
        raise errors.empty_file(Place(name))
    dialect = find_dialect(first, set(asked.values()), delimiters)
    rows = _csv_rows(itertools.chain([first], lines), blank, name, dialect)
    line, header = next(rows)
    header = _named(header)
    return Records(name, "csv", header, line, ((line, _record(header, cells, Place(name, line))) for line, cells in rows))


def _named(header: list[str]) -> list[str]:
    """The header without columns that have no name at its end, where these are several: nothing tells them apart."""
    last = max((i for i, name in enumerate(header, 1) if name.strip()), default=0)
    return header[:last] if len(header) > last + 1 else header


def _record(header: list[str], cells: list[str], place: Place) -> Row:
    for number, cell in enumerate(cells[len(header) :], len(header) + 1):
        if cell.strip():
            raise errors.nameless_cell(place, number)
    return dict(zip(header, cells, strict=False))


def _csv_rows(lines: Iterator[str], before: int, name: str, dialect: Dialect) -> Iterator[tuple[int, list[str]]]:
    """Header and rows, each with the line it starts on; all are as wide as the header. `before` : lines that were skipped."""
    pending: list[str] = []  # lines of the row that is being read
    reader = csv.reader(_kept(lines, pending), delimiter=dialect.delimiter, skipinitialspace=dialect.spaced, strict=True)
    header: list[str] = []
    limit = max(csv.field_size_limit(), _LONGEST)
    while True:
        pending.clear()
        line = before + reader.line_num + 1
        try:
            cells = _next(reader, limit)
        except StopIteration:
            return
        except csv.Error:
            raise quote_error("".join(pending), Place(name, line), header, dialect, limit) from None
        if not cells or (len(header) > 1 and len(cells) == 1 and not cells[0].strip()):
            continue
        header = header or cells
        if len(cells) != len(header):
            raise errors.cell_count(Place(name, line), len(cells), header, dialect.delimiter, before + reader.line_num)
        yield line, cells


def _next(reader: Iterator[list[str]], limit: int) -> list[str]:
    """The next row, with that limit to its cells; csv's own is that of the whole process, and stays as it was."""
    before = csv.field_size_limit(limit)
    try:
        return next(reader)
    finally:
        csv.field_size_limit(before)


def _kept(lines: Iterator[str], pending: list[str]) -> Iterator[str]:
    for line in lines:
        pending.append(line)
        yield line

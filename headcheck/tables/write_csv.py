"""Rows to a csv file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from headcheck import errors
from headcheck.errors import Place
from headcheck.tables.cells import as_json, check_known, encodable
from headcheck.tables.values import is_missing, plain_value


def write_csv(rows: Iterable[Mapping[str, Any]], stream: BinaryIO, name: str, delimiter: str = ",") -> int:
    """Write a header and the rows; the number of rows."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    plain = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    guarded = csv.writer(text, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
    columns: list[str] = []
    count = 0
    try:
        for row in rows:
            place = Place(name, count, unit="row")
            if not columns:
                columns = list(row)
                plain.writerow(columns)
            check_known(row, columns, place)
            cells = [_cell(row.get(column), replace(place, column=column)) for column in columns]
            # readers take a carriage return alone for the end of a row, but the writer quotes only for line feeds
            (guarded if any("\r" in cell for cell in cells) else plain).writerow(cells)
            count += 1
    finally:
        text.detach()
    return count


def _cell(value: Any, place: Place) -> str:
    value = plain_value(value)
    if isinstance(value, list | tuple | dict):
        return as_json(value, place, "csv")
    if isinstance(value, bytes):
        raise errors.unwritable_cell(place, value, "csv")
    return encodable("" if is_missing(value) and not isinstance(value, str) else str(value), place, "csv")

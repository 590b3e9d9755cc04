"""Records of a data frame or another mapping of columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headcheck import errors
from headcheck.errors import InputError, Place
from headcheck.tables.records import Records, require_columns


def frame_records(frame: Any, columns: list[Any], name: str, asked: Mapping[str, str]) -> Records:
    """The columns asked for, row by row; all must be equally long."""
    require_columns(Records(name, "frame", columns, None, iter(())), asked.values())
    values = {column: _sequence(frame[column], column) for column in asked.values()}
    first = next(iter(values))
    for column, cells in values.items():
        if len(cells) != len(values[first]):
            raise errors.unequal_lengths(Place(name, column=column), len(cells), len(values[first]), first)
    rows = (dict(zip(values, cells, strict=True)) for cells in zip(*values.values(), strict=True))
    return Records(name, "frame", columns, None, enumerate(rows))


def _sequence(column: Any, name: str) -> list[Any]:
    if isinstance(column, str | bytes) or not hasattr(column, "__iter__"):
        raise InputError.argument(f"column {errors.quoted(name)}", "a sequence of values", column)
    to_list = getattr(column, "tolist", None)
    return list(to_list() if callable(to_list) else column)

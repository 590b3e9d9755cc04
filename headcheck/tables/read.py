"""Tables read whole to train on, or streamed to be scored."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from headcheck import errors
from headcheck.errors import InputError
from headcheck.tables.labels import check_numbers, typed
from headcheck.tables.records import complete, require_columns
from headcheck.tables.sources import open_source
from headcheck.tables.table import ROLES, Row, Table
from headcheck.tables.values import plain_value


def read_table(source: Any, columns: Mapping[str, str | None], *, format: str | None = None, named: bool = False) -> Table:
    """Read all records of a labelled table.

    Parameters
    ----------
    source : str, path-like, data frame or mapping
        A csv, jsonl or parquet file ("-" is standard input), a data frame (anything with `columns` and `[]`), or column name to sequence.
    columns : mapping of role to column name
        Roles are "headline", "body", "label" and "group"; one that is None is skipped.
    format : {"csv", "tsv", "jsonl", "parquet"}, optional
        Of a file; by default its ending tells ("-": csv).
    named : bool
        Whether labels are names, whatever they look like: "001" stays so.

    Returns
    -------
    Table
        Labels of a file become int if every one is an integer, float if every one is a number, else they stay text.
        Those of a data frame keep their type.

    Raises
    ------
    InputError
        Where anything cannot be read or is missing; it names source, row and column.
    """
    asked = asked_columns(columns)
    with open_source(source, asked, format) as records:
        require_columns(records, asked.values())
        rows: list[int] = []
        cells: dict[str, list[Any]] = {role: [] for role in ROLES}
        shared: dict[str, str] = {}  # many headlines have the same body: keep it once
        for row, record in complete(records, asked):
            rows.append(row)
            for role, name in asked.items():
                value = plain_value(record[name])
                cells[role].append(shared.setdefault(value, value) if isinstance(value, str) else value)
        table = Table(**cells, rows=rows, source=records.name, unit=records.unit, columns=asked)
        if not named:
            check_numbers(table)
        return table if named or records.kind == "frame" else replace(table, label=typed(table.label))


def stream_table(path: str | os.PathLike[str], columns: Mapping[str, str | None], *, format: str | None = None) -> Iterator[Row]:
    """Read a table of any size row by row.

    Parameters
    ----------
    path : str or path-like
        A csv, jsonl or parquet file; "-" is standard input.
    columns : mapping of role to column name
        As for `read_table`: these columns must be there, and complete.
    format : {"csv", "tsv", "jsonl", "parquet"}, optional
        By default the ending of the file tells ("-": csv).

    Yields
    ------
    dict
        Column name to value, all columns of the row; text in csv, else as stored.

    Raises
    ------
    InputError
        At the first row that cannot be read. Empty cells are counted to the end of the file before the error is raised, and no row is yielded after the first.
    """
    asked = asked_columns(columns)
    with open_source(os.fspath(path), asked, format) as records:
        require_columns(records, [*asked.values(), *records.columns])
        for _, record in complete(records, asked):
            yield record


def asked_columns(columns: Mapping[str, str | None]) -> dict[str, str]:
    """The roles that have a column."""
    for role, name in columns.items():
        if role not in ROLES:
            raise InputError.argument("each role in columns", "one of " + errors.listed(ROLES), role)
        if name is not None and not isinstance(name, str):
            raise InputError.argument(f"the column for {role}", "a column name or None", name)
    asked = {role: name for role, name in columns.items() if name is not None}
    taken: dict[str, str] = {}
    for role, name in asked.items():
        if role != "group" and (other := taken.setdefault(name, role)) != role:
            raise InputError(f"column {errors.quoted(name)} cannot be both {other} and {role}; name one column for each")
    if not asked:
        raise InputError.argument("columns", "a mapping that names at least one column", columns)
    return asked

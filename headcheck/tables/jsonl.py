"""JSON lines, read and written."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from headcheck import errors
from headcheck.errors import Place
from headcheck.tables.cells import as_json
from headcheck.tables.decode import text_lines
from headcheck.tables.records import Records
from headcheck.tables.table import Row


def read_jsonl(stream: BinaryIO, name: str, asked: Mapping[str, str]) -> Records:
    """One record for each object; the first tells the columns."""
    objects = _objects(stream, name)
    first = next(objects, None)
    if first is None:
        raise errors.empty_file(Place(name))
    return Records(name, "jsonl", list(first[1]), first[0], itertools.chain([first], objects))


def write_jsonl(rows: Iterable[Mapping[str, Any]], stream: BinaryIO, name: str) -> int:
    """Write one object a row; the number of rows."""
    count = 0
    for row in rows:
        place = Place(name, count, unit="row")
        parts = [f"{as_json(column, place, 'jsonl')}: {as_json(value, replace(place, column=str(column)), 'jsonl')}" for column, value in row.items()]
        stream.write(("{" + ", ".join(parts) + "}\n").encode("utf-8"))
        count += 1
    return count


def _objects(stream: BinaryIO, name: str) -> Iterator[tuple[int, Row]]:
    for line, text in enumerate(text_lines(stream, name), 1):
        if not text.strip():
            continue
        try:
            found = json.loads(text.strip(), object_pairs_hook=_unique)
        except json.JSONDecodeError as error:
            raise errors.not_json(Place(name, line), f"{error.msg} at character {error.pos + 1}") from None
        except (ValueError, RecursionError) as error:
            raise errors.not_json(Place(name, line), str(error)) from None
        if not isinstance(found, dict):
            raise errors.not_an_object(Place(name, line), found)
        yield line, found


def _unique(pairs: list[tuple[str, Any]]) -> Row:
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        raise ValueError(f"the name {errors.quoted(next(name for name in names if names.count(name) > 1))} is there twice")
    return dict(pairs)

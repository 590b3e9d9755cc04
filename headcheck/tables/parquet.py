"""Parquet, read and written in batches of rows."""

from __future__ import annotations

import importlib
import io
import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from headcheck import errors
from headcheck.errors import Place
from headcheck.tables.cells import check_known
from headcheck.tables.records import Records
from headcheck.tables.table import Row
from headcheck.tables.values import plain_value

_BATCH = 1000  # rows of parquet held at once


def read_parquet(stream: BinaryIO, name: str, asked: Mapping[str, str]) -> Records:
    """Records in batches; a stream that cannot seek is read whole."""
    arrow = _pyarrow(name)
    try:
        file = arrow.parquet.ParquetFile(stream if stream.seekable() else io.BytesIO(stream.read()))
    except arrow.lib.ArrowException as error:
        raise errors.not_the_format(name, "parquet", str(error)) from None
    return Records(name, "parquet", list(file.schema_arrow.names), None, enumerate(_parquet_rows(arrow, file, name)))


def write_parquet(rows: Iterable[Mapping[str, Any]], stream: BinaryIO, name: str) -> int:
    """Write rows in batches, each of the types of the first; the number of rows."""
    arrow = _pyarrow(name)
    remaining = iter(rows)
    batch = list(itertools.islice(remaining, _BATCH))
    columns = list(batch[0])
    count = 0
    table = _arrow_table(arrow, batch, columns, None, Place(name, unit="row"), count)
    with arrow.parquet.ParquetWriter(stream, table.schema) as writer:
        while batch:
            writer.write_table(table)
            count += len(batch)
            batch = list(itertools.islice(remaining, _BATCH))
            table = _arrow_table(arrow, batch, columns, table.schema, Place(name, unit="row"), count)
    return count


def _parquet_rows(arrow: Any, file: Any, name: str) -> Iterator[Row]:
    batches = file.iter_batches(batch_size=_BATCH)
    while True:
        try:
            rows = next(batches).to_pylist()
        except StopIteration:
            return
        except (arrow.lib.ArrowException, OSError) as error:
            raise errors.not_the_format(name, "parquet", str(error)) from None
        yield from rows


def _arrow_table(arrow: Any, batch: list[Mapping[str, Any]], columns: list[str], schema: Any, place: Place, before: int) -> Any:
    """Rows as a table of the types of `schema`; without one the first rows tell the types, and a column without values is text."""
    for number, row in enumerate(batch, before):
        check_known(row, columns, replace(place, row=number))
    arrays = []
    for column in columns:
        values = [plain_value(row.get(column)) for row in batch]
        kind = schema.field(column).type if schema else None
        try:
            array = arrow.array(values)
            array = array.cast(kind) if kind else array  # unlike array(), cast() loses nothing of a number
        except (arrow.lib.ArrowException, TypeError, ValueError, OverflowError) as error:
            raise errors.unfit_column(replace(place, column=column), str(kind or type(values[0]).__name__), str(error)) from None
        arrays.append(array.cast(arrow.string()) if arrow.types.is_null(array.type) else array)
    return arrow.table(arrays, names=columns)


def _pyarrow(name: str) -> Any:
    try:
        importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise errors.missing_extra(name, "parquet", "pyarrow") from None
    return importlib.import_module("pyarrow")

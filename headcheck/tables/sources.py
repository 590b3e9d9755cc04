"""What records are read from: a file of any format, standard input, or a data frame."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any, BinaryIO

from headcheck import errors
from headcheck.errors import InputError
from headcheck.files import STANDARD, opened
from headcheck.tables.formats import format_of
from headcheck.tables.frames import frame_records
from headcheck.tables.jsonl import read_jsonl
from headcheck.tables.parquet import read_parquet
from headcheck.tables.read_csv import read_csv
from headcheck.tables.records import Records


@contextmanager
def open_source(source: Any, asked: Mapping[str, str], format: str | None) -> Iterator[Records]:
    """The records of a source, which is open until the block ends."""
    if isinstance(source, str | os.PathLike):
        path = os.fspath(source)
        with opened(path) as stream:
            yield _READERS[format_of(path, format)](stream, errors.STANDARD_INPUT if path == STANDARD else path, asked)
    elif hasattr(source, "columns") and hasattr(source, "__getitem__"):
        yield frame_records(source, list(source.columns), "data frame", asked)
    elif isinstance(source, Mapping):
        yield frame_records(source, list(source), "mapping of columns", asked)
    else:
        raise InputError.argument("source", "a path, a data frame or a mapping of column names to sequences", source)


_READERS: dict[str, Callable[[BinaryIO, str, Mapping[str, str]], Records]] = {
    "csv": read_csv,
    "tsv": partial(read_csv, delimiters=("\t",)),
    "jsonl": read_jsonl,
    "parquet": read_parquet,
}

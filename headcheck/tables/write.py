"""Rows written as they come, all or nothing."""

from __future__ import annotations

import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from functools import partial
from typing import Any, BinaryIO

from headcheck import errors
from headcheck.files import STANDARD, replaced
from headcheck.tables.formats import format_of
from headcheck.tables.jsonl import write_jsonl
from headcheck.tables.parquet import write_parquet
from headcheck.tables.write_csv import write_csv


def write_rows(path: str | os.PathLike[str], rows: Iterable[Mapping[str, Any]], format: str | None = None) -> int:
    """Write rows as they come, all or nothing.

    A file is written beside its final place and takes it only when all is done; an error leaves what was there before. Standard output is written at once.

    Parameters
    ----------
    path : str or path-like
        "-" is standard output.
    rows : iterable of mapping of column name to value
        The first row tells the columns of csv and parquet; a later row must not have others, and what it lacks is left empty.
    format : {"csv", "tsv", "jsonl", "parquet"}, optional
        By default the ending of the file tells ("-": csv).

    Returns
    -------
    int
        Number of rows written.

    Raises
    ------
    InputError
        If the path cannot be written, there is no row, or a value does not fit the format.
    """
    path = os.fspath(path)
    format = format_of(path, format)
    remaining = iter(rows)
    # a parquet file cut short still looks whole, so standard output gets it only at the end
    if path == STANDARD and sys.stdout is None:
        raise errors.closed(errors.STANDARD_OUTPUT)
    destination = replaced(path) if path != STANDARD else _spooled() if format == "parquet" else nullcontext(sys.stdout.buffer)
    name = errors.STANDARD_OUTPUT if path == STANDARD else path
    with destination as stream:
        first = next(remaining, None)
        if first is None:
            raise errors.nothing_to_write(name)
        return _WRITERS[format](itertools.chain([first], remaining), stream, name)


@contextmanager
def _spooled() -> Iterator[BinaryIO]:
    """A file that is copied to standard output if nothing fails."""
    with tempfile.TemporaryFile() as stream:
        yield stream
        stream.seek(0)
        shutil.copyfileobj(stream, sys.stdout.buffer)
        sys.stdout.buffer.flush()


_WRITERS: dict[str, Callable[[Iterable[Mapping[str, Any]], BinaryIO, str], int]] = {
    "csv": write_csv,
    "tsv": partial(write_csv, delimiter="\t"),
    "jsonl": write_jsonl,
    "parquet": write_parquet,
}

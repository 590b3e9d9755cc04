"""Tables of headlines: read whole to train on, or streamed to be scored; csv, jsonl and parquet, and data frames already in memory."""

from __future__ import annotations

import codecs
import csv
import importlib
import io
import itertools
import json
import os
import re
import secrets
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from headcheck import errors
from headcheck.errors import InputError, Place

ROLES = ("headline", "body", "label", "group")
FORMATS = {".csv": "csv", ".txt": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet", ".pq": "parquet"}
STANDARD = "-"  # as a path: standard input or output

Label = bool | int | float | str
Row = dict[str, Any]

_LONGEST = 2**25  # characters in one cell; an unclosed quote in a huge file is given up after so many
_FIRST = 5  # so many rows with empty cells are named
_LEVELS = 20  # an ordered scale has no more integers than this
_BATCH = 1000  # rows of parquet held at once


@dataclass(frozen=True, slots=True)
class Table:
    """Records in memory. A role that was not asked for has an empty list.

    Attributes
    ----------
    headline, body : list of str, length n
    label : list of bool, int, float or str, length n
    group : list, length n
    rows : list of int, length n
        Line on which the record starts, from 1; for sources without lines the row, from 0.
    source : str
        Name of the source, for messages.
    unit : {"line", "row"}
        What `rows` counts.
    columns : dict
        Role to name of its column.
    """

    headline: list[str]
    body: list[str]
    label: list[Label]
    group: list[Any]
    rows: list[int]
    source: str
    unit: str = "line"
    columns: dict[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def place(self, index: int, role: str | None = None) -> Place:
        """Where record `index` came from, for messages."""
        return Place(self.source, self.rows[index], self.columns[role] if role else None, self.unit)


def read_table(source: Any, columns: Mapping[str, str | None], *, format: str | None = None) -> Table:
    """Read all records of a labelled table.

    Parameters
    ----------
    source : str, path-like, data frame or mapping
        A csv, jsonl or parquet file ("-" is standard input), a data frame (anything with `columns` and `[]`), or column name to sequence.
    columns : mapping of role to column name
        Roles are "headline", "body", "label" and "group"; one that is None is skipped.
    format : {"csv", "tsv", "jsonl", "parquet"}, optional
        Of a file; by default its ending tells ("-": csv).

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
    asked = _asked(columns)
    with _open_source(source, asked, format) as records:
        _require_columns(records, asked.values())
        rows: list[int] = []
        cells: dict[str, list[Any]] = {role: [] for role in ROLES}
        shared: dict[str, str] = {}  # many headlines have the same body: keep it once
        for row, record in _complete(records, asked):
            rows.append(row)
            for role, name in asked.items():
                value = _plain(record[name])
                cells[role].append(shared.setdefault(value, value) if isinstance(value, str) else value)
        if records.kind != "frame":
            cells["label"] = _typed(cells["label"])
        return Table(**cells, rows=rows, source=records.name, unit=records.unit, columns=asked)


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
    asked = _asked(columns)
    with _open_source(os.fspath(path), asked, format) as records:
        _require_columns(records, [*asked.values(), *records.columns])
        for _, record in _complete(records, asked):
            yield record


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
    format = _format(path, format)
    remaining = iter(rows)
    # a parquet file cut short still looks whole, so standard output gets it only at the end
    destination = _replaced(path) if path != STANDARD else _spooled() if format == "parquet" else nullcontext(sys.stdout.buffer)
    with destination as stream:
        first = next(remaining, None)
        if first is None:
            raise errors.nothing_to_write(_name(path, "standard output"))
        return _WRITERS[format](itertools.chain([first], remaining), stream, _name(path, "standard output"))


def label_kind(labels: Iterable[Any]) -> str:
    """What kind of judgement labels hold.

    Parameters
    ----------
    labels : iterable of bool, int, float or str

    Returns
    -------
    {"binary", "classes", "ordered", "graded"}
        Two classes of any kind; 3 or more names; 3 to 20 integers, in order; numbers in 0..1 of which some are not integers.

    Raises
    ------
    InputError
        If there are fewer than two different labels, one is missing, text and numbers are mixed, or numbers fit no kind.
    """
    values = {_one_label(label) for label in labels}
    if len(values) < 2:
        raise errors.unusable_labels(f"there is only one class, {errors.listed(values)}; at least two are needed" if values else "there are none")
    numbers = sorted(value for value in values if not isinstance(value, str))
    names = sorted(value for value in values if isinstance(value, str))
    if names and numbers:
        raise errors.unusable_labels(f"names and numbers are mixed, such as {errors.quoted(names[0])} and {numbers[0]}")
    if numbers:
        return _numeric_kind(numbers)
    return "binary" if len(names) == 2 else "classes"


# Roles and labels


def _asked(columns: Mapping[str, str | None]) -> dict[str, str]:
    """The roles that have a column."""
    for role, name in columns.items():
        if role not in ROLES:
            raise InputError.argument("each role in columns", "one of " + errors.listed(ROLES), role)
        if name is not None and not isinstance(name, str):
            raise InputError.argument(f"the column for {role}", "a column name or None", name)
    asked = {role: name for role, name in columns.items() if name is not None}
    if not asked:
        raise InputError.argument("columns", "a mapping that names at least one column", columns)
    return asked


def _one_label(value: Any) -> Label:
    value = _plain(value)
    if _is_missing(value):
        raise errors.unusable_labels("some are missing")
    if not isinstance(value, str | int | float):
        raise errors.unusable_labels(f"{type(value).__name__} {errors.shortened(repr(value))} is neither text nor a number")
    return value


def _numeric_kind(values: Sequence[float]) -> str:
    """Kind of two or more numbers, sorted."""
    uneven = [value for value in values if value % 1 != 0]
    if uneven and not 0 <= values[0] <= values[-1] <= 1:
        outside = values[0] if values[0] < 0 else values[-1]
        raise errors.unusable_labels(f"numbers that are not integers, such as {uneven[0]}, must all be between 0 and 1, but one is {outside}")
    if uneven:
        return "graded"
    if len(values) > _LEVELS:
        problem = f"{len(values)} different integers from {values[0]} to {values[-1]} are too many for ordered classes, which may be {_LEVELS}"
        raise errors.unusable_labels(f"{problem} (a scale can be divided so that it goes from 0 to 1)")
    return "binary" if len(values) == 2 else "ordered"


def _typed(labels: list[Any]) -> list[Label]:
    """Numbers where all labels are written as numbers."""
    if not all(isinstance(label, str) for label in labels):
        return labels
    if all(_INTEGER.fullmatch(label) for label in labels):
        return [int(label) for label in labels]
    if all(_NUMBER.fullmatch(label) for label in labels):
        return [float(label) for label in labels]
    return labels


_INTEGER = re.compile(r"\s*[+-]?[0-9]{1,18}\s*")
_NUMBER = re.compile(r"\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,2})?\s*")


def _plain(value: Any) -> Any:
    """A scalar of an array library as one of Python's own."""
    item = None if isinstance(value, str) else getattr(value, "item", None)
    return item() if callable(item) and getattr(value, "ndim", 0) == 0 else value


def _is_missing(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip()
    if value is None:
        return True
    if _is_compound(value):
        return False
    try:
        return bool(value != value)
    except TypeError:  # the missing value of pandas refuses to be true or false
        return True


def _is_compound(value: Any) -> bool:
    return isinstance(value, list | tuple | dict | set) or bool(getattr(value, "ndim", 0))


# Sources of records


@dataclass(frozen=True, slots=True)
class _Records:
    """Records of any source, read one by one."""

    name: str
    kind: str  # "csv", "jsonl", "parquet" or "frame"
    columns: list[Any]
    first: int | None  # line that tells the columns
    records: Iterator[tuple[int, Row]]

    @property
    def unit(self) -> str:
        return "line" if self.kind in ("csv", "jsonl") else "row"

    def place(self, row: int | None, column: str) -> Place:
        return Place(self.name, row, column, self.unit)


@contextmanager
def _open_source(source: Any, asked: Mapping[str, str], format: str | None) -> Iterator[_Records]:
    if isinstance(source, str | os.PathLike):
        path = os.fspath(source)
        with _opened(path) as stream:
            yield _READERS[_format(path, format)](stream, _name(path, errors.STANDARD_INPUT), asked)
    elif hasattr(source, "columns") and hasattr(source, "__getitem__"):
        yield _frame_records(source, list(source.columns), "data frame", asked)
    elif isinstance(source, Mapping):
        yield _frame_records(source, list(source), "mapping of columns", asked)
    else:
        raise InputError.argument("source", "a path, a data frame or a mapping of column names to sequences", source)


def _require_columns(records: _Records, names: Iterable[str]) -> None:
    """Every name must be among the columns, and only once."""
    for name in dict.fromkeys(names):
        positions = [i for i, column in enumerate(records.columns, 1) if column == name]
        if not positions:
            raise errors.missing_column(records.place(records.first, name), records.columns, header=records.kind == "csv")
        if len(positions) > 1:
            raise errors.duplicate_column(records.place(records.first, name), positions)


def _complete(records: _Records, asked: Mapping[str, str]) -> Iterator[tuple[int, Row]]:
    """The records, as long as every role has a value; from the first gap on, all gaps are counted and then named together."""
    count = dict.fromkeys(asked, 0)
    named: dict[str, list[int]] = {role: [] for role in asked}
    row = None
    for row, record in records.records:
        for role, name in asked.items():
            value = record.get(name)
            if _is_gap(role, value):
                count[role] += 1
                if count[role] <= _FIRST:
                    named[role].append(row)
            elif not _fits(role, value):
                raise errors.wrong_cell(records.place(row, name), "text" if role in ("headline", "body") else "a number or a name", value)
        if not any(count.values()):
            yield row, record
    if row is None:
        raise errors.no_rows(Place(records.name))
    gaps = [(role, asked[role], count[role], named[role]) for role in asked if count[role]]
    if gaps:
        raise errors.empty_cells(records.name, records.unit, gaps)


def _is_gap(role: str, value: Any) -> bool:
    # "nan" is how array libraries write a missing number; as text it would make a class of its own
    return _is_missing(value) or (role == "label" and isinstance(value, str) and value.strip().lower() == "nan")


def _fits(role: str, value: Any) -> bool:
    if role in ("headline", "body"):
        return isinstance(value, str)
    return isinstance(_plain(value), str | int | float) if role == "label" else not _is_compound(value)


def _frame_records(frame: Any, columns: list[Any], name: str, asked: Mapping[str, str]) -> _Records:
    _require_columns(_Records(name, "frame", columns, None, iter(())), asked.values())
    values = {column: _sequence(frame[column], column) for column in asked.values()}
    first = next(iter(values))
    for column, cells in values.items():
        if len(cells) != len(values[first]):
            raise errors.unequal_lengths(Place(name, column=column), len(cells), len(values[first]), first)
    rows = (dict(zip(values, cells, strict=True)) for cells in zip(*values.values(), strict=True))
    return _Records(name, "frame", columns, None, enumerate(rows))


def _sequence(column: Any, name: str) -> list[Any]:
    if isinstance(column, str | bytes) or not hasattr(column, "__iter__"):
        raise InputError.argument(f"column {errors.quoted(name)}", "a sequence of values", column)
    to_list = getattr(column, "tolist", None)
    return list(to_list() if callable(to_list) else column)


# Files


def _name(path: str, standard: str) -> str:
    return standard if path == STANDARD else path


def _format(path: str, format: str | None) -> str:
    known = tuple(dict.fromkeys(FORMATS.values()))
    if format is not None and format not in known:
        raise errors.unknown_format(path, format, known)
    ending = Path(path).suffix
    if format is None and path != STANDARD and ending.lower() not in FORMATS:
        raise errors.unknown_format(path, ending, known)
    return format or FORMATS.get(ending.lower(), "csv")


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    if path == STANDARD:
        yield sys.stdin.buffer
        return
    if os.path.isdir(path):
        raise errors.is_folder(path)
    try:
        stream = open(path, "rb")
    except FileNotFoundError:
        folder = os.path.dirname(path) or "."
        raise errors.no_such_file(path, os.listdir(folder) if os.path.isdir(folder) else []) from None
    except OSError as error:
        raise errors.not_allowed(path, error.strerror) from None
    with stream:
        yield stream


@contextmanager
def _replaced(path: str) -> Iterator[BinaryIO]:
    """A new file that takes the place of `path` if nothing fails."""
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise errors.is_folder(path)
    if not target.parent.is_dir():
        raise errors.no_such_folder(path, str(target.parent))
    there = target.exists()
    if there and not os.access(target, os.W_OK):
        raise errors.not_allowed(path, "it may not be written to")
    as_it_is = there and not target.is_file()  # a device or a pipe cannot be replaced
    part = target if as_it_is else target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        stream = open(part, "wb" if as_it_is else "xb")
    except OSError as error:
        raise errors.not_allowed(path, error.strerror) from None
    try:
        with stream:
            yield stream
        if not as_it_is:
            if there:
                shutil.copymode(target, part)
            os.replace(part, target)
    except BaseException:
        if not as_it_is:
            part.unlink(missing_ok=True)
        raise


@contextmanager
def _spooled() -> Iterator[BinaryIO]:
    """A file that is copied to standard output if nothing fails."""
    with tempfile.TemporaryFile() as stream:
        yield stream
        stream.seek(0)
        shutil.copyfileobj(stream, sys.stdout.buffer)
        sys.stdout.buffer.flush()


# Text


def _lines(stream: BinaryIO, name: str) -> Iterator[str]:
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
                raise errors.nul_byte(Place(name, number), offset + part.index(b"\0"))
            yield text
            offset += len(part)


def _check_start(raw: bytes, place: Place) -> None:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise errors.utf16(place)
    for mark, kind in _MARKS.items():
        if raw.startswith(mark):
            raise errors.not_text(place, kind)


_MARKS = {b"PK\x03\x04": "a spreadsheet or a zip archive", b"\x1f\x8b": "a gzip archive", b"PAR1": "a parquet file"}


def _physical(raw: bytes) -> list[bytes]:
    """Split where a carriage return alone ends a line."""
    if raw.count(b"\r") == raw.endswith(b"\r\n"):
        return [raw]
    return [part for part in re.split(rb"(?<=\r)(?!\n)", raw) if part]


# CSV


def _read_csv(stream: BinaryIO, name: str, asked: Mapping[str, str], delimiters: Sequence[str] = (",", ";", "\t")) -> _Records:
    lines = _lines(stream, name)
    blank = 0
    first = ""
    for first in lines:
        if first.strip():
            break
        blank += 1
    else:
        raise errors.empty_file(Place(name))
    dialect = _dialect(first, set(asked.values()), delimiters)
    rows = _csv_rows(itertools.chain([first], lines), blank, name, dialect)
    line, header = next(rows)
    return _Records(name, "csv", header, line, ((line, dict(zip(header, cells, strict=True))) for line, cells in rows))


@dataclass(frozen=True, slots=True)
class _Dialect:
    delimiter: str
    spaced: bool  # a space follows each delimiter


def _dialect(header: str, asked: set[str], delimiters: Sequence[str]) -> _Dialect:
    """The delimiter that finds the most columns asked for, then the most columns."""

    def names(delimiter: str) -> list[str]:
        return next(csv.reader([header], delimiter=delimiter))

    def merit(delimiter: str) -> tuple[int, int]:
        found = names(delimiter)
        return len(asked & {name.strip() for name in found}), len(found)

    delimiter = max(delimiters, key=merit)
    rest = names(delimiter)[1:]
    return _Dialect(delimiter, bool(rest) and all(name.startswith(" ") for name in rest))


def _csv_rows(lines: Iterator[str], before: int, name: str, dialect: _Dialect) -> Iterator[tuple[int, list[str]]]:
    """Header and rows, each with the line it starts on; all are as wide as the header. `before` : lines that were skipped."""
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST))
    pending: list[str] = []  # lines of the row that is being read
    reader = csv.reader(_kept(lines, pending), delimiter=dialect.delimiter, skipinitialspace=dialect.spaced, strict=True)
    header: list[str] = []
    while True:
        pending.clear()
        line = before + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise _quote_error("".join(pending), Place(name, line), header, dialect) from None
        if not cells or (len(header) > 1 and len(cells) == 1 and not cells[0].strip()):
            continue
        header = header or cells
        if len(cells) != len(header):
            raise errors.cell_count(Place(name, line), len(cells), header, dialect.delimiter, before + reader.line_num)
        yield line, cells


def _kept(lines: Iterator[str], pending: list[str]) -> Iterator[str]:
    for line in lines:
        pending.append(line)
        yield line


def _quote_error(text: str, row: Place, header: list[str], dialect: _Dialect) -> InputError:
    """What is wrong with a row that cannot be parsed, of which `text` is all that was read."""
    limit = csv.field_size_limit()
    cell, start = _bad_cell(text, dialect, limit)
    line = row.row or 0
    place = Place(row.source, line + _line_ends(text[:start]), header[cell] if cell < len(header) else None)
    closed = _QUOTED.match(text, start)
    if closed and not _ends_cell(text, closed.end(), dialect):
        return errors.text_after_quote(place, line + _line_ends(text[: closed.end()]), text[closed.end() : closed.end() + 100])
    if text.startswith('"', start) and not closed:
        return errors.unclosed_quote(place, limit if len(text) - start > limit else None)
    return errors.cell_too_long(place, limit)


def _bad_cell(text: str, dialect: _Dialect, limit: int) -> tuple[int, int]:
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


def _ends_cell(text: str, at: int, dialect: _Dialect) -> bool:
    return text[at : at + 1] in (dialect.delimiter, "\r", "\n", "")


_QUOTED = re.compile(r'"(?:[^"]+|"")*+"')


def _line_ends(text: str) -> int:
    return len(re.findall(r"\r\n|\r|\n", text))


def _write_csv(rows: Iterable[Mapping[str, Any]], stream: BinaryIO, name: str, delimiter: str = ",") -> int:
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
            _check_known(row, columns, place)
            cells = [_cell(row.get(column), replace(place, column=column)) for column in columns]
            # readers take a carriage return alone for the end of a row, but the writer quotes only for line feeds
            (guarded if any("\r" in cell for cell in cells) else plain).writerow(cells)
            count += 1
    finally:
        text.detach()
    return count


def _cell(value: Any, place: Place) -> str:
    value = _plain(value)
    if isinstance(value, list | tuple | dict):
        return _json(value, place, "csv")
    if isinstance(value, bytes):
        raise errors.unwritable_cell(place, value, "csv")
    return _encodable("" if _is_missing(value) and not isinstance(value, str) else str(value), place, "csv")


def _encodable(text: str, place: Place, format: str) -> str:
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            raise errors.unwritable_cell(place, text, format, "it has half a character, a lone surrogate") from None
    return text


def _check_known(row: Mapping[str, Any], columns: list[str], place: Place) -> None:
    """No value may be dropped because the first row had no such column."""
    if row.keys() - set(columns):
        raise errors.unknown_columns(place, [name for name in row if name not in columns], columns)


# JSON lines


def _read_jsonl(stream: BinaryIO, name: str, asked: Mapping[str, str]) -> _Records:
    objects = _objects(stream, name)
    first = next(objects, None)
    if first is None:
        raise errors.empty_file(Place(name))
    return _Records(name, "jsonl", list(first[1]), first[0], itertools.chain([first], objects))


def _objects(stream: BinaryIO, name: str) -> Iterator[tuple[int, Row]]:
    for line, text in enumerate(_lines(stream, name), 1):
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


def _write_jsonl(rows: Iterable[Mapping[str, Any]], stream: BinaryIO, name: str) -> int:
    count = 0
    for row in rows:
        place = Place(name, count, unit="row")
        parts = [f"{_json(column, place, 'jsonl')}: {_json(value, replace(place, column=str(column)), 'jsonl')}" for column, value in row.items()]
        stream.write(("{" + ", ".join(parts) + "}\n").encode("utf-8"))
        count += 1
    return count


def _json(value: Any, place: Place, format: str) -> str:
    value = _plain(value)
    if isinstance(value, float) and value != value:
        return "null"
    try:
        return _encodable(json.dumps(value, ensure_ascii=False, allow_nan=False, default=_as_json), place, format)
    except (TypeError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise errors.unwritable_cell(place, value, format, str(error)) from None


def _as_json(value: Any) -> Any:
    if isinstance(value, date | time | Decimal):
        return str(value)
    plain = _plain(value)
    if plain is value:
        raise TypeError(f"{type(value).__name__} is no type of JSON")
    return plain


# Parquet


def _pyarrow(name: str) -> Any:
    try:
        importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise errors.missing_extra(name, "parquet", "pyarrow") from None
    return importlib.import_module("pyarrow")


def _read_parquet(stream: BinaryIO, name: str, asked: Mapping[str, str]) -> _Records:
    arrow = _pyarrow(name)
    try:
        file = arrow.parquet.ParquetFile(stream if stream.seekable() else io.BytesIO(stream.read()))
    except arrow.lib.ArrowException as error:
        raise errors.not_the_format(name, "parquet", str(error)) from None
    return _Records(name, "parquet", list(file.schema_arrow.names), None, enumerate(_parquet_rows(arrow, file, name)))


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


def _write_parquet(rows: Iterable[Mapping[str, Any]], stream: BinaryIO, name: str) -> int:
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


def _arrow_table(arrow: Any, batch: list[Mapping[str, Any]], columns: list[str], schema: Any, place: Place, before: int) -> Any:
    """Rows as a table of the types of `schema`; without one the first rows tell the types, and a column without values is text."""
    for number, row in enumerate(batch, before):
        _check_known(row, columns, replace(place, row=number))
    arrays = []
    for column in columns:
        values = [_plain(row.get(column)) for row in batch]
        kind = schema.field(column).type if schema else None
        try:
            array = arrow.array(values)
            array = array.cast(kind) if kind else array  # unlike array(), cast() loses nothing of a number
        except (arrow.lib.ArrowException, TypeError, ValueError, OverflowError) as error:
            raise errors.unfit_column(replace(place, column=column), str(kind or type(values[0]).__name__), str(error)) from None
        arrays.append(array.cast(arrow.string()) if arrow.types.is_null(array.type) else array)
    return arrow.table(arrays, names=columns)


_READERS: dict[str, Callable[[BinaryIO, str, Mapping[str, str]], _Records]] = {
    "csv": _read_csv,
    "tsv": partial(_read_csv, delimiters=("\t",)),
    "jsonl": _read_jsonl,
    "parquet": _read_parquet,
}
_WRITERS: dict[str, Callable[[Iterable[Mapping[str, Any]], BinaryIO, str], int]] = {
    "csv": _write_csv,
    "tsv": partial(_write_csv, delimiter="\t"),
    "jsonl": _write_jsonl,
    "parquet": _write_parquet,
}

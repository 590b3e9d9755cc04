"""How an error is worded: where it is, what is wrong, and what would be right. One place, so that every room says it alike."""

from __future__ import annotations

import difflib
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

STANDARD_INPUT, STANDARD_OUTPUT = "standard input", "standard output"  # as the names of places

_LISTED = 30  # so many columns are listed, the rest are counted
_WIDEST = 40  # characters of foreign text quoted in a message
_COUNTED = {"line": "", "row": " (counted from 0)"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the input: a source, and as far as it is known a row and a column.

    Parameters
    ----------
    source : str
        Path of the file, "standard input" or "data frame".
    row : int or None
        Line of a text file, from 1, or row of a table that has no lines, from 0.
    column : str or None
        Name of the column.
    unit : {"line", "row"}
        What `row` counts.
    """

    source: str
    row: int | None = None
    column: str | None = None
    unit: str = "line"

    def __str__(self) -> str:
        parts = [self.source]
        if self.row is not None:
            parts.append(f"{self.unit} {self.row}{_COUNTED[self.unit]}")
        if self.column is not None:
            parts.append(f"column {quoted(self.column)}")
        return ", ".join(parts)


class InputError(ValueError):
    """Input that cannot be used. The message says where, what is wrong and what would be right.

    Attributes
    ----------
    source : str or None
        Path of the file, or what else the input came from.
    row : int or None
        Line of a text file (from 1), row of another table (from 0).
    column : str or None
        Name of the column.
    """

    def __init__(self, message: str, *, source: str | None = None, row: int | None = None, column: str | None = None) -> None:
        super().__init__(message)
        self.source = source
        self.row = row
        self.column = column

    @classmethod
    def at(cls, place: Place, problem: str, remedy: str = "") -> Self:
        """Error at a place, worded "place: problem. Remedy."."""
        message = f"{place}: {_sentence(problem)}" + (f" {_sentence(remedy)}" if remedy else "")
        return cls(message, source=place.source, row=place.row, column=place.column)

    @classmethod
    def argument(cls, name: str, expected: str, found: object) -> Self:
        """Error in an argument of a public function, worded "name must be expected, got found."."""
        return cls(f"{name} must be {expected}, got {type(found).__name__} {shortened(repr(found))}.")


# Words


def quoted(text: object) -> str:
    """Foreign text in double quotes, on one line and not too long."""
    return '"' + shortened(" ".join(str(text).splitlines())) + '"'


def shortened(text: str) -> str:
    """At most 40 characters of a text."""
    return text if len(text) <= _WIDEST else text[: _WIDEST - 3] + "..."


def listed(names: Iterable[object]) -> str:
    """Names in quotes, in their order; of many only the first 30."""
    names = list(names)
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(quoted(name) for name in names[:_LISTED]) + more


def closest(name: str, names: Iterable[object]) -> str | None:
    """The name that `name` was most probably meant to be, letter case aside."""
    by_low = {str(other).strip().lower(): str(other) for other in names}
    found = difflib.get_close_matches(name.strip().lower(), by_low, n=1, cutoff=0.6)
    return by_low[found[0]] if found else None


# Files


def no_such_file(path: str, neighbours: Iterable[str]) -> InputError:
    """`neighbours` : names of the files in the same folder."""
    near = closest(path.replace("\\", "/").rsplit("/", 1)[-1], neighbours)
    return InputError.at(Place(path), "no such file", f"Did you mean {quoted(near)} in the same folder?" if near else "Check the path")


def no_such_folder(path: str, folder: str) -> InputError:
    return InputError.at(Place(path), f"the folder {quoted(folder)} does not exist", "Make it first, or name another")


def is_folder(path: str) -> InputError:
    return InputError.at(Place(path), "is a folder, not a file", "Name a file in it")


def closed(name: str) -> InputError:
    return InputError.at(Place(name), "is closed", "Name a file")


def not_allowed(path: str, reason: object) -> InputError:
    return InputError.at(Place(path), f"cannot be opened ({reason})", "Check the path and its permissions")


def no_room(path: str, reason: object) -> InputError:
    return InputError.at(Place(path), f"cannot be written to the end ({reason})", "Make room there, or name another file")


def unknown_format(path: str, found: str, known: Sequence[str]) -> InputError:
    said = f"{quoted(found)} is not a format that is read or written" if found else "the file name has no ending that tells its format"
    return InputError.at(Place(path), said, f"Use one of {', '.join(known)}; a spreadsheet can be saved as CSV (UTF-8)")


def missing_extra(path: str, extra: str, package: str) -> InputError:
    return InputError.at(Place(path), f"{extra} files need {package}, which is not installed", f'pip install "headcheck[{extra}]"')


def not_the_format(path: str, expected: str, detail: str) -> InputError:
    return InputError.at(Place(path), f"is not a {expected} file, or a damaged one ({detail})", "Name its format if the ending is wrong")


# Bytes


def unreadable_bytes(place: Place, byte: int, offset: int) -> InputError:
    """`offset` : position of the byte in the file, from 0."""
    return InputError.at(place, f"byte 0x{byte:02x} at offset {offset} of the file is not UTF-8 text, which is expected", _conversion(place, "WINDOWS-1252"))


def utf16(place: Place) -> InputError:
    return InputError.at(place, "the text is UTF-16 (byte offset 0), but UTF-8 is expected", _conversion(place, "UTF-16"))


def not_text(place: Place, kind: str) -> InputError:
    return InputError.at(place, f"this is {kind}, not a text file", "Unpack it or save it as CSV (UTF-8)")


def nul_byte(place: Place, offset: int, *, wide: bool) -> InputError:
    """`offset` : position of the byte in the file, from 0. `wide` : so many of them are there that every letter may have one."""
    if not wide:
        remedy = f"Take it out: tr -d '\\000' < {_path(place)} > clean.csv"
        return InputError.at(place, f"NUL byte at offset {offset} of the file, which no text has", remedy)
    problem = f"NUL byte at offset {offset} of the file, which no text has: the file is damaged, binary or UTF-16, but UTF-8 text is expected"
    return InputError.at(place, problem, _conversion(place, "UTF-16LE"))


def _conversion(place: Place, encoding: str) -> str:
    return f'Save it as "CSV UTF-8", or convert it with: iconv -f {encoding} -t UTF-8 {_path(place)} > utf8.csv (-f names the encoding it has now)'


def _path(place: Place) -> str:
    return "articles.csv" if place.source == STANDARD_INPUT else shlex.quote(place.source)


# Structure


def empty_file(place: Place) -> InputError:
    return InputError.at(place, "is empty", "A header line with the column names and at least one row are needed")


def no_rows(place: Place) -> InputError:
    return InputError.at(place, "has column names but no rows", "At least one row is needed")


def nothing_to_write(path: str) -> InputError:
    return InputError.at(Place(path), "there are no rows to write, so no file was made")


def missing_column(place: Place, available: Sequence[object], header: bool) -> InputError:
    """`place` : names the column that is missing. `header` : the names come from the first line of a file."""
    near = closest(place.column or "", available)
    here = f"the columns are {listed(available)}" if available else "there are no columns"
    remedy = f"Did you mean {quoted(near)}?" if near else "The first line must hold the column names" if header else ""
    return InputError.at(place, f"no such column; {here}", remedy)


def duplicate_column(place: Place, positions: Sequence[int]) -> InputError:
    """`positions` : where in the header the name is, from 1."""
    where = " and ".join(str(position) for position in positions)
    return InputError.at(place, f"{len(positions)} columns have this name (number {where})", "Each name must be there only once: rename or remove the others")


def cell_count(place: Place, found: int, columns: Sequence[str], delimiter: str, last_line: int) -> InputError:
    """`last_line` : line on which the row ends."""
    mark = "a tab" if delimiter == "\t" else f'"{delimiter}"'
    extent = f" (the row runs on to line {last_line}: is a closing quote missing?)" if place.row is not None and last_line > place.row else ""
    problem = f"{found} {_plural('cell', found)}{extent}, but the header has {len(columns)} {_plural('column', len(columns))} ({listed(columns)})"
    return InputError.at(place, problem, _CELLS_RULE.format(mark=mark))


def nameless_cell(place: Place, number: int) -> InputError:
    """`number` : of the column, from 1."""
    return InputError.at(place, f"a value in column {number}, which has no name", "Name the column in the first line, or empty the cell")


def unclosed_quote(place: Place, limit: int | None) -> InputError:
    """`place` : where the quote was opened. `limit` : characters after which the search was given up, or None at the end of the file."""
    extent = "to the end of the file" if limit is None else f"within {limit} characters"
    return InputError.at(place, f"the double quote opened here is not closed {extent}", _QUOTE_RULE)


def text_after_quote(place: Place, line: int, following: str) -> InputError:
    """`place` : where the quote was opened. `line` : where the next one is, which more text follows."""
    where = "on the same line" if line == place.row else f"on line {line}"
    problem = f"the double quote opened here is not closed properly: the next one, {where}, does not end the cell but is followed by {quoted(following)}"
    return InputError.at(place, problem, _QUOTE_RULE)


def cell_too_long(place: Place, limit: int) -> InputError:
    return InputError.at(place, f"a cell longer than {limit} characters", "Is this a table of articles, one a row?")


def not_json(place: Place, detail: str) -> InputError:
    return InputError.at(place, f"not valid JSON ({detail})", "Each line must be one JSON object")


def not_an_object(place: Place, found: object) -> InputError:
    kind = {list: "a list", str: "a string", bool: "true or false", type(None): "null"}.get(type(found), "a number")
    return InputError.at(place, f"this JSON is {kind}, not an object", 'Each line must be one JSON object, such as {"headline": "...", "body": "..."}')


def unequal_lengths(place: Place, found: int, expected: int, other: str) -> InputError:
    return InputError.at(place, f"{found} values, but column {quoted(other)} has {expected}", "All columns must be equally long")


_CELLS_RULE = "Every row must have as many cells as the header; a cell with {mark} or a line break in it must stand in double quotes"
_QUOTE_RULE = 'Close it at the end of the cell; inside a quoted cell, write a double quote twice ("")'


# Cells


def empty_cells(source: str, unit: str, gaps: Sequence[tuple[str, str, int, Sequence[int]]]) -> InputError:
    """All cells without a value at once.

    Parameters
    ----------
    source, unit : str
        As in `Place`.
    gaps : sequence of (role, column, count, first rows)
        One for each column that has such cells.
    """
    parts = []
    for role, column, count, first in gaps:
        more = f" and {count - len(first)} more" if count > len(first) else ""
        rows = f"{_plural(unit, count)} {', '.join(str(row) for row in first)}{more}{_COUNTED[unit]}"
        parts.append(f"{_GAP[role]} in column {quoted(column)} in {count} {_plural('row', count)}: {rows}")
    _, column, _, first = gaps[0]
    remedy = "Fill these cells in, or remove the rows"
    return InputError(f"{source}: {'; '.join(parts)}. {remedy}.", source=source, row=first[0], column=column)


def wrong_cell(place: Place, expected: str, found: object) -> InputError:
    return InputError.at(place, f"expected {expected}, found {type(found).__name__} {shortened(repr(found))}")


def long_headline(place: Place, found: int, most: int) -> InputError:
    return InputError.at(place, f"has {found} words, and a headline at most {most}", "Have headline and body changed places?")


def unwritable_cell(place: Place, found: object, format: str, detail: str = "") -> InputError:
    reason = f" ({detail})" if detail else ""
    return InputError.at(place, f"{type(found).__name__} {shortened(repr(found))} cannot be written to {format}{reason}")


def unfit_column(place: Place, kind: str, detail: str) -> InputError:
    """`kind` : type of the values before."""
    remedy = "A parquet column has one type: write csv or jsonl, or make the values alike"
    return InputError.at(place, f"not all values are of one type, {kind} ({detail})", remedy)


def unknown_columns(place: Place, extra: Sequence[object], columns: Sequence[object]) -> InputError:
    return InputError.at(place, f"has {listed(extra)}, but the first row has only {listed(columns)}", "All rows must have the columns of the first")


_GAP = {
    "headline": "empty headline",
    "body": "empty body",
    "label": "label missing",
    "word": 'label missing (a word such as "NA" among numbers)',
    "group": "group missing",
}


# Labels


def decimal_comma(place: Place, found: object) -> InputError:
    written = str(found).strip()
    return InputError.at(place, f"{quoted(written)} has a decimal comma", f"Write numbers with a point ({written.replace(',', '.')}), in all rows")


def unusable_labels(problem: str) -> InputError:
    allowed = "two classes of any kind (such as 0 and 1), class names, 3 or more small integers in order, or numbers between 0 and 1"
    return InputError(f"label: {problem}. Labels may be {allowed}.")


def _plural(word: str, count: int) -> str:
    return word if count == 1 else word + "s"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else text + "."

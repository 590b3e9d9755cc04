"""Records of any source, read one by one, and checked: every column is there, every cell has a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from headcheck import errors
from headcheck.errors import Place
from headcheck.tables.table import Row
from headcheck.tables.values import is_compound, is_missing, plain_value, reads_missing
from headcheck.text.clean import MOST_WORDS, has_words, headline_excess

FIRST = 5  # so many rows with empty cells are named


@dataclass(frozen=True, slots=True)
class Records:
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


def require_columns(records: Records, names: Iterable[str]) -> None:
    """Every name must be among the columns, and only once."""
    for name in dict.fromkeys(names):
        positions = [i for i, column in enumerate(records.columns, 1) if column == name]
        if not positions:
            raise errors.missing_column(records.place(records.first, name), records.columns, header=records.kind == "csv")
        if len(positions) > 1:
            raise errors.duplicate_column(records.place(records.first, name), positions)


def complete(records: Records, asked: Mapping[str, str]) -> Iterator[tuple[int, Row]]:
    """The records, as long as every role has a value; from the first gap on, all gaps are counted and then named together."""
    count = dict.fromkeys(asked, 0)
    named: dict[str, list[int]] = {role: [] for role in asked}
    row = None
    for row, record in records.records:
        for role, name in asked.items():
            value = record.get(name)
            if _is_gap(role, value):
                count[role] += 1
                if count[role] <= FIRST:
                    named[role].append(row)
            elif not _fits(role, value):
                raise errors.wrong_cell(records.place(row, name), "text" if role in ("headline", "body") else "a number or a name", value)
            elif role == "headline" and isinstance(value, str) and (n := headline_excess(value)):
                raise errors.long_headline(records.place(row, name), n, MOST_WORDS)
        if not any(count.values()):
            yield row, record
    if row is None:
        raise errors.no_rows(Place(records.name))
    gaps = [(role, asked[role], count[role], named[role]) for role in asked if count[role]]
    if gaps:
        raise errors.empty_cells(records.name, records.unit, gaps)


def _is_gap(role: str, value: Any) -> bool:
    if is_missing(value) or not isinstance(value, str):
        return is_missing(value)
    if role == "label":  # "nan" is how array libraries write a missing number; as text it would make a class of its own
        return value.strip().lower() == "nan"
    if role == "group":  # such rows are strangers, and no group
        return reads_missing(value)
    return role == "body" and not has_words(value)


def _fits(role: str, value: Any) -> bool:
    if role in ("headline", "body"):
        return isinstance(value, str)
    return isinstance(plain_value(value), str | int | float) if role == "label" else not is_compound(value)

"""Which mark stands between the cells of a csv file."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    delimiter: str
    spaced: bool  # a space follows each delimiter


def find_dialect(header: str, asked: set[str], delimiters: Sequence[str]) -> Dialect:
    """The delimiter that finds the most columns asked for, then the most columns."""

    def names(delimiter: str) -> list[str]:
        return next(csv.reader([header[: csv.field_size_limit()]], delimiter=delimiter))  # a longer cell is no name, and told later

    def merit(delimiter: str) -> tuple[int, int]:
        found = names(delimiter)
        return len(asked & {name.strip() for name in found}), len(found)

    delimiter = max(delimiters, key=merit)
    rest = names(delimiter)[1:]
    return Dialect(delimiter, bool(rest) and all(name.startswith(" ") for name in rest))

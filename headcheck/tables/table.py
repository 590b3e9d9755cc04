"""A table of headlines in memory, and what its columns may be for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from headcheck.errors import Place

ROLES = ("headline", "body", "label", "group")

Label = bool | int | float | str
Row = dict[str, Any]


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

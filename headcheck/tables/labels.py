"""What labels are: numbers or names, and which kind of judgement they hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from headcheck import errors
from headcheck.tables.records import FIRST
from headcheck.tables.table import Label, Table
from headcheck.tables.values import is_missing, plain_value, reads_missing

_LEVELS = 20  # an ordered scale has no more integers than this
_INTEGER = re.compile(r"\s*[+-]?[0-9]{1,18}\s*")
_NO_AND_YES = (("0", "False", "false", "FALSE"), ("1", "True", "true", "TRUE"))  # as tables write them
_COMMA = re.compile(r"\s*[+-]?[0-9]*,[0-9]+\s*")
_NUMBER = re.compile(r"\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,2})?\s*")


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
    like: dict[str, str] = {}
    for name in names:
        if (other := like.setdefault(unicodedata.normalize("NFC", name).strip().casefold(), name)) != name:
            how = "capitals, spaces or the way accents are written"
            raise errors.unusable_labels(f"{errors.quoted(other)} and {errors.quoted(name)} differ only in {how}; write one label one way")
    return "binary" if len(names) == 2 else "classes"


def typed(labels: list[Any]) -> list[Label]:
    """Numbers where all labels are written as numbers."""
    if not all(isinstance(label, str) for label in labels):
        return labels
    if all(_INTEGER.fullmatch(label) for label in labels):
        return [int(label) for label in labels]
    if all(_NUMBER.fullmatch(label) for label in labels):
        return [float(label) for label in labels]
    return labels


def check_numbers(table: Table) -> None:
    """Labels that would all be numbers but for how some are written must not be taken for names.

    Raises
    ------
    InputError
        Where some stand for missing values ("NA"), or have a decimal comma; it names rows and column.
    """
    labels = table.label
    written = {label for label in labels if isinstance(label, str)}
    gaps = {label for label in written if reads_missing(label)}
    commas = {label for label in written if _COMMA.fullmatch(label)}
    if len(gaps) == len(set(labels)) or not all(_NUMBER.fullmatch(label) for label in written - gaps - commas):
        return
    if gaps:
        rows = [row for row, label in zip(table.rows, labels, strict=True) if label in gaps]
        raise errors.empty_cells(table.source, table.unit, [("word", table.columns["label"], len(rows), rows[:FIRST])])
    if commas:
        i = next(i for i, label in enumerate(labels) if label in commas)
        raise errors.decimal_comma(table.place(i, "label"), labels[i])


def by_label(classes: Sequence[Any]) -> dict[str, int]:
    """Number of each class by how its label may be written: 1, 1.0 and "1" are one label; so are True, "true" and 1 where there are but two classes."""
    out = {label_key(value): i for i, value in enumerate(classes)}
    low = {key.lower(): i for key, i in out.items()}
    for pair in (("0", "1"), ("false", "true")):
        if len(out) == 2 and set(low) == set(pair):
            return {written: low[pair[k]] for k, forms in enumerate(_NO_AND_YES) for written in forms}
    return out


def label_key(value: Any) -> str:
    """How a label is written when it is looked up."""
    value = plain_value(value)
    return str(int(value)) if isinstance(value, float) and value.is_integer() else unicodedata.normalize("NFC", str(value))


def _one_label(value: Any) -> Label:
    value = plain_value(value)
    if is_missing(value):
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

"""Values on their way into a file: nothing is dropped, and nothing written that cannot be read back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from headcheck import errors
from headcheck.errors import InputError, Place
from headcheck.tables.values import plain_value


def check_known(row: Mapping[str, Any], columns: list[str], place: Place) -> None:
    """No value may be dropped because the first row had no such column."""
    if row.keys() - set(columns):
        raise errors.unknown_columns(place, [name for name in row if name not in columns], columns)


def encodable(text: str, place: Place, format: str) -> str:
    """The text itself, if UTF-8 can hold it."""
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            raise errors.unwritable_cell(place, text, format, "it has half a character, a lone surrogate") from None
    return text


def as_json(value: Any, place: Place, format: str) -> str:
    """A value as JSON; a missing number is null."""
    value = plain_value(value)
    if isinstance(value, float) and value != value:
        return "null"
    try:
        return encodable(json.dumps(value, ensure_ascii=False, allow_nan=False, default=_json_default), place, format)
    except (TypeError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise errors.unwritable_cell(place, value, format, str(error)) from None


def _json_default(value: Any) -> Any:
    if isinstance(value, date | time | Decimal):
        return str(value)
    plain = plain_value(value)
    if plain is value:
        raise TypeError(f"{type(value).__name__} is no type of JSON")
    return plain

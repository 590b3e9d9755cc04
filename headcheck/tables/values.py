"""Single values, of Python or of an array library."""

from __future__ import annotations

from typing import Any

_MISSING = frozenset(["na", "n/a", "#n/a", "<na>", "nan", "null", "none", "."])


def plain_value(value: Any) -> Any:
    """A scalar of an array library as one of Python's own."""
    item = None if isinstance(value, str) else getattr(value, "item", None)
    return item() if callable(item) and getattr(value, "ndim", 0) == 0 else value


def is_missing(value: Any) -> bool:
    """Whether it is None, blank text or the missing value of an array library."""
    if isinstance(value, str):
        return not value.strip()
    if value is None:
        return True
    if is_compound(value):
        return False
    try:
        return bool(value != value)
    except TypeError:  # the missing value of pandas refuses to be true or false
        return True


def reads_missing(text: str) -> bool:
    """Whether a word stands for a missing value, as R, SPSS and array libraries write it."""
    return text.strip().lower() in _MISSING


def is_compound(value: Any) -> bool:
    """Whether it holds several values."""
    return isinstance(value, list | tuple | dict | set) or bool(getattr(value, "ndim", 0))

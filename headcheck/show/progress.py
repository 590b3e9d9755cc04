"""A progress bar on standard error: tqdm where it is installed, else nothing but a note of what to install."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def bar(items: Iterable[T], *, total: int | None, unit: str) -> Iterable[T]:
    """Pass items on and show how many are done."""
    try:
        from tqdm.auto import tqdm
    except ImportError:
        warnings.warn('progress bars need tqdm: pip install "headcheck[progress]"', stacklevel=2)
        return items
    shown: Iterable[T] = tqdm(items, total=total, unit=unit)
    return shown

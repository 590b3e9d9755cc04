"""Files opened and written: errors say what is wrong with a path, and nothing is ever half-written."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from headcheck import errors

_SHOWN = 50  # characters of its name that a file which is not whole yet shows
STANDARD = "-"  # as a path: standard input or output
NO_ROOM = frozenset([errno.ENOSPC, errno.EDQUOT, errno.EFBIG])  # only writing fails so, whatever is read meanwhile


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """A file to read; "-" is standard input."""
    if path == STANDARD:
        if sys.stdin is None:
            raise errors.closed(errors.STANDARD_INPUT)
        yield sys.stdin.buffer
        return
    with opened_file(path) as stream:
        yield stream


@contextmanager
def opened_file(path: str) -> Iterator[BinaryIO]:
    """A file to read, whatever its name."""
    if os.path.isdir(path):
        raise errors.is_folder(path)
    try:
        stream = open(path, "rb")
    except FileNotFoundError:
        folder = os.path.dirname(path) or "."
        raise errors.no_such_file(path, os.listdir(folder) if os.path.isdir(folder) else []) from None
    except (OSError, ValueError) as error:  # no path holds a null character
        raise errors.not_allowed(path, getattr(error, "strerror", error)) from None
    with stream:
        yield stream


def check_writable(path: str) -> None:
    """Raise where `replaced` would, before anything is written."""
    target = Path(os.path.realpath(path))
    _check_target(path, target)
    if os.path.isfile(target) or not os.path.exists(target):
        try:
            part = _part(target)
            part.touch(exist_ok=False)
            part.unlink()
        except OSError as error:
            raise errors.not_allowed(path, error.strerror) from None


def _check_target(path: str, target: Path) -> None:
    if os.path.isdir(target):  # of a name too long for any file pathlib would raise
        raise errors.is_folder(path)
    if not target.parent.is_dir():
        raise errors.no_such_folder(path, str(target.parent))
    try:
        os.lstat(target)
    except FileNotFoundError:
        return
    except OSError as error:  # a name too long for any file
        raise errors.not_allowed(path, error.strerror) from None
    if not os.access(target, os.W_OK):
        raise errors.not_allowed(path, "it may not be written to")


def _part(target: Path) -> Path:
    """Name of a file that is not whole yet."""
    return target.with_name(f".{target.name[:_SHOWN]}.{secrets.token_hex(4)}.part")


@contextmanager
def replaced(path: str) -> Iterator[BinaryIO]:
    """A new file that takes the place of `path` if nothing fails."""
    target = Path(os.path.realpath(path))
    _check_target(path, target)
    there = os.path.exists(target)
    as_it_is = there and not target.is_file()  # a device or a pipe cannot be replaced
    part = target if as_it_is else _part(target)
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
    except BaseException as error:
        if not as_it_is:
            part.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            raise errors.no_room(path, error.strerror) from None
        raise

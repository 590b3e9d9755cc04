"""The feature matrix of many pairs, kept in a folder where one is given."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from joblib import Memory
from numpy.typing import NDArray

from headcheck.errors import InputError
from headcheck.model import default_judge
from headcheck.scoring import processes, read_pairs

Floats = NDArray[np.float64]
_FEW = 200  # pairs below which other processes cost more time than they save


def read_matrix(pairs: list[tuple[str, str]], *, n_jobs: int | None = 1, memory: str | Memory | None = None, progress: bool = False) -> Floats:
    """Feature matrix of checked pairs, shape ``(n, len(ALL_NAMES))``, taken from `memory` where it has it."""
    check_memory("memory", memory)
    jobs = processes(n_jobs)
    jobs = 1 if len(pairs) < _FEW else jobs
    if memory is None:
        return _read("", pairs, jobs, progress)
    place = memory if hasattr(memory, "cache") else Memory(memory, verbose=0)
    found: Floats = place.cache(_read, ignore=["pairs", "n_jobs", "progress"])(_content(pairs), pairs, jobs, progress)
    return found


def _read(content: str, pairs: list[tuple[str, str]], n_jobs: int, progress: bool) -> Floats:
    return read_pairs(pairs, judge=default_judge(), with_stance=True, n_jobs=n_jobs, progress=progress)


def _content(pairs: list[tuple[str, str]]) -> str:
    """Fingerprint of the texts and of everything that makes features from them."""
    digest = hashlib.sha256(_package().encode())
    for pair in pairs:
        for text in pair:
            raw = text.encode("utf-8", "surrogatepass")
            digest.update(b"%d:" % len(raw))
            digest.update(raw)
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _package() -> str:
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".py", ".txt", ".npz", ".json"} and "show" not in path.parts:
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def check_memory(name: str, given: Any) -> None:
    """Whether a folder that keeps features, or a `joblib.Memory`, was given."""
    if not (given is None or hasattr(given, "cache") or isinstance(given, str | os.PathLike)):
        raise InputError.argument(name, "a folder, a joblib.Memory or None", given)
    if isinstance(given, str | os.PathLike) and os.path.exists(given) and not os.path.isdir(given):
        raise InputError(f"{name} must be a folder, and {os.fspath(given)} is a file")

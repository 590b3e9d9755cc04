"""Which format a file has: as it is named, or as its ending tells."""

from __future__ import annotations

from pathlib import Path

from headcheck import errors
from headcheck.files import STANDARD

FORMATS = {".csv": "csv", ".txt": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet", ".pq": "parquet"}


def format_of(path: str, format: str | None) -> str:
    """The format asked for, else that of the ending ("-": csv)."""
    known = tuple(dict.fromkeys(FORMATS.values()))
    if format is not None and format not in known:
        raise errors.unknown_format(path, format, known)
    ending = Path(path).suffix
    if format is None and path != STANDARD and ending.lower() not in FORMATS:
        raise errors.unknown_format(path, ending, known)
    return format or FORMATS.get(ending.lower(), "csv")

"""Where the reference data lies, and the plain ways of reading it. Nothing here is copied into the project."""

from __future__ import annotations

import csv
import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path

csv.field_size_limit(1 << 28)
ROOT = Path(__file__).resolve().parents[1]


def folder() -> Path:
    """The reference data folder: ``HEADCHECK_DATA`` or ``../shared/data``."""
    place = Path(os.environ.get("HEADCHECK_DATA", ROOT.parent / "shared" / "data"))
    if not place.is_dir():
        raise FileNotFoundError(f"no reference data at {place}; set HEADCHECK_DATA to its folder")
    return place


def rows(name: str, delimiter: str = ",") -> list[dict[str, str]]:
    """Rows of a CSV below the data folder."""
    with open(folder() / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def json_lines(name: str) -> list[dict]:
    """Objects of a JSON-lines file below the data folder."""
    with open(folder() / name, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def conllu(name: str) -> Iterator[tuple[dict[str, str], list[list[str]]]]:
    """(comments, token rows) of every sentence of a CoNLL-U file, gzipped or not."""
    opener = gzip.open if name.endswith(".gz") else open
    with opener(folder() / name, "rt", encoding="utf-8") as file:
        notes: dict[str, str] = {}
        tokens: list[list[str]] = []
        for line in file:
            line = line.rstrip("\n")
            if not line:
                if tokens:
                    yield notes, tokens
                notes, tokens = {}, []
            elif line.startswith("#"):
                key, _, value = line[1:].partition("=")
                notes[key.strip()] = value.strip()
            else:
                tokens.append(line.split("\t"))

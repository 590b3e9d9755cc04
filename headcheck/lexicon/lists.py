"""The word lists of `lists/`: one text file each, which says in its first lines what belongs in it."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "lists"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))


def read_list(name: str) -> list[tuple[str, float, bool]]:
    """(word, value, takes inflections) of each line of one list; the value is 1 where none is given."""
    entries = []
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        word, _, value = line.partition("\t")
        entries.append((word.rstrip("+"), float(value) if value else 1.0, word.endswith("+")))
    return entries

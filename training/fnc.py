"""Retrain on the Fake News Challenge through the CSV road, and measure on stories that were held out.

    python -m training.fnc                     hold out each fifth of the stories in turn: bodies, and the headlines that are about them
    python -m training.fnc --fold 1            one fifth alone (0 to 4); folds differ by points
    python -m training.fnc --by body           hold out fifths of the bodies alone
    python -m training.fnc --whole             train on all rows, as a user would, for time and memory
    python -m training.fnc --class-weight balanced

Prints the challenge's score (0.25 for related or unrelated right, 0.75 more for the exact stance among related, as percent of the
most there is), macro-F1, confusion, time and peak memory.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import os
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from sklearn.metrics import confusion_matrix, f1_score

import headcheck
from training import data, described

Row = dict[str, str]
UNRELATED = "unrelated"
FOLDS = 5


def joined() -> list[Row]:
    """Stances with their bodies."""
    body = {row["Body ID"]: row["articleBody"] for row in data.rows("fnc1/train_bodies.csv")}
    rows = data.rows("fnc1/train_stances.csv")
    return [{"headline": r["Headline"], "body": body[r["Body ID"]], "stance": r["Stance"], "body_id": r["Body ID"]} for r in rows]


def stories(rows: list[Row]) -> tuple[list[str], list[str]]:
    """Story of each row's body and of its headline: texts that any related pair joins are one story."""
    parent: dict[str, str] = {}

    def root(x: str) -> str:
        parent.setdefault(x, x)
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for row in rows:
        if row["stance"] != UNRELATED:
            parent[root("b" + row["body_id"])] = root("h" + row["headline"])
    # named by their smallest member, so that the split does not hang on the order of rows
    members: dict[str, str] = {}
    for x in sorted({"b" + row["body_id"] for row in rows} | {"h" + row["headline"] for row in rows}):
        members.setdefault(root(x), x)
    return [members[root("b" + row["body_id"])] for row in rows], [members[root("h" + row["headline"])] for row in rows]


def held(name: str, fold: int, folds: int = FOLDS) -> bool:
    """Whether a story or body is in the fold that is held out; always the same."""
    return int(hashlib.md5(f"fnc {name}".encode()).hexdigest(), 16) % folds == fold


def split(rows: list[Row], by: str, fold: int) -> tuple[list[Row], list[Row]]:
    """Rows to train on, and rows whose bodies are held out. By story, headlines of held-out stories are not trained on either."""
    if by == "body":
        return [r for r in rows if not held(r["body_id"], fold)], [r for r in rows if held(r["body_id"], fold)]
    of_body, of_headline = stories(rows)
    train = [r for r, b, h in zip(rows, of_body, of_headline, strict=True) if not held(b, fold) and not held(h, fold)]
    return train, [r for r, b in zip(rows, of_body, strict=True) if held(b, fold)]


def challenge_score(truth: np.ndarray, said: np.ndarray) -> float:
    """Percent of the most that the challenge gives."""
    related = truth != UNRELATED
    got = 0.25 * (related == (said != UNRELATED)).sum() + 0.75 * ((truth == said) & related).sum()
    return float(100 * got / (0.25 * (~related).sum() + related.sum()))


def write(path: Path, rows: list[Row]) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def measured(work: Callable[[], headcheck.Model]) -> tuple[headcheck.Model, float, float]:
    """What it gives, seconds, and the most memory of this process and its children at once, in gigabytes (Linux; else 0)."""
    most, done = 0.0, threading.Event()

    def watch() -> None:
        nonlocal most
        while not done.wait(0.2):
            most = max(most, _memory())

    watcher = threading.Thread(target=watch)
    watcher.start()
    start = time.perf_counter()
    try:
        return work(), time.perf_counter() - start, most
    finally:
        done.set()
        watcher.join()


def _memory() -> float:
    """Proportional share of memory, which counts what processes share once."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            if int(folder.name) == os.getpid() or int(stat[1]) == os.getpid():
                total += int((folder / "smaps_rollup").read_text().split("Pss:")[1].split()[0])
        except (OSError, IndexError):
            continue
    return total / 2**20


def run(rows: list[Row], fold: int | None, given: argparse.Namespace) -> tuple[float, float] | None:
    """Train on what one fold leaves, or on all rows; challenge score and macro-F1 on the fold."""
    train, test = (rows, []) if fold is None else split(rows, given.by, fold)
    group = "story" if given.by == "story" and fold is not None else "body_id"  # what is new in the rows to come, as the README advises
    for row, story in zip(train, stories(train)[0], strict=True):
        row["story"] = story
    how = None if given.class_weight == "none" else given.class_weight
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fnc.csv"
        write(path, train)
        model, seconds, most = measured(lambda: headcheck.train(path, label="stance", group=group, class_weight=how, cache=given.cache))
    print(model.report)
    print(f"\ntrained on {len(train)} rows in {seconds:.0f} s, peak memory {most:.2f} GB")
    if not test:
        return None
    truth = np.array([r["stance"] for r in test])
    said = model.predict([r["headline"] for r in test], [r["body"] for r in test], n_jobs=-1)
    what = "bodies and their headlines, by story" if given.by == "story" else "bodies"
    print(f"fold {fold} held out: {len(test)} rows, {len({r['body_id'] for r in test})} {what}")
    found = challenge_score(truth, said), float(f1_score(truth, said, average="macro"))
    print(f"challenge score {found[0]:.2f}   macro-F1 {found[1]:.4f}")
    print("confusion (rows: true; columns: predicted)", *model.classes_)
    print(confusion_matrix(truth, said, labels=model.classes_), flush=True)
    return found


def main() -> None:
    options = described(__doc__)
    options.add_argument("--by", choices=["story", "body"], default="story")
    options.add_argument("--fold", choices=[*map(str, range(FOLDS)), "all"], default="all")
    options.add_argument("--whole", action="store_true")
    options.add_argument("--class-weight", default="auto", help='"auto", "sqrt", "balanced" or "none"')
    options.add_argument("--cache", default=None, help="folder that keeps the feature matrix")
    given = options.parse_args()
    rows = joined()
    folds = [None] if given.whole else list(range(FOLDS)) if given.fold == "all" else [int(given.fold)]
    found = np.array([figures for fold in folds if (figures := run(rows, fold, given)) is not None])
    if len(found) > 1:
        (score, f1), (score_sd, f1_sd) = found.mean(axis=0), found.std(axis=0)
        print(f"\nover {len(found)} folds: challenge score {score:.1f} ± {score_sd:.1f}   macro-F1 {f1:.3f} ± {f1_sd:.3f}")


if __name__ == "__main__":
    main()

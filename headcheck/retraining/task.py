"""What is asked: labels as numbers, which kind of judgement they hold, and whether there is enough of each to learn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from headcheck import errors
from headcheck.errors import InputError, Place
from headcheck.retraining import learn
from headcheck.retraining.learn import Floats, Ints
from headcheck.tables import Table, by_label, label_key, label_kind

MIDDLE = 0.5  # a grade from here on counts as positive
_LABELS = (str, bool, int, float, np.generic)  # types that a label may have


@dataclass(frozen=True, eq=False)
class Task:
    """Labels as numbers. ``y`` (n,) numbers the classes; ``grade`` (n,) holds grades between 0 and 1, where labels are graded."""

    kind: str
    classes: list[Any]
    y: Ints
    grade: Floats | None = None

    @property
    def k(self) -> int:
        return len(self.classes)


def task_of(table: Table, label: str) -> Task:
    try:
        kind = label_kind(table.label)
    except InputError as error:
        raise InputError.at(Place(table.source, column=label), str(error).removeprefix("label: ")) from None
    if kind == "graded":
        grade = np.array(table.label, dtype=np.float64)
        return Task(kind, [0, 1], (grade >= MIDDLE).astype(np.int64), grade)
    classes = sorted(set(table.label))
    number = {value: i for i, value in enumerate(classes)}
    if kind == "ordered":
        classes = [int(value) for value in classes]
    return Task(kind, classes, np.array([number[value] for value in table.label], dtype=np.int64))


def check_enough(table: Table, task: Task, groups: Ints, folds: int, label: str, group: str | None) -> None:
    """Every fold must be able to train and to test. Grades are learnt as numbers, and need none on either side of the middle."""
    place = Place(table.source, column=label)
    count = np.bincount(task.y, minlength=task.k)
    few = [f"{errors.quoted(name)} has {n}" for name, n in zip(task.classes, count.tolist(), strict=True) if n < folds and task.grade is None]
    if few:
        problem = f"too few rows in {'a class' if len(few) == 1 else 'some classes'} for {folds} folds: {', '.join(few)}"
        raise InputError.at(place, problem, f"Each class needs at least {folds} rows: add rows, merge classes, or lower folds (2 at least)")
    own = f"column {errors.quoted(group)}" if group else "rows with the same body are one group"
    total = len(np.unique(groups))
    if total < folds:
        problem = f"only {total} group{'s' * (total != 1)} ({own}) for {folds} folds"
        remedy = f"At least {folds} groups are needed: add articles, or lower folds (2 at least)"
        raise InputError.at(Place(table.source, column=group or table.columns["body"]), problem, remedy)
    single = [name for c, name in enumerate(task.classes) if len(np.unique(groups[task.y == c])) < 2 and task.grade is None]
    if single:
        problem = f"all rows of {errors.listed(single)} are in one group ({own}), so that a model cannot be tested on it"
        raise InputError.at(place, problem, "Each class must be in at least 2 groups")


def costs_of(task: Task, class_weight: Any) -> Floats:
    how = None if task.kind == "graded" else class_weight
    return learn.class_weights(np.bincount(task.y, minlength=task.k).astype(np.float64), how, task.classes)


def positive_of(task: Task, positive: Any) -> Ints | None:
    """Whether each class counts as positive, shape ``(k,)``; None where there is nothing to score, or the model's own answer is the score."""
    if positive is None:
        return (np.arange(task.k) > 0).astype(np.int64) if task.kind == "ordered" else None
    number = None if task.kind == "graded" or not isinstance(positive, _LABELS) else by_label(task.classes).get(label_key(positive))
    if number is None:
        known = "grades have none" if task.kind == "graded" else f"the classes are {task.classes}"
        raise InputError(f"positive must be one of the classes, got {positive!r}; {known}")
    return np.array([i == number for i in range(task.k)], dtype=np.int64)


def counted(task: Task, rows: Ints) -> tuple[Ints, Ints, Floats]:
    """Rows, their classes and their weights, as models learn them: a grade counts as that share of a positive row and the rest of a negative one."""
    if task.grade is None:
        return rows, task.y[rows], np.ones(len(rows))
    grade = task.grade[rows]
    twice, y, weight = np.tile(rows, 2), np.repeat([1, 0], len(rows)), np.concatenate([grade, 1 - grade])
    kept = weight > 0
    return twice[kept], y[kept], weight[kept]


def frequency(task: Task, rows: Ints) -> Floats:
    """Share of each class, shape ``(k,)``; of grades the mean and what is left of 1."""
    _, y, weight = counted(task, rows)
    return np.bincount(y, weight, task.k) / len(rows)


def target(task: Task) -> Floats:
    """What is to be foretold of each row of two classes: 0 or 1, or its grade."""
    return task.y.astype(np.float64) if task.grade is None else task.grade

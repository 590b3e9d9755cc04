"""How well a trained model does on labelled rows that it has not seen."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from headcheck import errors
from headcheck.bags import different, same_body
from headcheck.errors import InputError
from headcheck.retraining import learn
from headcheck.retraining.baseline import constant, constant_name
from headcheck.retraining.report import Held, Report, measured
from headcheck.retraining.task import MIDDLE, Task, frequency
from headcheck.retraining.trained import Model
from headcheck.tables import Table, by_label, label_key, read_table

_DRAWS = 50  # bootstrap samples that tell the spread
_SEED = 0


def evaluate(
    model: Model,
    source: Any,
    headline: str = "headline",
    body: str = "body",
    label: str = "label",
    group: str | None = None,
    *,
    n_jobs: int = 1,
    progress: bool = False,
) -> Report:
    """Measure a model on a labelled table.

    Parameters
    ----------
    model : Model
    source : str, path-like, data frame or mapping
        As for `headcheck.train`; its articles must not have been trained on.
    headline, body, label : str
        Names of the columns.
    group : str, optional
        Column of what rows belong together, as for `headcheck.train`. By default rows with the same body are one group.
    n_jobs : int
        Processes, as in scikit-learn (-1: all cores).
    progress : bool
        Whether to show progress on standard error.

    Returns
    -------
    Report
        Figures, each with its standard deviation over bootstrap samples of groups (Efron and Tibshirani 1993).

    Raises
    ------
    InputError
        Where the table cannot be read, or has a label that the model does not know; the message names row and column.
    """
    kind = str(model.judge.about.get("kind", "binary"))
    classes = model.classes_.tolist()
    table = read_table(source, {"headline": headline, "body": body, "label": label, "group": group}, named=all(isinstance(name, str) for name in classes))
    grade = _grades(table) if kind == "graded" else None
    y = _numbers(table, classes) if grade is None else (grade >= MIDDLE).astype(np.int64)
    chance = model.predict_proba(table.headline, table.body, n_jobs=n_jobs, progress=progress)
    decided = learn.decide(chance, model.judge.costs) if grade is None else (chance[:, 1] >= MIDDLE).astype(np.int64)
    task = Task(kind, classes, y, grade)
    rival, name = _constant(model, task), constant_name(task)
    figures = measured(kind, classes, y, grade, [Held(rival.rows, chance, decided)], {name: [rival]})
    groups = same_body(table.body) if group is None else different(table.group)[1]
    draws = [Held(rows, chance[rows], decided[rows]) for rows in _draws(groups)]
    rivals = [Held(d.rows, rival.chance[d.rows], rival.decided[d.rows]) for d in draws]
    _put_spread(figures, measured(kind, classes, y, grade, draws, {name: rivals}))
    n_groups, drawn = len(np.unique(groups)), "bodies" if group is None else "groups"
    return Report(
        {
            "title": f"Test on {errors.quoted(table.source)}: {len(table)} rows, {n_groups} {drawn}, label in column {errors.quoted(label)}",
            "notes": [f"± is the standard deviation over {_DRAWS} samples of {drawn}, drawn with replacement.", *_absent(task)],
            "kind": kind,
            "rows": len(table),
            "groups": n_groups,
            **figures,
            "features": model.report.to_dict().get("features", []),
        }
    )


def _absent(task: Task) -> list[str]:
    """Which classes the table has no rows of."""
    absent = [] if task.grade is not None else [name for c, name in enumerate(task.classes) if not (task.y == c).any()]
    return [f"No row is labelled {errors.listed(absent)}: figures, calibration error aside, leave it out."] if absent else []


def _constant(model: Model, task: Task) -> Held:
    """What always says the same says what the model's training rows had the most of: it knows no test labels, where the model's report tells."""
    every = np.arange(len(task.y))
    learnt = model.judge.about.get("report", {}).get("frequency", [])
    return constant(every, np.array(learnt) if len(learnt) == task.k else frequency(task, every))


def _numbers(table: Table, classes: list[Any]) -> NDArray[np.int64]:
    """Class numbers of the labels, however they are written."""
    number = by_label(classes)
    for i, value in enumerate(table.label):
        if label_key(value) not in number:
            raise InputError.at(table.place(i, "label"), f"the model does not know the label {errors.quoted(value)}", f"It knows {errors.listed(classes)}")
    return np.array([number[label_key(value)] for value in table.label], dtype=np.int64)


def _grades(table: Table) -> NDArray[np.float64]:
    for i, value in enumerate(table.label):
        if isinstance(value, str) or not 0 <= value <= 1:
            raise InputError.at(table.place(i, "label"), f"the model learnt grades, and {errors.quoted(value)} is none", "A grade is a number from 0 to 1")
    return np.array(table.label, dtype=np.float64)


def _draws(groups: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Rows of groups drawn with replacement."""
    rng = np.random.default_rng(_SEED)
    order = np.argsort(groups, kind="stable")
    rows = np.split(order, np.flatnonzero(np.diff(groups[order])) + 1)
    return [np.concatenate([rows[i] for i in rng.integers(0, len(rows), len(rows))]) for _ in range(_DRAWS)]


def _put_spread(figures: dict[str, Any], draws: dict[str, Any]) -> None:
    """Give each figure the spread that it has over the draws."""
    pairs = [(figures["overall"], draws["overall"]), *((figures["baselines"][name], draws["baselines"][name]) for name in figures["baselines"])]
    pairs += list(zip(figures["classes"], draws["classes"], strict=True))
    for row, drawn in zip(figures["confusion"]["share"], draws["confusion"]["share"], strict=True):
        pairs += [({"share": cell}, {"share": other}) for cell, other in zip(row, drawn, strict=True)]
    for found, drawn in pairs:
        for name, figure in found.items():
            if isinstance(figure, dict):
                figure["sd"] = drawn[name]["sd"]

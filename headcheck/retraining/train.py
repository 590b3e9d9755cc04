"""Train the model on anyone's labels: measured out of fold by group, saved as readable JSON."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from joblib import Memory

from headcheck import errors
from headcheck.bags import Bags, different, same_body
from headcheck.errors import InputError
from headcheck.matrix import check_memory, read_matrix
from headcheck.model import Judge, LinearHead, default_judge
from headcheck.retraining import learn
from headcheck.retraining.folds import SEED, Answer, Plan, Whole, fit_folds, scoring
from headcheck.retraining.learn import Floats
from headcheck.retraining.notes import baselines, notes, words_notes
from headcheck.retraining.report import important, measured
from headcheck.retraining.task import MIDDLE, check_enough, costs_of, frequency, positive_of, task_of
from headcheck.retraining.trained import Model
from headcheck.tables import Table, read_table

_KINDS = {"binary": "two classes", "graded": "grades from 0 to 1", "ordered": "ordered classes", "classes": "named classes"}


def train(
    source: Any,
    headline: str = "headline",
    body: str = "body",
    label: str = "label",
    group: str | None = None,
    *,
    positive: Any = None,
    C: float | None = None,
    folds: int = 5,
    class_weight: Any = "auto",
    n_jobs: int = -1,
    progress: bool = False,
    cache: str | os.PathLike[str] | Memory | None = None,
) -> Model:
    """Train a model on labelled headlines.

    Parameters
    ----------
    source : str, path-like, data frame or mapping
        A csv, jsonl or parquet file ("-" is standard input), a data frame, or column name to sequence.
    headline, body, label : str
        Names of the columns. Labels may be two classes of any kind, grades between 0 and 1, three or more small integers in order,
        or names. Classes in order are learnt as classes, without cut points; write codes that have no order as names.
    group : str, optional
        Column of what rows belong together, such as the article; a group is never both trained and tested on. By default rows with
        the same body are one group, and a body that differs by a word is another.
    positive : optional
        The class that `Model.score` gives the probability of. By default the second of two classes in sorted order, and everything
        above the lowest of ordered ones; of three or more named classes there is none. The score of three or more classes is a question of
        its own, so that its verdict may differ from what `predict` names.
    C : float, optional
        Inverse strength of the penalty; by default chosen by cross-validation over groups, inside each fold of the report too.
    folds : int, default 5
        Folds of the report. They are dealt out once, and other rows or another order of rows make other folds; ± is over folds, and no standard error.
    class_weight : {"auto", "sqrt", "balanced"}, mapping or None, default "auto"
        What a mistake on each class costs, as in `HeadlineClassifier`; grades are not weighted.
    n_jobs : int, default -1
        Processes, as in scikit-learn (-1: all cores).
    progress : bool
        Whether to show progress on standard error.
    cache : str, path-like or joblib.Memory, optional
        Folder that keeps the feature matrix, so that training again on the same texts is fast.

    Returns
    -------
    Model
        With its `report`, measured out of fold.

    Raises
    ------
    InputError
        Where the source cannot be read, has a gap, one class only, or too few rows or groups; the message says where and what is needed.
    """
    _check(C, folds, cache, {"headline": headline, "body": body, "label": label})
    table = read_table(source, {"headline": headline, "body": body, "label": label, "group": group})
    task = task_of(table, label)
    bodies = same_body(table.body)
    groups = bodies if group is None else different(table.group)[1]
    check_enough(table, task, groups, folds, label, group)
    class_weight = learn.settled(class_weight, len(table))
    costs = costs_of(task, class_weight)
    scored = positive_of(task, positive)
    pairs = list(zip(table.headline, table.body, strict=True))
    memory = cache if cache is None or hasattr(cache, "cache") else os.fspath(cache)
    values = read_matrix(pairs, n_jobs=n_jobs, memory=memory, progress=progress)
    plan = Plan(values, task, groups, C, class_weight, scored, Bags.of(table.headline, table.body))
    whole, answers = fit_folds(plan, learn.split(task.y, groups, folds, SEED), n_jobs, progress)
    judge = _judge(plan, whole, answers, costs)
    figures: dict[str, Any] = {
        "title": f"{_KINDS[task.kind].capitalize()} in column {errors.quoted(label)}: {len(table)} rows, {len(np.unique(groups))} groups, {folds} folds",
        "notes": notes(task, bodies, group, plan, answers, judge) + words_notes(task, whole.fitted.head, answers),
        "kind": task.kind,
        "rows": len(table),
        "groups": len(np.unique(groups)),
        "folds": folds,
        "C": judge.about["C"],
        "frequency": np.round(frequency(task, np.arange(len(table))), 6).tolist(),
        **measured(task.kind, task.classes, task.y, task.grade, [a.held for a in answers], baselines(task, answers)),
        "features": important(judge.accuracy, values, task.classes),
    }
    about = {**judge.about, "data": _fingerprint(table), "report": figures}
    return Model(replace(judge, about=about))


def _check(C: Any, folds: Any, cache: Any, columns: dict[str, Any]) -> None:
    learn.check_strength(C)
    if isinstance(folds, bool) or not isinstance(folds, int | np.integer) or folds < 2:
        raise InputError.argument("folds", "an integer of at least 2", folds)
    check_memory("cache", cache)
    for role, name in columns.items():
        if not isinstance(name, str):
            raise InputError.argument(role, "the name of a column", name)


def _judge(plan: Plan, whole: Whole, answers: list[Answer], costs: Floats) -> Judge:
    """The model of all rows, calibrated on rows that each fold's model had not seen."""
    task = plan.task
    head, scorer = learn.rounded(whole.fitted.head), None
    truth, logits = scoring(plan, answers)
    curve = learn.calibrate(np.concatenate(logits), np.concatenate(truth)) if logits else None
    if task.k == 2:
        head = replace(head, calibration=curve)
        if plan.scored is not None and plan.scored[0]:
            scorer = _turned(head)
    elif whole.score_head is not None:
        scorer = replace(learn.rounded(whole.score_head), calibration=curve)
    shipped = default_judge()
    about = {
        "made_by": "headcheck.train",
        **_versions(),
        "kind": task.kind,
        "C": whole.fitted.C,
    }
    weight = np.array([float(f"{cost:.6g}") for cost in costs.tolist()])
    first = _threshold(plan, weight) if plan.scored is not None or task.k == 2 else MIDDLE
    return Judge(
        words=shipped.words,
        accuracy=head,
        sensationalism=shipped.sensationalism,
        thresholds=(round(first, 6), round((1 + first) / 2, 6)),
        classes=tuple(task.classes),
        about=about,
        scorer=scorer,
        class_weight=tuple(weight.tolist()),
    )


def _threshold(plan: Plan, weight: Floats) -> float:
    """The score from which it costs less to say that a headline goes too far: for two classes where `predict` changes its mind.

    Of several classes those that go too far are one class, and the others another, weighed as `class_weight` weighs two; a mapping has its mean over
    the rows of each.
    """
    task = plan.task
    positive = np.array([0, 1]) if plan.scored is None else plan.scored
    count = np.bincount(task.y, minlength=task.k)
    if task.k > 2 and not isinstance(plan.class_weight, Mapping):
        no, yes = learn.class_weights(np.bincount(positive[task.y], minlength=2).astype(np.float64), plan.class_weight, [0, 1]).tolist()
        return float(no / (yes + no))
    yes, no = (float(np.average(weight[positive == side], weights=np.maximum(count[positive == side], 1))) for side in (1, 0))
    return no / (yes + no)


def _turned(head: LinearHead) -> LinearHead:
    """The same answers, for the other of two classes."""
    assert head.calibration is not None
    at, chance = head.calibration
    turned = np.round(np.vstack([-at[::-1], 1 - chance[::-1]]), 6)
    return replace(head, weights=-head.weights, intercept=-head.intercept, calibration=turned, words=head.words and head.words.turned())


def _versions() -> dict[str, str]:
    import sklearn

    from headcheck import __version__

    return {"headcheck": __version__, "scikit_learn": sklearn.__version__, "numpy": np.__version__, "python": platform.python_version()}


def _fingerprint(table: Table) -> dict[str, Any]:
    digest = hashlib.sha256()
    for i in range(len(table)):
        digest.update(repr((table.headline[i], table.body[i], table.label[i])).encode("utf-8", "surrogatepass"))
    return {"source": Path(table.source).name, "rows": len(table), "fingerprint": digest.hexdigest()[:16]}

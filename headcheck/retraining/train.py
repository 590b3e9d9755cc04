"""Train the model on anyone's labels: measured out of fold by group, saved as readable JSON."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from joblib import Memory, Parallel, delayed
from numpy.typing import NDArray

from headcheck import errors, learn, vocabulary
from headcheck.bags import Bags
from headcheck.baseline import rival
from headcheck.errors import InputError, Place
from headcheck.estimator import check_memory, read_matrix, same_body
from headcheck.learn import Floats, Ints
from headcheck.model import Judge, LinearHead, default_judge, load_judge
from headcheck.reading import ALL_NAMES
from headcheck.report import Held, Report, important, measured
from headcheck.result import Result, Scores
from headcheck.scoring import check_pairs, read_pairs, score, score_many
from headcheck.tables import Table, by_label, label_key, label_kind, read_table

_INNER = 3  # folds that choose C inside a fold
_SEED = 0
_FEW = 1000  # rows below which other processes cost more time than they save
_MIDDLE = 0.5
_LABELS = (str, bool, int, float, np.generic)  # types that a label may have
_TOLD = 6  # words told of each class
_NEW_SHARE = ALL_NAMES.index("new_share")
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
        or names.
    group : str, optional
        Column of what rows belong together, such as the article; a group is never both trained and tested on. By default rows with
        the same body are one group.
    positive : optional
        The class that `Model.score` gives the probability of. By default the second of two classes in sorted order, and everything
        above the lowest of ordered ones; of three or more named classes there is none.
    C : float, optional
        Inverse strength of the penalty; by default chosen by cross-validation over groups, inside each fold of the report too.
    folds : int, default 5
        Folds of the report.
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
    task = _task(table, label)
    bodies = same_body(table.body)
    groups = bodies if group is None else _numbered(table.group)
    _check_enough(table, task, groups, folds, label, group)
    costs = _costs(task, class_weight)
    scored = _scored(task, positive)
    pairs = list(zip(table.headline, table.body, strict=True))
    memory = cache if cache is None or hasattr(cache, "cache") else os.fspath(cache)
    values = read_matrix(pairs, n_jobs=n_jobs, memory=memory, progress=progress)
    plan = _Plan(values, task, groups, C, class_weight, scored, Bags.of(table.headline, table.body))
    whole, answers = _fits(plan, learn.split(task.y, groups, folds, _SEED), n_jobs, progress)
    judge = _judge(plan, whole, answers, costs)
    figures = {
        "title": f"{_KINDS[task.kind].capitalize()} in column {errors.quoted(label)}: {len(table)} rows, {len(np.unique(groups))} groups, {folds} folds",
        "notes": _notes(task, bodies, group, plan, answers, costs) + _words(task, whole.fitted.head, answers),
        "kind": task.kind,
        "rows": len(table),
        "groups": len(np.unique(groups)),
        "folds": folds,
        "C": judge.about["C"],
        **measured(task.kind, task.classes, task.y, task.grade, [a.held for a in answers], _baselines(task, answers)),
        "features": important(judge.accuracy, values, task.classes),
    }
    about = {**judge.about, "data": _fingerprint(table), "report": figures}
    return Model(replace(judge, about=about))


def load(path: str | os.PathLike[str]) -> Model:
    """Read a model that `Model.save` wrote, or the shipped one.

    A model file is data: reading one from a stranger runs no code.

    Raises
    ------
    InputError
        Where the file is missing, damaged or of another version.
    """
    return Model(load_judge(path))


@dataclass(frozen=True, eq=False)
class Model:
    """A trained model.

    Attributes
    ----------
    judge : Judge
        Its weights.
    """

    judge: Judge

    @property
    def classes_(self) -> NDArray[Any]:
        """Labels in the order of `predict_proba`'s columns, shape ``(n_classes,)``; 0 and 1 for grades."""
        return np.array(self.judge.classes)

    @property
    def report(self) -> Report:
        """What was measured on rows that the model had not seen."""
        return Report(self.judge.about.get("report", self.judge.about.get("figures", {})))

    def predict_proba(self, headlines: str | Iterable[str], bodies: str | Iterable[str], *, n_jobs: int = 1, progress: bool = False) -> Floats:
        """Calibrated probability of each class, shape ``(n, n_classes)``.

        Parameters
        ----------
        headlines, bodies : iterables of str
            Of equal length; one string each is one pair.
        """
        one = isinstance(headlines, str) and isinstance(bodies, str)
        pairs = check_pairs([headlines] if one else headlines, [bodies] if one else bodies)  # type: ignore[list-item]
        if not pairs:
            return np.zeros((0, len(self.judge.classes)))
        values, new_share = read_pairs(pairs, judge=self.judge, n_jobs=n_jobs, progress=progress)
        return learn.probability(self.judge.accuracy, self.judge.accuracy.logit(values, new_share, self.judge.accuracy.told(pairs)))

    def predict(self, headlines: str | Iterable[str], bodies: str | Iterable[str], *, n_jobs: int = 1, progress: bool = False) -> NDArray[Any]:
        """Label of each pair, shape ``(n,)``: the class of least expected cost, or the expected grade where labels were grades.

        With a class weight other than None a rare class may be named though another is more probable; see `train`.
        """
        chance = self.predict_proba(headlines, bodies, n_jobs=n_jobs, progress=progress)
        if self.judge.about.get("kind") == "graded":
            return np.asarray(chance[:, 1])
        costs = np.array(self.judge.class_weight or [1.0] * len(self.judge.classes))
        return np.asarray(self.classes_[learn.decide(chance, costs)])

    def score(self, headline: str, body: str) -> Result:
        """Result of one headline, as `headcheck.score` gives it, with this model's score.

        The score is the probability of the positive class: the second of two, everything above the lowest of ordered ones, or the one
        that `train` was told. `sensationalism` stays the shipped model's.

        Raises
        ------
        InputError
            Where there are three or more named classes and none was named positive.
        """
        return score(headline, body, judge=self._scorer())

    def score_many(self, headlines: Iterable[str], bodies: Iterable[str], *, n_jobs: int = 1, progress: bool = False) -> Scores:
        """Scores of many headlines, as `headcheck.score_many` gives them, with this model's score."""
        return score_many(headlines, bodies, n_jobs=n_jobs, progress=progress, judge=self._scorer())

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the model as JSON; the file appears whole or not at all."""
        self.judge.save(path)

    def _scorer(self) -> Judge:
        if self.judge.scorer is not None:
            return replace(self.judge, accuracy=self.judge.scorer, scorer=None, classes=(0, 1))
        if len(self.judge.accuracy.intercept) > 1:
            raise InputError(
                f"this model tells {len(self.judge.classes)} named classes apart, and none of them was named positive, so that there is nothing to score: "
                f"use predict_proba(headlines, bodies), or train it with positive={self.judge.classes[-1]!r} or another class"
            )
        return self.judge

    def __repr__(self) -> str:
        return f"<headcheck model of classes {list(self.judge.classes)}>"


# What is asked


@dataclass(frozen=True, eq=False)
class _Task:
    """Labels as numbers. ``y`` (n,) numbers the classes; ``grade`` (n,) holds grades between 0 and 1, where labels are graded."""

    kind: str
    classes: list[Any]
    y: Ints
    grade: Floats | None = None

    @property
    def k(self) -> int:
        return len(self.classes)


def _task(table: Table, label: str) -> _Task:
    try:
        kind = label_kind(table.label)
    except InputError as error:
        raise InputError.at(Place(table.source, column=label), str(error).removeprefix("label: ")) from None
    if kind == "graded":
        grade = np.array(table.label, dtype=np.float64)
        return _Task(kind, [0, 1], (grade >= _MIDDLE).astype(np.int64), grade)
    classes = sorted(set(table.label))
    number = {value: i for i, value in enumerate(classes)}
    if kind == "ordered":
        classes = [int(value) for value in classes]
    return _Task(kind, classes, np.array([number[value] for value in table.label], dtype=np.int64))


def _numbered(values: Sequence[Any]) -> Ints:
    number: dict[Any, int] = {}
    return np.array([number.setdefault(value, len(number)) for value in values], dtype=np.int64)


def _check(C: Any, folds: Any, cache: Any, columns: dict[str, Any]) -> None:
    if C is not None and (isinstance(C, bool) or not isinstance(C, int | float | np.number) or not 0 < C < float("inf")):
        raise InputError.argument("C", "a positive number or None", C)
    if isinstance(folds, bool) or not isinstance(folds, int | np.integer) or folds < 2:
        raise InputError.argument("folds", "an integer of at least 2", folds)
    check_memory("cache", cache)
    for role, name in columns.items():
        if not isinstance(name, str):
            raise InputError.argument(role, "the name of a column", name)


def _check_enough(table: Table, task: _Task, groups: Ints, folds: int, label: str, group: str | None) -> None:
    """Every fold must be able to train and to test."""
    place = Place(table.source, column=label)
    named = task.classes if task.kind != "graded" else [f"below {_MIDDLE}", f"{_MIDDLE} and above"]
    count = np.bincount(task.y, minlength=task.k)
    few = [f"{errors.quoted(name)} has {n}" for name, n in zip(named, count.tolist(), strict=True) if n < folds]
    if few:
        problem = f"too few rows in {'a class' if len(few) == 1 else 'some classes'} for {folds} folds: {', '.join(few)}"
        raise InputError.at(place, problem, f"Each class needs at least {folds} rows: add rows, merge classes, or lower folds (2 at least)")
    own = f"column {errors.quoted(group)}" if group else "rows with the same body are one group"
    total = len(np.unique(groups))
    if total < folds:
        problem = f"only {total} group{'s' * (total != 1)} ({own}) for {folds} folds"
        remedy = f"At least {folds} groups are needed: add articles, or lower folds (2 at least)"
        raise InputError.at(Place(table.source, column=group or table.columns["body"]), problem, remedy)
    single = [name for c, name in enumerate(named) if len(np.unique(groups[task.y == c])) < 2]
    if single:
        problem = f"all rows of {errors.listed(single)} are in one group ({own}), so that a model cannot be tested on it"
        raise InputError.at(place, problem, "Each class must be in at least 2 groups")


def _costs(task: _Task, class_weight: Any) -> Floats:
    how = None if task.kind == "graded" else class_weight
    return learn.class_weights(np.bincount(task.y, minlength=task.k).astype(np.float64), how, task.classes)


def _scored(task: _Task, positive: Any) -> Ints | None:
    """Whether each class counts as positive, shape ``(k,)``; None where there is nothing to score, or the model's own answer is the score."""
    if positive is None:
        return (np.arange(task.k) > 0).astype(np.int64) if task.kind == "ordered" else None
    number = None if task.kind == "graded" or not isinstance(positive, _LABELS) else by_label(task.classes).get(label_key(positive))
    if number is None:
        known = "grades have none" if task.kind == "graded" else f"the classes are {task.classes}"
        raise InputError(f"positive must be one of the classes, got {positive!r}; {known}")
    return np.array([i == number for i in range(task.k)], dtype=np.int64)


# Folds


@dataclass(frozen=True, eq=False)
class _Plan:
    """All that a fold needs."""

    values: Floats
    task: _Task
    groups: Ints
    C: float | None
    class_weight: Any
    scored: Ints | None
    bags: Bags


@dataclass(frozen=True, eq=False)
class _Answer:
    """One fold: log-odds (m, 1 or k) of its rows before calibration, those of the score (m,), and what each side decided."""

    held: Held
    logit: Floats
    score_logit: Floats | None
    costs: Floats
    C: float
    words: bool
    majority: Held
    rival: Held


@dataclass(frozen=True, eq=False)
class _Whole:
    """The model of all rows, and the head of its score where that is another."""

    fitted: learn.Fitted
    score_head: LinearHead | None


def _fits(plan: _Plan, splits: list[tuple[Ints, Ints]], n_jobs: int, progress: bool) -> tuple[_Whole, list[_Answer]]:
    """The model of all rows, and those of the folds beside it."""
    jobs = 1 if len(plan.values) < _FEW else n_jobs
    tasks = [delayed(_whole)(plan), *(delayed(_fold)(plan, train, test) for train, test in splits)]
    done: Iterable[Any] = Parallel(n_jobs=jobs, return_as="generator")(tasks)
    if progress:
        from headcheck.show.progress import bar

        done = bar(done, total=len(tasks), unit="fit")
    whole, *answers = done
    return whole, answers if plan.task.k > 2 else _calibrated(plan, answers)


def _calibrated(plan: _Plan, answers: list[_Answer]) -> list[_Answer]:
    """Two classes: probabilities of a fold's rows are calibrated on the other folds', as the model's own are on rows it has not seen."""
    out = []
    for i, answer in enumerate(answers):
        others = [a for j, a in enumerate(answers) if j != i]
        curve = learn.calibrate(np.concatenate([a.logit[:, 0] for a in others]), _target(plan.task)[np.concatenate([a.held.rows for a in others])])
        positive = np.interp(answer.logit[:, 0], curve[0], curve[1])
        chance = np.column_stack([1 - positive, positive])
        out.append(replace(answer, held=Held(answer.held.rows, chance, learn.decide(chance, answer.costs))))
    return out


def _target(task: _Task) -> Floats:
    return task.y.astype(np.float64) if task.grade is None else task.grade


def _whole(plan: _Plan) -> _Whole:
    rows = np.arange(len(plan.values))
    fitted = _fit(plan, rows)
    return _Whole(fitted, _fit_score(plan, rows, fitted) if plan.scored is not None and plan.task.k > 2 else None)


def _fold(plan: _Plan, train: Ints, test: Ints) -> _Answer:
    task = plan.task
    fitted = _fit(plan, train)
    values = plan.values[test]
    logit = fitted.head.logit(values, values[:, _NEW_SHARE], _told(plan, fitted.head, test))
    chance = learn.probability(fitted.head, logit)
    score_logit = None
    if plan.scored is not None and task.k > 2:
        head = _fit_score(plan, train, fitted)
        score_logit = head.logit(values, values[:, _NEW_SHARE], _told(plan, head, test))[:, 0]
    frequency = np.bincount(task.y[train], minlength=task.k) / len(train)
    common = np.tile(frequency, (len(test), 1))
    plain = rival(plan.bags, task.y, task.k, train, test, fitted.class_weight)
    return _Answer(
        Held(test, chance, learn.decide(chance, fitted.class_weight)),
        logit,
        score_logit,
        fitted.class_weight,
        fitted.C,
        fitted.head.words is not None,
        Held(test, common, np.full(len(test), int(frequency.argmax()))),
        Held(test, plain, learn.decide(plain, fitted.class_weight)),
    )


def _fit(plan: _Plan, rows: Ints) -> learn.Fitted:
    """One model, its C chosen on the same rows. A grade counts as that share of a positive row and the rest of a negative one."""
    task = plan.task
    values, y, groups, weight = plan.values[rows], task.y[rows], plan.groups[rows], None
    costs = _costs(replace(task, y=y), plan.class_weight)
    if task.grade is not None:
        grade = task.grade[rows]
        twice, y = np.tile(np.arange(len(rows)), 2), np.repeat([1, 0], len(rows))
        weight = np.concatenate([grade, 1 - grade])
        kept = weight > 0
        values, y, groups, weight, rows = values[twice[kept]], y[kept], groups[twice[kept]], weight[kept], rows[twice[kept]]
    return vocabulary.fit(values, plan.bags, rows, y, groups, task.k, C=plan.C, class_weight=costs, sample_weight=weight, cv=_INNER, seed=_SEED)


def _fit_score(plan: _Plan, rows: Ints, fitted: learn.Fitted) -> LinearHead:
    """Positive classes against the rest; words count where they do in the model of all classes."""
    assert plan.scored is not None
    y = plan.scored[plan.task.y[rows]]
    words = fitted.head.words is not None
    return vocabulary.fit(plan.values[rows], plan.bags, rows, y, plan.groups[rows], 2, C=fitted.C, class_weight=np.ones(2), words=words).head


def _told(plan: _Plan, head: LinearHead, rows: Ints) -> Floats | None:
    """Log-odds that the words of rows add, shape ``(n, k)``."""
    return None if head.words is None else head.words.of(plan.bags, rows)


# The model


def _judge(plan: _Plan, whole: _Whole, answers: list[_Answer], costs: Floats) -> Judge:
    """The model of all rows, calibrated on rows that each fold's model had not seen."""
    task = plan.task
    head, scorer = learn.rounded(whole.fitted.head), None
    order = np.concatenate([a.held.rows for a in answers])
    if task.k == 2:
        curve = learn.calibrate(np.concatenate([a.logit[:, 0] for a in answers]), _target(task)[order])
        head = replace(head, calibration=curve)
        if plan.scored is not None and plan.scored[0]:
            scorer = _turned(head)
    elif plan.scored is not None and whole.score_head is not None:
        curve = learn.calibrate(np.concatenate([a.score_logit for a in answers if a.score_logit is not None]), plan.scored[task.y[order]].astype(np.float64))
        scorer = replace(learn.rounded(whole.score_head), calibration=curve)
    shipped = default_judge()
    about = {
        "made_by": "headcheck.train",
        **_versions(),
        "kind": task.kind,
        "C": whole.fitted.C,
    }
    weight = np.round(costs, 6)
    first = _threshold(plan, weight) if plan.scored is not None or task.k == 2 else _MIDDLE
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


def _threshold(plan: _Plan, weight: Floats) -> float:
    """The score from which a positive class costs less to name than the others, the mean over their rows: for two classes where `predict` changes its mind."""
    task = plan.task
    positive = np.array([0, 1]) if plan.scored is None else plan.scored
    count = np.bincount(task.y, minlength=task.k)
    yes, no = (float(np.average(weight[positive == side], weights=np.maximum(count[positive == side], 1))) for side in (1, 0))
    return no / (yes + no)


def _turned(head: LinearHead) -> LinearHead:
    """The same answers, for the other of two classes."""
    assert head.calibration is not None
    at, chance = head.calibration
    turned = np.round(np.vstack([-at[::-1], 1 - chance[::-1]]), 6)
    return LinearHead(head.mean, head.scale, -head.weights, -head.intercept, turned, head.words and head.words.turned())


def _versions() -> dict[str, str]:
    import sklearn

    from headcheck import __version__

    return {"headcheck": __version__, "scikit_learn": sklearn.__version__, "numpy": np.__version__, "python": platform.python_version()}


def _fingerprint(table: Table) -> dict[str, Any]:
    digest = hashlib.sha256()
    for i in range(len(table)):
        digest.update(repr((table.headline[i], table.body[i], table.label[i])).encode("utf-8", "surrogatepass"))
    return {"source": Path(table.source).name, "rows": len(table), "fingerprint": digest.hexdigest()[:16]}


def _baselines(task: _Task, answers: list[_Answer]) -> dict[str, list[Held]]:
    return {"majority class": [a.majority for a in answers], "TF-IDF cosine, unseen words": [a.rival for a in answers]}


def _notes(task: _Task, bodies: Ints, group: str | None, plan: _Plan, answers: list[_Answer], costs: Floats) -> list[str]:
    own = "Rows with the same body are one group" if group is None else f"Groups are those of column {errors.quoted(group)}"
    out = [f"{own}; no group is both trained and tested on. Figures are means ± standard deviations over folds."]
    different = len(np.unique(bodies))
    out.append(f"{different} different bodies.")
    if len(set(zip(bodies.tolist(), plan.groups.tolist(), strict=True))) > different:
        out.append("Some bodies are in more than one group, so that folds are not quite apart.")
    if task.grade is not None:
        out.append(f"A grade counts as that share of a positive row; classes are told apart at {_MIDDLE}. `predict` gives the expected grade.")
    elif not np.allclose(costs, costs[0]):
        said = ", ".join(f"{name} {cost:.2f}" for name, cost in zip(task.classes, costs.tolist(), strict=True))
        out.append(f"`predict` weighs probabilities by what a mistake costs (class_weight): {said}.")
    out += _score_notes(task, plan, answers)
    chosen = sorted({a.C for a in answers})
    out.append(f"C {'given' if plan.C is not None else 'chosen inside each fold, by groups'}: {', '.join(f'{c:g}' for c in chosen)}.")
    return out


def _score_notes(task: _Task, plan: _Plan, answers: list[_Answer]) -> list[str]:
    """How well the score of a positive class among several ranks its rows above the others'."""
    if plan.scored is None or task.k == 2:
        return []
    from sklearn.metrics import roc_auc_score

    named = ", ".join(str(name) for name, yes in zip(task.classes, plan.scored.tolist(), strict=True) if yes)
    pairs = [(plan.scored[task.y[a.held.rows]], a.score_logit) for a in answers if a.score_logit is not None]
    found = [float(roc_auc_score(y, logit)) for y, logit in pairs if 0 < y.sum() < len(y)]
    if not found:
        return []
    out = [f"The score is the probability of {named}; AUC against the rest {np.mean(found):.3f} ± {np.std(found):.3f}."]
    if np.mean(found) <= _MIDDLE:
        out.append("Warning: the score has learnt nothing that tells these rows from the rest.")
    return out


def _words(task: _Task, head: LinearHead, answers: list[_Answer]) -> list[str]:
    """Whether single words of the texts are weighed, and which speak most for each class."""
    if head.words is None:
        return []
    said = sum(a.words for a in answers)
    strongest = head.words.strongest(_TOLD)
    named = task.classes if len(strongest) > 1 else [task.classes[-1]]
    told = "; ".join(f"{name}: {', '.join(words)}" for name, words in zip(named, strongest, strict=True))
    return [f"Single words of headline and lead are weighed beside the features; {said} of {len(answers)} folds chose so too. Strongest for {told}."]

"""The model of all rows and, beside it, one for each fold, which has not seen the rows that it is measured on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from joblib import Parallel, delayed

from headcheck.bags import Bags
from headcheck.model import LinearHead
from headcheck.retraining import learn, vocabulary
from headcheck.retraining.baseline import constant, rival
from headcheck.retraining.learn import Floats, Ints
from headcheck.retraining.report import Held
from headcheck.retraining.task import Task, costs_of, counted, frequency, target
from headcheck.scoring import processes

SEED = 0
_INNER = 3  # folds that choose C inside a fold
_FEW = 1000  # rows below which other processes cost more time than they save


@dataclass(frozen=True, eq=False)
class Plan:
    """All that a fold needs."""

    values: Floats
    task: Task
    groups: Ints
    C: float | None
    class_weight: Any
    scored: Ints | None
    bags: Bags


@dataclass(frozen=True, eq=False)
class Answer:
    """One fold: log-odds (m, 1 or k) of its rows before calibration, those of the score (m,), what each side decided, and whose single words count;
    the score of each row (m,) where it is a question of its own, and whether the curve that calibrated the fold was flat."""

    held: Held
    logit: Floats
    score_logit: Floats | None
    costs: Floats
    C: float
    words: tuple[str, ...]
    majority: Held
    rival: Held
    score: Floats | None = None
    flat: bool = False


@dataclass(frozen=True, eq=False)
class Whole:
    """The model of all rows, and the head of its score where that is another."""

    fitted: learn.Fitted
    score_head: LinearHead | None


def fit_folds(plan: Plan, splits: list[tuple[Ints, Ints]], n_jobs: int | None, progress: bool) -> tuple[Whole, list[Answer]]:
    """The model of all rows, and those of the folds beside it."""
    jobs = 1 if len(plan.values) < _FEW else processes(n_jobs)
    tasks = [delayed(_whole)(plan), *(delayed(_fold)(plan, train, test) for train, test in splits)]
    done: Iterable[Any] = Parallel(n_jobs=jobs, return_as="generator")(tasks)
    if progress:
        from headcheck.show.progress import bar

        done = bar(done, total=len(tasks), unit="fit")
    whole, *answers = done
    return whole, _calibrated(plan, answers)


def _calibrated(plan: Plan, answers: list[Answer]) -> list[Answer]:
    """Probabilities of two classes, and scores, of a fold's rows are calibrated on the other folds', as the model's own are on rows it has not seen."""
    truth, logits = scoring(plan, answers)
    if not logits:
        return answers
    out = []
    for i, (answer, logit) in enumerate(zip(answers, logits, strict=True)):
        others = [j for j in range(len(answers)) if j != i]
        curve = learn.calibrate(np.concatenate([logits[j] for j in others]), np.concatenate([truth[j] for j in others]))
        positive = np.interp(logit, curve[0], curve[1])
        if plan.task.k == 2:
            chance = np.column_stack([1 - positive, positive])
            answer = replace(answer, held=Held(answer.held.rows, chance, learn.decide(chance, answer.costs), logit))
        out.append(replace(answer, score=positive, flat=not np.ptp(curve[1])))
    return out


def scoring(plan: Plan, answers: list[Answer]) -> tuple[list[Floats], list[Floats]]:
    """What is to be foretold of the rows of each fold, and log-odds of it: of two classes the second, of more those that are scored, else nothing."""
    if plan.task.k == 2:
        truth = target(plan.task)
        return [truth[a.held.rows] for a in answers], [a.logit[:, 0] for a in answers]
    if plan.scored is None:
        return [], []
    truth = plan.scored[plan.task.y].astype(np.float64)
    return [truth[a.held.rows] for a in answers], [a.score_logit for a in answers if a.score_logit is not None]


def _whole(plan: Plan) -> Whole:
    rows = np.arange(len(plan.values))
    fitted = _fit(plan, rows)
    return Whole(fitted, _fit_score(plan, rows, fitted) if plan.scored is not None and plan.task.k > 2 else None)


def _fold(plan: Plan, train: Ints, test: Ints) -> Answer:
    task = plan.task
    fitted = _fit(plan, train)
    values = plan.values[test]
    logit = fitted.head.logit(values, _told(plan, fitted.head, test))
    chance = learn.probability(fitted.head, logit)
    score_logit = None
    if plan.scored is not None and task.k > 2:
        head = _fit_score(plan, train, fitted)
        score_logit = head.logit(values, _told(plan, head, test))[:, 0]
    plain = rival(plan.bags, task, train, test, fitted.class_weight)
    return Answer(
        Held(test, chance, learn.decide(chance, fitted.class_weight)),
        logit,
        score_logit,
        fitted.class_weight,
        fitted.C,
        () if fitted.head.words is None else tuple(fitted.head.words.sides),
        constant(test, frequency(task, train)),
        Held(test, plain, learn.decide(plain, fitted.class_weight)),
    )


def _fit(plan: Plan, rows: Ints) -> learn.Fitted:
    """One model, its C chosen on the same rows."""
    task = plan.task
    costs = costs_of(replace(task, y=task.y[rows]), plan.class_weight)
    rows, y, weight = counted(task, rows)
    values, groups = plan.values[rows], plan.groups[rows]
    return vocabulary.fit(values, plan.bags, rows, y, groups, task.k, C=plan.C, class_weight=costs, sample_weight=weight, cv=_INNER, seed=SEED)


def _fit_score(plan: Plan, rows: Ints, fitted: learn.Fitted) -> LinearHead:
    """Positive classes against the rest; words count where they do in the model of all classes."""
    assert plan.scored is not None
    y = plan.scored[plan.task.y[rows]]
    sides = () if fitted.head.words is None else tuple(fitted.head.words.sides)
    return vocabulary.fit(plan.values[rows], plan.bags, rows, y, plan.groups[rows], 2, C=fitted.C, class_weight=np.ones(2), sides=sides).head


def _told(plan: Plan, head: LinearHead, rows: Ints) -> Floats | None:
    """Log-odds that the words of rows add, shape ``(n, k)``."""
    return None if head.words is None else head.words.of(plan.bags, rows)

"""What a report says in words: how it was measured, what was chosen, which words speak for which class."""

from __future__ import annotations

import numpy as np

from headcheck import errors
from headcheck.model import Judge, LinearHead
from headcheck.retraining.baseline import constant_name
from headcheck.retraining.folds import Answer, Plan, scoring
from headcheck.retraining.learn import Ints
from headcheck.retraining.report import Held, auc, calibration_error, figure, said
from headcheck.retraining.task import MIDDLE, Task

_CHANCE = 0.5  # AUC of a score that tells nothing apart
_TOLD = 6  # words told of each class
_NOTHING = "Warning: the score has learnt nothing that tells these rows from the rest."


def baselines(task: Task, answers: list[Answer]) -> dict[str, list[Held]]:
    return {constant_name(task): [a.majority for a in answers], "TF-IDF cosine, unseen words": [a.rival for a in answers]}


def notes(task: Task, bodies: Ints, group: str | None, plan: Plan, answers: list[Answer], judge: Judge) -> list[str]:
    own = "Rows with the same body are one group" if group is None else f"Groups are those of column {errors.quoted(group)}"
    out = [f"{own}; no group is both trained and tested on. Figures are means ± standard deviations over folds."]
    if task.k > 2:
        out.append("AUC and calibration error are means over classes, each against the rest.")
    different = len(np.unique(bodies))
    out.append(f"{different} different bodies.")
    if n := _contradicting(task, plan):
        out.append(f"Warning: {n} rows have a headline and body that other rows have with another label.")
    if len(set(zip(bodies.tolist(), plan.groups.tolist(), strict=True))) > different:
        out.append("Some bodies are in more than one group, so that folds are not quite apart.")
    if task.grade is not None:
        out.append(f"A grade counts as that share of a positive row; classes are told apart at {MIDDLE}. `predict` gives the expected grade.")
    elif not np.allclose(judge.costs, judge.costs[0]):
        each = ", ".join(f"{name} {cost:.2f}" for name, cost in zip(task.classes, judge.costs.tolist(), strict=True))
        out.append(f"`predict` weighs probabilities by what a mistake costs (class_weight): {each}.")
    out += _lacking(task, answers)
    out += _score_notes(task, plan, answers) + _curve_notes(judge, answers)
    chosen = sorted({a.C for a in answers})
    out.append(f"C {'given' if plan.C is not None else 'chosen inside each fold, by groups'}: {', '.join(f'{c:g}' for c in chosen)}.")
    return out


def _contradicting(task: Task, plan: Plan) -> int:
    """Rows whose headline and body stand in other rows with another label."""
    pair = plan.bags.headline_of * (1 + int(plan.bags.body_of.max(initial=0))) + plan.bags.body_of
    _, of = np.unique(pair, return_inverse=True)
    label = task.y if task.grade is None else task.grade
    low, high = np.full(of.max() + 1, np.inf), np.full(of.max() + 1, -np.inf)
    np.minimum.at(low, of, label)
    np.maximum.at(high, of, label)
    return int((low < high)[of].sum())


def _lacking(task: Task, answers: list[Answer]) -> list[str]:
    """Which classes some folds have no rows of."""
    if task.grade is not None:
        return []
    n = [sum(bool((task.y[a.held.rows] == c).any()) for a in answers) for c in range(task.k)]
    few = [f"{name} in {found} of {len(answers)}" for name, found in zip(task.classes, n, strict=True) if found < len(answers)]
    if not few:
        return []
    told = "A fold's figures, calibration error aside, leave out a class that it lacks; a fold of one class has no balanced accuracy, macro-F1 or AUC"
    return [f"Not every fold has rows of every class: {', '.join(few)}. {told}."]


def _score_notes(task: Task, plan: Plan, answers: list[Answer]) -> list[str]:
    """Which class the score is the probability of, and of one among several, how well it ranks its rows above the others', and how far it is off."""
    truth, logits = scoring(plan, answers)
    if task.grade is not None or not logits:
        return []
    ranked = figure([auc(y, logit) for y, logit in zip(truth, logits, strict=True)])
    useless = [_NOTHING] if ranked["mean"] is not None and ranked["mean"] <= _CHANCE else []
    if task.k == 2:
        named = task.classes[0 if plan.scored is not None and plan.scored[0] else 1]
        return [f"The score is the probability of {named}; `positive` names the class that goes too far.", *useless]
    assert plan.scored is not None
    named = ", ".join(str(name) for name, yes in zip(task.classes, plan.scored.tolist(), strict=True) if yes)
    off = figure([calibration_error(y, a.score) for y, a in zip(truth, answers, strict=True) if a.score is not None])
    return [f"The score is the probability of {named}; AUC against the rest {said(ranked)}, calibration error {said(off)}.", *useless]


def _curve_notes(judge: Judge, answers: list[Answer]) -> list[str]:
    """The limits of the verdict, and where scores do not reach them, or are all alike."""
    curve = (judge.scorer or judge.accuracy).calibration
    if curve is None:  # several classes, of which none is scored
        return []
    first, second = judge.thresholds
    out = [f"Verdicts: stretched from a score of {first:.2f}, overreaching from {second:.2f}; scores go from {curve[1, 0]:.2f} to {curve[1, -1]:.2f}."]
    if n := sum(a.flat for a in answers):
        out.append(
            f"The scores of {n} of {len(answers)} folds are all alike: on the other folds, higher log-odds did not mean likelier, and the curve "
            "that calibrates them is flat. AUC goes by the log-odds."
        )
    if not np.ptp(curve[1]):
        out.append("Warning: the model's own curve is flat too: every headline has the same score.")
    return out


def words_notes(task: Task, head: LinearHead, answers: list[Answer]) -> list[str]:
    """Whether single words of the texts are weighed, and which speak most for each class."""
    if head.words is None:
        return []
    sides = " and ".join(f"of the {side} ({sum(side in a.words for a in answers)} of {len(answers)} folds chose so too)" for side in head.words.sides)
    strongest = head.words.strongest(_TOLD)
    named = task.classes if len(strongest) > 1 else [task.classes[-1]]
    told = "; ".join(f"{name}: {', '.join(words)}" for name, words in zip(named, strongest, strict=True))
    return [f"Single words {sides} are weighed beside the features. Strongest for {told}."]

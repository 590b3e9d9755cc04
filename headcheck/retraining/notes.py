"""What a report says in words: how it was measured, what was chosen, which words speak for which class."""

from __future__ import annotations

import numpy as np

from headcheck import errors
from headcheck.model import LinearHead
from headcheck.retraining.baseline import constant_name
from headcheck.retraining.folds import Answer, Plan
from headcheck.retraining.learn import Floats, Ints
from headcheck.retraining.report import Held
from headcheck.retraining.task import MIDDLE, Task

_CHANCE = 0.5  # AUC of a score that tells nothing apart
_TOLD = 6  # words told of each class
_NOTHING = "Warning: the score has learnt nothing that tells these rows from the rest."


def baselines(task: Task, answers: list[Answer]) -> dict[str, list[Held]]:
    return {constant_name(task): [a.majority for a in answers], "TF-IDF cosine, unseen words": [a.rival for a in answers]}


def notes(task: Task, bodies: Ints, group: str | None, plan: Plan, answers: list[Answer], costs: Floats) -> list[str]:
    own = "Rows with the same body are one group" if group is None else f"Groups are those of column {errors.quoted(group)}"
    out = [f"{own}; no group is both trained and tested on. Figures are means ± standard deviations over folds."]
    different = len(np.unique(bodies))
    out.append(f"{different} different bodies.")
    if n := _contradicting(task, plan):
        out.append(f"Warning: {n} rows have a headline and body that other rows have with another label.")
    if len(set(zip(bodies.tolist(), plan.groups.tolist(), strict=True))) > different:
        out.append("Some bodies are in more than one group, so that folds are not quite apart.")
    if task.grade is not None:
        out.append(f"A grade counts as that share of a positive row; classes are told apart at {MIDDLE}. `predict` gives the expected grade.")
    elif not np.allclose(costs, costs[0]):
        said = ", ".join(f"{name} {cost:.2f}" for name, cost in zip(task.classes, costs.tolist(), strict=True))
        out.append(f"`predict` weighs probabilities by what a mistake costs (class_weight): {said}.")
    out += _score_notes(task, plan, answers)
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


def _aucs(folds: list[tuple[Ints, Floats]]) -> list[float]:
    """AUC of (truth, score) of each fold that has both classes."""
    from sklearn.metrics import roc_auc_score

    return [float(roc_auc_score(y, said)) for y, said in folds if 0 < y.sum() < len(y)]


def _score_notes(task: Task, plan: Plan, answers: list[Answer]) -> list[str]:
    """Which class the score is the probability of, and of one among several, how well it ranks its rows above the others'."""
    if task.k == 2:
        if task.grade is not None:
            return []
        found = _aucs([(task.y[a.held.rows], a.held.chance[:, 1]) for a in answers])
        useless = [_NOTHING] if found and np.mean(found) <= _CHANCE else []
        named = task.classes[0 if plan.scored is not None and plan.scored[0] else 1]
        return [f"The score is the probability of {named}; `positive` names the class that goes too far.", *useless]
    if plan.scored is None:
        return []
    named = ", ".join(str(name) for name, yes in zip(task.classes, plan.scored.tolist(), strict=True) if yes)
    found = _aucs([(plan.scored[task.y[a.held.rows]], a.score_logit) for a in answers if a.score_logit is not None])
    if not found:
        return []
    out = [f"The score is the probability of {named}; AUC against the rest {np.mean(found):.3f} ± {np.std(found):.3f}."]
    if np.mean(found) <= _CHANCE:
        out.append(_NOTHING)
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

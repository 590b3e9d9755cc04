"""Learn the linear model from labels: class weights, folds by group, strength of the penalty, and one logistic fit."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headcheck.bags import parts
from headcheck.errors import InputError
from headcheck.features import FEATURES, STANCE, WORDING
from headcheck.gates import FAMILIARITY, gates
from headcheck.model import CLIP, LinearHead
from headcheck.odds import sigmoid, softmax

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Topics = Callable[[Ints], NDArray[np.float32]]  # of rows, shape (n_rows, n_topics)

STRENGTHS = (0.0005, 0.0015, 0.004, 0.03)  # values of C to choose from; further ones cost time and won nothing on any set tried
FALLBACK = 0.004  # where there are too few rows to choose
FEW = 300  # rows; of 200 of the Fake News Challenge "balanced" did as well or better, of 500 "sqrt" had the better official score
_LEAST_C = 1e-9  # below which single precision overflows
_MOST = 6000  # rows that choose the penalty
TOLERANCE, ROUGH = 3e-4, 3e-3  # of the fit (at 1e-3 a row of weight 2 and that row given twice differ by 0.001), and of those that only choose
_GAIN = 0.002  # of the loss without topics, by which further ones must lower it; less is chance
_NEVER = -20.0  # log-odds of a class that a fold does not have
_PRIOR = np.array([f.prior for f in (*FEATURES, *WORDING, *STANCE)])
_POINTS = 41  # at which a calibration curve is kept


@dataclass(frozen=True, eq=False)
class Fitted:
    """A linear head whose probabilities are those of the data's own frequencies, and the class weights it decides with."""

    head: LinearHead
    class_weight: Floats  # (k,) for the k classes
    C: float
    topics: Floats  # (k, n_topics) weights of topics of the texts' words, where such were given


def one_core() -> AbstractContextManager[Any]:
    """Sums on one core, in one order: then what is learnt hangs on no number of cores or processes, and on matrices this small more cores are slower."""
    import sklearn.decomposition
    import sklearn.linear_model  # noqa: F401  only libraries that are loaded can be held to it
    from threadpoolctl import threadpool_limits

    return threadpool_limits(1, user_api="blas")  # type: ignore[no-any-return]


def check_strength(C: Any) -> None:
    if C is not None and (isinstance(C, bool) or not isinstance(C, int | float | np.number) or not _LEAST_C <= C < np.inf):
        raise InputError.argument("C", f"a positive number, {_LEAST_C:g} or more, or None", C)


def class_weights(count: Floats, how: str | Mapping[Any, float] | None, classes: Sequence[Any]) -> Floats:
    """Weight of each class, shape ``(k,)``; the mean over rows is 1.

    ``None`` weighs every row alike, "balanced" every class alike, and "sqrt" half way between (the root of the balanced weight): it
    finds rare classes without calling common ones rare. "auto" is what `settled` makes of it. A mapping gives weights by class.
    """
    if not (how is None or isinstance(how, str | Mapping)):
        raise InputError.argument("class_weight", '"auto", "sqrt", "balanced", None or a mapping of class to weight', how)
    how = settled(how, count.sum())
    if how is None:
        weight = np.ones(len(count))
    elif isinstance(how, Mapping):
        unknown = [key for key in how if key not in list(classes)]
        if unknown:
            raise InputError(f"class_weight has {unknown[0]!r}, which is no class; the classes are {list(classes)}")
        try:
            weight = np.array([float(how.get(label, 1.0)) for label in classes])
        except (TypeError, ValueError):
            raise InputError("class_weight must hold positive numbers") from None
        if not (np.isfinite(weight).all() and (weight > 0).all()):
            raise InputError("class_weight must hold positive numbers")
    elif how in ("balanced", "sqrt"):
        weight = (count.sum() / (len(count) * np.where(count > 0, count, 1.0))) ** (1.0 if how == "balanced" else 0.5)
    else:
        raise InputError.argument("class_weight", '"auto", "sqrt", "balanced", None or a mapping of class to weight', how)
    return np.asarray(weight * count.sum() / (weight @ count))


def settled(how: Any, n: float) -> Any:
    """How classes are weighed, "auto" being settled by the number of rows: "balanced" below `FEW`, where a penalised model seldom dares name a rare
    class, else "sqrt". It is settled once, of the whole table: folds have fewer rows, and would report on another rule than the model's."""
    return ("balanced" if n < FEW else "sqrt") if isinstance(how, str) and how == "auto" else how


def split(y: Ints, groups: Ints, n_splits: int, seed: int | None) -> list[tuple[Ints, Ints]]:
    """Rows to train on and to test on, fold by fold: no group in both, classes spread evenly where possible."""
    from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

    alone = len(np.unique(groups)) == len(groups)  # the plain way is much faster where it does the same
    folds = (StratifiedKFold if alone else StratifiedGroupKFold)(n_splits, shuffle=True, random_state=seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a class with fewer rows than folds
        found = list(folds.split(np.zeros((len(y), 1)), y, groups))
    return [(train, test) for train, test in found if len(train) and len(test)]  # few groups of uneven size may leave a fold empty


def fit(values: Floats, y: Ints, k: int, *, C: float, class_weight: Floats, sample_weight: Floats | None = None, topics: Topics | None = None) -> Fitted:
    """One fit.

    Parameters
    ----------
    values : array of shape (n, n_features)
        Features as `ALL_NAMES` has them.
    y : array of shape (n,)
        Number of each row's class, below `k`.
    C : float
        Inverse strength of the penalty, as in scikit-learn.
    class_weight : array of shape (k,)
    sample_weight : array of shape (n,), optional
    topics : callable, optional
        Gives, for rows, the topics of their texts' words, which no gate opens, shape ``(n_rows, n_topics)``.
    """
    mean, scale = _standard(values, sample_weight)
    weight = class_weight[y] * (1.0 if sample_weight is None else sample_weight)
    coef, intercept = _logistic(_design(mean, scale, values, topics), y, k, weight, [C])[0]
    own = len(FAMILIARITY) * values.shape[1]
    return Fitted(_head(mean, scale, coef[:, :own], intercept, class_weight), class_weight, C, coef[:, own:])


def choose(
    values: Floats,
    y: Ints,
    groups: Ints,
    k: int,
    *,
    class_weight: Floats,
    sample_weight: Floats | None = None,
    topics: Sequence[Topics | None] = (None,),
    cv: Any = 3,
    seed: int | None = 0,
    strengths: Sequence[float] = STRENGTHS,
) -> tuple[float, int]:
    """The value of C, and the number of the topics that help (the first are none), by weighted log loss over folds by group; of many rows a sample chooses."""
    trial = _Trial.of(y, groups, k, class_weight, sample_weight, cv, seed)
    if trial is None:
        return (FALLBACK if len(strengths) > 1 else strengths[0]), 0
    rising = sorted(strengths)
    loss = [trial.loss(values, some, rising) for some in topics]
    best = 0
    for i in range(1, len(loss)):
        if loss[i].min() < loss[best].min() - _GAIN * loss[0].min():
            best = i
    return float(rising[int(np.argmin(loss[best]))]), best


@dataclass(frozen=True, eq=False)
class _Trial:
    """Rows and folds by group that choose how to fit."""

    rows: Ints
    y: Ints
    k: int
    weight: Floats
    sample_weight: Floats | None
    folds: list[tuple[Ints, Ints]]

    @classmethod
    def of(cls, y: Ints, groups: Ints, k: int, class_weight: Floats, sample_weight: Floats | None, cv: Any, seed: int | None) -> _Trial | None:
        """None where there are too few rows or groups."""
        rows = _sample(len(groups), seed)
        folds = [] if isinstance(cv, int) else given_folds(cv, rows, y, groups)
        y, groups = y[rows], groups[rows]
        own = None if sample_weight is None else sample_weight[rows]
        weight = class_weight[y] * (1.0 if own is None else own)
        if isinstance(cv, int):
            most = min(cv, len(np.unique(groups)), int(np.bincount(y)[np.unique(y)].min()))
            folds = split(y, groups, most, seed) if most >= 2 else []
        return cls(rows, y, k, weight, own, folds) if folds else None

    def loss(self, values: Floats, topics: Topics | None, strengths: Sequence[float]) -> Floats:
        """Weighted log loss summed over folds, for each rising value of C."""
        mean, scale = _standard(values[self.rows], self.sample_weight)
        x = _design(mean, scale, values[self.rows], None if topics is None else (lambda at: topics(self.rows[at])))
        loss = np.zeros(len(strengths))
        for train, test in self.folds:
            for i, (coef, intercept) in enumerate(_logistic(x[train], self.y[train], self.k, self.weight[train], strengths, ROUGH)):
                logit = x[test] @ coef.T + intercept
                chance = softmax(logit) if self.k > 2 else _two(sigmoid(logit[:, 0]))
                loss[i] -= self.weight[test] @ np.log(np.maximum(chance[np.arange(len(test)), self.y[test]], 1e-9))
        return loss


def given_folds(cv: Any, rows: Ints, y: Ints, groups: Ints) -> list[tuple[Ints, Ints]]:
    """Folds of a splitter, which numbers all rows, as places among some of them."""
    place = np.full(len(y), -1)
    place[rows] = np.arange(len(rows))
    both = ((place[train], place[test]) for train, test in cv.split(np.zeros((len(y), 1)), y, groups))
    found = [(train[train >= 0], test[test >= 0]) for train, test in both]
    found = [(train, test) for train, test in found if len(train) and len(test)]
    if not found:
        raise InputError("cv gives no folds with rows to train on and rows to test on")
    return found


def probability(head: LinearHead, logit: Floats) -> Floats:
    """Probabilities of the classes from log-odds of shape ``(n, 1)`` (two classes) or ``(n, k)``."""
    return _two(head.probability(logit[:, 0])) if logit.shape[1] == 1 else softmax(logit)


def decide(chance: Floats, class_weight: Floats) -> Ints:
    """The class of least expected cost where a mistake on a class costs its weight (Elkan 2001), shape ``(n,)``."""
    return np.asarray(np.argmax(chance * class_weight, axis=1))


def calibrate(logit: Floats, target: Floats) -> Floats:
    """A monotone curve from log-odds to probability, two rows: logistic with two parameters (Platt 1999).

    ``target`` holds 0 and 1, or grades between.
    """
    from sklearn.linear_model import LogisticRegression

    n = len(logit)
    x = np.concatenate([logit, logit])[:, None]
    y = np.repeat([1, 0], n)
    with one_core():
        fitted = LogisticRegression(C=1e3).fit(x, y, sample_weight=np.concatenate([target, 1 - target]))
    at = np.linspace(logit.min() - 2, logit.max() + 2, _POINTS)
    slope = max(float(fitted.coef_[0, 0]), 0.0)  # a model worse than chance must not be turned round
    start = float(fitted.intercept_[0]) if slope else float(np.log((target.mean() + 1e-9) / (1 - target.mean() + 1e-9)))
    return np.round(np.vstack([at, sigmoid(slope * at + start)]), 6)


def rounded(head: LinearHead) -> LinearHead:
    """The head as a file keeps it, so that a saved model answers as before."""
    mean, scale, weights, intercept = (np.round(part, 6) for part in (head.mean, head.scale, head.weights, head.intercept))
    return replace(head, mean=mean, scale=scale, weights=weights, intercept=intercept, words=head.words and head.words.rounded())


def _standard(values: Floats, weight: Floats | None) -> tuple[Floats, Floats]:
    mean = np.average(values, axis=0, weights=weight)
    scale = np.sqrt(np.average((values - mean) ** 2, axis=0, weights=weight))
    return mean, np.where(scale > 1e-4, scale, 1.0) / _PRIOR[: len(scale)]


def _design(mean: Floats, scale: Floats, values: Floats, topics: Topics | None = None) -> NDArray[np.float32]:
    """Standardised values under each gate, then topics as they are, shape ``(n, n_gates * n_features + n_topics)``."""
    n, width = values.shape
    own = len(FAMILIARITY) * width
    every = np.arange(n)
    out = np.empty((n, own + (0 if topics is None else topics(every[:0]).shape[1])), dtype=np.float32)
    for part in parts(n):
        z = np.clip((values[part] - mean) / scale, -CLIP, CLIP)
        gate = gates(values[part])
        for g in range(len(FAMILIARITY)):
            out[part, g * width : (g + 1) * width] = z * gate[:, g : g + 1]
        if topics is not None:
            out[part, own:] = topics(every[part])
    return out


def _logistic(x: NDArray[np.float32], y: Ints, k: int, weight: Floats, strengths: Sequence[float], tolerance: float = TOLERANCE) -> list[tuple[Floats, Floats]]:
    """Coefficients and intercepts for rising values of C, each fit started from the one before; one output for two classes, else k."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    present = np.unique(y)
    if len(present) == 1:
        return [_only(int(present[0]), k, x.shape[1])] * len(strengths)
    model = LogisticRegression(tol=tolerance, max_iter=300, warm_start=True)
    out = []
    for strength in strengths:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.set_params(C=strength).fit(x, y, sample_weight=weight.astype(np.float32))
        coef, intercept = model.coef_.astype(np.float64), model.intercept_.astype(np.float64)
        if k > 2 and len(present) < k:
            if len(present) == 2:
                coef, intercept = np.vstack([-coef / 2, coef / 2]), np.concatenate([-intercept / 2, intercept / 2])
            whole, start = np.zeros((k, x.shape[1])), np.full(k, _NEVER)
            whole[present], start[present] = coef, intercept
            coef, intercept = whole, start
        out.append((coef.copy(), intercept.copy()))
    return out


def _only(label: int, k: int, width: int) -> tuple[Floats, Floats]:
    if k == 2:
        return np.zeros((1, width)), np.array([_NEVER if label == 0 else -_NEVER])
    start = np.full(k, _NEVER)
    start[label] = 0.0
    return np.zeros((k, width)), start


def _head(mean: Floats, scale: Floats, coef: Floats, intercept: Floats, class_weight: Floats) -> LinearHead:
    """A head whose intercept is that of the unweighted classes (Saerens et al. 2002)."""
    prior = np.log(class_weight)
    shift = prior[1:] - prior[:1] if len(intercept) == 1 else prior
    weights = coef.reshape(len(coef), len(FAMILIARITY), -1).transpose(0, 2, 1)
    return LinearHead(mean, scale, weights, intercept - shift)


def _sample(n: int, seed: int | None) -> Ints:
    """Some thousands of rows at most, drawn from all groups: a few whole groups would tell less of how a choice carries over to new ones."""
    return np.arange(n) if n <= _MOST else np.sort(np.random.default_rng(seed).permutation(n)[:_MOST])


def _two(positive: Floats) -> Floats:
    return np.column_stack([1 - positive, positive])

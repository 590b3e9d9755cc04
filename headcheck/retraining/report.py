"""The measured report of a trained model: figures of rows that the model had not seen, as numbers, plain text and Markdown."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headcheck.features import FEATURES, STANCE, WORDING
from headcheck.gates import gates
from headcheck.model import LinearHead
from headcheck.reading import ALL_NAMES
from headcheck.retraining.learn import Floats, Ints

_BINS = 10
_TOP = 12  # features shown
_ROWS = 5000  # rows that weigh features
MEANING: dict[str, str] = {
    **{f.name: f.meaning for f in FEATURES},
    **{f"wording_{f.name}": f"{f.meaning} (wording)" for f in WORDING},
    **{f"stance_{f.name}": f.meaning for f in STANCE},
}
Figure = dict[str, float | None]  # {"mean": ..., "sd": ...}


@dataclass(frozen=True, eq=False)
class Report:
    """Figures of a trained model; `print` shows them, a notebook shows a table.

    AUC of several classes is the mean of each against the rest, and so is the calibration error: the distance between what was said and what was so,
    over ten bins of as many rows each. ± is the standard deviation over folds (or samples), dividing by their number; it is no standard error.

    Attributes
    ----------
    figures : dict
        All numbers as JSON knows them. "overall", "classes" and "baselines" hold means and standard deviations over folds, "confusion"
        counts rows (true class) by columns (predicted class), "features" says what mattered most, "frequency" has the share of each class among all
        rows (of grades what is left of 1, and their mean).
    """

    figures: dict[str, Any] = field(repr=False)

    def to_dict(self) -> dict[str, Any]:
        """All numbers."""
        return copy.deepcopy(self.figures)

    def __str__(self) -> str:
        return "\n".join(_plain(part) for part in _parts(self.figures)).rstrip()

    def to_markdown(self) -> str:
        """The same as Markdown."""
        return "\n".join(_markdown(part) for part in _parts(self.figures)).rstrip() + "\n"

    def _repr_markdown_(self) -> str:
        return self.to_markdown()


@dataclass(frozen=True, eq=False)
class Held:
    """What one fold's model said of the rows it had not seen.

    ``rows`` and ``decided`` have shape ``(m,)``, ``chance`` ``(m, k)``. ``logit`` (m,) are log-odds of two classes before calibration: they rank rows
    where a flat curve makes all of them alike.
    """

    rows: Ints
    chance: Floats
    decided: Ints
    logit: Floats | None = None

    @property
    def ranks(self) -> Floats:
        """What ranks rows for each class, shape ``(m, k)``."""
        return self.chance if self.logit is None else np.column_stack([-self.logit, self.logit])


def measured(
    kind: str, classes: Sequence[Any], y: Ints, grade: Floats | None, folds: Sequence[Held], baselines: Mapping[str, Sequence[Held]]
) -> dict[str, Any]:
    """Figures with mean and standard deviation over folds.

    Parameters
    ----------
    kind : {"binary", "graded", "ordered", "classes"}
    classes : sequence, length k
    y : array of shape (n,)
        Class numbers.
    grade : array of shape (n,) or None
        Grades between 0 and 1, where labels are graded.
    folds : sequence of Held
    baselines : mapping of name to sequence of Held
        Rivals, over the same folds.
    """
    k = len(classes)
    confusion = [_confusion(y[f.rows], f.decided, k) for f in folds]
    with np.errstate(invalid="ignore"):
        shares = [c / c.sum(axis=1, keepdims=True) for c in confusion]
    by_class = [_by_class(y, grade, f) for f in folds]
    return {
        "overall": _spread([_overall(kind, y, grade, f) for f in folds]),
        "classes": [
            {"class": classes[c], "rows": int((y == c).sum()), **_spread([{name: values[c] for name, values in fold.items()} for fold in by_class])}
            for c in range(k)
        ],
        "confusion": {
            "counts": np.sum(confusion, axis=0).tolist(),
            "share": [[figure([s[i, j] for s in shares]) for j in range(k)] for i in range(k)],
        },
        "baselines": {name: _spread([_overall(kind, y, grade, f) for f in held]) for name, held in baselines.items()},
    }


def calibration_error(truth: NDArray[Any], chance: Floats) -> float:
    """Expected calibration error over ten bins of equal mass (Naeini et al. 2015), 0 to 1; rows of equal chance have the mean of their truths each, so
    that their order does not matter."""
    _, run = np.unique(chance, return_inverse=True)
    truth = (np.bincount(run, truth) / np.bincount(run))[run]
    order = np.argsort(chance, kind="stable")
    parts = np.array_split(order, min(_BINS, len(order)))
    return float(sum(len(part) * abs(float(truth[part].mean()) - float(chance[part].mean())) for part in parts) / len(order))


def auc(truth: NDArray[Any], ranks: Floats) -> float:
    """Area under the ROC curve; nan where one class is missing."""
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(truth, ranks)) if 0 < truth.sum() < len(truth) else float("nan")


def figure(values: Sequence[float]) -> Figure:
    """Mean and standard deviation over those folds that have a value."""
    found = [float(v) for v in values if v == v]
    if not found:
        return {"mean": None, "sd": None}
    return {"mean": round(float(np.mean(found)), 6), "sd": round(float(np.std(found)), 6)}


def said(figure: Figure) -> str:
    """A figure as reports show it."""
    return "-" if figure["mean"] is None else f"{figure['mean']:.3f} ± {figure['sd']:.3f}"


def important(head: LinearHead, values: Floats, classes: Sequence[Any]) -> list[dict[str, Any]]:
    """Features by how much they move the log-odds from row to row (standard deviation), strongest first; a class each speaks for or against."""
    rows = np.linspace(0, len(values) - 1, min(_ROWS, len(values))).astype(int)
    z, gate = head.standard(values[rows]), gates(values[rows], head.gates)
    weights = head.weights - head.weights.mean(axis=0) if len(head.weights) > 1 else head.weights
    slope = [gate @ w.T for w in weights]  # one (n, n_features) a class
    moved = np.array([(z * s).std(axis=0) for s in slope])
    strongest = moved.argmax(axis=0)
    out = []
    for i in np.argsort(-moved.max(axis=0), kind="stable")[: 2 * _TOP].tolist():
        c = int(strongest[i])
        up = float((slope[c][:, i] * z[:, i] ** 2).sum()) > 0
        label = classes[c] if len(weights) > 1 else classes[-1]
        name, way = ALL_NAMES[i], "likelier" if up else "less likely"
        out.append({"name": name, "meaning": MEANING[name], "effect": round(float(moved[c, i]), 4), "class": label, "more_means": way})
    return out


# Figures


def _overall(kind: str, y: Ints, grade: Floats | None, fold: Held) -> dict[str, float]:
    from sklearn.metrics import accuracy_score, balanced_accuracy_score, cohen_kappa_score, f1_score

    truth, k = y[fold.rows], fold.chance.shape[1]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a class that a fold lacks
        there = np.unique(truth)  # that class is left out; one class alone is told from nothing
        out = {
            "accuracy": float(accuracy_score(truth, fold.decided)),
            "balanced accuracy": float(balanced_accuracy_score(truth, fold.decided)) if len(there) > 1 else float("nan"),
            "macro-F1": float(f1_score(truth, fold.decided, labels=there, average="macro", zero_division=0)) if len(there) > 1 else float("nan"),
        }
        each = range(1, k) if k == 2 else range(k)
        out["AUC"] = _mean([auc(truth == c, fold.ranks[:, c]) for c in each])
        out["calibration error"] = _mean([calibration_error(truth == c, fold.chance[:, c]) for c in each])
        if kind == "ordered":
            out["weighted kappa"] = float(cohen_kappa_score(truth, fold.decided, labels=np.arange(k), weights="quadratic"))
        if grade is not None:
            real, expected = grade[fold.rows], fold.chance[:, 1]
            out["calibration error"] = calibration_error(real, expected)
            out["mean absolute error"] = float(np.abs(real - expected).mean())
            out["rank correlation"] = _rank_correlation(real, fold.ranks[:, 1])
    return out


def _by_class(y: Ints, grade: Floats | None, fold: Held) -> dict[str, list[float]]:
    from sklearn.metrics import precision_recall_fscore_support

    truth, k = y[fold.rows], fold.chance.shape[1]
    each = [truth == c for c in range(k)] if grade is None else [1 - grade[fold.rows], grade[fold.rows]]
    precision, recall, f1, count = precision_recall_fscore_support(truth, fold.decided, labels=np.arange(k), zero_division=0)
    there = np.where(count > 0, 1.0, np.nan)  # a class that a fold lacks has no recall there
    return {
        "precision": (precision * there).tolist(),
        "recall": (recall * there).tolist(),
        "F1": (f1 * there).tolist(),
        "AUC": [auc(truth == c, fold.ranks[:, c]) for c in range(k)],
        "calibration error": [calibration_error(each[c], fold.chance[:, c]) for c in range(k)],
    }


def _confusion(truth: Ints, decided: Ints, k: int) -> NDArray[np.int64]:
    return np.bincount(truth * k + decided, minlength=k * k).reshape(k, k)


def _rank_correlation(a: Floats, b: Floats) -> float:
    from scipy.stats import spearmanr

    return float(spearmanr(a, b).statistic) if np.ptp(a) and np.ptp(b) else float("nan")


def _mean(values: Sequence[float]) -> float:
    found = [v for v in values if v == v]
    return float(np.mean(found)) if found else float("nan")


def _spread(folds: Sequence[dict[str, float]]) -> dict[str, Figure]:
    return {name: figure([fold[name] for fold in folds]) for name in folds[0]}


# Words


@dataclass(frozen=True)
class _Table:
    title: str
    head: list[str]
    rows: list[list[str]]


def _parts(figures: dict[str, Any]) -> list[str | _Table]:
    """Paragraphs and tables, in order."""
    if "overall" not in figures:
        return _listed(figures)
    out: list[str | _Table] = [f"{figures['title']}\n", *(f"- {note}" for note in figures["notes"]), ""]
    rivals = figures["baselines"]
    rows = [[name, said(value), *(said(rival[name]) for rival in rivals.values())] for name, value in figures["overall"].items()]
    out.append(_Table("Overall", ["", "this model", *rivals], rows))
    columns = ["precision", "recall", "F1", "AUC", "calibration error"]
    rows = [[_one_line(c["class"]), str(c["rows"]), *(said(c[name]) for name in columns)] for c in figures["classes"]]
    out.append(_Table("By class", ["class", "rows", *columns], rows))
    names = [_one_line(c["class"]) for c in figures["classes"]]
    counts, share = figures["confusion"]["counts"], figures["confusion"]["share"]
    cells = [[name, *(f"{n} ({said(s)})" for n, s in zip(row, of, strict=True))] for name, row, of in zip(names, counts, share, strict=True)]
    out.append(_Table("Confusion: rows (share of the true class)", ["true \\ predicted", *names], cells))
    mattered = [[f["name"], f["meaning"], f"{f['class']} {f['more_means']}", f"{f['effect']:.2f}"] for f in figures["features"][:_TOP]]
    out.append(_Table("What mattered most", ["feature", "meaning", "more of it makes", "log-odds (sd over rows)"], mattered))
    return out


def _listed(figures: dict[str, Any]) -> list[str | _Table]:
    """The shipped model's figures, which its recipe measures."""
    found = {name: value for name, value in figures.items() if isinstance(value, dict) and "value" in value}
    rows = [[name, str(value.get("n", "")), f"{value['value']:.3f} ± {value['sd']:.3f}"] for name, value in found.items()]
    return ["The shipped model, measured on articles that it had not seen\n", _Table("Figures", ["figure", "n", "mean ± sd over folds"], rows)]


def _one_line(label: Any) -> str:
    return " ".join(str(label).split())


def _plain(part: str | _Table) -> str:
    if isinstance(part, str):
        return part
    rows = [part.head, *part.rows]
    width = [max(len(row[i]) for row in rows) for i in range(len(part.head))]
    lines = ["  ".join(cell.ljust(w) for cell, w in zip(row, width, strict=True)).rstrip() for row in rows]
    return "\n".join([part.title, "-" * len(part.title), *lines, ""])


def _markdown(part: str | _Table) -> str:
    if isinstance(part, str):
        return f"## {part}" if part.endswith("\n") else part
    cells = [part.head, ["---"] * len(part.head), *part.rows]
    rows = ["| " + " | ".join(cell.replace("\\", "\\\\").replace("|", "\\|") for cell in row) + " |" for row in cells]
    return "\n".join([f"### {part.title}", "", *rows, ""])

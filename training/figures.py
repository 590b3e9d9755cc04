"""Figures of held-out scores: by set, by pair, by role and kind of fault, with mean and spread over folds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.metrics import balanced_accuracy_score, roc_auc_score, roc_curve

from headcheck.retraining.report import calibration_error
from training.sets import ELSEWHERE, FOLDS, GRADED, PUBLISHED, fold_of
from training.surface import least_told


def _spread(values: dict[int, list[tuple[float, float]]]) -> dict[str, float]:
    """Mean over all and standard deviation over folds of weighted hits."""
    flat = [v for fold in values.values() for v in fold]
    total = sum(w for _, w in flat)
    each = [sum(h * w for h, w in fold) / max(1e-9, sum(w for _, w in fold)) for fold in values.values() if fold]
    return {"value": round(sum(h * w for h, w in flat) / max(1e-9, total), 4), "sd": round(float(np.std(each)), 4), "n": len(flat)}


def auc(rows: Sequence[Any], score: np.ndarray, mine: np.ndarray) -> dict[str, float]:
    """Area under the ROC curve of one set, spread over folds."""
    label = np.array([r.example.label for r in rows])[mine]
    fold = np.array([fold_of(r.example.group) for r in rows])[mine]
    s = score[mine]
    each = [roc_auc_score(label[fold == k], s[fold == k]) for k in range(FOLDS) if len(set(label[fold == k])) == 2]
    return {"value": round(float(roc_auc_score(label, s)), 4), "sd": round(float(np.std(each)), 4), "n": int(mine.sum())}


def ranked(rows: Sequence[Any], score: np.ndarray, name: str) -> dict[str, dict[str, float]]:
    """Share of pairs over one body in which the faithful headline scores lower: all, by its role, by kind and grade of the other."""
    by: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        if row.example.set == name:
            by[row.example.group].append(i)
    hits: dict[str, dict[int, list[tuple[float, float]]]] = defaultdict(lambda: defaultdict(list))
    least = least_told(name)
    for group, indices in by.items():
        fold = fold_of(group)
        for i in indices:
            fair = rows[i].example
            if fair.label:
                continue
            for j in indices:
                over = rows[j].example
                if not over.label:
                    continue
                hit = float(score[i] < score[j]) + 0.5 * float(score[i] == score[j])
                keys = ["all", fair.tags[1], f"kind {over.tags[0]}", over.tags[3]]
                if over.edit_of == fair.key:
                    keys.append("minimal edits")
                if fair.tags[1] == "loud" and over.sensationalism == 0:
                    keys.append("loud but true below dry but false")
                if rows[i].new_share > rows[j].new_share:
                    keys.append("hard: the faithful one has more new words")
                if (fair.key, over.key) in least:
                    keys.append("the third that surface cues tell least")
                for key in keys:
                    hits[key][fold].append((hit, 1.0))
    return {key: _spread(hits[key]) for key in sorted(hits)}


def paired(rows: Sequence[Any], score: np.ndarray, name: str, *, equal_length: bool = False, hard: bool = False) -> dict[str, float]:
    """Share of pairs (same key) in which the wrong text scores higher."""
    by: dict[str, dict[int, int]] = defaultdict(dict)
    for i, row in enumerate(rows):
        if row.example.set == name:
            by[row.example.key][row.example.label] = i
    hits: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for both in by.values():
        if len(both) < 2:
            continue
        wrong, right = both[1], both[0]
        if equal_length and abs(len(rows[wrong].example.headline.split()) - len(rows[right].example.headline.split())) > 1:
            continue
        if hard and not rows[right].new_share > rows[wrong].new_share:
            continue
        hits[fold_of(rows[right].example.group)].append((float(score[wrong] > score[right]) + 0.5 * float(score[wrong] == score[right]), 1.0))
    return _spread(hits)


def balanced_accuracy(rows: Sequence[Any], score: np.ndarray, mine: np.ndarray) -> dict[str, float]:
    """Mean of both classes' recall in one set, each fold with the threshold that is best on the others."""
    label = np.array([r.example.label for r in rows])[mine]
    fold = np.array([fold_of(r.example.group) for r in rows])[mine]
    s, said = score[mine], np.zeros(int(mine.sum()), bool)
    for k in range(FOLDS):
        false_rate, true_rate, thresholds = roc_curve(label[fold != k], s[fold != k])
        said[fold == k] = s[fold == k] >= thresholds[np.argmax(true_rate - false_rate)]
    each = [balanced_accuracy_score(label[fold == k], said[fold == k]) for k in range(FOLDS) if len(set(label[fold == k])) == 2]
    return {"value": round(float(balanced_accuracy_score(label, said)), 4), "sd": round(float(np.std(each)), 4), "n": len(label)}


def loud_gap(rows: Sequence[Any], score: np.ndarray, name: str) -> dict[str, float]:
    """Mean score of loud faithful headlines less that of plain faithful ones."""
    mine = [(fold_of(r.example.group), r.example.tags[1], s) for r, s in zip(rows, score, strict=True) if r.example.set == name and not r.example.label]

    def gap(folds: Sequence[int]) -> float:
        loud, plain = ([s for f, role, s in mine if f in folds and role == which] for which in ("loud", "plain"))
        return float(np.mean(loud) - np.mean(plain))

    return {
        "value": round(gap(range(FOLDS)), 4),
        "sd": round(float(np.std([gap([k]) for k in range(FOLDS)])), 4),
        "n": sum(role in ("loud", "plain") for _, role, _ in mine),
    }


AUC_SETS = ("xsumfaith", "defacto", "cliff", "goyal21", "xent", "wice", "eureka", "insciout")


def figures(rows: Sequence[Any], logit: np.ndarray, score: np.ndarray | None = None, thresholds: tuple[float, float] | None = None) -> dict[str, Any]:
    """All figures of one column of held-out scores."""
    names = np.array([r.example.set for r in rows])
    out: dict[str, Any] = {}
    for name in AUC_SETS:
        if (names == name).any():
            out[f"AUC {name}"] = auc(rows, logit, names == name)
    out["balanced accuracy xsumfaith"] = balanced_accuracy(rows, logit, names == "xsumfaith")
    strict = np.array([r.example.set == "eureka" and "strict" in r.example.tags for r in rows])
    if strict.any():
        out["AUC eureka, both claim"] = auc(rows, logit, strict)
    out["pairs defacto"] = paired(rows, logit, "defacto_pairs")
    out["pairs defacto, equal length"] = paired(rows, logit, "defacto_pairs", equal_length=True)
    out["pairs defacto, hard"] = paired(rows, logit, "defacto_pairs", hard=True)
    out["pairs excerpts"] = paired(rows, logit, "excerpts")
    for name in ELSEWHERE:
        if (names == f"{name}_other").any():
            out[f"own below other body, {name}"] = paired(rows, logit, f"{name}_other")
    for name in GRADED:
        if (names == name).any():
            for key, value in ranked(rows, logit, name).items():
                out[f"{name}: {key}"] = value
    if score is not None and thresholds is not None:
        label = np.array([r.example.label for r in rows])
        graded = np.isin(names, GRADED)
        for name in GRADED:
            out[f"{name}: mean score, loud faithful less plain faithful"] = loud_gap(rows, score, name)
        out["calibration error, graded headlines"] = {"value": round(calibration_error(label[graded], score[graded]), 4), "sd": 0.0, "n": int(graded.sum())}
        for name in PUBLISHED:
            for body, wrong in (("", 0), (", over another body", 1)):
                called = score[(names == f"{name}_other") & (label == wrong)] >= thresholds[1]
                if called.size:
                    out[f"called overreaching, published, {name}{body}"] = {"value": round(float(called.mean()), 4), "sd": 0.0, "n": len(called)}
    return out


def table(measured: dict[str, Any], others: dict[str, dict[str, Any]] | None = None) -> str:
    """A Markdown table, one figure a row, rivals in further columns."""
    others = others or {}
    lines = ["| figure | n | headcheck (sd over folds) |" + "".join(f" {name} |" for name in others), "|---|---|---|" + "---|" * len(others)]
    for key, value in measured.items():
        cells = "".join(f" {other[key]['value']:.3f} |" if key in other else " |" for other in others.values())
        lines.append(f"| {key} | {value['n']} | {value['value']:.3f} ({value['sd']:.3f}) |{cells}")
    return "\n".join(lines)

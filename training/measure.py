"""Measure everything visible, and write the tables that README and the model card show.

    python -m training.measure

Scores are held out by article (five folds; word model, headline model and calibration never see the article). Naive rivals are measured on the
same pairs in the same run, and speed beside NLTK's tokenisers.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np

from headcheck.features import FAMILIES
from training import data, described, speed
from training.figures import figures, table
from training.recipe import calibrate, fit_loud, held_out, loud_rows, outer_folds, read_sets
from training.rivals import rivals
from training.scales import headlines
from training.sets import FOLDS, GRADED, PUBLISHED, fold_of

README = data.ROOT / "README.md"
CARD = data.ROOT / "headcheck" / "default" / "MODEL_CARD.md"
DIRECTIONS = {1: "raises", -1: "lowers", 0: "either"}
SHOWN = (
    "AUC xsumfaith", "balanced accuracy xsumfaith", "AUC defacto", "AUC cliff", "AUC xent", "AUC wice", "AUC eureka", "pairs defacto", "pairs defacto, hard", "own below other body, polnear",
    "own below other body, health_news", "seeds: all", "seeds: plain", "seeds: paraphrase", "seeds: loud", "seeds: minimal edits",
    "seeds: hard: the faithful one has more new words", "seeds: loud but true below dry but false", "seeds: the third that surface cues tell least", "real: all", "real: minimal edits",
    "unbalanced: all", "unbalanced: plain", "unbalanced: paraphrase", "unbalanced: loud", "unbalanced: minimal edits",
    "unbalanced: loud but true below dry but false", "unbalanced: the third that surface cues tell least",
)  # fmt: skip


def loud_figures() -> dict[str, dict[str, float]]:
    """Held-out figures of sensationalism; newsroom headlines are all counted as plain, though some are not."""
    from sklearn.metrics import roc_auc_score

    from headcheck.reading import N_ACCURACY, NAMES

    x, y, weight, groups = loud_rows()
    fold = np.array([fold_of(g) for g in groups])
    logit = np.zeros(len(y))
    for k in range(FOLDS):
        head = fit_loud(x[fold != k], y[fold != k], weight[fold != k])
        full = np.zeros((int((fold == k).sum()), len(NAMES)))
        full[:, N_ACCURACY:] = x[fold == k]
        logit[fold == k] = head.logit(full)[:, 0]
    h = headlines()
    source, loud = h.source, y == 1

    def figure(mine: np.ndarray, of: Callable[[np.ndarray], float]) -> dict[str, float]:
        return {"value": of(mine), "sd": float(np.std([of(mine & (fold == k)) for k in range(FOLDS)])), "n": int(mine.sum())}

    def auc(mine: np.ndarray) -> float:
        return float(roc_auc_score(y[mine], logit[mine]))

    def above(mine: np.ndarray) -> float:
        return float((logit[mine] > 0).mean())

    out = {
        "AUC graded 2+ against 0": figure(source == "graded", auc),
        "AUC graded, marks and capitals taken away": figure(source == "bare", auc),
        "graded 2+ above 0.5": figure((source == "graded") & loud, above),
        "graded 0 above 0.5": figure((source == "graded") & ~loud, above),
        "accuracy, Stop Clickbait": figure(source == "clickbait", lambda mine: float(((logit[mine] > 0) == loud[mine]).mean())),
        "newsroom headlines above 0.5": figure(np.isin(source, PUBLISHED), above),
    }
    out |= {f"{name} above 0.5": figure(source == name, above) for name in PUBLISHED}
    return {f"sensationalism: {name}": value for name, value in out.items()}


def nested_calibration(rows: list, logit: np.ndarray) -> np.ndarray:
    """Scores calibrated on other folds' graded headlines."""
    fold = np.array([fold_of(r.example.group) for r in rows])
    graded = np.array([r.example.set in GRADED for r in rows])
    label = np.array([r.example.label for r in rows])
    out = np.zeros(len(rows))
    for k in range(FOLDS):
        fit = graded & (fold != k)
        curve = calibrate(logit[fit], label[fit])
        out[fold == k] = np.interp(logit[fold == k], curve[0], curve[1])
    return out


def replace_between(path, name: str, text: str) -> None:
    """Write text between the two markers of a file."""
    marked = path.read_text(encoding="utf-8")
    pattern = re.compile(rf"(<!-- {name}:start -->).*?(<!-- {name}:end -->)", re.DOTALL)
    if not pattern.search(marked):
        raise ValueError(f"{path} has no <!-- {name}:start --> marker")
    path.write_text(pattern.sub(lambda m: f"{m[1]}\n{text}\n{m[2]}", marked), encoding="utf-8")


def feature_list() -> str:
    """The declarations of all features as a Markdown table."""
    lines = ["| family | feature | meaning | direction | range | unit | source | reason |", "|---|---|---|---|---|---|---|---|"]
    for family, module in FAMILIES.items():
        lines += [
            f"| {family} | {f.name} | {f.meaning} | {DIRECTIONS[f.direction]} | {f.low:g} to {f.high:g} | {f.unit} | {f.source} | {f.reason} |"
            for f in module.FEATURES
        ]
    return "\n".join(lines)


def main() -> None:
    from headcheck.model import default_judge

    rows = read_sets()
    logit = held_out(outer_folds(rows))
    score = nested_calibration(rows, logit)
    ours = figures(rows, logit, score, default_judge().thresholds)
    examples = [r.example for r in rows]
    others = {name: figures(rows, column) for name, column in rivals(examples).items()}
    ours.update(loud_figures())
    fast = speed.sentence(speed.measure())
    of_scores = {k: v for k, v in ours.items() if k.startswith(("sensationalism", "calibration", "called")) or "mean score" in k}
    short = table({k: ours[k] for k in SHOWN if k in ours} | of_scores, others)
    replace_between(README, "figures", f"{short}\n\n{fast}\n\nMade by `python -m training.measure`, held out by article over five folds.")
    replace_between(CARD, "figures", f"{table(ours, others)}\n\n{fast}")
    replace_between(CARD, "features", feature_list())
    print(table(ours, others))
    print(fast)


if __name__ == "__main__":
    described(__doc__).parse_args()
    main()

"""Measure everything visible, and write the tables that README and the model card show.

    python -m training.measure

Scores are held out by article (five folds; word model, headline model and calibration never see the article). Naive rivals are measured on the
same pairs in the same run, and speed beside NLTK's tokenisers.
"""

from __future__ import annotations

import re

import numpy as np

from headcheck.features import FAMILIES
from training import data, speed
from training.figures import figures, table
from training.recipe import calibrate, fit_loud, held_out, loud_rows, read_sets
from training.rivals import rivals
from training.sets import FOLDS, GRADED, fold_of, load

README = data.ROOT / "README.md"
CARD = data.ROOT / "headcheck" / "default" / "MODEL_CARD.md"
DIRECTIONS = {1: "raises", -1: "lowers", 0: "either"}
SHOWN = (
    "AUC xsumfaith", "AUC defacto", "AUC cliff", "AUC xent", "AUC wice", "AUC eureka", "pairs defacto", "pairs defacto, hard", "own below other body, polnear",
    "own below other body, health_news", "seeds: all", "seeds: plain", "seeds: paraphrase", "seeds: loud", "seeds: minimal edits",
    "seeds: hard: the faithful one has more new words", "seeds: loud but true below dry but false", "real: all", "real: minimal edits",
)  # fmt: skip


def loud_figures() -> dict[str, dict[str, float]]:
    """Held-out figures of sensationalism."""
    from sklearn.metrics import roc_auc_score

    from headcheck.reading import N_ACCURACY, NAMES

    x, y, weight, groups = loud_rows()
    fold = np.array([fold_of(g) for g in groups])
    logit = np.zeros(len(y))
    for k in range(FOLDS):
        head = fit_loud(x[fold != k], y[fold != k], weight[fold != k])
        full = np.zeros((int((fold == k).sum()), len(NAMES)))
        full[:, N_ACCURACY:] = x[fold == k]
        logit[fold == k] = head.logit(full, np.zeros(len(full)))[:, 0]
    n_graded = sum(e.sensationalism is not None and e.sensationalism != 1 for name in GRADED for e in load(name))
    n_bait = len(data.rows("stop_clickbait/headlines_train.csv"))
    graded, bait, plain = slice(0, n_graded), slice(n_graded, n_graded + n_bait), slice(n_graded + n_bait, None)
    spread = [roc_auc_score(y[graded][fold[graded] == k], logit[graded][fold[graded] == k]) for k in range(FOLDS)]
    right = (logit[bait] > 0) == (y[bait] == 1)
    return {
        "sensationalism: AUC graded 2+ against 0": {"value": float(roc_auc_score(y[graded], logit[graded])), "sd": float(np.std(spread)), "n": n_graded},
        "sensationalism: accuracy, Stop Clickbait": {"value": float(right.mean()), "sd": float(np.std([right[fold[bait] == k].mean() for k in range(FOLDS)])), "n": n_bait},
        "sensationalism: newsroom headlines above 0.5": {"value": float((logit[plain] > 0).mean()), "sd": 0.0, "n": len(logit[plain])},
    }


def nested_calibration(rows: list, logit: np.ndarray) -> np.ndarray:
    """Scores calibrated on other folds' graded headlines."""
    fold = np.array([fold_of(r.example.group) for r in rows])
    graded = np.array([r.example.set in GRADED for r in rows])
    label = np.array([r.example.label for r in rows])
    out = np.zeros(len(rows))
    for k in range(FOLDS):
        fit = graded & (fold != k)
        curve = calibrate(logit[fit], label[fit], np.ones(int(fit.sum())))
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
        lines += [f"| {family} | {f.name} | {f.meaning} | {DIRECTIONS[f.direction]} | {f.low:g} to {f.high:g} | {f.unit} | {f.source} | {f.reason} |" for f in module.FEATURES]
    return "\n".join(lines)


def main() -> None:
    from headcheck.model import default_judge

    rows = read_sets()
    logit = held_out(rows)
    score = nested_calibration(rows, logit)
    ours = figures(rows, logit, score, default_judge().thresholds)
    examples = [r.example for r in rows]
    others = {name: figures(rows, column) for name, column in rivals(examples).items()}
    ours.update(loud_figures())
    fast = speed.sentence(speed.measure())
    short = table({k: ours[k] for k in SHOWN if k in ours} | {k: v for k, v in ours.items() if k.startswith(("sensationalism", "calibration", "called"))}, others)
    replace_between(README, "figures", f"{short}\n\n{fast}\n\nMade by `python -m training.measure`, held out by article over five folds.")
    replace_between(CARD, "figures", f"{table(ours, others)}\n\n{fast}")
    replace_between(CARD, "features", feature_list())
    print(table(ours, others))
    print(fast)


if __name__ == "__main__":
    main()

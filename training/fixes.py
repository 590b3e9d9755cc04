"""Fit `headcheck/fixes/likelihood.json`: how likely an edit is to bring a headline back to its body.

    python -m training.fixes

Every minimal edit of our graded headlines has the faithful one that it was made from; what `headcheck.fixes` tries on it either restores that (as
`training.reasons_check` tells) or does not. Nothing that is tried on a faithful headline restores anything, and the likelihood learns so. Headlines are scored by models that have not
seen their article. Prints, held out by article and before fixes are cut to the best five, how many of those offered for minimal edits restore, and how
many faithful headlines get one, by the chance from which a fix is offered; the one that ships is the lowest at which three in five restore, over
all graded headlines together.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from unittest.mock import patch

import numpy as np
from joblib import Parallel, delayed
from sklearn.linear_model import LogisticRegression

from headcheck.fixes.likelihood import NAMES, PATH
from headcheck.fixes.trial import tried
from headcheck.lexicon.boldness import Boldness
from headcheck.model import Judge
from headcheck.odds import sigmoid
from headcheck.reading import read_body, read_headline
from headcheck.scoring import score
from training import described
from training.reasons_check import Edit, judges, restores
from training.sets import FOLDS, GRADED, Example, fold_of, load

C = 0.03
WANTED = 0.6  # share of the fixes offered that restore
CHANCES = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)


@dataclass(frozen=True, eq=False)
class Tried:
    """What was tried on one headline: ``values`` (n, len(NAMES)), and whether each edit restores and lowers the score."""

    example: Example
    values: np.ndarray
    restored: np.ndarray
    lowers: np.ndarray


def _try(examples: list[tuple[Example, Example | None]], judge: Judge, learnt: Boldness) -> list[Tried]:
    out = []
    with patch("headcheck.features.boldness.boldness", lambda: learnt):
        for example, right in examples:
            before = score(example.headline, example.body, judge=judge).score
            reading = read_headline(example.headline, read_body(example.body), judge.words)
            found = list(tried(reading, before, judge))
            values = np.array([v for _, v in found]).reshape(-1, len(NAMES))
            good = [right is not None and restores(fix.text, Edit(example, right))[0] for fix, _ in found]
            out.append(Tried(example, values, np.array(good, bool), np.array([fix.score < before for fix, _ in found], bool)))
    return out


def collect() -> list[Tried]:
    """All minimal edits and all faithful headlines, each tried with a model that has not seen its article."""
    examples: list[tuple[Example, Example | None]] = []
    for name in GRADED:
        own = load(name)
        by_key = {e.key: e for e in own}
        examples += [(e, by_key.get(e.edit_of)) for e in own if not e.label or e.edit_of in by_key]
    work = []
    for k, judge, learnt in judges():
        mine = [pair for pair in examples if fold_of(pair[0].group) == k]
        work += [delayed(_try)(mine[i::4], judge, learnt) for i in range(4)]
    return [tried for done in Parallel(n_jobs=-1)(work) for tried in done]


def fit(found: list[Tried]) -> tuple[np.ndarray, float]:
    """Weights and intercept."""
    x, y = np.vstack([t.values for t in found]), np.concatenate([t.restored for t in found])
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-9
    fitted = LogisticRegression(C=C, max_iter=1000).fit((x - mean) / scale, y)
    weights = fitted.coef_[0] / scale
    return weights, float(fitted.intercept_[0] - mean @ weights)


def held_out(found: list[Tried]) -> list[np.ndarray]:
    """Chances of each headline's edits, by weights from other articles."""
    fold = np.array([fold_of(t.example.group) for t in found])
    fits = [fit([t for t, f in zip(found, fold, strict=True) if f != k]) for k in range(FOLDS)]
    return [sigmoid(t.values @ fits[f][0] + fits[f][1]) for t, f in zip(found, fold, strict=True)]


def figures(found: list[Tried], chances: list[np.ndarray], offered: float) -> dict[str, float]:
    """Shares among minimal edits, and of faithful headlines that get a fix."""
    edits = [(t, c) for t, c in zip(found, chances, strict=True) if t.example.label]
    picks = [(t.restored & t.lowers)[(c >= offered) & t.lowers] for t, c in edits]
    some = [p for p in picks if len(p)]
    fair = [bool(((c >= offered) & t.lowers).any()) for t, c in zip(found, chances, strict=True) if not t.example.label]
    return {
        "restore": float(np.concatenate(picks).mean()) if some else 0.0,
        "headlines with one": len(some) / len(edits),
        "one of theirs restores": float(np.mean([p.any() for p in some])) if some else 0.0,
        "faithful with one": float(np.mean(fair)),
    }


def main() -> None:
    found = collect()
    chances = held_out(found)
    sets = {name: [t.example.set == name for t in found] for name in GRADED} | {"all": [True] * len(found)}
    offered = 1.0
    print(f"{'chance':>8} {'':11}" + "".join(f"{name:>26}" for name in figures(found, chances, 0.0)))
    for chance in CHANCES:
        for name, mine in sets.items():
            part = figures([t for t, m in zip(found, mine, strict=True) if m], [c for c, m in zip(chances, mine, strict=True) if m], chance)
            print(f"{chance:8.2f} {name:11}" + "".join(f"{value:26.3f}" for value in part.values()))
            if name == "all" and part["restore"] >= WANTED:
                offered = min(offered, chance)
    if offered > max(CHANCES):
        raise SystemExit(f"at no chance do {WANTED:.0%} of the fixes offered restore; nothing was written")
    weights, intercept = fit(found)
    stored = {
        "made_by": "python -m training.fixes",
        "offered": offered,
        "intercept": round(intercept, 5),
        "weights": {name: round(float(w), 5) for name, w in zip(NAMES, weights, strict=True)},
    }
    PATH.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    print(f"offered from {offered}")


if __name__ == "__main__":
    described(__doc__).parse_args()
    main()

"""What each family of features is worth: the held-out figures of models that lack it.

    python -m training.ablation

Each column leaves one family out and fits anew, word model and folds unchanged; what the word model says of each word is a family of its own ("doubt").
"""

from __future__ import annotations

import numpy as np

from headcheck.features import FAMILY_OF, FEATURES
from headcheck.features.company import NAMES as COMPANY
from training import described
from training.figures import figures
from training.recipe import held_out, outer_folds, read_sets

SHOWN = (
    "AUC xsumfaith", "AUC defacto", "AUC cliff", "AUC wice", "AUC eureka", "pairs defacto", "pairs defacto, hard", "own below other body, polnear", "seeds: all",
    "seeds: plain", "seeds: paraphrase", "seeds: loud", "seeds: minimal edits", "real: all", "real: minimal edits",
)  # fmt: skip


def families() -> dict[str, np.ndarray]:
    """Columns of each family that has weights (the register only says how to read them); of support, the doubt of words and their company apart."""
    name = []
    for feature in FEATURES:
        family = FAMILY_OF[feature.name]
        if feature.name.startswith("doubt_"):
            family = "doubt"
        elif feature.column in COMPANY:
            family = "company"
        name.append(family)
    return {family: np.array([i for i, own in enumerate(name) if own == family]) for family in dict.fromkeys(name) if family != "register"}


def main() -> None:
    rows = read_sets()
    folds = outer_folds(rows)
    everything = np.arange(len(FEATURES))
    whole = figures(rows, held_out(folds))
    kinds = sorted(key for key in whole if key.startswith("seeds: kind"))
    keys = [*SHOWN, *kinds]
    columns = {"all": [whole[k]["value"] for k in keys]}
    for family, mine in families().items():
        without = figures(rows, held_out(folds, np.setdiff1d(everything, mine)))
        columns[f"without {family} ({len(mine)})"] = [without[k]["value"] - whole[k]["value"] for k in keys]
    print(f"| figure | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}")
    for i, key in enumerate(keys):
        print(f"| {key} | {columns['all'][i]:.3f} | {' | '.join(f'{values[i]:+.3f}' for name, values in columns.items() if name != 'all')} |")


if __name__ == "__main__":
    described(__doc__).parse_args()
    main()

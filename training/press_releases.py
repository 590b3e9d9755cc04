"""Press release against abstract: three classes of claim learnt from the hundred labelled rows of InSciOut, held out by press release.

    python -m training.press_releases

Prints macro-F1 of `headcheck.HeadlineClassifier` over five folds, dealt five times, with the spread over the deals, and of always saying the
commonest class.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedGroupKFold, cross_val_predict

import headcheck
from training import described
from training.sets import load

DEALS = 5


def main() -> None:
    examples = load("insciout")
    pairs = [(e.headline, e.body) for e in examples]
    label, groups = np.array([e.tags[0] for e in examples]), np.array([e.group for e in examples])
    found = []
    for seed in range(DEALS):
        folds = StratifiedGroupKFold(5, shuffle=True, random_state=seed)
        said = cross_val_predict(headcheck.HeadlineClassifier(), pairs, label, groups=groups, cv=folds)
        found.append(f1_score(label, said, average="macro"))
    commonest, _ = Counter(label.tolist()).most_common(1)[0]
    always = f1_score(label, np.full(len(label), commonest), average="macro")
    print(f"macro-F1 {np.mean(found):.3f} (sd over {DEALS} deals {np.std(found):.3f}), n {len(label)}; always {commonest!r}: {always:.3f}")


if __name__ == "__main__":
    described(__doc__).parse_args()
    main()

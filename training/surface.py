"""What the surface of a headline gives away: ``python -m training.surface``.

Ranks faithful below overreaching headlines over the same body from cues that say nothing of the facts. Where that
succeeds, a model trained on the headlines can learn their style instead; so the figures have bounds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from headcheck.lexicon import lexicon
from headcheck.text import Document, read
from training import data, described, sets

TOGETHER, ALONE = 0.60, 0.57  # bounds on the ranks
FOLDS = 5
CUES = (
    "words",
    "characters",
    "question marks",
    "exclamation marks",
    "colons",
    "quotation marks",
    "capital words",
    "capitalised words",
    "digits",
    "hedges",
    "negations",
    "address",
    "unseen share",
)

_QUOTES = re.compile(r"\"|(?<!\w)'|'(?!\w)")


@dataclass(frozen=True)
class Pairs:
    """A faithful and an overreaching headline over one body, one row a pair."""

    difference: NDArray[np.float64]  # (n_pairs, n_cues) overreaching minus faithful
    group: NDArray[np.int64]  # article
    role: tuple[str, ...]  # of the faithful headline
    edit: NDArray[np.bool_]  # the overreaching one is a minimal edit of the faithful one
    keys: tuple[tuple[str, str], ...] = ()  # of both headlines


@dataclass(frozen=True)
class Rank:
    """Share of pairs ranked right (ties half) over folds."""

    mean: float
    spread: float  # standard deviation over folds

    @property
    def gain(self) -> float:
        """The share with the better of the two directions."""
        return 0.5 + abs(self.mean - 0.5)


def cues(headline: str, body: Document) -> NDArray[np.float64]:
    """Surface cues of a headline, shape ``(n_cues,)`` in the order of ``CUES``: counts, and one share."""
    lex = lexicon()
    read_headline = read(headline, furniture=False, unknown=body.unknown)
    member = lex.member[read_headline.row]
    word = np.array([low[0].isalnum() for low in read_headline.low], dtype=np.bool_)
    content = word & ~member[:, lex.column["function"]]
    unseen = content & ~np.isin(read_headline.family, body.family)
    plain = read_headline.plain

    def listed(name: str) -> int:
        return int(member[:, lex.column[name]].sum())

    return np.array(
        [
            word.sum(),
            len(headline),
            headline.count("?"),
            headline.count("!"),
            headline.count(":"),
            len(_QUOTES.findall(plain)),
            len(re.findall(r"\b[A-Z]{2,}\b", plain)),
            len(re.findall(r"\b[A-Z][a-z]", plain)),
            len(re.findall(r"\d", plain)),
            listed("hedge"),
            listed("negation"),
            listed("address") + sum(low in {"this", "these"} for low in read_headline.low),
            unseen.sum() / max(1, content.sum()),
        ],
        dtype=np.float64,
    )


def pairs(examples: Sequence[sets.Example]) -> Pairs:
    """Every pair of a faithful and an overreaching headline over the same body."""
    articles: dict[str, list[sets.Example]] = defaultdict(list)
    for example in examples:
        articles[example.group].append(example)
    difference, group, role, edit, keys = [], [], [], [], []
    for number, members in enumerate(articles.values()):
        body = read(members[0].body)
        values = [cues(m.headline, body) for m in members]
        for faithful, low in zip(members, values):
            for over, high in zip(members, values):
                if faithful.label == 0 and over.label == 1:
                    difference.append(high - low)
                    group.append(number)
                    role.append(faithful.tags[1])
                    edit.append(over.edit_of == faithful.key)
                    keys.append((faithful.key, over.key))
    return Pairs(np.array(difference), np.array(group), tuple(role), np.array(edit, dtype=np.bool_), tuple(keys))


@cache
def least_told(name: str) -> frozenset[tuple[str, str]]:
    """The third of a set's pairs that surface cues tell least, by the keys of the faithful and the overreaching headline."""
    table = pairs(sets.load(name))
    margin, _ = held_out_margins(table)
    return frozenset(table.keys[i] for i in np.argsort(np.abs(margin), kind="stable")[: len(margin) // 3].tolist())


def held_out_margins(table: Pairs, *, folds: int = FOLDS, seed: int = 0) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Margin of each pair (positive: ranked right) under a model that did not see its article, and the fold it lay in.

    The model is logistic regression on differences of cues, each pair taken both ways round (a linear Bradley-Terry model).
    """
    margin = np.zeros(len(table.group))
    fold = np.zeros(len(table.group), dtype=np.int64)
    splits = GroupKFold(n_splits=folds, shuffle=True, random_state=seed).split(table.difference, groups=table.group)
    for number, (train, test) in enumerate(splits):
        scale = table.difference[train].std(axis=0)
        scale[scale == 0] = 1.0
        known = table.difference[train] / scale
        model = LogisticRegression(C=1.0, fit_intercept=False, max_iter=1000)
        model.fit(np.vstack([known, -known]), np.repeat([1, 0], len(known)))
        margin[test] = model.decision_function(table.difference[test] / scale)
        fold[test] = number
    return margin, fold


def rank(margin: NDArray[np.float64], fold: NDArray[np.int64]) -> Rank:
    """Share of pairs with a positive margin, zero counting half."""
    right = (margin > 0) + 0.5 * (margin == 0)
    shares = [right[fold == number].mean() for number in np.unique(fold)]
    return Rank(float(np.mean(shares)), float(np.std(shares)))


def holds(together: Rank, alone: Sequence[Rank]) -> bool:
    """Whether the surface stays within its bounds."""
    return together.mean <= TOGETHER and all(cue.gain <= ALONE for cue in alone)


def measure(table: Pairs) -> tuple[Rank, list[Rank], dict[str, Rank]]:
    """All cues together; each alone (no learning, higher means overreaching); together on each part of the pairs."""
    margin, fold = held_out_margins(table)
    alone = [rank(table.difference[:, i], fold) for i in range(len(CUES))]
    roles = np.array(table.role)
    parts = {f"faithful one {role}": roles == role for role in sorted(set(table.role))}
    parts["minimal edits"] = table.edit
    return rank(margin, fold), alone, {name: rank(margin[chosen], fold[chosen]) for name, chosen in parts.items() if chosen.any()}


def _print(name: str, table: Pairs) -> None:
    together, alone, parts = measure(table)
    print(f"\n{name}: {len(set(table.group.tolist()))} articles, {len(table.group)} pairs, {FOLDS} folds by article; 0.5 is chance")
    print(f"  {'all cues together':26} {together.mean:.3f} +- {together.spread:.3f}   at most {TOGETHER:.2f}: {_says(together.mean <= TOGETHER)}")
    for part, share in parts.items():
        print(f"  {'  ' + part:26} {share.mean:.3f} +- {share.spread:.3f}")
    for cue, share in zip(CUES, alone):
        print(f"  {cue:26} {share.mean:.3f} +- {share.spread:.3f}   {share.gain:.3f} at most {ALONE:.2f}: {_says(share.gain <= ALONE)}")
    print(f"  within bounds: {_says(holds(together, alone))}")


def _says(good: bool) -> str:
    return "yes" if good else "NO"


def main() -> None:
    own = pairs(sets.load("seeds"))
    _print("seeds", own)
    try:
        data.folder()
    except FileNotFoundError as error:
        print(f"\nreal bodies left out: {error}")
        return
    real = pairs(sets.load("real"))
    _print("real bodies", real)
    both = Pairs(
        np.vstack([own.difference, real.difference]),
        np.concatenate([own.group, real.group + own.group.max() + 1]),
        own.role + real.role,
        np.concatenate([own.edit, real.edit]),
        own.keys + real.keys,
    )
    _print("both", both)
    _print("unbalanced, which need not keep the bounds", pairs(sets.load("unbalanced")))


if __name__ == "__main__":
    described(__doc__).parse_args()
    main()

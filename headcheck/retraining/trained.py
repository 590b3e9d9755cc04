"""A trained model: what it answers, saved as readable JSON and loaded again."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headcheck.model import Judge, load_judge
from headcheck.result import Result, Scores
from headcheck.retraining import learn
from headcheck.retraining.learn import Floats
from headcheck.retraining.report import Report
from headcheck.scoring import check_pairs, read_pairs, score, score_many


def load(path: str | os.PathLike[str]) -> Model:
    """Read a model that `Model.save` wrote, or the shipped one.

    A model file is data: reading one from a stranger runs no code.

    Raises
    ------
    InputError
        Where the file is missing, damaged or of another version.
    """
    return Model(load_judge(path))


@dataclass(frozen=True, eq=False)
class Model:
    """A trained model.

    Attributes
    ----------
    judge : Judge
        Its weights.
    """

    judge: Judge

    @property
    def classes_(self) -> NDArray[Any]:
        """Labels in the order of `predict_proba`'s columns, shape ``(n_classes,)``; 0 and 1 for grades."""
        return np.array(self.judge.classes)

    @property
    def report(self) -> Report:
        """What was measured on rows that the model had not seen."""
        return Report(self.judge.about.get("report", self.judge.about.get("figures", {})))

    def predict_proba(self, headlines: str | Iterable[str], bodies: str | Iterable[str], *, n_jobs: int = 1, progress: bool = False) -> Floats:
        """Probability of each class, shape ``(n, n_classes)``; of two classes calibrated on rows that were not trained on, of more at the
        frequencies of the training data.

        Parameters
        ----------
        headlines, bodies : iterables of str
            Of equal length; one string each is one pair.
        """
        one = isinstance(headlines, str) and isinstance(bodies, str)
        pairs = check_pairs([headlines] if one else headlines, [bodies] if one else bodies)  # type: ignore[list-item]
        if not pairs:
            return np.zeros((0, len(self.judge.classes)))
        values = read_pairs(pairs, judge=self.judge, n_jobs=n_jobs, progress=progress)
        return learn.probability(self.judge.accuracy, self.judge.accuracy.logit(values, self.judge.accuracy.told(pairs)))

    def predict(self, headlines: str | Iterable[str], bodies: str | Iterable[str], *, n_jobs: int = 1, progress: bool = False) -> NDArray[Any]:
        """Label of each pair, shape ``(n,)``: the class of least expected cost, or the expected grade where labels were grades.

        With a class weight other than None a rare class may be named though another is more probable; see `train`.
        """
        chance = self.predict_proba(headlines, bodies, n_jobs=n_jobs, progress=progress)
        if self.judge.about.get("kind") == "graded":
            return np.asarray(chance[:, 1])
        return np.asarray(self.classes_[learn.decide(chance, self.judge.costs)])

    def score(self, headline: str, body: str) -> Result:
        """Result of one headline, as `headcheck.score` gives it, with this model's score.

        The score is the probability of the positive class: the second of two, everything above the lowest of ordered ones, or the one
        that `train` was told. Of three or more classes it is learnt as a question of its own and calibrated, so that it may differ from what
        `predict_proba` has for the same. `sensationalism` stays the shipped model's.

        Raises
        ------
        InputError
            Where there are three or more named classes and none was named positive.
        """
        return score(headline, body, judge=self.judge)

    def score_many(self, headlines: Iterable[str], bodies: Iterable[str], *, n_jobs: int = 1, progress: bool = False) -> Scores:
        """Scores of many headlines, as `headcheck.score_many` gives them, with this model's score."""
        return score_many(headlines, bodies, n_jobs=n_jobs, progress=progress, judge=self.judge)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the model as JSON; the file appears whole or not at all."""
        self.judge.save(path)

    def __repr__(self) -> str:
        return f"<headcheck model of classes {list(self.judge.classes)}>"

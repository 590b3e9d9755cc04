"""The linear model: weights with names, loaded from and saved to readable JSON, never a pickle."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headcheck.errors import InputError
from headcheck.features.doubt import WordModel
from headcheck.files import opened_file, replaced
from headcheck.gates import KNOWN, gates
from headcheck.odds import sigmoid
from headcheck.reading import ALL_NAMES, NAMES
from headcheck.wordweights import WordWeights

FORMAT = "headcheck model 1"
DEFAULT = Path(__file__).parent / "default" / "model.json"
LENGTH = NAMES.index("length")
CLIP = 5.0  # standard deviations beyond which a feature says no more


@dataclass(frozen=True, eq=False)
class LinearHead:
    """Weights for one question. ``k`` outputs: 1 for two classes, else one a class.

    Its features are the first ``n_features`` of `ALL_NAMES`.
    ``mean`` and ``scale`` have shape ``(n_features,)``, ``weights`` ``(k, n_features, n_gates)``, ``intercept`` ``(k,)``.
    ``calibration`` holds the log-odds at which a monotone curve bends and the probabilities there (two rows), or None.
    ``slope``, shape ``(n_features,)``, is what a headline has the more of each feature for being longer, and is taken off first; None where nothing is.
    ``words`` holds what single words of the texts add, in models that were retrained and gained by it, or None.
    """

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    intercept: NDArray[np.float64]
    calibration: NDArray[np.float64] | None = None
    words: WordWeights | None = None
    slope: NDArray[np.float64] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Names of its features."""
        return ALL_NAMES[: len(self.mean)]

    @property
    def gates(self) -> tuple[str, ...]:
        """Names of its gates."""
        return next(names for names in KNOWN if len(names) == self.weights.shape[2])

    def standard(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Standardised values of its features, clipped; further columns are left out."""
        usual = self.mean if self.slope is None else self.mean + self.slope * values[..., LENGTH : LENGTH + 1]
        return np.asarray(np.clip((values[..., : len(self.mean)] - usual) / self.scale, -CLIP, CLIP))

    def contributions(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Log-odds that each feature of one row adds, shape ``(k, n_features)``; with the intercept they sum to the logit."""
        gate = gates(values[None], self.gates)[0]
        return np.asarray((self.weights @ gate) * self.standard(values))

    def logit(self, values: NDArray[np.float64], told: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
        """Log-odds before calibration of many rows, shape ``(n, k)``; to the last bit the same whatever rows stand beside a row.

        ``told``, shape ``(n, k)``, is what `told` gives for the rows' texts.
        """
        z = self.standard(values)
        gate = gates(values, self.gates)
        out = np.empty((len(z), len(self.intercept)))
        for k, weights in enumerate(self.weights):
            opened = sum(gate[:, g : g + 1] * weights[:, g] for g in range(gate.shape[1]))  # a matrix product would round by what stands beside a row
            out[:, k] = (opened * z).sum(axis=1)
        return out + self.intercept + (0.0 if told is None else told)

    def told(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64] | None:
        """Log-odds that single words of headlines and bodies add, shape ``(n, k)``; None where the model weighs none."""
        return None if self.words is None else self.words.logit(pairs)

    def probability(self, logit: NDArray[np.float64]) -> NDArray[np.float64]:
        """Calibrated probability of a column of log-odds (two classes)."""
        if self.calibration is None:
            return sigmoid(logit)
        return np.asarray(np.interp(logit, self.calibration[0], self.calibration[1]))

    def to_dict(self) -> dict[str, Any]:
        """The head as readable data, feature by feature."""
        slope = [{}] * len(self.mean) if self.slope is None else [{"slope": round(float(s), 6)} for s in self.slope]
        features = {
            name: {"mean": round(float(m), 6), **more, "scale": round(float(s), 6), "weights": [[round(float(x), 6) for x in w] for w in per_class]}
            for name, m, more, s, per_class in zip(self.names, self.mean, slope, self.scale, self.weights.transpose(1, 0, 2), strict=True)
        }
        return {
            "gates": list(self.gates),
            "intercept": [round(float(b), 6) for b in self.intercept],
            "calibration": None if self.calibration is None else np.round(self.calibration, 6).tolist(),
            "features": features,
            **({} if self.words is None else {"words": self.words.to_dict()}),
        }

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> LinearHead:
        """The head from what ``to_dict`` gave."""
        features = stored["features"]
        if list(features) not in (list(NAMES), list(ALL_NAMES)):
            raise ValueError("the model's features are not those of this version of headcheck; retrain it")
        rows = list(features.values())
        head = cls(
            mean=np.array([r["mean"] for r in rows], dtype=np.float64),
            scale=np.array([r["scale"] for r in rows], dtype=np.float64),
            weights=np.array([r["weights"] for r in rows], dtype=np.float64).transpose(1, 0, 2),
            intercept=np.array(stored["intercept"], dtype=np.float64),
            calibration=None if stored["calibration"] is None else np.array(stored["calibration"], dtype=np.float64),
            words=WordWeights.from_dict(stored["words"], len(stored["intercept"])) if "words" in stored else None,
            slope=np.array([r["slope"] for r in rows], dtype=np.float64) if any("slope" in r for r in rows) else None,
        )
        if tuple(stored["gates"]) not in KNOWN:
            raise ValueError("the model's gates are not those of this version of headcheck; retrain it")
        if head.weights.shape != (len(head.intercept), len(rows), len(stored["gates"])):
            raise ValueError("the model's weights do not fit its features")
        if any(part is not None and part.shape != (len(rows),) for part in (head.mean, head.scale, head.slope)):
            raise ValueError("the model's means, scales or slopes do not fit its features")
        curve = head.calibration
        if curve is not None and not _is_curve(curve):
            raise ValueError("the model's calibration is no curve of probabilities")
        if not all(np.isfinite(part).all() for part in (head.weights, head.mean, head.scale, head.intercept, curve, head.slope) if part is not None):
            raise ValueError("the model has a number that is not finite")
        if not (head.scale > 0).all():
            raise ValueError("the model has a scale that is not positive")
        return head


def _is_curve(curve: NDArray[np.float64]) -> bool:
    """Whether two rows are log-odds and their probabilities, both rising."""
    return curve.ndim == 2 and len(curve) == 2 and curve.size > 0 and bool((np.diff(curve) >= 0).all() and curve[1].min() >= 0 and curve[1].max() <= 1)


@dataclass(frozen=True, eq=False)
class Judge:
    """Everything a verdict needs: the word model, the heads, the thresholds, and what it was made with."""

    words: WordModel
    accuracy: LinearHead
    sensationalism: LinearHead
    thresholds: tuple[float, float]  # score from which a headline is "stretched", and "overreaching"
    classes: tuple[Any, ...] = (0, 1)
    about: dict[str, Any] = field(default_factory=dict)  # versions, data fingerprints, figures, report
    scorer: LinearHead | None = None  # what scores, where it is not `accuracy`: the positive class against the others
    class_weight: tuple[float, ...] = ()  # what a mistake on each class costs, where not all cost the same

    @property
    def with_stance(self) -> bool:
        """Whether any head weighs the stance features."""
        return any(head is not None and len(head.mean) > len(NAMES) for head in (self.accuracy, self.scorer))

    @property
    def costs(self) -> NDArray[np.float64]:
        """What a mistake on each class costs, shape ``(k,)``."""
        return np.array(self.class_weight or [1.0] * len(self.classes))

    def scoring(self) -> Judge:
        """The judge whose `accuracy` gives the score: this one, or where a positive class was named among several, the one that tells it from the others.

        Raises
        ------
        InputError
            Where there are three or more named classes and none was named positive.
        """
        if self.scorer is not None:
            return replace(self, accuracy=self.scorer, scorer=None, classes=(0, 1))
        if len(self.accuracy.intercept) > 1:
            raise InputError(
                f"this model tells {len(self.classes)} named classes apart, and none of them was named positive, so that there is nothing to score: "
                f"use predict_proba(headlines, bodies), or train it with positive={self.classes[-1]!r} or another class"
            )
        return self

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the model as JSON; the file appears whole or not at all.

        Raises
        ------
        InputError
            Where the path is a folder, or its folder is not there.
        """
        if not isinstance(path, str | os.PathLike):
            raise InputError.argument("path", "the path of a model file", path)
        stored = {
            "format": FORMAT,
            "classes": list(self.classes),
            "thresholds": {"stretched": self.thresholds[0], "overreaching": self.thresholds[1]},
            "about": self.about,
            "words": self.words.to_dict(),
            "accuracy": self.accuracy.to_dict(),
            "sensationalism": self.sensationalism.to_dict(),
        }
        if self.scorer is not None:
            stored["scorer"] = self.scorer.to_dict()
        if self.class_weight:
            stored["class_weight"] = list(self.class_weight)
        text = json.dumps(stored, indent=1, ensure_ascii=False, default=_plain)
        with replaced(os.fspath(path)) as file:
            file.write((text + "\n").encode("utf-8", "replace"))


def load_judge(path: str | os.PathLike[str]) -> Judge:
    """Read a model file.

    Raises
    ------
    InputError
        Where the file is missing, no JSON, or no model of this version.
    """
    if not isinstance(path, str | os.PathLike):
        raise InputError.argument("path", "the path of a model file", path)
    place = os.fspath(path)
    with opened_file(place) as file:
        raw = file.read()
    try:
        stored = json.loads(raw.decode("utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"{place} is no model file: not JSON ({error})") from None
    if not isinstance(stored, dict) or stored.get("format") != FORMAT:
        raise InputError(f'{place} is no model file of this version: expected "format": "{FORMAT}"')
    try:
        judge = Judge(
            words=WordModel.from_dict(stored["words"]),
            accuracy=LinearHead.from_dict(stored["accuracy"]),
            sensationalism=LinearHead.from_dict(stored["sensationalism"]),
            thresholds=(float(stored["thresholds"]["stretched"]), float(stored["thresholds"]["overreaching"])),
            classes=tuple(_list(stored["classes"])),
            about=stored["about"],
            scorer=LinearHead.from_dict(stored["scorer"]) if "scorer" in stored else None,
            class_weight=tuple(float(w) for w in stored.get("class_weight", ())),
        )
        _check(judge)
        return judge
    except (KeyError, ValueError, TypeError, AttributeError, OverflowError) as error:
        raise InputError(f"{place} is damaged or of another version: {error}") from None


def _list(given: Any) -> list[Any]:
    if not isinstance(given, list):
        raise ValueError("classes is no list")
    return given


def _check(judge: Judge) -> None:
    """Whether the parts fit each other."""
    k = len(judge.classes)
    if k < 2 or len(set(judge.classes)) < k or not all(isinstance(label, str | bool | int | float) and label == label for label in judge.classes):
        raise ValueError("the classes are no different labels, two or more")
    for name, head, outputs in (
        ("accuracy", judge.accuracy, 1 if k == 2 else k),
        ("sensationalism", judge.sensationalism, 1),
        *([("scorer", judge.scorer, 1)] if judge.scorer is not None else []),
    ):
        if head.intercept.shape != (outputs,) or len(head.weights) != outputs:
            raise ValueError(f"{name} must have {outputs} output{'s' * (outputs > 1)} for {k} classes")
    if not np.isfinite([*judge.words.weights, judge.words.intercept]).all():
        raise ValueError("words has a weight that is no number")
    if judge.class_weight and (len(judge.class_weight) != k or not all(0 < weight < np.inf for weight in judge.class_weight)):
        raise ValueError("class_weight does not fit the classes")
    if not 0 <= judge.thresholds[0] <= judge.thresholds[1] <= 1:
        raise ValueError("the thresholds are not in order between 0 and 1")
    if not isinstance(judge.about, dict):
        raise ValueError("about is no object")


@lru_cache(maxsize=1)
def default_judge() -> Judge:
    """The shipped model."""
    return load_judge(DEFAULT)


def _plain(value: Any) -> Any:
    """numpy values as JSON knows them."""
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, np.ndarray):
        return value.tolist()
    raise TypeError(f"cannot store {type(value).__name__} in a model file")

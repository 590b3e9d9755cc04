"""headcheck: how far does a headline outrun the facts in its body, why, and where in the text?

>>> import headcheck
>>> result = headcheck.score(headline, body)  # doctest: +SKIP
>>> print(result)  # doctest: +SKIP

Names are imported when first used, so that scoring never waits for scikit-learn.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_WHERE = {
    "score": "headcheck.scoring",
    "score_many": "headcheck.scoring",
    "rank": "headcheck.scoring",
    "train": "headcheck.retraining.train",
    "load": "headcheck.retraining.trained",
    "Model": "headcheck.retraining.trained",
    "HeadlineFeatures": "headcheck.estimator",
    "HeadlineClassifier": "headcheck.estimator",
    "Result": "headcheck.result",
    "Scores": "headcheck.result",
    "Claim": "headcheck.result",
    "Reason": "headcheck.reasons",
    "Fix": "headcheck.fixes",
    "InputError": "headcheck.errors",
}
__all__ = sorted([*_WHERE, "__version__"])

if TYPE_CHECKING:
    from headcheck.errors import InputError as InputError
    from headcheck.estimator import HeadlineClassifier as HeadlineClassifier
    from headcheck.estimator import HeadlineFeatures as HeadlineFeatures
    from headcheck.fixes import Fix as Fix
    from headcheck.reasons import Reason as Reason
    from headcheck.result import Claim as Claim
    from headcheck.result import Result as Result
    from headcheck.result import Scores as Scores
    from headcheck.retraining.train import train as train
    from headcheck.retraining.trained import Model as Model
    from headcheck.retraining.trained import load as load
    from headcheck.scoring import rank as rank
    from headcheck.scoring import score as score
    from headcheck.scoring import score_many as score_many


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        value = getattr(import_module(_WHERE[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'headcheck' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__

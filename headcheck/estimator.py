"""headcheck inside scikit-learn: a transformer and a classifier of (headline, body) pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Self

import numpy as np
from joblib import Memory
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassifierMixin, TransformerMixin
from sklearn.model_selection import check_cv
from sklearn.utils.multiclass import type_of_target
from sklearn.utils.validation import check_is_fitted

from headcheck.bags import Bags, same_body
from headcheck.errors import InputError
from headcheck.matrix import read_matrix
from headcheck.reading import ALL_NAMES
from headcheck.retraining import learn, vocabulary
from headcheck.scoring import check_body, check_headline
from headcheck.tables.values import is_missing

Floats = NDArray[np.float64]


class HeadlineFeatures(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Features of headlines over their bodies.

    Parameters
    ----------
    n_jobs : int, default 1
        Processes, as in scikit-learn (-1: all cores).
    memory : str or joblib.Memory, optional
        Folder that keeps the matrix of a list of pairs, so that asking again is fast. It is computed anew where headcheck's code or
        its shipped model has changed.

    Attributes
    ----------
    n_features_in_ : int
        2: the headline and the body.

    Examples
    --------
    >>> from headcheck import HeadlineFeatures
    >>> pairs = [("Bridge to close", "The council will close the bridge in May.")]
    >>> HeadlineFeatures().fit_transform(pairs).shape[0]
    1
    """

    def __init__(self, n_jobs: int = 1, memory: str | Memory | None = None) -> None:
        self.n_jobs = n_jobs
        self.memory = memory

    def fit(self, X: Any, y: Any = None) -> Self:
        """Check the pairs; nothing is learnt.

        Parameters
        ----------
        X : array-like of shape (n, 2)
            Headline and body of each row: a list of pairs, an array, or a data frame of two columns.
        y : ignored
        """
        as_pairs(X)
        _remember_columns(self, X)
        return self

    def transform(self, X: Any) -> Floats:
        """Feature matrix.

        Parameters
        ----------
        X : array-like of shape (n, 2)

        Returns
        -------
        array of shape (n, n_features)
            Columns as `get_feature_names_out` has them.

        Raises
        ------
        InputError
            Where a text is no string or a headline is empty; the message names the row.
        """
        check_is_fitted(self)
        _check_columns(self, X)
        return read_matrix(as_pairs(X), n_jobs=self.n_jobs, memory=self.memory)

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Names of the columns, shape ``(n_features,)``."""
        check_is_fitted(self)
        return np.array(ALL_NAMES, dtype=object)

    def __sklearn_tags__(self) -> Any:
        return _text_tags(super().__sklearn_tags__())


class HeadlineClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Linear classifier of (headline, body) pairs: standardised features under gates, multinomial logistic loss.

    Common words of the body, and single words of the headline, are weighed beside the features where that lowers the loss on held-out groups.

    Parameters
    ----------
    C : float, optional
        Inverse strength of the penalty. By default chosen by cross-validation over folds by group.
    class_weight : {"auto", "sqrt", "balanced"}, mapping or None, default "auto"
        What a mistake on each class costs. "balanced" gives every class the same say, None every row; "sqrt" is half way, and on the
        Fake News Challenge best in macro-F1 and official score; "auto" is "balanced" below 300 rows given to `fit`, else "sqrt".
        `predict` names the class of least expected cost, so that rare classes are found; `predict_proba` gives probabilities at the data's own frequencies.
        With None the class named is always the most probable one.
    cv : int, splitter or iterable of (train, test) arrays of rows, default 5
        Folds that choose C.
    n_jobs : int, default 1
        Processes that read texts.
    memory : str or joblib.Memory, optional
        Keeps feature matrices, as in `HeadlineFeatures`.
    random_state : int or None, default 0
        Seed of the folds.

    Attributes
    ----------
    classes_ : array of shape (n_classes,)
    C_ : float
        The value used.
    class_weight_ : array of shape (n_classes,)
    head_ : LinearHead
        Weights by class, feature and gate.
    features_ : HeadlineFeatures
    n_features_in_ : int
        2: the headline and the body.
    """

    def __init__(
        self,
        C: float | None = None,
        class_weight: Any = "auto",
        cv: Any = 5,
        n_jobs: int = 1,
        memory: str | Memory | None = None,
        random_state: int | None = 0,
    ) -> None:
        self.C = C
        self.class_weight = class_weight
        self.cv = cv
        self.n_jobs = n_jobs
        self.memory = memory
        self.random_state = random_state

    def fit(self, X: Any, y: ArrayLike, groups: ArrayLike | None = None, sample_weight: ArrayLike | None = None) -> Self:
        """Learn from labelled pairs.

        Parameters
        ----------
        X : array-like of shape (n, 2)
            Headline and body of each row.
        y : array-like of shape (n,)
            Labels, of at least two classes.
        groups : array-like of shape (n,), optional
            Rows that belong together and never part into training and testing; by default rows with the same body. `GridSearchCV` and its like hand
            them on only where scikit-learn's metadata routing is on and `set_fit_request(groups=True)` asks for them.
        sample_weight : array-like of shape (n,), optional
            How many rows each one counts for, in the fit, the choice of C, means, scales and class weights. Rows of weight 0 are as if they were not
            there; 200 and 300 rows, from which words may be weighed and "auto" is "sqrt", and words that are in three texts are counted unweighted.
        """
        _check_options(self.C, self.cv)
        pairs = as_pairs(X)
        labels = _column("y", y, len(pairs))
        if type_of_target(np.asarray(labels.tolist())) == "continuous":  # numbers among objects, as tables hold them, are numbers too
            raise InputError("y holds numbers that are no classes; headcheck.train learns grades from 0 to 1")
        weight = np.ones(len(pairs)) if sample_weight is None else _weights(_column("sample_weight", sample_weight, len(pairs)))
        group = same_body([body for _, body in pairs]) if groups is None else np.unique(_column("groups", groups, len(pairs)), return_inverse=True)[1]
        kept = np.flatnonzero(weight)
        cv = int(self.cv) if isinstance(self.cv, int | np.integer) else check_cv(learn.given_folds(check_cv(self.cv), kept, labels, group))
        pairs, weight, group = [pairs[i] for i in kept.tolist()], weight[kept], group[kept]
        classes, index = np.unique(labels[kept], return_inverse=True)
        if len(classes) < 2:
            raise InputError(f"y has one class only, {classes.tolist()}; at least two are needed")
        costs = _costs(self.class_weight, classes.tolist(), index, weight)
        self.features_ = HeadlineFeatures(self.n_jobs, self.memory).fit(pairs)
        values = self.features_.transform(pairs)
        bags = Bags.of([headline for headline, _ in pairs], [body for _, body in pairs])
        every, k = np.arange(len(pairs)), len(classes)
        fitted = vocabulary.fit(values, bags, every, index, group, k, C=self.C, class_weight=costs, sample_weight=weight, cv=cv, seed=self.random_state)
        self.classes_, self.class_weight_, self.head_, self.C_ = classes, costs, fitted.head, fitted.C
        _remember_columns(self, X)
        return self

    def predict_proba(self, X: Any) -> Floats:
        """Probability of each class at the frequencies of the training data, shape ``(n, n_classes)``."""
        check_is_fitted(self)
        _check_columns(self, X)
        pairs = as_pairs(X)
        values = self.features_.transform(pairs)
        return learn.probability(self.head_, self.head_.logit(values, self.head_.told(pairs)))

    def predict(self, X: Any) -> NDArray[Any]:
        """Class of least expected cost of each pair, shape ``(n,)``."""
        chance = self.predict_proba(X)
        return np.asarray(self.classes_[learn.decide(chance, self.class_weight_)])

    def decision_function(self, X: Any) -> Floats:
        """What `predict` decides by: log-odds, shape ``(n,)``, of two classes (positive: the second); of more the logarithm of each one's probability
        times its cost, shape ``(n, n_classes)``."""
        scores = np.log(np.maximum(self.predict_proba(X), 1e-300) * self.class_weight_)
        return np.asarray(scores[:, 1] - scores[:, 0] if len(self.classes_) == 2 else scores)

    def __sklearn_tags__(self) -> Any:
        return _text_tags(super().__sklearn_tags__())


def as_pairs(X: Any) -> list[tuple[str, str]]:
    """Checked (headline, body) pairs of a list, array or data frame.

    Raises
    ------
    InputError
        Where X has not two columns, no rows, a text that is no string, an empty headline, one of more than 1,000 words or a body without words; the
        message names the row, from 0.
    """
    shape = getattr(X, "shape", None)
    if shape is not None and (len(shape) != 2 or shape[1] != 2):
        raise InputError(f"X must have two columns, headline and body; its shape is {tuple(shape)}")
    if isinstance(X, Iterator):
        raise InputError(f"X must be (headline, body) pairs that can be read more than once, such as a list, not a {type(X).__name__}")
    if isinstance(X, str | bytes) or not (hasattr(X, "to_numpy") or isinstance(X, Iterable)):
        raise InputError.argument("X", "(headline, body) pairs", X)
    rows = list(X.to_numpy() if hasattr(X, "to_numpy") else X)
    if not rows:
        raise InputError("X has no rows; at least one (headline, body) pair is needed")
    out = []
    for i, row in enumerate(rows):
        if isinstance(row, str | bytes) or not hasattr(row, "__len__") or len(row) != 2:
            raise InputError(f"X[{i}] must be a (headline, body) pair, got {type(row).__name__}")
        headline, body = row
        check_body(f"X[{i}]: the body", body)
        check_headline(f"X[{i}]: the headline", headline)
        out.append((str(headline), str(body)))
    return out


def _column(name: str, given: ArrayLike, n: int) -> NDArray[Any]:
    column = np.asarray(given)
    if column.ndim == 2 and column.shape[1] == 1:
        given = column = column[:, 0]
    cells = list(given) if isinstance(given, list | tuple) else column.tolist()  # numpy would write nan and numbers among names as text
    if column.ndim != 1 or len(column) != n:
        raise InputError(f"{name} must have one value a row, shape ({n},); its shape is {column.shape}")
    missing = [i for i, value in enumerate(cells) if is_missing(value) and not isinstance(value, str)]
    if missing:
        raise InputError(f"{name}[{missing[0]}] is missing")
    if len({isinstance(value, str) for value in cells}) > 1:
        raise InputError(f"{name} mixes names and numbers")
    return column


def _weights(given: NDArray[Any]) -> Floats:
    if given.dtype.kind not in "buif" or not np.isfinite(given).all() or (given < 0).any() or not given.any():
        raise InputError("sample_weight must hold numbers of at least 0, not all 0")
    return given.astype(np.float64)


def _costs(how: Any, classes: list[Any], index: NDArray[np.int64], weight: Floats) -> Floats:
    """Class weights of weighted rows, which count as so many rows as there are."""
    count = np.bincount(index, weight) * len(weight) / weight.sum()
    return learn.class_weights(count, learn.settled(how, len(weight)), classes)


def _check_options(C: Any, cv: Any) -> None:
    learn.check_strength(C)
    folds = cv >= 2 if isinstance(cv, int | np.integer) else hasattr(cv, "split") or isinstance(cv, Iterable)
    if isinstance(cv, bool | str) or not folds:
        raise InputError.argument("cv", "a number of folds of at least 2, a splitter, or (train, test) splits", cv)


def _check_columns(estimator: Any, X: Any) -> None:
    """A frame must have the columns that were fitted, in their order: headline and body might have changed places."""
    fitted, names = getattr(estimator, "feature_names_in_", None), list(getattr(X, "columns", []))
    if fitted is not None and names and names != fitted.tolist():
        raise InputError(f"the columns of X must be those that were fitted, {fitted.tolist()}, in the same order; they are {names}")


def _remember_columns(estimator: Any, X: Any) -> None:
    """scikit-learn's record of what came in."""
    estimator.n_features_in_ = 2
    names = list(getattr(X, "columns", []))
    if names and all(isinstance(name, str) for name in names):
        estimator.feature_names_in_ = np.array(names, dtype=object)
    elif hasattr(estimator, "feature_names_in_"):
        del estimator.feature_names_in_


def _text_tags(tags: Any) -> Any:
    tags.input_tags.string = True
    tags.input_tags.two_d_array = True
    tags.no_validation = True
    return tags

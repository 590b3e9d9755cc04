"""Words of one's own labelled texts: what a retrained model weighs beside the features, where that helps on held-out groups.

Which words the headline and the lead of the body have is reduced to topics (latent semantic analysis, Deerwester et al. 1990), so that rare words
share what their companions teach. The model weighs the topics; what it keeps is the weight of each word that follows, since all of it is linear.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headcheck.bags import Bags
from headcheck.retraining import learn
from headcheck.retraining.learn import Floats, Ints
from headcheck.wordweights import Side, WordWeights

TOPICS = 150  # of each side
RARE = 3  # a word in fewer different texts weighs nothing
SHARE = 10.0  # how much a topic counts beside a standardised feature
FEW = 200  # rows below which words are not looked at: they would be learnt by heart


@dataclass(frozen=True, eq=False)
class Topics:
    """Topics of one side. ``columns`` (n_words,) of the counts, ``rarity`` (n_words,), ``axes`` (n_topics, n_words)."""

    columns: Ints
    rarity: Floats
    axes: Floats

    @classmethod
    def fit(cls, counts: Any) -> Topics | None:
        """From the counts of the different texts that train; None where too few words are in enough of them."""
        from sklearn.decomposition import TruncatedSVD
        from sklearn.feature_extraction.text import TfidfTransformer

        columns = np.flatnonzero(np.asarray((counts > 0).sum(axis=0)).ravel() >= RARE)
        n_topics = min(TOPICS, len(columns) - 1, counts.shape[0] - 1)
        if n_topics < 2:
            return None
        tfidf = TfidfTransformer(sublinear_tf=True)
        x = tfidf.fit_transform(counts[:, columns])
        axes = TruncatedSVD(n_topics, n_iter=4, random_state=0).fit(x).components_
        return cls(columns, np.asarray(tfidf.idf_, dtype=np.float64), axes.astype(np.float64))

    def of(self, counts: Any) -> NDArray[np.float32]:
        """Topics of texts, shape ``(n_texts, n_topics)``."""
        from sklearn.preprocessing import normalize

        x = counts[:, self.columns].astype(np.float64)
        x.data = (1 + np.log(x.data)) * self.rarity[x.indices]
        return np.asarray(SHARE * (normalize(x) @ self.axes.T), dtype=np.float32)


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Topics of both sides."""

    headline: Topics
    lead: Topics

    @classmethod
    def fit(cls, bags: Bags, rows: Ints) -> Vocabulary | None:
        """From the texts of some rows; None where there are too few."""
        if len(rows) < FEW:
            return None
        heads, leads = Topics.fit(bags.headlines[np.unique(bags.headline_of[rows])]), Topics.fit(bags.leads[np.unique(bags.body_of[rows])])
        return None if heads is None or leads is None else cls(heads, leads)

    def of(self, bags: Bags, rows: Ints) -> NDArray[np.float32]:
        """Topics of rows, shape ``(n_rows, n_topics)``."""
        cut = len(self.headline.axes)
        out = np.empty((len(rows), cut + len(self.lead.axes)), np.float32)
        out[:, :cut] = self.headline.of(bags.headlines)[bags.headline_of[rows]]
        out[:, cut:] = self.lead.of(bags.leads)[bags.body_of[rows]]
        return out

    def weights(self, coef: Floats, words: Sequence[str]) -> WordWeights:
        """Weights of words from those of topics, shape ``(k, n_topics)``."""
        cut = len(self.headline.axes)
        sides = []
        for topics, part in ((self.headline, coef[:, :cut]), (self.lead, coef[:, cut:])):
            sides.append(Side([words[i] for i in topics.columns.tolist()], topics.rarity, SHARE * part @ topics.axes))
        return WordWeights(*sides)


def fit(
    values: Floats,
    bags: Bags,
    rows: Ints,
    y: Ints,
    groups: Ints,
    k: int,
    *,
    C: float | None,
    class_weight: Floats,
    sample_weight: Floats | None = None,
    cv: Any = 3,
    seed: int | None = 0,
    words: bool | None = None,
) -> learn.Fitted:
    """Fit features, and words beside them where these lower the loss on held-out groups.

    Parameters
    ----------
    values : array of shape (n, n_features)
    bags : Bags
    rows : array of shape (n,)
        Row in `bags` of each row of the other arrays.
    y, groups : arrays of shape (n,)
    C : float or None
        None: chosen by cross-validation.
    class_weight : array of shape (k,)
    sample_weight : array of shape (n,), optional
    cv, seed
        Folds of the choices.
    words : bool, optional
        Whether words count; by default that is chosen too.
    """
    vocabulary = None if words is False else Vocabulary.fit(bags, np.unique(rows))
    topics = None if vocabulary is None else vocabulary.of(bags, rows)
    strengths = learn.STRENGTHS if C is None else (C,)
    if C is None or (words is None and topics is not None):
        C, helps = learn.choose(
            values, y, groups, k, class_weight=class_weight, sample_weight=sample_weight, topics=topics, cv=cv, seed=seed, strengths=strengths
        )
        topics = topics if helps or words else None
    fitted = learn.fit(values, y, k, C=C, class_weight=class_weight, sample_weight=sample_weight, topics=topics)
    if vocabulary is None or fitted.topics is None:
        return fitted
    return replace(fitted, head=replace(fitted.head, words=vocabulary.weights(fitted.topics, bags.words)))

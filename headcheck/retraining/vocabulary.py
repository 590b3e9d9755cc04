"""Words of one's own labelled texts: what a retrained model weighs beside the features, where that helps on held-out groups.

Which common words the body has tells how it tells its story: as a fact, as a rumour, as a hoax. Words of the headline know the labelled stories and
the house's style. Both are reduced to topics (latent semantic analysis, Deerwester et al. 1990), so that rare words share what their companions teach.
The model weighs the topics; what it keeps is the weight of each word that follows, since all of it is linear.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headcheck.bags import Bags
from headcheck.lexicon import lexicon
from headcheck.retraining import learn
from headcheck.retraining.learn import Floats, Ints
from headcheck.wordweights import Side, WordWeights

TOPICS = {"body": 200, "headline": 150}
RARE = 3  # a word in fewer different texts weighs nothing
COMMON = 4.0  # rarity up to which a word of the body counts; rarer ones know stories, and mislead where a new one is told
SHARE = 10.0  # how much a topic counts beside a standardised feature
_CHOICES: Sequence[Sequence[str]] = ((), ("body",), ("headline",), ("body", "headline"))  # sides whose words may count
FEW = 200  # rows of the whole table below which words are not looked at: they would be learnt by heart


@dataclass(frozen=True, eq=False)
class Topics:
    """Topics of one side. ``columns`` (n_words,) of the counts, ``rarity`` (n_words,), ``axes`` (n_topics, n_words)."""

    columns: Ints
    rarity: Floats
    axes: Floats

    @classmethod
    def fit(cls, counts: Any, most: int, allowed: NDArray[np.bool_] | None = None) -> Topics | None:
        """From the counts of the different texts that train, and of the words allowed; None where too few words are in enough of them."""
        from sklearn.decomposition import TruncatedSVD
        from sklearn.feature_extraction.text import TfidfTransformer

        often = np.asarray((counts > 0).sum(axis=0)).ravel() >= RARE
        columns = np.flatnonzero(often if allowed is None else often & allowed)
        n_topics = min(most, len(columns) - 1, counts.shape[0] - 1)
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
    """Topics of the body's common words, and of all words of the headline."""

    body: Topics
    headline: Topics

    @classmethod
    def fit(cls, bags: Bags, rows: Ints) -> Vocabulary | None:
        """From the texts of some rows; None where the whole table has too few: folds have fewer rows than the model that they measure."""
        if len(bags.body_of) < FEW:
            return None
        body = Topics.fit(bags.bodies[np.unique(bags.body_of[rows])], TOPICS["body"], _common(bags.words))
        headline = Topics.fit(bags.headlines[np.unique(bags.headline_of[rows])], TOPICS["headline"])
        return None if body is None or headline is None else cls(body, headline)

    def of(self, bags: Bags, rows: Ints, choices: Sequence[Sequence[str]]) -> list[learn.Topics | None]:
        """For each choice of sides, what gives the topics of some of the rows; all at once they would take much memory."""
        each = {"body": (self.body.of(bags.bodies), bags.body_of[rows]), "headline": (self.headline.of(bags.headlines), bags.headline_of[rows])}

        def given(sides: Sequence[str]) -> learn.Topics:
            return lambda at: np.hstack([topics[of[at]] for topics, of in (each[side] for side in sides)])

        return [given(sides) if sides else None for sides in choices]

    def weights(self, coef: Floats, words: Sequence[str], sides: Sequence[str]) -> WordWeights:
        """Weights of words from those of the topics of some sides, shape ``(k, n_topics)``."""
        each = {"body": self.body, "headline": self.headline}
        parts = np.split(coef, np.cumsum([len(each[side].axes) for side in sides])[:-1], axis=1)
        return WordWeights(
            {
                side: Side([words[i] for i in each[side].columns.tolist()], each[side].rarity, SHARE * part @ each[side].axes)
                for side, part in zip(sides, parts, strict=True)
            }
        )


def _common(words: Sequence[str]) -> NDArray[np.bool_]:
    """Which words are common in the language."""
    lex = lexicon()
    return np.asarray(lex.idf[[lex.number.get(word, lex.unknown) for word in words]] <= COMMON)


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
    sides: Sequence[str] | None = None,
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
    sides : sequence of str, optional
        Sides whose words count; by default they are chosen too.
    """
    with learn.one_core():
        vocabulary = None if sides == () else Vocabulary.fit(bags, np.unique(rows))
        choices = [()] if vocabulary is None else _CHOICES if sides is None else [sides]
        topics = [None] if vocabulary is None else vocabulary.of(bags, rows, choices)
        strengths, best = learn.STRENGTHS if C is None else (C,), 0
        if C is None or len(choices) > 1:
            C, best = learn.choose(
                values, y, groups, k, class_weight=class_weight, sample_weight=sample_weight, topics=topics, cv=cv, seed=seed, strengths=strengths
            )
        fitted = learn.fit(values, y, k, C=C, class_weight=class_weight, sample_weight=sample_weight, topics=topics[best])
        if vocabulary is None or not choices[best]:
            return fitted
        return replace(fitted, head=replace(fitted.head, words=vocabulary.weights(fitted.topics, bags.words, choices[best])))

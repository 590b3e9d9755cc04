"""Words of one's own labels: learnt where they help, told in reasons, kept in the model file."""

from __future__ import annotations

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

import headcheck
from headcheck import HeadlineClassifier
from headcheck.bags import Bags
from headcheck.reading import ALL_NAMES
from headcheck.retraining.vocabulary import FEW, TOPICS, Topics, Vocabulary, fit
from headcheck.wordweights import SIDES, WordWeights

PLACES = ("Dunmere", "Corrie", "Ashby", "Lowfield", "Tarn", "Mosswick")
THINGS = ("bridge", "school", "harbour", "library", "market", "tower", "clinic", "station")
WHEN = ("in May", "next week", "on Monday", "this autumn", "before winter", "after the vote")


def rows(n: int, *, telling: bool) -> tuple[list[tuple[str, str]], np.ndarray]:
    """Headlines over bodies; where telling, the label hangs on one word of the headline, else on nothing."""
    rng = np.random.default_rng(3)
    pairs, labels = [], rng.integers(0, 2, n)
    for i, y in enumerate(labels.tolist()):
        place, thing, when = rng.choice(PLACES), rng.choice(THINGS), rng.choice(WHEN)
        word = ("stunner" if y else "notice") if telling else rng.choice(["stunner", "notice"])
        body = f"The council of {place} will repair its {thing} {when}, a clerk said. The work has number {i}. Residents were told by letter."
        pairs.append((f"{place} {thing} {word}: repairs {when}", body))
    return pairs, labels


@pytest.fixture(scope="module")
def told() -> tuple[list[tuple[str, str]], np.ndarray, headcheck.Model]:
    pairs, labels = rows(400, telling=True)
    table = {"headline": [h for h, _ in pairs], "body": [b for _, b in pairs], "label": labels.tolist()}
    return pairs, labels, headcheck.train(table)


def test_a_telling_word_is_learnt_and_named(told) -> None:
    pairs, labels, model = told
    assert model.judge.accuracy.words is not None
    overall = model.report.to_dict()["overall"]
    assert overall["accuracy"]["mean"] > 0.95
    (note,) = [n for n in model.report.to_dict()["notes"] if n.startswith("Single words")]
    assert "5 of 5 folds" in note and "stunner" in note
    i = int(np.flatnonzero(labels == 1)[0])
    result = model.score(*pairs[i])
    assert result.intercept + sum(result.contributions.values()) == pytest.approx(
        float(model.judge.accuracy.logit(_read(model, pairs[i]), model.judge.accuracy.told([pairs[i]]))[0, 0]), abs=1e-9
    )
    (reason,) = [r for r in result.reasons if r.kind == "words" and "headlines" in r.text]
    assert result.headline[slice(*reason.headline_span)] == "stunner"
    assert reason.effect > 0 and "higher" in reason.text


def _read(model, pair):
    from headcheck.scoring import read_pairs

    return read_pairs([pair], judge=model.judge)


def test_words_that_tell_nothing_are_left_out() -> None:
    pairs, labels = rows(400, telling=False)
    classifier = HeadlineClassifier().fit(pairs, labels)
    assert classifier.head_.words is None


def test_few_rows_learn_no_words() -> None:
    pairs, labels = rows(FEW - 1, telling=True)
    assert Vocabulary.fit(Bags.of([h for h, _ in pairs], [b for _, b in pairs]), np.arange(len(labels))) is None


def test_folds_weigh_words_where_the_model_of_all_rows_may() -> None:
    pairs, labels = rows(FEW, telling=True)
    table = {"headline": [h for h, _ in pairs], "body": [b for _, b in pairs], "label": labels.tolist()}
    notes = headcheck.train(table, n_jobs=1).report.figures["notes"]
    assert any("5 of 5 folds" in note for note in notes if note.startswith("Single words"))


def test_a_saved_model_answers_as_before(told, tmp_path) -> None:
    pairs, _, model = told
    model.save(tmp_path / "desk.json")
    again = headcheck.load(tmp_path / "desk.json")
    ours, theirs = (m.predict_proba([h for h, _ in pairs[:20]], [b for _, b in pairs[:20]]) for m in (model, again))
    assert np.array_equal(ours, theirs)


def test_weights_of_words_say_what_those_of_topics_say() -> None:
    pairs, labels = rows(300, telling=True)
    bags = Bags.of([h for h, _ in pairs], [b for _, b in pairs])
    every = np.arange(len(labels))
    vocabulary = Vocabulary.fit(bags, every)
    assert vocabulary is not None
    (given,) = vocabulary.of(bags, every, [SIDES])
    assert given is not None
    topics = given(every)
    coef = np.random.default_rng(0).normal(size=(3, topics.shape[1]))
    words = vocabulary.weights(coef, bags.words, SIDES)
    assert np.allclose(words.of(bags, every), topics @ coef.T, atol=1e-4)
    assert np.allclose(words.logit(pairs), words.of(bags, every), atol=1e-12)
    cut = len(vocabulary.body.axes)
    for side, part in zip(SIDES, (slice(0, cut), slice(cut, None)), strict=True):
        alone = vocabulary.weights(coef[:, part], bags.words, [side])
        assert list(alone.sides) == [side]
        assert np.allclose(alone.logit(pairs), topics[:, part] @ coef[:, part].T, atol=1e-4)
        assert np.array_equal(WordWeights.from_dict(alone.to_dict(), 3).logit(pairs), alone.logit(pairs))


def test_names_and_rare_words_of_the_body_weigh_nothing() -> None:
    pairs, labels = rows(300, telling=True)
    bags = Bags.of([h for h, _ in pairs], [b for _, b in pairs])
    vocabulary = Vocabulary.fit(bags, np.arange(len(labels)))
    assert vocabulary is not None
    weighed = {bags.words[i] for i in vocabulary.body.columns.tolist()}
    assert {"council", "said", "the"} <= weighed
    assert weighed.isdisjoint({"dunmere", "mosswick", "lowfield"})
    assert "dunmere" in {bags.words[i] for i in vocabulary.headline.columns.tolist()}


def test_texts_without_known_words_add_nothing() -> None:
    pairs, labels = rows(300, telling=True)
    bags = Bags.of([h for h, _ in pairs], [b for _, b in pairs])
    vocabulary = Vocabulary.fit(bags, np.arange(len(labels)))
    assert vocabulary is not None
    words = vocabulary.weights(np.ones((1, len(vocabulary.body.axes) + len(vocabulary.headline.axes))), bags.words, SIDES)
    assert words.logit([("Qwzx", ""), ("!", "zzz")]).tolist() == [[0.0], [0.0]]


def test_damaged_weights_are_refused() -> None:
    with pytest.raises(ValueError, match="headline words do not fit"):
        WordWeights.from_dict({"body": {"a": [1.0, 0.5]}, "headline": {"a": [1.0, 0.5, 0.2]}}, 1)
    with pytest.raises(ValueError, match="by side"):
        WordWeights.from_dict({"lead": {"a": [1.0, 0.5]}}, 1)


def test_too_few_words_make_no_topics() -> None:
    assert Topics.fit(Bags.of(["a", "b"], ["c", "d"]).headlines, TOPICS["headline"]) is None


def test_what_is_learnt_hangs_on_no_number_of_cores() -> None:
    rng = np.random.default_rng(0)
    values = rng.normal(size=(3000, len(ALL_NAMES)))  # small matrices are left to one core anyway
    y = (values[:, 0] + rng.normal(size=len(values)) > 0).astype(np.int64)
    bags, every = Bags.of(["a"] * len(y), ["b"] * len(y)), np.arange(len(y))
    learnt = []
    for cores in (1, 2):
        with threadpool_limits(cores, user_api="blas"):
            learnt.append(fit(values, bags, every, y, every, 2, C=0.01, class_weight=np.ones(2), sides=()).head.weights)
    assert np.array_equal(*learnt)

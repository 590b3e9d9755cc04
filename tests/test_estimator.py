"""headcheck inside scikit-learn."""

import joblib
import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, GroupKFold, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import headcheck
from headcheck import HeadlineClassifier, HeadlineFeatures, InputError
from headcheck.features import FEATURES, STANCE, WORDING
from headcheck.reading import ALL_NAMES
from headcheck.retraining import learn
from headcheck.scoring import read_pairs

PLACES = ["Dunmere", "Castleford", "Ostrey", "Pelsham", "Harwick", "Linton", "Marsh End", "Tolbury", "Eastwold", "Kirby"]
THINGS = ["bridge", "school", "library", "harbour", "swimming pool", "market hall"]


def labelled(n=60):
    """Headlines that match their body, and headlines over another body; each body is there with two headlines."""
    pairs, labels, groups = [], [], []
    for i in range(n // 2):
        place, thing = PLACES[i % len(PLACES)], THINGS[i % len(THINGS)]
        other, another = PLACES[(i + 3) % len(PLACES)], THINGS[(i + 2) % len(THINGS)]
        body = f"The council of {place} will repair the {thing} in May, a clerk said. Work on the {thing} takes {i + 3} weeks. Traders were told on Monday."
        pairs += [(f"{place} council will repair {thing}", body), (f"Mayor of {other} arrested over {another} fraud", body)]
        labels += ["fits", "other"]
        groups += [i, i]
    return pairs, np.array(labels), np.array(groups)


@pytest.fixture(scope="module")
def data():
    return labelled()


# HeadlineFeatures


def test_columns_are_named_and_are_the_features(data):
    pairs = data[0][:4]
    transformer = HeadlineFeatures()
    matrix = transformer.fit_transform(pairs)
    names = transformer.get_feature_names_out().tolist()
    assert matrix.shape == (4, len(names)) == (4, len(FEATURES) + len(WORDING) + len(STANCE))
    assert len(set(names)) == len(names)
    assert np.isfinite(matrix).all()
    fits, other = matrix[:, names.index("new_share")][:2]
    assert fits < other


@pytest.mark.parametrize("wrap", [list, lambda p: [list(row) for row in p], lambda p: np.array(p, dtype=object), np.array])
def test_pairs_may_come_in_any_form(data, wrap):
    pairs = data[0][:3]
    np.testing.assert_array_equal(HeadlineFeatures().fit_transform(wrap(pairs)), HeadlineFeatures().fit_transform(pairs))


def test_data_frames_are_read_and_their_columns_remembered(data):
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(data[0][:3], columns=["title", "text"])
    transformer = HeadlineFeatures().fit(frame)
    assert transformer.feature_names_in_.tolist() == ["title", "text"]
    assert transformer.n_features_in_ == 2
    np.testing.assert_array_equal(transformer.transform(frame), transformer.transform(data[0][:3]))


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([], ["no rows"]),
        (["a headline"], ["X[0]", "pair"]),
        ([("a", "b"), ("a", "b", "c")], ["X[1]", "pair"]),
        ([("a", "b"), ("a", None)], ["X[1]", "body", "NoneType"]),
        ([("a", "b"), (3, "b")], ["X[1]", "headline", "int"]),
        ([("a", "b"), ("  ", "b")], ["X[1]", "headline", "empty"]),
        (np.zeros((2, 3)), ["two columns", "(2, 3)"]),
        ("text", ["X must be", "str"]),
        (7, ["X must be", "int"]),
        (zip(["a"], ["b"]), ["X must be", "more than once", "zip"]),
    ],
)
def test_wrong_pairs_are_named(pairs, words):
    with pytest.raises(InputError) as caught:
        HeadlineFeatures().fit(pairs)
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_columns_that_changed_places_are_named(data):
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(data[0], columns=["headline", "body"])
    fitted = HeadlineClassifier(C=0.1).fit(frame, data[1])
    for turned in (frame[["body", "headline"]], frame.rename(columns={"headline": "title"})):
        for call in (fitted.predict, HeadlineFeatures().fit(frame).transform):
            with pytest.raises(InputError, match="columns of X must be.*'headline', 'body'"):
                call(turned)


@pytest.mark.parametrize("weight", [-np.ones(60), np.zeros(60), np.full(60, np.nan), ["a"] * 60])
def test_weights_of_rows_are_checked(data, weight):
    with pytest.raises(InputError, match="sample_weight"):
        HeadlineClassifier(C=0.1).fit(data[0][:60], data[1][:60], sample_weight=weight)


@pytest.mark.parametrize("cv", ["5", 1, True, None])
def test_folds_are_checked(data, cv):
    with pytest.raises(InputError, match="cv must be"):
        HeadlineClassifier(cv=cv).fit(data[0][:60], data[1][:60])


def test_a_row_of_weight_0_is_not_there_and_one_of_weight_2_is_there_twice(data):
    pairs, labels, groups = data
    labels = np.where(groups > 25, "rare", labels)
    whole, part = np.arange(len(pairs)), np.arange(len(pairs) - 8)
    fitted = HeadlineClassifier(cv=GroupKFold(2)).fit(pairs, labels, groups, sample_weight=np.where(whole < len(part), 1.0, 0.0))
    without = HeadlineClassifier(cv=[(a[a < len(part)], b[b < len(part)]) for a, b in GroupKFold(2).split(pairs, labels, groups)])
    without.fit(pairs[:-8], labels[:-8], groups[:-8])
    assert fitted.classes_.tolist() == without.classes_.tolist() == ["fits", "other"]
    assert fitted.C_ == without.C_
    np.testing.assert_array_equal(fitted.predict_proba(pairs), without.predict_proba(pairs))
    twice = HeadlineClassifier(C=0.03).fit([*pairs, *pairs[:20]], [*labels, *labels[:20]])
    heavy = HeadlineClassifier(C=0.03).fit(pairs, labels, sample_weight=np.where(whole < 20, 2.0, 1.0))
    np.testing.assert_allclose(heavy.class_weight_, twice.class_weight_)
    np.testing.assert_allclose(heavy.predict_proba(pairs), twice.predict_proba(pairs), atol=1e-3)


def test_folds_may_be_given_one_by_one(data, monkeypatch):
    pairs, labels, groups = data
    splits = list(GroupKFold(3).split(pairs, labels, groups))
    splitter = HeadlineClassifier(cv=GroupKFold(3)).fit(pairs, labels, groups)
    for given in (splits, iter(splits)):
        found = HeadlineClassifier(cv=given).fit(pairs, labels)
        assert found.C_ == splitter.C_ and np.array_equal(found.head_.weights, splitter.head_.weights)
    monkeypatch.setattr(learn, "_MOST", 30)  # a sample of the rows chooses
    assert HeadlineClassifier(cv=splits).fit(pairs, labels).C_ == HeadlineClassifier(cv=GroupKFold(3)).fit(pairs, labels, groups).C_
    for nothing in ([], [(np.arange(60), [])]):
        with pytest.raises(InputError, match="cv gives no folds"):
            HeadlineClassifier(cv=nothing).fit(pairs, labels)


def test_numbers_of_numpy_are_numbers(data):
    assert HeadlineClassifier(cv=np.int64(3)).fit(*data[:2]).C_ > 0
    with pytest.raises(InputError, match=r"y\[3\] is missing"):
        HeadlineClassifier(C=0.1).fit(data[0][:60], np.array([0.0, 1.0, 0.0, np.nan] * 15)[:, None])
    with pytest.raises(InputError, match="n_jobs must be"):
        headcheck.score_many(["a"], ["b"], n_jobs=0)


def test_an_empty_fold_is_left_out():
    y, groups = np.array([0, 0, 0, 1, 1, 1, 1, 0, 1, 1, 0, 0]), np.array([0, 1, 2, 3, 2, 2, 0, 2, 0, 0, 1, 2])
    assert all(len(train) and len(test) for train, test in learn.split(y, groups, 4, 0))


@pytest.mark.parametrize("estimator", [HeadlineFeatures(n_jobs=2), HeadlineClassifier(C=0.5, class_weight=None, cv=3)])
def test_parameters_follow_scikit_learn(estimator):
    twin = clone(estimator)
    assert twin is not estimator
    assert twin.get_params() == estimator.get_params()
    assert twin.set_params(n_jobs=1).n_jobs == 1
    assert not [name for name in vars(twin) if name.endswith("_")]
    with pytest.raises(ValueError, match="Invalid parameter"):
        twin.set_params(colour="red")


def test_nothing_is_answered_before_fit(data):
    with pytest.raises(NotFittedError):
        HeadlineFeatures().transform(data[0])
    with pytest.raises(NotFittedError):
        HeadlineFeatures().get_feature_names_out()
    for method in ("predict", "predict_proba", "decision_function"):
        with pytest.raises(NotFittedError):
            getattr(HeadlineClassifier(), method)(data[0])


def test_memory_keeps_the_matrix_and_tells_texts_apart(data, tmp_path, monkeypatch):
    calls = []
    monkeypatch.setattr("headcheck.matrix.read_pairs", lambda pairs, **options: calls.append(len(pairs)) or read_pairs(pairs, **options))
    pairs = data[0][:4]
    first = HeadlineFeatures(memory=str(tmp_path)).fit_transform(pairs)
    second = HeadlineFeatures(memory=joblib.Memory(str(tmp_path), verbose=0)).fit_transform(pairs)
    np.testing.assert_array_equal(first, second)
    assert calls == [4]
    changed = [(headline + "!", body) for headline, body in pairs]
    HeadlineFeatures(memory=str(tmp_path)).fit_transform(changed)
    # the same characters, cut elsewhere
    HeadlineFeatures(memory=str(tmp_path)).fit_transform([(headline + body[:3], body[3:]) for headline, body in pairs])
    assert calls == [4, 4, 4]


# HeadlineClassifier


def test_learns_what_is_to_be_learnt(data):
    pairs, labels, groups = data
    train = groups < 20
    pick = [pair for pair, use in zip(pairs, train, strict=True) if use]
    rest = [pair for pair, use in zip(pairs, train, strict=True) if not use]
    model = HeadlineClassifier().fit(pick, labels[train])
    assert model.classes_.tolist() == ["fits", "other"]
    assert model.C_ in learn.STRENGTHS
    assert (model.predict(rest) == labels[~train]).all()
    chance = model.predict_proba(rest)
    assert chance.shape == (len(rest), 2)
    np.testing.assert_allclose(chance.sum(axis=1), 1)
    assert ((model.decision_function(rest) > 0) == (model.predict(rest) == "other")).all()


def test_more_classes(data):
    pairs, labels, groups = data
    three = np.where(labels == "other", 2, groups % 2)
    model = HeadlineClassifier(C=0.03, class_weight="balanced").fit(pairs, three)
    assert model.classes_.tolist() == [0, 1, 2]
    assert model.predict_proba(pairs).shape == model.decision_function(pairs).shape == (len(pairs), 3)
    assert ((model.predict(pairs) == 2) == (labels == "other")).mean() > 0.9
    np.testing.assert_array_equal(model.predict(pairs), model.decision_function(pairs).argmax(axis=1))


def test_tools_of_scikit_learn(data):
    pairs, labels, groups = data
    scores = cross_val_score(HeadlineClassifier(C=0.01), pairs, labels, groups=groups, cv=GroupKFold(3))
    assert scores.mean() > 0.9
    search = GridSearchCV(HeadlineClassifier(), {"C": [0.001, 0.01]}, cv=2, scoring="roc_auc", error_score="raise").fit(pairs, labels)
    assert search.best_params_["C"] in (0.001, 0.01)
    assert search.predict(pairs[:2]).tolist() == ["fits", "other"]
    pipeline = make_pipeline(HeadlineFeatures(), StandardScaler(), LogisticRegression()).fit(pairs, labels)
    assert pipeline.score(pairs, labels) > 0.9


def test_joblib_keeps_a_fitted_classifier(data, tmp_path):
    pairs, labels, _ = data
    model = HeadlineClassifier(C=0.01).fit(pairs, labels)
    joblib.dump(model, tmp_path / "model.joblib")
    np.testing.assert_array_equal(joblib.load(tmp_path / "model.joblib").predict_proba(pairs), model.predict_proba(pairs))


def test_rare_classes_are_found_by_weight_and_probabilities_stay_the_datas_own(data):
    pairs, labels, _ = data
    random = np.random.default_rng(0)
    noisy = np.where(random.random(len(labels)) < 0.25, labels == "fits", labels == "other")
    rare = noisy & (random.random(len(labels)) < 0.4)
    found = {how: HeadlineClassifier(C=0.004, class_weight=how).fit(pairs, rare) for how in (None, "sqrt", "balanced")}
    named = {how: model.predict(pairs).sum() for how, model in found.items()}
    assert named[None] < named["balanced"]
    assert named[None] <= named["sqrt"] <= named["balanced"]
    assert abs(found[None].predict_proba(pairs)[:, 1].mean() - rare.mean()) < 0.02
    assert abs(found["balanced"].predict_proba(pairs)[:, 1].mean() - rare.mean()) < 0.1
    plain = found[None]
    np.testing.assert_array_equal(plain.predict(pairs), plain.classes_[plain.predict_proba(pairs).argmax(axis=1)])


@pytest.mark.parametrize(
    ("options", "labels", "words"),
    [
        ({}, ["a"] * 4, ["one class", "a"]),
        ({}, ["a", "b", "a"], ["y", "(4,)", "(3,)"]),
        ({}, [1.0, 0.0, float("nan"), 1.0], ["y[2]", "missing"]),
        ({}, np.array(["a", 1, "a", 1], dtype=object), ["y", "mixes"]),
        ({}, ["a", float("nan"), "a", "b"], ["y[1]", "missing"]),
        ({}, ["a", 0, "a", 0], ["y", "mixes"]),
        ({"class_weight": {"a": "x"}}, ["a", "b", "a", "b"], ["class_weight", "positive numbers"]),
        ({"memory": __file__}, ["a", "b", "a", "b"], ["memory", "folder"]),
        ({"C": -1}, ["a", "b", "a", "b"], ["C", "positive"]),
        ({"C": 1e-300}, ["a", "b", "a", "b"], ["C", "1e-09"]),
        ({}, [0.25, 0.5, 0.75, 1.0], ["y", "headcheck.train"]),
        ({}, np.array([0.25, 0.5, 0.75, 1.0], dtype=object), ["y", "headcheck.train"]),
        ({"cv": 1}, ["a", "b", "a", "b"], ["cv", "at least 2"]),
        ({"class_weight": "even"}, ["a", "b", "a", "b"], ["class_weight", "balanced"]),
        ({"class_weight": {"c": 1}}, ["a", "b", "a", "b"], ["class_weight", "'c'"]),
    ],
)
def test_wrong_options_are_named(data, options, labels, words):
    with pytest.raises(InputError) as caught:
        HeadlineClassifier(**options).fit(data[0][:4], labels)
    assert all(word in str(caught.value) for word in words), str(caught.value)


# Learning


def test_no_group_is_split():
    groups = np.repeat(np.arange(30), 3)
    y = np.arange(90) % 4
    tested = []
    for train, test in learn.split(y, groups, 5, 0):
        assert not set(groups[train]) & set(groups[test])
        tested += test.tolist()
    assert sorted(tested) == list(range(90))


def test_class_weights():
    count = np.array([90.0, 10.0])
    for how in (None, "sqrt", "balanced", {0: 1, 1: 3}):
        weight = learn.class_weights(count, how, [0, 1])
        assert weight @ count == pytest.approx(count.sum())
    balanced = learn.class_weights(count, "balanced", [0, 1])
    assert balanced[1] / balanced[0] == pytest.approx(9)
    root = learn.class_weights(count, "sqrt", [0, 1])
    assert root[1] / root[0] == pytest.approx(3)
    assert np.array_equal(learn.class_weights(count, "auto", [0, 1]), balanced)
    many = count * learn.FEW / count.sum()
    assert np.array_equal(learn.class_weights(many, "auto", [0, 1]), learn.class_weights(many, "sqrt", [0, 1]))


def test_features_trusted_from_the_start_are_penalised_less():
    trusted = next(i for i, name in enumerate(ALL_NAMES) if name == "stance_claim_raised")
    random = np.random.default_rng(0)
    y = random.integers(0, 2, 40)
    values = np.zeros((40, len(ALL_NAMES)))
    values[:, trusted] = values[:, 0] = y
    head = learn.fit(values, y, 2, C=0.01, class_weight=np.ones(2)).head
    added = head.weights[0, :, 0] * (1 - values.mean(axis=0)) / head.scale
    assert added[trusted] > 2 * added[0] > 0


def test_a_class_that_a_fold_lacks_gets_next_to_no_probability(data):
    pairs, labels, _ = data
    values = HeadlineFeatures().fit_transform(pairs)
    for y in ((labels == "other") * 2, np.zeros(len(labels), dtype=int)):
        fitted = learn.fit(values, y.astype(int), 3, C=0.01, class_weight=np.ones(3))
        chance = learn.probability(fitted.head, fitted.head.logit(values))
        assert chance.shape == (len(pairs), 3)
        assert chance[:, 1].max() < 1e-6
        np.testing.assert_allclose(chance.sum(axis=1), 1)


def test_calibration_is_monotone_and_right_on_average():
    random = np.random.default_rng(1)
    logit = random.normal(size=4000) * 2
    truth = (random.random(4000) < 1 / (1 + np.exp(-(0.5 * logit - 1)))).astype(float)
    at, chance = learn.calibrate(logit, truth)
    assert (np.diff(chance) > 0).all()
    said = np.interp(logit, at, chance)
    for low, high in ((-9, -1), (-1, 1), (1, 9)):
        mine = (logit >= low) & (logit < high)
        assert said[mine].mean() == pytest.approx(truth[mine].mean(), abs=0.03)
    worse = learn.calibrate(-logit, truth)
    assert np.ptp(worse[1]) < 1e-6  # never turned round

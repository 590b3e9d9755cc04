"""Training on labels of one's own."""

import csv
import itertools
import json
import os
import re

import numpy as np
import pytest
from test_estimator import labelled

import headcheck
from headcheck import InputError
from headcheck.reasons import FLOOR
from headcheck.retraining import learn
from headcheck.retraining.evaluate import evaluate
from headcheck.retraining.report import calibration_error
from headcheck.wordweights import Side, WordWeights

PAIRS, NAMES, GROUPS = labelled(60)
HEADLINES, BODIES = [h for h, _ in PAIRS], [b for _, b in PAIRS]
OTHER = NAMES == "other"


def frame(labels, **more):
    return {"headline": HEADLINES, "body": BODIES, "label": list(labels), **more}


def trained(labels, **options):
    return headcheck.train(frame(labels), n_jobs=1, folds=3, **options)


@pytest.fixture(scope="module")
def binary():
    return trained(OTHER.astype(int).tolist())


@pytest.fixture(scope="module")
def ordered():
    return trained((OTHER * (1 + GROUPS % 2)).tolist())


@pytest.fixture(scope="module")
def named():
    return trained(["discuss" if g % 3 == 0 else name for name, g in zip(NAMES, GROUPS, strict=True)], C=0.03)


@pytest.fixture(scope="module")
def graded():
    return trained(np.where(OTHER, 0.9, 0.1).tolist())


# Kinds of labels


def test_two_classes(binary):
    assert binary.classes_.tolist() == [0, 1]
    said = binary.predict(HEADLINES, BODIES)
    assert said.dtype.kind == "i"
    assert (said == OTHER).mean() > 0.9
    chance = binary.predict_proba(HEADLINES, BODIES)
    np.testing.assert_allclose(chance.sum(axis=1), 1)
    assert chance[OTHER, 1].mean() > 0.8


@pytest.mark.parametrize("labels", [["yes", "no"], [True, False], [7, -2], [1.0, 0.0]])
def test_two_classes_keep_their_kind(labels):
    given = np.where(OTHER, *labels).tolist()
    model = trained(given, C=0.03)
    assert model.classes_.tolist() == sorted(labels)
    assert [type(c) for c in model.judge.classes] == [type(c) for c in sorted(labels)]
    assert (model.predict(HEADLINES, BODIES) == np.array(given)).mean() > 0.9


def test_ordered_classes_stay_numbers_and_score_is_what_lies_above_the_lowest(ordered):
    assert ordered.classes_.tolist() == [0, 1, 2]
    assert ordered.predict(HEADLINES, BODIES).dtype.kind == "i"
    assert "weighted kappa" in ordered.report.to_dict()["overall"]
    scores = ordered.score_many(HEADLINES, BODIES)
    assert scores.score[OTHER].min() > scores.score[~OTHER].max()


@pytest.mark.parametrize(("class_weight", "limit"), [("balanced", 40 / 60), (None, 0.5), ("sqrt", 40**0.5 / (40**0.5 + 20**0.5))])
def test_the_verdicts_limit_takes_all_that_goes_too_far_as_one_class(class_weight, limit):
    labels = [0] * 20 + [1] * 20 + [2] * 20
    model = headcheck.train({"headline": HEADLINES[:60], "body": BODIES[:60], "label": labels}, n_jobs=1, folds=2, C=0.03, class_weight=class_weight)
    assert model.judge.thresholds[0] == pytest.approx(limit, abs=1e-5)


def test_named_classes(named):
    assert named.classes_.tolist() == ["discuss", "fits", "other"]
    assert named.predict_proba(HEADLINES, BODIES).shape == (60, 3)
    assert set(named.predict(HEADLINES, BODIES)) <= set(named.classes_)
    for call in (lambda: named.score(HEADLINES[0], BODIES[0]), lambda: named.score_many(HEADLINES, BODIES)):
        with pytest.raises(InputError, match=r"predict_proba.*positive="):
            call()


def test_named_classes_with_a_positive_one():
    labels = ["discuss" if g % 3 == 0 else name for name, g in zip(NAMES, GROUPS, strict=True)]
    model = trained(labels, C=0.03, positive="fits")
    score = model.score_many(HEADLINES, BODIES).score
    assert score[np.array(labels) == "fits"].mean() > score[np.array(labels) == "other"].mean() + 0.3
    assert model.classes_.tolist() == ["discuss", "fits", "other"]
    assert "The score is the probability of fits; AUC against the rest" in str(model.report)
    called = model.score_many(HEADLINES, BODIES).verdict != "accurate"
    assert (called == (model.predict(HEADLINES, BODIES) == "fits")).mean() > 0.9
    assert headcheck.score(HEADLINES[0], BODIES[0], judge=model.judge).score == score[0]


def test_yes_and_no_are_known_however_they_are_written():
    model = trained([bool(g % 2) for g in GROUPS], C=0.03, positive="True")
    table = frame([str(bool(g % 2)) for g in GROUPS])
    assert evaluate(model, table).to_dict()["rows"] == len(GROUPS)


def test_the_first_of_two_classes_may_be_the_positive_one():
    one, other = trained(NAMES.tolist(), C=0.03), trained(NAMES.tolist(), C=0.03, positive="fits")
    np.testing.assert_allclose(one.score_many(HEADLINES, BODIES).score, 1 - other.score_many(HEADLINES, BODIES).score, atol=1e-9)
    np.testing.assert_array_equal(one.predict_proba(HEADLINES, BODIES), other.predict_proba(HEADLINES, BODIES))
    result = other.score(HEADLINES[0], BODIES[0])
    assert (result.verdict == "accurate") == (other.predict(HEADLINES[:1], BODIES[:1])[0] != "fits")


def test_grades_are_predicted_as_numbers(graded):
    said = graded.predict(HEADLINES, BODIES)
    assert said[OTHER].mean() == pytest.approx(0.9, abs=0.1)
    assert said[~OTHER].mean() == pytest.approx(0.1, abs=0.1)
    np.testing.assert_array_equal(said, graded.predict_proba(HEADLINES, BODIES)[:, 1])
    overall = graded.report.to_dict()["overall"]
    assert overall["mean absolute error"]["mean"] < 0.15
    assert overall["rank correlation"]["mean"] > 0.7


def test_rivals_of_grades_know_grades():
    grade = 0.52 + 0.03 * np.random.default_rng(0).normal(size=len(NAMES))
    model = trained(grade.tolist(), C=0.03)
    aside = float(np.abs(grade - grade.mean()).mean())
    reports = [model.report.to_dict(), evaluate(model, frame(grade.tolist())).to_dict()]
    assert set(reports[0]["baselines"]) == {"mean grade", "TF-IDF cosine, unseen words"}
    for figures in reports:
        for rival in figures["baselines"].values():
            assert rival["mean absolute error"]["mean"] == pytest.approx(aside, abs=0.02)
        assert max(c["calibration error"]["mean"] for c in figures["classes"]) < 0.2


def test_grades_may_all_be_on_one_side_of_the_middle(tmp_path):
    model = trained(np.where(OTHER, 0.9, 0.6).tolist(), C=0.03)
    overall = model.report.to_dict()["overall"]
    assert overall["mean absolute error"]["mean"] < 0.1 and overall["rank correlation"]["mean"] > 0.7
    assert overall["AUC"]["mean"] is overall["balanced accuracy"]["mean"] is None
    said = model.predict(HEADLINES, BODIES)
    assert said[OTHER].mean() == pytest.approx(0.9, abs=0.05)
    model.save(tmp_path / "desk.json")
    assert str(evaluate(headcheck.load(tmp_path / "desk.json"), frame(np.where(OTHER, 0.9, 0.6).tolist())))


# One answer, whichever way it is asked


def test_score_score_many_and_predict_proba_agree(binary):
    scores = binary.score_many(HEADLINES, BODIES)
    np.testing.assert_allclose(scores.score, binary.predict_proba(HEADLINES, BODIES)[:, 1], rtol=0, atol=1e-12)
    for i in (0, 1):
        result = binary.score(HEADLINES[i], BODIES[i])
        assert result.score == pytest.approx(scores.score[i], abs=1e-9)
        assert result.score == pytest.approx(scores[i].score, abs=1e-12)
        assert (result.verdict != "accurate") == binary.predict(HEADLINES[i], BODIES[i])[0]
        assert result.sensationalism == headcheck.score(HEADLINES[i], BODIES[i]).sensationalism


@pytest.mark.parametrize("which", ["binary", "ordered", "graded"])
def test_contributions_sum_to_the_logit(which, request):
    model = request.getfixturevalue(which)
    judge = model.judge.scoring()
    for headline, body in itertools.islice(PAIRS, 6):
        result = model.score(headline, body)
        logit = result.intercept + sum(result.contributions.values())
        assert judge.accuracy.probability(np.array([logit]))[0] == pytest.approx(result.score, abs=1e-9)
        assert any(name.startswith("stance_") for name in result.contributions)


@pytest.mark.parametrize("which", ["binary", "ordered", "graded"])
def test_reasons_sum_to_the_contributions(which, request):
    model = request.getfixturevalue(which)
    kinds = set()
    for headline, body in PAIRS[:20]:
        result = model.score(headline.upper() + "!!!", body)
        for kind in ("wording", "stance"):
            added = sum(value for name, value in result.contributions.items() if name.startswith(f"{kind}_"))
            found = [reason.effect for reason in result.reasons if reason.kind == kind]
            assert found == ([pytest.approx(added)] if abs(added) >= FLOOR else [])
            kinds.update([kind] * len(found))
        assert sum(reason.effect for reason in result.reasons) == pytest.approx(sum(result.contributions.values()), abs=4 * FLOOR)
    assert kinds == {"wording", "stance"}


def test_one_pair_and_no_pairs(binary):
    assert binary.predict(HEADLINES[1], BODIES[1]).shape == (1,)
    assert binary.predict_proba([], []).shape == (0, 2)
    with pytest.raises(InputError, match="equal length"):
        binary.predict(HEADLINES, BODIES[:2])


def test_training_again_gives_the_same_bytes(tmp_path):
    for name in ("a.json", "b.json"):
        trained(OTHER.tolist()).save(tmp_path / name)
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_cache_reads_no_text_twice(tmp_path, monkeypatch):
    first = trained(OTHER.tolist(), cache=tmp_path)
    monkeypatch.setattr("headcheck.matrix.read_pairs", lambda *_, **__: pytest.fail("texts were read again"))
    assert trained(OTHER.tolist(), cache=tmp_path).report.to_dict() == first.report.to_dict()


# Files


@pytest.mark.parametrize("which", ["binary", "ordered", "graded", "named"])
def test_a_saved_model_answers_as_before(which, request, tmp_path):
    model = request.getfixturevalue(which)
    path = tmp_path / "desk.json"
    model.save(path)
    loaded = headcheck.load(path)
    assert loaded.classes_.tolist() == model.classes_.tolist()
    np.testing.assert_array_equal(loaded.predict_proba(HEADLINES, BODIES), model.predict_proba(HEADLINES, BODIES))
    np.testing.assert_array_equal(loaded.predict(HEADLINES, BODIES), model.predict(HEADLINES, BODIES))
    assert str(loaded.report) == str(model.report)
    assert loaded.report.to_dict() == model.report.to_dict()
    if which != "named":
        assert loaded.score(*PAIRS[1]).to_dict() == model.score(*PAIRS[1]).to_dict()
    assert json.loads(path.read_text(encoding="utf-8"))["format"].startswith("headcheck model")


def test_saving_is_all_or_nothing(binary, tmp_path, monkeypatch):
    path = tmp_path / "desk.json"
    path.write_text("before", encoding="utf-8")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        binary.save(path)
    assert path.read_text(encoding="utf-8") == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["desk.json"]


def test_places_that_cannot_be_written_are_named(binary, tmp_path):
    with pytest.raises(InputError, match="folder"):
        binary.save(tmp_path)
    with pytest.raises(InputError, match="nowhere"):
        binary.save(tmp_path / "nowhere" / "desk.json")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"format": "headcheck model 1"}', '{"format": "another"}'])
def test_what_is_no_model_is_not_loaded(text, tmp_path):
    path = tmp_path / "desk.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="desk.json"):
        headcheck.load(path)


def test_the_shipped_model_loads():
    from headcheck.model import DEFAULT

    model = headcheck.load(DEFAULT)
    assert model.score(*PAIRS[1]).score == headcheck.score(*PAIRS[1]).score
    np.testing.assert_allclose(model.predict_proba(HEADLINES[:3], BODIES[:3])[:, 1], headcheck.score_many(HEADLINES[:3], BODIES[:3]).score)
    assert "shipped model" in str(model.report)


def test_any_column_names_and_groups_from_a_file(tmp_path):
    path = tmp_path / "labels.csv"
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(["id", "Überschrift", "text, whole", "stance"])
        writer.writerows([f"a{g}", h, b + '\r\nMore, "quoted".', name] for (h, b), name, g in zip(PAIRS, NAMES, GROUPS, strict=True))
    model = headcheck.train(path, headline="Überschrift", body="text, whole", label="stance", group="id", folds=3, n_jobs=1, C=0.03)
    assert model.classes_.tolist() == ["fits", "other"]
    assert 'column "id"' in str(model.report)


def test_data_frames(binary):
    pandas = pytest.importorskip("pandas")
    model = headcheck.train(pandas.DataFrame(frame(OTHER.astype(int))), n_jobs=1, folds=3)
    np.testing.assert_array_equal(model.predict_proba(HEADLINES[:4], BODIES[:4]), binary.predict_proba(HEADLINES[:4], BODIES[:4]))


# The report


def test_report_has_every_figure_with_its_spread(named):
    figures = named.report.to_dict()
    assert {"accuracy", "balanced accuracy", "macro-F1", "AUC", "calibration error"} <= set(figures["overall"])
    assert [c["class"] for c in figures["classes"]] == ["discuss", "fits", "other"]
    for c in figures["classes"]:
        for name in ("precision", "recall", "F1", "AUC", "calibration error"):
            assert 0 <= c[name]["mean"] <= 1
            assert c[name]["sd"] >= 0
    assert sum(c["rows"] for c in figures["classes"]) == np.sum(figures["confusion"]["counts"]) == 60
    assert set(figures["baselines"]) == {"majority class", "TF-IDF cosine, unseen words"}
    assert all(set(rival) == set(figures["overall"]) for rival in figures["baselines"].values())
    assert json.loads(json.dumps(figures)) == figures


def test_report_is_plain_text_and_markdown(binary):
    text, page = str(binary.report), binary.report.to_markdown()
    for word in ("same body", "precision", "majority class", "What mattered most", "3 folds", "60 rows", "30 groups"):
        assert word in text, text
        assert word in page
    tables = re.findall(r"(?:^\|.*\n)+", page, re.MULTILINE)
    assert len(tables) == 4
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1
    assert binary.report._repr_markdown_() == page


def test_report_is_a_copy(binary):
    binary.report.to_dict()["overall"].clear()
    assert binary.report.to_dict()["overall"]


def test_labels_without_a_cause_score_as_chance():
    labels = np.random.default_rng(3).integers(0, 2, 60).tolist()
    figures = trained(labels).report.to_dict()
    assert figures["overall"]["AUC"]["mean"] < 0.75


def test_a_good_model_beats_its_rivals(binary):
    figures = binary.report.to_dict()
    assert figures["overall"]["macro-F1"]["mean"] > figures["baselines"]["majority class"]["macro-F1"]["mean"] + 0.2
    assert figures["baselines"]["majority class"]["AUC"]["mean"] == 0.5


def test_calibration_error_knows_no_order_of_equal_chances():
    truth, chance = np.array([True] * 30 + [False] * 70), np.full(100, 0.3)
    assert calibration_error(truth, chance) == pytest.approx(0)
    assert calibration_error(truth[::-1], chance) == pytest.approx(0)


def test_calibration_error():
    truth = np.repeat([0, 1], 500)
    assert calibration_error(truth, truth.astype(float)) == 0
    assert calibration_error(truth, np.full(1000, 0.9)) == pytest.approx(0.5, abs=0.1)
    assert calibration_error(truth, 1 - truth.astype(float)) == 1


def test_the_report_is_of_the_models_own_rule(monkeypatch):
    """A fold has fewer rows than the table, and may not weigh classes otherwise for that."""
    monkeypatch.setattr(learn, "FEW", len(NAMES))
    labels = (OTHER & (GROUPS % 3 == 0)).tolist()
    auto, root, balanced = (trained(labels, C=0.03, class_weight=how) for how in ("auto", "sqrt", "balanced"))
    assert auto.judge.class_weight == root.judge.class_weight != balanced.judge.class_weight
    assert auto.report.figures["confusion"] == root.report.figures["confusion"] != balanced.report.figures["confusion"]


def test_a_class_that_a_fold_lacks_is_left_out_and_told():
    """Whoever names but the majority class must not look better where a fold has no other."""
    table = frame("rare" if g in (0, 1) else "common" for g in GROUPS)
    figures = headcheck.train(table, n_jobs=1, folds=4, C=0.03).report.figures
    majority = figures["baselines"]["majority class"]
    assert majority["balanced accuracy"] == {"mean": 0.5, "sd": 0.0}
    assert majority["macro-F1"]["mean"] < 0.5
    assert any("rare in 2 of 4" in note for note in figures["notes"])


def test_a_class_that_a_test_lacks_is_left_out_and_told(ordered):
    figures = evaluate(ordered, frame((OTHER * 1).tolist())).to_dict()
    assert figures["classes"][2]["recall"]["mean"] is None
    assert figures["overall"]["macro-F1"]["mean"] == pytest.approx(np.mean([c["F1"]["mean"] for c in figures["classes"][:2]]))
    assert any('No row is labelled "2"' in note for note in figures["notes"])


def test_what_always_says_the_same_knows_no_test_labels():
    table = frame(OTHER.astype(int))
    model = headcheck.train({name: column[:21] for name, column in table.items()} | {"label": [0] * 10 + [1] * 11}, n_jobs=1, folds=2, C=0.03)
    tested = {name: column[:9] for name, column in table.items()} | {"label": [0] * 8 + [1]}
    rival = evaluate(model, tested).to_dict()["baselines"]["majority class"]
    assert rival["accuracy"]["mean"] == pytest.approx(1 / 9, abs=1e-6)
    assert rival["calibration error"]["mean"] == pytest.approx(11 / 21 - 1 / 9, abs=1e-5)


def test_a_flat_curve_hides_no_ranking(monkeypatch):
    monkeypatch.setattr(learn, "calibrate", lambda logit, target: np.vstack([[logit.min(), logit.max()], np.full(2, 0.5)]))
    figures = trained(OTHER.tolist(), C=0.03).report.figures
    assert figures["overall"]["AUC"]["mean"] > 0.9 < figures["classes"][0]["AUC"]["mean"]
    grades = trained(np.where(OTHER, 0.9, 0.1).tolist(), C=0.03).report.figures
    assert grades["overall"]["rank correlation"]["mean"] > 0.7
    for notes in (figures["notes"], grades["notes"]):
        assert any("3 of 3 folds are all alike" in note for note in notes)
        assert any("every headline has the same score" in note for note in notes)


@pytest.mark.parametrize("which", ["binary", "ordered", "graded"])
def test_the_limits_of_the_verdict_are_told(which, request):
    model = request.getfixturevalue(which)
    first, second = model.judge.thresholds
    assert f"stretched from a score of {first:.2f}, overreaching from {second:.2f}; scores go from 0." in str(model.report)


def test_a_score_of_its_own_is_measured(ordered, named):
    (note,) = [note for note in ordered.report.figures["notes"] if "AUC against the rest" in note]
    assert "calibration error 0." in note
    assert any(note.startswith("AUC and calibration error are means over classes") for note in ordered.report.figures["notes"])
    assert not any("score" in note for note in named.report.figures["notes"])


# Errors


@pytest.mark.parametrize(
    ("labels", "options", "words"),
    [
        ([1] * 60, {}, ["label", "one class", '"1"']),
        ([1] * 58 + [0] * 2, {"folds": 3}, ["label", '"0" has 2', "at least 3"]),
        ([0.5] + [1.5] * 59, {}, ["label", "between 0 and 1"]),
        (["a", 1] * 30, {}, ["label", "mixed"]),
        (["a", "b"] * 29 + ["a", ""], {}, ["label missing", "59"]),
        (["a", "b"] * 30, {"folds": 1}, ["folds", "at least 2"]),
        (["a", "b"] * 30, {"C": 0}, ["C", "positive"]),
        (["a", "b"] * 30, {"class_weight": "heavy"}, ["class_weight"]),
        (["a", "b"] * 30, {"positive": "c"}, ["positive", "'c'", "'a'"]),
        (["a", "b"] * 30, {"label": "labels"}, ['"labels"', 'Did you mean "label"?']),
        (["a", "b"] * 30, {"cache": 3}, ["cache"]),
        (["a", "b"] * 30, {"cache": __file__}, ["cache", "folder"]),
        (["a", "b"] * 30, {"body": None}, ["body must be", "NoneType"]),
        (["a", "b"] * 30, {"label": None}, ["label must be", "NoneType"]),
        (["a", "b"] * 30, {"class_weight": np.ones(2)}, ["class_weight"]),
    ],
)
def test_errors_say_what_is_wrong(labels, options, words):
    with pytest.raises(InputError) as caught:
        headcheck.train(frame(labels), n_jobs=1, **options)
    assert all(word in str(caught.value) for word in words), str(caught.value)


@pytest.mark.parametrize(
    ("group", "words"),
    [
        ([0] * 30 + [1] * 30, ['"article"', "only 2 groups", "5 folds"]),
        ([i if o else 99 for i, o in enumerate(OTHER)], ['"label"', "one group", '"0"']),
    ],
)
def test_too_few_groups(group, words):
    with pytest.raises(InputError) as caught:
        headcheck.train(frame(OTHER.astype(int), article=group), group="article", n_jobs=1)
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_one_body_is_one_group():
    with pytest.raises(InputError, match=r"only 1 group \(rows with the same body are one group\)"):
        headcheck.train({"headline": HEADLINES, "body": ["The bridge closes in May."] * 60, "label": list(NAMES)}, n_jobs=1)


def test_rows_that_contradict_each_other_are_told():
    report = headcheck.train(frame((np.arange(len(PAIRS)) % 2).tolist()), n_jobs=1, folds=2, C=0.03).report
    assert not any("another label" in note for note in report.figures["notes"])
    twice = {"headline": HEADLINES * 2, "body": BODIES * 2, "label": [0] * len(PAIRS) + [1] * len(PAIRS)}
    report = headcheck.train(twice, n_jobs=1, folds=2, C=0.03).report
    assert any(f"{2 * len(PAIRS)} rows have a headline and body that other rows have with another label" in note for note in report.figures["notes"])


def test_names_that_look_like_numbers_are_known_as_they_are_written(tmp_path):
    model = trained([("001", "002", "x")[g % 3] for g in GROUPS], C=0.03)
    path = tmp_path / "test.csv"
    with open(path, "w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["headline", "body", "label"])
        writer.writerows([h, b, ("001", "002")[i % 2]] for i, (h, b) in enumerate(PAIRS[:20]))
    assert evaluate(model, str(path)).figures["rows"] == 20


def test_accents_are_one_letter_however_they_are_written():
    with pytest.raises(InputError, match="accents"):
        trained([("pr\u00e9", "pre\u0301", "other")[g % 3] for g in GROUPS])


def test_furniture_adds_no_words():
    words = WordWeights({"body": Side(["read", "bridge"], np.ones(2), np.array([[5.0, 1.0]]))})
    plain = "The bridge is shut. It will open in May."
    assert words.logit([("Bridge shut", plain)]).tolist() == words.logit([("Bridge shut", f"Read more: Ten bridges to read about\n{plain}")]).tolist()


def test_errors_in_a_file_name_the_file(tmp_path):
    path = tmp_path / "labels.csv"
    path.write_text("headline,body,label\n" + "Bridge closes,The bridge closes.,1\n" * 9, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        headcheck.train(path, n_jobs=1)
    assert str(path) in str(caught.value)
    assert caught.value.column == "label"

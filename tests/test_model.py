"""The model file: what goes in comes out, damage is told, nothing half-written stays."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import headcheck
from headcheck.features.doubt import POINTING, WordModel
from headcheck.features.words import NAMES as WORD_NAMES
from headcheck.gates import KNOWN
from headcheck.model import DEFAULT, FORMAT, Judge, LinearHead, default_judge, load_judge
from headcheck.reading import N_ACCURACY, NAMES
from headcheck.scoring import score

HEADLINE, BODY = "Council will close swing bridge", "Ashwell council may close the swing bridge, its leader Anna Reed said. Traders fear for their income."


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    place = tmp_path / "desk.json"
    default_judge().save(place)
    return place


def damage(place: Path, change: object) -> Path:
    """The file with one value set: a path of keys, then the value."""
    *keys, last, value = change  # type: ignore[misc]
    stored = json.loads(place.read_text(encoding="utf-8"))
    inner = stored
    for key in keys:
        inner = inner[key]
    inner[last] = value
    place.write_text(json.dumps(stored), encoding="utf-8")
    return place


def test_round_trip(saved: Path) -> None:
    again, judge = load_judge(saved), default_judge()
    assert score(HEADLINE, BODY, judge=again).to_dict() == score(HEADLINE, BODY, judge=judge).to_dict()
    assert again.thresholds == judge.thresholds
    assert again.classes == judge.classes
    assert np.array_equal(again.words.weights, judge.words.weights)


def test_saving_twice_gives_the_same_bytes(saved: Path, tmp_path: Path) -> None:
    load_judge(saved).save(tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == saved.read_bytes()


def test_the_shipped_model_is_readable_and_says_what_it_was_made_with() -> None:
    stored = json.loads(DEFAULT.read_text(encoding="utf-8"))
    assert stored["format"] == FORMAT
    assert {"made_by", "headcheck", "sets", "figures"} <= set(stored["about"])
    assert list(stored["accuracy"]["features"]) == list(NAMES)
    low, high = default_judge().thresholds
    assert 0 < low < high < 1
    assert default_judge() is default_judge()


def test_sensationalism_and_accuracy_do_not_mix() -> None:
    judge = default_judge()
    assert not judge.accuracy.weights[:, N_ACCURACY:].any()
    assert not judge.sensationalism.weights[:, :N_ACCURACY].any()


def test_calibration_never_falls() -> None:
    for head in (default_judge().accuracy, default_judge().sensationalism):
        p = head.probability(np.linspace(-30, 30, 200))
        assert (np.diff(p) >= 0).all()
        assert ((p >= 0) & (p <= 1)).all()


@pytest.mark.parametrize("names", KNOWN)
def test_contributions_sum_to_the_logit(names: tuple[str, ...]) -> None:
    rng = np.random.default_rng(0)
    n = len(NAMES)
    head = LinearHead(rng.normal(size=n), rng.uniform(0.5, 2, n), rng.normal(size=(3, n, len(names))), rng.normal(size=3))
    assert head.gates == names
    values = rng.normal(size=(5, n)) * 4
    logit = head.logit(values)
    for i in range(5):
        assert np.allclose(head.contributions(values[i]).sum(axis=1) + head.intercept, logit[i], atol=1e-9)


def test_what_a_longer_headline_has_the_more_of_is_taken_off(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    n, length = len(NAMES), NAMES.index("length")
    slope = rng.normal(size=n)
    slope[[length, *(NAMES.index(name) for name in ("new_share", "full_sentence", "short_body"))]] = 1, 0, 0, 0  # what opens gates does so at any length
    head = LinearHead(np.zeros(n), np.full(n, 9.0), rng.normal(size=(1, n, 3)), np.zeros(1), slope=slope)
    values = rng.normal(size=(4, n))
    assert np.allclose(head.logit(values + slope * 2.5), head.logit(values))
    assert not np.allclose(replace(head, slope=None).logit(values + slope * 2.5), head.logit(values))
    assert np.allclose(head.contributions(values[0]).sum(), head.logit(values[:1]))
    replace(default_judge(), accuracy=head).save(tmp_path / "m.json")
    again = load_judge(tmp_path / "m.json").accuracy.slope
    assert again is not None and np.allclose(again, slope, atol=1e-6)
    assert default_judge().accuracy.slope is not None and default_judge().sensationalism.slope is None


def test_words_with_pointing_weights_come_back(tmp_path: Path) -> None:
    words = WordModel(np.arange(len(WORD_NAMES)) / 8.0, -1.5, np.arange(len(POINTING))[::-1] / 4.0)
    replace(default_judge(), words=words).save(tmp_path / "m.json")
    again = load_judge(tmp_path / "m.json").words
    assert again.pointing is not None and words.pointing is not None
    assert np.array_equal(again.pointing, words.pointing)
    assert np.array_equal(again.weights, words.weights)
    replace(default_judge(), words=replace(words, pointing=None)).save(tmp_path / "n.json")
    assert load_judge(tmp_path / "n.json").words.pointing is None


def test_pointing_moves_no_score() -> None:
    judge = default_judge()
    turned = replace(judge, words=replace(judge.words, pointing=np.ones(len(POINTING))))
    assert score(HEADLINE, BODY, judge=turned).score == score(HEADLINE, BODY, judge=judge).score


# damage


def test_a_dash_is_no_model_to_wait_for() -> None:
    with pytest.raises(headcheck.InputError, match="-: no such file"):
        load_judge("-")


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(headcheck.InputError, match="gone.json: no such file"):
        load_judge(tmp_path / "gone.json")


@pytest.mark.parametrize("name", ["desk.json/model.json", "x" * 300 + ".json"])
def test_no_path_to_a_file(saved: Path, name: str) -> None:
    with pytest.raises(headcheck.InputError, match="cannot be opened"):
        load_judge(saved.parent / name)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        (("words", "intercept"), float("nan")),
        (("accuracy", "intercept"), [[0.0], [0.0]]),
        (("sensationalism", "intercept"), [0.0, 0.0]),
        (("classes",), ["same", "same"]),
        (("classes",), "ab"),
        (("classes",), ["a", None]),
    ],
)
def test_damage_is_told_when_loading(saved: Path, part: tuple[str, ...], value: object) -> None:
    stored = json.loads(saved.read_text(encoding="utf-8"))
    place = stored
    for name in part[:-1]:
        place = place[name]
    place[part[-1]] = value
    saved.write_text(json.dumps(stored), encoding="utf-8")
    with pytest.raises(headcheck.InputError, match="damaged"):
        load_judge(saved)


def test_a_name_as_long_as_a_file_may_have(tmp_path: Path) -> None:
    place = tmp_path / f"{'a' * 245}.json"
    default_judge().save(place)
    assert load_judge(place).thresholds == default_judge().thresholds


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(headcheck.InputError, match="is a folder"):
        load_judge(tmp_path)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe\x00", b"[1, 2]", b'"x"', b"{}", b"[" * 200_000, b'{"format": "headcheck model 0"}', pickle.dumps({"format": FORMAT})],
)
def test_no_model_file(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "x.json"
    place.write_bytes(content)
    with pytest.raises(headcheck.InputError, match="is no model file"):
        load_judge(place)


@pytest.mark.parametrize(
    "change",
    [
        ("words", {}),
        ("words", "weights", {"a": 1}),
        ("words", "pointing", {"a": 1}),
        ("accuracy", "features", {}),
        ("accuracy", "intercept", [0.0, 1.0]),
        ("accuracy", "intercept", "x"),
        ("accuracy", "features", NAMES[0], {"mean": 0}),
        ("accuracy", "features", NAMES[0], "weights", [["x", 0, 0]]),
        ("accuracy", "features", NAMES[0], "weights", [[float("nan"), 0, 0]]),
        ("sensationalism", None),
        ("thresholds", {"stretched": 0.4}),
        ("thresholds", []),
        ("classes", 3),
        ("classes", ["a"]),
        ("accuracy", "intercept", [float("nan")]),
        ("accuracy", "calibration", [1, 2, 3]),
        ("accuracy", "features", NAMES[0], "scale", 0),
        ("accuracy", "features", NAMES[0], "slope", float("nan")),
        ("accuracy", "features", NAMES[0], "slope", "steep"),
        ("accuracy", "features", NAMES[0], "mean", [0, 1]),
        ("thresholds", "stretched", 10**400),
        ("accuracy", "features", NAMES[0], {"mean": 0, "scale": 1, "weights": [[0] * 7]}),
        ("about", []),
        ("accuracy", "calibration", [[-1, 1], [5, 7]]),
        ("accuracy", "calibration", [[], []]),
        ("accuracy", "gates", ["foreign", "all", "familiar"]),
        ("thresholds", {"stretched": 0.9, "overreaching": 0.1}),
        ("class_weight", [-1, 1]),
    ],
    ids=str,
)
def test_damaged(saved: Path, change: object) -> None:
    with pytest.raises(headcheck.InputError, match="is damaged or of another version"):
        load_judge(damage(saved, change))


def test_half_a_file(saved: Path) -> None:
    text = saved.read_text(encoding="utf-8")
    saved.write_text(text[: len(text) // 2], encoding="utf-8")
    with pytest.raises(headcheck.InputError, match="is no model file: not JSON"):
        load_judge(saved)


def test_what_cannot_be_stored_leaves_the_old_file(saved: Path) -> None:
    before = saved.read_bytes()
    broken: Judge = replace(default_judge(), about={"x": object()})
    with pytest.raises(TypeError, match="cannot store object"):
        broken.save(saved)
    assert saved.read_bytes() == before
    assert [p.name for p in saved.parent.iterdir()] == [saved.name]


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    with pytest.raises(headcheck.InputError, match="cannot be opened"):
        default_judge().save(tmp_path / ("x" * 300 + ".json"))


def test_numpy_values_are_stored_as_numbers(tmp_path: Path) -> None:
    replace(default_judge(), about={"n": np.int64(3), "x": np.float32(0.5), "a": np.arange(2)}).save(tmp_path / "m.json")
    assert load_judge(tmp_path / "m.json").about == {"n": 3, "x": 0.5, "a": [0, 1]}

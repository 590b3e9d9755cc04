"""Fixes: small edits that lower the score, in good English, each from the body."""

from __future__ import annotations

import json
import re
import tracemalloc

import pytest

import headcheck
from headcheck import inflect
from headcheck.fixes import MOST, Fix
from headcheck.fixes.edit import Edit, applied, cased
from headcheck.fixes.likelihood import NAMES, PATH, likelihood
from headcheck.fixes.trial import ordered, scene_of, tried
from headcheck.model import default_judge
from headcheck.reading import read_body, read_headline

BODY = (
    "Ashwell council may close the swing bridge next spring, its leader Anna Reed said on Tuesday. Engineers found rust in 14 of the 60 beams. "
    "A repair would cost £2.4 million. Some traders fear for their income. The council rejected a plan for a tunnel, and Boris Vance welcomed that. "
    "Nurses who nap are linked to fewer slips. Nobody was hurt."
)
HEADLINES = [
    "Council will close swing bridge",
    "Council closes swing bridge next spring",
    "Rust found in 41 of the 60 beams",
    "All traders fear for their income",
    "Council approved a plan for a tunnel",
    "Anna Reed welcomed rejection of tunnel plan",
    "Repair would cost £9.9 million",
]


def candidates(headline: str, body: str = BODY) -> set[str]:
    """Every edit that is tried."""
    judge = default_judge()
    reading = read_headline(headline, read_body(body), judge.words)
    scene = scene_of(reading, judge)
    return set() if scene is None else set(ordered(scene))


@pytest.mark.parametrize("headline", HEADLINES)
def test_fixes_lower_the_score(headline: str) -> None:
    result = headcheck.score(headline, BODY)
    assert len(result.fixes) <= MOST
    for fix in result.fixes:
        assert isinstance(fix, Fix)
        assert fix.score < result.score
        assert fix.score == pytest.approx(headcheck.score(fix.text, BODY).score, abs=1e-9)
        assert fix.text != headline
        assert fix.text.strip() == fix.text
        assert "  " not in fix.text
        assert not re.search(r"\s[,.;:!?]", fix.text)


@pytest.mark.parametrize("headline", HEADLINES)
def test_fixes_say_what_changes_and_where(headline: str) -> None:
    for fix in headcheck.score(headline, BODY).fixes:
        a, b = fix.span
        assert 0 <= a <= b <= len(headline)
        assert fix.what.endswith(".")
        assert fix.what[0].isupper()
        assert fix.kind
        assert fix.text.startswith(headline[:a].rstrip()[:-2]) or fix.kind == "unsupported"


def test_fixes_differ_and_are_the_same_each_time() -> None:
    for headline in HEADLINES:
        once, again = headcheck.score(headline, BODY).fixes, headcheck.score(headline, BODY).fixes
        assert once == again
        assert len({fix.text for fix in once}) == len(once)


@pytest.mark.parametrize("number", ["9" * 400, "1," * 900 + "1"])
def test_numbers_beyond_all_bounds_do_no_harm(number: str) -> None:
    body = f"The mayor counted 412 votes and {number} stars."
    for headline in (f"Mayor counts {number} votes", "Mayor counts 412 stars"):
        assert isinstance(headcheck.score(headline, body).fixes, list)


def test_fixes_are_computed_when_asked_and_once() -> None:
    result = headcheck.score(HEADLINES[0], BODY)
    assert "fixes" not in vars(result)
    assert result.fixes is result.fixes


def test_some_headline_gets_fixes() -> None:
    assert sum(bool(headcheck.score(headline, BODY).fixes) for headline in HEADLINES) >= len(HEADLINES) // 2


@pytest.mark.parametrize(
    ("headline", "wanted"),
    [
        ("Council will close swing bridge", "Council may close swing bridge"),
        ("Council closes swing bridge", "Council may close swing bridge"),
        ("Council has closed swing bridge", "Council may close swing bridge"),
        ("COUNCIL WILL CLOSE SWING BRIDGE", "COUNCIL MAY CLOSE SWING BRIDGE"),
        ("Rust found in 41 of the 60 beams", "Rust found in 14 of the 60 beams"),
        ("Rust found in 60 of the 14 beams", "Rust found in 14 of the 60 beams"),
        ("Repair would cost £9.9 million", "Repair would cost £2.4 million"),
        ("All traders fear for their income", "Some traders fear for their income"),
        ("Council approved a plan for a tunnel", "Council rejected a plan for a tunnel"),
        ("Council approves a plan for a tunnel", "Council rejects a plan for a tunnel"),
        ("Boris Vance said council may close bridge, Anna Reed welcomed plan", "Anna Reed said council may close bridge, Boris Vance welcomed plan"),
        ("Council may close swing bridge on Friday", "Council may close swing bridge on Tuesday"),
    ],
)
def test_what_is_tried(headline: str, wanted: str) -> None:
    assert wanted in candidates(headline)


SURVEY = (
    "Dorset: nine seaside councils are considering a fee for parking, a leaflet says. Their own count shows 120 drivers, of whom 96 were fined. "
    "Three Dorset towns want it. The form may be sent until 6 June. Leader of the opposition party Mary Holt said two of the five beaches are clean. "
    "Otters in the river slept longer. Baths were linked to longer sleep. Up to 40 jobs may follow. Lytham beat Marlow 2-1. "
    "A spokesman suspects that a fuse failed. A patient said the fee was not agreed. Prices were cut by 12 per cent."
)


@pytest.mark.parametrize(
    ("headline", "wanted"),
    [
        # numbers keep their unit, their style and what bounds them
        ("Prices were cut by 21% in Dorset", "Prices were cut by 12% in Dorset"),
        ("Drivers fined: more than 120 of them", "Drivers fined: 96 of them"),
        ("Most Dorset towns want parking fee", "Three Dorset towns want parking fee"),
        ("All five beaches are clean, says Holt", "Two of five beaches are clean, says Holt"),
        ("A full 40 jobs may follow", "Up to 40 jobs may follow"),
        # who
        ("Marlow beat Lytham in final", "Lytham beat Marlow in final"),
        ("Spokesman said the fee was not agreed", "Patient said the fee was not agreed"),
        # what
        ("Dorset councils approve parking fee", "Dorset councils consider parking fee"),
        ("Patients in the river slept longer", "Otters in the river slept longer"),
        ("Baths cause longer sleep", "Baths are linked to longer sleep"),
        # when, where to
        ("Form may be sent from 6 June", "Form may be sent until 6 June"),
        # how sure
        ("Spokesman says that a fuse failed", "Spokesman suspects that a fuse failed"),
        ("Dorset councils vow to punish drivers", "Dorset councils may punish drivers"),
        ("Dorset councils introduce fee for parking", "Dorset councils consider introducing fee for parking"),
        ("Every council wants a fee for parking", "Some councils want a fee for parking"),
    ],
)
def test_what_is_tried_by_kind(headline: str, wanted: str) -> None:
    assert wanted in candidates(headline, SURVEY)


@pytest.mark.parametrize(
    ("headline", "ugly"),
    [
        ("Council will not close a dozen bridges", " a 14"),  # no article before a number
        ("Council fines drivers in half-price scheme", "-price may"),
        ("Officials say council will close bridge", "Officials may say"),
        ("Bridge found in river is rusty", "may find"),
    ],
)
def test_what_is_never_tried(headline: str, ugly: str) -> None:
    assert not [text for text in candidates(headline) if ugly in text]


STORM = (
    "Hospital chiefs fear that up to 60,000 operations a day could be hit by the strike. Officials said villages could be cut off by the storm. "
    "The nurses' union will ballot its members from Monday. The fraud came to more than £46,000, a court was told. The storm will not flood Dorset. "
    "The ferry firm said on Friday that it would withdraw its late sailing."
)


@pytest.mark.parametrize(
    ("headline", "wanted", "never"),
    [
        ("60,000 operations a day will be hit by strike", "60,000 operations a day could be hit by strike", "could hit by"),
        ("Villages cut off by storm", "Villages could be cut off by storm", "could cut off"),
        ("Fraud came to £118,000, court told", "Fraud came to more than £46,000, court told", "came to £46"),
        ("Fraud topped £118,000, court told", "Fraud topped £46,000, court told", "topped more"),
        ("Nurses' union will ballot its members", "", "could ballot"),
        ("Storm will flood Dorset", "", "could flood"),
        ("Ferry firm will withdraw its late sailing", "", "could withdraw"),
    ],
)
def test_fixes_say_what_the_body_says(headline: str, wanted: str, never: str) -> None:
    tried = candidates(headline, STORM)
    assert not wanted or wanted in tried
    assert not [text for text in tried if never in text]


def test_names_stay_whole() -> None:
    tried = candidates("Swing Bridge Anna Reed welcomed is rusty, says Boris Vance")
    assert not [text for text in tried if "Anna reed" in text or "anna Reed" in text]


def test_a_source_is_put_back() -> None:
    tried = candidates("Council to close swing bridge next spring")
    assert "Council to close swing bridge next spring, Anna Reed says" in tried
    assert not any(text.endswith("says") for text in candidates("Council to close swing bridge, says leader"))


def test_nothing_to_go_by_nothing_offered() -> None:
    assert headcheck.score("Council will close swing bridge", "Advertisement").fixes == []
    assert headcheck.score("?!", BODY).fixes == []


def test_a_unit_of_time_changes_with_its_number() -> None:
    assert "Repairs take six weeks" in candidates("Repairs take six months", "Repairs to the bridge take six weeks, the council said.")


@pytest.mark.parametrize(
    ("headline", "body", "never"),
    [
        ("Train half an hour late", "The train was two hours late on Monday.", "two an hour"),
        ("Repairs take 5-6 weeks", "Repairs to the bridge take 8-9 months.", "5-9 months"),
        ("Wait of two hours at clinic", "A 15 minute wait at the clinic is usual.", "15 minute at"),
        ("Strike lasts five years", "The strike lasted two decades.", "decades years"),
        ("Road closed for 300 minutes", "The road was closed for five hours.", "5 minutes"),
        ("Costs rise by a third", "Costs rose by half, the council said.", "half of"),
    ],
)
def test_no_number_in_a_place_that_it_does_not_fit(headline: str, body: str, never: str) -> None:
    tried_on = candidates(headline, body)
    assert not [text for text in tried_on if never in text], tried_on


def test_no_fix_for_what_the_headline_does_not_say() -> None:
    for text in candidates("Council may close swing bridge next spring"):
        assert "may may" not in text.lower()


def test_offsets_with_entities() -> None:
    headline = "Council &amp; county will close “swing bridge”"
    tried = candidates(headline)
    assert any(text.startswith("Council &amp; county may close") for text in tried)
    assert not [text for text in tried if "&" in text.replace("&amp;", "")]


def edit(text: str, old: str, new: str) -> str:
    at = text.index(old)
    return applied(text, Edit(at, at + len(old), new, "number", "", 0.0, ()))


def test_articles_follow_the_word() -> None:
    assert edit("A mayor quits", "mayor", "aide") == "An aide quits"
    assert edit("Town gets an 18 per cent rise", "18", "12") == "Town gets a 12 per cent rise"
    assert edit("Town gets a 12 per cent rise", "12", "80") == "Town gets an 80 per cent rise"
    assert edit("Town wants a mayor", "mayor", "union") == "Town wants a union"


def test_possessives_follow_the_word() -> None:
    assert edit("Residents' anger grows", "Residents", "People") == "People's anger grows"
    assert edit("Town fears residents' anger", "residents", "traders") == "Town fears traders' anger"


@pytest.mark.parametrize(
    ("headline", "nonsense"),
    [
        ("Row forces council to close bridge", "may close"),
        ("Rust tied to five beams", "may tie to"),
        ("10 things to know about bridge", "may know"),
    ],
)
def test_no_modal_where_none_can_stand(headline: str, nonsense: str) -> None:
    assert not [text for text in candidates(headline) if nonsense in text]


def test_the_likelihood_is_readable_and_whole() -> None:
    stored = json.loads(PATH.read_text(encoding="utf-8"))
    assert list(stored["weights"]) == list(NAMES)
    assert 0 < stored["offered"] < 1
    model = likelihood()
    values = [0.0] * len(NAMES)
    values[NAMES.index("gain")] = 1.0
    assert 0 < model.of([0.0] * len(NAMES)) < model.of(values) < 1  # a score that falls further speaks for an edit


def test_what_is_tried_is_measured() -> None:
    judge = default_judge()
    reading = read_headline("Rust found in 41 of the 60 beams", read_body(BODY), judge.words)
    found = {fix.text: dict(zip(NAMES, values, strict=True)) for fix, values in tried(reading, 0.7, judge)}
    right = found["Rust found in 14 of the 60 beams"]
    assert right["kind_number"] == 1.0
    assert right["gain"] > 0 and right["falls"] == 1.0
    assert all(values["gain"] == pytest.approx(right["gain"]) or values["gain"] < right["gain"] for values in found.values() if values["kind_number"])


def test_faithful_headlines_are_mostly_left_alone() -> None:
    for headline in ("Council may close swing bridge next spring", "Engineers found rust in 14 of the 60 beams", "Some traders fear for their income"):
        assert not headcheck.score(headline, BODY).fixes


def test_long_bodies_cost_no_square() -> None:
    body = read_body("The council said the bridge may close for 5 days " * 3000)
    scene = scene_of(read_headline("Bridge closes for 5 days, says Mayor Anne Smith", body, default_judge().words), default_judge())
    assert scene is not None
    tracemalloc.start()
    assert scene.fit(0, 1).shape == (len(body.document),)
    assert tracemalloc.get_traced_memory()[1] < 200 * 8 * len(body.document)  # places by places would be a hundred times that
    tracemalloc.stop()


def test_words_taken_out_leave_no_holes() -> None:
    assert edit("Mayor quits, angry traders cheer", "angry", "") == "Mayor quits, traders cheer"
    assert edit("Mayor quits, traders cheer", ", traders cheer", "") == "Mayor quits"
    assert edit("Angry traders cheer", "Angry", "") == "Traders cheer"


def test_letter_case_is_kept() -> None:
    assert cased("may close", "WILL CLOSE", title=False) == "MAY CLOSE"
    assert cased("some", "All", title=False) == "Some"
    assert cased("may close", "Will Close", title=True) == "May Close"
    assert cased("Reed", "Vance", title=False) == "Reed"


# inflections


@pytest.mark.parametrize(
    ("word", "model", "expected"),
    [
        ("reject", "approves", "rejects"),
        ("rejected", "approve", "reject"),
        ("reject", "approving", "rejecting"),
        ("cat", "dogs", "cats"),
        ("go", "walks", "goes"),
    ],
)
def test_like(word: str, model: str, expected: str) -> None:
    assert inflect.like(word, model) == expected


def test_base_and_forms() -> None:
    assert [inflect.base(w) for w in ("cuts", "went", "closing", "has", "was")] == ["cut", "go", "close", "have", "be"]
    assert [inflect.form(w) for w in ("cut", "cuts", "cutting", "closed", "went")] == ["base", "s", "ing", "ed", "ed"]
    assert inflect.participle("close") == "closing"
    assert [inflect.plural(w) for w in ("police", "traders", "bus", "boss")] == [True, True, False, False]

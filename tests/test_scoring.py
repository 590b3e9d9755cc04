"""Scoring: one headline, many, several over one body; exactness, offsets, errors, and what must not move a score."""

from __future__ import annotations

import csv
import pickle
import string
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import headcheck
from headcheck.model import default_judge
from headcheck.text import read
from headcheck.text.clean import has_words

BODY = (
    "The harbour board of Port Ellery may close the old swing bridge next spring, its chair Marian Holt said on Tuesday.\n\n"
    "Two engineers found rust in 14 of the 60 beams, and a repair would cost about £2.4 million.\n\n"
    '"Nothing has been decided," Ms Holt told reporters. "We will listen to traders first."\n\n'
    "Some shopkeepers fear that a closure would cost them a third of their trade. The ferry company denied that it had asked for the bridge to go.\n\n"
    "The board meets again on 9 March, when members will hear from the county's chief engineer, David Okoro."
)
OTHER = (
    "Researchers in Leeds followed 412 nurses for a year and found that those who napped for 20 minutes on a night shift made fewer slips.\n\n"
    "The study, which was paid for by a health charity, cannot show that naps were the reason, its author Dr Priya Raman said.\n\n"
    "Hospitals should not change their rotas yet, she added, because the nurses chose for themselves whether to sleep."
)
HEADLINES = [
    "Harbour board may close old swing bridge, chair says",
    "Port Ellery to close old swing bridge in spring",
    "Rust found in 14 of 60 beams of swing bridge",
    "Rust found in 40 of 60 beams of swing bridge",
    "Ferry company asked for bridge to go",
    "Nurses who napped made fewer slips, Leeds study finds",
]


@pytest.fixture(scope="module")
def results() -> list[headcheck.Result]:
    return [headcheck.score(headline, body) for headline in HEADLINES for body in (BODY, OTHER)]


def test_scores_are_shares_and_verdicts_follow_the_thresholds(results: list[headcheck.Result]) -> None:
    stretched, over = default_judge().thresholds
    for r in results:
        assert 0 <= r.score <= 1
        assert 0 <= r.sensationalism <= 1
        assert r.verdict == ("overreaching" if r.score >= over else "stretched" if r.score >= stretched else "accurate")


def test_contributions_and_intercept_sum_to_the_logit(results: list[headcheck.Result]) -> None:
    judge = default_judge()
    for r in results:
        logit = r.intercept + sum(r.contributions.values())
        assert float(judge.accuracy.probability(np.array([logit]))[0]) == pytest.approx(r.score, abs=1e-9)


def test_the_logit_is_that_of_the_many(results: list[headcheck.Result]) -> None:
    from headcheck.scoring import read_pairs

    judge = default_judge()
    pairs = [(headline, body) for headline in HEADLINES for body in (BODY, OTHER)]
    logit = judge.accuracy.logit(read_pairs(pairs, judge=judge))[:, 0]
    exact = [r.intercept + sum(r.contributions.values()) for r in results]
    assert np.abs(logit - exact).max() < 1e-9


def test_reasons_and_claims_point_into_the_texts(results: list[headcheck.Result]) -> None:
    for r in results:
        for reason in r.reasons:
            assert r.headline[slice(*reason.headline_span)].strip()
            assert reason.body_span is None or r.body[slice(*reason.body_span)].strip()
        for claim in r.claims:
            assert r.headline[slice(*claim.span)].strip()
            assert 0 <= claim.support <= 1
            assert all(r.body[slice(*e)].strip() for e in claim.evidence)


def test_same_input_same_result(results: list[headcheck.Result]) -> None:
    again = headcheck.score(HEADLINES[0], BODY)
    assert again.to_dict() == results[0].to_dict()


def test_a_body_in_the_place_of_a_headline_is_named() -> None:
    with pytest.raises(headcheck.InputError, match=r"headline has 1500 words.*changed places"):
        headcheck.score("word " * 1500, "Bridge shut")
    with pytest.raises(headcheck.InputError, match=r"headlines\[1\] has 1500 words"):
        headcheck.score_many(["Bridge shut", "word " * 1500], ["Bridge shut"] * 2)


@pytest.mark.parametrize(("headline", "hedged"), [("Bridge will shut in May", False), ("Theresa May shuts bridge", False), ("Bridge may shut", True)])
def test_may_is_a_month_too(headline: str, hedged: bool) -> None:
    assert [claim.hedged for claim in headcheck.score(headline, "The bridge will shut in May.").claims] == [hedged]


def test_headlines_without_words_and_other_languages_are_warned_of() -> None:
    assert any("no words" in warning for warning in headcheck.score("?! --", "The bridge will shut in May.").warnings)
    german = headcheck.score("Brücke wird im Mai gesperrt", "Die Brücke wird im Mai wegen Bauarbeiten gesperrt, sagte der Bürgermeister am Montag.")
    assert "not English?" in german.warnings


def test_no_offset_takes_in_markup_that_shows_nothing() -> None:
    document = read("<p><b>Mayor</b>\u200b of <i>Ashwell</i> quits&hellip;</p>", furniture=False)
    words = [document.words(i, i + 1) for i in range(len(document))]
    assert words == ["Mayor", "of", "Ashwell", "quits", "&hellip;"]
    assert document.text[slice(*document.sentence_span(0))] == "Mayor</b>\u200b of <i>Ashwell</i> quits&hellip;"


def test_offsets_are_those_of_the_original_strings() -> None:
    headline = "Board &amp; traders clash: “swing&nbsp;bridge”\u00a0to close – ‘for good’"
    body = (
        "<p>The board &amp; the traders disagree over the “swing bridge”.</p>\r\n"
        "<p>It may close, said Ms&nbsp;Holt&hellip; &#8220;Nothing is decided.&#8221;</p>"
    )
    r = headcheck.score(headline, body)
    for reason in r.reasons:
        said = headline[slice(*reason.headline_span)]
        assert said in reason.text or said[:1].upper() + said[1:] in reason.text
        assert not said[0].isspace() and not said[-1].isspace()
    evidence = {body[slice(*e)] for claim in r.claims for e in claim.evidence}
    assert evidence
    sentences = (
        "The board &amp; the traders disagree over the “swing bridge”.",
        "It may close, said Ms&nbsp;Holt&hellip;",
        "&#8220;Nothing is decided.&#8221;",
    )
    for text in evidence:
        assert any(s in text or text in s for s in sentences), text


# many


@pytest.mark.parametrize("many", [{"Bridge shut": 1}, np.array([["Bridge shut"]]), "Bridge shut", 3])
def test_many_are_a_flat_list(many: object) -> None:
    with pytest.raises(headcheck.InputError, match="headlines must be a list"):
        headcheck.score_many(many, [BODY])  # type: ignore[arg-type]


def test_scores_can_be_pickled() -> None:
    scores = headcheck.score_many(HEADLINES[:2], [BODY] * 2)
    again = pickle.loads(pickle.dumps(scores))
    assert again.score.tolist() == scores.score.tolist() and again[1].to_dict() == scores[1].to_dict()


def test_score_many_equals_one_by_one() -> None:
    heads, bodies = HEADLINES * 2, [BODY] * len(HEADLINES) + [OTHER] * len(HEADLINES)
    many = headcheck.score_many(heads, bodies)
    assert len(many) == len(heads)
    for i, (headline, body) in enumerate(zip(heads, bodies, strict=True)):
        one = headcheck.score(headline, body)
        assert many.score[i] == pytest.approx(one.score, abs=1e-12)
        assert many.sensationalism[i] == pytest.approx(one.sensationalism, abs=1e-12)
        assert many.verdict[i] == one.verdict
    assert many[3].to_dict() == headcheck.score(heads[3], bodies[3]).to_dict()
    assert many[-1].headline == heads[-1]
    assert [r.headline for r in many] == heads
    with pytest.raises(IndexError, match="12 is out of range"):
        many[12]


def test_two_processes_score_like_one() -> None:
    heads = [f"{h} {i}" for i in range(12) for h in HEADLINES]  # more than one chunk
    bodies = [BODY if i % 3 else OTHER for i in range(len(heads))]
    one, two = headcheck.score_many(heads, bodies), headcheck.score_many(heads, bodies, n_jobs=2)
    assert np.array_equal(one.score, two.score)
    assert np.array_equal(one.sensationalism, two.sensationalism)
    assert np.array_equal(one.verdict, two.verdict)


def test_order_of_the_input_does_not_matter() -> None:
    heads, bodies = HEADLINES * 2, [OTHER, BODY] * len(HEADLINES)
    forth = headcheck.score_many(heads, bodies)
    back = headcheck.score_many(heads[::-1], bodies[::-1])
    assert np.array_equal(forth.score, back.score[::-1])


def test_generators_are_input_too() -> None:
    listed = headcheck.score_many(HEADLINES, [BODY] * len(HEADLINES))
    given_ = headcheck.score_many((h for h in HEADLINES), (BODY for _ in HEADLINES))
    assert np.array_equal(listed.score, given_.score)
    assert given_[2].headline == HEADLINES[2]


def test_nothing_to_score() -> None:
    none = headcheck.score_many([], [])
    assert len(none) == 0
    assert none.score.shape == none.verdict.shape == (0,)
    assert list(none) == []


def test_progress_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    shown = headcheck.score_many(HEADLINES, [BODY] * len(HEADLINES), progress=True)
    out, _ = capsys.readouterr()
    assert out == ""
    assert np.array_equal(shown.score, headcheck.score_many(HEADLINES, [BODY] * len(HEADLINES)).score)


# rank


def test_rank_sorts_by_score() -> None:
    ranked = headcheck.rank(HEADLINES, BODY)
    assert sorted(r.headline for r in ranked) == sorted(HEADLINES)
    assert [r.score for r in ranked] == sorted(r.score for r in ranked)
    assert all(r.score == headcheck.score(r.headline, BODY).score for r in ranked)


def test_rank_keeps_the_order_of_equals() -> None:
    twins = ["Rust found in swing bridge", "Rust found in swing bridge ", " Rust found in swing bridge"]
    assert [r.headline for r in headcheck.rank(twins, BODY)] == twins
    assert [r.headline for r in headcheck.rank(twins[::-1], BODY)] == twins[::-1]
    assert headcheck.rank([], BODY) == []
    assert [r.headline for r in headcheck.rank(iter(HEADLINES), BODY)] == [r.headline for r in headcheck.rank(HEADLINES, BODY)]


# errors


@pytest.mark.parametrize(
    ("headline", "body", "message"),
    [
        (None, BODY, "headline must be a string, not NoneType"),
        (3, BODY, "headline must be a string, not int"),
        (b"Bridge to close", BODY, "headline must be a string, not bytes"),
        ("Bridge to close", None, "body must be a string, not NoneType"),
        ("Bridge to close", ["a"], "body must be a string, not list"),
        ("", BODY, "headline is empty"),
        (" \n\t", BODY, "headline is empty"),
        ("Bridge to close", "", "body has no words"),
        ("Bridge to close", "...\n", "body has no words"),
    ],
)
def test_errors_of_one(headline: object, body: object, message: str) -> None:
    with pytest.raises(headcheck.InputError, match=message):
        headcheck.score(headline, body)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("headlines", "bodies", "message"),
    [
        (["a b", "c d"], ["x"], "there are 2 headlines and 1 bodies"),
        ("a b", ["x"], "headlines must be a list .* not str"),
        (["a b"], "x", "bodies must be a list .* not str"),
        (7, ["x"], "headlines must be a list .* not int"),
        (["a b"], None, "bodies must be a list .* not NoneType"),
        (["a b", 3], ["x", "y"], r"headlines\[1\] must be a string, not int"),
        (["a b", "c d"], ["x", float("nan")], r"bodies\[1\] must be a string, not float"),
        (["a b", "  "], ["x", "y"], r"headlines\[1\] is empty"),
        (["a b", "c d"], ["x", " "], r"bodies\[1\] has no words"),
    ],
)
def test_errors_of_many(headlines: object, bodies: object, message: str) -> None:
    with pytest.raises(headcheck.InputError, match=message):
        headcheck.score_many(headlines, bodies)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("headlines", "body", "message"),
    [
        ("a b", BODY, "headlines must be several strings"),
        (None, BODY, "headlines must be a list .* not NoneType"),
        (["a b", None], BODY, r"headlines\[1\] must be a string"),
        (["a b", ""], BODY, r"headlines\[1\] is empty"),
        (["a b"], None, "body must be a string"),
    ],
)
def test_errors_of_rank(headlines: object, body: object, message: str) -> None:
    with pytest.raises(headcheck.InputError, match=message):
        headcheck.rank(headlines, body)  # type: ignore[arg-type]


# odd texts


def test_a_body_with_nothing_left_bears_nothing_out() -> None:
    r = headcheck.score(HEADLINES[0], "Advertisement")
    assert r.warnings == ["body has 0 words after page furniture was set aside"]
    assert all(claim.support == 0 and claim.evidence == () for claim in r.claims)
    assert all(reason.body_span is None for reason in r.reasons)
    assert [reason.kind for reason in r.reasons] in (["unsupported"], ["rest"])  # nothing is said to be "in the body"
    assert r.reasons[0].effect == pytest.approx(sum(r.contributions.values()))
    assert r.score > headcheck.score(HEADLINES[0], BODY).score
    assert r.fixes == []


def test_a_body_of_nothing_but_furniture_says_so() -> None:
    r = headcheck.score("Bridge to close", "Sign up to our newsletter\n\nREAD MORE: Traders fear the worst\n")
    assert any(w.endswith("after page furniture was set aside") for w in r.warnings)
    assert len(r.set_aside) >= 1
    for aside in r.set_aside:
        assert r.body[aside.start : aside.end].strip()
        assert aside.reason


def test_short_texts_warn() -> None:
    r = headcheck.score("Bridge", "The bridge closes.")
    assert "body has 3 words" in r.warnings
    assert "headline has fewer than 3 words" in r.warnings
    assert len(r.claims) == 1
    assert headcheck.score(HEADLINES[0], BODY).warnings == []


def test_headlines_of_marks_only_do_not_break() -> None:
    for headline in ("?!", "…", "“”", "—", "🙂", "the of and"):
        r = headcheck.score(headline, BODY)
        assert 0 <= r.score <= 1
        assert r.claims == [] or all(headline[slice(*c.span)] for c in r.claims)


def test_other_languages_warn() -> None:
    german = (
        "Der Hafenrat von Bremerhaven will die alte Drehbrücke im nächsten Frühjahr schließen, sagte die Vorsitzende am Dienstag. "
        "Zwei Ingenieure fanden Rost an vierzehn Trägern, und eine Reparatur würde ungefähr zwei Millionen Euro kosten. "
        "Viele Händler fürchten um ihren Umsatz und wollen vor der nächsten Sitzung angehört werden."
    )
    assert "not English?" in headcheck.score("Hafenrat will alte Drehbrücke schließen", german).warnings
    assert "not English?" not in headcheck.score(HEADLINES[0], BODY).warnings


def test_case_of_the_whole_headline_moves_no_score() -> None:
    for headline in HEADLINES:
        scores = {headcheck.score(change(headline), BODY).score for change in (str, str.upper, str.lower, string.capwords)}
        assert len(scores) == 1


def test_case_hardly_moves_the_scores_of_the_seeds() -> None:
    """It may where capitals tell one word from another: "US" from "us", the name "May" from the modal, initials from a word."""
    with open(Path(__file__).parents[1] / "seeds" / "headlines.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[::16]
    bodies = [row["body"] for row in rows]
    plain, *others = (headcheck.score_many([change(row["headline"]) for row in rows], bodies).score for change in (str, str.upper, str.lower, string.capwords))
    for other in others:
        assert (other == plain).mean() > 0.9
        assert np.abs(other - plain).mean() < 0.005
        assert np.abs(other - plain).max() < 0.25


def test_length_of_the_body_hardly_moves_the_score() -> None:
    for headline in HEADLINES[:5]:
        plain = headcheck.score(headline, BODY).score
        assert abs(headcheck.score(headline, BODY + "\n\n" + OTHER).score - plain) < 0.15


def test_furniture_does_not_move_the_score() -> None:
    page = "Sign up to our newsletter\n\n" + BODY + "\n\nREAD MORE: Ferry sinks off Port Ellery\n\nShare this article\n"
    for headline in HEADLINES[:5]:
        r = headcheck.score(headline, page)
        assert r.set_aside
        assert abs(r.score - headcheck.score(headline, BODY).score) < 0.02


def test_typographic_quotes_do_not_move_the_score() -> None:
    assert headcheck.score("Bridge ‘may close’ – Ms Holt’s board", BODY).score == headcheck.score("Bridge 'may close' - Ms Holt's board", BODY).score


def test_another_body_scores_higher() -> None:
    for headline in (HEADLINES[0], HEADLINES[2]):
        assert headcheck.score(headline, BODY).score < headcheck.score(headline, OTHER).score
    assert headcheck.score(HEADLINES[5], OTHER).score < headcheck.score(HEADLINES[5], BODY).score


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=60).filter(str.strip), st.text(max_size=200).filter(has_words))
def test_any_text_gets_a_result(headline: str, body: str) -> None:
    r = headcheck.score(headline, body)
    assert 0 <= r.score <= 1
    assert np.isfinite(list(r.contributions.values())).all()
    for reason in r.reasons:
        a, b = reason.headline_span
        assert 0 <= a < b <= len(headline)
        assert reason.body_span is None or 0 <= reason.body_span[0] < reason.body_span[1] <= len(body)
    for claim in r.claims:
        assert 0 <= claim.span[0] < claim.span[1] <= len(headline)
        assert all(0 <= a < b <= len(body) for a, b in claim.evidence)


@pytest.mark.parametrize("number", ["9" * 320, "9" * 400, "1" + ",000" * 200, "0." + "0" * 400 + "1"])
def test_numbers_of_hundreds_of_digits(number: str) -> None:
    for headline, text in (("Bridge opens at 9pm", f"The bridge opens at {number} on Monday."), (f"{number} in five die", "Two in five died, police said.")):
        assert 0 <= headcheck.score(headline, text).score <= 1


REPEATED = "Ashwell council may close the swing bridge, its leader Anna Reed said. Traders fear for their income. A vote is due in May."


def repeated(headline: str, times: int) -> float:
    return headcheck.score(" | ".join([headline] * times), REPEATED).score


@pytest.mark.parametrize("headline", ["Astronaut marries pop singer in secret Paris wedding", "Zebra violin kangaroo moon"])
@pytest.mark.parametrize("times", [2, 10])
def test_a_headline_said_again_and_again_goes_as_far_as_said_once(headline: str, times: int) -> None:
    assert repeated(headline, times) > repeated(headline, 1) - 0.05

"""Claims: where a headline is cut, who is said to say it, what is asked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import headcheck
from headcheck.claims import content_tokens, split_claims
from headcheck.text import read

BODY = "The mayor of Ashwell may resign over the bridge, two councillors said. The council meets on Monday."


def claims(headline: str) -> list[str]:
    document = read(headline, furniture=False)
    return [document.words(claim.first, claim.last) for claim in split_claims(document)]


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Mayor resigns", ["Mayor resigns"]),
        ("Mayor faces revolt as councillors demand answers on bridge", ["Mayor faces revolt", "as councillors demand answers on bridge"]),
        ("Mayor resigns as leader", ["Mayor resigns as leader"]),
        ("Mayor quits council after bridge shuts early", ["Mayor quits council", "after bridge shuts early"]),
        ("Bridge shuts; traders count losses", ["Bridge shuts", "traders count losses"]),
        ("Bridge shuts! Traders count losses", ["Bridge shuts", "Traders count losses"]),
        ("Hold the hype! Mayor closes swing bridge", ["Mayor closes swing bridge"]),
        ("Sink or swim? Mayor closes swing bridge", ["Mayor closes swing bridge"]),
        ("Holt quits! Mayor closes swing bridge", ["Holt quits", "Mayor closes swing bridge"]),
        ("Hold the hype!", ["Hold the hype"]),
        ("Bridge shuts – traders count losses", ["Bridge shuts -".rstrip(" -"), "traders count losses"]),
        ("Well-known mayor resigns", ["Well-known mayor resigns"]),
        ("Calif. vote could help Holt beat Reed", ["Calif. vote could help Holt beat Reed"]),
        ("Holt takes Pa., Md. and Del. from Reed", ["Holt takes Pa., Md. and Del. from Reed"]),
        ("New bridge as safe as old ferry for children", ["New bridge as safe as old ferry for children"]),
        ("Mayor as well as council backs bridge plan", ["Mayor as well as council backs bridge plan"]),
        ("Holt shot dead: bridge could be shut", ["Holt shot dead", "bridge could be shut"]),
        ("Holt admits fraud: bridge could be shut", ["Holt admits fraud", "bridge could be shut"]),
        ("Mob attacks Holt: bridge could be shut", ["Mob attacks Holt", "bridge could be shut"]),
        ("Queen Elizabeth: Bank of England: bridge closes", ["Bank of England", "bridge closes"]),
        ("Mayor keeps her lead a week before council vote", ["Mayor keeps her lead", "a week before council vote"]),
        ("Mayor quits council just two days after bridge shuts", ["Mayor quits council", "just two days after bridge shuts"]),
        ("New bridge might not be as good for traders as council hopes", ["New bridge might not be as good for traders as council hopes"]),
        ("'Shut it now!' Traders call for end of bridge", ["'Shut it now!'", "Traders call for end of bridge"]),
    ],
)
def test_cuts(headline: str, expected: list[str]) -> None:
    found = [c.rstrip(" –-") for c in claims(headline)]
    assert found == expected


@pytest.mark.parametrize(
    ("headline", "speaker"),
    [
        ("Bridge will close in spring, says mayor", "mayor"),
        ("Mayor says bridge will close in spring", "Mayor"),
        ("Bridge will close in spring, according to Marian Holt", "Marian Holt"),
        ("Sarah Smith: bridge will close in spring", "Sarah Smith"),
        ("Mayor Sarah Smith: bridge will close in spring", "Mayor Sarah Smith"),
        ("Bank of England: bridge will close in spring", "Bank of England"),
        ("New study: bridge will close in spring", "New study"),
        ("Officials warn: bridge will close in spring", "Officials"),
        ("Rep. Smith says bridge will close in spring", "Rep. Smith"),
        ("It's not what you think...", None),
        ("Police: bridge will close in spring", "Police"),
        ("'Bridge is unsafe' - Anne Smith", "Anne Smith"),
        ("Council said to be closing bridge", None),
        ("Council forced to admit fraud", None),
        ("Tea cures colds, report says", "report"),
        ("Tea cures colds, says new report", "new report"),
        ("Bridge will close in spring", None),
        ("Bridge will close in spring, mayor tells traders", "mayor"),
        ("Bridge will close in spring, traders told", None),
        ("Bridge will close in spring, drivers warned", None),
        ("Bridge will close in spring, police warned", "police"),
        ("Bridge is unsafe, Marian Holt finds", "Marian Holt"),
        ("Deputy mayor admits £4,000 bridge fraud", None),
        ("Deputy mayor admits bridge fraud was his idea", "Deputy mayor"),
    ],
)
def test_speakers(headline: str, speaker: str | None) -> None:
    found = headcheck.score(headline, BODY).claims
    assert [c.attributed_to for c in found] == [speaker]


def test_a_speaker_at_the_end_has_said_all_of_it() -> None:
    document = read("Mayor will close bridge after spring flood, Holt says", furniture=False)
    assert [document.words(*c.speaker) for c in split_claims(document) if c.speaker] == ["Holt says"] * 2


def test_a_speaker_need_not_be_borne_out_as_part_of_the_claim() -> None:
    document = read("Bridge will close in spring, says mayor", furniture=False)
    (claim,) = split_claims(document)
    assert {document.low[t] for t in claim.content} == {"bridge", "close", "spring"}


@pytest.mark.parametrize(
    ("headline", "speaker"),
    [
        ("Bridge may shut, study finds", "study finds"),
        ("Bridge may shut, poll of 2,000 adults finds", "poll of 2,000 adults finds"),
        ("Mayor took bribes, court hears", "court hears"),
        ("Small study shows bridge may shut", "Small study shows"),
        ("Walkers find bridge shut", None),
        ("Police found bridge shut", None),
    ],
)
def test_who_finds_or_hears_something_is_its_source(headline: str, speaker: str | None) -> None:
    document = read(headline, furniture=False)
    found = [document.words(*claim.speaker) if claim.speaker else None for claim in split_claims(document)]
    assert found == [speaker]


def test_questions_and_quotations() -> None:
    document = read('Will the bridge close? "Never again," pleads trader', furniture=False)
    first, second = split_claims(document)
    assert first.question and not first.quoted
    assert second.quoted and not second.question


def test_hedges_of_a_claim() -> None:
    told, hedged, asked = (headcheck.score(h, BODY).claims[0].hedged for h in ("Mayor will resign", "Mayor may resign", "Mayor to resign?"))
    assert (told, hedged, asked) == (False, True, True)
    assert headcheck.score("Mayor to resign?!", BODY).claims[0].hedged and not headcheck.score("Mayor to resign!", BODY).claims[0].hedged


def test_a_supported_claim_has_more_support_than_an_invented_one() -> None:
    real, invented = headcheck.score("Mayor may resign over bridge as police arrest smugglers in harbour raid", BODY).claims
    assert real.support > 0.8 > 0.4 > invented.support


def test_small_words_are_no_content() -> None:
    document = read("The mayor of Ashwell is in the house", furniture=False)
    assert [document.low[t] for t in content_tokens(document).nonzero()[0]] == ["mayor", "ashwell", "house"]


def test_no_words_no_claims() -> None:
    assert split_claims(read("", furniture=False)) == []
    assert split_claims(read("?!", furniture=False)) == []


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from("mayor says bridge : ? ! ; as after ' \" - Holt closes to the but ... , 14".split()), max_size=14))
def test_claims_keep_their_order_and_share_no_content(words: list[str]) -> None:
    document = read(" ".join(words), furniture=False)
    found = split_claims(document)
    content = content_tokens(document)
    seen: set[int] = set()
    for claim in found:
        assert 0 <= claim.first < claim.last <= len(document)
        assert seen.isdisjoint(claim.content)
        assert all(content[t] for t in claim.content)
        seen.update(claim.content)
    assert [c.first for c in found] == sorted(c.first for c in found)
    assert bool(found) or not content.any()

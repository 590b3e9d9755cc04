"""Evidence: how headline words are met in a body, and which sentences are taken for which claim."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headcheck.evidence import EXACT, IDF_CAP, MAX_SENTENCES, NONE, WORTH, Alignment, _products, align
from headcheck.lexicon import OPPOSITE, STRONGER, SYNONYM, WEAKER
from headcheck.reading import read_body
from headcheck.text import read

BODY = (
    "Traders in Port Ellery met on Monday to talk about the harbour. The council rejected a plan to close the swing bridge. "
    "Engineers had counted three thousand rusty bolts. A doctor warned that the noise could harm sleep. Sales of ice cream rose by 12 per cent."
)


def aligned(headline: str, body: str = BODY) -> Alignment:
    read_ = read_body(body)
    return align(read(headline, furniture=False, unknown=read_.document.unknown), read_)


def row(a: Alignment, word: str) -> int:
    return [a.headline.low[t] for t in a.words].index(word)


def sentence(a: Alignment, number: int) -> str:
    return a.body.document.text[slice(*a.body.document.sentence_span(number))]


def test_shapes() -> None:
    a = aligned("Council rejects plan to close swing bridge, traders say")
    n, m, s = len(a.words), len(a.body.at), a.body.document.n_sentences
    assert a.kind.shape == a.worth.shape == a.close.shape == (n, m)
    assert a.by_sentence.shape == (n, s)
    assert a.claim_of.shape == a.weight.shape == a.met.shape == a.first.shape == (n,)
    assert ((a.worth >= 0) & (a.worth <= 1)).all()
    assert ((a.weight >= 0) & (a.weight <= IDF_CAP)).all()
    assert set(np.unique(a.kind)) <= set(range(NONE + 1))


def test_inflections_meet_exactly() -> None:
    a = aligned("Council rejects plans")
    met = a.body.document.low[a.body.at[a.met[row(a, "rejects")]]]
    assert met == "rejected"
    assert a.kind[row(a, "rejects"), a.met[row(a, "rejects")]] == EXACT


def test_relations_are_kinds_of_their_own() -> None:
    a = aligned("Council approves plan as physician warns of noise")
    low = [a.body.document.low[t] for t in a.body.at]
    assert a.kind[row(a, "approves"), low.index("rejected")] == OPPOSITE
    assert a.kind[row(a, "physician"), low.index("doctor")] == SYNONYM
    assert a.worth[row(a, "approves"), low.index("rejected")] == WORTH[OPPOSITE] == 0
    assert 0 < a.worth[row(a, "physician"), low.index("doctor")] < 1


def test_what_is_weaker_in_the_body_is_called_so() -> None:
    weaker, stronger = aligned("Shots kill boar", "The shots wound it."), aligned("Shots wound boar", "The shots kill it.")
    one, other = (a.kind[row(a, word)].min() for a, word in ((weaker, "kill"), (stronger, "wound")))
    assert (one, other) == (WEAKER, STRONGER)
    assert WORTH[one] < WORTH[other]


def test_numbers_meet_by_value() -> None:
    a = aligned("3,000 rusty bolts counted")
    assert a.by_sentence[row(a, "3,000")].max() == 1
    b = aligned("5,000 rusty bolts counted")
    assert b.by_sentence[row(b, "5,000")].max() == 0


def test_unknown_names_meet_their_like() -> None:
    body = "Zorblatt Vexington signed for Quillford on Friday after a long wait. The town cheered."
    a = aligned("Vexington's Quillford move", body)
    assert a.by_sentence[row(a, "vexington"), 0] == a.by_sentence[row(a, "quillford"), 0] == 1
    b = aligned("Brimblewick's Quillford move", body)
    assert b.by_sentence[row(b, "brimblewick")].max() < 0.5


@pytest.mark.parametrize(
    ("headline", "body", "word"),
    [
        ("AI plans bridge", "Artificial intelligence has planned the bridge in this town.", "ai"),
        ("Artificial intelligence plans bridge", "An AI has planned the bridge in this town.", "intelligence"),
        ("UK ministers back bridge", "Ministers in the United Kingdom backed the bridge.", "uk"),
        ("MPs back bridge", "Members of Parliament have backed the bridge.", "mps"),
        ("HSB inspects bridge", "The Harbour and Swing-Bridge Board is inspecting the bridge. The Harbour Safety Board was told.", "hsb"),
        ("Harbour Safety Board inspects bridge", "The HSB is inspecting the bridge.", "harbour"),
    ],
)
def test_short_names_meet_long_ones(headline: str, body: str, word: str) -> None:
    a = aligned(headline, body)
    assert a.by_sentence[row(a, word)].max() == 1


def test_no_short_name_where_none_is_meant() -> None:
    a = aligned("AI plans bridge", "All of it was planned by Arnold Ives, of Ashwell.")
    assert a.by_sentence[row(a, "ai")].max() < 1


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("Vicar apologises", "The vicar has apologised."),
        ("Mayor criticises plan", "The plan was criticised by the mayor."),
        ("Bread is dearer", "Bread is dear this year."),
        ("Bread is pricier", "Bread is pricey this year."),
    ],
)
def test_inflections_that_the_lexicon_lacks_meet_exactly(headline: str, body: str) -> None:
    assert aligned(headline, body).there.all()


def test_each_claim_takes_the_sentences_that_speak_to_it() -> None:
    a = aligned("Council rejects plan to close swing bridge as sales of ice cream rise by 12 per cent")
    first, second = a.chosen
    assert "swing bridge" in sentence(a, first[0])
    assert "ice cream" in sentence(a, second[0])


def test_two_sentences_where_one_does_not_do() -> None:
    (chosen,) = aligned("Council rejects plan over rusty bolts").chosen
    assert 2 <= len(chosen) <= MAX_SENTENCES
    assert len(set(chosen)) == len(chosen)


def test_nothing_is_taken_where_nothing_speaks() -> None:
    a = aligned("Volcano erupts")
    assert a.chosen == [[]]
    assert (a.met == -1).all()
    assert (a.first == -1).all()
    assert a.new_share == 1


@pytest.mark.parametrize("shape", [(0, 5), (3, 0), (7, 11), (40, 300), (1500, 3)])
def test_products_in_pieces_are_the_whole_product(shape: tuple[int, int]) -> None:
    random = np.random.default_rng(1)
    a, b = (random.standard_normal((n, 64)).astype(np.float32) for n in shape)
    assert np.allclose(_products(a, b), a @ b.T, atol=1e-4)


def test_share_of_new_words() -> None:
    assert aligned("Council rejects plan to close swing bridge").new_share == 0
    assert 0 < aligned("Council rejects plan to bomb swing bridge").new_share < 1
    assert aligned("Council rejects plan", "").new_share == 1


def test_furniture_is_no_evidence() -> None:
    a = aligned("Ferry sinks off Port Ellery", BODY + "\n\nREAD MORE: Ferry sinks off Port Ellery\n")
    assert a.by_sentence[row(a, "sinks")].max() < 0.5


@pytest.mark.parametrize("body", ["", " ", "?", "the of and", "."])
def test_bodies_that_say_nothing(body: str) -> None:
    a = aligned("Council rejects plan", body)
    assert a.chosen == [[]]
    assert a.new_share == 1


@settings(max_examples=80, deadline=None)
@given(st.text(min_size=1, max_size=60), st.text(max_size=200))
def test_any_two_texts_align(headline: str, body: str) -> None:
    a = aligned(headline, body)
    assert np.isfinite(a.worth).all()
    assert ((a.met >= -1) & (a.met < max(1, len(a.body.at)))).all()
    for chosen in a.chosen:
        assert len(chosen) <= MAX_SENTENCES
        assert all(0 <= s < a.body.document.n_sentences for s in chosen)
    assert 0 <= a.new_share <= 1

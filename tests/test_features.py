"""Features: declared once and completely, finite on odd input, and what they are meant to notice they notice."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headcheck.features import FAMILIES, FAMILY_OF, FEATURES, STANCE, WORDING, boldness, elsewhere, wording
from headcheck.features.declare import Feature, from_words
from headcheck.features.doubt import WordModel
from headcheck.features.words import INDEX, word_features
from headcheck.features.words import NAMES as WORD_NAMES
from headcheck.gates import BY_REGISTER, gates
from headcheck.lexicon import lexicon
from headcheck.lexicon.styles import CLASS_SHARE, style
from headcheck.model import default_judge
from headcheck.reading import ALL_NAMES, N_ACCURACY, NAMES, read_body, read_headline
from headcheck.reasons import Reason, reasons
from headcheck.scoring import read_pairs
from headcheck.text import read
from headcheck.text.spelling import spelling

BODY = (
    'The mayor of Ashwell may quit over the bridge, two councillors said. "I have not decided," Anna Reed told the Ashwell Echo on Monday. '
    "She denied that 14 of the 60 staff had left. A small study linked coffee to better sleep in mice."
)
ODD = [
    *("?", "…", "14", "“”", "A", "NOT", "£", "U.S.", "a: b: c: d", "— — —", "🙂 🙂", "ſſ İ ǅ"),
    *("x" * 300, "no " * 80, "1e308 9999999999999999999999", "&nbsp;&nbsp;", "'s", "\u200b a"),
]
TRIED = ["Mayor of Ashwell quits over bridge", "All staff quit, 60 of 14 bridges shut", "Coffee proves cure for sleep, Anna Reed denies", "Could you?", *ODD]


def values(headline: str, body: str = BODY) -> dict[str, float]:
    reading = read_headline(headline, read_body(body), default_judge().words)
    return dict(zip(NAMES, reading.values.tolist(), strict=True))


# declarations


def test_names_are_unique_and_complete() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert tuple(f.name for f in FEATURES) == NAMES[:N_ACCURACY]
    assert NAMES[N_ACCURACY:] == tuple(f"wording_{f.name}" for f in WORDING)
    assert set(FAMILY_OF) == set(NAMES[:N_ACCURACY])
    assert set(FAMILY_OF.values()) == set(FAMILIES)
    assert len(set(WORD_NAMES)) == len(WORD_NAMES)


@pytest.mark.parametrize("feature", [*FEATURES, *WORDING], ids=lambda f: f.name)
def test_a_declaration_says_everything(feature: Feature) -> None:
    assert feature.name.isidentifier()
    assert len(feature.meaning) >= 10 or feature.meaning == "a question", feature.meaning
    assert feature.meaning[0].islower() or not feature.meaning[0].isalpha()
    assert not feature.meaning.endswith(".")
    assert feature.low < feature.high
    assert feature.unit
    assert feature.source
    assert feature.reason
    assert bool(feature.column) == bool(feature.how)
    assert not feature.column or feature.column in INDEX


def test_meanings_differ() -> None:
    meanings = [f.meaning for f in FEATURES]
    assert len(set(meanings)) == len(meanings)


def test_a_feature_over_words_says_how() -> None:
    assert from_words("left_met", "max", "x", "scattered").name == "left_met_max"
    assert from_words("left_met", "mean", "x", "scattered").unit == "mean over words"


@pytest.mark.parametrize("kind", sorted({f.reason for f in FEATURES}))
@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_every_kind_of_reason_has_words_for_and_against(kind: str, sign: float) -> None:
    reading = read_headline("Mayor of Ashwell quits over bridge", read_body(BODY), default_judge().words)
    contributions = np.array([sign if f.reason == kind else 0.0 for f in FEATURES])
    (found,) = reasons(reading.context, contributions, reading.context.doubt)
    assert isinstance(found, Reason)
    # without a word of its kind in the headline a reason says no more than is so
    assert found.kind in {kind, "unsupported" if sign > 0 else "rest"}
    assert found.text.endswith(".")
    assert "{" not in found.text


# values


@pytest.mark.parametrize("headline", ODD)
@pytest.mark.parametrize("body", [BODY, "", "?", "a", "14"], ids=["body", "empty", "mark", "letter", "number"])
def test_odd_input_gives_finite_values(headline: str, body: str) -> None:
    reading = read_headline(headline, read_body(body), default_judge().words)
    assert reading.values.shape == (len(NAMES),)
    assert np.isfinite(reading.values).all()
    assert np.isfinite(reading.context.words).all()
    assert np.isfinite(reading.context.doubt).all()
    assert reading.context.words.shape == (len(reading.alignment.words), len(WORD_NAMES))


@settings(max_examples=120, deadline=None)
@given(st.text(min_size=1, max_size=80), st.text(max_size=200))
def test_any_input_gives_finite_values(headline: str, body: str) -> None:
    reading = read_headline(headline, read_body(body), default_judge().words)
    assert np.isfinite(reading.values).all()


def test_values_lie_in_the_declared_range() -> None:
    # what the word model says has no bounds; its range is what is usual
    declared = {f.name: f for f in FEATURES if f.unit != "log-odds"}
    for headline in TRIED:
        for body in (BODY, ""):
            for name, value in values(headline, body).items():
                if name in declared:
                    assert declared[name].low - 1e-6 <= value <= declared[name].high + 1e-6, (headline, name, value)


def test_values_of_the_seeds_lie_in_the_declared_range() -> None:
    declared = {f.name: f for f in FEATURES} | {f"wording_{f.name}": f for f in WORDING} | {f"stance_{f.name}": f for f in STANCE}
    with open(Path(__file__).parents[1] / "seeds" / "headlines.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[::17]
    found = read_pairs([(row["headline"], row["body"]) for row in rows], judge=default_judge(), with_stance=True)
    for name, column in zip(ALL_NAMES, found.T, strict=True):
        feature = declared[name]
        if feature.unit != "log-odds":
            assert feature.low - 1e-6 <= column.min() and column.max() <= feature.high + 1e-6, (name, column.min(), column.max())


def test_values_do_not_depend_on_what_was_read_before() -> None:
    body = read_body(BODY)
    words = default_judge().words
    alone = read_headline("Mayor Zebadiah quits", read_body(BODY), words).values
    for headline in ("Zebadiah Quimble flees", "Quimble quits", "Mayor of Ashwell"):
        read_headline(headline, body, words)
    assert np.array_equal(alone, read_headline("Mayor Zebadiah quits", body, words).values)


def test_hedges() -> None:
    assert values("Mayor of Ashwell will quit over bridge")["hedge_gap"] > 0 >= values("Mayor of Ashwell may quit over bridge")["hedge_gap"]
    assert values("Mayor of Ashwell will quit over bridge")["lost_hedge_max"] > values("Mayor of Ashwell may quit over bridge")["lost_hedge_max"]


def test_attribution() -> None:
    assert values("Mayor may quit over bridge")["attribution_lost"] == 1
    assert values("Mayor may quit over bridge, councillors say")["attribution_lost"] == 0
    assert values("Mayor may quit over bridge, says Bob Vance")["speaker_absent"] == 1


def test_denial() -> None:
    assert values("14 of 60 staff had left")["denial_gap"] > values("Reed denies 14 of 60 staff had left")["denial_gap"]


def test_causes() -> None:
    assert values("Coffee causes better sleep in mice")["causal_gap"] == 1
    assert values("Coffee linked to better sleep in mice")["causal_gap"] == 0
    assert values("Coffee linked to better sleep in people")["human_for_animal"] == 1


def test_numbers() -> None:
    assert values("14 of 60 staff left")["numbers_unmatched"] == 0
    assert values("19 of 60 staff left")["numbers_unmatched"] == 0.5
    assert values("Fourteen of 60 staff left")["numbers_unmatched"] == 0


def test_names() -> None:
    assert values("Anna Reed not decided")["names_unmatched"] == 0
    assert values("Anna Vance not decided")["name_half_matched"] == 1
    assert values("Boris Vance not decided")["names_unmatched"] == 1


def test_support() -> None:
    good, bad = values("Mayor of Ashwell may quit over bridge"), values("Volcano buries Portuguese fishing fleet")
    for name in ("cover_best", "cover_evidence", "cover_body", "cover_exact", "least_claim"):
        assert good[name] > bad[name], name
    assert good["new_share"] < bad["new_share"]
    assert good["doubt_mean"] < bad["doubt_mean"]


def test_irregular_passives_are_passives() -> None:
    for passive in ("The dam was built by the company.", "The dam was found by the company."):
        assert values("Company built dam" if "built" in passive else "Company found dam", passive)["roles_turned"] == 0


def test_single_quotation_marks_quote_in_headlines() -> None:
    body = 'The mayor said the bridge was "not safe yet".'
    single, double = (values(f"Bridge {q}perfectly safe{q} says mayor", body)["quote_unmatched"] for q in "'\"")
    assert single == double > 0


def test_names_meet_whatever_their_accents_and_marks() -> None:
    assert values("Beyonce may tour", "Beyoncé may tour, she said.")["names_unmatched"] == 0
    assert values("US may bomb dam", "The U.S. may bomb the dam.")["new_share"] == 0


def test_quantifiers_and_negation() -> None:
    body = "Some nurses in Leeds slept badly. The hospital did not close."
    assert values("All nurses in Leeds slept badly", body)["quantifier_gap"] > values("Some nurses in Leeds slept badly", body)["quantifier_gap"]
    assert values("Hospital did close", body)["negation_mismatch"] == 1
    assert values("Hospital did not close", body)["negation_mismatch"] == 0


# words


def test_word_features_have_one_row_a_word() -> None:
    a = read_headline("Mayor of Ashwell quits over bridge", read_body(BODY), default_judge().words).alignment
    x = word_features(a)
    assert x.shape == (len(a.words), len(WORD_NAMES))
    kinds = x[:, [INDEX[f"type_{t}"] for t in ("name", "number", "noun", "verb", "adjective", "adverb", "operator")]]
    assert (kinds.sum(axis=1) == 1).all()
    met = x[:, [INDEX["met_exact"], INDEX["new_noun"]]]
    assert not (met.all(axis=1)).any()


def test_the_word_model_is_linear() -> None:
    model = default_judge().words
    x = read_headline("Mayor of Ashwell quits over bridge", read_body(BODY), model).context.words
    assert np.allclose(model.doubt(x), x @ model.weights + model.intercept)
    bold = np.arange(len(x), dtype=np.float32)
    assert np.array_equal(WordModel(model.weights, model.intercept).blame(x, bold), model.doubt(x))
    points = WordModel(model.weights, model.intercept, np.append(np.eye(len(WORD_NAMES))[INDEX["rarity"]], 0.5))
    assert np.allclose(points.blame(x, bold), x[:, INDEX["rarity"]] + 0.5 * bold)


def test_boldness_counts_each_word_once_and_no_names() -> None:
    body = read_body("The mayor of Paris could close some bridges. Rain fell.")
    reading = read_headline("Paris mayor will will close all bridges", body, default_judge().words)
    words, beyond = boldness.told(reading.alignment)[:2]
    number = lexicon().number
    assert number["will"] in words and number["paris"] not in words and len(set(words.tolist())) == len(words)
    assert {number["will"], number["all"]} <= set(beyond.tolist())
    assert number["mayor"] not in beyond and number["bridges"] not in beyond


def test_bold_wording_is_bolder_than_meek_wording() -> None:
    body = read_body("The mayor of Ashwell could close some bridges. Rain fell.")
    words = default_judge().words
    bold, meek = (boldness.measure(read_headline(h, body, words).context) for h in ("Mayor will close all bridges", "Mayor could close some bridges"))
    assert bold[0] > meek[0] and bold[1] > meek[1] == 0.0


def test_unknown_words_are_neither_bold_nor_meek() -> None:
    learnt = boldness.boldness()
    assert len(learnt.words) == len(learnt.beyond) == lexicon().unknown + 1
    assert learnt.words[-1] == learnt.beyond[-1] == 0


def test_a_full_sentence_is_told_from_a_headline() -> None:
    headlines = (
        "Mayor will close all bridges",
        "The mayor has said that she will be closing all the bridges",
        "THE MAYOR HAS SAID THAT SHE WILL BE CLOSING ALL THE BRIDGES.",
    )
    told = [values(h, "The mayor of Ashwell could close some bridges.")["full_sentence"] for h in headlines]
    assert told[0] < 0.2 < 0.8 < told[1] == told[2]


def test_neighbours_tell_the_register_where_small_words_do_not() -> None:
    body = "The mayor of Ashwell has cut some taxes."
    told = [values(h, body)["full_sentence"] for h in ("Mayor of Ashwell has cold feet", "Mayor of Ashwell has closed bridges")]
    assert told[0] < told[1]


def test_a_number_that_the_body_has_is_rivalled_only_by_its_like() -> None:
    words = default_judge().words

    def rival(body: str) -> float:
        found = read_headline("Two cooks demand better ovens", read_body(body), words).context.words
        return float(found[:, INDEX["fit_rival_number"]].max())

    story = "Two cooks walked out on Monday. The hotel has heard for {} that cooks demand better ovens."
    assert rival(story.format("three months")) == 0.0 < rival(story.format("three guests"))


def test_classes_of_claims() -> None:
    words, names = default_judge().words, [f.name for f in STANCE]

    def claim(headline: str, body: str) -> dict[str, float]:
        values = read_headline(headline, read_body(body), words, with_stance=True).values[-len(names) :]
        return {name: value for name, value in zip(names, values.tolist(), strict=True) if name.startswith("claim_")}

    linked, causes = "Eating walnuts was associated with a lower risk of stroke.", "Eating walnuts reduces the risk of stroke."
    up, down, same = claim(causes, linked), claim(linked, causes), claim(linked, linked)
    assert up["claim_raised"] == down["claim_lowered"] == 1.0 and up["claim_lowered"] == down["claim_raised"] == 0.0
    assert up["claim_class_gap"] > 0 > down["claim_class_gap"]
    assert same == {"claim_raised": 0.0, "claim_lowered": 0.0, "claim_class_gap": pytest.approx(0.0, abs=1e-6)}


def test_cues_speak_for_the_opposite_under_a_headline_that_calls_a_story_untrue() -> None:
    words, names = default_judge().words, [f.name for f in STANCE]
    body = read_body("A bear sold honey at the market in Corrie. The video is a hoax, the market said. It was staged for a film.")

    def stance(headline: str) -> dict[str, float]:
        return dict(zip(names, read_headline(headline, body, words, with_stance=True).values[-len(names) :].tolist(), strict=True))

    told, untrue = stance("Bear sells honey at Corrie market"), stance("No, no bear sold honey at Corrie market")
    assert told["untrue"] == told["refutation_in_body_untrue"] == 0.0 and untrue["untrue"] == 1.0
    for place in ("in_lead", "in_body"):
        assert untrue[f"refutation_{place}_untrue"] == untrue[f"refutation_{place}"] > 0
    assert stance("The video is a hoax")["refutation_near"] > told["refutation_near"] > 0


def test_a_name_as_near_in_the_headline_is_no_rival() -> None:
    words = default_judge().words
    body = read_body("The Ashwell guards withdrew at noon. Reporters waited by the gate until night. Later the story was told all over Marlow too.")

    def rival(headline: str) -> float:
        return float(read_headline(headline, body, words).context.words[:, INDEX["rival_name"]].max())

    assert rival("Ashwell withdraws guards from Marlow") == 0.0 < rival("Guards of Marlow withdrew at noon, far from Ashwell")


def test_gates_open_by_new_words_register_and_length_of_the_body() -> None:
    rows = np.zeros((5, len(NAMES)))
    rows[:, NAMES.index("new_share")], rows[:, NAMES.index("full_sentence")] = [0.0, 1.0, 0.5, 0.5, 1.0], [0.0, 1.0, 0.25, 1.0, 0.0]
    rows[3:, NAMES.index("short_body")] = [1.0, 0.5]
    assert gates(rows[:3]).tolist() == [[1, 1, 0], [1, 0, 1], [1, 0.25, 0.25]]
    assert gates(rows, BY_REGISTER).tolist() == [
        [1, 1, 0, 0, 0, 0, 0],
        [0, 0, 0, 1, 0, 1, 0],
        [0.75, 0.1875, 0.1875, 0.25, 0.0625, 0.0625, 0],
        [0, 0, 0, 1, 0.25, 0.25, 1],
        [1, 0, 1, 0, 0, 0, 0.5],
    ]


def test_a_body_of_a_sentence_or_two_is_short() -> None:
    told = [values("Mayor closes bridges", "The mayor closed some of the old bridges. " * n)["short_body"] for n in (1, 7, 8, 14, 15)]
    assert told[:2] == [1.0, 1.0] and 1.0 > told[2] > told[3] > told[4] == 0.0


def test_words_are_at_home_where_the_body_is_about_such_things() -> None:
    bodies = ("Surgeons at the clinic removed the tumour. The patient left hospital on Monday.", "Traders sold shares and bonds. The index fell on Monday.")
    mine, other = (values("Doctor operates on cancer", body) for body in bodies)
    assert mine["at_home"] > other["at_home"] and mine["at_home_new"] > other["at_home_new"]


def test_another_articles_body_is_told_from_the_headlines_own() -> None:
    ferry = (
        "The night ferry to Skerra ran aground on a sandbank late on Sunday with 212 passengers aboard. Lifeboats took them off before dawn and nobody "
        "was hurt, the coastguard said. The captain had altered course to avoid a fishing boat."
    )
    own = "Mayor of Ashwell may quit over bridge", "Coffee linked to better sleep in mice"
    strange = "Lifeboats take 212 passengers off stranded ferry", "Ferry captain swerved for fishing boat"
    for mine, theirs in zip(own, strange, strict=True):
        assert values(mine)["elsewhere"] < 0.5 < values(mine, ferry)["elsewhere"]
        assert values(theirs, ferry)["elsewhere"] < 0.5 < values(theirs)["elsewhere"]
        assert values(mine)["elsewhere_odds"] == 0.0 < values(theirs)["elsewhere_odds"]


def test_elsewhere_is_linear_before_it_levels_off() -> None:
    columns = elsewhere.columns(np.array([2.0, 3.0]), np.array(5.0), np.array(7.0))
    assert columns.tolist() == [2, 3, 10, 15, 14, 21, 5, 7]
    learnt = elsewhere.Elsewhere(np.array([1.0, -1.0, 0.5, 0, 0, 0, 0, 0.25]), -2.0)
    for times, odds in ((0.0, -2.0), (1.0, 3.75), (1.2, 4.9), (9.0, 8.0), (-9.0, -8.0)):
        probability, above, sure = learnt.levels(columns * times)
        assert np.log(probability / (1 - probability)) == pytest.approx(odds)
        assert (above, sure) == pytest.approx((max(odds, 0.0), max(odds - 3, 0.0)))


def test_the_size_of_a_body_is_that_of_its_content() -> None:
    body = read_body("The mayor closes the bridges. Rain fell on the town.")
    sizes = [elsewhere.body_size(read_headline(h, body, default_judge().words).alignment) for h in ("Mayor closes bridges", "Rain")]
    assert sizes == pytest.approx([np.log(1 + len(body.at))] * 2)


def test_elsewhere_comes_back_from_its_file() -> None:
    assert elsewhere.to_json(elsewhere.elsewhere()) == json.loads(elsewhere.PATH.read_text(encoding="utf-8"))


def test_length_is_the_root_of_the_number_of_different_content_words() -> None:
    assert values("Mayor closes bridges")["length"] == pytest.approx(3**0.5) == values("The mayor closes the bridges, mayor closes bridges")["length"]
    assert values(" ".join(f"{word} and" for word in list(lexicon().number)[2000:2060]))["length"] == 4.0


def test_a_headline_as_bold_as_its_body_is_no_bolder_for_being_longer() -> None:
    learnt = boldness.boldness()
    mayor, closes = (lexicon().number[word] for word in ("mayor", "closes"))
    even = replace(learnt, words=np.full_like(learnt.words, 0.3))
    rows = np.array([mayor, closes], np.int32)
    for words in (rows[:1], rows):
        assert boldness.levels(boldness.Told(words, rows[:0], rows), even) == pytest.approx([0.0, 0.0, 0.3])


def test_a_number_that_the_body_gives_as_a_whole_or_as_what_was_before() -> None:
    body = "The council shut two of its nine libraries. Visits rose from 300 to 500 a day."
    headlines = ("Council shuts two libraries", "Council shuts nine libraries", "Visits rise to 300 a day")
    assert [values(h, body)["number_background"] for h in headlines] == [0.0, 1.0, 1.0]
    assert values("Council shuts two of nine libraries", body)["number_background"] == 0.0
    assert values("Visits rise from 300 to 500 a day", body)["number_background"] == 0.0
    assert values("Over a fifth of libraries shut", body)["numbers_unmatched"] == 0.0  # two of nine


# wording


@pytest.mark.parametrize(
    ("name", "loud", "calm"),
    [
        ("question", "Is the mayor gone?", "The mayor is gone"),
        ("listicle", "11 reasons to love the mayor", "Mayor resigns over bridge"),
        ("address", "You should see the mayor", "The mayor is to be seen"),
        ("tabloid_max", "Mayor slams council", "Mayor answers council"),
    ],
)
def test_wording(name: str, loud: str, calm: str) -> None:
    at = [f.name for f in WORDING].index(name)
    assert wording.vector(read(loud, furniture=False))[at] > wording.vector(read(calm, furniture=False))[at]


@pytest.mark.parametrize(
    ("name", "loud", "calm"),
    [
        ("clickbait", "Here's what nobody tells you about cats", "Senate passes budget bill"),
        ("loud_words", "Gutted Clem slams council in shock pothole rage", "Study of reading at a clinical institute"),
    ],
)
def test_learnt_wording(name: str, loud: str, calm: str) -> None:
    at = [f.name for f in WORDING].index(name)
    high, low = (wording.vector(read(text, furniture=False))[at] for text in (loud, calm))
    assert high > 0.3 and low < -0.3


def test_styles_are_blind_to_letter_case_and_closing_marks() -> None:
    one = spelling(read("Zorblat families rage at 12 bosses in 2015", furniture=False))
    for text in ("ZORBLAT FAMILIES RAGE AT 12 BOSSES IN 2015", "zorblat families rage at 12 bosses in 2015", "Zorblat families rage at 12 bosses in 2015."):
        other = spelling(read(text, furniture=False))
        assert one.ids.tolist() == other.ids.tolist()
        assert [s.tolist() for s in one.slots] == [s.tolist() for s in other.slots]


@pytest.mark.parametrize("name", ["loud", "clickbait"])
@pytest.mark.parametrize("text", ["Furious families rage at bosses", "Mayor", "?!"])
def test_weights_of_words_neighbours_and_traits_sum_to_the_logit(name: str, text: str) -> None:
    document = read(text, furniture=False)
    found, spelt, traits = style(name), spelling(document), wording.traits(document)
    assert len(spelt.ids) == len(spelt.at)
    total = sum(found.words[spelt.ids].tolist())
    if len(spelt.at):
        assert [len(slots) for slots in spelt.slots] == [len(spelt.at) + 1, len(spelt.at) + 1, len(spelt.at)]
        neighbours, pairs, triples = (sum(found.slots[slots].tolist()) for slots in spelt.slots)
        total += neighbours + CLASS_SHARE * (pairs + triples)
    taken = sum(w * t for w, t in zip(found.traits.tolist(), traits, strict=False))
    assert found.logit(spelt, traits) == pytest.approx(found.intercept + total + taken, abs=1e-4)


def test_what_styles_take_in_are_traits() -> None:
    assert (len(style("loud").traits), len(style("clickbait").traits)) == (wording.TAKEN_BY_LOUD, wording.TAKEN_BY_CLICKBAIT)
    assert [f.name for f in WORDING[wording.TAKEN_BY_CLICKBAIT :]] == ["question", "teasing_question", "loud_words", "clickbait"]


def test_wording_looks_at_the_headline_alone() -> None:
    one, two = values("Mayor slams council"), values("Mayor slams council", "")
    assert [one[n] for n in NAMES[N_ACCURACY:]] == [two[n] for n in NAMES[N_ACCURACY:]]
    assert wording.vector(read("", furniture=False)).tolist() == [0.0] * len(WORDING)


def test_a_word_said_again_leaves_the_cosine_in_its_range() -> None:
    body = read_body("A bear sold honey at Corrie market. The bear left by bus.")
    at = [f.name for f in STANCE].index("whole_cosine")
    for headline in ("Bear, bear, bear", "Bear sells honey " * 60):
        values = read_headline(headline.strip(), body, default_judge().words, with_stance=True).values
        assert 0 <= values[-len(STANCE) :][at] <= 1 + 1e-6


def test_no_word_is_wider_than_a_body_without_evidence() -> None:
    read = read_headline("City council shuts pool", read_body("Qwx vbn rty."), default_judge().words)
    assert not read.context.column("above_scope").any()

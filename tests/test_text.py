"""Reading: sentences and furniture by golden tables, offsets into the original by property."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import headcheck
from headcheck.lexicon import NAME, NOUN, lexicon
from headcheck.text import Document, beside, read
from headcheck.text.clean import clean
from headcheck.text.tokens import spans
from training.sets import load

GOLDEN = Path(__file__).with_name("golden")
SENTENCES = [json.loads(line) for line in (GOLDEN / "sentences.jsonl").read_text(encoding="utf-8").split("\n") if line]
with (GOLDEN / "furniture.csv").open(encoding="utf-8", newline="") as file:
    FURNITURE = list(csv.DictReader(file))
BEFORE = "The council voted on Monday to shut the pool, which was built in 1961. Swimmers have 28 days to appeal against the vote."
AFTER = "A spokesman said that the gym would stay open until the end of the year, and that nobody would lose a job over it."


def sentences(document: Document) -> list[str]:
    return [document.text[slice(*document.sentence_span(i))] for i in range(document.n_sentences)]


def set_aside(document: Document) -> list[tuple[str, str]]:
    return [(document.text[part.start : part.end].strip("()[]>▶»• "), part.reason) for part in document.set_aside]


@pytest.mark.parametrize("case", SENTENCES, ids=[case["why"] for case in SENTENCES])
def test_sentences(case):
    assert sentences(read(case["text"], furniture=False)) == case["sentences"]


@pytest.mark.parametrize("case", FURNITURE, ids=[case["text"][:60] for case in FURNITURE])
def test_furniture(case):
    text = case["text"]
    body = f"{BEFORE}\n\n{text}\n\n{AFTER}" if case["place"] == "line" else f"{BEFORE} {text} {AFTER}"
    document = read(body)
    wanted = [(text.strip("()[]>▶»• "), case["reason"])] if case["reason"] else []
    assert set_aside(document) == wanted
    kept = [text for text in sentences(document) if text in body]
    assert any("voted" in sentence for sentence in kept) and any("spokesman" in sentence for sentence in kept)


def test_golden_tables_hold_both_sides():
    assert sum(bool(case["reason"]) for case in FURNITURE) >= 40 and sum(not case["reason"] for case in FURNITURE) >= 40
    assert {case["reason"] for case in FURNITURE if case["reason"]} == {
        "promo", "related", "label", "advert", "caption", "credit", "source", "share", "cookie", "byline", "dateline", "notes", "copyright",
    }  # fmt: skip


@pytest.mark.parametrize("reason", sorted({case["reason"] for case in FURNITURE if case["reason"]}))
def test_headlines_are_never_searched_for_furniture(reason):
    texts = [case["text"] for case in FURNITURE if case["reason"] == reason]
    assert all({part.reason for part in read(text, furniture=False).set_aside} <= {"outlet"} for text in texts)


@pytest.mark.parametrize(
    "line",
    ["LEEDS (North Wire) - ", "LEEDS - ", "TAMPA, Fla., Nov 12 — ", "SIRSI, Karnataka: ", "Beijing (Xinhua) -- ", "MONDAY, Aug. 1, 2011 (North Wire) -- "],
)
def test_dateline_is_set_aside_and_its_sentence_stays(line):
    document = read(f"{line}The pool shut on Monday. It was old.")
    assert [(part.start, part.reason) for part in document.set_aside] == [(0, "dateline")]
    assert sentences(document) == ["The pool shut on Monday.", "It was old."]


@pytest.mark.parametrize("line", ["NASA - which built it - will pay. It was old.", "NASA: We were wrong. It was old.", "ISIS - or IS - did it. It was old."])
def test_no_dateline(line):
    assert read(line).set_aside == ()


def test_headlines_below_a_heading_go_with_it():
    document = read(f"{BEFORE}\n\nMOST READ\n\nBaker jailed over loaf fraud\n\n1. Is your cat a spy?\n\n{AFTER}")
    assert set_aside(document) == [("MOST READ", "related"), ("Baker jailed over loaf fraud", "related"), ("1. Is your cat a spy?", "related")]
    assert sentences(document)[-1] == AFTER


def test_all_that_follows_notes_to_editors_goes_with_them():
    notes = ["ENDS", "Notes to editors", "1. The trust was founded in 1961.", "The pool is 25 metres long."]
    document = read("\n\n".join([BEFORE, AFTER, AFTER, *notes]))
    assert [text for text, _ in set_aside(document)] == notes
    assert {reason for _, reason in set_aside(document)} == {"notes"}


def test_a_rule_of_marks_in_the_first_half_ends_nothing():
    document = read("\n\n".join([BEFORE, "###", AFTER, AFTER, AFTER]))
    assert sentences(document)[2:] == [AFTER] * 3


def test_points_above_the_story_and_lists_stay():
    above = read(f"• Baker jailed for nine years\n• Loaves held sawdust, jury told\n\n{BEFORE}\n\n{AFTER}")
    below = read(f"{BEFORE}\n\nThe judge named three reasons:\n\n- sawdust found inside loaves\n- forged weighing scales\n- bribed bread inspector\n\n{AFTER}")
    assert above.set_aside == () and below.set_aside == ()


def test_quotation_marks_do_not_leak_into_the_next_line():
    document = read('"It is over, she said.\nThe pool shut.', furniture=False)
    inside = dict(zip(document.low, document.quoted.tolist()))
    assert inside["over"] and not inside["pool"]


@pytest.mark.parametrize(
    ("headline", "names"),
    [
        ("May meets council leader", ["May"]),
        ("Bridge will shut in May", ["May"]),
        ("Mayor May Resign Over Bridge", []),
        ("Theresa May shuts bridge", ["May"]),
        ("Talks may fail, May says", ["May"]),
        ("Will Smith meets council leader", ["Will"]),
        ("Will Trump quit?", []),
        ("Will the council close bridge?", []),
        ("Vote on 14 May may be lost", ["May"]),
    ],
)
def test_may_and_will_with_a_capital_are_names_where_the_words_around_say_so(headline, names):
    assert [word for word in read(headline, furniture=False).low if word in {"May", "Will"}] == names


def told_to_come(document):
    will = lexicon().number["will"]
    return [i for i, word in enumerate(document.low) if document.row[i] == will and word != "will"]


@pytest.mark.parametrize("change", [str, str.upper, str.lower, str.title])
@pytest.mark.parametrize(
    ("headline", "comes"),
    [
        ("Council to close swing bridge", True),
        ("Battery ferry to be tested in Zambia", True),
        ("Egg prices to fall by spring, traders say", True),
        ("Six hospitals to begin trial", True),
        ("Landlord set to repay renters", True),
        ("Sales down, baker to shut ovens", True),
        ("Bank to close six branches if deal is approved", True),
        ("Council plans to close swing bridge", False),
        ("Plan to close swing bridge meets resistance", False),
        ("Council votes to close swing bridge", False),
        ("Judge orders council to close swing bridge", False),
        ("New way to bake bread", False),
        ("Traders unlikely to sue", False),
        ("Bridge to Ellery shut", False),
        ("Council ready to close swing bridge", False),
    ],
)
def test_what_a_headline_says_is_to_be_is_read_as_what_will_be(headline, comes, change):
    assert bool(told_to_come(read(change(headline), furniture=False))) is comes


@pytest.mark.parametrize(
    ("body", "comes"),
    [
        ("The bridge is to be shut.", True),
        ("Councillors are to decide in May.", True),
        ("The bridge is due to be shut.", True),
        ("The council said on Monday it would close the bridge.", True),
        ("The council said it would close the bridge if sales fell.", True),
        ("Asked about the bridge, the council would not say.", False),
        ("The aim is to close the bridge.", False),
        ("The delay was due to work on the bridge.", False),
        ("The council said it would have closed the bridge.", False),
        ("The council did not say whether it would close the bridge.", False),
        ('The baker said: "I would close the bridge."', False),
        ("The bridge would close.", False),
    ],
)
def test_a_would_that_hands_on_what_was_said_is_read_as_will(body, comes):
    assert bool(told_to_come(read(body))) is comes


@pytest.mark.parametrize("change", [str, str.upper, str.lower, str.title])
@pytest.mark.parametrize(
    ("headline", "names"),
    [
        ("Hemingway letter sold in Zambia", ["hemingway", "zambia"]),
        ("Swindler fleeced bathers", []),
        ("Court jails bookkeeper", []),
        ("Teatime retweets overdid it", []),
        ("Guccifer hacks council", ["guccifer"]),
        ("Thornmere weighs lido bill", ["thornmere"]),
    ],
)
def test_names_are_told_in_any_letter_case(headline, names, change):
    document = read(change(headline), furniture=False)
    assert [word for word, kind in zip(document.low, document.kind, strict=True) if kind == NAME] == names


@pytest.mark.parametrize("change", [str, str.upper, str.lower, str.title])
@pytest.mark.parametrize(("body", "kind"), [("They rode the gorblat home.", NOUN), ("They saw Gorblat at home.", NAME), ("Gorblat was late.", NAME)])
def test_a_strange_word_is_what_the_body_has_it_for(body, kind, change):
    headline = beside(read(change("Police find gorblat"), furniture=False), read(body))
    assert headline.kind[2] == kind


@pytest.mark.parametrize("suffix", [" | The Guardian", " - BBC News", " - Reuters", " | Daily Star", " – The New York Times", " | Metro.co.uk"])
def test_the_outlet_behind_a_headline_moves_nothing(suffix):
    plain, copied = (read(text, furniture=False) for text in ("Bridge may be shut, council says", "Bridge may be shut, council says" + suffix))
    assert copied.low == plain.low
    assert [part.reason for part in copied.set_aside] == ["outlet"]
    body = "The bridge may be shut for a year, the council said on Monday."
    one, other = headcheck.score(plain.text, body), headcheck.score(copied.text, body)
    assert (one.score, one.sensationalism) == (other.score, other.sensationalism)


@pytest.mark.parametrize("label", ["Exclusive: ", "BREAKING: ", "WATCH: ", "Opinion | ", "Live - ", "UPDATE 1-"])
def test_a_label_before_a_headline_is_no_claim(label):
    body = "The bridge may be shut for a year, the council said on Monday."
    one, other = (headcheck.score(text, body) for text in ("Bridge may be shut, council says", label + "Bridge may be shut, council says"))
    assert one.score == other.score
    assert [other.headline[slice(*claim.span)] for claim in other.claims] == [one.headline[slice(*claim.span)] for claim in one.claims]


@pytest.mark.parametrize("headline", ["Review of bridge begins", "Watch out: bridge may shut", "Live music may shut bridge", "Exclusive: bridge"])
def test_what_only_begins_like_a_label_stays(headline):
    assert not read(headline, furniture=False, label=True).set_aside


def test_the_outlet_is_what_stands_behind_the_last_dash():
    copied = read("Bridge delayed - mayor quits - BBC News", furniture=False)
    assert [copied.text[part.start : part.end] for part in copied.set_aside] == [" - BBC News"]


@pytest.mark.parametrize("headline", ["Bridge may shut - mayor", "Bridge shuts - and nobody cares about the Sun", "Guardian | Times", "Not closed - Smith"])
def test_what_follows_a_dash_is_no_outlet_without_the_name_of_one(headline):
    assert not read(headline, furniture=False).set_aside


def _agreement(ours: set[int], theirs: set[int]) -> float:
    return 2 * len(ours & theirs) / max(1, len(ours) + len(theirs))


def test_sentences_and_words_agree_with_nltk_on_our_articles():
    from nltk.tokenize import NLTKWordTokenizer, PunktSentenceTokenizer

    punkt, words = PunktSentenceTokenizer(), NLTKWordTokenizer()
    ends, tokens = [], []
    for body in {e.body for e in load("seeds")[::40]}:
        for line in filter(None, body.split("\n")):
            document = read(line, furniture=False)
            starts = {int(document.start[i]) for i in document.sentence_bounds[:-1]}
            ends.append(_agreement(starts, {a for a, _ in punkt.span_tokenize(line)}))
            tokens.append(_agreement({int(a) for a in document.start}, {a for a, _ in words.span_tokenize(line.replace("’", "'"))}))
    assert np.mean(ends) > 0.95
    assert np.mean(tokens) > 0.95


def test_accents_apart_read_like_accents_joined():
    apart, joined = read("Jose\u0301 may close Ma\u0301laga", furniture=False), read("José may close Málaga", furniture=False)
    assert apart.low == joined.low and apart.row.tolist() == joined.row.tolist()
    assert [apart.words(i, i + 1) for i in range(2)] == ["Jose\u0301", "may"]


def test_curly_straight_and_doubled_single_quotes_read_alike():
    texts = ['He said "it is over" today.', "He said “it is over” today.", "He said ''it is over'' today.", "He said &quot;it is over&quot; today."]
    assert [read(text).quoted.tolist() for text in texts] == [read(texts[0]).quoted.tolist()] * 4
    assert read(texts[0]).quoted.sum() >= 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Marks &amp; Dunn’s U.S. arm", ["marks", "&", "dunn", "'s", "u.s.", "arm"]),
        ("drug-resistant bugs don't die", ["drug", "-", "resistant", "bugs", "don't", "die"]),
        ("£3.5m, $5M and 1,200.50", ["£", "3.5m", ",", "$", "5m", "and", "1,200.50"]),
        ("the 1990s… at 9 a.m.", ["the", "1990s", "…", "at", "9", "a.m."]),
        ("TRUMP'S win", ["trump", "'s", "win"]),
        ("cafe\u0301 manage\u00adment", ["caf\u00e9", "management"]),
        ("İstanbul", ["istanbul"]),
        ("10-15%", ["10", "-", "15", "%"]),
        ("a<b>c</b> x <y", ["ac", "x", "<", "y"]),
    ],
)
def test_tokens(text, words):
    assert read(text).low == words


def test_spans_are_the_tokens_of_a_document():
    text = "Mr. Orr's U.S. firm paid $5M - at 9 a.m. - for it."
    document = read(text, furniture=False)
    assert spans(text) == list(zip(document.start.tolist(), document.end.tolist()))


def test_unknown_words_share_numbers_between_texts():
    unknown: dict[str, int] = {}
    headline = read("Qwyzzlers ban", furniture=False, unknown=unknown)
    body = read("The qwyzzlers were told of a qwyzzler ban.", unknown=unknown)
    assert headline.family[0] == body.family[body.low.index("qwyzzlers")]


WEIRD = st.text(
    st.one_of(
        st.sampled_from(list("aB1.,!?…\"'”“’ \n\t-–&;#<>/()[]|*•»%$£@\u00a0\u200b\u00ad\ufeff\u2028\r\x00\x85éİßǅ\u0301😀\ud800\udfff")),
        st.characters(),
    ),
    max_size=80,
)
PIECES = st.lists(
    st.one_of(
        WEIRD,
        st.sampled_from(
            ["&amp;", "&quot;", "&#8217;", "&#x2014;", "&amp;nbsp;", "&bogus;", "<p>", "</p>", "<br/>", '<a href="x">', "<script>x()</script>", "<!--"]
            + ["U.S. ", "Mr. ", "READ MORE: x\n", "\r\n", "\nBy Ann Orr\n", "''", " a.m. ", "...", ". . .", "\n• x\n", "\nENDS\n", "Most read\n", "LEEDS - It "]
        ),
    ),
    max_size=12,
).map("".join)


@settings(max_examples=400, deadline=None)
@given(PIECES)
@example("")
@example(" \n\t ")
@example("...")
@example("\ud800")
@example("<<<&&&")
@example("İİİ ends. İt")
def test_offsets_point_into_the_original(text):
    document = read(text)
    n = len(document)
    assert document.text == text
    for array in (document.start, document.end, document.row, document.family, document.kind, document.capital, document.quoted, document.sentence):
        assert array.shape == (n,)
    end = 0
    for i in range(n):
        a, b = document.span(i, i + 1)
        assert end <= a < b <= len(text)
        end = a
        cleaned = clean(text[a:b])[0].replace(" ", "").lower()
        assert cleaned == document.low[i] or "İ" in text[a:b]
    assert document.sentence_bounds[0] == 0 and document.sentence_bounds[-1] == n
    assert (np.diff(document.sentence_bounds) > 0).all()
    assert document.sentence.tolist() == sorted(document.sentence.tolist())
    for i in range(document.n_sentences):
        a, b = document.sentence_span(i)
        assert 0 <= a < b <= len(text)
    at = 0
    for part in document.set_aside:
        assert at <= part.start < part.end <= len(text) and part.reason
        at = part.end


@settings(max_examples=200, deadline=None)
@given(PIECES)
def test_nothing_is_lost(text):
    whole = read(text, furniture=False)
    kept = read(text)
    aside = sum(any(part.start <= whole.span(i, i + 1)[0] < part.end for part in kept.set_aside) for i in range(len(whole)))
    assert len(kept) + aside == len(whole)


@pytest.mark.parametrize("unit", ["word ", "a", "a.b", "Mr. ", "1,", ". ", "<", "&", "(", "<!--", "<script>", "• a\n", "read more ", "\"'", "\n", " "])
def test_long_lines_are_read(unit):
    text = unit * (200_000 // len(unit))
    document = read(text)
    assert len(document) == 0 or document.span(len(document) - 1, len(document))[1] <= len(text)


def test_a_line_of_a_million_characters_keeps_its_places():
    text = "The pool shut. Nobody came. " * 36_000
    document = read(text)
    assert document.n_sentences == 72_000
    assert document.words(len(document) - 3, len(document)) == "Nobody came."


@pytest.mark.parametrize("mark", ["\u200b", "\u2060", "\u00ad", "\u200d"])
def test_marks_without_width_cut_no_word(mark):
    document = read(f"Coun{mark}cil may close bridge", furniture=False)
    assert document.low[0] == "council"
    assert document.text[slice(*document.span(0, 1))] == f"Coun{mark}cil"


WRAPPED = (
    "The flood wall at Pelsham may be delayed by up to a year after two\ncouncillors asked for its cost to be checked again. Nobody has proposed\n"
    "that it be dropped, the council said. A decision is due in\nMay, and the wall would open two years after that.\n\nRead more: Ten walls"
)


def test_windows_line_ends_part_no_sentences():
    plain, windows = read(WRAPPED), read(WRAPPED.replace("\n", "\r\n"))
    assert windows.low == plain.low
    assert windows.sentence.tolist() == plain.sentence.tolist()
    assert [a.reason for a in windows.set_aside] == [a.reason for a in plain.set_aside]


@pytest.mark.parametrize("headline", ["May Will resign", "Will May Resign?"])
def test_reading_hangs_on_no_hash_seed(headline):
    code = f"import headcheck; print(headcheck.score({headline!r}, 'Will Mayhew may resign in May, he said on Monday.').score)"
    said = {
        subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True).stdout
        for seed in "0123"
    }
    assert len(said) == 1

"""Numbers: how they are read, by golden table, and when one bears another out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from headcheck.text import read
from headcheck.text.number_roles import shares
from headcheck.text.numbers import quantities
from headcheck.text.quantity import Quantity, same_value

CASES = [json.loads(line) for line in (Path(__file__).with_name("golden") / "numbers.jsonl").read_text(encoding="utf-8").splitlines()]


def only(text: str) -> Quantity:
    found = quantities(read(text, furniture=False))
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_quantities(case):
    document = read(case["text"], furniture=False)
    found = [[document.words(q.first, q.last), pytest.approx(q.value), q.unit, q.bound, q.about] for q in quantities(document)]
    assert found == case["quantities"]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("300 homes burned", "homes"),
        ("300 new homes burned", "homes"),
        ("50% of voters agree", "voters"),
        ("three of the jurors left", "jurors"),
        ("a million voters", "voters"),
    ],
)
def test_what_is_counted(text, noun):
    document = read(text, furniture=False)
    assert quantities(document)[0].counted == document.family[document.low.index(noun)]


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("two men", "2 men"),
        ("21 died", "twenty-one died"),
        ("£3.5m", "£3.5 million"),
        ("1,200 homes", "1200 homes"),
        ("half of voters", "50 per cent of voters"),
        ("one in five adults", "20% of adults"),
        ("a million voters", "1,000,000 voters"),
        ("No. 1 seed", "first seed"),
        ("a dozen eggs", "12 eggs"),
        ("half a year of rain", "six months of rain"),
        ("60 months", "five years"),
        ("300 minutes", "5 hours"),
        ("closes at 9.30pm", "closes at 21:30"),
        ("closes at nine", "closes at 9pm"),
        ("closes at 9.30", "closes at 9.30pm"),
        ("closes at nine o'clock", "closes at 9pm"),
    ],
)
def test_equal(headline, body):
    assert same_value(only(headline), only(body)) == 1.0


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("a third of voters", "33% of voters"),
        ("nearly 500 jobs", "487 jobs"),
        ("about 40 people", "38 people"),
        ("500 jobs", "487 jobs"),
        ("more than 100 homes", "112 homes"),
        ("up to 20 men", "18 men"),
        ("dozens of men", "61 men"),
        ("hundreds of men", "350 men"),
        ("£40,000", "£38,500"),
    ],
)
def test_honest_rounding(headline, body):
    assert 0.5 < same_value(only(headline), only(body)) < 1.0


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("two men", "three men"),
        ("£40", "$40"),
        ("50%", "£50"),
        ("hundreds of men", "40 men"),
        ("dozens of men", "five men"),
        ("nearly 500 jobs", "530 jobs"),
        ("more than 100 homes", "90 homes"),
        ("£3.5m", "£3.5bn"),
        ("in 2015", "in 2016"),
        ("the 21st man", "the 22nd man"),
        ("350 men", "hundreds of men"),
        ("3 men", "2.9 men"),
        ("a three-month trial", "a three-week trial"),
        ("42 seconds", "42 minutes"),
        ("closes at 9.30pm", "closes at 9.30am"),
        ("more than 11 jets", "as many as 11 jets"),
        ("32 hours a month", "32 hours a week"),
        ("40 a day", "40 a year"),
    ],
)
def test_not_borne_out(headline, body):
    assert same_value(only(headline), only(body)) == 0.0


@pytest.mark.parametrize(("headline", "body"), [("32 hours a week", "32 hours per week"), ("32 hours", "32 hours a week"), ("7 a week", "one a day")])
def test_rates(headline, body):
    assert same_value(only(headline), only(body)) == 1.0


def test_zero_is_no_division():
    assert same_value(only("5 men"), only("0 men")) == 0.0


@pytest.mark.parametrize(
    "text",
    ["", "...", "1,,,2", "£", "%", "1st-", "half", "and a half", "million million", "one in", "- 5 -", "10-", "twenty-", "1.2.3", "²½", "no.", "between 3 and"],
)
def test_odd_texts_do_no_harm(text):
    document = read(text, furniture=False)
    for quantity in quantities(document):
        assert 0 <= quantity.first < quantity.last <= len(document)


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("It shut two of the nine libraries", [9]),
        ("It found borer in 31 of its 84 piles", [84]),
        ("Costs rose from £2.1m to £2.6m", [2_100_000]),
        ("It grew from 10 tonnes to 12 tonnes", [10]),
        ("There were 23 birds, up from seven", [7]),
        ("It won 5 of 3", []),
        ("Visits fell from 500 in 2010 to 300", [500]),
        ("Tickets cost from £10 to £50", []),
        ("The risk ranges from 2 percent to 10 percent", []),
        ("This lowered sugar from 28 percent to 10 percent", [28]),
        ("It opens from 9am to 5pm", []),
        ("Prices rose from 5. He went to 6", []),
        ("Nine from Leeds went to 12 towns", []),
    ],
)
def test_wholes_and_what_was_before(text, background):
    assert [q.value for q in quantities(read(text, furniture=False)) if q.background] == background


def test_shares_that_numbers_come_to():
    document = read("It found that 118 of 310 websites made it hard, and 4 of them harder", furniture=False)
    assert [(round(q.value), q.unit) for q in shares(document, quantities(document))] == [(38, "%")]

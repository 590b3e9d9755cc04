"""How errors are worded."""

import pickle

import pytest

from headcheck import errors
from headcheck.errors import InputError, Place


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("a.csv"), "a.csv"),
        (Place("a.csv", 3), "a.csv, line 3"),
        (Place("a.csv", 3, "body"), 'a.csv, line 3, column "body"'),
        (Place("data frame", 0, "body", "row"), 'data frame, row 0 (counted from 0), column "body"'),
    ],
)
def test_place(place, text):
    assert str(place) == text


def test_an_error_says_where_what_and_what_would_be_right():
    error = InputError.at(Place("a.csv", 3, "body"), "is wrong", "Make it right")
    assert isinstance(error, ValueError)
    assert str(error) == 'a.csv, line 3, column "body": is wrong. Make it right.'
    assert (error.source, error.row, error.column) == ("a.csv", 3, "body")


def test_argument_names_argument_type_and_value():
    assert str(InputError.argument("headline", "a str", 3.5)) == "headline must be a str, got float 3.5."


def test_survives_pickling_as_worker_processes_need():
    error = pickle.loads(pickle.dumps(InputError.at(Place("a.csv", 3, "body"), "is wrong")))
    assert str(error) == 'a.csv, line 3, column "body": is wrong.'
    assert (error.source, error.row, error.column) == ("a.csv", 3, "body")


def test_foreign_text_is_kept_short_and_on_one_line():
    assert errors.quoted("a\nb") == '"a b"'
    assert len(errors.quoted("x" * 1000)) == 42
    assert errors.listed(range(100)).endswith('"29" and 70 more')


@pytest.mark.parametrize(("name", "expected"), [("Headline", "headline"), ("headlines", "headline"), (" BODY", "body "), ("stance", None)])
def test_closest(name, expected):
    assert errors.closest(name, ["headline", "body ", "label"]) == expected


def test_conversion_command_is_safe_to_paste():
    assert "UTF-8 'my file.csv' >" in str(errors.utf16(Place("my file.csv", 1)))
    assert "UTF-8 articles.csv >" in str(errors.utf16(Place(errors.STANDARD_INPUT, 1)))

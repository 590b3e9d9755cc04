"""The headlines that were written without regard to their surface keep their format, and their two graders agree."""

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from training import agreement, data, sets

STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


def rows_of(path: Path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = rows_of(sets.UNBALANCED)
ARTICLES = {row["article"]: row["body"] for row in rows_of(sets.UNBALANCED.with_name("unbalanced_articles.csv"))}
GRADES = {"0", "1", "2", "3"}


def wrong(rows, good):
    """Ids of the rows that fail a check, so that a failure names them."""
    return [row["headline_id"] for row in rows if not good(row)]


def test_every_article_has_a_body_of_ours_or_a_document():
    assert wrong(ROWS, lambda r: bool(r["document"]) != (r["article"] in ARTICLES)) == []
    assert {r["article"] for r in ROWS if not r["document"]} == set(ARTICLES)


def test_eight_headlines_an_article_three_of_them_faithful_one_a_role():
    eight = defaultdict(list)
    for row in ROWS:
        eight[row["article"]].append(row)
    for article, rows in eight.items():
        assert len(rows) == 8, article
        assert sorted(r["role"] for r in rows if r["accuracy"] == "0") == ["loud", "paraphrase", "plain"], article


def test_values_are_known_and_agree():
    columns = ("accuracy", "sensationalism", "second_accuracy", "second_sensationalism")
    assert wrong(ROWS, lambda r: all(r[c] in GRADES for c in columns)) == []
    assert wrong(ROWS, lambda r: (r["accuracy"] == "0") == (r["kind"] == "faithful") == (not r["fault"])) == []
    assert [i for i, n in Counter(r["headline_id"] for r in ROWS).items() if n > 1] == []
    faithful = {r["headline_id"]: r["article"] for r in ROWS if r["accuracy"] == "0"}
    assert wrong(ROWS, lambda r: not r["edit_of"] or faithful[r["edit_of"]] == r["article"]) == []


def test_faults_are_words_of_the_headline_and_evidence_words_of_the_body():
    assert wrong(ROWS, lambda r: all(part in r["headline"] for part in r["fault"].split(" | "))) == []
    own = [r for r in ROWS if not r["document"]]
    assert wrong(own, lambda r: all(part in ARTICLES[r["article"]].translate(STRAIGHT) for part in r["evidence"].translate(STRAIGHT).split(" | "))) == []


@pytest.mark.parametrize("scale", agreement.SCALES)
def test_graders_agree(scale):
    graded = agreement.unbalanced(scale)
    assert agreement.weighted_kappa([(g.writer, g.second) for g in graded], power=2) >= 0.9


def test_what_graders_disagree_on_is_left_out():
    try:
        data.folder()
    except FileNotFoundError as error:
        pytest.skip(str(error))
    left = {g.headline_id for g in agreement.disagreements(agreement.unbalanced("accuracy"))}
    assert 0 < len(left) < 0.02 * len(ROWS)
    assert {e.key for e in sets.load("unbalanced")} == {r["headline_id"] for r in ROWS} - left

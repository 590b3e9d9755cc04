"""The real page that this library exists for gets the result that its README describes. The page itself stays where it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import headcheck

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(os.environ.get("HEADCHECK_SEEDS", ROOT.parent / "shared" / "seeds"))
PAGES = sorted(FOLDER.glob("*.txt")) if FOLDER.is_dir() else []
pytestmark = pytest.mark.skipif(not PAGES, reason=f"no seed article at {FOLDER}; set HEADCHECK_SEEDS to its folder")


@pytest.fixture(scope="module")
def page() -> tuple[str, str]:
    headline, _, body = PAGES[0].read_text(encoding="utf-8").partition("\n")
    return headline, body


@pytest.fixture(scope="module")
def result(page: tuple[str, str]) -> headcheck.Result:
    return headcheck.score(*page)


def said(result: headcheck.Result, span: tuple[int, int]) -> str:
    return result.headline[slice(*span)]


def test_two_claims(result: headcheck.Result) -> None:
    first, second = result.claims
    assert "coup" in said(result, first.span)
    assert "demand he withdraws troops" in said(result, second.span)
    assert first.support < second.support


def test_the_supported_claim_is_tied_to_the_demand(result: headcheck.Result) -> None:
    quoted = [result.body[slice(*e)] for e in result.claims[1].evidence]
    assert any("demand" in text and "troops" in text for text in quoted)


def test_a_high_score(result: headcheck.Result) -> None:
    assert result.verdict != "accurate"


def test_the_main_reason_points_at_coup(result: headcheck.Result) -> None:
    against = [r for r in result.reasons if r.effect > 0]
    assert "coup" in said(result, against[0].headline_span)


def test_links_to_other_stories_are_set_aside(result: headcheck.Result) -> None:
    aside = [result.body[s.start : s.end] for s in result.set_aside]
    for part in ("thermobaric", "body double", "newsletter", "Source:"):
        assert any(part in text for text in aside), part
    spans = [e for claim in result.claims for e in claim.evidence] + [r.body_span for r in result.reasons if r.body_span]
    assert spans
    assert all(b <= s.start or s.end <= a for a, b in spans for s in result.set_aside)


def test_links_count_for_nothing(page: tuple[str, str], result: headcheck.Result) -> None:
    bare = "\n".join(line for line in page[1].splitlines() if not line.strip().startswith("•"))
    assert bare != page[1]
    assert headcheck.score(page[0], bare).score == pytest.approx(result.score, abs=0.02)


def test_a_faithful_headline_scores_far_lower(page: tuple[str, str], result: headcheck.Result) -> None:
    faithful = headcheck.score("Two regional lawmakers demand Russia withdraw troops from Ukraine", page[1])
    assert faithful.score < result.score - 0.1
    assert faithful.verdict == "accurate"


def test_an_invented_headline_scores_higher(page: tuple[str, str], result: headcheck.Result) -> None:
    assert headcheck.score("Putin ousted in coup", page[1]).score > result.score


def test_a_dry_but_false_headline_scores_high_and_is_not_sensational(page: tuple[str, str]) -> None:
    false = headcheck.score("Communist faction backs military operation in Ukraine", page[1])
    faithful = headcheck.score("Two regional lawmakers demand Russia withdraw troops from Ukraine", page[1])
    assert false.score > faithful.score
    assert false.sensationalism < 0.5


def test_nothing_in_the_code_knows_this_article() -> None:
    for path in (ROOT / "headcheck").rglob("*.py"):
        text = path.read_text(encoding="utf-8").lower()
        assert "putin" not in text and "vasyukevich" not in text, path

"""Results for people: plain text, HTML fragments, the report page."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import headcheck
from headcheck.reasons import Reason
from headcheck.result import Claim, Result
from headcheck.show.common import squeezed
from headcheck.show.html import fragment, marked_headline
from headcheck.show.page import page
from headcheck.show.plain import WIDTH, report
from headcheck.text import SetAside

VOID = {"meta", "br"}


class Page(HTMLParser):
    """What a browser would see: tags that close, attributes, text by the class of the element around it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1][0] == tag, f"</{tag}> closes {self.open[-1:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        tag = self.open[-1] if self.open else ("", "")
        if tag[0] != "style":
            self.texts.append((tag[1], data))

    def text(self) -> str:
        return "".join(text for _, text in self.texts)

    def of(self, css_class: str) -> list[str]:
        return [text for found, text in self.texts if css_class in found.split()]


def made(headline: str = "Mayor quits over bridge", body: str = "Sign up now.\nThe mayor may quit. A bridge is old.", **changes: object) -> Result:
    """A Result put together by hand, so that what is shown does not hang on the model."""
    values: dict[str, object] = {
        "headline": headline,
        "body": body,
        "score": 0.83,
        "sensationalism": 0.1,
        "verdict": "overreaching",
        "reasons": [
            Reason("hedge", (6, 11), (13, 32), 0.9, "The body is less sure than “quits”."),
            Reason("name", (0, 5), (13, 32), -0.4, "The names in “Mayor” are in the body."),
            Reason("causal", (6, 23), (13, 32), 0.3, "“quits over bridge” claims a cause that the body does not."),
        ],
        "claims": [Claim((0, 23), 0.5, ((13, 32), (33, 49)), False, None)],
        "contributions": {},
        "intercept": 0.0,
        "warnings": ["body has 11 words"],
        "set_aside": (SetAside(0, 12, "promo"),),
        "sensationalism_contributions": {},
    }
    values |= changes
    explained = {name: values.pop(name) for name in ("reasons", "claims", "contributions", "warnings", "sensationalism_contributions")}
    return Result(**values, explanation=SimpleNamespace(**explained))  # type: ignore[arg-type]


# plain text


def test_plain_tells_verdict_scores_claims_and_reasons() -> None:
    text = report(made())
    assert text.startswith("“Mayor quits over bridge”\n")
    assert "OVERREACHING" in text and "score 0.83" in text and "sensationalism 0.10" in text
    assert "warning: body has 11 words" in text
    assert "“Mayor quits over bridge” (support 0.50)" in text
    assert "+0.90 The body is less sure than “quits”." in text
    assert "-0.40 The names in “Mayor” are in the body." in text
    assert "1 promo" in text


def test_plain_quotes_a_deciding_sentence_once() -> None:
    why = report(made()).split("Why")[1]
    assert why.count("The mayor may quit.") == 1


def test_plain_says_who_said_it_and_where_nothing_speaks_to_a_claim() -> None:
    text = report(made(claims=[Claim((0, 5), 0.0, (), True, "the mayor")], reasons=[]))
    assert "said by: the mayor" in text and "hedged" in text
    assert "nothing in the body speaks to it" in text and "nothing stands out" in text


def test_plain_keeps_to_its_width_and_cuts_long_sentences() -> None:
    body = "The mayor may quit " + "and so on " * 300
    text = report(made(body=body, reasons=[Reason("hedge", (0, 5), (0, len(body)), 1.0, "So.")], claims=[], set_aside=()))
    assert max(map(len, text.splitlines())) <= WIDTH
    assert "…" in text and len(text) < 1000


def test_plain_lets_no_control_character_through() -> None:
    text = report(made("Mayor\x1b[31m quits\x07 over\u202e bridge", body="\x1b]0;title\x07The mayor may quit. A bridge is old.", set_aside=()))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", text)


@pytest.mark.parametrize(("text", "expected"), [("a\n b\t\tc ", "a b c"), ("é“”—£", "é“”—£"), ("a\x00b", "a�b"), ("", "")])
def test_squeezed(text: str, expected: str) -> None:
    assert squeezed(text) == expected


# HTML


def test_fragment_is_one_element_and_loads_nothing() -> None:
    html = fragment(made())
    found = Page(html)
    assert html.startswith('<div class="headcheck">') and html.endswith("</div>")
    assert "script" not in found.tags and not {"link", "img", "iframe", "object"} & set(found.tags)
    assert not {"src", "href", "srcset"} & {name for name, _ in found.attributes}
    assert "url(" not in html and "@import" not in html and "http" not in html


def test_fragment_shows_what_print_shows() -> None:
    text = Page(fragment(made())).text()
    for part in ("overreaching", "0.83", "0.10", "warning: body has 11 words", "support 0.50", "+0.90", "-0.40", "The mayor may quit.", "1 promo"):
        assert part in text


def test_headline_is_marked_by_the_strongest_reason_on_each_word() -> None:
    found = Page(marked_headline(made()))
    assert found.text() == "Mayor quits over bridge"
    assert found.of("for") == ["Mayor"]
    assert found.of("against") == ["quits", " over bridge"]
    titles = [value for name, value in found.attributes if name == "title"]
    assert titles[1] is not None and "less sure" in titles[1] and "a cause" in titles[1]


def test_body_marks_evidence_and_greys_furniture() -> None:
    found = Page(fragment(made()))
    assert found.of("evidence") == ["The mayor may quit."]
    assert found.of("aside") == ["Sign up now."]
    assert ("title", "set aside: promo") in found.attributes


def test_style_has_no_fixed_text_colour() -> None:
    """Dark and light notebooks set the colour of text; the fragment takes it over."""
    colours = re.findall(r"(?<![-\w])color:\s*([^;]+);", fragment(made()))
    assert colours and set(colours) == {"inherit"}
    assert not re.findall(r"background:\s*(?:#|white|black)", fragment(made()))


def test_empty_body_and_no_reasons() -> None:
    found = Page(fragment(made(body="", claims=[], reasons=[], set_aside=())))
    assert "details" not in found.tags and "Mayor quits over bridge" in found.text()


HOSTILE = "<script>alert(\"1\")</script> & <b onclick='x'>"


def test_everything_foreign_is_escaped() -> None:
    headline = HOSTILE + " quits"
    result = made(
        headline,
        body=HOSTILE + " The mayor may quit.",
        reasons=[Reason("name", (0, len(headline)), (0, 30), 1.0, HOSTILE), Reason("x", (0, 3), None, -1.0, '" onmouseover="x')],
        claims=[Claim((0, len(headline)), 0.1, ((0, 30),), False, HOSTILE)],
        warnings=[HOSTILE],
        set_aside=(SetAside(0, 30, HOSTILE),),
    )
    for html in (fragment(result), "".join(page(HOSTILE, [result], total=1, counts={"overreaching": 1}))):
        found = Page(html)
        assert "script" not in found.tags and "b" not in found.tags
        assert not [name for name, _ in found.attributes if name.startswith("on")]
        assert HOSTILE in found.text()


spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: (min(pair), max(pair)))


@settings(max_examples=60, deadline=None)
@given(headline=st.text(min_size=1, max_size=30), body=st.text(max_size=30), at=st.lists(spans, max_size=6), aside=st.lists(spans, max_size=3))
def test_any_spans_give_a_sound_page_with_all_of_the_text(headline: str, body: str, at: list[tuple[int, int]], aside: list[tuple[int, int]]) -> None:
    reasons = [Reason("name", span, span, 1.0 - i, "So.") for i, span in enumerate(at)]
    claims = [Claim(span, 0.5, (span,), False, None) for span in at]
    result = made(headline, body, reasons=reasons, claims=claims, set_aside=tuple(SetAside(*span, "promo") for span in aside))
    assert Page(marked_headline(result)).text() == headline
    Page(fragment(result))
    report(result)


def test_notebooks_get_the_fragment_of_a_real_result() -> None:
    body = "The mayor may quit over the old bridge, two councillors said on Monday.\n\nSign up to our newsletter here"
    result = headcheck.score("Mayor quits over bridge", body)
    assert result._repr_html_() == result.to_html() == fragment(result)
    assert Page(result.to_html()).of("aside") == ["Sign up to our newsletter here"]
    assert str(result) == report(result)


# the page


def test_page_ranks_as_given_and_says_how_many() -> None:
    results = [made("First headline here", score=0.9), made("Second headline", score=0.2, verdict="accurate")]
    html = "".join(page("Night desk", results, total=5, counts={"accurate": 4, "overreaching": 1}))
    found = Page(html)
    assert html.startswith("<!DOCTYPE html>") and found.tags.count("title") == 1
    assert found.text().index("First headline here") < found.text().index("Second headline")
    assert "5 headlines scored: 4 accurate, 1 overreaching" in found.text()
    assert "The 2 highest of 5 are shown." in found.text()
    assert html.count("<style>") == 1


def test_page_shows_all_without_saying_so() -> None:
    text = Page("".join(page("Night desk", [made()], total=1, counts={"overreaching": 1}))).text()
    assert "1 headline scored" in text and "highest of" not in text

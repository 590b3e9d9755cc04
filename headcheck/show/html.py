"""A Result as an HTML fragment: one element with its own style, no script, nothing fetched, all text escaped.

Colours are translucent and text inherits its colour, so that it reads in light and in dark notebooks alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from headcheck.reasons.kinds import REST
from headcheck.show.common import MEANING, notes, tally, told

if TYPE_CHECKING:
    from headcheck.reasons import Reason
    from headcheck.result import Claim, Result

Span = tuple[int, int]

STYLE = """
.headcheck { font: 15px/1.5 system-ui, sans-serif; color: inherit; max-width: 62em; overflow-wrap: anywhere; text-align: left; }
.headcheck h4 { margin: 1em 0 .3em; font-size: 1em; }
.headcheck .headline { font-size: 1.3em; font-weight: 600; margin: .2em 0 .5em; }
.headcheck mark { color: inherit; border-radius: .2em; background: rgba(128, 128, 128, .18); }
.headcheck mark.against { background: rgba(230, 70, 50, .30); border-bottom: 2px solid rgb(220, 70, 50); }
.headcheck mark.for { background: rgba(40, 160, 90, .20); border-bottom: 2px dotted rgb(40, 150, 90); }
.headcheck mark.evidence { background: rgba(230, 170, 30, .25); border-bottom: 2px solid rgb(200, 150, 20); }
.headcheck .aside { opacity: .5; text-decoration: line-through; text-decoration-color: rgba(128, 128, 128, .6); }
.headcheck .verdict { font-weight: 700; text-transform: uppercase; letter-spacing: .04em; }
.headcheck .bar { display: inline-block; width: 7em; height: .6em; border-radius: .3em; background: rgba(128, 128, 128, .25); overflow: hidden; }
.headcheck .bar span { display: block; height: 100%; background: rgb(220, 70, 50); }
.headcheck .bar.loud span { background: rgb(130, 110, 210); }
.headcheck .scores span.one { margin-right: 1.5em; white-space: nowrap; }
.headcheck .warning { border-left: 3px solid rgb(200, 150, 20); padding-left: .6em; margin: .3em 0; }
.headcheck ul { margin: .2em 0; padding-left: 1.3em; }
.headcheck li { margin: .3em 0; }
.headcheck .quote { opacity: .8; font-size: .93em; margin: .1em 0 .1em .4em; padding-left: .6em; border-left: 2px solid rgba(128, 128, 128, .4); }
.headcheck .effect { font-family: ui-monospace, monospace; font-size: .9em; }
.headcheck .note { opacity: .75; font-size: .9em; }
.headcheck details { margin: .6em 0; }
.headcheck summary { cursor: pointer; }
.headcheck .body { white-space: pre-wrap; font-size: .95em; margin-top: .4em; }
"""


def fragment(result: Result) -> str:
    """The whole fragment, style included."""
    return f'<div class="headcheck"><style>{STYLE}</style>\n{content(result)}\n</div>'


def content(result: Result, *, scores: bool = True) -> str:
    """What stands inside the element; without `scores` these are left to the page around it."""
    parts = [f'<div class="headline">{marked_headline(result)}</div>', _scores(result) if scores else ""]
    parts += [f'<div class="warning">warning: {escape(warning)}</div>' for warning in result.warnings]
    parts += [_list("What it claims", [_claim(result, claim) for claim in result.claims])]
    parts += [_list("Why", list(_reasons(result)))]
    parts += [_body(result)]
    return "\n".join(part for part in parts if part)


def marked_headline(result: Result) -> str:
    """The headline with the words that reasons point at marked, by the strongest reason on them."""
    out = []
    for start, end, on in _segments(len(result.headline), [(*reason.headline_span, i) for i, reason in enumerate(result.reasons) if reason.kind != REST]):
        text = escape(result.headline[start:end])
        if on:
            strongest = result.reasons[min(on)]
            said = " ".join(f"{result.reasons[i].effect:+.2f} {result.reasons[i].text}" for i in sorted(on))
            text = f'<mark class="{_side(strongest)}" title="{escape(said)}">{text}</mark>'
        out.append(text)
    return "".join(out)


def meter(value: float, kind: str = "") -> str:
    """A bar for a value of 0 to 1."""
    return f'<span class="bar {kind}"><span style="width: {100 * value:.0f}%"></span></span>'


def _scores(result: Result) -> str:
    return (
        f'<div class="scores"><span class="verdict">{escape(result.verdict)}</span>: {escape(MEANING[result.verdict])}<br>'
        f'<span class="one">score {meter(result.score)} {result.score:.2f}</span>'
        f'<span class="one">sensationalism {meter(result.sensationalism, "loud")} {result.sensationalism:.2f}</span></div>'
    )


def _claim(result: Result, claim: Claim) -> str:
    evidence = _quote(result, claim.evidence[0]) if claim.evidence else '<div class="quote">nothing in the body speaks to it</div>'
    return f'“{escape(result.headline[slice(*claim.span)])}” <span class="note">({escape(notes(claim))})</span>{evidence}'


def _reasons(result: Result) -> Iterator[str]:
    for reason, sentence in told(result):
        quote = "" if sentence is None else _quote(result, sentence)
        yield f'<mark class="{_side(reason)} effect" title="log-odds">{reason.effect:+.2f}</mark> {escape(reason.text)}{quote}'


def _body(result: Result) -> str:
    """The body, unfolded on request: evidence marked, page furniture greyed."""
    if not result.body.strip():
        return ""
    evidence = {span for claim in result.claims for span in claim.evidence[:1]}
    evidence |= {reason.body_span for reason in result.reasons if reason.body_span and reason.effect > 0}
    titles = [("evidence", "evidence")] * len(evidence) + [("aside", f"set aside: {piece.reason}") for piece in result.set_aside]
    spans = [*sorted(evidence), *((piece.start, piece.end) for piece in result.set_aside)]
    out = []
    for start, end, on in _segments(len(result.body), [(*span, i) for i, span in enumerate(spans)]):
        text = escape(result.body[start:end])
        if on:
            kind, title = titles[max(on)]
            tag = "mark" if kind == "evidence" else "span"
            text = f'<{tag} class="{kind}" title="{escape(title)}">{text}</{tag}>'
        out.append(text)
    aside = f' <span class="note">(set aside as page furniture: {escape(tally(result.set_aside))})</span>' if result.set_aside else ""
    return f'<details><summary>Body, with its evidence marked{aside}</summary><div class="body">{"".join(out).strip()}</div></details>'


def _quote(result: Result, span: Span) -> str:
    return f'<div class="quote">{escape(" ".join(result.body[slice(*span)].split()))}</div>'


def _list(title: str, items: list[str]) -> str:
    return f"<h4>{title}</h4>\n<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>" if items else ""


def _side(reason: Reason) -> str:
    return "against" if reason.effect > 0 else "for"


def _segments(length: int, spans: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, set[int]]]:
    """Cut 0..length where any span begins or ends: (start, end, numbers of the spans on it). Spans may overlap."""
    spans = [(max(0, a), min(length, b), i) for a, b, i in spans if a < b]
    edges = sorted({0, length, *(a for a, _, _ in spans), *(b for _, b, _ in spans)})
    return [(a, b, {i for start, end, i in spans if start <= a and b <= end}) for a, b in pairwise(edges)]

"""A Result in plain words, for a terminal."""

from __future__ import annotations

import textwrap
from itertools import islice
from typing import TYPE_CHECKING

from headcheck.show.common import MEANING, notes, squeezed, tally, told

if TYPE_CHECKING:
    from headcheck.result import Claim, Result

WIDTH = 100
STRONGEST = 6
_LONGEST = 280  # characters of a body sentence that are quoted


def report(result: Result) -> str:
    """Verdict, both scores, claims and reasons, with the headline's words and the body's sentences quoted."""
    lines = [
        _wrap(f"“{squeezed(result.headline)}”"),
        "",
        f"{result.verdict.upper()}: {MEANING[result.verdict]}",
        f"score {result.score:.2f}   sensationalism {result.sensationalism:.2f}",
    ]
    lines += [f"warning: {warning}" for warning in result.warnings]
    lines += ["", "What it claims"]
    for claim in result.claims:
        lines += _claim(result, claim)
    lines += ["", "Why (log-odds: + raises the score, - lowers it)"]
    for reason, sentence in islice(told(result), STRONGEST):
        lines.append(_wrap(f"{reason.effect:+.2f} {squeezed(reason.text)}", "  ", "        "))
        if sentence is not None:
            lines.append(_wrap(_quote(result, sentence), "        ", "        "))
    if not result.reasons:
        lines.append("  nothing stands out")
    if result.set_aside:
        lines += ["", _wrap("Set aside as page furniture: " + tally(result.set_aside))]
    return "\n".join(lines)


def _claim(result: Result, claim: Claim) -> list[str]:
    first = _wrap(f"“{squeezed(result.headline[slice(*claim.span)])}” ({squeezed(notes(claim))})", "  - ", "    ")
    evidence = _quote(result, claim.evidence[0]) if claim.evidence else "nothing in the body speaks to it"
    return [first, _wrap(evidence, "      ", "      ")]


def _quote(result: Result, span: tuple[int, int]) -> str:
    text = squeezed(result.body[slice(*span)])
    if len(text) > _LONGEST:
        text = text[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return f"body: “{text}”"


def _wrap(text: str, first: str = "", rest: str = "") -> str:
    return textwrap.fill(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)

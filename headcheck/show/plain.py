"""A Result in plain words."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headcheck.result import Result

WIDTH = 100
STRONGEST = 6


def report(result: Result) -> str:
    """Verdict, both scores, claims and reasons, with the headline's words and the body's sentences quoted."""
    lines = [
        f"“{result.headline.strip()}”",
        "",
        f"{result.verdict.upper()}   score {result.score:.2f}   sensationalism {result.sensationalism:.2f}",
    ]
    lines += [f"warning: {warning}" for warning in result.warnings]
    lines += ["", "What it claims"]
    for claim in result.claims:
        words = result.headline[slice(*claim.span)]
        notes = [f"support {claim.support:.2f}"]
        if claim.attributed_to:
            notes.append(f"attributed: {claim.attributed_to}")
        if claim.hedged:
            notes.append("hedged")
        lines.append(f"  - “{words}” ({', '.join(notes)})")
        if claim.evidence:
            lines.append(_wrap(f"body: “{_squeeze(result.body[slice(*claim.evidence[0])])}”", "      "))
    lines += ["", "Why (log-odds; + raises the score, - lowers it)"]
    for reason in result.reasons[:STRONGEST]:
        lines.append(_wrap(f"{reason.effect:+.2f} {reason.text}", "  ", "        "))
        if reason.body_span is not None and reason.effect > 0:
            lines.append(_wrap(f"body: “{_squeeze(result.body[slice(*reason.body_span)])}”", "        "))
    if result.set_aside:
        kinds: dict[str, int] = {}
        for piece in result.set_aside:
            kinds[piece.reason] = kinds.get(piece.reason, 0) + 1
        lines += ["", "Set aside as page furniture: " + ", ".join(f"{n} {kind}" for kind, n in kinds.items())]
    return "\n".join(lines)


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _wrap(text: str, first: str, rest: str | None = None) -> str:
    return textwrap.fill(text, WIDTH, initial_indent=first, subsequent_indent=first if rest is None else rest)

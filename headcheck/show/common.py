"""What every way of showing a Result shares: what a verdict means, what is said beside a claim, which sentences are quoted, and text on one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from headcheck.reasons import REST, Reason
from headcheck.text import SetAside

if TYPE_CHECKING:
    from headcheck.result import Claim, Result

MEANING = {
    "accurate": "the body seems to bear the headline out",
    "stretched": "the headline goes further than the body",
    "overreaching": "the headline goes well beyond the body",
}


def squeezed(text: str) -> str:
    """A text on one line, its control characters replaced: a terminal would obey them."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(text.split()))


def tally(set_aside: Iterable[SetAside]) -> str:
    """How much page furniture of each kind, as in "2 promo, 1 credit"."""
    return ", ".join(f"{count} {kind}" for kind, count in Counter(piece.reason for piece in set_aside).items())


def notes(claim: Claim) -> str:
    """What is said beside a claim, as in "support 0.64, said by: the mayor, hedged"."""
    out = [f"support {claim.support:.2f}"]
    if claim.attributed_to:
        out.append(f"said by: {claim.attributed_to}")
    if claim.hedged:
        out.append("hedged")
    return ", ".join(out)


def told(result: Result) -> Iterator[tuple[Reason, tuple[int, int] | None]]:
    """Reasons in the order in which they are shown, what points at no words last, each with the body sentence to quote beside it.

    A sentence is quoted once, for a reason that raises the score.
    """
    quoted: set[tuple[int, int]] = set()
    for reason in sorted(result.reasons, key=lambda reason: reason.kind == REST):
        sentence = reason.body_span if reason.effect > 0 and reason.body_span not in quoted else None
        if sentence is not None:
            quoted.add(sentence)
        yield reason, sentence

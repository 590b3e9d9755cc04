"""What every way of showing a Result shares: what a verdict means, and text that is safe to put on one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from headcheck.reasons import REST, Reason
from headcheck.text import SetAside

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


def shown(reasons: Sequence[Reason]) -> list[Reason]:
    """Reasons as they are shown: what points at no words comes last."""
    return sorted(reasons, key=lambda reason: reason.kind == REST)

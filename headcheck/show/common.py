"""What every way of showing a Result shares: what a verdict means, and text that is safe to put on one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from headcheck.text import SetAside

MEANING = {
    "accurate": "the body bears the headline out",
    "stretched": "the headline goes further than the body",
    "overreaching": "the headline goes well beyond the body",
}


def squeezed(text: str) -> str:
    """A text on one line, its control characters replaced: a terminal would obey them."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(text.split()))


def tally(set_aside: Iterable[SetAside]) -> str:
    """How much page furniture of each kind, as in "2 promo, 1 credit"."""
    return ", ".join(f"{count} {kind}" for kind, count in Counter(piece.reason for piece in set_aside).items())

"""Fixes: small edits that bring a headline back to its body. Each is tried: only what lowers the score is offered.

One file for each thing that may be wrong: `numbers`, `names`, `roles` and `swaps` (who), `words` (what), `small` (how many, when, not),
`hedges` (how sure, done or planned), `sources` (who says so), `cuts`. `trial` tries what they suggest.
"""

from headcheck.fixes.edit import Fix
from headcheck.fixes.trial import MOST, propose

__all__ = ["MOST", "Fix", "propose"]

"""Fixes: small edits that bring a headline back to its body. Each is tried: what lowers the score and is likely enough is offered.

One file for each thing that may be wrong: `numbers`, `names`, `roles` and `swaps` (who), `words` (what), `small` (how many, when, not),
`hedges` (how sure, done or planned; the finite verbs in `verbs`), `sources` (who says so), `cuts`. `trial` tries what they suggest, `likelihood` tells
how likely an edit is to be right.
"""

from headcheck.fixes.edit import Fix
from headcheck.fixes.trial import MOST, propose

__all__ = ["MOST", "Fix", "propose"]

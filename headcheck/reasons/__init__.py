"""Reasons: why a headline scores as it does, in plain sentences that point at its words and at the body.

`kinds` says what each kind of reason tells and of which words it may; `pointing` finds the words and the sentence; `gather` puts them together.
"""

from headcheck.reasons.gather import FLOOR, Reason, of_whole, of_words, reasons
from headcheck.reasons.kinds import REST
from headcheck.reasons.pointing import LONGEST, phrase, speaking

__all__ = ["FLOOR", "LONGEST", "REST", "Reason", "of_whole", "of_words", "phrase", "reasons", "speaking"]

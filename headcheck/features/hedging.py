"""Hedging: hedges, modals, conditionals and questions, dropped or kept (Hyland 1998; Light, Qiu and Srinivasan 2004)."""

from __future__ import annotations

from headcheck.features.context import Context
from headcheck.features.declare import Feature, from_words
from headcheck.lexicon import HEDGES, lexicon

_S = "Hyland 1998"
FEATURES = (
    Feature("hedge_gap", "strongest hedge of the best sentences, less the headline's", "hedge", -1, 1, "hedge value", _S, direction=1),
    Feature("hedge_kept", "both headline and best sentences hedge", "hedge", source=_S, direction=-1),
    Feature("hedge_headline", "the headline hedges", "hedge", source=_S, direction=-1),
    Feature("hedge_only_headline", "only the headline hedges", "hedge", source=_S, direction=-1),
    Feature("question", "a claim is asked, not told", "hedge"),
    Feature("booster_gap", "strongest booster of the headline, less the best sentences'", "strength", -1, 1, "booster value", _S, direction=1),
    from_words("lost_hedge", "max", "a hedge near the met words is dropped", "hedge", source=_S, direction=1),
    from_words("lost_hedge", "mean", "share of words whose hedge is dropped", "hedge", source=_S, direction=1),
    from_words("gained_hedge", "mean", "share of words hedged only in the headline", "hedge", source=_S, direction=-1),
    from_words("verb_lost_hedge", "max", "a verb's hedge is dropped", "hedge", source=_S, direction=1),
    from_words("above_modal", "max", "a modal surer than the body's", "hedge", source=_S, direction=1),
    from_words("below_modal", "max", "a modal less sure than the body's", "hedge", source=_S, direction=-1),
    from_words("above_booster", "max", "a booster the evidence lacks", "strength", source=_S, direction=1),
)


def measure(c: Context) -> list[float]:
    """Values of the features above that are not taken from words."""
    column = lexicon().column
    hedge, booster = column["hedge"], column["booster"]
    question = float(any(claim.question for claim in c.alignment.claims))
    ours, theirs = max(float(c.headline_max[hedge]), question), float(c.best_max[hedge])
    return [
        theirs - ours,
        float(ours >= HEDGES and theirs >= HEDGES),
        float(ours >= HEDGES),
        float(ours >= HEDGES > theirs),
        question,
        float(c.headline_max[booster] - c.best_max[booster]),
    ]

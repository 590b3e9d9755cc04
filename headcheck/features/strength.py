"""Strength of claim: causes, plans, quantities of a group, degrees, negation, scope (Sumner et al. 2014; Yu, Li and Wang 2019)."""

from __future__ import annotations

from headcheck.features.context import Context
from headcheck.features.declare import Feature, from_words
from headcheck.features.words import REGIONAL
from headcheck.lexicon import lexicon
from headcheck.lexicon.scales import NAMES as SCALES
from headcheck.lexicon.scales import scales

_S = "Sumner et al. 2014"
_Y = "Yu, Li and Wang 2019"
_P = "Pei and Jurgens 2021"
FEATURES = (
    Feature("claim_strength_gap", "learnt claim strength of the headline, less that of the best sentences", "causal", -2, 2, "strength", _Y, direction=1),
    Feature("claim_strength_over_body", "learnt claim strength of the headline, less the body's highest", "causal", -2, 2, "strength", _Y, direction=1),
    Feature("claim_strength", "learnt claim strength of the headline", "causal", -2, 2, "strength", _Y),
    Feature("causal_claim_gap", "how surely the headline tells an unhedged cause, less the evidence", "causal", -2, 2, "two probabilities", _Y, direction=1),
    Feature("causal_claim_over_body", "the same, less the body's surest sentence", "causal", -2, 2, "two probabilities", _Y, direction=1),
    Feature("certainty_gap", "learnt certainty of the headline, less that of the best sentences", "hedge", -2, 2, "certainty", _P, direction=1),
    Feature("causal_gap", "causal words in the headline, correlational ones in the best sentences", "causal", source=_S, direction=1),
    Feature("plan_lost", "plan words in the best sentences, none in the headline", "plan", direction=1),
    Feature("done_over_plan", "the headline tells as done what the evidence plans", "plan", direction=1),
    Feature("quantifier_gap", "widest quantifier of the headline, less the best sentences'", "generalised", -1, 1, "share of a group", direction=1),
    Feature("intensity_gap", "hardest word of the headline, less the best sentences'", "escalated", -1, 1, "quarter of the scale", direction=1),
    Feature("intensity_over_body", "hardest word of the headline, less the body's hardest", "escalated", -1, 1, "quarter of the scale", direction=1),
    Feature("scope_gap", "widest place or body of the headline, less the best sentences'", "generalised", -1, 1, "quarter of the scale", direction=1),
    Feature("negation_mismatch", "headline and best sentences differ in negation", "reversed", direction=1),
    Feature("negation_headline", "only the headline negates", "reversed", direction=1),
    Feature("superlative_new", "a superlative that the body lacks", "strength", direction=1),
    Feature("human_for_animal", "people in the headline, laboratory animals in the evidence", "generalised", source=_S, direction=1),
    from_words("lost_negation", "max", "a negation near the met words is dropped", "reversed", direction=1),
    from_words("gained_negation", "max", "a negation stands only in the headline", "reversed", direction=1),
    from_words("lost_plan", "max", "a plan word near the met words is dropped", "plan", direction=1),
    from_words("lost_plan", "mean", "share of words whose plan word is dropped", "plan", direction=1),
    from_words("verb_lost_plan", "max", "a verb's plan word is dropped", "plan", direction=1),
    from_words("gained_plan", "mean", "share of words planned only in the headline", "plan", direction=-1),
    from_words("above_intensity", "max", "a word harder than its evidence", "escalated", direction=1),
    from_words("above_superlative", "max", "a superlative beyond its evidence", "strength", direction=1),
    from_words("above_quantifier", "max", "a quantifier wider than its evidence", "generalised", direction=1),
    from_words("above_scope", "max", "a wider place or body than its evidence", "generalised", direction=1),
    from_words("above_causal", "max", "a causal word its evidence lacks", "causal", source=_S, direction=1),
    from_words("causal_for_correlation", "max", "a causal word where the evidence correlates", "causal", source=_S, direction=1),
    from_words("done_for_plan", "max", "a settled verb where the evidence plans", "plan", direction=1),
    from_words("above_force", "max", "an act more binding than its evidence", "escalated", direction=1),
    from_words("below_force", "max", "an act less binding than its evidence", "escalated", direction=-1),
    from_words("above_time", "max", "a word of time that its evidence lacks", "time", direction=1),
    from_words("bind_gap_operator", "max", "a small strong word stands apart from the rest of its claim", "strength", direction=1),
    from_words("apart_operator", "mean", "small strong words that stand away from the evidence", "strength", direction=1),
    from_words("new_operator", "mean", "small strong words that the body lacks", "strength", direction=1),
)


def measure(c: Context) -> list[float]:
    """Values of the features above that are not taken from words."""
    a, column = c.alignment, lexicon().column
    head = a.headline
    ours = scales().level(scales().weights(head.row, a.counted).sum(axis=0)).tolist()
    each = a.body.scale_levels
    near = each[c.firsts].max(axis=0).tolist() if c.firsts else [0.0] * len(ours)
    top = each.max(axis=0).tolist() if len(each) else [0.0] * len(ours)
    strong, causes, certain = range(len(SCALES))
    hc, hm, bc, bm = c.headline_count, c.headline_max, c.best_count, c.best_max
    causal, correlational, plan, done = column["causal"], column["correlational"], column["plan"], column["done"]
    intensity, scope, quantifier, negation = column["intensity"], column["scope"], column["quantifier"], column["negation"]
    superlative, human, animal = column["superlative"], column["human"], column["animal"]
    negated, their_negation = hc[negation] > 0, bc[negation] > 0
    return [
        ours[strong] - near[strong],
        ours[strong] - top[strong],
        ours[strong],
        ours[causes] - near[causes],
        ours[causes] - top[causes],
        ours[certain] - near[certain],
        float(hc[causal] > 0 and hc[correlational] == 0 and bc[correlational] > 0),
        float(bc[plan] > 0 and hc[plan] == 0),
        float(hc[done] > 0 and bc[plan] > 0 and bc[done] == 0),
        float(hm[quantifier] - bm[quantifier]),
        float(hm[intensity] - bm[intensity]) / 4,
        float(hm[intensity] - a.body.highest("intensity")) / 4,
        float(max(hm[scope], REGIONAL) - max(bm[scope], REGIONAL)) / 4,
        float(negated != their_negation),
        float(negated and not their_negation),
        float(hm[superlative] > a.body.highest("superlative")),
        float(hc[human] > 0 and bc[animal] > 0 and bc[human] == 0),
    ]

"""Attribution: who says so in body and headline, named or not, quotation marks, denial (Pareti 2015, PolNeAR)."""

from __future__ import annotations

import numpy as np

from headcheck.features.context import Context
from headcheck.features.declare import Feature, from_words
from headcheck.lexicon import NAME, lexicon

_S = "Pareti 2015"
FEATURES = (
    Feature("attributed_headline", "the headline names or quotes a source", "attribution", source=_S, direction=-1),
    Feature("attributed_body", "the best sentences hand the claim to a source", "attribution", source=_S),
    Feature("attribution_lost", "the body attributes, the headline does not", "attribution", source=_S, direction=1),
    Feature("attribution_gained", "the headline attributes, the evidence does not", "attribution", source=_S, direction=-1),
    Feature("unnamed_lost", "an unnamed source in the evidence, none in the headline", "attribution", source=_S, direction=1),
    Feature("speaker_absent", "the headline's speaker is not in the evidence", "attribution", source=_S, direction=1),
    Feature("speaker_apart", "the headline's speaker is named in the body, away from the evidence", "attribution", source=_S, direction=1),
    Feature("quote_unmatched", "words the headline quotes that the body does not quote", "attribution", source=_S, direction=1),
    Feature("evidence_quoted", "met words that stand inside the body's quotations", "attribution", source=_S),
    Feature("denial_gap", "denial in the best sentences less denial in the headline", "denial", -1, 1, "difference", direction=1),
    from_words("lost_report", "max", "a report verb near the met words is dropped", "attribution", source=_S, direction=1),
    from_words("lost_report", "mean", "share of words whose report verb is dropped", "attribution", source=_S, direction=1),
    from_words("gained_report", "mean", "share of words reported only in the headline", "attribution", source=_S, direction=-1),
    from_words("lost_unnamed", "mean", "share of words whose unnamed source is dropped", "attribution", source=_S, direction=1),
    from_words("lost_denial", "max", "a denial near the met words is dropped", "denial", direction=1),
    from_words("gained_denial", "max", "a denial stands only in the headline", "denial", direction=1),
    from_words("verb_lost_report", "max", "a verb's report verb is dropped", "attribution", source=_S, direction=1),
)


def measure(c: Context) -> list[float]:
    """Values of the features above that are not taken from words."""
    a, lex = c.alignment, lexicon()
    head, body = a.headline, a.body.document
    column = lex.column
    report, unnamed, denial = column["report"], column["unnamed"], column["denial"]
    ours = float(any(claim.speaker is not None or claim.quoted for claim in a.claims))
    theirs = float(c.best_count[report] > 0)
    absent = apart = 0.0
    evidence = set(c.evidence)
    for claim in a.claims:
        if claim.speaker is None:
            continue
        names = [t for t in range(*claim.speaker) if head.kind[t] == NAME or head.row[t] == lex.unknown]
        for token in names:
            where = body.sentence[body.family == head.family[token]]
            absent = max(absent, float(not len(where)))
            apart = max(apart, float(len(where) > 0 and evidence.isdisjoint(where.tolist())))
    quoted = head.quoted[a.words]
    met = a.met
    inside = np.zeros(len(a.words), bool)
    if len(met) and a.kind.shape[1]:
        inside = (met >= 0) & body.quoted[a.body.at[np.maximum(met, 0)]] & (c.column("met_exact") > 0)
    unmatched = np.count_nonzero(quoted & ~inside) / max(1, int(quoted.sum()))
    return [
        ours,
        theirs,
        float(theirs and not ours),
        float(ours and not theirs),
        float(c.best_count[unnamed] > 0 and c.headline_count[unnamed] == 0),
        absent,
        apart,
        unmatched,
        np.count_nonzero(inside) / max(1, len(inside)),
        float(c.best_count[denial] > 0) - float(c.headline_count[denial] > 0),
    ]

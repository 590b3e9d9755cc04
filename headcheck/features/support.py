"""Support: how much of the headline the body bears out, where, and in how many pieces."""

from __future__ import annotations

import math

import numpy as np

from headcheck.features.context import Context
from headcheck.features.declare import Feature, from_words
from headcheck.features.doubt import levels
from headcheck.lexicon import PUNCTUATION, lexicon

_MOST_NEEDED = 6  # two more for each of three claims; hardly any headline makes more
_R1 = "Lin 2004 (ROUGE)"
_V = "word vectors (GloVe, MiniLM)"
FEATURES = (
    Feature("doubt_top", "log-odds of the least supported word", "unsupported", -6, 6, "log-odds", "word model", direction=1),
    Feature("doubt_top3", "mean log-odds of the three least supported words", "unsupported", -6, 6, "log-odds", "word model", direction=1),
    Feature("doubt_mean", "mean log-odds over all words", "unsupported", -6, 6, "log-odds", "word model", direction=1),
    Feature("doubt_sum", "expected number of unsupported words, damped", "unsupported", 0, 3, "log words", "word model", direction=1),
    Feature("doubt_operator", "log-odds of the least supported small word (negation, modal, ...)", "strength", -6, 6, "log-odds", "word model", direction=1),
    Feature("cover_best", "content weight borne out by the best sentence of each claim", "unsupported", source=_R1, direction=-1),
    Feature("cover_evidence", "content weight borne out by the chosen sentences", "unsupported", source=_R1, direction=-1),
    Feature("cover_lead", "content weight borne out by the first sentence", "unsupported", source=_R1, direction=-1),
    Feature("cover_body", "content weight borne out anywhere", "unsupported", source=_R1, direction=-1),
    Feature("cover_exact", "content weight that stands in the best sentence in some inflection", "unsupported", source=_R1, direction=-1),
    Feature("cover_exact_body", "content weight that stands in the body in some inflection", "unsupported", source=_R1, direction=-1),
    Feature("forms_seen", "share of all the headline's words, small ones too, that the body has in the same form", "unsupported", source=_R1, direction=-1),
    Feature("forms_lead", "the same for the first two sentences", "unsupported", source=_R1, direction=-1),
    Feature("new_share", "content weight that the body lacks", "unsupported", source="share of novel unigrams, See et al. 2017", direction=1),
    Feature("sentences_needed", "sentences it takes to cover the claims, beyond one each", "scattered", 0, _MOST_NEEDED, "sentences", direction=1),
    Feature("least_claim", "cover of the least supported claim", "unsupported", direction=-1),
    Feature("close_mean", "mean closest vector of the words the body lacks", "unsupported", source=_V),
    Feature("topic", "headline weight among the body's frequent words", "unsupported", 0, 3, "log count", direction=-1),
    Feature("spread", "sentences between the pieces of evidence", "scattered", 0, 4, "log sentences", direction=1),
    from_words("apart_verb", "mean", "verbs that stand away from the best sentence", "scattered", direction=1),
    from_words("apart_noun", "mean", "nouns that stand away from the best sentence", "scattered", direction=1),
    from_words("rarity_new", "max", "rarity of the rarest word the body lacks", "unsupported", direction=1),
    from_words("borne", "mean", "how well each word is borne out in its company: match and company, geometric mean", "scattered", direction=-1),
    from_words("borne_missing", "mean", "the same, what is missing of content words", "unsupported", direction=1),
    from_words("fit_own", "mean", "company of each word that stands around it in the body too", "scattered", direction=-1),
    from_words("fit_close", "mean", "closeness of new words to what stands in their company", "paraphrase", source=_V, direction=-1),
    from_words("fit_close", "max", "the same, for the closest", "paraphrase", source=_V, direction=-1),
    from_words("fit_gap", "mean", "company that stands together where the word does not", "scattered", direction=1),
    from_words("fit_gap", "max", "the same, for the word most apart from its company", "scattered", direction=1),
    from_words("fit_rival_name", "max", "how well the best other name fits beside a name of the headline", "roles", high=1.5, direction=1),
    from_words("fit_rival_number", "max", "how well the best other number fits beside a number of the headline", "number", high=1.5, direction=1),
    from_words("fit_rival_noun", "mean", "how well other nouns fit beside those of the headline", "substituted", high=1.5, direction=1),
    from_words("fit_rival_verb", "mean", "how well other verbs fit beside those of the headline", "substituted", high=1.5, direction=1),
    from_words("fit_rival_close", "mean", "closeness of words that fit better", "substituted", direction=1),
    from_words("fit_rival_known", "mean", "words of the body where another word fits better", "substituted", direction=1),
    from_words("fit_opposite", "max", "an opposite in the same company", "reversed", direction=1),
)


def measure(c: Context) -> list[float]:
    """Values of the features above that are not taken from words."""
    a = c.alignment
    weight = a.weight
    total = max(float(weight.sum()), 1e-6)
    m = a.kind.shape[1]
    n = len(weight)
    if not m or not n:
        return [*(levels(c.doubt, c.doubt[weight == 0]) if n else [0.0] * 5), *[0.0] * 8, 1.0, *[0.0] * 5]
    rows = np.arange(n)
    best = np.where(a.first >= 0, a.by_sentence[rows, a.first], 0.0)
    near = c.column("met_near_evidence") + np.where(a.met >= 0, a.worth[rows, a.met], 0.0)
    claims = []
    needed = 0
    for i, chosen in enumerate(a.chosen):
        mine = a.claim_of == i
        w = weight[mine]
        if w.sum():
            claims.append(float(w @ near[mine] / w.sum()))
            needed += max(0, len(chosen) - 1)
    often = a.exact.sum(axis=1)
    new = ~a.there
    where = c.evidence
    return [
        *levels(c.doubt, c.doubt[weight == 0]),
        float(weight @ best) / total,
        float(weight @ near) / total,
        float(weight @ a.by_sentence[:, 0]) / total,
        float(weight @ a.by_sentence.max(axis=1)) / total,
        float(weight @ (c.column("met_exact") > 0)) / total,
        float(weight @ ~new) / total,
        *_forms(c),
        a.new_share,
        float(min(needed, _MOST_NEEDED)),
        min(claims) if claims else 0.0,
        float(a.closest[new].mean()) if new.any() else 0.5,
        float(weight @ np.log1p(often)) / total,
        math.log1p(max(where) - min(where)) if where else 0.0,
    ]


def _forms(c: Context) -> list[float]:
    """ROUGE-1 precision of the headline against the body and its first two sentences."""
    head, body = c.alignment.headline, c.alignment.body
    own = np.flatnonzero(head.kind < PUNCTUATION)
    if not len(own):
        return [0.0, 0.0]
    words, known = [head.low[t] for t in own.tolist()], (head.row[own] != lexicon().unknown).tolist()
    seen, low = body.has_row.take(head.row[own]).tolist(), body.document.low
    there = sum(has and (told or word in low) for word, told, has in zip(words, known, seen, strict=True))
    lead = set(low[: int(body.document.sentence_bounds[min(2, body.document.n_sentences)])])
    return [there / len(words), sum(word in lead for word in words) / len(words)]

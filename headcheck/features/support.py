"""Support: how much of the headline the body bears out, where, and in how many pieces."""

from __future__ import annotations

import math

import numpy as np

from headcheck.evidence import IDF_CAP, Floats
from headcheck.features.context import Context
from headcheck.features.declare import Feature, from_words
from headcheck.lexicon import lexicon

_R1 = "Lin 2004 (ROUGE)"
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
    Feature("sentences_needed", "sentences it takes to cover the claims, beyond one each", "scattered", 0, 3, "sentences", direction=1),
    Feature("least_claim", "cover of the least supported claim", "unsupported", direction=-1),
    Feature("close_mean", "mean closest vector of the words the body lacks", "unsupported", source="word vectors (MiniLM)", direction=-1),
    Feature("sentence_close", "cosine of the claims with their closest sentences", "paraphrase", -1, 1, "cosine", "after Arora et al. 2017", direction=-1),
    Feature(
        "rest_close",
        "cosine of a claim's unmet words with the unmet words of its best sentence",
        "paraphrase",
        -1,
        1,
        "cosine",
        "after Arora et al. 2017",
        direction=-1,
    ),
    Feature("topic", "headline weight among the body's frequent words", "unsupported", 0, 3, "log count", direction=-1),
    Feature("spread", "sentences between the pieces of evidence", "scattered", 0, 4, "log sentences", direction=1),
    from_words("left_near", "mean", "neighbours in the headline that are near in the best sentence", "scattered", direction=-1),
    from_words("left_far", "mean", "neighbours in the headline that are far apart in the best sentence", "scattered", direction=1),
    from_words("left_turned", "mean", "neighbours that stand in the reverse order", "roles", direction=1),
    from_words("left_turned", "max", "whether any neighbours stand in the reverse order", "roles", direction=1),
    from_words("met_near_evidence", "mean", "weight met only beside the best sentence", "scattered"),
    from_words("met_synonym", "mean", "words met by a synonym", "paraphrase", direction=-1),
    from_words("met_derived", "mean", "words met by a derivation", "paraphrase", direction=-1),
    from_words("met_narrower", "mean", "words met by a narrower word", "paraphrase", direction=-1),
    from_words("met_broader", "mean", "words met by a broader word only", "strength", direction=1),
    from_words("met_broader", "max", "whether any word is met by a broader word only", "strength", direction=1),
    from_words("met_opposite", "max", "whether a word is met by its opposite", "reversed", direction=1),
    from_words("met_body_weaker", "max", "whether the body has a weaker verb", "strength", source="VerbOcean", direction=1),
    from_words("met_body_stronger", "max", "whether the body has a stronger verb", "strength", source="VerbOcean"),
    from_words("met_close", "mean", "closeness of words not met exactly", "paraphrase", source="word vectors (MiniLM)", direction=-1),
    from_words("exact_elsewhere", "mean", "words that stand elsewhere in the body, not in the best sentence", "scattered", direction=1),
    from_words("exact_elsewhere", "max", "whether any word stands only elsewhere", "scattered", direction=1),
    from_words("new_both_met", "max", "whether a new word stands between two met ones", "substituted", direction=1),
    from_words("new_both_met", "mean", "share of new words between met ones", "substituted", direction=1),
    from_words("slot_close", "max", "closeness of a new word to what stands in its place in the body", "substituted", direction=-1),
    from_words("slot_opposite", "max", "whether the body has the opposite in the word's place", "reversed", direction=1),
    from_words("slot_sister", "max", "whether the body has a sister term in the word's place", "substituted", source="WordNet", direction=1),
    from_words("slot_broader", "max", "whether the body has a broader or weaker word in its place", "strength", source="WordNet", direction=1),
    from_words("slot_narrower", "max", "whether the body has a narrower or stronger word in its place", "paraphrase", source="WordNet"),
    from_words("slot_same_class", "max", "whether the body has another word of its class in its place", "substituted"),
    from_words("new_noun", "mean", "nouns the body lacks", "unsupported", direction=1),
    from_words("new_verb", "mean", "verbs the body lacks", "unsupported", direction=1),
    from_words("new_adjective", "mean", "adjectives the body lacks", "unsupported", direction=1),
    from_words("new_adverb", "mean", "adverbs the body lacks", "unsupported", direction=1),
    from_words("apart_verb", "mean", "verbs that stand away from the best sentence", "scattered", direction=1),
    from_words("apart_noun", "mean", "nouns that stand away from the best sentence", "scattered", direction=1),
    from_words("rarity_new", "max", "rarity of the rarest word the body lacks", "unsupported", direction=1),
    from_words("borne", "mean", "how well each word is borne out in its company: match and company, geometric mean", "scattered", direction=-1),
    from_words("borne_missing", "mean", "the same, what is missing of content words", "unsupported", direction=1),
    from_words("fit_own", "mean", "company of each word that stands around it in the body too", "scattered", direction=-1),
    from_words("fit_close", "mean", "closeness of new words to what stands in their company", "paraphrase", source="word vectors (MiniLM)", direction=-1),
    from_words("fit_close", "max", "the same, for the closest", "paraphrase", source="word vectors (MiniLM)", direction=-1),
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
    doubt = np.sort(c.doubt)[::-1]
    operator = c.doubt[a.weight == 0]
    weight = a.weight
    total = max(float(weight.sum()), 1e-6)
    m = a.kind.shape[1]
    n = len(weight)
    if not m or not n:
        top = float(doubt[0]) if n else 0.0
        mean = float(doubt.mean()) if n else 0.0
        return [top, mean, mean, float(np.log1p(n)), 0.0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
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
        float(doubt[0]),
        float(doubt[:3].mean()),
        float(doubt.mean()),
        float(np.log1p((1 / (1 + np.exp(-doubt))).sum())),
        float(operator.max()) if len(operator) else -3.0,
        float(weight @ best) / total,
        float(weight @ near) / total,
        float(weight @ a.by_sentence[:, 0]) / total,
        float(weight @ a.by_sentence.max(axis=1)) / total,
        float(weight @ (c.column("met_exact") > 0)) / total,
        float(weight @ ~new) / total,
        *_forms(c),
        a.new_share,
        float(needed),
        min(claims) if claims else 0.0,
        float(a.closest[new].mean()) if new.any() else 0.5,
        *_closeness(c, total),
        float(weight @ np.log1p(often)) / total,
        float(np.log1p(max(where) - min(where))) if where else 0.0,
    ]


def _closeness(c: Context, total: float) -> list[float]:
    """Closeness of whole claims, and of what is left of claim and sentence when the words that meet are taken out."""
    a = c.alignment
    vectors = lexicon().vectors.take(a.headline.row[a.words], axis=0) * a.weight[:, None]
    met = c.column("met_exact") > 0
    whole = rest = 0.0
    for i, chosen in enumerate(a.chosen):
        mine = np.flatnonzero(a.claim_of == i)
        share = float(a.weight[mine].sum()) / total
        if not chosen or not share:
            continue
        centre = vectors[mine].sum(axis=0)
        whole += share * float((a.body.sentence_vectors @ centre).max()) / _length(centre)
        first, last = a.body.bounds[chosen[0]], a.body.bounds[chosen[0] + 1]
        taken = set(a.met[mine[met[mine]]].tolist())
        left = [j for j in range(first, last) if j not in taken]
        unmet = mine[~met[mine]]
        if left and len(unmet):
            theirs = np.minimum(lexicon().idf[a.body.row[left]], IDF_CAP) @ a.body.vectors[left]
            ours = vectors[unmet].sum(axis=0)
            rest += share * float(ours @ theirs) / (_length(ours) * _length(theirs))
    return [whole, rest]


def _length(vector: Floats) -> float:
    """Length of a vector; that of one without any is taken as 1."""
    return math.sqrt(float(vector @ vector)) or 1.0


def _forms(c: Context) -> list[float]:
    """ROUGE-1 precision of the headline against the body and its first two sentences."""
    head, body = c.alignment.headline, c.alignment.body
    own = [word for word, kind in zip(head.low, head.kind.tolist(), strict=True) if kind < 14]
    if not own:
        return [0.0, 0.0]
    lead = set(body.document.low[: int(body.document.sentence_bounds[min(2, body.document.n_sentences)])])
    return [sum(word in words for word in own) / len(own) for words in (body.forms, lead)]

"""Stance: does the body tell the headline's story at all, and does it affirm it, pass it on unchecked, or call it untrue?

Support asks whether single words are borne out; these features look at the text as a whole (after the Fake News Challenge baselines:
Riedel et al. 2017; Hanselowski et al. 2018).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from headcheck.evidence import IDF_CAP, Body, Floats
from headcheck.features.context import Context
from headcheck.features.declare import Feature
from headcheck.lexicon import lexicon
from headcheck.lexicon.scales import CLASSES, Counted, claim_classes
from headcheck.text import Document

_R = "Riedel et al. 2017"
_H = "Hanselowski et al. 2018"
_Y = "Yu, Li and Wang 2019"
_PRIOR = 3.0  # from a hundred labels of press releases the classes of claims are lost among the other features without it
_LEAD = 3  # sentences
_FULL = 4  # words of a list after which more say no more
_CUES = ("refutation", "unverified", "denial", "hedge", "negation", "report", "unnamed")
_UNTRUE = [_CUES.index(cue) for cue in ("refutation", "denial", "negation")]  # by which a headline calls a story untrue
_KIND = dict(zip(_CUES, ("denial", "attribution", "denial", "hedge", "reversed", "attribution", "attribution"), strict=True))
FEATURES = (
    Feature("whole_cosine", "cosine of headline and body, words weighted by rarity", "unsupported", source=_R),
    Feature("whole_close", "cosine of the mean word vectors of headline and body", "unsupported", -1, 1, "cosine", _H),
    Feature("sentence_close", "cosine of the headline's mean word vector with that of the closest sentence", "unsupported", -1, 1, "cosine", _H),
    Feature("lead_close", "cosine of the headline's mean word vector with that of the first three sentences", "unsupported", -1, 1, "cosine", _H),
    Feature("pairs_kept", "neighbours in the headline that are neighbours in the body", "scattered", source="Lin 2004 (ROUGE-2)"),
    Feature("told_often", "sentences that bear out at least half of the headline", "unsupported"),
    Feature("told_late", "sentences before the first that bears out half of the headline", "unsupported", 0, 4, "log sentences"),
    Feature("lead_exact", "content weight that stands in the first three sentences in some inflection", "unsupported"),
    Feature("lead_best", "content weight borne out by the best of the first three sentences", "unsupported"),
    *(Feature(f"{cue}_in_headline", f"the headline has a word of the list {cue}", _KIND[cue]) for cue in _CUES),
    *(Feature(f"{cue}_in_lead", f"share of the first three sentences with a word of the list {cue}", _KIND[cue]) for cue in _CUES),
    *(Feature(f"{cue}_in_body", f"words of the list {cue} in the body, four or more count as four", _KIND[cue], unit="quarters") for cue in _CUES),
    *(Feature(f"{cue}_near", f"share with a word of the list {cue} of the sentences that tell the headline's story", _KIND[cue]) for cue in _CUES),
    Feature("untrue", "the headline calls a story untrue: it has a word of refutation, denial or negation", "denial"),
    *(Feature(f"{cue}_{where}_untrue", f"{cue}_{where} under such a headline", _KIND[cue]) for where in ("in_lead", "in_body") for cue in _CUES),
    Feature("claim_raised", "class of the headline's claim (none, correlation, hedged cause, cause) above the evidence's", "causal", source=_Y, prior=_PRIOR),
    Feature("claim_lowered", "class of the headline's claim below the evidence's", "causal", source=_Y, prior=_PRIOR),
    Feature("claim_class_gap", "expected class of the headline's claim, less that of the evidence", "causal", -3, 3, "classes", _Y, prior=_PRIOR),
)


def measure(c: Context) -> list[float]:
    """Values of the features above, in order."""
    a, body = c.alignment, profile(c.alignment.body)
    column = [lexicon().column[cue] for cue in _CUES]
    ours = (c.headline_count[column] > 0).astype(float)
    untrue = float(ours[_UNTRUE].any())
    if not len(a.words) or not a.kind.shape[1]:
        return [0.0] * 6 + [4.0, 0.0, 0.0, *ours.tolist(), *_body(body, np.zeros(len(_CUES), np.float32), untrue), 0.0, 0.0, 0.0]
    weight = a.weight
    total = max(float(weight.sum()), 1e-6)
    told = weight @ a.by_sentence / total
    half = np.flatnonzero(told >= 0.5)
    near = told**2 / max(float((told**2).sum()), 1e-9)
    return [
        *_whole(c, body),
        len(half) / len(told),
        float(np.log1p(half[0])) if len(half) else 4.0,
        float(weight @ a.exact[:, : a.body.bounds[min(_LEAD, len(told))]].any(axis=1)) / total,
        float(told[:_LEAD].max()),
        *ours.tolist(),
        *_body(body, near @ body.cued, untrue),
        *_claims(c, body),
    ]


def _body(body: Profile, near: Floats, untrue: float) -> list[float]:
    """What the body has of each list of cues, and the same again under a headline that calls a story untrue.

    There it speaks for the opposite: a body full of doubt goes against a headline that tells the story, and along with one that calls it a hoax.
    """
    there = np.concatenate([body.lead, body.often])
    return [*there.tolist(), *near.tolist(), untrue, *(untrue * there).tolist()]


@dataclass(frozen=True, eq=False)
class Profile:
    """What the features ask of a body, whatever the headline."""

    counts: dict[int, float]  # family -> rarity times damped count
    length: float  # of the vector of counts
    centre: Floats  # (d,) mean word vector, unit length
    centre_lead: Floats  # (d,)
    centres: Floats  # (n_sentences, d)
    pairs: frozenset[tuple[int, int]]  # neighbouring families
    lead: Floats  # (n_cues,)
    often: Floats  # (n_cues,)
    cued: NDArray[np.bool_]  # (n_sentences, n_cues) has a word of the list
    claims: Floats  # (n_sentences, CLASSES) log-odds of the classes of claims


@lru_cache(maxsize=4)
def profile(body: Body) -> Profile:
    """The profile of a body; headlines over one body come one after the other, so few are kept."""
    lex = lexicon()
    count = _counts(body)
    rarity = np.minimum(lex.idf[body.row], IDF_CAP)
    family, first, number = np.unique(body.family, return_index=True, return_counts=True)
    value = (1 + np.log(number)) * rarity[first]
    weighted = body.vectors * rarity[:, None]
    centres = np.zeros((len(count), weighted.shape[1]), np.float32)
    if len(weighted):
        centres[body.filled] = np.add.reduceat(weighted, body.bounds[:-1][body.filled], axis=0)
    row = body.family.tolist()
    return Profile(
        counts=dict(zip(family.tolist(), value.tolist(), strict=True)),
        length=float(np.linalg.norm(value)),
        centre=_unit(weighted.sum(axis=0)),
        centre_lead=_unit(centres[:_LEAD].sum(axis=0)),
        centres=_unit(centres),
        pairs=frozenset(zip(row[:-1], row[1:], strict=True)),
        lead=(count[:_LEAD] > 0).mean(axis=0) if len(count) else np.zeros(len(_CUES), np.float32),
        often=np.minimum(count.sum(axis=0), _FULL) / _FULL,
        cued=count > 0,
        claims=_claim_levels(body.document, body.counted, body.document.sentence_bounds[:-1]),
    )


def _claim_levels(document: Document, counted: Counted, starts: NDArray[np.int32]) -> Floats:
    """Log-odds of the classes of claims for the stretches of tokens that start at ``starts``, shape ``(n, CLASSES)``."""
    if not len(document):
        return np.zeros((0, CLASSES), np.float32)
    known = claim_classes()
    return np.asarray(np.add.reduceat(known.weights(document.row, counted), starts, axis=0) + known.intercept)


def _claims(c: Context, body: Profile) -> list[float]:
    """Class of the headline's claim against that of its surest evidence."""
    a = c.alignment
    theirs = body.claims[c.firsts] if c.firsts else body.claims
    ours = _claim_levels(a.headline, a.counted, np.zeros(1, np.int32))[0]
    expected = _expected(theirs)
    surest = int(expected.argmax())
    gap = int(ours.argmax()) - int(theirs[surest].argmax())
    return [float(gap > 0), float(gap < 0), float(_expected(ours) - expected[surest])]


def _expected(logit: Floats) -> Floats:
    """Expected class."""
    chance = np.exp(logit - logit.max(axis=-1, keepdims=True))
    return np.asarray(chance @ np.arange(CLASSES) / chance.sum(axis=-1))


def _counts(body: Body) -> Floats:
    """Words of each list of cues in each sentence, shape ``(n_sentences, n_cues)``."""
    document = body.document
    if not len(document):
        return np.zeros((0, len(_CUES)), np.float32)
    return np.add.reduceat(_cues().take(document.row, axis=0), document.sentence_bounds[:-1], axis=0)


@lru_cache(maxsize=1)
def _cues() -> Floats:
    lex = lexicon()
    return lex.member[:, [lex.column[cue] for cue in _CUES]].astype(np.float32)


def _whole(c: Context, body: Profile) -> list[float]:
    """Likeness of the whole texts."""
    a = c.alignment
    content = a.weight > 0
    family = a.headline.family[a.words][content].tolist()
    weight = a.weight[content]
    mine: dict[int, float] = {}  # a word said twice has twice the weight
    for f, w in zip(family, weight.tolist(), strict=True):
        mine[f] = mine.get(f, 0.0) + w
    shared = sum(body.counts.get(f, 0.0) * w for f, w in mine.items())
    centre = _unit(a.weight @ lexicon().vectors[a.headline.row[a.words]])
    pairs = list(zip(family[:-1], family[1:], strict=True))
    return [
        shared / max(body.length * float(np.linalg.norm(list(mine.values()))), 1e-9),
        float(body.centre @ centre),
        float((body.centres @ centre).max()),
        float(body.centre_lead @ centre),
        sum(pair in body.pairs for pair in pairs) / len(pairs) if pairs else 0.0,
    ]


def _unit(vectors: Floats) -> Floats:
    """Scaled to length 1; zero stays zero."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9))

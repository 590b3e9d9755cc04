"""Contributions of features gathered by kind, each pointed at headline words and a body sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headcheck.bags import TOKEN
from headcheck.evidence import Alignment
from headcheck.features import FEATURES
from headcheck.features.context import Context
from headcheck.odds import softmax
from headcheck.reasons import kinds
from headcheck.reasons.kinds import ELSEWHERE, PLACED, PRECISE, REST, VAGUE
from headcheck.reasons.pointing import deciding, phrase, spread, whole

FLOOR = 0.08  # log-odds below which a reason is not worth telling
_TRUSTED = 0.8  # a kind's own words must have this much of the blame of the words most to blame, else it points at those


@dataclass(frozen=True)
class Reason:
    """Why a headline scores as it does.

    Attributes
    ----------
    kind : str
        What is at stake: "unsupported", "name", "number", "hedge", "attribution", "plan", "causal", "generalised", "escalated",
        "roles", "reversed", "time", "substituted", "scattered", "denial", "strength", "paraphrase"; "elsewhere", the body
        looks like another article's; "rest", what speaks for the headline,
        or faintly against it, without a word of it to point at; of retrained models also "words", "wording" and "stance".
    headline_span : tuple of (int, int)
        Characters of the headline it points at; all of it for "rest", "wording" and "stance".
    body_span : tuple of (int, int) or None
        Characters of the body sentence that decides it.
    effect : float
        Log-odds it adds to the score (negative: it speaks for the headline).
    text : str
        One plain sentence.
    """

    kind: str
    headline_span: tuple[int, int]
    body_span: tuple[int, int] | None
    effect: float
    text: str


def reasons(context: Context, contributions: NDArray[np.float64], blame: NDArray[np.float64]) -> list[Reason]:
    """Reasons, strongest first; with those too weak to tell, their effects sum to the contributions. A headline without words has none.

    Parameters
    ----------
    context : Context
        The headline over its body.
    contributions : array of shape (n_accuracy_features,)
        Log-odds each feature adds.
    blame : array of shape (n_words,)
        Log-odds of each word of being the one at fault, if any is.
    """
    a = context.alignment
    if not len(a.words):
        return []
    if not len(a.body.at):  # kinds compare, and here is nothing to compare with
        effect = float(contributions.sum())
        if effect >= FLOOR:
            return [_reason(context, "unsupported", effect, list(range(len(a.words))), for_it=False)]
        return [_rest(a, {"unsupported": effect})] if effect <= -FLOOR else []
    share = softmax(blame)
    sums: dict[tuple[str, bool], float] = {}
    for feature, value in zip(FEATURES, contributions.tolist(), strict=True):
        # The vague kinds speak for one part of a headline and against another: each side is a reason of its own.
        key = feature.reason, feature.reason in VAGUE and value > 0
        sums[key] = sums.get(key, 0.0) + value
    against = {kind: effect for (kind, _), effect in sums.items() if effect > 0}
    strange = against.pop(ELSEWHERE, 0.0)
    if 0 < strange < kinds.STRANGE:  # it is learnt from support, and says no more
        against["unsupported"], strange = against.get("unsupported", 0.0) + strange, 0.0
    gathered = _gather(context, against, share)
    main = max(gathered, key=lambda kind: gathered[kind], default="")
    told = _merged(context, [(kind, effect, _against(context, kind, share, main=kind == main)) for kind, effect in gathered.items()], share)
    faint = {kind: effect for kind, effect, _ in told if effect < kinds.FAINT.get(kind, 0.0)}
    out = [_reason(context, kind, effect, rows, for_it=False) for kind, effect, rows in told if effect >= FLOOR and kind not in faint]
    if strange:
        out.append(_whole(a, ELSEWHERE, strange))
    rest: dict[str, float] = {}
    for kind, effect in ((kind, effect) for (kind, _), effect in sums.items() if effect < 0):
        rows = _for(context, kind, share) if effect <= -FLOOR else []
        if rows:
            out.append(_reason(context, kind, effect, rows, for_it=True))
        else:
            rest[kind] = rest.get(kind, 0.0) + effect
    out += [_rest(a, effects) for effects in (rest, faint) if abs(sum(effects.values())) >= FLOOR]
    return sorted(out, key=lambda reason: -abs(reason.effect))


def _whole(a: Alignment, kind: str, effect: float) -> Reason:
    """A reason against the headline as a whole."""
    text = a.headline.text
    return Reason(kind, (0, len(text)), None, effect, kinds.KINDS[kind].against.format(words=f"“{text}”"))


def _rest(a: Alignment, effects: dict[str, float]) -> Reason:
    """What speaks for the headline, or faintly against it, without a word of it to point at, in one reason."""
    text, effect = a.headline.text, sum(effects.values())
    there = {kind: e for kind, e in effects.items() if kinds.may_be_told(a, kind)} or effects
    return Reason(REST, (0, len(text)), None, effect, kinds.together(there, for_it=effect < 0).format(words=f"“{text}”"))


def of_words(a: Alignment, words: dict[str, dict[str, float]]) -> list[Reason]:
    """Reasons that a retrained model has in single words of body and headline, one a side, named after the word that adds most."""
    out = []
    for side, added in words.items():
        effect = sum(added.values())
        if abs(effect) < FLOOR:
            continue
        word = max(added, key=lambda w: added[w] * effect)
        own = side == "headline"
        document = a.headline if own else a.body.document
        at = next((t for t, low in enumerate(document.low) if word in re.findall(TOKEN, low.lower())), None)
        whole = (0, len(a.headline.text))
        sentence = None if own or at is None else document.sentence_span(int(document.sentence[at]))
        where = "headlines" if own else "articles"
        text = f"In the labelled {where}, words such as “{word}” went with a {'higher' if effect > 0 else 'lower'} score."
        out.append(Reason("words", document.span(at, at + 1) if own and at is not None else whole, sentence, effect, text))
    return out


def of_whole(a: Alignment, wording: float, stance: float) -> list[Reason]:
    """Reasons that a retrained model has in how loud the headline is, and in what the body as a whole does with its story.

    Which features these are, `contributions` tells: many of them speak by what is not there, so that no word can be pointed at.
    """
    out = []
    for kind, effect in (("wording", wording), ("stance", stance)):
        if abs(effect) >= FLOOR:
            text = kinds.WHOLE[kind].format(side="higher" if effect > 0 else "lower")
            out.append(Reason(kind, (0, len(a.headline.text)), None, effect, text))
    return out


def _reason(context: Context, kind: str, effect: float, rows: list[int], *, for_it: bool) -> Reason:
    a = context.alignment
    first, last = whole(a, rows)
    span = a.headline.span(first, last)
    sentence = -1 if for_it and kind == "strength" else deciding(a, rows)  # cautious wording is cautious whatever the body says
    said = f"“{a.headline.text[span[0] : span[1]]}”"
    body_span = None if sentence < 0 else a.body.document.sentence_span(sentence)
    return Reason(kind, span, body_span, effect, _capital(kinds.says(context, kind, rows, for_it=for_it).format(words=said)))


def _gather(context: Context, against: dict[str, float], share: NDArray[np.float64]) -> dict[str, float]:
    """Effects against the headline, those of the vague kinds joined to the strongest clear kind that points at the same words."""
    vague = sum(effect for kind, effect in against.items() if kind in VAGUE)
    out = {kind: effect for kind, effect in against.items() if kind not in VAGUE}
    if vague < FLOOR:
        return out | {kind: effect for kind, effect in against.items() if kind in VAGUE}
    peak = _peak(context.alignment, share)
    new = kinds.missing(context.alignment)[peak].all()  # what the body has nothing of is not bold first of all
    clear = [k for k in out if out[k] >= FLOOR and not set(peak).isdisjoint(_against(context, k, share, main=False)) and not (new and k == "strength")]
    kind = max(clear, key=lambda k: out[k]) if clear else max((k for k in against if k in VAGUE), key=lambda k: against[k])
    out[kind] = out.get(kind, 0.0) + vague
    return out


def _merged(context: Context, told: list[tuple[str, float, list[int]]], share: NDArray[np.float64]) -> list[tuple[str, float, list[int]]]:
    """Reasons against the headline; where a kind has no mark on the words pointed at, they are said to be missing, or not borne out."""
    out: dict[str, tuple[float, list[int]]] = {}
    missing = kinds.missing(context.alignment)
    for kind, effect, rows in sorted(told, key=lambda reason: -reason[1]):
        worst = max(rows, key=lambda i: share[i])
        marks = kinds.against(context, kind)[rows]
        marked = marks.all() if kind in PRECISE else marks.any()
        said = "unsupported" if (kind in PLACED and missing[worst]) or not (marked or kind in PLACED or kind in VAGUE) else kind
        known, first = out.get(said, (0.0, rows))
        out[said] = known + effect, first
    return [(kind, effect, rows) for kind, (effect, rows) in out.items()]


def _against(context: Context, kind: str, share: NDArray[np.float64], *, main: bool) -> list[int]:
    """Words that a reason against the headline points at: of those that its kind marks, the ones most to blame.

    The main reason points elsewhere where its kind's words have little of the blame.
    """
    a = context.alignment
    peak = _peak(a, share)
    marked = kinds.against(context, kind)
    if kind in VAGUE or not marked.any():
        return peak
    own = phrase(a, share, marked)
    return peak if main and float(share[own].sum()) < _TRUSTED * float(share[peak].sum()) else own


def _peak(a: Alignment, share: NDArray[np.float64]) -> list[int]:
    """The words most to blame, of all."""
    return phrase(a, share, np.ones(len(share), bool))


def _for(context: Context, kind: str, share: NDArray[np.float64]) -> list[int]:
    """Words that a reason for the headline points at: the longest run of those that bear it out and are not to blame; none where there are none."""
    a = context.alignment
    allowed = kinds.in_favour(context, kind)
    if kind == "unsupported":  # what is borne out is not what is most in doubt
        allowed[_peak(a, share)] = False
    runs = [spread(a, int(i), lambda j: bool(allowed[j]), reach=1 if kind in PRECISE else 2) for i in np.flatnonzero(allowed)]
    return max(runs, key=lambda run: (len(run), -float(share[run].mean())), default=[])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

"""Scoring: one headline, many, or several over one body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headcheck.errors import InputError
from headcheck.evidence import Alignment, Body
from headcheck.features.doubt import WordModel
from headcheck.lexicon import lexicon
from headcheck.model import Judge, LinearHead, default_judge
from headcheck.reading import ALL_NAMES, N_ACCURACY, NAMES, Reading, read_body, read_headline
from headcheck.reasons import reasons
from headcheck.result import Claim, Result, Scores

FEW_WORDS = 40  # a body below this bears little out
VERDICTS = ("accurate", "stretched", "overreaching")
CHUNK = 64  # pairs a worker takes at once


def score(headline: str, body: str, *, judge: Judge | None = None) -> Result:
    """Score one headline over its body.

    Parameters
    ----------
    headline, body : str
        The texts as they were copied; page furniture in the body is found and set aside.
    judge : Judge, optional
        The model; the shipped one by default.

    Returns
    -------
    Result

    Raises
    ------
    InputError
        Where a text is no string, or the headline is empty.
    """
    _check_text("headline", headline)
    _check_text("body", body)
    if not headline.strip():
        raise InputError("headline is empty; give the headline's words")
    return _result(headline, body, read_body(body), judge or default_judge())


def score_many(headlines: Iterable[str], bodies: Iterable[str], *, n_jobs: int = 1, progress: bool = False, judge: Judge | None = None) -> Scores:
    """Score many headlines, each over its body.

    Parameters
    ----------
    headlines, bodies : iterables of str
        Of equal length.
    n_jobs : int
        Processes, as in scikit-learn (-1: all cores).
    progress : bool
        Whether to show a progress bar on standard error.
    judge : Judge, optional
        The model; the shipped one by default.

    Returns
    -------
    Scores

    Raises
    ------
    InputError
        Where lengths differ, or a text is no string or an empty headline; the message names the position.
    """
    pairs = check_pairs(headlines, bodies)
    used = judge or default_judge()
    values, new_share = read_pairs(pairs, judge=used, n_jobs=n_jobs, progress=progress)
    if not pairs:
        empty = np.zeros(0)
        return Scores(empty, empty, np.array([], dtype="<U12"), lambda i: score(*pairs[i], judge=used))
    out = used.accuracy.probability(used.accuracy.logit(values, new_share)[:, 0])
    loud = used.sensationalism.probability(used.sensationalism.logit(values, new_share)[:, 0])
    verdict = np.array(VERDICTS)[np.searchsorted(used.thresholds, out, side="right")]
    return Scores(out, loud, verdict, lambda i: score(*pairs[i], judge=used))


def rank(headlines: Iterable[str], body: str, *, judge: Judge | None = None) -> list[Result]:
    """Score several headlines over one body, which is read once; most faithful first.

    Parameters
    ----------
    headlines : iterable of str
    body : str
    judge : Judge, optional

    Returns
    -------
    list of Result
        Sorted by score; equal scores keep the order given.
    """
    if isinstance(headlines, str):
        raise InputError("headlines must be several strings, not one; use score() for one headline")
    _check_text("body", body)
    texts = list(headlines)
    for i, headline in enumerate(texts):
        _check_text(f"headlines[{i}]", headline)
        if not headline.strip():
            raise InputError(f"headlines[{i}] is empty; give the headline's words")
    read = read_body(body)
    used = judge or default_judge()
    return sorted((_result(headline, body, read, used) for headline in texts), key=lambda result: result.score)


def check_pairs(headlines: Iterable[str], bodies: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of checked texts."""
    for name, given in (("headlines", headlines), ("bodies", bodies)):
        if isinstance(given, str) or not isinstance(given, Iterable):
            raise InputError(f"{name} must be a list or another iterable of strings, not {type(given).__name__}")
    heads, texts = list(headlines), list(bodies)
    if len(heads) != len(texts):
        raise InputError(f"headlines and bodies must be of equal length; there are {len(heads)} headlines and {len(texts)} bodies")
    for i, (headline, body) in enumerate(zip(heads, texts, strict=True)):
        _check_text(f"headlines[{i}]", headline)
        _check_text(f"bodies[{i}]", body)
        if not headline.strip():
            raise InputError(f"headlines[{i}] is empty; give the headline's words")
    return list(zip(heads, texts, strict=True))


def read_pairs(
    pairs: Sequence[tuple[str, str]], *, judge: Judge, with_stance: bool | None = None, n_jobs: int = 1, progress: bool = False
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Feature values, shape ``(n, n_features)``, and shares of new words, shape ``(n,)``; each body is read once.

    ``with_stance`` adds the stance features; by default they are there where the judge weighs them.
    """
    stance = judge.with_stance if with_stance is None else with_stance
    order = sorted(range(len(pairs)), key=lambda i: pairs[i][1])  # neighbours share bodies
    chunks = [order[i : i + CHUNK] for i in range(0, len(order), CHUNK)]
    values = np.zeros((len(pairs), len(ALL_NAMES if stance else NAMES)))
    new_share = np.zeros(len(pairs))
    if n_jobs == 1:
        done: Iterable[tuple[NDArray[np.float64], NDArray[np.float64]]] = (_read_chunk([pairs[i] for i in chunk], judge.words, stance) for chunk in chunks)
    else:
        from joblib import Parallel, delayed

        done = Parallel(n_jobs=n_jobs, return_as="generator")(delayed(_read_chunk)([pairs[i] for i in chunk], judge.words, stance) for chunk in chunks)
    if progress:
        from headcheck.show.progress import bar

        done = bar(done, total=len(chunks), unit="chunk")
    for chunk, (rows, new) in zip(chunks, done, strict=True):
        values[chunk], new_share[chunk] = rows, new
    return values, new_share


def _read_chunk(pairs: list[tuple[str, str]], words: WordModel, stance: bool) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    values = np.zeros((len(pairs), len(ALL_NAMES if stance else NAMES)))
    new_share = np.zeros(len(pairs))
    last: str | None = None
    body: Body | None = None
    for i, (headline, text) in enumerate(pairs):
        if body is None or text != last:
            body, last = read_body(text), text
        reading = read_headline(headline, body, words, with_stance=stance)
        values[i], new_share[i] = reading.values, reading.new_share
    return values, new_share


def _check_text(name: str, text: Any) -> None:
    if not isinstance(text, str):
        raise InputError(f"{name} must be a string, not {type(text).__name__}")


def _result(headline: str, body: str, read: Body, judge: Judge) -> Result:
    reading = read_headline(headline, read, judge.words, with_stance=judge.with_stance)
    head, loud = judge.accuracy, judge.sensationalism
    contributions = head.contributions(reading.values, reading.new_share)[0]
    loud_contributions = loud.contributions(reading.values, reading.new_share)[0]
    intercept = float(head.intercept[0])
    probability = float(head.probability(np.array([intercept + contributions.sum()]))[0])
    loudness = float(loud.probability(np.array([loud.intercept[0] + loud_contributions.sum()]))[0])
    verdict = VERDICTS[int(np.searchsorted(judge.thresholds, probability, side="right"))]

    def fixes() -> list[Any]:
        from headcheck.fixes import propose

        return propose(reading, probability, judge)

    return Result(
        headline=headline,
        body=body,
        score=probability,
        sensationalism=loudness,
        verdict=verdict,
        reasons=reasons(reading.context, contributions[:N_ACCURACY], judge.words.blame(reading.context.words)),
        claims=_claims(reading),
        contributions=_named(head, contributions),
        intercept=intercept,
        warnings=_warnings(reading),
        set_aside=read.document.set_aside,
        sensationalism_contributions=dict(zip(NAMES[N_ACCURACY:], loud_contributions[N_ACCURACY:].tolist(), strict=True)),
        _fixes=fixes,
    )


def _named(head: LinearHead, contributions: NDArray[np.float64]) -> dict[str, float]:
    """Contributions by name; those of wording and stance where the model weighs them."""
    weighed = np.abs(head.weights).sum(axis=(0, 2)) > 0
    return {name: value for i, (name, value) in enumerate(zip(head.names, contributions.tolist(), strict=True)) if i < N_ACCURACY or weighed[i]}


def _claims(reading: Reading) -> list[Claim]:
    a = reading.alignment
    hedge = lexicon().column["hedge"]
    values = lexicon().lists[a.headline.row][:, hedge]
    out = []
    for i, claim in enumerate(a.claims):
        attributed = None
        if claim.speaker is not None:
            attributed = a.headline.words(*claim.speaker)
        evidence = tuple(a.body.document.sentence_span(s) for s in a.chosen[i])
        hedged = claim.question or bool((values[claim.first : claim.last] >= 0.5).any())
        out.append(Claim(a.headline.span(claim.first, claim.last), _support(a, i), evidence, hedged, attributed))
    return out


def _support(a: Alignment, claim: int) -> float:
    """Weight of the claim's words that its evidence bears out, 0 to 1."""
    mine = a.claim_of == claim
    weight = a.weight[mine]
    chosen = a.chosen[claim]
    if not chosen or not weight.sum():
        return 0.0
    return float(np.clip(weight @ a.by_sentence[np.ix_(mine, chosen)].max(axis=1) / weight.sum(), 0.0, 1.0))


def _warnings(reading: Reading) -> list[str]:
    a = reading.alignment
    body, head = a.body.document, a.headline
    out = []
    words = int((body.kind < 14).sum())
    if words < FEW_WORDS:
        aside = " after page furniture was set aside" if body.set_aside else ""
        out.append(f"body has {words} word{'' if words == 1 else 's'}{aside}")
    if int((head.kind < 14).sum()) < 3:
        out.append("headline has fewer than 3 words")
    letters = body.row[body.kind < 14]
    lex = lexicon()
    if len(letters) >= 20 and (letters == lex.unknown).mean() + 0.5 * (not lex.member[letters, lex.column["function"]].mean() > 0.2) > 0.5:
        out.append("not English?")
    return out

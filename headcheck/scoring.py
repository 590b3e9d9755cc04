"""Scoring: one headline, many, or several over one body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headcheck.errors import InputError
from headcheck.evidence import Body
from headcheck.explain import Explanation
from headcheck.features.doubt import WordModel
from headcheck.model import Judge, default_judge
from headcheck.reading import ALL_NAMES, NAMES, read_body, read_headline
from headcheck.result import Result, Scores
from headcheck.text.clean import MOST_WORDS, has_words, headline_excess

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
        Where a text is no string, the headline is empty or has more than 1,000 words, or the body has no words.
    """
    check_headline("headline", headline)
    check_body("body", body)
    return _results([headline], body, read_body(body), (judge or default_judge()).scoring())[0]


def score_many(headlines: Iterable[str], bodies: Iterable[str], *, n_jobs: int = 1, progress: bool = False, judge: Judge | None = None) -> Scores:
    """Score many headlines, each over its body.

    Parameters
    ----------
    headlines, bodies : iterables of str
        Of equal length.
    n_jobs : int or None
        Processes, as in scikit-learn (-1: all cores; None: one).
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
        Where lengths differ, a text is no string, an empty headline, one of more than 1,000 words, or a body without words (the message names the
        position), or `n_jobs` is no number of processes.
    """
    pairs = check_pairs(headlines, bodies)
    used = (judge or default_judge()).scoring()
    values = read_pairs(pairs, judge=used, n_jobs=n_jobs, progress=progress)
    if not pairs:
        empty = np.zeros(0)
        return Scores(empty, empty, np.array([], dtype="<U12"), _OneOf(pairs, used))
    return Scores(*_judged(used, values, pairs), _OneOf(pairs, used))


@dataclass(frozen=True)
class _OneOf:
    """The result of one pair among many, by its place."""

    pairs: list[tuple[str, str]]
    judge: Judge

    def __call__(self, i: int) -> Result:
        return score(*self.pairs[i], judge=self.judge)


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

    Raises
    ------
    InputError
        As `score_many`.
    """
    if isinstance(headlines, str):
        raise InputError("headlines must be several strings, not one; use score() for one headline")
    _check_several("headlines", headlines)
    check_body("body", body)
    texts = list(headlines)
    for i, headline in enumerate(texts):
        check_headline(f"headlines[{i}]", headline)
    if not texts:
        return []
    return sorted(_results(texts, body, read_body(body), (judge or default_judge()).scoring()), key=lambda result: result.score)


def check_pairs(headlines: Iterable[str], bodies: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of checked texts."""
    for name, given in (("headlines", headlines), ("bodies", bodies)):
        _check_several(name, given)
    heads, texts = list(headlines), list(bodies)
    if len(heads) != len(texts):
        raise InputError(f"headlines and bodies must be of equal length; there are {len(heads)} headlines and {len(texts)} bodies")
    for i, (headline, body) in enumerate(zip(heads, texts, strict=True)):
        check_headline(f"headlines[{i}]", headline)
        check_body(f"bodies[{i}]", body)
    return list(zip(heads, texts, strict=True))


def read_pairs(
    pairs: Sequence[tuple[str, str]], *, judge: Judge, with_stance: bool | None = None, n_jobs: int | None = 1, progress: bool = False
) -> NDArray[np.float64]:
    """Feature values, shape ``(n, n_features)``; each body is read once.

    ``with_stance`` adds the stance features; by default they are there where the judge weighs them.
    """
    n_jobs = processes(n_jobs)
    stance = judge.with_stance if with_stance is None else with_stance
    order = sorted(range(len(pairs)), key=lambda i: pairs[i][1])  # neighbours share bodies
    chunks = [order[i : i + CHUNK] for i in range(0, len(order), CHUNK)]
    values = np.zeros((len(pairs), len(ALL_NAMES if stance else NAMES)))
    if n_jobs == 1:
        done: Iterable[NDArray[np.float64]] = (_read_chunk([pairs[i] for i in chunk], judge.words, stance) for chunk in chunks)
    else:
        from joblib import Parallel, delayed

        done = Parallel(n_jobs=n_jobs, return_as="generator")(delayed(_read_chunk)([pairs[i] for i in chunk], judge.words, stance) for chunk in chunks)
    if progress:
        from headcheck.show.progress import bar

        done = bar(done, total=len(chunks), unit="chunk")
    for chunk, rows in zip(chunks, done, strict=True):
        values[chunk] = rows
    return values


def processes(n_jobs: Any) -> int:
    """A checked number of processes; None is one, as in scikit-learn."""
    if n_jobs is None:
        return 1
    if isinstance(n_jobs, bool) or not isinstance(n_jobs, int | np.integer) or n_jobs == 0:
        raise InputError.argument("n_jobs", "a number of processes, -1 for every core, or None for one", n_jobs)
    return int(n_jobs)


def _read_chunk(pairs: list[tuple[str, str]], words: WordModel, stance: bool) -> NDArray[np.float64]:
    values = np.zeros((len(pairs), len(ALL_NAMES if stance else NAMES)))
    last: str | None = None
    body: Body | None = None
    for i, (headline, text) in enumerate(pairs):
        if body is None or text != last:
            body, last = read_body(text), text
        values[i] = read_headline(headline, body, words, with_stance=stance).values
    return values


def check_headline(name: str, text: Any) -> None:
    """Whether a text may be a headline: a string that is not blank, and not so long that it must be a body in the wrong place."""
    _check_text(name, text)
    if not text.strip():
        raise InputError(f"{name} is empty; give the headline's words")
    if n := headline_excess(text):
        raise InputError(f"{name} has {n} words, and a headline at most {MOST_WORDS}; have headline and body changed places?")


def _check_text(name: str, text: Any) -> None:
    if not isinstance(text, str):
        raise InputError(f"{name} must be a string, not {type(text).__name__}")


def _check_several(name: str, given: Any) -> None:
    if isinstance(given, str | Mapping) or not isinstance(given, Iterable) or getattr(given, "ndim", 1) != 1:  # a frame would give its columns' names
        raise InputError(f"{name} must be a list or another flat iterable of strings, not {type(given).__name__}")


def check_body(name: str, text: Any) -> None:
    """Whether a text may be a body: a string with words."""
    _check_text(name, text)
    if not has_words(text):
        raise InputError(f"{name} has no words; give the article's text")


def _results(headlines: Sequence[str], body: str, read: Body, judge: Judge) -> list[Result]:
    """Results of several headlines over one body."""
    readings = [read_headline(headline, read, judge.words, with_stance=judge.with_stance) for headline in headlines]
    values = np.array([reading.values for reading in readings])
    out, loud, verdict = _judged(judge, values, [(headline, body) for headline in headlines])
    return [
        Result(
            headline=headline,
            body=body,
            score=score,
            sensationalism=loudness,
            verdict=said,
            intercept=float(judge.accuracy.intercept[0]),
            set_aside=read.document.set_aside,
            explanation=Explanation(reading, judge, score),
        )
        for headline, reading, score, loudness, said in zip(headlines, readings, out.tolist(), loud.tolist(), verdict.tolist(), strict=True)
    ]


def _judged(judge: Judge, values: NDArray[np.float64], pairs: Sequence[tuple[str, str]]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.str_]]:
    """Score, sensationalism and verdict of each row of features."""
    out, loud = (head.probability(head.logit(values, head.told(pairs))[:, 0]) for head in (judge.accuracy, judge.sensationalism))
    return out, loud, np.array(VERDICTS)[np.searchsorted(judge.thresholds, out, side="right")]

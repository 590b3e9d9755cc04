"""Try the edits that the proposers suggest, keep those that lower the score, and offer the best few."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from headcheck.features import boldness
from headcheck.fixes.cuts import taken_out
from headcheck.fixes.edit import Edit, Fix, applied
from headcheck.fixes.hedges import doubted, hedged, settled
from headcheck.fixes.names import names
from headcheck.fixes.numbers import numbers, numbers_swapped
from headcheck.fixes.roles import roles
from headcheck.fixes.scene import Scene
from headcheck.fixes.small import negated, prepositions, turned
from headcheck.fixes.sources import sourced
from headcheck.fixes.swaps import swapped
from headcheck.fixes.words import animals, in_slot, milder, opposites
from headcheck.model import Judge
from headcheck.reading import Reading, read_headline
from headcheck.reasons import shares

MOST = 5  # fixes offered
LEAST = -1.75  # worth below which an edit is too far-fetched to be tried: of those, one in 150 restored a headline of `seeds/`
TRIED = 18  # edits scored at most
ENOUGH = 8  # edits that lower the score, after which no more are scored
NOTICEABLE = 0.001  # log-odds after calibration by which a score must be lower
FAR = 2.5  # worth behind the best at which a fix is not worth offering
BLAME = 0.5  # what a doubling of blame counts for, in worth
GAIN = 2.5  # what a log-odd of score counts for, in worth
# How much more often than its own worth says an edit of a kind restored a faithful headline of `seeds/`, odd articles; in log-odds, rounded.
_KIND = {"substituted": -0.2, "name": -0.9, "unsupported": -0.8, "attribution": -1.0, "hedge": 0.2, "reversed": 0.4, "strength": 0.3, "roles": 0.8, "time": 0.5}


def propose(reading: Reading, score: float, judge: Judge) -> list[Fix]:
    """Fixes of a headline, best first, at most five.

    Parameters
    ----------
    reading : Reading
        The headline over its body.
    score : float
        Its score.
    judge : Judge
        The model that gave it.
    """
    tried: list[tuple[float, Fix]] = []
    worthy = [(text, edit) for text, edit in ordered(reading, judge).items() if edit.worth >= LEAST]
    for text, edit in worthy[:TRIED]:
        again = read_headline(text, reading.alignment.body, judge.words, with_stance=judge.with_stance)
        told = judge.accuracy.told([(text, reading.alignment.body.document.text)])
        lower = float(judge.accuracy.probability(judge.accuracy.logit(again.values[None], np.array([again.new_share]), told)[:, 0])[0])
        gain = _logit(score) - _logit(lower)
        if gain >= NOTICEABLE:
            tried.append((GAIN * gain + edit.worth, Fix(text, edit.what, edit.kind, (edit.start, edit.end), lower)))
        if len(tried) == ENOUGH:
            break
    tried.sort(key=lambda pair: (-pair[0], pair[1].text))
    return _varied([fix for value, fix in tried if value >= tried[0][0] - FAR])


_OPEN = "'‘“:"  # marks that nothing may end with


def ordered(reading: Reading, judge: Judge) -> dict[str, Edit]:
    """The edits of a headline by the text they give, best founded first."""
    a = reading.alignment
    if not len(a.words) or not len(a.body.filled):
        return {}
    scene = Scene(a, shares(judge.words.blame(reading.context.words, boldness.by_word(a))))
    out: dict[str, Edit] = {}
    for edit in sorted(candidates(scene), key=lambda e: (-e.worth, e.start, e.new)):
        text = applied(a.headline.text, edit)
        if text != a.headline.text and len(text.split()) > 2 and text.count('"') % 2 == a.headline.text.count('"') % 2 and text[-1:] not in _OPEN:
            out.setdefault(text, edit)
    return out


def candidates(scene: Scene) -> Iterator[Edit]:
    """All edits, their worth raised by the blame of the words they change."""
    for edit in _all(scene):
        blame = float(scene.share[list(edit.rows)].sum()) if edit.rows else 0.5 / len(scene.share)
        worth = edit.worth + _KIND.get(edit.kind, 0.0) + BLAME * float(np.log2(max(blame, 1e-3)))
        yield Edit(edit.start, edit.end, edit.new, edit.kind, edit.what, worth, edit.rows)


def _all(scene: Scene) -> Iterator[Edit]:
    yield from numbers(scene)
    yield from numbers_swapped(scene)
    yield from names(scene)
    yield from roles(scene)
    yield from swapped(scene)
    for token in scene.tried:
        yield from in_slot(scene, token)
        yield from opposites(scene, token)
        yield from milder(scene, token)
        yield from animals(scene, token)
    yield from turned(scene)
    yield from prepositions(scene)
    yield from hedged(scene)
    yield from settled(scene)
    yield from doubted(scene)
    yield from negated(scene)
    yield from sourced(scene)
    yield from taken_out(scene)


def _logit(p: float) -> float:
    p = min(max(p, 1e-6), 1 - 1e-6)
    return float(np.log(p / (1 - p)))


def _varied(fixes: list[Fix]) -> list[Fix]:
    """The best few, at most three at one place and at most two that take words out."""
    out: list[Fix] = []
    for fix in fixes:
        if sum(other.kind == fix.kind for other in out) >= _ALIKE.get(fix.kind, MOST):
            continue
        if sum(other.span == fix.span for other in out) == 3:
            continue
        out.append(fix)
    return out[:MOST]


_ALIKE = {"unsupported": 2, "hedge": 2, "roles": 2, "attribution": 1}

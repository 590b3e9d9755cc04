"""Try the edits that the proposers suggest, and offer those that lower the score and are likely to bring the headline back to its body."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np

from headcheck.features import boldness
from headcheck.fixes.cuts import taken_out
from headcheck.fixes.edit import Edit, Fix, applied
from headcheck.fixes.hedges import doubted, hedged, settled
from headcheck.fixes.likelihood import Measured, blame, likelihood
from headcheck.fixes.names import names
from headcheck.fixes.numbers import numbers, numbers_swapped
from headcheck.fixes.roles import roles
from headcheck.fixes.scene import Scene
from headcheck.fixes.small import negated, prepositions, turned
from headcheck.fixes.sources import sourced
from headcheck.fixes.swaps import swapped
from headcheck.fixes.words import animals, in_slot, milder, opposites
from headcheck.model import Judge
from headcheck.odds import softmax
from headcheck.reading import Reading, read_headline

MOST = 5  # fixes offered
TRIED = 30  # edits scored at most
BLAME = 0.5  # what a doubling of blame counts for in the order in which edits are tried


def propose(reading: Reading, score: float, judge: Judge) -> list[Fix]:
    """Fixes of a headline, likeliest first, at most five; none where no edit is likely enough, or the headline is called accurate.

    Parameters
    ----------
    reading : Reading
        The headline over its body.
    score : float
        Its score.
    judge : Judge
        The model that gave it.
    """
    if score < judge.thresholds[0]:
        return []  # nothing is to be mended
    model = likelihood()
    found = [(model.of(values), fix) for fix, values in tried(reading, score, judge) if fix.score < score]
    found = sorted((pair for pair in found if pair[0] >= model.offered), key=lambda pair: (-pair[0], pair[1].text))
    return _varied([fix for _, fix in found])


def tried(reading: Reading, score: float, judge: Judge) -> Iterator[tuple[Fix, list[float]]]:
    """The best founded edits, scored, with what their likelihood is told by."""
    scene = scene_of(reading, judge)
    if scene is None:
        return
    measured = Measured(scene, _logit(score))
    for text, edit in islice(ordered(scene).items(), TRIED):
        again = read_headline(text, reading.alignment.body, judge.words, with_stance=judge.with_stance)
        told = judge.accuracy.told([(text, reading.alignment.body.document.text)])
        after = float(judge.accuracy.probability(judge.accuracy.logit(again.values[None], told)[:, 0])[0])
        yield Fix(text, edit.what, edit.kind, (edit.start, edit.end), after), measured.values(edit, _logit(after))


def scene_of(reading: Reading, judge: Judge) -> Scene | None:
    """What the proposers look at; None where headline or body has nothing to look at."""
    a = reading.alignment
    if not len(a.words) or not len(a.body.filled):
        return None
    return Scene(a, softmax(judge.words.blame(reading.context.words, boldness.by_word(a))))


_OPEN = "'‘“:"  # marks that nothing may end with


def ordered(scene: Scene) -> dict[str, Edit]:
    """The edits of a headline by the text they give, best founded first."""
    headline = scene.head.text
    out: dict[str, Edit] = {}
    for edit in sorted(_all(scene), key=lambda e: (-e.founded - BLAME * blame(e, scene.share), e.start, e.new)):
        text = applied(headline, edit)
        if text != headline and len(text.split()) > 2 and text.count('"') % 2 == headline.count('"') % 2 and text[-1:] not in _OPEN:
            out.setdefault(text, edit)
    return out


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
    """The best few, one at a place and no more of a kind than `_ALIKE`."""
    out: list[Fix] = []
    for fix in fixes:
        if sum(other.kind == fix.kind for other in out) >= _ALIKE.get(fix.kind, MOST):
            continue
        if any(other.span == fix.span for other in out):
            continue
        out.append(fix)
    return out[:MOST]


_ALIKE = {"unsupported": 2, "hedge": 2, "roles": 2, "attribution": 1}

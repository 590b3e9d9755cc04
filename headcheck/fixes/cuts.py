"""Taking out: a modifier, a phrase at the end or a whole claim."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from headcheck.fixes.edit import Edit, replace
from headcheck.fixes.scene import Scene
from headcheck.lexicon import ADJECTIVE, ADVERB, NAME, NOUN, PREPOSITION

_MARKS = ":;.!?"


def taken_out(scene: Scene) -> Iterator[Edit]:
    """What the body does not bear out is left out, where a headline remains."""
    head, a = scene.head, scene.a
    for row in scene.blamed:
        t = int(a.words[row])
        after = t + 1 < len(head) and (head.kind[t + 1] in (NOUN, NAME, ADJECTIVE) if head.kind[t] == ADJECTIVE else True)
        if head.kind[t] in (ADJECTIVE, ADVERB) and t > 0 and after and head.low[t - 1] != "-" and head.low[t + 1 : t + 2] != ["-"]:
            yield replace(scene, t, t + 1, "", "unsupported", -0.3, body=False)
        phrase_start = next((x for x in range(t - 1, max(0, t - 4), -1) if head.kind[x] == PREPOSITION and head.low[x] != "to"), None)
        claim = a.claims[int(a.claim_of[row])]
        if phrase_start is not None and phrase_start - claim.first >= 3 and claim.last - phrase_start <= 6 and claim.last == len(head):
            yield replace(scene, phrase_start, claim.last, "", "unsupported", -0.5, body=False)
    for number, claim in enumerate(a.claims):
        if len(a.claims) < 2 or not claim.content:
            continue
        inside = tuple(np.flatnonzero(a.claim_of == number).tolist())
        rest = [c for c in a.claims if c is not claim and len(c.content) >= 3]
        final = number == len(a.claims) - 1
        apart = final or head.low[claim.last - 1] in _MARKS or head.low[claim.last] in _MARKS
        if inside and rest and apart and not _in_quotes(scene, claim.first, claim.last):
            last = claim.last if final else claim.last + 1
            yield replace(scene, claim.first, last, "", "unsupported", -0.6, body=False, rows=inside)


def _in_quotes(scene: Scene, first: int, last: int) -> bool:
    """Whether leaving the stretch out would tear a quotation."""
    quoted = scene.head.quoted
    return bool(quoted[first]) or bool(quoted[last - 1]) or (last < len(quoted) and bool(quoted[last]))

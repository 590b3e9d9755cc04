"""From two strings to the numbers a linear model reads: the one way that scoring and training share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from headcheck.evidence import Alignment, Body, align
from headcheck.features import FEATURES, STANCE, WORDING, Context, stance, vector, wording
from headcheck.features.doubt import WordModel
from headcheck.features.words import word_features
from headcheck.text import Document, beside, read
from headcheck.text.wrapping import label_end

# The accuracy features, then the wording of the headline.
NAMES: tuple[str, ...] = (*(f.name for f in FEATURES), *(f"wording_{f.name}" for f in WORDING))
N_ACCURACY = len(FEATURES)
# With stance, which only retrained models weigh: what the body as a whole does with the headline's story.
ALL_NAMES: tuple[str, ...] = (*NAMES, *(f"stance_{f.name}" for f in STANCE))


@dataclass(frozen=True, eq=False)
class Reading:
    """A headline read over a body: ``values`` has shape ``(len(NAMES),)``, or that of `ALL_NAMES`."""

    context: Context
    values: NDArray[np.float64]

    @property
    def alignment(self) -> Alignment:
        """How the headline's words are met."""
        return self.context.alignment


def read_body(body: str) -> Body:
    """Read a body once, for any number of headlines."""
    return Body(read(body))


def read_headline(headline: str, body: Body, words: WordModel, *, with_stance: bool = False) -> Reading:
    """Read a headline over a body that has been read."""
    alone, loud = _alone(headline)
    document = beside(alone, body.document)
    alignment = align(document, body)
    rows = word_features(alignment)
    context = Context(alignment, rows, words.doubt(rows))
    whole = [stance.measure(context)] if with_stance else []
    return Reading(context, np.concatenate([vector(context), loud, *whole]))


@lru_cache(maxsize=1024)
def _alone(headline: str) -> tuple[Document, list[float]]:
    """A headline and its wording, whatever the body; in large sets the same headline stands over many bodies. A label is wording, and no claim."""
    document = read(headline, furniture=False)
    bare = read(headline, furniture=False, label=True) if label_end(document.plain) else document
    return bare, wording.measure(document)

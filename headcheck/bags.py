"""Word counts of labelled texts, each different text once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

TOKEN = r"(?u)\w+"
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Bags:
    """Counts (sparse, one row a different text, one column a word) of headlines and bodies, and which of them each row of the table has."""

    words: list[str]
    headlines: Any
    bodies: Any
    headline_of: Ints
    body_of: Ints
    headline_texts: list[str]
    body_texts: list[str]

    @classmethod
    def of(cls, headlines: Sequence[str], bodies: Sequence[str]) -> Bags:
        """Count words once; nothing of this depends on labels."""
        from sklearn.feature_extraction.text import CountVectorizer

        heads, head_of = different(headlines)
        texts, body_of = different(bodies)
        count = CountVectorizer(token_pattern=TOKEN, dtype=np.float32)
        try:
            count.fit([*heads, *texts])
        except ValueError:  # no word in any text
            count.fit(["a"])
        words = count.get_feature_names_out().tolist()
        return cls(words, count.transform(heads), count.transform(texts), head_of, body_of, heads, texts)


def different(texts: Sequence[str]) -> tuple[list[str], Ints]:
    """The different texts, in order of appearance, and the number of each row's."""
    number: dict[str, int] = {}
    of = np.array([number.setdefault(text, len(number)) for text in texts], dtype=np.int64)
    return list(number), of


def parts(n: int, size: int = 5000) -> Iterator[slice]:
    """Slices that cover n rows."""
    return (slice(i, i + size) for i in range(0, n, size))

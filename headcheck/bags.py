"""Word counts of labelled texts, each different text once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from headcheck.text import read

T = TypeVar("T", bound=Hashable)
TOKEN = r"(?u)\w+"
Ints = NDArray[np.int64]


def without_furniture(body: str) -> str:
    """The words of a body in small letters, page furniture and markup left out."""
    return " ".join(read(body).low)


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
        texts = [without_furniture(text) for text in texts]
        count = CountVectorizer(token_pattern=TOKEN, dtype=np.float32)
        try:
            count.fit([*heads, *texts])
        except ValueError:  # no word in any text
            count.fit(["a"])
        words = count.get_feature_names_out().tolist()
        return cls(words, count.transform(heads), count.transform(texts), head_of, body_of, heads, texts)


def different(values: Iterable[T]) -> tuple[list[T], Ints]:
    """The different values, in order of appearance, and the number of each row's."""
    number: dict[T, int] = {}
    of = np.array([number.setdefault(value, len(number)) for value in values], dtype=np.int64)
    return list(number), of


def same_body(bodies: Iterable[str]) -> Ints:
    """Number of each row's body, shape ``(n,)``; bodies that differ only in letter case or spaces are one."""
    return different(" ".join(body.lower().split()) for body in bodies)[1]


def parts(n: int, size: int = 5000) -> Iterator[slice]:
    """Slices that cover n rows."""
    return (slice(i, i + size) for i in range(0, n, size))

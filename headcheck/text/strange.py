"""Words that the lexicon does not know: whose inflections, compounds and derivations they are, and whether they are likely names."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from headcheck.lexicon import ADJECTIVE, NAME, NOUN, VERB, lexicon

_NO_ACCENTS = dict.fromkeys(range(0x300, 0x370))
_SUFFIX = re.compile(r"(?:'s|s'|ies|es|s|ed|ing)$")
_COMMON = re.compile(r"(?:ing|ed|ly|ness|men|ware|ers|y)$")  # endings that names of one word seldom have
_MOST_WORDS = 50_000  # that are remembered
_ANY = (1 << 16) - 1
_NOUNS, _VERBS, _ADJECTIVES = 1 << NOUN | 1 << NAME, 1 << VERB, 1 << ADJECTIVE
# Endings, what stands in their place in the plain form, and what that may be; the first that the lexicon knows counts.
COMPARED = (("ier", "y"), ("ier", "ey"), ("iest", "y"), ("iest", "ey"), ("er", ""), ("er", "e"), ("est", ""), ("est", "e"))  # of adjectives
_ENDINGS = (
    ("'s", "", _ANY),
    ("ies", "y", _NOUNS | _VERBS),
    ("s", "", _NOUNS | _VERBS),
    ("es", "", _NOUNS | _VERBS),
    ("ied", "y", _VERBS),
    ("ed", "e", _VERBS),
    ("ed", "", _VERBS),
    ("ked", "", _VERBS),
    ("ing", "e", _VERBS),
    ("ing", "", _VERBS),
    ("king", "", _VERBS),
    *((ending, plain, _ADJECTIVES) for ending, plain in COMPARED),
)
_INFLECTED = {last: [ending for ending in _ENDINGS if ending[0][-1] == last] for last in "sdgrt"}
# What common words begin with, and what names of places and people end with ("Redford", "Livermore"), so that such an ending makes no compound: written
# down from English at large, and tried on 48 strange words (training/NOTES.md, "Letter case").
_BEGINNINGS = ("anti", "co", "cyber", "fore", "mid", "mis", "non", "out", "over", "post", "pre", "re", "super", "un", "under")
_PLACES = frozenset(
    "beck berg borough bourne bridge brook burn bury cliff combe dale den fell field ford garth gate hall ham haven head hill holm "
    "land ley low man mere mill more mouth pool port shire son stead stone ton view ville water well wick wood worth".split()
)
_PART = 3  # letters that either part of a compound has at least
_COMMON_CAPITALS = 0.3  # share of capitals below which a word is no name
_KINDS = 1 << NOUN | 1 << VERB | 1 << ADJECTIVE


@lru_cache(maxsize=_MOST_WORDS)
def family_of(word: str) -> int | str:
    """Family of the word that this one inflects, or where the lexicon knows none its stem."""
    if not word.isascii():
        word = unicodedata.normalize("NFD", word).translate(_NO_ACCENTS)
    if word[:1].isalpha() and (known := _known_form(word)) is not None:
        return int(lexicon().family[known])
    return _SUFFIX.sub("", word) if len(word) > 4 else word


@lru_cache(maxsize=_MOST_WORDS)
def _known_form(word: str) -> int | None:
    """Row of a word that this one inflects ("apologises", "dearer", "panicked"), None where the lexicon knows none."""
    lex = lexicon()
    for ending, plain, kinds in _INFLECTED.get(word[-1], ()):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            row = lex.number.get(f"{word[: len(word) - len(ending)]}{plain}")
            if row is not None and int(lex.class_mask[row]) & kinds:
                return row
    return lex.number.get(word)


def class_of(word: str) -> int:
    """Part of speech of a word that the lexicon knows in another form or in parts only, 0 where it knows neither."""
    known = _known_form(word)
    if known is None:
        known = _known_part(word)
    return 0 if known is None else int(lexicon().word_class[known])


def likely_class(word: str) -> int:
    """The same, and where the lexicon knows nothing a noun or a name, by the ending."""
    return class_of(word) or (NOUN if _COMMON.search(word) else NAME)


@lru_cache(maxsize=_MOST_WORDS)
def _known_part(word: str) -> int | None:
    """Row of the common word that a compound or derived word ends with ("teatime", "overdid"), None where there is none."""
    beginnings = [len(first) for first in _BEGINNINGS if word.startswith(first)]
    compounds = [i for i in range(_PART, len(word) - _PART + 1) if word[i:].removesuffix("s") not in _PLACES and _common(word[:i]) is not None]
    return next((row for i in beginnings + compounds if len(word) - i >= _PART and (row := _common(word[i:])) is not None), None)


def _common(word: str) -> int | None:
    """Row of a common word, in any inflection."""
    row, lex = _known_form(word), lexicon()
    return row if row is not None and int(lex.class_mask[row]) & _KINDS and lex.capital[row] < _COMMON_CAPITALS else None

"""Sensational wording, whatever the accuracy: read from the headline alone."""

from __future__ import annotations

import re
from math import log1p, tanh

import numpy as np
from numpy.typing import NDArray

from headcheck.features.declare import Feature
from headcheck.lexicon import lexicon
from headcheck.lexicon.styles import style
from headcheck.text import Document
from headcheck.text.spelling import spelling

_C = "Chakraborty et al. 2016"
_B = "Blom and Hansen 2015"
_MOST = 2.0  # log count beyond which more of them tell no more: six
FEATURES = (
    Feature("loaded_max", "most loaded word", "loaded", source="headcheck word list", direction=1),
    Feature("loaded_sum", "loaded words, summed and damped", "loaded", 0, _MOST, "log value", "headcheck word list", direction=1),
    Feature("tabloid_max", "loudest tabloid verb or noun", "tabloid", source="headcheck word list", direction=1),
    Feature("tabloid_sum", "tabloid words, summed and damped", "tabloid", 0, _MOST, "log value", "headcheck word list", direction=1),
    Feature("intensity", "hardest word", "loaded", 0, 1, "quarter of the scale", "headcheck word list", direction=1),
    Feature("forward_reference", "words that point ahead and hold the answer back", "tease", 0, _MOST, "log count", _B, direction=1),
    Feature("opens_forward", "the headline opens with such a word", "tease", source=_B, direction=1),
    Feature("address", "the reader is addressed", "tease", 0, _MOST, "log count", _C, direction=1),
    Feature("listicle", "a number of things, ways, reasons at the start", "tease", source=_C, direction=1),
    Feature("exclamation", "exclamation marks", "punctuation", 0, _MOST, "log count", direction=1),
    Feature("ellipsis", "dots that hold back", "punctuation", direction=1),
    Feature("capitals", "words shouted in capitals", "capitals", 0, _MOST, "log count", direction=1),
    Feature("label", "a shouted label before a colon", "capitals", direction=1),
    Feature("superlative", "strongest superlative", "loaded", source="headcheck word list", direction=1),
    Feature("scare_quotes", "short quotations", "punctuation", 0, _MOST, "log count", direction=1),
    Feature("function_share", "share of function words: chatty headlines have more", "tease", source=_C),
    Feature("contraction", "contracted forms", "tease", 0, _MOST, "log count", _C, direction=1),
    Feature("pun_dash", "a dash that turns", "punctuation", direction=1),
    Feature("question", "a question", "tease", direction=1),
    Feature("teasing_question", "a question that begins with neither a name nor a thing", "tease", direction=1),
    Feature("loud_words", "learnt weight of loud against plain: words, neighbours, and traits of word lists, squashed", "loaded", -1, 1, "tanh", direction=1),
    Feature("clickbait", "learnt weight of clickbait against news: words, neighbours, and the traits above, squashed", "tease", -1, 1, "tanh", _C, direction=1),
)
# Of the traits, how many the learnt weights take in: loud words those that word lists tell, clickbait all but questions.
TAKEN_BY_LOUD, TAKEN_BY_CLICKBAIT = 9, 18
_LIST = re.compile(
    r"\W*(?:the |these |here are )?(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty) (?:\w+ ){0,3}"
    r"(?:things|ways|reasons|times|people|facts|photos|pictures|tips|signs|questions|tweets|gifs|products|ideas|recipes)\b",
    re.IGNORECASE,
)
_SINGLE_QUOTED = re.compile(r"(?<!\w)'[^']{3,40}'(?!\w)")


def measure(headline: Document) -> list[float]:
    """Values of the features, in order."""
    if not len(headline):
        return [0.0] * len(FEATURES)
    own, spelt = traits(headline), spelling(headline)
    return [*own, *(squash(style(name).logit(spelt, own)) for name in ("loud", "clickbait"))]


def squash(logit: float) -> float:
    """Log-odds between -1 and 1: beyond a point, more of the same says no more."""
    return tanh(2 * logit)


def traits(headline: Document) -> list[float]:
    """Values of all features but the learnt ones; the headline has at least one token."""
    lex = lexicon()
    column = lex.column
    values, member = lex.lists.take(headline.row, axis=0), lex.member.take(headline.row, axis=0)
    low, plain = headline.low, headline.plain[: int(headline.end[-1])]
    letters = [plain[a:b] for a, b in zip(headline.start.tolist(), headline.end.tolist(), strict=True)]
    words = [w for w in letters if w[0].isalpha()]
    # A headline all in capitals is a house style, not a shout.
    shouted = [w for w in words if len(w) >= 3 and w.isupper() and w.lower() in lex.number and lex.capital[lex.number[w.lower()]] < 0.8]
    all_caps = len(words) > 3 and sum(w.isupper() for w in words) > 0.8 * len(words)
    most, total, count = values.max(axis=0).tolist(), values.sum(axis=0).tolist(), member.sum(axis=0).tolist()
    opens = bool(member[0, column["forward_reference"]])
    question = "?" in low
    label = ":" in low[1:4] and letters[0].isupper() and len(letters[0]) > 3 and not all_caps
    quotes = plain.count('"') // 2 + len(_SINGLE_QUOTED.findall(plain))
    return [
        most[column["loaded"]],
        _damped(total[column["loaded"]]),
        most[column["tabloid"]],
        _damped(total[column["tabloid"]]),
        most[column["intensity"]] / 4,
        _damped(count[column["forward_reference"]]),
        float(opens),
        _damped(count[column["address"]]),
        float(bool(_LIST.match(plain))),
        _damped(low.count("!")),
        float("..." in low or "…" in low),
        0.0 if all_caps else _damped(len(shouted)),
        float(label),
        most[column["superlative"]],
        _damped(quotes),
        count[column["function"]] / max(1, headline.n_words),
        _damped(sum("'" in w[1:-1] for w in low)),
        float(" - " in plain),
        float(question),
        float(question and (bool(member[0, column["function"]]) or opens)),
    ]


def _damped(count: float) -> float:
    """Logarithm of a count or sum, beyond a point the same."""
    return min(log1p(count), _MOST)


def vector(headline: Document) -> NDArray[np.float64]:
    """Values of the features, shape ``(len(FEATURES),)``."""
    return np.array(measure(headline), dtype=np.float64)

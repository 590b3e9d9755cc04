"""What a headline asserts: its clauses, who is said to say them, and whether they are asked rather than told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile

import numpy as np

from headcheck import inflect
from headcheck.lexicon import ADJECTIVE, AUXILIARY, DETERMINER, NAME, NOUN, NUMBER, PRONOUN, PUNCTUATION, VERB, lexicon
from headcheck.text import Document
from headcheck.text.quantity import DAYS

# Conjunctions that join two claims in a headline, and marks that part them.
_JOINTS = frozenset("as after amid while but despite because when following before although though since".split())
_SPANNED = frozenset(["after", "before"])  # joints that may have a length of time before them
_SPANNING = frozenset("just only nearly almost over about few".split())
_LISTENERS = frozenset("reporters court inquiry inquest tribunal hearing jury mps lawmakers fans parents".split())
_TOLD = frozenset("told warned urged advised reminded assured".split())  # what is done to listeners, where no speaker stands before: "..., drivers warned"
_DEEDS = frozenset(["admit", "confess"])  # of fraud: no source, but what the headline tells
_TELLING = frozenset("study report survey poll review research inquiry analysis trial paper".split())  # what speaks for its authors
FINDING = frozenset("find finds found hear hears heard show shows showed".split())  # what such as these do says whose claim it is: "study finds"
_FLOURISH = {"!": 3, "?": 2}  # most content words of a cry or a tease that asserts nothing ("Hold the hype!")
_MARKS = frozenset([":", ";", "?", "!", ".", "...", "…", "|"])
_SO = frozenset(["not", "be", "twice", "is", "are", "n't", "just"])  # what stands before "as bad for teenagers as"
_NEXT, _FAR = 3, 6  # tokens from the first "as" to the second: at most, and behind those words
_OPENS = {'"': '"', "'": "'", ")": "("}  # by the mark that closes


@dataclass(frozen=True)
class HeadlineClaim:
    """Tokens ``first`` to ``last - 1`` of a headline make one claim."""

    first: int
    last: int
    content: tuple[int, ...]  # tokens that must be borne out
    speaker: tuple[int, int] | None  # tokens that name who says it
    question: bool
    quoted: bool


@lru_cache(maxsize=1)
def _columns() -> tuple[int, int, int]:
    column = lexicon().column
    return column["function"], column["report"], column["unnamed"]


@lru_cache(maxsize=1)
def _names_something() -> np.ndarray:
    """Which words of the lexicon are no function words."""
    return np.ascontiguousarray(~lexicon().member[:, _columns()[0]])


def content_tokens(document: Document) -> np.ndarray:
    """Mask, shape ``(n_tokens,)``: words that name something and so can be borne out or not."""
    return np.asarray(_names_something().take(document.row) & (document.kind < PUNCTUATION))


def split_claims(headline: Document) -> list[HeadlineClaim]:
    """The claims of a headline, in order; at least one where it has any content word."""
    low, n = headline.low, len(headline)
    content = content_tokens(headline)
    cuts = _cuts(headline, content)
    pieces = _join_poor([(a, b) for a, b in zip(cuts, [*cuts[1:], n]) if b > a], content)
    claims: list[HeadlineClaim] = []
    label: tuple[int, int] | None = None
    for a, b in pieces:
        if low[b - 1] == ":" and _is_speaker(headline, a, b - 1) and b < n and label is None:
            label = (a, b - 1)
            continue
        speaker = _speaker_inside(headline, a, b) or label
        label = None
        said = set(range(*speaker)) if speaker else set()
        inside = tuple(i for i in range(a, b) if content[i] and i not in said)
        if not inside and speaker is None:
            continue
        end = b - 1 if b - a > 1 and headline.kind[b - 1] == PUNCTUATION and not _belongs(headline, a, b - 1) else b
        claims.append(HeadlineClaim(a, end, inside, speaker, _asked(headline, a, b), bool(headline.quoted[a:b].any())))
    claims = [claim for claim in _with_speaker_behind(headline, _with_name_behind(headline, claims)) if not _flourish(headline, claim, claims)]
    if not claims and content.any():
        claims.append(HeadlineClaim(0, n, tuple(np.flatnonzero(content).tolist()), None, "?" in low, False))
    return claims


def _cuts(headline: Document, content: np.ndarray) -> list[int]:
    """Tokens that open a piece: the first, those at a joint that parts two claims, those behind a mark."""
    low, n = headline.low, len(headline)
    compared = _compared(headline)
    cuts = [0]
    for i, word in enumerate(low):
        if i and word in _JOINTS and i not in compared and _clause_follows(content, i):
            cuts.append(_with_span(headline, i))
        elif word in _MARKS and i + 1 < n and not (word == "." and headline.sentence[i] == headline.sentence[i + 1]):  # "Rep. Ryan"
            closes = low[i + 1] in _OPENS and low[: i + 1].count(low[i + 1]) % 2 == 1 and i + 2 < n  # a quotation with the mark inside
            cuts.append(i + 2 if closes else i + 1)
        elif word == "-" and 0 < i < n - 1 and headline.start[i] > headline.end[i - 1] and headline.start[i + 1] > headline.end[i]:
            cuts.append(i + 1)
    return cuts


def _with_span(headline: Document, joint: int) -> int:
    """Where a clause opens whose joint has a length of time before it: "a week before the vote", "two days after arrest"."""
    low, kind = headline.low, headline.kind
    if low[joint] not in _SPANNED or joint < 2 or low[joint - 1] not in DAYS:
        return joint
    first = joint - 1
    while first > 1 and (kind[first - 1] in (NUMBER, DETERMINER) or low[first - 1] in _SPANNING):
        first -= 1
    return first


def _asked(headline: Document, first: int, last: int) -> bool:
    """Whether a question mark is among the marks that close a claim: "?", "?!"."""
    marks = takewhile(lambda i: headline.kind[i] == PUNCTUATION, range(last - 1, first - 1, -1))
    return any(headline.low[i] == "?" for i in marks)


def _belongs(headline: Document, first: int, mark: int) -> bool:
    """Whether a mark at the end belongs to the claim: a per cent sign, or the end of a quotation that opens inside."""
    low = headline.low
    opens = _OPENS.get(low[mark])
    return low[mark] == "%" or (opens is not None and low[first:mark].count(opens) % 2 == 1)


def _compared(headline: Document) -> set[int]:
    """Places of "as" that compare: "as accurate as surgery", "as well as", "not as bad for teenagers as"."""
    low = headline.low
    out: set[int] = set()
    places = [i for i, word in enumerate(low) if word == "as"]
    for i, j in zip(places, places[1:]):
        most = _FAR if i and low[i - 1] in _SO else _NEXT
        if 2 <= j - i <= most and headline.kind[i + 1] not in (NOUN, NAME, PRONOUN, DETERMINER):
            out |= {i, j}
    return out


def _with_name_behind(headline: Document, claims: list[HeadlineClaim]) -> list[HeadlineClaim]:
    """A quotation is said by the name behind its dash: "'The bridge is safe' - Anne Smith"."""
    if len(claims) < 2:
        return claims
    said, name = claims[-2:]
    only = all(headline.kind[i] == NAME for i in range(name.first, name.last)) and name.last - name.first <= 4
    quoted = said.quoted or headline.low[said.first] in {"'", '"'}
    if quoted and said.speaker is None and only and not name.quoted and headline.low[name.first - 1] == "-":
        return [*claims[:-2], replace(said, speaker=(name.first, name.last))]
    return claims


def _with_speaker_behind(headline: Document, claims: list[HeadlineClaim]) -> list[HeadlineClaim]:
    """A speaker named at the end has said what comes before a joint too: "Trump will pay | before the vote, Pence says"."""
    out = list(claims)
    for k in range(len(out) - 1, 0, -1):
        claim, before = out[k], out[k - 1]
        behind = claim.speaker is not None and claim.speaker[0] > claim.first
        if behind and before.speaker is None and before.last == claim.first and _JOINTS.intersection(headline.low[claim.first : claim.first + 4]):
            out[k - 1] = replace(before, speaker=claim.speaker)
    return out


def _flourish(headline: Document, claim: HeadlineClaim, claims: list[HeadlineClaim]) -> bool:
    """Whether a piece only calls or teases beside a claim that says something.

    It has few words before "!" or "?", names nothing and nobody, counts nothing, and has no subject with its verb.
    """
    after = headline.low[claim.last] if claim.last < len(headline) else ""
    if len(claim.content) > _FLOURISH.get(after, -1) or claim.speaker or claim.quoted:
        return False
    kinds = headline.kind[claim.first : claim.last].tolist()
    if {NAME, NUMBER, AUXILIARY} & set(kinds) or any(pair == (NOUN, VERB) for pair in zip(kinds, kinds[1:])):
        return False
    return any(len(other.content) >= 3 for other in claims if other is not claim)


def _clause_follows(content: np.ndarray, i: int) -> bool:
    """Whether what comes after a joint is big enough to be a claim of its own ("as X does Y", not "as mayor")."""
    rest = content[i + 1 :].sum()
    return bool(content[:i].sum() >= 2 and rest >= 2)


def _join_poor(pieces: list[tuple[int, int]], content: np.ndarray) -> list[tuple[int, int]]:
    """Join pieces without a content word to the piece before them."""
    out: list[tuple[int, int]] = []
    for a, b in pieces:
        if out and not content[a:b].any():
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


def _is_speaker(headline: Document, a: int, b: int) -> bool:
    """Whether the words before a colon name who speaks and say no more: "Mayor Anne Smith", "Bank of England", "Officials say", "New study"."""
    if not 0 < b - a <= 5:
        return False
    lex = lexicon()
    low, kind = headline.low, headline.kind
    report, unnamed = (lex.member[headline.row[a:b], column].tolist() for column in _columns()[1:])
    if any(report[:-1]) and not any(unnamed):  # "Smith claims aliens landed"
        return False
    end = b - 1 if report[-1] and b - a > 1 else b
    if any(kind[i] in (VERB, AUXILIARY) or _acts(headline, i, a) for i in range(a, end)):
        return False
    if low[b - 1] in _TELLING or any(report) or any(unnamed) or _speaks(headline, b):
        return True
    named = [i for i in range(a, end) if kind[i] == NAME]
    joined = all(kind[i] not in (NOUN, ADJECTIVE) for i in range(named[0], named[-1])) if named else False
    after = named[-1] + 1 if named else end
    return bool(named) and joined and (after == end or not low[after][0].isalnum() or low[after] in {"on", "to", "of"})


def _speaks(headline: Document, b: int) -> bool:
    """Whether words without a name are somebody who can speak: "Police", "Bridge engineers"."""
    return bool(lexicon().member[headline.row[b - 1], lexicon().column["speaker"]]) and headline.kind[b - 1] != VERB


def _acts(headline: Document, i: int, first: int) -> bool:
    """Whether a noun after another word may be the verb of it: "Mob attacks Smith"."""
    return i > first and headline.kind[i] == NOUN and inflect.third_person(headline.low[i])


def _named(headline: Document, a: int, b: int) -> bool:
    """Whether some words are a name and nothing else."""
    return b > a and all(headline.kind[i] == NAME for i in range(a, b))


def _speaker_inside(headline: Document, a: int, b: int) -> tuple[int, int] | None:
    """Speaker of "..., says X", "..., X says", "X says ..." and "according to X" inside one piece."""
    lex = lexicon()
    report = lex.member[headline.row, _columns()[1]]
    telling = lex.member[headline.row, lex.column["speaker"]] | lex.member[headline.row, lex.column["unnamed"]]
    for i in range(a, b):
        found = _who_finds(headline, a, i, b, telling) if headline.low[i] in FINDING else None
        if found is None and report[i]:
            found = _who_reports(headline, a, i, b, telling)
        if found is not None:
            return found
    return None


def _who_finds(headline: Document, a: int, i: int, b: int, telling: np.ndarray) -> tuple[int, int] | None:
    """Who is said to find what tokens ``a`` to ``b - 1`` tell, by a verb of finding at ``i``."""
    low = headline.low
    comma = _comma_before(low, a, i)
    last = all(headline.kind[j] == PUNCTUATION for j in range(i + 1, b))
    if comma is not None and last and (telling[comma + 1 : i].any() or not _TELLING.isdisjoint(low[comma + 1 : i]) or _named(headline, comma + 1, i)):
        return comma + 1, i + 1  # "..., study of 2,000 adults finds"
    if a < i <= a + 4 and low[i - 1] in _TELLING and b - i > 3:
        return a, i + 1  # "Small study shows coffee ..."
    return None


def _who_reports(headline: Document, a: int, i: int, b: int, telling: np.ndarray) -> tuple[int, int] | None:
    """Who is said to say what tokens ``a`` to ``b - 1`` tell, by a word of saying at ``i``."""
    low, kind = headline.low, headline.kind
    if low[i] == "according" and i + 2 < b:
        return i, min(b, i + 7)
    if kind[i] not in (VERB, AUXILIARY) or low[i + 1 : i + 2] == ["to"]:
        return None  # "Apple said to be buying"
    if inflect.base(low[i]) in _DEEDS and not any(kind[j] in (VERB, AUXILIARY) for j in range(i + 1, b)):
        return None
    rest = b - i - 1
    if i > a and low[i - 1] in {",", "'", '"'} and 0 < rest <= 5:
        return i, b
    comma = _comma_before(low, a, i)
    if comma is not None and _only_time_or_listeners_follow(headline, i, b):
        if low[i] in _TOLD and (low[i] == "told" or not telling[comma + 1 : i].any() and not _named(headline, comma + 1, i)):
            return None  # "..., residents told"
        return comma + 1, i + 1  # "..., police said Monday"
    head = i - a
    said = bool(lexicon().says[headline.row[i]])
    if said and 0 < head <= 4 and rest >= 3 and all(kind[j] in (NOUN, NAME, PRONOUN, ADJECTIVE, DETERMINER) or low[j] == "." for j in range(a, i)):
        return a, i + 1
    after = kind[i + 1 : b].tolist()
    finite = low[i - 1] != "to" and kind[i - 1] != AUXILIARY  # "forced to admit fraud"
    if finite and said and 0 < rest <= 4 and head >= 3 and set(after) <= {NOUN, NAME, ADJECTIVE, DETERMINER, PUNCTUATION} and min(after) < PUNCTUATION:
        return i, b
    return None


def _comma_before(low: list[str], a: int, i: int) -> int | None:
    """The last comma a few tokens before the verb at ``i``, with a word between."""
    return next((j for j in range(i - 2, max(a, i - 7), -1) if low[j] == ","), None)


def _only_time_or_listeners_follow(headline: Document, i: int, b: int) -> bool:
    """Whether a verb of saying closes its piece, but for when it was said or to whom: "police said Monday", "he tells the inquiry"."""
    low, kind, behind = headline.low, headline.kind, range(i + 1, b)
    if inflect.base(low[i]) == "tell" and len(behind) <= 3 and all(kind[j] in (NOUN, NAME, ADJECTIVE, PUNCTUATION) for j in behind):
        return True
    timed = lexicon().member[headline.row, lexicon().column["time"]]
    return all(kind[j] >= PUNCTUATION or timed[j] or low[j] in _LISTENERS for j in behind)

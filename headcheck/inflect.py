"""Forms of a word: put another word into the form that the first one has, from the families of inflections of the lexicon."""

from __future__ import annotations

import re
from functools import lru_cache

from headcheck.lexicon import VERB, lexicon

_VOWELS = frozenset("aeiou")
FINITE_BE = frozenset(["is", "are", "was", "were"])
# Plain forms of the verbs whose forms the lexicon has in no one family.
_PLAIN = {
    **dict.fromkeys([*FINITE_BE, "am", "be", "been", "being"], "be"),
    **dict.fromkeys(["has", "had"], "have"),
    **dict.fromkeys(["does", "did"], "do"),
}
_PLURAL = re.compile(r"(?<=[sc]h)es$|(?<=ss)es$|(?<=x)es$|(?<!s)s$")
UNCHANGED = frozenset("hit cut shut put hurt set let cost spread cast burst split bid shed thrust upset".split())  # past and participle like the plain form
_AS_BASE = frozenset(["came", "became", "ran", "overcame"])


@lru_cache(maxsize=1)
def _members() -> dict[int, tuple[str, ...]]:
    """Words of each family, most common first."""
    lex = lexicon()
    out: dict[int, list[str]] = {}
    for word, row in lex.number.items():
        out.setdefault(int(lex.family[row]), []).append(word)
    return {family: tuple(sorted(words, key=lambda w: (float(lex.idf[lex.number[w]]), w))) for family, words in out.items()}


def family(word: str) -> tuple[str, ...]:
    """The inflections of a word, itself among them; only itself where the lexicon does not know it."""
    lex = lexicon()
    row = lex.number.get(word)
    return (word,) if row is None else _members()[int(lex.family[row])]


def words_of(number: int) -> tuple[str, ...]:
    """The words of a family by its number."""
    return _members().get(number, ())


def base(word: str) -> str:
    """The plain form of a verb or noun: "cuts" gives "cut", "went" gives "go"."""
    if word in _PLAIN:
        return _PLAIN[word]
    own = [w for w in family(word) if w not in _PLAIN]
    for w in sorted(own, key=len):
        if len(w) > 1 and any(other in own for other in (f"{w}ing", f"{w[:-1]}ing" if w.endswith("e") else "", f"{w}{w[-1]}ing")):
            return w
    for w in sorted(own, key=len):
        if f"{w}s" in own or f"{w}es" in own or (w.endswith("y") and f"{w[:-1]}ies" in own):
            return w
    return word


def form(word: str) -> str:
    """Which form a word has: "base", "s", "ing", "ed" (all that is irregular too), "er", "est", "ly"."""
    plain = base(word)
    if word == plain:
        return "base"
    for ending in ("ing", "est", "er", "ly"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return ending
    return "s" if word.endswith("s") and not word.endswith("ss") else "ed"


def like(word: str, model: str) -> str | None:
    """The inflection of `word` that has the form of `model`; None where the lexicon has none, and an unknown word as it is."""
    wanted = form(model)
    plain = base(word)
    if wanted == "base":
        return plain
    own = family(word)
    fitting = sorted((w for w in own if w != plain and form(w) == wanted), key=lambda w: w != third(plain))
    if fitting:
        return fitting[0]
    if len(own) > 1 or word in lexicon().number:
        return None
    return word


def third(word: str) -> str:
    """Third person singular of a plain verb."""
    irregular = {"be": "is", "have": "has", "do": "does", "may": "may", "could": "could", "might": "might"}
    if word in irregular:
        return irregular[word]
    if word.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{word}es"
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2:-1] not in _VOWELS else f"{word}s"


def participle(word: str) -> str:
    """The -ing form of a plain verb."""
    own = [w for w in family(word) if w.endswith("ing")]
    if own:
        return own[0]
    return f"{word[:-1]}ing" if word.endswith("e") and not word.endswith("ee") else f"{word}ing"


def past_participle(word: str) -> str:
    """What follows "have", from a past form: "took" gives "taken", "picked" stays."""
    plain = base(word)
    if word in _AS_BASE:
        return plain
    past = [w for w in family(word) if w != plain and form(w) == "ed"]
    return next((w for w in past if w.endswith(("en", "wn", "ne", "un", "ung", "unk", "um"))), word)


def plural(word: str) -> bool:
    """Whether a noun looks plural."""
    if word in {"police", "people", "men", "women", "children", "mice", "geese", "feet", "teeth", "sheep", "cattle"}:
        return True
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


def singular(noun: str) -> str:
    """A noun without its plural; what else a family has ("presides" of "president") is no form of it."""
    return noun[:-3] + "y" if noun.endswith("ies") else noun[:-3] + "man" if noun.endswith("men") else _PLURAL.sub("", noun)


def many(noun: str) -> str | None:
    """The plural of a noun, None where the lexicon knows none."""
    if plural(noun):
        return noun
    return next((w for w in family(noun) if w != noun and w.endswith("s") and plural(w)), None)


def with_many(verb: str) -> str:
    """A finite verb as it stands after a plural subject: "wants" gives "want", "is" gives "are"."""
    return {"is": "are", "was": "were", "has": "have", "does": "do"}.get(verb, base(verb) if form(verb) == "s" else verb)


def can_be(word: str, kind: int) -> bool:
    """Whether the lexicon knows a word as a noun (``NOUN``), a verb (``VERB``) and so on."""
    row = lexicon().number.get(word)
    return row is not None and bool(int(lexicon().class_mask[row]) >> kind & 1)


def third_person(word: str) -> bool:
    """Whether a word that looks like a plural may be a verb: "attacks" in "Mob attacks Smith"."""
    return form(word) == "s" and can_be(base(word), VERB)

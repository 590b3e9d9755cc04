"""Make `headcheck/lexicon/words.npz`: the numbers that headcheck knows of each English word.

    python -m training.resources

Sources (licences in `../shared/data/README.md` and in `headcheck/lexicon/NOTICE.md`): word order and MiniLM word vectors,
WordNet 3.1, PPDB and VerbOcean relations, UD English EWT, and document frequencies counted over the public news sets.
Only numbers and relations between words are kept. Same inputs give the same bytes.
"""

from __future__ import annotations

import gzip
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from nltk.stem.snowball import EnglishStemmer

from headcheck import lexicon
from headcheck.lexicon.lists import NAMES, read_list
from headcheck.text.clean import clean
from headcheck.text.document import MOSTLY_CAPITAL
from headcheck.text.strange import COMPARED
from headcheck.text.tokens import spans
from training import data, described

MARKS = list(".,\"'()-:;!?…$£€%&/[]*#@+•|") + ["..", "...", "....", "'s"]
SIZE = 40_000  # words kept, most frequent first; of the rarer ones those that WordNet knows as common words
RIDGE = 10.0  # penalty of the guess at vectors of rarer words
DIMENSIONS = 64  # of the word vectors
ALIKE = 0.5  # closeness from which two words of one stem are forms of one word, though no regular ones
KIN = 0.25  # closeness from which they are at least derived from each other
NAMED = 0.5  # difference of shares of capitals from which one of two words is a name
OUT = data.ROOT / "headcheck" / "lexicon" / "words.npz"
KINDS = {
    "synonym": lexicon.SYNONYM, "derived": lexicon.DERIVED, "narrower": lexicon.NARROWER, "broader": lexicon.BROADER,
    "opposite": lexicon.OPPOSITE, "weaker": lexicon.WEAKER, "stronger": lexicon.STRONGER,
}  # fmt: skip
CLASSES = {
    "NOUN": lexicon.NOUN, "PROPN": lexicon.NAME, "VERB": lexicon.VERB, "ADJ": lexicon.ADJECTIVE, "ADV": lexicon.ADVERB, "NUM": lexicon.NUMBER,
    "AUX": lexicon.AUXILIARY, "PRON": lexicon.PRONOUN, "DET": lexicon.DETERMINER, "ADP": lexicon.PREPOSITION, "CCONJ": lexicon.CONJUNCTION,
    "SCONJ": lexicon.CONJUNCTION, "PART": lexicon.PARTICLE, "INTJ": lexicon.OTHER,
}  # fmt: skip
# Endings of inflected forms, and what the plain form has in their place.
INFLECTIONS = (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"))
OTHER_ENDINGS = (
    ("er", ""), ("er", "e"), ("ier", "y"), ("est", ""), ("est", "e"), ("iest", "y"), ("ly", ""), ("ily", "y"), ("ly", "le"), ("'s", ""),
)  # fmt: skip
AMERICAN = (  # spellings by the British ones
    (re.compile(r"isation"), "ization"),
    (re.compile(r"is(e|ed|es|ing|er|ers)$"), r"iz\1"),
    (re.compile(r"our(ed|ing|s|ful|ite|ites|able)?$"), r"or\1"),
    (re.compile(r"yse(d|s)?$"), r"yze\1"),
    (re.compile(r"(ll)(ed|ing|er)$"), r"l\2"),
)


def news_bodies() -> list[str]:
    """Bodies of the news sets, each once."""
    texts = [row["articleBody"] for row in data.rows("fnc1/train_bodies.csv")]
    texts += [row["body"] for row in data.json_lines("polnear/articles.jsonl")]
    texts += [row["body"] for row in data.rows("health_news/articles.csv")]
    seen = {row["doc_id"]: row["body"] for row in data.rows("xsumfaith/xsumfaith.csv")}
    return texts + list(seen.values()) + [row["body"] for row in data.rows("defacto/defacto.csv")]


def count_words(texts: list[str]) -> tuple[Counter, Counter, Counter]:
    """Documents each word is in, and how often it stands inside a sentence, and capitalised there."""
    documents: Counter = Counter()
    inside: Counter = Counter()
    capital: Counter = Counter()
    for text in texts:
        plain, _ = clean(text)
        words = [plain[a:b] for a, b in spans(plain)]
        documents.update({word.lower() for word in words})
        for before, word in zip(words, words[1:]):
            if before[0].isalpha() or before in {",", "-"}:
                low = word.lower()
                inside[low] += 1
                capital[low] += word[0].isupper()
    return documents, inside, capital


def lemmas() -> dict[str, str]:
    """Plain form of a form: irregular ones from our list, others as UD English EWT has them most often, where that is no slip of its own."""
    counts: dict[str, Counter] = defaultdict(Counter)
    every: Counter = Counter()
    for _, tokens in data.conllu("ud_ewt/train.conllu.gz"):
        for row in tokens:
            every[row[1].lower()] += 1
            if row[3] in {"VERB", "AUX", "NOUN", "ADJ"}:
                counts[row[1].lower()][row[2].lower()] += 1
    stem = EnglishStemmer().stem
    out: dict[str, str] = {}
    for form, found in counts.items():
        plain, n = found.most_common(1)[0]
        if 2 * n >= every[form] and (n > 1 or stem(form) == stem(plain)):  # "with" is once a misspelt "will"
            out[form] = plain
    for line in (data.ROOT / "training" / "irregular.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            head, *forms = line.split()
            out.update(dict.fromkeys(forms, head))
            out[head] = head
    return out


def families(words: list[str], vectors: np.ndarray, capital: np.ndarray, senses: dict[str, dict[str, list[int]]]) -> tuple[np.ndarray, list[tuple[str, str]]]:
    """One number for all inflections of a word: by plain form, then by NLTK's Snowball stem where the words are also alike; and pairs of words that share
    no family but a stem and some meaning, which are derived from each other.

    ``vectors`` (n, d) of unit length or 0, ``capital`` (n,) shares of capitals inside sentences: "international" is no form of "internal", and
    "Fielding" none of "field". ``senses`` are WordNet's.
    """
    plain = lemmas()
    stemmer = EnglishStemmer()
    known, adjectives = set(words), {word for word in words if "a" in senses.get(word, {})}
    by_key: dict[str, list[int]] = defaultdict(list)
    bases = []
    for i, word in enumerate(words):
        base = plain.get(word) or (word if word in senses else _positive(word, adjectives))
        for pattern, new in AMERICAN:
            other = pattern.sub(new, base)
            if other != base and other in known:
                base = other
        bases.append(base)
        by_key[stemmer.stem(base) if base.isalpha() else base].append(i)
    out, number = np.zeros(len(words), dtype=np.int32), 0
    kin: list[tuple[str, str]] = []
    for members in by_key.values():
        clusters: list[list[int]] = []
        for i in members:  # most frequent first
            own = next((c for c in clusters if any(_one_word(i, k, words, bases, vectors, capital, head=c[0] == k) for k in c)), None)
            if own is None:
                clusters.append([i])
            else:
                own.append(i)
        for cluster in clusters:
            out[cluster] = number
            number += 1
        heads = [c[0] for c in clusters]
        kin += [(words[i], words[k]) for n, i in enumerate(heads) for k in heads[n + 1 :] if vectors[i] @ vectors[k] >= KIN]
    return out, kin


def _positive(word: str, adjectives: set[str]) -> str:
    """The adjective that a word compares ("dearer"), or the word itself."""
    bases = (word[: len(word) - len(ending)] + new for ending, new in COMPARED if word.endswith(ending))
    return next((base for base in bases if base in adjectives), word)


def _one_word(i: int, k: int, words: list[str], bases: list[str], vectors: np.ndarray, capital: np.ndarray, *, head: bool) -> bool:
    """Whether two words of one stem are forms of one word; by their vectors only where one is the commonest of its family."""
    named, other = (i, k) if capital[i] > capital[k] else (k, i)
    if capital[named] - capital[other] > NAMED and words[named].endswith(("s", "ing")) and not words[other].endswith(("s", "ing")):
        return False  # a surname: "Fielding"
    if bases[i] == bases[k] or not _stripped(bases[i]).isdisjoint(_stripped(bases[k])):
        return True
    return head and (not (vectors[i].any() and vectors[k].any()) or float(vectors[i] @ vectors[k]) >= ALIKE)


def _stripped(word: str) -> set[str]:
    """What a word may be a regular form of, itself among it."""
    out = {word}
    for ending, new in (*INFLECTIONS, *OTHER_ENDINGS):
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            base = word[: len(word) - len(ending)] + new
            out.add(base)
            if not new and len(base) > 3 and base[-1] == base[-2]:
                out.add(base[:-1])  # "planned"
    return out


def word_classes(words: list[str], wordnet: dict[str, dict[str, list[int]]]) -> tuple[np.ndarray, np.ndarray]:
    """Most frequent part of speech and a bit mask of all, from UD English EWT, else WordNet, else the ending."""
    counts: dict[str, Counter] = defaultdict(Counter)
    for _, tokens in data.conllu("ud_ewt/train.conllu.gz"):
        for row in tokens:
            if row[3] in CLASSES:
                counts[row[1].lower()][row[3]] += 1
    main = np.zeros(len(words), dtype=np.uint8)
    mask = np.zeros(len(words), dtype=np.uint16)
    endings = [("ly", "ADV"), ("ing", "VERB"), ("ed", "VERB"), ("ous", "ADJ"), ("ful", "ADJ"), ("ive", "ADJ"), ("al", "ADJ")]
    letter = {"n": "NOUN", "v": "VERB", "a": "ADJ", "r": "ADV"}
    for i, word in enumerate(words):
        if word.endswith("n't"):
            main[i], mask[i] = CLASSES["AUX"], 1 << CLASSES["AUX"]
            continue
        seen = counts.get(word)
        if seen and sum(seen.values()) >= 2:
            main[i] = CLASSES[seen.most_common(1)[0][0]]
            for name, count in seen.items():
                if count >= 0.1 * sum(seen.values()):
                    mask[i] |= 1 << CLASSES[name]
            continue
        senses = {letter[p] for p in wordnet.get(word, {})}
        for ending, new in INFLECTIONS:
            if word.endswith(ending):  # WordNet lists base forms only
                base = wordnet.get(word[: len(word) - len(ending)] + new, {})
                senses |= {letter[p] for p in base if p == "v" or (p == "n" and ending in {"s", "es", "ies"})}
        guess = next((name for ending, name in endings if word.endswith(ending) and (not senses or name in senses)), None)
        name = guess or next((n for n in ("NOUN", "VERB", "ADJ", "ADV") if n in senses), "NOUN")
        main[i] = CLASSES[name]
        for n in senses | {name}:
            mask[i] |= 1 << CLASSES[n]
    return main, mask


class WordNet(NamedTuple):
    """What is taken from WordNet; synsets are numbers, parts of speech letters, pointers symbols."""

    senses: dict[str, dict[str, list[int]]]  # word -> part of speech -> synsets, commonest first
    words: dict[int, list[str]]  # synset -> words
    pointers: dict[int, dict[str, list[int]]]  # synset -> pointer -> synsets
    derived: list[tuple[str, str]]
    opposite: list[tuple[str, str]]
    common: set[str]  # words that are written small in some sense


def are_common(words: list[str], listed: set[str], wordnet: WordNet) -> np.ndarray:
    """Which words are not only names, for all that WordNet, UD English EWT and our lists tell."""
    tagged = {row[1].lower() for _, tokens in data.conllu("ud_ewt/train.conllu.gz") for row in tokens if row[3] != "PROPN"}
    return np.array([not w.isalpha() or w in tagged or w in listed or not _stripped(w).isdisjoint(wordnet.common) for w in words])


def read_wordnet() -> WordNet:
    """WordNet's database files."""
    senses: dict[str, dict[str, list[int]]] = defaultdict(dict)
    words: dict[int, list[str]] = {}
    pointers: dict[int, dict[str, list[int]]] = {}
    derived: list[tuple[str, str]] = []
    opposite: list[tuple[str, str]] = []
    common: set[str] = set()
    offset_of = {"n": 1, "v": 2, "a": 3, "s": 3, "r": 4}
    later: list[tuple[int, int, int, int, str]] = []
    for name, letter in (("noun", "n"), ("verb", "v"), ("adj", "a"), ("adv", "r")):
        with gzip.open(data.folder() / "wordnet" / f"data.{name}.gz", "rt", encoding="latin-1") as file:
            for line in file:
                if line.startswith("  "):
                    continue
                parts = line.split(" | ")[0].split()
                key = offset_of[letter] * 10**9 + int(parts[0])
                n = int(parts[3], 16)
                written = [re.sub(r"\(.*\)", "", w) for w in parts[4 : 4 + 2 * n : 2]]
                common.update(w for w in written if w.islower())
                words[key] = [w.lower() for w in written]
                at = 4 + 2 * n
                links: dict[str, list[int]] = defaultdict(list)
                for i in range(int(parts[at])):
                    symbol, target, pos, ends = parts[at + 1 + 4 * i : at + 5 + 4 * i]
                    other = offset_of[pos] * 10**9 + int(target)
                    if ends == "0000":
                        links[symbol].append(other)
                    elif symbol in {"+", "!", "\\"}:
                        later.append((key, other, int(ends[:2], 16), int(ends[2:], 16), symbol))
                pointers[key] = links
        with gzip.open(data.folder() / "wordnet" / f"index.{name}.gz", "rt", encoding="latin-1") as file:
            for line in file:
                if not line.startswith("  "):
                    parts = line.split()
                    n_senses, n_symbols = int(parts[2]), int(parts[3])
                    senses[parts[0].lower()][letter] = [offset_of[letter] * 10**9 + int(o) for o in parts[6 + n_symbols : 6 + n_symbols + n_senses]]
    for key, other, mine, theirs, symbol in later:
        pair = (words[key][mine - 1], words[other][theirs - 1])
        (opposite if symbol == "!" else derived).append(pair)
    return WordNet(senses, words, pointers, derived, opposite, common)


def relations(words: list[str], family: np.ndarray, wordnet: WordNet) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Relations between word families as sparse rows, and the broader synsets of each family (for sister terms)."""
    index = {word: int(f) for word, f in zip(words, family)}
    n = int(family.max()) + 1
    found: dict[tuple[int, int], int] = {}
    rank = {KINDS[k]: i for i, k in enumerate(["opposite", "synonym", "derived", "stronger", "weaker", "narrower", "broader"])}
    for a, b, kind in itertools.chain(_wordnet_pairs(words, wordnet), _listed_pairs()):
        if a in index and b in index and index[a] != index[b]:
            key, value = (index[a], index[b]), KINDS[kind]
            if key not in found or rank[value] < rank[found[key]]:
                found[key] = value
    keys = sorted(found)
    starts = np.zeros(n + 1, dtype=np.int32)
    for a, _ in keys:
        starts[a + 1] += 1
    other, kind = np.array([b for _, b in keys], dtype=np.int32), np.array([found[k] for k in keys], dtype=np.uint8)
    return np.cumsum(starts, dtype=np.int32), other, kind, _broader_synsets(words, index, n, wordnet)


def _wordnet_pairs(words: list[str], wordnet: WordNet) -> Iterator[tuple[str, str, str]]:
    """WordNet's related words: what the second is to the first."""
    for word in words:
        for _, sense in _top_senses(word, wordnet):
            for other in wordnet.words[sense]:
                yield word, other, "synonym"
                yield other, word, "synonym"
            for near in wordnet.pointers[sense].get("&", []):
                yield from ((word, other, "synonym") for other in wordnet.words[near])
            for up in _above(sense, wordnet):
                for level in (up, *wordnet.pointers[up].get("@", [])):
                    for other in wordnet.words[level]:
                        yield word, other, "broader"
                        yield other, word, "narrower"
    for pairs, kind in ((wordnet.derived, "derived"), (wordnet.opposite, "opposite")):
        for a, b in pairs:
            yield a, b, kind
            yield b, a, kind


def _listed_pairs() -> Iterator[tuple[str, str, str]]:
    """Related words of PPDB and VerbOcean. VerbOcean's opposites are left out: "say" and "tell", "find" and "like" are none."""
    named = {"synonym": "synonym", "antonym": "opposite", "similar": "synonym"}
    for row in data.rows("lexical_relations/relations.csv"):
        a, b, relation = row["word"], row["other"], row["relation"]
        if relation in named and not (relation == "similar" and float(row["strength"] or 0) < 12):
            yield a, b, named[relation]
            yield b, a, named[relation]
        elif relation == "stronger-than":
            yield a, b, "weaker"  # what lies in the body is the weaker of the two
            yield b, a, "stronger"


def _broader_synsets(words: list[str], index: dict[str, int], n: int, wordnet: WordNet) -> np.ndarray:
    """Numbers of up to four synsets right above each family, -1 where there are fewer."""
    out = np.full((n, 4), -1, dtype=np.int32)
    names: dict[int, int] = {}
    for word in words:
        above: list[int] = []
        for letter, sense in _top_senses(word, wordnet):
            if letter in "nv" and len(above) < 4:
                above += _above(sense, wordnet)
        row = out[index[word]]
        for up in above:
            code = names.setdefault(up, len(names))
            if code not in row and (row < 0).any():
                row[int(np.argmax(row < 0))] = code
    return out


def _top_senses(word: str, wordnet: WordNet) -> Iterator[tuple[str, int]]:
    """The first few senses of a word, each with the letter of its part of speech."""
    for letter, top in (("n", 3), ("v", 4), ("a", 3), ("r", 2)):
        yield from ((letter, sense) for sense in wordnet.senses.get(word, {}).get(letter, [])[:top])


def _above(sense: int, wordnet: WordNet) -> list[int]:
    return wordnet.pointers[sense].get("@", []) + wordnet.pointers[sense].get("@i", [])


def plain_vectors(words: list[str], place: dict[str, int]) -> np.ndarray:
    """GloVe's vectors as they are, unit length, zero where there is none."""
    table = np.load(data.folder() / "vectors" / "glove_6b_100d_float16.npy", mmap_mode="r")
    out = np.zeros((len(words), table.shape[1]), np.float32)
    for i, word in enumerate(words):
        if place.get(word, len(table)) < len(table):
            out[i] = table[place[word]]
    return out / (np.linalg.norm(out, axis=1, keepdims=True) + 1e-9)


def word_vectors(words: list[str], place: dict[str, int]) -> np.ndarray:
    """GloVe and MiniLM side by side, reduced to their principal components, unit length (none: zero), as 8-bit numbers.

    MiniLM's table ends before GloVe's: what it would say of the rarer words is guessed from what GloVe says of them (ridge regression).
    """
    parts, has = [], []
    for name in ("glove_6b_100d_float16.npy", "minilm_l6_words_pca192_float16.npy"):
        table = np.load(data.folder() / "vectors" / name, mmap_mode="r")
        at = np.array([place.get(word, len(table)) if word.isalpha() else len(table) for word in words])
        has.append(at < len(table))
        part = np.zeros((len(words), table.shape[1]))
        part[has[-1]] = table[at[has[-1]]]
        part[has[-1]] -= part[has[-1]].mean(axis=0)
        parts.append(_unit(part))
    glove, minilm = parts
    taught, guessed = has[0] & has[1], has[0] & ~has[1]
    x = glove[taught]
    minilm[guessed] = _unit(glove[guessed] @ np.linalg.solve(x.T @ x + RIDGE * np.eye(x.shape[1]), x.T @ minilm[taught]))
    both = np.hstack(parts)
    values, axes = np.linalg.eigh(both.T @ both)
    axes = axes[:, np.argsort(-values)[:DIMENSIONS]]
    axes *= np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(DIMENSIONS)])  # the same bytes on every machine
    return np.round(_unit(both @ axes) * 127).astype(np.int8)


def _unit(rows: np.ndarray) -> np.ndarray:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.divide(rows, length, out=np.zeros_like(rows), where=length > 0)


def main() -> None:
    wordnet = read_wordnet()
    listed = sorted({word for name in NAMES for word, _, _ in read_list(name)})
    texts = news_bodies()
    documents, inside, capital = count_words(texts)
    shape = re.compile(r"[a-z][a-z'.&]*$")
    order = [w.strip() for w in (data.folder() / "vectors" / "words.txt").read_text(encoding="utf-8").splitlines()]
    place = {word: i for i, word in reversed(list(enumerate(order)))}
    frequent = [w for w in order[:50_000] if shape.match(w)][:SIZE]
    rarer = [w for w in order[SIZE:] if shape.match(w) and w.isalpha() and not _stripped(w).isdisjoint(wordnet.common)]
    wanted = list(dict.fromkeys(listed + frequent + rarer))
    wanted += [w for w, c in sorted(documents.items(), key=lambda p: (-p[1], p[0])) if c >= 8 and shape.match(w)]
    words = sorted((w for w in dict.fromkeys(wanted) if w not in MARKS), key=lambda w: (place.get(w, 10**6), w)) + MARKS
    common = are_common(words, set(listed), wordnet)
    # Shares of capitals; what the sources above tell counts like one more place.
    known = np.array([(capital[w] + (0.1 if c else 0.9)) / (inside[w] + 1) for w, c in zip(words, common)], dtype=np.float32)
    family, kin = families(words, plain_vectors(words, place), known, wordnet.senses)
    main_class, mask = word_classes(words, wordnet.senses)
    names = ~common & (known >= MOSTLY_CAPITAL)
    main_class[names], mask[names] = lexicon.NAME, 1 << lexicon.NAME
    main_class[-len(MARKS) :] = lexicon.PUNCTUATION
    n_texts = len(texts)
    idf = np.array([np.log((n_texts + 1) / (documents[w] + 0.5)) for w in words], dtype=np.float32)
    vectors = word_vectors(words, place)
    starts, other, kind, broader = relations(words, family, wordnet._replace(derived=[*wordnet.derived, *kin]))
    OUT.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        OUT,
        words=np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        family=family.astype(np.uint16) if family.max() < 65535 else family,
        idf=idf.astype(np.float16),
        capital=np.round(known * 255).clip(0, 255).astype(np.uint8),
        word_class=main_class,
        class_mask=mask,
        vectors=vectors,
        relation_starts=starts,
        relation_other=other.astype(np.uint16) if family.max() < 65535 else other,
        relation_kind=kind,
        broader=broader,
    )
    print(f"{len(words)} words, {int(family.max()) + 1} families, {len(kind)} relations, {OUT.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    described(__doc__).parse_args()
    main()

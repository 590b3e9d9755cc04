"""Fit `headcheck/lexicon/scales.npz`: claim strength and certainty of sentences, clickbait and loud wording of headlines.

    python -m training.scales
    python -m training.scales styles   clickbait and loud wording only; the others stay as they are

Ridge over word families, pairs of neighbours and our word lists: claim strength on PubMed sentences (Yu et al. 2019), certainty on Pei and Jurgens
2021. Classes of claims, which only retrained models read, on PubMed and EurekAlert sentences (Yu et al. 2019, 2020). A linear support vector machine
over words, neighbours, sequences of word classes, word vectors and, for clickbait, runs of letters (both folded into the words' weights, so that rare
words share what like words teach): clickbait on Stop Clickbait (Chakraborty et al. 2016), newsroom headlines and our plain headlines; loud wording on our
graded headlines and the newsrooms'. Names weigh only by themselves, as neighbours they are all one; closing marks weigh nothing: they tell the site.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.svm import LinearSVC

from headcheck.features import wording
from headcheck.lexicon import lexicon
from headcheck.lexicon.scales import CLASSES, PAIRS, PATH
from headcheck.lexicon.styles import CLASS_SHARE, N_OTHERS, SLOTS, Style
from headcheck.text import Document, read
from headcheck.text.neighbours import counted
from headcheck.text.spelling import spelling
from training import data, described
from training.sets import FOLDS, GRADED, PUBLISHED, fold_of, load

LISTS = ("causal", "correlational", "modal", "hedge", "negation", "plan", "booster", "address", "forward_reference", "loaded", "tabloid")
SENTENCES = (
    ("claim_strength", "claim_strength/pubmed_sentences.csv", "strength"),
    ("causal_claim", "claim_strength/pubmed_sentences.csv", "strength"),
    ("certainty", "certainty_science/sentence_certainty.csv", "certainty"),
)
CLASSED = ("claim_strength/pubmed_sentences.csv", "claim_strength/eureka_sentences.csv")  # not for the shipped scores: they are measured on EurekAlert
DIRECT = 3  # strength from which a sentence tells an unhedged cause
CAUSAL_C = 0.1
RARE = 3  # a word or pair in fewer texts weighs nothing


def design(texts: Sequence[str]) -> csr_matrix:
    """Which families, pair slots and word lists each text has, shape ``(n_texts, n_families + PAIRS + n_lists)``."""
    lex = lexicon()
    families = len(lex.broader)
    columns = [lex.column[name] for name in LISTS]
    rows, where = [], []
    for i, text in enumerate(texts):
        document = read(text, furniture=False)
        keep, slot = counted(document)
        found = set(document.family[keep].tolist())
        found.update((families + slot[slot >= 0]).tolist())
        found.update((families + PAIRS + np.flatnonzero(lex.member[document.row[keep]][:, columns].any(axis=0))).tolist())
        rows += [i] * len(found)
        where += list(found)
    return csr_matrix((np.ones(len(rows), np.float32), (rows, where)), shape=(len(texts), families + PAIRS + len(LISTS)))


def fit(x: csr_matrix, y: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """Weights of words, weights of pairs and the intercept of one scale: of a number, or of yes and no.

    Log-odds of yes and no are halved, so that their tanh is twice the probability, less one.
    """
    often = np.asarray((x > 0).sum(axis=0)).ravel() >= RARE
    coef, intercept = np.zeros(x.shape[1]), 0.0
    if y.dtype == bool:
        fitted = LogisticRegression(C=CAUSAL_C, class_weight="balanced", max_iter=500).fit(x[:, often], y)
        coef[often], intercept = fitted.coef_[0] / 2, float(fitted.intercept_[0]) / 2
    else:
        coef[often] = np.ravel(Ridge(alpha=20.0).fit(x[:, often], y - y.mean()).coef_)
    return *_by_word(coef), intercept


def fit_classes(x: csr_matrix, y: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The same of several classes, a column for each."""
    often = np.asarray((x > 0).sum(axis=0)).ravel() >= RARE
    coef = np.zeros((x.shape[1], CLASSES))
    fitted = LogisticRegression(C=CAUSAL_C, class_weight="balanced", max_iter=800).fit(x[:, often], y)
    coef[often] = fitted.coef_.T
    return *_by_word(coef), fitted.intercept_


def _by_word(coef: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights of words (their family's and their lists') and of pairs from the coefficients of a `design`."""
    lex = lexicon()
    families = len(lex.broader)
    columns = [lex.column[name] for name in LISTS]
    return coef[lex.family[:-1]] + lex.member[:-1][:, columns] @ coef[families + PAIRS :], coef[families : families + PAIRS]


@dataclass(frozen=True, eq=False)
class Headlines:
    """Headlines that train sensationalism. ``source``: "graded", "clickbait", the newsroom's set, or "bare"; ``fold``: by article, duplicates together."""

    texts: list[str]
    documents: list[Document]
    source: np.ndarray
    label: np.ndarray
    fold: np.ndarray
    groups: np.ndarray
    traits: np.ndarray
    bags: csr_matrix

    def weight(self, graded: tuple[float, float], clickbait: float, news: float, bare: float = 0.0) -> np.ndarray:
        """A weight for each row; ``graded``: of plain and of loud ones."""
        own = np.where(self.label == 1, graded[1], graded[0])
        return np.select([self.source == "graded", self.source == "clickbait", self.source == "bare"], [own, clickbait, bare], news)


@cache
def headlines() -> Headlines:
    """All of them, read: graded ones but those between plain and loud, Stop Clickbait, what newsrooms published (all taken as plain), and the
    graded ones once more without their marks and capitals: four of five loud ones shout with "!", and that must not be all that a model learns.
    """
    rows: list[tuple[str, str, int, str]] = []
    for name in GRADED:
        rows += [("graded", e.headline, int(e.sensationalism >= 2), e.group) for e in load(name) if e.sensationalism is not None and e.sensationalism != 1]
    for row in data.rows("stop_clickbait/headlines_train.csv"):
        rows.append(("clickbait", row["headline"], int(row["clickbait"]), re.sub(r"[^a-z0-9]", "", row["headline"].lower())))
    for name in PUBLISHED:
        rows += [(name, e.headline, 0, e.group) for e in load(name) if e.tags == ("own",)]
    rows += [("bare", bare(text), label, group) for source, text, label, group in rows if source == "graded"]
    documents = [read(text, furniture=False) for _, text, _, _ in rows]
    return Headlines(
        [text for _, text, _, _ in rows],
        documents,
        np.array([source for source, *_ in rows]),
        np.array([label for _, _, label, _ in rows]),
        np.array([fold_of(group) for *_, group in rows]),
        np.array([group for *_, group in rows]),
        np.array([wording.traits(d) for d in documents]),
        style_design(documents),
    )


def bare(headline: str) -> str:
    """A headline without its exclamation and question marks and shouted capitals."""
    unmarked = re.sub(r"[!?]+(?=['\"’”]?\s*$)|\s*!+", "", headline).replace("?", ",")
    return re.sub(r"\b[A-Z]{3,}\b", lambda word: word[0].capitalize(), unmarked)


@dataclass(frozen=True)
class Recipe:
    """How much headlines count for a style: plain and loud graded ones, Stop Clickbait, newsroom ones; how many traits and how much of letters it takes in."""

    graded: tuple[float, float]
    clickbait: float
    news: float
    traits: int
    letters: float = 0.0


STYLES = {
    "loud": Recipe((1.0, 1.0), 0.0, 0.3, wording.TAKEN_BY_LOUD),
    "clickbait": Recipe((2.0, 0.0), 1.0, 4.0, wording.TAKEN_BY_CLICKBAIT, letters=0.3),
}
SVM_C, VECTORS, TRAITS = 0.05, 0.3, 1.0  # penalty; how much vectors and traits count beside a word


OUTLETS = ("buzzfeed", "wikinews", "vox", "huffington", "huffpost", "upworthy", "guardian", "reuters", "wikipedia")  # what names a site weighs nothing


def style_design(documents: Sequence[Document]) -> csr_matrix:
    """How often each text has each token and each slot, shape ``(n_texts, n_tokens + SLOTS)``."""
    known = lexicon().unknown + N_OTHERS
    rows, where, value = [], [], []
    for i, document in enumerate(documents):
        spelt = spelling(document)
        found = np.concatenate([spelt.ids, *(known + s for s in spelt.slots)])
        rows.append(np.full(len(found), i))
        where.append(found)
        value.append(np.repeat([1.0, 1.0, CLASS_SHARE, CLASS_SHARE], [len(spelt.ids), *(len(s) for s in spelt.slots)]))
    at = (np.concatenate(rows), np.concatenate(where))
    return csr_matrix((np.concatenate(value).astype(np.float32), at), shape=(len(documents), known + SLOTS))


@cache
def word_vectors() -> np.ndarray:
    """Word vectors (GloVe and MiniLM) of the rows of the lexicon, nothing for unknown words."""
    place = data.folder() / "vectors"
    number = {w: i for i, w in enumerate((place / "words.txt").read_text(encoding="utf-8").split("\n"))}
    parts = [np.load(place / name).astype(np.float32) for name in ("glove_6b_100d_float16.npy", "minilm_l6_words_pca192_float16.npy")]
    out = np.zeros((lexicon().unknown + 1, sum(p.shape[1] for p in parts)), np.float32)
    at = 0
    for part in parts:
        for row, word in enumerate(lexicon().number):
            vector = part[number[word]] if number.get(word, len(part)) < len(part) else None
            if vector is not None:
                out[row, at : at + part.shape[1]] = VECTORS * vector / (np.linalg.norm(vector) + 1e-6)
        at += part.shape[1]
    return out


def shares(bag: csr_matrix) -> np.ndarray:
    """How much each token counts, so that the penalty weighs less on rare ones; none for those in fewer than two texts."""
    count = np.asarray((bag > 0).sum(axis=0)).ravel()
    return np.where(count >= 2, (np.maximum(count, 1) / 100.0) ** -0.2, 0.0)


@cache
def letters() -> csr_matrix:
    """Which runs of three to five letters, word ends among them, each row of the lexicon has."""

    def runs(word: str) -> list[str]:
        word = f"<{word}>"
        return [word[i : i + n] for n in (3, 4, 5) for i in range(len(word) - n + 1)]

    found = CountVectorizer(analyzer=runs, binary=True, min_df=2, dtype=np.float32).fit_transform(lexicon().number)
    found.resize(lexicon().unknown + N_OTHERS, found.shape[1])
    return found


def fit_style(x: csr_matrix, traits: np.ndarray, y: np.ndarray, weight: np.ndarray, spelt: float) -> Style:
    """Weights of one style; rare tokens are penalised less than frequent ones. ``spelt``: how much letters count beside a word."""
    used = weight > 0
    x, traits, y, weight = x[used], traits[used], y[used], weight[used]
    share = shares(x)
    often = share > 0
    n = lexicon().unknown + N_OTHERS
    vectors = np.vstack([word_vectors(), np.zeros((N_OTHERS - 1, word_vectors().shape[1]), np.float32)])
    outlets = [lexicon().number[w] for w in OUTLETS if w in lexicon().number]
    vectors[outlets], share[outlets] = 0.0, 0.0
    scale = TRAITS / (traits.std(axis=0) + 1e-2)
    alike = letters() if spelt else letters()[:, :0]
    by_letters = x[:, :n] @ alike
    often_spelt = shares(by_letters) * spelt
    kept = often_spelt > 0
    columns = [(x @ diags(share))[:, often], csr_matrix(x[:, :n] @ vectors), csr_matrix(traits * scale), (by_letters @ diags(often_spelt))[:, kept]]
    fitted = LinearSVC(C=SVM_C, random_state=0).fit(hstack(columns).tocsr(), y, sample_weight=weight)
    of_tokens, of_vectors, of_traits, of_letters = np.split(fitted.coef_.ravel(), np.cumsum([part.shape[1] for part in columns])[:-1])
    each = np.zeros(x.shape[1])
    each[often] = of_tokens * share[often]
    each[:n] += vectors @ of_vectors + alike[:, kept] @ (of_letters * often_spelt[kept])
    words, slots, own = (part.astype(np.float32) for part in (each[:n], each[n:], of_traits * scale))
    return Style(words, slots, own, float(fitted.intercept_[0]))


def style_of(name: str, h: Headlines, mine: np.ndarray) -> Style:
    """One style, fitted to some of the headlines."""
    by = STYLES[name]
    return fit_style(h.bags, h.traits[:, : by.traits], h.label, h.weight(by.graded, by.clickbait, by.news) * mine, by.letters)


def held_out_styles(h: Headlines) -> np.ndarray:
    """Squashed values of the styles, those of each fold from the other folds, shape ``(n, len(STYLES))``."""
    out = np.zeros((len(h.label), len(STYLES)))
    for k in range(FOLDS):
        for column, name in enumerate(STYLES):
            found = style_of(name, h, h.fold != k)
            mine = h.fold == k
            logit = h.bags[mine] @ np.concatenate([found.words, found.slots]) + h.traits[mine, : len(found.traits)] @ found.traits + found.intercept
            out[mine, column] = np.tanh(2 * logit)
    return out


def stored(name: str, found: Style) -> dict[str, np.ndarray]:
    """A style as arrays of small numbers."""
    step = max(float(np.abs(found.words).max()), float(np.abs(found.slots).max())) / 127
    out = {part: np.round(values / step).astype(np.int8) for part, values in (("words", found.words), ("slots", found.slots))}
    out |= {"step": np.float32(step), "traits": found.traits, "intercept": np.float32(found.intercept)}
    return {f"{name}_{part}": value for part, value in out.items()}


def main() -> None:
    options = described(__doc__)
    options.add_argument("part", nargs="?", choices=["styles"])
    arrays: dict[str, np.ndarray] = {}
    if options.parse_args().part == "styles":
        with np.load(PATH, allow_pickle=False) as kept:
            arrays = {name: kept[name] for name in kept.files if not name.startswith(tuple(STYLES))}
    else:
        for name, path, column in SENTENCES:
            rows = data.rows(path)
            y = np.array([float(r[column]) for r in rows])
            words, pairs, intercept = fit(design([r["headline_or_claim"] for r in rows]), y >= DIRECT if name == "causal_claim" else y)
            arrays[f"{name}_words"] = np.round(words, 3).astype(np.float16)
            arrays[f"{name}_pairs"] = np.round(pairs, 3).astype(np.float16)
            arrays[f"{name}_intercept"] = np.float32(intercept)
            _show(name, words)
        rows = [r for path in CLASSED for r in data.rows(path)]
        found = fit_classes(design([r["headline_or_claim"] for r in rows]), np.array([int(float(r["strength"])) for r in rows]))
        arrays |= {f"claim_class_{part}": np.round(values, 3).astype(np.float16) for part, values in zip(("words", "pairs", "intercept"), found, strict=True)}
    h = headlines()
    for name in STYLES:
        learnt = style_of(name, h, np.ones(len(h.label)))
        arrays |= stored(name, learnt)
        _show(name, learnt.words[: lexicon().unknown])
    np.savez_compressed(PATH, **arrays)


def _show(name: str, weights: np.ndarray) -> None:
    words, order = list(lexicon().number), np.argsort(weights)
    print(name, "low:", [words[i] for i in order[:12]], "high:", [words[i] for i in order[::-1][:12]])


if __name__ == "__main__":
    main()

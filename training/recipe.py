"""Train the shipped model.

    python -m training.recipe

Two levels, both linear. A word model learns from marked words which headline words are not borne out, and every word has a learnt boldness; their
answers (out of fold, by article, while training) are features of the headline model, which learns first from pairs over one body, then from pooled labels with an
intercept for each set. Scores are calibrated on articles that the weights have not seen. Same inputs give the same bytes on
one kind of processor; on another, where sums are rounded otherwise, weights differed by a thousandth at most.
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np
from joblib import Memory, Parallel, delayed
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from headcheck import __version__
from headcheck.features import FAMILY_OF, FEATURES, WORDING
from headcheck.features import boldness as bold
from headcheck.features.doubt import WordModel, levels
from headcheck.features.elsewhere import Elsewhere, body_size
from headcheck.features.register import full_sentence
from headcheck.features.words import NAMES as WORD_NAMES
from headcheck.gates import BY_REGISTER, FAMILIARITY, gates
from headcheck.lexicon.boldness import Boldness
from headcheck.lexicon.register import Register
from headcheck.lexicon.register import read as register_units
from headcheck.model import CLIP, DEFAULT, LENGTH, Judge, LinearHead
from headcheck.reading import N_ACCURACY, NAMES, read_body, read_headline
from training import boldness, data, described, elsewhere, register
from training.figures import figures, table
from training.pointing import with_pointing
from training.sets import FOLDS, GRADED, INNER, PUBLISHED, Example, fold_of, load

# Sets that train what ships, and how much a pair or a row of each counts. wice and xent's documents overlap in part:
# groups are by article, so no fold is told its own answer.
WORDS = {"seeds": 1.0, "real": 1.0, "unbalanced": 1.0, "xsumfaith": 0.5, "defacto_pairs": 0.7, "cliff": 0.7, "goyal21": 0.7}
PAIRS = {
    "seeds": 15.5,
    "real": 12.0,
    "unbalanced": 10.0,
    "defacto_pairs": 22.0,
    "cliff": 0.5,
    "goyal21": 0.3,
    "excerpts": 4.0,
    "polnear": 60.0,
    "health_news": 6.0,
    "faithful": 1.0,
    "corrected": 0.5,
}
BY_KEY = ("defacto_pairs", "excerpts")  # whose pairs share a key; elsewhere all headlines of an article are paired
EDIT = 16.0  # times that a faithful headline and its minimal edit count: only the fault differs between them
ROWS = {
    "seeds": 0.25,
    "real": 0.25,
    "unbalanced": 0.25,
    "xsumfaith": 0.7,
    "defacto": 32.0,
    "defacto_pairs": 0.15,
    "cliff": 0.15,
    "goyal21": 0.1,
    "xent": 0.1,
    "wice": 0.1,
    "eureka": 10.0,
    "excerpts": 0.1,
    "insciout": 0.3,
    "polnear": 0.2,
    "health_news": 0.1,
    "faithful": 0.1,
    "corrected": 0.1,
}
SETS = tuple(dict.fromkeys([*WORDS, *PAIRS, *ROWS]))
WORD_C, HEADLINE_C, LOUD_C = 0.05, 0.002, 0.05
LOUD = {"graded": 0.5, "clickbait": 2.5, "news": 5.0, "bare": 0.25}  # how much a headline of each counts for sensationalism
# How many times more a weight of a family may be before it is penalised as much.
TRUST = {"boldness": 3.0, "elsewhere": 3.0, "strength": 0.5, "names": 0.5, "hedging": 0.5}
SHORT_TRUST = 2.0  # the same of the weights that only a body of a sentence or two adds
# Weights by unit that are set, not learnt (NOTES.md): pairs over two bodies are ranked long before both headlines are called what they are.
GIVEN = {"elsewhere_sure": 3.0}
SHORT_GIVEN = {"forms_seen": -0.55, "causal_claim_gap": 0.55}  # the same by standard deviation, beside what is learnt, over a body of a sentence or two
SET_SCALE = 3.0  # weakens the penalty on the sets' own intercepts
CALLED_OVERREACHING, CALLED_STRETCHED = 0.045, 0.3  # shares of published headlines; the first a little below the 5% that are promised
_FIRST = 5  # features that the word model gives
_TRUST = np.array([TRUST.get(FAMILY_OF[f.name], 1.0) for f in FEATURES])
_SENTENCE, _SHORT = NAMES.index("full_sentence"), NAMES.index("short_body")
_BOLD, _ELSEWHERE = ([i for i, f in enumerate(FEATURES) if FAMILY_OF[f.name] == family] for family in ("boldness", "elsewhere"))


@dataclass(frozen=True, eq=False)
class Row:
    """An example, read: word features and marks, headline features."""

    example: Example
    words: np.ndarray
    marks: np.ndarray | None
    values: np.ndarray
    operator: np.ndarray
    rows: np.ndarray  # of the lexicon, word by word
    told: bold.Told  # what boldness is taken from
    body_size: float  # logarithm of its number of content words
    units: np.ndarray  # of the headline, that tell its register

    @property
    def new_share(self) -> float:
        """Content weight that the body lacks."""
        return float(self.values[NAMES.index("new_share")])


def _read(body: str, examples: list[Example]) -> list[Row]:
    nothing = WordModel(np.zeros(len(WORD_NAMES)), 0.0)
    read = read_body(body)
    rows = []
    for example in examples:
        reading = read_headline(example.headline, read, nothing)
        a = reading.alignment
        marks = None
        if example.marks is not None:
            marks = np.zeros(len(a.words), dtype=bool)
            for i, token in enumerate(a.words.tolist()):
                start, end = a.headline.span(token, token + 1)
                marks[i] = any(p < end and start < q for p, q in example.marks)
        words, units = a.headline.row[a.words], register_units(a.headline.row)
        rows.append(Row(example, reading.context.words, marks, reading.values, a.weight == 0, words, bold.told(a), body_size(a), units))
    return rows


def code_fingerprint() -> str:
    """Changes where code or tables that make features change."""
    digest = hashlib.sha256()
    for path in sorted((data.ROOT / "headcheck").rglob("*")):
        if path.suffix in {".py", ".txt", ".npz"} and "show" not in path.parts:
            digest.update(path.read_bytes())
    digest.update((data.ROOT / "training" / "sets.py").read_bytes())
    return digest.hexdigest()[:16]


def set_fingerprint(name: str) -> str:
    """Changes where a set's examples change."""
    digest = hashlib.sha256()
    for e in load(name):
        digest.update(repr(e).encode())
    return digest.hexdigest()[:16]


def _read_set(name: str, code: str, content: str) -> list[Row]:
    by_body: dict[str, list[Example]] = {}
    for example in load(name):
        by_body.setdefault(example.body, []).append(example)
    done = Parallel(n_jobs=-1, batch_size=16)(delayed(_read)(body, examples) for body, examples in by_body.items())
    return [row for rows in done for row in rows if len(row.words)]


def read_sets(names: tuple[str, ...] = SETS) -> list[Row]:
    """All examples, read; kept between runs in `.cache` (or ``HEADCHECK_CACHE``)."""
    memory = Memory(os.environ.get("HEADCHECK_CACHE", data.ROOT / ".cache"), verbose=0)
    read = memory.cache(_read_set)
    code = code_fingerprint()
    return [row for name in names for row in read(name, code, set_fingerprint(name))]


def fit_words(rows: list[Row]) -> WordModel:
    """Logistic regression over words, an intercept for each set."""
    rows = [r for r in rows if r.marks is not None and r.example.set in WORDS]
    x = np.vstack([r.words for r in rows]).astype(np.float64)
    y = np.concatenate([r.marks for r in rows])
    sets = np.concatenate([[r.example.set] * len(r.words) for r in rows])
    weight = np.array([WORDS[s] for s in sets])
    own = np.stack([sets == s for s in list(WORDS)[1:]], axis=1).astype(float)
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-6
    fitted = LogisticRegression(C=WORD_C, max_iter=500, tol=1e-3).fit(np.hstack([(x - mean) / scale, own]), y, sample_weight=weight)
    weights = fitted.coef_[0][: x.shape[1]] / scale
    return WordModel(np.round(weights, 6), round(float(fitted.intercept_[0] - mean @ weights), 6))


@dataclass(frozen=True, eq=False)
class Learnt:
    """What is learnt before the headline model."""

    words: WordModel
    bold: Boldness
    elsewhere: Elsewhere
    register: Register


def fit_learnt(rows: list[Row]) -> Learnt:
    """The word model, the boldness of words, what tells another article's body, and what tells a full sentence."""
    return Learnt(fit_words(rows), boldness.fit(rows), elsewhere.fit(rows), register.fit(rows))


def with_learnt(rows: list[Row], learnt: list[Learnt]) -> np.ndarray:
    """Feature values with what was learnt (one a row) said of each row's own."""
    out = np.array([r.values for r in rows])
    columns = elsewhere.given(rows)
    for i, (row, taught) in enumerate(zip(rows, learnt, strict=True)):
        out[i, _BOLD] = bold.levels(row.told, taught.bold)
        model = taught.words
        out[i, :_FIRST] = levels(model.doubt(row.words), model.doubt(row.words[row.operator]))
        out[i, _ELSEWHERE] = taught.elsewhere.levels(columns[i])
        out[i, _SENTENCE] = full_sentence(row.units, taught.register)
    return out


def out_of_fold(rows: list[Row]) -> np.ndarray:
    """Feature values that say of words what was learnt from other articles."""
    models = [fit_learnt([r for r in rows if fold_of("inner" + r.example.group, INNER) != k]) for k in range(INNER)]
    return with_learnt(rows, [models[fold_of("inner" + r.example.group, INNER)] for r in rows])


def pairs_of(rows: list[Row]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Indices of the overreaching and the faithful row of each pair, and its weight, the less the more pairs a body has (by the root of their number)."""
    where: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        e = row.example
        name = e.set.removesuffix("_other")
        if name in PAIRS:
            where[(name, e.key if e.set.endswith("_other") or name in BY_KEY else e.group)].append(i)
    more, less, weight = [], [], []
    for (name, _), indices in where.items():
        over = [i for i in indices if rows[i].example.label]
        fair = [i for i in indices if not rows[i].example.label]
        for i in over:
            for j in fair:
                more.append(i)
                less.append(j)
                edit = name in GRADED and rows[i].example.edit_of == rows[j].example.key
                weight.append(PAIRS[name] * (EDIT if edit else 1.0) / np.sqrt(len(over) * len(fair)))
    return np.array(more), np.array(less), np.array(weight)


def by_length(rows: list[Row], values: np.ndarray) -> np.ndarray:
    """How much more of each feature a faithful headline has for each further unit of `length`, shape ``(n_features,)``: least squares over our faithful
    headlines, each beside the others over its body.

    Many words give many occasions to be new: that is taken off, so that a faithful headline does not pay for being long.
    """
    by_body: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        if row.example.set in GRADED and not row.example.label:
            by_body[(row.example.set, row.example.group)].append(i)
    found = np.vstack([values[own] - values[own].mean(axis=0) for own in by_body.values()])
    return np.asarray(found[:, LENGTH] @ found / (found[:, LENGTH] @ found[:, LENGTH]))


def expand(head: LinearHead, values: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Standardised values of some features under each gate, shape ``(n, n_columns * n_gates)``."""
    z = head.standard(values)[:, columns]
    gate = gates(values, BY_REGISTER)
    return np.hstack([z * gate[:, g : g + 1] for g in range(len(BY_REGISTER))])


def fit_bounded(x: np.ndarray, y: np.ndarray, weight: np.ndarray, direction: np.ndarray, c: float) -> np.ndarray:
    """Logistic regression with an L2 penalty whose weights keep the direction that their features declare.

    Without bounds, features that measure nearly the same share out opposite signs, and a missing word comes to speak for a headline.
    """
    sign = np.where(y > 0, 1.0, -1.0)

    def loss(beta: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (x @ beta)
        gradient = -x.T @ (c * weight * sign / (1 + np.exp(margin))) + beta
        return float(c * (weight @ np.logaddexp(0, -margin)) + 0.5 * beta @ beta), gradient

    bounds = [(0.0 if d > 0 else None, 0.0 if d < 0 else None) for d in direction.tolist()]
    return np.asarray(minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 300}).x)


def fit_accuracy(rows: list[Row], values: np.ndarray, columns: np.ndarray | None = None) -> LinearHead:
    """The headline model: same-body pairs and pooled rows in one logistic loss. ``columns``: features it may use."""
    columns = np.arange(N_ACCURACY) if columns is None else columns
    columns = columns[np.array([FAMILY_OF[FEATURES[i].name] != "register" for i in columns])]  # says how to read the others, and is no reason
    given = {i: GIVEN[FEATURES[i].name] for i in columns.tolist() if FEATURES[i].name in GIVEN}
    columns = np.array([i for i in columns if i not in given])
    slope = by_length(rows, values)
    beyond = values - slope * values[:, [LENGTH]]
    head = LinearHead(beyond.mean(axis=0), beyond.std(axis=0) + 1e-6, np.zeros((1, len(NAMES), len(BY_REGISTER))), np.zeros(1), slope=slope)
    trust = np.outer([SHORT_TRUST if gate == "short body" else 1.0 for gate in BY_REGISTER], _TRUST[columns]).ravel()
    x = expand(head, values, columns) * trust
    # Headlines and full sentences have weights in common beside their own, each penalised, so that what the ones teach moves the others a little
    # (Daume 2007). What ships is their sum.
    common = len(FAMILIARITY) * len(columns)
    x, trust = np.hstack([x, x[:, :common] + x[:, common : 2 * common]]), np.append(trust, trust[:common])
    more, less, pair_weight = pairs_of(rows)
    sign = np.where(np.arange(len(more)) % 2 == 0, 1.0, -1.0)  # both classes, so that the fit needs no intercept
    names = [r.example.set.removesuffix("_other") for r in rows]
    order = sorted(set(names))
    own = np.array([[name == s for s in order] for name in names], dtype=float) * SET_SCALE
    row_weight = np.array([ROWS[name] for name in names])
    design = np.vstack([np.hstack([(x[more] - x[less]) * sign[:, None], np.zeros((len(more), len(order)))]), np.hstack([x, own])])
    target = np.concatenate([(sign > 0).astype(int), [r.example.label for r in rows]])
    direction = np.tile([FEATURES[i].direction for i in columns], x.shape[1] // len(columns))
    coef = fit_bounded(design, target, np.concatenate([pair_weight, row_weight]), np.append(direction, np.zeros(len(order))), HEADLINE_C)
    coef = coef[: x.shape[1]] * trust
    coef[: 2 * common] += np.tile(coef[-common:], 2)
    head.weights[0, columns, :] = coef[:-common].reshape(len(BY_REGISTER), len(columns)).T
    short = {NAMES.index(name): weight for name, weight in SHORT_GIVEN.items() if NAMES.index(name) in columns}
    for i, weight in short.items():
        head.weights[0, i, BY_REGISTER.index("short body")] += weight
    given[_SHORT] = -_usual(head, rows, values, short)
    for i, weight in given.items():
        head.mean[i] = head.slope[i] = 0.0  # so that none of it adds nothing
        head.weights[0, i, [BY_REGISTER.index(f"all, {register}") for register in ("headline", "sentence")]] = weight * head.scale[i]
    return head


def _usual(head: LinearHead, rows: list[Row], values: np.ndarray, short: dict[int, float]) -> float:
    """What weights set for short bodies add to faithful headlines over excerpts; it is taken off, so that a short body by itself speaks for nothing."""
    faithful = np.array([r.example.set == "excerpts" and not r.example.label for r in rows])
    z, gate = head.standard(values[faithful])[:, list(short)], values[faithful, _SHORT]
    return float((z @ list(short.values())) @ gate / gate.sum()) if gate.sum() else 0.0


def loud_rows() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Wording features, labels, weights and groups for sensationalism: the rows of `training.scales.headlines`.

    The learnt weights of words were fitted to the same headlines, so each fold gets its values from the others.
    """
    from training.scales import headlines, held_out_styles

    h = headlines()
    weight = h.weight((LOUD["graded"],) * 2, LOUD["clickbait"], LOUD["news"], LOUD["bare"])
    return np.hstack([h.traits, held_out_styles(h)]), h.label, weight, h.groups


def fit_loud(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> LinearHead:
    """The sensationalism model: on the wording alone, weights bound like those of accuracy (Stop Clickbait lost its question marks on one side)."""
    mean, scale = np.zeros(len(NAMES)), np.ones(len(NAMES))
    mean[N_ACCURACY:], scale[N_ACCURACY:] = x.mean(axis=0), x.std(axis=0) + 1e-6
    z = np.clip((x - mean[N_ACCURACY:]) / scale[N_ACCURACY:], -CLIP, CLIP)
    direction = np.array([*(f.direction for f in WORDING), 0])
    coef = fit_bounded(np.hstack([z, np.full((len(z), 1), SET_SCALE)]), y, weight, direction, LOUD_C)
    weights = np.zeros((1, len(NAMES), len(FAMILIARITY)))
    weights[0, N_ACCURACY:, 0] = coef[:-1]
    return LinearHead(mean, scale, weights, np.array([coef[-1] * SET_SCALE]))


def calibrate(logit: np.ndarray, label: np.ndarray) -> np.ndarray:
    """A monotone curve from log-odds to probability: logistic, two parameters, drawn at 41 points."""
    fitted = LogisticRegression(C=1e3).fit(logit[:, None], label)
    at = np.linspace(logit.min() - 2, logit.max() + 2, 41)
    return np.vstack([at, fitted.predict_proba(at[:, None])[:, 1]])


@dataclass(frozen=True, eq=False)
class Fold:
    """Rows to train on and to test on, and their feature values from word models that have not seen their articles."""

    train: list[Row]
    test: list[Row]
    where: np.ndarray  # of the test rows among all
    train_values: np.ndarray
    test_values: np.ndarray


def outer_folds(rows: list[Row]) -> list[Fold]:
    """Folds by article."""
    folds = np.array([fold_of(r.example.group) for r in rows])

    def one(k: int) -> Fold:
        train = [r for r, f in zip(rows, folds, strict=True) if f != k]
        test = [r for r, f in zip(rows, folds, strict=True) if f == k]
        return Fold(train, test, np.flatnonzero(folds == k), out_of_fold(train), with_learnt(test, [fit_learnt(train)] * len(test)))

    return list(Parallel(n_jobs=-1)(delayed(one)(k) for k in range(FOLDS)))


def held_out(folds: list[Fold], columns: np.ndarray | None = None) -> np.ndarray:
    """Log-odds of every row from models that have not seen its article, neither its words nor its headlines. ``columns``: features they may use."""
    out = np.zeros(sum(len(fold.test) for fold in folds))
    for fold in folds:
        head = fit_accuracy(fold.train, fold.train_values, columns)
        out[fold.where] = head.logit(fold.test_values)[:, 0]
    return out


def main() -> None:
    rows = read_sets()
    logit = held_out(outer_folds(rows))
    label = np.array([r.example.label for r in rows])
    used = np.array([r.example.set in GRADED for r in rows])  # our grades calibrate
    curve = calibrate(logit[used], label[used])
    score = np.interp(logit, curve[0], curve[1])
    # Thresholds from published headlines over their own bodies: of either set at most so many are called so.
    published = [score[[r.example.set == f"{name}_other" and not r.example.label for r in rows]] for name in PUBLISHED]
    over = max(float(np.quantile(s, 1 - CALLED_OVERREACHING)) for s in published)
    stretched = float(np.quantile(np.concatenate(published), 1 - CALLED_STRETCHED))
    values = out_of_fold(rows)
    head = fit_accuracy(rows, values)
    head = replace(head, calibration=curve)
    x, y, w, groups = loud_rows()
    loud = fit_loud(x, y, w)
    measured = figures(rows, logit, score, (stretched, over))
    import sklearn

    about = {
        "made_by": "python -m training.recipe",
        "headcheck": __version__,
        "scikit_learn": sklearn.__version__,
        "numpy": np.__version__,
        "sets": {name: {"fingerprint": set_fingerprint(name), "rows": len(load(name))} for name in SETS},
        "figures": measured,
    }
    DEFAULT.parent.mkdir(exist_ok=True)
    Judge(with_pointing(fit_words(rows), rows), head, loud, (round(stretched, 4), round(over, 4)), (0, 1), about).save(DEFAULT)
    print(table(measured))


if __name__ == "__main__":
    described(__doc__).parse_args()
    main()

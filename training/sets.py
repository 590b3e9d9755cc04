"""The labelled sets as one kind of record. Split them by ``group``, never by row."""

from __future__ import annotations

import ast
import csv
import difflib
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import numpy as np

from headcheck.text import read
from training import data

SEEDS = data.ROOT / "seeds" / "headlines.csv"
FOLDS = 5
INNER = 3  # folds inside training, for what is learnt of words
REAL = data.ROOT / "training" / "real_headlines.csv"
UNBALANCED = data.ROOT / "training" / "unbalanced_headlines.csv"
MOSTLY = 0.7  # share of a sentence from which marks say nothing of single words
_EDIT = "edit_of="  # opens the tag of a minimal edit


@dataclass(frozen=True)
class Example:
    """A headline over a body. ``label`` is 1 where it claims more, or more strongly, than the body."""

    set: str
    group: str  # examples whose bodies are one article share it, across sets
    headline: str
    body: str
    label: int
    grade: float = 0.0  # 0 to 3, where graded
    marks: tuple[tuple[int, int], ...] | None = None  # headline characters that go too far; None where nobody marked any
    tags: tuple[str, ...] = field(default=())  # kind of fault, role, error type
    key: str = ""
    sensationalism: float | None = None
    evidence: tuple[tuple[int, int], ...] = ()

    @property
    def edit_of(self) -> str:
        """Key of the faithful headline that this one is a minimal edit of, or ""."""
        return next((tag.removeprefix(_EDIT) for tag in self.tags if tag.startswith(_EDIT)), "")


def group_of(body: str) -> str:
    """One name for one article: sets that share documents must fall on one side of a split."""
    letters = re.sub(r"[^a-z]", "", body.lower())
    return hashlib.sha1(letters[:160].encode()).hexdigest()[:12]


def fold_of(group: str, folds: int = FOLDS) -> int:
    """The fold of an article, always the same."""
    return int(hashlib.md5(f"fold {group}".encode()).hexdigest(), 16) % folds


def tidy(text: str) -> str:
    """Mend what some releases did to their text: LaTeX quotes, escaped quotes, spaces round hyphens."""
    text = text.replace("\\'\\'", '"').replace("\\'", "'").replace("``", '"').replace("''", '"')
    return re.sub(r"(\w) - (\w)", r"\1-\2", text).strip()


def _find_all(headline: str, parts: list[str]) -> tuple[tuple[int, int], ...]:
    out = []
    for part in parts:
        at = headline.find(part) if part else -1
        if at >= 0:
            out.append((at, at + len(part)))
    return tuple(out)


def xsumfaith() -> Iterator[Example]:
    for row in data.rows("xsumfaith/xsumfaith.csv"):
        headline = tidy(row["headline_or_claim"])
        votes = np.zeros(len(headline), dtype=int)
        spans = json.loads(row["spans"]) if row["spans"] else []
        for worker in {s["worker"] for s in spans}:
            mine = np.zeros(len(headline), dtype=bool)
            for a, b in _find_all(headline, [tidy(s["span"]) for s in spans if s["worker"] == worker]):
                mine[a:b] = True
            votes += mine
        marked = tuple((i, i + 1) for i in np.flatnonzero(votes >= 2))
        # A whole sentence marked says nothing of its words, and what these raters call faithful FRANK's raters mostly do not.
        unsure = (votes >= 2).mean() > MOSTLY or row["y_outrun"] == "0" or row["is_human_written"] == "1"
        label, marks = int(row["y_outrun"]), None if unsure else marked
        yield Example("xsumfaith", group_of(row["body"]), headline, row["body"], label, marks=marks, tags=(row["system"],), key=row["id"])


def defacto() -> Iterator[Example]:
    for row in data.rows("defacto/defacto.csv"):
        headline, label = tidy(row["headline_or_claim"]), int(row["y_outrun"])
        yield Example("defacto", group_of(row["body"]), headline, row["body"], label, tags=(row["error_type"],), key=row["id"])


def _changed(wrong: str, right: str) -> tuple[tuple[int, int], ...] | None:
    """Characters of the wrong sentence that the corrector took out or replaced; None where that is most of it, or nothing (words were only put in)."""
    a, b = list(re.finditer(r"\w+", wrong)), list(re.finditer(r"\w+", right))
    matcher = difflib.SequenceMatcher(None, [x.group().lower() for x in a], [x.group().lower() for x in b], autojunk=False)
    out = []
    for tag, i1, i2, _, _ in matcher.get_opcodes():
        if tag in {"replace", "delete"}:
            out.extend((a[i].start(), a[i].end()) for i in range(i1, i2))
    return tuple(out) if 0 < len(out) <= MOSTLY * len(a) else None


def defacto_pairs() -> Iterator[Example]:
    for row in data.rows("defacto/defacto_pairs.csv"):
        wrong, right = tidy(row["unsupported"]), tidy(row["supported"])
        group = group_of(row["body"])
        yield Example("defacto_pairs", group, wrong, row["body"], 1, marks=_changed(wrong, right), tags=(row["error_type"],), key=row["pair_id"])
        yield Example("defacto_pairs", group, right, row["body"], 0, marks=(), tags=(row["error_type"],), key=row["pair_id"])


def _plain(name: str, path: str, tag: str) -> Iterator[Example]:
    for row in data.rows(path):
        headline = tidy(row["headline_or_claim"])
        marks = None
        if row.get("annotated_span"):
            try:
                flat = [x for s in ast.literal_eval(row["annotated_span"]) for x in (s if isinstance(s, list) else [s])]
                wanted = [tidy(str(s)).lower().replace("’", "'") for s in flat]
                found = _find_all(headline.lower().replace("’", "'"), wanted)
                marks = found if len(found) == len(wanted) else None
            except (ValueError, SyntaxError):
                marks = None
        elif "annotated_span" in row and float(row["y_outrun"]) == 0:
            marks = ()
        if row["y_outrun"]:
            label, tags = int(float(row["y_outrun"])), tuple((row.get(tag) or "").split("|"))
            yield Example(name, group_of(row["body"]), headline, row["body"], label, marks=marks, tags=tags, key=row["id"])


def cliff() -> Iterator[Example]:
    yield from _plain("cliff", "cliff/cliff_xsum_only.csv", "errors")


def goyal21() -> Iterator[Example]:
    origin = {row["id"]: row["origin"] for row in data.rows("goyal21/goyal21.csv")}
    yield from (e for e in _plain("goyal21", "goyal21/goyal21.csv", "errors") if origin[e.key] == "xsum")  # of the others nearly all are wrong


def xent() -> Iterator[Example]:
    yield from _plain("xent", "xent/xent_summaries.csv", "label")


def wice() -> Iterator[Example]:
    for example in _plain("wice", "wice/claims.csv", "label"):
        yield replace(example, body=re.sub(r"^\(meta data\) TITLE: ", "", example.body)[:20_000])


def eureka() -> Iterator[Example]:
    for row in data.rows("claim_strength/eureka_headline_vs_lead.csv"):
        strict = "strict" if row["y_outrun_both_claims"] else ""
        label = int(row["label"] == "headline_stronger")
        yield Example("eureka", row["id"], row["headline_or_claim"], row["body"], label, tags=(row["label"], strict), key=row["id"])


def insciout() -> Iterator[Example]:
    for row in data.rows("insciout/pairs_train.csv"):
        yield Example("insciout", row["doc_id"], row["headline_or_claim"], row["body"], int(row["label"] == "exaggerates"), tags=(row["label"],), key=row["id"])


def _published(name: str) -> list[tuple[str, str, str]]:
    if name == "polnear":
        rows = [(r["id"], r["headline_or_claim"], r["body"]) for r in data.json_lines("polnear/articles.jsonl")]
    else:
        rows = [(r["id"], r["headline"], r["body"]) for r in data.rows("health_news/articles.csv")]
    return [(key, h.strip(), b) for key, h, b in rows if len(h.split()) >= 3 and len(b.split()) >= 60]


def own_and_other(name: str, rows: list[tuple[str, str, str]]) -> Iterator[Example]:
    """Headlines (key, headline, body) over their own bodies (0) and over another article's (1)."""
    bodies = list(dict.fromkeys(body for _, _, body in rows))
    order = np.random.default_rng(7).permutation(len(bodies)).tolist()
    after = {bodies[a]: bodies[b] for a, b in zip(order, order[1:] + order[:1], strict=True)}
    for key, headline, body in rows:
        yield Example(f"{name}_other", group_of(body), headline, body, 0, tags=("own",), key=key)
        yield Example(f"{name}_other", group_of(body), headline, after[body], 1, tags=("other",), key=key)


def polnear() -> Iterator[Example]:
    yield from own_and_other("polnear", _published("polnear"))


def health_news() -> Iterator[Example]:
    yield from own_and_other("health_news", _published("health_news"))


def faithful() -> Iterator[Example]:
    """Our faithful headlines: unlike published ones, a third of them in fresh words."""
    yield from own_and_other("faithful", [(f"{name} {e.key}", e.headline, e.body) for name in GRADED for e in load(name) if not e.label])


def corrected() -> Iterator[Example]:
    """What defacto's correctors made of sentences."""
    yield from own_and_other("corrected", [(e.key, e.headline, e.body) for e in load("defacto_pairs") if not e.label])


def _graded(name: str, rows: Iterable[dict[str, str]], bodies: Callable[[dict[str, str]], str]) -> Iterator[Example]:
    for row in rows:
        body = bodies(row)
        marks = _find_all(row["headline"], row["fault"].split(" | ")) if row["fault"] else ()
        straight = body.translate(_STRAIGHT)
        where = [(straight.find(e), len(e)) for e in row["evidence"].translate(_STRAIGHT).split(" | ")]
        yield Example(
            name,
            group_of(body),
            row["headline"],
            body,
            int(int(row["accuracy"]) > 0),
            grade=float(row["accuracy"]),
            marks=marks,
            tags=(row["kind"], row["role"], f"{_EDIT}{row['edit_of']}" if row["edit_of"] else "", f"grade={row['accuracy']}"),
            key=row["headline_id"],
            sensationalism=float(row["sensationalism"]),
            evidence=tuple((a, a + n) for a, n in where if a >= 0),
        )


_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


def seeds() -> Iterator[Example]:
    """Our own articles."""
    yield from _graded("seeds", _csv(SEEDS), lambda row: row["body"])


def real() -> Iterator[Example]:
    """Our graded headlines over real bodies, which stay where they are."""
    table = _real_bodies()
    yield from _graded("real", _csv(REAL), lambda row: table[row["document"]])


def unbalanced() -> Iterator[Example]:
    """Our graded headlines over bodies of ours and real ones, written without regard to what their surface gives away.

    Those that a second grader, who saw no grades, judged otherwise (faithful or not, or two grades apart) teach and test nothing.
    """
    own = {row["article"]: row["body"] for row in _csv(UNBALANCED.with_name("unbalanced_articles.csv"))}
    table = _real_bodies()
    agreed = [row for row in _csv(UNBALANCED) if not to_mend(int(row["accuracy"]), int(row["second_accuracy"]))]
    yield from _graded("unbalanced", agreed, lambda row: table[row["document"]] if row["document"] else own[row["article"]])


def excerpts() -> Iterator[Example]:
    """Our minimal edits, and the faithful headlines they were made from, over no more of the body than the sentences that decide between the two."""
    for name in GRADED:
        faithful = {e.key: e for e in load(name) if not e.label}
        for edit in load(name):
            fair = faithful.get(edit.edit_of)
            if fair is None:
                continue
            marked = (*edit.evidence, *fair.evidence)
            decisive = [edit.body[a:b] for a, b in _sentences(edit.body) if any(p < b and a < q for p, q in marked)]
            for e in (edit, fair) if decisive else ():
                yield Example("excerpts", e.group, e.headline, " ".join(decisive), e.label, key=f"{name} {edit.key}")


@cache
def _sentences(body: str) -> list[tuple[int, int]]:
    document = read(body)
    return [document.sentence_span(s) for s in range(document.n_sentences)]


def to_mend(writer: int, second: int) -> bool:
    """Whether two grades of accuracy are too far apart for a headline to stand: faithful for one only, or two apart."""
    return (writer == 0) != (second == 0) or abs(writer - second) >= 2


@cache
def _real_bodies() -> dict[str, str]:
    table = {f"polnear:{r['id']}": r["body"] for r in data.json_lines("polnear/articles.jsonl")}
    table |= {f"health_news:{r['id']}": r["body"] for r in data.rows("health_news/articles.csv")}
    return table | {f"fnc1:{r['Body ID']}": r["articleBody"] for r in data.rows("fnc1/train_bodies.csv")}


def _csv(path: Path) -> Iterator[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


GRADED = ("seeds", "real", "unbalanced")
PUBLISHED = ("polnear", "health_news")
ELSEWHERE = (*PUBLISHED, "faithful", "corrected")  # headlines over other bodies too
_LOADERS = (
    xsumfaith, defacto, defacto_pairs, cliff, goyal21, xent, wice, eureka, insciout, polnear, health_news, faithful, corrected, seeds, real, unbalanced, excerpts,
)  # fmt: skip
LOADERS: dict[str, Callable[[], Iterator[Example]]] = {f.__name__: f for f in _LOADERS}


@cache
def load(name: str) -> tuple[Example, ...]:
    """All examples of one set, in file order."""
    return tuple(LOADERS[name]())

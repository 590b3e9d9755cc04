"""Are the reasons right? Minimal edits of our seed headlines, whose changed words are known, against what the reasons point at.

    python -m training.reasons_check               the shipped model, which was trained on these very headlines
    python -m training.reasons_check --held-out    for each fold of articles, a model that has not seen it (some minutes)

For every overreaching headline that is a minimal edit of a faithful one:
- strongest, top three: the headline words of the strongest reason against the headline (one of the three strongest) overlap the fault;
- chance: what a stretch of the same length, laid anywhere in the headline, would get; words: how many words the strongest reason names;
- evidence: a sentence quoted by the strongest reason against it (by any) overlaps the passage that decides;
- offered: some fix is offered; restored: one of the fixes has, in the same place, the faithful headline's words instead of the marked
  fault, read with inflections, synonyms of the lexicon and numbers by value, any hedge for a hedge, any verb of saying, planning or weighing
  for another, and a name for the role that the body gives beside it; to the letter: it has those very words;
  right: of the fixes offered, how many restore, mean over the headlines that get any.
"""

from __future__ import annotations

import difflib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from unittest.mock import patch

import numpy as np

from headcheck.inflect import base
from headcheck.lexicon import ADJECTIVE, NAME, NOUN, SYNONYM, lexicon
from headcheck.lexicon.boldness import Boldness, boldness
from headcheck.model import Judge, default_judge
from headcheck.reasons.kinds import ELSEWHERE
from headcheck.scoring import score
from headcheck.text import Document, read
from headcheck.text.numbers import quantities
from training import described
from training.boldness import fit
from training.pointing import with_pointing
from training.sets import FOLDS, Example, fold_of, load

KEYS = ("strongest", "top three", "chance", "words", "evidence", "evidence, any", "offered", "restored", "to the letter", "right")


@dataclass(frozen=True)
class Edit:
    """An overreaching headline and the faithful one that it was made from."""

    wrong: Example
    right: Example


def edits() -> list[Edit]:
    """All overreaching minimal edits of the seeds."""
    examples = load("seeds")
    by_key = {e.key: e for e in examples}
    return [Edit(e, by_key[e.edit_of]) for e in examples if e.label and e.edit_of]


def measure(edit: Edit, judge: Judge) -> dict[str, float]:
    """The figures of one edit."""
    wrong = edit.wrong
    result = score(wrong.headline, wrong.body, judge=judge)
    against = [r for r in result.reasons if r.effect > 0]
    marks = wrong.marks or ()
    hits = [r.kind != ELSEWHERE and overlap(r.headline_span, marks) for r in against]  # which points at all of the headline
    quoted = [overlap(r.body_span, wrong.evidence) for r in against if r.body_span is not None]
    good = [restores(fix.text, edit) for fix in result.fixes]
    return {
        "strongest": float(any(hits[:1])),
        "top three": float(any(hits[:3])),
        "chance": chance(wrong.headline, against[0].headline_span, marks) if against else 0.0,
        "words": float(len(wrong.headline[slice(*against[0].headline_span)].split())) if against else 0.0,
        "evidence": float(any(quoted[:1])),
        "evidence, any": float(any(quoted)),
        "offered": float(bool(good)),
        "restored": float(any(meaning for meaning, _ in good)),
        "to the letter": float(any(letter for _, letter in good)),
        "right": float(np.mean([meaning for meaning, _ in good])) if good else np.nan,
    }


def restores(fix: str, edit: Edit) -> tuple[bool, bool]:
    """Whether a fix has the faithful headline's words instead of the fault: in meaning, to the letter."""
    texts = (fix, edit.wrong.headline, edit.right.headline)
    marks = edit.wrong.marks or ()
    letter = _has(*(_letters(text) for text in texts), marks=(), body=None)
    return letter or _has(*(_plain(text) for text in texts), marks=marks, body=edit.wrong.body), letter


@dataclass(frozen=True)
class _Word:
    meaning: str
    span: tuple[int, int]


def _has(fix: list[_Word], wrong: list[_Word], right: list[_Word], *, marks: tuple[tuple[int, int], ...], body: str | None) -> bool:
    """Whether the fix says what the faithful headline says, where that differs from the wrong one in the marked fault.

    With a body, synonyms of the lexicon count as the same, and so do a name and the role that the body gives beside it.
    """
    old, new, got = ([w.meaning for w in words] for words in (wrong, right, fix))
    if got == new:
        return True
    changes = [c for c in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if c[0] != "equal"]
    if not changes:  # the fault lies in small words, which only the letter tells
        return False
    marked = [c for c in changes if any(overlap(w.span, marks) for w in wrong[c[1] if c[2] > c[1] else max(0, c[1] - 1) : max(c[2], c[1] + 1)])]
    gone: list[str] = []
    wanted: list[str] = []
    expected = list(old)
    for _, i1, i2, j1, j2 in reversed(marked or changes):
        gone += old[i1:i2]
        wanted += new[j1:j2]
        expected[i1:i2] = new[j1:j2]
    if got == expected:
        return True
    if marks and not _same_place(old, got, marked or changes):  # a hedge put in elsewhere, say
        return False
    if not wanted or sorted(gone) == sorted(wanted):  # words only went, or changed places
        return False
    if any(got.count(word) > expected.count(word) for word in gone):
        return False
    missing = [word for word in dict.fromkeys(wanted) if got.count(word) < expected.count(word)]
    added = [word for word in dict.fromkeys(got) if got.count(word) > old.count(word) and word not in wanted]
    return not missing or (body is not None and (_synonyms(missing, added) or _one_phrase(missing, added, body)))


def _same_place(old: list[str], got: list[str], changes: list[tuple[str, int, int, int, int]]) -> bool:
    """Whether the fix changes the wrong headline where the faithful one differs from it, or next to that."""
    mine = [c for c in difflib.SequenceMatcher(None, old, got, autojunk=False).get_opcodes() if c[0] != "equal"]
    return any(a <= d and c <= b for _, a, b, _, _ in mine for _, c, d, _, _ in changes)


def _synonyms(missing: list[str], added: list[str]) -> bool:
    """Whether each missing word has a synonym among the added ones."""
    lex = lexicon()

    def same(one: str, other: str) -> bool:
        if not (one.startswith("family ") and other.startswith("family ")):
            return False
        others, relations = lex.related(int(one[7:]))
        return int(other[7:]) in others[relations == SYNONYM].tolist()

    return all(any(same(word, other) or same(other, word) for other in added) for word in missing)


def _one_phrase(missing: list[str], added: list[str], body: str) -> bool:
    """Whether the body has all missing and added words in one run of nouns with a name: "opposition leader Denise Apperley"."""
    document = read(body)
    run: list[int] = []
    for i in range(len(document) + 1):
        if i < len(document) and document.kind[i] in (NOUN, NAME, ADJECTIVE):
            run.append(i)
            continue
        words = {_key(document, t) for t in run}
        if added and set(missing) | set(added) <= words and document.capital[run].any():
            return True
        run = []
    return False


def _key(document: Document, i: int) -> str:
    return f"family {document.family[i]}" if document.row[i] != lexicon().unknown else document.low[i]


def _letters(text: str) -> list[_Word]:
    document = read(text, furniture=False)
    return [_Word(w, document.span(i, i + 1)) for i, w in enumerate(document.low) if w[0].isalnum()]


def _plain(text: str) -> list[_Word]:
    """Words as their meaning goes: small words left out, inflections as one, numbers by value, hedges and verbs of saying alike.

    So are verbs of planning, those of weighing, and quantifiers that the word list puts at about the same share ("some", "several"); a
    word that only stresses a number is left out.
    """
    document, lex = read(text, furniture=False), lexicon()
    member, column, values = lex.member[document.row], lex.column, lex.lists[document.row]
    number = _values(document)
    out = []
    for i, word in enumerate(document.low):
        if i in number:
            meaning = number[i]
        elif word in {"'s", "%"} or not word[0].isalnum():
            continue
        elif word in _MAY or (lex.hedges[document.row[i]] and word not in {"if", "whether"}):
            meaning = "may"
        elif lex.says[document.row[i]]:
            meaning = "say"
        elif (plan := _PLANS.get(base(word))) is not None:
            meaning = plan
        elif member[i, column["quantifier"]] and 0.3 <= values[i, column["quantifier"]] <= 0.4:
            meaning = "some"
        elif member[i, column["booster"]] and i + 1 in number:
            continue
        elif member[i, column["function"]] and not member[i, [column["negation"], column["quantifier"], column["modal"]]].any():
            continue
        else:
            meaning = _key(document, i)
        if meaning:
            out.append(_Word(meaning, document.span(i, i + 1)))
    return out


_MAY = frozenset(["may", "might", "could"])
_PLANS = {**dict.fromkeys(["plan", "propose", "aim", "intend"], "plan"), **dict.fromkeys(["consider", "weigh", "mull", "explore", "eye", "review"], "consider")}


def _values(document: Document) -> dict[int, str]:
    return {i: f"{q.value:g}" if i == q.first else "" for q in quantities(document) for i in range(q.first, q.last)}


def overlap(span: tuple[int, int], others: tuple[tuple[int, int], ...]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in others)


def chance(headline: str, span: tuple[int, int], marks: tuple[tuple[int, int], ...]) -> float:
    """Share of places at which a stretch of as many words would touch the fault."""
    document = read(headline, furniture=False)
    words = [document.span(i, i + 1) for i in range(len(document)) if document.low[i][0].isalnum()]
    size = max(1, sum(overlap(w, (span,)) for w in words))
    return float(np.mean([overlap((words[i][0], words[i + size - 1][1]), marks) for i in range(len(words) - size + 1)]))


def judges() -> Iterator[tuple[int, Judge, Boldness]]:
    """(fold, a model and weights of words that have not seen its articles)."""
    from training import recipe

    shipped = default_judge()
    rows = recipe.read_sets()
    for k in range(FOLDS):
        train = [r for r in rows if fold_of(r.example.group) != k]
        head = recipe.fit_accuracy(train, recipe.out_of_fold(train))
        calibrated = replace(head, calibration=shipped.accuracy.calibration)
        words = with_pointing(recipe.fit_words(train), train)
        yield k, Judge(words, calibrated, shipped.sensationalism, shipped.thresholds), fit(train)


def collect(*, held_out: bool) -> dict[str, list[dict[str, float]]]:
    """Figures of every edit, by kind of fault, and of all."""
    out: dict[str, list[dict[str, float]]] = defaultdict(list)
    every = edits()
    if held_out:
        pairs = [(e, judge, learnt) for k, judge, learnt in judges() for e in every if fold_of(e.wrong.group) == k]
    else:
        pairs = [(e, default_judge(), boldness()) for e in every]
    for edit, judge, learnt in pairs:
        with patch("headcheck.features.boldness.boldness", lambda learnt=learnt: learnt):
            values = measure(edit, judge)
        for key in ("all", edit.wrong.tags[0]):
            out[key].append(values)
    return out


def table(collected: dict[str, list[dict[str, float]]]) -> str:
    """A Markdown table, a kind of fault a row."""
    lines = ["| kind | n | " + " | ".join(KEYS) + " |", "|---" * (len(KEYS) + 2) + "|"]
    for kind in sorted(collected, key=lambda k: -len(collected[k])):
        rows = collected[kind]
        cells = " | ".join(f"{_mean(rows, key):.2f}" for key in KEYS)
        lines.append(f"| {kind} | {len(rows)} | {cells} |")
    return "\n".join(lines)


def _mean(rows: list[dict[str, float]], key: str) -> float:
    known = [r[key] for r in rows if not np.isnan(r[key])]
    return float(np.mean(known)) if known else np.nan


def main() -> None:
    parser = described(__doc__)
    parser.add_argument("--held-out", action="store_true", help="models that have not seen the article, one for each fold")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    given = parser.parse_args()
    collected = collect(held_out=given.held_out)
    if given.json:
        means = {kind: {key: round(_mean(rows, key), 4) for key in KEYS} for kind, rows in collected.items()}
        print(json.dumps({kind: {"n": len(collected[kind]), **values} for kind, values in means.items()}, indent=1))
        return
    print("Models that have not seen the article." if given.held_out else "The shipped model, which was trained on these headlines.")
    print(table(collected))


if __name__ == "__main__":
    main()

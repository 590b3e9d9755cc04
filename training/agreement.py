"""How far two graders agree.

    python -m training.agreement

Compares the writers' grades with `seeds/second_grades.csv`, and those of the unbalanced headlines with the second ones in their rows.
Round 1 is the blind grading of every headline, with the writer's grade of that moment (`first_...`) kept beside it, so
that agreement before mending stays open to view; round 2 regrades, by its mender, a headline rewritten because of round 1.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nltk.metrics.agreement import AnnotationTask

from training import data, described
from training.sets import REAL, SEEDS, UNBALANCED, to_mend

SECOND = data.ROOT / "seeds" / "second_grades.csv"
GRADED = (SEEDS, REAL)
SCALES = ("accuracy", "sensationalism")
TOP = 3  # both scales run from 0 to 3


@dataclass(frozen=True)
class TwoGrades:
    """One headline graded twice on one scale, 0 to 3."""

    headline_id: str
    kind: str
    headline: str
    writer: int
    second: int


@dataclass(frozen=True)
class SecondGrade:
    """One row of `second_grades.csv`: both scales in the order of ``SCALES``."""

    headline_id: str
    second: tuple[int, int]
    round: int
    first: tuple[int, int]  # the writer's grades when the second grader saw the headline


def weighted_kappa(pairs: Iterable[tuple[int, int]], *, power: int) -> float:
    """Cohen's weighted kappa of two graders by NLTK.

    Parameters
    ----------
    pairs : iterable of (int, int)
        The two grades of each item, 0 to 3.
    power : int
        Disagreements weigh ``(|a - b| / 3) ** power``: 1 for linear, 2 for quadratic weights.

    Returns
    -------
    float
        At most 1; ``nan`` where both graders give one and the same grade throughout, so that chance cannot be estimated.

    References
    ----------
    Cohen (1968), Weighted kappa, Psychological Bulletin 70(4).
    """
    pairs = list(pairs)
    if len({grade for pair in pairs for grade in pair}) < 2:
        return math.nan
    triples = [(grader, item, pair[i]) for item, pair in enumerate(pairs) for i, grader in enumerate(("writer", "second"))]
    return float(AnnotationTask(data=triples, distance=lambda a, b: (abs(a - b) / TOP) ** power).weighted_kappa())


def disagreements(graded: Sequence[TwoGrades], scale: str = "accuracy") -> list[TwoGrades]:
    """Those that must be mended: two grades and more apart or, for accuracy, faithful for one grader only."""
    # For accuracy 0 is the other side of a line; for wording it is one step among four.
    return [g for g in graded if (to_mend(g.writer, g.second) if scale == "accuracy" else abs(g.writer - g.second) >= 2)]


def before(scale: str, rows: Sequence[SecondGrade], headlines: dict[str, dict[str, str]]) -> list[TwoGrades]:
    """The blind grading against the writers' grades as they were then."""
    at = SCALES.index(scale)
    return [_two(r, headlines[r.headline_id], r.first[at], r.second[at]) for r in rows if r.round == 1]


def after(scale: str, rows: Sequence[SecondGrade], headlines: dict[str, dict[str, str]], *, blind_only: bool = False) -> list[TwoGrades]:
    """The latest second grade of each headline against the writers' grades of today; ``blind_only`` leaves rewritten ones out."""
    at = SCALES.index(scale)
    latest = {r.headline_id: r for r in sorted(rows, key=lambda r: r.round)}
    kept = [r for r in latest.values() if r.round == 1 or not blind_only]
    return [_two(r, headlines[r.headline_id], int(headlines[r.headline_id][scale]), r.second[at]) for r in kept]


def read_second(path: Path = SECOND) -> list[SecondGrade]:
    """Rows of the second grading."""
    with open(path, encoding="utf-8", newline="") as file:
        return [
            SecondGrade(
                row["headline_id"],
                (int(row["accuracy"]), int(row["sensationalism"])),
                int(row["round"]),
                (int(row["first_accuracy"]), int(row["first_sensationalism"])),
            )
            for row in csv.DictReader(file)
        ]


def read_headlines(paths: Iterable[Path] = GRADED) -> dict[str, dict[str, str]]:
    """Graded headlines by id, from each file that there is."""
    table: dict[str, dict[str, str]] = {}
    for path in paths:
        if path.exists():
            with open(path, encoding="utf-8", newline="") as file:
                table.update((row["headline_id"], row) for row in csv.DictReader(file))
    return table


def unbalanced(scale: str) -> list[TwoGrades]:
    """Both grades of the headlines that were written without regard to their surface; the second grade stands in the same row."""
    rows = read_headlines([UNBALANCED]).values()
    return [TwoGrades(r["headline_id"], r["kind"], r["headline"], int(r[scale]), int(r[f"second_{scale}"])) for r in rows]


def _two(row: SecondGrade, headline: dict[str, str], writer: int, second: int) -> TwoGrades:
    return TwoGrades(row.headline_id, headline["kind"], headline["headline"], writer, second)


def _figures(graded: Sequence[TwoGrades], scale: str) -> str:
    pairs = [(g.writer, g.second) for g in graded]
    n = len(pairs)
    exact = sum(a == b for a, b in pairs) / n
    lean = sum(b - a for a, b in pairs) / n
    line = f"{n:5d} {exact:6.3f} {lean:+6.3f} {weighted_kappa(pairs, power=2):9.3f} {weighted_kappa(pairs, power=1):6.3f}"
    return f"{line} {len(disagreements(graded, scale)):8d}"


def _by_kind(graded: Sequence[TwoGrades]) -> Iterator[tuple[str, list[TwoGrades]]]:
    for kind in sorted({g.kind for g in graded}):
        yield kind, [g for g in graded if g.kind == kind]


def _report(scale: str, rows: Sequence[SecondGrade], headlines: dict[str, dict[str, str]]) -> None:
    seeds = [r for r in rows if "document" not in headlines[r.headline_id]]
    real = [r for r in rows if "document" in headlines[r.headline_id]]
    print(f"\n{scale}: second grader against writer (lean: second minus writer; to mend: two apart, or faithful for one only)")
    print(f"{'':34}    n  exact   lean quadratic linear  to mend")
    for name, part in (("seeds", seeds), ("real bodies", real)):
        if part:
            print(f"{name + ', blind, before mending':34}{_figures(before(scale, part, headlines), scale)}")
            print(f"{name + ', blind, rewritten left out':34}{_figures(after(scale, part, headlines, blind_only=True), scale)}")
            print(f"{name + ', after mending':34}{_figures(after(scale, part, headlines), scale)}")
    print(f"{'unbalanced, blind':34}{_figures(unbalanced(scale), scale)}")
    everything = after(scale, rows, headlines)
    faithful = [g for g in everything if g.kind == "faithful"]
    print("by kind after mending, the kappa over the kind together with all faithful headlines")
    for kind, graded in _by_kind(everything):
        own = [(g.writer, g.second) for g in graded]
        more = own if kind == "faithful" else own + [(g.writer, g.second) for g in faithful]
        exact = sum(a == b for a, b in own) / len(own)
        kappa = "" if scale == "accuracy" and kind == "faithful" else f"{weighted_kappa(more, power=2):9.3f} {weighted_kappa(more, power=1):6.3f}"
        print(f"  {kind:32}{len(own):5d} {exact:6.3f} {sum(b - a for a, b in own) / len(own):+6.3f} {kappa}")
    rewritten = {r.headline_id for r in rows if r.round > 1}
    for stage, graded in (("before mending", before(scale, rows, headlines)), ("after mending", everything)):
        for g in disagreements(graded, scale):
            wording = "(since rewritten)" if stage == "before mending" and g.headline_id in rewritten else g.headline
            print(f"  {stage}: {g.headline_id} ({g.kind}) writer {g.writer}, second {g.second}: {wording}")


def main() -> None:
    headlines = read_headlines()
    rows = read_second()
    lost = [r.headline_id for r in rows if r.headline_id not in headlines]
    if lost:
        raise SystemExit(f"{SECOND.name}: column headline_id: no such headline: {', '.join(lost[:5])}")
    missing = set(headlines) - {r.headline_id for r in rows}
    print(f"{len(headlines)} headlines, {len(missing)} of them without a second grade")
    for scale in SCALES:
        _report(scale, rows, headlines)


if __name__ == "__main__":
    described(__doc__).parse_args()
    main()

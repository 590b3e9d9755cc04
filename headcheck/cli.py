"""The command line. Results go to standard output, everything else to standard error.

Exit codes: 0 done, 1 a score above `--fail-above`, 2 bad input or usage, 70 a mistake of headcheck's own, 130 interrupted, 141 the
reader of the output has gone, 143 terminated.
"""

from __future__ import annotations

import heapq
import json
import math
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib import resources
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import click

import headcheck
from headcheck import errors
from headcheck.errors import InputError, Place
from headcheck.files import NO_ROOM, STANDARD, check_writable, opened, replaced
from headcheck.result import Result, Scores
from headcheck.tables import Row, stream_table, write_rows
from headcheck.tables.decode import text_lines

BATCH = 1024  # rows scored at once
_FORMATS = click.Choice(["csv", "tsv", "jsonl", "parquet"])
_INTERRUPTED = 130  # as shells count: 128 + SIGINT
_CLOSED = 141  # 128 + SIGPIPE
_TERMINATED = 143  # 128 + SIGTERM
_FAILED = 70  # EX_SOFTWARE of sysexits.h


class Scorer(Protocol):
    """What scores: the library with its shipped model, or a retrained model."""

    def score(self, headline: str, body: str) -> Result: ...
    def score_many(self, headlines: Iterable[str], bodies: Iterable[str], *, n_jobs: int = 1) -> Scores: ...


def run(args: list[str] | None = None) -> int:
    """Run the command line and return its exit code; errors are told in one line."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # a terminal that cannot show a letter must not stop the work; files and pipes get UTF-8
            reconfigure(errors="replace", **({} if stream.isatty() else {"encoding": "utf-8"}))
    try:
        code = cli.main(args, prog_name="headcheck", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
        return int(code or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else error.format_message(), err=True)
        return 2
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "headcheck"
        return _told(f"{error.format_message()} ({where} --help)")
    except (click.ClickException, InputError) as error:
        return _told(str(error))
    except (click.Abort, KeyboardInterrupt):
        return _told("interrupted", _INTERRUPTED)
    except _Terminated:
        return _told("terminated", _TERMINATED)
    except (BrokenPipeError, SystemExit):  # the reader has gone, as in `headcheck ... | head`; click makes it an exit with 1
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return _CLOSED
    except OSError as error:
        return _told(str(errors.no_room(errors.STANDARD_OUTPUT, error.strerror) if error.errno in NO_ROOM else error))
    except Exception:  # a mistake of ours must not look like a score above the limit
        traceback.print_exc()
        return _told("this should not happen; please report it with the lines above", _FAILED)


class _Terminated(BaseException):
    """The process was asked to end: what is half-written is cleared away first."""


def terminate(*_: object) -> None:
    """What a process does at SIGTERM and SIGHUP."""
    raise _Terminated


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(headcheck.__version__, prog_name="headcheck")
def cli() -> None:
    """How far does a headline outrun the facts in its body, why, and where in the text?

    \b
    headcheck demo
    headcheck score "Mayor quits over bridge" --body article.txt
    headcheck score articles.csv -o scored.csv
    headcheck train labels.csv --label stance -o desk.json
    """


def _a_number(_: click.Context, __: click.Parameter, value: float | None) -> float | None:
    if value is not None and math.isnan(value):  # FloatRange lets it through, and no score would ever be above it
        raise click.BadParameter("nan is not a number from 0 to 1.")
    return value


def columns(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that name the columns of a table of headlines and bodies."""
    command = click.option("--body-column", default="body", show_default=True, metavar="NAME", help="Column with the bodies.")(command)
    return click.option("--headline-column", default="headline", show_default=True, metavar="NAME", help="Column with the headlines.")(command)


def scoring(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of everything that scores many rows."""
    command = click.option("--progress/--no-progress", default=None, help="Show a progress bar on standard error; by default in a terminal.")(command)
    command = click.option("--format", "format_", type=_FORMATS, help='Format of "-" (standard input and output); of files the ending tells.')(command)
    command = click.option("--n-jobs", type=int, default=1, show_default=True, help="Processes; -1 for every core.")(command)
    return click.option("--model", metavar="FILE", help="Model saved by `headcheck train`, instead of the shipped one.")(command)


# score


@cli.command()
@click.argument("source", metavar="HEADLINE_OR_TABLE")
@click.option("--body", metavar="FILE", help='The body of one headline, as a text file; "-" reads standard input.')
@click.option("-o", "--output", default=STANDARD, metavar="FILE", help="Where the scored table goes; standard output by default.")
@columns
@scoring
@click.option("--prefix", default="", metavar="TEXT", help="Put before the names of the columns that are added.")
@click.option("--reasons", is_flag=True, help="Add the strongest reason and any warnings to each row of a table (takes about twice as long).")
@click.option("--json", "as_json", is_flag=True, help="The whole result as JSON; of a table, one line a row.")
@click.option("--fail-above", type=click.FloatRange(0, 1), callback=_a_number, metavar="SCORE", help="Exit with 1 if any score is above this.")
def score(source: str, body: str | None, model: str | None, as_json: bool, fail_above: float | None, **table: Any) -> int:
    """Score one headline over its body, or every row of a table (csv, jsonl, parquet).

    A table is read and written as it streams by, with the columns score, sensationalism and verdict added.
    A file appears whole or not at all.

    \b
    headcheck score "Mayor quits over bridge" --body article.txt
    pbpaste | headcheck score "Mayor quits over bridge" --body - --json
    headcheck score articles.csv -o scored.csv --n-jobs -1
    headcheck score drafts.jsonl --headline-column title --body-column text -o scored.jsonl
    headcheck score tonight.csv -o scored.csv --fail-above 0.7 && publish
    """
    tally = Tally(fail_above)
    if table["format_"] is not None and body is None and source != STANDARD and table["output"] != STANDARD:
        raise click.UsageError('--format is for "-", standard input and output; of files the ending tells')
    if body is not None:
        _refuse_table_options(click.get_current_context())
        if os.path.isfile(source):
            raise click.UsageError(f"{errors.quoted(source)} is a file; with --body give the words of one headline")
        result = _scorer(model).score(source, _read_text(body))
        click.echo(_json({"headline": source, **result.to_dict()}) if as_json else str(result))
        tally.add(result.headline, result.score, result.verdict)
    else:
        _check_is_table(source)
        _check_target(table["output"], source)
        _score_table(source, _scorer(model), tally, as_json=as_json, **table)
    if not tally.above:
        return 0
    highest, headline = tally.highest
    return _told(f"{tally.above} of {tally.count} above {fail_above:g}; the highest is {highest:.2f}: {errors.quoted(headline)}", 1)


@dataclass
class Tally:
    """What went by: how many, their verdicts, how many scored above a limit, and the highest score with its headline."""

    limit: float | None = None
    count: int = 0
    verdicts: dict[str, int] = field(default_factory=lambda: {"accurate": 0, "stretched": 0, "overreaching": 0})
    above: int = 0
    highest: tuple[float, str] = (-1.0, "")

    def add(self, headline: str, score: float, verdict: str) -> None:
        self.count += 1
        self.verdicts[verdict] += 1
        self.above += self.limit is not None and score > self.limit
        self.highest = max(self.highest, (score, headline))


def _score_table(
    source: str,
    scorer: Scorer,
    tally: Tally,
    *,
    output: str,
    headline_column: str,
    body_column: str,
    n_jobs: int,
    format_: str | None,
    progress: bool | None,
    prefix: str,
    reasons: bool,
    as_json: bool,
) -> None:
    written = format_ if output == STANDARD else None
    if as_json:
        if output != STANDARD and Path(output).suffix.lower() not in (".jsonl", ".ndjson"):
            raise click.UsageError("--json writes JSON lines: name the output .jsonl")
        written = "jsonl"

    def scored() -> Iterator[Row]:
        for row, headline, body, value, loud, verdict in _stream(source, scorer, headline_column, body_column, n_jobs, format_, progress):
            tally.add(headline, value, verdict)
            added: Row = {"score": round(value, 6), "sensationalism": round(loud, 6), "verdict": verdict}
            if reasons or as_json:
                result = scorer.score(headline, body)
                if reasons:
                    added |= {"reason": next((r.text for r in result.reasons if r.effect > 0), ""), "warnings": "; ".join(result.warnings)}
                if as_json:
                    added["result"] = result.to_dict()
            yield _joined(row, {prefix + name: cell for name, cell in added.items()}, source)

    write_rows(output, scored(), written)


def _joined(row: Row, added: Row, source: str) -> Row:
    taken = row.keys() & added.keys()
    if taken:
        place = Place(errors.STANDARD_INPUT if source == STANDARD else source, column=min(taken))
        raise InputError.at(place, "the table already has this column, and it must not be lost", "Name the new ones otherwise, for example --prefix headcheck_")
    return {**row, **added}


def _stream(
    source: str, scorer: Scorer, headline: str, body: str, n_jobs: int, format_: str | None, progress: bool | None
) -> Iterator[tuple[Row, str, str, float, float, str]]:
    """Rows of a table with their headline, body, score, sensationalism and verdict, a batch at a time."""
    _check_jobs(n_jobs)
    rows = stream_table(source, {"headline": headline, "body": body}, format=format_ if source == STANDARD else None)
    size = BATCH if n_jobs == 1 else 4 * BATCH
    counted = _counted(rows, progress)
    while batch := list(islice(counted, size)):
        headlines, bodies = [row[headline] for row in batch], [row[body] for row in batch]
        scores = scorer.score_many(headlines, bodies, n_jobs=n_jobs)
        values = (scores.score.tolist(), scores.sensationalism.tolist(), scores.verdict.tolist())
        yield from zip(batch, headlines, bodies, *values, strict=True)


def _counted(rows: Iterable[Row], progress: bool | None) -> Iterator[Row]:
    """The rows, shown as they are taken."""
    if not _shows(progress):
        return iter(rows)
    from headcheck.show.progress import bar

    return iter(bar(rows, total=None, unit="row"))


def _refuse_table_options(ctx: click.Context) -> None:
    """An option that would do nothing must not look as if it did."""
    for name in ("output", "headline_column", "body_column", "n_jobs", "format_", "progress", "prefix", "reasons"):
        if ctx.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE:
            option = next(p.opts[-1] for p in ctx.command.params if p.name == name)
            raise click.UsageError(f"{option} is for tables; with --body one headline is scored", ctx)


def _check_is_table(source: str) -> None:
    """A headline without a body is the likeliest slip: say so, rather than that a file is missing."""
    if source == STANDARD or os.path.exists(source):
        return
    if not Path(source).suffix or any(c.isspace() for c in source):
        raise InputError(f'{errors.quoted(source)} is no file; one headline needs its body: headcheck score "HEADLINE" --body article.txt')


# train and evaluate


@cli.command()
@click.argument("source", metavar="TABLE")
@click.option("--label", default="label", show_default=True, metavar="NAME", help="Column with the labels.")
@click.option("--group", metavar="NAME", help="Column that says what belongs together, such as the article; by default rows with the same body do.")
@click.option("-o", "--output", required=True, metavar="FILE", help="Where the model goes, such as desk.json.")
@columns
@click.option("--positive", metavar="CLASS", help="The class whose probability is the score of `headcheck score --model`.")
@click.option(
    "--class-weight",
    type=click.Choice(["auto", "sqrt", "balanced", "none"]),
    default="auto",
    show_default=True,
    help='What a mistake on each class costs: "balanced" as much in all as on any other class, "none" as much on each row, "sqrt" half way between.',
)
@click.option("--C", "--c", "strength", type=float, metavar="NUMBER", help="Inverse strength of the penalty; by default chosen by cross-validation.")
@click.option("--folds", type=click.IntRange(2), default=5, show_default=True, help="Folds of the cross-validation that the report comes from.")
@click.option("--cache", metavar="FOLDER", help="Keep the features there, so that training again on the same texts is fast.")
@click.option("--n-jobs", type=int, default=-1, show_default=True, help="Processes; -1 for every core.")
@click.option("--progress/--no-progress", default=None, help="Show a progress bar on standard error; by default in a terminal.")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
def train(
    source: str,
    label: str,
    group: str | None,
    output: str,
    headline_column: str,
    body_column: str,
    positive: str | None,
    class_weight: str,
    strength: float | None,
    folds: int,
    cache: str | None,
    n_jobs: int,
    progress: bool | None,
    as_json: bool,
) -> None:
    """Train a model on your labels and print how well it does on rows it has not seen.

    Labels may be two classes of any kind, names, whole numbers in order, or grades from 0 to 1. Nothing is saved if anything is wrong.

    \b
    headcheck train labels.csv --label stance --group article_id -o desk.json
    headcheck train seeds/headlines.csv --label accuracy --group article -o desk.json
    headcheck score articles.csv --model desk.json -o scored.csv
    """
    if output == STANDARD:
        raise click.UsageError('a model is saved as a file: name it, such as "-o desk.json"')
    _check_jobs(n_jobs)
    _check_target(output, source)
    model = headcheck.train(
        source,
        headline=headline_column,
        body=body_column,
        label=label,
        group=group,
        positive=positive,
        C=strength,
        folds=folds,
        class_weight=None if class_weight == "none" else class_weight,
        cache=cache,
        n_jobs=n_jobs,
        progress=_shows(progress),
    )
    model.save(output)
    click.echo(f"{output}: saved", err=True)
    click.echo(_json(model.report.to_dict()) if as_json else str(model.report))


@cli.command()
@click.argument("model", metavar="MODEL")
@click.argument("source", metavar="TABLE")
@click.option("--label", default="label", show_default=True, metavar="NAME", help="Column with the labels.")
@click.option("--group", metavar="NAME", help="Column that says what belongs together, as in train; it is drawn as a whole for the spread of the figures.")
@columns
@click.option("--n-jobs", type=int, default=1, show_default=True, help="Processes; -1 for every core.")
@click.option("--progress/--no-progress", default=None, help="Show a progress bar on standard error; by default in a terminal.")
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
def evaluate(
    model: str, source: str, label: str, group: str | None, headline_column: str, body_column: str, n_jobs: int, progress: bool | None, as_json: bool
) -> None:
    """Measure a model on a labelled table of articles that it was not trained on.

    \b
    headcheck evaluate desk.json test.csv
    headcheck evaluate desk.json test.csv --label stance --json
    """
    from headcheck.retraining.evaluate import evaluate as measure

    _check_jobs(n_jobs)
    found = measure(headcheck.load(model), source, headline_column, body_column, label, group, n_jobs=n_jobs, progress=_shows(progress))
    click.echo(_json(found.to_dict()) if as_json else str(found))


# report


@cli.command()
@click.argument("source", metavar="TABLE")
@click.option("-o", "--output", required=True, metavar="FILE", help="The page to write, such as report.html.")
@columns
@scoring
@click.option("--top", type=click.IntRange(1), default=200, show_default=True, help="So many of the highest scores are shown.")
@click.option("--title", default="Headlines against their bodies", show_default=True, help="Title of the page.")
def report(source: str, output: str, top: int, title: str, model: str | None, **table: Any) -> None:
    """Score a table and write a page that ranks its headlines, with the reasons of each to unfold.

    The page is one file that loads nothing from elsewhere.

    \b
    headcheck report articles.csv -o report.html
    headcheck report articles.parquet --headline-column title --top 50 -o report.html
    """
    from headcheck.show.page import page

    if table["format_"] is not None and source != STANDARD:
        raise click.UsageError('--format is for "-", standard input; of files the ending tells')
    _check_target(output, source)
    scorer = _scorer(model)
    tally = Tally()
    kept: list[tuple[float, int, str, str]] = []  # a heap of the highest; of equal scores the earlier rows
    for _, headline, body, value, _, verdict in _stream(
        source, scorer, table["headline_column"], table["body_column"], table["n_jobs"], table["format_"], table["progress"]
    ):
        tally.add(headline, value, verdict)
        heapq.heappush(kept, (value, -tally.count, headline, body))
        if len(kept) > top:
            heapq.heappop(kept)
    results = (scorer.score(headline, body) for _, _, headline, body in sorted(kept, reverse=True))
    _write_text(output, page(title, results, total=tally.count, counts=tally.verdicts))
    click.echo(f"{output}: {min(top, tally.count)} of {tally.count} headlines", err=True)


# demo


@cli.command()
@click.option("--headline", help="A headline of your own for the demo's article.")
@click.option("--article", is_flag=True, help="Print the article.")
@click.option("--json", "as_json", is_flag=True, help="The whole result as JSON.")
def demo(headline: str | None, article: bool, as_json: bool) -> None:
    """Score a made-up article that comes with headcheck.

    \b
    headcheck demo
    headcheck demo --headline "Flood wall may be delayed by a year"
    headcheck demo --article
    """
    text = (resources.files("headcheck") / "default" / "example.txt").read_text(encoding="utf-8")
    if article:
        click.echo(text, nl=False)
        return
    own, body = text.split("\n", 1)
    result = headcheck.score(own if headline is None else headline, body)
    click.echo(_json({"headline": result.headline, **result.to_dict()}) if as_json else str(result))


# What they share


def _scorer(model: str | None) -> Scorer:
    scorer: Any = headcheck if model is None else headcheck.load(model)
    return scorer  # type: ignore[no-any-return]


def _shows(progress: bool | None) -> bool:
    """Whether to show progress: as it is asked for, else in a terminal that has tqdm."""
    if progress is not None:
        return progress
    return sys.stderr is not None and sys.stderr.isatty() and find_spec("tqdm") is not None


def _check_jobs(n_jobs: int) -> None:
    if n_jobs == 0 or n_jobs < -1:
        raise click.UsageError("--n-jobs must be 1 or more, or -1 for every core")


def _check_target(path: str, source: str) -> None:
    """Where a file is to appear must be known to be good before long work begins, and must not be what is read."""
    if path == STANDARD:
        return
    check_writable(path)
    if source != STANDARD and os.path.exists(path) and os.path.exists(source) and os.path.samefile(path, source):
        raise InputError.at(Place(path), "is the table itself, which would be lost", "Name another file")


def _read_text(path: str) -> str:
    """A text file of UTF-8, with or without byte order mark; "-" is standard input."""
    with opened(path) as stream:
        return "".join(text_lines(stream, errors.STANDARD_INPUT if path == STANDARD else path))


def _write_text(path: str, parts: Iterable[str]) -> None:
    """Write a text whole or not at all; "-" is standard output."""
    if path == STANDARD:
        for part in parts:
            click.echo(part, nl=False)
        return
    with replaced(path) as stream:
        stream.writelines(part.encode("utf-8", "replace") for part in parts)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _told(message: str, code: int = 2) -> int:
    click.echo("headcheck: " + " ".join(message.split()), err=True)
    return code

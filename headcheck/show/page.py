"""A page about many headlines: ranked by score, each with its reasons to unfold. One file, no script, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

from headcheck.show.common import squeezed
from headcheck.show.html import STYLE, content, meter

if TYPE_CHECKING:
    from headcheck.result import Result

_STYLE = """
:root { color-scheme: light dark; }
body { margin: 2em auto; padding: 0 1em; max-width: 66em; font: 15px/1.5 system-ui, sans-serif; }
.row { border-top: 1px solid rgba(128, 128, 128, .35); margin: 0; padding: .5em 0; }
.row > summary { display: grid; grid-template-columns: 3em 1fr 8em 12em 12em; gap: .8em; align-items: baseline; }
.row > .inside { margin: .5em 0 1em 3.8em; }
.columns { display: grid; grid-template-columns: 3em 1fr 8em 12em 12em; gap: .8em; font-weight: 600; padding: .4em 0; }
@media (max-width: 50em) {
  .row > summary, .columns { grid-template-columns: 2em 1fr 6em 3em 3em; }
  .columns span:nth-child(n + 4), .row > summary .bar { display: none; }
  .row > .inside { margin-left: 0; }
}
"""


def page(title: str, results: Iterable[Result], *, total: int, counts: dict[str, int]) -> Iterator[str]:
    """The page, piece by piece.

    Parameters
    ----------
    title : str
    results : iterable of Result
        The headlines to show, in their order.
    total : int
        How many headlines were scored.
    counts : dict
        Of them, how many have each verdict.
    """
    said = ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
    yield (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{escape(title)}</title>\n<style>{_STYLE}{STYLE}</style>\n</head>\n<body>\n<main class="headcheck">\n<h1>{escape(title)}</h1>\n'
        f"<p>{total} {'headline' if total == 1 else 'headlines'} scored: {escape(said)}. The highest score stands first; open a row for its reasons.</p>\n"
        '<div class="columns"><span></span><span>Headline</span><span>Verdict</span><span>Score</span><span>Sensationalism</span></div>\n'
    )
    shown = 0
    for shown, result in enumerate(results, 1):
        yield _row(shown, result)
    if shown < total:
        yield f'<p class="note">The {shown} highest of {total} are shown.</p>\n'
    yield "</main>\n</body>\n</html>\n"


def _row(number: int, result: Result) -> str:
    return (
        f'<details class="row"><summary><span>{number}</span><span>{escape(squeezed(result.headline))}</span><span>{escape(result.verdict)}</span>'
        f"<span>{meter(result.score)} {result.score:.2f}</span><span>{meter(result.sensationalism, 'loud')} {result.sensationalism:.2f}</span></summary>\n"
        f'<div class="inside">{content(result, scores=False)}</div></details>\n'
    )

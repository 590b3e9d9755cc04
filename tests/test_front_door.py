"""The front door: public names, what importing costs, packaging, and that README says what is so."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import headcheck

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path(headcheck.__file__).parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BODY = "The mayor may quit over the old bridge, two councillors said on Monday. The council meets again in March to decide."


def python(code: str, cwd: Path = ROOT) -> str:
    """What a fresh interpreter prints."""
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    done = subprocess.run([sys.executable, "-c", code], cwd=cwd, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


# names


@pytest.mark.parametrize("name", headcheck.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(headcheck, name) is not None
    assert name in dir(headcheck)


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'scare'"):
        headcheck.scare  # noqa: B018


def test_public_functions_and_classes_are_documented() -> None:
    bare = [name for name in headcheck.__all__ if name != "__version__" and not (getattr(headcheck, name).__doc__ or "").strip()]
    assert not bare


def test_importing_loads_nothing_heavy() -> None:
    heavy = "{'numpy', 'sklearn', 'scipy', 'nltk', 'joblib', 'pandas', 'click'}"
    assert python(f"import sys, headcheck; print({heavy} & set(sys.modules))").strip() == "set()"


def test_scoring_loads_neither_scikit_learn_nor_nltk() -> None:
    code = f"import sys, headcheck; headcheck.score('Mayor quits over bridge', {BODY!r}); print({{'sklearn', 'scipy', 'nltk', 'pandas'}} & set(sys.modules))"
    assert python(code).strip() == "set()"


def test_scoring_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("scoring must not use the network")

    monkeypatch.setattr(socket, "socket", refuse)
    assert 0 <= headcheck.score("Mayor quits over bridge", BODY).score <= 1


# a result


def test_contributions_add_up_to_the_score() -> None:
    from headcheck.model import default_judge

    result = headcheck.score("Mayor quits over old bridge", BODY)
    logit = result.intercept + sum(result.contributions.values())
    calibrated = default_judge().accuracy.probability([logit])
    assert float(calibrated[0]) == pytest.approx(result.score, abs=1e-9)


def test_reasons_point_into_the_texts_and_come_strongest_first() -> None:
    headline = "Mayor of Leeds arrested over bridge that killed 900"
    result = headcheck.score(headline, BODY)
    assert result.reasons
    effects = [abs(reason.effect) for reason in result.reasons]
    assert effects == sorted(effects, reverse=True)
    for reason in result.reasons:
        assert headline[slice(*reason.headline_span)].strip()
        assert reason.body_span is None or BODY[slice(*reason.body_span)].strip()


def test_many_and_one_agree() -> None:
    headlines = ["Mayor quits over bridge", "Mayor may quit over old bridge, say councillors"]
    many = headcheck.score_many(headlines, [BODY, BODY])
    for i, headline in enumerate(headlines):
        assert many[i].score == headcheck.score(headline, BODY).score == pytest.approx(many.score[i])
    ranked = headcheck.rank(headlines, BODY)
    assert [result.score for result in ranked] == pytest.approx(sorted(many.score.tolist()))


# the package


def test_shipped_files_are_small_and_there() -> None:
    files = [path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert sum(path.stat().st_size for path in files) < 12_000_000
    names = {path.relative_to(PACKAGE).as_posix() for path in files}
    assert {"default/model.json", "default/example.txt", "lexicon/words.npz", "lexicon/scales.npz", "lexicon/boldness.npz"} <= names
    assert {"lexicon/usual.npz", "lexicon/register.json", "features/elsewhere.json"} <= names
    assert {"lexicon/NOTICE.md", "text/furniture.txt", "py.typed"} <= names
    assert any(name.startswith("lexicon/lists/") for name in names)


def test_every_word_list_says_what_belongs_in_it() -> None:
    for path in sorted((PACKAGE / "lexicon" / "lists").glob("*.txt")):
        assert path.read_text(encoding="utf-8").startswith("# "), path.name


def test_notice_names_every_source_of_the_tables() -> None:
    notice = (PACKAGE / "lexicon" / "NOTICE.md").read_text(encoding="utf-8")
    for source in ("MiniLM", "WordNet", "PPDB", "VerbOcean", "English EWT", "PubMed", "Pei and Jurgens", "Stop Clickbait"):
        assert source in notice
    assert "Princeton University" in notice and 'PROVIDED "AS IS"' in notice


def test_core_is_four_packages() -> None:
    assert {re.split(r"[^\w-]", name)[0] for name in PROJECT["dependencies"]} == {"scikit-learn", "numpy", "joblib", "nltk"}


@pytest.mark.parametrize("module", ["tqdm", "pyarrow", "pandas", "click"])
def test_scoring_needs_no_extra(module: str) -> None:
    assert float(python(f"import sys; sys.modules[{module!r}] = None; import headcheck; print(headcheck.score('Mayor quits', {BODY!r}).score)")) >= 0


def test_oldest_versions_are_those_of_the_project_file() -> None:
    pinned = dict(line.split("==") for line in (ROOT / ".ci" / "oldest.txt").read_text().splitlines() if line and not line.startswith("#"))
    for wanted in [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["cli"]]:
        name, lowest = wanted.split(">=")
        assert pinned[name] == lowest or pinned[name].removesuffix(".0") == lowest


# README


def commands() -> list[str]:
    spec = importlib.util.spec_from_file_location("commands", ROOT / ".ci" / "commands.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.commands(README)


def test_readme_has_the_two_commands_that_ci_runs() -> None:
    first, second = commands()
    assert first.startswith("pip install ") and first.endswith("headcheck demo")
    assert second.startswith("pip install ") and second.endswith("pytest")
    named = set(re.findall(r'"\.\[(\w+)\]"', README))
    assert {"cli", "test"} <= named <= set(PROJECT["optional-dependencies"])


def test_readme_prints_what_the_demo_prints() -> None:
    shown = re.search(r"<!-- demo:start -->\n```text\n(.*?)```\n<!-- demo:end -->", README, re.DOTALL)
    headline, body = (PACKAGE / "default" / "example.txt").read_text(encoding="utf-8").split("\n", 1)
    assert shown is not None
    assert shown[1] == f"{headcheck.score(headline, body)}\n", "README is out of date: python .ci/refresh"


def test_readme_quotes_the_demo_article_as_it_is() -> None:
    article = (PACKAGE / "default" / "example.txt").read_text(encoding="utf-8").lower()
    quotes = re.findall(r'"([^"]{20,})"', " ".join(README.split("<!-- demo:start -->")[0].split("```")[-1].split()))
    assert len(quotes) == 2
    for quote in quotes:
        assert quote in article


def test_readme_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("http") or (ROOT / target).exists(), target
    for path in re.findall(r"`((?:seeds|notebooks|headcheck|training)/[\w./]+)`", README):
        assert (ROOT / path).exists(), path


def test_readme_keeps_a_place_for_the_figures() -> None:
    assert README.count("<!-- figures:start -->") == README.count("<!-- figures:end -->") == 1


def test_readme_use_block_runs() -> None:
    block = next(found for found in re.findall(r"```python\n(.*?)```", README, re.DOTALL) if "rank(" in found)
    values = {"headline": "Mayor quits over bridge", "body": BODY, "headlines": ["Mayor quits over bridge"], "bodies": [BODY]}
    exec(block, values)
    assert values["result"].score == headcheck.score(values["headline"], BODY).score


def test_readme_retraining_runs(tmp_path: Path) -> None:
    """The ten lines, over the first articles only so that it is quick."""
    import csv

    block = next(found for found in re.findall(r"```python\n(.*?)```", README, re.DOTALL) if "headcheck.train(" in found)
    assert len([line for line in block.splitlines() if line.strip()]) <= 10
    with open(ROOT / "seeds" / "headlines.csv", encoding="utf-8", newline="") as stream:
        rows = [row for row, _ in zip(csv.DictReader(stream), range(320), strict=False)]
    (tmp_path / "seeds").mkdir()
    with open(tmp_path / "seeds" / "headlines.csv", "w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    printed = python(block, tmp_path)
    assert (tmp_path / "desk.json").stat().st_size > 1000
    assert re.search(r"^\[.*[0-3].*\]$", printed.splitlines()[-1])

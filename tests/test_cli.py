"""The command line: what it prints, writes and returns, and how it tells what is wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("click", reason='the command line needs click: pip install "headcheck[cli]"')

import headcheck
from headcheck import cli
from headcheck.tables import by_label, label_key

BODY = (
    "Two councillors in Dunmere have asked for the cost of a new bridge to be checked. The bridge may be delayed by a year, "
    "the council said on Monday. Nobody has proposed that it be dropped, and the mayor said the money was set aside.\n"
)
HEADLINES = [
    "Bridge may be delayed by a year after councillors ask for cost check",
    "Mayor arrested as 900 riot over scrapped bridge in Dunmere",
    "Dunmere bridge delayed",
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with an article and a table of three headlines over it."""
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_text(BODY, encoding="utf-8")
    with open("articles.csv", "w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", "headline", "body"])
        writer.writerows([i, headline, BODY] for i, headline in enumerate(HEADLINES))
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    """Run a command: exit code, standard output, standard error."""

    def run(*args: str) -> tuple[int, str, str]:
        code = cli.run(list(args))
        out, err = capsys.readouterr()
        return code, out, err

    return run


def give_stdin(monkeypatch: pytest.MonkeyPatch, text: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text), encoding="utf-8"))


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def left_behind(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"article.txt", "articles.csv"}


# one headline


def test_one_headline_prints_the_result(folder, run) -> None:
    code, out, err = run("score", HEADLINES[1], "--body", "article.txt")
    assert (code, err) == (0, "")
    assert out == str(headcheck.score(HEADLINES[1], BODY)) + "\n"


def test_body_from_standard_input(folder, run, monkeypatch) -> None:
    give_stdin(monkeypatch, BODY.encode())
    code, out, _ = run("score", HEADLINES[0], "--body", "-")
    assert (code, out) == (0, str(headcheck.score(HEADLINES[0], BODY)) + "\n")


def test_a_byte_order_mark_is_no_part_of_the_body(folder, run) -> None:
    Path("mark.txt").write_bytes(b"\xef\xbb\xbf" + BODY.encode())
    assert run("score", HEADLINES[0], "--body", "mark.txt") == run("score", HEADLINES[0], "--body", "article.txt")


def test_json_is_the_whole_result(folder, run) -> None:
    code, out, _ = run("score", HEADLINES[1], "--body", "article.txt", "--json")
    assert code == 0
    assert json.loads(out) == {"headline": HEADLINES[1], **json.loads(json.dumps(headcheck.score(HEADLINES[1], BODY).to_dict()))}


def test_gate_on_one_headline(folder, run) -> None:
    score = headcheck.score(HEADLINES[1], BODY).score
    assert run("score", HEADLINES[1], "--body", "article.txt", "--fail-above", f"{score + 0.01}")[0] == 0
    code, out, err = run("score", HEADLINES[1], "--body", "article.txt", "--fail-above", f"{score - 0.01}")
    assert code == 1
    assert "Why" in out and "Mayor arrested" in err and err.count("\n") == 1


# tables


def test_table_is_scored_as_the_library_scores_it(folder, run) -> None:
    code, out, err = run("score", "articles.csv", "-o", "scored.csv")
    assert (code, out, err) == (0, "", "")
    found = rows_of(Path("scored.csv").read_text(encoding="utf-8"))
    assert list(found[0]) == ["id", "headline", "body", "score", "sensationalism", "verdict"]
    assert [row["headline"] for row in found] == HEADLINES and found[0]["body"] == BODY
    wanted = headcheck.score_many(HEADLINES, [BODY] * 3)
    assert [float(row["score"]) for row in found] == pytest.approx(wanted.score.tolist(), abs=1e-6)
    assert [float(row["sensationalism"]) for row in found] == pytest.approx(wanted.sensationalism.tolist(), abs=1e-6)
    assert [row["verdict"] for row in found] == wanted.verdict.tolist()


def test_table_to_standard_output(folder, run) -> None:
    code, out, _ = run("score", "articles.csv")
    assert code == 0 and [row["id"] for row in rows_of(out)] == ["0", "1", "2"]


def test_table_from_standard_input(folder, run, monkeypatch) -> None:
    lines = "".join(json.dumps({"headline": headline, "body": BODY}) + "\n" for headline in HEADLINES)
    give_stdin(monkeypatch, lines.encode())
    code, out, _ = run("score", "-", "--format", "jsonl")
    assert code == 0
    assert [json.loads(line)["headline"] for line in out.splitlines()] == HEADLINES


def test_other_columns_and_formats(folder, run) -> None:
    assert run("score", "articles.csv", "-o", "one.jsonl")[0] == 0
    lines = [json.loads(line) for line in Path("one.jsonl").read_text(encoding="utf-8").splitlines()]
    Path("two.jsonl").write_text("".join(json.dumps({"title": row["headline"], "text": row["body"]}) + "\n" for row in lines), encoding="utf-8")
    code, out, _ = run("score", "two.jsonl", "--headline-column", "title", "--body-column", "text")
    assert code == 0
    assert [float(row["score"]) for row in rows_of(out)] == [row["score"] for row in lines]


def test_parquet(folder, run) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason='parquet needs pyarrow: pip install "headcheck[parquet]"')
    assert run("score", "articles.csv", "-o", "scored.parquet")[0] == 0
    assert run("score", "scored.parquet", "-o", "again.parquet", "--prefix", "again_")[0] == 0
    table = parquet.read_table("again.parquet").to_pydict()
    assert table["again_score"] == table["score"] and table["headline"] == HEADLINES


def test_json_lines_hold_the_whole_result(folder, run) -> None:
    code, out, _ = run("score", "articles.csv", "--json")
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 0 and len(found) == 3
    assert found[1]["result"] == json.loads(json.dumps(headcheck.score(HEADLINES[1], BODY).to_dict()))


def test_reasons_column(folder, run) -> None:
    _, out, _ = run("score", "articles.csv", "--reasons")
    result = headcheck.score(HEADLINES[1], BODY)
    assert rows_of(out)[1]["reason"] == next(reason.text for reason in result.reasons if reason.effect > 0)
    assert rows_of(out)[1]["warnings"] == "; ".join(result.warnings)


def test_batches_do_not_change_the_scores(folder, run, monkeypatch) -> None:
    whole = run("score", "articles.csv")
    monkeypatch.setattr(cli, "BATCH", 2)
    assert run("score", "articles.csv") == whole


def test_a_table_streams(folder, run, monkeypatch) -> None:
    """Only a batch of rows is taken before the first is written."""
    taken = []

    def rows(*args, **kwargs):
        for i in range(10):
            taken.append(i)
            yield {"headline": HEADLINES[0], "body": BODY}

    monkeypatch.setattr(cli, "stream_table", rows)
    monkeypatch.setattr(cli, "BATCH", 3)
    scored = cli._stream("articles.csv", headcheck, "headline", "body", 1, None, False)
    next(scored)
    assert len(taken) == 3
    assert len(list(scored)) == 9


def test_processes_do_not_change_the_scores(folder, run) -> None:
    assert run("score", "articles.csv", "--n-jobs", "2")[:2] == run("score", "articles.csv")[:2]


def test_gate_on_a_table_writes_all_of_it_first(folder, run) -> None:
    code, _, err = run("score", "articles.csv", "-o", "scored.csv", "--fail-above", "0")
    assert code == 1 and err.startswith("headcheck: 3 of 3 above 0") and err.count("\n") == 1
    assert len(rows_of(Path("scored.csv").read_text(encoding="utf-8"))) == 3
    assert run("score", "articles.csv", "-o", "scored.csv", "--fail-above", "1")[0] == 0


def test_progress_goes_to_standard_error(folder, run) -> None:
    pytest.importorskip("tqdm", reason='progress bars need tqdm: pip install "headcheck[progress]"')
    code, out, err = run("score", "articles.csv", "--progress")
    assert code == 0 and "3row" in err.replace(" ", "")
    assert out == run("score", "articles.csv", "--no-progress")[1]


# what is wrong


@pytest.mark.parametrize(
    ("args", "parts"),
    [
        (["score", "Mayor quits"], ["Mayor quits", "--body"]),
        (["score", "", "--body", "article.txt"], ["headline is empty"]),
        (["score", "Mayor quits", "--body", "artcle.txt"], ["artcle.txt", "no such file", "article.txt"]),
        (["score", "Mayor quits", "--body", "."], ["folder"]),
        (["score", "Mayor quits", "--body", "latin.txt"], ["latin.txt", "line 2", "UTF-8"]),
        (["score", "Mayor quits", "--body", "article.txt", "-o", "x.csv"], ["--output", "tables"]),
        (["score", "article.csv"], ["article.csv", "no such file", "articles.csv"]),
        (["score", "articles.csv", "--headline-column", "title"], ["title", "no such column", "headline"]),
        (["score", "articles.csv", "-o", "nowhere/x.csv"], ["nowhere"]),
        (["score", "articles.csv", "-o", "x.docx"], [".docx", "csv"]),
        (["score", "articles.csv", "-o", "x.csv", "--json"], ["--json", ".jsonl"]),
        (["score", "articles.csv", "--n-jobs", "0"], ["--n-jobs"]),
        (["score", "articles.csv", "--fail-above", "7"], ["--fail-above", "7"]),
        (["score", "articles.csv", "--model", "none.json"], ["none.json"]),
        (["score", "scored.csv"], ["score", "already", "--prefix"]),
        (["score", "gaps.csv", "-o", "x.csv"], ["gaps.csv", "empty headline", "line 3"]),
        (["score", "."], ["folder"]),
        (["score"], ["HEADLINE_OR_TABLE", "--help"]),
        (["scare"], ["scare"]),
        (["report", "articles.csv"], ["--output"]),
        (["report", "articles.csv", "-o", "nowhere/x.html"], ["nowhere"]),
        (["report", "articles.csv", "-o", "."], ["folder"]),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, list) else "",
)
def test_errors_are_one_line_and_write_nothing(folder, run, args, parts) -> None:
    Path("latin.txt").write_bytes("A café\nin the café\n".encode("latin-1").replace(b"\xe9", b"e", 1))
    Path("scored.csv").write_text("headline,body,score\nMayor quits,The mayor quits.,0.5\n")
    Path("gaps.csv").write_text("headline,body\nMayor quits,The mayor quits.\n,The mayor quits.\n")
    before = left_behind(folder)
    code, out, err = run(*args)
    assert code == 2
    assert out == "" and err.startswith("headcheck: ") and err.count("\n") == 1 and "Traceback" not in err
    for part in parts:
        assert part in err
    assert left_behind(folder) == before


def test_an_error_leaves_the_old_file(folder, run) -> None:
    Path("scored.csv").write_text("old")
    Path("late.csv").write_text(f"headline,body\n{HEADLINES[0]},A body.\n,A body.\n")
    assert run("score", "late.csv", "-o", "scored.csv")[0] == 2
    assert Path("scored.csv").read_text() == "old"


def test_the_table_itself_is_never_written_over(folder, run) -> None:
    before = Path("articles.csv").read_bytes()
    Path("link.csv").symlink_to("articles.csv")
    for args in (
        ["score", "articles.csv", "-o", "articles.csv"],
        ["score", "articles.csv", "-o", "link.csv"],
        ["train", "articles.csv", "--label", "id", "-o", "articles.csv"],
        ["report", "articles.csv", "-o", "articles.csv"],
    ):
        code, _, err = run(*args)
        assert code == 2 and args[-1] in err and "lost" in err
    assert Path("articles.csv").read_bytes() == before


def test_a_long_first_cell_is_an_error_in_one_line(folder, run) -> None:
    Path("long.csv").write_text("Mayor quits," + "word " * 40000 + "\n", encoding="utf-8")
    code, _, err = run("score", "long.csv")
    assert code == 2 and "headline" in err and len(err.splitlines()) == 1


@pytest.mark.parametrize("text", ["The bridge is shut.".encode("utf-16-le"), "The bridge is shut.".encode("utf-16"), b"PK\x03\x04 zip"])
def test_a_body_that_is_no_text_is_an_error(folder, run, text) -> None:
    Path("body.txt").write_bytes(text)
    code, _, err = run("score", "Bridge shuts", "--body", "body.txt")
    assert code == 2 and "body.txt" in err and "WINDOWS-1252" not in err


@pytest.mark.parametrize(("args", "closed", "code"), [("score articles.csv -o out.csv", "2>&-", 0), ("score - ", "<&-", 2), ("score articles.csv", ">&-", 2)])
def test_closed_streams(folder, args, closed, code) -> None:
    command = f"{shlex.quote(sys.executable)} -m headcheck {args} {closed}"
    assert subprocess.run(command, shell=True, stderr=None if "2>" in closed else subprocess.PIPE, check=False).returncode == code


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="/dev/full is a device of Linux")
@pytest.mark.parametrize(
    ("args", "place"),
    [
        ("score articles.csv > /dev/full", "standard output"),
        ("demo > /dev/full", "standard output"),
        ("score articles.csv -o full.csv", "full.csv"),
        ("report articles.csv -o /dev/full", "/dev/full"),
    ],
)
def test_where_there_is_no_room_is_named(folder, args, place) -> None:
    Path("full.csv").symlink_to("/dev/full")
    done = subprocess.run(f"{shlex.quote(sys.executable)} -m headcheck {args}", shell=True, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1 and done.stderr.startswith(f"headcheck: {place}: cannot be written")


def test_a_file_is_no_headline(folder, run) -> None:
    code, _, err = run("score", "articles.csv", "--body", "article.txt")
    assert code == 2 and "is a file" in err


def test_a_format_that_would_do_nothing_is_refused(folder, run) -> None:
    for args in (["score", "articles.csv", "--format", "jsonl", "-o", "out.csv"], ["report", "articles.csv", "--format", "csv", "-o", "page.html"]):
        code, _, err = run(*args)
        assert code == 2 and "--format" in err
    assert not Path("out.csv").exists() and not Path("page.html").exists()


def test_our_own_mistakes_look_like_no_score(folder, run, monkeypatch) -> None:
    monkeypatch.setattr(cli, "_read_text", lambda path: 1 / 0)
    code, _, err = run("score", "Bridge delayed", "--body", "article.txt")
    assert code == 70 and "ZeroDivisionError" in err


def test_a_terminated_run_leaves_nothing_half_written(folder) -> None:
    rows = "headline,body\n" + "".join(f'Bridge {i} delayed,"{BODY.strip()} {i}"\n' for i in range(20_000))
    Path("big.csv").write_text(rows, encoding="utf-8")
    process = subprocess.Popen([sys.executable, "-m", "headcheck", "score", "big.csv", "-o", "out.csv"], stderr=subprocess.PIPE)
    while process.poll() is None and not list(Path().glob(".out.csv.*")):
        time.sleep(0.02)
    process.terminate()
    process.communicate()
    assert process.returncode == 143
    assert not list(Path().glob("*out.csv*"))


def test_a_surrogate_stops_no_page(folder, run) -> None:
    row = {"headline": "Bridge delayed \ud83d", "body": BODY}
    Path("half.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    code, _, _ = run("report", "half.jsonl", "-o", "page.html")
    assert code == 0 and re.search("delayed(<[^>]*>)* ?\\?", Path("page.html").read_text(encoding="utf-8"))


def test_pipes_get_utf8_whatever_the_code_page(folder) -> None:
    args = [sys.executable, "-m", "headcheck", "score", "Bridge → delayed Ω", "--body", "article.txt", "--json"]
    done = subprocess.run(args, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "cp1252"}, check=True)
    assert json.loads(done.stdout.decode("utf-8"))["headline"] == "Bridge → delayed Ω"


def test_alone_it_shows_its_help(run) -> None:
    code, out, err = run()
    assert code == 2 and "Commands:\n" in out + err


def test_an_interrupt_is_told_in_one_line(folder, run, monkeypatch) -> None:
    def stop(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(headcheck, "score", stop)
    code, out, err = run("demo")
    assert (code, out, err.strip()) == (130, "", "headcheck: interrupted")


# train and evaluate

SEEDS = Path(__file__).resolve().parents[1] / "seeds" / "headlines.csv"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with labels of our own articles, apart in train.csv and test.csv, and a model trained on the command line."""
    folder = tmp_path_factory.mktemp("desk")
    with open(SEEDS, encoding="utf-8", newline="") as stream:
        rows = [row for row, _ in zip(csv.DictReader(stream), range(240), strict=False)]
    for name, part in (("train.csv", rows[:160]), ("test.csv", rows[160:])):
        with open(folder / name, "w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(["title", "text", "stance", "article"])
            writer.writerows([row["headline"], row["body"], "far" if int(row["accuracy"]) >= 2 else "fine", row["article"]] for row in part)
    columns = ["--headline-column", "title", "--body-column", "text", "--label", "stance", "--group", "article", "--positive", "far"]
    code = cli.run(["train", str(folder / "train.csv"), *columns, "--folds", "3", "--n-jobs", "1", "-o", str(folder / "desk.json")])
    assert code == 0
    return folder


NAMED = ("--headline-column", "title", "--body-column", "text")


def test_train_saves_what_the_library_trains(desk) -> None:
    wanted = headcheck.train(desk / "train.csv", "title", "text", "stance", "article", positive="far", folds=3, n_jobs=1)
    found = headcheck.load(desk / "desk.json")
    assert list(found.classes_) == ["far", "fine"]
    assert found.report.to_dict() == wanted.report.to_dict()


def test_train_prints_its_report(desk, run, tmp_path) -> None:
    target = tmp_path / "again.json"
    code, out, err = run("train", str(desk / "train.csv"), *NAMED, "--label", "stance", "--folds", "2", "--n-jobs", "1", "--json", "-o", str(target))
    report = json.loads(out)
    assert code == 0 and "saved" in err
    assert report["rows"] == 160 and report["folds"] == 2 and report["overall"]["AUC"]["mean"] is not None
    assert headcheck.load(target).report.to_dict() == report


def test_score_with_a_trained_model(desk, run) -> None:
    code, out, _ = run("score", str(desk / "test.csv"), *NAMED, "--model", str(desk / "desk.json"))
    rows = rows_of(out)
    wanted = headcheck.load(desk / "desk.json").score_many([row["title"] for row in rows], [row["text"] for row in rows])
    assert code == 0 and len(rows) == 80
    assert [float(row["score"]) for row in rows] == pytest.approx(wanted.score.tolist(), abs=1e-6)


def test_evaluate_measures_unseen_rows(desk, run) -> None:
    code, out, err = run("evaluate", str(desk / "desk.json"), str(desk / "test.csv"), *NAMED, "--label", "stance", "--json")
    assert (code, err) == (0, "")
    report = json.loads(out)
    rows = rows_of((desk / "test.csv").read_text(encoding="utf-8"))
    said = headcheck.load(desk / "desk.json").predict([row["title"] for row in rows], [row["text"] for row in rows])
    right = sum(row["stance"] == label for row, label in zip(rows, said.tolist(), strict=True)) / len(rows)
    assert report["overall"]["accuracy"]["mean"] == pytest.approx(right, abs=1e-6)
    assert report["overall"]["accuracy"]["sd"] > 0
    assert sum(map(sum, report["confusion"]["counts"])) == 80 == sum(entry["rows"] for entry in report["classes"])


def test_evaluate_prints_tables(desk, run) -> None:
    code, out, _ = run("evaluate", str(desk / "desk.json"), str(desk / "test.csv"), *NAMED, "--label", "stance")
    assert code == 0
    for part in ("macro-F1", "majority class", "By class", "Confusion", "80 rows, 10 bodies"):
        assert part in out


def test_evaluate_draws_groups(desk, run) -> None:
    rows = rows_of((desk / "test.csv").read_text(encoding="utf-8"))
    table = desk / "stories.csv"
    with open(table, "w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["title", "text", "stance", "story"])
        writer.writerows([row["title"], row["text"], row["stance"], f"s{i // 40}"] for i, row in enumerate(rows))
    call = ["evaluate", str(desk / "desk.json"), str(table), *NAMED, "--label", "stance", "--json"]
    bodies, stories = (json.loads(run(*call, *group)[1]) for group in ([], ["--group", "story"]))
    assert (bodies["groups"], stories["groups"]) == (10, 2)
    assert "2 groups" in stories["title"]
    accuracy = [report["overall"]["accuracy"] for report in (bodies, stories)]
    assert accuracy[0]["mean"] == accuracy[1]["mean"] and accuracy[0]["sd"] != accuracy[1]["sd"]


def test_train_takes_penalty_and_class_weight(desk, run, tmp_path) -> None:
    options = ["--C", "0.03", "--class-weight", "none", "--folds", "2", "--n-jobs", "1"]
    code, out, _ = run("train", str(desk / "train.csv"), *NAMED, "--label", "stance", *options, "-o", str(tmp_path / "desk.json"))
    assert code == 0 and "C given: 0.03." in out and "class_weight" not in out
    wanted = headcheck.train(desk / "train.csv", "title", "text", "stance", C=0.03, class_weight=None, folds=2, n_jobs=1)
    assert headcheck.load(tmp_path / "desk.json").report.to_dict() == wanted.report.to_dict()


def test_evaluate_on_ordered_and_graded_labels(tmp_path, run) -> None:
    with open(SEEDS, encoding="utf-8", newline="") as stream:
        rows = [row for row, _ in zip(csv.DictReader(stream), range(320), strict=False)]
    for name, change in (("ordered", int), ("graded", lambda grade: int(grade) / 3)):
        table = tmp_path / f"{name}.csv"
        with open(table, "w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(["headline", "body", "label"])
            writer.writerows([row["headline"], row["body"], change(row["accuracy"])] for row in rows)
        model = str(tmp_path / f"{name}.json")
        assert run("train", str(table), "--folds", "2", "--n-jobs", "1", "-o", model)[0] == 0
        code, out, _ = run("evaluate", model, str(table), "--json")
        overall = json.loads(out)["overall"]
        assert code == 0
        assert overall["AUC"]["mean"] > 0.5  # the rows it was trained on
        assert ("weighted kappa" in overall, "mean absolute error" in overall) == (name == "ordered", name == "graded")


@pytest.mark.parametrize(
    ("label", "parts"),
    [("other", ["line 2", "stance", "other", "far", "fine"]), ("", ["label missing", "line 2"])],
)
def test_evaluate_names_a_label_that_it_does_not_know(desk, run, tmp_path, label, parts) -> None:
    table = tmp_path / "odd.csv"
    table.write_text(f"title,text,stance\nMayor quits,The mayor quits.,{label}\n", encoding="utf-8")
    code, out, err = run("evaluate", str(desk / "desk.json"), str(table), *NAMED, "--label", "stance")
    assert (code, out) == (2, "") and err.count("\n") == 1
    for part in parts:
        assert part in err


@pytest.mark.parametrize(
    ("args", "parts"),
    [
        (["train", "articles.csv", "-o", "desk.json"], ["label", "no such column", "headline"]),
        (["train", "one.csv", "-o", "desk.json"], ["one.csv", "only one class"]),
        (["train", "one.csv"], ["--output"]),
        (["train", "one.csv", "-o", "nowhere/desk.json"], ["nowhere"]),
        (["train", "one.csv", "-o", "."], ["folder"]),
        (["train", "one.csv", "-o", "desk.json", "--folds", "1"], ["--folds"]),
        (["evaluate", "one.csv", "one.csv"], ["one.csv"]),
        (["evaluate", "desk.json", "one.csv"], ["desk.json"]),
        (["evaluate", "desk.json"], ["TABLE"]),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, list) else "",
)
def test_training_errors_are_one_line_and_write_nothing(folder, run, args, parts) -> None:
    Path("one.csv").write_text("headline,body,label\n" + "Mayor quits,The mayor quits.,1\n" * 20)
    before = left_behind(folder)
    code, out, err = run(*args)
    assert (code, out) == (2, "") and err.count("\n") == 1
    for part in parts:
        assert part in err
    assert left_behind(folder) == before


@pytest.mark.parametrize("written", ["false", "False", "0"])
def test_a_class_may_be_named_as_it_is_written_anywhere(written: str) -> None:
    assert by_label([False, True])[label_key(written)] == 0
    assert by_label([0, 1])[label_key(written)] == 0
    assert by_label(["0", "1", "unsure"])[label_key("1")] == 1


# report


def test_report_page_ranks_the_highest_first(folder, run) -> None:
    code, out, err = run("report", "articles.csv", "-o", "report.html", "--title", "Night <desk>", "--top", "2")
    assert (code, out) == (0, "") and "2 of 3" in err
    html = Path("report.html").read_text(encoding="utf-8")
    scores = headcheck.score_many(HEADLINES, [BODY] * 3).score
    ranked = [HEADLINES[i] for i in scores.argsort()[::-1]]
    places = [html.find(f"<span>{headline}</span>") for headline in ranked]
    assert 0 < places[0] < places[1] and places[2] == -1
    assert "Night &lt;desk&gt;" in html and "3 headlines scored" in html


# demo and help


def test_demo_shows_an_overreaching_headline(run) -> None:
    code, out, err = run("demo")
    assert (code, err) == (0, "")
    assert "OVERREACHING" in out and "body: “" in out and "Set aside as page furniture" in out


def test_demo_takes_another_headline_and_json(run) -> None:
    loud = json.loads(run("demo", "--json")[1])
    plain = json.loads(run("demo", "--json", "--headline", "Pelsham flood wall may be delayed after councillors ask for cost check")[1])
    assert plain["score"] < loud["score"] and plain["headline"].startswith("Pelsham")


def test_demo_prints_its_article(run) -> None:
    _, out, _ = run("demo", "--article")
    headline, body = out.split("\n", 1)
    assert run("demo")[1] == str(headcheck.score(headline, body)) + "\n"


@pytest.mark.parametrize("name", sorted(cli.cli.commands))
def test_every_help_has_an_example_and_explains_every_option(run, name) -> None:
    code, out, _ = run(name, "--help")
    assert code == 0 and f"\n  headcheck {name}" in out
    for parameter in cli.cli.commands[name].params:
        if parameter.param_type_name == "option":
            assert parameter.help, f"{name} {parameter.opts} has no help"


def test_all_commands_of_the_design(run) -> None:
    assert set(cli.cli.commands) == {"score", "train", "evaluate", "report", "demo"}
    assert run("--version")[1].strip().endswith(headcheck.__version__)


# as a process


ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(headcheck.__file__).parents[1])}


def command(*args: str, code: str | None = None, **changes: str) -> subprocess.CompletedProcess[bytes]:
    start = ["-m", "headcheck"] if code is None else ["-c", code]
    return subprocess.run([sys.executable, *start, *args], capture_output=True, timeout=300, env={**ENVIRONMENT, **changes})


def test_as_a_module() -> None:
    done = command("demo")
    assert done.returncode == 0 and b"OVERREACHING" in done.stdout and done.stderr == b""


def test_a_reader_that_goes_away_is_no_error(folder) -> None:
    process = subprocess.Popen([sys.executable, "-m", "headcheck", "demo"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT)
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=300) == 141 and err == b""


def test_a_terminal_without_the_letters_still_gets_the_result() -> None:
    done = command("demo", PYTHONIOENCODING="ascii")
    assert done.returncode == 0 and b"OVERREACHING" in done.stdout


def test_without_click_it_says_what_to_install() -> None:
    done = command(code="import sys; sys.modules['click'] = None; from headcheck.__main__ import main; main()")
    assert done.returncode == 2 and b'pip install "headcheck[cli]"' in done.stderr and b"Traceback" not in done.stderr

"""Reading and writing tables of headlines."""

import csv
import io
import json
import os
import re
import sys
import tracemalloc
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from headcheck.errors import InputError
from headcheck.tables import Table, label_kind, read_table, stream_table, write_rows

ALL = {"headline": "headline", "body": "body", "label": "label", "group": None}
PAIR = {"headline": "headline", "body": "body"}
HEADER = "headline,body,label\n"


@pytest.fixture
def write(tmp_path):
    """Put text or bytes into a file."""

    def put(content, name="labels.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return put


@pytest.fixture
def standard(monkeypatch):
    """Standard input that has `content`, and the buffer that standard output goes to."""

    def put(content=b"", seekable=True):
        source, target = io.BytesIO(content), io.BytesIO()
        if not seekable:
            source.seekable = lambda: False
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=source))
        monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=target))
        return target

    return put


def fails(source, *parts, columns=ALL, **options):
    """The error says all of the parts; whole reading and streaming agree on it."""
    with pytest.raises(InputError) as caught:
        read_table(source, columns, **options)
    message = str(caught.value)
    assert all(part in message for part in parts), message
    if isinstance(source, Path):
        assert str(source) in message
        with pytest.raises(InputError) as streamed:
            list(stream_table(source, columns, **options))
        assert str(streamed.value) == message
    return caught.value


# Good tables


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_dialects(write, mark, end, delimiter):
    rows = [["headline", "body", "label"], ["Ice melts", f'"Said ““so””,; \t{end}twice."', "yes"], ['"A ""quote"""', '"""x"""', "no"]]
    table = read_table(write(mark + end.join(delimiter.join(row) for row in rows)), ALL)
    assert table.headline == ["Ice melts", 'A "quote"']
    assert table.body == [f"Said ““so””,; \t{end}twice.", '"x"']
    assert table.label == ["yes", "no"]
    assert table.rows == [2, 4]


def test_table_knows_where_records_came_from(write):
    path = write(HEADER + 'a,"b\n\nb",1\n\nc,d,0\n')
    table = read_table(path, ALL)
    assert isinstance(table, Table)
    assert len(table) == 2
    assert (table.source, table.unit, table.columns) == (str(path), "line", {"headline": "headline", "body": "body", "label": "label"})
    assert table.group == []
    assert str(table.place(1, "label")) == f'{path}, line 6, column "label"'
    assert str(table.place(0)) == f"{path}, line 2"


def test_columns_of_any_name_and_str_paths(write):
    table = read_table(str(write("id,Überschrift,Text\n7,a,b\n7,c,b\n")), {"headline": "Überschrift", "body": "Text", "label": None, "group": "id"})
    assert (table.headline, table.body, table.label, table.group) == (["a", "c"], ["b", "b"], [], ["7", "7"])


def test_a_body_that_many_headlines_share_is_kept_once(write):
    body = "word " * 100
    table = read_table(write(HEADER + f"a,{body},1\nb,{body},0\n"), ALL)
    assert table.body[0] is table.body[1]


def test_delimiter_by_header_when_names_have_other_delimiters_in_them(write):
    table = read_table(write("headline;body, as printed, in full;label\na;b;1\nc;d;0\n"), {**ALL, "body": "body, as printed, in full"})
    assert table.body == ["b", "d"]


def test_space_after_each_delimiter(write):
    assert read_table(write('headline, body, label\na, "b, c", 1\nd, e, 0\n'), ALL).body == ["b, c", "e"]


def test_one_column(write):
    assert read_table(write("headline\na\n\nb\n"), {"headline": "headline"}).rows == [2, 4]


def test_very_long_cells(write):
    body = "x, " * 1_000_000
    assert read_table(write(HEADER + f'a,"{body}",1\n'), ALL).body == [body]


def test_blank_lines_before_the_header_are_counted(write):
    assert read_table(write("\n \n" + HEADER + "a,b,1\n"), ALL).rows == [4]
    fails(write("\n\n" + HEADER + "a,b,1,2\n"), "line 4: 4 cells")


@pytest.mark.parametrize("first", ["sep=;\n", '"sep=;"\r\n', "\ufeffSEP=;\n"])
def test_a_first_line_that_names_the_delimiter_for_excel(write, first):
    path = write(first + "headline;body;label\na,b;c;1\n")
    table = read_table(path, ALL)
    assert (table.headline, table.label, table.rows) == (["a,b"], [1], [3])
    assert list(stream_table(path, PAIR)) == [{"headline": "a,b", "body": "c", "label": "1"}]


def test_empty_columns_without_a_name_at_the_end(write):
    """A spreadsheet saves columns that were once filled."""
    path = write("headline,body,label,,\na,b,1,,\nc,d,0, ,\n")
    assert read_table(path, ALL).label == [1, 0]
    assert next(iter(stream_table(path, PAIR))) == {"headline": "a", "body": "b", "label": "1"}
    fails(write("headline,body,label,,\na,b,1,,\nc,d,0,,x\n"), "line 3: a value in column 5, which has no name.")


@pytest.mark.parametrize(
    ("cells", "labels"),
    [
        (["0", "1", " -2"], [0, 1, -2]),
        (["0", "1.0", ".5", "1e-1"], [0.0, 1.0, 0.5, 0.1]),
        (["agree", "1"], ["agree", "1"]),
        (["1_0", "2"], ["1_0", "2"]),
        (["True", "False"], ["True", "False"]),
        (["inf", "1"], ["inf", "1"]),
    ],
)
def test_labels_of_a_file(write, cells, labels):
    found = read_table(write(HEADER + "".join(f"a,b,{cell}\n" for cell in cells)), ALL).label
    assert found == labels
    assert [type(label) for label in found] == [type(label) for label in labels]


def test_jsonl(write):
    lines = [{"headline": "a\u2028b", "body": "b", "label": True, "more": [1, {"x": None}]}, {"headline": "é", "body": "d\n", "label": False}]
    path = write("\ufeff" + "\r\n\r\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "labels.jsonl")
    table = read_table(path, ALL)
    assert (table.headline, table.body, table.label, table.rows) == (["a\u2028b", "é"], ["b", "d\n"], [True, False], [1, 3])
    assert list(stream_table(path, PAIR)) == lines


def test_jsonl_labels_written_as_text_become_numbers_too(write):
    path = write('{"headline": "a", "body": "b", "label": "0"}\n{"headline": "a", "body": "b", "label": "1"}\n', "labels.ndjson")
    assert read_table(path, ALL).label == [0, 1]


def test_tsv_ending_means_tabs(write):
    assert read_table(write("headline\tbody,,,,\tlabel\na\tb\t1\n", "labels.tsv"), {**ALL, "body": "body,,,,"}).body == ["b"]


def test_format_overrides_the_ending(write):
    assert read_table(write(HEADER + "a,b,1\n", "labels.dat"), ALL, format="csv").label == [1]


# Data frames


class Frame:
    """The least that counts as a data frame."""

    def __init__(self, *columns):
        self.columns = [name for name, _ in columns]
        self._values = dict(columns)

    def __getitem__(self, name):
        return self._values[name]


def test_duck_typed_frame_keeps_types():
    table = read_table(Frame(("headline", ("a", "b")), ("body", ["c", "d"]), ("label", np.array([0.5, 1.0])), ("unused", object())), ALL)
    assert (table.headline, table.label, table.rows, table.source, table.unit) == (["a", "b"], [0.5, 1.0], [0, 1], "data frame", "row")
    assert all(type(label) is float for label in table.label)


def test_mapping_of_columns_keeps_text_labels():
    table = read_table({"headline": ["a"], "body": ["b"], "label": ["1"], "g": [("x", 1)][:1]}, ALL)
    assert table.label == ["1"]


def test_pandas_frame():
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = pandas.DataFrame({"headline": ["a", "b"], "body": ["c", "d"], "label": [True, False], "id": [7, 8]}, index=[40, 50])
    table = read_table(frame, {**ALL, "group": "id"})
    assert (table.label, table.group, table.rows) == ([True, False], [7, 8], [0, 1])
    assert [type(value) for value in table.label + table.group] == [bool, bool, int, int]
    for missing in (None, float("nan"), pandas.NA):
        fails(frame.assign(label=pandas.Series([1, missing], index=[40, 50], dtype=object)), 'label missing in column "label" in 1 row: row 1 (counted from 0)')
    fails(frame.assign(body=["c", None]), 'empty body in column "body" in 1 row: row 1')
    fails(pandas.concat([frame, frame[["body"]]], axis=1), 'column "body": 2 columns have this name (number 2 and 5)')
    fails(frame.iloc[:0], "data frame: has column names but no rows")


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ({"headline": ["a"], "body": ["b", "c"], "label": [1]}, 'column "body": 2 values, but column "headline" has 1'),
        ({"headline": "abc", "body": ["b"], "label": [1]}, 'column "headline" must be a sequence of values, got str'),
        ({"headline": ["a"], "body": ["b"], "label": 1}, 'column "label" must be a sequence of values, got int 1'),
        ({"headline": [3.5], "body": ["b"], "label": [1]}, 'row 0 (counted from 0), column "headline": expected text, found float 3.5'),
        ({"headline": ["a"], "body": ["b"], "label": [[1]]}, 'column "label": expected a number or a name, found list [1]'),
        ({"headline": ["a"], "body": ["b"]}, 'mapping of columns, column "label": no such column; the columns are "headline", "body".'),
        ({"headline": [], "body": [], "label": []}, "has column names but no rows"),
        (["a", "b"], "source must be a path, a data frame or a mapping of column names to sequences, got list"),
    ],
)
def test_frame_errors(source, part):
    fails(source, part)


def test_missing_group_of_a_frame():
    fails({"headline": ["a", "b"], "g": [1, None]}, "group missing", "row 1 (counted from 0)", columns={"headline": "headline", "group": "g"})
    fails({"headline": ["a"], "g": [[1]]}, "expected a number or a name, found list", columns={"headline": "headline", "group": "g"})


@pytest.mark.parametrize(
    ("columns", "part"),
    [
        ({"titel": "a"}, 'each role in columns must be one of "headline", "body", "label", "group", got str \'titel\''),
        ({"headline": 3}, "the column for headline must be a column name or None, got int 3"),
        ({"headline": None}, "columns must be a mapping that names at least one column"),
    ],
)
def test_columns_argument(write, columns, part):
    fails({"a": ["x"]}, part, columns=columns)


# Errors of files


def test_no_such_file(tmp_path, write):
    fails(tmp_path / "x" / "labels.csv", "no such file. Check the path.")
    write("", "labels.csv")
    fails(tmp_path / "lables.csv", 'no such file. Did you mean "labels.csv" in the same folder?')


def test_no_such_file_comes_before_the_ending(tmp_path):
    fails(tmp_path / "labels.xlsx", "no such file")


def test_folder(tmp_path):
    fails(tmp_path, "is a folder, not a file")


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="the superuser may read everything")
def test_not_allowed(write):
    path = write(HEADER)
    path.chmod(0)
    fails(path, "cannot be opened", "Permission denied")


def test_path_through_a_file(write):
    fails(write("x") / "labels.csv", "cannot be opened (Not a directory)")


def test_unknown_ending_and_format(write):
    fails(write("x", "labels.xlsx"), '".xlsx" is not a format', "csv, tsv, jsonl, parquet", "saved as CSV (UTF-8)")
    fails(write("x", "labels"), "no ending that tells its format")
    fails(write("x"), '"excel" is not a format', format="excel")


@pytest.mark.parametrize("name", ["labels.csv", "labels.jsonl"])
@pytest.mark.parametrize("content", ["", "\n\r\n", "\ufeff"])
def test_empty_file(write, name, content):
    fails(write(content, name), "is empty")


def test_only_a_header(write):
    fails(write(HEADER + "\n"), "has column names but no rows")


@pytest.mark.parametrize("name", ["labels.csv", "labels.jsonl"])
def test_unreadable_bytes(write, name):
    first = b'{"headline": "caf\xc3\xa9"}\n' if name.endswith("jsonl") else b"\xef\xbb\xbfheadline\ncaf\xc3\xa9\n"
    content = first + b"caf\xe9\n"
    line, offset = content.count(b"\n"), len(content) - 2
    error = fails(
        write(content, name), f"line {line}: byte 0xe9 at offset {offset} ", "not UTF-8", "iconv -f WINDOWS-1252 -t UTF-8", columns={"headline": "headline"}
    )
    assert error.row == line


def test_utf16(write):
    fails(write((HEADER + "a,b,1\n").encode("utf-16")), "line 1", "UTF-16", "iconv -f UTF-16 ")


def test_nul_bytes(write):
    fails(write(HEADER + "a,b,1\nc\0,d,0\n"), "line 3: NUL byte at offset 27 ", "tr -d '\\000' < ")
    fails(write("\0".join(HEADER)), "line 1: NUL byte at offset 1 ", "iconv -f UTF-16LE")


@pytest.mark.parametrize(("start", "kind"), [(b"PK\x03\x04", "a spreadsheet or a zip archive"), (b"\x1f\x8b", "a gzip archive"), (b"PAR1", "a parquet file")])
def test_other_files_called_csv(write, start, kind):
    fails(write(start + b"\0\xff"), f"line 1: this is {kind}, not a text file")


# Errors of csv


def test_missing_column(write):
    error = fails(
        write("Titel,Head line,label\na,b,1\n"),
        'line 1, column "headline": no such column',
        'the columns are "Titel", "Head line", "label"',
        'Did you mean "Head line"?',
    )
    assert (error.row, error.column) == (1, "headline")
    fails(write("a,b\nc,d\n"), 'the columns are "a", "b". The first line must hold the column names.')


def test_duplicate_column_matters_where_it_is_asked_for(write):
    path = write("headline,note,body,note,label\na,1,b,2,0\n")
    assert read_table(path, ALL).body == ["b"]
    fails(path, 'line 1, column "note": 2 columns have this name (number 2 and 4)', columns={"headline": "headline", "group": "note"})


def test_duplicate_column_cannot_be_streamed(write):
    with pytest.raises(InputError, match=r'column "note": 2 columns have this name'):
        list(stream_table(write("headline,note,body,note\na,1,b,2\n"), PAIR))


def test_empty_cells_are_all_counted(write):
    rows = ["a,b,1", " ,b,1", "a,,1", "a,b, ", "a,b,NaN"] + [",b,1"] * 7
    error = fails(
        write(HEADER + "\n".join(rows)),
        'empty headline in column "headline" in 8 rows: lines 3, 7, 8, 9, 10 and 3 more;',
        'empty body in column "body" in 1 row: line 4;',
        'label missing in column "label" in 2 rows: lines 5, 6. Fill these cells in, or remove the rows.',
    )
    assert (error.row, error.column) == (3, "headline")


def test_missing_group(write):
    fails(write(HEADER + "a,b,\n"), 'group missing in column "label" in 1 row: line 2', columns={"headline": "headline", "group": "label"})


@pytest.mark.parametrize("word", ["NA", "n/a", "NULL", "None", "."])
def test_words_for_missing_values_among_numbers(write, word):
    """As one more class they would make names of all numbers."""
    table = write(HEADER + f"a,b,1\na,b,{word}\na,b,0\na,b,{word}\n")
    with pytest.raises(InputError, match=r'label missing \(a word such as "NA" among numbers\) in column "label" in 2 rows: lines 3, 5\.'):
        read_table(table, ALL)
    fails({"headline": ["a"] * 3, "body": ["b"] * 3, "label": [0.5, 1, word]}, 'in column "label" in 1 row: row 2 (counted from 0)')
    fails(table, 'group missing in column "label" in 2 rows: lines 3, 5', columns={"headline": "headline", "group": "label"})
    assert read_table(table, ALL, named=True).label == ["1", word, "0", word]
    assert read_table(write(HEADER + f"a,b,cause\na,b,{word}\n"), ALL).label == ["cause", word]


def test_decimal_commas(write):
    rows = "".join(f"a;b;{cell}\n" for cell in ("0", "0,33", "1,0"))
    with pytest.raises(InputError, match=r'line 3, column "label": "0,33" has a decimal comma\. Write numbers with a point \(0\.33\), in all rows\.'):
        read_table(write("headline;body;label\n" + rows), ALL)
    fails({"headline": ["a"] * 2, "body": ["b"] * 2, "label": ["0,5", "1,0"]}, 'row 0 (counted from 0), column "label": "0,5" has a decimal comma')
    assert read_table(write("headline;body;label\na;b;1,2\na;b;many\n"), ALL).label == ["1,2", "many"]


@pytest.mark.parametrize(
    ("rows", "part"),
    [
        ("a,b,1\nc,d\n", "line 3: 2 cells, but the header has 3 columns"),
        ("a,b,1\nc,d,e,f\n", "line 3: 4 cells, but the header has 3 columns"),
        ("a,b,1\nc\n", "line 3: 1 cell, but the header has 3 columns"),
        ('a,"b,1\nc,"",d\ne,f"\n', "line 2: 2 cells (the row runs on to line 4: is a closing quote missing?), but"),
    ],
)
def test_cell_count(write, rows, part):
    fails(write(HEADER + rows), part, "in double quotes")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("rows", "line", "column", "part"),
    [
        ('a,"b,1\nc,d,1\n', 3, "body", "not closed to the end of the file"),
        ('a,"b,1\nc,"d",1\n', 3, "body", "the next one, on line 4, does not end the cell but is followed by"),
        ('a,"b\nb","1\nc,d,1\n', 4, "label", "not closed to the end of the file"),
        ('"a ""x"""," y ",1"\n"b,d,1\n', 4, "headline", "not closed to the end of the file"),
        ('a,"b ""c"" d"" e,1\nc,d,1\n', 3, "body", "not closed to the end of the file"),
        ('a,"he said "no" again",1\n', 3, "body", 'the next one, on the same line, does not end the cell but is followed by "no"'),
        ('a 5" nail,"b,1\n', 3, "body", "not closed to the end of the file"),
        ('a,"",1\nb,"",1\n"c,d,1\n', 5, "headline", "not closed to the end of the file"),
    ],
)
def test_quotes(write, rows, line, column, part, end):
    text = HEADER + 'first,"is ""good""",1\n' + rows
    error = fails(write(text.replace("\n", end)), f'line {line}, column "{column}": the double quote opened here is not closed', part, 'twice ("")')
    assert (error.row, error.column) == (line, column)


def test_unclosed_quote_in_the_header(write):
    fails(write('headline,"body,label\na,b,1\n'), "line 1: the double quote opened here is not closed to the end of the file")


def test_unclosed_quote_with_spaces_after_delimiters(write):
    fails(write('headline, body, label\na, "b, 1\n'), 'line 2, column "body": the double quote opened here is not closed')


def test_search_for_a_closing_quote_is_given_up(write, monkeypatch):
    monkeypatch.setattr("headcheck.tables.read_csv._LONGEST", 1000)
    before = csv.field_size_limit(1000)
    try:
        fails(write(HEADER + 'a,"b' + "\nx,y,1" * 1000), 'line 2, column "body": the double quote opened here is not closed within 1000 characters')
        fails(write(HEADER + 'a,"' + "b" * 2000 + '",1\n'), 'line 2, column "body": a cell longer than 1000 characters')
        fails(write(HEADER + "a," + "b" * 2000 + ",1\n"), 'line 2, column "body": a cell longer than 1000 characters')
    finally:
        csv.field_size_limit(before)


def test_the_limit_of_the_process_stays_as_it_was(write):
    before = csv.field_size_limit()
    read_table(write(HEADER + "a,b,1\nc,d,0\n"), ALL)
    assert csv.field_size_limit() == before


def test_no_column_has_two_roles(write):
    with pytest.raises(InputError, match='column "headline" cannot be both headline and body'):
        read_table(write(HEADER + "a,b,1\n"), {**ALL, "body": "headline"})


def test_labels_that_differ_only_in_capitals_or_spaces():
    with pytest.raises(InputError, match='"Yes" and "yes " differ only in capitals, spaces or the way'):
        label_kind(["Yes", "no", "yes "])


def test_a_body_of_markup_alone_has_no_words(write):
    fails(write(HEADER + "a,<p>&nbsp;</p>,1\n"), 'column "body"')


def test_a_body_in_the_place_of_a_headline(write):
    fails(write(HEADER + "a,b,1\n" + "word " * 1500 + ",b,0\n"), 'line 3, column "headline": has 1500 words, and a headline at most 1000')


# Errors of jsonl


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ('{"headline": "a"', "not valid JSON (Expecting ',' delimiter at character 17)"),
        ("{'headline': 'a'}", "not valid JSON"),
        ('{"headline": "a", "headline": "b"}', 'the name "headline" is there twice'),
        ('["a"]', "this JSON is a list, not an object"),
        ('"a"', "this JSON is a string, not an object"),
        ("3.5", "this JSON is a number, not an object"),
        ("null", "this JSON is null, not an object"),
        ("[" * 100_000, "not valid JSON"),
    ],
)
def test_jsonl_lines(write, line, part):
    good = '{"headline": "a", "body": "b", "label": 1}\n\n'
    error = fails(write(good + line + "\n", "labels.jsonl"), "line 3", part, "Each line must be one JSON object")
    assert error.row == 3


def test_jsonl_columns(write):
    good = '{"headline": "a", "body": "b", "label": 1}\n'
    fails(write('{"head": "a", "body": "b"}\n', "labels.jsonl"), 'line 1, column "headline": no such column; the columns are "head", "body"')
    fails(
        write(good + '{"headline": "a", "body": null}\n', "labels.jsonl"),
        'empty body in column "body" in 1 row: line 2; label missing in column "label" in 1 row: line 2',
    )
    fails(write(good + '{"headline": 3, "body": "b", "label": 1}\n', "labels.jsonl"), 'line 2, column "headline": expected text, found int 3')
    fails(write(good + '{"headline": "a", "body": "b", "label": [1]}\n', "labels.jsonl"), 'line 2, column "label": expected a number or a name, found list [1]')


# Streaming


def test_stream_gives_all_columns_in_order(write):
    rows = list(stream_table(write('n,body,headline,x\n1,"b\r\n",h,\n2,b,h,y\n'), PAIR))
    assert rows == [{"n": "1", "body": "b\r\n", "headline": "h", "x": ""}, {"n": "2", "body": "b", "headline": "h", "x": "y"}]
    assert list(rows[0]) == ["n", "body", "headline", "x"]


def test_stream_stops_at_the_first_gap_and_counts_the_rest(write):
    stream = stream_table(write(HEADER + "a,b,1\n,b,1\nc,d,1\n,,1\n"), PAIR)
    assert next(stream)["headline"] == "a"
    with pytest.raises(InputError, match=r"empty headline .* in 2 rows: lines 3, 5; empty body .* in 1 row: line 5"):
        next(stream)


def test_standard_input(standard):
    standard(b"headline;body\na;b\n")
    assert list(stream_table("-", PAIR)) == [{"headline": "a", "body": "b"}]
    standard(b'{"headline": "a", "body": "b"}\n')
    assert list(stream_table("-", PAIR, format="jsonl")) == [{"headline": "a", "body": "b"}]
    standard(b"headline;body\na;\xff\n")
    with pytest.raises(InputError, match="^standard input, line 2: byte 0xff at offset 16 "):
        list(stream_table("-", PAIR))


# Writing

HARD = [
    {"headline": 'A "b", c;\td', "body": "x\ny\r\nz", "n": "1"},
    {"headline": "lone\rreturn", "body": "“é” 🙂", "n": ""},
    {"headline": " edges ", "body": "b\u2028", "n": '"'},
]


@pytest.mark.parametrize("name", ["out.csv", "out.tsv", "out.jsonl", "out.parquet", "out.CSV"])
def test_round_trip(tmp_path, name):
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    path = tmp_path / name
    rows = [row | {"body": row["body"] + "."} for row in HARD]
    assert write_rows(path, iter(rows)) == 3
    assert list(stream_table(path, PAIR)) == rows
    assert os.listdir(tmp_path) == [name]


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_csv_is_what_other_readers_expect(tmp_path, delimiter):
    path = tmp_path / "out.csv"
    write_rows(path, HARD, "csv" if delimiter == "," else "tsv")
    with open(path, encoding="utf-8", newline="") as stream:
        assert list(csv.DictReader(stream, delimiter=delimiter)) == HARD
    assert path.read_bytes().startswith(f"headline{delimiter}body{delimiter}n\n".encode())


def test_values_in_csv(tmp_path):
    row = {"f": 0.1, "np": np.float64(0.25), "none": None, "nan": float("nan"), "list": ["a", 1], "bool": True, "text": " "}
    write_rows(tmp_path / "out.csv", [row, {"f": 1}])
    assert (tmp_path / "out.csv").read_text() == 'f,np,none,nan,list,bool,text\n0.1,0.25,,,"[""a"", 1]",True, \n1,,,,,,\n'


def test_values_in_jsonl(tmp_path):
    row = {"np": np.float64(0.25), "int": np.int64(3), "nan": float("nan"), "inside": [np.float32(0.5)], "day": date(2020, 1, 2), "é": Decimal("1.5")}
    write_rows(tmp_path / "out.jsonl", [row])
    assert (tmp_path / "out.jsonl").read_text("utf-8") == '{"np": 0.25, "int": 3, "nan": null, "inside": [0.5], "day": "2020-01-02", "é": "1.5"}\n'


@pytest.mark.parametrize(
    ("name", "rows", "part"),
    [
        ("out.csv", [], "there are no rows to write"),
        ("out.csv", [{"a": 1}, {"a": 1, "b": 2}], 'row 1 (counted from 0): has "b", but the first row has only "a"'),
        ("out.csv", [{"a": 1}, {"a": b"x"}], "row 1 (counted from 0), column \"a\": bytes b'x' cannot be written to csv"),
        ("out.csv", [{"a": "\ud83d"}], "row 0 (counted from 0), column \"a\": str '\\ud83d' cannot be written to csv"),
        ("out.jsonl", [{"a": 1}, {"a": float("inf")}], 'row 1 (counted from 0), column "a": float inf cannot be written to jsonl'),
        ("out.jsonl", [{"a": "\ud83d"}], "half a character"),
        ("out.jsonl", [{"a": b"x"}], "bytes is no type of JSON"),
        ("out.xlsx", [{"a": 1}], '".xlsx" is not a format'),
    ],
)
def test_write_errors_leave_no_trace(tmp_path, name, rows, part):
    with pytest.raises(InputError, match=re.escape(part)):
        write_rows(tmp_path / name, rows)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("stop", [RuntimeError, KeyboardInterrupt])
@pytest.mark.parametrize("name", ["out.csv", "out.jsonl", "out.parquet"])
def test_a_stop_half_way_keeps_what_was_there(tmp_path, name, stop):
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    path = tmp_path / name
    path.write_text("before")

    def rows():
        for n in range(3000):
            yield {"a": f"{n}"}
        assert path.read_text() == "before"
        raise stop

    with pytest.raises(stop):
        write_rows(path, rows())
    assert path.read_text() == "before"
    assert os.listdir(tmp_path) == [name]


def test_a_file_can_be_scored_onto_itself(write):
    path = write("headline,body\n" + "a,b\n" * 5000)
    assert write_rows(path, ({**row, "score": 0.5} for row in stream_table(path, PAIR))) == 5000
    assert path.read_text() == "headline,body,score\n" + "a,b,0.5\n" * 5000


def test_an_error_in_the_input_leaves_no_output(write, tmp_path):
    path = write("headline,body\n" + "a,b\n" * 5000 + "c\n")
    with pytest.raises(InputError, match="line 5002: 1 cell"):
        write_rows(tmp_path / "out.csv", stream_table(path, PAIR))
    assert os.listdir(tmp_path) == [path.name]


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions and links")
def test_permissions_and_links_are_kept(tmp_path):
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "real.csv").chmod(0o640)
    (tmp_path / "link.csv").symlink_to("real.csv")
    write_rows(tmp_path / "link.csv", [{"a": 1}])
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text() == "a\n1\n"
    assert (tmp_path / "real.csv").stat().st_mode & 0o777 == 0o640
    (tmp_path / "plain").touch()
    write_rows(tmp_path / "new.csv", [{"a": 1}])
    assert (tmp_path / "new.csv").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="no such device here")
def test_devices_are_written_to_not_replaced():
    assert write_rows("/dev/null", [{"a": 1}], "csv") == 1
    assert not os.path.isfile("/dev/null")


def test_where_output_cannot_go(tmp_path):
    with pytest.raises(InputError, match="is a folder"):
        write_rows(tmp_path, [{"a": 1}], "csv")
    with pytest.raises(InputError, match=r'the folder ".*" does not exist'):
        write_rows(tmp_path / "x" / "out.csv", [{"a": 1}])
    assert os.listdir(tmp_path) == []


def test_standard_output(standard):
    target = standard()
    write_rows("-", [{"a": "é", "b": 1}])
    assert target.getvalue() == "a,b\né,1\n".encode()
    target = standard()
    write_rows("-", [{"a": "é", "b": 1}], "jsonl")
    assert json.loads(target.getvalue()) == {"a": "é", "b": 1}
    with pytest.raises(InputError, match="standard output: there are no rows to write"):
        write_rows("-", [])


# Parquet


@pytest.fixture
def arrow():
    pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    import pyarrow

    return pyarrow


def test_parquet(tmp_path, arrow):
    path = tmp_path / "labels.parquet"
    rows = [{"headline": f"h{n}", "body": "b", "label": n / 4096, "extra": [n]} for n in range(2500)]
    assert write_rows(path, rows) == 2500
    assert list(stream_table(path, PAIR)) == rows
    table = read_table(path, ALL)
    assert (table.label[-1], table.rows[-1], table.unit) == (2499 / 4096, 2499, "row")
    fails(path, "no such column", columns={"headline": "head"})
    fails(path, 'row 0 (counted from 0), column "label": expected text, found float 0.0', columns={"headline": "label"})


def test_parquet_gaps_and_no_rows(tmp_path, arrow):
    path = tmp_path / "labels.parquet"
    arrow.parquet.write_table(arrow.table({"headline": ["a", None], "body": ["b", "c"], "label": [1, None]}), path)
    fails(path, 'empty headline in column "headline" in 1 row: row 1 (counted from 0); label missing in column "label" in 1 row: row 1')
    arrow.parquet.write_table(arrow.table({"headline": arrow.array([], "string"), "body": arrow.array([], "string"), "label": arrow.array([], "int64")}), path)
    fails(path, "has column names but no rows")
    arrow.parquet.write_table(arrow.table([["a"], ["b"]], names=["headline", "headline"]), path)
    fails(path, "2 columns have this name (number 1 and 2)", columns={"headline": "headline"})


def test_parquet_damaged(write, tmp_path, arrow):
    fails(write("headline,body\na,b\n", "labels.parquet"), "is not a parquet file, or a damaged one")
    path = tmp_path / "cut.parquet"
    write_rows(path, [{"headline": "a" * n, "body": "b", "label": 1} for n in range(1, 2000)])
    content = bytearray(path.read_bytes())
    content[4:400] = bytes(396)
    fails(write(bytes(content), "cut.parquet"), "is not a parquet file, or a damaged one")


def test_parquet_types_that_change(tmp_path, arrow):
    def rows(last):
        return [{"a": None, "n": 1}] * 1000 + [last]

    path = tmp_path / "out.parquet"
    write_rows(path, rows({"a": "text", "n": 2}))
    assert arrow.parquet.read_table(path).to_pylist()[-1] == {"a": "text", "n": 2}
    for last, part in [({"n": 1.5}, 'column "n": not all values are of one type, int64'), ({"b": 1}, 'row 1000 (counted from 0): has "b"')]:
        with pytest.raises(InputError, match=re.escape(part)):
            write_rows(path, rows(last))
    with pytest.raises(InputError, match='column "n": not all values are of one type, int'):
        write_rows(path, [{"n": 1}, {"n": "x"}])
    assert os.listdir(tmp_path) == ["out.parquet"]


def test_parquet_through_standard_streams(standard, arrow):
    target = standard()
    write_rows("-", [{"headline": "a", "body": "b"}], "parquet")
    standard(target.getvalue(), seekable=False)
    assert list(stream_table("-", PAIR, format="parquet")) == [{"headline": "a", "body": "b"}]

    def rows():
        yield {"a": 1}
        raise RuntimeError

    target = standard()
    with pytest.raises(RuntimeError):
        write_rows("-", rows(), "parquet")
    assert target.getvalue() == b""


def test_parquet_without_pyarrow(write, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    fails(write("x", "labels.parquet"), 'pip install "headcheck[parquet]"')
    with pytest.raises(InputError, match=r'pip install "headcheck\[parquet\]"'):
        write_rows(tmp_path / "out.parquet", [{"a": 1}])
    assert os.listdir(tmp_path) == ["labels.parquet"]


# Labels


@pytest.mark.parametrize(
    ("labels", "kind"),
    [
        ([0, 1, 1], "binary"),
        ([True, False], "binary"),
        (np.array([True, False]), "binary"),
        ([0.0, 1.0], "binary"),
        (["real", "fake"], "binary"),
        ([3, 7], "binary"),
        (["a", "b", "c"], "classes"),
        ([0, 1, 2, 3], "ordered"),
        ([-1, 0, 1], "ordered"),
        ([0.0, 1.0, 2.0], "ordered"),
        (np.arange(20), "ordered"),
        ([0.1, 0.9], "graded"),
        ([0, 0.5, 1], "graded"),
        (np.linspace(0, 1, 100), "graded"),
        (iter([np.float32(0.5), 1]), "graded"),
    ],
)
def test_label_kind(labels, kind):
    assert label_kind(labels) == kind


@pytest.mark.parametrize(
    ("labels", "part"),
    [
        ([], "there are none"),
        (["a", "a"], 'there is only one class, "a"; at least two are needed'),
        ([0.5, 0.5], 'only one class, "0.5"'),
        ([0, 1, None], "some are missing"),
        ([0, 1, float("nan")], "some are missing"),
        (["a", " "], "some are missing"),
        (["a", 1, 2], 'names and numbers are mixed, such as "a" and 1'),
        ([[1], [2]], "list [1] is neither text nor a number"),
        ([0.5, 1.5], "numbers that are not integers, such as 0.5, must all be between 0 and 1, but one is 1.5"),
        ([-0.5, 1], "but one is -0.5"),
        ([0, 1, float("inf")], "but one is inf"),
        (range(21), "21 different integers from 0 to 20 are too many for ordered classes"),
    ],
)
def test_unusable_labels(labels, part):
    with pytest.raises(InputError, match=re.escape(part)) as caught:
        label_kind(labels)
    assert "Labels may be two classes of any kind" in str(caught.value)


# Size


def test_memory_of_a_big_file(tmp_path):
    """Streaming holds a row or a batch; reading whole holds the text (two bytes a character, for its quotes) and little more."""
    path = tmp_path / "big.csv"
    body = ("“Nothing,” she said, was decided. " * 70 + "\n") * 4
    size = 3000
    write_rows(path, ({"headline": f"h{n}", "body": f"{n} {body}", "label": n % 2} for n in range(size)))
    megabytes = path.stat().st_size / 2**20
    assert megabytes > 25
    assert _peak(lambda: sum(1 for _ in stream_table(path, PAIR))) == (size, pytest.approx(0, abs=2))
    length, peak = _peak(lambda: len(read_table(path, ALL)))
    assert length == size
    assert peak < 3 * megabytes


def _peak(work):
    """What `work` returns, and the most megabytes it held."""
    tracemalloc.start()
    try:
        return work(), tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()

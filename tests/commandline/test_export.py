"""export: files that other programs open safely."""

import csv
import io
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from services.exports import WHAT, cell, write_csv, write_ndjson, write_xlsx
from tests.commandline.conftest import Run

FORMULAS = [
    '=HYPERLINK("https://evil.example")',
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\uff1d1+1",
    "\u200e=1",
    "\0=1",
]
TEXT = st.text(max_size=40)


@pytest.mark.usefixtures("list_")
@pytest.mark.parametrize("what", WHAT)
def test_export_is_a_table_with_headings(run: Run, what: str) -> None:
    rows = list(csv.reader(io.StringIO(run("export", what).out)))
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.usefixtures("list_")
@pytest.mark.parametrize("format_", ["csv", "xlsx", "ndjson"])
def test_export_says_how_many_rows_it_wrote(run: Run, tmp_path: Path, format_: str) -> None:
    out = tmp_path / f"out.{format_}"
    ran = run("export", "influencers", "--format", format_, "--out", str(out))
    assert (ran.code, "16 rows are in" in ran.out, out.stat().st_size > 0) == (0, True, True)


@pytest.mark.usefixtures("list_")
def test_export_tells_scripts_what_it_wrote(run: Run) -> None:
    assert run("export", "influencers", "--out", "out.csv", "--json").document == {
        "path": "out.csv",
        "kind": "influencers",
        "format": "csv",
        "rows": 16,
    }


@pytest.mark.usefixtures("list_")
@pytest.mark.parametrize(
    ("name", "format_"),
    [("e.csv", "csv"), ("e.xlsx", "xlsx"), ("E.XLSX", "xlsx"), ("e.ndjson", "ndjson"),
     ("e.jsonl", "ndjson"), ("e.txt", "csv"), ("e", "csv")],
)  # fmt: skip
def test_ending_of_the_file_decides_the_format(run: Run, name: str, format_: str) -> None:
    assert run("export", "influencers", "--out", name, "--json").document["format"] == format_


@pytest.mark.usefixtures("list_")
def test_format_may_be_said_where_the_ending_says_none(run: Run) -> None:
    ran = run("export", "influencers", "--out", "e.txt", "--format", "ndjson", "--json")
    assert ran.document["format"] == "ndjson"


def test_format_that_contradicts_the_ending_is_refused(run: Run, tmp_path: Path) -> None:
    ran = run("export", "influencers", "--out", "e.xlsx", "--format", "csv")
    assert (ran.code, "e.xlsx does not end like csv" in ran.said) == (2, True)
    assert not (tmp_path / "e.xlsx").exists()


@pytest.mark.usefixtures("list_")
def test_json_keeps_what_is_unknown_as_null(run: Run) -> None:
    rows = [
        orjson.loads(line)
        for line in run("export", "influencers", "--format", "ndjson").out.splitlines()
    ]
    assert next(row for row in rows if row["handle"] == "new.fit")["average_likes"] is None


def test_workbook_needs_a_file(run: Run) -> None:
    ran = run("export", "influencers", "--format", "xlsx")
    assert (ran.code, "add --out influencers.xlsx" in ran.said) == (2, True)


def test_folder_that_is_not_there_is_a_sentence(run: Run, tmp_path: Path) -> None:
    ran = run("export", "influencers", "--out", str(tmp_path / "none" / "x.csv"))
    said = f"There is no folder {tmp_path / 'none'}. Make it first; nothing was written.\n"
    assert (ran.code, ran.said) == (2, said)


@pytest.mark.parametrize("text", FORMULAS)
def test_formula_is_text_in_a_cell(text: str) -> None:
    assert cell(text).startswith("'")


@pytest.mark.parametrize("heading", FORMULAS)
def test_formula_is_text_above_a_column(heading: str) -> None:
    out = io.StringIO(newline="")
    write_csv(out, [heading], [])
    assert next(csv.reader(io.StringIO(out.getvalue(), newline="")))[0].startswith("'")


@given(TEXT)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert not str(cell(text)).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("value", [-5, 0, 2.5, None])
def test_numbers_stay_numbers(value: object) -> None:
    assert cell(value) == value


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=5))
def test_workbook_holds_any_text_as_text(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = tmp_path_factory.mktemp("book") / "out.xlsx"
    write_xlsx(path, [f"={texts[0]}"], [(text,) for text in texts])
    cells = [row[0] for row in load_workbook(path).active.iter_rows()]
    assert {one.data_type for one in cells} <= {"s", "inlineStr", "n"}
    assert all(one.value is None or isinstance(one.value, str) for one in cells)


@given(st.lists(TEXT, min_size=1, max_size=5))
def test_csv_can_be_read_again(texts: list[str]) -> None:
    out = io.StringIO(newline="")
    write_csv(out, ["text"], [(text,) for text in texts])
    assert len(list(csv.reader(io.StringIO(out.getvalue(), newline="")))) == len(texts) + 1


@given(st.lists(TEXT | st.sampled_from(["\ud800", "\0"]), max_size=5))
def test_json_can_be_read_again(texts: list[str]) -> None:
    out = io.StringIO()
    assert write_ndjson(out, ["text"], [(text,) for text in texts]) == len(texts)
    assert [list(orjson.loads(line)) for line in out.getvalue().split("\n")[:-1]] == [
        ["text"]
    ] * len(texts)

"""Rejected rows: each with its place and reason, in a file that is mended and comes back."""

import csv
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from services.importing import Importing, Options, Report
from services.imports import import_file, open_for
from services.rejects import RejectsFile
from tests.conftest import NOON, Bring
from tests.importing.conftest import Query

LIST = (
    "handle,followers,likes,price,last contact,mood\n"
    "ana,15000,2000,250 EUR,2026-10-01,calm\n"
    "bo,many,900,,,\n"
    "cy,20000,800,ask her,,wild\n"
    "dee,20000,800,,03/04/2026,\n"
    ",20000,800,,,\n"
    '"=cmd(""x"")",-5,800,,,"@sum"\n'
    "eve,1,2,3,4,5,6,7\n"
)
MENDED = {"many": "30000", "'-5": "5"}

Mend = Callable[[Path], str]


@pytest.fixture
def rejects(importing: Importing, tmp_path: Path) -> tuple[Report, Path]:
    """The list above, imported; and the file of what was rejected."""
    path = tmp_path / "list.csv"
    path.write_text(LIST)
    target = RejectsFile(None, path, open_for(path, Options(), NOON).headings)
    with target:
        report = import_file(
            Importing(
                importing.store,
                importing.bounds,
                importing.rates,
                importing.clock,
                importing.actor,
                on_reject=target.add,
            ),
            path,
            Options(),
        )
    return report, target.path


def mended(path: Path) -> bytes:
    """Do what a person would: change the cells that are named, and take out what stays bad."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    better = [[MENDED.get(cell, cell) for cell in row] for row in rows]
    for row in better[1:]:
        row[3] = row[3] or "fay"
        if len(row) > len(rows[0]):
            row[7:] = ["", ""]
    out = path.with_name("mended.csv")
    with out.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(better)
    return out.read_bytes()


def test_each_rejected_row_has_line_and_column(rejects: tuple[Report, Path]) -> None:
    assert [(one.line, one.column) for one in rejects[0].rejects] == [
        (3, "followers"),
        (6, "handle"),
        (7, "followers"),
        (8, "the whole row"),
    ]


def test_file_of_rejects_is_for_its_owner_alone(rejects: tuple[Report, Path]) -> None:
    assert stat.S_IMODE(rejects[1].stat().st_mode) == 0o600


def test_each_reason_says_what_to_do(rejects: tuple[Report, Path]) -> None:
    advice = ("Write it like", "Fill one in", "Put quotation marks")
    assert all(any(word in one.reason for word in advice) for one in rejects[0].rejects)


def test_good_rows_of_the_file_are_in(rejects: tuple[Report, Path], query: Query) -> None:
    assert query("SELECT key FROM accounts ORDER BY id") == [
        {"key": "ana"},
        {"key": "cy"},
        {"key": "dee"},
    ]


def test_file_of_rejects_says_what_is_wrong_in_front_of_each_row(
    rejects: tuple[Report, Path],
) -> None:
    with rejects[1].open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][:4] == ["desk: line", "desk: column", "desk: reason", "handle"]
    assert [row[:2] + row[3:5] for row in rows[1:3]] == [
        ["3", "followers", "bo", "many"],
        ["6", "handle", "", "20000"],
    ]


def test_row_with_too_many_cells_keeps_all_of_them(rejects: tuple[Report, Path]) -> None:
    with rejects[1].open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[-1][3:] == ["eve", "1", "2", "3", "4", "5", "6", "7"]


def test_file_of_rejects_computes_nothing_in_a_spreadsheet(rejects: tuple[Report, Path]) -> None:
    with rejects[1].open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_mended_file_of_rejects_comes_in(rejects: tuple[Report, Path], bring: Bring) -> None:
    again = bring(mended(rejects[1]), name="list-rejected.csv")
    assert (again.read, again.new, again.rejected) == (4, 4, 0)


def test_mended_rows_are_what_they_would_have_been(
    rejects: tuple[Report, Path], bring: Bring, query: Query
) -> None:
    bring(mended(rejects[1]), name="list-rejected.csv")
    assert query("SELECT handle, followers FROM accounts WHERE id > 1 ORDER BY key") == [
        {"handle": '=cmd("x")', "followers": 5},
        {"handle": "bo", "followers": 30_000},
        {"handle": "cy", "followers": 20_000},
        {"handle": "dee", "followers": 20_000},
        {"handle": "eve", "followers": 1},
        {"handle": "fay", "followers": 20_000},
    ]


def test_our_remarks_are_no_fields_of_anybody(
    rejects: tuple[Report, Path], bring: Bring, query: Query
) -> None:
    bring(mended(rejects[1]), name="list-rejected.csv")
    assert query("SELECT name FROM fields WHERE name LIKE 'own:desk%'") == []


def test_our_remarks_do_not_make_another_person_of_a_record_without_handle(bring: Bring) -> None:
    plain = bring("name,followers\nAna,100\n", name="a.csv", source="fair")
    again = bring(
        "desk: line,desk: column,desk: reason,name,followers\n4,followers,oh,Ana,100\n",
        name="b.csv",
        source="fair",
    )
    assert (plain.new, again.new, again.unchanged) == (1, 0, 1)


def test_repeated_import_hands_out_its_rejects_again(
    rejects: tuple[Report, Path], importing: Importing
) -> None:
    again = import_file(importing, rejects[1].with_name("list.csv"), Options())
    assert (again.rejected, len(again.rejects), again.new) == (4, 4, 0)


def test_report_names_a_thousand_rejects_and_counts_all(bring: Bring) -> None:
    report = bring("handle,followers\nbo,5\n" + "ana,many\n" * 1_200)
    assert (report.rejected, len(report.rejects)) == (1_200, 1_000)


@pytest.mark.parametrize(
    ("mapping", "followers"),
    [
        ({"wieviele": "followers"}, 15_000),
        ({"WIEVIELE": "followers", "mood": ""}, 15_000),
        ({"wieviele": "average_likes"}, None),
    ],
)
def test_mapping_goes_before_our_own_reading(
    bring: Bring, query: Query, mapping: dict[str, str], followers: int | None
) -> None:
    bring("handle,wieviele,mood\nana,15000,calm\n", mapping=mapping)
    assert query("SELECT followers FROM accounts") == [{"followers": followers}]

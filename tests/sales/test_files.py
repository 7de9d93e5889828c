"""Sales and refunds from a file: counted once, refused by row with a reason, safe to cut short."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from services.errors import ImportRefused
from services.importing import Importing, Options, Report
from services.ledger_proofs import proved
from services.sales_imports import import_sales, open_sales
from services.undoing import undo_import
from storage.engine import Store
from tests.sales.making import Shop, count, owed

HEADER = "event_id,shop,order_id,kind,code,occurred_at,currency,net_minor"
ROWS = [
    ",shakers.example,1042,sale,JANE10,2026-11-24T12:30:00Z,USD,5220",
    "r1,shakers.example,1042,refund,,2026-11-24T12:40:00Z,USD,2000",
    ",shakers.example,1043,sale,,2026-11-24T12:45:00Z,USD,9000",
]
BERLIN = ZoneInfo("Europe/Berlin")


def csv(*rows: str, header: str = HEADER) -> str:
    return "\n".join([header, *rows, ""])


class Files:
    """Imports texts as files of sales."""

    def __init__(self, importing: Importing, folder: Path) -> None:
        self.importing, self.folder = importing, folder

    def bring(self, text: str | bytes, name: str = "sales.csv", **options: object) -> Report:
        path = self.folder / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        asked = Options(kind="sales", **options)  # type: ignore[arg-type]
        return import_sales(self.importing, open_sales(path, asked, BERLIN), asked)


@pytest.fixture
def files(importing: Importing, tmp_path: Path, shop: Shop) -> Files:
    return Files(importing, tmp_path)


def counted(report: Report) -> tuple[int, ...]:
    """Return read, new, updated, unchanged, repeated, rejected."""
    return tuple(report.counts().values())


def test_a_file_of_sales_is_credited(store: Store, files: Files) -> None:
    report = files.bring(csv(*ROWS))
    assert (counted(report), owed(store)) == ((3, 3, 0, 0, 0, 0), 322)


def test_the_same_file_again_changes_nothing(store: Store, files: Files) -> None:
    files.bring(csv(*ROWS))
    report = files.bring(csv(*ROWS), "again.csv")
    assert (counted(report), owed(store)) == ((3, 0, 0, 3, 0, 0), 322)


def test_another_file_with_the_same_events_changes_nothing(store: Store, files: Files) -> None:
    files.bring(csv(*ROWS))
    report = files.bring(csv(*reversed(ROWS)))
    assert (counted(report), owed(store)) == ((3, 0, 0, 3, 0, 0), 322)


def test_a_row_that_stands_twice_in_a_file_is_repeated(store: Store, files: Files) -> None:
    report = files.bring(csv(ROWS[0], ROWS[0], ROWS[1]))
    assert (counted(report), owed(store)) == ((3, 2, 0, 0, 1, 0), 322)


def test_a_row_that_contradicts_another_is_refused(store: Store, files: Files) -> None:
    report = files.bring(csv(ROWS[0], ROWS[0].replace("5220", "1")))
    assert (counted(report), owed(store)) == ((2, 1, 0, 0, 0, 1), 522)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (ROWS[0].replace("5220", "-5220"), "net_minor"),
        (ROWS[0].replace("5220", "52.20"), "net_minor"),
        (ROWS[0].replace("5220", ""), "net_minor"),
        (ROWS[0].replace("USD", "DOLLAR"), "currency"),
        (ROWS[0].replace("2026-11-24T12:30:00Z", "11/12/2026"), "occurred_at"),
        (ROWS[0].replace("2026-11-24T12:30:00Z", "2027-11-24"), "occurred_at"),
        (ROWS[0].replace("sale", "order"), "kind"),
        (ROWS[1].replace("r1", ""), "event_id"),
        (",,,,,,,", "kind"),
    ],
)
def test_a_bad_row_is_refused_with_line_and_column(files: Files, row: str, column: str) -> None:
    report = files.bring(csv(ROWS[2], row.replace(",,,,,,,", ",x,,,,,,")))
    (rejected,) = report.rejects
    assert (rejected.line, rejected.column) == (3, column)


def test_a_dry_run_counts_the_same_and_writes_nothing(store: Store, files: Files) -> None:
    rows = [*ROWS, ROWS[0], ROWS[0].replace("5220", "7"), ROWS[2].replace(",sale", "x,sale")]
    rehearsed = counted(files.bring(csv(*rows), dry_run=True))
    assert (count(store, "sales"), count(store, "runs")) == (0, 1)
    assert rehearsed == counted(files.bring(csv(*rows)))


def test_a_decimal_amount_is_read_by_its_currency(store: Store, files: Files) -> None:
    header = HEADER.replace("net_minor", "net")
    files.bring(
        csv(
            ROWS[0].replace("5220", "52.20"),
            ROWS[0].replace("1042", "1044").replace("5220", "5220").replace("USD", "JPY"),
            header=header,
        )
    )
    assert (owed(store), owed(store, "JPY")) == (522, 522)


def test_two_amounts_of_a_row_must_agree(files: Files) -> None:
    report = files.bring(csv(f"{ROWS[0]},52.21", header=f"{HEADER},net"))
    assert report.rejects[0].column == "net_minor"


def test_a_day_without_a_time_is_the_workspaces(store: Store, files: Files) -> None:
    files.bring(csv(ROWS[2].replace("2026-11-24T12:45:00Z", "24.11.2026")))
    assert store.read(lambda tx: tx.value("SELECT occurred_at FROM sales")) == (
        "2026-11-23T23:00:00Z"
    )


def test_headings_of_shops_are_understood(store: Store, files: Files) -> None:
    header = "Store;Order number;Type;Discount Code;Created at;Currency;Net sales"
    row = "shakers.example;#1042;sale;jane10;2026-11-24 13:30:00 +0100;USD;52,20"
    files.bring(csv(row, header=header))
    assert owed(store) == 522


def test_a_mapping_says_which_column_is_which(store: Store, files: Files) -> None:
    header = HEADER.replace("code", "Gutschein")
    files.bring(csv(ROWS[0], header=header), mapping={"Gutschein": "code"})
    assert owed(store) == 522


def test_json_lines_are_taken_as_well(store: Store, files: Files) -> None:
    line = (
        '{"shop":"s","order_id":1042,"kind":"sale","code":"JANE10","currency":"USD",'
        '"occurred_at":"2026-11-24T12:30:00Z","net_minor":5220}'
    )
    files.bring(f"{line}\n", "sales.ndjson")
    assert owed(store) == 522


@pytest.mark.parametrize("missing", ["shop", "order_id", "kind", "occurred_at", "currency"])
def test_a_file_without_a_needed_column_is_refused_by_name(files: Files, missing: str) -> None:
    with pytest.raises(ImportRefused, match=missing):
        files.bring(csv(*ROWS, header=HEADER.replace(missing, "other")))


def test_rows_refused_for_now_are_taken_when_the_file_comes_again(
    store: Store, files: Files, shop: Shop
) -> None:
    text = csv(ROWS[0], ROWS[0].replace("1042", "1050").replace("11-24T", "11-30T"))
    first = files.bring(text)
    shop.clock.move(days=7)
    second = files.bring(text)
    assert (counted(first), counted(second)) == ((2, 1, 0, 0, 0, 1), (2, 1, 0, 1, 0, 0))


def test_an_import_of_sales_cannot_be_undone(files: Files, importing: Importing) -> None:
    report = files.bring(csv(*ROWS))
    with pytest.raises(ImportRefused, match="Import refunds"):
        undo_import(importing, report.run or 0)


def many(number: int) -> str:
    sales = [ROWS[0].replace("1042", str(order)) for order in range(number)]
    refunds = [
        ROWS[1].replace("r1", f"r{order}").replace("1042", str(order)) for order in range(number)
    ]
    return csv(*sales, *refunds)


def command(store: Store, *words: str) -> list[str]:
    return [sys.executable, "bot.py", *words]


def environment(store: Store) -> dict[str, str]:
    return {**os.environ, "DATABASE_URL": f"sqlite:///{store.path}", "TIMEZONE": "UTC"}


def test_an_import_killed_at_any_moment_is_taken_up_again(
    store: Store, files: Files, tmp_path: Path
) -> None:
    path = tmp_path / "many.csv"
    path.write_text(many(1_000))
    importing = command(store, "import", str(path), "--kind", "sales", "--json")
    for wanted in (1, 400, 900):
        running = subprocess.Popen(
            importing, env=environment(store), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while count(store, "sales") < wanted and running.poll() is None:
            time.sleep(0.001)
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert store.read_together(proved).whole
    report = files.bring(path.read_bytes(), "many.csv")
    assert (report.new, report.unchanged, owed(store)) == (2_000, 0, 322_000)


def test_the_command_prints_the_counts_as_json(store: Store, files: Files, tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    path.write_text(csv(*ROWS, ROWS[0], ROWS[1].replace("r1", "")))
    done = subprocess.run(
        command(store, "import", str(path), "--kind", "sales", "--json"),
        env=environment(store),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, '"new": 3' in done.stdout, '"rejected": 1' in done.stdout) == (
        1,
        True,
        True,
    )

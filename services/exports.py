"""Export: what the store holds, as CSV, XLSX or NDJSON that other programs may open safely."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import orjson
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from services.errors import DeskError
from storage import exports as stored
from storage.engine import Store
from storage.words import clean

FORMATS = ("csv", "xlsx", "ndjson")
WHAT = ("influencers", "offers", "ledger", "audit", "imports")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How a cell begins that a spreadsheet may compute, their full-width forms included."""


class UnknownExport(DeskError):
    """There is no such thing to export, or no such format."""


def rows_of(store: Store, what: str, client_id: int) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    """Return the headings and rows of an export. Raises UnknownExport."""
    if what not in WHAT:
        raise UnknownExport(f'There is no export "{what}". There are: {", ".join(WHAT)}.')
    return store.read(stored.TABLES[what], client_id)


def cell(value: Any) -> Any:
    """Return a value that a spreadsheet takes for text, never for a formula."""
    if not isinstance(value, str):
        return value
    text = clean(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def write_csv(file: IO[str], headings: list[str], rows: Iterable[tuple[Any, ...]]) -> int:
    """Write rows as CSV; return how many."""
    writer = csv.writer(file)
    writer.writerow(headings)
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007
        writer.writerow([cell(value) for value in row])
    return count


def write_ndjson(file: IO[str], headings: list[str], rows: Iterable[tuple[Any, ...]]) -> int:
    """Write rows as JSON objects, one a line; return how many."""
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007
        named = {
            name: clean(value) if isinstance(value, str) else value
            for name, value in zip(headings, row, strict=True)
        }
        file.write(orjson.dumps(named).decode() + "\n")
    return count


def write_xlsx(path: Path, headings: list[str], rows: Iterable[tuple[Any, ...]]) -> int:
    """Write rows as a workbook, texts as texts; return how many."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Export")
    sheet.append(headings)
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007
        cells = []
        for value in row:
            one = WriteOnlyCell(sheet, _printable(value) if isinstance(value, str) else value)
            if isinstance(value, str):
                one.data_type = "s"
            cells.append(one)
        sheet.append(cells)
    book.save(path)
    return count


def write_file(
    path: Path, format_: str, headings: list[str], rows: Iterable[tuple[Any, ...]]
) -> int:
    """Write rows to a file in one of FORMATS; return how many."""
    if format_ == "xlsx":
        return write_xlsx(path, headings, rows)
    write = write_csv if format_ == "csv" else write_ndjson
    with path.open("w", encoding="utf-8", newline="") as file:
        return write(file, headings, rows)


def _printable(text: str) -> str:
    """Return a text without the control characters that a workbook can't hold."""
    return "".join(c for c in clean(text) if c not in "\r\ufffe\uffff")[:32_000]

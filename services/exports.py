"""Export: what the store holds, as CSV, XLSX or NDJSON that other programs may open safely."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

import orjson
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from services.errors import DeskError
from services.importing import chunks
from services.reading.headings import ACCOUNT
from services.relating import OWN
from storage import exports as stored
from storage.engine import Row, Store, Transaction
from storage.search import niche_names
from storage.words import clean
from texts import files as says
from texts.numbers import decimals

Known = tuple[dict[str, str], list[str], list[str]]
"""Of a person: the fields as they stand, tags, notes."""

AGAIN = ("niches", "tags", "notes", "price", "posts_count", ACCOUNT)
MARK = ";"
"""Stands between niches and between tags; an import divides there."""

PIECE = 500
"""Accounts whose niches, tags and the like are looked up together."""

FORMATS = ("csv", "xlsx", "ndjson")
ENDINGS = {".csv": "csv", ".xlsx": "xlsx", ".ndjson": "ndjson", ".jsonl": "ndjson"}
WHAT = ("influencers", "offers", "ledger", "audit", "imports")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How a cell begins that a spreadsheet may compute, their full-width forms included."""


class UnknownExport(DeskError):
    """There is no such thing to export, or no such format."""


def format_for(file: Path | None, asked: str | None) -> str:
    """Return the format that is asked for, else that of a file's ending, else csv.

    Raises UnknownExport where a file ends on another format than is asked for.
    """
    of_ending = ENDINGS.get(file.suffix.lower()) if file else None
    if asked and file and of_ending not in (asked, None):
        raise UnknownExport(says.ends_otherwise(str(file), asked))
    return asked or of_ending or "csv"


def rows_of(store: Store, what: str, client_id: int) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    """Return the headings and rows of an export. Raises UnknownExport."""
    if what not in WHAT:
        raise UnknownExport(says.no_export(what, WHAT))
    if what == "influencers":
        return store.read(_influencers, client_id)
    return store.read(stored.TABLES[what], client_id)


def rows_among(
    store: Store, client_id: int, accounts: Sequence[int]
) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    """Return the headings and rows of some accounts, in their order, as the export has them."""
    return store.read(_influencers, client_id, accounts)


def _among(tx: Transaction, client_id: int, accounts: Sequence[int]) -> Iterator[Row]:
    for piece in chunks(iter(accounts), PIECE):
        found = {row[0]: row for row in stored.influencers_among(tx, client_id, piece)}
        yield from [found[one] for one in piece if one in found]


def _influencers(
    tx: Transaction, client_id: int, accounts: Sequence[int] | None = None
) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    """Return accounts with what one client knows of their people, in columns that an import reads
    again; what the desk computes itself the import leaves out. accounts: None for all.
    """
    own = [name for name in stored.field_names(tx, client_id) if name.startswith(OWN)]
    ours = [*stored.INFLUENCERS, *stored.RELATED, *AGAIN]
    headings = [name.removeprefix(OWN) for name in own]
    headings = [f"{name} (list)" if name in ours else name for name in headings]

    def rows() -> Iterator[tuple[Any, ...]]:
        all_or_some = (
            stored.influencers(tx, client_id)
            if accounts is None
            else _among(tx, client_id, accounts)
        )
        for piece in chunks(all_or_some, PIECE):
            niches = niche_names(tx, tuple([row[0] for row in piece]))
            people = list(dict.fromkeys([row[1] for row in piece]))
            known = _known(tx, client_id, people)
            for account, person, *shown, posts, key in piece:
                fields, tags, notes = known[person]
                price = _price(*shown[-2:])
                again = (
                    MARK.join(niches[account]),
                    MARK.join(tags),
                    "\n".join(notes),
                    price,
                    posts,
                    key,
                )
                yield (*shown, *[value or None for value in again], *map(fields.get, own))

    return [*ours, *headings], rows()


def _known(tx: Transaction, client_id: int, people: list[int]) -> dict[int, Known]:
    found: dict[int, Known] = {person: ({}, [], []) for person in people}
    for person, name, value in stored.fields(tx, client_id, people):
        found[person][0][name] = value
    tags: dict[tuple[int, str], str] = {}
    for person, folded, tag in stored.tags(tx, client_id, people):
        tags.setdefault((person, folded), tag)
    for (person, _), tag in tags.items():
        found[person][1].append(tag)
    for person, text in stored.notes(tx, client_id, people):
        found[person][2].append(text)
    return found


def _price(minor: int | None, currency: str | None) -> str | None:
    """Write an amount as an import reads it: three decimals would pass for thousands."""
    if minor is None:
        return None
    places = decimals(currency or "USD")
    text = str(Decimal(minor).scaleb(-places)) + ("0" if places == 3 else "")
    return f"{text} {currency}" if currency else text


def cell(value: Any) -> Any:
    """Return a value that a spreadsheet takes for text, never for a formula."""
    if not isinstance(value, str):
        return value
    text = clean(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def write_csv(file: IO[str], headings: list[str], rows: Iterable[tuple[Any, ...]]) -> int:
    """Write headings and rows as CSV; return how many rows."""
    writer = csv.writer(file)
    writer.writerow([cell(heading) for heading in headings])
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
    """Write headings and rows as a workbook, texts as texts; return how many rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(says.SHEET)
    sheet.append(_in_workbook(sheet, headings))
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007
        sheet.append(_in_workbook(sheet, row))
    book.save(path)
    return count


def _in_workbook(sheet: Any, row: Iterable[Any]) -> Iterator[WriteOnlyCell]:
    for value in row:
        is_text = isinstance(value, str)
        one = WriteOnlyCell(sheet, _printable(value) if is_text else value)
        if is_text:
            one.data_type = "s"
        yield one


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

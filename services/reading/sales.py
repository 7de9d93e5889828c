"""Rows of a file of sales and refunds -> events."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from services.errors import ImportRefused
from services.reading.dates import parse_date
from services.reading.headings import SALE_HEADINGS, SALES, normal
from services.reading.numbers import NotANumber, is_unknown
from services.reading.shapes import Broken, Line
from services.records import Rejected
from services.sale_fields import FIELDS, BadEvent, Event, event_from, is_currency, minor_from
from storage.words import clean
from texts import reading as says
from texts.sale_fields import net_not_whole, two_amounts

NET = "net"
"""A decimal amount in a currency, where a file has no column of minor units."""

NEEDED = ("shop", "order_id", "kind", "occurred_at", "currency")


@dataclass(frozen=True, slots=True)
class SaleColumns:
    """Which column is which field. headings: all of the file's, in order."""

    headings: tuple[str, ...]
    place_of: dict[str, int]


@dataclass(frozen=True, slots=True)
class Read:
    """An event and where it stands in the file; cells: for a row that is refused later."""

    line: int
    event: Event
    cells: tuple[str, ...]


def understand(headings: Sequence[str], mapping: Mapping[str, str] | None) -> SaleColumns:
    """Say which column is which. Raises ImportRefused where one is missing or named twice."""
    asked = {normal(heading): field for heading, field in (mapping or {}).items()}
    for field in asked.values():
        if field and field not in SALES:
            raise ImportRefused(says.no_field_of_a_sale(field, [*SALES]))
    place_of: dict[str, int] = {}
    for place, heading in enumerate(headings):
        field = asked.get(normal(heading), SALE_HEADINGS.get(normal(heading), ""))
        if not field:
            continue
        if field in place_of:
            other = headings[place_of[field]]
            raise ImportRefused(says.both_columns_are(other, heading, field))
        place_of[field] = place
    missing = [field for field in NEEDED if field not in place_of]
    if "net_minor" not in place_of and NET not in place_of:
        missing.append(says.NET_TOO)
    if missing:
        raise ImportRefused(says.sales_need(missing, FIELDS))
    return SaleColumns(tuple(headings), place_of)


def sale_field_of(heading: str) -> str | None:
    """Return which field of a sale a heading names, if any."""
    return SALE_HEADINGS.get(normal(heading))


def events(
    columns: SaleColumns, rows: Iterator[Line], *, now: datetime, zone: ZoneInfo
) -> Iterator[Read | Rejected]:
    """Yield what each row says, or why it can't be taken. zone: of days and times without one."""
    width = len(columns.headings)
    for line, cells in rows:
        if isinstance(cells, Broken):
            yield cells.rejected(line)
            continue
        padded = (*cells, *[""] * (width - len(cells)))
        try:
            yield Read(line, _event(columns, padded, now, zone), padded)
        except BadEvent as error:
            yield rejected(columns, line, padded, error)


def rejected(columns: SaleColumns, line: int, cells: tuple[str, ...], error: BadEvent) -> Rejected:
    """Return a row that can't be taken, with the column to mend."""
    place = columns.place_of.get(error.field)
    heading = error.field if place is None else columns.headings[place]
    value = "" if place is None else cells[place]
    return Rejected(line, heading, value, error.sentence(), cells)


def _event(columns: SaleColumns, cells: tuple[str, ...], now: datetime, zone: ZoneInfo) -> Event:
    said: dict[str, object] = {}
    for field, place in columns.place_of.items():
        text = clean(cells[place]).strip()
        said[field] = "" if is_unknown(text) else text
    said["occurred_at"] = _day_or_instant(str(said["occurred_at"]))
    said["net_minor"] = _amount(said)
    return event_from(said, now=now, zone=zone)


def _day_or_instant(text: str) -> str:
    """Return a day as ISO text, however it is written; an instant as it is."""
    if ":" in text:
        return text
    try:
        return parse_date(text) or ""
    except NotANumber:
        return text


def _amount(said: Mapping[str, object]) -> int | None:
    """Return the amount of a row; its two columns must agree where both are filled."""
    minor, decimal = str(said.get("net_minor") or ""), str(said.get(NET) or "")
    currency = str(said.get("currency") or "").upper()
    if minor and not (minor.isascii() and minor.isdigit() and len(minor) < 16):
        raise BadEvent("net_minor", net_not_whole(minor[:40]))
    if not decimal or not is_currency(currency):
        return int(minor) if minor else None
    amount = minor_from(decimal, currency)
    if minor and int(minor) != amount:
        raise BadEvent("net_minor", two_amounts(minor, decimal))
    return amount

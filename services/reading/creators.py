"""Rows of a file of influencers -> records, by the columns as understood."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from services.reading.cells import known, no_count, ranges, split, too_many_cells
from services.reading.columns import Column, Columns
from services.reading.dates import parse_date
from services.reading.naming import Naming
from services.reading.numbers import NotANumber, bare, currency_named, parse_count, parse_money
from services.reading.places import country_code, country_in, language_code
from services.reading.shapes import Line, filled
from services.records import FIGURES, Creator, Doubt, Rejected
from storage.words import clean
from texts import rows as says

Unclear = tuple[Column, str]
"""A column, and why its cell can't be read. Whether a creator comes in does not hang on it."""


class CreatorReader:
    """Reads one file's rows. source: the list's name, part of what records without handle are.

    latest: the last day that a date may name; None is any.
    """

    def __init__(
        self, columns: Columns, *, platform: str, source: str, latest: str | None = None
    ) -> None:
        self._latest = latest
        self._naming = Naming(columns, platform=platform, source=source)
        self._counts = [
            (place, column) for place, field in enumerate(FIGURES) if (column := columns.one(field))
        ]
        self._amounts = [*[column for _, column in self._counts], *columns.all("price")]
        self._rest = [
            (field, column)
            for field in ("price", "currency", "owner", "status", "last_contact", "note", "as_of")
            if (column := columns.one(field))
        ]
        self._bio = columns.place("bio")
        self._country = columns.place("country")
        self._location = columns.place("location")
        self._language = columns.place("language")
        self._niches = [column.index for column in columns.all("niche")]
        self._tags = [column.index for column in columns.all("tags")]
        self._extra = [
            column for column in columns.columns if column.field is None and not column.number
        ]
        self._width = len(columns.columns)

    def records(self, rows: Iterator[Line]) -> Iterator[Creator | Rejected | Doubt]:
        """Yield what each row says, after what is doubtful about it; or why it can't be taken."""
        for line, cells in rows:
            if len(cells) < self._width:
                cells = [*cells, *[""] * (self._width - len(cells))]
            elif len(cells) > self._width and filled(cells[self._width :]):
                yield too_many_cells(line, cells, self._width)
                continue
            doubts: list[Doubt] = []
            record = self._read(line, cells, doubts)
            yield from doubts
            yield record

    def _read(self, line: int, cells: Sequence[str], doubts: list[Doubt]) -> Creator | Rejected:
        counts: list[int | None] = [None] * len(FIGURES)
        try:
            for place, column in self._counts:
                counts[place] = self._count(column, cells[column.index])
        except _Unreadable as error:
            return Rejected(line, error.column, error.value, error.reason, tuple(cells))
        name, accounts, doubt = self._naming.of(line, cells)
        if not accounts:
            return self._naming.nobody(line, cells)
        if doubt:
            doubts.append(doubt)
        rest, unclear = self._rest_of(cells) if self._rest else ({}, [])
        doubts += [Doubt(line, column.heading, reason) for column, reason in unclear]
        doubts += ranges(line, cells, self._amounts)
        if counts[0] and counts[1] and counts[1] > counts[0]:
            doubts.append(self._too_many_likes(line, counts[0], counts[1]))
        if counts[1] == 0 and counts[2] == 0 and counts[0]:
            counts[1] = counts[2] = None
        followers, likes, comments, views, follows, posts = counts
        return Creator(
            line,
            accounts,
            name,
            self._split(self._niches, cells),
            self._country_of(cells),
            None if self._language is None else language_code(cells[self._language]),
            None if self._bio is None else known(cells[self._bio]),
            followers,
            likes,
            comments,
            views,
            follows,
            posts,
            rest.get("price_minor"),
            rest.get("price_currency"),
            rest.get("owner"),
            rest.get("status"),
            rest.get("last_contact"),
            rest.get("note"),
            self._split(self._tags, cells),
            rest.get("as_of"),
            self._fields(cells, unclear),
        )

    def _too_many_likes(self, line: int, followers: int, likes: int) -> Doubt:
        column = next(column for _, column in self._counts if column.field == "average_likes")
        return Doubt(line, column.heading, says.too_many_likes(likes, followers))

    def _count(self, column: Column, cell: str) -> int | None:
        try:
            return parse_count(cell)
        except NotANumber as error:
            raise _Unreadable(column.heading, cell, no_count(cell, error)) from error

    def _rest_of(self, cells: Sequence[str]) -> tuple[dict[str, Any], list[Unclear]]:
        """Return what else a row says, and which of its cells can't be read and so is not known."""
        rest: dict[str, Any] = {}
        unclear: list[Unclear] = []
        currency = None
        for field, column in self._rest:
            if field == "currency":
                currency = currency_named(cells[column.index])
        for field, column in self._rest:
            cell = cells[column.index]
            if field in _CONVERTED:
                try:
                    self._convert(field, cell, currency, rest)
                except NotANumber as error:
                    why = says.in_future if isinstance(error, _Future) else _CONVERTED[field]
                    unclear.append((column, why(clean(cell).strip()[:60])))
            elif field != "currency":
                rest[field] = known(cell)
        return rest, unclear

    def _convert(self, field: str, cell: str, currency: str | None, rest: dict[str, Any]) -> None:
        if field == "price":
            price = parse_money(cell, currency)
            rest["price_minor"], rest["price_currency"] = price or (None, None)
            return
        day = parse_date(cell)
        if day and self._latest and day[:10] > self._latest:
            raise _Future(cell)
        rest[field] = day

    def _country_of(self, cells: Sequence[str]) -> str | None:
        if self._country is not None:
            return country_code(cells[self._country])
        return None if self._location is None else country_in(cells[self._location])

    def _split(self, places: Sequence[int], cells: Sequence[str]) -> tuple[str, ...]:
        """Return what the columns of niches, or of tags, say; each once."""
        if len(places) == 1:
            return split(cells[places[0]])
        return tuple(dict.fromkeys([one for at in places for one in split(cells[at])]))

    def _fields(
        self, cells: Sequence[str], unclear: Sequence[Unclear]
    ) -> tuple[tuple[str, str], ...]:
        kept = []
        for column in [*self._extra, *[column for column, _ in unclear]]:
            value = known(bare(cells[column.index]))
            if value is not None:
                kept.append((column.heading or says.unnamed_column(column.index + 1), value))
        return tuple(kept)


_CONVERTED: dict[str, Callable[[str], str]] = {
    "price": says.no_amount,
    "last_contact": says.no_date,
    "as_of": says.no_date,
}
"""Fields that are no plain text -> what is said of a cell that can't be read."""


class _Future(NotANumber):
    """A day that has not come yet."""


class _Unreadable(Exception):
    """A cell that is neither known nor unknown."""

    def __init__(self, column: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.value, self.reason = column, clean(value)[:200], clean(reason)

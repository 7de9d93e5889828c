"""Rows of a file of influencers -> records, by the columns as understood."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from services.reading.columns import (
    Column,
    Columns,
    handle_in_link,
    platform_of_link,
)
from services.reading.dates import parse_date
from services.reading.headings import platform_named
from services.reading.numbers import (
    NotANumber,
    bare,
    currency_named,
    is_unknown,
    parse_count,
    parse_money,
)
from services.reading.places import country_code, country_in, language_code
from services.reading.shapes import LONGEST_CELL, Broken, Line, filled
from services.records import AccountRef, Creator, Disagreement, Rejected
from storage.words import clean, fold_handle
from texts import rows as says

_HANDLE = re.compile(r"[\w][\w.\-]{0,99}")
LONGEST_HANDLE = 200
_QUOTED = ("'=", "'+", "'-", "'@")
"""How an export begins a cell that a spreadsheet might compute."""

_NICHE_MARKS = re.compile(r"[|;,/\n]")
_FIGURES = (
    "followers",
    "average_likes",
    "average_comments",
    "average_views",
    "follows",
    "posts_count",
)

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
        self._platform = platform
        self._source = source
        self._texts = {
            field: column.index
            for field in ("handle", "name", "platform", "country", "location", "language", "bio")
            if (column := columns.one(field))
        }
        self._rest = [
            (field, column)
            for field in ("price", "currency", "owner", "status", "last_contact", "note", "as_of")
            if (column := columns.one(field))
        ]
        self._counts = [columns.one(field) for field in _FIGURES]
        self._niches = [column.index for column in columns.all("niche")]
        self._tags = [column.index for column in columns.all("tags")]
        self._links = columns.all("url")
        self._extra = [
            column for column in columns.columns if column.field is None and not column.number
        ]
        self._identifying = [column for column in columns.columns if not column.number]
        handle = columns.one("handle")
        self._handle_platform = handle.platform if handle else None
        self._width = len(columns.columns)

    def records(self, rows: Iterator[Line]) -> Iterator[Creator | Rejected | Disagreement]:
        """Yield what each row says, or why it can't be taken."""
        for line, cells in rows:
            if len(cells) < self._width:
                cells = [*cells, *[""] * (self._width - len(cells))]
            elif len(cells) > self._width and filled(cells[self._width :]):
                yield too_many_cells(line, cells, self._width)
                continue
            yield from self._read(line, cells)

    def _read(self, line: int, cells: Sequence[str]) -> Iterator[Creator | Rejected | Disagreement]:
        try:
            counts = [
                None if column is None else self._count(column, cells) for column in self._counts
            ]
        except _Unreadable as error:
            yield Rejected(line, error.column, error.value, error.reason, tuple(cells))
            return
        rest, unclear = self._rest_of(cells) if self._rest else ({}, ())
        name = self._text("name", cells)
        platform = self._platform_of(cells)
        handle = self._handle(cells)
        if handle is None and name and "handle" not in self._texts and " @" in name:
            name, _, written = name.rpartition(" @")
            handle = written if _HANDLE.fullmatch(written) else None
        accounts, disagreement = self._accounts(line, cells, platform, handle)
        if not accounts:
            if not name:
                yield Rejected(line, "handle", "", says.NOBODY, tuple(cells))
                return
            accounts = [AccountRef(platform, None, self._digest(cells))]
        if disagreement:
            yield disagreement
        for column, reason in unclear:
            yield Disagreement(line, column.heading, reason)
        if counts[0] and counts[1] and counts[1] > counts[0]:
            yield self._too_many_likes(line, counts[0], counts[1])
        if counts[1] == 0 and counts[2] == 0 and counts[0]:
            counts[1] = counts[2] = None
        followers, likes, comments, views, follows, posts = counts
        yield Creator(
            line,
            tuple(accounts),
            name,
            self._niches_of(cells),
            self._country(cells),
            language_code(cells[self._texts["language"]]) if "language" in self._texts else None,
            self._text("bio", cells),
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
            tuple([tag for at in self._tags for tag in _split(cells[at])]),
            rest.get("as_of"),
            self._fields(cells, [column for column, _ in unclear]),
        )

    def _too_many_likes(self, line: int, followers: int, likes: int) -> Disagreement:
        column = self._counts[1]
        reason = says.too_many_likes(likes, followers)
        return Disagreement(line, column.heading if column else "", reason)

    def _text(self, field: str, cells: Sequence[str]) -> str | None:
        at = self._texts.get(field)
        return None if at is None else known(cells[at])

    def _count(self, column: Column, cells: Sequence[str]) -> int | None:
        cell = cells[column.index]
        try:
            return parse_count(cell)
        except NotANumber as error:
            reason = says.no_number(cell.strip()[:60])
            raise _Unreadable(column.heading, cell, reason) from error

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

    def _platform_of(self, cells: Sequence[str]) -> str:
        at = self._texts.get("platform")
        if at is None:
            return self._handle_platform or self._platform
        cell = cells[at]
        return _named(cell) or self._platform

    def _handle(self, cells: Sequence[str]) -> str | None:
        written = self._text("handle", cells)
        if written is None:
            return None
        if "/" in written:
            written = handle_in_link(written) or ""
        return written.removeprefix("@").strip()[:LONGEST_HANDLE] or None

    def _accounts(
        self, line: int, cells: Sequence[str], platform: str, handle: str | None
    ) -> tuple[list[AccountRef], Disagreement | None]:
        """Return the accounts a row names, the one with its figures first."""
        if not self._links:
            return ([AccountRef(platform, handle, fold_handle(handle))] if handle else []), None
        own, others, disagreement = None, [], None
        for column in self._links:
            link = known(cells[column.index])
            if link is None:
                continue
            leads_to = platform_of_link(link) or (None if "." in link else column.platform)
            if leads_to is None:
                continue
            named = handle_in_link(link) if "." in link or "/" in link else link.lstrip("@")
            if handle is not None and leads_to == platform:
                own = link
                if named and fold_handle(named) != fold_handle(handle):
                    reason = says.link_leads_elsewhere(named[:60], handle[:60])
                    disagreement = Disagreement(line, column.heading, reason)
            elif named and _HANDLE.fullmatch(named):
                others.append(AccountRef(leads_to, named, fold_handle(named), link))
        first = [AccountRef(platform, handle, fold_handle(handle), own)] if handle else []
        different = {(one.platform, one.key): one for one in reversed([*first, *others])}
        return list(reversed(different.values())), disagreement

    def _digest(self, cells: Sequence[str]) -> str:
        """Return the key of a record that names no account: all it says but its row number."""
        sha = hashlib.sha256(self._source.encode("utf-8", "replace"))
        for column in self._identifying:
            said = f"\x1e{column.heading}\x1f{cells[column.index].strip()}"
            sha.update(said.encode("utf-8", "replace"))
        return f"#{sha.hexdigest()[:32]}"

    def _country(self, cells: Sequence[str]) -> str | None:
        if "country" in self._texts:
            return country_code(cells[self._texts["country"]])
        if "location" in self._texts:
            return country_in(cells[self._texts["location"]])
        return None

    def _niches_of(self, cells: Sequence[str]) -> tuple[str, ...]:
        if len(self._niches) == 1:
            return _split(cells[self._niches[0]])
        return tuple(dict.fromkeys([niche for at in self._niches for niche in _split(cells[at])]))

    def _fields(
        self, cells: Sequence[str], unclear: Sequence[Column]
    ) -> tuple[tuple[str, str], ...]:
        kept = []
        for column in [*self._extra, *unclear] if unclear else self._extra:
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


def too_many_cells(line: int, cells: Sequence[str], width: int) -> Rejected:
    """Return the row as rejected: nobody knows which of its cells belongs under which heading."""
    if isinstance(cells, Broken):
        return cells.rejected(line)
    reason = says.too_many_cells(len(cells), width)
    return Rejected(line, says.WHOLE_ROW, "", reason, tuple(cells))


def known(cell: str) -> str | None:
    """Return what a cell says, harmless and at most LONGEST_CELL long, or None: not known."""
    if is_unknown(cell):
        return None
    text = clean(cell).strip()[:LONGEST_CELL]
    return (text[1:] if text.startswith(_QUOTED) else text) or None


@lru_cache(maxsize=8_192)
def _split(cell: str) -> tuple[str, ...]:
    parts = [known(part.strip()) for part in _NICHE_MARKS.split(cell)]
    return tuple(dict.fromkeys([part for part in parts if part]))


_named: Callable[[str], str | None] = lru_cache(maxsize=1_024)(platform_named)

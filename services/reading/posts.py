"""Rows of a file of posts -> figures per post."""

from collections.abc import Iterator

from services.errors import ImportRefused
from services.reading.cells import known, no_count, ranges, too_many_cells
from services.reading.columns import Column, Columns, handle_in_link, platform_of_link
from services.reading.dates import parse_date
from services.reading.headings import platform_named
from services.reading.numbers import NotANumber, parse_count
from services.reading.shapes import Line, filled
from services.records import AccountRef, Doubt, PostFigures, Rejected
from storage.words import clean, fold_handle
from texts import rows as says
from texts.reading import posts_need


class PostReader:
    """Reads one file's rows. latest: the last day on which a post can have appeared.

    Raises ImportRefused where handle or date have no column.
    """

    def __init__(self, columns: Columns, *, platform: str, latest: str | None = None) -> None:
        self._platform = platform
        self._latest = latest
        self._handle = _needed(columns, "handle")
        self._posted_at = _needed(columns, "posted_at")
        self._columns = columns
        self._counts = [*columns.all("post_likes"), *columns.all("post_comments")]
        self._width = len(columns.columns)

    def records(self, rows: Iterator[Line]) -> Iterator[PostFigures | Rejected | Doubt]:
        """Yield what each row says, after what is doubtful about it; or why it can't be taken."""
        for line, cells in rows:
            if len(cells) > self._width and filled(cells[self._width :]):
                yield too_many_cells(line, cells, self._width)
                continue
            cells = [*cells, *[""] * (self._width - len(cells))]
            record = self._read(line, cells)
            if isinstance(record, PostFigures):
                yield from ranges(line, cells, self._counts)
            yield record

    def _read(self, line: int, cells: list[str]) -> PostFigures | Rejected:
        written = known(cells[self._handle.index]) or ""
        handle = (handle_in_link(written) or "") if "/" in written else written.lstrip("@")
        if not handle:
            value = clean(cells[self._handle.index])[:200]
            return Rejected(line, self._handle.heading, value, says.NO_ACCOUNT, tuple(cells))
        try:
            posted_at = parse_date(cells[self._posted_at.index])
        except NotANumber:
            posted_at = None
        if posted_at is None:
            value = clean(cells[self._posted_at.index])[:200]
            return Rejected(line, self._posted_at.heading, value, says.NO_DATE, tuple(cells))
        if self._latest and posted_at[:10] > self._latest:
            heading = self._posted_at.heading
            return Rejected(line, heading, posted_at, says.POSTED_IN_FUTURE, tuple(cells))
        counts: dict[str | None, int | None] = {}
        for column in self._counts:
            cell = cells[column.index]
            try:
                counts[column.field] = parse_count(cell)
            except NotANumber as error:
                why = no_count(cell, error)
                return Rejected(line, column.heading, clean(cell)[:200], why, tuple(cells))
        url = self._cell("post_url", cells)
        named = self._cell("platform", cells)
        platform = (platform_named(named) if named else None) or (
            platform_of_link(url) if url else None
        )
        return PostFigures(
            line,
            AccountRef(platform or self._platform, handle, fold_handle(handle)),
            posted_at if len(posted_at) > 10 else f"{posted_at}T00:00:00Z",
            self._cell("format", cells),
            counts.get("post_likes"),
            counts.get("post_comments"),
            url,
        )

    def _cell(self, field: str, cells: list[str]) -> str | None:
        column = self._columns.one(field)
        return known(cells[column.index]) if column else None


def _needed(columns: Columns, field: str) -> Column:
    column = columns.one(field)
    if column is None:
        raise ImportRefused(posts_need(field))
    return column

"""XLSX and its relatives -> headings and lines: of the first sheet that holds a table."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from services.errors import ImportRefused
from services.reading.cells import bared
from services.reading.headings import FIRST_ROWS, KEYS, fields_in, heading_place
from services.reading.shapes import Line, Remark, filled, text_of
from storage.words import clean
from texts import reading as says

NAMED = 5
"""Sheets that were not read and are named."""


class Sheet:
    """A sheet as a table. The line is the row's number. note: which sheets were not read."""

    def __init__(self, path: Path) -> None:
        try:
            book = CalamineWorkbook.from_path(str(path))
            sheets = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
        except PasswordError as error:
            raise ImportRefused(says.locked(path.name)) from error
        except CalamineError as error:
            raise ImportRefused(says.no_workbook(path.name)) from error
        tables = [(name, sheet) for name, sheet in sheets if next(_rows(sheet), None)]
        if not tables:
            raise ImportRefused(says.no_sheet(path.name))
        chosen = max(tables, key=lambda table: _likeness(table[1]))  # the first of equals
        self._sheet = chosen[1]
        first = [cells for _, cells in islice(_rows(self._sheet), FIRST_ROWS)]
        self._place = heading_place(first)
        self.headings = [bared(cell) for cell in first[self._place]]
        self.note = _note(chosen[0], [one for one in tables if one is not chosen])
        self.remarks: list[Remark] = []
        self._done, self._size = 0.0, path.stat().st_size

    def rows(self) -> Iterator[Line]:
        last = max(1, self._sheet.total_height)
        for number, cells in islice(_rows(self._sheet), self._place + 1, None):
            self._done = number / last
            yield number, cells

    def bytes_read(self) -> int:
        return int(self._done * self._size)


def _rows(sheet: CalamineSheet) -> Iterator[Line]:
    """Yield the rows that say something, one at a time: as objects they need much room."""
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [text_of(cell) for cell in row]
        if filled(cells):
            yield number, cells


def _likeness(sheet: CalamineSheet) -> int:
    """Tell how much a sheet looks like a list: 2 with headings that we know above rows, 1 with one.

    A cover sheet, or headings without rows, is none.
    """
    rows = list(islice(_rows(sheet), FIRST_ROWS + 1))
    place = heading_place([cells for _, cells in rows[:FIRST_ROWS]])
    fields = fields_in(rows[place][1])
    named = not fields.isdisjoint(KEYS)
    return min(2, len(fields)) if named and len(rows) > place + 1 else 0


def _note(chosen: str, others: Sequence[tuple[str, CalamineSheet]]) -> str:
    if not others:
        return ""
    named = [
        says.sheet(clean(name)[:40], sum(1 for _ in _rows(sheet))) for name, sheet in others[:NAMED]
    ]
    return says.other_sheets(clean(chosen)[:40], named, len(others) - len(named))

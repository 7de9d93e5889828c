"""XLSX and its relatives -> headings and lines: of the first sheet that holds a table."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from services.errors import ImportRefused
from services.reading.headings import FIELD_OF, FIRST_ROWS, NAMING, heading_place, normal
from services.reading.sales import field_of
from services.reading.shapes import HINT, Line, Remark, filled, text_of
from storage.words import clean
from texts.wording import counted

NAMED = 5
"""Sheets that were not read and are named."""


class Sheet:
    """A sheet as a table. The line is the row's number. note: which sheets were not read."""

    def __init__(self, path: Path) -> None:
        try:
            book = CalamineWorkbook.from_path(str(path))
            sheets = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
        except PasswordError as error:
            raise ImportRefused(
                f"{path.name} is locked by a password. Save it without one and import that."
            ) from error
        except CalamineError as error:
            raise ImportRefused(f"{path.name} is no workbook that can be read. {HINT}") from error
        tables = [(name, sheet) for name, sheet in sheets if next(_rows(sheet), None)]
        if not tables:
            raise ImportRefused(f"{path.name} has no sheet with rows in it. {HINT}")
        chosen = max(tables, key=lambda table: _likeness(table[1]))  # the first of equals
        self._sheet = chosen[1]
        first = [cells for _, cells in islice(_rows(self._sheet), FIRST_ROWS)]
        self._place = heading_place(first)
        self.headings = [clean(cell).strip() for cell in first[self._place]]
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
    fields = [FIELD_OF.get(normal(cell)) or field_of(cell) for cell in rows[place][1]]
    known = len({field for field in fields if field})
    named = any(field in NAMING or field == "order_id" for field in fields)
    return min(2, known) if named and len(rows) > place + 1 else 0


def _note(chosen: str, others: Sequence[tuple[str, CalamineSheet]]) -> str:
    if not others:
        return ""
    named = [
        f"“{clean(name)[:40]}” ({counted(sum(1 for _ in _rows(sheet)), 'row')})"
        for name, sheet in others
    ]
    more = [f"{len(named) - NAMED} more"] if len(named) > NAMED else []
    return (
        f"Of this workbook the sheet “{clean(chosen)[:40]}” is read; not read:"
        f" {', '.join([*named[:NAMED], *more])}. To import another, save it as a file of its own."
    )

"""XLSX and its relatives -> headings and lines: of the first sheet that holds a table."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from services.errors import ImportRefused
from services.reading.headings import FIELD_OF, FIRST_ROWS, NAMING, heading_place, normal
from services.reading.sales import field_of
from services.reading.shapes import HINT, Line, Remark, filled, text_of
from services.wording import counted
from storage.words import clean

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
        self._done = 0
        self._size = path.stat().st_size
        tables = [(name, rows) for name, sheet in sheets if (rows := _rows(sheet))]
        if not tables:
            raise ImportRefused(f"{path.name} has no sheet with rows in it. {HINT}")
        chosen = max(tables, key=_likeness)  # the first of equals
        place = heading_place([cells for _, cells in chosen[1][:FIRST_ROWS]])
        self._rows = chosen[1][place:]
        self.headings = [clean(cell).strip() for cell in self._rows[0][1]]
        self.note = _note(chosen[0], [one for one in tables if one is not chosen])
        self.remarks: list[Remark] = []

    def rows(self) -> Iterator[Line]:
        self._done = self._size
        return iter(self._rows[1:])

    def bytes_read(self) -> int:
        return self._done


def _rows(sheet: Any) -> list[Line]:
    rows = [
        (number, [text_of(cell) for cell in row])
        for number, row in enumerate(sheet.to_python(skip_empty_area=False), 1)
    ]
    return [(number, cells) for number, cells in rows if filled(cells)]


def _likeness(table: tuple[str, Sequence[Line]]) -> int:
    """Tell how much a sheet looks like a list: 2 with headings that we know above rows, 1 with one.

    A cover sheet, or headings without rows, is none.
    """
    rows = table[1]
    place = heading_place([cells for _, cells in rows[:FIRST_ROWS]])
    fields = [FIELD_OF.get(normal(cell)) or field_of(cell) for cell in rows[place][1]]
    known = len({field for field in fields if field})
    named = any(field in NAMING or field == "order_id" for field in fields)
    return min(2, known) if named and len(rows) > place + 1 else 0


def _note(chosen: str, others: Sequence[tuple[str, list[Line]]]) -> str:
    if not others:
        return ""
    named = [
        f"\u201c{clean(name)[:40]}\u201d ({counted(len(rows), 'row')})" for name, rows in others
    ]
    more = [f"{len(named) - NAMED} more"] if len(named) > NAMED else []
    return (
        f"Of this workbook the sheet \u201c{clean(chosen)[:40]}\u201d is read; not read:"
        f" {', '.join([*named[:NAMED], *more])}. To import another, save it as a file of its own."
    )

"""XLSX and its relatives -> headings and lines: the first sheet that holds something."""

from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from services.errors import ImportRefused
from services.reading.headings import FIRST_ROWS, heading_place
from services.reading.shapes import HINT, Line, filled, text_of
from storage.words import clean


class Sheet:
    """A sheet as a table. The line is the row's number."""

    def __init__(self, path: Path) -> None:
        try:
            book = CalamineWorkbook.from_path(str(path))
            sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
        except PasswordError as error:
            raise ImportRefused(
                f"{path.name} is locked by a password. Save it without one and import that."
            ) from error
        except CalamineError as error:
            raise ImportRefused(f"{path.name} is no workbook that can be read. {HINT}") from error
        self._done = 0
        self._size = path.stat().st_size
        for sheet in sheets:
            rows = [
                (number, [text_of(cell) for cell in row])
                for number, row in enumerate(sheet.to_python(skip_empty_area=False), 1)
            ]
            self._rows = [(number, cells) for number, cells in rows if filled(cells)]
            if self._rows:
                place = heading_place([cells for _, cells in self._rows[:FIRST_ROWS]])
                self._rows = self._rows[place:]
                self.headings = [clean(cell).strip() for cell in self._rows[0][1]]
                return
        raise ImportRefused(f"{path.name} has no sheet with rows in it. {HINT}")

    def rows(self) -> Iterator[Line]:
        self._done = self._size
        return iter(self._rows[1:])

    def bytes_read(self) -> int:
        return self._done

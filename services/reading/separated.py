"""CSV and its relatives -> headings and lines, also where a quotation mark is never closed.

Such a mark would swallow all rows up to the next one. A record that is too long to be one, or whose
lines look like rows of their own, is therefore read again: the line of the mark as it stands, and
what follows by the rules.
"""

import csv
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from services.errors import ImportRefused
from services.reading.cells import bared
from services.reading.headings import FIRST_ROWS, NAMING, field_of, heading_place
from services.reading.shapes import MOST_REMARKS, Line, Remark, filled
from texts import reading as says
from texts.rows import NEVER_CLOSED

DELIMITERS = ",;\t|"
MOST_LINES = 500
"""Lines of one record: the longest bio that is taken, of 10,000 characters, has fewer."""

LARGEST_CELL = 16 * 1024 * 1024
_SEPARATOR_SAID = re.compile(r'"?sep=(.)"?\r?\n')
"""The line by which spreadsheets say how cells are told apart."""


class Separated:
    """A file of cells with marks between them; a record's line is the physical one it begins on.

    bare_returns: some line breaks, but not all, are a carriage return alone: such ends no
    physical line. remarks: what was doubtful among the rows read so far.
    """

    def __init__(self, path: Path, encoding: str, sample: str, bare_returns: bool) -> None:
        self._path, self._encoding, self._bare_returns = path, encoding, bare_returns
        said = _SEPARATOR_SAID.match(sample)
        self._delimiter = said[1] if said else _delimiter(sample)
        self._skipped = 1 if said else 0
        self._raw: BinaryIO | None = None
        csv.field_size_limit(LARGEST_CELL)
        self.headings: list[str] = []
        self.note = ""
        self.remarks: list[Remark] = []
        first = [cells for _, cells in islice(self._lines(), FIRST_ROWS)]
        if not first:
            raise ImportRefused(says.nothing_in_it(path.name))
        self._place = heading_place(first)
        self.headings = [bared(cell) for cell in first[self._place]]

    def rows(self) -> Iterator[Line]:
        self.remarks = []
        return islice(self._lines(), self._place + 1, None)

    def bytes_read(self) -> int:
        return self._raw.tell() if self._raw and not self._raw.closed else 0

    def _lines(self) -> Iterator[Line]:
        with self._path.open("rb", buffering=1 << 18) as file:
            self._raw = file
            text = io.TextIOWrapper(file, self._encoding, "replace", newline="")
            for _ in range(self._skipped):
                next(text, None)
            source, line, stray = _Source(text), 1 + self._skipped, True
            try:
                while stray:
                    stray = False
                    for cells in self._reader(source.lines()):
                        if (len(source.taken) > 1 or source.short) and self._swallowed(source):
                            stray = True
                            cells = self._as_it_stands(source.taken[0])
                            source.give_back()
                            self._doubt(line)
                        if filled(cells):
                            yield line, cells
                        line += self._physical(source.taken)
                        source.taken.clear()
                        if stray:
                            break
            except csv.Error as error:
                unreadable = says.unreadable_row(self._path.name, line, str(error))
                raise ImportRefused(unreadable) from error

    def _reader(self, lines: Iterable[str], *, strict: bool = False) -> Iterator[list[str]]:
        return csv.reader(lines, delimiter=self._delimiter, strict=strict)

    def _physical(self, lines: Sequence[str]) -> int:
        """Count lines as editors number them."""
        if self._bare_returns:
            return sum([line.endswith("\n") for line in lines])
        return len(lines)

    def _doubt(self, line: int) -> None:
        if len(self.remarks) < MOST_REMARKS:
            self.remarks.append((line, NEVER_CLOSED))

    def _swallowed(self, source: "_Source") -> bool:
        """Tell whether a record of several lines has swallowed rows."""
        if source.short:
            return True
        alone = [self._as_it_stands(line) for line in source.taken]
        width = len(self.headings)
        if self._closes_well(source.taken):
            numbers = [_numbered(cells) for cells in alone if len(cells) == width]
            return len(numbers) == len(alone) and any(numbers[0]) and len(set(numbers)) == 1
        usual = {width, max(3, len(alone[0]))} - {1}
        return any(len(cells) in usual for cells in alone[1:])

    def _closes_well(self, lines: Sequence[str]) -> bool:
        """Tell whether each quotation mark that closes a cell stands at its end."""
        try:
            return len(list(self._reader(lines, strict=True))) == 1
        except csv.Error:
            return False

    def _as_it_stands(self, line: str) -> list[str]:
        """Divide a line for itself; a quotation mark that opens last and never ends is left out."""
        last = line.rfind('"')
        for text in (line, line[:last] + line[last + 1 :]):
            alone = _Source(iter([text]))
            cells = next(self._reader(alone.lines()), [])
            if not alone.short:
                return cells
        return next(csv.reader([line], delimiter=self._delimiter, quoting=csv.QUOTE_NONE))


class _Source:
    """Lines of text for one record after the other, of which some can be given back.

    taken: the lines of the record at hand. short: it had not ended when there were no more lines,
    or when it had too many.
    """

    def __init__(self, text: Iterator[str]) -> None:
        self._text = text
        self._given_back = deque[str]()
        self.taken: list[str] = []
        self.short = False

    def lines(self) -> Iterator[str]:
        """Yield lines, at most MOST_LINES a record; the reader asks for no more than it needs."""
        self.short = False
        taken = self.taken
        while self._given_back and len(taken) < MOST_LINES:
            taken.append(self._given_back.popleft())
            yield taken[-1]
        if len(taken) < MOST_LINES:
            for line in self._text:
                taken.append(line)
                yield line
                if len(taken) >= MOST_LINES:
                    break
        self.short = bool(taken)

    def give_back(self) -> None:
        """Give all lines of the record back but its first."""
        self._given_back.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]


def _numbered(cells: Sequence[str]) -> tuple[bool, ...]:
    """Tell which cells begin with a digit, as figures do."""
    return tuple([cell.strip()[:1].isdigit() for cell in cells])


def _delimiter(sample: str) -> str:
    """Return the mark that divides the headings: those that we know, else the first line."""
    lines = [line for line in sample.splitlines() if line.strip(DELIMITERS + " ")][:FIRST_ROWS]
    for line in lines:
        marks = sorted(filter(line.count, DELIMITERS), key=line.count, reverse=True)
        for mark in marks:
            if any(field_of(cell) in NAMING for cell in line.split(mark)):
                return mark
    first = lines[0] if lines else ""
    return max(DELIMITERS, key=first.count)

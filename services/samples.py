"""The first rows of a file, by which its columns are understood: kept while a preview waits."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from services.errors import ImportRefused
from services.reading.headings import LOOKED_AT, must_be_headings
from services.reading.shapes import Broken, Line, Remark
from services.reading.tables import Table, open_table, survey
from storage.words import clean
from texts import reading as says

LONGEST_CELL = 400
"""Characters of a cell that are kept."""

LARGEST = 600_000
"""Characters of all kept cells together; fewer rows are kept of a file with very many columns."""


@dataclass(slots=True)
class Sample:
    """The headings and first rows of a file, as a table. total: rows of the whole file.

    note: what of the file is not read. remarks: what was doubtful among these rows.
    """

    headings: list[str]
    lines: list[Line]
    total: int
    note: str = ""
    remarks: list[Remark] = field(default_factory=list)

    def rows(self) -> Iterator[Line]:
        return iter(self.lines)

    def bytes_read(self) -> int:
        return 0


def sampled(path: Path) -> Sample:
    """Read the first rows of a file and count all. Raises ImportRefused for what is no list."""
    try:
        table = open_table(path, survey(path))
        must_be_headings(path.name, table)
        return sample_of(table)
    except OSError as error:
        raise ImportRefused(says.unreadable(path.name, str(error.strerror))) from error


def sample_of(table: Table) -> Sample:
    """Take the first rows of a table that is open, and count all. Raises ImportRefused, OSError."""
    lines, left, total = list[Line](), LARGEST, 0
    for line, cells in table.rows():
        total += 1
        if len(lines) < LOOKED_AT and left > 0:
            kept = cells if isinstance(cells, Broken) else _shortened(cells)
            left -= sum(map(len, kept)) + len(kept)
            lines.append((line, kept))
    headings = [heading[:LONGEST_CELL] for heading in table.headings]
    last = lines[-1][0] if lines else 0
    remarks = [one for one in table.remarks if one[0] <= last]
    return Sample(headings, lines, total, table.note, remarks)


def _shortened(cells: list[str]) -> list[str]:
    return [clean(cell)[:LONGEST_CELL] for cell in cells]


def as_text(sample: Sample) -> str:
    """Write a sample for the store."""
    why = [(line, cells.reason) for line, cells in sample.lines if isinstance(cells, Broken)]
    kept = [sample.headings, sample.lines, sample.total, sample.note, sample.remarks, why]
    return orjson.dumps(kept).decode()


def from_text(text: str) -> Sample:
    """Read a sample that as_text wrote, now or before it kept a note, remarks and broken lines."""
    headings, lines, total, *more = orjson.loads(text)
    note: str = more[0] if more else ""
    remarks, why = more[1:] or ([], [])
    reasons: dict[int, str] = dict(why)
    read = [
        (line, Broken(len(cells) - 1, cells[-1], reasons[line]) if line in reasons else cells)
        for line, cells in lines
    ]
    return Sample(headings, read, total, note, [(line, reason) for line, reason in remarks])

"""Cells: what one says, harmless, or that it is not known; what is doubtful or wrong about them."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from services.reading.columns import Column
from services.reading.numbers import NotANumber, UnderZero, is_range, is_unknown
from services.reading.shapes import LONGEST_CELL, Broken
from services.records import Doubt, Rejected
from storage.words import clean
from texts import rows as says

_QUOTED = frozenset(("'=", "'+", "'-", "'@"))
"""How an export begins a cell that a spreadsheet might compute."""

_NICHE_MARKS = re.compile(r"[|;,/\n]")


def known(cell: str) -> str | None:
    """Return what a cell says, harmless and at most LONGEST_CELL long, or None: not known."""
    if is_unknown(cell):
        return None
    return bared(cell)[:LONGEST_CELL] or None


def bared(cell: str) -> str:
    """Return a cell or a heading, harmless and without the mark that an export sets before it."""
    text = clean(cell).strip()
    return text[1:] if text[:2] in _QUOTED else text


@lru_cache(maxsize=8_192)
def split(cell: str) -> tuple[str, ...]:
    """Return the niches or tags that a cell holds, each once."""
    parts = [known(part.strip()) for part in _NICHE_MARKS.split(cell)]
    return tuple(dict.fromkeys([part for part in parts if part]))


def no_count(cell: str, error: NotANumber) -> str:
    """Say why a cell is no count."""
    say = says.under_zero if isinstance(error, UnderZero) else says.no_number
    return say(clean(cell).strip()[:60])


def ranges(line: int, cells: Sequence[str], columns: Iterable[Column]) -> list[Doubt]:
    """Doubt the counts and amounts of a row that are ranges: their lower end is taken."""
    return [
        Doubt(line, column.heading, says.lower_end(clean(cells[column.index]).strip()[:60]))
        for column in columns
        if is_range(cells[column.index])
    ]


def too_many_cells(line: int, cells: Sequence[str], width: int) -> Rejected:
    """Return the row as rejected: nobody knows which of its cells belongs under which heading."""
    if isinstance(cells, Broken):
        return cells.rejected(line)
    reason = says.too_many_cells(len(cells), width)
    return Rejected(line, says.WHOLE_ROW, "", reason, tuple(cells))

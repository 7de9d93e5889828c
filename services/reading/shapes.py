"""What all shapes of files share: headings above lines of cells, and how values are written."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Protocol

import orjson

from services.records import Rejected
from storage.words import clean
from texts.rows import WHOLE_ROW

LONGEST_CELL = 10_000

MOST_REMARKS = 1_000
"""Doubtful lines of a file that are told of."""

Line = tuple[int, list[str]]
Remark = tuple[int, str]
"""A line, and what was doubtful about it although it was taken."""

_LIKE_THOUSANDS = re.compile(r"-?\d{1,3}\.\d{3}")


class Broken(list[str]):
    """The cells of a record that is none: all blank, and behind them its text."""

    def __init__(self, width: int, text: str, reason: str) -> None:
        super().__init__([*[""] * width, clean(text).strip()[:LONGEST_CELL]])
        self.reason = reason

    def rejected(self, line: int) -> Rejected:
        """Return the record as rejected."""
        return Rejected(line, WHOLE_ROW, self[-1][:200], self.reason, tuple(self))


class Table(Protocol):
    """A file as headings and rows. rows() may be called again.

    note: what of the file was not read, or nothing. remarks: of the rows read so far.
    """

    headings: list[str]
    note: str
    remarks: list[Remark]

    def rows(self) -> Iterator[Line]: ...

    def bytes_read(self) -> int: ...


def filled(cells: list[str]) -> bool:
    """Tell whether a record says anything; one of blanks is none."""
    return any(map(str.strip, cells))


def text_of(value: Any) -> str:
    """Write a typed value of a workbook or a JSON document as a cell's text."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()  # as spreadsheets show it
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return " | ".join(
            [document(one) if isinstance(one, list) else text_of(one) for one in value]
        )
    return document(value) if isinstance(value, dict) else str(value)


def document(value: Any) -> str:
    """Write a value as JSON; what lies too deep is left out."""
    try:
        return orjson.dumps(value).decode()
    except (TypeError, ValueError):
        return "…"


def _float(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = repr(value)
    # 812.125 would be read as thousands, as it may be in a text; here it is certainly a fraction.
    return f"{text}0" if _LIKE_THOUSANDS.fullmatch(text) else text

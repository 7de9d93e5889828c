"""JSON -> headings and lines: an array, an object that wraps one, or an object a line.

The line is the record's number, or for an object a line the physical one.
"""

import io
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from services.errors import ImportRefused
from services.reading.headings import field_of
from services.reading.shapes import Broken, Line, Remark, document, filled, text_of
from storage.words import clean
from texts import reading as says
from texts import rows

FIRST_LINES = 20
"""Lines of which half are objects, where a file has an object a line."""

DEEPEST = 8
"""Objects within objects that become columns; what lies deeper is kept as a text."""


class Records:
    """A file of JSON as a table."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._path, self._encoding = path, encoding
        self._file: BinaryIO | None = None
        self.note = ""
        self.remarks: list[Remark] = []
        self._whole = None if self._object_a_line() else self._load()
        headings: dict[str, None] = {}
        for _, record, _ in self._flat():
            headings.update(dict.fromkeys(record))
        self.headings = list(headings)
        if not self.headings:
            raise ImportRefused(says.no_fields(path.name))

    def rows(self) -> Iterator[Line]:
        for line, record, broken in self._flat():
            if broken:
                yield line, Broken(len(self.headings), broken, rows.NO_OBJECT)
                continue
            cells = [record.get(heading, "") for heading in self.headings]
            if filled(cells):
                yield line, cells

    def bytes_read(self) -> int:
        return self._file.tell() if self._file and not self._file.closed else 0

    def _object_a_line(self) -> bool:
        with self._path.open("rb") as file:
            text = io.TextIOWrapper(file, self._encoding, "replace")
            lines = (line for line in text if line.strip("\ufeff \r\n\t"))
            first = [_object(line.lstrip("\ufeff")) for line in islice(lines, FIRST_LINES)]
        if len(first) == 1:
            return first[0] is not None and _names_somebody(first[0])
        return 2 * sum([found is not None for found in first]) >= len(first) > 0

    def _load(self) -> list[Any]:
        """Return the records of a whole document."""
        try:
            text = self._path.read_bytes().decode(self._encoding).lstrip("\ufeff")
            return _records_in(_parsed(text))
        except (ValueError, RecursionError) as error:
            raise ImportRefused(says.no_json(self._path.name, str(error))) from error

    def _flat(self) -> Iterator[tuple[int, dict[str, str], str]]:
        """Yield number and cells of each record; for a line that is no object its text as well."""
        if self._whole is not None:
            for number, record in enumerate(self._whole, 1):
                yield number, _flattened(record), ""
            return
        with self._path.open("rb") as file:
            self._file = file
            text = io.TextIOWrapper(file, self._encoding, "replace", newline="\n")
            for number, line in enumerate(text, 1):
                if not line.strip("\ufeff \r\n\t"):
                    continue
                record = _object(line.lstrip("\ufeff"))
                if record is None:
                    yield number, {}, line
                else:
                    yield number, _flattened(record), ""


def _parsed(text: str) -> Any:
    """Parse JSON; the slower parser takes lone surrogates and NaN, as some programs write them."""
    try:
        return orjson.loads(text)
    except ValueError:  # lone surrogates in the text itself included
        return json.loads(text)


def _object(text: str) -> dict[str, Any] | None:
    try:
        found = _parsed(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _names_somebody(record: dict[str, Any]) -> bool:
    """Tell whether an object is a creator itself, or wraps a list of them."""
    return any(
        field_of(str(key)) in ("handle", "name") and isinstance(value, str)
        for key, value in record.items()
    ) or not any(isinstance(value, list | dict) for value in record.values())


def _records_in(found: Any, depth: int = 0) -> list[Any]:
    """Return the longest list of objects in a document, itself included."""
    if isinstance(found, list):
        return [one for one in found if isinstance(one, dict)]
    if not isinstance(found, dict) or depth > DEEPEST:
        return []
    lists = [
        _records_in(value, depth + 1) for value in found.values() if isinstance(value, list | dict)
    ]
    longest: list[Any] = max(lists, key=len, default=[])
    return longest or ([found] if depth == 0 or not lists else [])


def _flattened(record: dict[str, Any], prefix: str = "", depth: int = 0) -> dict[str, str]:
    cells: dict[str, str] = {}
    for key, value in record.items():
        name = prefix + clean(str(key))
        if isinstance(value, dict) and depth < DEEPEST:
            cells |= _flattened(value, f"{name}.", depth + 1)
        else:
            cells[name] = document(value) if isinstance(value, dict) else text_of(value)
    return cells

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
from services.reading.shapes import Broken, Line, Remark, document, filled, text_of
from services.reading.wrappers import DEEPEST, list_in
from storage.words import clean
from texts import reading as says
from texts import rows

FIRST_LINES = 20
"""Lines of which half are objects, where a file has an object a line."""


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
        # One line alone is a document too, and may wrap a list.
        return len(first) > 1 and 2 * sum([found is not None for found in first]) >= len(first)

    def _load(self) -> list[dict[str, Any]]:
        """Return the records of a whole document."""
        try:
            text = self._path.read_bytes().decode(self._encoding, "replace").lstrip("\ufeff")
            records, self.note = list_in(_parsed(text))
            return records
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
                found = _object(line.lstrip("\ufeff"))
                yield (number, {}, line) if found is None else (number, _flattened(found), "")


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


def _flattened(record: dict[str, Any], prefix: str = "", depth: int = 0) -> dict[str, str]:
    cells: dict[str, str] = {}
    for key, value in record.items():
        name = prefix + clean(str(key))
        if isinstance(value, dict) and depth < DEEPEST:
            cells |= _flattened(value, f"{name}.", depth + 1)
        else:
            cells[name] = document(value) if isinstance(value, dict) else text_of(value)
    return cells

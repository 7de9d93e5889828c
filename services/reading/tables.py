"""Bytes on disk -> headings and a stream of (line, cells), whatever the shape of the file."""

import codecs
import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from services.errors import ImportRefused
from services.reading.documents import Records
from services.reading.encodings import encoding_of
from services.reading.headings import FIELD_OF, FIRST_ROWS, NAMING, heading_place, normal
from services.reading.shapes import HINT, LONGEST_CELL, Line, Table, filled
from services.reading.workbooks import Sheet
from storage.words import clean

__all__ = ["HINT", "LONGEST_CELL", "Line", "Surveyed", "Table", "open_table", "survey"]

SAMPLE = 256 * 1024
DELIMITERS = ",;\t|"
_SEPARATOR_SAID = re.compile(r'"?sep=(.)"?\r?\n')
"""The line by which spreadsheets say how cells are told apart."""


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What one pass over the bytes tells.

    foreign: bytes around the first that are not UTF-8, or none. bare_returns: some line breaks,
    but not all, are a carriage return alone, which ends no physical line.
    """

    digest: str
    size: int
    foreign: bytes
    bare_returns: bool

    @property
    def utf8(self) -> bool:
        return not self.foreign


def survey(path: Path) -> Surveyed:
    """Digest a file and see whether it is UTF-8. Raises ImportRefused for an empty one."""
    sha, size, foreign = hashlib.sha256(), 0, b""
    feeds = returns = pairs = 0
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            sha.update(block)
            size += len(block)
            feeds += block.count(b"\n")
            returns += block.count(b"\r")
            pairs += block.count(b"\r\n")
            if not foreign:
                foreign = _foreign(decoder, block)
    if not foreign and decoder.getstate()[0]:
        foreign = decoder.getstate()[0]
    if not size:
        raise ImportRefused(f"{path.name} is empty. {HINT}")
    return Surveyed(sha.hexdigest(), size, foreign, feeds > 0 and returns > pairs)


def _foreign(decoder: codecs.IncrementalDecoder, block: bytes) -> bytes:
    try:
        decoder.decode(block)
    except UnicodeDecodeError as error:
        return block[max(0, error.start - SAMPLE // 2) : error.start + SAMPLE // 2]
    return b""


def open_table(path: Path, surveyed: Surveyed) -> Table:
    """Find out what a file is, and open it. Raises ImportRefused for what holds no table."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    if sample.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return Sheet(path)
    if sample.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")):
        raise ImportRefused(f"{path.name} is no list but another kind of file. {HINT}")
    encoding = encoding_of(sample, surveyed.foreign)
    text = sample.decode(encoding, "replace").lstrip("\ufeff \r\n\t")
    if text[:15].lower().startswith(("<!doctype", "<html", "<?xml")):
        raise ImportRefused(f"{path.name} is a web page, not a list. {HINT}")
    if text.count("\0") > len(text) // 10:
        raise ImportRefused(f"{path.name} is no text file. {HINT}")
    if text.startswith(("{", "[")):
        return Records(path, encoding)
    return _Separated(path, encoding, text, surveyed.bare_returns)


class _Separated:
    """CSV and its relatives. The line of a record is the physical line it begins on."""

    def __init__(self, path: Path, encoding: str, sample: str, bare_returns: bool) -> None:
        self._path, self._encoding, self._bare_returns = path, encoding, bare_returns
        said = _SEPARATOR_SAID.match(sample)
        self._delimiter = said[1] if said else _delimiter(sample)
        self._skipped = 1 if said else 0
        self._raw: BinaryIO | None = None
        csv.field_size_limit(16 * 1024 * 1024)
        self.headings: list[str] = []
        first = [cells for _, cells in islice(self._lines(), FIRST_ROWS)]
        if not first:
            raise ImportRefused(f"{path.name} has no row with text in it. {HINT}")
        self._place = heading_place(first)
        self.headings = [clean(cell).strip() for cell in first[self._place]]

    def rows(self) -> Iterator[Line]:
        return islice(self._lines(), self._place + 1, None)

    def bytes_read(self) -> int:
        return self._raw.tell() if self._raw and not self._raw.closed else 0

    def _lines(self) -> Iterator[Line]:
        with self._path.open("rb", buffering=1 << 18) as file:
            self._raw = file
            text = io.TextIOWrapper(file, self._encoding, "replace", newline="")
            for _ in range(self._skipped):
                next(text, None)
            counted = _Counted(text) if self._bare_returns else None
            reader = csv.reader(counted or text, delimiter=self._delimiter)
            line, begun = 1 + self._skipped, 0
            cells: list[str] = []
            try:
                for cells in reader:
                    if filled(cells):
                        yield line, cells
                    begun = line
                    line = 1 + self._skipped + (counted.feeds if counted else reader.line_num)
            except csv.Error as error:
                raise ImportRefused(
                    f"{self._path.name}, line {line}: this row can't be read ({error}). {HINT}"
                ) from error
            if line > begun + 1 and len(cells) < len(self.headings):
                self._refuse_open_quote(begun)

    def _refuse_open_quote(self, line: int) -> None:
        """Raise ImportRefused where the last record swallowed all lines after a quotation mark."""
        with self._path.open(encoding=self._encoding, errors="replace", newline="") as text:
            last = csv.reader(islice(text, line - 1, None), delimiter=self._delimiter, strict=True)
            try:
                next(last, None)
            except csv.Error:
                raise ImportRefused(
                    f"{self._path.name}, line {line}: a quotation mark opens here and is never"
                    " closed, so that all that follows is one cell. Close it, then import again."
                ) from None


class _Counted:
    """Lines of text, counted by their line feeds alone, as editors number them."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.feeds = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._text:
            self.feeds += line.endswith("\n")
            yield line


def _delimiter(sample: str) -> str:
    """Return the mark that divides the headings: those that we know, else the first line."""
    lines = [line for line in sample.splitlines() if line.strip(DELIMITERS + " ")][:FIRST_ROWS]
    for line in lines:
        marks = sorted(filter(line.count, DELIMITERS), key=line.count, reverse=True)
        for mark in marks:
            if any(FIELD_OF.get(normal(cell)) in NAMING for cell in line.split(mark)):
                return mark
    first = lines[0] if lines else ""
    return max(DELIMITERS, key=first.count)

"""Bytes on disk -> headings and a stream of (line, cells), whatever the shape of the file."""

import codecs
import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import orjson
from charset_normalizer import from_bytes
from python_calamine import CalamineError, CalamineWorkbook

from services.errors import ImportRefused
from storage.words import clean

SAMPLE = 256 * 1024
LONGEST_CELL = 10_000
ENCODINGS = ["cp1252", "cp1251", "shift_jis", "gb18030", "big5", "euc_kr", "utf_16"]
DELIMITERS = ",;\t|"
HINT = "Save it as CSV, XLSX or JSON, one creator a row with a heading above each column."

Line = tuple[int, list[str]]


class Table(Protocol):
    """A file as headings and rows. rows() may be called again."""

    headings: list[str]

    def rows(self) -> Iterator[Line]: ...

    def bytes_read(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What one pass over the bytes tells."""

    digest: str
    size: int
    utf8: bool


def survey(path: Path) -> Surveyed:
    """Digest a file and see whether it is UTF-8. Raises ImportRefused for an empty one."""
    sha, size, utf8 = hashlib.sha256(), 0, True
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            sha.update(block)
            size += len(block)
            if utf8:
                try:
                    decoder.decode(block)
                except UnicodeDecodeError:
                    utf8 = False
    if not size:
        raise ImportRefused(f"{path.name} is empty. {HINT}")
    return Surveyed(sha.hexdigest(), size, utf8)


def open_table(path: Path, surveyed: Surveyed) -> Table:
    """Find out what a file is, and open it. Raises ImportRefused for what holds no table."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    if sample.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _Sheet(path)
    if sample.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")):
        raise ImportRefused(f"{path.name} is no list but another kind of file. {HINT}")
    encoding = _encoding(sample, surveyed.utf8)
    text = sample.decode(encoding, "replace").lstrip("\ufeff \r\n\t")
    if text[:15].lower().startswith(("<!doctype", "<html")):
        raise ImportRefused(f"{path.name} is a web page, not a list. {HINT}")
    if text.count("\0") > len(text) // 10:
        raise ImportRefused(f"{path.name} is no text file. {HINT}")
    if text.startswith(("{", "[")):
        return _Records(path, encoding)
    return _Separated(path, encoding, text)


def _encoding(sample: bytes, utf8: bool) -> str:
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    zeros = sample[:1000].count(0)
    if zeros > len(sample[:1000]) // 4:
        return "utf-16-le" if sample[1:2] == b"\0" else "utf-16-be"
    if utf8:
        return "utf-8-sig"
    best = from_bytes(sample, cp_isolation=ENCODINGS, threshold=0.8).best()
    return best.encoding if best else "cp1252"


class _Separated:
    """CSV and its relatives. The line of a record is the physical line it begins on."""

    def __init__(self, path: Path, encoding: str, sample: str) -> None:
        self._path, self._encoding = path, encoding
        self._delimiter = _delimiter(sample)
        self._raw: BinaryIO | None = None
        csv.field_size_limit(16 * 1024 * 1024)
        headings = next(self._lines(), None)
        if headings is None:
            raise ImportRefused(f"{path.name} has no row with text in it. {HINT}")
        self._first = headings[0]
        self.headings = [clean(cell).strip() for cell in headings[1]]

    def rows(self) -> Iterator[Line]:
        lines = self._lines()
        next(lines, None)
        return lines

    def bytes_read(self) -> int:
        return self._raw.tell() if self._raw and not self._raw.closed else 0

    def _lines(self) -> Iterator[Line]:
        with self._path.open("rb", buffering=1 << 18) as file:
            self._raw = file
            text = io.TextIOWrapper(file, self._encoding, "replace", newline="")
            reader = csv.reader(text, delimiter=self._delimiter)
            line = 1
            try:
                for cells in reader:
                    if any(cells):
                        yield line, cells
                    line = reader.line_num + 1
            except csv.Error as error:
                raise ImportRefused(
                    f"{self._path.name}, line {line}: this row can't be read ({error}). {HINT}"
                ) from error


def _delimiter(sample: str) -> str:
    """Return the mark that most evenly divides the first lines with text."""
    lines = [line for line in sample.splitlines()[:60] if line.strip(DELIMITERS + " ")][:20]
    if not lines:
        return ","
    heading = lines[0]
    best = max(DELIMITERS, key=lambda mark: (heading.count(mark), -DELIMITERS.index(mark)))
    return best if heading.count(best) else ","


class _Sheet:
    """The first sheet of a workbook that holds something. The line is the row's number."""

    def __init__(self, path: Path) -> None:
        try:
            book = CalamineWorkbook.from_path(str(path))
            sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
        except CalamineError as error:
            raise ImportRefused(f"{path.name} is no workbook that can be read. {HINT}") from error
        self._done = 0
        self._size = path.stat().st_size
        for sheet in sheets:
            rows = [
                (number, [_text(cell) for cell in row])
                for number, row in enumerate(sheet.to_python(skip_empty_area=False), 1)
            ]
            self._rows = [(number, cells) for number, cells in rows if any(cells)]
            if self._rows:
                self.headings = [clean(cell).strip() for cell in self._rows[0][1]]
                return
        raise ImportRefused(f"{path.name} has no sheet with rows in it. {HINT}")

    def rows(self) -> Iterator[Line]:
        self._done = self._size
        return iter(self._rows[1:])

    def bytes_read(self) -> int:
        return self._done


class _Records:
    """JSON: an array, an object that wraps one, or an object a line. The line is the record's."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._path, self._encoding = path, encoding
        self._file: BinaryIO | None = None
        self._whole = self._load()
        headings: dict[str, None] = {}
        for _, record in self._flat():
            headings.update(dict.fromkeys(record))
        self.headings = list(headings)
        if not self.headings:
            raise ImportRefused(f"{path.name} holds no records with fields. {HINT}")

    def rows(self) -> Iterator[Line]:
        for line, record in self._flat():
            cells = [record.get(heading, "") for heading in self.headings]
            if any(cells):
                yield line, cells

    def bytes_read(self) -> int:
        return self._file.tell() if self._file and not self._file.closed else 0

    def _load(self) -> list[Any] | None:
        """Return the records of a whole document, or None where each line is one."""
        with self._path.open("rb") as file:
            head = file.readline().decode(self._encoding, "replace").lstrip("\ufeff")
            second = file.readline().strip()
        if _object(head) is not None and (not second or second.startswith(b"{")):
            return None
        try:
            document = orjson.loads(self._path.read_bytes().decode(self._encoding).lstrip("\ufeff"))
        except (orjson.JSONDecodeError, UnicodeDecodeError) as error:
            raise ImportRefused(f"{self._path.name} is no valid JSON: {error}. {HINT}") from error
        return _records_in(document)

    def _flat(self) -> Iterator[tuple[int, dict[str, str]]]:
        if self._whole is not None:
            for number, record in enumerate(self._whole, 1):
                yield number, _flattened(record)
            return
        with self._path.open("rb") as file:
            self._file = file
            text = io.TextIOWrapper(file, self._encoding, "replace")
            for number, line in enumerate(text, 1):
                if not line.strip():
                    continue
                record = _object(line.lstrip("\ufeff"))
                if record is None:
                    raise ImportRefused(
                        f"{self._path.name}, line {number}: this is no JSON object. {HINT}"
                    )
                yield number, _flattened(record)


def _object(text: str) -> dict[str, Any] | None:
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    return found if isinstance(found, dict) else None


def _records_in(document: Any) -> list[Any]:
    """Return the longest list of objects in a document, itself included."""
    if isinstance(document, list):
        return [one for one in document if isinstance(one, dict)]
    if not isinstance(document, dict):
        return []
    lists = [_records_in(value) for value in document.values() if isinstance(value, list | dict)]
    longest: list[Any] = max(lists, key=len, default=[])
    return longest or [document]


def _flattened(record: dict[str, Any], prefix: str = "") -> dict[str, str]:
    cells: dict[str, str] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            cells |= _flattened(value, f"{prefix}{key}.")
        else:
            cells[prefix + clean(str(key))] = _text(value)
    return cells


def _text(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return " | ".join([_text(one) for one in value])
    return orjson.dumps(value).decode() if isinstance(value, dict) else str(value)

"""Bytes on disk -> headings and a stream of (line, cells), whatever the shape of the file."""

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

from services.errors import ImportRefused
from services.reading.documents import Records
from services.reading.encodings import encoding_of, is_guessed
from services.reading.separated import Separated
from services.reading.shapes import LONGEST_CELL, Line, Table
from services.reading.workbooks import Sheet
from texts import reading as says

__all__ = ["LONGEST_CELL", "Line", "Surveyed", "Table", "open_table", "opened", "survey"]

SAMPLE = 256 * 1024


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


def opened(path: Path) -> tuple[Surveyed, Table]:
    """Open a file that is to be imported. Raises ImportRefused for one without a table or rows."""
    try:
        surveyed = survey(path)
        table = open_table(path, surveyed)
    except OSError as error:
        raise ImportRefused(says.unreadable(str(path), error.strerror or str(error))) from error
    if next(table.rows(), None) is None:
        raise ImportRefused(says.no_rows(path.name))
    return surveyed, table


def survey(path: Path) -> Surveyed:
    """Digest a file and see whether it is UTF-8. Raises ImportRefused for an empty one."""
    sha, size, foreign, tail = hashlib.sha256(), 0, b"", b""
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
            tail = block[-SAMPLE // 2 :]
    if not foreign and decoder.getstate()[0]:  # it ends within a letter, or what might be one
        foreign = tail
    if not size:
        raise ImportRefused(says.empty(path.name))
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
        raise ImportRefused(says.another_kind(path.name))
    encoding = encoding_of(sample, surveyed.foreign)
    text = sample.decode(encoding, "replace").lstrip("\ufeff \r\n\t")
    if text[:15].lower().startswith(("<!doctype", "<html", "<?xml")):
        raise ImportRefused(says.web_page(path.name))
    if text.count("\0") > len(text) // 10:
        raise ImportRefused(says.no_text(path.name))
    table: Table = (
        Records(path, encoding)
        if text.startswith(("{", "["))
        else Separated(path, encoding, text, surveyed.bare_returns)
    )
    if is_guessed(encoding):
        table.note = f"{says.guessed_encoding(path.name, encoding)} {table.note}".rstrip()
    return table

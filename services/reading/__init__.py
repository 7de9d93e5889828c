"""Reading files of influencers and posts: from bytes to records, without a word about storing."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import orjson

from services.errors import ImportRefused
from services.reading.columns import EXTRA, LEFT_OUT, UNITED, Columns, platform_of_link, understand
from services.reading.creators import CreatorReader
from services.reading.headings import (
    LOOKED_AT,
    NAMING,
    must_be_headings,
    platform_in,
    platform_named,
)
from services.reading.posts import PostReader
from services.reading.tables import Surveyed, Table, opened
from services.records import Creator, Doubt, PostFigures, Rejected
from texts import reading as says
from texts.rows import WHOLE_ROW

Record = Creator | PostFigures | Rejected | Doubt


@dataclass(frozen=True, slots=True)
class Reading:
    """A file, opened and understood.

    platform: where no column names one; platform_how says why. source: the list's name. latest:
    the last day that a date may name.
    """

    path: Path
    source: str
    kind: str
    platform: str
    platform_how: str
    columns: Columns
    surveyed: Surveyed
    table: Table
    latest: str

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes."""
        return self.surveyed.digest

    @property
    def size(self) -> int:
        return self.surveyed.size

    @property
    def headings(self) -> list[str]:
        return self.table.headings

    @property
    def names_creators(self) -> bool:
        """Tell whether some column says who a row is about."""
        return any(self.columns.one(field) for field in NAMING)

    def records(self) -> Iterator[Record]:
        """Yield the file's records, in order; can be called again."""
        if self.kind == "posts":
            yield from PostReader(self.columns, platform=self.platform, latest=self.latest).records(
                self.table.rows()
            )
        else:
            reader = CreatorReader(
                self.columns, platform=self.platform, source=self.source, latest=self.latest
            )
            yield from reader.records(self.table.rows())
        for line, reason in self.table.remarks:
            yield Doubt(line, WHOLE_ROW, reason)

    def notes(self) -> tuple[str, ...]:
        """Say what of the file is not read as one might think."""
        none = [
            says.column_without_numbers(column.heading.strip()[:60], column.sample[0][:60])
            for column in self.columns.columns
            if column.how == says.NO_NUMBERS
        ]
        return (*([self.table.note] if self.table.note else []), *none)

    def bytes_read(self) -> int:
        """Return how far the running records() has read, in bytes."""
        return self.table.bytes_read()


def open_file(
    path: Path,
    *,
    source: str | None,
    platform: str | None,
    mapping: Mapping[str, str] | None,
    kind: str,
    latest: str,
) -> Reading:
    """Open a file and understand its columns. latest: the last day that a date may name.

    Raises ImportRefused, with what to do next, for what is no list of influencers or posts.
    """
    surveyed, table = opened(path)
    if not mapping:
        must_be_headings(path.name, table)
    return understood(
        path,
        surveyed,
        table,
        source=source,
        platform=platform,
        mapping=mapping,
        kind=kind,
        latest=latest,
    )


def understood(
    path: Path,
    surveyed: Surveyed,
    table: Table,
    *,
    source: str | None,
    platform: str | None,
    mapping: Mapping[str, str] | None,
    kind: str,
    latest: str,
) -> Reading:
    """Understand a table that is open, or the first rows of one. latest: as in open_file.

    Raises ImportRefused.
    """
    sample = [cells for _, cells in islice(table.rows(), LOOKED_AT)]
    columns = understand(table.headings, sample, mapping=mapping, posts=kind == "posts")
    guess, how = _platform(path, source, columns, sample, platform)
    return Reading(path, source or path.name, kind, guess, how, columns, surveyed, table, latest)


def _platform(
    path: Path,
    source: str | None,
    columns: Columns,
    sample: list[list[str]],
    asked: str | None,
) -> tuple[str, str]:
    """Return the platform where no cell names it, and how that is known."""
    if asked is not None:
        named = platform_named(asked)
        if named is None:
            raise ImportRefused(says.no_platform(asked))
        return named, says.AS_ASKED
    for column in columns.all("url"):
        for row in sample:
            leads_to = platform_of_link(row[column.index]) if column.index < len(row) else None
            if leads_to:
                return leads_to, says.BY_LINKS
    for column in columns.columns:
        found = column.platform or (platform_in(column.heading) if column.field else None)
        if found:
            return found, says.by_heading(column.heading.strip())
    named = platform_in(path.stem) or platform_in(source or "")
    return (named, says.BY_FILE_NAME) if named else ("unknown", says.NOTHING_SAYS)


def read_mapping(path: Path) -> dict[str, str]:
    """Read a mapping file: JSON {"heading": "field"} or rows of heading and field, divided by
    commas, semicolons or tabs.

    Raises ImportRefused for anything else, and for two headings that are the same single field.
    """
    mapping = _pairs(path)
    first: dict[str, str] = {}
    for heading, field in mapping.items():
        single = field not in UNITED and field not in (EXTRA, LEFT_OUT)
        if single and (other := first.setdefault(field, heading)) != heading:
            raise ImportRefused(says.mapped_twice(str(path), other, heading, field))
    return mapping


def _pairs(path: Path) -> dict[str, str]:
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ImportRefused(says.unreadable_mapping(str(path))) from error
    if text.lstrip().startswith("{"):
        try:
            found = orjson.loads(text)
        except orjson.JSONDecodeError as error:
            raise ImportRefused(says.mapping_no_json(str(path), str(error))) from error
        return {str(heading): str(field or "") for heading, field in found.items()}
    lines = [line for line in text.splitlines() if line.strip()]
    marks = re.findall(r"[,;\t]", lines[0]) if lines else []  # no field's name has one: the last
    rows = list(csv.reader(lines, delimiter=marks[-1] if marks else ","))
    if any(len(row) != 2 for row in rows):
        raise ImportRefused(says.mapping_not_two_columns(str(path)))
    pairs = {heading.strip(): field.strip() for heading, field in rows}
    pairs.pop("heading", None)
    return pairs

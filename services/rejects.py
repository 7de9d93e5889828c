"""Rejected rows on their way into a file that can be mended and imported again."""

import csv
import os
from collections.abc import Sequence
from functools import partial
from itertools import count
from pathlib import Path
from typing import IO, Any

from services.errors import ImportRefused
from services.exports import cell
from services.reading.headings import OURS
from services.records import Rejected
from texts import importing as says

_FOR_OWNER = partial(os.open, mode=0o600)
"""Opens a file that its owner alone can read, where it is new: there are contacts in it."""


class RejectsFile:
    """A CSV of rejected rows, begun with the first of them; what is wrong stands in front of each.

    Where no path is asked for, it lies beside the list, and never replaces an earlier one: that
    may be half mended. kept: False where nothing shall be written. Use as a context.
    """

    def __init__(
        self, asked: Path | None, source: Path, headings: Sequence[str], *, kept: bool = True
    ) -> None:
        if asked is not None and asked.resolve() == source.resolve():
            raise ImportRefused(says.overwrites(str(source)))
        self._asked, self._source, self._headings = asked, source, headings
        self._out: IO[str] | None = None
        self.path, self.kept = asked or source, kept

    def __enter__(self) -> "RejectsFile":
        return self

    def __exit__(self, *_: object) -> None:
        if self._out:
            self._out.close()

    def add(self, row: Rejected) -> None:
        """Write a row down. Raises ImportRefused where that can't be."""
        if not self.kept:
            return
        if self._out is None:
            self._out = self._open()
            self._write([*OURS, *self._headings])
        self._write([row.line, row.column, row.reason, *row.cells])

    def _write(self, cells: Sequence[Any]) -> None:
        assert self._out is not None
        csv.writer(self._out).writerow([cell(one) for one in cells])

    def _open(self) -> IO[str]:
        try:
            if self._asked is not None:
                return open(self._asked, "w", encoding="utf-8", newline="", opener=_FOR_OWNER)
            for number in count(1):
                again = f"-{number}" if number > 1 else ""
                self.path = self._source.with_name(f"{self._source.stem}-rejected{again}.csv")
                try:
                    return open(self.path, "x", encoding="utf-8", newline="", opener=_FOR_OWNER)
                except FileExistsError:
                    continue
        except OSError as error:
            why = says.rejects_unwritable(str(self.path), str(error.strerror))
            raise ImportRefused(why) from error
        raise AssertionError("there is always a next number")

"""Whom a row of a list is about: its accounts by handle, platform and links, or a name alone."""

import hashlib
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from services.reading.cells import known
from services.reading.columns import Columns, handle_in_link, platform_of_link
from services.reading.headings import ACCOUNT, platform_named
from services.records import AccountRef, Doubt, Rejected
from storage.words import fold_handle
from texts import rows as says

_HANDLE = re.compile(r"[\w][\w.\-]{0,99}")
_USUAL = re.compile(r"[\w.\-]{1,60}")
"""What platforms take as a handle. Lists hold names in its place as well: they are asked about."""

_OUR_KEY = re.compile(r"#[0-9a-f]{32}")
LONGEST_HANDLE = 200

Named = tuple[str | None, tuple[AccountRef, ...], Doubt | None]
"""The name; the accounts, that with the row's figures first; the doubt about them."""


class Naming:
    """Tells whom the rows of one file are about.

    platform: of rows that name none. source: the list's name, part of what records without a
    handle are known by.
    """

    def __init__(self, columns: Columns, *, platform: str, source: str) -> None:
        self._handle = columns.place("handle")
        self._name = columns.place("name")
        self._platform = columns.place("platform")
        self._links = columns.all("url")
        self._where = [*columns.all("handle"), *self._links]
        self._identifying = [column for column in columns.columns if not column.number]
        ours = [column.index for column in columns.columns if column.heading == ACCOUNT]
        self._key = ours[0] if ours else None
        self._source = source
        handle = columns.one("handle")
        self._called = handle.heading if handle else says.WHOLE_ROW
        self._usual = platform
        if handle and handle.platform and self._platform is None:
            self._usual = handle.platform

    def of(self, line: int, cells: Sequence[str]) -> Named:
        """Return whom a row is about; there are no accounts where it names nobody."""
        name = None if self._name is None else known(cells[self._name])
        platform = self._usual
        if self._platform is not None:
            platform = _platform(cells[self._platform]) or platform
        handle = None if self._handle is None else _handle(cells[self._handle])
        if self._handle is None and name and " @" in name:
            name, _, written = name.rpartition(" @")
            handle = written if _HANDLE.fullmatch(written) else None
        accounts: list[AccountRef] = []
        doubt = None
        if handle and not _USUAL.fullmatch(handle):
            doubt = Doubt(line, self._called, says.unusual_handle(handle[:60]))
        if self._links:
            accounts, other = self._linked(line, cells, platform, handle)
            doubt = other or doubt
        elif handle:
            accounts = [AccountRef(platform, handle, fold_handle(handle))]
        if not accounts:
            key = self._own_key(cells) or (self._digest(cells) if name else None)
            accounts = [AccountRef(platform, None, key)] if key else []
        return name, tuple(accounts), doubt

    def nobody(self, line: int, cells: Sequence[str]) -> Rejected:
        """Return a row that names nobody as rejected; a link it may have all the same."""
        for column in self._where:
            link = known(cells[column.index])
            if link and ("." in link or "/" in link):
                reason = says.link_to_nobody(link[:60])
                return Rejected(line, column.heading, link[:200], reason, tuple(cells))
        return Rejected(line, "handle", "", says.NOBODY, tuple(cells))

    def _linked(
        self, line: int, cells: Sequence[str], platform: str, handle: str | None
    ) -> tuple[list[AccountRef], Doubt | None]:
        """Return the accounts of the handle and of all links."""
        own, others, doubt = None, [], None
        for column in self._links:
            link = known(cells[column.index])
            if link is None:
                continue
            leads_to = platform_of_link(link) or (None if "." in link else column.platform)
            if leads_to is None:
                continue
            named = handle_in_link(link) if "." in link or "/" in link else link.lstrip("@")
            if handle is not None and leads_to == platform:
                own = link
                if named and fold_handle(named) != fold_handle(handle):
                    reason = says.link_leads_elsewhere(named[:60], handle[:60])
                    doubt = Doubt(line, column.heading, reason)
            elif named and _HANDLE.fullmatch(named):
                others.append(AccountRef(leads_to, named, fold_handle(named), link))
        first = [AccountRef(platform, handle, fold_handle(handle), own)] if handle else []
        different = {(one.platform, one.key): one for one in reversed([*first, *others])}
        return list(reversed(different.values())), doubt

    def _own_key(self, cells: Sequence[str]) -> str | None:
        """Return the key by which we know the account already, if the row is of our own export."""
        key = "" if self._key is None else cells[self._key]
        return key if _OUR_KEY.fullmatch(key) else None

    def _digest(self, cells: Sequence[str]) -> str:
        """Return the key of a record that names no account: all it says but its row number."""
        sha = hashlib.sha256(self._source.encode("utf-8", "replace"))
        for column in self._identifying:
            said = f"\x1e{column.heading}\x1f{cells[column.index].strip()}"
            sha.update(said.encode("utf-8", "replace"))
        return f"#{sha.hexdigest()[:32]}"


def _handle(cell: str) -> str | None:
    written = known(cell)
    if written is None:
        return None
    if "/" in written:
        written = handle_in_link(written) or ""
    return written.removeprefix("@").strip()[:LONGEST_HANDLE] or None


_platform: Callable[[str], str | None] = lru_cache(maxsize=1_024)(platform_named)

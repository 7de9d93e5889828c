"""Files that somebody asks for in Slack: an export, who a search found, a list's rejected rows.

What is asked for is written down before the click is acknowledged, and made by a worker.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from services import exports, rights, trail
from services.errors import DeskError
from services.importing import instant
from services.rights import NoRight, Role
from services.search import find
from storage import files_asked as stored
from storage.engine import WORKER_PATIENCE, Row, Store, Transaction
from storage.files_asked import AskedRow
from storage.grants import ALL_CLIENTS
from storage.words import words
from texts import files as says
from texts.numbers import full_count

FOUND, REJECTS, TRAIL = "found", "rejects", "audit"
MOST_FOUND = 10_000
"""So many creators of a search are sent, the best ones; an export of all has no such bound."""

WORKBOOK = 1_048_575
"""Rows that a sheet takes below its headings."""


class NoSuchFile(DeskError):
    """There is no such export, or no such format."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made. rows: in it; of: as many there would be, or None where all are in."""

    path: Path
    rows: int
    of: str | None = None


def read_request(text: str) -> tuple[str, str]:
    """Read "influencers xlsx" as what to export and in which format. Raises NoSuchFile."""
    said = text.lower().split()
    what, format_ = [*said, "", ""][:2]
    format_ = format_.removeprefix(".") or "csv"
    if what not in exports.WHAT or format_ not in exports.FORMATS or len(said) > 2:
        raise NoSuchFile(says.say_what(exports.WHAT, exports.FORMATS))
    return what, format_


def refuse_trail(store: Store, person: str, now: datetime) -> None:
    """Raise NoRight where the audit trail would tell somebody of clients that are not theirs."""
    if not rights.is_admin_of_all(store, person, now):
        admins = store.read(rights.holders_in, Role.ADMIN, ALL_CLIENTS)
        raise NoRight(says.TRAIL_IS_FOR_ADMINS, admins)


def ask(
    store: Store,
    *,
    client_id: int,
    what: str,
    query: str,
    format_: str,
    person: str,
    now: datetime,
) -> bool:
    """Write down that a person wants a file; tell whether they did not wait for it already."""

    def work(tx: Transaction) -> bool:
        if stored.waits(tx, client_id, what, query, format_, person):
            return False
        stored.add(tx, client_id, what, query, format_, person, instant(now))
        return True

    return store.write(work)


def refuse_without_right(store: Store, asked: AskedRow, now: datetime) -> None:
    """Raise DeskError where a person may not have a file any more that they asked for."""
    if not rights.allowed(store, asked.person, Role.EDITOR, asked.client_id, now):
        raise DeskError(says.no_right_now(asked.what))
    if asked.what == TRAIL:
        refuse_trail(store, asked.person, now)


def make(store: Store, asked: AskedRow, folder: Path, *, currency: str, now: datetime) -> Made:
    """Make an export, or the file of a search. currency: of the workspace. Raises DeskError."""
    path = folder / f"{_stem(asked)}-{now:%Y-%m-%d}.{asked.format}"
    left = None
    if asked.what == FOUND:
        headings, rows, left = _found(store, asked, currency)
    else:
        headings, rows = exports.rows_of(store, asked.what, asked.client_id)
    count = exports.write_file(path, asked.format, headings, rows)
    if asked.format == "xlsx" and count > WORKBOOK:
        raise DeskError(says.too_many_for_workbook(WORKBOOK, count))
    # What was searched for is not kept: it may be the name of somebody who asks to be forgotten.
    content = {"rows": count, "format": asked.format}
    store.write(_record, asked, content, instant(now), patience=WORKER_PATIENCE)
    return Made(path, count, left)


def _record(tx: Transaction, asked: AskedRow, content: dict[str, object], now: str) -> None:
    subject = f"client {asked.client_id}, {asked.what}"
    trail.record(tx, at=now, actor=asked.person, action="export", subject=subject, content=content)


def _stem(asked: AskedRow) -> str:
    """Return what a file is called: the export's name, or the words of the search."""
    if asked.what != FOUND:
        return asked.what
    plain = re.sub(r"[^\w-]", "", "-".join(words(asked.query)))
    return plain[:60] or "creators"


def _found(
    store: Store, asked: AskedRow, currency: str
) -> tuple[list[str], Iterator[Row], str | None]:
    """Return the headings and rows of who a search finds, and of how many, where those are more."""
    answer = find(
        store,
        asked.query,
        currency=currency,
        client_id=asked.client_id,
        reader=asked.person,
        limit=MOST_FOUND,
    )
    accounts = [one.account_id for one in answer.results]
    more = answer.total > len(accounts) or not answer.total_is_exact
    total = f"{full_count(answer.total)}{'' if answer.total_is_exact else '+'}"
    left = total if len(accounts) >= MOST_FOUND and more else None
    return *exports.rows_among(store, asked.client_id, accounts), left

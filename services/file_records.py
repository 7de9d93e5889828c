"""What a file says of an account: laid out for staging, and put together from all its lines."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

import orjson

from services.records import FIGURES, AccountRef, Creator
from storage.accounts import SEPARATOR
from storage.staging import StagedRow

Rest = dict[str, Any]
"""What few records have: other accounts, contact, price, tags, a note, unknown columns."""


def staged(seq: int, record: Creator) -> StagedRow:
    """Lay a record out for staging."""
    account = record.accounts[0]
    return StagedRow(
        seq,
        record.line,
        account.platform,
        account.key,
        account.handle,
        account.url,
        record.name,
        record.bio,
        record.country,
        record.language,
        record.followers,
        record.average_likes,
        record.average_comments,
        record.average_views,
        record.follows,
        record.posts_count,
        SEPARATOR.join(record.niches),
        record.as_of,
        _rest(record),
    )


def _rest(record: Creator) -> bytes | None:
    rest: Rest = {}
    if len(record.accounts) > 1:
        rest["accounts"] = [
            [one.platform, one.handle, one.key, one.url] for one in record.accounts[1:]
        ]
    for name in ("owner", "status", "last_contact", "note"):
        value = getattr(record, name)
        if value is not None:
            rest[name] = value
    if record.price_minor is not None:
        rest["price"] = [record.price_minor, record.price_currency]
    if record.tags:
        rest["tags"] = record.tags
    if record.fields:
        rest["fields"] = record.fields
    return orjson.dumps(rest) if rest else None


class Record(NamedTuple):
    """All that a file says of one account; row: its last line, filled from those before."""

    row: StagedRow
    niches: str
    rest: Rest


def records(rows: Iterator[StagedRow]) -> Iterator[Record]:
    """Put the lines about one account together; rows come by platform and key."""
    for _, group in groupby(rows, key=attrgetter("platform", "key")):
        *others, last = group
        if others:
            yield _together([*others, last])
        else:
            yield Record(last, last.niches, orjson.loads(last.rest) if last.rest else {})


def _together(lines: Sequence[StagedRow]) -> Record:
    """Let a later line win in what it says: a gap erases nothing. Niches unite, the last line's
    first.
    """
    cells: Sequence[Any] = lines[0]
    rest: Rest = {}
    for line in lines:
        cells = [was if cell is None else cell for was, cell in zip(cells, line, strict=True)]
        if line.rest:
            said = orjson.loads(line.rest)
            fields = dict(rest.get("fields", ())) | dict(said.get("fields", ()))
            rest |= said | {"fields": list(fields.items())}
    named = [line.niches for line in (lines[-1], *lines[:-1]) if line.niches]
    niches = SEPARATOR.join(dict.fromkeys(SEPARATOR.join(named).split(SEPARATOR)))
    return Record(StagedRow._make(cells), niches, rest)


def bare_record(record: Record, ref: AccountRef) -> Record:
    """Return what a record says of another account of its person: all but the figures."""
    identity = {"platform": ref.platform, "key": ref.key, "handle": ref.handle, "url": ref.url}
    unfigured: dict[str, Any] = {**dict.fromkeys(FIGURES), **identity}
    return Record(record.row._replace(**unfigured), record.niches, {})

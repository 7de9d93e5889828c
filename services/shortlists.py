"""Shortlists: creators a team wants to keep together, found again by `list:NAME`.

A person sees the shared lists of a client, and their own; what they see they may also change, if
they may work with creators at all.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.errors import DeskError, NotFound
from services.importing import instant
from services.noting import person_behind
from services.trail import record
from storage import shortlists as stored
from storage.engine import Store, Transaction
from storage.shortlists import ListRow
from storage.words import clean, fold
from texts import shortlists as says

LONGEST = 75
_QUOTES = str.maketrans(dict.fromkeys('"“”„«»', "'"))
"""Those that end a name in a search."""


class NoName(DeskError):
    """A shortlist needs a name that no other one has."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a form says of one creator. on: refs of lists; off: ids of lists; new: a list's name.

    own: nobody but the one who makes the new list sees it.
    """

    on: Collection[str] = ()
    off: Collection[int] = ()
    new: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """The lists, by name, on which a creator is now, or was already, and on which no more."""

    on: list[str]
    already: list[str]
    off: list[str]


def seen_by(store: Store, person: str, *, client_id: int) -> list[ListRow]:
    """Return the shortlists that a person sees: the shared ones, and their own."""
    return store.read(stored.seen_by, client_id, person)


def counted(store: Store, person: str, *, client_id: int) -> list[tuple[ListRow, int]]:
    """Return the shortlists that a person sees, each with how many creators are on it."""

    def work(tx: Transaction) -> list[tuple[ListRow, int]]:
        counts = stored.creators_on(tx, client_id)
        return [(row, counts.get(row.id, 0)) for row in stored.seen_by(tx, client_id, person)]

    return store.read(work)


def lists_for(
    store: Store, person: str, account_id: int, *, client_id: int
) -> list[tuple[ListRow, bool]]:
    """Return the shortlists that a person sees, those that a creator is on first, each with
    whether they are. Raises NotFound.
    """

    def work(tx: Transaction) -> list[tuple[ListRow, bool]]:
        there = stored.lists_with(tx, person_behind(tx, account_id))
        rows = [(row, row.id in there) for row in stored.seen_by(tx, client_id, person)]
        return sorted(rows, key=lambda one: not one[1])

    return store.read(work)


def one(store: Store, ref: str, person: str, *, client_id: int) -> tuple[ListRow, int]:
    """Return a shortlist that a person sees, and how many are on it. Raises NotFound."""

    def work(tx: Transaction) -> tuple[ListRow, int]:
        row = _seen(tx, ref, person, client_id)
        return row, stored.creators_on(tx, client_id).get(row.id, 0)

    return store.read(work)


def add(
    store: Store,
    name: str,
    account_id: int,
    *,
    actor: str,
    now: datetime,
    client_id: int,
    own: bool = False,
) -> tuple[str, bool]:
    """Put a creator on a shortlist, new if it has to be; return its name and whether it is news.

    own: on a list that nobody but the actor sees. Twice is as good as once. Raises NoName and
    NotFound.
    """
    wanted = Wanted(new=name or " ", own=own)
    changed = change(store, account_id, wanted, actor=actor, now=now, client_id=client_id)
    return (*changed.on, *changed.already)[0], bool(changed.on)


def change(
    store: Store,
    account_id: int,
    wanted: Wanted,
    *,
    actor: str,
    now: datetime,
    client_id: int,
) -> Changed:
    """Put a creator on shortlists, and take them off others.

    Raises NoName where nothing is wanted, or a new list has no name; NotFound.
    """
    if not (wanted.on or wanted.off or wanted.new):
        raise NoName(says.NO_NAME)
    new = name_in(wanted.new) if wanted.new else ""
    owner = actor if wanted.own else stored.SHARED

    def work(tx: Transaction) -> Changed:
        person, at = person_behind(tx, account_id), instant(now)
        chosen = [_seen(tx, ref, actor, client_id) for ref in wanted.on]
        lists = [(row.id, row.name) for row in chosen]
        if new:
            lists.append(stored.get_or_make(tx, client_id, new, fold(new), owner, actor, at))
        changed, subject = Changed([], [], []), f"influencer {person}"
        for list_id, name in dict.fromkeys(lists):
            news = stored.add_member(tx, list_id, person, actor, at)
            (changed.on if news else changed.already).append(name)
            if news:
                _record(tx, "shortlist", subject, {"list": list_id}, actor, at)
        for row in stored.seen_by(tx, client_id, actor):
            left = row.id in wanted.off and (row.id, row.name) not in lists
            if left and stored.drop_member(tx, row.id, person):
                changed.off.append(row.name)
                _record(tx, "off shortlist", subject, {"list": row.id}, actor, at)
        return changed

    return store.write(work)


def rename(
    store: Store, ref: str, name: str, *, actor: str, now: datetime, client_id: int
) -> tuple[str, str]:
    """Give a shortlist another name; return the old and the new one. Raises NoName and NotFound."""
    wanted = name_in(name)

    def work(tx: Transaction) -> tuple[str, str]:
        row, at = _seen(tx, ref, actor, client_id), instant(now)
        if row.name != wanted:
            if not stored.rename(tx, row, client_id, wanted, fold(wanted)):
                raise NoName(says.taken(wanted))
            _record(tx, "rename shortlist", f"shortlist {row.id}", {}, actor, at)
        return row.name, wanted

    return store.write(work)


def delete(store: Store, ref: str, *, actor: str, now: datetime, client_id: int) -> str:
    """Delete a shortlist, whoever is on it; return what it was called. Raises NotFound."""

    def work(tx: Transaction) -> str:
        row = _seen(tx, ref, actor, client_id)
        content = {"creators": stored.creators_on(tx, client_id).get(row.id, 0)}
        stored.drop(tx, row.id, client_id)
        _record(tx, "delete shortlist", f"shortlist {row.id}", content, actor, instant(now))
        return row.name

    return store.write(work)


def name_in(text: str) -> str:
    """Read a shortlist's name as typed, with quotes that a search can hold. Raises NoName."""
    name = clean(text).translate(_QUOTES).strip()[:LONGEST]
    if not fold(name):
        raise NoName(says.NO_NAME)
    return name


def _seen(tx: Transaction, ref: str, person: str, client_id: int) -> ListRow:
    """Return a list that a person sees. Raises NotFound."""
    for row in stored.seen_by(tx, client_id, person):
        if row.ref == ref:
            return row
    raise NotFound(says.GONE)


def _record(
    tx: Transaction, action: str, subject: str, content: dict[str, Any], actor: str, at: str
) -> None:
    record(tx, at=at, actor=actor, action=action, subject=subject, content=content)

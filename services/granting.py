"""Roles given and taken back, and who is in the user groups of Slack that have some."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.errors import DeskError, NotFound
from services.importing import instant
from services.rights import IMPLIED, STALE, Role
from services.trail import record
from storage import grants as stored
from storage.engine import Store, Transaction
from storage.grants import ALL_CLIENTS, GrantRow
from texts import rights as says


@dataclass(frozen=True, slots=True)
class Granted:
    """A grant. news: it was not there before. still: others that allow as much or more."""

    row: GrantRow
    news: bool
    still: tuple[GrantRow, ...]


def grant(
    store: Store,
    subject: str,
    role: Role,
    client_id: int,
    *,
    actor: str,
    now: datetime,
    at_home: bool = True,
) -> Granted:
    """Give a role. client_id 0: for all clients, later ones included.

    at_home: what everybody of the workspace has is theirs as well.
    """
    row = GrantRow(subject, client_id, role, actor, instant(now))

    def work(tx: Transaction) -> Granted:
        news = stored.add(tx, row)
        if news:
            _note(tx, "grant", row, actor, now)
        all_theirs = stored.reaching(tx, subject, at_home=at_home, fresh=instant(now - STALE))
        return Granted(row, news, tuple([one for one in all_theirs if _exceeds(one, row)]))

    return store.write(work)


def _exceeds(one: GrantRow, given: GrantRow) -> bool:
    """Tell whether another grant lets somebody do as much as the one given, or something more."""
    elsewhere = given.client_id and one.client_id not in (ALL_CLIENTS, given.client_id)
    if elsewhere or one[:3] == given[:3]:
        return False
    return given.role in IMPLIED[Role(one.role)] or one.role not in IMPLIED[Role(given.role)]


def revoke(
    store: Store,
    subject: str,
    role: Role,
    client_id: int,
    *,
    actor: str,
    now: datetime,
    names: Mapping[int, str] | None = None,
) -> None:
    """Take a role back. Raises NotFound, and DeskError for the last admin's.

    names: the clients, by id, that an answer may name, where there are several.
    """
    row = GrantRow(subject, client_id, role, actor, instant(now))

    def work(tx: Transaction) -> None:
        if not stored.drop(tx, subject, client_id, role):
            raise NotFound(_not_there(tx, row, names or {}))
        if role is Role.ADMIN and client_id == ALL_CLIENTS and not stored.admins(tx):
            raise DeskError(says.LAST_ADMIN)
        _note(tx, "revoke", row, actor, now)

    store.write(work)


def end_all(store: Store, client_id: int, *, actor: str, now: datetime) -> int:
    """Take back each role that is for one client alone; return how many there were."""

    def work(tx: Transaction) -> int:
        rows = [row for row in stored.all_rows(tx) if row.client_id == client_id]
        for row in rows:
            stored.drop(tx, row.subject, client_id, row.role)
            _note(tx, "revoke", row, actor, now)
        return len(rows)

    return store.write(work)


def _not_there(tx: Transaction, asked: GrantRow, names: Mapping[int, str]) -> str:
    """Return where a grant was looked for, and where it is, as far as that may be named."""
    if len(names) < 2:
        return says.GONE
    named = {**names, ALL_CLIENTS: says.ALL_CLIENTS}
    elsewhere = [
        named[one.client_id]
        for one in stored.all_rows(tx)
        if (one.subject, one.role) == (asked.subject, asked.role) and one.client_id in named
    ]
    return says.not_granted(named[asked.client_id], elsewhere)


def _note(tx: Transaction, action: str, row: GrantRow, actor: str, now: datetime) -> None:
    record(
        tx,
        at=instant(now),
        actor=actor,
        action=action,
        subject=f"rights {row.subject}",
        content={"role": row.role, "client": row.client_id},
    )


def groups_granted(store: Store) -> list[str]:
    """Return the user groups that have some right."""
    return store.read(stored.groups_granted)


def stale_groups(store: Store, since: datetime) -> list[str]:
    """Return the groups with rights whose members were not asked for since then."""
    return store.read(stored.stale_groups, instant(since))


def keep_members(store: Store, group: str, people: Sequence[str], *, now: datetime) -> None:
    """Keep who is in a group, as Slack says it now."""
    store.write(stored.set_members, group, tuple(people), instant(now))


def grants(store: Store, clients: tuple[int, ...]) -> list[GrantRow]:
    """Return the grants for these clients, those for all clients included."""
    return [row for row in store.read(stored.all_rows) if row.client_id in (0, *clients)]

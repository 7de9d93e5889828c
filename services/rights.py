"""Who may do what for which client, and who is told whom to ask.

A role is granted to a person, to a user group of Slack, or to everybody of the workspace, for one
client or for all. Whoever is not of the workspace has only what was granted to them by name.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from services.errors import NotAllowed
from services.importing import instant
from storage import grants as stored
from storage.digests import preference, set_preference
from storage.engine import Store, Transaction
from storage.grants import ALL_CLIENTS, EVERYBODY, SeatRow
from texts import rights as says

STALE = timedelta(days=1)
"""From so long ago on, what is known of a user group's members does not count any more."""

HOME_TEAM = "workspace"
"""The preference that says which workspace the store is served for."""


class Role(StrEnum):
    """What somebody may do; each role but viewer lets one see as well, and an admin do all."""

    VIEWER = "viewer"
    EDITOR = "editor"
    APPROVER = "approver"
    PAYER = "payer"
    ADMIN = "admin"


IMPLIED = {
    role: frozenset(Role) if role is Role.ADMIN else frozenset((role, Role.VIEWER)) for role in Role
}
"""What each role lets one do, as roles."""


@dataclass(frozen=True, slots=True)
class Client:
    """A company that campaigns are for, and what one person may do for it."""

    id: int
    name: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Seat:
    """Where somebody sits in a request: who, at which client, with all clients granted to them."""

    person: str
    at_home: bool
    client: Client
    clients: tuple[Client, ...]

    @property
    def client_id(self) -> int:
        return self.client.id

    @property
    def names(self) -> dict[int, str]:
        """What the clients of this person are called, by id."""
        return {one.id: one.name for one in self.clients}

    @property
    def several(self) -> bool:
        """Tell whether the word client means something to this person."""
        return len(self.clients) > 1

    def may(self, role: Role, client_id: int | None = None) -> bool:
        """Tell whether the person has a role, here or for another client."""
        if client_id is None:
            return role in self.client.roles
        return any(one.id == client_id and role in one.roles for one in self.clients)


NOBODY = Seat("", False, Client(0, "", frozenset()), ())


class NoRight(NotAllowed):
    """The person lacks a role. holders: people and groups of Slack that have it."""

    def __init__(self, sentence: str, holders: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.holders = holders


def seat(
    store: Store,
    person: str,
    *,
    at_home: bool,
    channel: str = "",
    client_id: int | None = None,
    now: datetime,
) -> Seat:
    """Return where somebody sits.

    client_id: the client that a message or a form names; else it is the channel's, else the one
    that the person chose, else their first. Raises NoRight for a client that was not granted.
    """
    if not at_home:
        meet(store, person, at_home=False)  # for what goes to them by itself later
    rows = store.read(_roles, person, at_home, channel, now)
    if not rows:
        raise _stranger(store, at_home)
    clients = _clients(rows)
    meant = client_id or rows[0].bound
    for one in clients:
        if one.id == (meant or rows[0].chosen):
            return Seat(person, at_home, one, clients)
    if client_id is None and meant is not None:
        raise _refused(says.NOT_YOUR_CHANNEL, store.read(holders_in, Role.ADMIN, meant))
    if meant is not None:
        raise refusal(store, Role.VIEWER, meant, known=False)
    return Seat(person, at_home, clients[0], clients)


@lru_cache(maxsize=1_024)
def _clients(rows: tuple[SeatRow, ...]) -> tuple[Client, ...]:
    """Return the clients of which roles tell, each with all that one may do for it."""
    found: dict[int, Client] = {}
    for row in rows:
        known = found.get(row.client_id)
        roles = IMPLIED[Role(row.role)] | (known.roles if known else frozenset())
        found[row.client_id] = Client(row.client_id, row.client, roles)
    return tuple(found.values())


def _roles(
    tx: Transaction, person: str, at_home: bool, channel: str, now: datetime
) -> tuple[SeatRow, ...]:
    """Return what roles somebody has; those of a group count while its members are known."""
    rows = stored.roles_of(tx, person, at_home=at_home, channel=channel)
    if not any(row.known_at for row in rows):
        return rows
    fresh = instant(now - STALE)
    return tuple([row for row in rows if not row.known_at or row.known_at >= fresh])


def at(store: Store, seat: Seat, role: Role, client_id: int | None = None) -> Seat:
    """Return the seat, moved to another client where one is named, if the person has the role.

    Raises NoRight.
    """
    wanted = seat.client_id if client_id is None else client_id
    there = next((one for one in seat.clients if one.id == wanted), None)
    if there is None or role not in there.roles:
        raise refusal(store, role, wanted, known=there is not None)
    return replace(seat, client=there)


def refusal(store: Store, role: Role, client_id: int, *, known: bool) -> NoRight:
    """Return why somebody may not, and who may. known: the client is one of theirs."""
    holders = store.read(holders_in, role if known else Role.ADMIN, client_id)
    return _refused(says.needed(role) if known else says.NOT_YOURS, holders)


def _stranger(store: Store, at_home: bool) -> NoRight:
    admins = store.read(holders_in, Role.ADMIN, ALL_CLIENTS)
    return _refused(says.NONE_YET if at_home else says.OTHER_WORKSPACE, admins)


def _refused(why: str, holders: tuple[str, ...]) -> NoRight:
    return NoRight(why if holders else f"{why} {says.NOBODY_GIVES}", holders)


def holders_in(tx: Transaction, role: Role, client_id: int) -> tuple[str, ...]:
    """Return the people and groups that have a role for a client, else those who can give it."""
    wanted = [one for one in Role if role in IMPLIED[one]]
    found = stored.granted(tx, client_id, wanted if role is not Role.VIEWER else [role])
    named = tuple([one for one in found if one != EVERYBODY])
    return named or tuple(stored.granted(tx, client_id, [Role.ADMIN]))


def home_team(store: Store) -> str | None:
    """Return the workspace that the store was last served for, or None."""
    found = store.read(preference, HOME_TEAM)
    return found[0] if found else None


def keep_home_team(store: Store, team: str, *, now: datetime) -> None:
    """Keep which workspace the store is served for."""
    if home_team(store) != team:
        store.write(set_preference, HOME_TEAM, team, "desk", instant(now))


def meet(store: Store, person: str, *, at_home: bool) -> None:
    """Keep from where somebody is, for what goes to them by itself later."""
    if met(store, person) is not at_home:
        store.write(stored.see, person, at_home)


def met(store: Store, person: str) -> bool | None:
    """Tell whether somebody is of our workspace; None whom we never met."""
    return store.read(stored.at_home, person)


def is_at_home(store: Store, person: str) -> bool:
    """Tell whether somebody is of our workspace; whom we never met is taken for it."""
    return met(store, person) is not False


def allowed(store: Store, person: str, role: Role, client_id: int, now: datetime) -> bool:
    """Tell whether somebody who is not here now has a role: for what goes out by itself.

    Whom we never saw is taken for a member of the workspace.
    """
    return store.read(allowed_in, person, role, client_id, now)


def allowed_in(tx: Transaction, person: str, role: Role, client_id: int, now: datetime) -> bool:
    """Tell whether somebody has a role, inside a transaction."""
    known = stored.at_home(tx, person)
    rows = _roles(tx, person, known is not False, "", now)
    return any(row.client_id == client_id and role in IMPLIED[Role(row.role)] for row in rows)


def is_admin_of_all(store: Store, person: str, now: datetime) -> bool:
    """Tell whether somebody is admin of all clients, later ones included."""

    def work(tx: Transaction) -> bool:
        fresh = instant(now - STALE)
        return stored.has_everywhere(tx, person, Role.ADMIN, fresh)

    return store.read(work)

"""Clients: made by an admin, chosen by a person, and bound to a channel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz, process

from services.errors import DeskError, NotFound
from services.importing import instant
from services.loosening import SIMILAR
from services.rights import Client, Role, Seat, holders_in
from services.trail import record
from storage import clients as stored
from storage import grants
from storage.engine import Store, Transaction
from storage.grants import ALL_CLIENTS
from storage.words import clean, fold
from texts import clients as says
from texts.common import did_you_mean
from texts.wording import all_of

FIRST = 1
"""The client that is there from the beginning; the keys in the settings are its own."""

LONGEST = 75
WORDS = frozenset(("add", "rename", "here", "remove", "all", "to", "for"))
"""What /desk client understands otherwise, so that no client can be called so."""


@dataclass(frozen=True, slots=True)
class Made:
    """A new client. admins: people and groups that see it. old: the first client's name.

    channels: by client, those that are its from now on since something came to them.
    """

    id: int
    name: str
    admins: tuple[str, ...]
    old: str
    channels: dict[str, list[str]]


def named(seat: Seat, name: str) -> Client:
    """Return which of their clients somebody means. Raises NotFound with those there are."""
    wanted = fold(clean(name).strip().strip("“”\"'"))
    for one in seat.clients:
        if fold(one.name) == wanted:
            return one
    known = [one.name for one in seat.clients]
    near = process.extract(wanted, known, scorer=fuzz.WRatio, score_cutoff=SIMILAR, limit=1)
    hint = did_you_mean(near[0][0]) if near else says.yours(all_of(known[:10]))
    raise NotFound(says.unknown(clean(name).strip()[:LONGEST], hint))


def with_name(store: Store, name: str | None) -> int:
    """Return the id of a client by name, for the command line; the first without one.

    Raises NotFound, naming those there are.
    """
    rows = store.read(stored.all_rows)
    if name is None:
        return rows[0].id
    for row in rows:
        if fold(row.name) == fold(name):
            return row.id
    raise NotFound(says.not_there(name, all_of([f'"{row.name}"' for row in rows])))


def several(store: Store) -> bool:
    """Tell whether there is more than one client."""
    return len(store.read(stored.all_rows)) > 1


def make(store: Store, name: str, *, actor: str, now: datetime) -> Made:
    """Make a client. Raises DeskError for a name that can't be taken.

    Channels that get digests or cards become those of the client that they get them for.
    """
    wanted = name_in(name)

    def work(tx: Transaction) -> Made:
        before = stored.all_rows(tx)
        taken = any(fold(row.name) == fold(wanted) for row in before)
        client_id = None if taken else stored.add(tx, wanted, instant(now))
        if client_id is None:
            raise DeskError(says.taken(wanted))
        names, channels = {row.id: row.name for row in before}, dict[str, list[str]]()
        for whose, channel in stored.bind_used(tx, actor, instant(now)):
            channels.setdefault(names[whose], []).append(channel)
        note(tx, "new client", client_id, {"name": wanted}, actor, now)
        admins = holders_in(tx, Role.ADMIN, ALL_CLIENTS)
        return Made(client_id, wanted, admins, before[0].name, channels)

    return store.write(work)


def rename(store: Store, client_id: int, name: str, *, actor: str, now: datetime) -> str:
    """Give a client another name. Raises DeskError for a name that can't be taken."""
    wanted = name_in(name)

    def work(tx: Transaction) -> str:
        others = [row for row in stored.all_rows(tx) if row.id != client_id]
        if any(fold(row.name) == fold(wanted) for row in others):
            raise DeskError(says.taken(wanted))
        stored.rename(tx, client_id, wanted)
        note(tx, "rename client", client_id, {"name": wanted}, actor, now)
        return wanted

    return store.write(work)


def name_in(text: str) -> str:
    """Read a client's name as typed. Raises DeskError for one that can't be taken."""
    name = " ".join(clean(text).strip().strip("“”\"'").split())
    if not name or len(name) > LONGEST:
        raise DeskError(says.length(LONGEST))
    if fold(name) in WORDS:
        raise DeskError(says.reserved(name))
    return name


def bind(
    store: Store,
    client_id: int,
    channel: str,
    *,
    actor: str,
    now: datetime,
    names: Mapping[int, str] | None = None,
) -> None:
    """Let a channel be of a client.

    Raises DeskError where another client's digests or campaigns come to the channel. names: the
    clients, by id, that it may name.
    """

    def work(tx: Transaction) -> None:
        uses = stored.uses_elsewhere(tx, channel, client_id)
        if uses:
            raise DeskError(_used(uses, names or {}))
        stored.bind(tx, channel, client_id, actor, instant(now))
        note(tx, "bind channel", client_id, {"channel": channel}, actor, now)

    store.write(work)


def _used(uses: Sequence[stored.Use], names: Mapping[int, str]) -> str:
    """Say what comes to a channel for another client, if the person may know of it."""
    name = names.get(uses[0].client_id)
    if name is None:
        return says.USED_BY_ANOTHER
    told = [
        says.digest_of(one.digest) if one.digest else says.campaign_called(one.campaign)
        for one in uses
        if one.client_id == uses[0].client_id
    ]
    return says.used_by(name, all_of(told))


def choose(store: Store, seat: Seat, client_id: int) -> None:
    """Look at a client wherever nothing else says which."""
    if not any(one.id == client_id for one in seat.clients):
        raise NotFound(says.GONE)
    store.write(grants.choose_client, seat.person, seat.at_home, client_id)


def is_foreign_channel(store: Store, seat: Seat, channel: str) -> bool:
    """Tell whether what is posted to a channel could be read by another client's people.

    With one client there is nothing to tell apart; with several a channel must be the client's.
    """
    if not channel or channel[:1] in "DUW":
        return False
    return several(store) and store.read(stored.of_channel, channel) != seat.client_id


def refuse_foreign_channel(store: Store, seat: Seat, channel: str, *, here: bool = True) -> None:
    """Raise DeskError where another client's people could read what is posted to a channel.

    here: that is where the person types, else it was chosen.
    """
    if is_foreign_channel(store, seat, channel):
        raise DeskError(says.foreign_channel(seat.client.name, here=here))


def note(
    tx: Transaction,
    action: str,
    client_id: int,
    content: dict[str, str],
    actor: str,
    now: datetime,
) -> None:
    """Write down what was done about a client."""
    record(
        tx,
        at=instant(now),
        actor=actor,
        action=action,
        subject=f"client {client_id}",
        content=dict(content),
    )

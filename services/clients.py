"""Clients: made by an admin, chosen by a person, and bound to a channel."""

from datetime import datetime

from rapidfuzz import fuzz, process

from services.errors import DeskError, NotFound
from services.importing import instant
from services.loosening import SIMILAR
from services.rights import Client, Seat
from services.trail import record
from storage import clients as stored
from storage import grants
from storage.engine import Store, Transaction
from storage.words import clean, fold

LONGEST = 75
WORDS = frozenset(("add", "rename", "here", "remove", "all", "to", "for"))
"""What /desk client understands otherwise, so that no client can be called so."""


def named(seat: Seat, name: str) -> Client:
    """Return which of their clients somebody means. Raises NotFound with those there are."""
    wanted = fold(clean(name).strip().strip("“”\"'"))
    for one in seat.clients:
        if fold(one.name) == wanted:
            return one
    known = [one.name for one in seat.clients]
    near = process.extract(wanted, known, scorer=fuzz.WRatio, score_cutoff=SIMILAR, limit=1)
    hint = f"Did you mean {near[0][0]}?" if near else f"Yours: {', '.join(known[:10])}."
    raise NotFound(f"You have no client “{clean(name).strip()[:LONGEST]}”. {hint}")


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
    known = ", ".join([f'"{row.name}"' for row in rows])
    raise NotFound(f'There is no client "{name}". There are: {known}.')


def several(store: Store) -> bool:
    """Tell whether there is more than one client."""
    return len(store.read(stored.all_rows)) > 1


def make(store: Store, name: str, *, actor: str, now: datetime) -> int:
    """Make a client; return its id. Raises DeskError for a name that can't be taken.

    Channels that get digests or cards become those of the client that they get them for.
    """
    wanted = name_in(name)

    def work(tx: Transaction) -> int:
        taken = any(fold(row.name) == fold(wanted) for row in stored.all_rows(tx))
        client_id = None if taken else stored.add(tx, wanted, instant(now))
        if client_id is None:
            raise DeskError(f"There is a client “{wanted}” already.")
        stored.bind_used(tx, actor, instant(now))
        _note(tx, "new client", client_id, {"name": wanted}, actor, now)
        return client_id

    return store.write(work)


def rename(store: Store, client_id: int, name: str, *, actor: str, now: datetime) -> str:
    """Give a client another name. Raises DeskError for a name that can't be taken."""
    wanted = name_in(name)

    def work(tx: Transaction) -> str:
        others = [row for row in stored.all_rows(tx) if row.id != client_id]
        if any(fold(row.name) == fold(wanted) for row in others):
            raise DeskError(f"There is a client “{wanted}” already.")
        stored.rename(tx, client_id, wanted)
        _note(tx, "rename client", client_id, {"name": wanted}, actor, now)
        return wanted

    return store.write(work)


def name_in(text: str) -> str:
    """Read a client's name as typed. Raises DeskError for one that can't be taken."""
    name = " ".join(clean(text).strip().strip("“”\"'").split())
    if not name or len(name) > LONGEST:
        raise DeskError(f"Write a name of 1 to {LONGEST} characters, like Acme.")
    if fold(name) in WORDS:
        raise DeskError(f"“{name}” means something else here. Choose another name.")
    return name


def bind(store: Store, client_id: int, channel: str, *, actor: str, now: datetime) -> None:
    """Let a channel be of a client: what is asked there is asked for it.

    Raises DeskError where another client's digests or campaigns come to the channel.
    """

    def work(tx: Transaction) -> None:
        if stored.use_elsewhere(tx, channel, client_id):
            raise DeskError(
                "Digests or campaigns of another client come to this channel. Nothing was changed;"
                " choose another channel."
            )
        stored.bind(tx, channel, client_id, actor, instant(now))
        _note(tx, "bind channel", client_id, {"channel": channel}, actor, now)

    store.write(work)


def choose(store: Store, seat: Seat, client_id: int) -> None:
    """Look at a client wherever nothing else says which."""
    if not any(one.id == client_id for one in seat.clients):
        raise NotFound("This client is gone, or not yours any more.")
    store.write(grants.choose_client, seat.person, seat.at_home, client_id)


def refuse_foreign_channel(store: Store, seat: Seat, channel: str) -> None:
    """Raise DeskError where what is posted to a channel could be read by another client's people.

    With one client there is nothing to tell apart; with several a channel must be the client's.
    """
    if not channel or channel[:1] in "DUW":
        return
    if several(store) and store.read(stored.of_channel, channel) != seat.client_id:
        raise DeskError(
            f"This channel is not {seat.client.name}'s, so that nothing of it is posted here. An"
            f" admin types there: /desk client {seat.client.name} here"
        )


def _note(
    tx: Transaction,
    action: str,
    client_id: int,
    content: dict[str, str],
    actor: str,
    now: datetime,
) -> None:
    record(
        tx,
        at=instant(now),
        actor=actor,
        action=action,
        subject=f"client {client_id}",
        content=dict(content),
    )

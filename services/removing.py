"""Clients that go: nothing that is booked does, so that only one without bookings can go."""

from dataclasses import dataclass
from datetime import datetime

from services.clients import FIRST, note
from services.errors import DeskError, NotFound
from services.importing import instant
from storage import clients as stored
from storage.clients import Counts
from storage.engine import Store, Transaction
from texts import clients as says


@dataclass(frozen=True, slots=True)
class Held:
    """A client that may go, and how much is known or set for it alone.

    why_not: why it has to stay, or nothing. for_ever: it will have to later as well.
    """

    id: int
    name: str
    counts: Counts
    why_not: str
    for_ever: bool


def held(store: Store, client_id: int) -> Held:
    """Return what a client has, and whether it can be removed. Raises NotFound."""
    return store.read(_held, client_id)


def _held(tx: Transaction, client_id: int) -> Held:
    name = next((row.name for row in stored.all_rows(tx) if row.id == client_id), None)
    if name is None:
        raise NotFound(says.GONE)
    for_ever, why_not = client_id == FIRST or stored.is_booked(tx, client_id), ""
    if client_id == FIRST:
        why_not = says.stays_first(name)
    elif for_ever:
        why_not = says.stays_booked(name)
    elif stored.is_importing(tx, client_id):
        why_not = says.stays_while_importing(name)
    return Held(client_id, name, stored.counts(tx, client_id), why_not, for_ever)


def remove(store: Store, client_id: int, *, actor: str, now: datetime) -> str:
    """Remove a client with all that is known for it alone; return its name.

    Raises NotFound, and DeskError for one that has to stay.
    """

    def work(tx: Transaction) -> str:
        there = _held(tx, client_id)
        if there.why_not:
            raise DeskError(there.why_not)
        stored.remove(tx, client_id, instant(now))
        note(tx, "remove client", client_id, {"name": there.name}, actor, now)
        return there.name

    return store.write(work)

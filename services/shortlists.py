"""Shortlists: creators a team wants to keep together, found again by `list:NAME`."""

from datetime import datetime

from services.errors import DeskError
from services.importing import instant
from services.noting import person_behind
from services.trail import record
from storage import shortlists as stored
from storage.engine import Store, Transaction
from storage.shortlists import ListRow
from storage.words import clean, fold
from texts import shortlists as says

LONGEST = 75


class NoName(DeskError):
    """A shortlist needs a name."""


def seen_by(store: Store, person: str, *, client_id: int) -> list[ListRow]:
    """Return the shortlists that a person sees: the shared ones, and their own."""
    return store.read(stored.seen_by, client_id, person)


def add(
    store: Store,
    name: str,
    account_id: int,
    *,
    actor: str,
    now: datetime,
    client_id: int = 1,
    own: bool = False,
) -> tuple[str, bool]:
    """Put a creator on a shortlist, new if it has to be; return its name and whether it is news.

    own: on a list that nobody but the actor sees. Raises NoName and NotFound. Twice is as good as once.
    """
    name = clean(name).strip()[:LONGEST]
    if not fold(name):
        raise NoName(says.NO_NAME)
    owner = actor if own else stored.SHARED
    return store.write(_add, name, account_id, owner, actor, instant(now), client_id)


def _add(
    tx: Transaction,
    name: str,
    account_id: int,
    owner: str,
    actor: str,
    now: str,
    client_id: int,
) -> tuple[str, bool]:
    person = person_behind(tx, account_id)
    list_id, known_as = stored.get_or_make(tx, client_id, name, fold(name), owner, actor, now)
    news = stored.add_member(tx, list_id, person, actor, now)
    if news:
        record(
            tx,
            at=now,
            actor=actor,
            action="shortlist",
            subject=f"influencer {person}",
            content={"list": list_id},
        )
    return known_as, news

"""Leaving a creator out of one client's searches, and letting them be found again."""

from datetime import datetime

from services.importing import instant
from services.noting import person_behind
from services.trail import record
from storage import hiding as stored
from storage.engine import Store, Transaction


def hide(store: Store, account_id: int, *, actor: str, now: datetime, client_id: int) -> bool:
    """Leave a creator out of searches; tell whether it is news. Raises NotFound."""

    def work(tx: Transaction) -> bool:
        person = person_behind(tx, account_id)
        news = stored.hide(tx, client_id, person, actor, instant(now))
        if news:
            _note(tx, "hide", person, actor, now, client_id)
        return news

    return store.write(work)


def show(store: Store, account_id: int, *, actor: str, now: datetime, client_id: int) -> bool:
    """Let a creator be found again; tell whether it is news. Raises NotFound."""

    def work(tx: Transaction) -> bool:
        person = person_behind(tx, account_id)
        news = stored.show(tx, client_id, person)
        if news:
            _note(tx, "show", person, actor, now, client_id)
        return news

    return store.write(work)


def _note(
    tx: Transaction, action: str, person: int, actor: str, now: datetime, client_id: int
) -> None:
    record(
        tx,
        at=instant(now),
        actor=actor,
        action=action,
        subject=f"influencer {person}",
        content={"client": client_id},
    )

"""Forgetting a person: their data goes, money stays without a name, and no list brings them back.

Deleted are accounts, figures, posts, name, tags, notes, fields, places on lists, and what the
audit trail held of them: its chain is over digests and still proves itself. What money hangs on,
offers, codes, sales and the ledger, stays without the name. A keyed digest of platform and handle
is kept, so that the next import leaves the person out.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from services import niches
from services.errors import DeskError, NotFound
from services.importing import instant
from services.records import AccountRef, Creator, Doubt, PostFigures, Rejected
from services.trail import record
from storage import accounts, drops, joining, search_index, undo
from storage import forgetting as stored
from storage.engine import Store, StoreBusy, Transaction
from texts import forgetting as says
from texts.influencer import GONE
from texts.joining import OF_ANOTHER
from texts.rows import WHOLE_ROW

Said = Creator | PostFigures | Rejected | Doubt
"""What a reading yields."""


class CantForget(DeskError):
    """A person who can't be forgotten now; the sentence says what to do first."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was done. accounts: how many are gone; offers: how many stay without a name."""

    accounts: int
    offers: int


@dataclass(frozen=True, slots=True)
class Memory:
    """The digests of those who are forgotten."""

    key: str
    digests: frozenset[str]

    def holds(self, account: AccountRef) -> bool:
        """Tell whether an account is of somebody who is forgotten."""
        return (
            bool(self.digests) and digest(self.key, account.platform, account.key) in self.digests
        )

    def rejected(self, record: Creator | PostFigures | Doubt) -> Rejected | None:
        """Return why a record is left out, or None. It repeats nothing of the person."""
        if not self.digests or isinstance(record, Doubt):
            return None
        named = record.accounts if isinstance(record, Creator) else (record.account,)
        if not any(self.holds(one) for one in named):
            return None
        return Rejected(record.line, WHOLE_ROW, "", says.ASKED, ())


NOTHING = Memory("", frozenset())
"""The memory of a store where nobody asked to be forgotten."""


def digest(key: str, platform: str, handle: str) -> str:
    """Return what is kept of a forgotten account: it tells nothing without the store's key."""
    text = f"{platform}\n{handle}".encode()
    return hmac.new(key.encode(), text, hashlib.sha256).hexdigest()


def memory(store: Store) -> Memory:
    """Return who is forgotten, for an import to leave them out."""
    return Memory(*store.read(stored.memory))


def left_out(store: Store, records: Iterable[Said]) -> Iterator[Said]:
    """Yield what a file says, with a rejection in the place of whoever is forgotten."""
    held = memory(store)
    if not held.digests:
        yield from records
        return
    for said in records:
        yield said if isinstance(said, Rejected) else held.rejected(said) or said


def forget(
    store: Store, account_id: int, *, actor: str, now: datetime, client_id: int
) -> Forgotten:
    """Forget the person of an account. Raises NotFound and CantForget."""
    try:
        with store.alone("import"):
            return store.write(
                _forget, account_id, actor, instant(now), client_id, secrets.token_hex(32)
            )
    except StoreBusy as error:
        raise CantForget(says.BUSY) from error


def _forget(
    tx: Transaction, account_id: int, actor: str, now: str, client_id: int, new_key: str
) -> Forgotten:
    row = accounts.get(tx, account_id)
    if row is None:
        raise NotFound(GONE)
    person = row.influencer_id
    _refuse_open(tx, person, client_id)
    mine = [key[0] for key in joining.accounts_of(tx, person)]
    rows = accounts.among(tx, mine)
    key = stored.key(tx, new_key)
    stored.remember(tx, [digest(key, one.platform, one.key) for one in rows], now)
    search_index.remove(tx, rows)
    undo.drop_accounts(tx, mine)
    for one in rows:
        stored.leave_places(tx, one.id)
        stored.leave_runs(tx, one.platform, one.key)
    drops.expire(tx, now)  # the first rows of a list that waits may name the person
    offers = _empty(tx, undo.with_merged(tx, [person]))
    niches.drop_empty(tx)
    stored.empty_messages(tx)
    done = Forgotten(len(mine), offers)
    record(
        tx,
        at=now,
        actor=actor,
        action="forget",
        subject=f"influencer {person}",
        content={"accounts": done.accounts, "offers": done.offers},
    )
    return done


def _refuse_open(tx: Transaction, person: int, client_id: int) -> None:
    offers = stored.open_offers(tx, person)
    if offers:
        named = next((name for client, name in offers if client == client_id), None)
        raise CantForget(says.still_open(named or OF_ANOTHER))


def _empty(tx: Transaction, people: Iterable[int]) -> int:
    """Take names and traces of persons away; return how many offers stay without a name."""
    number = 0
    for person in people:
        offers = stored.offers_of(tx, person)
        number += len(offers)
        for offer in offers:
            stored.empty_offer(tx, offer)
        stored.empty_trail(tx, [f"influencer {person}", *[f"offer {one}" for one in offers]])
        undo.drop_traces(tx, [person])
        stored.take_name(tx, person)
    return number

"""Two entries that are one person, made one; services/parting.py takes that back.

The ledger is never rewritten, so that whoever has postings is kept, and two who both have some are
not merged. Imports wait meanwhile, and a merge waits for imports.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from services.creators_named import name_of
from services.errors import DeskError, NotFound
from services.importing import instant
from services.people import Person, person_in_store
from services.relating import relation_of
from services.rights import NoRight, Role, holders_in, is_admin_of_all
from services.trail import record
from storage import by_hand, details, hiding, undo
from storage import joining as stored
from storage.engine import Store, StoreBusy, Transaction
from storage.grants import ALL_CLIENTS
from storage.relations import fields_of, save_relations
from texts import joining as says
from texts.importing import BUSY

LISTED, SHOWN = 10, 10
"""Pairs that lists offer, and merges that can be taken back, of which are told."""


class CantMerge(DeskError):
    """Two entries that can't be made one; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two entries, before a merge. accounts: platform, handle; numbers of what hangs on."""

    who: Person
    accounts: tuple[tuple[str, str | None], ...]
    tags: int
    notes: int
    offers: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What a merge would do: everything of gone moves to kept. shared: other clients' too."""

    kept: Side
    gone: Side
    shared: bool


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge that was made. id: by which it can be taken back."""

    id: int
    kept: Person
    gone_name: str
    accounts: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that an import offered for merging."""

    one: Person
    other: Person
    reason: str


def preview(
    store: Store, one: int, other: int, *, actor: str, now: datetime, client_id: int
) -> Preview:
    """Show what a merge of two persons would do. Raises CantMerge, NotFound and NoRight."""
    for_all = is_admin_of_all(store, actor, now)

    def work(tx: Transaction) -> Preview:
        kept, gone = _sides(tx, one, other, client_id)
        shared = refuse_for_others(tx, (kept, gone), client_id, for_all=for_all)
        return Preview(_side(tx, kept, client_id), _side(tx, gone, client_id), shared)

    return store.read(work)


def _sides(tx: Transaction, one: int, other: int, client_id: int) -> tuple[int, int]:
    """Return who is kept and who goes. Raises CantMerge and NotFound."""
    if one == other:
        raise CantMerge(says.ONE_ALREADY)
    for person in (one, other):
        if not stored.accounts_of(tx, person):
            raise NotFound(says.ONE_GONE)
    both = stored.campaigns_of_both(tx, one, other)
    if both:
        named = next((name for client, name in both if client == client_id), None)
        raise CantMerge(says.both_have_offers(named or says.OF_ANOTHER))
    earned = [person for person in (one, other) if stored.has_postings(tx, person)]
    if len(earned) == 2:
        raise CantMerge(says.BOTH_EARNED)
    return (other, one) if earned == [other] else (one, other)


def refuse_for_others(
    tx: Transaction, people: Iterable[int], client_id: int, *, for_all: bool
) -> bool:
    """Tell whether other clients have something of these persons: what they see would change.

    for_all: who asks is admin of all clients; for anybody else it raises NoRight.
    """
    shared = any(stored.others_have(tx, client_id, person) for person in people)
    if shared and not for_all:
        raise NoRight(says.FOR_ADMIN_OF_ALL, holders_in(tx, Role.ADMIN, ALL_CLIENTS))
    return shared


def _side(tx: Transaction, person: int, client_id: int) -> Side:
    accounts = details.accounts_of(tx, person)
    return Side(
        who=person_in_store(tx, accounts[0].id),
        accounts=tuple([(one.platform, one.handle) for one in accounts]),
        tags=len(by_hand.tags_of(tx, client_id, person)),
        notes=len(by_hand.notes_of(tx, client_id, person)),
        offers=len(details.offers_of(tx, client_id, person, 100)),
        hidden=hiding.hidden(tx, client_id, person) is not None,
    )


def merge(
    store: Store, one: int, other: int, *, actor: str, now: datetime, client_id: int
) -> Merged:
    """Make two persons one. Raises CantMerge, NotFound and NoRight."""
    for_all = is_admin_of_all(store, actor, now)
    try:
        with store.alone("import"):
            return store.write(_merge, one, other, actor, instant(now), client_id, for_all)
    except StoreBusy as error:
        raise CantMerge(BUSY) from error


def _merge(
    tx: Transaction, one: int, other: int, actor: str, now: str, client_id: int, for_all: bool
) -> Merged:
    kept, gone = _sides(tx, one, other, client_id)
    refuse_for_others(tx, (kept, gone), client_id, for_all=for_all)
    gone_name = _side(tx, gone, client_id).who.name
    merge_id = stored.add(tx, client_id, kept, gone, actor, now)
    moved = 0
    for table in stored.KEYS:
        keys = stored.movable(tx, table, gone, kept)
        stored.move(tx, table, keys, gone, kept)
        stored.note_moves(tx, merge_id, table, keys)
        moved += len(keys) if table == "accounts" else 0
    if stored.name_of(tx, kept) is None and (name := stored.name_of(tx, gone)):
        stored.rename(tx, kept, name)
        stored.note_moves(tx, merge_id, "name", [()])
    settle(tx, kept, gone)
    in_trail(tx, "merge", kept, gone, actor, now, client_id)
    (first, *_) = details.accounts_of(tx, kept, 1)
    return Merged(merge_id, person_in_store(tx, first.id), gone_name, moved)


def settle(tx: Transaction, *people: int) -> None:
    """Put together what is current of persons whose fields have moved."""
    for client_id in stored.clients(tx):
        for person in people:
            rows = fields_of(tx, client_id, person) if stored.accounts_of(tx, person) else []
            if rows:
                save_relations(tx, [relation_of(client_id, person, rows)])
            else:
                undo.drop_relation(tx, client_id, person)


def in_trail(
    tx: Transaction, action: str, kept: int, gone: int, actor: str, now: str, client_id: int
) -> None:
    record(
        tx,
        at=now,
        actor=actor,
        action=action,
        subject=f"influencer {kept}",
        content={"client": client_id, "with": gone},
    )


@dataclass(frozen=True, slots=True)
class Done:
    """A merge that can be taken back. joined: the accounts that came to the person by it."""

    merge_id: int
    name: str
    joined: str


def done(store: Store, *, client_id: int) -> list[Done]:
    """Return the merges of a client, the newest first."""
    return store.read(_done, client_id)


def _done(tx: Transaction, client_id: int) -> list[Done]:
    found = []
    for row in stored.of_client(tx, client_id, SHOWN):
        accounts = stored.moved(tx, row.id).get("accounts", [])
        joined = ", ".join([f"@{key[-1]}" for key in accounts]) or says.NO_ACCOUNTS
        found.append(Done(row.id, name_of(tx, row.kept_id), joined))
    return found


def pairs(store: Store, *, client_id: int) -> list[Pair]:
    """Return pairs that imports offered for merging and that are still two."""

    def work(tx: Transaction) -> list[Pair]:
        found: dict[tuple[int, int], Pair] = {}
        for row in stored.offered(tx, client_id, LISTED * 10):
            one, other = sorted((_now(tx, row.one_id), _now(tx, row.other_id)))
            if one == other or (one, other) in found or len(found) == LISTED:
                continue
            first, second = details.accounts_of(tx, one, 1), details.accounts_of(tx, other, 1)
            if first and second:
                found[one, other] = Pair(
                    person_in_store(tx, first[0].id),
                    person_in_store(tx, second[0].id),
                    says.told_by(row.reason, row.source),
                )
        return list(found.values())

    return store.read(work)


def _now(tx: Transaction, person: int) -> int:
    """Return whom a person was merged into, or the person."""
    merged = stored.of_gone(tx, person)
    return _now(tx, merged.kept_id) if merged else person

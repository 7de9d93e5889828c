"""Two entries that are one person, made one; and taken apart again, exactly as they were.

The ledger is never rewritten, so that whoever has postings is kept, and two who both have some are
not merged. Imports wait meanwhile, and a merge waits for imports.
"""

from dataclasses import dataclass
from datetime import datetime

from services.creators_named import name_of
from services.errors import DeskError, NotFound
from services.importing import instant
from services.people import Person, person_in_store
from services.relating import relation_of
from services.trail import record
from storage import by_hand, details, hiding, undo
from storage import joining as stored
from storage.engine import Store, StoreBusy, Transaction
from storage.joining import Key, MergeRow
from storage.relations import fields_of, save_relations

BUSY = "An import is under way. Nothing was changed; try again when it has finished."
LISTED = 10


class CantMerge(DeskError):
    """Two entries that can't be made one; the sentence says why and what to do."""


class CantUndo(DeskError):
    """A merge that can't be taken back; the sentence says what came in between."""


SHOWN = 10
"""Merges that are listed to be taken back."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two entries, before a merge. accounts: platform and handle; numbers of what hangs on."""

    who: Person
    accounts: tuple[tuple[str, str | None], ...]
    tags: int
    notes: int
    offers: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What a merge would do: everything of gone moves to kept."""

    kept: Side
    gone: Side


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


def preview(store: Store, one: int, other: int, *, client_id: int) -> Preview:
    """Show what a merge of two persons would do. Raises CantMerge and NotFound."""

    def work(tx: Transaction) -> Preview:
        kept, gone = _sides(tx, one, other, client_id)
        return Preview(_side(tx, kept, client_id), _side(tx, gone, client_id))

    return store.read(work)


def _sides(tx: Transaction, one: int, other: int, client_id: int) -> tuple[int, int]:
    """Return who is kept and who goes. Raises CantMerge and NotFound."""
    if one == other:
        raise CantMerge("That is one entry already; there is nothing to merge.")
    for person in (one, other):
        if not stored.accounts_of(tx, person):
            raise NotFound("One of the two is gone, or merged already. Nothing was changed.")
    both = stored.campaigns_of_both(tx, one, other)
    if both:
        named = next((name for client, name in both if client == client_id), None)
        where = named or "a campaign of another client"
        raise CantMerge(f"Both have an open offer in {where}. Withdraw one of them, then merge.")
    earned = [person for person in (one, other) if stored.has_postings(tx, person)]
    if len(earned) == 2:
        raise CantMerge(
            "Both have commissions or payments in the ledger, and the ledger is never rewritten."
            " Keep the two apart."
        )
    return (other, one) if earned == [other] else (one, other)


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
    """Make two persons one. Raises CantMerge and NotFound."""
    try:
        with store.alone("import"):
            return store.write(_merge, one, other, actor, instant(now), client_id)
    except StoreBusy as error:
        raise CantMerge(BUSY) from error


def _merge(tx: Transaction, one: int, other: int, actor: str, now: str, client_id: int) -> Merged:
    kept, gone = _sides(tx, one, other, client_id)
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
    _settle(tx, kept, gone)
    _note(tx, "merge", kept, gone, actor, now, client_id)
    (first, *_) = details.accounts_of(tx, kept, 1)
    return Merged(merge_id, person_in_store(tx, first.id), gone_name, moved)


def undo_merge(
    store: Store, merge_id: int, *, actor: str, now: datetime, client_id: int
) -> tuple[int, int]:
    """Take a merge back; return both persons. Raises NotFound and CantUndo."""
    try:
        with store.alone("import"):
            return store.write(_undo, merge_id, actor, instant(now), client_id)
    except StoreBusy as error:
        raise CantUndo(BUSY) from error


def _undo(tx: Transaction, merge_id: int, actor: str, now: str, client_id: int) -> tuple[int, int]:
    row = stored.get(tx, merge_id)
    if row is None or row.client_id != client_id:
        raise NotFound("This merge was taken back already. Nothing was changed.")
    moved = stored.moved(tx, merge_id)
    kept, gone = row.kept_id, row.gone_id
    _refuse_conflicts(tx, row, moved)
    since = _since(tx, row, moved)
    for table in stored.KEYS:
        stored.move(tx, table, [*moved.get(table, []), *since.get(table, [])], kept, gone)
    if "name" in moved:
        stored.rename(tx, kept, None)
    stored.drop_undone(tx, gone)
    stored.drop(tx, merge_id)
    _settle(tx, kept, gone)
    _note(tx, "undo merge", kept, gone, actor, now, client_id)
    return kept, gone


def _refuse_conflicts(tx: Transaction, row: MergeRow, moved: dict[str, list[Key]]) -> None:
    further = stored.of_gone(tx, row.kept_id)
    if further is not None:
        raise CantUndo("The merged entry was merged further since. Take that back first.")
    for key in moved["accounts"]:
        if not stored.account_belongs(tx, key, row.kept_id):
            raise CantUndo(
                f"@{key[2]} has left your list since, so that it can't go back."
                " Nothing was changed."
            )
    offers = [key[0] for key in moved.get("offers", [])]
    offers += [key[0] for one in moved["accounts"] for key in _offers_since(tx, row, one, offers)]
    if any(stored.offer_has_postings(tx, offer) for offer in offers):
        raise CantUndo(
            "An offer that came with the merge has earned a commission since, and the ledger is"
            " never rewritten. Nothing was changed."
        )
    if len(stored.accounts_of(tx, row.kept_id)) == len(moved["accounts"]):
        raise CantUndo(
            "The other accounts have left your list since: the two are one entry now."
            " Nothing was changed."
        )


def _offers_since(tx: Transaction, row: MergeRow, account: Key, known: list[int]) -> list[Key]:
    made = stored.offers_to(tx, row.kept_id, account[0])
    return [key for key in made if key[0] not in known]


def _since(tx: Transaction, row: MergeRow, moved: dict[str, list[Key]]) -> dict[str, list[Key]]:
    """Return what came since and is of those who go apart: offers to their accounts, and what
    lists said of them. Raises CantUndo where a list speaks of both.
    """
    found: dict[str, list[Key]] = {}
    mine = {key[0] for key in moved["accounts"]}
    offers = [key[0] for key in moved.get("offers", [])]
    for account in moved["accounts"]:
        found.setdefault("offers", []).extend(_offers_since(tx, row, account, offers))
    others = [key[0] for key in stored.accounts_of(tx, row.kept_id) if key[0] not in mine]
    theirs = {run for one in others for run in stored.later_runs(tx, one, row.last_run)}
    for run in {run for one in mine for run in stored.later_runs(tx, one, row.last_run)}:
        for table in ("fields", "tags", "notes"):
            said = stored.said_by_run(tx, table, row.kept_id, run)
            if said and run in theirs:
                raise CantUndo(
                    "A list that came since says something of both accounts, so that nobody can"
                    " tell what is whose. Undo that import first."
                )
            found.setdefault(table, []).extend(said)
    return found


def _settle(tx: Transaction, *people: int) -> None:
    """Put together what is current of persons whose fields have moved."""
    for client_id in stored.clients(tx):
        for person in people:
            rows = fields_of(tx, client_id, person) if stored.accounts_of(tx, person) else []
            if rows:
                save_relations(tx, [relation_of(client_id, person, rows)])
            else:
                undo.drop_relation(tx, client_id, person)


def _note(
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
        joined = ", ".join([f"@{key[-1]}" for key in accounts]) or "an entry without accounts"
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
                    f"{row.reason} ({row.source})",
                )
        return list(found.values())

    return store.read(work)


def _now(tx: Transaction, person: int) -> int:
    """Return whom a person was merged into, or the person."""
    merged = stored.of_gone(tx, person)
    return _now(tx, merged.kept_id) if merged else person

"""Undo of an import: its observations go, and what only they held; what people work with stays."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from services import niches
from services.baselines import freeze_anew, frozen
from services.errors import ImportRefused, ImportUnderWay, NotFound
from services.importing import Importing, chunks, instant
from services.relating import relation_of
from services.settling import Identity, Scale, settle, unfigured
from services.trail import record
from storage import accounts, audit, drops, runs, search_index, undo
from storage.accounts import AccountRow, ObservationRow
from storage.engine import WORKER_PATIENCE, StoreBusy, Transaction
from storage.relations import fields_of, save_relations
from storage.runs import RunRow
from texts import importing as says

SAID = (
    "as_of", "handle", "url", "name", "country", "language", "followers", "average_likes",
    "average_comments", "average_views", "follows", "posts_count", "primary_niche_id", "bio",
)  # fmt: skip
"""Columns of an account that lists and posts say; the others are computed from them."""

UNDO = "undo import"
"""What the trail calls it."""

PIECE = 500
"""Accounts a transaction."""


@dataclass(slots=True)
class Undone:
    """What an undo did. source: the list's name. removed: accounts that are gone.

    kept: by name, those that the import brought and that stay, for others observed them or people
    worked with them. restored: those that were there before it and say something else now. Others
    did not change; none counts twice. told: so many others had imported the list, whom the desk
    tells of it.
    """

    run: int
    removed: int = 0
    restored: int = 0
    kept: list[str] = field(default_factory=list)
    source: str = ""
    told: int = 0


def undo_import(importing: Importing, run_id: int) -> Undone:
    """Take an import back; an undo that was cut short can be run again.

    Raises NotFound when there is nothing to take back.
    """
    store = importing.store
    run = store.read(runs.get, run_id)
    if run is None:
        raise NotFound(says.no_such_import(run_id))
    if run.state == "undone":
        raise NotFound(says.undone_before(run_id, run.source))
    if run.kind == "sales":
        raise ImportRefused(says.sales_stay(run_id, run.source))
    try:
        with store.alone("import"):
            done = take_back(importing, run, tell=partial(importing.progress, "undoing"))
            whose = store.write(drops.undo_all, run_id, patience=WORKER_PATIENCE)
            done.told = len({*whose} - {importing.actor})
            return done
    except StoreBusy as error:
        raise ImportUnderWay(says.UNDO_LATER) from error


def take_back(
    importing: Importing,
    run: RunRow,
    *,
    anew: bool = True,
    tell: Callable[[float], None] = lambda _share: None,
) -> Undone:
    """Take a run back, a piece at a time. The caller holds the lock of imports.

    anew: baselines are frozen anew; one creator does not need it, a list does. tell: is given the
    share that is done, 0 to 1.
    """
    store, run_id, client_id = importing.store, run.id, run.client_id
    done = Undone(run_id, source=run.source)
    store.write(runs.reopen, run_id, patience=WORKER_PATIENCE)
    scale = Scale(importing.bounds, importing.rates, frozen(store), niches.load(store))
    there = store.read(undo.accounts_of, run_id)
    for number, piece in enumerate(chunks(iter(there), PIECE)):
        tell(number * PIECE / len(there))
        part = store.write(_take_back, run_id, client_id, piece, scale, patience=WORKER_PATIENCE)
        store.give_way()
        done.removed += part.removed
        done.restored += part.restored
        done.kept += part.kept
    now = instant(importing.clock())
    if anew:
        freeze_anew(store, importing.bounds, importing.rates, now=now)
    store.write(_finish, done, importing.actor, now, patience=WORKER_PATIENCE)
    return done


def _take_back(
    tx: Transaction, run_id: int, client_id: int, account_ids: Sequence[int], scale: Scale
) -> Undone:
    """Take a run back for some accounts, in statements for all of them: one for each account would
    let go of the interpreter so often that whoever else is busy makes it wait for minutes.
    """
    part = Undone(run_id)
    rows = accounts.among(tx, account_ids)
    observed = accounts.observations_among(tx, account_ids)
    posting = accounts.with_posts(tx, account_ids)
    people = list(dict.fromkeys([row.influencer_id for row in rows]))
    busy = undo.worked_with(tx, people)
    gone = []
    for row in rows:
        left = [one for one in observed[row.id] if one.run_id != run_id]
        if not left and row.id in posting:
            left = _held_by_posts(tx, row, run_id)
        if not left and row.influencer_id not in busy:
            gone.append(row)
            continue
        changed = False
        if left:
            undo.drop_observation(tx, row.id, run_id)
            changed = _restore(tx, row, left, scale)
        if not left or row.run_id == run_id:
            part.kept.append(row.handle or row.name or row.key)
        else:
            part.restored += changed
    part.removed = len(gone)
    search_index.remove(tx, gone)
    undo.drop_accounts(tx, [row.id for row in gone])
    told = undo.drop_related(tx, client_id, people, run_id)
    relations = [relation_of(client_id, one, fields_of(tx, client_id, one)) for one in told]
    save_relations(tx, relations)
    undo.drop_abandoned(tx, people)
    return part


def _held_by_posts(tx: Transaction, row: AccountRow, run_id: int) -> list[ObservationRow]:
    """Return an observation to hold the posts of others, where only those are left."""
    other = undo.other_posts(tx, row.id, run_id)
    left = [unfigured(row.id, *other, 1, row.handle)] if other else []
    accounts.save_observations(tx, left)
    return left


def _restore(
    tx: Transaction, row: AccountRow, left: Sequence[ObservationRow], scale: Scale
) -> bool:
    """Settle an account on what others observed; tell whether anything said of it changed."""
    first = min(one.run_id for one in left)
    identity = Identity.of(row)._replace(run_id=first)
    settled = settle(identity, left, accounts.posts(tx, row.id), scale)
    accounts.save(tx, [settled], {row.id: row})
    return any(getattr(settled, name) != getattr(row, name) for name in SAID)


def undone_by(tx: Transaction, run_id: int) -> str | None:
    """Return who took an import back last."""
    return audit.last_actor(tx, UNDO, _subject(run_id))


def _subject(run_id: int) -> str:
    return f"run {run_id}"


def _finish(tx: Transaction, done: Undone, actor: str, now: str) -> None:
    runs.mark_undone(tx, done.run)
    runs.drop_merge_offers(tx, done.run)
    niches.drop_empty(tx)
    content = {"removed": done.removed, "restored": done.restored, "kept": len(done.kept)}
    record(
        tx,
        at=now,
        actor=actor,
        action=UNDO,
        subject=_subject(done.run),
        content=content,
    )

"""The same list once more with another day of its figures: its observations change their day.

A file is one observation of each account, so that nobody is new and nothing is undone.
"""

from collections.abc import Sequence

from services import niches
from services.baselines import freeze_anew, frozen
from services.importing import Importing, chunks, instant
from services.settling import Identity, Scale, settle
from services.trail import record
from storage import accounts, runs, undo
from storage.engine import WORKER_PATIENCE, Transaction
from storage.runs import RunRow

PIECE = 500
"""Accounts a transaction."""


def redate(importing: Importing, run: RunRow, as_of: str, options: str) -> None:
    """Let all that a run observed be of another day. The caller holds the lock of imports.

    options: what the run was asked for by now. Cut short, it can be run again.
    """
    store = importing.store
    scale = Scale(importing.bounds, importing.rates, frozen(store), niches.load(store))
    for piece in chunks(iter(store.read(undo.accounts_of, run.id)), PIECE):
        store.write(_redate, run.id, as_of, piece, scale, patience=WORKER_PATIENCE)
        store.give_way()
    now = instant(importing.clock())
    freeze_anew(store, importing.bounds, importing.rates, now=now)
    store.write(_finish, run, as_of, options, importing.actor, now, patience=WORKER_PATIENCE)


def _redate(
    tx: Transaction, run_id: int, as_of: str, account_ids: Sequence[int], scale: Scale
) -> None:
    for account_id in account_ids:
        row = accounts.get(tx, account_id)
        if row is None:
            continue
        seen = [
            one._replace(as_of=as_of) if one.run_id == run_id else one
            for one in accounts.observations(tx, account_id)
        ]
        accounts.save_observations(tx, [one for one in seen if one.run_id == run_id])
        together = sorted(seen, key=lambda one: (one.as_of, one.run_id))
        settled = settle(Identity.of(row), together, accounts.posts(tx, account_id), scale)
        accounts.save(tx, [settled], {row.id: row})


def _finish(tx: Transaction, run: RunRow, as_of: str, options: str, actor: str, now: str) -> None:
    runs.ask_otherwise(tx, run.id, options, as_of)
    record(
        tx,
        at=now,
        actor=actor,
        action="date import anew",
        subject=f"run {run.id}",
        content={"source": run.source, "as_of": as_of},
    )

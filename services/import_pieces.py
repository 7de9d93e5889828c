"""A staged file in pieces: each prepared outside all transactions, then written in a short one."""

from collections.abc import Iterator

from services import batches, file_records, merging, niches, post_imports
from services.baselines import freeze, frozen, of_file
from services.batches import Batch
from services.importing import Importing, chunks, instant
from services.post_imports import PostMerger
from services.settling import Scale
from storage import accounts, runs
from storage.engine import WORKER_PATIENCE, Store, Transaction
from storage.runs import RunRow
from storage.staging import Staging

BATCH = 1_500
"""Records a piece: few enough that nobody waits longer than 0.3 s for the lock."""

NICHES = 500
"""Niches made in one transaction."""

ACCOUNTS = 400
"""Accounts with posts a transaction."""

LOOKALIKES = 3
"""So many accounts of a file with the same figures look typed in."""


def pieces(
    importing: Importing, staging: Staging, run: RunRow, *, rehearsed: bool = False
) -> Iterator[tuple[Batch, float]]:
    """Prepare the staged records, a piece at a time, each with the share that is done by then.

    rehearsed: nothing will be written, niches and baselines neither.
    """
    total, done = max(1, staging.different()), 0
    place = (run.merged_platform, run.merged_key)
    prepared = (
        _of_posts(importing, staging, run, place)
        if run.kind == "posts"
        else _of_creators(importing, staging, run, place, rehearsed=rehearsed)
    )
    for batch, size in prepared:
        done += size
        yield batch, done / total


def write(tx: Transaction, batch: Batch, run_id: int) -> None:
    """Write a piece, and how far the run is with it."""
    batches.write(tx, batch, run_id)
    runs.progress(tx, run_id, batch.place, batch.new, batch.updated, batch.unchanged)


def _of_creators(
    importing: Importing, staging: Staging, run: RunRow, place: tuple[str, str], *, rehearsed: bool
) -> Iterator[tuple[Batch, int]]:
    store = importing.store
    known = niches.load(store)
    if not rehearsed:
        _add_niches(store, known, staging)
    baselines = of_file(store, staging, known)
    if not rehearsed:
        freeze(store, baselines, now=instant(importing.clock()))
    ids = store.read(accounts.next_ids)
    merger = merging.Merger(
        run_id=run.id,
        client_id=run.client_id,
        as_of=run.as_of,
        now=instant(importing.clock()),
        actor=importing.actor,
        scale=Scale(importing.bounds, importing.rates, baselines, known),
        lookalikes=staging.lookalikes(LOOKALIKES),
        fresh=ids == (1, 1),
        next_account=ids[0],
        next_influencer=ids[1],
    )
    for chunk in chunks(file_records.records(staging.in_order(place)), BATCH):
        yield store.read(merger.batch, chunk), len(chunk)


def _of_posts(
    importing: Importing, staging: Staging, run: RunRow, place: tuple[str, str]
) -> Iterator[tuple[Batch, int]]:
    store = importing.store
    ids = store.read(accounts.next_ids)
    merger = PostMerger(
        run_id=run.id,
        as_of=run.as_of,
        now=instant(importing.clock()),
        scale=Scale(importing.bounds, importing.rates, frozen(store), niches.load(store)),
        next_account=ids[0],
        next_influencer=ids[1],
    )
    for chunk in chunks(post_imports.by_account(staging.posts_in_order(place)), ACCOUNTS):
        yield store.read(merger.batch, chunk), sum(len(posts) for posts in chunk)


def _add_niches(store: Store, known: niches.Niches, staging: Staging) -> None:
    """Make niches of the file's categories before anything is estimated from them."""
    for chunk in chunks(staging.niches(), NICHES):
        missing = [name for name in chunk if known.find(name) is None]
        if missing:
            store.write(niches.add_missing, missing, patience=WORKER_PATIENCE)
            known.take_from(niches.load(store))

"""A list dropped on us: written down, shown as it is understood, corrected, brought in, taken back.

Each step is a state in the store, entered before anybody is told: whoever is cut off goes on.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import orjson

from services import forgetting
from services.choices import Choices
from services.errors import DeskError, NotFound
from services.importing import Importing, Options, Report, instant
from services.imports import import_file, open_for
from services.previews import Look, for_sales, kind_of, look
from services.records import Rejected
from services.rejects import RejectsFile
from services.sales_imports import import_sales, open_sales
from services.samples import Sample, as_text, from_text, sampled
from services.undoing import Undone, undo_import, undone_by
from storage import drops as stored
from storage import runs
from storage.drops import DropRow
from storage.engine import WORKER_PATIENCE, Store, Transaction
from texts import previews as says

PATIENCE = timedelta(days=14)
"""So long a preview waits for an answer."""

MOST_KEPT = 1_000_000
"""Characters of rejected rows that are kept of a list; where there are more, Slack has the file."""


class OtherState(DeskError):
    """A list is not where the click thought it was; nothing was changed."""

    def __init__(self, state: str) -> None:
        super().__init__(says.STANDING[state])
        self.state = state


class ChangedSince(DeskError):
    """Somebody corrected the preview after it was drawn."""


@dataclass(frozen=True, slots=True)
class Drop:
    """A dropped list with what is chosen and kept of it."""

    row: DropRow
    choices: Choices
    sample: Sample | None

    @property
    def kind(self) -> str:
        """influencers, posts or sales: as chosen, else by the headings."""
        headings = self.sample.headings if self.sample else ()
        return self.choices.kind or kind_of(headings)


def looks(store: Store, drop: Drop, *, zone: ZoneInfo, now: datetime) -> Look:
    """Tell how a list is understood. Raises OtherState where no preview waits."""
    if drop.sample is None:
        raise OtherState(drop.row.state)
    return look(store, drop.sample, drop.row.name, drop.choices, zone=zone, now=now)


def take(
    store: Store,
    *,
    client_id: int,
    cause: str,
    name: str,
    file: dict[str, object],
    person: str,
    channel: str,
    now: datetime,
) -> bool:
    """Write a dropped file down; tell whether it is news. cause: the same for the same drop."""

    def work(tx: Transaction) -> bool:
        stored.expire(tx, instant(now - PATIENCE))
        return stored.add(
            tx,
            client_id=client_id,
            cause=cause,
            name=name,
            file=orjson.dumps(file).decode(),
            person=person,
            channel=channel,
            now=instant(now),
        )

    return store.write(work)


def find(store: Store, drop_id: int) -> Drop:
    """Return a dropped list. Raises NotFound."""
    row = store.read(stored.get, drop_id)
    if row is None:
        raise NotFound(says.GONE)
    return from_row(row)


def from_row(row: DropRow) -> Drop:
    """Return a list as it stands in the store."""
    return Drop(
        row, Choices(**orjson.loads(row.choices)), from_text(row.sample) if row.sample else None
    )


def keep_sample(store: Store, drop: Drop, path: Path) -> Drop:
    """Look into a file, for its preview. Raises ImportRefused for what is no list."""
    text = as_text(sampled(path))
    store.write(stored.keep_sample, drop.row.id, text, patience=WORKER_PATIENCE)
    return find(store, drop.row.id)


def correct(store: Store, drop: Drop, change: Callable[[Choices], Choices]) -> Drop:
    """Choose how a list shall be understood. Raises OtherState where no preview waits."""

    def work(tx: Transaction) -> None:
        row = _standing_in(tx, drop, "shown")
        choices = change(Choices(**orjson.loads(row.choices)))
        stored.choose(tx, row.id, _written(choices))

    store.write(work)
    return find(store, drop.row.id)


def hand_over(store: Store, drop: Drop, client_id: int) -> Drop:
    """Choose whose list it is. Raises OtherState where no preview waits."""

    def work(tx: Transaction) -> None:
        stored.hand_over(tx, _standing_in(tx, drop, "shown").id, client_id)

    store.write(work)
    return find(store, drop.row.id)


def ask_for_import(store: Store, drop: Drop, seen: int, now: datetime) -> Drop:
    """Let a list be imported as it was shown.

    seen: the version that was shown. Raises ChangedSince, or OtherState where nothing waits.
    """

    def work(tx: Transaction) -> None:
        row = _standing_in(tx, drop, "shown")
        if row.version != seen:
            raise ChangedSince(says.CHANGED)
        known = from_row(row)
        stored.choose(tx, row.id, _written(replace(known.choices, kind=known.kind)))
        stored.move(tx, row.id, row.state, "asked", instant(now))

    store.write(work)
    return find(store, drop.row.id)


def move(store: Store, drop: Drop, before: str, after: str, now: datetime) -> None:
    """Bring a list from one state to another. Raises OtherState where it is not in the first."""

    def work(tx: Transaction) -> None:
        row = _standing_in(tx, drop, before)
        stored.move(tx, row.id, row.state, after, instant(now))

    store.write(work)


def _standing_in(tx: Transaction, drop: Drop, state: str) -> DropRow:
    row = stored.get(tx, drop.row.id)
    if row is None or row.standing != state:
        raise OtherState(row.standing if row else "failed")
    return row


def _written(choices: Choices) -> str:
    """Write choices for the store; they hold plain values only."""
    return orjson.dumps(asdict(choices)).decode()


def settle(store: Store, drop: Drop, after: str, now: datetime) -> None:
    """Bring a list that was worked on to its next state, unless somebody brought it elsewhere."""
    before = drop.row.state
    store.write(stored.move, drop.row.id, before, after, instant(now), patience=WORKER_PATIENCE)


def bring_in(importing: Importing, drop: Drop, path: Path, zone: ZoneInfo) -> Report:
    """Import a list as it is understood, and keep what it rejects. Raises ImportRefused."""
    options = options_of(drop, path)
    headings = drop.sample.headings if drop.sample else []
    with RejectsFile(None, path, headings) as rejects:
        importing = replace(importing, on_reject=rejects.add)
        if options.kind == "sales":
            report = import_sales(importing, open_sales(path, options, zone), options)
        else:
            report = import_file(importing, path, options)
    importing.store.write(_brought, drop, report, rejects.path, patience=WORKER_PATIENCE)
    return _as_brought(importing.store, drop, report)


def _brought(tx: Transaction, drop: Drop, report: Report, rejects: Path) -> None:
    stored.brought(tx, drop.row.id, report.run)
    if report.rejected and rejects.stat().st_size <= MOST_KEPT:
        content = rejects.read_text("utf-8")
        stored.keep_rejects(tx, drop.row.id, report.rejected, content)


def options_of(drop: Drop, path: Path) -> Options:
    """Return what an import of a list is asked for: what the command line's options would say."""
    chosen = drop.choices
    mapping = for_sales(chosen.mapping) if drop.kind == "sales" else dict(chosen.mapping)
    source = chosen.source or drop.row.name
    return Options(
        kind=drop.kind,
        client_id=drop.row.client_id,
        source=None if source == path.name else source,
        platform=chosen.platform,
        mapping=mapping or None,
    )


def _as_brought(store: Store, drop: Drop, report: Report) -> Report:
    """Return a report as it would have been, had nothing cut the import off after its end.

    The second try then finds everything there; the run itself knows what it brought.
    """
    run = store.read(runs.get, report.run) if report.run else None
    begun_here = run is not None and run.started_at >= (drop.row.asked_at or "")
    if run is None or drop.row.attempts < 2 or not begun_here or run.kind == "sales":
        return report
    return replace(
        report, new=run.new_count, updated=run.updated_count, unchanged=run.unchanged_count
    )


def offered_pairs(store: Store, report: Report, limit: int = 3) -> list[tuple[str, str]]:
    """Return the names of the first creators who may be the same person, two and two."""
    if not report.run or not report.merge_offers:
        return []
    return store.read(runs.offered_pairs, report.run, limit)


def others_with(store: Store, drop: Drop) -> list[str]:
    """Return who else has imported the same list: its undo is theirs too."""
    return store.read(stored.others_with, drop.row.id)


def take_back(importing: Importing, drop: Drop) -> Undone | str:
    """Undo the import of a list. Where that is done already, by an earlier try or by somebody who
    had imported the same list, return who did it. Raises ImportRefused.
    """
    store, run_id = importing.store, drop.row.run_id or 0
    run = store.read(runs.get, run_id)
    if run is None or run.state != "undone":
        return undo_import(importing, run_id)
    store.write(stored.undo_all, run_id, patience=WORKER_PATIENCE)
    return store.read(undone_by, run_id) or drop.row.person


def write_kept_rejects(store: Store, drop: Drop, target: Path) -> int:
    """Write the rejected rows that were kept of a list into a file; count them. 0: none were."""
    number, content = store.read(stored.rejects, drop.row.id) or (0, "")
    if number:
        target.write_text(content, "utf-8", newline="")
    return number


def write_rejects(
    importing: Importing, drop: Drop, path: Path, target: Path, zone: ZoneInfo
) -> int:
    """Write the rejected rows of a list into a file that can be mended and imported; count them."""
    options = replace(options_of(drop, path), dry_run=True)
    if options.kind == "sales":
        sales = open_sales(path, options, zone)
        with RejectsFile(target, path, sales.columns.headings) as rejects:
            importing = replace(importing, on_reject=rejects.add)
            return import_sales(importing, sales, options).rejected
    count = 0
    reading = open_for(path, options, importing.clock())
    with RejectsFile(target, path, reading.headings) as rejects:
        for record in forgetting.left_out(importing.store, reading.records()):
            if isinstance(record, Rejected):
                rejects.add(record)
                count += 1
    return count

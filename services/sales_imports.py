"""Import of a file of sales and refunds, in short transactions that can be cut short.

Each event is known by its shop and id: a run that was cut short, or the same file again, finds
what is there and adds only what is not. The ledger is append-only, so that there is no undo.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from services.errors import ImportUnderWay
from services.importing import Importing, Options, Report, chunks, instant
from services.reading.sales import Read, SaleColumns, events, rejected, understand
from services.reading.tables import Surveyed, Table, opened
from services.records import Rejected
from services.sale_fields import SALE, BadEvent, Event
from services.sales import contradiction, second_sale, standing, take_one
from services.trail import record
from storage import runs
from storage.engine import WORKER_PATIENCE, StoreBusy, Transaction
from storage.runs import RunRow
from storage.words import fold
from texts import reading as says

KIND = "sales"
BATCH = 300
"""Events a transaction: few enough that nobody waits long for the lock."""


@dataclass(frozen=True, slots=True)
class SalesFile:
    """A file of sales, opened and understood. zone: of days and times that name none."""

    path: Path
    source: str
    columns: SaleColumns
    surveyed: Surveyed
    table: Table
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class _Standing:
    """What became of a row: new, or known before; run_id: of the import that brought it."""

    event: Event
    new: bool
    run_id: int | None


_Take = Callable[[Transaction, Event], _Standing]


def open_sales(path: Path, options: Options, zone: ZoneInfo) -> SalesFile:
    """Open a file and understand its columns. Raises ImportRefused."""
    surveyed, table = opened(path)
    columns = understand(table.headings, options.mapping)
    return SalesFile(path, options.source or path.name, columns, surveyed, table, zone)


def import_sales(importing: Importing, file: SalesFile, options: Options) -> Report:
    """Bring a file of sales and refunds into the store.

    Raises ImportRefused while another import is under way.
    """
    try:
        with importing.store.alone("import"):
            return _import(importing, file, options)
    except StoreBusy as error:
        raise ImportUnderWay(says.UNDER_WAY) from error


def _import(importing: Importing, file: SalesFile, options: Options) -> Report:
    store = importing.store
    earlier = store.read(runs.of_file, file.surveyed.digest, KIND, options.client_id)
    report = Report(earlier.id if earlier else None, file.source, KIND)
    if options.dry_run:
        _go(importing, file, report, _Rehearsal().take, None, writes=False)
        report.run = None
        return report
    run = store.write(_begin, importing, file, options, earlier, patience=WORKER_PATIENCE)
    report.run = run.id

    def taken(tx: Transaction, event: Event) -> _Standing:
        one = take_one(tx, event, importing.actor, now, options.client_id, run.id)
        return _Standing(event, one.new, one.run_id)

    now = importing.clock()
    cut_short = run.id if run.state == "running" else None
    _go(importing, file, report, taken, cut_short, writes=True)
    store.write(_finish, importing, report, run, patience=WORKER_PATIENCE)
    return report


def _begin(
    tx: Transaction,
    importing: Importing,
    file: SalesFile,
    options: Options,
    earlier: RunRow | None,
) -> RunRow:
    """Begin a run, or take up the one that these bytes have."""
    now = instant(importing.clock())
    if earlier is not None:
        return earlier
    run_id = runs.begin(
        tx,
        client_id=options.client_id,
        kind=KIND,
        source=file.source,
        source_folded=fold(file.source),
        digest=file.surveyed.digest,
        options=options.asked(),
        as_of=now,
        actor=importing.actor,
        now=now,
    )
    run = runs.get(tx, run_id)
    assert run is not None
    return run


def _go(
    importing: Importing,
    file: SalesFile,
    report: Report,
    take: _Take,
    cut_short: int | None,
    *,
    writes: bool,
) -> None:
    """Go through the file. cut_short: a run whose earlier rows count as its own, as new ones."""
    store = importing.store
    do = store.write if writes else store.read
    seen: set[int] = set()
    rows = events(file.columns, file.table.rows(), now=importing.clock(), zone=file.zone)
    for batch in chunks(rows, BATCH):
        importing.progress("reading", file.table.bytes_read() / max(1, file.surveyed.size))
        patience = {"patience": WORKER_PATIENCE} if writes else {}
        for one in do(_take_batch, batch, file.columns, take, **patience):
            report.read += 1
            if isinstance(one, Rejected):
                importing.reject(report, one)
                continue
            # 64 bits of a key are enough to count by: what is kept is decided by the store.
            key = hash((one.event.shop, one.event.event_id))
            if one.new or (key not in seen and one.run_id is not None and one.run_id == cut_short):
                report.new += 1
            elif key in seen:
                report.repeated += 1
            else:
                report.unchanged += 1
            seen.add(key)


def _take_batch(
    tx: Transaction, batch: list[Read | Rejected], columns: SaleColumns, take: _Take
) -> list[_Standing | Rejected]:
    """Take the rows of a batch, one after the other; a refused one writes nothing."""
    done: list[_Standing | Rejected] = []
    for one in batch:
        if isinstance(one, Rejected):
            done.append(one)
            continue
        try:
            done.append(take(tx, one.event))
        except BadEvent as error:
            done.append(rejected(columns, one.line, one.cells, error))
    return done


def _finish(tx: Transaction, importing: Importing, report: Report, run: RunRow) -> None:
    """Write down the counts; a later pass over the same file adds what is new by then."""
    now = instant(importing.clock())
    unchanged = report.unchanged if run.state == "running" else 0
    runs.progress(tx, run.id, ("", ""), report.new, 0, unchanged)
    runs.finish(tx, run.id, report.read, report.repeated, report.rejected, now)
    if run.state == "running" or report.new:
        record(
            tx,
            at=now,
            actor=importing.actor,
            action="import",
            subject=f"run {run.id}",
            content={"source": run.source, "kind": run.kind, **report.counts()},
        )


@dataclass(slots=True)
class _Rehearsal:
    """Says what an import would do; remembers the file's own rows instead of writing them."""

    _events: dict[tuple[str, str], Event] = field(default_factory=dict)
    _orders: set[tuple[str, str]] = field(default_factory=set)

    def take(self, tx: Transaction, event: Event) -> _Standing:
        key = (event.shop, event.event_id)
        known = self._events.get(key)
        if known is not None and known != event:
            raise contradiction(event, ["content"])
        if known is not None or standing(tx, event) is not None:
            return _Standing(event, False, None)
        if event.kind == SALE:
            if (event.shop, event.order_id) in self._orders:
                raise second_sale(event)
            self._orders.add((event.shop, event.order_id))
        self._events[key] = event
        return _Standing(event, True, None)

"""Import of a file: staged outside all transactions, merged in short ones, scored as it goes.

The same bytes are one run: a run that was cut short goes on where it stopped, a finished one
changes nothing.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from services import file_records, forgetting, import_pieces, post_imports, trail
from services.baselines import freeze_anew
from services.errors import ImportUnderWay
from services.importing import (
    DETAILED,
    Importing,
    Options,
    Report,
    day_of_figures,
    instant,
    latest_day,
)
from services.misspelt import must_name_creators
from services.reading import Reading, open_file
from services.reading.numbers import count_written
from services.records import Doubt, Rejected
from services.redating import redate
from services.rescoring import rescore
from services.scoring import Gate
from services.undoing import take_back
from storage import runs
from storage.engine import WORKER_PATIENCE, StoreBusy, Transaction
from storage.runs import RunRow
from storage.staging import Staging
from storage.words import fold
from texts import importing as told
from texts import reading as says


def open_for(path: Path, options: Options, now: datetime) -> Reading:
    """Open a file as an import would read it; for a preview.

    now: dates behind tomorrow are not known. Raises ImportRefused.
    """
    reading = open_file(
        path,
        source=options.source,
        platform=options.platform,
        mapping=options.mapping,
        kind=options.kind,
        latest=latest_day(now),
    )
    if options.kind == "influencers":
        must_name_creators(reading)
    return reading


def import_file(importing: Importing, path: Path, options: Options) -> Report:
    """Bring a file into the store.

    Raises ImportRefused for a file that is no list, for figures of a day to come, or while another
    import is under way.
    """
    now = importing.clock()
    if options.as_of is not None:
        day_of_figures(options.as_of, now)
    reading = open_for(path, options, now)
    try:
        with importing.store.alone("import"), _as_guest():
            if not options.dry_run:
                rescore(importing)  # else what is in already would stand on another scale
            return _import(importing, reading, options)
    except StoreBusy as error:
        raise ImportUnderWay(says.UNDER_WAY) from error


@contextmanager
def _as_guest() -> Iterator[None]:
    """Let Python not look for cycles meanwhile: an import makes none, and a tenth of it went there.

    What it remembered of the file's cells helps nobody afterwards and goes: a desk runs for weeks.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
        fold.cache_clear()
        count_written.cache_clear()


def _import(importing: Importing, reading: Reading, options: Options) -> Report:
    store = importing.store
    earlier = store.read(runs.of_file, reading.digest, options.kind, options.client_id)
    if earlier:
        options = options.on_top_of(earlier.options)
    as_before = earlier is not None and earlier.options == options.asked()
    if earlier and earlier.state == "done":
        if as_before:
            return _known_before(importing, reading, options, earlier)
        if _only_the_day(reading, options, earlier):
            return _redated(importing, reading, options, earlier)
    report = Report(None, reading.source, options.kind, notes=reading.notes())
    with Staging(store.path) as staging:
        _stage(importing, reading, staging, report)
        if options.dry_run:
            return _rehearse(importing, staging, report, options, earlier)
        if earlier and not as_before:
            # Read in another way: what the first reading made of these bytes would stay beside it.
            take_back(importing, earlier)
            store.write(_begin_again, importing, reading, options, earlier.id)
        run = store.write(_begin, importing, reading, options, earlier, patience=WORKER_PATIENCE)
        report.run = run.id
        for piece, done in import_pieces.pieces(importing, staging, run):
            store.write(import_pieces.write, piece, run.id, patience=WORKER_PATIENCE)
            store.give_way()
            importing.progress("merging", done)
    freeze_anew(store, importing.bounds, importing.rates, now=instant(importing.clock()))
    store.write(_finish, importing, report, run, patience=WORKER_PATIENCE)
    store.read(_count_micro, report, run.id)
    return report


def _only_the_day(reading: Reading, options: Options, earlier: RunRow) -> bool:
    """Tell whether all that a file says stays, but its day: no column of it says one."""
    dated = reading.kind == "posts" or reading.columns.one("as_of") is not None
    return not dated and options.differs_in_day_alone(earlier.options)


def _redated(importing: Importing, reading: Reading, options: Options, run: RunRow) -> Report:
    """A file that is in already, with another day of its figures: all its creators are updated."""
    report = _known_before(importing, reading, options, run)
    report.updated, report.unchanged = report.unchanged, 0
    if options.dry_run:
        return report
    assert options.as_of is not None
    redate(importing, run, options.as_of, options.asked())
    importing.store.read(_count_micro, report, run.id)
    return report


def _known_before(importing: Importing, reading: Reading, options: Options, run: RunRow) -> Report:
    """A file that is in already: the same counts, and nobody is new; its rejects come once more.

    Where somebody was forgotten it is counted anew: who was in it may be a rejected row by now.
    """
    notes = reading.notes()
    if reading.source != run.source:
        day = datetime.fromisoformat(run.started_at).date()
        notes = (told.same_bytes(reading.source, run.source, run.id, day), *notes)
    report = Report(None if options.dry_run else run.id, run.source, run.kind, notes=notes)
    if forgetting.memory(importing.store).digests:
        with Staging(importing.store.path) as staging:
            _stage(importing, reading, staging, report)
    else:
        for record in reading.records() if run.rejected_count else ():
            if isinstance(record, Rejected):
                importing.reject(report, record)
        # Not as counted just now: a post of a day to come was rejected, and may be read by now.
        report.read, report.repeated = run.read_count, run.repeated_count
        report.rejected = run.rejected_count
    report.unchanged = report.read - report.repeated - report.rejected
    importing.store.read(_count_micro, report, run.id)
    return report


def _stage(importing: Importing, reading: Reading, staging: Staging, report: Report) -> None:
    """Read the file once, into staging; what can't be taken goes to the report."""

    said = forgetting.left_out(importing.store, reading.records())
    doubtful = set[int]()

    def taken() -> Iterator[Any]:
        for seq, record in enumerate(said):
            if seq % import_pieces.BATCH == 0:
                importing.progress("reading", reading.bytes_read() / max(1, reading.size))
            if isinstance(record, Rejected):
                importing.reject(report, record)
            elif isinstance(record, Doubt):
                doubtful.add(record.line)
                if len(report.doubts) < DETAILED:
                    report.doubts.append(record)
            else:
                yield record

    if report.kind == "posts":
        staging.add_posts(post_imports.staged(seq, one) for seq, one in enumerate(taken()))
    else:
        staging.add(file_records.staged(seq, one) for seq, one in enumerate(taken()))
    staging.settle()
    report.doubtful = len(doubtful)
    records = staging.records()
    report.read = records + report.rejected
    report.repeated = records - staging.different()


def _begin_again(
    tx: Transaction, importing: Importing, reading: Reading, options: Options, run_id: int
) -> None:
    """Let a run read its file in another way; it was taken back."""
    now = instant(importing.clock())
    runs.begin_again(
        tx,
        run_id,
        source=reading.source,
        source_folded=fold(reading.source),
        options=options.asked(),
        as_of=options.as_of or now,
        actor=importing.actor,
        now=now,
    )


def _begin(
    tx: Transaction,
    importing: Importing,
    reading: Reading,
    options: Options,
    earlier: RunRow | None,
) -> RunRow:
    """Begin a run, or take up the one that these bytes have."""
    now = instant(importing.clock())
    run_id = (
        earlier.id
        if earlier
        else runs.begin(
            tx,
            client_id=options.client_id,
            kind=options.kind,
            source=reading.source,
            source_folded=fold(reading.source),
            digest=reading.digest,
            options=options.asked(),
            as_of=options.as_of or now,
            actor=importing.actor,
            now=now,
        )
    )
    run = runs.get(tx, run_id)
    assert run is not None
    return run


def _rehearse(
    importing: Importing,
    staging: Staging,
    report: Report,
    options: Options,
    earlier: RunRow | None,
) -> Report:
    """Count what an import would do; nothing is written.

    earlier: the run that these bytes have, whose figures would be replaced and so do not count.
    """
    now = instant(importing.clock())
    run = runs.rehearsal(
        options.client_id, options.kind, report.source, options.as_of or now, earlier
    )
    for batch, _ in import_pieces.pieces(importing, staging, run, rehearsed=True):
        report.new += batch.new
        report.updated += batch.updated
        report.unchanged += batch.unchanged
        only_linked = {row.id for row in (*batch.promised.values(), *batch.mentioned.values())}
        spoken_of = [row for row in batch.accounts if row.id not in only_linked]
        report.micro += sum([row.gate == Gate.MICRO for row in batch.accounts])
        report.likes_unknown += sum([row.average_likes is None for row in spoken_of])
        report.followers_unknown += sum([row.followers is None for row in spoken_of])
    return report


def _finish(tx: Transaction, importing: Importing, report: Report, run: RunRow) -> None:
    now = instant(importing.clock())
    runs.finish(tx, run.id, report.read, report.repeated, report.rejected, now)
    done = runs.get(tx, run.id)
    assert done is not None
    report.new, report.updated = done.new_count, done.updated_count
    report.unchanged = done.unchanged_count
    trail.record(
        tx,
        at=now,
        actor=importing.actor,
        action="import",
        subject=f"run {run.id}",
        content={"source": run.source, "kind": run.kind, **report.counts()},
    )


def _count_micro(tx: Transaction, report: Report, run_id: int) -> None:
    report.micro, report.likes_unknown, report.followers_unknown = runs.standing(
        tx, run_id, report.kind
    )
    report.merge_offers = runs.merge_offers(tx, run_id)

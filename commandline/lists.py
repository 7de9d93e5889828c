"""import: a file into the store, with a preview, a progress bar and a report; or its undo."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import click
from rich.console import Console

from blocks import imports as drawn
from commandline.opening import (
    DONE,
    LOOK,
    agreed,
    answered,
    as_json,
    go_second,
    importing,
    now,
    settings,
)
from commandline.scored import open_scored
from commandline.screen import show
from commandline.waiting import progress
from services.choices import KINDS, Choices
from services.clients import with_name
from services.drops import offered_pairs
from services.errors import ImportRefused
from services.importing import Importing, Options, Report, day_of_figures
from services.imports import import_file, open_for
from services.previews import kind_of, look
from services.reading import read_mapping
from services.reading.tables import Table
from services.rejects import RejectsFile
from services.sales_imports import import_sales, open_sales
from services.samples import sample_of
from services.settings import Settings
from services.undoing import undo_import
from texts import commandline as helps
from texts import importing as says

Import = Callable[[Importing], Report]
"""Carries an import out."""


class Screen(Console):
    """A terminal, or a pipe: an import goes on though nobody reads any more what it says."""

    def on_broken_pipe(self) -> None:
        self.quiet = True


@click.command("import", help=says.COMMAND)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--kind", type=click.Choice([*KINDS]), show_default="influencers", help=says.KIND)
@click.option("--map", "mapping", type=click.Path(path_type=Path), help=says.MAP)
@click.option("--platform", help=says.PLATFORM)
@click.option("--source", help=says.SOURCE)
@click.option("--as-of", help=says.AS_OF)
@click.option("--client", help=says.CLIENT)
@click.option("--dry-run", is_flag=True, help=says.DRY_RUN)
@click.option("--yes", is_flag=True, help=says.YES)
@click.option("--rejects", type=click.Path(path_type=Path), help=says.REJECTS)
@click.option("--undo", type=int, metavar="RUN", help=says.UNDO_RUN)
@click.option("--json", "json_", is_flag=True, help=helps.JSON)
@answered
def import_(
    file: Path | None,
    kind: str | None,
    mapping: Path | None,
    platform: str | None,
    source: str | None,
    as_of: str | None,
    client: str | None,
    dry_run: bool,
    yes: bool,
    rejects: Path | None,
    undo: int | None,
    json_: bool,
) -> int:
    """Bring a list of influencers, posts or sales into the store."""
    if undo is not None:
        if file is not None:
            raise ImportRefused(says.undo_takes_no_file(undo, str(file)))
        return _undo(undo, json_)
    if file is None:
        raise ImportRefused(says.NO_FILE)
    chosen = settings()
    if dry_run and not chosen.database_path.exists():
        chosen = _of_passing_store(chosen)
    store = open_scored(chosen, bulk=True)
    options = Options(
        client_id=with_name(store, client),
        kind=kind or "influencers",
        source=source,
        platform=platform,
        mapping=read_mapping(mapping) if mapping else None,
        as_of=day_of_figures(as_of, now()) if as_of else None,
        dry_run=dry_run,
    )
    work, table = _opened(file, options, chosen.zone, guessed=kind is None)
    target = RejectsFile(rejects, file, table.headings, kept=bool(rejects or not dry_run))
    screen = Screen(stderr=True)
    if not json_:
        choices = Choices(options.kind, platform, source, options.mapping or {})
        sample = sample_of(table)
        found = look(store, sample, file.name, choices, zone=chosen.zone, now=now())
        show(drawn.preview(found), screen)
        if found.none_fits and not dry_run:
            raise ImportRefused(says.NOTHING_IMPORTED)
        if not (yes or dry_run) and not _agreed():
            return LOOK
    go_second()
    with target, progress(screen, file.stat().st_size) as tell:
        report = work(replace(importing(store, chosen), progress=tell, on_reject=target.add))
    pairs = offered_pairs(store, report)
    store.close()
    with _though_nobody_reads():
        _tell(report, pairs, target, json_=json_)
    return LOOK if report.rejected else DONE


def _of_passing_store(chosen: Settings) -> Settings:
    """Return the settings with a store that is there while the command runs."""
    context = click.get_current_context()
    folder = context.with_resource(TemporaryDirectory(prefix="desk-", ignore_cleanup_errors=True))
    return chosen.model_copy(update={"database_url": f"sqlite:///{Path(folder, 'desk.db')}"})


def _opened(file: Path, options: Options, zone: ZoneInfo, *, guessed: bool) -> tuple[Import, Table]:
    """Open a list; return how it is brought in. guessed: nobody said of what it is."""
    if options.kind == "sales":
        sales = open_sales(file, options, zone)
        return lambda needed: import_sales(needed, sales, options), sales.table
    reading = open_for(file, options, now())
    if guessed and kind_of(reading.headings) == "posts":  # as creators it would come in wrong
        raise ImportRefused(says.looks_like_posts(reading.source))
    return lambda needed: import_file(needed, file, options), reading.table


def _agreed() -> bool:
    """Ask after a preview, where somebody is there to answer."""
    if not sys.stdin.isatty() or agreed(says.AGREED):
        return True
    click.echo(says.NOTHING_IMPORTED)
    return False


def _tell(
    report: Report, pairs: list[tuple[str, str]], target: RejectsFile, *, json_: bool
) -> None:
    """Say what became of a list: to a script in numbers, to a person as Slack does."""
    if json_:
        for note in report.notes:
            click.echo(note, err=True)
        as_json({"run": report.run, **report.counts()})
        return
    rejects = says.rejects_are_in(str(target.path)) if target.kept else says.REJECTS_NOT_KEPT
    show(drawn.report(report, pairs=pairs, rejects=rejects), Screen())


@contextmanager
def _though_nobody_reads() -> Iterator[None]:
    """Let what is printed within get lost where its reader is gone: the work is done."""
    try:
        yield
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):  # what they hold is written when they are closed
            os.dup2(nowhere, stream.fileno())


def _undo(run: int, json_: bool) -> int:
    chosen = settings()
    store = open_scored(chosen)
    with progress(Screen(stderr=True)) as tell:
        done = undo_import(replace(importing(store, chosen), progress=tell), run)
    if json_:
        as_json({"run": run, "removed": done.removed, "restored": done.restored, "kept": done.kept})
    else:
        show(drawn.undone(done, done.source))
    return LOOK if done.kept else DONE

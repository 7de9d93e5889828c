"""import: a file into the store, with a preview, a progress bar and a report; or its undo."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from commandline.list_screens import (
    Screen,
    show_preview,
    show_report,
    show_sales,
    show_sales_report,
    though_nobody_reads,
)
from commandline.opening import (
    DONE,
    LOOK,
    answered,
    as_json,
    go_second,
    importing,
    now,
    open_store,
    settings,
)
from commandline.waiting import progress
from services.clients import with_name
from services.errors import ImportRefused
from services.importing import Options, Report, day_of_figures
from services.imports import import_file, open_for
from services.previews import kind_of
from services.reading import Reading, read_mapping
from services.rejects import RejectsFile
from services.sales_imports import import_sales, open_sales
from services.undoing import undo_import
from texts.numbers import full_count

KINDS = ("influencers", "posts", "sales")
Hooks = dict[str, Any]
"""What an import calls as it goes: progress and on_reject."""


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--kind", type=click.Choice(KINDS), show_default="influencers", help="What a row is.")
@click.option("--map", "mapping", type=click.Path(path_type=Path), help="Heading -> field, a file.")
@click.option("--platform", help="The platform, where no column says it.")
@click.option("--source", help="The list's name; the file's name if not given.")
@click.option("--as-of", help="The day the figures are of, like 2026-11-24.")
@click.option("--client", help="The client whose list it is.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask after the preview.")
@click.option("--rejects", type=click.Path(path_type=Path), help="Where rejected rows go.")
@click.option("--undo", type=int, metavar="RUN", help="Take an import back.")
@click.option("--json", "json_", is_flag=True, help="One JSON document on standard output.")
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
            raise ImportRefused(
                f"--undo {undo} takes import {undo} back and needs no file. Leave {file} out, or"
                " --undo. Nothing was changed."
            )
        return _undo(undo, json_)
    if file is None:
        raise ImportRefused("Say which file to import, or --undo RUN.")
    options = Options(
        client_id=_client(client),
        kind=kind or KINDS[0],
        source=source,
        platform=platform,
        mapping=read_mapping(mapping) if mapping else None,
        as_of=day_of_figures(as_of, now()) if as_of else None,
        dry_run=dry_run,
    )
    screen = Screen(stderr=True)
    if kind == "sales":
        return _sales(file, options, rejects, screen, ask=not (yes or dry_run), json_=json_)
    reading = open_for(file, options, now())
    if kind is None:
        _refuse_posts(reading)
    target = RejectsFile(rejects, file, reading.headings, kept=bool(rejects or not dry_run))
    if not json_:
        show_preview(screen, reading)
        if not (yes or dry_run) and not _agreed():
            return LOOK
    report = _run(file, options, target, screen)
    with though_nobody_reads():
        if json_:
            for note in report.notes:
                click.echo(note, err=True)
            as_json(counts(report))
        else:
            show_report(report, target.path, kept=target.kept)
    return LOOK if report.rejected else DONE


def _refuse_posts(reading: Reading) -> None:
    """Raise ImportRefused for a list of posts that nobody said was one: it would come in wrong."""
    if kind_of(reading.headings) == "posts":
        raise ImportRefused(
            f"{reading.source} looks like a list of posts. Import it with --kind posts, or with"
            " --kind influencers if each row is a creator. Nothing was changed."
        )


def _client(name: str | None) -> int:
    """Return whose list it is. Raises NotFound."""
    store = open_store(settings().database_path)
    try:
        return with_name(store, name)
    finally:
        store.close()


def _agreed() -> bool:
    """Ask after a preview, where somebody is there to answer."""
    if not sys.stdin.isatty() or click.confirm("Import it?"):
        return True
    click.echo("Nothing was imported.")
    return False


def _sales(
    path: Path,
    options: Options,
    rejects: Path | None,
    screen: Screen,
    *,
    ask: bool,
    json_: bool,
) -> int:
    """Bring sales and refunds in."""
    chosen = settings()
    file = open_sales(path, options, chosen.zone)
    target = RejectsFile(
        rejects, path, file.columns.headings, kept=bool(rejects or not options.dry_run)
    )
    if not json_:
        show_sales(screen, file)
        if ask and not _agreed():
            return LOOK
    store = open_store(chosen.database_path)

    def work(hooks: Hooks) -> Report:
        return import_sales(importing(store, chosen, **hooks), file, options)

    report = _carried_out(screen, target, work)
    store.close()
    with though_nobody_reads():
        if json_:
            as_json(counts(report))
        else:
            show_sales_report(report, target.path, kept=target.kept)
    return LOOK if report.rejected else DONE


def _run(file: Path, options: Options, target: RejectsFile, screen: Screen) -> Report:
    go_second()
    chosen = settings()
    store = open_store(chosen.database_path, bulk=True)

    def work(hooks: Hooks) -> Report:
        return import_file(importing(store, chosen, **hooks), file, options)

    report = _carried_out(screen, target, work)
    store.close()
    return report


def _carried_out(screen: Screen, target: RejectsFile, work: Callable[[Hooks], Report]) -> Report:
    """Run an import, saying how far it is; what it rejects goes to the target file."""
    with target, progress(screen) as tell:
        return work({"progress": tell, "on_reject": target.add})


def _undo(run: int, json_: bool) -> int:
    chosen = settings()
    store = open_store(chosen.database_path)
    done = undo_import(importing(store, chosen), run)
    if json_:
        as_json({"run": run, "removed": done.removed, "restored": done.restored, "kept": done.kept})
    else:
        click.echo(
            f"Import {run} is undone: {full_count(done.removed)} removed,"
            f" {full_count(done.restored)} restored, {len(done.kept)} kept."
        )
        for name in done.kept[:20]:
            click.echo(f"  kept: {name}")
    return LOOK if done.kept else DONE


def counts(report: Report) -> dict[str, int | None]:
    """Return what the report counts, as scripts get it."""
    names = ("read", "new", "updated", "unchanged", "repeated", "rejected")
    return {"run": report.run, **{name: getattr(report, name) for name in names}}

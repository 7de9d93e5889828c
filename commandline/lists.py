"""import: a file into the store, with a preview, a progress bar and a report; or its undo."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

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
from services.money import format_money, full_count
from services.reading import Reading, read_mapping
from services.rejects import RejectsFile
from services.sales_imports import SalesFile, import_sales, open_sales, preview
from services.undoing import undo_import
from services.wording import counted

KINDS = ("influencers", "posts", "sales")
Hooks = dict[str, Any]
"""What an import calls as it goes: progress and on_reject."""


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--kind", type=click.Choice(KINDS), default="influencers", show_default=True)
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
    kind: str,
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
        return _undo(undo, json_)
    if file is None:
        raise ImportRefused("Say which file to import, or --undo RUN.")
    options = Options(
        client_id=_client(client),
        kind=kind,
        source=source,
        platform=platform,
        mapping=read_mapping(mapping) if mapping else None,
        as_of=day_of_figures(as_of, now()) if as_of else None,
        dry_run=dry_run,
    )
    screen = Console(stderr=True)
    if kind == "sales":
        return _sales(file, options, rejects, screen, ask=not (yes or dry_run), json_=json_)
    reading = open_for(file, options, now())
    target = RejectsFile(rejects, file, reading.headings)
    if not json_:
        show_preview(screen, reading)
        if not (yes or dry_run) and not _agreed():
            return LOOK
    report = _run(file, options, target, screen)
    if json_:
        for note in report.notes:
            click.echo(note, err=True)
        as_json(counts(report))
    else:
        _show(report, target.path)
    return LOOK if report.rejected else DONE


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
    screen: Console,
    *,
    ask: bool,
    json_: bool,
) -> int:
    """Bring sales and refunds in."""
    chosen = settings()
    file = open_sales(path, options, chosen.zone)
    target = RejectsFile(rejects, path, file.columns.headings)
    if not json_:
        show_sales(screen, file)
        if ask and not _agreed():
            return LOOK
    store = open_store(chosen.database_path)

    def work(hooks: Hooks) -> Report:
        return import_sales(importing(store, chosen, **hooks), file, options)

    report = _carried_out(screen, target, work)
    store.close()
    if json_:
        as_json(counts(report))
    else:
        _show_counts(report)
        _show_rejects(report, target.path)
    return LOOK if report.rejected else DONE


def show_sales(screen: Console, file: SalesFile) -> None:
    """Show columns as understood, and the first sales."""
    screen.print(Text(f"{file.source}: sales and refunds"))
    for field, place in file.columns.place_of.items():
        screen.print(Text(f"  {file.columns.headings[place].strip()[:30]}: {field}"))
    for event in preview(file, now()):
        amount = format_money(event.net_minor, event.currency)
        code = f", code {event.code}" if event.code else ""
        screen.print(Text(f"  {event.kind} of order {event.order_id}: {amount}{code}"))


def _run(file: Path, options: Options, target: RejectsFile, screen: Console) -> Report:
    go_second()
    chosen = settings()
    store = open_store(chosen.database_path, bulk=True)

    def work(hooks: Hooks) -> Report:
        return import_file(importing(store, chosen, **hooks), file, options)

    report = _carried_out(screen, target, work)
    store.close()
    return report


def _carried_out(screen: Console, target: RejectsFile, work: Callable[[Hooks], Report]) -> Report:
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


def show_preview(screen: Console, reading: Reading) -> None:
    """Show columns as understood, the first creators, and what is unknown."""
    screen.print(
        Text(
            f"{reading.source}: platform {reading.platform} ({reading.platform_how}), if no cell says it"
        )
    )
    table = Table("column", "is", "because", "for example")
    for column in reading.columns.columns:
        table.add_row(
            Text(column.heading.strip()[:30] or "(none)"),
            column.field or ("-" if column.number else "extra field"),
            column.how,
            Text(", ".join(column.sample[:2])[:40]),
        )
    screen.print(table)
    for note in reading.notes():
        screen.print(Text(note), soft_wrap=True)
    seen = reading.preview()
    for creator in seen.first:
        account = creator.accounts[0]
        screen.print(
            Text(
                f"  {creator.name or account.handle}: {account.platform},"
                f" followers {_or_unknown(creator.followers)},"
                f" likes {_or_unknown(creator.average_likes)}"
            )
        )
    if seen.looked_at:
        screen.print(
            Text(
                f"Of the first {counted(seen.looked_at, 'row')}"
                f" {counted(seen.without_followers, 'has', 'have')} no"
                f" followers, {seen.without_likes} no likes: not known, and never taken for zero."
            ),
            soft_wrap=True,
        )
    if seen.rejected:
        screen.print(Text(f"{seen.rejected} of the first rows can't be taken as they are."))


def _or_unknown(count: int | None) -> str:
    return "not known" if count is None else full_count(count)


def _show(report: Report, target: Path) -> None:
    _show_counts(report)
    click.echo(report.standing())
    for said in report.notes:
        click.echo(said)
    _show_rejects(report, target)
    for note in report.disagreements[:3]:
        click.echo(f"  line {note.line}, {note.column}: {note.reason}")
    if report.disagreements_total > 3:
        click.echo(
            f"  ... and {counted(report.disagreements_total - 3, 'more row')} whose cells disagree"
        )
    if report.merge_offers:
        click.echo(
            f"{counted(report.merge_offers, 'pair')} may be the same person; nobody was merged."
        )
    if report.run:
        click.echo(f"Undo: python bot.py import --undo {report.run}")


def _show_counts(report: Report) -> None:
    click.echo(
        f"{report.source}: {full_count(report.read)} read\n"
        f"{report.new} new · {report.updated} updated · {report.unchanged} unchanged ·"
        f" {report.repeated} repeated · {report.rejected} rejected"
    )


def _show_rejects(report: Report, target: Path) -> None:
    for one in report.rejects[:5]:
        click.echo(f"  line {one.line}, {one.column}: {one.reason}")
    if report.rejected:
        click.echo(f"Rejected rows are in {target}: mend them and import that file.")

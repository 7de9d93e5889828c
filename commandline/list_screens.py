"""What import shows on a terminal: a list as it is understood, and what became of it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from commandline.opening import now
from services.importing import Report
from services.reading import Reading
from services.sales_imports import SalesFile, preview
from texts.numbers import format_money, full_count
from texts.wording import counted

LONGEST = 60
"""Characters of a name or a heading that are shown."""

REJECTS = 5
"""Rejected rows that are shown."""


class Screen(Console):
    """A terminal, or a pipe: an import goes on though nobody reads any more what it says."""

    def on_broken_pipe(self) -> None:
        self.quiet = True


@contextmanager
def though_nobody_reads() -> Iterator[None]:
    """Let what is printed within get lost where its reader is gone: the work is done."""
    try:
        yield
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):  # what they hold is written when they are closed
            os.dup2(nowhere, stream.fileno())


def show_sales(screen: Screen, file: SalesFile) -> None:
    """Show columns as understood, and the first sales."""
    screen.print(Text(f"{file.source}: sales and refunds"))
    for field, place in file.columns.place_of.items():
        screen.print(Text(f"  {file.columns.headings[place].strip()[:30]}: {field}"))
    for event in preview(file, now()):
        amount = format_money(event.net_minor, event.currency)
        code = f", code {event.code[:LONGEST]}" if event.code else ""
        screen.print(Text(f"  {event.kind} of order {event.order_id[:LONGEST]}: {amount}{code}"))


def show_preview(screen: Screen, reading: Reading) -> None:
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
                f"  {(creator.name or account.handle or '')[:LONGEST]}: {account.platform},"
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


def show_report(report: Report, target: Path, *, kept: bool = True) -> None:
    """Show what became of a list, and what to do next. kept: the target has the rejected rows."""
    _show_counts(report)
    click.echo(report.standing())
    for said in report.notes:
        click.echo(said)
    _show_rejects(report, target, kept)
    for note in report.disagreements[:3]:
        click.echo(f"  line {note.line}, {note.column[:LONGEST]}: {note.reason}")
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


def show_sales_report(report: Report, target: Path, *, kept: bool = True) -> None:
    """Show what became of a list of sales."""
    _show_counts(report)
    _show_rejects(report, target, kept)


def _show_rejects(report: Report, target: Path, kept: bool) -> None:
    for one in report.rejects[:REJECTS]:
        click.echo(f"  line {one.line}, {one.column[:LONGEST]}: {one.reason}")
    if report.rejected > REJECTS:
        more = counted(report.rejected - REJECTS, "more row is", "more rows are")
        click.echo(f"  ... and {more} rejected")
    if report.rejected and kept:
        click.echo(f"Rejected rows are in {target}: mend them and import that file.")
    elif report.rejected:
        click.echo("An import puts rejected rows into a file, as does --rejects FILE.")

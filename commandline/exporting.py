"""export: what the store holds, as a file for other programs."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import click

from commandline.opening import DONE, answered, open_store, settings
from services import exports
from services.clients import with_name
from services.errors import DeskError
from storage.engine import Row
from texts.wording import counted


@click.command()
@click.argument("what", type=click.Choice(exports.WHAT))
@click.option("--format", "format_", type=click.Choice(exports.FORMATS), default="csv")
@click.option("--client", help="The client whose rows are meant.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="A file; standard output if not given."
)
@answered
def export(what: str, format_: str, client: str | None, out: Path | None) -> int:
    """Write influencers, offers, the ledger, imports or the audit trail to a file."""
    store = open_store(settings().database_path)
    headings, rows = exports.rows_of(store, what, with_name(store, client))
    if out is None:
        if format_ == "xlsx":
            raise DeskError("A workbook needs a file: add --out influencers.xlsx.")
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="")
        _write(sys.stdout, format_, headings, rows)
        return DONE
    if format_ == "xlsx":
        count = exports.write_xlsx(out, headings, rows)
    else:
        with out.open("w", encoding="utf-8", newline="") as file:
            count = _write(file, format_, headings, rows)
    click.echo(f"{counted(count, 'row is', 'rows are')} in {out}.")
    return DONE


def _write(file: IO[str], format_: str, headings: list[str], rows: Iterator[Row]) -> int:
    if format_ == "csv":
        return exports.write_csv(file, headings, rows)
    return exports.write_ndjson(file, headings, rows)

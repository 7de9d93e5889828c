"""export: what the store holds, as a file for other programs."""

import io
import sys
from pathlib import Path

import click

from commandline.opening import DONE, answered, as_json, settings_to_read
from commandline.scored import open_scored
from services import exports
from services.clients import with_name
from services.errors import DeskError
from texts import commandline as helps
from texts import files as says
from texts.storekeeping import no_folder


@click.command(help=says.COMMAND)
@click.argument("what", type=click.Choice(exports.WHAT))
@click.option("--format", "format_", type=click.Choice(exports.FORMATS), help=says.FORMAT)
@click.option("--client", help=says.CLIENT)
@click.option("--out", type=click.Path(path_type=Path), help=says.OUT)
@click.option("--json", "json_", is_flag=True, help=helps.JSON)
@answered
def export(
    what: str, format_: str | None, client: str | None, out: Path | None, json_: bool
) -> int:
    """Write influencers, offers, the ledger, imports or the audit trail to a file."""
    if json_ and out is None:
        raise DeskError(says.JSON_NEEDS_FILE)
    if out and not out.parent.is_dir():
        raise DeskError(no_folder(str(out.parent)))
    format_ = exports.format_for(out, format_)
    store = open_scored(settings_to_read())
    headings, rows = exports.rows_of(store, what, with_name(store, client))
    if out is None:
        if format_ == "xlsx":
            raise DeskError(says.WORKBOOK_NEEDS_FILE)
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="")
        write = exports.write_csv if format_ == "csv" else exports.write_ndjson
        write(sys.stdout, headings, rows)
        return DONE
    count = exports.write_file(out, format_, headings, rows)
    if json_:
        as_json({"path": str(out), "kind": what, "format": format_, "rows": count})
    else:
        click.echo(says.rows_are_in(count, str(out)))
    return DONE

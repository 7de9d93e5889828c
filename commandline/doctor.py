"""doctor: what is missing or wrong, in plain words, and what to do next."""

import click

from commandline.checks import check_slack, check_socket, check_store, check_tokens
from commandline.opening import DONE, LOOK, answered, as_json, settings


@click.command()
@click.option("--json", "json_", is_flag=True, help="One JSON document on standard output.")
@answered
def doctor(json_: bool) -> int:
    """Say in plain words what is missing or wrong, and what to do next."""
    chosen = settings()
    found = [
        *check_tokens(chosen),
        *check_slack(chosen),
        *check_socket(chosen),
        *check_store(chosen.database_path),
    ]
    wrong = [one for one in found if not one.good]
    if json_:
        as_json(
            {"ok": not wrong, "findings": [{"ok": one.good, "says": one.says} for one in found]}
        )
    else:
        for one in found:
            click.echo(f"{'ok   ' if one.good else 'LOOK '} {one.says}")
    return LOOK if wrong else DONE

"""doctor: what is missing or wrong, in plain words, and what to do next."""

import click

from commandline.checks import (
    Finding,
    channels_in_use,
    check_alive,
    check_env,
    check_port,
    check_store,
)
from commandline.checks_slack import check_slack, check_socket, check_tokens
from commandline.opening import DONE, ENV_FILE, LOOK, answered, as_json, now, settings
from services.settings import Settings


@click.command()
@click.option("--alive", is_flag=True, help="Only tell whether the desk is running.")
@click.option("--json", "json_", is_flag=True, help="One JSON document on standard output.")
@answered
def doctor(alive: bool, json_: bool) -> int:
    """Say in plain words what is missing or wrong, and what to do next."""
    chosen = settings()
    found = [check_alive(chosen)] if alive else _all(chosen)
    wrong = [one for one in found if not one.good]
    if json_:
        as_json(
            {"ok": not wrong, "findings": [{"ok": one.good, "says": one.says} for one in found]}
        )
    else:
        for one in found:
            click.echo(f"{'ok   ' if one.good else 'LOOK '} {one.says}")
    return LOOK if wrong else DONE


def _all(chosen: Settings) -> list[Finding]:
    path = chosen.database_path
    found = [
        *check_env(ENV_FILE),
        *check_tokens(chosen),
        *check_slack(chosen, channels_in_use(path, now())),
        *check_socket(chosen),
        *check_port(chosen),
        *check_store(path),
    ]
    return list(dict.fromkeys(found))

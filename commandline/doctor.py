"""doctor: what is missing or wrong, in plain words, and what to do next."""

import click

from commandline.checks import (
    Finding,
    channels_in_use,
    check_alive,
    check_env,
    check_port,
    check_public,
    check_scores,
    check_store,
)
from commandline.checks_slack import check_slack, check_socket, check_tokens
from commandline.opening import DONE, ENV_FILE, LOOK, answered, as_json, now, settings
from services.settings import Settings
from texts import commandline as helps
from texts import doctor as says


@click.command(help=helps.DOCTOR)
@click.option("--alive", is_flag=True, help=helps.DOCTOR_ALIVE)
@click.option("--json", "json_", is_flag=True, help=helps.JSON)
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
            click.echo(f"{says.OK if one.good else says.LOOK:<5} {one.says}")
    return LOOK if wrong else DONE


def _all(chosen: Settings) -> list[Finding]:
    path = chosen.database_path
    found = [
        *check_env(ENV_FILE),
        *check_tokens(chosen),
        *check_slack(chosen, channels_in_use(path, now())),
        *check_socket(chosen),
        *check_port(chosen),
        *check_public(chosen),
        *check_store(path),
        *check_scores(chosen),
    ]
    return list(dict.fromkeys(found))

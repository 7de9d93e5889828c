"""claim: a code that makes who types it in Slack the admin; serve prints one until there is one."""

from datetime import datetime

import click

from commandline.opening import DONE, answered, now, open_store, settings
from services import claiming
from storage.engine import Store
from texts import commandline as helps
from texts import setup as says


@click.command(help=helps.CLAIM)
@answered
def claim() -> int:
    """Print a code that makes its first user in Slack an admin."""
    store = open_store(settings().database_path)
    click.echo(invitation(store, now()))
    store.close()
    return DONE


def invitation(store: Store, at: datetime) -> str:
    """Return what to type in Slack to become admin, with a new code."""
    code = claiming.new_code(store, now=at)
    minutes = int(claiming.VALID.total_seconds() // 60)
    return says.claim(code, minutes)


def first_invitation(store: Store, at: datetime) -> str | None:
    """Return the invitation where nobody is admin yet."""
    return None if claiming.any_admin(store) else invitation(store, at)

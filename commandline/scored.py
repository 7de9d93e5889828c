"""The store of the commands that show or write scored figures: those follow the settings."""

from functools import partial

import click
from rich.console import Console

from commandline.opening import importing, open_store
from commandline.waiting import progress
from services.errors import DeskError
from services.rescoring import is_due, rescore
from services.settings import Settings
from storage import accounts
from storage.engine import Store, StoreBusy
from texts import storekeeping as says


def open_scored(chosen: Settings, *, bulk: bool = False) -> Store:
    """Open the store; where other settings scored its accounts they are scored anew first.

    bulk: as Store has it. Raises Unopened, and DeskError where an import is under way meanwhile.
    """
    store = open_store(chosen.database_path, bulk=bulk)
    needed = importing(store, chosen)
    if not is_due(needed):
        return store
    count = store.read(accounts.count)
    try:
        with store.alone("import"):
            if count:
                click.echo(says.scored_anew(count), err=True)
            with progress(Console(stderr=True)) as tell:
                rescore(needed, partial(tell, says.SCORING))
    except StoreBusy as error:
        if count:
            raise DeskError(says.SCORED_LATER) from error
    return store

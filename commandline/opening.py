"""What every command begins with: settings and an open store, and how it ends with an error."""

import os
import sqlite3
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

import click
import orjson

from services.errors import DeskError
from services.importing import Importing
from services.niches import add_starters
from services.settings import Settings, load
from storage import schema
from storage.engine import Store, StoreBusy
from texts import commandline as words
from texts import storekeeping as says

P = ParamSpec("P")
DONE, LOOK, FAILED = 0, 1, 2
NICE = 10
"""Of 19: how far long work stands back for others."""

ENV_FILE = Path(".env")
BOT = Path(__file__).parents[1] / "bot.py"


class Unopened(DeskError):
    """The store can't be opened; the sentence says why and what to do."""


def now() -> datetime:
    return datetime.now(UTC)


def settings() -> Settings:
    return load(ENV_FILE if ENV_FILE.exists() else None)


def settings_to_read() -> Settings:
    """Return the settings for a command that only reads the store: it makes no folder for one.

    Raises Unopened where there is none.
    """
    chosen = settings()
    folder = chosen.database_path.parent
    if not folder.is_dir():
        raise Unopened(says.no_store_there(str(chosen.database_path), str(folder)))
    return chosen


def open_store(path: Path, *, bulk: bool = False) -> Store:
    """Open a store, new or brought to the newest schema. Raises Unopened."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        store = Store(path, bulk=bulk)
        refuse_newer(store)
        if schema.pending(store):
            schema.migrate(store)
            store.write(add_starters)
    except StoreBusy as error:
        raise Unopened(says.being_migrated(str(path))) from error
    except (OSError, schema.DatabaseError) as error:
        raise Unopened(says.unopened(str(path), str(error))) from error
    return store


def refuse_newer(store: Store) -> None:
    """Raise Unopened for a store that a newer desk has written."""
    if unknown := schema.unknown(store):
        raise Unopened(says.of_newer_desk(str(store.path), unknown[-1]))


def importing(store: Store, chosen: Settings) -> Importing:
    return Importing(store, chosen.bounds, chosen.rates, now, "command line")


def answered(work: Callable[P, int]) -> Callable[P, None]:
    """Give a command its exit code, and its errors a sentence instead of a trace."""

    @wraps(work)
    def command(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            code = work(*args, **kwargs)
        except DeskError as error:
            click.echo(error.sentence(), err=True)
            code = FAILED
        except StoreBusy:
            click.echo(says.STORE_BUSY, err=True)
            code = FAILED
        except sqlite3.DatabaseError as error:
            click.echo(says.store_unusable(str(error)), err=True)
            code = FAILED
        except BrokenPipeError:
            raise
        except OSError as error:
            click.echo(says.file_unusable(str(error)), err=True)
            code = FAILED
        sys.exit(code)

    return command


def as_json(document: Any) -> None:
    """Print one JSON document, and nothing else, on standard output."""
    click.echo(orjson.dumps(document, option=orjson.OPT_INDENT_2).decode())


def agreed(question: str, *, default: bool = False) -> bool:
    """Ask for yes or no until it is said. default: for an empty answer.

    Raises click.Abort where the answers end.
    """
    while True:
        said = click.prompt(words.yes_or_no(question, default), default="", show_default=False)
        answer = words.ANSWERS.get(said.strip().lower(), None if said.strip() else default)
        if answer is not None:
            return answer
        click.echo(f"  {words.SAY_YES_OR_NO}")


def go_second() -> None:
    """Let a desk that serves on this machine go first: for long work on the command line."""
    if hasattr(os, "nice"):
        os.nice(NICE)

"""backup, restore, migrate, audit: what keeps a store in order."""

import contextlib
import hashlib
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path
from typing import Any

import click

from commandline.opening import (
    DONE,
    LOOK,
    Unopened,
    agreed,
    answered,
    as_json,
    now,
    open_store,
    refuse_newer,
    settings,
    settings_to_read,
)
from services.errors import DeskError
from services.ledger_proofs import proved
from storage import audit, schema
from storage.engine import Store, StoreBusy, copy_to, for_owner
from storage.wholeness import is_whole_store
from texts import commandline as helps
from texts import storekeeping as says
from texts import trail

FILES = ("", "-wal", "-shm")
"""Endings of what belongs to a store while it is open."""


@click.command(help=helps.BACKUP)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "json_", is_flag=True, help=helps.JSON)
@answered
def backup(file: Path, json_: bool) -> int:
    """Copy the store to FILE, while it is in use."""
    if file.exists():
        raise DeskError(says.file_there(str(file)))
    if not file.parent.is_dir():
        raise DeskError(says.no_folder(str(file.parent)))
    path = settings().database_path
    if not path.exists():
        raise DeskError(says.no_store_yet(str(path)))
    partial = file.with_name(f"{file.name}.part")
    partial.unlink(missing_ok=True)
    try:
        copy_to(open_store(path), partial)
        os.replace(partial, file)
    except sqlite3.OperationalError as error:
        raise DeskError(says.unwritable(str(file), str(error))) from error
    if json_:
        as_json(_described(file))
    else:
        click.echo(says.backed_up(str(file), file.stat().st_size))
    return DONE


def _described(file: Path) -> dict[str, Any]:
    """Return a backup as scripts get it, restored as when it was made."""
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return {"path": str(file), "bytes": file.stat().st_size, "sha256": digest}


@click.command(help=helps.RESTORE)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help=helps.DO_NOT_ASK)
@click.option("--json", "json_", is_flag=True, help=helps.JSON)
@answered
def restore(file: Path, yes: bool, json_: bool) -> int:
    """Put a backup in the place of the store; the store of now is kept beside it."""
    check_backup(file)
    path = settings().database_path
    if not yes and (json_ or not sys.stdin.isatty()):
        raise DeskError(says.nobody_to_ask(str(path)))
    if not yes and not agreed(says.replace(str(path))):
        click.echo(says.NOTHING_CHANGED)
        return LOOK
    with served(path):
        partial = path.with_name(f"{path.name}.part")
        partial.unlink(missing_ok=True)
        shutil.copyfile(file, for_owner(partial))
        open_store(partial).close()
        kept = str(_kept(path)) if path.exists() else None
        if kept and not json_:
            click.echo(says.kept(kept))
        os.replace(partial, path)
    if json_:
        as_json({**_described(file), "store": str(path), "kept": kept})
    else:
        click.echo(says.restored(str(file)))
    return DONE


def unused(path: Path, purpose: str) -> Path:
    """Return a name beside a store for a copy of it, with the time, which nothing has."""
    stem = f"{path.name}.{purpose}-{now():%Y%m%d-%H%M%S}"
    names = chain([stem], (f"{stem}-{number}" for number in count(2)))
    return next(one for one in map(path.with_name, names) if not one.exists())


def _kept(path: Path) -> Path:
    """Put the store aside with all that belongs to it; return its new name."""
    kept = unused(path, "before")
    for ending in FILES:
        part = path.with_name(path.name + ending)
        if part.exists():
            os.replace(part, kept.with_name(kept.name + ending))
    return kept


@contextlib.contextmanager
def served(path: Path) -> Iterator[None]:
    """Hold a store as the one process that serves or replaces it. Raises DeskError."""
    with contextlib.ExitStack() as held:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            held.enter_context(Store(path).alone("serving"))
        except StoreBusy:
            raise DeskError(says.being_served(str(path))) from None
        except (OSError, sqlite3.DatabaseError) as error:
            raise Unopened(says.unopened(str(path), str(error))) from error
        yield


def check_backup(file: Path) -> None:
    """Raise DeskError unless the file is a whole store that this program can read."""
    if not file.is_file():
        raise DeskError(says.no_file(str(file)))
    if not is_whole_store(file):
        raise DeskError(says.no_backup(str(file)))


@click.command(help=helps.MIGRATE)
@click.option("--json", "json_", is_flag=True, help=helps.JSON)
@answered
def migrate(json_: bool) -> int:
    """Bring the store to the newest schema."""
    path = settings().database_path
    steps: list[str] = []
    if path.exists():
        store = Store(path)
        refuse_newer(store)
        steps = schema.pending(store)
    open_store(path)
    if json_:
        as_json({"steps": steps})
    else:
        click.echo(says.steps_taken(steps) if steps else says.STORE_UP_TO_DATE)
    return DONE


@click.command("audit", help=helps.AUDIT)
@click.option("--json", "json_", is_flag=True, help=helps.JSON)
@answered
def audit_(json_: bool) -> int:
    """Prove that nothing was changed or dropped in the audit trail and the ledger."""
    store = open_store(settings_to_read().database_path)
    broken, ledger = store.read_together(lambda tx: (audit.first_broken(tx), proved(tx)))
    whole = broken is None and ledger.whole
    if json_:
        found = [{"subject": one.subject, "why": one.why} for one in ledger.findings]
        as_json(
            {
                "whole": whole,
                "broken": broken._asdict() if broken else None,
                "ledger": {"postings": ledger.postings, "findings": found},
            }
        )
        return DONE if whole else LOOK
    if broken:
        click.echo(says.trail_broken(broken.entry_id, broken.why))
    else:
        click.echo(trail.WHOLE)
    for one in ledger.findings:
        click.echo(says.ledger_finding(one.subject, one.why))
    if ledger.whole:
        click.echo(says.ledger_holds(ledger.postings))
    else:
        click.echo(says.COMPARE_LEDGER)
    return DONE if whole else LOOK

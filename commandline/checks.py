"""What doctor looks at on this machine: each check returns findings, good ones too, raises nothing."""

import errno
import os
import socket
import sqlite3
import stat
import tempfile
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import httpx
from pydantic_settings import DotEnvSettingsSource

from services.settings import Settings
from storage import audit, channels, runs, schema
from storage.channels import ChannelRow
from storage.engine import Store, StoreBusy
from storage.wholeness import is_whole
from texts.wording import counted

MOST_CHANNELS = 40
"""Channels that are looked at; Slack answers fifty such questions a minute."""

ALIVE_PATIENCE = 3
"""Seconds that our own server is waited for."""


class Finding(NamedTuple):
    """What was found; where it is not good, it says what to do next."""

    good: bool
    says: str


def check_env(file: Path) -> list[Finding]:
    """Look at who can read .env, and whether the environment says otherwise."""
    names = [name.upper() for name in Settings.model_fields if name.startswith("slack_")]
    if not file.exists():
        if any(os.environ.get(name) for name in names):
            return []
        says = "run make setup, or go to the folder where it is."
        return [Finding(False, f"There is no {file} in {Path.cwd()}: {says}")]
    found = []
    if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
        found.append(
            Finding(
                False, f"Others on this machine can read {file} and its tokens: chmod 600 {file}"
            )
        )
    held = DotEnvSettingsSource(Settings, env_file=file)()
    for name in names:
        value, there = held.get(name.lower()), os.environ.get(name)
        if value and there and there != value:
            found.append(
                Finding(
                    False,
                    f"{name} stands in {file} and, otherwise, in the environment, which"
                    " counts: remove one of them.",
                )
            )
    return found or [Finding(True, f"{file} is for you alone to read.")]


def check_port(chosen: Settings) -> list[Finding]:
    """Look whether the port is free where the desk needs one: for HTTP, and for signed sales."""
    if is_served(chosen.database_path):
        return [Finding(True, "A desk is serving this store.")]
    if not needs_port(chosen):
        return []
    try:
        socket.create_server((chosen.host, chosen.port)).close()
    except OSError as error:
        return [Finding(False, port_trouble(chosen, error))]
    return [Finding(True, f"Port {chosen.port} is free.")]


def needs_port(chosen: Settings) -> bool:
    """Tell whether the desk listens on a port."""
    socket_mode = bool(chosen.slack_app_token.get_secret_value())
    return not socket_mode or bool(chosen.sales_signing_secret.get_secret_value())


def port_trouble(chosen: Settings, error: OSError) -> str:
    """Return why a port can't be listened on, and what to do."""
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {chosen.port} is taken by another program: stop that one, or set PORT in .env."
        )
    if error.errno == errno.EACCES:
        return f"Port {chosen.port} is not for everybody: set PORT in .env to 1024 or more."
    return (
        f"{chosen.host}:{chosen.port} can't be listened on ({error.strerror or error}): set HOST in"
        " .env to 127.0.0.1, or to an address of this machine."
    )


def is_served(path: Path) -> bool:
    """Tell whether some process serves the store just now."""
    return _is_held(path, "serving")


def _is_held(path: Path, purpose: str) -> bool:
    """Tell whether some process holds a lock of a store, without making one."""
    if not path.with_name(f"{path.name}-{purpose}-lock").exists():
        return False
    try:
        with Store(path).alone(purpose):
            return False
    except (StoreBusy, sqlite3.Error):
        return True


def check_alive(chosen: Settings) -> Finding:
    """Look whether the desk runs: its server answers, or a process holds its store."""
    if not needs_port(chosen):
        if is_served(chosen.database_path):
            return Finding(True, "The desk is running.")
        return Finding(False, "No desk is running on this store: start it with bot.py serve.")
    host = "127.0.0.1" if chosen.host in ("0.0.0.0", "::") else chosen.host
    url = f"http://{f'[{host}]' if ':' in host else host}:{chosen.port}/healthz"
    try:
        well = httpx.get(url, timeout=ALIVE_PATIENCE, trust_env=False).status_code == 200
    except httpx.HTTPError:
        well = False
    if well:
        return Finding(True, "The desk is running.")
    return Finding(False, f"Nothing answers at {url}: start the desk with bot.py serve.")


def check_store(path: Path) -> list[Finding]:
    """Look at the folder, the file, its schema and its audit trail, without changing any."""
    folder = path.parent
    while not folder.exists():
        folder = folder.parent
    if not _writable(folder):
        says = f"The folder {folder} can't be written to: change its rights or DATABASE_URL."
        return [Finding(False, says)]
    if not path.exists():
        return [Finding(True, f"There is no store yet; {path} is made at the first start.")]
    for ending in ("", "-wal", "-shm"):
        part = path.with_name(path.name + ending)
        if part.exists() and not os.access(part, os.R_OK | os.W_OK, **_AS_WE_ARE):
            says = f"{part} can't be written to: give it to whoever runs the desk (chown)."
            return [Finding(False, says)]
    store = Store(path)
    try:
        return _inside(store)
    except sqlite3.DatabaseError as error:
        return [
            Finding(
                False,
                f"{path} can't be read as a store ({error}): restore a backup, or correct"
                " DATABASE_URL.",
            )
        ]
    finally:
        store.close()


_AS_WE_ARE = {"effective_ids": True} if os.access in os.supports_effective_ids else {}


def _writable(folder: Path) -> bool:
    """Try it: rights alone don't tell of a read-only disk or a full one."""
    try:
        with tempfile.TemporaryFile(dir=folder) as there:
            there.write(b"x")
    except OSError:
        return False
    return True


def _inside(store: Store) -> list[Finding]:
    if not store.read(is_whole):
        return [Finding(False, "The store is damaged: restore a backup (bot.py restore FILE).")]
    newer, steps = schema.unknown(store), schema.pending(store)
    found = [Finding(True, "The store is whole.")]
    if newer:
        found.append(
            Finding(False, "The store is of a newer desk: update this program (make upgrade).")
        )
    elif steps:
        found.append(
            Finding(False, f"The store is {len(steps)} steps behind: run python bot.py migrate.")
        )
    else:
        found += [_trail(store), *_cut_off(store)]
    try:
        store.write(lambda tx: None, patience=1.0)
    except StoreBusy:
        found.append(
            Finding(
                False, "Another program holds the store: close what has it open, or wait for it."
            )
        )
    return found


def _trail(store: Store) -> Finding:
    broken = store.read(audit.first_broken)
    if broken is None:
        return Finding(True, "The audit trail is whole.")
    return Finding(
        False,
        f"The audit trail is broken at entry {broken.entry_id} ({broken.why}): compare with a"
        " backup of before.",
    )


def _cut_off(store: Store) -> list[Finding]:
    """Look for imports that ended before their end; one that is under way is none."""
    if _is_held(store.path, "import"):
        return []
    return [
        Finding(
            False,
            f"Import {run.id}, of {run.source}, was cut off at"
            f" {counted(run.new_count + run.updated_count + run.unchanged_count, 'row')}: import the"
            " same file again to finish it"
            + ("." if run.kind == "sales" else f", or take it back with import --undo {run.id}."),
        )
        for run in store.read(runs.unfinished)
    ]


def channels_in_use(path: Path, now: datetime) -> list[ChannelRow]:
    """Return where the desk writes by itself; none where the store can't tell."""
    if not path.exists():
        return []
    store = Store(path)
    try:
        if schema.pending(store) or schema.unknown(store):
            return []
        return store.read(channels.in_use, now.date().isoformat(), MOST_CHANNELS)
    except sqlite3.DatabaseError:
        return []
    finally:
        store.close()

"""What doctor looks at on this machine: a check returns findings, good ones too, raises nothing."""

import errno
import os
import socket
import sqlite3
import stat
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

import httpx
from pydantic_settings import DotEnvSettingsSource

from commandline import tokens
from commandline.opening import importing
from commandline.storekeeping import FILES
from services.rescoring import is_due
from services.settings import LOOPBACK, Settings
from storage import accounts, audit, channels, runs, schema
from storage.channels import ChannelRow
from storage.engine import Store, StoreBusy
from storage.wholeness import is_whole
from texts import doctor as says
from texts import trail

T = TypeVar("T")
MOST_CHANNELS = 40
"""Channels that are looked at; Slack answers fifty such questions a minute."""

NOBODY_BEHIND = (502, 503, 504)
"""What a web server answers that finds nobody to pass a request on to."""

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
        return [Finding(False, says.no_env(str(file), str(Path.cwd())))]
    found = []
    if is_open(file):
        found.append(Finding(False, says.env_open(str(file))))
    held = DotEnvSettingsSource(Settings, env_file=file)()
    for name in names:
        value, there = held.get(name.lower()), os.environ.get(name)
        if value and there and there != value:
            found.append(Finding(False, says.set_twice(name, str(file))))
    return found or [Finding(True, says.env_closed(str(file)))]


def check_port(chosen: Settings) -> list[Finding]:
    """Look whether the port is free where the desk needs one: for HTTP, and for signed sales."""
    if is_served(chosen.database_path):
        return [Finding(True, says.SERVED)]
    if not needs_port(chosen):
        return []
    wrong = listening_trouble(chosen)
    return [Finding(False, wrong) if wrong else Finding(True, says.port_free(chosen.port))]


def needs_port(chosen: Settings) -> bool:
    """Tell whether the desk listens on a port."""
    socket_mode = bool(chosen.slack_app_token.get_secret_value())
    return not socket_mode or bool(chosen.sales_signing_secret.get_secret_value())


def listening_trouble(chosen: Settings) -> str | None:
    """Return why the port can't be listened on, and what to do; None if it can."""
    try:
        socket.create_server((chosen.host, chosen.port)).close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return says.port_taken(chosen.port)
        if error.errno == errno.EACCES:
            return says.port_forbidden(chosen.port)
        return says.not_listening(chosen.host, chosen.port, error.strerror or str(error))
    return None


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
        served = is_served(chosen.database_path)
        return Finding(served, says.RUNNING if served else says.NOT_RUNNING)
    url = local_address(chosen)
    if _health(url)[1] is None:
        return Finding(True, says.RUNNING)
    return Finding(False, says.nothing_answers(url))


def check_public(chosen: Settings) -> list[Finding]:
    """Look whether the public address leads to this desk, where Slack comes that way.

    Before the desk runs, a web server that has nobody to pass requests on to is nothing wrong.
    """
    url = chosen.public_url
    if chosen.slack_app_token.get_secret_value() or not url:
        return []
    status, why = _health(url)
    if why is None:
        return [Finding(True, says.public_answers(url))]
    if status in NOBODY_BEHIND and not is_served(chosen.database_path):
        return [Finding(True, says.public_waits(url, status))]
    return [Finding(False, says.public_elsewhere(url, why, local_address(chosen)))]


def local_address(chosen: Settings) -> str:
    """Return where the desk listens, as this machine reaches it."""
    host = "127.0.0.1" if chosen.host in ("0.0.0.0", "::") else chosen.host
    return f"http://{f'[{host}]' if ':' in host else host}:{chosen.port}"


def answer_at(url: str) -> tuple[int, str]:
    """Return status and text of an address; 0 and why, in words, where nothing answers."""
    try:
        answer = httpx.get(url, timeout=ALIVE_PATIENCE, trust_env=not url.startswith(LOOPBACK))
    except httpx.HTTPError as error:
        return 0, tokens.cause(error)
    return answer.status_code, answer.text


def _health(url: str) -> tuple[int, str | None]:
    """Return the status of an address, and why no desk answers there; None if one does."""
    status, text = answer_at(f"{url}/healthz")
    if status == 200 and text == "ok":
        return status, None
    return status, says.answered_otherwise(status) if status else text


def check_store(path: Path) -> list[Finding]:
    """Look at the folder, the file, its schema and its audit trail, without changing any."""
    folder = path.parent
    while not folder.exists():
        folder = folder.parent
    if not _writable(folder):
        return [Finding(False, says.folder_closed(str(folder)))]
    if not path.exists():
        return [Finding(True, says.no_store_yet(str(path)))]
    for ending in FILES:
        part = path.with_name(path.name + ending)
        if part.exists() and not os.access(part, os.R_OK | os.W_OK, **_AS_WE_ARE):
            return [Finding(False, says.file_closed(str(part)))]
    store = Store(path)
    try:
        return [*_readable_by_others(path), *_inside(store)]
    except sqlite3.DatabaseError as error:
        return [Finding(False, says.no_store(str(path), str(error)))]
    finally:
        store.close()


def _readable_by_others(path: Path) -> list[Finding]:
    """Look whether others on this machine can read a store; one of an older desk they can."""
    parts = [path.with_name(path.name + ending) for ending in FILES]
    wide = [str(one) for one in parts if one.exists() and is_open(one)]
    return [Finding(False, says.store_open(str(path), wide))] if wide else []


def is_open(file: Path) -> bool:
    """Tell whether others than its owner can get at a file."""
    return os.name == "posix" and bool(stat.S_IMODE(file.stat().st_mode) & 0o077)


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
        return [Finding(False, says.STORE_DAMAGED)]
    newer, steps = schema.unknown(store), schema.pending(store)
    found = [Finding(True, says.STORE_WHOLE)]
    if newer:
        found.append(Finding(False, says.STORE_NEWER))
    elif steps:
        found.append(Finding(False, says.store_behind(len(steps))))
    else:
        found += [_trail(store), *_cut_off(store)]
    try:
        store.write(lambda tx: None, patience=1.0)
    except StoreBusy:
        found.append(Finding(False, says.STORE_HELD))
    return found


def _trail(store: Store) -> Finding:
    broken = store.read(audit.first_broken)
    if broken is None:
        return Finding(True, trail.WHOLE)
    return Finding(False, says.trail_broken(broken.entry_id, broken.why))


def _cut_off(store: Store) -> list[Finding]:
    """Look for imports that ended before their end; one that is under way is none."""
    if _is_held(store.path, "import"):
        return []
    return [
        Finding(
            False,
            says.import_cut_off(
                run.id,
                run.source,
                run.new_count + run.updated_count + run.unchanged_count,
                undone=run.kind != "sales",
            ),
        )
        for run in store.read(runs.unfinished)
    ]


def channels_in_use(path: Path, now: datetime) -> list[ChannelRow]:
    """Return where the desk writes by itself; none where the store can't tell."""
    day = now.date().isoformat()
    return _asked(path, lambda store: store.read(channels.in_use, day, MOST_CHANNELS)) or []


def check_scores(chosen: Settings) -> list[Finding]:
    """Look whether creators are scored by other settings; none, or an older store, can't tell."""

    def otherwise(store: Store) -> bool:
        return is_due(importing(store, chosen)) and store.read(accounts.count) > 0

    found = _asked(chosen.database_path, otherwise)
    return [Finding(False, says.SCORED_OTHERWISE)] if found else []


def _asked(path: Path, work: Callable[[Store], T]) -> T | None:
    """Return what a store of this program says; None where there is none."""
    if not path.exists():
        return None
    store = Store(path)
    try:
        return None if schema.pending(store) or schema.unknown(store) else work(store)
    except sqlite3.DatabaseError:
        return None
    finally:
        store.close()

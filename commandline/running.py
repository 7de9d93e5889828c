"""The parts of a running desk: started together, watched, and stopped together."""

import signal
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

import click
from apscheduler.schedulers.background import BackgroundScheduler
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError

from commandline.opening import DONE, FAILED
from commandline.tokens import Answer
from handlers.replies import SLACK_DOWN, code_of
from services.errors import DeskError
from services.settings import Settings
from storage.engine import Store, copy_to
from texts import serving as says

WATCH = 0.5
"""Seconds between two looks at whether all parts live."""


class Part(Protocol):
    """Something that is started, watched and stopped with the process."""

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def alive(self) -> bool: ...


def run(parts: Sequence[Part], started: Sequence[Part] = ()) -> int:
    """Start the parts, wait for a signal or for the end of one, stop all; return the exit code.

    started: parts that run already. What was started last is stopped first, those before all.
    """
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    running = list(started)
    try:
        for part in parts:
            part.start()
            running.append(part)
        while not stopping.wait(WATCH):
            dead = [type(part).__name__ for part in running if not part.alive()]
            if dead:
                click.echo(says.part_died(dead), err=True)
                break
    finally:
        for part in [*started, *reversed(running[len(started) :])]:
            part.stop()
    return DONE if stopping.is_set() else FAILED


PING = 3
"""Seconds between two looks at the connection to Slack; a dead one is seen after about five."""


class SocketMode:
    """Slack's requests through a connection that we open: no public address is needed."""

    def __init__(self, app: App, token: str) -> None:
        self._handler = SocketModeHandler(app, token, ping_interval=PING)

    def start(self) -> None:
        """Connect. Raises DeskError where Slack refuses."""
        try:
            self._handler.connect()  # type: ignore[no-untyped-call]
        except SlackApiError as error:
            said = Answer({"error": code_of(error)}, {}).refusal
            raise DeskError(says.app_token_refused(said)) from error
        except SLACK_DOWN as error:
            raise DeskError(says.no_connection(code_of(error))) from error

    def stop(self) -> None:
        """Take no more requests, answer those that came, then close the connection."""
        client = self._handler.client
        client.closed = True
        client.message_workers.shutdown(wait=True)
        self._handler.close()  # type: ignore[no-untyped-call]

    def alive(self) -> bool:
        """Tell whether the threads live that read the connection and open it again when cut."""
        client = self._handler.client
        runners = (client.current_session_runner, client.current_app_monitor)
        return all(one.is_alive() for one in runners)


class Housekeeping:
    """What APScheduler looks after: a copy of the store every day, seven of them kept."""

    KEPT = 7

    def __init__(self, store: Store, chosen: Settings, clock: Callable[[], datetime]) -> None:
        self._store, self._chosen, self._clock = store, chosen, clock
        self._scheduler = BackgroundScheduler(timezone="UTC")
        self._scheduler.add_job(
            self.copy_if_due,
            "interval",
            hours=1,
            max_instances=1,
            misfire_grace_time=None,
            next_run_time=clock(),
        )

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=True)

    def alive(self) -> bool:
        thread = getattr(self._scheduler, "_thread", None)
        return bool(thread and thread.is_alive())

    def copy_if_due(self) -> Path | None:
        """Copy the store once a day of the workspace; return the copy, or None."""
        day = self._clock().astimezone(self._chosen.zone).date().isoformat()
        folder = self._store.path.parent / "backups"
        target = folder / f"{self._store.path.stem}-{day}.db"
        if target.exists():
            return None
        folder.mkdir(exist_ok=True)
        partial = target.with_suffix(".part")
        partial.unlink(missing_ok=True)
        copy_to(self._store, partial)
        partial.replace(target)
        for old in sorted(folder.glob(f"{self._store.path.stem}-????-??-??.db"))[: -self.KEPT]:
            old.unlink()
        return target

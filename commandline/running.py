"""The parts of a running desk: started together, watched, and stopped together."""

import signal
import threading
from collections.abc import Sequence
from typing import Protocol

import click
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError

from commandline.opening import DONE, FAILED
from commandline.tokens import Answer
from handlers.replies import SLACK_DOWN, code_of
from services.errors import DeskError
from texts import serving as says

WATCH = 0.5
"""Seconds between two looks at whether all parts live."""


class Part(Protocol):
    """Something that is started, watched and stopped with the process."""

    def start(self) -> None: ...

    def stop(self) -> None:
        """End it; what is stopped already stays so."""

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

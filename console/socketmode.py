"""Socket Mode: the bot opens a connection, envelopes go through it and are acknowledged."""

import contextlib
import secrets
import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLate
from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

from console.transport import SECONDS, Answer
from console.workspace import APP

Json = dict[str, Any]
PING = 10.0
"""Seconds between two pings, by which each side sees that the other is there."""

WITH_ANSWER = frozenset(("slash_commands", "interactive"))
"""The envelopes whose acknowledgement may carry an answer."""


class SocketMode:
    """The server of the connections. Several may be open; an envelope goes through the newest."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self._tickets: set[str] = set()
        self._open: list[ServerConnection] = []
        self._leaving: list[ServerConnection] = []
        self._changed = threading.Condition()
        self._waiting: dict[str, Future[Json]] = {}
        self._server: Server | None = None
        self.opened = 0

    @property
    def connections(self) -> int:
        return len(self._open)

    def start(self) -> None:
        self._server = serve(
            self._serve, "127.0.0.1", 0, ping_interval=PING, compression=None, max_size=None
        )
        threading.Thread(target=self._server.serve_forever, name="socket mode", daemon=True).start()

    def stop(self) -> None:
        if self._server:
            self._server.shutdown()
        self.cut()

    def ticket(self) -> str:
        """Return the address of one connection, as apps.connections.open gives it."""
        assert self._server is not None, "the stand-in has not been started"
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        port = self._server.socket.getsockname()[1]
        return f"ws://127.0.0.1:{port}/link/?ticket={ticket}&app_id={APP}"

    def wait(self, connections: int = 1, opened: int = 0, seconds: float = 15.0) -> bool:
        """Wait until so many connections are open, and so many have been opened in all."""
        with self._changed:
            return self._changed.wait_for(
                lambda: len(self._open) >= connections and self.opened >= opened, seconds
            )

    def wait_until_none(self, seconds: float = 15.0) -> bool:
        """Wait until no connection is open; tell whether that has come about."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._open, seconds)

    def deliver(self, kind: str, payload: Json, retry: tuple[int, str] | None) -> Answer | None:
        """Send an envelope; None when it is not acknowledged within three seconds."""
        envelope: Json = {
            "envelope_id": secrets.token_hex(16),
            "payload": payload,
            "type": kind,
            "accepts_response_payload": kind in WITH_ANSWER,
        }
        if kind == "events_api":
            envelope["retry_attempt"], envelope["retry_reason"] = retry or (0, "")
        if not self.wait(seconds=self.seconds):
            return None
        waiting = self._waiting[envelope["envelope_id"]] = Future()
        try:
            self._open[-1].send(orjson.dumps(envelope).decode())
            answer = waiting.result(timeout=self.seconds)
        except (ConnectionClosed, IndexError, TooLate):
            return None
        finally:
            del self._waiting[envelope["envelope_id"]]
        given = answer.get("payload")
        return Answer(200, orjson.dumps(given).decode() if given else "")

    def refresh(self, reason: str = "refresh_requested") -> None:
        """Ask the bot to connect anew, as Slack does every few hours.

        The old connection is closed when the new one is there. reason: refresh_requested, or
        warning, after which the old one stays open.
        """
        told = {"type": "disconnect", "reason": reason, "debug_info": {"host": "console"}}
        for connection in list(self._open):
            with contextlib.suppress(ConnectionClosed):
                connection.send(orjson.dumps(told).decode())
                if reason != "warning":
                    self._leaving.append(connection)

    def cut(self) -> None:
        """Drop every connection without a word, as a broken network does."""
        for connection in list(self._open):
            self._forget(connection)
            connection.close_socket()

    def _serve(self, connection: ServerConnection) -> None:
        asked = parse_qs(urlsplit(connection.request.path if connection.request else "").query)
        ticket = asked.get("ticket", [""])[0]
        with self._changed:
            known = ticket in self._tickets
            self._tickets.discard(ticket)
        if not known:
            return connection.close(1008, "invalid ticket")
        with self._changed:
            self._open.append(connection)
            self.opened += 1
            greeting = orjson.dumps(self._hello()).decode()
            connection.send(greeting)
            self._changed.notify_all()
            left, self._leaving = self._leaving, []
        for old in left:
            self._forget(old)
            old.close(1000, "refreshed")
        try:
            for message in connection:
                self._acknowledged(orjson.loads(message))
        except ConnectionClosed:
            pass
        finally:
            self._forget(connection)
        return None

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._open),
            "debug_info": {"host": "console", "approximate_connection_time": 18_060},
            "connection_info": {"app_id": APP},
        }

    def _acknowledged(self, answer: Json) -> None:
        waiting = self._waiting.get(answer.get("envelope_id", ""))
        if waiting is not None and not waiting.done():
            waiting.set_result(answer)

    def _forget(self, connection: ServerConnection) -> None:
        with self._changed:
            if connection in self._open:
                self._open.remove(connection)
            self._changed.notify_all()

"""The HTTP side: Slack's endpoint, webhooks, and two pages for whoever watches over the process."""

import logging
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

import orjson
from cheroot.wsgi import Server
from slack_bolt import App
from slack_bolt.request import BoltRequest

from services.settings import ENDPOINT
from storage import runs
from storage.engine import Store
from texts import serving as says
from web.webhooks import SalesWebhook

Environ = dict[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], Any]
LARGEST = 2 * 1024 * 1024
"""Bytes of a request; Slack's own are far smaller."""

PATIENCE = 5
"""Seconds that a connection may be silent in the middle of a request."""

CROWD = 256
"""Connections that may wait to be taken: with cheroot's five, a card that two hundred people click
at once has some of them cut off."""

LONGEST_TIME = 12
"""Digits of a signature's seconds since 1970."""

log = logging.getLogger("desk.web")


class _Quiet(Server):
    """A server that writes to our logs, where secrets are hidden, instead of standard error."""

    expiration_interval = 0.05
    """Seconds between two looks at whether it is to stop."""

    def error_log(self, msg: str = "", level: int = logging.INFO, traceback: bool = False) -> None:
        trace = traceback and sys.exc_info()[0] is not None
        log.log(level, "%s", msg.strip(), exc_info=trace)


class Web:
    """A WSGI application in a server thread.

    app None: Slack does not come this way, its endpoint is absent. sales None: not set up.
    """

    def __init__(
        self,
        app: App | None,
        store: Store,
        host: str,
        port: int,
        *,
        sales: SalesWebhook | None = None,
    ) -> None:
        self._app, self._store = app, store
        self._sales = sales or SalesWebhook(store, lambda: datetime.now(UTC), secret="")
        self._server = _Quiet(
            (host, port),
            self._answer,
            numthreads=10,
            server_name="desk",
            timeout=PATIENCE,
            request_queue_size=CROWD,
        )
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        host, port = self._server.bind_addr[:2]
        return f"http://{host}:{port}"

    def start(self) -> None:
        """Bind and serve. Raises OSError when the port is taken."""
        self._server.prepare()
        self._thread = threading.Thread(target=self._server.serve, name="web", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish the requests at hand and take no more."""
        self._server.stop()
        if self._thread:
            self._thread.join(timeout=10)

    def alive(self) -> bool:
        return bool(self._thread and self._thread.is_alive())

    def _answer(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        if path == ENDPOINT and self._app is not None:
            if method != "POST":
                return _text(start, 405, says.POST_ONLY, [("Allow", "POST")])
            return self._slack(self._app, environ, start)
        if path == "/webhooks/sales":
            return _json(start, *self._sales.answer(environ))
        if path == "/healthz":
            return _text(start, 200, says.OK)
        if path == "/readyz":
            return self._ready(start)
        return _text(start, 404, says.NOT_FOUND)

    def _ready(self, start: StartResponse) -> Iterable[bytes]:
        try:
            self._store.read(runs.unfinished)
        except sqlite3.Error as error:
            log.error("the store can't be read: %s", type(error).__name__)
            return _text(start, 503, says.STORE_UNREADABLE)
        return _text(start, 200, says.READY)

    def _slack(self, app: App, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or "0"
        if not (length.isascii() and length.isdigit()):
            return _text(start, 400, says.BAD_LENGTH)
        if int(length) > LARGEST:
            return _text(start, 413, says.TOO_LARGE)
        try:
            content = environ["wsgi.input"].read(int(length))
        except (OSError, ValueError):
            return _text(start, 408, says.NOT_WHOLE)
        headers = {
            key[5:].replace("_", "-").lower(): value
            for key, value in environ.items()
            if key.startswith("HTTP_")
        }
        headers["content-type"] = environ.get("CONTENT_TYPE", "")
        sent = headers.get("x-slack-request-timestamp", "0")
        if not (sent.isascii() and sent.isdigit() and len(sent) <= LONGEST_TIME):
            log.warning(says.REFUSED)
            return _text(start, 401, says.BAD_TIME)
        try:
            request = BoltRequest(
                body=content.decode("utf-8", "replace"),
                query=environ.get("QUERY_STRING", ""),
                headers=headers,
            )
        except (ValueError, RecursionError, AttributeError, TypeError):
            return _text(start, 400, says.NOT_FROM_SLACK)
        response = app.dispatch(request)
        if response.status == 401:
            log.warning(says.REFUSED)
        body = (response.body or "").encode()
        kinds = response.headers.get("content-type", ["text/plain"])
        start(
            _line(response.status),
            [("Content-Type", kinds[0]), ("Content-Length", str(len(body)))],
        )
        return [body]


def _json(start: StartResponse, status: int, document: dict[str, Any]) -> Iterable[bytes]:
    body = orjson.dumps(document)
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    start(_line(status), headers)
    return [body]


def _text(
    start: StartResponse, status: int, text: str, more: list[tuple[str, str]] | None = None
) -> Iterable[bytes]:
    body = text.encode()
    start(
        _line(status),
        [("Content-Type", "text/plain"), ("Content-Length", str(len(body))), *(more or [])],
    )
    return [body]


def _line(status: int) -> str:
    return f"{status} {HTTPStatus(status).phrase}"

"""The HTTP side: Slack's endpoint and two pages for whoever watches over the process."""

import threading
from collections.abc import Callable, Iterable
from typing import Any

from cheroot.wsgi import Server
from slack_bolt import App
from slack_bolt.request import BoltRequest

from storage.engine import Store

Environ = dict[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], Any]
LARGEST = 2 * 1024 * 1024
"""Bytes of a request; Slack's own are far smaller."""

PHRASES = {200: "OK", 401: "Unauthorized", 404: "Not Found", 500: "Internal Server Error"}


class Web:
    """A WSGI application in a server thread."""

    def __init__(self, app: App, store: Store, host: str, port: int) -> None:
        self._app, self._store = app, store
        self._server = Server((host, port), self._answer, numthreads=10, server_name="desk")
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
        self._server.stop()
        if self._thread:
            self._thread.join(timeout=10)

    def alive(self) -> bool:
        return bool(self._thread and self._thread.is_alive())

    def _answer(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        if path == "/slack/events":
            return self._slack(environ, start) if method == "POST" else _text(start, 405, "POST")
        if path == "/healthz":
            return _text(start, 200, "ok")
        if path == "/readyz":
            self._store.read(lambda tx: tx.value("SELECT 1"))
            return _text(start, 200, "ready")
        return _text(start, 404, "not found")

    def _slack(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        try:
            length = int(environ.get("CONTENT_LENGTH") or 0)
        except ValueError:
            return _text(start, 400, "bad length")
        if length > LARGEST:
            return _text(start, 413, "too large")
        headers = {
            key[5:].replace("_", "-").lower(): value
            for key, value in environ.items()
            if key.startswith("HTTP_")
        }
        headers["content-type"] = environ.get("CONTENT_TYPE", "")
        request = BoltRequest(
            body=environ["wsgi.input"].read(length).decode("utf-8", "replace"),
            query=environ.get("QUERY_STRING", ""),
            headers=headers,
        )
        response = self._app.dispatch(request)
        body = (response.body or "").encode()
        kinds = response.headers.get("content-type", ["text/plain"])
        phrase = PHRASES.get(response.status, "Answer")
        start(
            f"{response.status} {phrase}",
            [("Content-Type", kinds[0]), ("Content-Length", str(len(body)))],
        )
        return [body]


def _text(start: StartResponse, status: int, text: str) -> Iterable[bytes]:
    body = text.encode()
    phrase = PHRASES.get(status, "Refused")
    start(
        f"{status} {phrase}",
        [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))],
    )
    return [body]

"""The console's HTTP server: Web API, files, response addresses, the page and its controls."""

import secrets
import threading
from collections.abc import Callable, Iterable
from hmac import compare_digest
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import orjson
from cheroot.errors import FatalSSLAlert
from cheroot.wsgi import Server

from console.api import DROPPED, Api
from console.dispatch import Dispatch
from console.manifest import Manifest
from console.page import HOME, Pages
from console.workspace import APP, NAMES, PEOPLE, Workspace, direct

Json = dict[str, Any]
Answer = tuple[int, str, bytes]
HERE = Path(__file__).parent
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
CROWD = 256
"""Connections that may wait to be taken."""

PATIENCE = 20.0
"""Seconds that the page waits for a change before it asks again."""

LOOK = 0.05
"""Seconds between two looks at whether the server is to stop, so that tests need not wait."""

POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'"


class Console:
    """A made-up workspace behind an HTTP server on this machine alone."""

    def __init__(
        self, port: int = 0, commands: Iterable[Json] = (), manifest: Manifest | None = None
    ) -> None:
        self.workspace = Workspace()
        self.bot_token = f"xoxb-console-{secrets.token_hex(12)}"
        self.signing_secret = secrets.token_hex(16)
        self.control_token = secrets.token_hex(16)
        self.app_token = f"xapp-1-{APP}-{secrets.token_hex(12)}"
        given = manifest or Manifest.read()
        self.api = Api(self.workspace, self.bot_token, self.app_token, given)
        self.dispatch = Dispatch(
            self.workspace, self.signing_secret, files=self.api.files, manifest=given
        )
        self.api.open_connection = self.dispatch.socket.ticket
        listed = list(commands)
        self.dispatch.escaped = frozenset(
            [one["command"] for one in listed if one.get("should_escape")]
        )
        self.run = secrets.token_hex(4)
        self._pages = Pages(self.workspace, self.control_token, self.run, listed)
        self._server = Server(
            ("127.0.0.1", port),
            self._wsgi,
            numthreads=16,
            server_name="console",
            request_queue_size=CROWD,
        )
        self._server.expiration_interval = LOOK
        self._thread: threading.Thread | None = None
        self._stopping = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.bind_addr[1]}"

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    def start(self) -> None:
        """Bind and serve. Raises OSError when the port is taken."""
        self._server.prepare()
        self.dispatch.socket.start()
        self.dispatch.base = self.api.files.base = self.url
        self._thread = threading.Thread(target=self._server.serve, name="console", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopping = True
        self.workspace.touch()
        self.dispatch.socket.stop()
        self._server.stop()
        if self._thread:
            self._thread.join(timeout=10)

    def alive(self) -> bool:
        return bool(self._thread and self._thread.is_alive())

    def _wsgi(
        self, environ: Json, start: Callable[[str, list[tuple[str, str]]], Any]
    ) -> list[bytes]:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        body = environ["wsgi.input"].read(length) if length else b""
        status, kind, content = self._route(environ, body)
        headers = [
            ("Content-Type", kind),
            ("Content-Length", str(len(content))),
            ("Content-Security-Policy", POLICY),
            ("X-Content-Type-Options", "nosniff"),
            ("Cache-Control", "no-store"),
            *environ.get("console.headers", {}).items(),
        ]
        start(f"{status} Answer", headers)
        return [content]

    def _route(self, environ: Json, body: bytes) -> Answer:
        path = environ["PATH_INFO"]
        query = dict(parse_qsl(environ.get("QUERY_STRING", "")))
        first, _, rest = path.lstrip("/").partition("/")
        if first == "api":
            return self._api(rest, environ, body)
        if first == "respond":
            status, said = self.dispatch.respond(rest, orjson.loads(body or b"{}"))
            return status, "application/json", orjson.dumps(said)
        if first == "upload":
            status, told = self.api.files.upload(rest, body)
            return status, "text/plain", told
        if first == "files":
            return self._file(rest, environ, query.get("for", ""))
        if first == "control":
            return self._control(rest, environ, query, body)
        if first == "static":
            return self._static(rest)
        if path == "/favicon.ico":
            return self._static("icon.svg")
        if path == "/changes":
            return _json({"version": self._wait(int(query.get("since", -1))), "run": self.run})
        if path == "/fragment":
            return self._fragment(query)
        if path == "/":
            return _html(self._pages.page())
        return 404, "text/plain", b"not found"

    def _api(self, method: str, environ: Json, body: bytes) -> Answer:
        kind = environ.get("CONTENT_TYPE", "")
        given: Json = {}
        if body and "json" in kind:
            given = orjson.loads(body)
        elif body:
            given = dict(parse_qsl(body.decode(), keep_blank_values=True))
        token = environ.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer ") or given.pop(
            "token", None
        )
        status, environ["console.headers"], said = self.api.call(method, token, given)
        if status == DROPPED:
            raise FatalSSLAlert  # the server then closes the connection without an answer
        return status, "application/json", orjson.dumps(said)

    def _file(self, rest: str, environ: Json, page: str) -> Answer:
        """Answer a file to the bot by its token, or to the page by the one of this run."""
        found = self.workspace.files.get(rest.partition("/")[0])
        allowed = environ.get("HTTP_AUTHORIZATION") == f"Bearer {self.bot_token}"
        if found is None or not (allowed or compare_digest(page, self.control_token)):
            return 404, "text/plain", b"not found"
        environ["console.headers"] = {"Content-Disposition": "attachment"}
        return 200, "application/octet-stream", found[1]

    def _control(self, what: str, environ: Json, query: dict[str, str], body: bytes) -> Answer:
        origin = environ.get("HTTP_ORIGIN")
        if (
            origin not in (None, self.url)
            or environ.get("HTTP_X_CONSOLE_TOKEN") != self.control_token
        ):
            return 403, "text/plain", b"only the page itself may do this"
        if what == "drop":
            self.dispatch.in_background(
                self.dispatch.drop, query["user"], Path(query["name"]).name, body
            )
            return _json({})
        given = orjson.loads(body)
        user = given["user"] if given["user"] in NAMES else next(iter(PEOPLE))
        if what == "send":
            self._send(given, user)
        elif what == "click":
            self._click(given, user)
        elif what == "suggest":
            return _json(self._suggest(given, user))
        elif what == "home":
            self.dispatch.open_home(user)
        elif what == "submit" and self.workspace.views[user]:
            return _json({"errors": self.dispatch.submit(user, given["values"])})
        elif what == "close" and self.workspace.views[user]:
            self.dispatch.close(user)
        return _json({"errors": {}})

    def _send(self, given: Json, user: str) -> None:
        text, channel = given["text"], given["channel"]
        # Slack takes no commands in threads: there a slash is only a letter.
        if text.startswith("/") and not given.get("thread"):
            self.dispatch.command(text, user, channel)
        else:
            self.dispatch.say(text, user, channel, given.get("thread"))

    def _click(self, given: Json, user: str) -> None:
        if place := self._place(given["owner"], user):
            self.dispatch.click(given["action"], user, values=given["values"], **place)

    def _suggest(self, given: Json, user: str) -> Json:
        asked = {name: given[name] for name in ("block_id", "action_id", "value")}
        place = self._place(given["owner"], user)
        return {"options": self.dispatch.suggest(asked, user, **place) if place else []}

    def _place(self, owner: str, user: str) -> Json:
        """Return the view or the message that something stands in, as the dispatch takes it."""
        if owner in ("view", HOME):
            stack = self.workspace.views[user]
            home = self.workspace.homes.get(user)
            view = home if owner == HOME else stack[-1] if stack else None
            return {"view": view} if view else {}
        channel, _, ts = owner.partition("/")
        message = self.workspace.find(channel, ts)
        return {"message": message} if message else {}

    def _wait(self, since: int) -> int:
        with self.workspace.changed:
            self.workspace.changed.wait_for(
                lambda: self.workspace.version != since or self._stopping, timeout=PATIENCE
            )
            return self.workspace.version

    def _fragment(self, query: dict[str, str]) -> Answer:
        if query.get("user") not in NAMES:
            return 404, "text/plain", b"nobody"
        return _html(self._pages.fragment(query["user"], query.get("channel", "")))

    def _static(self, name: str) -> Answer:
        file = HERE / "static" / Path(name).name
        if not file.is_file():
            return 404, "text/plain", b"not found"
        return 200, f"{KINDS[file.suffix]}; charset=utf-8", file.read_bytes()


def _html(text: str) -> Answer:
    return 200, "text/html; charset=utf-8", text.encode()


def _json(body: Json) -> Answer:
    return 200, "application/json", orjson.dumps(body)


__all__ = ["Console", "direct"]

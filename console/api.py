"""Slack's Web API, as far as a bot needs it: the same words for the same mistakes."""

import time
from collections.abc import Callable
from typing import Any

import orjson

from console.chat import Chat
from console.checks import check_message, refused
from console.conversations import Conversations
from console.files import Files
from console.manifest import Manifest
from console.people import People
from console.views import Views
from console.workspace import BOT, BOT_USER, TEAM, Workspace

Json = dict[str, Any]
Called = tuple[int, dict[str, str], Json]
DROPPED = 0
"""The status of a call that gets no answer: its connection is dropped."""

SLOW_DOWN = {"ok": False, "error": "ratelimited"}
IN_JSON = ("blocks", "view", "metadata", "files", "unfurls")


class Api:
    """Answers methods to two tokens: the bot's and the app's.

    calls: what was asked, in order. failures: status and headers of the next answers; status 0
    drops the connection. delays: seconds before the next answers. refusals: method -> Slack's
    words for its next answers. one_a_second: one message a second and channel, as Slack has it.
    """

    def __init__(
        self, workspace: Workspace, token: str, app_token: str, manifest: Manifest
    ) -> None:
        self._workspace, self._token, self._app_token = workspace, token, app_token
        self.manifest = manifest
        self.app_scopes = {"connections:write"}
        self.open_connection: Callable[[], str] = str
        self.files = Files(workspace)
        self.calls: list[tuple[str, Json]] = []
        self.failures: list[tuple[int, dict[str, str]]] = []
        self.delays: list[float] = []
        self.refusals: dict[str, list[str]] = {}
        self.one_a_second = False
        self._posted: dict[str, float] = {}
        self._methods: dict[str, Callable[[Json], Json]] = {
            "api.test": lambda body: {"args": body} if body else {},
            "apps.connections.open": lambda _: {"url": self.open_connection()},
            "auth.test": self._auth_test,
            "blocks.validate": self._validate,
            **Chat(workspace).methods(),
            **Conversations(workspace).methods(),
            **Views(workspace).methods(),
            **self.files.methods(),
            **People(workspace, manifest).methods(),
        }

    def call(self, method: str, token: str | None, body: Json) -> Called:
        """Answer one call as HTTP has it: status, headers, answer."""
        if self.delays:
            time.sleep(self.delays.pop(0))
        if self.failures:
            status, headers = self.failures.pop(0)
            return status, headers, SLOW_DOWN
        if self.one_a_second and method == "chat.postMessage" and self._too_soon(body):
            return 429, {"Retry-After": "1"}, SLOW_DOWN
        headers = {}
        if token == self._token:
            headers["X-OAuth-Scopes"] = ",".join(sorted(self.manifest.scopes))
        return 200, headers, self.answer(method, token, body)

    def answer(self, method: str, token: str | None, body: Json) -> Json:
        """Answer one call."""
        if error := self._token_error(method, token):
            return {"ok": False, "error": error}
        work = self._methods.get(method)
        if work is None:
            return {"ok": False, "error": "unknown_method"}
        self.calls.append((method, body))
        for name in IN_JSON:
            if isinstance(body.get(name), str):
                try:
                    body[name] = orjson.loads(body[name])
                except orjson.JSONDecodeError:
                    return {"ok": False, "error": "invalid_arguments"}
        if self.refusals.get(method):
            return {"ok": False, "error": self.refusals[method].pop(0)}
        if lacking := self._lacking(method, body):
            return {"ok": False, "error": "missing_scope", **lacking}
        found = work(body)
        return found if "error" in found else {"ok": True, **found}

    def _token_error(self, method: str, token: str | None) -> str | None:
        if not token:
            return "not_authed"
        if token not in (self._token, self._app_token):
            return "invalid_auth"
        if (token == self._app_token) != (method == "apps.connections.open"):
            return "not_allowed_token_type"
        return None

    def _lacking(self, method: str, body: Json) -> Json:
        """Return what a call needs and what is provided, empty where that is enough."""
        provided, needed = self.manifest.scopes, self.manifest.missing(method, body)
        if method == "apps.connections.open":
            provided = frozenset(self.app_scopes)
            needed = None if "connections:write" in provided else "connections:write"
        return {"needed": needed, "provided": ",".join(sorted(provided))} if needed else {}

    def _too_soon(self, body: Json) -> bool:
        channel, now = str(body.get("channel", "")), self._workspace.clock()
        if now - self._posted.get(channel, 0.0) < 1.0:
            return True
        self._posted[channel] = now
        return False

    def _validate(self, body: Json) -> Json:
        return refused(check_message(body.get("blocks"), self._workspace.unknown_blocks))

    def _auth_test(self, _: Json) -> Json:
        return {
            "url": "https://console.example/",
            "team": "Console",
            "user": "desk",
            "team_id": TEAM,
            "user_id": BOT_USER,
            "bot_id": BOT,
            "is_enterprise_install": False,
        }

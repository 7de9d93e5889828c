"""Slack's Web API, as far as a bot needs it: the same words for the same mistakes."""

from collections.abc import Callable
from typing import Any

import orjson

from console.checks import check_message, check_view
from console.files import Files
from console.people import People
from console.shapes import channel_shown, fill_ids, shown, with_ids
from console.workspace import (
    BOT,
    BOT_USER,
    CHANNELS,
    PEOPLE,
    TEAM,
    Workspace,
    direct,
    is_member,
)

Json = dict[str, Any]


class Api:
    """Answers methods. Two tokens are known: the bot's and the app's."""

    def __init__(self, workspace: Workspace, token: str, app_token: str) -> None:
        self._workspace, self._token, self._app_token = workspace, token, app_token
        self.app_scopes = {"connections:write"}
        self.open_connection: Callable[[], str] = str
        self.files = Files(workspace)
        self.failures: list[tuple[int, dict[str, str]]] = []
        self.calls: list[tuple[str, Json]] = []
        self._methods: dict[str, Callable[[Json], Json]] = {
            "api.test": lambda _: {},
            "apps.connections.open": self._connect,
            "auth.test": self._auth_test,
            "blocks.validate": self._validate,
            "chat.postMessage": self._post,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.update": self._update,
            "chat.delete": self._delete,
            "conversations.list": lambda _: {"channels": [channel_shown(one) for one in CHANNELS]},
            "conversations.info": self._info,
            "conversations.members": lambda _: {"members": [*PEOPLE, BOT_USER]},
            "conversations.open": lambda body: {"channel": {"id": direct(body["users"])}},
            "conversations.history": self._history,
            "views.open": self._views_open,
            "views.push": self._views_open,
            "views.update": self._views_update,
            "views.publish": self._views_publish,
            **self.files.methods(),
            **People(workspace).methods(),
        }

    def answer(self, method: str, token: str | None, body: Json) -> Json:
        """Answer one call."""
        if not token:
            return {"ok": False, "error": "not_authed"}
        if token not in (self._token, self._app_token):
            return {"ok": False, "error": "invalid_auth"}
        if (token == self._app_token) != (method == "apps.connections.open"):
            return {"ok": False, "error": "not_allowed_token_type"}
        work = self._methods.get(method)
        if work is None:
            return {"ok": False, "error": "unknown_method"}
        self.calls.append((method, body))
        for name in ("blocks", "view", "metadata", "files"):
            if isinstance(body.get(name), str):
                body[name] = orjson.loads(body[name])
        found = work(body)
        return found if "error" in found else {"ok": True, **found}

    def _connect(self, _: Json) -> Json:
        if "connections:write" not in self.app_scopes:
            provided = ",".join(sorted(self.app_scopes))
            needed = {"needed": "connections:write", "provided": provided}
            return {"ok": False, "error": "missing_scope", **needed}
        return {"url": self.open_connection()}

    def _auth_test(self, _: Json) -> Json:
        return {
            "url": "https://console.example/",
            "team": "Console",
            "user": "desk",
            "team_id": TEAM,
            "user_id": BOT_USER,
            "bot_id": BOT,
        }

    def _validate(self, body: Json) -> Json:
        return _refused(check_message(body.get("blocks")))

    def _checked(self, body: Json) -> Json:
        blocks = body.get("blocks") or []
        wrong = check_message(blocks)
        if wrong:
            return _refused(wrong)
        if not body.get("text") and not blocks:
            return {"ok": False, "error": "no_text"}
        channel = body.get("channel", "")
        if channel in PEOPLE:
            body["channel"] = direct(channel)
        elif not is_member(channel):
            return {"ok": False, "error": "channel_not_found"}
        return {}

    def _post(self, body: Json) -> Json:
        wrong = self._checked(body)
        if wrong:
            return wrong
        message = self._workspace.post(
            body["channel"],
            BOT_USER,
            body.get("text", ""),
            blocks=fill_ids(body.get("blocks") or []),
            metadata=body.get("metadata"),
            thread_ts=body.get("thread_ts"),
        )
        return {"channel": message.channel, "ts": message.ts, "message": shown(message)}

    def _post_ephemeral(self, body: Json) -> Json:
        wrong = self._checked(body)
        if wrong:
            return wrong
        if body.get("user") not in PEOPLE:
            return {"ok": False, "error": "user_not_in_channel"}
        message = self._workspace.post(
            body["channel"],
            BOT_USER,
            body.get("text", ""),
            blocks=fill_ids(body.get("blocks") or []),
            ephemeral_to=body["user"],
            thread_ts=body.get("thread_ts"),
        )
        return {"message_ts": message.ts}

    def _update(self, body: Json) -> Json:
        wrong = self._checked(body)
        if wrong:
            return wrong
        message = self._workspace.find(body["channel"], body.get("ts", ""))
        if message is None or message.ephemeral_to:
            return {"ok": False, "error": "message_not_found"}
        if message.user != BOT_USER:
            return {"ok": False, "error": "cant_update_message"}
        message.text, message.blocks = body.get("text", ""), fill_ids(body.get("blocks") or [])
        self._workspace.touch()
        return {
            "channel": message.channel,
            "ts": message.ts,
            "text": message.text,
            "message": {key: value for key, value in shown(message).items() if key != "ts"},
        }

    def _delete(self, body: Json) -> Json:
        message = self._workspace.find(body.get("channel", ""), body.get("ts", ""))
        if message is None:
            return {"ok": False, "error": "message_not_found"}
        self._workspace.remove(message)
        return {"channel": message.channel, "ts": message.ts}

    def _info(self, body: Json) -> Json:
        if body.get("channel") not in CHANNELS:
            return {"ok": False, "error": "channel_not_found"}
        return {"channel": channel_shown(body["channel"])}

    def _history(self, body: Json) -> Json:
        if not is_member(body.get("channel", "")):
            return {"ok": False, "error": "channel_not_found"}
        asked = body.get("include_all_metadata") in (True, "true", "1", 1)
        found = [
            shown(one, metadata=asked)
            for one in self._workspace.messages
            if one.channel == body["channel"] and not one.ephemeral_to
        ]
        return {"messages": found[::-1], "has_more": False}

    def _views_open(self, body: Json) -> Json:
        user, error = self._workspace.take_trigger(body.get("trigger_id", ""))
        if user is None:
            return {"ok": False, "error": error}
        wrong = check_view(body.get("view"))
        if wrong:
            return {**_refused(wrong), "error": "invalid_arguments"}
        stack = self._workspace.views[user]
        if len(stack) >= 3:
            return {"ok": False, "error": "push_limit_reached"}
        stack.append(with_ids(body["view"]))
        self._workspace.touch()
        return {"view": stack[-1]}

    def _views_update(self, body: Json) -> Json:
        wrong = check_view(body.get("view"))
        if wrong:
            return {**_refused(wrong), "error": "invalid_arguments"}
        for stack in self._workspace.views.values():
            for index, view in enumerate(stack):
                if view["id"] == body.get("view_id"):
                    if body.get("hash") not in (None, view["hash"]):
                        return {"ok": False, "error": "hash_conflict"}
                    stack[index] = {**with_ids(body["view"]), "id": view["id"]}
                    self._workspace.touch()
                    return {"view": stack[index]}
        return {"ok": False, "error": "not_found"}

    def _views_publish(self, body: Json) -> Json:
        wrong = check_view(body.get("view"))
        if wrong:
            return {**_refused(wrong), "error": "invalid_arguments"}
        self._workspace.homes[body["user_id"]] = with_ids(body["view"])
        self._workspace.touch()
        return {"view": self._workspace.homes[body["user_id"]]}


def _refused(wrong: list[str]) -> Json:
    if not wrong:
        return {}
    return {
        "ok": False,
        "error": "invalid_blocks",
        "errors": wrong,
        "response_metadata": {"messages": [f"[ERROR] {one}" for one in wrong]},
    }

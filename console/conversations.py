"""conversations.*: which channels there are, who is in them, and what was said."""

from collections.abc import Callable
from typing import Any

from console.shapes import channel_shown, direct_shown, shown
from console.workspace import (
    BOT_USER,
    CHANNELS,
    GUESTS,
    NAMES,
    PEOPLE,
    Message,
    Workspace,
    direct,
    person_of,
    truth,
)

Json = dict[str, Any]
PAGE = 100
"""How many messages are answered where nothing is said."""


class Conversations:
    """Answers conversations.* and users.conversations."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def methods(self) -> dict[str, Callable[[Json], Json]]:
        return {
            "conversations.list": self._list,
            "conversations.info": self._info,
            "conversations.members": self._members,
            "conversations.open": self._open,
            "conversations.join": self._join,
            "conversations.history": self._history,
            "conversations.replies": self._replies,
            "users.conversations": self._of_user,
        }

    def _list(self, body: Json) -> Json:
        kinds = str(body.get("types") or "public_channel").replace(" ", "").split(",")
        found = self._channels() if "public_channel" in kinds else []
        if "im" in kinds:
            found += [direct_shown(user) for user in NAMES]
        return _page(found, "channels", body)

    def _channels(self) -> list[Json]:
        return [channel_shown(one, one in self._workspace.joined) for one in CHANNELS]

    def _info(self, body: Json) -> Json:
        channel = body.get("channel", "")
        if channel in CHANNELS:
            return {"channel": channel_shown(channel, channel in self._workspace.joined)}
        if person_of(channel):
            return {"channel": {"id": channel, "is_im": True, "created": 0, "is_archived": False}}
        return {"ok": False, "error": "channel_not_found"}

    def _members(self, body: Json) -> Json:
        channel = body.get("channel", "")
        if person := person_of(channel):
            return _page([person, BOT_USER], "members", body)
        if channel not in CHANNELS:
            return {"ok": False, "error": "channel_not_found"}
        bot = [BOT_USER] if channel in self._workspace.joined else []
        return _page([*PEOPLE, *GUESTS, *bot], "members", body)

    def _open(self, body: Json) -> Json:
        users = [one for one in str(body.get("users") or "").split(",") if one]
        if not users and not body.get("channel"):
            return {"ok": False, "error": "users_list_not_supplied"}
        user = users[0] if users else person_of(body["channel"])
        if user not in NAMES:
            return {"ok": False, "error": "user_not_found"}
        if truth(body.get("return_im")):
            return {"channel": direct_shown(user)}
        return {"channel": {"id": direct(user)}}

    def _join(self, body: Json) -> Json:
        channel = body.get("channel", "")
        if channel not in CHANNELS:
            return {"ok": False, "error": "channel_not_found"}
        known = channel in self._workspace.joined
        self._workspace.joined.add(channel)
        warning = {"warning": "already_in_channel"} if known else {}
        return {"channel": channel_shown(channel, True), **warning}

    def _history(self, body: Json) -> Json:
        if wrong := self._workspace.channel_error(body.get("channel", "")):
            return {"ok": False, "error": wrong}
        found = [one for one in self._public(body["channel"]) if not one.thread_ts]
        return self._told(_between(found, body)[::-1], body)

    def _replies(self, body: Json) -> Json:
        if wrong := self._workspace.channel_error(body.get("channel", "")):
            return {"ok": False, "error": wrong}
        ts = body.get("ts", "")
        found = [one for one in self._public(body["channel"]) if ts in (one.ts, one.thread_ts)]
        if not found:
            return {"ok": False, "error": "thread_not_found"}
        return self._told(_between(found, body), body)

    def _public(self, channel: str) -> list[Message]:
        every = self._workspace.messages
        return [one for one in every if one.channel == channel and not one.ephemeral_to]

    def _told(self, found: list[Message], body: Json) -> Json:
        asked = truth(body.get("include_all_metadata"))
        answer = _page([shown(one, metadata=asked) for one in found], "messages", body)
        more = bool(answer["response_metadata"]["next_cursor"])
        if not more:
            del answer["response_metadata"]
        return {**answer, "has_more": more}

    def _of_user(self, body: Json) -> Json:
        user = body.get("user") or BOT_USER
        if user not in (*NAMES, BOT_USER):
            return {"ok": False, "error": "user_not_found"}
        mine = self._workspace.joined if user == BOT_USER else CHANNELS
        found = [one for one in self._channels() if one["id"] in mine]
        return _page([{k: v for k, v in one.items() if k != "is_member"} for one in found],
                     "channels", body)  # fmt: skip


def _between(messages: list[Message], body: Json) -> list[Message]:
    """Return the messages that oldest and latest leave; both bounds only when inclusive."""
    oldest, latest = float(body.get("oldest") or 0), float(body.get("latest") or "inf")
    if truth(body.get("inclusive")):
        return [one for one in messages if oldest <= float(one.ts) <= latest]
    return [one for one in messages if oldest < float(one.ts) < latest]


def _page(found: list[Any], name: str, body: Json) -> Json:
    """Return one page; a cursor is the place where the next begins."""
    start, limit = int(body.get("cursor") or 0), int(body.get("limit") or PAGE)
    following = str(start + limit) if len(found) > start + limit else ""
    return {
        name: found[start : start + limit],
        "response_metadata": {"next_cursor": following},
    }

"""What Slack sends to a bot: signed requests, and what becomes of their answers."""

import hashlib
import hmac
import secrets
import threading
import time
from typing import Any
from urllib.parse import urlencode

import httpx
import orjson

from console.checks import check_message, check_view
from console.files import Files
from console.people import group_shown
from console.shapes import fill_ids, shown, with_ids
from console.workspace import (
    BOT,
    BOT_USER,
    CHANNELS,
    NAMES,
    TEAM,
    Group,
    Message,
    Workspace,
    direct,
    team_of,
)

Json = dict[str, Any]
SECONDS = 3.0
FORM = "application/x-www-form-urlencoded"
LATE = "desk did not respond in time. Try again."


class Dispatch:
    """Speaks to the bot at bot_url."""

    def __init__(
        self,
        workspace: Workspace,
        secret: str,
        seconds: float = SECONDS,
        files: Files | None = None,
    ) -> None:
        self._workspace, self._secret = workspace, secret
        self._files = files or Files(workspace)
        self._http = httpx.Client(timeout=seconds)
        self.bot_url = ""
        self.base = ""

    def command(self, line: str, user: str, channel: str) -> Message | None:
        """Send a slash command; return what its answer shows, if anything."""
        command, _, text = line.strip().partition(" ")
        form = {
            "token": "console",
            "team_id": team_of(user),
            "team_domain": "console",
            "channel_id": channel,
            "channel_name": CHANNELS.get(channel, "directmessage"),
            "user_id": user,
            "user_name": NAMES[user].lower(),
            "command": command,
            "text": text.strip(),
            "api_app_id": "A0CONSOLE",
            "is_enterprise_install": "false",
            "response_url": self._response_url(channel, user),
            "trigger_id": self._workspace.new_trigger(user),
        }
        return self._shown(self.send(urlencode(form).encode(), FORM), user, channel)

    def click(
        self,
        action: Json,
        user: str,
        *,
        message: Message | None = None,
        view: Json | None = None,
        values: Json | None = None,
    ) -> None:
        """Send a click on something in a message or a view."""
        body: Json = {
            **self._person(user),
            "type": "block_actions",
            "api_app_id": "A0CONSOLE",
            "trigger_id": self._workspace.new_trigger(user),
            "actions": [{**action, "action_ts": f"{time.time():.6f}"}],
            "state": {"values": values or {}},
        }
        if message is not None:
            channel = message.channel
            body["channel"] = {"id": channel, "name": CHANNELS.get(channel, "directmessage")}
            body["response_url"] = self._response_url(channel, user, message.ts)
            body["container"] = {
                "type": "message",
                "message_ts": message.ts,
                "channel_id": channel,
                "is_ephemeral": bool(message.ephemeral_to),
            }
            if not message.ephemeral_to:
                body["message"] = shown(message)
        if view is not None:
            body["view"] = {**view, "state": {"values": values or {}}}
            body["container"] = {"type": "view", "view_id": view["id"]}
        answer = self.send(urlencode({"payload": orjson.dumps(body).decode()}).encode(), FORM)
        if answer is None or answer.status_code != 200:
            where = message.channel if message else direct(user)
            self._late(user, where, answer)

    def submit(self, user: str, values: Json) -> Json:
        """Submit the top modal; return field errors, empty when it was taken."""
        stack = self._workspace.views[user]
        view = {**stack[-1], "state": {"values": values}}
        body = {
            **self._person(user),
            "type": "view_submission",
            "api_app_id": "A0CONSOLE",
            "trigger_id": self._workspace.new_trigger(user),
            "view": view,
            "response_urls": [],
        }
        answer = self.send(urlencode({"payload": orjson.dumps(body).decode()}).encode(), FORM)
        if answer is None or answer.status_code != 200:
            return {"": LATE}
        said = orjson.loads(answer.content) if answer.content.strip() else {}
        return self._follow(stack, said)

    def _follow(self, stack: list[Json], said: Json) -> Json:
        kind = said.get("response_action")
        if kind == "errors":
            errors: Json = said["errors"]
            return errors
        if kind in ("update", "push"):
            wrong = check_view(said["view"])
            if wrong:
                return {"": "; ".join(wrong)}
            if kind == "update":
                stack.pop()
            stack.append(with_ids(said["view"]))
        elif kind == "clear":
            stack.clear()
        else:
            stack.pop()
        self._workspace.touch()
        return {}

    def drop(self, user: str, name: str, content: bytes) -> Json:
        """Put a file into a person's direct messages with the bot, and tell the bot."""
        file = self._files.keep(name, content, user)
        channel = direct(user)
        message = self._workspace.post(channel, user, f"dropped {name}", files=[file])
        self.event(
            {
                "type": "message",
                "subtype": "file_share",
                "channel": channel,
                "channel_type": "im",
                "user": user,
                "text": "",
                "ts": message.ts,
                "files": [file],
            }
        )
        return file

    def say(self, text: str, user: str, channel: str) -> Message:
        """Post what a person says; the bot hears it in their direct messages."""
        message = self._workspace.post(channel, user, text)
        if channel == direct(user):
            heard = {"type": "message", "channel_type": "im", "channel": channel, "user": user}
            self.in_background(self.event, {**heard, "text": text, "ts": message.ts})
        return message

    def change_group(self, group: Group, users: list[str]) -> None:
        """Change a group's members; tell the bot, as Slack does, by two events."""
        before, group.users = group.users, list(users)
        old, group.updated = group.updated, int(self._workspace.clock())
        added = [one for one in users if one not in before]
        removed = [one for one in before if one not in users]
        self._workspace.touch()
        self.event(
            {
                "type": "subteam_members_changed",
                "subteam_id": group.id,
                "team_id": TEAM,
                "date_previous_update": old,
                "date_update": group.updated,
                "added_users": added,
                "added_users_count": len(added),
                "removed_users": removed,
                "removed_users_count": len(removed),
            }
        )
        self.event({"type": "subteam_updated", "subteam": group_shown(group)})

    def open_home(self, user: str) -> None:
        """Open App Home: tell the bot, which publishes what is shown."""
        opened = {"type": "app_home_opened", "user": user, "channel": direct(user), "tab": "home"}
        self.event({**opened, "event_ts": self._workspace.next_ts()})

    def event(self, event: Json, event_id: str | None = None) -> None:
        """Send an event; a second try follows when the first is not answered with 200."""
        body = orjson.dumps(
            {
                "token": "console",
                "team_id": TEAM,
                "api_app_id": "A0CONSOLE",
                "event": event,
                "type": "event_callback",
                "event_id": event_id or f"Ev{secrets.token_hex(5).upper()}",
                "event_time": int(time.time()),
                "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True}],
            }
        )
        answer = self.send(body, "application/json")
        if answer is None or answer.status_code != 200:
            reason = "http_timeout" if answer is None else "http_error"
            retry = {"x-slack-retry-num": "1", "x-slack-retry-reason": reason}
            self.send(body, "application/json", retry)

    def send(
        self, body: bytes, kind: str, more: dict[str, str] | None = None, at: float | None = None
    ) -> httpx.Response | None:
        """Send a signed request; None when there is no answer within three seconds."""
        stamp = str(int(time.time() if at is None else at))
        basis = b"v0:" + stamp.encode() + b":" + body
        signature = "v0=" + hmac.new(self._secret.encode(), basis, hashlib.sha256).hexdigest()
        headers = {
            "content-type": kind,
            "x-slack-request-timestamp": stamp,
            "x-slack-signature": signature,
            **(more or {}),
        }
        try:
            return self._http.post(f"{self.bot_url}/slack/events", content=body, headers=headers)
        except httpx.HTTPError:
            return None

    def respond(self, key: str, body: Json) -> tuple[int, Json]:
        """Take an answer at a response_url."""
        place = self._workspace.responses.get(key)
        if place is None or self._workspace.clock() > place.expires:
            return 404, {"ok": False, "error": "expired_url"}
        place.uses += 1
        if place.uses > 5:
            return 404, {"ok": False, "error": "used_url"}
        blocks = body.get("blocks") or []
        wrong = check_message(blocks)
        if wrong:
            return 400, {"ok": False, "error": "invalid_blocks", "errors": wrong}
        found = self._workspace.find(place.channel, place.message_ts) if place.message_ts else None
        if body.get("delete_original") and found:
            self._workspace.remove(found)
        elif body.get("replace_original") and found:
            found.text, found.blocks = body.get("text", ""), fill_ids(blocks)
            self._workspace.touch()
        else:
            self._post(body, place.user, place.channel)
        return 200, {"ok": True}

    def _shown(self, answer: httpx.Response | None, user: str, channel: str) -> Message | None:
        if answer is None or answer.status_code != 200:
            return self._late(user, channel, answer)
        if not answer.content.strip():
            return None
        try:
            body = orjson.loads(answer.content)
        except orjson.JSONDecodeError:
            body = {"text": answer.text}
        wrong = check_message(body.get("blocks") or [])
        if wrong:
            body = {"text": f"desk's answer was refused: {'; '.join(wrong)}"}
        return self._post(body, user, channel)

    def _post(self, body: Json, user: str, channel: str) -> Message:
        public = body.get("response_type") == "in_channel"
        return self._workspace.post(
            channel,
            BOT_USER,
            body.get("text", ""),
            blocks=fill_ids(body.get("blocks") or []),
            ephemeral_to=None if public else user,
        )

    def _late(self, user: str, channel: str, answer: httpx.Response | None) -> Message:
        said = LATE if answer is None else f"desk answered with {answer.status_code}. Try again."
        return self._workspace.post(channel, BOT_USER, said, ephemeral_to=user)

    def _response_url(self, channel: str, user: str, ts: str | None = None) -> str:
        return f"{self.base}/respond/{self._workspace.new_response(channel, user, ts)}"

    def _person(self, user: str) -> Json:
        return {
            "user": {"id": user, "name": NAMES[user].lower(), "team_id": team_of(user)},
            "team": {"id": TEAM, "domain": "console"},
            "token": "console",
        }

    def in_background(self, work: Any, *args: Any) -> None:
        threading.Thread(target=work, args=args, daemon=True).start()


__all__ = ["BOT", "Dispatch"]

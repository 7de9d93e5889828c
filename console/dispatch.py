"""What people do in the workspace, sent to the bot as Slack sends it, and what comes of it."""

import re
import threading
import time
from typing import Any

import httpx

from console.checks import check_message
from console.events import Events
from console.files import Files
from console.manifest import Manifest
from console.modals import Modals
from console.responses import Responses
from console.shapes import sender, shown
from console.socketmode import SocketMode
from console.transport import LATE, SECONDS, Answer, Http
from console.workspace import (
    APP,
    BOT_USER,
    CHANNELS,
    GROUPS,
    NAMES,
    Group,
    Message,
    Workspace,
    direct,
    team_of,
)

Json = dict[str, Any]


class Dispatch:
    """Speaks to the bot: over HTTP at bot_url, or through the socket where there is no address."""

    def __init__(
        self,
        workspace: Workspace,
        secret: str,
        seconds: float = SECONDS,
        files: Files | None = None,
        manifest: Manifest | None = None,
    ) -> None:
        self._workspace = workspace
        self._http = Http(secret, seconds)
        self._files = files or Files(workspace)
        self._responses = Responses(workspace)
        self.events = Events(workspace, self.deliver, manifest or Manifest.read())
        self._modals = Modals(workspace, lambda body: self.deliver("interactive", body))
        self.socket = SocketMode(seconds)
        self.base = ""
        self.escaped: frozenset[str] = frozenset()
        """Commands whose text comes as messages do: names as <@U...>, signs as entities."""

    @property
    def bot_url(self) -> str:
        return self._http.url

    @bot_url.setter
    def bot_url(self, url: str) -> None:
        self._http.url = url

    def deliver(
        self, kind: str, payload: Json, retry: tuple[int, str] | None = None
    ) -> Answer | None:
        """Send one envelope the way the bot has chosen; None when no answer came in time."""
        way = self._http if self.bot_url else self.socket
        return way.deliver(kind, payload, retry)

    def send(
        self, body: bytes, kind: str, more: dict[str, str] | None = None, at: float | None = None
    ) -> httpx.Response | None:
        """Send a signed request of one's own making over HTTP."""
        return self._http.send(body, kind, more, at)

    def respond(self, key: str, body: Json) -> tuple[int, Json]:
        """Take an answer at a response_url."""
        return self._responses.respond(key, body)

    def event(self, event: Json, event_id: str | None = None) -> None:
        """Send an event."""
        self.events.send(event, event_id)

    def change_group(self, group: Group, users: list[str]) -> None:
        """Change a group's members; the bot is told."""
        self.events.group_changed(group, users)

    def open_home(self, user: str) -> None:
        """Open App Home: tell the bot, which publishes what is shown."""
        self.events.home_opened(user)

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
            "text": with_mentions(text.strip()) if command in self.escaped else text.strip(),
            "api_app_id": APP,
            "is_enterprise_install": "false",
            "response_url": self._response_url(channel, user),
            "trigger_id": self._workspace.new_trigger(user),
        }
        return self._shown(self.deliver("slash_commands", form), user, channel)

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
            **sender(user),
            "type": "block_actions",
            "trigger_id": self._workspace.new_trigger(user),
            "actions": [{**action, "action_ts": f"{time.time():.6f}"}],
            "state": {"values": values or {}},
        }
        if message is not None:
            body |= self._in_message(message, user)
        if view is not None:
            body["view"] = {**view, "state": {"values": values or {}}}
            body["container"] = {"type": "view", "view_id": view["id"]}
        answer = self.deliver("interactive", body)
        if answer is None or not answer.taken:
            self._late(user, message.channel if message else direct(user), answer)

    def _in_message(self, message: Message, user: str) -> Json:
        channel = message.channel
        container: Json = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel,
            "is_ephemeral": bool(message.ephemeral_to),
        }
        if message.thread_ts:
            container["thread_ts"] = message.thread_ts
        found: Json = {
            "channel": {"id": channel, "name": CHANNELS.get(channel, "directmessage")},
            "response_url": self._response_url(channel, user, message.ts),
            "container": container,
        }
        # Of an ephemeral message Slack sends the place alone.
        return found if message.ephemeral_to else {**found, "message": shown(message)}

    def submit(self, user: str, values: Json) -> Json:
        """Submit the top modal; return field errors, empty when it was taken."""
        return self._modals.submit(user, values)

    def close(self, user: str) -> None:
        """Close the top modal."""
        self._modals.close(user)

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

    def say(self, text: str, user: str, channel: str, thread_ts: str | None = None) -> Message:
        """Post what a person says; the bot hears its name, and all in direct messages with it."""
        said = with_mentions(text)
        message = self._workspace.post(channel, user, said, thread_ts=thread_ts)
        heard = {"user": user, "text": said, "channel": channel, "team": team_of(user)}
        heard |= {"ts": message.ts, "event_ts": message.ts}
        if thread_ts:
            heard["thread_ts"] = thread_ts
        if channel == direct(user):
            self.in_background(self.event, {"type": "message", "channel_type": "im", **heard})
        elif f"<@{BOT_USER}>" in said and channel in self._workspace.joined:
            self.in_background(self.event, {"type": "app_mention", **heard})
        return message

    def suggest(
        self, asked: Json, user: str, *, message: Message | None = None, view: Json | None = None
    ) -> list[Json]:
        """Ask the bot for the entries of an external select while a person types.

        asked: block_id, action_id and value, which is what was typed so far.
        """
        body: Json = {**sender(user), "type": "block_suggestion", **asked}
        if message is not None:
            body |= self._in_message(message, user)
            del body["response_url"]
        if view is not None:
            body["view"] = view
            body["container"] = {"type": "view", "view_id": view["id"]}
        answer = self.deliver("interactive", body)
        said = answer.body if answer and answer.taken else {}
        groups = [group["options"] for group in said.get("option_groups", [])]
        return [*said.get("options", []), *(one for group in groups for one in group)]

    def _shown(self, answer: Answer | None, user: str, channel: str) -> Message | None:
        if answer is None or not answer.taken:
            return self._late(user, channel, answer)
        if not answer.body:
            return None
        body = answer.body
        if wrong := check_message(body.get("blocks") or [], self._workspace.unknown_blocks):
            body = {"text": f"desk's answer was refused: {'; '.join(wrong)}"}
        return self._responses.post(body, user, channel)

    def _late(self, user: str, channel: str, answer: Answer | None) -> Message:
        said = LATE if answer is None else f"desk answered with {answer.status}. Try again."
        return self._workspace.post(channel, BOT_USER, said, ephemeral_to=user)

    def _response_url(self, channel: str, user: str, ts: str | None = None) -> str:
        return f"{self.base}/respond/{self._workspace.new_response(channel, user, ts)}"

    def in_background(self, work: Any, *args: Any) -> None:
        threading.Thread(target=work, args=args, daemon=True).start()


def with_mentions(text: str) -> str:
    """Return what is typed with "@desk", "@ana" and "#general" as Slack's client writes them."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _NAME.sub(lambda found: _KNOWN.get(found[0].lower(), found[0]), text)


_NAME = re.compile(r"(?<!\w)[@#]\w+")
_KNOWN = {
    "@desk": f"<@{BOT_USER}>",
    **{f"@{handle}": f"<!subteam^{group}|@{handle}>" for group, handle in GROUPS.items()},
    **{f"@{name.lower()}": f"<@{user}>" for user, name in NAMES.items()},
    **{f"#{name}": f"<#{channel}|{name}>" for channel, name in CHANNELS.items()},
}

"""chat.*: messages posted, changed, deleted, linked to, and links in them unfurled."""

from collections.abc import Callable
from typing import Any

from console.checks import check_message, refused, too_long
from console.shapes import fill_ids, shown
from console.workspace import BOT_USER, CHANNELS, NAMES, Message, Workspace, direct

Json = dict[str, Any]
LONGEST_UPDATE = 4_000
"""Characters of the text of chat.update."""

LONGEST_TEXT = 40_000
"""Characters at which the text of a new message is cut."""


class Chat:
    """Answers chat.*."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def methods(self) -> dict[str, Callable[[Json], Json]]:
        return {
            "chat.postMessage": self._post,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.update": self._update,
            "chat.delete": self._delete,
            "chat.getPermalink": self._permalink,
            "chat.unfurl": self._unfurl,
        }

    def _wrong(self, body: Json) -> Json:
        """Return the refusal of a message, empty for one that is taken; a person's id becomes
        their direct messages."""
        blocks = body.get("blocks") or []
        if wrong := check_message(blocks, self._workspace.unknown_blocks):
            return refused(wrong)
        if too_long(blocks):
            return {"ok": False, "error": "msg_blocks_too_long"}
        if not body.get("text") and not blocks:
            return {"ok": False, "error": "no_text"}
        if body.get("channel") in NAMES:
            body["channel"] = direct(body["channel"])
        error = self._workspace.channel_error(body.get("channel", ""))
        return {"ok": False, "error": error} if error else {}

    def _made(self, body: Json, **more: Any) -> Message:
        return self._workspace.post(
            body["channel"],
            BOT_USER,
            body.get("text", "")[:LONGEST_TEXT],
            blocks=fill_ids(body.get("blocks") or []),
            thread_ts=body.get("thread_ts"),
            **more,
        )

    def _post(self, body: Json) -> Json:
        if wrong := self._wrong(body):
            return wrong
        message = self._made(body, metadata=body.get("metadata"))
        return {"channel": message.channel, "ts": message.ts, "message": shown(message)}

    def _post_ephemeral(self, body: Json) -> Json:
        if wrong := self._wrong(body):
            return wrong
        if body.get("user") not in NAMES:
            return {"ok": False, "error": "user_not_in_channel"}
        return {"message_ts": self._made(body, ephemeral_to=body["user"]).ts}

    def _update(self, body: Json) -> Json:
        if wrong := self._wrong(body):
            return wrong
        if len(body.get("text", "")) > LONGEST_UPDATE:
            return {"ok": False, "error": "msg_too_long"}
        message = self._own(body, "cant_update_message")
        if isinstance(message, dict):
            return message
        message.text, message.blocks = body.get("text", ""), fill_ids(body.get("blocks") or [])
        if "metadata" in body:
            message.metadata = body["metadata"]
        self._workspace.touch()
        told = {key: value for key, value in shown(message).items() if key != "ts"}
        told.pop("thread_ts", None)
        place = {"channel": message.channel, "ts": message.ts}
        return {**place, "text": message.text, "message": told}

    def _delete(self, body: Json) -> Json:
        message = self._own(body, "cant_delete_message")
        if isinstance(message, dict):
            return message
        self._workspace.remove(message)
        return {"channel": message.channel, "ts": message.ts}

    def _own(self, body: Json, error: str) -> Message | Json:
        """Return the bot's own message that a call names, or why there is none."""
        message = self._workspace.find(body.get("channel", ""), body.get("ts", ""))
        if message is None or message.ephemeral_to:
            return {"ok": False, "error": "message_not_found"}
        return message if message.user == BOT_USER else {"ok": False, "error": error}

    def _permalink(self, body: Json) -> Json:
        channel, ts = body.get("channel", ""), body.get("message_ts", "")
        if channel not in CHANNELS and not channel.startswith("D"):
            return {"ok": False, "error": "channel_not_found"}
        if self._workspace.find(channel, ts) is None:
            return {"ok": False, "error": "message_not_found"}
        link = f"https://console.example/archives/{channel}/p{ts.replace('.', '')}"
        return {"channel": channel, "permalink": link}

    def _unfurl(self, body: Json) -> Json:
        unfurls = body.get("unfurls")
        if not isinstance(unfurls, dict) or not unfurls:
            return {"ok": False, "error": "missing_unfurls"}
        message = self._workspace.find(body.get("channel", ""), body.get("ts", ""))
        if message is None:
            return {"ok": False, "error": "cannot_unfurl_message"}
        for one in unfurls.values():
            if wrong := check_message(one.get("blocks") or [], self._workspace.unknown_blocks):
                return refused(wrong)
        message.unfurls = unfurls
        self._workspace.touch()
        return {}

"""response_urls: where a command or a click is answered later, five times within half an hour."""

from typing import Any

from console.checks import check_message
from console.shapes import fill_ids
from console.workspace import BOT_USER, RESPONSE_USES, Message, Workspace

Json = dict[str, Any]


class Responses:
    """Takes answers and puts them into the workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def respond(self, key: str, body: Json) -> tuple[int, Json]:
        """Take an answer at a response_url; return status and what is said of it."""
        place = self._workspace.responses.get(key)
        if place is None or self._workspace.clock() > place.expires:
            return 404, {"ok": False, "error": "expired_url"}
        place.uses += 1
        if place.uses > RESPONSE_USES:
            return 404, {"ok": False, "error": "used_url"}
        blocks = body.get("blocks") or []
        if wrong := check_message(blocks, self._workspace.unknown_blocks):
            return 400, {"ok": False, "error": "invalid_blocks", "errors": wrong}
        found = self._workspace.find(place.channel, place.message_ts) if place.message_ts else None
        if body.get("delete_original") and found:
            self._workspace.remove(found)
        elif body.get("replace_original") and found:
            found.text, found.blocks = body.get("text", ""), fill_ids(blocks)
            self._workspace.touch()
        else:
            self.post(body, place.user, place.channel)
        return 200, {"ok": True}

    def post(self, body: Json, user: str, channel: str) -> Message:
        """Show an answer: to the person alone unless it says in_channel."""
        public = body.get("response_type") == "in_channel"
        return self._workspace.post(
            channel,
            BOT_USER,
            body.get("text", ""),
            blocks=fill_ids(body.get("blocks") or []),
            ephemeral_to=None if public else user,
            thread_ts=body.get("thread_ts"),
        )

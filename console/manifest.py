"""What the app was given: the scopes and events of manifest.yaml, and what each method needs."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

Json = dict[str, Any]
FILE = Path(__file__).parents[1] / "manifest.yaml"
_ITEM = re.compile(r"\s*-\s+([\w.:]+)")

NEEDED: dict[str, tuple[str, ...]] = {
    "bots.info": ("users:read",),
    "chat.delete": ("chat:write",),
    "chat.postEphemeral": ("chat:write",),
    "chat.postMessage": ("chat:write",),
    "chat.unfurl": ("links:write",),
    "chat.update": ("chat:write",),
    "conversations.join": ("channels:join",),
    "conversations.list": ("channels:read", "groups:read", "im:read", "mpim:read"),
    "conversations.open": ("im:write", "mpim:write"),
    "files.completeUploadExternal": ("files:write",),
    "files.getUploadURLExternal": ("files:write",),
    "files.info": ("files:read",),
    "team.info": ("team:read",),
    "usergroups.list": ("usergroups:read",),
    "usergroups.users.list": ("usergroups:read",),
    "users.conversations": ("channels:read", "groups:read", "im:read", "mpim:read"),
    "users.info": ("users:read",),
    "users.list": ("users:read",),
    "users.lookupByEmail": ("users:read.email",),
}
"""Method -> the scopes of which one is enough; a method that is not named needs none."""

_OF_A_CHANNEL = {
    "conversations.history": ("channels:history", "im:history"),
    "conversations.info": ("channels:read", "im:read"),
    "conversations.members": ("channels:read", "im:read"),
    "conversations.replies": ("channels:history", "im:history"),
}
"""Method -> the scope for a channel, and that for direct messages."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The scopes of the bot's token, and the events that are told to the bot."""

    scopes: frozenset[str]
    events: frozenset[str]

    @classmethod
    def read(cls, text: str | None = None) -> Self:
        """Read the project's manifest, or another text of that shape."""
        lines = (FILE.read_text("utf-8") if text is None else text).splitlines()
        return cls(frozenset(_items(lines, "bot:")), frozenset(_items(lines, "bot_events:")))

    def missing(self, method: str, body: Json) -> str | None:
        """Return the scope that a call lacks, or None."""
        needed = NEEDED.get(method, ())
        if method in _OF_A_CHANNEL:
            place, direct = _OF_A_CHANNEL[method]
            needed = (direct if str(body.get("channel", "")).startswith("D") else place,)
        if not needed or self.scopes & set(needed):
            return None
        return needed[0]

    def hears(self, event: Json) -> bool:
        """Tell whether the app has subscribed to an event."""
        kind, place = event["type"], event.get("channel_type")
        name = f"message.{'channels' if place == 'channel' else place}"
        return (name if kind == "message" else kind) in self.events


def _items(lines: list[str], heading: str) -> list[str]:
    """Return the items of the list under a heading, comments left away."""
    found: list[str] = []
    within = False
    for line in lines:
        if within and (item := _ITEM.match(line)):
            found.append(item[1])
        else:
            within = line.strip() == heading
    return found

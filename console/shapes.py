"""How messages, views, channels and people look in Slack's answers and payloads."""

import secrets
from typing import Any

from console.workspace import (
    BOT,
    BOT_USER,
    CHANNELS,
    NAMES,
    Message,
    Workspace,
    is_member,
    team_of,
)

Json = dict[str, Any]


def with_ids(view: Json) -> Json:
    """Return a view with the ids that the server fills in."""
    filled = {**view, "id": f"V{secrets.token_hex(5).upper()}", "hash": secrets.token_hex(6)}
    filled["blocks"] = fill_ids(view.get("blocks", []))
    return filled


def fill_ids(blocks: list[Json]) -> list[Json]:
    """Give blocks and elements the ids that they lack, wherever they stand in one another."""
    filled = []
    for block in blocks:
        one = {**block, "block_id": block.get("block_id") or secrets.token_hex(3)}
        for name in ("element", "accessory"):
            if name in one:
                one[name] = _with_action(one[name])
        if one["type"] == "actions":
            one["elements"] = [_with_action(element) for element in one["elements"]]
        elif one["type"] == "card" and "actions" in one:
            one["actions"] = [_with_action(element) for element in one["actions"]]
        elif one["type"] == "carousel":
            one["elements"] = fill_ids(one["elements"])
        elif one["type"] == "container":
            one["child_blocks"] = fill_ids(one["child_blocks"])
        filled.append(one)
    return filled


def _with_action(element: Json) -> Json:
    return {**element, "action_id": element.get("action_id") or secrets.token_hex(3)}


def shown(message: Message, *, metadata: bool = True) -> Json:
    """Return a message as Slack's answers hold it; metadata is for those who ask for it."""
    found: Json = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text}
    if message.user == BOT_USER:
        found["bot_id"] = BOT
    if message.blocks:
        found["blocks"] = message.blocks
    if message.metadata and metadata:
        found["metadata"] = message.metadata
    return found


def channel_shown(channel: str) -> Json:
    """Return a channel as Slack's answers hold it."""
    return {"id": channel, "name": CHANNELS.get(channel, ""), "is_channel": True, "is_member": True}


def user_shown(user: str) -> Json:
    """Return a person, or the bot, as Slack's answers hold them."""
    name, bot = NAMES.get(user, "desk"), user == BOT_USER
    return {
        "id": user,
        "team_id": team_of(user),
        "name": name.lower(),
        "real_name": name,
        "deleted": False,
        "is_bot": bot,
        "is_app_user": False,
        "tz": "Europe/Berlin",
        "tz_offset": 3_600,
        "updated": 0,
        "profile": {
            "real_name": name,
            "display_name": name.lower(),
            "email": f"{name.lower()}@console.example",
            "team": team_of(user),
        },
    }


def message_error(workspace: Workspace, channel: str) -> str | None:
    """Return Slack's word for why nothing can be posted to a channel, or None."""
    return None if is_member(channel) else "channel_not_found"

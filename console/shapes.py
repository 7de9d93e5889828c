"""How messages, views, channels and people look in Slack's answers and payloads."""

import secrets
from typing import Any

from console.workspace import (
    APP,
    BOT,
    BOT_USER,
    CHANNELS,
    NAMES,
    TEAM,
    Message,
    direct,
    team_of,
)

Json = dict[str, Any]


def with_ids(view: Json, below: list[Json] | None = None) -> Json:
    """Return a view with what the server fills in. below: the views that it stands on."""
    identity = f"V{secrets.token_hex(5).upper()}"
    stack = below or []
    return {
        "callback_id": "",
        "private_metadata": "",
        "external_id": "",
        "clear_on_close": False,
        "notify_on_close": False,
        **view,
        "id": identity,
        "team_id": TEAM,
        "app_id": APP,
        "bot_id": BOT,
        "hash": secrets.token_hex(6),
        "root_view_id": stack[0]["id"] if stack else identity,
        "previous_view_id": stack[-1]["id"] if stack else None,
        "blocks": fill_ids(view.get("blocks", [])),
    }


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
    if message.thread_ts:
        found["thread_ts"] = message.thread_ts
    if message.files:
        found["files"] = message.files
    if message.metadata and metadata:
        found["metadata"] = message.metadata
    return found


def channel_shown(channel: str, member: bool) -> Json:
    """Return a channel as Slack's answers hold it. member: whether the bot is in it."""
    name = CHANNELS.get(channel, "")
    return {
        "id": channel,
        "name": name,
        "name_normalized": name,
        "is_channel": True,
        "is_group": False,
        "is_im": False,
        "is_mpim": False,
        "is_private": False,
        "is_archived": False,
        "is_general": name == "general",
        "is_member": member,
        "created": 0,
    }


def direct_shown(user: str) -> Json:
    """Return a person's direct messages with the bot as Slack's lists hold them."""
    return {"id": direct(user), "is_im": True, "user": user, "created": 0, "is_archived": False}


def user_shown(user: str, address: bool = True) -> Json:
    """Return a person, or the bot, as Slack's answers hold them. address: with their e-mail."""
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
            "display_name": name,
            **({"email": f"{name.lower()}@console.example"} if address and not bot else {}),
            "team": team_of(user),
        },
    }


def sender(user: str) -> Json:
    """Return what each interaction says of who acts, for which app."""
    name = NAMES[user].lower()
    return {
        "user": {"id": user, "username": name, "name": name, "team_id": team_of(user)},
        "team": {"id": TEAM, "domain": "console"},
        "api_app_id": APP,
        "token": "console",
        "is_enterprise_install": False,
        "enterprise": None,
    }

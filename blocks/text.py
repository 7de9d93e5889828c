"""Text on its way to Slack: escaped for mrkdwn, cut to Slack's limits, and small builders."""

from typing import Any

from storage.words import clean

Block = dict[str, Any]

_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", "*": "∗", "~": "∼", "`": "ˋ", "\n": " ", "\r": " "}
)
SECTION, PLAIN, BUTTON, VALUE = 3_000, 3_000, 75, 2_000


def cut(text: str, length: int) -> str:
    """Return text of at most so many characters, with an ellipsis where something was lost."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def escape(text: str, length: int = 200) -> str:
    """Return typed or imported text as mrkdwn that says just that: no link, mention or style."""
    plain = cut(clean(text), length).translate(_ESCAPES)
    return plain.replace("_", "\u02cd") if plain.startswith("_") or plain.endswith("_") else plain


def section(mrkdwn: str, accessory: Block | None = None) -> Block:
    """Return a section. mrkdwn must be escaped where it holds what users wrote."""
    block: Block = {
        "type": "section",
        "text": {"type": "mrkdwn", "text": cut(mrkdwn, SECTION), "verbatim": True},
    }
    if accessory:
        block["accessory"] = accessory
    return block


def note(text: str) -> Block:
    """Return the small print of a message, as plain text."""
    return {
        "type": "context",
        "elements": [{"type": "plain_text", "text": cut(clean(text), 2_000), "emoji": False}],
    }


def plain(text: str, length: int = PLAIN) -> Block:
    return {"type": "plain_text", "text": cut(clean(text), length) or " ", "emoji": False}


def button(label: str, action: str, value: str, **more: Any) -> Block:
    """Return a button; more: style, confirm, accessibility_label."""
    return {
        "type": "button",
        "text": plain(label, BUTTON),
        "action_id": action,
        "value": value[:VALUE],
        **more,
    }


def menu(action: str, options: list[tuple[str, str]], label: str | None = None) -> Block:
    """Return an overflow menu of (text, value)."""
    del label
    return {
        "type": "overflow",
        "action_id": action,
        "options": [{"text": plain(text, 75), "value": value[:150]} for text, value in options],
    }


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def preformatted(text: str) -> Block:
    """Return lines that keep their columns."""
    return {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_preformatted",
                "elements": [{"type": "text", "text": cut(clean(text), 2_900) or " "}],
            }
        ],
    }

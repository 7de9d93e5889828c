"""Text on its way to Slack: escaped for mrkdwn, cut to Slack's limits, and small builders."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from storage.words import clean
from texts import common

Block = dict[str, Any]
Message = tuple[str, list[Block]]
"""The plain-text fallback, and the blocks."""

_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", "*": "∗", "~": "∼", "`": "ˋ", "\n": " ", "\r": " "}
)
_CODE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": " ", "\r": " "})
_MARK = re.compile(r"[&<>*~`\n\r_:]")
_ITALIC = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_EMOJI = re.compile(r"(?<!\w):(?=[\w+-]+:)")
SECTION, PLAIN, BUTTON, VALUE = 3_000, 3_000, 75, 2_000
FALLBACK = 4_000
"""Characters of a fallback: chat.update cuts it there."""

SHORT = 300
"""Texts under so many characters are kept as they were made ready: names and labels come again."""


def cut(text: str, length: int) -> str:
    """Return text of at most so many characters, with an ellipsis where something was lost."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def escape(text: str, length: int = 200) -> str:
    """Return typed or imported text as mrkdwn that says just that: no link, mention or style.

    What mrkdwn would take for a mark is shown by a sign that looks like it; it has no escapes.
    """
    return _escaped(text, length) if len(text) < SHORT else _escaped.__wrapped__(text, length)


@lru_cache(maxsize=8_192)
def _escaped(text: str, length: int) -> str:
    plain = cut(clean(text), length)
    if not _MARK.search(plain):
        return plain
    plain = plain.translate(_ESCAPES)
    if "_" in plain:
        plain = _ITALIC.sub("\u02cd", plain)
    if ":" in plain:
        plain = _EMOJI.sub("\u2236", plain)
    return f"\u203a{plain[4:]}" if plain.startswith("&gt;") else plain


def hinted(text: str, length: int = 200) -> str:
    """Return a sentence like escape does, but what stands between two backticks is code."""
    parts = cut(clean(text), length).split("`")
    if len(parts) % 2 == 0:  # one that nobody closed
        parts[-2:] = ["`".join(parts[-2:])]
    shown = [escape(part, length) for part in parts]
    for place in range(1, len(parts), 2):
        part = parts[place]
        shown[place] = code(part) if part.strip() else escape(f"`{part}`")
    return "".join(shown)


def code(text: str) -> str:
    """Return what is to be typed, as mrkdwn."""
    return f"`{text.translate(_CODE)}`"


def without_marks(text: str) -> str:
    """Return a sentence without the backticks around its code, for where nothing draws them."""
    return text.replace("`", "")


def mentioning(escaped: str, mentions: Sequence[str]) -> str:
    """Return an escaped text in which these mentions, such as <@U0BO>, are mentions again."""
    for one in mentions:
        escaped = escaped.replace(escape(one), one)
    return escaped


def fallback(lines: list[str], mentions: Sequence[str] = ()) -> str:
    """Return the text of a message for notifications and screen readers.

    Slack reads mentions and links in it as well, so that it is escaped like the blocks, but for
    these mentions. What would be too long ends with a whole line.
    """
    text = mentioning("\n".join([escape(line, 1_500) for line in lines if line]), mentions)
    if len(text) <= FALLBACK:
        return text
    kept = text[: FALLBACK - 2]
    whole, _, _ = kept.rpartition("\n")
    return f"{whole or kept}\n…"


def section(mrkdwn: str, accessory: Block | None = None) -> Block:
    """Return a section. mrkdwn must be escaped where it holds what users wrote."""
    block: Block = {
        "type": "section",
        "text": {"type": "mrkdwn", "text": cut(mrkdwn, SECTION) or " ", "verbatim": True},
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
    fitted = _fitted(text, length) if len(text) < SHORT else _fitted.__wrapped__(text, length)
    return {"type": "plain_text", "text": fitted, "emoji": False}


@lru_cache(maxsize=8_192)
def _fitted(text: str, length: int) -> str:
    return cut(clean(text), length) or " "


def button(
    label: str, action: str, value: str, *, accessibility_label: str = "", **more: Any
) -> Block:
    """Return a button; more: style, confirm. accessibility_label: what a screen reader says."""
    if accessibility_label:
        more["accessibility_label"] = cut(clean(accessibility_label), BUTTON)
    return {
        "type": "button",
        "text": plain(label, BUTTON),
        "action_id": action,
        "value": value,
        **more,
    }


def sure(title: str, text: str, yes: str, no: str = common.KEEP) -> Block:
    """Return the question that stands between a press and what can't be taken back easily."""
    return {
        "title": plain(title, 100),
        "text": plain(text, 300),
        "confirm": plain(yes, 30),
        "deny": plain(no, 30),
        "style": "danger",
    }


def menu(action: str, options: list[tuple[str, str]]) -> Block:
    """Return an overflow menu of (text, value), two to five of them.

    Slack knows no accessibility label for it: the first entry says whose menu it is.
    """
    return {
        "type": "overflow",
        "action_id": action,
        "options": [{"text": plain(text, 75), "value": value} for text, value in options],
    }


def select(
    action: str, choices: Iterable[tuple[str, str]], chosen: str | None = None, empty: str = ""
) -> Block:
    """Return a select of (text, value). chosen: a value; empty: what stands there without one."""
    options = [{"text": plain(text, 75), "value": value} for text, value in choices]
    element: Block = {"type": "static_select", "action_id": action, "options": options}
    if empty:
        element["placeholder"] = plain(empty)
    for one in options:
        if one["value"] == chosen:
            element["initial_option"] = one
    return element


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

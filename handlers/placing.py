"""Which client a message or a form is about: a mark on it, where somebody has several.

Slack gives a block's id and a view's callback_id back with each click. They are claims like all
that a click holds: the right is looked up again.
"""

import re
from collections.abc import Mapping
from typing import Any

from blocks.text import Block, note
from services.rights import Seat
from texts.clients import for_client

MOST = 50
"""Blocks of a message."""

_BLOCK = re.compile(r"client(\d{1,9})\.")
_WITH_CLICKS = frozenset(("actions", "section", "card"))


def marked(blocks: list[Block], seat: Seat) -> list[Block]:
    """Return blocks that name their client, and whose clicks say for which one they were drawn."""
    if not seat.several:
        return blocks
    told = [_marked(block, f"client{seat.client_id}.{place}") for place, block in enumerate(blocks)]
    return [*told, note(for_client(seat.client.name))] if len(told) < MOST else told


def _marked(block: Block, mark: str) -> Block:
    if block["type"] == "carousel":
        cards = [_marked(one, f"{mark}.{place}") for place, one in enumerate(block["elements"])]
        return {**block, "elements": cards}
    if block["type"] in _WITH_CLICKS and "block_id" not in block:
        return {**block, "block_id": mark}
    return block


def marked_view(view: Block, seat: Seat) -> Block:
    """Return a view that says for which client it was drawn."""
    if not seat.several:
        return view
    return {**view, "callback_id": f"{name_of(view)}@{seat.client_id}"}


def name_of(view: Block) -> str:
    """Return a view's callback_id without its mark."""
    return str(view.get("callback_id") or "").partition("@")[0]


def client_in(body: Mapping[str, Any]) -> int | None:
    """Return the client that a click's message or view names, or None."""
    mark = str((body.get("view") or {}).get("callback_id") or "").partition("@")[2]
    if mark.isascii() and mark.isdigit() and len(mark) < 10:
        return int(mark)
    for action in body.get("actions") or ():
        found = _BLOCK.match(str(action.get("block_id") or ""))
        if found:
            return int(found[1])
    return None

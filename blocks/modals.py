"""Modals: a creator's details, the query to edit, the shortlist to choose."""

from collections.abc import Sequence

from blocks.text import Block, cut, escape, plain, section
from services.query_filters import FORM
from storage.shortlists import ListRow
from storage.words import clean

LONGEST_QUERY = 900
"""Characters; what is typed travels in the values of buttons, which hold 2,000."""


def modal(
    title: str,
    blocks: list[Block],
    *,
    callback: str = "closed",
    submit: str | None = None,
    metadata: str = "",
) -> Block:
    """Return a view; titles are at most 24 characters."""
    view: Block = {
        "type": "modal",
        "callback_id": callback,
        "title": plain(title, 24),
        "close": plain("Close", 24),
        "blocks": blocks,
        "private_metadata": metadata[:3_000],
    }
    if submit:
        view["submit"] = plain(submit, 24)
    return view


def message_modal(title: str, text: str) -> Block:
    return modal(title, [section(escape(text, 2_000))])


def edit_modal(text: str, metadata: str) -> Block:
    """Return the query in a field, and choices that write a piece of it."""
    query: Block = {
        "type": "plain_text_input",
        "action_id": "text",
        "max_length": LONGEST_QUERY,
    }
    if text := cut(clean(text), LONGEST_QUERY):
        query["initial_value"] = text
    blocks: list[Block] = [
        {
            "type": "input",
            "block_id": "query",
            "label": plain("Search"),
            "hint": plain("For example: fitness followers:20k..50k country:DE"),
            "optional": True,
            "element": query,
        }
    ]
    for number, (label, choices) in enumerate(FORM.items()):
        options = [{"text": plain(said), "value": piece} for said, piece in choices]
        blocks.append(
            {
                "type": "input",
                "block_id": f"piece{number}",
                "label": plain(label),
                "optional": True,
                "element": {
                    "type": "static_select",
                    "action_id": "piece",
                    "placeholder": plain("As written above"),
                    "options": options,
                },
            }
        )
    return modal("Filter", blocks, callback="edit", submit="Search", metadata=metadata)


def likes_modal() -> Block:
    """Say where the likes of creators come from who have none yet."""
    steps = (
        "*A list with likes.* Add a column such as `average likes` to your list and drop it into"
        " your direct messages with me again: rows are recognised by platform and handle.",
        "*Figures of posts.* On a terminal: `python bot.py import posts.csv --kind posts`. The file"
        " has a row a post: handle, platform, posted_at, likes. Typical likes are computed from it.",
        "Until then they are in the list, and left out of searches for micro-influencers:"
        " nobody can say whether they are.",
    )
    return modal("Likes not known", [section(step) for step in steps])


def shortlist_modal(name: str, lists: Sequence[ListRow], metadata: str) -> Block:
    """Return the shortlists to choose from, and a field for a new one, shared or one's own."""
    blocks: list[Block] = [section(f"Put *{escape(name)}* on a shortlist")]
    if lists:
        options = [
            {
                "text": plain(f"{cut(one.name, 60)}{' (only yours)' if one.owner else ''}", 75),
                "value": f"{'own' if one.owner else 'all'}:{cut(one.name, 140)}",
            }
            for one in lists[:100]
        ]
        blocks.append(
            {
                "type": "input",
                "block_id": "existing",
                "optional": True,
                "label": plain("A list that is there"),
                "element": {"type": "static_select", "action_id": "list", "options": options},
            }
        )
    blocks.append(
        {
            "type": "input",
            "block_id": "new",
            "optional": bool(lists),
            "label": plain("Or a new list" if lists else "A new list"),
            "element": {"type": "plain_text_input", "action_id": "name", "max_length": 75},
        }
    )
    only = {"text": plain("Only I see it"), "value": "own"}
    blocks.append(
        {
            "type": "input",
            "block_id": "own",
            "optional": True,
            "label": plain("Who sees a new list"),
            "element": {"type": "checkboxes", "action_id": "own", "options": [only]},
        }
    )
    return modal("Shortlist", blocks, callback="shortlist", submit="Add", metadata=metadata)

"""Modals: a creator's details, the query to edit, the shortlist to choose."""

from collections.abc import Sequence

from blocks.text import Block, cut, escape, hinted, plain, section
from storage.shortlists import ListRow
from storage.words import clean
from texts import common, queries, shortlists
from texts import search as says

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
        "close": plain(common.CLOSE, 24),
        "blocks": blocks,
        "private_metadata": metadata[:3_000],
    }
    if submit:
        view["submit"] = plain(submit, 24)
    return view


def message_modal(title: str, text: str) -> Block:
    return modal(title, [section(hinted(text, 2_000))])


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
            "label": plain(says.QUERY),
            "hint": plain(says.QUERY_HINT),
            "optional": True,
            "element": query,
        }
    ]
    for number, (label, choices) in enumerate(queries.FORM.items()):
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
                    "placeholder": plain(says.AS_WRITTEN),
                    "options": options,
                },
            }
        )
    return modal(says.FORM, blocks, callback="edit", submit=says.QUERY, metadata=metadata)


def likes_modal() -> Block:
    """Say where the likes of creators come from who have none yet."""
    steps = (
        f"*{says.LIST_WITH_LIKES}* {hinted(says.LIST_WITH_LIKES_HOW, 400)}",
        f"*{says.FIGURES_OF_POSTS}* {hinted(says.FIGURES_OF_POSTS_HOW, 400)}",
        escape(says.UNTIL_THEN, 400),
    )
    return modal(says.LIKES_NOT_KNOWN, [section(step) for step in steps])


def shortlist_modal(name: str, lists: Sequence[ListRow], metadata: str) -> Block:
    """Return the shortlists to choose from, and a field for a new one, shared or one's own."""
    blocks: list[Block] = [section(shortlists.put(f"*{escape(name)}*"))]
    if lists:
        options = [
            {
                "text": plain(shortlists.entry(cut(one.name, 60), own=bool(one.owner)), 75),
                "value": f"{'own' if one.owner else 'all'}:{cut(one.name, 140)}",
            }
            for one in lists[:100]
        ]
        blocks.append(
            {
                "type": "input",
                "block_id": "existing",
                "optional": True,
                "label": plain(shortlists.EXISTING),
                "element": {"type": "static_select", "action_id": "list", "options": options},
            }
        )
    blocks.append(
        {
            "type": "input",
            "block_id": "new",
            "optional": bool(lists),
            "label": plain(shortlists.OR_NEW if lists else shortlists.NEW),
            "element": {"type": "plain_text_input", "action_id": "name", "max_length": 75},
        }
    )
    only = {"text": plain(shortlists.OWN), "value": "own"}
    blocks.append(
        {
            "type": "input",
            "block_id": "own",
            "optional": True,
            "label": plain(shortlists.WHO_SEES),
            "element": {"type": "checkboxes", "action_id": "own", "options": [only]},
        }
    )
    return modal(
        shortlists.SHORTLIST, blocks, callback="shortlist", submit=shortlists.ADD, metadata=metadata
    )

"""Modals: a view, a sentence as one, the query to edit, where likes come from."""

from blocks.fields import field, text_field
from blocks.text import Block, escape, hinted, plain, section, select
from texts import common, queries
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
    query = text_field(
        "query",
        says.QUERY,
        initial=text,
        longest=LONGEST_QUERY,
        optional=True,
        hint=says.QUERY_HINT,
    )
    pieces = [
        field(
            f"piece{number}", label, select("value", choices, empty=says.AS_WRITTEN), optional=True
        )
        for number, (label, choices) in enumerate(queries.FORM.items())
    ]
    blocks = [query, *pieces]
    return modal(says.FORM, blocks, callback="edit", submit=says.QUERY, metadata=metadata)


def likes_modal() -> Block:
    """Say where the likes of creators come from who have none yet."""
    steps = (
        f"*{says.LIST_WITH_LIKES}* {hinted(says.LIST_WITH_LIKES_HOW, 400)}",
        f"*{says.FIGURES_OF_POSTS}* {hinted(says.FIGURES_OF_POSTS_HOW, 400)}",
        escape(says.UNTIL_THEN, 400),
    )
    return modal(says.LIKES_NOT_KNOWN, [section(step) for step in steps])

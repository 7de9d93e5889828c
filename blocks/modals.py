"""Modals: a creator's details, the query to edit, the shortlist to choose."""

from collections.abc import Sequence

from blocks.fields import choice_field, field, text_field
from blocks.text import Block, cut, escape, hinted, plain, section, select
from storage.shortlists import ListRow
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


def shortlist_modal(name: str, lists: Sequence[ListRow], metadata: str) -> Block:
    """Return the shortlists to choose from, and a field for a new one, shared or one's own."""
    blocks: list[Block] = [section(shortlists.put(f"*{escape(name)}*"))]
    if lists:
        choices = [
            (
                shortlists.entry(cut(one.name, 60), own=bool(one.owner)),
                f"{'own' if one.owner else 'all'}:{cut(one.name, 140)}",
            )
            for one in lists
        ]
        blocks.append(choice_field("existing", shortlists.EXISTING, choices, optional=True))
    label = shortlists.OR_NEW if lists else shortlists.NEW
    blocks.append(text_field("new", label, longest=75, optional=bool(lists)))
    only = {"text": plain(shortlists.OWN), "value": "own"}
    boxes = {"type": "checkboxes", "options": [only]}
    blocks.append(field("own", shortlists.WHO_SEES, boxes, optional=True))
    return modal(
        shortlists.SHORTLIST, blocks, callback="shortlist", submit=common.ADD, metadata=metadata
    )

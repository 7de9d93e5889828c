"""Modals: a view, a sentence as one, the query to edit, where likes come from."""

from collections.abc import Mapping, Sequence

from blocks.fields import field, text_field
from blocks.text import Block, escape, hinted, plain, section, select
from services.query_filters import Choices
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


def edit_modal(text: str, metadata: str, offered: Choices, held: Mapping[str, str | None]) -> Block:
    """Return the query in a field, and fields that write a piece of it.

    held: what the query says of each field; None where that is none of the choices.
    """
    query = text_field(
        "query",
        says.QUERY,
        initial=text,
        longest=LONGEST_QUERY,
        optional=True,
        hint=says.QUERY_HINT,
    )
    pieces = [_piece(field_, offered.get(field_), held[field_]) for field_ in queries.FORM]
    blocks = [query, *filter(None, pieces)]
    return modal(says.FORM, blocks, callback="edit", submit=says.QUERY, metadata=metadata)


def _piece(name: str, choices: Sequence[tuple[str, str]] | None, held: str | None) -> Block | None:
    """Return a field that writes a piece of the query: a select, or to type where none are."""
    label, empty = queries.FORM[name]
    if held is None:
        empty = says.AS_WRITTEN
    if choices is None:
        return text_field(
            name, label, empty, optional=True, longest=LONGEST_QUERY, initial=held or ""
        )
    if not choices:
        return None
    return field(name, label, select("value", choices, held, empty=empty), optional=True)


def likes_modal() -> Block:
    """Say where the likes of creators come from who have none yet."""
    steps = (
        f"*{says.LIST_WITH_LIKES}* {hinted(says.LIST_WITH_LIKES_HOW, 400)}",
        f"*{says.FIGURES_OF_POSTS}* {hinted(says.FIGURES_OF_POSTS_HOW, 400)}",
        escape(says.UNTIL_THEN, 400),
    )
    return modal(says.LIKES_NOT_KNOWN, [section(step) for step in steps])

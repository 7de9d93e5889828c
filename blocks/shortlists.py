"""Shortlists: the form that puts a creator on some and takes them off, and those that there are."""

from collections.abc import Sequence

import orjson

from blocks.fields import field, text_field
from blocks.modals import modal
from blocks.telling import Noted, Part, Said, Title, message
from blocks.text import (
    Block,
    Message,
    actions,
    button,
    cut,
    escape,
    menu,
    note,
    plain,
    section,
    sure,
)
from services.shortlists import Changed
from storage.shortlists import ListRow
from texts import common
from texts import shortlists as says

TOGETHER, MOST = 10, 200
"""Boxes that Slack takes in one field, and lists that a form offers."""

SHOWN = 45
"""Lists of a message, which holds fifty blocks."""

SAID = 8
"""Changes that are said one by one."""

LONGEST = 75
"""Characters of a shortlist's name."""


def creator_modal(name: str, account_id: int, lists: Sequence[tuple[ListRow, bool]]) -> Block:
    """Return the form that says on which shortlists a creator is.

    lists: those to choose from, each with whether the creator is on it, which go first. Which ones
    were ticked travels with the form: only what is changed in it is changed.
    """
    shown = lists[:MOST]
    blocks: list[Block] = [section(says.put(f"*{escape(name)}*"))]
    for start in range(0, len(shown), TOGETHER):
        label = says.MORE if start else says.ON_THESE
        boxes = _boxes(shown[start : start + TOGETHER])
        blocks.append(field(f"lists{start}", label, boxes, optional=True))
    label = says.OR_NEW if lists else says.NEW
    blocks.append(text_field("new", label, longest=LONGEST, optional=bool(lists)))
    own = {"type": "checkboxes", "options": [_option(says.OWN, "own")]}
    blocks.append(field("own", says.WHO_SEES, own, optional=True))
    metadata = orjson.dumps([account_id, [row.id for row, there in shown if there]]).decode()
    title = says.SHORTLISTS
    return modal(title, blocks, callback="shortlist", submit=common.SAVE, metadata=metadata)


def changed_modal(changed: Changed) -> Block:
    """Say on which lists a creator is now, and on which no more."""
    lines = [says.is_on(name, news=True) for name in changed.on]
    lines += [says.is_on(name, news=False) for name in changed.already]
    lines += [says.is_off(name) for name in changed.off]
    told = "\n".join([escape(cut(line, 300), 300) for line in lines[:SAID]])
    more = len(lines) - SAID
    small = [note(common.not_shown(more))] if more > 0 else []
    return modal(says.SHORTLISTS, [section(told), *small])


def _boxes(lists: Sequence[tuple[ListRow, bool]]) -> Block:
    options = [(_option(_name(row), row.ref), there) for row, there in lists]
    boxes: Block = {"type": "checkboxes", "options": [one for one, _ in options]}
    ticked = [one for one, there in options if there]
    return {**boxes, "initial_options": ticked} if ticked else boxes


def _option(text: str, value: str) -> Block:
    return {"text": plain(text, 75), "value": value}


def _name(row: ListRow) -> str:
    return says.entry(cut(row.name, 60), own=bool(row.owner))


def lists_message(lists: Sequence[tuple[ListRow, int]], *, may_edit: bool = True) -> Message:
    """Return the shortlists that somebody sees, each with how many creators are on it.

    may_edit: who reads it may rename and delete them.
    """
    if not lists:
        return message([Said(says.NONE)])
    told: list[Part] = [Title(says.SHORTLISTS)]
    told += [_listed(row, creators, may_edit) for row, creators in lists[:SHOWN]]
    if len(lists) > SHOWN:
        told.append(Noted(common.not_shown(len(lists) - SHOWN)))
    return message(told)


def _listed(row: ListRow, creators: int, may_edit: bool) -> Said:
    label, action = says.show(cut(row.name, 60)), f"shortlist:{row.id}"
    show = button(common.SHOW, action, f"show {row.ref}", accessibility_label=label)
    entries = [(label, f"show {row.ref}"), (says.EDIT, f"edit {row.ref}")]
    text = says.listed(_name(row), creators)
    return Said(text, beside=menu(action, entries) if may_edit else show)


def edit_modal(row: ListRow, creators: int) -> Block:
    """Return the form that renames a shortlist, or deletes it after a question."""
    title, text = says.sure_to_delete(cut(row.name, 60)), says.what_stays(creators)
    confirm = sure(title, text, says.DELETE)
    delete = button(says.DELETE, "shortlist:delete", f"delete {row.ref}", confirm=confirm)
    return modal(
        says.SHORTLIST,
        [
            text_field("name", says.NAME, longest=LONGEST, initial=row.name),
            actions({**delete, "style": "danger"}),
        ],
        callback="shortlist:name",
        submit=common.SAVE,
        metadata=row.ref,
    )

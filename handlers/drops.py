"""A list dropped on the bot: taken down at once, corrected in its preview, imported at a click.

| surface | what | here |
| --- | --- | --- |
| message | a file in direct messages | dropped |
| action | import:run, :cancel, :undo, :rejects, :likely, :name, :columns | click |
| action | column, listkind, listplatform, listclient (selects) | choose |
| view | columns, listname | correct_columns, rename |

What takes long is left to the worker of handlers/imports.py, which the store tells what to do.
"""

from collections.abc import Callable

from slack_bolt.response import BoltResponse

from blocks import columns as forms
from blocks import imports as drawn
from blocks import telling
from blocks.text import Message
from handlers.desk import Desk
from handlers.entries import Clicks
from handlers.forms import chosen, typed, values_in
from handlers.placing import marked
from handlers.replies import (
    Body,
    answer_click,
    chosen_in,
    done,
    number_in,
    open_view,
    said,
    slack_in_words,
)
from services import drops, files_asked
from services.choices import Choices
from services.drops import Drop
from services.errors import DeskError
from services.previews import Look
from services.rights import Role
from storage.words import clean
from texts import files
from texts import previews as says

KEPT = ("id", "name", "filetype", "mode", "size", "url_private", "url_private_download")
"""What is kept of a file as Slack describes it."""


def dropped(desk: Desk, event: Body) -> BoltResponse:
    """Take down the files of a message before it is acknowledged; Slack's repeats are one drop."""
    for number, file in enumerate(event["files"]):
        which = file.get("id") or number
        drops.take(
            desk.store,
            client_id=desk.seat.client_id,
            cause=f"{event['channel']}:{event.get('ts')}:{which}",
            name=clean(str(file.get("name") or file.get("title") or says.LIST)),
            file={key: file[key] for key in KEPT if file.get(key)},
            person=event["user"],
            channel=event["channel"],
            now=desk.clock(),
        )
    desk.files.wake()
    return done()


def _looks(desk: Desk, drop: Drop) -> Look:
    return drops.looks(desk.store, drop, zone=desk.settings.zone, now=desk.clock())


def preview(desk: Desk, drop: Drop, trouble: str = "") -> Message:
    """Return the preview of a list as it is understood now."""
    seat = desk.seat
    clients = [(one.id, one.name) for one in seat.clients if seat.may(Role.EDITOR, one.id)]
    shown = clients if seat.several else ()
    return telling.message(drawn.preview(_looks(desk, drop), drop, clients=shown, trouble=trouble))


def click(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """Carry out a button below a list's preview or report."""
    _, what, page = [*str(action.get("action_id", "")).split(":"), "", ""][:3]
    number, _, seen = str(action.get("value") or "").partition(" ")
    desk, drop = _mine(desk, number)
    match what:
        case "run":
            return _run(desk, body, drop, number_in(seen))
        case "cancel":
            drops.move(desk.store, drop, "shown", "cancelled", desk.clock())
            return answer_click(desk, body, said(says.cancelled(drop.row.name)))
        case "undo":
            return _undo(desk, body, drop, number_in(seen))
        case "rejects":
            return _rejects(desk, body, drop)
        case "likely":
            asked = _looks(desk, drop).asked
            corrected = drops.correct(desk.store, drop, lambda one: one.with_likely(asked))
            return answer_click(desk, body, preview(desk, corrected))
        case "name":
            return open_view(desk, body, forms.name_modal(drop))
        case "columns":
            found = _looks(desk, drop)
            return open_view(desk, body, forms.columns_modal(drop, found, number_in(page)))
    raise DeskError(says.OLD_BUTTON)


def _mine(desk: Desk, number: object) -> tuple[Desk, Drop]:
    """Return a list, and the desk moved to its client. Raises NotFound, NoRight."""
    drop = drops.find(desk.store, number_in(number))
    return desk.needs(Role.EDITOR, drop.row.client_id), drop


def _run(desk: Desk, body: Body, drop: Drop, seen: int) -> BoltResponse:
    """Let the worker import a list; its message says so before the worker can say more."""
    try:
        with desk.files.drawing:
            asked = drops.ask_for_import(desk.store, drop, seen, desk.clock())
            total = asked.sample.total if asked.sample else 0
            answer_click(desk, body, drawn.progress_message(drop.row.name, "reading", 0, total))
    except drops.ChangedSince as error:
        again = drops.find(desk.store, drop.row.id)
        return answer_click(desk, body, preview(desk, again, error.sentence()))
    desk.files.wake()
    return done()


def _undo(desk: Desk, body: Body, drop: Drop, seen: int) -> BoltResponse:
    """Let the worker undo an import. seen: of so many others who imported the list was told."""
    others = drops.others_with(desk.store, drop)
    if len(others) > seen:
        return answer_click(desk, body, drawn.undo_for_all(drop, others), replace=False)
    with desk.files.drawing:
        drops.move(desk.store, drop, "done", "undoing", desk.clock())
        begun = drawn.progress_message(drop.row.name, "undoing", 0, 0)
        answer_click(desk, body, said(says.UNDOING_FOR_ALL) if seen else begun)
    desk.files.wake()
    return done()


def _rejects(desk: Desk, body: Body, drop: Drop) -> BoltResponse:
    news = files_asked.ask(
        desk.store,
        client_id=drop.row.client_id,
        what=files_asked.REJECTS,
        query=str(drop.row.id),
        format_="csv",
        person=body["user"]["id"],
        now=desk.clock(),
    )
    desk.files.wake()
    text = files.rejects_come(drop.row.name) if news else files.WAITS
    return answer_click(desk, body, said(text), replace=False)


def choose(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """Correct what a list or one of its columns is; the preview shows at once what follows."""
    what, number, place = [*str(action.get("action_id", "")).split(":"), "", ""][:3]
    desk, drop = _mine(desk, number)
    value = chosen_in(action)
    if what == "listclient":
        desk = desk.needs(Role.EDITOR, number_in(value))
        corrected = drops.hand_over(desk.store, drop, desk.seat.client_id)
        return answer_click(desk, body, preview(desk, corrected))
    corrected = drops.correct(desk.store, drop, _change(drop, what, place, value))
    return answer_click(desk, body, preview(desk, corrected))


def _change(drop: Drop, what: str, place: str, value: str) -> Callable[[Choices], Choices]:
    if what == "listkind":
        return lambda choices: choices.with_kind(value, choices.kind or drop.kind)
    if what == "listplatform":
        return lambda choices: choices.with_platform(value)
    return lambda choices: _with_column(choices, drop, number_in(place), value)


def _with_column(choices: Choices, drop: Drop, place: int, value: str) -> Choices:
    headings = drop.sample.headings if drop.sample else []
    said = forms.said_in(value, choices.kind or drop.kind)
    if said is None or place >= len(headings):
        return choices
    return choices.with_column(headings[place], said)


def correct_columns(desk: Desk, body: Body, view: Body) -> BoltResponse:
    """Take the columns of a form over; those that were not touched stay as we read them."""
    desk, drop = _mine(desk, view.get("private_metadata"))
    found = _looks(desk, drop)
    values = values_in(view)

    def change(choices: Choices) -> Choices:
        for block in values:
            place, value = number_in(block.removeprefix("column")), chosen(values, block)
            said = forms.said_in(value, found.kind)
            if place < len(found.columns) and said not in (None, found.columns[place].said):
                choices = _with_column(choices, drop, place, value)
        return choices

    return _redrawn(desk, drops.correct(desk.store, drop, change))


def rename(desk: Desk, body: Body, view: Body) -> BoltResponse:
    """Give a list another name, by which searches find it."""
    desk, drop = _mine(desk, view.get("private_metadata"))
    name = " ".join(clean(typed(values_in(view), "name")).split())[: forms.LONGEST_NAME]
    return _redrawn(desk, drops.correct(desk.store, drop, lambda one: one.with_name(name)))


def _redrawn(desk: Desk, drop: Drop) -> BoltResponse:
    """Show a preview anew after a form was sent, and close the form."""
    text, blocks = preview(desk, drop)
    with slack_in_words():
        if drop.row.place:
            desk.slack.chat_update(
                channel=drop.row.channel,
                ts=drop.row.place,
                text=text,
                blocks=marked(blocks, desk.seat),
            )
    return done()


ACTIONS: Clicks = {
    "import": (Role.EDITOR, click),
    "column": (Role.EDITOR, choose),
    "listkind": (Role.EDITOR, choose),
    "listplatform": (Role.EDITOR, choose),
    "listclient": (Role.VIEWER, choose),
}
VIEWS: Clicks = {
    "columns": (Role.EDITOR, correct_columns),
    "listname": (Role.EDITOR, rename),
}

"""Shortlists: the form that says on which ones a creator is, and those that there are.

| surface | what | here |
| --- | --- | --- |
| command | /influencer lists | show_all |
| action | an entry of a creator's menu | open_form |
| action | shortlist:all, shortlist:delete, "edit" of a list's menu | act |
| view | shortlist | saved |
| view | shortlist:name | renamed |
"""

import orjson
from slack_bolt.response import BoltResponse

from blocks import modals
from blocks import shortlists as drawn
from blocks.rows import name_of
from blocks.text import Message
from handlers import forms
from handlers.creator_forms import in_place
from handlers.desk import Desk
from handlers.entries import Clicks
from handlers.replies import (
    Body,
    ephemeral,
    field_errors,
    number_in,
    open_view,
    said,
    tell,
    updated,
)
from services import shortlists
from services.details import details_of
from services.errors import DeskError, NotFound
from services.rights import Role
from services.shortlists import NoName, Wanted
from texts import common
from texts import shortlists as says
from texts.influencer import UNREADABLE_FORM


def show_all(desk: Desk, body: Body, rest: str = "") -> BoltResponse:
    """Answer the shortlists that the person sees."""
    return ephemeral(_all(desk))


def _all(desk: Desk) -> Message:
    found = shortlists.counted(desk.store, desk.seat.person, client_id=desk.seat.client_id)
    return drawn.lists_message(found, may_edit=desk.seat.may(Role.EDITOR))


def open_form(desk: Desk, body: Body, account_id: int) -> BoltResponse:
    """Ask on which shortlists a creator shall be. Raises NoRight."""
    desk = desk.needs(Role.EDITOR)
    client_id, person = desk.seat.client_id, desk.seat.person
    try:
        details = details_of(desk.store, account_id, rates=desk.settings.rates, client_id=client_id)
        lists = shortlists.lists_for(desk.store, person, account_id, client_id=client_id)
    except DeskError as error:
        view = modals.message_modal(common.GONE, error.sentence())
    else:
        view = drawn.creator_modal(name_of(details.found), account_id, lists)
    return open_view(desk, body, view)


def saved(desk: Desk, body: Body, view: Body) -> BoltResponse:
    """Put the creator on the lists that were ticked or named, and take them off the unticked."""
    account_id, shown = _shown(view)
    values = forms.values_in(view)
    ticked = {
        number_in(ref.partition(" ")[0]): ref
        for block in values
        if block.startswith("lists")
        for ref in forms.ticks(values, block)
    }
    wanted = Wanted(
        on=[ref for number, ref in ticked.items() if number not in shown],
        off=shown - ticked.keys(),
        new=forms.typed(values, "new"),
        own=forms.ticked(values, "own"),
    )
    try:
        changed = shortlists.change(
            desk.store,
            account_id,
            wanted,
            actor=desk.seat.person,
            now=desk.clock(),
            client_id=desk.seat.client_id,
        )
    except NoName as error:
        return field_errors(new=error.sentence())
    return updated(drawn.changed_modal(changed))


def _shown(view: Body) -> tuple[int, set[int]]:
    """Return whom a form is about, and which boxes were ticked in it; it is only a claim."""
    try:
        account_id, shown = orjson.loads(view.get("private_metadata") or "")
        return number_in(account_id), {number_in(one) for one in shown}
    except (ValueError, TypeError):
        raise NotFound(UNREADABLE_FORM) from None


def act(desk: Desk, body: Body, what: str, ref: str) -> BoltResponse:
    """Show the lists, the form to rename or delete one, or delete it. Raises NotFound."""
    seat = desk.seat
    if what == "all":
        return tell(desk, body, _all(desk))
    desk = desk.needs(Role.EDITOR)
    if what == "edit":
        row, creators = shortlists.one(desk.store, ref, seat.person, client_id=seat.client_id)
        return open_view(desk, body, drawn.edit_modal(row, creators))
    if what != "delete":
        raise NotFound(says.OLD_BUTTON)
    name = shortlists.delete(
        desk.store, ref, actor=seat.person, now=desk.clock(), client_id=seat.client_id
    )
    return in_place(desk, body, said(says.deleted(name)))


def query_of(desk: Desk, ref: str) -> str:
    """Return the search for who is on a list. Raises NotFound."""
    row, _ = shortlists.one(desk.store, ref, desk.seat.person, client_id=desk.seat.client_id)
    return says.query(row.name)


def renamed(desk: Desk, body: Body, view: Body) -> BoltResponse:
    """Give a list the name that was typed."""
    values = forms.values_in(view)
    try:
        old, new = shortlists.rename(
            desk.store,
            str(view.get("private_metadata") or ""),
            forms.typed(values, "name"),
            actor=desk.seat.person,
            now=desk.clock(),
            client_id=desk.seat.client_id,
        )
    except NoName as error:
        return field_errors(name=error.sentence())
    return updated(modals.message_modal(says.SHORTLIST, says.renamed(old, new)))


VIEWS: Clicks = {
    "shortlist": (Role.EDITOR, saved),
    "shortlist:name": (Role.EDITOR, renamed),
}

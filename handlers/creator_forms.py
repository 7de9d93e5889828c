"""Creators one by one: what a team writes down of one, hides, or adds by hand.

| surface | what | here |
| --- | --- | --- |
| action | creator:note, row menu "note" | open_note |
| action | creator:unnote | delete_note |
| action | creator:hide, creator:show, row menu "hide" | hide, show_again |
| action | creator:new, creator:undo_add | open_add, undo_add |
| view | creator:note, creator:add, creator:anyway | noted, added, added_anyway |
"""

import orjson
from slack_bolt.response import BoltResponse

from blocks import creator_forms, details
from blocks import influencer as drawn
from blocks.modals import modal
from blocks.rows import name_of
from blocks.text import Message
from handlers import forms
from handlers.desk import Desk
from handlers.entries import Clicks
from handlers.placing import marked_view
from handlers.replies import (
    SLACK_DOWN,
    Body,
    answer_click,
    done,
    field_errors,
    number_in,
    open_view,
    said,
    slack_in_words,
    tell,
    updated,
)
from services import adding, hiding, noting, people
from services.adding import AlreadyThere, LooksLike
from services.details import Details, details_of
from services.errors import BadField, ImportRefused, NotFound
from services.noting import BadTag, Change, Standing
from services.people import Person
from services.rights import Role
from texts import common
from texts import influencer as says
from texts import noting as notes
from texts.adding import STAYS, UNDONE

ADD_FIELDS = ("platform", "handle", "name", "niche", "country", "followers", "likes", "comments")


def details_for(desk: Desk, account_id: int) -> Details:
    return details_of(
        desk.store,
        account_id,
        rates=desk.settings.rates,
        client_id=desk.seat.client_id,
        reader=desk.seat.person,
    )


def details_view(desk: Desk, account_id: int) -> Body:
    """Return everything that is known of a creator as a view, with what the reader may do."""
    seat, found = desk.seat, details_for(desk, account_id)
    may_edit = seat.may(Role.EDITOR)
    return details.details_modal(found, desk.settings.currency, seat.person, may_edit=may_edit)


def person_for(desk: Desk, account_id: int) -> Person:
    person = people.person_of(desk.store, account_id)
    if person is None:
        raise NotFound(says.GONE)
    return person


def in_place(desk: Desk, body: Body, message: Message) -> BoltResponse:
    """Answer a click in the place of the message, or the modal, that it was in."""
    view = body.get("view") or {}
    if view.get("type") == "modal":
        return _replaced(desk, view, modal(common.DONE, message[1]))
    return tell(desk, body, message) if view else answer_click(desk, body, message)


def _replaced(desk: Desk, view: Body, other: Body) -> BoltResponse:
    with slack_in_words():
        desk.slack.views_update(view_id=view["id"], view=marked_view(other, desk.seat))
    return done()


def open_add(desk: Desk, body: Body, rest: str = "") -> BoltResponse:
    """Open the form for a creator to add; what was typed after the word is the handle."""
    desk = desk.needs(Role.EDITOR)
    return open_view(desk, body, creator_forms.add_modal(rest))


def open_note(desk: Desk, body: Body, account_id: int) -> BoltResponse:
    """Open the form for tags, a note, owner, status and asking price."""
    desk = desk.needs(Role.EDITOR)
    found = details_for(desk, account_id).found
    client_id = desk.seat.client_id
    standing = noting.standing(desk.store, account_id, client_id=client_id)
    offered = noting.offered(desk.store, client_id=client_id)
    shown = [creator_forms.tags_shown(standing), standing.owner, standing.status, standing.price]
    day = creator_forms.day_shown(standing)
    metadata = orjson.dumps([account_id, *shown, day]).decode()
    view = creator_forms.note_modal(
        name_of(found), standing, offered, desk.settings.currency, metadata
    )
    return open_view(desk, body, view)


def noted(desk: Desk, body: Body, view: Body) -> BoltResponse:
    """Write down what the form says; a field that can't be taken is told beside it."""
    account_id, shown = _shown(view)
    values = view["state"]["values"]
    try:
        change = Change(
            shown=shown,
            now=Standing(
                tags=noting.tags_in(forms.typed(values, "tags")),
                owner=_owner(desk, values, shown),
                status=noting.text_in(
                    forms.typed(values, "new_status") or forms.chosen(values, "status")
                ),
                price=_price(values, shown, desk.settings.currency),
                last_contact=noting.text_in(forms.chosen(values, "last_contact")),
            ),
            note=noting.text_in(forms.typed(values, "note"), noting.LONGEST_NOTE),
        )
    except BadTag as error:
        return field_errors(tags=error.sentence())
    except BadField as error:
        return field_errors(**{error.field: error.sentence()})
    changed = noting.save(
        desk.store,
        account_id,
        change,
        actor=desk.seat.person,
        now=desk.clock(),
        client_id=desk.seat.client_id,
    )
    return updated(drawn.noted_modal(changed))


def _shown(view: Body) -> tuple[int, Standing]:
    """Return what the form showed when it was opened; whatever it holds is only a claim."""
    try:
        account_id, tags, owner, status, price, day = orjson.loads(
            view.get("private_metadata") or ""
        )
        shown = Standing(
            tags=noting.tags_in(str(tags)),
            owner=str(owner),
            status=str(status),
            price=(int(price[0]), str(price[1])) if price else None,
            last_contact=str(day),
        )
        return number_in(account_id), shown
    except (ValueError, TypeError, IndexError, BadTag):
        raise NotFound(says.UNREADABLE_FORM) from None


def _owner(desk: Desk, values: Body, shown: Standing) -> str:
    """Return the owner: a person of the workspace by their name there, else the text.

    Raises BadField where somebody was chosen and another name was written.
    """
    user, written = forms.chosen(values, "person"), noting.text_in(forms.typed(values, "owner"))
    if not user:
        return written
    try:
        found = desk.slack.users_info(user=user)["user"]
    except SLACK_DOWN as error:
        raise BadField("person", notes.NAME_NOT_TOLD) from error
    profile = found.get("profile") or {}
    name = profile.get("display_name") or found.get("real_name") or found.get("name") or user
    name = noting.text_in(str(name))
    if written not in ("", shown.owner, name):
        raise BadField("owner", notes.two_owners(name, written))
    return name


def _price(values: Body, shown: Standing, currency: str) -> noting.Price | None:
    text = forms.typed(values, "price")
    if text == creator_forms.price_text(shown.price):
        return shown.price
    if not text:
        return None
    return forms.amount(text, "price", currency, notes.no_amount(currency))


def added(desk: Desk, body: Body, view: Body) -> BoltResponse:
    """Add the creator of the form, or ask whether they are there already."""
    values = view["state"]["values"]
    typed = {field: forms.typed(values, field) for field in ADD_FIELDS}
    typed["platform"] = forms.chosen(values, "platform")
    return _add(desk, typed, anyway=False)


def added_anyway(desk: Desk, body: Body, view: Body) -> BoltResponse:
    """Add a creator although somebody has a similar name."""
    try:
        typed = dict(orjson.loads(view.get("private_metadata") or ""))
    except (ValueError, TypeError):
        raise NotFound(says.UNREADABLE_FORM) from None
    known = {field: str(typed.get(field) or "") for field in ADD_FIELDS}
    return _add(desk, known, anyway=True)


def _add(desk: Desk, typed: dict[str, str], *, anyway: bool) -> BoltResponse:
    importing = desk.importing(desk.seat.person)
    try:
        creator = adding.creator_of(typed)
        new = adding.add(importing, creator, client_id=desk.seat.client_id, anyway=anyway)
    except BadField as error:
        return field_errors(**{error.field: error.sentence()})
    except AlreadyThere as error:
        view = drawn.there_modal(error.sentence(), error.account_id)
        return updated(view)
    except LooksLike as error:
        name = typed["name"] or typed["handle"]
        view = creator_forms.similar_modal(error.similar, name, orjson.dumps(typed).decode())
        return updated(view)
    except ImportRefused as error:
        if anyway:
            raise
        return field_errors(handle=error.sentence())
    return updated(drawn.added_modal(new))


def undo_add(desk: Desk, body: Body, run_id: int) -> BoltResponse:
    """Take an addition back; whom somebody worked with meanwhile stays."""
    importing = desk.importing(desk.seat.person)
    undone = adding.undo(importing, run_id, client_id=desk.seat.client_id)
    return in_place(desk, body, said(STAYS if undone.kept else UNDONE))


def delete_note(desk: Desk, body: Body, note_id: int) -> BoltResponse:
    """Delete one's own note; what showed it is shown without it."""
    noting.delete_note(
        desk.store,
        note_id,
        actor=desk.seat.person,
        now=desk.clock(),
        client_id=desk.seat.client_id,
    )
    view = body.get("view") or {}
    account_id = number_in(view.get("private_metadata"))
    if not account_id:
        return in_place(desk, body, said(notes.NOTE_DELETED))
    return _replaced(desk, view, details_view(desk, account_id))


def hide(desk: Desk, body: Body, account_id: int) -> BoltResponse:
    """Leave a creator out of searches; the answer takes it back."""
    desk = desk.needs(Role.EDITOR)
    person = person_for(desk, account_id)
    news = hiding.hide(
        desk.store,
        account_id,
        actor=desk.seat.person,
        now=desk.clock(),
        client_id=desk.seat.client_id,
    )
    return tell(desk, body, drawn.hidden_message(person.name, account_id, news=news))


def show_again(desk: Desk, body: Body, account_id: int) -> BoltResponse:
    """Let a creator be found again; the answer stands where the button was."""
    return in_place(desk, body, _found_again(desk, account_id))


def show_from_menu(desk: Desk, body: Body, account_id: int) -> BoltResponse:
    """Let a creator be found again; what the menu stands in stays."""
    return tell(desk, body, _found_again(desk.needs(Role.EDITOR), account_id))


def _found_again(desk: Desk, account_id: int) -> Message:
    person = person_for(desk, account_id)
    news = hiding.show(
        desk.store,
        account_id,
        actor=desk.seat.person,
        now=desk.clock(),
        client_id=desk.seat.client_id,
    )
    return said(notes.shown(person.name, news=news))


VIEWS: Clicks = {
    "creator:note": (Role.EDITOR, noted),
    "creator:add": (Role.EDITOR, added),
    "creator:anyway": (Role.EDITOR, added_anyway),
}

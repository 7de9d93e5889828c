"""Shortlists: the form that puts a creator on one, and what is sent with it.

| surface | what | here |
| --- | --- | --- |
| action | an entry of a creator's menu | open_form |
| view | shortlist | added |
"""

from slack_bolt.response import BoltResponse

from blocks import modals
from blocks.rows import name_of
from handlers import forms
from handlers.desk import Desk
from handlers.entries import Clicks
from handlers.replies import Body, field_errors, number_in, open_view, updated
from services import shortlists
from services.details import details_of
from services.errors import DeskError
from services.rights import Role
from texts import common
from texts import shortlists as says


def open_form(desk: Desk, body: Body, account_id: int) -> BoltResponse:
    """Ask on which shortlist a creator is to be put. Raises NoRight."""
    desk = desk.needs(Role.EDITOR)
    client_id = desk.seat.client_id
    try:
        details = details_of(desk.store, account_id, rates=desk.settings.rates, client_id=client_id)
    except DeskError as error:
        view = modals.message_modal(common.GONE, error.sentence())
    else:
        lists = shortlists.seen_by(desk.store, desk.seat.person, client_id=client_id)
        view = modals.shortlist_modal(name_of(details.found), lists, str(account_id))
    return open_view(desk, body, view)


def added(desk: Desk, body: Body, view: Body) -> BoltResponse:
    """Put a creator on the list that was chosen or named."""
    values = (view.get("state") or {}).get("values") or {}
    named = forms.typed(values, "new")
    whose, _, existing = forms.chosen(values, "existing").partition(":")
    own = forms.ticked(values, "own") if named else whose == "own"
    try:
        name, news = shortlists.add(
            desk.store,
            named or existing,
            number_in(view.get("private_metadata")),
            actor=body["user"]["id"],
            now=desk.clock(),
            client_id=desk.seat.client_id,
            own=own,
        )
    except shortlists.NoName as error:
        return field_errors(new=error.sentence())
    shown = modals.message_modal(says.SHORTLIST, says.is_on(name, news=news))
    return updated(shown)


VIEWS: Clicks = {"shortlist": (Role.EDITOR, added)}

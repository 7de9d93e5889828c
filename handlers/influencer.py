"""/influencer: one creator: show, add, merge, forget; and what a row's menu does with one.

| surface | what | here |
| --- | --- | --- |
| command | /influencer show, add, lists, merge, forget, help | command |
| action | creator:KIND (buttons) | act |
| action | row (menu of a row) | from_menu |
"""

from collections.abc import Callable

from slack_bolt.response import BoltResponse

from blocks import details
from blocks import influencer as drawn
from blocks.modals import message_modal
from blocks.text import Message
from handlers import creator_forms, joining, shortlists
from handlers.creator_forms import VIEWS, details_for, details_view
from handlers.desk import Desk
from handlers.entries import Clicks, Commands
from handlers.replies import Body, answer_click, ephemeral, number_in, open_view, typed_in
from services import people
from services.errors import NotFound
from services.people import Unclear
from services.rights import Role
from texts import common
from texts import influencer as says

__all__ = ["ACTIONS", "COMMANDS", "VIEWS"]


def command(desk: Desk, body: Body) -> BoltResponse:
    """Answer /influencer WORD ...; a name alone is shown."""
    text = typed_in(body.get("text"))
    word, _, rest = text.partition(" ")
    if word.lower() in ("", "help"):
        return ephemeral(drawn.help_message(may_edit=desk.seat.may(Role.EDITOR)))
    work = _WORDS.get(word.lower())
    return work(desk, body, rest.strip()) if work else show(desk, body, text)


def show(desk: Desk, body: Body, name: str) -> BoltResponse:
    """Answer who is meant with everything that is known of them, or ask which one."""
    try:
        person = people.person_named(desk.store, name)
    except Unclear as error:
        return ephemeral(drawn.which_message(error, may_edit=desk.seat.may(Role.EDITOR)))
    return ephemeral(_details_message(desk, person.account_id))


def _details_message(desk: Desk, account_id: int) -> Message:
    found, may_edit = details_for(desk, account_id), desk.seat.may(Role.EDITOR)
    return details.details_message(found, desk.settings.currency, may_edit=may_edit)


def open_details(desk: Desk, body: Body, account_id: int) -> BoltResponse:
    """Open everything that is known of a creator."""
    return open_view(desk, body, details_view(desk, account_id))


def act(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """A button about one creator: creator:KIND, or creator:KIND.NUMBER in a list."""
    kind = action["action_id"].partition(":")[2].partition(".")[0]
    value = str(action.get("value") or "")
    if kind in _PAIRS:
        return _PAIRS[kind](desk.needs(Role.EDITOR), body, value)
    work = _CLICKS.get(kind)
    if work is None:
        raise NotFound(says.OLD_BUTTON)
    role, handler = work
    return handler(desk.needs(role), body, number_in(value))


def opened(desk: Desk, body: Body, account_id: int) -> BoltResponse:
    """Details where they were asked for: over a view, else as a message."""
    if body.get("view"):
        return open_details(desk, body, account_id)
    return answer_click(desk, body, _details_message(desk, account_id), replace=False)


def from_menu(desk: Desk, body: Body, what: str, account_id: int) -> BoltResponse:
    """Do what a row's menu says of a creator."""
    work = _MENU.get(what)
    if work is None:
        raise NotFound(says.OLD_MENU)
    try:
        return work(desk, body, account_id)
    except NotFound as error:
        return open_view(desk, body, message_modal(common.GONE, error.sentence()))


_MENU: dict[str, Callable[[Desk, Body, int], BoltResponse]] = {
    "details": open_details,
    "note": creator_forms.open_note,
    "hide": creator_forms.hide,
    "show": creator_forms.show_from_menu,
}
_WORDS: dict[str, Callable[[Desk, Body, str], BoltResponse]] = {
    "show": show,
    "add": creator_forms.open_add,
    "lists": shortlists.show_all,
    "merge": joining.merge,
    "forget": joining.ask_forget,
}
_PAIRS: dict[str, Callable[[Desk, Body, str], BoltResponse]] = {
    "pair": joining.look_at_pair,
    "merge": joining.merge_now,
}
_CLICKS: dict[str, tuple[Role, Callable[[Desk, Body, int], BoltResponse]]] = {
    "open": (Role.VIEWER, opened),
    "all": (Role.VIEWER, open_details),
    "note": (Role.EDITOR, creator_forms.open_note),
    "hide": (Role.EDITOR, creator_forms.hide),
    "show": (Role.EDITOR, creator_forms.show_again),
    "unnote": (Role.EDITOR, creator_forms.delete_note),
    "undo_add": (Role.EDITOR, creator_forms.undo_add),
    "unmerge": (Role.EDITOR, joining.unmerge),
    "forget": (Role.ADMIN, joining.forget),
    "new": (Role.EDITOR, lambda desk, body, _: creator_forms.open_add(desk, body)),
}

COMMANDS: Commands = {"/influencer": (Role.VIEWER, command)}
ACTIONS: Clicks = {"creator": (Role.VIEWER, act)}

"""/find-influencer: the command, its buttons and its modals; the same search typed to the bot.

| surface | what | here |
| --- | --- | --- |
| command | /find-influencer QUERY, help | command |
| message | QUERY in direct messages | spoken |
| action | page, run, help, open | show, show_help, open_own |
| action | edit, likes | edit, how_to_get_likes |
| action | more (menu or button) | more |
| action | row, shortlist | row_menu, shortlist |
| view | edit | edited |
"""

import logging
from functools import partial

import orjson
from slack_bolt.response import BoltResponse

from blocks import modals
from blocks.search import answer_message, error_message, help_message, misses_message
from blocks.text import Message
from handlers import exporting, forms, influencer, offer_forms, shortlists, words
from handlers.desk import Desk
from handlers.entries import Clicks, Commands
from handlers.placing import marked
from handlers.replies import (
    SLACK_DOWN,
    Body,
    answer_click,
    chosen_in,
    code_of,
    done,
    ephemeral,
    field_errors,
    message_in,
    number_in,
    open_view,
    said,
    sent_newest,
    slack_in_words,
    tell,
    typed_in,
)
from services import clients, query_filters
from services.errors import BadField, DeskError, QueryError
from services.found import Answer
from services.rights import Role
from services.search import find
from storage.words import clean
from texts import search as says

PAGE = 5
DEEPEST = 10_000
"""How far somebody may turn the pages; a button that says more is not ours."""

log = logging.getLogger("desk.search")


def command(desk: Desk, body: Body) -> BoltResponse:
    """Answer /find-influencer QUERY."""
    return ephemeral(answered(desk, body))


def spoken(desk: Desk, channel: str, body: Body) -> BoltResponse:
    """Answer a query that somebody writes to the bot instead of typing the command."""
    return say(desk, channel, answered(desk, body))


def answered(desk: Desk, body: Body, before: str = "") -> Message:
    """Return the answer to what was typed, for who typed it. before: a sentence above it."""
    text, instead = typed_in(body.get("text")), words.likely(desk.seat, body)
    return _message(desk, text, instead=instead, before=before)


def shared(desk: Desk, body: Body) -> Message:
    """Return a search's answer as everybody in a channel may read it. Raises DeskError."""
    typed, instead = typed_in(body.get("text")), words.likely(desk.seat, body)
    if typed.lower() in ("", "help"):
        return help_message()
    return answer_message(_find(desk, typed), shared_by=desk.seat.person, instead=instead)


def say_response(desk: Desk, event: Body, response: BoltResponse) -> BoltResponse:
    """Say in direct messages what a command would have answered."""
    message = message_in(response)
    return say(desk, event["channel"], message) if message else done()


def say(desk: Desk, channel: str, message: Message) -> BoltResponse:
    """Post an answer to direct messages; Slack gives no other way to answer an event."""
    text, blocks = message[0], marked(message[1], desk.seat)
    try:
        desk.slack.chat_postMessage(channel=channel, text=text, blocks=blocks)
    except SLACK_DOWN as error:
        log.error("a direct message could not be answered: %s", code_of(error))
    return done()


def _message(desk: Desk, text: str, **more: str) -> Message:
    if text.lower() == "help":
        empty = _find(desk, "").store_is_empty
        return help_message(empty=empty, may_edit=desk.seat.may(Role.EDITOR))
    try:
        return _drawn(desk, _find(desk, text), **more)
    except QueryError as error:
        return error_message(error)


def _drawn(desk: Desk, answer: Answer, **more: str) -> Message:
    """Return an answer as the person may use it. more: what is said with it."""
    return answer_message(answer, may_edit=desk.seat.may(Role.EDITOR), **more)


def _find(desk: Desk, text: str, offset: int = 0) -> Answer:
    if len(text) > modals.LONGEST_QUERY:
        raise DeskError(says.too_long(len(text), modals.LONGEST_QUERY))
    answer = _search(desk, text, limit=PAGE, offset=offset)
    if offset and not answer.results:
        answer = _search(desk, text, limit=PAGE)
    return answer


def _search(desk: Desk, text: str, *, limit: int, offset: int = 0, near: bool = False) -> Answer:
    return find(
        desk.store,
        text,
        currency=desk.settings.currency,
        client_id=desk.seat.client_id,
        reader=desk.seat.person,
        limit=limit,
        offset=offset,
        near=near,
    )


def _asked(action: Body) -> tuple[str, int, str]:
    """Read what a button or menu asks for: query, place, act. Whatever it holds is but a search."""
    try:
        found = orjson.loads(chosen_in(action))
    except ValueError:
        found = None
    text, offset, act = [*found, None, None, None][:3] if isinstance(found, list) else ("", 0, "")
    place = offset if isinstance(offset, int) else 0
    return (
        clean(text) if isinstance(text, str) else "",
        min(max(0, place), DEEPEST),
        act if isinstance(act, str) else "",
    )


def show(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """A page, a loosened query, or the one that was meant: in the place of the answer.

    Below the report of an import the search stands as a new answer: the report keeps its undo.
    """
    text, offset, _ = _asked(action)
    try:
        message = _drawn(desk, _find(desk, text, offset))
    except QueryError as error:
        message = error_message(error)
    return answer_click(desk, body, message, replace=action["action_id"] != "run:imported")


def show_help(desk: Desk, body: Body, action: Body) -> BoltResponse:
    return answer_click(desk, body, help_message(), replace=False)


def open_own(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """A search that somebody shared, for oneself: with its buttons."""
    text, _, _ = _asked(action)
    return answer_click(desk, body, _message(desk, text), replace=False)


def edit(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """Open the query in a form."""
    text, _, _ = _asked(action)
    text = text[: modals.LONGEST_QUERY]
    channel = (body.get("channel") or {}).get("id", "")
    opened = orjson.dumps([body.get("response_url", ""), channel, text]).decode()
    offered = query_filters.choices(desk.store)
    held = query_filters.held(text, offered, currency=desk.settings.currency)
    return open_view(desk, body, modals.edit_modal(text, opened, offered, held))


def how_to_get_likes(desk: Desk, body: Body, action: Body) -> BoltResponse:
    return open_view(desk, body, modals.likes_modal())


def edited(desk: Desk, body: Body, view: Body) -> BoltResponse:
    """Search for what was written; what can't be read stays in the form."""
    values = forms.values_in(view)
    url, channel, opened_on = _opened(view)
    currency, offered = desk.settings.currency, query_filters.choices(desk.store)
    held = query_filters.held(opened_on, offered, currency=currency)
    changed = {
        field: said
        for field in values
        if field in held and (said := _said(values, field)) != (held[field] or "")
    }
    if changed.get("country"):
        changed["country"] = f'country:"{changed["country"]}"'
    try:
        typed = typed_in(forms.typed(values, "query"))
        text = query_filters.narrowed(typed, changed, offered, currency=currency)
        message = _drawn(desk, _find(desk, text))
    except BadField as error:
        return field_errors(**{error.field: error.sentence()[:150]})
    except DeskError as error:
        return field_errors(query=error.sentence()[:150])
    return answer_click(desk, {**body, "response_url": url, "channel": {"id": channel}}, message)


def _said(values: Body, field: str) -> str:
    """Return what was chosen in a field, or typed into it."""
    return forms.chosen(values, field) or typed_in(forms.typed(values, field)).replace('"', "")


def _opened(view: Body) -> tuple[str, str, str]:
    """Return the address and the channel of the message that a form was opened from, its query."""
    try:
        url, channel, text = orjson.loads(view.get("private_metadata") or "")
    except (ValueError, TypeError):
        return "", "", ""
    return str(url or ""), str(channel or ""), str(text or "")


def more(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """Show who doesn't match, share the answer in the channel, or send it to the one who asked."""
    text, offset, act = _asked(action)
    if act == "misses":
        answer = _search(desk, text, limit=1, near=True)
        return answer_click(desk, body, misses_message(answer, may_edit=desk.seat.may(Role.EDITOR)))
    if act == "export":
        return exporting.found(desk, body, text)
    answer = _find(desk, text, offset)
    user = body["user"]["id"]
    if act == "share":
        channel = (body.get("channel") or {}).get("id", "")
        clients.refuse_foreign_channel(desk.store, desk.seat, channel)
        _post(desk, channel, answer_message(answer, shared_by=user))
        return answer_click(desk, body, said(says.SHARED), replace=False)
    _post(desk, user, _drawn(desk, answer))
    sent = said(says.SENT)
    return answer_click(desk, body, sent, replace=False)


def _post(desk: Desk, channel: str, message: Message) -> None:
    text, blocks = message[0], marked(message[1], desk.seat)
    post = partial(desk.slack.chat_postMessage, channel=channel, text=text)
    with slack_in_words():
        sent_newest(post, blocks)


def row_menu(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """Details of a creator, a shortlist to put them on, an offer, a note; or hide them."""
    what, _, number = chosen_in(action).partition(" ")
    account_id = number_in(number)
    if what == "campaign":
        return offer_forms.open_add(desk, body, account_id)
    if what != "shortlist":
        return influencer.from_menu(desk, body, what, account_id)
    return shortlists.open_form(desk, body, account_id)


def shortlist(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """A button or a menu of the shortlists: who is on one; else what there is to do with it."""
    what, _, ref = chosen_in(action).partition(" ")
    if what != "show":
        return shortlists.act(desk, body, what, ref)
    return tell(desk, body, _message(desk, shortlists.query_of(desk, ref)))


COMMANDS: Commands = {"/find-influencer": (Role.VIEWER, command)}
ACTIONS: Clicks = {
    "page": (Role.VIEWER, show),
    "run": (Role.VIEWER, show),
    "help": (Role.VIEWER, show_help),
    "open": (Role.VIEWER, open_own),
    "edit": (Role.VIEWER, edit),
    "likes": (Role.VIEWER, how_to_get_likes),
    "more": (Role.VIEWER, more),
    "row": (Role.VIEWER, row_menu),
    "shortlist": (Role.VIEWER, shortlist),
}
VIEWS: Clicks = {"edit": (Role.VIEWER, edited), **shortlists.VIEWS}

"""/find-influencer: the command, its buttons and its modals."""

import orjson
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError

from blocks import modals
from blocks.search import Message, answer_message, error_message, help_message, name_of
from blocks.text import section
from handlers.desk import Desk
from handlers.replies import Body, answer_click, as_json, done, ephemeral
from services import shortlists
from services.details import details_of
from services.errors import DeskError, QueryError
from services.search import find

PAGE = 5


def command(desk: Desk, body: Body) -> BoltResponse:
    """Answer /find-influencer QUERY."""
    text = (body.get("text") or "").strip()
    if text.lower() == "help":
        return ephemeral(help_message())
    return ephemeral(_answer(desk, text))


def _answer(desk: Desk, text: str, offset: int = 0) -> Message:
    try:
        found = find(desk.store, text, currency=desk.settings.currency, limit=PAGE, offset=offset)
    except QueryError as error:
        return error_message(error)
    return answer_message(found)


def _asked(value: str) -> tuple[str, int]:
    """Read a button's value; whatever it holds, it is only a search."""
    try:
        text, offset, *_ = orjson.loads(value)
    except (ValueError, TypeError):
        return "", 0
    return str(text), max(0, offset) if isinstance(offset, int) else 0


def show(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """A page, a loosened query, or the one that was meant: in the place of the answer."""
    text, offset = _asked(action.get("value", ""))
    return answer_click(desk, body, _answer(desk, text, offset))


def edit(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """Open the query in a field."""
    text, _ = _asked(action.get("value", ""))
    where = orjson.dumps([body.get("response_url", "")]).decode()
    desk.slack.views_open(trigger_id=body["trigger_id"], view=modals.edit_modal(text, where))
    return done()


def edited(desk: Desk, body: Body, view: Body) -> BoltResponse:
    """Search for what was written; a query that can't be read stays in the modal."""
    text = (view["state"]["values"]["query"]["text"].get("value") or "").strip()
    try:
        message = answer_message(
            find(desk.store, text, currency=desk.settings.currency, limit=PAGE)
        )
    except QueryError as error:
        return as_json({"response_action": "errors", "errors": {"query": error.sentence()[:150]}})
    (url,) = orjson.loads(view["private_metadata"])
    return answer_click(desk, {**body, "response_url": url}, message)


def more(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """Share an answer in the channel, or send it to the one who asked."""
    value = action["selected_option"]["value"]
    text, offset = _asked(value)
    act = orjson.loads(value)[-1]
    if act == "share":
        return _share(desk, body, _answer(desk, text, offset))
    return _send(desk, body, _answer(desk, text, offset))


def send(desk: Desk, body: Body, action: Body) -> BoltResponse:
    text, offset = _asked(action.get("value", ""))
    return _send(desk, body, _answer(desk, text, offset))


def _share(desk: Desk, body: Body, message: Message) -> BoltResponse:
    text, blocks = message
    user, channel = body["user"]["id"], body["channel"]["id"]
    shared = [section(f"<@{user}> shares a search"), *blocks]
    try:
        desk.slack.chat_postMessage(channel=channel, text=text, blocks=shared)
    except SlackApiError as error:
        if error.response.get("error") not in ("not_in_channel", "channel_not_found"):
            raise
        said = "I am not in this channel. Type /invite and my name here, then share again."
        return answer_click(desk, body, (said, [section(said)]), replace=False)
    return answer_click(
        desk, body, ("Shared.", [section("Shared in this channel.")]), replace=False
    )


def _send(desk: Desk, body: Body, message: Message) -> BoltResponse:
    text, blocks = message
    desk.slack.chat_postMessage(channel=body["user"]["id"], text=text, blocks=blocks)
    said = "Sent to your direct messages with me."
    return answer_click(desk, body, (said, [section(said)]), replace=False)


def row_menu(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """Details of a creator, or a shortlist to put them on."""
    what, _, number = action["selected_option"]["value"].partition(" ")
    account_id = int(number) if number.isdigit() else 0
    try:
        details = details_of(desk.store, account_id, rates=desk.settings.rates)
    except DeskError as error:
        view = modals.message_modal("Gone", error.sentence())
    else:
        if what == "shortlist":
            lists = shortlists.names(desk.store)
            view = modals.shortlist_modal(name_of(details.found), lists, str(account_id))
        else:
            view = modals.details_modal(details, desk.settings.currency)
    desk.slack.views_open(trigger_id=body["trigger_id"], view=view)
    return done()


def shortlisted(desk: Desk, body: Body, view: Body) -> BoltResponse:
    """Put a creator on the list that was chosen or named."""
    values = view["state"]["values"]
    chosen = (values.get("existing", {}).get("list", {}).get("selected_option") or {}).get("value")
    named = (values.get("new", {}).get("name", {}).get("value") or "").strip()
    account_id = int(view["private_metadata"])
    try:
        name, news = shortlists.add(
            desk.store,
            named or chosen or "",
            account_id,
            actor=body["user"]["id"],
            now=desk.clock(),
        )
    except shortlists.NoName as error:
        return as_json({"response_action": "errors", "errors": {"new": error.sentence()}})
    said = f"On “{name}” now." if news else f"Was on “{name}” already; nothing changed."
    search = f'Find the list with: list:"{name}" tier:any'
    return as_json(
        {"response_action": "update", "view": modals.message_modal("Shortlist", f"{said} {search}")}
    )


COMMANDS = {"/find-influencer": command}
ACTIONS = {
    "page": show,
    "run": show,
    "edit": edit,
    "more": more,
    "send": send,
    "row": row_menu,
}
VIEWS = {"edit": edited, "shortlist": shortlisted}

"""How a click is answered: through the address that came with it, else where the person is."""

import http.client
import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import httpx
import orjson
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError, SlackClientError

from blocks.modals import modal
from blocks.newer import older
from blocks.telling import Said, message
from blocks.text import Block, Message, hinted, without_marks
from handlers.desk import Desk
from handlers.placing import marked, marked_view
from services import outgoing
from services.errors import DeskError
from services.importing import instant
from storage.engine import StoreBusy
from storage.words import clean
from texts import common

Body = dict[str, Any]
Sent = TypeVar("Sent")
PATIENCE = 0.8
SHORT = 0.8
"""Seconds for an answer to a click; Slack waits three for all of it."""

SLACK_DOWN = (SlackClientError, http.client.HTTPException, OSError)
"""What a call of Slack's Web API raises: refused, cut off, not reached, too slow."""

_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
log = logging.getLogger("desk.replies")


class SlackRefused(DeskError):
    """Slack did not take what we sent; the sentence says what to do. code: Slack's word."""

    def __init__(self, sentence: str, code: str = "") -> None:
        super().__init__(sentence)
        self.code = code


@contextmanager
def slack_in_words() -> Iterator[None]:
    """Turn what goes wrong with Slack's Web API into a sentence. Raises SlackRefused."""
    try:
        yield
    except SLACK_DOWN as error:
        log.warning("slack: %s", code_of(error))
        raise SlackRefused(_sentence(error), code_of(error)) from error


def code_of(error: Exception) -> str:
    """Return Slack's word for what was wrong, or the error's kind; neither holds a secret."""
    if isinstance(error, SlackApiError):
        data = error.response.data if hasattr(error.response, "data") else error.response
        said = data.get("error") if isinstance(data, dict) else None
        return str(said or f"status {getattr(error.response, 'status_code', 'unknown')}")
    return type(error).__name__


def sent_newest(send: Callable[..., Sent], blocks: list[Block]) -> Sent:
    """Send blocks, or what stands for the newer of them where Slack does not take those.

    send: takes them by the name of blocks. Raises what it raises.
    """
    try:
        return send(blocks=blocks)
    except SlackApiError as error:
        plainer = older(blocks)
        if code_of(error) != "invalid_blocks" or plainer == blocks:
            raise
        return send(blocks=plainer)


def _sentence(error: Exception) -> str:
    said = common.SLACK_REFUSED.get(code_of(error))
    if said:
        return said
    if isinstance(error, SlackApiError):
        return common.slack_refused(code_of(error))
    return common.SLACK_IS_DOWN


def said(text: str) -> Message:
    """Return a sentence as a message."""
    return message([Said(without_marks(text), hinted(text, 1_500))])


def ephemeral(message: Message) -> BoltResponse:
    """Answer a command in the response itself, to the one who asked."""
    text, blocks = message
    return as_json({"response_type": "ephemeral", "text": text, "blocks": blocks})


def as_json(body: Body) -> BoltResponse:
    return BoltResponse(
        status=200,
        body=orjson.dumps(body).decode(),
        headers={"content-type": "application/json"},
    )


def updated(view: Block) -> BoltResponse:
    """Answer a form by another view in its place."""
    return as_json({"response_action": "update", "view": view})


def field_errors(**errors: str) -> BoltResponse:
    """Hold a form back, with a sentence beside each field that can't be taken."""
    shown = {field: without_marks(sentence) for field, sentence in errors.items()}
    return as_json({"response_action": "errors", "errors": shown})


def message_in(response: BoltResponse) -> Message | None:
    """Return what a command answered, to be said in another way; None where it said nothing."""
    body = orjson.loads(response.body or "{}")
    return (body["text"], body["blocks"]) if body.get("blocks") else None


def typed_in(text: Any) -> str:
    """Return what somebody typed; Slack writes three signs as entities."""
    plain = clean(str(text or "")).strip()
    for entity, sign in _ENTITIES:
        plain = plain.replace(entity, sign)
    return plain


def done() -> BoltResponse:
    return BoltResponse(status=200, body="")


def answer_click(desk: Desk, body: Body, message: Message, *, replace: bool = True) -> BoltResponse:
    """Answer a click: in the place of its message, else as a new one that only its maker sees.

    Where the address is used up, the answer goes to the channel, or to the person's direct
    messages. Where nothing can be reached in time, the outbox answers.
    """
    text, blocks = message[0], marked(message[1], desk.seat)
    reply = {"text": text, "blocks": blocks, "response_type": "ephemeral"}
    url = body.get("response_url")
    reached = _sent(desk, url, {**reply, "replace_original": replace}) if url else False
    if reached:
        return done()
    if reached is None:
        return _answer_later(desk, body, message)
    user = body["user"]["id"]
    channel = (body.get("channel") or {}).get("id")
    try:
        if channel:
            try:
                desk.slack.chat_postEphemeral(channel=channel, user=user, text=text, blocks=blocks)
                return done()
            except SlackApiError as error:
                log.info("the channel could not be answered in: %s", code_of(error))
        desk.slack.chat_postMessage(channel=user, text=text, blocks=blocks)
    except SLACK_DOWN as error:
        log.warning("a click could not be answered at once: %s", code_of(error))
        return _answer_later(desk, body, message)
    return done()


def _answer_later(desk: Desk, body: Body, message: Message) -> BoltResponse:
    """Leave an answer to the outbox: Slack can't be reached within a click's three seconds."""
    text, blocks = message
    channel, user = (body.get("channel") or {}).get("id", ""), body["user"]["id"]
    now = instant(desk.clock())
    cause = f"answer:{secrets.token_hex(8)}"
    try:
        desk.store.write(
            outgoing.answer_later, cause, channel, user, text, blocks, now, patience=SHORT
        )
    except StoreBusy:
        log.error("a click could not be answered: the store is busy")
    desk.wake()
    return done()


def open_view(desk: Desk, body: Body, view: Block) -> BoltResponse:
    """Open a form or a page, over the one that is open if there is one. Raises SlackRefused."""
    if not body.get("trigger_id"):
        raise DeskError(common.FORMS_FROM_COMMANDS)
    inside = (body.get("view") or {}).get("type") == "modal"
    opened = desk.slack.views_push if inside else desk.slack.views_open
    with slack_in_words():
        opened(trigger_id=body["trigger_id"], view=marked_view(view, desk.seat))
    return done()


def tell(desk: Desk, body: Body, message: Message) -> BoltResponse:
    """Tell one person something where they stand: under a message, or over a view."""
    if not body.get("view"):
        return answer_click(desk, body, message, replace=False)
    try:
        return open_view(desk, body, modal(common.FROM_THE_DESK, message[1]))
    except SlackRefused:
        return answer_click(desk, body, message, replace=False)


def _sent(desk: Desk, url: str, reply: Body) -> bool | None:
    """Answer at a click's own address; False where that fails at once, None where time is up."""
    try:
        answer = desk.http.post(url, json=reply, timeout=PATIENCE)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        log.warning("an answer could not be sent: %s", type(error).__name__)
        return None if isinstance(error, httpx.TimeoutException) else False
    if not answer.is_success:
        log.warning("an answer was refused with %s", answer.status_code)
    return answer.is_success


def chosen_in(action: Body) -> str:
    """Return the value of the entry that was chosen in a menu, or of the button; or ""."""
    return str((action.get("selected_option") or action).get("value") or "")


def number_in(text: Any) -> int:
    """Return the id that a button's value names, or 0, which nothing has."""
    plain = str(text)
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 19 else 0

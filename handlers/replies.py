"""How a click is answered: through the address that came with it."""

import logging
from typing import Any

import httpx
import orjson
from slack_bolt.response import BoltResponse

from blocks.search import Message
from handlers.desk import Desk

Body = dict[str, Any]
PATIENCE = 2.0
"""Seconds for an answer to a click; Slack waits three for all of it."""

log = logging.getLogger("desk.replies")


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


def done() -> BoltResponse:
    return BoltResponse(status=200, body="")


def answer_click(desk: Desk, body: Body, message: Message, *, replace: bool = True) -> BoltResponse:
    """Answer a click: in the place of its message, else as a new one that only its maker sees."""
    text, blocks = message
    reply = {"text": text, "blocks": blocks, "response_type": "ephemeral"}
    url = body.get("response_url")
    if url:
        try:
            sent = desk.http.post(
                url, json={**reply, "replace_original": replace}, timeout=PATIENCE
            )
            if sent.is_success:
                return done()
            log.warning("an answer was refused with %s", sent.status_code)
        except httpx.HTTPError as error:
            log.warning("an answer could not be sent: %s", type(error).__name__)
    channel = (body.get("channel") or {}).get("id") or body["user"]["id"]
    desk.slack.chat_postEphemeral(
        channel=channel, user=body["user"]["id"], text=text, blocks=blocks
    )
    return done()

"""@desk ... in a channel or a thread, where slash commands can't be typed.

A search is answered for everybody who reads along, as if somebody had shared it; whatever else is
asked, and in a channel that is not the client's a search too, is answered to that person alone, in
the thread.
"""

import logging
import re
from functools import partial

from slack_bolt.response import BoltResponse

from blocks.text import Message
from handlers import find_influencer
from handlers.desk import Desk
from handlers.placing import marked
from handlers.replies import SLACK_DOWN, Body, code_of, done, message_in, sent_newest
from services import clients
from texts import clients as says

_MENTION = re.compile(r"<@[UW][A-Z0-9]+(?:\|[^>]*)?>")
SEARCH = "/find-influencer"

log = logging.getLogger("desk.mentions")


def command_in(event: Body, team: str) -> Body:
    """Return what was said to us as if it had been typed after /desk."""
    said = _MENTION.sub(" ", str(event.get("text") or ""), count=1)
    return {
        "command": "/desk",
        "text": " ".join(said.split()),
        "user_id": event["user"],
        "team_id": team,
        "channel_id": event["channel"],
    }


def share(desk: Desk, event: Body, body: Body) -> BoltResponse:
    """Answer a search for all who read along, where they may read it. Raises DeskError."""
    if clients.is_foreign_channel(desk.store, desk.seat, event["channel"]):
        why = says.only_you_see(desk.seat.client.name)
        return answer(desk, event, find_influencer.answered(desk, body, before=why))
    _send(desk, event, find_influencer.shared(desk, body), everybody=True)
    return done()


def answer(desk: Desk, event: Body, message: Message) -> BoltResponse:
    """Answer the one who asked, where they asked."""
    _send(desk, event, message, everybody=False)
    return done()


def answer_with(desk: Desk, event: Body, response: BoltResponse) -> BoltResponse:
    """Answer the one who asked with what a command would have answered."""
    message = message_in(response)
    return answer(desk, event, message) if message else done()


def _send(desk: Desk, event: Body, message: Message, *, everybody: bool) -> None:
    text, blocks = message[0], marked(message[1], desk.seat)
    where = {"channel": event["channel"], "thread_ts": event.get("thread_ts") or event.get("ts")}
    try:
        if everybody:
            post = partial(desk.slack.chat_postMessage, **where, text=text)
            sent_newest(post, blocks)
        else:
            if not event.get("thread_ts"):
                where.pop("thread_ts")  # what only one person sees opens no thread
            desk.slack.chat_postEphemeral(**where, user=event["user"], text=text, blocks=blocks)
    except SLACK_DOWN as error:
        log.error("what was said to us could not be answered: %s", code_of(error))

"""Delivery of what stands in the outbox to Slack: cards, messages, App Homes.

A message carries its row's number as metadata, so that one that was sent, but not marked as sent
before a crash, is found again instead of sent twice.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from urllib.error import URLError

import orjson
from slack_sdk.errors import SlackApiError

from blocks import creators, offer_answers
from blocks import offers as drawn
from handlers.desk import Desk
from handlers.home import view_of
from handlers.offers import open_to
from handlers.replies import sent_newest
from services import offers, outgoing
from services.errors import NotAllowed, NotFound
from services.importing import instant
from services.offer_states import Move
from services.outbox import Delivered, GiveUp, TryLater
from storage import offers as stored
from storage.engine import WORKER_PATIENCE
from storage.outbox import OutRow
from texts import delivery as says

EVENT = "desk_outbox"
LOOKED_AT = 200
"""Messages of a channel among which one that may have been sent is looked for."""

GONE = frozenset(
    (
        "channel_not_found",
        "not_in_channel",
        "is_archived",
        "user_not_found",
        "account_inactive",
        "not_enabled",
        "msg_blocks_too_long",
        "invalid_blocks",
        "invalid_arguments",
        "restricted_action",
    )
)
log = logging.getLogger("desk.delivery")


class Delivery:
    """Knows how each kind of row goes out."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kinds: dict[str, Callable[[OutRow], Delivered]] = {
            "card": self._card,
            "home": self._home,
            "creator": self._text_for_creator,
            "ask": self._ask,
            "decision": self._decision,
            "budget": self._budget,
            "message": self._message,
            "answer": self._answer,
        }

    def deliver(self, row: OutRow) -> Delivered:
        """Send one row. Raises TryLater and GiveUp."""
        try:
            return self._kinds[row.kind](row)
        except (NotFound, NotAllowed) as error:
            raise GiveUp(error.sentence()) from error
        except SlackApiError as error:
            raise _judged(error) from error
        except (URLError, TimeoutError, ConnectionError, OSError) as error:
            raise TryLater(says.not_reached(type(error).__name__)) from error

    def _card(self, row: OutRow) -> Delivered:
        desk = self._desk
        offer = offers.get(desk.store, int(row.target))
        text, blocks = drawn.card(offer, now=desk.clock(), zone=desk.settings.zone)
        channel, ts = offer.row.card_channel, offer.row.card_ts
        if channel is None or ts is None:
            sent = self._post(row, offer.campaign.channel, text, blocks, mark=f"card {row.target}")
            assert sent.channel is not None
            assert sent.ts is not None
            desk.store.write(
                stored.card_posted, offer.row.id, sent.channel, sent.ts, patience=WORKER_PATIENCE
            )
        else:
            desk.slack.chat_update(channel=channel, ts=ts, text=text, blocks=blocks)
            sent = Delivered(channel, ts)
        desk.store.write(
            stored.card_shows, offer.row.id, offer.row.version, patience=WORKER_PATIENCE
        )
        return sent

    def _budget(self, row: OutRow) -> Delivered:
        desk = self._desk
        at = instant(desk.clock())
        desk.store.write(
            outgoing.redraw_others, int(row.target), row.cause, at, patience=WORKER_PATIENCE
        )
        return Delivered()

    def _home(self, row: OutRow) -> Delivered:
        view = view_of(self._desk.seated_later(row.target))
        self._desk.slack.views_publish(user_id=row.target, view=view)
        return Delivered()

    def _text_for_creator(self, row: OutRow) -> Delivered:
        offer = offers.get(self._desk.store, orjson.loads(row.payload)["offer"])
        self._desk.seated_later(row.target, offer.row.client_id)
        text, blocks = creators.text_for_creator(offer)
        return self._post(row, row.target, text, blocks)

    def _ask(self, row: OutRow) -> Delivered:
        desk = self._desk
        asked = orjson.loads(row.payload)
        offer = offers.get(desk.store, asked["offer"])
        may = (*open_to(desk.seated_later(row.target, offer.row.client_id), offer), drawn.LOOK)
        text, blocks = offer_answers.asks_message(
            offer, asked["asker"], now=desk.clock(), zone=desk.settings.zone, may=may
        )
        return self._post(row, row.target, text, blocks)

    def _decision(self, row: OutRow) -> Delivered:
        told = orjson.loads(row.payload)
        offer = offers.get(self._desk.store, told["offer"])
        may = open_to(self._desk.seated_later(row.target, offer.row.client_id), offer)
        text, blocks = offer_answers.decision_message(
            offer, Move(told["move"]), told["person"], told["reason"] or "", may=may
        )
        return self._post(row, row.target, text, blocks)

    def _message(self, row: OutRow) -> Delivered:
        said = orjson.loads(row.payload)
        return self._post(row, row.target, said["text"], said["blocks"])

    def _answer(self, row: OutRow) -> Delivered:
        """Answer a click, where it was made, else in direct messages."""
        said = orjson.loads(row.payload)
        if said["channel"]:
            try:
                self._desk.slack.chat_postEphemeral(
                    channel=said["channel"],
                    user=row.target,
                    text=said["text"],
                    blocks=said["blocks"],
                )
                return Delivered()
            except SlackApiError as error:
                if not isinstance(_judged(error), GiveUp):
                    raise
        return self._post(row, row.target, said["text"], said["blocks"])

    def _post(
        self,
        row: OutRow,
        channel: str,
        text: str,
        blocks: list[dict[str, Any]],
        mark: str | None = None,
    ) -> Delivered:
        """Post a message, unless it is there already from a try that was cut short."""
        mark = mark or f"row {row.id}"
        if row.attempts:
            earlier = self._find(channel, mark)
            if earlier is not None:
                return earlier
        return sent_newest(partial(self._sent, channel, text, mark), blocks)

    def _sent(self, channel: str, text: str, mark: str, blocks: list[dict[str, Any]]) -> Delivered:
        sent = self._desk.slack.chat_postMessage(
            channel=channel,
            text=text,
            blocks=blocks,
            metadata={"event_type": EVENT, "event_payload": {"id": mark}},
            unfurl_links=False,
        )
        return Delivered(sent["channel"], sent["ts"])

    def _find(self, channel: str, mark: str) -> Delivered | None:
        slack = self._desk.slack
        if channel[:1] in "UW":
            channel = slack.conversations_open(users=channel)["channel"]["id"]
        answer = slack.conversations_history(
            channel=channel, include_all_metadata=True, limit=LOOKED_AT
        )
        for message in answer["messages"]:
            metadata = message.get("metadata") or {}
            if (
                metadata.get("event_type") == EVENT
                and metadata.get("event_payload", {}).get("id") == mark
            ):
                return Delivered(channel, message["ts"])
        return None


def _judged(error: SlackApiError) -> TryLater | GiveUp:
    answer = error.response
    said = answer.get("error", says.NO_REASON)
    if answer.status_code == 429 or said in ("ratelimited", "rate_limited"):
        seconds = int(answer.headers.get("Retry-After", "1") or 1)
        return TryLater(says.SLOW_DOWN, timedelta(seconds=seconds))
    if said in GONE:
        return GiveUp(says.refused(said))
    return TryLater(says.answered(said))

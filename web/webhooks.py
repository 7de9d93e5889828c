"""POST /webhooks/sales: sales and refunds from a shop's own program, signed.

The signature is over the raw bytes and is checked before anything is read from them. An answer of
200 means that everything of the request is in the store; the same request again changes nothing,
so that a sender may repeat whatever it had no answer to.
"""

import hashlib
import hmac
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from services.clients import FIRST
from services.errors import DeskError
from services.sale_fields import BadEvent, Event, event_from
from services.sales import Refused, Taken, take
from storage.engine import Store, StoreBusy
from texts import webhooks as says

Environ = dict[str, Any]
Answer = tuple[int, dict[str, Any]]
LARGEST = 1024 * 1024
"""Bytes of a request."""

MOST_EVENTS = 1_000
"""Events of a request: they are written together, and nobody waits long for that."""

TOLERANCE = 300
"""Seconds that a signature may be old, or ahead of our clock."""

ACTOR = "webhook"
log = logging.getLogger("desk.webhooks")


class Unsigned(DeskError):
    """A request that is not from who it should be from, or too old."""


class Incomplete(DeskError):
    """A request that ended before its end."""


class TooLarge(DeskError):
    """More than one request may hold."""


@dataclass(frozen=True, slots=True)
class SalesWebhook:
    """Takes in what a signed request holds. secret: empty when this is not set up.

    patience: seconds to wait for the store before the sender is asked to send again.
    """

    store: Store
    clock: Callable[[], datetime]
    secret: str
    patience: float = 20.0

    def answer(self, environ: Environ) -> Answer:
        """Return status and document for a request."""
        if not self.secret:
            return _said(503, says.NOT_SET_UP)
        if environ["REQUEST_METHOD"] != "POST":
            return _said(405, says.POST_ALONE)
        try:
            body = _body(environ)
            check(self.secret, environ.get("HTTP_X_DESK_SIGNATURE", ""), body, self.clock())
            return self._take(body)
        except Unsigned as error:
            log.warning("a request to /webhooks/sales was refused: %s", error.sentence())
            return _said(401, error.sentence())
        except Incomplete:
            return _said(408, says.CUT_OFF)
        except TooLarge as error:
            return _said(413, error.sentence())
        except BadEvent as error:
            return _said(400, error.sentence(), error.field)
        except StoreBusy:
            return _said(503, says.BUSY)

    def _take(self, body: bytes) -> Answer:
        now = self.clock()
        records, one = _records(body)
        events: list[Event] = []
        for place, record in enumerate(records):
            try:
                events.append(event_from(record, now=now))
            except BadEvent as error:
                return _said(400, error.sentence(), error.field, None if one else place)
        try:
            taken = take(
                self.store,
                events,
                actor=ACTOR,
                now=now,
                client_id=FIRST,
                patience=self.patience,
            )
        except Refused as error:
            return _said(400, error.sentence(), error.field, None if one else error.place)
        new = sum([each.new for each in taken])
        return 200, {
            "new": new,
            "unchanged": len(taken) - new,
            "events": [_event(each) for each in taken],
        }


def check(secret: str, header: str, body: bytes, now: datetime) -> None:
    """Raise Unsigned unless the header signs these bytes with the secret, and not long ago.

    header: t=SECONDS,v1=HEX; several v1 are allowed, so that a secret can be changed in steps.
    """
    times, signatures = [], []
    for part in header.split(","):
        name, _, value = part.strip().partition("=")
        if name == "t":
            times.append(value)
        elif name == "v1":
            signatures.append(value)
    if len(times) != 1 or not signatures:
        raise Unsigned(says.NO_SIGNATURE)
    (sent,) = times
    if not (sent.isascii() and sent.isdigit() and len(sent) <= 12):
        raise Unsigned(says.NO_SECONDS)
    expected = hmac.new(secret.encode(), f"{sent}.".encode() + body, hashlib.sha256).hexdigest()
    matches = [
        hmac.compare_digest(expected.encode(), one.lower().encode("utf-8", "replace"))
        for one in signatures
    ]
    if not any(matches):
        raise Unsigned(says.WRONG_SIGNATURE)
    if abs(now.timestamp() - int(sent)) > TOLERANCE:
        raise Unsigned(says.too_old(TOLERANCE))


def _body(environ: Environ) -> bytes:
    length = environ.get("CONTENT_LENGTH") or ""
    if not (length.isascii() and length.isdigit()):
        raise BadEvent("", says.NO_LENGTH)
    if int(length) > LARGEST:
        raise TooLarge(says.too_large(LARGEST))
    try:
        body: bytes = environ["wsgi.input"].read(int(length))
    except (OSError, ValueError) as error:
        raise Incomplete from error
    if len(body) < int(length):
        raise Incomplete
    return body


def _records(body: bytes) -> tuple[list[dict[str, Any]], bool]:
    """Return the events of a document, and whether it was a single one. Raises BadEvent."""
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise BadEvent("", says.no_json(str(error))) from error
    if isinstance(document, dict):
        return [document], True
    if not isinstance(document, list) or not all(isinstance(one, dict) for one in document):
        raise BadEvent("", says.NO_EVENTS)
    if len(document) > MOST_EVENTS:
        raise TooLarge(says.too_many(MOST_EVENTS))
    return document, False


def _event(taken: Taken) -> dict[str, Any]:
    event = taken.event
    return {
        "event_id": event.event_id,
        "shop": event.shop,
        "order_id": event.order_id,
        "status": "new" if taken.new else "unchanged",
        "outcome": taken.outcome.value,
    }


def _said(status: int, error: str, field: str | None = None, place: int | None = None) -> Answer:
    document: dict[str, Any] = {"error": error, "field": field or None}
    if place is not None:
        document["event"] = place
    return status, document

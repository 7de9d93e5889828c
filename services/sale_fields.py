"""The fields of a sale or a refund, as a shop's program or a file's row gives them -> an event.

event_id, shop, order_id, kind, code, occurred_at, currency, net_minor: the same eight in JSON and
in CSV. What can't be taken names its field and says what to write instead.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel import Locale

from services.codes import fold_code
from services.errors import DeskError
from services.importing import instant
from storage.words import clean
from texts import sale_fields as says
from texts.numbers import decimals

FIELDS = (
    "event_id",
    "shop",
    "order_id",
    "kind",
    "code",
    "occurred_at",
    "currency",
    "net_minor",
)
SALE, REFUND = "sale", "refund"
LONGEST = 100
LARGEST = 10**12
"""Minor units; more than any order, and few enough that sums never leave 64 bits."""

FIRST_YEAR = 2000
AHEAD = timedelta(days=1)
"""So much a shop's clock may be ahead of ours."""

_CURRENCIES = frozenset(Locale("en").currencies)
_BLANK_BEFORE_OFFSET = re.compile(r"\s+(?=(?:[+-]\d\d:?\d\d|Z)$)")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:([,'’ ])\d{3})(?:\1\d{3})*\.\d+")
_COMMA = re.compile(r"\d+,\d{1,2}|\d{1,3}(?:([.'’ ])\d{3})(?:\1\d{3})*,\d+")


@dataclass(frozen=True, slots=True)
class Event:
    """A sale or a refund. net_minor: after discount, before tax and shipping; above zero.

    shop: folded to lower case. code: as codes are compared; empty is none. occurred_at: an
    instant as the store writes it.
    """

    shop: str
    event_id: str
    order_id: str
    kind: str
    code: str
    occurred_at: str
    currency: str
    net_minor: int


class BadEvent(DeskError):
    """A sale or refund that can't be taken; nothing of it was kept. field: the one to mend."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def event_from(
    fields: Mapping[str, object], *, now: datetime, zone: ZoneInfo | None = None
) -> Event:
    """Check the fields of an event. Raises BadEvent.

    zone: that of dates and times which name none; None refuses them.
    """
    kind = _text(fields, "kind").lower()
    if kind not in (SALE, REFUND):
        raise BadEvent("kind", says.no_kind(kind))
    order_id = _id(fields, "order_id").removeprefix("#").strip()
    if not order_id:
        raise BadEvent("order_id", says.NO_ORDER)
    event_id = _id(fields, "event_id", required=kind == REFUND) or order_id
    currency = _text(fields, "currency").upper()
    if not is_currency(currency):
        raise BadEvent("currency", says.no_currency(currency))
    return Event(
        shop=_text(fields, "shop").lower(),
        event_id=event_id,
        order_id=order_id,
        kind=kind,
        code=fold_code(_text(fields, "code", required=False)),
        occurred_at=_instant(fields.get("occurred_at"), now, zone),
        currency=currency,
        net_minor=_amount(fields.get("net_minor")),
    )


def is_currency(code: str) -> bool:
    """Tell whether this is a currency's code (ISO 4217, in capitals)."""
    return code in _CURRENCIES


def minor_from(text: str, currency: str) -> int:
    """Read a decimal amount as minor units, exactly. Raises BadEvent for what is not certain."""
    plain = " ".join(text.replace("\xa0", " ").replace("\u202f", " ").split())
    if _PLAIN.fullmatch(plain) or _GROUPED.fullmatch(plain):
        number = re.sub(r"[^\d.]", "", plain)
    elif _COMMA.fullmatch(plain):
        whole, _, rest = plain.rpartition(",")
        number = f"{re.sub(r'[^0-9]', '', whole)}.{rest}"
    else:
        raise BadEvent("net", says.no_amount(text[:40]))
    found = Decimal(number).scaleb(decimals(currency))
    if found != found.to_integral_value():
        raise BadEvent("net", says.too_many_decimals(text[:40], currency, decimals(currency)))
    return int(found)


def _text(fields: Mapping[str, object], name: str, *, required: bool = True) -> str:
    value = fields.get(name)
    if value is None:
        value = ""
    if not isinstance(value, str):
        raise BadEvent(name, says.not_text(name))
    text = " ".join(clean(value).split())
    if not text and required:
        raise BadEvent(name, says.missing(name))
    if len(text) > LONGEST:
        raise BadEvent(name, says.too_long(name, LONGEST))
    return text


def _id(fields: Mapping[str, object], name: str, *, required: bool = True) -> str:
    """Read an id; shops also write them as whole numbers."""
    value = fields.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if required and value in (None, "") and name == "event_id":
        raise BadEvent(name, says.NO_EVENT_ID)
    return _text(fields, name, required=required)


def _amount(value: object) -> int:
    if value is None or value == "":
        raise BadEvent("net_minor", says.NO_NET)
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadEvent("net_minor", says.NET_NOT_WHOLE)
    if value <= 0:
        raise BadEvent("net_minor", says.NET_NOT_ABOVE_ZERO)
    if value > LARGEST:
        raise BadEvent("net_minor", says.NET_TOO_LARGE)
    return value


def _instant(value: object, now: datetime, zone: ZoneInfo | None) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BadEvent("occurred_at", says.NO_TIME)
    try:
        found = datetime.fromisoformat(_BLANK_BEFORE_OFFSET.sub("", value.strip()))
    except ValueError:
        raise BadEvent("occurred_at", says.no_instant(clean(value)[:40])) from None
    if found.tzinfo is None:
        if zone is None:
            raise BadEvent("occurred_at", says.NO_OFFSET)
        found = found.replace(tzinfo=zone)
    if found.year < FIRST_YEAR:
        raise BadEvent("occurred_at", says.too_early(FIRST_YEAR))
    if found.year > now.year + 1 or found > now + AHEAD:
        raise BadEvent("occurred_at", says.IN_FUTURE)
    return instant(found.astimezone(UTC))

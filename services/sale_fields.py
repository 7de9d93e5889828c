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
        raise BadEvent("kind", f"“{kind}” is no kind of event. Write sale or refund.")
    order_id = _id(fields, "order_id").removeprefix("#").strip()
    if not order_id:
        raise BadEvent("order_id", "order_id is missing. Write the order's number.")
    event_id = _id(fields, "event_id", required=kind == REFUND) or order_id
    currency = _text(fields, "currency").upper()
    if not is_currency(currency):
        raise BadEvent(
            "currency", f"“{currency}” is no currency. Write three letters like USD or EUR."
        )
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
        raise BadEvent(
            "net", f"“{text[:40]}” is no amount that reads one way only. Write it like 1234.50."
        )
    found = Decimal(number).scaleb(decimals(currency))
    if found != found.to_integral_value():
        raise BadEvent(
            "net",
            f"“{text[:40]}” has more decimals than {currency} ({decimals(currency)}). Round it"
            " as the shop does.",
        )
    return int(found)


def _text(fields: Mapping[str, object], name: str, *, required: bool = True) -> str:
    value = fields.get(name)
    if value is None:
        value = ""
    if not isinstance(value, str):
        raise BadEvent(name, f"{name} must be text in quotes.")
    text = " ".join(clean(value).split())
    if not text and required:
        raise BadEvent(name, f"{name} is missing. Every event needs it.")
    if len(text) > LONGEST:
        raise BadEvent(name, f"{name} is longer than {LONGEST} characters. Shorten it.")
    return text


def _id(fields: Mapping[str, object], name: str, *, required: bool = True) -> str:
    """Read an id; shops also write them as whole numbers."""
    value = fields.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if required and value in (None, "") and name == "event_id":
        raise BadEvent(
            name, "A refund needs an event_id of its own, so that it is never counted twice."
        )
    return _text(fields, name, required=required)


def _amount(value: object) -> int:
    if value is None or value == "":
        raise BadEvent("net_minor", "net_minor is missing. Write the net amount in minor units.")
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadEvent(
            "net_minor",
            "net_minor must be a whole number of minor units (cents), like 5220 for 52.20:"
            " without decimals and without quotes.",
        )
    if value <= 0:
        raise BadEvent(
            "net_minor", "net_minor must be above zero; a refund's is the part given back."
        )
    if value > LARGEST:
        raise BadEvent("net_minor", "net_minor is larger than any order can be. Check the unit.")
    return value


def _instant(value: object, now: datetime, zone: ZoneInfo | None) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BadEvent("occurred_at", "occurred_at is missing. Write it like 2026-11-24T09:30:00Z.")
    try:
        found = datetime.fromisoformat(_BLANK_BEFORE_OFFSET.sub("", value.strip()))
    except ValueError:
        raise BadEvent(
            "occurred_at",
            f"“{clean(value)[:40]}” is no instant. Write it like 2026-11-24T09:30:00Z.",
        ) from None
    if found.tzinfo is None:
        if zone is None:
            raise BadEvent(
                "occurred_at", "occurred_at needs its offset from UTC, like 2026-11-24T09:30:00Z."
            )
        found = found.replace(tzinfo=zone)
    if found.year < FIRST_YEAR:
        raise BadEvent("occurred_at", f"occurred_at is before {FIRST_YEAR}. Check the date.")
    if found.year > now.year + 1 or found > now + AHEAD:
        raise BadEvent("occurred_at", "occurred_at is in the future. Check the date.")
    return instant(found.astimezone(UTC))

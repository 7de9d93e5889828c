"""What is said of a field of a sale or a refund that can't be taken, and what to write instead."""

LIKE_INSTANT = "Write it like 2026-11-24T09:30:00Z."
NO_ORDER = "order_id is missing. Write the order's number."
NO_EVENT_ID = "A refund needs an event_id of its own, so that it is never counted twice."
NO_NET = "net_minor is missing. Write the net amount in minor units."
NET_NOT_WHOLE = (
    "net_minor must be a whole number of minor units (cents), like 5220 for 52.20: without"
    " decimals and without quotes."
)
NET_NOT_ABOVE_ZERO = "net_minor must be above zero; a refund's is the part given back."
NET_TOO_LARGE = "net_minor is larger than any order can be. Check the unit."
NO_TIME = f"occurred_at is missing. {LIKE_INSTANT}"
NO_OFFSET = "occurred_at needs its offset from UTC, like 2026-11-24T09:30:00Z."
IN_FUTURE = "occurred_at is in the future. Check the date."


def no_kind(said: str) -> str:
    return f"“{said}” is not a kind of event. Write sale or refund."


def no_currency(said: str) -> str:
    return f"“{said}” is not a currency. Write three letters like USD or EUR."


def no_amount(said: str) -> str:
    return f"“{said}” is not an amount that reads one way only. Write it like 1234.50."


def too_many_decimals(said: str, currency: str, decimals: int) -> str:
    return f"“{said}” has more decimals than {currency} ({decimals}). Round it as the shop does."


def net_not_whole(said: str) -> str:
    """Of a cell, where quotes and numbers are alike."""
    return (
        f"“{said}” is not a whole number above zero. Write minor units, like 5220 for 52.20; a"
        " refund's is the part given back, without a minus."
    )


def two_amounts(minor: str, net: str) -> str:
    return f"net_minor says {minor} and net says {net}. Keep one."


def not_text(field: str) -> str:
    return f"{field} must be text in quotes."


def missing(field: str) -> str:
    return f"{field} is missing. Every event needs it."


def too_long(field: str, longest: int) -> str:
    return f"{field} is longer than {longest} characters. Shorten it."


def no_instant(said: str) -> str:
    return f"“{said}” is not a time. {LIKE_INSTANT}"


def too_early(year: int) -> str:
    return f"occurred_at is before {year}. Check the date."

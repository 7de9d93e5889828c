"""What people typed into forms -> values; what can't be taken is told at its field."""

from datetime import date
from decimal import Decimal
from typing import Any

from handlers.replies import Body
from services.errors import BadField
from services.reading.numbers import NotANumber, parse_money, parse_percent
from texts import forms as says
from texts.offers import NO_CAP

LARGEST = 10**12
NO_AMOUNT = (NO_CAP, "none")
"""What people type where they mean no amount."""


def values_in(view: Body) -> Body:
    """Return what the fields of a form that was sent hold."""
    values: Body = (view.get("state") or {}).get("values") or {}
    return values


def typed(values: Body, field: str) -> str:
    """Return the text of a field, empty where nothing was typed."""
    return (_value(values, field).get("value") or "").strip()


def chosen(values: Body, field: str) -> str:
    """Return what was chosen in a select, of a channel, a person or a day too; or "" ."""
    element = _value(values, field)
    option = element.get("selected_option") or {}
    kinds = ("selected_channel", "selected_user", "selected_date")
    return str(option.get("value") or next((element[one] for one in kinds if element.get(one)), ""))


def people(values: Body, field: str) -> tuple[str, ...]:
    """Return the persons of a multi-select."""
    return tuple(_value(values, field).get("selected_users") or ())


def ticked(values: Body, field: str) -> bool:
    """Tell whether a box is ticked."""
    return bool(ticks(values, field))


def ticks(values: Body, field: str) -> list[str]:
    """Return the values of the boxes that are ticked."""
    options = _value(values, field).get("selected_options") or ()
    return [str(one.get("value") or "") for one in options]


def day(values: Body, field: str, default: str | None = None) -> date:
    """Return a date. Raises BadField where there is none."""
    text = _value(values, field).get("selected_date") or default
    if not text:
        raise BadField(field, says.DAY)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadField(field, says.NO_DAY) from None


def money(values: Body, field: str, currency: str, default: int | None = 0) -> int | None:
    """Return an amount in minor units; default where nothing was typed. Raises BadField."""
    text = typed(values, field)
    if not text or text.lower() in NO_AMOUNT:
        return default
    minor, said = amount(text, field, currency, says.amount(currency))
    if said != currency:
        raise BadField(field, says.other_currency(currency))
    return minor


def amount(text: str, field: str, currency: str, wanted: str) -> tuple[int, str]:
    """Return minor units and their currency. currency: where none is said. Raises BadField.

    wanted: the sentence that says what to write instead.
    """
    try:
        found = parse_money(text, currency)
    except NotANumber:
        found = None
    if found is None or not 0 <= found[0] <= LARGEST:
        raise BadField(field, wanted)
    return found[0], found[1] or currency


def share(values: Body, field: str, default: int) -> int:
    """Return a share in basis points; default where nothing was typed. Raises BadField."""
    text = typed(values, field)
    if not text:
        return default
    try:
        found = parse_percent(text)
    except NotANumber:
        found = None
    if found is None or not 0 <= found <= 10_000:
        raise BadField(field, says.SHARE)
    return found


def days(values: Body, field: str) -> int:
    """Return a whole number of days. Raises BadField."""
    text = typed(values, field)
    if not text.isascii() or not text.isdigit() or Decimal(text) > 10_000:
        raise BadField(field, says.WHOLE_DAYS)
    return int(text)


def _value(values: Body, field: str) -> Body:
    block = values.get(field)
    if not isinstance(block, dict):
        return {}
    element: Any = next(iter(block.values()), {})  # a field has one
    return element if isinstance(element, dict) else {}

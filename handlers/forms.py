"""What people typed into forms -> values; what can't be taken is told at its field."""

from datetime import date
from decimal import Decimal

from handlers.replies import Body
from services.campaigns import BadField
from services.reading.numbers import NotANumber, parse_money, parse_percent

LARGEST = 10**12


def typed(values: Body, field: str) -> str:
    """Return the text of a field, empty where nothing was typed."""
    return (_value(values, field).get("value") or "").strip()


def chosen(values: Body, field: str) -> str:
    """Return the value of a select, or "" ."""
    element = _value(values, field)
    option = element.get("selected_option") or {}
    return str(option.get("value") or element.get("selected_channel") or "")


def people(values: Body, field: str) -> tuple[str, ...]:
    """Return the persons of a multi-select."""
    return tuple(_value(values, field).get("selected_users") or ())


def day(values: Body, field: str, default: str | None = None) -> date:
    """Return a date. Raises BadField where there is none."""
    text = _value(values, field).get("selected_date") or default
    if not text:
        raise BadField(field, "Choose a day.")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadField(field, "This is no day. Choose one.") from None


def money(values: Body, field: str, currency: str, default: int | None = 0) -> int | None:
    """Return an amount in minor units; default where nothing was typed. Raises BadField."""
    text = typed(values, field)
    if not text or text.lower() in ("no cap", "none"):
        return default
    try:
        found = parse_money(text, currency)
    except NotANumber:
        found = None
    if found is None or not 0 <= found[0] <= LARGEST:
        raise BadField(field, f"Write an amount in {currency}, like 250 or 250.50.")
    if found[1] not in (None, currency):
        raise BadField(field, f"This campaign is in {currency}; nothing is converted.")
    return found[0]


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
        raise BadField(field, "Write a share between 0 and 100%, like 10%.")
    return found


def days(values: Body, field: str) -> int:
    """Return a whole number of days. Raises BadField."""
    text = typed(values, field)
    if not text.isascii() or not text.isdigit() or Decimal(text) > 10_000:
        raise BadField(field, "Write a whole number of days, like 30.")
    return int(text)


def _value(values: Body, field: str) -> Body:
    block = values.get(field)
    if not isinstance(block, dict):
        return {}
    element = block.get("value") or block.get("text") or {}
    return element if isinstance(element, dict) else {}

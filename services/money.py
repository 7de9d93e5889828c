"""Money in minor units of its currency."""

from dataclasses import dataclass
from decimal import Decimal

from texts.numbers import decimals


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units of its currency (ISO 4217)."""

    minor: int
    currency: str


def to_minor(amount: Decimal, currency: str) -> int:
    """Return an amount in minor units, half even."""
    return int(amount.scaleb(decimals(currency)).to_integral_value())

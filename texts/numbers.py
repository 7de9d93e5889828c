"""How numbers, rates and amounts are written on a screen, by babel."""

from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

from babel.numbers import format_compact_decimal, format_currency, format_decimal, format_percent

_DECIMALS = {
    **dict.fromkeys(
        [
            "BIF",
            "CLP",
            "DJF",
            "GNF",
            "ISK",
            "JPY",
            "KMF",
            "KRW",
            "PYG",
            "RWF",
            "UGX",
            "UYI",
            "VND",
            "VUV",
            "XAF",
            "XOF",
            "XPF",
        ],
        0,
    ),
    **dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3),
}
"""Currencies whose minor unit is not a hundredth (ISO 4217); frozen here, so that an update of a
library never changes what a stored amount means."""


def decimals(currency: str) -> int:
    """Return how many decimals a currency's minor unit has."""
    return _DECIMALS.get(currency, 2)


@lru_cache(maxsize=16_384)
def format_money(minor: int, currency: str, *, whole: bool = False) -> str:
    """Write an amount: "$277.50", or without its fraction "$278" (half even)."""
    amount = Decimal(minor).scaleb(-decimals(currency))
    if whole:
        return str(
            format_currency(
                amount.to_integral_value(ROUND_HALF_EVEN),
                currency,
                locale="en",
                format="¤#,##0",
                currency_digits=False,
            )
        )
    return str(format_currency(amount, currency, locale="en"))


def format_bare(minor: int) -> str:
    """Write an amount in hundredths of a currency that is not known: "250.00"."""
    return str(format_decimal(Decimal(minor).scaleb(-2), format="#,##0.00", locale="en"))


@lru_cache(maxsize=16_384)
def short_count(count: int) -> str:
    """Write a count for a list: 950, 15K, 1.2M. It is never rounded up, past a bound say."""
    thousands = 1_000 ** ((len(str(count)) - 1) // 3)
    step = max(1, thousands // 10 if count < 100 * thousands else thousands)
    return str(format_compact_decimal(count // step * step, locale="en", fraction_digits=1))


@lru_cache(maxsize=16_384)
def full_count(count: int) -> str:
    """Write a count in full: 12,345."""
    return str(format_decimal(count, locale="en"))


def percent(basis_points: int) -> str:
    """Write a rate: 333 basis points are 3.3%."""
    return f"{format_decimal(Decimal(basis_points) / 100, format='#,##0.0#', locale='en')}%"


def whole_percent(share: float) -> str:
    """Write a share of 0 to 1 as it grows: 40%."""
    return str(format_percent(min(share, 1.0), locale="en"))


def share(basis_points: int) -> str:
    """Write an agreed share as people say it: 1000 basis points are 10%, 1250 are 12.5%."""
    return f"{format_decimal(Decimal(basis_points) / 100, format='#,##0.##', locale='en')}%"

"""Cells -> numbers, money, rates and dates. What isn't known is None, never zero."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from services.money import to_minor
from storage.words import fold

UNKNOWN = frozenset(
    (
        "",
        "-",
        "--",
        "–",
        "—",
        "?",
        "n/a",
        "na",
        "n.a.",
        "n. a.",
        "#n/a",
        "nan",
        "null",
        "none",
        "nil",
        "tbd",
        "tba",
        "tbc",
        "unknown",
        "not known",
        "hidden",
        "private",
        "desconocido",
        "k.a.",
        "k. a.",
        "#valor!",
        "#value!",
        "#name?",
        "#ref!",
        "#div/0!",
        "#num!",
        "#null!",
        "#nv",
        "undefined",
        "нет",
        "нет данных",
    )
)
"""What people and spreadsheets write for "not known", folded."""

_UNITS = {
    "": 1,
    "k": 1_000,
    "тыс": 1_000,
    "mil": 1_000,
    "rb": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "mio": 1_000_000,
    "млн": 1_000_000,
    "jt": 1_000_000,
    "b": 1_000_000_000,
    "bn": 1_000_000_000,
}
_TAG = re.compile(r"<[^<>]{0,200}>")
_NUMBER = re.compile(
    r"[~≈<>+]?\s*(?P<number>\d[\d.,'’\s]*(?:e[+-]?\d{1,3})?)\s*(?P<unit>[^\W\d_]*)\.?\s*\+?"
)
_RANGE = re.compile(r"\s*(?:-|–|—|to|\.\.)\s*")
_SYMBOLS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "₽": "RUB",
    "¥": "JPY",
    "₹": "INR",
    "₩": "KRW",
    "₺": "TRY",
    "₴": "UAH",
    "₦": "NGN",
    "R$": "BRL",
    "Rp": "IDR",
    "zł": "PLN",
    "Br": "ETB",
}
_LARGEST = 10**15


class NotANumber(ValueError):
    """A text that is neither a number nor a way to say that it is not known."""


def is_unknown(text: str) -> bool:
    """Tell whether a cell says that its value is not known."""
    return not text or (len(text) <= 16 and fold(_TAG.sub("", text)) in UNKNOWN)


@lru_cache(maxsize=65_536)
def parse_count(text: str) -> int | None:
    """Read a count: 8.8M, 10 358, 10,358, 1.2M+ (at least: 1,200,000), 600K-800K (its lower end).

    Returns None for what is not known. Raises NotANumber.
    """
    if text.isascii() and text.isdigit() and len(text) < 16:
        return int(text)
    plain = _plain(text)
    if fold(plain) in UNKNOWN:
        return None
    value = _first_of_range(plain)
    if value < 0 or value > _LARGEST:
        raise NotANumber(text)
    return int(value)


def parse_percent(text: str) -> int | None:
    """Read a share: 2.67% is 267 basis points. Returns None for what is not known."""
    plain = _plain(text)
    if fold(plain) in UNKNOWN:
        return None
    return int((_value(plain.replace("%", "").strip()) * 100).to_integral_value())


def parse_money(text: str, currency: str | None) -> tuple[int, str | None] | None:
    """Read an amount in minor units with its currency, from the cell or else from currency.

    Returns None for what is not known. Raises NotANumber.
    """
    plain = _plain(text)
    if fold(plain) in UNKNOWN:
        return None
    found = currency
    for symbol, code in sorted(_SYMBOLS.items(), key=lambda item: -len(item[0])):
        if symbol in plain:
            plain, found = plain.replace(symbol, " ").strip(), code
            break
    named = re.search(r"\b[A-Z]{3}\b", plain)
    if named:
        plain, found = plain.replace(named.group(), " ").strip(), named.group()
    amount = _first_of_range(plain)
    if amount > _LARGEST:
        raise NotANumber(text)
    return to_minor(amount, found or "USD"), found


def parse_date(text: str) -> str | None:
    """Read a date or instant as ISO text, UTC. Returns None for what is not known.

    Day and month are told apart only where that is certain: 2026-11-24, 24.11.2026, 13/02/2026.
    Raises NotANumber for all else.
    """
    plain = _plain(text)
    if fold(plain) in UNKNOWN:
        return None
    try:
        return _iso(plain)
    except ValueError:
        pass
    match = re.fullmatch(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[ T].*)?", plain)
    if match:
        first, mark, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
        if mark == "." or first > 12 or first == second:
            return _day(year, second, first, text)
        if second > 12:
            return _day(year, first, second, text)
    if re.fullmatch(r"\d{5}(\.\d+)?", plain):  # days since 1899-12-30, as spreadsheets count
        return (date(1899, 12, 30) + timedelta(days=int(float(plain)))).isoformat()
    raise NotANumber(text)


def _iso(text: str) -> str:
    found = datetime.fromisoformat(text.replace("Z", "+00:00"))
    if len(text) <= 10:
        return found.date().isoformat()
    if found.tzinfo is not None:
        found = (found - (found.utcoffset() or timedelta())).replace(tzinfo=None)
    return found.strftime("%Y-%m-%dT%H:%M:%SZ")


def _day(year: int, month: int, day: int, text: str) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError as error:
        raise NotANumber(text) from error


def _plain(text: str) -> str:
    text = _TAG.sub("", text) if "<" in text else text
    if not text.isascii():
        text = "".join(
            str(unicodedata.digit(c))
            if c.isdigit() and not c.isascii() and unicodedata.digit(c, None) is not None
            else c
            for c in unicodedata.normalize("NFKC", text)
        )
    return text.replace("\xa0", " ").strip()


def _first_of_range(text: str) -> Decimal:
    parts = _RANGE.split(text)
    if len(parts) == 2 and parts[0] and parts[1]:
        low, high = _value(parts[0]), _value(parts[1])
        unit = _NUMBER.fullmatch(parts[0].lower())
        if unit and not unit["unit"] and low < high and low < 1_000 <= high:  # 600-800K
            other = _NUMBER.fullmatch(parts[1].lower())
            low *= _UNITS[other["unit"]] if other else 1
        return low
    return _value(text)


def _value(text: str) -> Decimal:
    match = _NUMBER.fullmatch(text.lower())
    if not match or match["unit"] not in _UNITS:
        raise NotANumber(text)
    try:
        return Decimal(_point(match["number"])) * _UNITS[match["unit"]]
    except InvalidOperation as error:
        raise NotANumber(text) from error


def _point(number: str) -> str:
    """Return a number with a decimal point and no marks between thousands."""
    number = re.sub(r"[\s'’]", "", number)
    comma, point = number.rfind(","), number.rfind(".")
    if comma >= 0 and point >= 0:
        mark = max(comma, point)
        return re.sub(r"[.,]", "", number[:mark]) + "." + number[mark + 1 :]
    mark = max(comma, point)
    if mark < 0:
        return number
    sign = number[mark]
    thousands = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", number)
    if number.count(sign) > 1 or (thousands and not number.startswith("0")):
        return number.replace(sign, "")
    return number.replace(sign, ".")

"""Cells -> numbers, money and rates. What isn't known is None, never zero."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from babel import Locale

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

LONGEST_UNKNOWN = 16
"""Characters of a cell that may say so, with blanks around it."""

_POWERS = {
    3: "k тыс тысяч mil rb tsd tausend thousand tys 천 千",
    4: "万 萬 만",
    5: "lakh lakhs lac",
    6: "m mn mio mi mln million millions millionen millones milhões млн jt",
    7: "cr crore crores",
    8: "億 亿 억",
    9: "b bn mrd mld млрд",
}
"""Power of ten -> how people shorten it or write it out."""

_UNITS: dict[str, int] = {"": 1} | {
    unit: 10**power for power, units in _POWERS.items() for unit in units.split()
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
    "US$": "USD",
    "A$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "MX$": "MXN",
    "Rp": "IDR",
    "zł": "PLN",
    "Br": "ETB",
}
_BY_LENGTH = sorted(_SYMBOLS, key=len, reverse=True)
_CODE = re.compile(r"(?<![a-z])[a-z]{3}(?![a-z])", re.IGNORECASE)
CURRENCIES = frozenset(str(code) for code in Locale("en").currencies)
_GROUPED = re.compile(r"\d{1,3}(?:[ '’]\d{3})+")
"""Blanks and apostrophes stand between thousands, and nowhere else."""
_MARKED = re.compile(r"\d{1,3}(?P<mark>[.,])(?:\d{2,3}(?P=mark))*\d{3}")
"""1,234,567; in India 12,34,567."""
_LARGEST = 10**15


class NotANumber(ValueError):
    """A text that is neither a number nor a way to say that it is not known."""


class UnderZero(NotANumber):
    """A number, where only a count can stand."""


def bare(text: str) -> str:
    """Return a cell without the tags around it: <span>29%</span> says 29%."""
    return _TAG.sub("", text) if text.startswith("<") and text.endswith(">") else text


def is_unknown(text: str) -> bool:
    """Tell whether a cell says that its value is not known."""
    if len(text) > LONGEST_UNKNOWN:
        return False
    # Without the memory of what was folded: most cells come once, and would drive others out.
    return fold.__wrapped__(_TAG.sub("", text) if "<" in text else text) in UNKNOWN


def parse_count(text: str) -> int | None:
    """Read a count: 8.8M, 10 358, 10,358, 1.2M+ (at least: 1,200,000), 600K-800K (its lower end).

    Returns None for what is not known. Raises NotANumber, of which UnderZero is one.
    """
    if text.isascii() and text.isdigit() and len(text) < 16:
        return int(text)
    return count_written(text)


@lru_cache(maxsize=65_536)
def count_written(text: str) -> int | None:
    """Read a count that is more than plain digits, as parse_count does."""
    written = plain(text)
    if fold(written) in UNKNOWN:
        return None
    if written[0] in "-−":
        _value(written[1:])
        raise UnderZero(text)
    value = _first_of_range(written)
    if value > _LARGEST:
        raise NotANumber(text)
    return int(value)


def parse_percent(text: str) -> int | None:
    """Read a share: 2.67% is 267 basis points. Returns None for what is not known.

    Raises NotANumber.
    """
    written = plain(text)
    if fold(written) in UNKNOWN:
        return None
    share = _value(written.replace("%", "").strip()) * 100
    if share > _LARGEST:
        raise NotANumber(text)
    return int(share.to_integral_value())


def parse_money(text: str, currency: str | None) -> tuple[int, str | None] | None:
    """Read an amount in minor units with its currency, from the cell or else from currency.

    Returns None for what is not known. Raises NotANumber.
    """
    written = plain(text)
    if fold(written) in UNKNOWN:
        return None
    rest, said = _apart(written)
    found = said or currency
    amount = _first_of_range(rest)
    if amount > _LARGEST:
        raise NotANumber(text)
    return to_minor(amount, found or "USD"), found


def is_range(text: str) -> bool:
    """Tell whether a count or an amount is written as a range, of which the lower end is taken."""
    if not _RANGE.search(text):
        return False
    ends = _RANGE.split(_apart(plain(text))[0])
    return len(ends) == 2 and all(_NUMBER.fullmatch(end.lower()) for end in ends)


def currency_named(text: str) -> str | None:
    """Return the currency that a cell names, by its code or its sign: EUR, eur, €."""
    rest, found = _apart(plain(text))
    return None if rest else found


def _apart(text: str) -> tuple[str, str | None]:
    """Take the currency out of an amount."""
    for symbol in _BY_LENGTH:
        if symbol in text:
            return text.replace(symbol, " ", 1).strip(), _SYMBOLS[symbol]
    for named in _CODE.finditer(text):
        code = named.group().upper()
        if code in CURRENCIES and code.lower() not in _UNITS:
            return f"{text[: named.start()]} {text[named.end() :]}".strip(), code
    return text, None


def plain(text: str) -> str:
    """Return a cell without tags, in plain digits and blanks."""
    text = _TAG.sub("", text) if "<" in text else text
    if not text.isascii():
        text = "".join(
            str(unicodedata.digit(c))
            if c.isdigit() and not c.isascii() and unicodedata.digit(c, None) is not None
            else c
            for c in unicodedata.normalize("NFKC", text)
        )
    return text.replace("\xa0", " ").strip().removeprefix("'")


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
    number = _point(match["number"].strip(), match["unit"])
    if number is None:
        raise NotANumber(text)
    try:
        return Decimal(number) * _UNITS[match["unit"]]
    except InvalidOperation as error:
        raise NotANumber(text) from error


def _point(number: str, unit: str) -> str | None:
    """Return a number with a decimal point and no marks between thousands, or None."""
    number, _, exponent = number.partition("e")
    whole, sign, fraction = _divided(number, unit)
    if _GROUPED.fullmatch(whole):
        whole = re.sub(r"[ '’]", "", whole)
    elif _MARKED.fullmatch(whole):
        whole = re.sub(r"[.,]", "", whole)
    return f"{whole}{sign and '.'}{fraction}e{exponent or 0}" if whole.isdigit() else None


def _divided(number: str, unit: str) -> tuple[str, str, str]:
    """Divide a number at its decimal mark, if it has one.

    One mark before three digits stands between thousands (12.400), but not after a zero (0.400);
    nor in an abbreviated number: 1.234M is a little more than a million.
    """
    comma, point = number.rfind(","), number.rfind(".")
    mark = max(comma, point)
    if mark < 0:
        return number, "", ""
    whole, sign, fraction = number[:mark], number[mark], number[mark + 1 :]
    if min(comma, point) < 0:
        if whole.count(sign):
            return number, "", ""
        shortened = unit and (sign == "." or _UNITS[unit] > 1_000)
        if _MARKED.fullmatch(number) and not number.startswith("0") and not shortened:
            return number, "", ""
    return whole, sign, fraction

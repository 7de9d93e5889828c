"""The fields of a query: what they are called, and how their values are read."""

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, InvalidOperation

from rapidfuzz import fuzz, process

from services.query import Range
from services.reading.headings import PLATFORMS, platform_named
from services.reading.numbers import CURRENCIES
from services.reading.places import country_code, language_code, name_meant
from storage.words import fold
from texts import queries as says
from texts.numbers import decimals

MONEY = ("value", "price")
RANGES = ("followers", "likes", "er", *MONEY)
CHOICES: dict[str, dict[str, str]] = {
    "tier": {
        "micro": "micro",
        "any": "any",
        "all": "any",
        "unknown": "unknown",
        "likes_unknown": "likes_unknown",
        "no_likes": "likes_unknown",
    },
    "size": {name: name for name in ("nano", "micro", "mid", "macro", "mega")},
    "verdict": {
        "ok": "ok",
        "nothing_found": "nothing_found",
        "nothing": "nothing_found",
        "clean": "nothing_found",
        "some_signs": "some_signs",
        "some": "some_signs",
        "strong_signs": "strong_signs",
        "strong": "strong_signs",
        "cannot_tell": "cannot_tell",
    },
    "hidden": {"yes": "yes", "no": "no"},
    "sort": {
        f"{name}{order}": name + ("-asc" if order == "-asc" else "")
        for name in ("likes", "followers", "er", "value", "newest")
        for order in ("", "-asc", "-desc")
    },
}
TEXTS = ("niche", "tag", "owner", "status", "list", "source", "handle", "name")
LISTS = ("list", "source")
"""Fields whose names are free: in quotation marks even an @ or # before one belongs to it."""

PLACES = ("country", "language", "platform")
FIELDS = frozenset((*RANGES, *CHOICES, *TEXTS, *PLACES))
ALIASES = {
    "follower": "followers",
    "subs": "followers",
    "subscribers": "followers",
    "like": "likes",
    "engagement": "er",
    "rate": "er",
    "lang": "language",
    "in": "country",
    "from": "country",
    "land": "country",
    "on": "platform",
    "network": "platform",
    "cost": "price",
    "tags": "tag",
    "label": "tag",
    "shortlist": "list",
    "category": "niche",
    "topic": "niche",
    "signs": "verdict",
    "order": "sort",
    "by": "owner",
    "file": "source",
}
SHORTHANDS = {"@": "handle", "#": "tag"}
EXAMPLES = {
    "followers": "followers:20k..50k",
    "likes": "likes:>800",
    "er": "er:>3%",
    "value": "value:<300",
    "price": "price:<300",
    "country": "country:DE",
    "language": "language:de",
    "platform": "platform:instagram",
}

QUOTED = r'"[^"]*(?:""[^"]*)*"'
"""In quotation marks everything is itself; one of them is written twice."""

SIMILAR = 70
"""From this share of equal letters on (of 100) what is unknown may have been meant for another."""

Value = tuple[tuple[str, ...], Range | None, str | None]
_UNITS = {"": 1, "k": 1_000, "m": 1_000_000, "mio": 1_000_000}
_GROUPED = re.compile(r"(\d{1,3}([.,])\d{3}(?:\2\d{3})*)((?!\2)[.,]\d+)?")
"""1,234,567.50 or 1.234.567,50."""
_NAME = re.compile(rf'({QUOTED})|([^",|]+)')
_NUMBER = re.compile(r"(\d[\d.,]*)\s*(k|m|mio)?\s*%?", re.IGNORECASE)
_BOTH = re.compile(r"([<>≤≥]=?[^<>=≤≥]+)([<>≤≥]=?[^<>=≤≥]+)")
"""Both ends, each with its sign: >=20k<50k."""
_TO = re.compile(r"(?<=[\dkmo%])to(?=\d)", re.IGNORECASE)
SYMBOLS = {
    "$": ("USD", "AUD", "CAD", "NZD", "SGD", "HKD", "MXN", "ARS", "CLP", "COP"),
    "¥": ("JPY", "CNY"),
    "€": ("EUR",),
    "£": ("GBP",),
    "₽": ("RUB",),
    "₹": ("INR",),
}
"""Whose sign it may be: the workspace's own currency if that is one of them, else the first."""


def read_value(field: str, text: str, currency: str) -> Value:
    """Return (values, range, currency named) of a field's value, quotation marks and all.

    Raises ValueError(message, hint) in words for the user; hint is "" where nothing is alike.
    """
    if field in TEXTS and (names := _names(field, text)):
        return names, None, None
    text = bare(text)
    if not text:
        raise ValueError(says.no_value(field), example_of(field))
    if field in RANGES:
        return _range(field, text, currency)
    parts = [part for part in re.split(r"[,|]", text) if part.strip()] or [text]
    if field in PLACES:
        return tuple([_place(field, part.strip()) for part in parts]), None, None
    if field in CHOICES:
        return tuple([_choice(field, part.strip()) for part in parts]), None, None
    return (fold(text),), None, None


def bare(text: str) -> str:
    """Return a value without the quotation marks around it."""
    return text.strip().strip('"').strip()


def _names(field: str, text: str) -> tuple[str, ...]:
    """Return the names in a value, folded: what stands in quotation marks is one, as it is."""
    names = []
    for quoted, plain in _NAME.findall(text):
        name = quoted[1:-1].replace('""', '"') or plain
        if plain or field not in LISTS:
            name = name.lstrip("@#")
        names.append(fold(name))
    return tuple([name for name in names if name])


def example_of(field: str) -> str:
    """Return a filter of this field that can be read."""
    if field in CHOICES:
        return f"{field}:{next(iter(CHOICES[field]))}"
    return EXAMPLES.get(field, f"{field}:vegan")


def _choice(field: str, text: str) -> str:
    options = CHOICES[field]
    name = fold(text).replace(" ", "_")
    if name in options:
        return options[name]
    close = process.extractOne(name, options, scorer=fuzz.ratio, score_cutoff=SIMILAR)
    hint = f"{field}:{close[0]}" if close else ""
    if field == "tier" and name in CHOICES["size"]:
        hint = f"tier:any size:{name}"
    raise ValueError(says.none_of(text, list(dict.fromkeys(options.values()))), hint)


def _place(field: str, text: str) -> str:
    if field == "country":
        found = country_code(text)
    elif field == "language":
        found = language_code(text)
    else:
        found = platform_named(text) or ("unknown" if fold(text) == "unknown" else None)
    if found is None:
        hint = EXAMPLES[field]
        if field == "platform":
            names = list(PLATFORMS)
            close = process.extractOne(fold(text), names, scorer=fuzz.ratio, score_cutoff=SIMILAR)
            if not close:
                raise ValueError(says.none_of(text, names), "")
            hint = f"platform:{close[0]}"
        elif meant := name_meant(field, text):
            hint = f'{field}:"{meant}"' if " " in meant else f"{field}:{meant}"
        raise ValueError(says.unknown_place(text, field), hint)
    return found


def _range(field: str, text: str, currency: str) -> Value:
    amount, named = _currency(text, currency) if field in MONEY else (text, None)
    text = "".join((amount or text).split())
    bounds = _bounds(field, text, _unit(field, named or currency))
    if named and named not in CURRENCIES:
        raise ValueError(says.unknown_place(named, "currency"), f"{field}:{text}")
    if field == "value" and named not in (None, currency):
        raise ValueError(says.values_are_in(currency), f"value:{text}")
    return (), bounds, named


def _bounds(field: str, text: str, unit: Decimal) -> Range:
    plain = text.replace("–", "-").replace("—", "-").replace("…", "..")
    plain = _TO.sub("..", plain)
    if both := _BOTH.fullmatch(plain):
        return _between([_bounds(field, end, unit) for end in both.groups()], field, text)
    match = re.fullmatch(r"(>=|=>|<=|=<|>|<|≥|≤|=)(.+)", plain)
    if match:
        sign, value = match[1], match[2]
        return _bounded(sign, _read(field, value), unit)
    ends = re.split(r"\.\.+|(?<=[\dkKmM%*])-(?=[\d*.])", plain, maxsplit=1)
    if len(ends) == 2:
        low = None if ends[0] in ("", "*") else _read(field, ends[0])
        high = None if ends[1] in ("", "*") else _read(field, ends[1])
        if low is not None and high is not None and low > high:
            raise ValueError(says.falling(text), f"{field}:{ends[1]}..{ends[0]}")
        return Range(_up(low, unit), _down(high, unit))
    exact = _read(field, plain.removesuffix("+"))
    if plain.endswith("+"):
        return Range(_up(exact, unit), None)
    return _nearest(exact, unit)


def _between(ranges: list[Range], field: str, text: str) -> Range:
    """Return what lies in all of these ranges of a field, written as text."""
    low = max([one.low for one in ranges if one.low is not None], default=None)
    high = min([one.high for one in ranges if one.high is not None], default=None)
    if low is not None and high is not None and low > high:
        raise ValueError(says.falling(text), EXAMPLES[field])
    return Range(low, high)


def _currency(text: str, own: str) -> tuple[str, str | None]:
    """Return a value without its currency, and that. own: the workspace's."""
    for symbol, codes in SYMBOLS.items():
        if symbol in text:
            return text.replace(symbol, ""), own if own in codes else codes[0]
    match = re.search(r"(?<![A-Za-z])([A-Za-z]{3})\s*$", text) or re.search(
        r"(?<=\d)([A-Za-z]{3})$", text
    )
    if match and match[1].lower() != "mio":
        return text[: match.start(1)].strip(), match[1].upper()
    return text, None


def _unit(field: str, currency: str) -> Decimal:
    """Return how many of the stored units one typed unit is."""
    if field == "er":
        return Decimal(100)
    return Decimal(10) ** decimals(currency) if field in MONEY else Decimal(1)


def _read(field: str, text: str) -> Decimal:
    match = _NUMBER.fullmatch(text)
    if not match and _NUMBER.fullmatch(text.lstrip("-−")):
        raise ValueError(says.below_zero(text[:40]), EXAMPLES[field])
    if not match:
        raise ValueError(says.no_number(text[:40]), EXAMPLES[field])
    number = match[1]
    grouped = _GROUPED.fullmatch(number)
    if grouped and not match[2] and field != "er":  # no rate is in the thousands
        number = re.sub(r"[.,]", "", grouped[1]) + (grouped[3] or "")
    try:
        value = Decimal(number.replace(",", ".")) * _UNITS[(match[2] or "").lower()]
    except InvalidOperation as error:
        raise ValueError(says.no_number(text[:40]), EXAMPLES[field]) from error
    if value > 10**15:
        raise ValueError(says.too_much(text[:40]), EXAMPLES[field])
    return value


def _up(value: Decimal | None, unit: Decimal) -> int | None:
    return None if value is None else int((value * unit).to_integral_value(ROUND_CEILING))


def _down(value: Decimal | None, unit: Decimal) -> int | None:
    return None if value is None else int((value * unit).to_integral_value(ROUND_FLOOR))


def _bounded(sign: str, value: Decimal, unit: Decimal) -> Range:
    exact = value * unit
    floor, ceiling = _down(value, unit) or 0, _up(value, unit) or 0
    if sign in (">=", "=>", "≥"):
        return Range(ceiling, None)
    if sign in ("<=", "=<", "≤"):
        return Range(None, floor)
    if sign == ">":
        return Range(floor + 1, None)
    if sign == "<":
        return Range(None, ceiling - 1 if exact == ceiling else floor)
    return _nearest(value, unit)


def _nearest(value: Decimal, unit: Decimal) -> Range:
    """Return the one stored number nearest to a value: nobody has 1.5 likes."""
    only = int((value * unit).to_integral_value(ROUND_HALF_UP))
    return Range(only, only)

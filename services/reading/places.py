"""Country and language names in any language -> their codes, from babel's tables."""

from functools import cache, lru_cache

from babel import Locale, localedata
from rapidfuzz import fuzz, process

from storage.words import fold, words

_MORE = {
    "uk": "GB",
    "usa": "US",
    "u s a": "US",
    "england": "GB",
    "scotland": "GB",
    "great britain": "GB",
    "united states of america": "US",
    "estados unidos": "US",
    "uae": "AE",
    "south korea": "KR",
    "korea": "KR",
    "holland": "NL",
    "czech republic": "CZ",
    "turkey": "TR",
    "russia": "RU",
    "россия": "RU",
    "беларусь": "BY",
    "белоруссия": "BY",
}


SIMILAR = 80
"""From this share of equal letters on (of 100) a name may have been meant for another."""


def _key(text: str) -> str:
    return " ".join(words(text)) or fold(text)


@cache
def _countries() -> dict[str, str]:
    """Return country names in all of babel's languages; English ones win where two clash."""
    found: dict[str, str] = {}
    for identifier in sorted(localedata.locale_identifiers(), key=lambda one: (one != "en", one)):
        for code, name in Locale.parse(identifier).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("ZZ", "EU", "UN", "EZ"):
                found.setdefault(_key(name), code)
    return found | _MORE


def load_names() -> None:
    """Read babel's tables now: at the start, not within somebody's first click."""
    _countries()
    _codes()


@cache
def _codes() -> frozenset[str]:
    territories = Locale("en").territories
    return frozenset(
        str(code) for code in territories if len(str(code)) == 2 and str(code).isalpha()
    )


@lru_cache(maxsize=8_192)
def country_code(text: str) -> str | None:
    """Return the ISO 3166 alpha-2 code of a country's code or name, in any language."""
    plain = text.strip()
    if len(plain) == 2 and plain.isascii() and plain.upper() in _codes():
        return "GB" if plain.upper() == "UK" else plain.upper()
    return _countries().get(_key(plain)) if plain else None


@lru_cache(maxsize=8_192)
def country_in(location: str) -> str | None:
    """Return the country that a place's last part names, or else its first: "Berlin, Germany"."""
    parts = [part for chunk in location.split("/") for part in chunk.split(",")]
    return country_code(parts[-1]) or country_code(parts[0])


@cache
def _languages() -> dict[str, str]:
    found: dict[str, str] = {}
    for identifier in ("en", "es", "pt", "de", "fr", "it", "ru", "id", "nl", "pl", "tr", "ja"):
        for code, name in Locale.parse(identifier).languages.items():
            if len(code) in (2, 3):
                found.setdefault(_key(name), code)
    for code in list(Locale("en").languages):
        locale = localedata.exists(code) and Locale.parse(code)
        if locale and locale.display_name:
            found.setdefault(_key(locale.languages.get(code, code)), code)
    return found


@lru_cache(maxsize=1_024)
def language_code(text: str) -> str | None:
    """Return the ISO 639 code of a language's code or name."""
    plain = fold(text).replace("_", "-").partition("-")[0].strip()
    if len(plain) in (2, 3) and plain in Locale("en").languages:
        return plain
    return _languages().get(_key(plain)) if plain else None


def name_meant(field: str, text: str) -> str | None:
    """Return the name, folded, that is written most like a text that names nothing.

    field: country or language.
    """
    names = list(_countries() if field == "country" else _languages())
    close = process.extractOne(_key(text), names, scorer=fuzz.ratio, score_cutoff=SIMILAR)
    return close[0] if close else None

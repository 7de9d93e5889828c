"""Cells -> dates and instants, as ISO text in UTC."""

import re
from datetime import UTC, date, datetime, timedelta

from services.reading.numbers import UNKNOWN, NotANumber, plain
from storage.words import fold

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "ene"),
            ("feb", "fev"),
            ("mar",),
            ("apr", "abr"),
            ("may", "mai"),
            ("jun",),
            ("jul",),
            ("aug", "ago"),
            ("sep", "set"),
            ("oct", "out", "okt"),
            ("nov",),
            ("dec", "dic", "dez"),
        ),
        1,
    )
    for name in names
}
"""The first three letters in English, Spanish, Portuguese and German, without accents."""

_NAMED_MONTH = re.compile(
    r"(?:(?P<day>\d{1,2})\.? (?:de )?(?P<month>[a-z]{3,10})\.?"
    r"|(?P<month2>[a-z]{3,10})\.? (?P<day2>\d{1,2})),? (?:del? )?(?P<year>\d{4})"
)
_YEARS = range(1970, 2200)
"""Of figures, posts and contacts; what lies outside is a slip."""


def parse_date(text: str) -> str | None:
    """Read a date or instant as ISO text, UTC. Returns None for what is not known.

    Day and month are told apart only where that is certain: 2026-11-24, 24.11.26, 13/02/2026,
    Nov 24, 2026, 24 de noviembre de 2026. Raises NotANumber for all else, and for years that no
    figures are of.
    """
    written = plain(text)
    if fold(written) in UNKNOWN:
        return None
    found = _iso(written) or _written_out(written) or _serial(written)
    if found is None or int(found[:4]) not in _YEARS:
        raise NotANumber(text)
    return found


def _iso(text: str) -> str | None:
    try:
        found = datetime.fromisoformat(text.replace("Z", "+00:00"))
        if len(text) <= 10:
            return found.date().isoformat()
        if found.tzinfo is not None:
            found = found.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    return f"{found.isoformat(timespec='seconds')}Z"


def _written_out(text: str) -> str | None:
    short = re.fullmatch(r"(\d{1,2}\.\d{1,2}\.)(\d\d)", text)
    if short:
        text = f"{short[1]}{20 if int(short[2]) < 70 else 19}{short[2]}"
    match = re.fullmatch(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[ T].*)?", text)
    if match:
        first, mark, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
        if mark == "." or first > 12 or first == second:
            return _day(year, second, first)
        return _day(year, first, second) if second > 12 else None
    named = _NAMED_MONTH.fullmatch(fold(text))
    if not named:
        return None
    month = _MONTHS.get((named["month"] or named["month2"])[:3], 0)
    return _day(int(named["year"]), month, int(named["day"] or named["day2"]))


def _serial(text: str) -> str | None:
    """Read days since 1899-12-30, as spreadsheets count them."""
    if not re.fullmatch(r"\d{5}(\.\d+)?", text):
        return None
    return (date(1899, 12, 30) + timedelta(days=int(text[:5]))).isoformat()


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None

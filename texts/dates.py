"""How calendar days are written, by babel."""

from datetime import date

from babel.dates import format_date

from texts.wording import LANGUAGE


def on(day: date) -> str:
    """Write a day: 24 Nov 2026."""
    return _written(day, "d MMM y")


def at(day: str, time: str) -> str:
    """Write a day with a time of it: 24 Nov 2026 at 12:10."""
    return f"{day} at {time}"


def month(day: date) -> str:
    """Write the month of a day: November 2026."""
    return _written(day, "MMMM y")


def weekday(day: date) -> str:
    """Write the day of the week: Monday."""
    return _written(day, "EEEE")


def days(first: date, last: date, *, year: bool = False) -> str:
    """Write days: 16-22 Nov, 30 Nov - 6 Dec, 29 Dec 2025 - 4 Jan 2026.

    year: it is said even where it is the same for both.
    """
    if first.year != last.year:
        return f"{on(first)} - {on(last)}"
    end = on(last) if year else _written(last, "d MMM")
    if first.month != last.month:
        return f"{_written(first, 'd MMM')} - {end}"
    return f"{first.day}-{end}"


def _written(day: date, pattern: str) -> str:
    return str(format_date(day, pattern, locale=LANGUAGE))

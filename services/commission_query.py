"""What /commissions is asked: a period, a campaign, a creator, a day as of which."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.errors import DeskError
from services.importing import instant
from storage.words import clean
from texts import commissions as says
from texts import dates

_WORD = re.compile(r'(?:(\w+):)?(?:"([^"]*)"?|(\S+))')
_QUOTES = str.maketrans("“”„«»", '"""""')
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2999, 12, 31)


class BadRequest(DeskError):
    """A request that can't be read; the sentence says what to write."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked for. first, last: days of the workspace, both included.

    word: the period as it is typed; period: its name on a screen. as_of: a day at whose end
    things are looked at; None is now.
    """

    word: str
    period: str
    first: date
    last: date
    campaign: str | None = None
    creator: str | None = None
    as_of: date | None = None


def parse(text: str, *, today: date) -> Ask:
    """Read a request. today: in the workspace's zone. Raises BadRequest."""
    named: dict[str, str] = {}
    period: str | None = None
    for match in _WORD.finditer(clean(text).translate(_QUOTES)):
        key, value = (match[1] or "").lower(), match[2] if match[2] is not None else match[3]
        if key in says.NAMES_EXAMPLE:
            if not value.strip():
                raise BadRequest(says.what_is_meant(key))
            if key in named:
                raise BadRequest(says.twice(key))
            named[key] = value.strip()
        elif key:
            raise BadRequest(says.unknown_word(key))
        elif period is not None:
            raise BadRequest(says.two_periods(period, value))
        else:
            period = value
    as_of = _day(named["asof"]) if "asof" in named else None
    word, name, first, last = _period(period, as_of or today)
    return Ask(word, name, first, last, named.get("campaign"), named.get("creator"), as_of)


def written(ask: Ask, period: str | None = None) -> str:
    """Return what would be typed for this, or for the same in another period."""
    parts = [period or ask.word]
    if ask.campaign:
        parts.append(f'campaign:"{ask.campaign}"')
    if ask.creator:
        parts.append(f'creator:"{ask.creator}"')
    if ask.as_of:
        parts.append(f"asof:{ask.as_of.isoformat()}")
    return " ".join(parts)


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or not FIRST_DAY <= found <= LAST_DAY:
        raise BadRequest(says.no_day(text))
    return found


def _period(text: str | None, today: date) -> tuple[str, str, date, date]:
    """Return a period as it is typed, its name and its days."""
    asked = (text or "month").lower()
    if asked == "all":
        return "all", says.ALL_TIME, FIRST_DAY, LAST_DAY
    if asked == "week":
        asked = f"{today:%G-w%V}"
    if asked == "month":
        asked = f"{today:%Y-%m}"
    try:
        if re.fullmatch(r"\d{4}-\d\d", asked, re.ASCII):
            first = date.fromisoformat(f"{asked}-01")
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            return asked, dates.month(first), *_between(first, last)
        if re.fullmatch(r"\d{4}-w\d\d", asked, re.ASCII):
            first = date.fromisoformat(f"{asked.upper()}-1")
            last = first + timedelta(days=6)
            return asked.upper(), dates.days(first, last, year=True), *_between(first, last)
    except (ValueError, OverflowError):
        pass
    raise BadRequest(says.no_period(text or ""))


def _between(first: date, last: date) -> tuple[date, date]:
    if first < FIRST_DAY or last > LAST_DAY:
        raise ValueError("no period of ours")
    return first, last


def begin_of(day: date, zone: ZoneInfo) -> str:
    """Return the instant at which a day of the workspace begins, as the store writes it."""
    return instant(datetime.combine(day, time(), zone).astimezone(UTC))

"""ISO weeks of the workspace, and the wall-clock moments at which they are reported on.

A week runs from Monday to Sunday in the workspace's zone. Moments are computed here, not by a
scheduler: a daily cron at 00:30 loses a day at spring-forward and fires twice in autumn.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.errors import DeskError
from texts import digests as says

SECOND = timedelta(seconds=1)


class BadWeek(DeskError):
    """A week that can't be read or reported on."""


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO week; its text sorts as it does."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02}"

    @property
    def monday(self) -> date:
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    def plus(self, weeks: int) -> "Week":
        return week_of(self.monday + timedelta(weeks=weeks))

    def bounds(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Return the instants (UTC) at which the week begins and at which the next one does."""
        following = self.monday + timedelta(weeks=1)
        return first_moment(self.monday, time(), zone), first_moment(following, time(), zone)


def week_of(day: date) -> Week:
    year, number, _ = day.isocalendar()
    return Week(year, number)


def week_now(now: datetime, zone: ZoneInfo) -> Week:
    """Return the week that runs in the workspace."""
    return week_of(now.astimezone(zone).date())


def read_week(text: str) -> Week:
    """Read "2026-W47". Raises BadWeek."""
    found = re.fullmatch(r"(\d{4})-?W(\d{1,2})", text.strip(), re.IGNORECASE | re.ASCII)
    try:
        if found:
            year, number = int(found[1]), int(found[2])
            date.fromisocalendar(year, number, 1)
            return Week(year, number)
    except ValueError:
        pass
    raise BadWeek(says.no_week(text[:20]))


def first_moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the instant (UTC) at which a local clock shows this time on this day.

    Where the clock shows it twice, the first; where it jumps over it, the first moment after.
    """
    local = datetime.combine(day, at, zone)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return moment
    return _end_of_gap(local.replace(fold=1).astimezone(UTC), moment, zone)


def _end_of_gap(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Return the first second of the new offset, between an instant before the jump and after."""
    offset = after.astimezone(zone).utcoffset()
    while after - before > SECOND:
        middle = before + timedelta(seconds=(after - before) // SECOND // 2)
        if middle.astimezone(zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after


def due_moment(week: Week, weekday: int, at: time, zone: ZoneInfo) -> datetime:
    """Return when a week is reported on: on a weekday (0 is Monday) of the week after it."""
    return first_moment(week.plus(1).monday + timedelta(days=weekday), at, zone)


def newest_due(now: datetime, weekday: int, at: time, zone: ZoneInfo) -> Week:
    """Return the newest week whose due moment has come."""
    week = week_now(now, zone)
    while due_moment(week, weekday, at, zone) > now:
        week = week.plus(-1)
    return week

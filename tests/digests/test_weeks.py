"""ISO weeks, and the instant at which a local clock first shows a time."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.weeks import (
    BadWeek,
    Week,
    due_moment,
    first_moment,
    newest_due,
    read_week,
    week_now,
    week_of,
)

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Sydney",
    "Asia/Beirut",
    "America/Santiago",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "America/Havana",
)
MINUTE = timedelta(minutes=1)
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


def scanned(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Walk minute by minute to the first at which the local clock shows this time or a later."""
    wanted = datetime.combine(day, at)
    instant = datetime.combine(day, at, UTC) - timedelta(hours=15)
    while instant.astimezone(zone).replace(tzinfo=None) < wanted:
        instant += MINUTE
    return instant


@pytest.mark.parametrize(
    ("zone", "day", "at", "utc"),
    [
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:00"),
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30"),
        ("America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30"),
        ("Asia/Beirut", "2026-03-29", "00:00", "2026-03-28T22:00"),
        ("Asia/Beirut", "2026-03-29", "00:30", "2026-03-28T22:00"),
        ("America/Santiago", "2026-09-06", "00:30", "2026-09-06T04:00"),
        ("Asia/Kathmandu", "2026-11-23", "09:00", "2026-11-23T03:15"),
        ("Pacific/Apia", "2011-12-30", "09:00", "2011-12-30T10:00"),
    ],
)
def test_a_time_that_is_jumped_over_becomes_the_first_moment_after(
    zone: str, day: str, at: str, utc: str
) -> None:
    found = first_moment(date.fromisoformat(day), time.fromisoformat(at), ZoneInfo(zone))
    assert found == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@settings(max_examples=60, deadline=None)
@given(
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    day=st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    at=st.sampled_from([time(hour, minute) for hour in (0, 1, 2, 3, 9) for minute in (0, 30)]),
)
@example(zone=ZoneInfo("America/Havana"), day=date(2026, 11, 1), at=time(0, 30))
@example(zone=ZoneInfo("Australia/Lord_Howe"), day=date(2026, 10, 4), at=time(2, 0))
def test_the_moment_is_the_first_at_which_the_local_clock_gets_there(
    zone: ZoneInfo, day: date, at: time
) -> None:
    assert first_moment(day, at, zone) == scanned(day, at, zone)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_week_is_read_back_as_it_is_written(day: date) -> None:
    week = week_of(day)
    assert read_week(str(week)) == week
    assert week.monday <= day <= week.sunday


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(-200, 200))
def test_the_text_of_weeks_sorts_as_weeks_do(day: date, weeks: int) -> None:
    one, other = week_of(day), week_of(day).plus(weeks)
    assert (str(one) < str(other)) == (one < other) == (weeks > 0)


@pytest.mark.parametrize("text", ["", "47", "2026-W54", "2026-W00", "2025-W53", "last", "2026-47"])
def test_what_is_no_week_is_told_with_one_that_is(text: str) -> None:
    with pytest.raises(BadWeek, match="2026-W47"):
        read_week(text)


def test_a_week_begins_at_the_workspace_s_midnight() -> None:
    start, until = Week(2026, 13).bounds(ZoneInfo("Europe/Berlin"))
    assert (start, until) == (
        datetime(2026, 3, 22, 23, tzinfo=UTC),
        datetime(2026, 3, 29, 22, tzinfo=UTC),
    )


@settings(max_examples=200, deadline=None)
@given(
    now=st.integers(0, 730 * 24 * 60).map(lambda minutes: NEW_YEAR + minutes * MINUTE),
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    weekday=st.integers(0, 6),
    half_hour=st.integers(0, 47),
)
def test_the_newest_due_week_is_the_last_whose_moment_has_come(
    now: datetime, zone: ZoneInfo, weekday: int, half_hour: int
) -> None:
    at = time(half_hour // 2, half_hour % 2 * 30)
    week = newest_due(now, weekday, at, zone)
    assert due_moment(week, weekday, at, zone) <= now < due_moment(week.plus(1), weekday, at, zone)
    assert week < week_now(now, zone)

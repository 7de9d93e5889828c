"""Each digest once, at its wall-clock time: over years, zones, downtime and changed settings."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services import follows
from services.follows import Kind
from services.weeks import week_of
from storage.engine import Store
from tests.conftest import Clock
from tests.digests.conftest import ANA, GENERAL, Rounds
from tests.digests.test_weeks import scanned

Fresh = Callable[[], AbstractContextManager[Store]]
START = datetime(2026, 1, 7, 12, tzinfo=UTC)
WEEKS = 105
QUARTER = timedelta(minutes=15)
QUIET = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow)
HALF_HOURS = [time(hour, minute) for hour in range(24) for minute in (0, 30)]


@pytest.mark.parametrize("at", ["00:00", "00:30", "02:30", "09:00"])
@pytest.mark.parametrize(
    ("zone", "weekday"),
    [
        ("Europe/Berlin", 6),
        ("America/New_York", 6),
        ("Australia/Sydney", 6),
        ("Asia/Beirut", 6),
        ("America/Santiago", 6),
        ("Asia/Kathmandu", 0),
    ],
)
def test_two_years_of_digests_come_once_each_at_their_time(
    store: Store, zone: str, weekday: int, at: str
) -> None:
    """Clocks change on Sundays (Saturday's midnight in some zones): so digests come on Sundays."""
    rounds = Rounds(store, Clock(START), ZoneInfo(zone))
    hour = time.fromisoformat(at)
    rounds.choose(weekday, hour, START - timedelta(days=30))
    rounds.follow(GENERAL)
    expected = []
    monday = week_of(START.date()).monday + timedelta(days=0)
    for number in range(WEEKS):
        day = monday + timedelta(weeks=number, days=weekday)
        due = scanned(day, hour, ZoneInfo(zone))
        if due <= START:
            continue
        for step in (*range(-8, 20), 96, 300, 500):
            rounds.clock.at = due + step * QUARTER
            rounds.look()
        expected.append((f"{GENERAL}:{week_of(day - timedelta(weeks=1))}", due))
    assert rounds.posted() == expected


@settings(max_examples=80, deadline=None, suppress_health_check=QUIET)
@given(
    zone=st.sampled_from(["Europe/Berlin", "America/Santiago", "Asia/Kathmandu"]).map(ZoneInfo),
    at=st.sampled_from(HALF_HOURS),
    weekday=st.integers(0, 6),
    looks=st.lists(st.integers(1, 24 * 25), min_size=5, max_size=40),
)
def test_after_any_downtime_the_newest_missed_week_comes_once(
    fresh_store: Fresh, zone: ZoneInfo, at: time, weekday: int, looks: list[int]
) -> None:
    """looks: the hours between two looks at the clock, up to 25 days."""
    with fresh_store() as store:
        rounds = Rounds(store, Clock(START), zone)
        rounds.choose(weekday, at, START - timedelta(days=30))
        rounds.follow(GENERAL)
        first = follows.rhythm(store).next_week(START, zone)
        expected: list[tuple[str, datetime]] = []
        for hours in looks:
            rounds.clock.move(hours=hours)
            rounds.look()
            newest = _last_due(rounds.clock(), zone, weekday, at)
            if newest >= str(first) and f"{GENERAL}:{newest}" not in dict(expected):
                expected.append((f"{GENERAL}:{newest}", rounds.clock()))
        assert rounds.posted() == expected


def _last_due(now: datetime, zone: ZoneInfo, weekday: int, at: time) -> str:
    """Return the newest week that should be there, counted by days and scanned minutes."""
    day = now.astimezone(zone).date() + timedelta(days=1)
    while day.weekday() != weekday or scanned(day, at, zone) > now:
        day -= timedelta(days=1)
    return str(week_of(day - timedelta(weeks=1)))


@settings(max_examples=80, deadline=None, suppress_health_check=QUIET)
@given(
    zone=st.sampled_from(["Europe/Berlin", "America/Santiago"]).map(ZoneInfo),
    changes=st.lists(
        st.tuples(st.integers(0, 24 * 2 * 9), st.integers(0, 6), st.sampled_from(HALF_HOURS)),
        min_size=1,
        max_size=5,
    ),
)
def test_changed_settings_post_no_week_twice_and_skip_none(
    fresh_store: Fresh, zone: ZoneInfo, changes: list[tuple[int, int, time]]
) -> None:
    """changes: half hours until the change, then the new day and time."""
    with fresh_store() as store:
        rounds = Rounds(store, Clock(START), zone)
        rounds.follow(GENERAL)
        for half_hours, weekday, at in changes:
            _go(rounds, half_hours)
            rounds.choose(weekday, at)
        _go(rounds, 24 * 2 * 8)
        weeks = [what.partition(":")[2] for what, _ in rounds.posted()]
        first = week_of(date.fromisocalendar(2026, 2, 1))
        assert weeks == [str(first.plus(number)) for number in range(len(weeks))]
        newest = _last_due(rounds.clock(), zone, weekday, at)
        assert max(weeks, default="") == (newest if newest >= str(first) else "")


def _go(rounds: Rounds, half_hours: int) -> None:
    for _ in range(half_hours):
        rounds.clock.move(minutes=30)
        rounds.look()


@settings(max_examples=80, deadline=None, suppress_health_check=QUIET)
@given(
    steps=st.lists(
        st.tuples(
            st.integers(1, 24 * 25),
            st.none() | st.tuples(st.integers(0, 6), st.sampled_from(HALF_HOURS)),
        ),
        min_size=3,
        max_size=20,
    )
)
def test_weeks_only_ever_go_forward_whatever_is_missed_and_changed(
    fresh_store: Fresh, steps: list[tuple[int, tuple[int, time] | None]]
) -> None:
    """steps: hours until the next look, and what is chosen just before it, if anything."""
    with fresh_store() as store:
        rounds = Rounds(store, Clock(START), ZoneInfo("Europe/Berlin"))
        rounds.follow(GENERAL)
        for hours, chosen in steps:
            rounds.clock.move(hours=hours)
            if chosen:
                rounds.choose(*chosen)
            rounds.look()
        weeks = [what for what, _ in rounds.posted()]
        assert weeks == sorted(set(weeks))


def test_a_change_after_weeks_off_brings_no_older_week(rounds: Rounds) -> None:
    rounds.follow(GENERAL)
    rounds.clock.move(days=30)
    rounds.look()
    rounds.choose(3, time(10))
    rounds.look()
    assert [what for what, _ in rounds.posted()] == [f"{GENERAL}:2026-W51"]


def test_a_change_just_before_midnight_skips_no_week_though_the_desk_was_off(
    rounds: Rounds,
) -> None:
    rounds.clock.at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    rounds.choose(6, time(23, 30))
    rounds.follow(GENERAL)
    rounds.clock.at = datetime(2026, 11, 29, 23, 29, tzinfo=UTC)
    rounds.choose(0, time())
    rounds.clock.at = datetime(2026, 11, 30, 1, tzinfo=UTC)
    rounds.look()
    assert [what for what, _ in rounds.posted()] == [f"{GENERAL}:2026-W47", f"{GENERAL}:2026-W48"]


def test_following_in_the_middle_of_a_week_begins_with_the_next_digest(rounds: Rounds) -> None:
    rounds.follow(GENERAL)
    rounds.look()
    assert rounds.posted() == []
    rounds.clock.at = datetime(2026, 11, 30, 9, tzinfo=UTC)
    rounds.look()
    assert [what for what, _ in rounds.posted()] == [f"{GENERAL}:2026-W48"]


def test_leaving_and_coming_back_does_not_bring_a_week_again(rounds: Rounds) -> None:
    rounds.follow(GENERAL)
    rounds.clock.at = datetime(2026, 11, 30, 9, tzinfo=UTC)
    rounds.look()
    follows.unfollow(rounds.store, GENERAL, "commissions", actor=ANA, now=rounds.clock())
    rounds.follow(GENERAL)
    rounds.clock.move(minutes=5)
    rounds.look()
    assert len(rounds.posted()) == 1


def test_a_channel_that_left_gets_nothing(rounds: Rounds) -> None:
    rounds.follow(GENERAL)
    follows.unfollow(rounds.store, GENERAL, "commissions", actor=ANA, now=rounds.clock())
    rounds.clock.move(days=14)
    assert rounds.look() == 0


@pytest.mark.parametrize(("minutes", "late"), [(0, ""), (29, ""), (30, " late"), (2_000, " late")])
def test_a_digest_says_that_it_is_late_from_half_an_hour_on(
    rounds: Rounds, minutes: int, late: str
) -> None:
    rounds.follow(GENERAL)
    rounds.clock.at = datetime(2026, 11, 30, 9, tzinfo=UTC) + timedelta(minutes=minutes)
    rounds.look()
    payload = rounds.store.read(lambda tx: tx.value("SELECT payload FROM outbox"))
    assert f'"2026-W48{late}"' in payload


def test_the_two_kinds_are_due_by_themselves(rounds: Rounds) -> None:
    rounds.follow(GENERAL)
    rounds.clock.move(days=7)
    assert rounds.look(Kind.NICHES) == 0
    assert rounds.look(Kind.COMMISSIONS) == 1

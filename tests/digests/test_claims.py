"""One claims a digest for a lease; whoever finishes it has written its message with it."""

from datetime import UTC, datetime

import pytest

from services import digests
from services.digests import LEASE, Digest, PostedAlready
from services.follows import Kind
from services.importing import instant
from services.weeks import BadWeek, Week
from storage import digests as stored
from storage.digests import ClaimRow
from tests.conftest import Clock
from tests.digests.conftest import FITNESS, GENERAL, Rounds, drawn

MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)
WEEK = Week(2026, 48)


@pytest.fixture
def due(rounds: Rounds) -> Rounds:
    """A channel that follows commissions, at the moment its first digest is due."""
    rounds.follow(GENERAL)
    rounds.clock.at = MONDAY
    return rounds


def claim(clock: Clock, owner: str) -> ClaimRow:
    now = clock()
    until = instant(now + LEASE)
    return ClaimRow("commissions", GENERAL, str(WEEK), "claimed", owner, until, instant(now))


def test_a_claim_keeps_others_away_while_its_lease_runs(due: Rounds) -> None:
    assert due.store.write(stored.claim, claim(due.clock, "killed"))
    due.clock.at += LEASE / 2
    assert due.look(owner="other") == 0


def test_a_claim_whose_lease_ran_out_is_taken_over(due: Rounds) -> None:
    due.store.write(stored.claim, claim(due.clock, "killed"))
    due.clock.at += LEASE
    assert due.look(owner="other") == 1


def test_who_lost_the_claim_cannot_finish_it(due: Rounds) -> None:
    slow = claim(due.clock, "slow")
    due.store.write(stored.claim, slow)
    due.clock.at += LEASE
    due.look(owner="other")
    assert not due.store.write(stored.finish, slow, instant(due.clock()))


def test_a_slow_owner_that_comes_back_writes_no_second_message(due: Rounds) -> None:
    def taken_over_meanwhile(digest: Digest) -> tuple[str, list[dict[str, object]]]:
        due.clock.at += LEASE
        due.look(owner="other")
        return drawn(digest)

    clock, zone = due.clock, due.zone
    kind = Kind.COMMISSIONS
    posted = digests.post_due(
        due.store, kind, clock=clock, zone=zone, owner="slow", draw=taken_over_meanwhile
    )
    assert (posted, len(due.posted())) == (0, 1)


def test_no_claim_is_taken_twice_at_once(due: Rounds) -> None:
    first = due.store.write(stored.claim, claim(due.clock, "one"))
    second = due.store.write(stored.claim, claim(due.clock, "other"))
    assert (first, second) == (True, False)


def test_what_fails_for_one_channel_stops_no_other(due: Rounds) -> None:
    due.clock.at = datetime(2026, 11, 25, tzinfo=UTC)
    due.follow(FITNESS)
    due.clock.at = MONDAY
    failing = iter([True, False])

    def draw(digest: Digest) -> tuple[str, list[dict[str, object]]]:
        if next(failing):
            raise RuntimeError("cannot be drawn")
        return drawn(digest)

    kind = Kind.COMMISSIONS
    posted = digests.post_due(
        due.store, kind, clock=due.clock, zone=due.zone, owner="one", draw=draw
    )
    assert (posted, [what for what, _ in due.posted()]) == (1, [f"{GENERAL}:2026-W48"])


def test_what_failed_is_tried_again_after_the_lease(due: Rounds) -> None:
    def fail(digest: Digest) -> tuple[str, list[dict[str, object]]]:
        raise RuntimeError("cannot be drawn")

    kind = Kind.COMMISSIONS
    digests.post_due(due.store, kind, clock=due.clock, zone=due.zone, owner="one", draw=fail)
    due.clock.at += LEASE
    assert due.look() == 1


def post_now(rounds: Rounds, channel: str, week: Week) -> None:
    digests.post_now(
        rounds.store,
        Kind.COMMISSIONS,
        channel,
        week,
        clock=rounds.clock,
        zone=rounds.zone,
        draw=drawn,
    )


def test_a_week_posted_from_the_command_line_is_not_posted_again_when_due(due: Rounds) -> None:
    post_now(due, GENERAL, WEEK)
    assert (due.look(), len(due.posted())) == (0, 1)


def test_a_week_that_was_posted_is_not_posted_from_the_command_line(due: Rounds) -> None:
    due.look()
    with pytest.raises(PostedAlready, match="2026-W48 already"):
        post_now(due, GENERAL, WEEK)


def test_a_week_that_is_not_over_cannot_be_posted(due: Rounds) -> None:
    with pytest.raises(BadWeek, match="The newest that can be posted is 2026-W48"):
        post_now(due, GENERAL, WEEK.plus(1))

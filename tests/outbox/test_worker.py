"""The outbox: claimed by one, in order where order matters, tried again as the other side asks."""

from datetime import timedelta

import pytest

from console.server import Console
from handlers.delivery import Delivery
from handlers.desk import Desk
from services.importing import instant
from services.outbox import (
    LEASE,
    LONGEST_WAIT,
    MOST_ATTEMPTS,
    Delivered,
    GiveUp,
    TryLater,
    deliver_next,
)
from services.outgoing import post_message
from storage import outbox as stored
from storage.engine import Store
from storage.outbox import OutRow
from tests.conftest import Clock

BLOCKS = [{"type": "section", "text": {"type": "plain_text", "text": "hello"}}]


def put(
    store: Store, clock: Clock, cause: str, *, target: str = "x", in_order: bool = False
) -> None:
    now = instant(clock())
    store.write(
        lambda tx: stored.put(
            tx, cause=cause, kind="test", target=target, payload="{}", not_before=now, now=now,
            in_order=in_order,
        )
    )  # fmt: skip


class Outside:
    """The other side: notes what arrives, or answers as it was told to."""

    def __init__(self) -> None:
        self.arrived: list[str] = []
        self.trouble: Exception | None = None

    def __call__(self, row: OutRow) -> Delivered:
        if self.trouble:
            raise self.trouble
        self.arrived.append(row.cause)
        return Delivered("C1", "1.0")


@pytest.fixture
def outside() -> Outside:
    return Outside()


def due_at(store: Store) -> str | None:
    return store.read(stored.next_moment)


def test_what_is_due_goes_out_once(store: Store, clock: Clock, outside: Outside) -> None:
    put(store, clock, "one")
    while deliver_next(store, outside, clock, "worker"):
        pass
    assert outside.arrived == ["one"]


def test_the_same_cause_is_written_once(store: Store, clock: Clock, outside: Outside) -> None:
    put(store, clock, "one")
    put(store, clock, "one")
    while deliver_next(store, outside, clock, "worker"):
        pass
    assert outside.arrived == ["one"]


def test_when_asked_to_wait_it_waits_that_long(
    store: Store, clock: Clock, outside: Outside
) -> None:
    put(store, clock, "one")
    outside.trouble = TryLater("slow down", timedelta(seconds=90))
    deliver_next(store, outside, clock, "worker")
    assert due_at(store) == instant(clock() + timedelta(seconds=90))


def test_without_a_word_it_waits_longer_each_time(
    store: Store, clock: Clock, outside: Outside
) -> None:
    put(store, clock, "one")
    outside.trouble = TryLater("down")
    waits = []
    for _ in range(4):
        deliver_next(store, outside, clock, "worker")
        before = clock()
        while not store.read(stored.next_due, instant(clock())):
            clock.move(seconds=1)
        waits.append((clock() - before).seconds)
    assert waits == [1, 2, 4, 8]


def test_it_never_waits_longer_than_ten_minutes(
    store: Store, clock: Clock, outside: Outside
) -> None:
    put(store, clock, "one")
    outside.trouble = TryLater("down")
    for _ in range(MOST_ATTEMPTS - 1):
        deliver_next(store, outside, clock, "worker")
        clock.move(seconds=LONGEST_WAIT.total_seconds())
    assert store.read(stored.next_due, instant(clock())) is not None


def test_after_many_tries_it_is_given_up_and_can_be_seen(
    store: Store, clock: Clock, outside: Outside
) -> None:
    put(store, clock, "one")
    outside.trouble = TryLater("down")
    for _ in range(MOST_ATTEMPTS):
        deliver_next(store, outside, clock, "worker")
        clock.move(seconds=LONGEST_WAIT.total_seconds())
    assert [row.trouble for row in store.read(stored.failed, 5)] == ["down"]


def test_what_cannot_go_out_is_given_up_at_once(
    store: Store, clock: Clock, outside: Outside
) -> None:
    put(store, clock, "one")
    outside.trouble = GiveUp("the channel is gone")
    deliver_next(store, outside, clock, "worker")
    assert [row.cause for row in store.read(stored.failed, 5)] == ["one"]


def test_what_goes_out_in_order_waits_for_what_was_before(
    store: Store, clock: Clock, outside: Outside
) -> None:
    put(store, clock, "first", in_order=True)
    put(store, clock, "second", in_order=True)
    outside.trouble = TryLater("down", timedelta(seconds=30))
    deliver_next(store, outside, clock, "worker")
    outside.trouble = None
    assert not deliver_next(store, outside, clock, "worker")


def test_another_target_does_not_wait(store: Store, clock: Clock, outside: Outside) -> None:
    put(store, clock, "first", in_order=True)
    put(store, clock, "second", target="y", in_order=True)
    outside.trouble = TryLater("down", timedelta(seconds=30))
    deliver_next(store, outside, clock, "worker")
    outside.trouble = None
    deliver_next(store, outside, clock, "worker")
    assert outside.arrived == ["second"]


def test_a_row_that_another_worker_has_is_left_to_it(
    store: Store, clock: Clock, outside: Outside
) -> None:
    put(store, clock, "one")

    def meanwhile(row: OutRow) -> Delivered:
        assert not deliver_next(store, outside, clock, "other")
        return Delivered()

    deliver_next(store, meanwhile, clock, "worker")
    assert outside.arrived == []


def test_the_row_of_a_killed_worker_is_taken_up_after_its_lease(
    store: Store, clock: Clock, outside: Outside
) -> None:
    put(store, clock, "one")
    row = store.read(stored.next_due, instant(clock()))
    assert row is not None
    store.write(stored.claim, row, "killed", instant(clock()), instant(clock() + LEASE))
    assert not deliver_next(store, outside, clock, "worker")
    clock.move(seconds=LEASE.total_seconds())
    deliver_next(store, outside, clock, "worker")
    assert outside.arrived == ["one"]


def send(desk: Desk, channel: str = "C0GENERAL") -> None:
    """Write a message for a channel, and let the worker try once."""
    now = instant(desk.clock())
    desk.store.write(
        lambda tx: post_message(
            tx, cause="hello", channel=channel, text="hello", blocks=BLOCKS, now=now
        )
    )
    deliver_next(desk.store, Delivery(desk).deliver, desk.clock, "worker")


def test_slacks_retry_after_is_kept_to(console: Console, desk: Desk) -> None:
    console.api.failures.append((429, {"Retry-After": "77"}))
    send(desk)
    assert due_at(desk.store) == instant(desk.clock() + timedelta(seconds=77))


def test_a_channel_that_is_gone_is_no_reason_to_try_for_ever(desk: Desk) -> None:
    send(desk, "C0NOWHERE")
    failed = desk.store.read(stored.failed, 5)
    assert "channel_not_found" in str(failed[0].trouble)


def test_a_message_that_was_sent_and_not_marked_is_found_again(
    console: Console, desk: Desk, clock: Clock
) -> None:
    send(desk)
    desk.store.write(lambda tx: tx.run("UPDATE outbox SET state = 'waiting'"))
    deliver_next(desk.store, Delivery(desk).deliver, clock, "worker")
    assert [one.text for one in console.workspace.messages] == ["hello"]

"""The worker that delivers what stands in the outbox: claimed, sent, marked; tried again later.

Whoever delivers must be able to recognise what it sent before: after a crash between sending and
marking, the same row comes again with attempts > 0.
"""

import logging
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.importing import instant
from services.settling import moment
from storage import outbox as stored
from storage.engine import WORKER_PATIENCE, Store, StoreBusy
from storage.outbox import OutRow

LEASE = timedelta(seconds=60)
"""Longer than any delivery takes; a row of a killed worker is taken up again after it."""

LONGEST_WAIT = timedelta(minutes=10)
MOST_ATTEMPTS = 20
LONGEST_SLEEP = 1.0
"""Seconds after which the worker looks by itself, for rows that another process wrote."""

AFTER_YOU = 0.004
"""Seconds in which the click that woke the worker is acknowledged, before both want the CPU."""

log = logging.getLogger("desk.outbox")


@dataclass(frozen=True, slots=True)
class Delivered:
    """Where something arrived: a Slack channel and message, or nothing to be found again."""

    channel: str | None = None
    ts: str | None = None


class TryLater(Exception):
    """It did not go out now. after: how long the other side asked to wait, if it said so."""

    def __init__(self, trouble: str, after: timedelta | None = None) -> None:
        super().__init__(trouble)
        self.trouble, self.after = trouble, after


class GiveUp(Exception):
    """It can't go out: the channel is gone, the bot was removed."""

    def __init__(self, trouble: str) -> None:
        super().__init__(trouble)
        self.trouble = trouble


Deliver = Callable[[OutRow], Delivered]


def deliver_next(store: Store, deliver: Deliver, clock: Callable[[], datetime], owner: str) -> bool:
    """Deliver the next row that is due; tell whether there was one."""
    now = clock()
    row = store.read(stored.next_due, instant(now))
    if row is None:
        return False
    until = instant(now + LEASE)
    if not store.write(stored.claim, row, owner, instant(now), until, patience=WORKER_PATIENCE):
        return True
    try:
        sent = deliver(row)
    except TryLater as error:
        if row.attempts + 1 >= MOST_ATTEMPTS:
            _give_up(store, row, owner, error.trouble)
            return True
        wait = error.after or min(timedelta(seconds=2**row.attempts), LONGEST_WAIT)
        later = instant(clock() + max(wait, timedelta(seconds=1)))
        store.write(stored.try_later, row.id, owner, later, error.trouble, patience=WORKER_PATIENCE)
    except GiveUp as error:
        _give_up(store, row, owner, error.trouble)
    else:
        at = instant(clock())
        store.write(
            stored.mark_sent, row.id, owner, at, sent.channel, sent.ts, patience=WORKER_PATIENCE
        )
    return True


def _give_up(store: Store, row: OutRow, owner: str, trouble: str) -> None:
    log.error("%s could not be delivered: %s", row.kind, trouble)
    store.write(stored.give_up, row.id, owner, trouble, patience=WORKER_PATIENCE)


class OutboxWorker:
    """A thread that delivers. woken: set by whoever has written a row."""

    def __init__(
        self,
        store: Store,
        deliver: Deliver,
        clock: Callable[[], datetime],
        woken: threading.Event,
    ) -> None:
        self._store, self._deliver, self._clock = store, deliver, clock
        self._owner = secrets.token_hex(6)
        self._woken = woken
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="outbox", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._woken.set()
        self._thread.join(timeout=10)

    def alive(self) -> bool:
        return self._thread.is_alive()

    def _work(self) -> None:
        while not self._stopping.is_set():
            self._woken.clear()
            try:
                while not self._stopping.is_set() and deliver_next(
                    self._store, self._deliver, self._clock, self._owner
                ):
                    pass
            except StoreBusy:
                log.warning("the store was busy; what goes out waits a moment")
            if self._woken.wait(self._sleep()):
                self._stopping.wait(AFTER_YOU)

    def _sleep(self) -> float:
        due = self._store.read(stored.next_moment)
        if due is None:
            return LONGEST_SLEEP
        left = (moment(due) - self._clock()).total_seconds()
        return min(max(left, 0.02), LONGEST_SLEEP)

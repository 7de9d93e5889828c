"""The rounds: what the desk does by itself, one APScheduler job for each kind of work.

The jobs know no weekday and no hour. They ask the store what is due, so that nothing hangs on when
exactly they run, how often, or in how many processes.
"""

import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from apscheduler.schedulers.background import BackgroundScheduler

from blocks import digests as drawn
from handlers import groups
from handlers.desk import Desk
from services import digests, offer_moves
from services.follows import Kind
from services.settings import Settings
from storage.engine import Store, copy_to

HOUR = 3_600
KEPT = 7
"""Copies of the store, one a day."""

SECONDS = 20
"""Between two rounds: a digest comes, an offer expires, at most so much after its moment."""


class Rounds:
    """Interval jobs of APScheduler. What a late or a long round missed, the next one does."""

    def __init__(self) -> None:
        self._scheduler = BackgroundScheduler(timezone="UTC")

    def add(
        self, name: str, work: Callable[..., object], seconds: float, *given: object, **more: object
    ) -> None:
        """Do something again and again. given: to it; more: APScheduler's own words."""
        self._scheduler.add_job(
            work,
            "interval",
            args=given,
            seconds=seconds,
            id=name,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
            **more,
        )

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def alive(self) -> bool:
        thread = getattr(self._scheduler, "_thread", None)
        return bool(thread and thread.is_alive())


class DigestRounds(Rounds):
    """Posts what is due, round after round. A round that takes long delays the next of its kind."""

    def __init__(self, desk: Desk, *, seconds: float = SECONDS) -> None:
        super().__init__()
        self._desk = desk
        self._owner = secrets.token_hex(6)
        for kind in Kind:
            self.add(f"digest {kind}", self.round, seconds, kind)

    def round(self, kind: Kind) -> int:
        """Post what is due now; return how many messages."""
        desk, zone = self._desk, self._desk.settings.zone
        posted = digests.post_due(
            desk.store,
            kind,
            clock=desk.clock,
            zone=zone,
            owner=self._owner,
            draw=lambda digest: drawn.message(digest, zone),
        )
        if posted:
            desk.wake()
        return posted


class ExpiryRounds(Rounds):
    """Lets offers expire whose time is over."""

    def __init__(self, desk: Desk, *, seconds: float = SECONDS) -> None:
        super().__init__()
        self._desk = desk
        self.add("expiry", self.round, seconds)

    def round(self) -> int:
        """Let expire what is over; return how many offers that were."""
        expired = offer_moves.expire(self._desk.store, self._desk.clock())
        if expired:
            self._desk.wake()
        return expired


class GroupRounds(Rounds):
    """Asks Slack every hour who is in the user groups that have rights."""

    def __init__(self, desk: Desk, *, seconds: float = SECONDS) -> None:
        super().__init__()
        self._desk = desk
        self.add("groups", self.round, seconds)

    def round(self) -> int:
        """Ask anew when the hour is over; return for how many groups."""
        return groups.refresh(self._desk)


class Housekeeping(Rounds):
    """Copies the store every day, the first time at once."""

    def __init__(self, store: Store, chosen: Settings, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._store, self._chosen, self._clock = store, chosen, clock
        self.add("copy", self.copy_if_due, HOUR, next_run_time=clock())

    def copy_if_due(self) -> Path | None:
        """Copy the store once a day of the workspace; return the copy, or None."""
        day = self._clock().astimezone(self._chosen.zone).date().isoformat()
        folder = self._store.path.parent / "backups"
        target = folder / f"{self._store.path.stem}-{day}.db"
        if target.exists():
            return None
        folder.mkdir(exist_ok=True)
        partial = target.with_suffix(".part")
        partial.unlink(missing_ok=True)
        copy_to(self._store, partial)
        partial.replace(target)
        for old in sorted(folder.glob(f"{self._store.path.stem}-????-??-??.db"))[:-KEPT]:
            old.unlink()
        return target

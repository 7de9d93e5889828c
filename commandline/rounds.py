"""The rounds that post the weekly digests: one APScheduler job for each kind.

The jobs know no weekday and no hour. They ask the store what is due, so that nothing hangs on when
exactly they run, how often, or in how many processes.
"""

import secrets

from apscheduler.schedulers.background import BackgroundScheduler

from blocks import digests as drawn
from handlers.desk import Desk
from services import digests
from services.follows import Kind

SECONDS = 20
"""Between two rounds: a digest comes at most so much after its moment."""


class DigestRounds:
    """Posts what is due, round after round. A round that takes long delays the next of its kind."""

    def __init__(self, desk: Desk, *, seconds: float = SECONDS) -> None:
        self._desk = desk
        self._owner = secrets.token_hex(6)
        self._scheduler = BackgroundScheduler(timezone="UTC")
        for kind in Kind:
            self._scheduler.add_job(
                self.round,
                "interval",
                args=[kind],
                seconds=seconds,
                id=f"digest {kind}",
                max_instances=1,
                coalesce=True,
                misfire_grace_time=None,
            )

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def alive(self) -> bool:
        thread = getattr(self._scheduler, "_thread", None)
        return bool(thread and thread.is_alive())

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

"""The round that lets offers expire: an APScheduler job that asks the store whose time is over."""

from apscheduler.schedulers.background import BackgroundScheduler

from handlers.desk import Desk
from services import offer_moves

SECONDS = 30


class Expiry:
    """Expires offers, round after round."""

    def __init__(self, desk: Desk, *, seconds: float = SECONDS) -> None:
        self._desk = desk
        self._scheduler = BackgroundScheduler(timezone="UTC")
        self._scheduler.add_job(
            self.round,
            "interval",
            seconds=seconds,
            id="expiry",
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
        return bool(self._scheduler.running)

    def round(self) -> int:
        """Let expire what is over; return how many offers that were."""
        expired = offer_moves.expire(self._desk.store, self._desk.clock())
        if expired:
            self._desk.wake()
        return expired

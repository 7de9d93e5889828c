"""How far an import or an undo is, said now and then in its message."""

import logging
import threading
import time
from collections.abc import Callable

from blocks import imports as drawn
from handlers.desk import Desk
from handlers.replies import SLACK_DOWN, code_of
from services.drops import Drop

PROGRESS = 2.0
"""Seconds between two words about how far an import is; Slack takes 50 changes a minute."""

FIRST_PROGRESS = 1.0
"""Seconds until the first of them: most lists are in after a few."""

log = logging.getLogger("desk.imports")


class Stopping(Exception):
    """The desk is being stopped in the middle of an import, which goes on after the next start."""


class Progress:
    """Says in a list's message how far its import or undo is, now and then; what fails is left out.

    total: rows of an import. pause: seconds between two words. seconds: tells the time.
    """

    def __init__(
        self,
        desk: Desk,
        drop: Drop,
        total: int,
        pause: float,
        stopping: threading.Event,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._desk, self._row, self._total, self._pause = desk, drop.row, total, pause
        self._stopping, self._seconds = stopping, seconds
        self._next = seconds() + min(pause, FIRST_PROGRESS)

    def __call__(self, stage: str, share: float) -> None:
        """Take note of a share of a stage. Raises Stopping between two pieces of work."""
        if self._stopping.is_set():
            raise Stopping
        if not self._row.place or self._seconds() < self._next:
            return
        text, blocks = drawn.progress_message(self._row.name, stage, share, self._total)
        channel, place = self._row.channel, self._row.place
        try:
            self._desk.slack.chat_update(channel=channel, ts=place, text=text, blocks=blocks)
        except SLACK_DOWN as error:
            log.info("progress could not be told: %s", code_of(error))
            self._pause *= 2
        self._next = self._seconds() + self._pause

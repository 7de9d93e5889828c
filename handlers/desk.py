"""What handlers are given: everything is made once, in one place, and passed on."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import httpx
from slack_sdk import WebClient

from services.importing import Importing
from services.settings import Settings
from storage.engine import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """Settings, store, clock, Slack's clients, and one HTTP client for answers to clicks.

    slack: for handlers, who have three seconds. worker: the same Slack for threads that can wait;
    it tries again when Slack asks to slow down or is cut off.
    folder: where dropped files are put while they are read.
    woken: set when something was written into the outbox; its worker waits for it.
    """

    settings: Settings
    store: Store
    clock: Callable[[], datetime]
    slack: WebClient
    worker: WebClient
    http: httpx.Client
    folder: Path
    woken: threading.Event = field(default_factory=threading.Event)

    def wake(self) -> None:
        """Let what was written into the outbox go out at once."""
        self.woken.set()

    def importing(self, actor: str) -> Importing:
        return Importing(self.store, self.settings.bounds, self.settings.rates, self.clock, actor)

"""What handlers are given: everything is made once, in one place, and passed on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import httpx
from slack_sdk import WebClient

from services.importing import Importing
from services.settings import Settings
from storage.engine import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """Settings, store, clock, Slack's client, and one HTTP client for answers to clicks.

    folder: where dropped files are put while they are read.
    """

    settings: Settings
    store: Store
    clock: Callable[[], datetime]
    slack: WebClient
    http: httpx.Client
    folder: Path

    def importing(self, actor: str) -> Importing:
        return Importing(self.store, self.settings.bounds, self.settings.rates, self.clock, actor)

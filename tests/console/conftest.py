from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from console.manifest import NEEDED, Manifest
from console.server import Console

EVENTS = ("message.im", "app_home_opened", "app_mention", "subteam_members_changed",
          "subteam_updated")  # fmt: skip
HISTORY = ("channels:history", "im:history", "commands")


@pytest.fixture
def manifest() -> Manifest:
    """What an app has that was given every right."""
    scopes = [scope for needed in NEEDED.values() for scope in needed]
    return Manifest(frozenset([*scopes, *HISTORY]), frozenset(EVENTS))


@pytest.fixture
def console(manifest: Manifest) -> Iterator[Console]:
    """The stand-in alone, with an app that may do everything."""
    running = Console(manifest=manifest)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def client(console: Console) -> WebClient:
    """Slack's own client, with the bot's token."""
    return WebClient(console.bot_token, base_url=console.api_url, retry_handlers=[])

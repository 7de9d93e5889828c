import pytest
from slack_sdk import WebClient

from console.server import Console


@pytest.fixture
def client(console: Console) -> WebClient:
    """Slack's own client, with the bot's token."""
    return WebClient(console.bot_token, base_url=console.api_url, retry_handlers=[])

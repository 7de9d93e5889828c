"""Which workspace a desk serves: its people are at home, all others are guests."""

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from commandline.opening import now
from handlers.replies import SLACK_DOWN, code_of
from services import rights
from services.errors import DeskError
from services.settings import Settings
from storage.engine import Store

PATIENCE = 10
"""Seconds for Slack to say whose token this is."""


def home_team(chosen: Settings, store: Store) -> str:
    """Return the workspace's id, as Slack says it; as it last said while Slack can't be reached.

    Raises DeskError where Slack refuses the token, or was never reached.
    """
    token = chosen.slack_bot_token.get_secret_value()
    slack = WebClient(token, base_url=chosen.slack_api_url, timeout=PATIENCE, retry_handlers=[])
    try:
        team = str(slack.auth_test()["team_id"])
    except SLACK_DOWN as error:
        known = rights.home_team(store)
        refused = isinstance(error, SlackApiError) and error.response.status_code == 200
        if known and not refused:
            return known
        why = "refuses the bot token" if refused else "can't be reached"
        raise DeskError(
            f"Slack {why} ({code_of(error)}). bot.py doctor says what to do."
        ) from error
    rights.keep_home_team(store, team, now=now())
    return team

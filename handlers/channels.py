"""Where something was typed or clicked, and whether we can post there."""

from handlers.desk import Desk
from handlers.replies import Body, slack_in_words
from services.errors import DeskError
from texts import common

ALONE = "D"
"""How the ids of direct messages begin; what is for them goes to the person."""

PEOPLE = "UW"


def here(body: Body) -> str:
    """Return the channel of a command or of a click; in direct messages, the person."""
    channel: str = body.get("channel_id") or (body.get("channel") or {}).get("id", "")
    person: str = body.get("user_id") or body["user"]["id"]
    return person if channel.startswith(ALONE) else channel


def we_are_in(desk: Desk, channel: str) -> bool:
    """Tell whether we are in a channel, so that something can be posted. Raises SlackRefused."""
    with slack_in_words():
        return bool(desk.slack.conversations_info(channel=channel)["channel"].get("is_member"))


def let_us_be_in(desk: Desk, channel: str) -> None:
    """Refuse where nothing could be posted. Raises DeskError and SlackRefused."""
    if channel[:1] not in PEOPLE and not we_are_in(desk, channel):
        raise DeskError(common.INVITE_ME)

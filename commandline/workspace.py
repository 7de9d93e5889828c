"""Which workspace a desk serves: its people are at home, all others are guests."""

from commandline import tokens
from commandline.opening import now
from services import rights
from services.errors import DeskError
from services.settings import Settings
from storage.engine import Store
from texts import tokens as says


def home_team(chosen: Settings, store: Store) -> str:
    """Return the workspace's id, as Slack says it; as it last said while Slack can't be reached.

    Raises DeskError where Slack refuses the token, or was never reached.
    """
    token = chosen.slack_bot_token.get_secret_value()
    answer = tokens.ask(chosen.slack_api_url, "auth.test", token)
    if answer.ok:
        team = str(answer.body["team_id"])
        rights.keep_home_team(store, team, now=now())
        return team
    known = rights.home_team(store)
    if known and (answer.trouble or answer.status != 200):
        return known
    raise DeskError(answer.trouble or says.refused(says.BOT_TOKEN, answer.refusal))

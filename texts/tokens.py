"""Slack's tokens and secrets: what somebody holds in their hand, and what Slack says of it."""

from texts.numbers import full_count

APP_TOKEN = "the app token"
BOT_TOKEN = "the bot token"
USER_TOKEN = "a user token"
OTHER_TOKEN = "a token of another kind"
A_SECRET = "a secret (signing secret or client secret)"
VERIFICATION_TOKEN = "the verification token"
CLIENT_ID = "the client ID"
APP_ID = "the app ID"
A_LINK = "a link"
NOTHING_OF_SLACK = "nothing that Slack gives out"

WANTED = {
    "SLACK_BOT_TOKEN": "the one that starts with xoxb- (Install App)",
    "SLACK_APP_TOKEN": "the one that starts with xapp- (Basic Information, App-Level Tokens)",
    "SLACK_SIGNING_SECRET": "the signing secret, 32 characters of 0-9 and a-f (Basic Information, App"
    " Credentials)",
}
"""Setting -> what it wants, and where Slack shows it."""

THAT = "That"

_REFUSALS = {
    "invalid_auth": "it is not known there. Copy it again, as a whole",
    "not_authed": "it is not known there. Copy it again, as a whole",
    "token_revoked": "it was revoked. Install the app again and copy the new one",
    "token_expired": "it has expired. Install the app again and copy the new one",
    "account_inactive": "the app was removed. Install the app again and copy the new token",
    "not_allowed_token_type": "it is a token of another kind",
    "missing_scope": "it lacks connections:write. Make one with it under Basic Information,"
    " App-Level Tokens",
    "ratelimited": "it was asked too often. Try again in a minute",
}
NO_CONNECTION = "no connection"
NO_ANSWER = "no answer in time"
BAD_CERTIFICATE = "its certificate is not accepted; is the clock right, is a proxy in between?"


def empty(called: str, wanted: str) -> str:
    """called: the setting, or THAT."""
    return f"{called} is empty; I need {wanted}."


def of_other_kind(called: str, kind: str, wanted: str) -> str:
    return f"{called} is {kind}; I need {wanted}."


def space_inside(called: str) -> str:
    return f"{called} has a space inside: copy it again, as a whole."


def strange_signs(called: str) -> str:
    return f"{called} has characters that no token has: copy it with Slack's Copy button."


def refused(token: str, refusal: str) -> str:
    """token: which one, like BOT_TOKEN."""
    return f"Slack refuses {token} ({refusal})."


def refusal(code: str) -> str:
    """code: Slack's word for it."""
    return f"{code}: {_REFUSALS.get(code, 'install the app again and copy the new token')}"


def unreachable(url: str, why: str) -> str:
    return f"Slack can't be reached at {url} ({why}): check the network."


def not_slack(url: str, status: int) -> str:
    return (
        f"What answers at {url} is not Slack (HTTP {status}): check SLACK_API_URL, and whether a"
        " proxy is in between."
    )


def other_app(app: str, bot: str) -> str:
    """app, bot: the ids of the apps that the two tokens are of."""
    return (
        f"The app token is of the app {app}, the bot token of the app {bot}. Paste again whichever is"
        f" of the wrong app: the bot token of {app}, or the app token of {bot}"
        f" (https://api.slack.com/apps/{app} and https://api.slack.com/apps/{bot})."
    )


def known_as(user: str, team: str) -> str:
    return f"Slack knows us as {user} in {team}."


def scopes_missing(scopes: list[str]) -> str:
    return (
        f"Scopes are missing: {', '.join(scopes)}. Add them under OAuth & Permissions and install"
        " the app again."
    )


def clock_off(seconds: float) -> str:
    """seconds: without a sign."""
    return (
        f"The clock of this machine is {full_count(round(seconds))} s off: set it (NTP), or Slack's"
        " requests are refused."
    )

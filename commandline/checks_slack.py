"""What doctor asks of Slack: tokens, scopes, clock, channels. Each check raises nothing."""

from collections.abc import Sequence

from pydantic import SecretStr

from commandline import manifest, tokens
from commandline.checks import Finding
from commandline.opening import now
from commandline.tokens import SKEW, Answer
from services.settings import Settings
from storage.channels import ChannelRow


def check_tokens(chosen: Settings) -> list[Finding]:
    """Look at tokens and secret as they are written."""
    bot, app, secret = map(
        SecretStr.get_secret_value,
        (chosen.slack_bot_token, chosen.slack_app_token, chosen.slack_signing_secret),
    )
    return [_bot_token(bot), *_ways_in(app, secret)]


def _bot_token(bot: str) -> Finding:
    if not bot:
        return Finding(
            False,
            "SLACK_BOT_TOKEN is missing: run make setup, or copy the xoxb- token of your Slack app"
            " into .env.",
        )
    return _written("SLACK_BOT_TOKEN", bot, "The bot token looks right.")


def _ways_in(app: str, secret: str) -> list[Finding]:
    if not app and not secret:
        says = (
            "Set SLACK_APP_TOKEN (Socket Mode; make setup does it) or SLACK_SIGNING_SECRET (HTTP)"
        )
        return [Finding(False, f"{says} in .env.")]
    found = []
    if app:
        well = "The app token looks right: Socket Mode, no public address needed."
        found.append(_written("SLACK_APP_TOKEN", app, well))
    if secret:
        found.append(_secret(secret))
    return found


def _written(name: str, token: str, well: str) -> Finding:
    wrong = tokens.mistake(name, token)
    return Finding(False, f"{name} {wrong}") if wrong else Finding(True, well)


def _secret(secret: str) -> Finding:
    if len(secret) == 32 and not set(secret) - set("0123456789abcdef"):
        return Finding(
            True,
            "The signing secret looks right; if it is another app's, Slack's requests are refused"
            " with 401.",
        )
    kind = tokens.kind_of(secret) or "no such secret"
    return Finding(
        False,
        f"SLACK_SIGNING_SECRET is {kind}; it is 32 signs of 0-9 and a-f (Basic Information, App"
        " Credentials). Copy it again.",
    )


def check_slack(chosen: Settings, channels: Sequence[ChannelRow] = ()) -> list[Finding]:
    """Ask Slack who we are; look at scopes, at the clock, at the channels that are written to."""
    token = chosen.slack_bot_token.get_secret_value()
    if tokens.mistake("SLACK_BOT_TOKEN", token):
        return []
    answer = tokens.ask(chosen.slack_api_url, "auth.test", token)
    if answer.trouble:
        return [Finding(False, answer.trouble)]
    if not answer.ok:
        refused = Finding(False, f"Slack refuses the bot token ({answer.refusal}).")
        return [refused, *_skew(answer)]
    body = answer.body
    return [
        Finding(True, f"Slack knows us as {body.get('user')} in {body.get('team')}."),
        *_scopes(answer),
        *_skew(answer),
        *_channels(chosen, token, str(body.get("user")), channels),
    ]


def _scopes(answer: Answer) -> list[Finding]:
    if missing := answer.lacks(manifest.needed()):
        return [
            Finding(
                False,
                f"Scopes are missing: {', '.join(missing)}. Add them under OAuth & Permissions and"
                " install the app again.",
            )
        ]
    found = [Finding(True, "The app has the scopes that it needs.")]
    left_out = answer.lacks(frozenset(scope.name for scope in manifest.scopes()))
    if left_out:
        found.append(Finding(True, f"Optional scopes that it does without: {', '.join(left_out)}."))
    return found


def _skew(answer: Answer) -> list[Finding]:
    skew = answer.skew(now())
    if skew is None:
        return []
    if abs(skew) < SKEW:
        return [Finding(True, "The clock is right.")]
    return [
        Finding(
            False,
            f"The clock is {abs(skew):,.0f} s off: set it (NTP), or Slack's requests are refused.",
        )
    ]


def _channels(
    chosen: Settings, token: str, name: str, channels: Sequence[ChannelRow]
) -> list[Finding]:
    found = []
    for row in channels:
        asked = tokens.ask(chosen.slack_api_url, "conversations.info", token, channel=row.channel)
        if trouble := _absence(asked, row, name):
            found.append(Finding(False, trouble))
    if channels and not found:
        return [Finding(True, "The app is in the channels that it writes to.")]
    return found


def _absence(answer: Answer, row: ChannelRow, name: str) -> str | None:
    """Return why nothing can be posted to a channel, and what to do; None if it can."""
    there = answer.body.get("channel") or {}
    called = f"#{there['name']}" if there.get("name") else row.channel
    if answer.ok and there.get("is_archived"):
        return f"{called} is archived, so that no {row.what} come there: choose another channel."
    if answer.ok and there.get("is_member"):
        return None
    if answer.ok:
        return f"The app is not in {called}, where {row.what} go: type /invite @{name} there."
    if answer.body.get("error") == "channel_not_found":
        return (
            f"The app can't see the channel {called}, where {row.what} go: if it is private, type"
            f" /invite @{name} there; if it is gone, choose another."
        )
    return f"Whether the app is in {called} is not known ({answer.trouble or answer.refusal})."


def check_socket(chosen: Settings) -> list[Finding]:
    """Ask Slack whether the app token opens a connection."""
    token = chosen.slack_app_token.get_secret_value()
    if not token or tokens.mistake("SLACK_APP_TOKEN", token):
        return []
    answer = tokens.ask(chosen.slack_api_url, "apps.connections.open", token)
    if answer.trouble:
        return [Finding(False, answer.trouble)]
    if answer.ok:
        return [Finding(True, "The app token opens a connection.")]
    return [Finding(False, f"Slack refuses the app token ({answer.refusal}).")]

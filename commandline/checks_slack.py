"""What doctor asks of Slack: tokens, scopes, clock, channels. Each check raises nothing."""

from collections.abc import Sequence

from pydantic import SecretStr

from commandline import manifest, tokens
from commandline.checks import Finding
from commandline.opening import now
from commandline.tokens import SKEW, Answer
from services.settings import Settings
from storage.channels import ChannelRow
from texts import doctor as says
from texts import tokens as words


def check_tokens(chosen: Settings) -> list[Finding]:
    """Look at tokens and secret as they are written."""
    bot, app, secret = map(
        SecretStr.get_secret_value,
        (chosen.slack_bot_token, chosen.slack_app_token, chosen.slack_signing_secret),
    )
    found = [Finding(False, says.BOT_TOKEN_MISSING)]
    if bot:
        found = [_written("SLACK_BOT_TOKEN", bot, says.BOT_TOKEN_LOOKS_RIGHT)]
    if app:
        found.append(_written("SLACK_APP_TOKEN", app, says.APP_TOKEN_LOOKS_RIGHT))
    if secret:
        found.append(_written("SLACK_SIGNING_SECRET", secret, says.SECRET_LOOKS_RIGHT))
    return found if app or secret else [*found, Finding(False, says.NO_WAY_IN)]


def _written(name: str, token: str, well: str) -> Finding:
    wrong = tokens.mistake(name, token, called=name)
    return Finding(False, wrong) if wrong else Finding(True, well)


def check_slack(chosen: Settings, channels: Sequence[ChannelRow]) -> list[Finding]:
    """Ask Slack who we are; look at scopes, at the clock, at the channels that are written to."""
    token = chosen.slack_bot_token.get_secret_value()
    if tokens.mistake("SLACK_BOT_TOKEN", token):
        return []
    answer = tokens.ask(chosen.slack_api_url, "auth.test", token)
    if answer.trouble:
        return [Finding(False, answer.trouble)]
    if not answer.ok:
        refused = words.refused(words.BOT_TOKEN, answer.refusal)
        return [Finding(False, refused), *_skew(answer)]
    user, team = str(answer.body.get("user")), str(answer.body.get("team"))
    return [
        Finding(True, words.known_as(user, team)),
        *_one_app(chosen, token, answer),
        *_scopes(answer),
        *_skew(answer),
        *_channels(chosen, token, user, channels),
    ]


def _one_app(chosen: Settings, token: str, known: Answer) -> list[Finding]:
    app_token = chosen.slack_app_token.get_secret_value()
    wrong = tokens.other_app(chosen.slack_api_url, token, app_token, known)
    return [Finding(False, wrong)] if wrong else []


def _scopes(answer: Answer) -> list[Finding]:
    if missing := answer.lacks(manifest.needed()):
        return [Finding(False, words.scopes_missing(missing))]
    found = [Finding(True, says.SCOPES_ARE_THERE)]
    left_out = answer.lacks(frozenset(scope.name for scope in manifest.scopes()))
    if left_out:
        found.append(Finding(True, says.optional_left_out(left_out)))
    return found


def _skew(answer: Answer) -> list[Finding]:
    skew = answer.skew(now())
    if skew is None:
        return []
    if abs(skew) < SKEW:
        return [Finding(True, says.CLOCK_IS_RIGHT)]
    return [Finding(False, words.clock_off(abs(skew)))]


def _channels(
    chosen: Settings, token: str, name: str, channels: Sequence[ChannelRow]
) -> list[Finding]:
    found = []
    for row in channels:
        asked = tokens.ask(chosen.slack_api_url, "conversations.info", token, channel=row.channel)
        if trouble := _absence(asked, row, name):
            found.append(Finding(False, trouble))
    if channels and not found:
        return [Finding(True, says.IN_ITS_CHANNELS)]
    return found


def _absence(answer: Answer, row: ChannelRow, name: str) -> str | None:
    """Return why nothing can be posted to a channel, and what to do; None if it can."""
    there = answer.body.get("channel") or {}
    called = f"#{there['name']}" if there.get("name") else row.channel
    if answer.ok and there.get("is_archived"):
        return says.channel_archived(called, row.what)
    if answer.ok and there.get("is_member"):
        return None
    if answer.ok:
        return says.not_in_channel(called, row.what, name)
    if answer.body.get("error") == "channel_not_found":
        return says.channel_unseen(called, row.what, name)
    return says.channel_unknown(called, answer.trouble or answer.refusal)


def check_socket(chosen: Settings) -> list[Finding]:
    """Ask Slack whether the app token opens a connection."""
    token = chosen.slack_app_token.get_secret_value()
    if not token or tokens.mistake("SLACK_APP_TOKEN", token):
        return []
    answer = tokens.ask(chosen.slack_api_url, "apps.connections.open", token)
    if answer.trouble:
        return [Finding(False, answer.trouble)]
    if answer.ok:
        return [Finding(True, says.CONNECTION_OPENS)]
    return [Finding(False, words.refused(words.APP_TOKEN, answer.refusal))]

"""What setup has pasted: what is there, what is typed unseen, each tried as far as it can be."""

import os
import sys
from collections.abc import Callable, Collection

import click
from pydantic_settings import DotEnvSettingsSource

from commandline import manifest, tokens
from commandline.opening import ENV_FILE, agreed, now
from services.errors import DeskError
from services.settings import Settings
from texts import setup as says
from texts import tokens as words

Check = Callable[[str], str]
"""Tries a token; returns what is said of a good one. Raises DeskError with what to do."""


def held(names: Collection[str]) -> dict[str, str]:
    """Return which of these settings .env holds, those of the environment aside."""
    found = DotEnvSettingsSource(Settings, env_file=ENV_FILE)()
    values = {name: tokens.pasted(str(found.get(name.lower()) or "")) for name in names}
    return {name: value for name, value in values.items() if value}


def given(names: Collection[str]) -> dict[str, str]:
    """Return which of these settings the environment holds."""
    values = {name: tokens.pasted(os.environ.get(name, "")) for name in names}
    return {name: value for name, value in values.items() if value}


def kept(there: dict[str, str], *, replace: bool, yes: bool) -> bool:
    """Tell whether the tokens in .env stay. Asked, unless --replace or --yes answers it."""
    others = any(given(there).get(name, value) != value for name, value in there.items())
    if replace or (yes and others):
        return False
    if yes:
        return True
    return not agreed(says.replace(str(ENV_FILE), others=others))


def accepted(name: str, first: str, check: Check) -> str:
    """Return a token that Slack accepts: the held one, the environment's, or one typed unseen.

    first: the one to try first, or nothing. A wrong one of the environment ends the command; after
    another, one is asked for. An empty answer tries the last one again: for when it was the network
    or the app that had to be mended. Raises DeskError, and click.Abort where the answers end.
    """
    fixed = given([name]).get(name)
    token = first or fixed
    if not token:
        click.echo(says.STEPS[name])
    while True:
        if not token:
            token = _typed(name)
        wrong = tokens.mistake(name, token)
        try:
            if wrong:
                raise DeskError(wrong)
            click.echo(f"   {check(token)}")
            return token
        except DeskError as error:
            if fixed and token == fixed:
                raise
            click.echo(f"   {error.sentence()}")
            token = _typed(name, again="" if wrong else token)


def _typed(name: str, again: str = "") -> str:
    """Return what is typed, unseen on a terminal, without what was copied along."""
    said = click.prompt(
        f"   {says.paste(name, again=bool(again))}",
        hide_input=sys.stdin.isatty(),
        default="",
        show_default=False,
    )
    return tokens.pasted(said) or again


def opens(known: Settings, token: str) -> str:
    """Try an app token."""
    answer = tokens.ask(known.slack_api_url, "apps.connections.open", token)
    if answer.trouble:
        raise DeskError(answer.trouble)
    if not answer.ok:
        raise DeskError(words.refused(words.APP_TOKEN, answer.refusal))
    return says.CONNECTION_OPENS


def knows_us(known: Settings, app_token: str, token: str) -> str:
    """Try a bot token, its scopes and the clock. app_token: of the same app, or nothing."""
    answer = tokens.ask(known.slack_api_url, "auth.test", token)
    if answer.trouble:
        raise DeskError(answer.trouble)
    if not answer.ok:
        raise DeskError(words.refused(words.BOT_TOKEN, answer.refusal))
    if missing := answer.lacks(manifest.needed()):
        raise DeskError(says.scopes_missing(missing))
    if wrong := tokens.other_app(known.slack_api_url, token, app_token, answer):
        raise DeskError(wrong)
    skew = abs(answer.skew(now()) or 0.0)
    if skew >= tokens.SKEW:
        click.echo(f"   {words.clock_off(skew)}")
    return says.known_as(str(answer.body.get("user")), str(answer.body.get("team")))

"""The tokens of setup: those that are there, those that are typed unseen, each tried live."""

import os
import sys
from collections.abc import Callable

import click
from pydantic_settings import DotEnvSettingsSource

from commandline import manifest, tokens
from commandline.opening import ENV_FILE, now
from services.errors import DeskError
from services.settings import Settings


def held() -> dict[str, str]:
    """Return the tokens that .env holds, those of the environment aside."""
    found = DotEnvSettingsSource(Settings, env_file=ENV_FILE)()
    values = {name: tokens.pasted(str(found.get(name.lower()) or "")) for name in tokens.WANTED}
    return {name: value for name, value in values.items() if value}


def given() -> dict[str, str]:
    """Return the tokens that the environment holds."""
    values = {name: tokens.pasted(os.environ.get(name, "")) for name in tokens.WANTED}
    return {name: value for name, value in values.items() if value}


def kept(there: dict[str, str], *, replace: bool, yes: bool) -> bool:
    """Tell whether the tokens in .env stay. Asked, unless --replace or --yes answers it."""
    others = any(given().get(name, value) != value for name, value in there.items())
    if replace or (yes and others):
        return False
    if yes:
        return True
    what = "other tokens than the environment" if others else "tokens"
    return not click.confirm(f"{ENV_FILE} holds {what}. Replace them?")


def accepted(
    name: str, where: str, first: str, known: Settings, check: Callable[[Settings, str], str]
) -> str:
    """Return a token that Slack accepts: the held one, the environment's, or one typed unseen.

    first: the one to try first, or nothing. A wrong one of the environment ends the command; after
    another, one is asked for. An empty answer tries the last one again: for when it was the network
    or the app that had to be mended. Raises DeskError, and click.Abort where the answers end.
    """
    fixed = given().get(name)
    token = first or fixed
    if not token:
        click.echo(where)
    while True:
        if not token:
            token = _typed(name)
        wrong = tokens.mistake(name, token)
        try:
            if wrong:
                raise DeskError(f"That {wrong}")
            click.echo(f"   {check(known, token)}")
            return token
        except DeskError as error:
            if fixed and token == fixed:
                raise
            click.echo(f"   {error.sentence()}")
            token = _typed(name, again="" if wrong else token)


def _typed(name: str, again: str = "") -> str:
    """Return what is typed, unseen on a terminal, without what was copied along."""
    begins = tokens.WANTED[name][0]
    hint = "; Enter tries the same again" if again else ""
    said = click.prompt(
        f"   Token, {begins}... (it is not shown{hint})",
        hide_input=sys.stdin.isatty(),
        default="",
        show_default=False,
    )
    return tokens.pasted(said) or again


def opens(known: Settings, token: str) -> str:
    """Try an app token. Raises DeskError with what to do."""
    answer = tokens.ask(known.slack_api_url, "apps.connections.open", token)
    if answer.trouble:
        raise DeskError(answer.trouble)
    if not answer.ok:
        raise DeskError(f"Slack refuses this app token ({answer.refusal}).")
    return "Good: the app token opens a connection."


def knows_us(known: Settings, token: str) -> str:
    """Try a bot token, its scopes and the clock. Raises DeskError with what to do."""
    answer = tokens.ask(known.slack_api_url, "auth.test", token)
    if answer.trouble:
        raise DeskError(answer.trouble)
    if not answer.ok:
        raise DeskError(f"Slack refuses this bot token ({answer.refusal}).")
    if missing := answer.lacks(manifest.needed()):
        raise DeskError(
            f"Scopes are missing: {', '.join(missing)}. Add them under OAuth & Permissions, install"
            " the app again, then press Enter (or paste the token if it changed)."
        )
    skew = answer.skew(now()) or 0.0
    if abs(skew) >= tokens.SKEW:
        click.echo(f"   The clock of this machine is {abs(skew):,.0f} s off: set it (NTP).")
    return f"Good: Slack knows us as {answer.body.get('user')} in {answer.body.get('team')}."

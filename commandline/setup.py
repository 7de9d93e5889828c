"""setup: asks, has Slack make the app from our manifest, tries each token, writes .env.

What is asked can be given instead, by options or the environment, so that scripts can use it.
Tokens come from the environment or are typed unseen: a command line is seen by everybody.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from zoneinfo import available_timezones

import click
from babel import Locale
from babel.core import get_global
from babel.numbers import get_territory_currencies

from commandline import envfile, manifest, setup_tokens, tokens
from commandline.opening import DONE, ENV_FILE, answered, settings
from services.errors import DeskError
from services.settings import Settings

BOT = Path(__file__).parents[1] / "bot.py"
HELLO = """\
This sets up the desk for your Slack workspace: a few answers, one link, two tokens.
Nothing is written before the end; Ctrl-C leaves everything as it is.
"""
CREATE = """
1. Open this link. Choose your workspace, Next, Create. (You need the right to install apps;
   without it Slack offers "Request to install".)

{link}

   What the app may do, and why:
{scopes}"""
LONG = "Then the app has /desk and /find-influencer alone; /desk why does what /why would."
APP_TOKEN = """
2. Basic Information, App-Level Tokens: Generate Token and Scopes, name it, Add Scope
   connections:write, Generate. It starts with xapp-."""
BOT_TOKEN = """
3. Install App, Install to your workspace, Allow. The Bot User OAuth Token starts with xoxb-."""

ENDED = """
There are no more answers, so that nothing was written. Run it again; for scripts, bot.py setup
--help says how all answers are given."""


class Choice(NamedTuple):
    """What is given by options or the environment. None: to be asked."""

    timezone: str | None
    currency: str | None
    short_names: bool | None
    wanted: tuple[str, ...]
    replace: bool
    yes: bool


@click.command()
@click.option("--timezone", envvar="TIMEZONE", help="Like Europe/Berlin. [env: TIMEZONE]")
@click.option("--currency", envvar="CURRENCY", help="Like EUR. [env: CURRENCY]")
@click.option(
    "--commands",
    type=click.Choice(["all", "desk"]),
    help="All commands, or only /desk and /find-influencer: for where short names are taken.",
)
@click.option("--with", "wanted", multiple=True, metavar="SCOPE", help="An optional scope to have.")
@click.option("--replace", is_flag=True, help="Replace the tokens in .env without asking.")
@click.option("--start/--no-start", default=None, help="Start the desk at the end, or don't.")
@click.option("--yes", is_flag=True, help="Take the guesses; ask for nothing but tokens.")
@answered
def setup(
    timezone: str | None,
    currency: str | None,
    commands: str | None,
    wanted: tuple[str, ...],
    replace: bool,
    start: bool | None,
    yes: bool,
) -> int:
    """Set up your workspace: the Slack app, its tokens, .env.

    Scripts give the tokens as SLACK_APP_TOKEN and SLACK_BOT_TOKEN in the environment, and --yes.
    """
    short_names = None if commands is None else commands == "all"
    try:
        values = _values(Choice(timezone, currency, short_names, wanted, replace, yes))
        text = envfile.read(ENV_FILE)
        envfile.write(ENV_FILE, envfile.changed(text, values))
    except click.Abort:
        raise DeskError(ENDED) from None
    click.echo(f"\n{ENV_FILE} is written, for you alone to read.")
    if not (_start(yes) if start is None else start):
        click.echo("Start the desk with: make run")
        return DONE
    sys.stdout.flush()
    return os.execv(sys.executable, [sys.executable, str(BOT), "serve"])


def _start(yes: bool) -> bool:
    try:
        return not yes and click.confirm("Start the desk now?", default=True)
    except click.Abort:
        click.echo()
        return False


def _values(given: Choice) -> dict[str, str]:
    """Return what .env shall say: each setting that is decided here."""
    known = settings()
    click.echo(HELLO)
    zone = _answer("Time zone of the team", given.timezone, _zone_guess(known), read_zone, given)
    guess = known.currency if "currency" in known.model_fields_set else currency_of(zone)
    currency = _answer("Currency", given.currency, guess, read_currency, given)
    there = setup_tokens.held()
    if not there or not setup_tokens.kept(there, replace=given.replace, yes=given.yes):
        there = {}
        if len(setup_tokens.given()) < len(tokens.WANTED):
            _make_app(given)
    values = {"TIMEZONE": zone, "CURRENCY": currency}
    for name, where, check in (
        ("SLACK_APP_TOKEN", APP_TOKEN, setup_tokens.opens),
        ("SLACK_BOT_TOKEN", BOT_TOKEN, setup_tokens.knows_us),
    ):
        values[name] = setup_tokens.accepted(name, where, there.get(name, ""), known, check)
    return values


def _answer(
    question: str, said: str | None, guess: str, read: Callable[[str], str], given: Choice
) -> str:
    """Return an answer as it is given, guessed, or typed; one that is wrong is asked again."""
    if said is not None or given.yes:
        return read(said or guess)
    while True:
        try:
            return read(click.prompt(question, default=guess))
        except DeskError as error:
            click.echo(f"  {error.sentence()}")


def read_zone(text: str) -> str:
    """Return the time zone of that name, in any case. Raises DeskError that names near ones."""
    wanted = text.strip().casefold().replace(" ", "_")
    zones = {name.casefold(): name for name in available_timezones()}
    if wanted in zones:
        return zones[wanted]
    near = sorted(name for fold, name in zones.items() if fold.endswith(f"/{wanted}"))
    hint = f"Did you mean {near[0]}?" if near else "Write a name like America/New_York."
    raise DeskError(f"There is no time zone “{text.strip()[:40]}”. {hint}")


def read_currency(text: str) -> str:
    """Return a currency's three letters. Raises DeskError."""
    code = text.strip().upper()
    if code not in Locale("en").currencies:
        raise DeskError(f"“{text.strip()[:40]}” is no currency. Write three letters like EUR.")
    return code


def _zone_guess(known: Settings) -> str:
    """Return the zone of the settings, else this machine's, else UTC."""
    if "timezone" in known.model_fields_set:
        return known.timezone
    there = os.environ.get("TZ", "").lstrip(":")
    if not there:
        link = os.path.realpath("/etc/localtime").partition("/zoneinfo/")[2]
        there = link.removeprefix("posix/")
    return there if there in available_timezones() else "UTC"


def currency_of(zone: str) -> str:
    """Return the currency of the country that a time zone is of; US dollars where it has none."""
    country = get_global("zone_territories").get(zone)
    if country in (None, "ZZ", "001"):
        return "USD"
    return (get_territory_currencies(country) or ["USD"])[0]


def _make_app(given: Choice) -> None:
    """Print the link that creates the app, with what the app may do."""
    text = manifest.FILE.read_text("utf-8")
    optional = [scope for scope in manifest.scopes(text) if scope.optional]
    short = given.short_names
    if short is None:
        short = given.yes or not click.confirm(
            "Does another app in your Slack have a name like /why, /digest or /campaign?"
        )
    if not short:
        click.echo(LONG)
    wanted = set(given.wanted)
    if unknown := sorted(wanted - {scope.name for scope in optional}):
        raise DeskError(
            f"{unknown[0]} is no optional scope. There are:"
            f" {', '.join(scope.name for scope in optional) or 'none'}."
        )
    if not wanted and not given.yes:
        wanted = {
            scope.name
            for scope in optional
            if click.confirm(f"Optional: {scope.name} ({scope.why}). Have it?")
        }
    made = manifest.chosen(text, short_names=short, wanted=wanted)
    reasons = {scope.name: scope.why for scope in manifest.scopes(text)}
    lines = [f"   {scope.name:<17} {reasons[scope.name]}" for scope in manifest.scopes(made)]
    click.echo(CREATE.format(link=manifest.link(made), scopes="\n".join(lines)))

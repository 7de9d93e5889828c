"""setup: asks, has Slack make the app from our manifest, tries each token, writes .env.

What is asked can be given instead, by options or the environment, so that scripts can use it.
Tokens come from the environment or are typed unseen: a command line is seen by everybody.
"""

import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple
from zoneinfo import available_timezones

import click
from babel import Locale
from babel.core import get_global
from babel.numbers import get_territory_currencies

from commandline import checks, envfile, manifest, setup_tokens
from commandline.opening import BOT, DONE, ENV_FILE, agreed, answered, settings
from services.errors import DeskError
from services.settings import ENDPOINT, Settings, public_address
from texts import commandline as helps
from texts import setup as says

SOCKET, HTTP = "socket", "http"
PASTED = {
    SOCKET: ("SLACK_APP_TOKEN", "SLACK_BOT_TOKEN"),
    HTTP: ("SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN"),
}
"""The way that Slack reaches the desk -> what is pasted for it."""


class Choice(NamedTuple):
    """What is given by options or the environment. None: to be asked."""

    way: str | None
    public_url: str | None
    timezone: str | None
    currency: str | None
    short_names: bool | None
    wanted: tuple[str, ...]
    replace: bool
    yes: bool


@click.command(help=helps.SETUP)
@click.option("--way", type=click.Choice([SOCKET, HTTP]), help=helps.SETUP_WAY)
@click.option("--public-url", envvar="PUBLIC_URL", help=helps.SETUP_PUBLIC_URL)
@click.option("--timezone", envvar="TIMEZONE", help=helps.SETUP_TIMEZONE)
@click.option("--currency", envvar="CURRENCY", help=helps.SETUP_CURRENCY)
@click.option("--commands", type=click.Choice(["all", "desk"]), help=helps.SETUP_COMMANDS)
@click.option("--with", "wanted", multiple=True, metavar="SCOPE", help=helps.SETUP_WITH)
@click.option("--replace", is_flag=True, help=helps.SETUP_REPLACE)
@click.option("--start/--no-start", default=None, help=helps.SETUP_START)
@click.option("--yes", is_flag=True, help=helps.SETUP_YES)
@answered
def setup(
    way: str | None,
    public_url: str | None,
    timezone: str | None,
    currency: str | None,
    commands: str | None,
    wanted: tuple[str, ...],
    replace: bool,
    start: bool | None,
    yes: bool,
) -> int:
    """Set up the workspace: ask, have the app made, try what is pasted, write .env, start."""
    short_names = None if commands is None else commands == "all"
    given = Choice(way, public_url, timezone, currency, short_names, wanted, replace, yes)
    try:
        values = _values(given)
        text = envfile.read(ENV_FILE)
        envfile.write(ENV_FILE, envfile.changed(text, values))
    except click.Abort:
        raise DeskError(says.ENDED) from None
    click.echo(f"\n{says.written(str(ENV_FILE))}")
    _what_remains(settings())
    if not (_start(yes) if start is None else start):
        click.echo(says.START_LATER)
        return DONE
    sys.stdout.flush()
    return os.execv(sys.executable, [sys.executable, str(BOT), "serve"])


def _what_remains(chosen: Settings) -> None:
    """Say what is to be done outside the desk, where Slack comes to it over HTTP."""
    if chosen.slack_app_token.get_secret_value():
        return
    url = chosen.public_url
    click.echo(says.public_later(url, checks.local_address(chosen), url + ENDPOINT))
    wrong = [one.says for one in checks.check_port(chosen) if not one.good]
    status, why = checks.answer_at(url)
    if not status:
        wrong.append(says.public_silent(url, why))
    for sentence in wrong:
        click.echo(f"   {sentence}")


def _start(yes: bool) -> bool:
    try:
        return not yes and agreed(says.START, default=True)
    except click.Abort:
        click.echo()
        return False


def _values(given: Choice) -> dict[str, str]:
    """Return what .env shall say: each setting that is decided here."""
    known = settings()
    click.echo(says.HELLO)
    way = _way(given, known)
    values = {}
    if way == HTTP:
        guess = known.public_url
        values["PUBLIC_URL"] = _answer(
            says.PUBLIC_URL, given.public_url, guess, read_public_url, given
        )
    zone = _answer(says.ZONE, given.timezone, _zone_guess(known), read_zone, given)
    guess = known.currency if "currency" in known.model_fields_set else currency_of(zone)
    values["TIMEZONE"] = zone
    values["CURRENCY"] = _answer(says.CURRENCY, given.currency, guess, read_currency, given)
    there = setup_tokens.held(PASTED[way])
    if not there or not setup_tokens.kept(there, replace=given.replace, yes=given.yes):
        there = {}
        if len(setup_tokens.given(PASTED[way])) < len(PASTED[way]):
            _make_app(given, values.get("PUBLIC_URL"))
    for name in PASTED[way]:
        check = _check(name, known, values)
        values[name] = setup_tokens.accepted(name, there.get(name, ""), check)
    if way == HTTP and setup_tokens.held(["SLACK_APP_TOKEN"]):
        values["SLACK_APP_TOKEN"] = ""  # with one, the desk would serve Socket Mode
    return values


def _way(given: Choice, known: Settings) -> str:
    """Return how Slack shall reach the desk: as it is given, as it was, or as is answered."""
    app_token, secret = known.slack_app_token, known.slack_signing_secret
    was = HTTP if secret.get_secret_value() and not app_token.get_secret_value() else SOCKET
    way = given.way
    if way is None and not given.yes:
        click.echo(says.WAYS)
        way = _answer(says.WAY, None, was, read_way, given)
        click.echo()
    if way == HTTP and setup_tokens.given(["SLACK_APP_TOKEN"]):
        raise DeskError(says.APP_TOKEN_IN_THE_WAY)
    return str(way or was)


def _check(name: str, known: Settings, so_far: Mapping[str, str]) -> setup_tokens.Check:
    """Return what tries a setting that is pasted. so_far: what was decided before it."""
    if name == "SLACK_APP_TOKEN":
        return partial(setup_tokens.opens, known)
    if name == "SLACK_BOT_TOKEN":
        return partial(setup_tokens.knows_us, known, so_far.get("SLACK_APP_TOKEN", ""))
    return lambda _: says.SECRET_LOOKS_RIGHT


def _answer(
    question: str, said: str | None, guess: str, read: Callable[[str], str], given: Choice
) -> str:
    """Return an answer as it is given, guessed, or typed; one that is wrong is asked again."""
    if said is not None or given.yes:
        return _shown(said or guess, read)
    while True:
        try:
            return _shown(click.prompt(question, default=guess or None), read)
        except DeskError as error:
            click.echo(f"  {error.sentence()}")


def _shown(typed: str, read: Callable[[str], str]) -> str:
    """Read an answer, and show what it is taken for where that is not what was typed."""
    value = read(typed)
    if value != typed.strip():
        click.echo(f"  {says.taken_as(value)}")
    return value


def read_way(text: str) -> str:
    """Return how Slack shall reach the desk. Raises DeskError."""
    way = text.strip().lower()
    if way not in PASTED:
        raise DeskError(says.no_way(text.strip()[:40]))
    return way


def read_public_url(text: str) -> str:
    """Return an address that Slack can reach; a name alone is one with https. Raises DeskError."""
    try:
        return public_address(text if "://" in text else f"https://{text.strip()}")
    except ValueError as error:
        raise DeskError(says.no_public_address(text.strip()[:80], str(error))) from None


def read_zone(text: str) -> str:
    """Return the time zone of that name, in any case. Raises DeskError that names near ones."""
    wanted = text.strip().casefold().replace(" ", "_")
    zones = {name.casefold(): name for name in available_timezones()}
    if wanted in zones:
        return zones[wanted]
    near = sorted(name for fold, name in zones.items() if fold.endswith(f"/{wanted}"))
    raise DeskError(says.no_zone(text.strip()[:40], near[0] if near else None))


def read_currency(text: str) -> str:
    """Return a currency's three letters. Raises DeskError."""
    code = text.strip().upper()
    if code not in Locale("en").currencies:
        raise DeskError(says.no_currency(text.strip()[:40]))
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


def _make_app(given: Choice, public_url: str | None) -> None:
    """Print the link that creates the app, with what the app may do. public_url: for HTTP."""
    text = manifest.FILE.read_text("utf-8")
    optional = [scope for scope in manifest.scopes(text) if scope.optional]
    short = given.short_names
    if short is None:
        short = given.yes or not agreed(says.NAMES_TAKEN)
    if not short:
        click.echo(says.LONG_NAMES)
    wanted = set(given.wanted)
    if unknown := sorted(wanted - {scope.name for scope in optional}):
        raise DeskError(says.no_optional_scope(unknown[0], [scope.name for scope in optional]))
    if not wanted and not given.yes:
        wanted = {scope.name for scope in optional if agreed(says.optional(scope.name, scope.why))}
    made = manifest.chosen(text, short_names=short, wanted=wanted)
    if public_url:
        made = manifest.over_http(made, public_url + ENDPOINT)
    reasons = {scope.name: scope.why for scope in manifest.scopes(text)}
    lines = [f"   {scope.name:<17} {reasons[scope.name]}" for scope in manifest.scopes(made)]
    click.echo(says.create(manifest.link(made), "\n".join(lines)))

"""serve and demo: everything wired once, started, watched and stopped."""

import os
import tempfile
import webbrowser
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import click
import httpx
from pydantic import SecretStr
from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import (
    RateLimitErrorRetryHandler,
    ServerErrorRetryHandler,
)

from commandline import manifest
from commandline.checks import listening_trouble
from commandline.claiming import first_invitation
from commandline.opening import answered, importing, now, open_store, settings
from commandline.rounds import DigestRounds, ExpiryRounds, GroupRounds, Housekeeping
from commandline.running import Part, SocketMode, run
from commandline.scored import open_scored
from commandline.storekeeping import served
from commandline.workspace import home_team
from console.server import Console
from console.workspace import TEAM
from handlers.app import build
from handlers.delivery import Delivery
from handlers.desk import Desk
from handlers.imports import Imports
from sample.campaign import bring_campaign
from sample.creators import write as write_sample
from services import granting
from services.errors import DeskError
from services.importing import Options
from services.imports import import_file
from services.outbox import OutboxWorker
from services.reading.places import load_names
from services.rights import Role
from services.settings import ENDPOINT, LOOPBACK, Settings
from storage.engine import Store
from storage.grants import ALL_CLIENTS
from texts import commandline as helps
from texts import serving as says
from texts.doctor import not_listening
from web.logs import set_up
from web.server import Web
from web.webhooks import SalesWebhook

SLACK_PATIENCE = 2
"""Seconds for a call of Slack's Web API within a click or a command, which have three."""


DEMO_ADMIN = "U0CY"
"""Who administers in the demo, where nobody reads a code on a terminal."""

PROXIES = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY")


def go_straight() -> None:
    """Forget proxies: Slack's client asks them even for what runs on this machine."""
    for name in PROXIES:
        os.environ.pop(name, None)
        os.environ.pop(name.lower(), None)


def wire(
    chosen: Settings, store: Store, folder: Path, clock: Callable[[], datetime] = now, *, team: str
) -> Desk:
    """Make everything that handlers need. team: the workspace whose people are at home here."""
    token, url = chosen.slack_bot_token.get_secret_value(), chosen.slack_api_url
    again = [RateLimitErrorRetryHandler(max_retry_count=3), ServerErrorRetryHandler()]
    return Desk(
        settings=chosen,
        store=store,
        clock=clock,
        slack=WebClient(token, base_url=url, timeout=SLACK_PATIENCE, retry_handlers=[]),
        worker=WebClient(token, base_url=url, retry_handlers=again),
        http=httpx.Client(),
        folder=folder,
        team=team,
    )


def rounds(desk: Desk) -> list[Part]:
    """Return the parts that work by themselves: what goes out, what is due, what is over."""
    outbox = OutboxWorker(desk.store, Delivery(desk).deliver, desk.clock, desk.woken)
    return [outbox, DigestRounds(desk), ExpiryRounds(desk), GroupRounds(desk)]


def sales_webhook(desk: Desk) -> SalesWebhook:
    """Make what takes in signed sales; without a secret it says that it is not set up."""
    secret = desk.settings.sales_signing_secret.get_secret_value()
    return SalesWebhook(desk.store, desk.clock, secret)


@click.command(help=helps.SERVE)
@answered
def serve() -> int:
    """Serve your Slack workspace: Socket Mode, or HTTP without an app token."""
    chosen = settings()
    set_up(secrets_of(chosen))
    if chosen.slack_api_url.startswith(LOOPBACK):
        go_straight()
    if not chosen.slack_bot_token.get_secret_value():
        raise DeskError(says.BOT_TOKEN_MISSING)
    if not (
        chosen.slack_app_token.get_secret_value() or chosen.slack_signing_secret.get_secret_value()
    ):
        raise DeskError(says.NO_WAY_IN)
    with (
        served(chosen.database_path),
        tempfile.TemporaryDirectory(prefix="desk-") as folder,
        ExitStack() as bound,
    ):
        store = open_scored(chosen)
        desk = wire(chosen, store, Path(folder), team=home_team(chosen, store))
        files = Imports(desk)
        app = build(desk)
        load_names()
        parts: list[Part] = [files, Housekeeping(store, chosen, now), *rounds(desk)]
        sales = sales_webhook(desk)
        if token := chosen.slack_app_token.get_secret_value():
            _announce(store, says.SERVING_SOCKET_MODE)
            if not sales.secret:
                return run([*parts, SocketMode(app, token)])
            # Slack comes through its socket: only the webhook is served, not Slack's endpoint.
            web = _bound(Web(None, store, chosen.host, chosen.port, sales=sales), chosen, bound)
            click.echo(says.sales_taken(f"{web.url}/webhooks/sales"))
            return run([*parts, SocketMode(app, token)], [web])
        web = _bound(Web(app, store, chosen.host, chosen.port, sales=sales), chosen, bound)
        _announce(store, says.serving_http(web.url + ENDPOINT))
        return run(parts, [web])


def _announce(store: Store, serving: str) -> None:
    """Say what is served; and, until somebody is admin, how to become it."""
    click.echo(serving)
    if invited := first_invitation(store, now()):
        click.echo(invited)


@click.command(help=helps.DEMO)
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=3100,
    show_default=True,
    help=helps.DEMO_PORT,
)
@click.option("--no-browser", is_flag=True, help=helps.DEMO_NO_BROWSER)
@answered
def demo(port: int, no_browser: bool) -> int:
    """Try the desk in a browser: a stand-in for Slack, with made-up creators."""
    go_straight()
    console = Console(port, manifest.as_slack_lists())
    chosen = demo_settings(console)
    set_up(secrets_of(chosen))
    try:
        console.start()
    except OSError:
        other = port + 1 if port < 65535 else 3100
        raise DeskError(says.port_taken(port, other)) from None
    with ExitStack() as bound:
        bound.callback(console.stop)
        folder = Path(bound.enter_context(tempfile.TemporaryDirectory(prefix="desk-demo-")))
        store = open_store(folder / "demo.db")
        click.echo(says.MAKING_SAMPLE)
        fill(store, chosen, folder / "lists")
        desk = wire(chosen, store, folder, team=TEAM)
        files = Imports(desk)
        web = _bound(Web(build(desk), store, "127.0.0.1", 0), chosen, bound)
        console.dispatch.bot_url = web.url
        granting.grant(store, DEMO_ADMIN, Role.ADMIN, ALL_CLIENTS, actor="demo", now=now())
        click.echo(says.demo_open(console.url))
        if not no_browser:
            webbrowser.open(console.url)
        return run([files, *rounds(desk)], [web, console])


def demo_settings(console: Console) -> Settings:
    """Return settings that know no .env, no environment and no real token."""
    return Settings.model_construct(
        slack_bot_token=SecretStr(console.bot_token),
        slack_signing_secret=SecretStr(console.signing_secret),
        slack_api_url=console.api_url,
    )


def fill(store: Store, chosen: Settings, folder: Path, count: int = 4_000) -> None:
    """Bring the made-up creators in through the ordinary import, and a campaign with sales."""
    for kind, path in write_sample(folder, today=now().date(), count=count):
        options = Options(kind=kind, source=says.sample_list(path.stem))
        import_file(importing(store, chosen), path, options)
    bring_campaign(store, currency=chosen.currency, now=now())


def _bound(web: Web, chosen: Settings, bound: ExitStack) -> Web:
    """Start a server, whose threads would outlive an error before it is watched: bound stops it."""
    try:
        web.start()
    except OSError as error:
        wrong = listening_trouble(chosen) or not_listening(chosen.host, chosen.port, str(error))
        raise DeskError(wrong) from None
    bound.callback(web.stop)
    return web


def secrets_of(chosen: Settings) -> list[str]:
    names = (
        "slack_bot_token",
        "slack_app_token",
        "slack_signing_secret",
        "sales_signing_secret",
    )
    return [getattr(chosen, name).get_secret_value() for name in names]

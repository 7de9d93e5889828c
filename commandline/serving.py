"""serve and demo: everything wired once, started, watched and stopped."""

import signal
import tempfile
import threading
import webbrowser
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

import click
import httpx
from apscheduler.schedulers.background import BackgroundScheduler
from pydantic import SecretStr
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from commandline.opening import DONE, FAILED, answered, importing, now, open_store, settings
from console.server import Console
from handlers.app import build
from handlers.desk import Desk
from handlers.imports import Imports
from sample.creators import write as write_sample
from services.errors import DeskError
from services.importing import Options
from services.imports import import_file
from services.settings import Settings, load
from storage.engine import Store, copy_to
from web.logs import set_up
from web.server import Web

WATCH = 0.5
"""Seconds between two looks at whether all parts live."""

COMMANDS = [{"command": "/find-influencer", "description": "Search your list: fitness country:DE"}]


class Part(Protocol):
    """Something that is started and stopped with the process."""

    def start(self) -> None: ...

    def stop(self) -> None: ...


def wire(chosen: Settings, store: Store, folder: Path, clock: Callable[[], datetime] = now) -> Desk:
    """Make everything that handlers need."""
    token = chosen.slack_bot_token.get_secret_value()
    return Desk(
        settings=chosen,
        store=store,
        clock=clock,
        slack=WebClient(token, base_url=chosen.slack_api_url, retry_handlers=[]),
        http=httpx.Client(),
        folder=folder,
    )


@click.command()
@answered
def serve() -> int:
    """Serve your Slack workspace: Socket Mode, or HTTP without an app token."""
    chosen = settings()
    set_up(secrets_of(chosen))
    if not chosen.slack_bot_token.get_secret_value():
        raise DeskError("SLACK_BOT_TOKEN is missing. python bot.py doctor says what else is.")
    if not (
        chosen.slack_app_token.get_secret_value() or chosen.slack_signing_secret.get_secret_value()
    ):
        raise DeskError("Set SLACK_APP_TOKEN or SLACK_SIGNING_SECRET in .env. doctor says more.")
    store = open_store(chosen.database_path)
    with tempfile.TemporaryDirectory(prefix="desk-") as folder:
        desk = wire(chosen, store, Path(folder))
        files = Imports(desk)
        app = build(desk, files)
        housekeeping = Housekeeping(store, chosen, now)
        if chosen.slack_app_token.get_secret_value():
            socket = SocketModeHandler(app, chosen.slack_app_token.get_secret_value())
            click.echo("Serving through Socket Mode. Stop with Ctrl-C.")
            return run([files, housekeeping, _Socket(socket)], lambda: True)
        web = _bound(Web(app, store, chosen.host, chosen.port), chosen.port)
        click.echo(f"Serving {web.url}/slack/events. Stop with Ctrl-C.")
        return run([files, housekeeping], web.alive, web)


@click.command()
@click.option("--port", default=3100, show_default=True, help="Where the page is.")
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@answered
def demo(port: int, no_browser: bool) -> int:
    """Try the desk in a browser: a stand-in for Slack, with made-up creators."""
    console = Console(port, COMMANDS)
    try:
        console.start()
    except OSError:
        raise DeskError(
            f"Port {port} is taken. Try: python bot.py demo --port {port + 1}"
        ) from None
    chosen = demo_settings(console)
    set_up(secrets_of(chosen))
    with tempfile.TemporaryDirectory(prefix="desk-demo-") as name:
        folder = Path(name)
        store = open_store(folder / "demo.db")
        click.echo("Making a store of made-up creators ...")
        fill(store, chosen, folder / "lists")
        desk = wire(chosen, store, folder)
        files = Imports(desk)
        web = _bound(Web(build(desk, files), store, "127.0.0.1", 0), 0)
        console.dispatch.bot_url = web.url
        click.echo(f"Open {console.url} and type /find-influencer fitness. Stop with Ctrl-C.")
        if not no_browser:
            webbrowser.open(console.url)
        return run([files], web.alive, web, console)


def demo_settings(console: Console) -> Settings:
    """Return settings that know no .env and no real token."""
    return load(None).model_copy(
        update={
            "slack_bot_token": SecretStr(console.bot_token),
            "slack_signing_secret": SecretStr(console.signing_secret),
            "slack_app_token": SecretStr(""),
            "slack_api_url": console.api_url,
        }
    )


def fill(store: Store, chosen: Settings, folder: Path, count: int = 4_000) -> None:
    """Bring the made-up creators in through the ordinary import."""
    for kind, path in write_sample(folder, today=now().date(), count=count):
        options = Options(kind=kind, source=f"sample {path.stem}")
        import_file(importing(store, chosen), path, options)


class Housekeeping:
    """What APScheduler looks after: a copy of the store every day, seven of them kept."""

    KEPT = 7

    def __init__(self, store: Store, chosen: Settings, clock: Callable[[], datetime]) -> None:
        self._store, self._chosen, self._clock = store, chosen, clock
        self._scheduler = BackgroundScheduler(timezone="UTC")
        self._scheduler.add_job(
            self.copy_if_due,
            "interval",
            hours=1,
            max_instances=1,
            misfire_grace_time=None,
            next_run_time=clock(),
        )

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=True)

    def copy_if_due(self) -> Path | None:
        """Copy the store once a day of the workspace; return the copy, or None."""
        day = self._clock().astimezone(self._chosen.zone).date().isoformat()
        folder = self._store.path.parent / "backups"
        target = folder / f"{self._store.path.stem}-{day}.db"
        if target.exists():
            return None
        folder.mkdir(exist_ok=True)
        partial = target.with_suffix(".part")
        partial.unlink(missing_ok=True)
        copy_to(self._store, partial)
        partial.replace(target)
        for old in sorted(folder.glob(f"{self._store.path.stem}-*.db"))[: -self.KEPT]:
            old.unlink()
        return target


class _Socket:
    def __init__(self, handler: SocketModeHandler) -> None:
        self._handler = handler

    def start(self) -> None:
        self._handler.connect()  # type: ignore[no-untyped-call]

    def stop(self) -> None:
        self._handler.close()  # type: ignore[no-untyped-call]


def _bound(web: Web, port: int) -> Web:
    try:
        web.start()
    except OSError:
        raise DeskError(f"Port {port} is taken. Set PORT to another one in .env.") from None
    return web


def secrets_of(chosen: Settings) -> list[str]:
    names = ("slack_bot_token", "slack_app_token", "slack_signing_secret")
    return [getattr(chosen, name).get_secret_value() for name in names]


def run(parts: list[Part], alive: Callable[[], bool], *started: Part) -> int:
    """Start the parts, wait for a signal or a part's end, stop all; return the exit code."""
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    for part in parts:
        part.start()
    while not stopping.wait(WATCH):
        if not alive():
            click.echo("The web server has stopped; the rest is stopped too.", err=True)
            break
    for part in [*started, *reversed(parts)]:
        part.stop()
    return DONE if stopping.is_set() else FAILED

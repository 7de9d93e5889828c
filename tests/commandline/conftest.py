"""The command line, run in a folder of its own, with a store of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import orjson
import pytest
from click.testing import CliRunner

from bot import main
from commandline import manifest
from storage.engine import Store
from tests.conftest import BOT, Bring
from tests.handlers.conftest import CREATORS


@dataclass(frozen=True, slots=True)
class Ran:
    """A command that has ended. code: 0 done, 1 done but look, 2 could not."""

    code: int
    out: str
    said: str

    @property
    def document(self) -> Any:
        """What --json printed; nothing else may stand on standard output."""
        return orjson.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, store: Store, tmp_path: Path) -> Run:
    """Run a command in this process: run("find", "fitness"). typed: what is answered."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("SLACK_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{store.path}")

    def run(*words: str, typed: str | None = None, **environment: str) -> Ran:
        result = CliRunner().invoke(main, list(words), input=typed, env=environment)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def bot(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run bot.py as a process: bot("--help")."""

    def bot(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(BOT), *words],
            cwd=tmp_path,
            env={**os.environ, "COLUMNS": "80", **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return bot


@dataclass
class WebApi:
    """Slack's Web API, as far as somebody who installs meets it, behind a real HTTP server.

    bot_app: the app that the bot is of.
    refusals: method -> the error that it answers. channels: id -> whether the app is in it.
    skew: seconds that Slack's clock is ahead. says: what stands in the place of all answers.
    """

    url: str = ""
    bot_token: str = "xoxb-1-2-three"
    app_token: str = "xapp-1-A0B-99-four"
    bot_app: str = "A0B"
    scopes: set[str] = field(default_factory=lambda: {one.name for one in manifest.scopes()})
    refusals: dict[str, str] = field(default_factory=dict)
    channels: dict[str, bool] = field(default_factory=dict)
    skew: float = 0.0
    says: bytes | None = None
    asked: list[str] = field(default_factory=list)

    def answer(self, method: str, token: str, given: dict[str, list[str]]) -> dict[str, Any]:
        self.asked.append(method)
        wanted = self.app_token if method.startswith("apps.") else self.bot_token
        if error := self.refusals.get(method):
            return {"ok": False, "error": error}
        if token != wanted:
            return {"ok": False, "error": "invalid_auth"}
        if method == "auth.test":
            return {"ok": True, "user": "desk", "team": "Acme", "bot_id": "B0DESK"}
        if method == "bots.info":
            return self.about(given["bot"][0])
        if method == "conversations.info":
            channel = given["channel"][0]
            if channel not in self.channels:
                return {"ok": False, "error": "channel_not_found"}
            there = {"id": channel, "name": channel.lower(), "is_member": self.channels[channel]}
            return {"ok": True, "channel": there}
        return {"ok": True, "url": "wss://127.0.0.1/"}

    def about(self, bot: str) -> dict[str, Any]:
        if "users:read" not in self.scopes:
            return {"ok": False, "error": "missing_scope"}
        return {"ok": True, "bot": {"id": bot, "name": "desk", "app_id": self.bot_app}}


@pytest.fixture
def web_api() -> Iterator[WebApi]:
    """An address that answers as Slack does, and what it says."""
    ours = WebApi()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"] or 0)
            given = parse_qs(self.rfile.read(length).decode())
            token = self.headers["Authorization"].removeprefix("Bearer ")
            said = ours.answer(self.path.removeprefix("/api/"), token, given)
            body = orjson.dumps(said) if ours.says is None else ours.says
            self.send_response_only(200)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("X-OAuth-Scopes", ",".join(sorted(ours.scopes)))
            there = datetime.now(UTC) + timedelta(seconds=ours.skew)
            self.send_header("Date", format_datetime(there, usegmt=True))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing on standard error."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    ours.url = f"http://127.0.0.1:{server.server_port}/api/"
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield ours
    server.shutdown()
    thread.join()
    server.server_close()


Setup = Callable[..., Ran]


@pytest.fixture
def setup(run: Run, web_api: WebApi, monkeypatch: pytest.MonkeyPatch) -> Setup:
    """Run setup with one answer a line, on a machine in Berlin."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    for name in ("TIMEZONE", "CURRENCY", "PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)

    def setup(*words: str, typed: tuple[str, ...] = (), **environment: str) -> Ran:
        lines = "".join(f"{line}\n" for line in typed)
        return run("setup", *words, typed=lines, SLACK_API_URL=web_api.url, **environment)

    return setup


@pytest.fixture
def env(tmp_path: Path) -> Path:
    """The file that is written, in the folder where the command runs."""
    return tmp_path / ".env"


@pytest.fixture
def list_(bring: Bring) -> None:
    bring(CREATORS, name="creators.csv")

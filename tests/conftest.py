"""Fixtures as nouns: a store on disk, a clock, a workspace to type in, the real files beside us."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import hypothesis
import pytest
from cheroot.server import HTTPServer

from commandline.opening import open_store
from commandline.serving import demo_settings, wire
from console.driver import Slack, elements_in
from console.server import Console
from console.workspace import TEAM
from handlers.app import build
from handlers.delivery import Delivery
from handlers.desk import Desk
from handlers.imports import Imports
from services import clients, granting
from services.importing import Importing, Options, Report
from services.imports import import_file
from services.outbox import OutboxWorker
from services.rights import Role
from services.scoring import Bounds, Rates
from services.settings import Settings
from storage.engine import Store
from storage.grants import ALL_CLIENTS, EVERYBODY
from web.server import Web

BOT = Path(__file__).parents[1] / "bot.py"
SHARED = Path(__file__).parents[2] / "shared" / "data"
IN_CI = bool(os.environ.get("CI"))
CY = "U0CY"
hypothesis.settings.register_profile("desk", deadline=None)
hypothesis.settings.load_profile("desk")  # how long something takes is for benchmarks/

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


def skip(why: str) -> None:
    """Skip with a reason; in CI nothing may be missing, so that it fails there."""
    if IN_CI:
        pytest.fail(f"must not be skipped in CI: {why}")
    pytest.skip(why)


@pytest.fixture(autouse=True, scope="session")
def quick_stop() -> None:
    """Servers look often whether they shall stop, so that no test waits half a second for it."""
    HTTPServer.expiration_interval = 0.02


@pytest.fixture(autouse=True, scope="session")
def interruptible() -> None:
    """What a test starts can be interrupted, also where the tests themselves run in the background,
    with interrupts ignored.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def port() -> int:
    """A port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start bot.py as a process: start("serve", env={...}); it ends with the test."""
    started = []

    def start(*words: str, **options: Any) -> "subprocess.Popen[str]":
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        line = [sys.executable, str(BOT), *words]
        started.append(subprocess.Popen(line, cwd=tmp_path, text=True, **{**pipes, **options}))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def empty_store_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "desk.db"
    open_store(path).close()
    return path


@pytest.fixture(scope="session")
def a_store(empty_store_file: Path) -> Callable[[], AbstractContextManager[Store]]:
    """Open a store with nobody in it, in a folder of its own, for each example of a property."""

    @contextmanager
    def a_store() -> Iterator[Store]:
        with TemporaryDirectory() as folder:
            store = Store(Path(shutil.copy(empty_store_file, folder)))
            yield store
            store.close()

    return a_store


@pytest.fixture
def store(tmp_path: Path, empty_store_file: Path) -> Iterator[Store]:
    """A real SQLite file with nobody in it."""
    path = tmp_path / "desk.db"
    shutil.copy(empty_store_file, path)
    opened = Store(path)
    yield opened
    opened.close()


@pytest.fixture
def admin(store: Store, clock: Clock) -> str:
    """Cy, admin of everything."""
    granting.grant(store, CY, Role.ADMIN, ALL_CLIENTS, actor=CY, now=clock())
    return CY


@pytest.fixture
def acme(store: Store, admin: str, clock: Clock, slack: Slack) -> int:
    """A second client, which only admins may see."""
    return clients.make(store, "Acme", actor=admin, now=clock()).id


@pytest.fixture
def viewers(store: Store, clock: Clock, admin: str) -> None:
    """Everybody but Cy may look alone."""
    granting.grant(store, EVERYBODY, Role.VIEWER, 1, actor=admin, now=clock())
    for role in (Role.EDITOR, Role.APPROVER):
        granting.revoke(store, EVERYBODY, role, 1, actor=admin, now=clock())


def labels(blocks: list[dict[str, Any]]) -> list[str]:
    """Return what the buttons and menus of blocks say."""
    found = []
    for _, element in elements_in(blocks):
        found += [one["text"]["text"] for one in element.get("options", [])]
        found += [element["text"]["text"]] if element.get("type") == "button" else []
    return found


@pytest.fixture
def importing(store: Store, clock: Clock) -> Importing:
    return Importing(store, Bounds(), Rates(), clock, "tests")


Bring = Callable[..., Report]


@pytest.fixture
def bring(importing: Importing, tmp_path: Path) -> Bring:
    """Import a text, bytes or a file: bring("handle,followers\\nana,12000\\n", name="a.csv")."""

    def bring(content: str | bytes | Path, *, name: str = "list.csv", **options: object) -> Report:
        if isinstance(content, Path):
            path = content
        else:
            path = tmp_path / name
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return import_file(importing, path, Options(**options))  # type: ignore[arg-type]

    return bring


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files that no one here wrote."""
    if not SHARED.is_dir():
        skip(f"the folder {SHARED} is absent")
    return SHARED


@pytest.fixture
def console() -> Iterator[Console]:
    """The stand-in for Slack, behind its HTTP server."""
    running = Console()
    running.start()
    yield running
    running.stop()


@pytest.fixture
def settings(console: Console, store: Store) -> Settings:
    chosen = demo_settings(console)
    return chosen.model_copy(update={"database_url": f"sqlite:///{store.path}"})


@pytest.fixture
def desk(settings: Settings, store: Store, clock: Clock, tmp_path: Path) -> Iterator[Desk]:
    wired = wire(settings, store, tmp_path, clock, team=TEAM)
    yield wired
    wired.http.close()


@pytest.fixture
def slack(console: Console, desk: Desk) -> Iterator[Slack]:
    """The workspace with our bot in it, behind a real HTTP server: type, click, choose, drop."""
    files = Imports(desk)
    outbox = OutboxWorker(desk.store, Delivery(desk).deliver, desk.clock, desk.woken)
    web = Web(build(desk), desk.store, "127.0.0.1", 0)
    web.start()
    files.start()
    outbox.start()
    console.dispatch.bot_url = web.url
    console.dispatch.escaped = frozenset(("/desk",))
    yield Slack(console)
    outbox.stop()
    files.stop()
    web.stop()

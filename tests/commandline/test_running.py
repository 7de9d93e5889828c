"""The parts of a running desk: watched, stopped together; a copy of the store each day."""

import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from commandline.rounds import Housekeeping
from commandline.running import SocketMode, run
from handlers.app import build
from handlers.desk import Desk
from handlers.imports import Imports
from services.errors import DeskError
from services.settings import Settings, load
from storage.engine import Store
from tests.conftest import Clock


@dataclass
class Part:
    """A part that notes what is done with it, and dies when it is told to."""

    name: str
    notes: list[str] = field(default_factory=list)
    dying: bool = False
    refusing: bool = False

    def start(self) -> None:
        if self.refusing:
            raise DeskError("no")
        self.notes.append(f"start {self.name}")

    def stop(self) -> None:
        self.notes.append(f"stop {self.name}")

    def alive(self) -> bool:
        return not self.dying


@pytest.fixture(autouse=True)
def handlers_of_signals() -> Iterator[None]:
    """Signals as they were, afterwards."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("dying", ["web", "imports", "socket"])
def test_death_of_any_part_ends_all(dying: str, capsys: pytest.CaptureFixture[str]) -> None:
    parts = [Part(name, dying=name == dying) for name in ("imports", "socket")]
    web = Part("web", dying=dying == "web")
    assert run(parts, [web]) == 2
    assert [part.notes[-1] for part in (web, *parts)] == ["stop web", "stop imports", "stop socket"]
    assert "has stopped; the rest is stopped too" in capsys.readouterr().err


def test_signal_ends_all_in_order() -> None:
    notes: list[str] = []
    parts = [Part("imports", notes), Part("socket", notes)]
    threading.Timer(0.2, signal.raise_signal, (signal.SIGTERM,)).start()
    assert run(parts, [Part("web", notes)]) == 0
    assert notes == ["start imports", "start socket", "stop web", "stop socket", "stop imports"]


def test_part_that_refuses_to_start_leaves_none_running() -> None:
    notes: list[str] = []
    with pytest.raises(DeskError):
        run([Part("imports", notes), Part("socket", notes, refusing=True)], [Part("web", notes)])
    assert notes == ["start imports", "stop web", "stop imports"]


def test_import_thread_lives_until_it_is_stopped(desk: Desk) -> None:
    files = Imports(desk)
    files.start()
    before = files.alive()
    files.stop()
    assert (before, files.alive()) == (True, False)


@pytest.fixture
def socket(desk: Desk) -> Iterator[SocketMode]:
    wired = SocketMode(build(desk), "xapp-1-2")
    yield wired
    wired.stop()


def test_socket_speaks_to_the_slack_of_the_settings(socket: SocketMode, settings: Settings) -> None:
    assert socket._handler.client.web_client.base_url == settings.slack_api_url


def test_socket_that_slack_refuses_is_a_sentence(socket: SocketMode) -> None:
    with pytest.raises(DeskError, match="SLACK_APP_TOKEN, invalid_auth"):
        socket.start()


def test_socket_that_never_opened_is_not_alive(socket: SocketMode) -> None:
    assert not socket.alive()


@pytest.fixture
def housekeeping(store: Store, clock: Clock) -> Housekeeping:
    return Housekeeping(store, load(None), clock)


def test_store_is_copied_once_a_day(housekeeping: Housekeeping, clock: Clock) -> None:
    first = housekeeping.copy_if_due()
    clock.move(hours=11)
    assert first is not None
    assert (first.name, housekeeping.copy_if_due()) == ("desk-2026-11-24.db", None)


def test_seven_copies_are_kept(housekeeping: Housekeeping, store: Store, clock: Clock) -> None:
    for _ in range(10):
        housekeeping.copy_if_due()
        clock.move(days=1)
    days = [path.stem[-2:] for path in sorted((store.path.parent / "backups").iterdir())]
    assert days == ["27", "28", "29", "30", "01", "02", "03"]


def test_other_files_beside_the_copies_stay(
    housekeeping: Housekeeping, store: Store, clock: Clock
) -> None:
    folder = store.path.parent / "backups"
    folder.mkdir()
    (folder / "desk-before-the-move.db").touch()
    for _ in range(10):
        housekeeping.copy_if_due()
        clock.move(days=1)
    assert (folder / "desk-before-the-move.db").exists()


def test_day_is_the_day_of_the_workspace(store: Store, clock: Clock) -> None:
    tokyo = load(None).model_copy(update={"timezone": "Asia/Tokyo"})
    clock.move(hours=4)
    copied = Housekeeping(store, tokyo, clock).copy_if_due()
    assert copied is not None
    assert copied.name == "desk-2026-11-25.db"


def test_housekeeping_lives_until_it_is_stopped(housekeeping: Housekeeping) -> None:
    housekeeping.start()
    before = housekeeping.alive()
    housekeeping.stop()
    assert (before, housekeeping.alive()) == (True, False)

"""A desk killed with SIGKILL at any statement or call while it works on a dropped list, or a file."""

import copy
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from commandline.serving import demo_settings, wire
from console.server import Console
from console.workspace import BOT_USER, TEAM
from handlers.desk import Desk
from handlers.imports import Imports
from services import drops, files_asked
from storage.engine import Store
from tests.conftest import NOON
from tests.handlers.conftest import CREATORS, do_next
from tests.outbox.dying import finishes


@contextmanager
def wired(store: Store, console: Console, folder: Path) -> Iterator[Desk]:
    """A desk on a store, as after a start."""
    desk = wire(demo_settings(console), store, folder, lambda: NOON, team=TEAM)
    try:
        yield desk
    finally:
        desk.http.close()


def work_on(desk: Desk) -> None:
    files = Imports(desk)
    while do_next(files):
        pass


def dropped(desk: Desk, console: Console) -> None:
    file = console.api.files.keep("ana.csv", CREATORS.encode(), "U0ANA")
    drops.take(
        desk.store,
        client_id=1,
        cause="D0ANA:1.0:F1",
        name="ana.csv",
        file=file,
        person="U0ANA",
        channel="D0ANA",
        now=NOON,
    )


def asked(desk: Desk, console: Console) -> None:
    dropped(desk, console)
    work_on(desk)
    drop = drops.find(desk.store, 1)
    drops.ask_for_import(desk.store, drop, drop.row.version, NOON)


def undoing(desk: Desk, console: Console) -> None:
    asked(desk, console)
    work_on(desk)
    drops.move(desk.store, drops.find(desk.store, 1), "done", "undoing", NOON)


def wanting_a_file(desk: Desk, console: Console) -> None:
    asked(desk, console)
    work_on(desk)
    files_asked.ask(
        desk.store,
        client_id=1,
        what="influencers",
        query="",
        format_="csv",
        person="U0ANA",
        now=NOON,
    )


class Ended(NamedTuple):
    """What is there at last. text: of the last message. files: those that were sent."""

    text: str
    accounts: int
    files: int


@pytest.fixture
def kills(
    console: Console, store: Store, tmp_path: Path, request: pytest.FixtureRequest
) -> list[Ended]:
    """Bring a list to a stage, kill the desk there at every so manieth step, start it again.

    Return what each kill ended in.
    """
    stage, every = request.param
    with wired(store, console, tmp_path) as desk:
        stage(desk, console)
    store.close()
    before = copy.deepcopy(console.workspace.messages)

    found = []
    for step in range(1, 10_000, every):
        path = tmp_path / f"killed-{step}.db"
        shutil.copyfile(store.path, path)
        console.workspace.messages[:] = copy.deepcopy(before)
        if finishes(step, path, console, tmp_path, work_on):
            break
        again = Store(path)
        with wired(again, console, tmp_path) as desk:
            work_on(desk)
        count = again.read(lambda tx: tx.value("SELECT COUNT(*) FROM accounts"))
        sent = sum(len(one.files) for one in console.workspace.messages if one.user == BOT_USER)
        found.append(Ended(console.workspace.messages[-1].text, count, sent))
        again.close()
    assert len(found) > 15, "the desk did not die often enough to tell"
    return found


@pytest.mark.parametrize("kills", [(dropped, 2)], indirect=True, ids=["dropped"])
def test_list_is_shown_whatever_step_it_was_killed_at(kills: list[Ended]) -> None:
    ended = {(one.text.split("\n")[0], one.accounts) for one in kills}
    assert ended == {("ana.csv: 16 rows", 0)}


@pytest.mark.parametrize("kills", [(asked, 7)], indirect=True, ids=["asked"])
def test_list_is_in_once_whatever_step_it_was_killed_at(
    kills: list[Ended],
) -> None:
    ended = {(one.text.split(" · ")[0], one.accounts) for one in kills}
    assert ended == {("ana.csv: 16 read\n16 new", 16)}


@pytest.mark.parametrize("kills", [(undoing, 7)], indirect=True, ids=["undoing"])
def test_list_is_out_whatever_step_its_undo_was_killed_at(
    kills: list[Ended],
) -> None:
    ended = {(one.text.partition(" undone")[0], one.accounts) for one in kills}
    assert ended == {("The import of ana.csv is", 0)}


@pytest.mark.parametrize("kills", [(wanting_a_file, 1)], indirect=True, ids=["file"])
def test_file_is_sent_once_whatever_step_it_was_killed_at(kills: list[Ended]) -> None:
    assert {one.files for one in kills} == {1}

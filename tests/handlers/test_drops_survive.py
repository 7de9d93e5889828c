"""A dropped list is never lost: killed at any moment, the desk goes on where it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Event

import pytest

from blocks import imports as drawn
from console.driver import Reply, Slack
from console.server import Console
from handlers.app import build
from handlers.desk import Desk, Files
from handlers.imports import Imports
from handlers.progress import PROGRESS, Progress
from services import drops, import_pieces, imports, undoing
from services.importing import Importing, Report
from storage.engine import Store
from tests.conftest import Bring
from tests.handlers.conftest import CREATORS, creators, do_next
from web.server import Web


class Killed(BaseException):
    """The process ends here: no handler of errors runs."""


@pytest.fixture
def idle(console: Console, desk: Desk) -> Iterator[Slack]:
    """The workspace with our bot in it, whose worker of files does not run."""
    web = Web(build(desk), desk.store, "127.0.0.1", 0)
    web.start()
    console.dispatch.bot_url = web.url
    yield Slack(console)
    web.stop()


@contextmanager
def worker(desk: Desk) -> Iterator[Imports]:
    """A worker of files that has just started, as after a restart."""
    files = Imports(replace(desk, files=Files()))
    files.start()
    yield files
    files.stop()


def last(slack: Slack) -> Reply:
    return slack.direct_messages()[-1]


def work_on(files: Imports) -> None:
    while do_next(files):
        pass


def killed_in(desk: Desk, monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> None:
    """Let a worker run until it calls a function, where it dies."""

    def die(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(module, name, die)
        with pytest.raises(Killed):
            work_on(Imports(desk))


def test_list_waits_in_the_store_before_its_event_is_acknowledged(
    idle: Slack, store: Store
) -> None:
    idle.console.dispatch.drop("U0ANA", "ana.csv", CREATORS.encode())
    found = store.read(lambda tx: tx.rows("SELECT name, state, person FROM drops"))
    assert found == [("ana.csv", "dropped", "U0ANA")]


def test_list_dropped_before_a_kill_is_shown_after_the_restart(idle: Slack, desk: Desk) -> None:
    idle.console.dispatch.drop("U0ANA", "ana.csv", CREATORS.encode())
    with worker(desk):
        idle.wait(lambda: last(idle).text.startswith("ana.csv: 16 rows"))


@pytest.mark.parametrize("name", ["keep_sample", "settle"], ids=["before", "after it was shown"])
def test_kill_while_a_list_is_looked_at_shows_it_in_the_same_place(
    idle: Slack, desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    idle.console.dispatch.drop("U0ANA", "ana.csv", CREATORS.encode())
    killed_in(desk, monkeypatch, drops, name)
    with worker(desk):
        idle.wait(lambda: "16 rows" in last(idle).text)
    assert len(idle.direct_messages()) == 2


def ask(slack: Slack, desk: Desk, content: str = CREATORS) -> Reply:
    """Drop a list and ask for its import, which nobody does yet."""
    slack.console.dispatch.drop("U0ANA", "ana.csv", content.encode())
    do_next(Imports(desk))
    shown = last(slack)
    slack.click(shown, "Import")
    return shown


def test_click_answers_at_once_while_the_worker_is_away(idle: Slack, desk: Desk) -> None:
    assert ask(idle, desk).text == "ana.csv: 0 of 16 rows read …"


def test_import_asked_for_before_a_kill_is_carried_out(idle: Slack, desk: Desk) -> None:
    shown = ask(idle, desk)
    with worker(desk):
        idle.wait(lambda: "16 new" in shown.text)


@pytest.mark.parametrize(
    ("module", "name"),
    [(import_pieces, "write"), (imports, "_finish"), (drops, "_as_brought"), (drops, "settle")],
    ids=["before a batch", "before the end of the run", "after the run", "before the report"],
)
def test_import_cut_off_anywhere_reports_what_it_brought(
    idle: Slack, desk: Desk, monkeypatch: pytest.MonkeyPatch, module: object, name: str
) -> None:
    monkeypatch.setattr(import_pieces, "BATCH", 5)
    shown = ask(idle, desk)
    killed_in(desk, monkeypatch, module, name)
    with worker(desk):
        idle.wait(lambda: "16 new · 0 updated · 0 unchanged" in shown.text)


def test_undo_asked_for_before_a_kill_is_carried_out(idle: Slack, desk: Desk) -> None:
    shown = ask(idle, desk)
    do_next(Imports(desk))
    idle.click(shown, "Undo")
    with worker(desk):
        idle.wait(lambda: "is undone: 16 removed" in shown.text)


def test_undo_cut_off_after_its_end_is_told(
    idle: Slack, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = ask(idle, desk)
    do_next(Imports(desk))
    idle.click(shown, "Undo")
    killed_in(desk, monkeypatch, drawn, "undone")
    with worker(desk):
        idle.wait(lambda: shown.text == "The import of ana.csv is undone.")


def test_file_asked_for_before_a_kill_is_sent(idle: Slack, desk: Desk, bring: Bring) -> None:
    bring(CREATORS)
    idle.choose(idle.command("/find-influencer travel"), "Export")
    with worker(desk):
        idle.wait(lambda: len(idle.files()) == 1)


def test_list_that_kills_the_desk_again_and_again_is_left_alone(
    idle: Slack, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    idle.console.dispatch.drop("U0ANA", "ana.csv", CREATORS.encode())
    for _ in range(3):
        killed_in(desk, monkeypatch, drops, "keep_sample")
    do_next(Imports(desk))
    assert "was cut off 3 times while it worked on ana.csv" in last(idle).text


def test_mistake_of_ours_is_told_by_a_number_and_the_worker_goes_on(
    idle: Slack, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = ask(idle, desk)

    def fail(*_: object) -> None:
        raise ValueError

    with monkeypatch.context() as patch:
        patch.setattr(import_pieces, "write", fail)
        do_next(Imports(desk))
    assert shown.text.startswith("Something went wrong on our side with ana.csv (")
    idle.console.dispatch.drop("U0BO", "bo.csv", b"handle\nbo\n")
    do_next(Imports(desk))
    assert idle.direct_messages("bo")[-1].text.startswith("bo.csv: 1 row")


def test_list_waits_until_another_import_has_finished(
    idle: Slack, desk: Desk, store: Store
) -> None:
    shown = ask(idle, desk)
    with store.alone("import"):
        files = Imports(desk)
        do_next(files)
    files._not_before = 0
    do_next(files)
    assert "16 new" in shown.text


def test_import_that_is_stopped_goes_on_after_the_next_start(
    idle: Slack, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_pieces, "BATCH", 5)
    shown = ask(idle, desk)
    files = Imports(desk)
    files.stop()
    do_next(files)
    assert shown.text == "ana.csv: 0 of 16 rows read …"
    with worker(desk):
        idle.wait(lambda: "16 new · 0 updated · 0 unchanged" in shown.text)


def test_message_that_is_gone_is_said_anew(idle: Slack, desk: Desk) -> None:
    shown = ask(idle, desk)
    idle.workspace.remove(shown.message)
    do_next(Imports(desk))
    assert "16 new" in last(idle).text


def test_list_is_shown_while_the_undo_of_another_is_under_way(
    idle: Slack, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = ask(idle, desk)
    do_next(Imports(desk))
    idle.click(shown, "Undo")
    begun, goes_on = Event(), Event()

    def take_back(*_: object) -> undoing.Undone:
        begun.set()
        assert goes_on.wait(10)
        return undoing.Undone(1)

    monkeypatch.setattr(drops, "take_back", take_back)
    with worker(desk):
        assert begun.wait(10)
        idle.console.dispatch.drop("U0BO", "bo.csv", b"handle\nbo\n")
        idle.wait(lambda: idle.direct_messages("bo")[-1].text.startswith("bo.csv: 1 row"))
        goes_on.set()


class TestProgress:
    """While an import runs its message says how far it is; that never fails the import."""

    def test_progress_is_told_in_rows(
        self, idle: Slack, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ask(idle, desk, CREATORS + creators(400, "Food"))
        said = []

        def bring_in(importing: Importing, *_: object) -> Report:
            importing.progress("merging", 0.5)
            said.append(last(idle).text)
            raise Killed

        monkeypatch.setattr(drops, "bring_in", bring_in)
        with pytest.raises(Killed):
            do_next(Imports(desk, progress=0))
        assert said == ["ana.csv: 208 of 416 rows saved …"]

    def test_progress_moves_from_the_first_second_on(self, idle: Slack, desk: Desk) -> None:
        shown = ask(idle, desk)
        drop = drops.find(desk.store, 1)
        now = [0.0]
        tell = Progress(desk, drop, 100, PROGRESS, Event(), lambda: now[0])
        said = []
        for second in (0.5, 1, 2, 3, 4, 5):
            now[0] = second
            tell("merging", second / 10)
            said.append(shown.text.split()[1])
        assert said[1:] == ["10", "10", "30", "30", "50"]

    def test_progress_of_an_undo_is_told(
        self, idle: Slack, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shown = ask(idle, desk)
        do_next(Imports(desk))
        idle.click(shown, "Undo")
        monkeypatch.setattr(undoing, "PIECE", 4)
        said = []

        def take_back(*_: object) -> undoing.Undone:
            said.append(shown.text)
            return undoing.Undone(1)

        monkeypatch.setattr(undoing, "_take_back", take_back)
        do_next(Imports(desk, progress=0))
        assert said == [f"Undoing the import of ana.csv: {n}% …" for n in (0, 25, 50, 75)]

    def test_undo_that_is_stopped_goes_on_after_the_next_start(
        self, idle: Slack, desk: Desk
    ) -> None:
        shown = ask(idle, desk)
        do_next(Imports(desk))
        idle.click(shown, "Undo")
        files = Imports(desk)
        files.stop()
        do_next(files)
        assert shown.text == "Undoing the import of ana.csv: 0% …"
        with worker(desk):
            idle.wait(lambda: "is undone: 16 removed" in shown.text)

    def test_slack_refusing_it_changes_nothing(
        self, idle: Slack, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(import_pieces, "BATCH", 5)
        shown = ask(idle, desk)
        away = replace(desk, slack=type(desk.slack)("xoxb-revoked", base_url="http://127.0.0.1:9/"))
        do_next(Imports(away, progress=0))
        assert "16 new" in shown.text

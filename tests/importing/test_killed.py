"""An import that is killed in the middle: what was committed stays, and a rerun finishes it."""

import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from services.importing import Importing, Options
from services.imports import import_file
from services.scoring import Bounds, Rates
from storage import audit
from storage.engine import Store
from tests.conftest import Clock
from tests.importing.looking import rows, tables, wrong

Bot = Callable[..., "subprocess.Popen[str]"]

RECORDS = 30_000
"""Several batches, so that there is something between the first and the last."""


@pytest.fixture(scope="module")
def long_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("long") / "long.csv"
    lines = [
        f"creator{number},{10_000 + number},{400 + number % 3_000},Niche {number % 20},note {number}"
        for number in range(RECORDS)
    ]
    path.write_text("\n".join(["handle,followers,avg likes,niche,note", *lines]), "utf-8")
    return path


def committed(store: Store) -> int:
    found = rows(store.path, "SELECT COUNT(*) AS n FROM observations")
    return int(found[0]["n"])


def killed(bot: Bot, store: Store, path: Path, at: int) -> int:
    """Kill an import as soon as so many records are committed; return how many there are."""
    process = bot("import", str(path), "--as-of", "2026-11-24", "--yes")
    deadline = time.monotonic() + 60
    while committed(store) < at and process.poll() is None and time.monotonic() < deadline:
        pass
    process.send_signal(signal.SIGKILL)
    process.wait()
    return committed(store)


@pytest.fixture(scope="module")
def whole(
    long_list: Path, empty_store_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, object]:
    """What the same import leaves that nobody killed."""
    path = tmp_path_factory.mktemp("whole") / "desk.db"
    shutil.copyfile(empty_store_file, path)
    store = Store(path)
    importing = Importing(store, Bounds(), Rates(), Clock(), "tests")
    import_file(importing, long_list, Options(as_of="2026-11-24"))
    store.close()
    return without_times(path)


def without_times(path: Path) -> dict[str, object]:
    """Return a store's tables but for who wrote when, which differs between any two imports."""
    left = tables(path, but=("influencers", "notes"))
    people = rows(path, "SELECT id, name, run_id FROM influencers ORDER BY id")
    notes = rows(path, "SELECT influencer_id, run_id, text FROM notes ORDER BY influencer_id")
    return {**left, "influencers": people, "notes": notes}


@pytest.mark.parametrize("at", [0, 1, 9_000, 25_000], ids=lambda at: f"after_{at}")
def test_rerun_of_a_killed_import_equals_one_that_was_not_killed(
    bot: Bot, store: Store, long_list: Path, whole: dict[str, object], at: int
) -> None:
    killed(bot, store, long_list, at)
    again = bot("import", str(long_list), "--as-of", "2026-11-24", "--yes")
    again.communicate(timeout=120)
    assert again.returncode == 0
    assert without_times(store.path) == whole


def test_what_was_committed_outlives_the_kill_and_agrees_with_itself(
    bot: Bot, store: Store, long_list: Path
) -> None:
    survived = killed(bot, store, long_list, 9_000)
    assert 9_000 <= survived < RECORDS
    assert wrong(store) == []
    assert rows(store.path, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]


def test_killed_import_counts_as_one_run_once_it_is_finished(
    bot: Bot, store: Store, long_list: Path
) -> None:
    killed(bot, store, long_list, 9_000)
    bot("import", str(long_list), "--as-of", "2026-11-24", "--yes").communicate(timeout=120)
    assert rows(store.path, "SELECT state, read_count, new_count FROM runs") == [
        {"state": "done", "read_count": RECORDS, "new_count": RECORDS}
    ]


def test_audit_chain_holds_after_a_kill_and_a_rerun(
    bot: Bot, store: Store, long_list: Path
) -> None:
    killed(bot, store, long_list, 9_000)
    bot("import", str(long_list), "--as-of", "2026-11-24", "--yes").communicate(timeout=120)
    assert store.read(audit.first_broken) is None
    entries = rows(store.path, "SELECT action FROM audit_entries")
    assert entries == [{"action": "import"}]


def test_second_import_meanwhile_is_refused_in_words(
    bot: Bot, store: Store, long_list: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.csv"
    other.write_text("handle\nana\n")
    with store.alone("import"):
        second = bot("import", str(other), "--yes")
        _, said = second.communicate(timeout=60)
    assert second.returncode == 2
    assert "Another import is under way. Nothing was changed" in said
    assert committed(store) == 0

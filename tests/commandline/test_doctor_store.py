"""doctor on the store: whole, of this program, open to it, with nothing cut off."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from commandline.checks import Finding, check_scores, check_store
from services.settings import Settings
from storage.engine import Store
from tests.commandline.test_storekeeping import from_future
from tests.conftest import Bring
from tests.handlers.conftest import CREATORS

NOBODY = 65_534


def wrong(findings: list[Finding]) -> str:
    return " ".join([one.says for one in findings if not one.good])


@pytest.fixture
def cut_off(bring: Bring, store: Store) -> Store:
    """A store in which an import has ended before its end."""
    bring("handle,followers\nana,5\nbo,6\n", name="fair.csv")
    store.write(lambda tx: tx.run("UPDATE runs SET state = 'running'", {}))
    return store


def test_import_that_was_cut_off_is_found(cut_off: Store) -> None:
    assert wrong(check_store(cut_off.path)) == (
        "Import 1, of fair.csv, was cut off at 2 rows: import the same file again to finish it, or"
        " take it back with import --undo 1."
    )


def test_import_that_is_under_way_is_nothing_wrong(cut_off: Store) -> None:
    with cut_off.alone("import"):
        assert [one for one in check_store(cut_off.path) if not one.good] == []


def test_store_that_others_can_read_is_found(store: Store) -> None:
    store.path.chmod(0o644)
    found = wrong(check_store(store.path))
    assert found == (
        f"Others on this machine can read the store {store.path}: chmod 600 {store.path}"
    )


def test_store_to_be_made_is_well(tmp_path: Path) -> None:
    assert wrong(check_store(tmp_path / "new" / "desk.db")) == ""


def test_looking_makes_no_store(tmp_path: Path) -> None:
    check_store(tmp_path / "new" / "desk.db")
    assert list(tmp_path.iterdir()) == []


def test_folder_that_cannot_be_written_to_is_found(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "change its rights or DATABASE_URL" in wrong(check_store(tmp_path / "file" / "desk.db"))


def test_store_that_is_behind_is_found(tmp_path: Path) -> None:
    Store(tmp_path / "desk.db").read(lambda tx: None)
    assert "steps behind: run python bot.py migrate" in wrong(check_store(tmp_path / "desk.db"))


def test_store_of_a_newer_desk_is_found(store: Store) -> None:
    from_future(store)
    assert "by a newer version: update this program" in wrong(check_store(store.path))


def test_file_that_is_no_store_is_found(tmp_path: Path) -> None:
    (tmp_path / "desk.db").write_bytes(b"no database" * 1_000)
    assert "restore a backup" in wrong(check_store(tmp_path / "desk.db"))


def test_damaged_store_is_found(store: Store, bring: Bring) -> None:
    bring(CREATORS)
    store.close()
    content = bytearray(store.path.read_bytes())
    content[8_192:] = b"\xff" * (len(content) - 8_192)
    store.path.write_bytes(content)
    assert "restore a backup" in wrong(check_store(store.path))


def test_store_that_is_held_is_found(store: Store) -> None:
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "Another program holds the store" in wrong(check_store(store.path))


def test_broken_trail_is_found(store: Store, bring: Bring) -> None:
    bring(CREATORS)
    store.write(lambda tx: tx.run("UPDATE audit_entries SET actor = 'somebody else'"))
    assert "The audit trail is broken at entry 1" in wrong(check_store(store.path))


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that anybody may look into."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def unprivileged() -> Iterator[None]:
    """Nobody special, for as long as the test runs."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    yield
    if root:
        os.seteuid(0)


@pytest.fixture
def closed_folder(open_folder: Path) -> Path:
    """A folder that we may look into and no more."""
    open_folder.chmod(0o555)
    return open_folder


def test_read_only_folder_is_found(closed_folder: Path, unprivileged: None) -> None:
    found = wrong(check_store(closed_folder / "desk.db"))
    assert (
        found
        == f"The folder {closed_folder} can't be written to: change its rights or DATABASE_URL."
    )


@pytest.fixture
def foreign_store(open_folder: Path, empty_store_file: Path) -> Path:
    """A store that somebody else's desk has made, in a folder of everybody's."""
    path = Path(shutil.copy(empty_store_file, open_folder / "desk.db"))
    path.chmod(0o444)
    open_folder.chmod(0o777)
    return path


def test_store_of_somebody_else_is_found(foreign_store: Path, unprivileged: None) -> None:
    assert "give it to whoever runs the desk (chown)" in wrong(check_store(foreign_store))


def test_creators_scored_by_other_settings_are_found(store: Store, bring: Bring) -> None:
    bring(CREATORS)
    chosen = Settings(_env_file=None, database_url=f"sqlite:///{store.path}")
    assert check_scores(chosen) == []
    found = check_scores(chosen.model_copy(update={"micro_likes_low": 400}))
    assert "start the desk again" in wrong(found)

"""The schema: forward only, from each earlier version, by one process at a time."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlite_utils import Database

from commandline.opening import open_store
from storage import schema
from storage.engine import Store

STEPS = [step.name for step in schema.migrations.pending(Database(memory=True))]


def at_version(path: Path, before: str | None) -> Store:
    """Return a store that took the steps before one."""
    store = Store(path)
    if before != STEPS[0]:
        schema.migrations.apply(store.database(), stop_before=before)
    return store


def shape(store: Store) -> set[tuple[str, ...]]:
    return set(
        store.read(
            lambda tx: tx.rows(
                "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE '\\_%' ESCAPE '\\'"
            )
        )
    )


@pytest.mark.parametrize("before", STEPS)
def test_a_store_of_each_earlier_version_comes_to_the_newest_schema(
    tmp_path: Path, store: Store, before: str
) -> None:
    old = at_version(tmp_path / "old.db", before)
    schema.migrate(old)
    assert shape(old) == shape(store)


@pytest.mark.parametrize("before", STEPS[1:])
def test_what_a_store_held_is_there_after_the_migration(tmp_path: Path, before: str) -> None:
    old = at_version(tmp_path / "old.db", before)
    old.write(
        lambda tx: tx.run("INSERT INTO niches (name, folded) VALUES ('Falconry', 'falconry')")
    )
    schema.migrate(old)
    assert old.read(lambda tx: tx.value("SELECT id FROM niches WHERE folded = 'falconry'"))


def test_a_migrated_store_has_nothing_pending(store: Store) -> None:
    assert schema.pending(store) == []


def test_migrating_twice_changes_nothing(store: Store) -> None:
    before = shape(store)
    assert schema.migrate(store) == []
    assert shape(store) == before


def test_two_processes_that_migrate_at_once_both_end_with_the_newest_schema(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom commandline.opening import open_store\n"
        "from services.errors import DeskError\n"
        "for _ in range(200):\n"
        "    try:\n        open_store(Path(sys.argv[1])); break\n"
        "    except DeskError:\n        time.sleep(0.02)\nelse:\n    sys.exit(2)\n"
    )
    root = Path(__file__).parents[2]
    both = [subprocess.Popen([sys.executable, "-c", code, str(path)], cwd=root) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert schema.pending(open_store(path)) == []

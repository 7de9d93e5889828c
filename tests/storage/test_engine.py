"""The one way to the file: connections, transactions that are all or nothing, patience, locks."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from storage.engine import Store, StoreBusy, Transaction


def pragma(store: Store, name: str) -> object:
    return store.read(lambda tx: tx.value(f"PRAGMA {name}"))


@pytest.mark.parametrize(
    ("name", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 1)]
)
def test_every_threads_connection_is_set_up_alike(store: Store, name: str, value: object) -> None:
    found = [pragma(store, name)]
    thread = threading.Thread(target=lambda: found.append(pragma(store, name)))
    thread.start()
    thread.join()
    assert found == [value, value]


def test_store_is_for_its_owner_alone(tmp_path: Path) -> None:
    store = Store(tmp_path / "new.db")
    with store.alone("serving"):
        store.write(lambda tx: tx.run("CREATE TABLE t (x)"))
        modes = {one.suffix: stat.S_IMODE(one.stat().st_mode) for one in tmp_path.glob("new.db*")}
    assert modes == dict.fromkeys([".db", ".db-serving-lock", *modes], 0o600)


def test_tables_are_strict(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        store.write(
            lambda tx: tx.run(
                "INSERT INTO niches (id, name, folded, parent_id) VALUES (7, 'x', 'x', 'abc')"
            )
        )


def test_foreign_keys_hold(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        store.write(
            lambda tx: tx.run("INSERT INTO niche_aliases (folded, niche_id) VALUES ('x', 4711)")
        )


def add(tx: Transaction, name: str) -> None:
    tx.run("INSERT INTO niches (name, folded) VALUES (:name, :name)", {"name": name})


def names(store: Store) -> set[str]:
    return {row[0] for row in store.read(lambda tx: tx.rows("SELECT name FROM niches"))}


def test_work_that_fails_leaves_nothing_behind(store: Store) -> None:
    def work(tx: Transaction) -> None:
        add(tx, "half")
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        store.write(work)
    assert "half" not in names(store)


def test_what_is_written_outlives_the_store_that_wrote_it(store: Store) -> None:
    store.write(add, "kept")
    store.close()
    assert "kept" in names(Store(store.path))


def test_a_row_that_was_returned_is_saved_like_any_other(store: Store) -> None:
    store.write(
        lambda tx: tx.value(
            "INSERT INTO niches (name, folded) VALUES ('first', 'first') RETURNING id"
        )
    )
    store.write(add, "second")
    assert {"first", "second"} <= names(Store(store.path))


def test_threads_that_read_and_then_write_lose_nothing(store: Store) -> None:
    store.write(lambda tx: tx.run("UPDATE audit_head SET entry_id = 0"))

    def count_up(tx: Transaction) -> None:
        seen = tx.value("SELECT entry_id FROM audit_head")
        tx.run("UPDATE audit_head SET entry_id = :next", {"next": seen + 1})

    def work() -> None:
        for _ in range(50):
            store.write(count_up, patience=30.0)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.read(lambda tx: tx.value("SELECT entry_id FROM audit_head")) == 200


def test_patience_that_is_used_up_saves_nothing_and_says_so(store: Store) -> None:
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy):
        store.write(add, "late", patience=0.05)
    other.close()
    assert "late" not in names(store)


def test_reading_does_not_wait_for_a_writer(store: Store) -> None:
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert "Fitness" in names(store)
    other.close()


def test_reads_together_see_one_state(store: Store) -> None:
    other = Store(store.path)

    def work(tx: Transaction) -> tuple[int, int]:
        count = "SELECT COUNT(*) FROM niches"
        before = tx.value(count)
        other.write(add, "meanwhile")
        return before, tx.value(count)

    before, after = store.read_together(work)
    other.close()
    assert before == after


def test_two_cannot_be_alone_at_once(store: Store) -> None:
    other = Store(store.path)
    with store.alone("import"), pytest.raises(StoreBusy), other.alone("import"):
        pass


HOLDER = """
import sys
from pathlib import Path
from storage.engine import Store
with Store(Path(sys.argv[1])).alone("import"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_lock_of_a_killed_process_goes_with_it(store: Store) -> None:
    root = Path(__file__).parents[2]
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(store.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=root,
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    with pytest.raises(StoreBusy), store.alone("import"):
        pass
    os.kill(holder.pid, signal.SIGKILL)
    holder.communicate()
    with store.alone("import"):
        pass

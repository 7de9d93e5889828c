"""backup, restore, migrate, audit: nothing is lost, and a wrong file changes nothing."""

import hashlib
import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest

from commandline.storekeeping import served
from storage.engine import Store
from tests.commandline.conftest import Run
from tests.conftest import NOON, Bring
from tests.handlers.conftest import CREATORS
from tests.storage.test_migrations import STEPS, at_version


@pytest.fixture
def saved(run: Run, bring: Bring, tmp_path: Path) -> Path:
    """A backup with sixteen creators in it."""
    bring(CREATORS, name="creators.csv")
    assert run("backup", str(tmp_path / "saved.db")).code == 0
    return tmp_path / "saved.db"


def creators_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as there:
        found: int = there.execute("SELECT COUNT(*) FROM accounts").fetchone()[0]
        return found


def digest_of(store: Store) -> str:
    return hashlib.sha256(store.path.read_bytes()).hexdigest()


def test_backup_holds_what_the_store_holds(saved: Path) -> None:
    assert creators_in(saved) == 16


def test_backup_is_one_file(saved: Path) -> None:
    assert [one.name for one in saved.parent.glob("saved.db*")] == ["saved.db"]


def test_backup_is_for_its_owner_alone(saved: Path) -> None:
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600


def test_backup_never_overwrites(run: Run, saved: Path) -> None:
    ran = run("backup", str(saved))
    assert (ran.code, "is there already" in ran.said) == (2, True)


def test_backup_into_no_folder_is_a_sentence(run: Run, tmp_path: Path) -> None:
    ran = run("backup", str(tmp_path / "none" / "x.db"))
    assert (ran.code, "There is no folder" in ran.said) == (2, True)


@pytest.mark.parametrize(
    "words",
    [("find", "x"), ("export", "imports"), ("digest", "niches"), ("audit",), ("backup", "b.db")],
)
def test_reading_makes_no_folder_for_a_store(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    path = tmp_path / "none" / "x.db"
    ran = run(*words, DATABASE_URL=f"sqlite:///{path}")
    assert (ran.code, f"There is no store {path}" in ran.said) == (2, True)
    assert not path.parent.exists()


def test_doctor_makes_no_folder_for_a_store(run: Run, tmp_path: Path) -> None:
    ran = run("doctor", DATABASE_URL=f"sqlite:///{tmp_path / 'none' / 'x.db'}")
    assert ("There is no store yet" in ran.out, (tmp_path / "none").exists()) == (True, False)


def test_store_that_is_missing_in_its_folder_is_empty(run: Run, tmp_path: Path) -> None:
    ran = run("find", "x", DATABASE_URL=f"sqlite:///{tmp_path / 'new.db'}")
    assert (ran.code, "it has nobody yet" in ran.out) == (1, True)


def test_backup_is_whole_while_somebody_writes(run: Run, store: Store, tmp_path: Path) -> None:
    stop = threading.Event()

    def keep_writing() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            store.write(
                lambda tx, at: tx.run(
                    "INSERT INTO influencers (id, name, created_at) VALUES (:id, 'x', 'y')",
                    {"id": at},
                ),
                number,
            )

    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        assert run("backup", str(tmp_path / "saved.db")).code == 0
    finally:
        stop.set()
        writer.join()
    with closing(sqlite3.connect(tmp_path / "saved.db")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_restore_puts_the_backup_in_place(run: Run, saved: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    assert run("restore", str(saved), "--yes", DATABASE_URL=f"sqlite:///{other}").code == 0
    assert creators_in(other) == 16


def test_restored_store_is_for_its_owner_alone(run: Run, saved: Path, tmp_path: Path) -> None:
    saved.chmod(0o644)
    other = tmp_path / "other.db"
    run("restore", str(saved), "--yes", DATABASE_URL=f"sqlite:///{other}")
    assert stat.S_IMODE(other.stat().st_mode) == 0o600


def test_restore_keeps_what_was_there(run: Run, saved: Path, bring: Bring, store: Store) -> None:
    bring("handle\nlast\n", name="last.csv")
    run("restore", str(saved), "--yes")
    (kept,) = store.path.parent.glob("desk.db.before-??????????????" + "?")
    assert (creators_in(kept), creators_in(store.path)) == (17, 16)


def test_each_restore_keeps_a_copy_of_its_own(
    run: Run, saved: Path, bring: Bring, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commandline.storekeeping.now", lambda: NOON)
    bring("handle\nlast\n", name="last.csv")
    said = [run("restore", str(saved), "--yes").out for _ in range(3)]
    copies = [one.name for one in store.path.parent.glob("desk.db.before-*")]
    names = sorted([name for name in copies if not name.endswith(("-wal", "-shm"))])
    kept = [store.path.with_name(name) for name in names]
    assert [creators_in(path) for path in kept] == [17, 16, 16]
    assert all(path.name in told for path, told in zip(kept, said, strict=True))


def test_restore_where_nobody_can_be_asked_wants_to_be_told(
    run: Run, saved: Path, store: Store
) -> None:
    before = digest_of(store)
    ran = run("restore", str(saved))
    assert (ran.code, "add --yes" in ran.said, digest_of(store)) == (2, True, before)


@pytest.mark.parametrize("content", [b"", b"garbage" * 500, b"SQLite format 3\0" + bytes(4_000)])
def test_restore_of_garbage_changes_nothing(
    run: Run, store: Store, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "bad.db").write_bytes(content)
    before = digest_of(store)
    ran = run("restore", str(tmp_path / "bad.db"), "--yes")
    assert (ran.code, "not a whole backup" in ran.said) == (2, True)
    assert digest_of(store) == before


def test_restore_of_no_file_is_a_sentence(run: Run, tmp_path: Path) -> None:
    ran = run("restore", str(tmp_path / "none.db"), "--yes")
    assert (ran.code, "There is no file" in ran.said) == (2, True)


def test_restore_takes_the_place_of_a_damaged_store(run: Run, saved: Path, store: Store) -> None:
    store.close()
    store.path.write_bytes(b"damaged" * 500)
    assert run("restore", str(saved), "--yes").code == 0
    assert creators_in(store.path) == 16


def test_restore_waits_for_the_desk_to_stop(run: Run, saved: Path, store: Store) -> None:
    with served(store.path):
        ran = run("restore", str(saved), "--yes")
    assert (ran.code, "Stop that one first" in ran.said) == (2, True)


def test_folder_that_cannot_be_made_is_a_sentence(run: Run, saved: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    url = f"sqlite:///{tmp_path / 'file' / 'desk.db'}"
    ran = run("restore", str(saved), "--yes", DATABASE_URL=url)
    assert (ran.code, "Check DATABASE_URL, and that the folder can be" in ran.said) == (2, True)


@pytest.mark.parametrize("command", [("find", "x"), ("migrate",), ("audit",)])
def test_store_of_a_newer_desk_is_refused(run: Run, store: Store, command: tuple[str, ...]) -> None:
    from_future(store)
    ran = run(*command)
    assert (ran.code, "by a newer version of the desk" in ran.said) == (2, True)


def from_future(store: Store) -> None:
    store.write(
        lambda tx: tx.run(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('influencer-desk', 'teleport', '2030-01-01')"
        )
    )


def test_migrate_of_a_new_store_is_done(run: Run, tmp_path: Path) -> None:
    ran = run("migrate", DATABASE_URL=f"sqlite:///{tmp_path / 'fresh' / 'desk.db'}")
    assert (ran.code, (tmp_path / "fresh" / "desk.db").exists()) == (0, True)


def test_migrate_says_what_it_did(run: Run) -> None:
    assert run("migrate").out == "The store is up to date.\n"


def test_migrate_gives_scripts_the_steps_it_took(run: Run, tmp_path: Path) -> None:
    at_version(tmp_path / "old.db", STEPS[-2]).close()
    url = f"sqlite:///{tmp_path / 'old.db'}"
    assert run("migrate", "--json", DATABASE_URL=url).document == {"steps": STEPS[-2:]}


def test_backup_tells_scripts_what_it_wrote(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    document = run("backup", str(file), "--json").document
    content = file.read_bytes()
    assert document == {
        "path": str(file),
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def test_restore_tells_scripts_what_is_where(run: Run, saved: Path, store: Store) -> None:
    document = run("restore", str(saved), "--yes", "--json").document
    (kept,) = store.path.parent.glob("desk.db.before-??????????????" + "?")
    content = saved.read_bytes()
    assert document == {
        "path": str(saved),
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "store": str(store.path),
        "kept": str(kept),
    }


def test_restore_into_nothing_kept_nothing(run: Run, saved: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'other.db'}"
    assert run("restore", str(saved), "--yes", "--json", DATABASE_URL=url).document["kept"] is None


@pytest.mark.parametrize(
    "words",
    [
        ("export", "ledger"),
        ("export", "ledger", "--out", "none/x.csv"),
        ("backup", "none/x.db"),
        ("restore", "none.db"),
        ("restore", "saved.db"),
    ],
)
@pytest.mark.usefixtures("saved")
def test_what_can_t_be_done_is_said_beside_the_document(run: Run, words: tuple[str, ...]) -> None:
    ran = run(*words, "--json")
    assert (ran.code, ran.out, len(ran.said.splitlines())) == (2, "", 1)


def test_whole_trail_is_proved(run: Run, bring: Bring) -> None:
    bring(CREATORS, name="creators.csv")
    document = run("audit", "--json").document
    assert (document["whole"], document["broken"]) == (True, None)


def test_changed_trail_is_found(run: Run, bring: Bring, store: Store) -> None:
    bring(CREATORS, name="creators.csv")
    store.write(lambda tx: tx.run("UPDATE audit_entries SET actor = 'somebody else'"))
    ran = run("audit", "--json")
    assert (ran.code, ran.document["broken"]["entry_id"]) == (1, 1)

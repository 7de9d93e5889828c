"""upgrade: the newest program and schema, or everything as it was before, to the byte."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from commandline.opening import open_store
from commandline.storekeeping import served
from commandline.upgrade import saved_copy
from storage import schema
from storage.engine import Store
from tests.commandline.test_storekeeping import creators_in
from tests.conftest import BOT, NOON, Bring, skip
from tests.handlers.conftest import CREATORS

ROOT = BOT.parent
PROGRAM = (
    "handlers",
    "blocks",
    "services",
    "storage",
    "texts",
    "web",
    "commandline",
    "console",
    "sample",
)
FILES = ("bot.py", "manifest.yaml", "requirements.txt", ".gitignore")

STEP = """

@migrations()
def second_sight(db):
    db.executescript("CREATE TABLE visions (id INTEGER PRIMARY KEY) STRICT;")
"""
BROKEN_STEP = """

@migrations()
def third_eye(db):
    db.executescript("INSERT INTO nowhere VALUES (1);")
"""


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x@example.com", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This program, in a repository of its own."""
    if shutil.which("git") is None:
        skip("git is needed")
    there = tmp_path_factory.mktemp("program")
    for name in PROGRAM:
        shutil.copytree(ROOT / name, there / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, there / name)
    git(there, "init", "--quiet", "--initial-branch=main")
    git(there, "add", ".")
    git(there, "commit", "--quiet", "--message=first")
    return there


@pytest.fixture
def origin(program: Path, tmp_path: Path) -> Path:
    """Where new versions are published."""
    git(tmp_path, "clone", "--quiet", str(program), "origin")
    return tmp_path / "origin"


@pytest.fixture
def here(origin: Path, tmp_path: Path) -> Path:
    """The installed program: a checkout that follows the origin."""
    git(tmp_path, "clone", "--quiet", str(origin), "here")
    return tmp_path / "here"


Publish = Callable[[str, str], None]


@pytest.fixture
def publish(origin: Path, here: Path) -> Publish:
    """Publish a version in which a file has more text at its end."""

    def publish(file: str, more: str) -> None:
        with (origin / file).open("a") as there:
            there.write(more)
        git(origin, "commit", "--quiet", "--all", "--message=newer")

    return publish


@pytest.fixture
def filled(store: Store, bring: Bring) -> Store:
    """A store with sixteen creators in it, closed."""
    bring(CREATORS)
    store.close()
    return store


Upgrade = Callable[[], subprocess.CompletedProcess[str]]


@pytest.fixture
def command(here: Path, filled: Store) -> tuple[list[str], dict[str, str]]:
    """The installed program's upgrade: its words and its environment."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
    database = {"DATABASE_URL": f"sqlite:///{filled.path}", "PIP_NO_INDEX": "1"}
    return [sys.executable, str(here / "bot.py"), "upgrade"], {**ours, **database}


@pytest.fixture
def upgrade(command: tuple[list[str], dict[str, str]], here: Path) -> Upgrade:
    """Run the upgrade in the folder of the installed program."""

    def upgrade() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command[0],
            cwd=here,
            env=command[1],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return upgrade


def copies(store: Store) -> list[Path]:
    return list(store.path.parent.glob("*.before-upgrade-*"))


def steps_in(path: Path) -> set[str]:
    with closing(Store(path)) as store:
        return {step.name for step in schema.migrations.applied(store.database())}


def test_newer_program_and_schema_are_put_in_place(
    upgrade: Upgrade, publish: Publish, filled: Store, here: Path, origin: Path
) -> None:
    publish("storage/schema.py", STEP)
    ran = upgrade()
    assert (ran.returncode, ran.stderr) == (0, "")
    assert git(here, "rev-parse", "HEAD") == git(origin, "rev-parse", "HEAD")
    assert "second_sight" in steps_in(filled.path)


def test_store_of_before_is_kept(upgrade: Upgrade, publish: Publish, filled: Store) -> None:
    publish("storage/schema.py", STEP)
    ran = upgrade()
    (copy,) = copies(filled)
    assert (f"The store of before is {copy}." in ran.stdout, creators_in(copy)) == (True, 16)
    assert "second_sight" not in steps_in(copy)


def test_copies_of_one_second_are_all_kept(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commandline.storekeeping.now", lambda: NOON)
    saved = [saved_copy(filled.path) for _ in range(3)]
    assert [path and creators_in(path) for path in saved] == [16, 16, 16]
    assert sorted(copies(filled)) == sorted(saved)


def test_second_upgrade_has_nothing_to_do(upgrade: Upgrade, publish: Publish) -> None:
    publish("storage/schema.py", STEP)
    upgrade()
    ran = upgrade()
    assert (ran.returncode, ran.stdout) == (0, "The program and the store are up to date.\n")


FAILURES = {
    "a step fails after one that did not": (
        [("storage/schema.py", STEP + BROKEN_STEP)],
        "bot.py migrate failed: The store",
    ),
    "the new program can't be loaded": (
        [("storage/schema.py", STEP), ("handlers/app.py", "\nimport nothing_like_it\n")],
        "bot.py upgrade failed: ModuleNotFoundError: No module named 'nothing_like_it'",
    ),
    "a package can't be had": (
        [("storage/schema.py", STEP), ("requirements.txt", "no-such-package-of-ours==1\n")],
        "failed: ERROR: No matching distribution found for no-such-package-of-ours==1",
    ),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_upgrade_that_fails_is_taken_back(
    upgrade: Upgrade, publish: Publish, filled: Store, here: Path, failure: str
) -> None:
    changes, says = FAILURES[failure]
    for file, more in changes:
        publish(file, more)
    before = (git(here, "rev-parse", "HEAD"), steps_in(filled.path), creators_in(filled.path))
    ran = upgrade()
    assert (ran.returncode, says in ran.stderr) == (2, True)
    taken_back = f"taken back: the store is as it was, the program at {before[0][:8]}."
    assert ran.stderr.endswith(f"The upgrade was {taken_back}\n")
    after = (git(here, "rev-parse", "HEAD"), steps_in(filled.path), creators_in(filled.path))
    assert (after, git(here, "status", "--porcelain"), copies(filled)) == (before, "", [])


def test_program_of_before_works_on_the_store_that_was_taken_back(
    upgrade: Upgrade, publish: Publish, filled: Store
) -> None:
    publish("storage/schema.py", STEP + BROKEN_STEP)
    upgrade()
    open_store(filled.path).close()
    assert "second_sight" not in steps_in(filled.path)


WAITING_STEP = """

@migrations()
def long_sight(db):
    import threading
    with open("reached", "w"):
        threading.Event().wait(60)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_interrupted_upgrade_is_taken_back(
    command: tuple[list[str], dict[str, str]],
    publish: Publish,
    filled: Store,
    here: Path,
    number: int,
) -> None:
    publish("storage/schema.py", STEP + WAITING_STEP)
    before = git(here, "rev-parse", "HEAD")
    os.mkfifo(here / "reached")
    words, environment = command
    with subprocess.Popen(
        words, cwd=here, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        with (here / "reached").open():
            process.send_signal(number)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, "interrupted.\nThe upgrade was taken back" in said) == (2, True)
    assert git(here, "rev-parse", "HEAD") == before
    assert "second_sight" not in steps_in(filled.path)


def test_store_that_is_served_is_left_alone(
    upgrade: Upgrade, publish: Publish, filled: Store, here: Path
) -> None:
    publish("storage/schema.py", STEP)
    before = git(here, "rev-parse", "HEAD")
    with served(filled.path):
        ran = upgrade()
    assert (ran.returncode, "Stop that one first; nothing was changed" in ran.stderr) == (2, True)
    assert (git(here, "rev-parse", "HEAD"), copies(filled)) == (before, [])


def test_changed_program_is_left_alone(upgrade: Upgrade, publish: Publish, here: Path) -> None:
    publish("storage/schema.py", STEP)
    with (here / "blocks" / "text.py").open("a") as file:
        file.write("# mine\n")
    ran = upgrade()
    assert (ran.returncode, "(blocks/text.py). Put that aside first: git stash" in ran.stderr) == (
        2,
        True,
    )


def test_remote_that_is_gone_changes_nothing(upgrade: Upgrade, origin: Path, filled: Store) -> None:
    shutil.rmtree(origin)
    ran = upgrade()
    assert (ran.returncode, "The new program can't be fetched" in ran.stderr) == (2, True)
    assert copies(filled) == []


def test_commits_of_ones_own_are_not_lost(upgrade: Upgrade, publish: Publish, here: Path) -> None:
    publish("storage/schema.py", STEP)
    git(here, "commit", "--quiet", "--allow-empty", "--message=mine")
    mine = git(here, "rev-parse", "HEAD")
    ran = upgrade()
    assert (ran.returncode, "has commits of its own, merge them first" in ran.stderr) == (2, True)
    assert git(here, "rev-parse", "HEAD") == mine


def test_program_that_follows_nothing_brings_the_store_along(
    upgrade: Upgrade, here: Path, filled: Store
) -> None:
    git(here, "remote", "remove", "origin")
    with (here / "storage" / "schema.py").open("a") as file:
        file.write(STEP)
    ran = upgrade()
    assert (ran.returncode, "second_sight" in steps_in(filled.path)) == (0, True)


@pytest.fixture
def units(here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A systemctl that knows one running unit and writes down what it is told."""
    told = tmp_path / "told"
    script = tmp_path / "bin" / "systemctl"
    script.parent.mkdir()
    script.write_text(
        f'#!/bin/sh\nif [ "$2" = show ]; then echo ActiveState=active; echo WorkingDirectory={here}\n'
        f'else echo "$@" >> {told}; test ! -e {tmp_path}/forbidden; fi\n'
    )
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(script.parent), prepend=os.pathsep)
    return told


def test_running_service_is_stopped_and_started_again(
    units: Path, upgrade: Upgrade, publish: Publish
) -> None:
    publish("storage/schema.py", STEP)
    assert upgrade().returncode == 0
    assert units.read_text() == "--user stop influencer-desk\n--user start influencer-desk\n"


def test_service_runs_again_after_an_upgrade_that_was_taken_back(
    units: Path, upgrade: Upgrade, publish: Publish
) -> None:
    publish("storage/schema.py", STEP + BROKEN_STEP)
    assert upgrade().returncode == 2
    assert units.read_text() == "--user stop influencer-desk\n--user start influencer-desk\n"


def test_service_is_not_touched_where_nothing_is_new(units: Path, upgrade: Upgrade) -> None:
    assert (upgrade().returncode, units.exists()) == (0, False)


def test_service_that_may_not_be_stopped_runs_on_as_it_is(
    units: Path, upgrade: Upgrade, publish: Publish, filled: Store, tmp_path: Path, here: Path
) -> None:
    publish("storage/schema.py", STEP)
    (tmp_path / "forbidden").touch()
    before = git(here, "rev-parse", "HEAD")
    ran = upgrade()
    assert (ran.returncode, "can't be told to stop: code 1" in ran.stderr) == (2, True)
    assert units.read_text() == "--user stop influencer-desk\n"
    assert (git(here, "rev-parse", "HEAD"), copies(filled)) == (before, [])

"""The schema: forward only, from each earlier version, by one process at a time."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlite_utils import Database

from commandline.opening import open_store
from storage import schema
from storage.engine import Store

STEPS = [step.name for step in schema.migrations.pending(Database(memory=True))]


DROPPED = {("drops", "at_home")}
"""Columns that went: what they held is known from elsewhere."""


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


def tables(database: Database) -> list[str]:
    """Return the tables, each after those it points at; what belongs to an index aside."""
    names = [
        table.name
        for table in database.tables
        if not table.name.startswith(("_", "account_words", "sqlite_"))
    ]
    ordered: list[str] = []
    while len(ordered) < len(names):
        for name in names:
            pointed = {key.other_table for key in database.table(name).foreign_keys} - {name}
            if name not in ordered and pointed <= set(ordered):
                ordered.append(name)
    return ordered


def fill(database: Database, table: str) -> None:
    """Put a row into a table: every column has a value that its type and checks allow."""
    there = database.table(table)
    keys = {key.column: key for key in there.foreign_keys}
    row: dict[str, object] = {}
    for column in there.columns:
        checked = rf"\b{column.name} (?:IN \(|= )'?(\w+)'?"
        allowed = re.search(checked, "".join(re.findall(r"CHECK \(.*", there.schema)))
        if key := keys.get(column.name):
            pointed = f"SELECT MAX({key.other_column}) FROM {key.other_table}"
            row[column.name] = database.execute(pointed).fetchone()[0]
        elif column.type == "INTEGER":
            row[column.name] = int(allowed[1]) if allowed else 7
        else:
            row[column.name] = allowed[1] if allowed else f"{column.name} of {table}"
    there.insert(row, ignore=bool(rows(database, table)))


def rows(database: Database, table: str, *columns: str) -> list[dict[str, object]]:
    """Return what a table holds, of some columns, or of all."""
    asked = columns or [column.name for column in database.table(table).columns]
    shown = ", ".join([name for name in asked if (table, name) not in DROPPED])
    found = database.query(f"SELECT {shown} FROM {table}")
    return sorted([dict(row) for row in found], key=repr)


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
    database = old.database()
    for table in tables(database):
        fill(database, table)
    held = {table: rows(database, table) for table in tables(database)}
    schema.migrate(old)
    assert [table for table, known in held.items() if not known] == []
    assert {table: rows(database, table, *known[0]) for table, known in held.items()} == held


@pytest.mark.parametrize("before", STEPS[1:])
def test_migrated_store_points_nowhere_that_is_not_there(tmp_path: Path, before: str) -> None:
    old = at_version(tmp_path / "old.db", before)
    for table in tables(old.database()):
        fill(old.database(), table)
    schema.migrate(old)
    assert old.read(lambda tx: tx.rows("PRAGMA foreign_key_check")) == []


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

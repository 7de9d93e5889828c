"""audit proves the ledger too; export writes it."""

import sqlite3
import subprocess
import sys
from os import environ

import orjson
import pytest

from storage.engine import Store
from tests.sales.making import Shop


def desk(store: Store, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "bot.py", *words],
        env={**environ, "DATABASE_URL": f"sqlite:///{store.path}"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def books(store: Store, shop: Shop) -> Store:
    shop.send(shop.sale("1042", 5_220), shop.refund("1042", 2_000))
    return store


def test_a_whole_ledger_is_said_to_hold(books: Store) -> None:
    done = desk(books, "audit")
    assert (done.returncode, "The ledger holds: 2 postings." in done.stdout) == (0, True)


def test_a_changed_entry_is_named_and_ends_with_look(books: Store) -> None:
    other = sqlite3.connect(books.path)
    other.execute("UPDATE entries SET amount_minor = amount_minor * 10 WHERE posting_id = 2")
    other.commit()
    other.close()
    done = desk(books, "audit", "--json")
    found = orjson.loads(done.stdout)
    assert (done.returncode, found["whole"], found["broken"]) == (1, False, None)
    assert found["ledger"]["findings"][0]["subject"] == "posting 2"


def test_an_export_of_the_ledger_sums_to_what_is_owed(books: Store) -> None:
    lines = desk(books, "export", "ledger", "--format", "ndjson").stdout.splitlines()
    rows = [orjson.loads(line) for line in lines]
    owed = [row["amount_minor"] for row in rows if row["account"] == "owed_to_creators"]
    assert (len(rows), -sum(owed)) == (4, 322)

"""A store looked at past the desk's own code: what stands in it, and what ought to stand in it."""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from services.search import find
from storage.engine import Store
from storage.words import words

Place = tuple[str, int, str, str]
"""A membership: niche, gate, platform, key."""

OF_THE_STORE = {"id", "influencer_id", "run_id", "primary_niche_id", "words"}
"""Columns that tell in which order accounts and niches came, and nothing of anybody."""

QUERIES = ("", "fitness", "fitness tier:any", "ana tier:any", "-niche:fitness tier:any", "tag:vip")


def rows(path: Path, sql: str, **parameters: object) -> list[dict[str, Any]]:
    """Ask a store's file itself, past everything that the desk would do."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql, parameters)]


def tables(path: Path, *, but: tuple[str, ...] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of all tables, without those that an import leaves its trace in."""
    left_out = {"runs", "baselines", "scored_by", "niche_counts", "spent_ids", *but}
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr)
            for (name,) in names
            if name not in left_out and not name.startswith(("account_words", "audit", "sqlite"))
        } | {"indexed": sorted(indexed(connection)), "counted": sorted(counted(connection).items())}


def indexed(connection: sqlite3.Connection) -> set[tuple[str, int]]:
    """Return each word of the full-text index with the account it stands for."""
    connection.execute(
        "CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, account_words, instance)"
    )
    return set(connection.execute("SELECT term, doc FROM temp.vocabulary"))


def counted(connection: sqlite3.Connection) -> dict[tuple[int, int], int]:
    found = connection.execute("SELECT niche_id, gate, accounts FROM niche_counts WHERE accounts")
    return {(niche, gate): number for niche, gate, number in found}


def seen(store: Store) -> dict[str, Any]:
    """Return what people can see of a store, whatever the order in which it came together."""
    accounts = [
        {name: value for name, value in row.items() if name not in OF_THE_STORE}
        for row in rows(store.path, "SELECT * FROM accounts ORDER BY platform, key")
    ]
    return {"accounts": accounts, "answers": answers(store), "memberships": memberships(store)}


def answers(store: Store) -> dict[str, Any]:
    """Return what searches find, sorted: of equals the one that came first stands first."""
    found = {
        text: find(store, text, currency="USD", limit=50, near=True, client_id=1)
        for text in QUERIES
    }
    return {
        text: (
            one.total,
            sorted(
                [(hit.platform, str(hit.handle), hit.typical_likes) for hit in one.results],
                key=repr,
            ),
            sorted([(hit.platform, str(hit.handle), hit.missed_rule) for hit in one.near_misses]),
        )
        for text, one in found.items()
    }


def memberships(store: Store) -> list[Place]:
    return sorted(
        (row["folded"], row["gate"], row["platform"], row["key"])
        for row in rows(
            store.path,
            "SELECT n.folded, m.gate, a.platform, a.key FROM memberships m"
            " JOIN niches n ON n.id = m.niche_id JOIN accounts a ON a.id = m.account_id",
        )
    )


def wrong(store: Store) -> list[str]:
    """Return what does not agree with the accounts and their observations; nothing, if all does."""
    with closing(sqlite3.connect(store.path)) as connection:
        expected = _expected(connection)
        stored = set(connection.execute("SELECT * FROM memberships"))
        numbers = Counter((niche, gate) for niche, gate, _, _ in expected)
        said = {
            (word, account)
            for account, text in connection.execute("SELECT id, words FROM accounts")
            for word in text.split()
            if word != "|"
        }
        found = []
        if stored != expected:
            found.append(f"memberships: {sorted(stored ^ expected)[:5]}")
        if counted(connection) != numbers:
            found.append(f"counts: {counted(connection)} should be {dict(numbers)}")
        if indexed(connection) != said:
            found.append(f"words: {sorted(indexed(connection) ^ said)[:5]}")
        if connection.execute("PRAGMA foreign_key_check").fetchall():
            found.append("a row points to nothing")
        return found


def _expected(connection: sqlite3.Connection) -> set[tuple[int, int, int, int]]:
    """Return the memberships that the newest observation with niches gives each account."""
    named = dict(connection.execute("SELECT folded, id FROM niches WHERE id <> 0"))
    named |= dict(connection.execute("SELECT folded, niche_id FROM niche_aliases"))
    parents = dict(connection.execute("SELECT id, parent_id FROM niches"))
    expected = set()
    for account, gate, key in connection.execute("SELECT id, gate, sort_key FROM accounts"):
        newest = connection.execute(
            "SELECT niches FROM observations WHERE account_id = ? AND niches IS NOT NULL"
            " ORDER BY as_of DESC, run_id DESC LIMIT 1",
            (account,),
        ).fetchone()
        niches: set[int | None] = {0}
        for name in newest[0].split("\x1f") if newest else ():
            niche = named.get(" ".join(words(name)))
            while niche is not None:
                niches.add(niche)
                niche = parents[niche]
        expected |= {(niche, gate, key, account) for niche in niches if niche is not None}
    return expected

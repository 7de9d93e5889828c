"""A file's records on their way in: a temporary database that nobody else waits for."""

import glob
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from storage.accounts import SEPARATOR


class StagedRow(NamedTuple):
    """One record, its account's figures flat; rest is what few records have, as JSON bytes."""

    seq: int
    line: int
    platform: str
    key: str
    handle: str | None
    url: str | None
    name: str | None
    bio: str | None
    country: str | None
    language: str | None
    followers: int | None
    average_likes: int | None
    average_comments: int | None
    average_views: int | None
    follows: int | None
    posts_count: int | None
    niches: str
    as_of: str | None
    rest: bytes | None


_COLUMNS = ", ".join(StagedRow._fields)
_MARKS = ", ".join("?" * len(StagedRow._fields))


class StagedPost(NamedTuple):
    """One post of a posts file."""

    seq: int
    line: int
    platform: str
    key: str
    handle: str | None
    post_key: str
    posted_at: str
    format: str | None
    likes: int | None
    comments: int | None
    url: str | None


_POST_COLUMNS = ", ".join(StagedPost._fields)
_POST_MARKS = ", ".join("?" * len(StagedPost._fields))


class Staging:
    """Records by account, in the order of platform and key. Use as a context; it cleans up.

    It lies beside the store, of which one import at a time may be under way: what an earlier one
    has left is of one that was killed, and goes.
    """

    def __init__(self, store: Path, cache_megabytes: int = 48) -> None:
        prefix = f".{store.name}-import-"
        for left in store.parent.glob(f"{glob.escape(prefix)}*"):
            shutil.rmtree(left, ignore_errors=True)
        self._folder = tempfile.TemporaryDirectory(prefix=prefix, dir=store.parent)
        self._connection = sqlite3.connect(
            Path(self._folder.name, "staging.db"), isolation_level=None
        )
        self._connection.execute("PRAGMA journal_mode=OFF")
        self._connection.execute("PRAGMA synchronous=OFF")
        self._connection.execute("PRAGMA temp_store=FILE")
        self._connection.execute(f"PRAGMA cache_size=-{cache_megabytes * 1024}")
        self._connection.execute(
            "CREATE TABLE records (seq INTEGER PRIMARY KEY, line, platform, key, handle, url, name,"
            " bio, country, language, followers, average_likes, average_comments, average_views,"
            " follows, posts_count, niches, as_of, rest)"
        )
        self._connection.execute(
            "CREATE TABLE posts (seq INTEGER PRIMARY KEY, line, platform, key, handle, post_key,"
            " posted_at, format, likes, comments, url)"
        )
        self._connection.execute("BEGIN")

    def __enter__(self) -> "Staging":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        self._folder.cleanup()

    def add(self, rows: Iterator[StagedRow] | Sequence[StagedRow]) -> None:
        self._connection.executemany(f"INSERT INTO records ({_COLUMNS}) VALUES ({_MARKS})", rows)

    def add_posts(self, rows: Iterator[StagedPost]) -> None:
        self._connection.executemany(
            f"INSERT INTO posts ({_POST_COLUMNS}) VALUES ({_POST_MARKS})", rows
        )

    def settle(self) -> None:
        """Call once after the last add: sorts the records by account."""
        self._connection.execute("CREATE INDEX by_account ON records (platform, key, seq)")
        self._connection.execute("CREATE INDEX by_post ON posts (platform, key, post_key, seq)")
        self._connection.execute("COMMIT")

    def records(self) -> int:
        """Return how many records, or posts, were staged."""
        return self._value("SELECT (SELECT COUNT(*) FROM records) + (SELECT COUNT(*) FROM posts)")

    def different(self) -> int:
        """Return how many different accounts, or posts, they are about."""
        return self._value(
            "SELECT (SELECT COUNT(*) FROM (SELECT DISTINCT platform, key FROM records))"
            " + (SELECT COUNT(*) FROM (SELECT DISTINCT platform, key, post_key FROM posts))"
        )

    def _value(self, sql: str) -> int:
        found: int = self._connection.execute(sql).fetchone()[0]
        return found

    def lookalikes(self, at_least: int) -> set[tuple[int, int, int]]:
        """Return the figures (followers, likes, comments) that many accounts of the file share."""
        return set(
            self._connection.execute(
                "SELECT followers, average_likes, average_comments FROM records"
                " WHERE followers IS NOT NULL AND average_likes IS NOT NULL"
                " AND average_comments IS NOT NULL"
                " GROUP BY followers, average_likes, average_comments"
                " HAVING COUNT(DISTINCT platform || ' ' || key) >= ?",
                (at_least,),
            )
        )

    def niches(self) -> Iterator[str]:
        """Yield each niche that a record names, once."""
        seen: set[str] = set()
        for (together,) in self._connection.execute("SELECT DISTINCT niches FROM records"):
            for name in together.split(SEPARATOR) if together else ():
                if name not in seen:
                    seen.add(name)
                    yield name

    def likes(self) -> Iterator[tuple[str, str, int | None, int, int | None]]:
        """Yield platform, niches, followers, likes and comments of each record, in file order."""
        return iter(
            self._connection.execute(
                "SELECT platform, niches, followers, average_likes, average_comments FROM records"
                " WHERE average_likes IS NOT NULL"
            )
        )

    def in_order(self, after: tuple[str, str]) -> Iterator[StagedRow]:
        """Yield the records after a place, by platform, key and order in the file."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM records WHERE (platform, key) > (?, ?)"
            " ORDER BY platform, key, seq",
            after,
        )
        return map(StagedRow._make, rows)

    def posts_in_order(self, after: tuple[str, str]) -> Iterator[StagedPost]:
        """Yield the posts after a place, by platform, key, post and order in the file."""
        rows = self._connection.execute(
            f"SELECT {_POST_COLUMNS} FROM posts WHERE (platform, key) > (?, ?)"
            " ORDER BY platform, key, post_key, seq",
            after,
        )
        return map(StagedPost._make, rows)

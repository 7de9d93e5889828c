"""The one way to the database file: a connection a thread, reads, repeatable transactions.

All that differs between database engines stands here and in schema.py.
"""

import contextlib
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Hashable, Iterator, Sequence
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, TypeVarTuple

from sqlite_utils import Database

P = ParamSpec("P")
T = TypeVar("T")
Ts = TypeVarTuple("Ts")
Row = tuple[Any, ...]
Parameters = dict[str, Any]

TEXT_HITS = "SELECT rowid AS id FROM account_words WHERE account_words MATCH :match"
ADD_WORDS = "INSERT INTO account_words (rowid, words) VALUES (?, ?)"
REMOVE_WORDS = "INSERT INTO account_words (account_words, rowid, words) VALUES ('delete', ?, ?)"

CLICK_PATIENCE = 2.0
WORKER_PATIENCE = 60.0
CACHE, BULK_CACHE = 16 * 1024, 72 * 1024
"""KiB of pages that a connection keeps: to serve, and to write in bulk."""

MAPPED = 2 << 30
"""Bytes of the file that reads see without copying. Bulk writes do without: mapped pages would
count as this process's memory, and gain it nothing."""

LOOK_AGAIN = 0.002
"""Seconds between two looks at whether the lock is free."""

WAY = 0.006
"""Seconds that somebody who writes piece after piece leaves to others: three looks."""


class StoreBusy(Exception):
    """The database stayed locked for longer than the caller had patience. Nothing was saved."""


class Kept:
    """What a thread has read and may read again without a query, as long as nobody writes.

    SQLite tells whether another connection has written; this one's writes are told to forget().
    """

    MOST = 2_000
    """Answers that are kept; with more of them all are read anew."""

    __slots__ = ("_answers", "_connection", "_version")

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._version = -1
        self._answers: dict[Hashable, Any] = {}

    def answers(self) -> dict[Hashable, Any]:
        """Return what holds now."""
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version or len(self._answers) >= self.MOST:
            self._version, self._answers = version, {}
        return self._answers

    def forget(self) -> None:
        """Forget all: this thread writes."""
        self._answers = {}


class Transaction:
    """What a piece of work is given: statements with named parameters, nothing else."""

    __slots__ = ("_answers", "_connection", "_kept", "_seen")

    def __init__(self, connection: sqlite3.Connection, kept: Kept | None = None) -> None:
        self._connection, self._kept = connection, kept
        self._answers: dict[Hashable, Any] | None = None
        self._seen: dict[Hashable, Any] = {}

    def once(self, key: Hashable, work: Callable[[], T]) -> T:
        """Return what work reads; it is read once as long as nobody writes into the store.

        key: what is read, its parameters included. What is returned must not be changed. Within a
        transaction, and a read of one state, it is read each time.
        """
        if self._kept is None:
            return work()
        if self._answers is None:
            self._answers = self._kept.answers()
        if key not in self._answers:
            self._answers[key] = work()
        found: T = self._answers[key]
        return found

    def seen(self, key: Hashable, work: Callable[[], T]) -> T:
        """Return what work reads, read once in this piece of work, which must not write it."""
        if key not in self._seen:
            self._seen[key] = work()
        found: T = self._seen[key]
        return found

    def rows(self, sql: str, parameters: Parameters | None = None) -> list[Row]:
        return self._connection.execute(sql, parameters or {}).fetchall()

    def each(self, sql: str, parameters: Parameters | None = None) -> Iterator[Row]:
        """Yield rows one by one; for results that should not stand in memory whole."""
        return iter(self._connection.execute(sql, parameters or {}))

    def row(self, sql: str, parameters: Parameters | None = None) -> Row | None:
        found: Row | None = self._connection.execute(sql, parameters or {}).fetchone()
        return found

    def value(self, sql: str, parameters: Parameters | None = None) -> Any:
        """Return the first column of the first row, or None."""
        found = self.row(sql, parameters)
        return found[0] if found else None

    def run(self, sql: str, parameters: Parameters | None = None) -> int:
        """Execute a statement that writes; return how many rows it changed."""
        return self._connection.execute(sql, parameters or {}).rowcount

    def run_many(self, sql: str, rows: Sequence[Sequence[Any]] | Iterator[Sequence[Any]]) -> None:
        """Execute a statement with positional parameters for each row: the bulk path of imports."""
        self._connection.executemany(sql, rows)


class Store:
    """A SQLite file (WAL, foreign keys on), opened once a thread. bulk: for an import alone."""

    def __init__(self, path: Path, *, bulk: bool = False) -> None:
        self.path = path
        self._bulk = bulk
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._guard = threading.Lock()

    def read(
        self, work: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run work outside any transaction: each statement sees the newest committed state."""
        return work(self._transaction(keeping=True), *args, **kwargs)

    def read_together(
        self, work: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run work so that all of its statements see one state of the store."""
        connection = self._connection()
        connection.execute("BEGIN")
        try:
            return work(self._transaction(), *args, **kwargs)
        finally:
            connection.execute("ROLLBACK")

    def write(
        self, work: Callable[[Transaction, *Ts], T], *args: *Ts, patience: float = CLICK_PATIENCE
    ) -> T:
        """Run work in one transaction, all or nothing; it may be run again after a conflict.

        patience: seconds to wait for another writer. Raises StoreBusy when it is used up.
        """
        connection = self._connection()
        deadline = time.monotonic() + patience
        while True:
            try:
                self._begin(connection, deadline)
                result = work(self._transaction(), *args)
                connection.execute("COMMIT")
                self._local.kept.forget()
                return result
            except sqlite3.OperationalError as error:
                self._roll_back(connection)
                if not is_conflict(error):
                    raise
                if time.monotonic() >= deadline:
                    raise StoreBusy from error
            except BaseException:
                self._roll_back(connection)
                raise

    def give_way(self) -> None:
        """Let others write, between the pieces of long work."""
        if self._bulk:
            self._connection().execute("PRAGMA wal_checkpoint(PASSIVE)")
        time.sleep(WAY)

    @contextlib.contextmanager
    def alone(self, purpose: str) -> Iterator[None]:
        """Hold a lock of this name over processes; it goes with the process, however that ends.

        Raises StoreBusy at once when somebody else holds it.
        """
        path = for_owner(self.path.with_name(f"{self.path.name}-{purpose}-lock"))
        lock = sqlite3.connect(path, isolation_level=None, timeout=0)
        try:
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                raise StoreBusy from error
            yield
        finally:
            lock.close()

    def database(self) -> Database:
        """Return this thread's connection as sqlite-utils sees it."""
        connection = self._connection()
        self._local.kept.forget()
        return Database(connection, execute_plugins=False)

    def close(self) -> None:
        """Close the connections of all threads. No work may be under way."""
        with self._guard:
            while self._open:
                self._open.pop().close()
        self._local = threading.local()

    def _transaction(self, *, keeping: bool = False) -> Transaction:
        connection = self._connection()
        return Transaction(connection, self._local.kept if keeping else None)

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect()
            self._local.connection, self._local.kept = connection, Kept(connection)
            with self._guard:
                self._open.append(connection)
        return connection

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            for_owner(self.path),
            isolation_level=None,
            timeout=CLICK_PATIENCE,
            check_same_thread=False,  # close() ends the connections of threads that are gone
            cached_statements=256,
        )
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA case_sensitive_like=ON")
        connection.execute("PRAGMA temp_store=FILE")
        if self._bulk:
            connection.execute(f"PRAGMA cache_size=-{BULK_CACHE}")
            connection.execute("PRAGMA wal_autocheckpoint=0")  # give_way() does it, in no commit
        else:
            connection.execute(f"PRAGMA cache_size=-{CACHE}")
            connection.execute(f"PRAGMA mmap_size={MAPPED}")
        return connection

    def _begin(self, connection: sqlite3.Connection, deadline: float) -> None:
        """Take the lock. SQLite's own waiting looks but ten times a second: too seldom to get in
        between the transactions of a long import, so that waiting is ours.
        """
        connection.execute("PRAGMA busy_timeout=0")
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                break
            except sqlite3.OperationalError as error:
                if not is_conflict(error) or time.monotonic() >= deadline:
                    raise
            time.sleep(LOOK_AGAIN)
        connection.execute(f"PRAGMA busy_timeout={int(CLICK_PATIENCE * 1000)}")

    def _roll_back(self, connection: sqlite3.Connection) -> None:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def is_conflict(error: sqlite3.OperationalError) -> bool:
    """Tell whether the same work may succeed when it is run again."""
    return error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def for_owner(path: Path) -> Path:
    """Make an empty file that its owner alone can read, where there is none; return its path.

    SQLite makes what stands beside a store as readable as the store. Where no file can be made,
    whoever opens it says why.
    """
    with contextlib.suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    return path


def copy_to(store: Store, target: Path) -> None:
    """Copy the whole store to a new file while it is in use."""
    copy = sqlite3.connect(for_owner(target))
    try:
        store.database().conn.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        copy.close()

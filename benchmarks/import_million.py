"""Import of a million rows: memory, time beside a bare loop, locks, and who waits meanwhile.

First a list into an empty store; then a later list of the same accounts, all figures changed, while
a desk serves the store; then the undo of that.

Usage: python -m benchmarks.import_million [ACCOUNTS] [ROUNDS]
ROUNDS: how often somebody uses the desk before the refresh, to know what is usual.
"""

import csv
import json
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.generate import file_of
from benchmarks.measure import Bounds, milliseconds, percentile
from benchmarks.search_http import Client, served
from benchmarks.stores import NOW, importing, store_of
from commandline.opening import go_second, open_store
from services import shortlists
from services.importing import Options
from services.imports import import_file
from services.undoing import undo_import
from storage.engine import CLICK_PATIENCE, Store

BARE_RUNS = 3
MEMORY_MB, TIMES, LOCK, CLICK, SLOWER = 300, 6.0, 0.3, 1.0, 2.0


class TimedStore(Store):
    """A store that keeps how long each transaction held the lock."""

    longest = 0.0

    def write(self, work: Callable[..., Any], *args: Any, patience: float = CLICK_PATIENCE) -> Any:
        began = 0.0

        def timed(tx: Any, *given: Any) -> Any:
            nonlocal began
            began = time.perf_counter()
            return work(tx, *given)

        result = super().write(timed, *args, patience=patience)
        self.longest = max(self.longest, time.perf_counter() - began)
        return result


def bring_in(path: str, database: str) -> dict[str, float]:
    """Import a file as `bot.py import` does; return what it took."""
    go_second()
    open_store(Path(database)).close()
    store = TimedStore(Path(database), bulk=True)
    began = time.perf_counter()
    report = import_file(importing(store), Path(path), Options())
    return {**_taken(store, began), "new": report.new, "updated": report.updated}


def take_back(database: str) -> dict[str, float]:
    """Undo the newest import as `bot.py import --undo` does; return what it took."""
    go_second()
    store = TimedStore(Path(database), bulk=True)
    newest = store.read(lambda tx: tx.value("SELECT MAX(id) FROM runs"))
    began = time.perf_counter()
    done = undo_import(importing(store), newest)
    return {**_taken(store, began), "restored": done.restored}


def _taken(store: TimedStore, began: float) -> dict[str, float]:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": time.perf_counter() - began, "memory": memory, "lock": store.longest}


def started(*arguments: str | Path) -> "subprocess.Popen[str]":
    """Begin an import or an undo in a process of its own."""
    command = [sys.executable, "-m", __spec__.name, *[str(one) for one in arguments]]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def outcome(process: "subprocess.Popen[str]") -> dict[str, float]:
    said, _ = process.communicate()
    if process.returncode:
        sys.exit("The import failed.")
    found: dict[str, float] = json.loads(said)
    return found


def bare(path: Path, folder: Path) -> float:
    """Return the seconds of the least that brings a CSV into a table."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("DROP TABLE IF EXISTS rows")
    began = time.perf_counter()
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        headings = next(reader)
        connection.execute(f"CREATE TABLE rows ({', '.join(headings)})")
        connection.execute("BEGIN")
        marks = ", ".join("?" * len(headings))
        connection.executemany(f"INSERT INTO rows VALUES ({marks})", reader)
        connection.execute("COMMIT")
    took = time.perf_counter() - began
    connection.close()
    return took


def by_sqlite_utils(path: Path, folder: Path) -> float:
    """Return the seconds of sqlite-utils' own insert, with full text on three columns."""
    tool, database = Path(sys.executable).with_name("sqlite-utils"), folder / "tool.db"
    began = time.perf_counter()
    for arguments in (
        ["insert", str(database), "rows", str(path), "--csv"],
        ["enable-fts", str(database), "rows", "name", "niche", "bio", "--fts5"],
    ):
        subprocess.run([str(tool), *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def used(
    database: Path, client: Client, goes_on: Callable[[int], bool]
) -> tuple[list[float], list[float]]:
    """Use a desk as people do: search, press a button that writes, pause; return the seconds."""
    store = Store(database)
    searches: list[float] = []
    clicks: list[float] = []
    while goes_on(len(clicks)):
        searches += [searched(client) for _ in range(20)]
        began = time.perf_counter()
        shortlists.add(store, f"While {began}", 1 + len(clicks), actor="U1", now=NOW, client_id=1)
        clicks.append(time.perf_counter() - began)
        time.sleep(0.05)
    store.close()
    return searches, clicks


def searched(client: Client) -> float:
    return client.command("/find-influencer", "fitness")[0]


def main(count: int, rounds: int) -> None:
    bounds = Bounds()
    path, later = file_of(count), file_of(count, likes_factor=1.1)
    with tempfile.TemporaryDirectory(dir=path.parent) as name:
        folder = Path(name)
        first_import(path, folder, bounds)
        shutil.copyfile(store_of(count), folder / "used.db")
        refresh(later, folder / "used.db", rounds, bounds)
        back = outcome(started("--undo", folder / "used.db"))
    print(f"Its undo: {back['seconds']:.1f} s, {back['restored']:,} restored")
    _hold(bounds, "an undo", back)
    bounds.done()


def first_import(path: Path, folder: Path, bounds: Bounds) -> None:
    """Bring a list into an empty store, beside the least and beside sqlite-utils."""
    least = median([bare(path, folder) for _ in range(BARE_RUNS)])
    tool = by_sqlite_utils(path, folder)
    first = outcome(started("--import", path, folder / "desk.db"))
    print(
        f"A first import: {first['seconds']:.1f} s, {first['new']:,} new;"
        f" a bare loop {least:.1f} s, sqlite-utils with full text {tool:.1f} s"
    )
    bounds.hold("times the bare loop", first["seconds"] / least, TIMES)
    _hold(bounds, "a first import", first)


def refresh(later: Path, database: Path, rounds: int, bounds: Bounds) -> None:
    """Bring other figures of the same accounts into a store that people use meanwhile."""
    with served(database) as (client, _bare):
        quiet, _ = used(database, client, lambda done: done < rounds)
        process = started("--import", later, database)
        searches, clicks = used(database, client, lambda _: process.poll() is None)
        again = outcome(process)
    print(f"A refresh of all rows: {again['seconds']:.1f} s, {again['updated']:,} updated")
    _hold(bounds, "a refresh", again)
    print(f"  searches before {milliseconds(quiet)}")
    print(f"  searches meanwhile {milliseconds(searches)}; clicks {milliseconds(clicks)}")
    slower = percentile(searches, 0.95) / percentile(quiet, 0.95)
    bounds.hold("p95 of searches meanwhile, times the usual", slower, SLOWER)
    bounds.hold("slowest click meanwhile", max(clicks), CLICK, " s")


def _hold(bounds: Bounds, what: str, taken: dict[str, float]) -> None:
    bounds.hold(f"memory of {what}", taken["memory"], MEMORY_MB, " MB")
    bounds.hold(f"longest lock of {what}", taken["lock"], LOCK, " s")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--import"]:
        print(json.dumps(bring_in(*sys.argv[2:4])))
    elif sys.argv[1:2] == ["--undo"]:
        print(json.dumps(take_back(sys.argv[2])))
    else:
        main(*[int(one) for one in [*sys.argv[1:], "1000000", "200"][:2]])

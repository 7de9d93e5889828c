"""Import of a million rows: memory, time beside a bare loop, locks, and who waits meanwhile.

Usage: python -m benchmarks.import_million [ACCOUNTS]
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
from typing import Any

from benchmarks.generate import file_of
from benchmarks.measure import Bounds, milliseconds, percentile
from benchmarks.search_http import Client, served
from benchmarks.stores import NOW, importing, store_of
from commandline.opening import go_second, open_store
from services import shortlists
from services.importing import Options
from services.imports import import_file
from storage.engine import CLICK_PATIENCE, Store

MEMORY_MB, TIMES, LOCK, CLICK, SLOWER = 300, 6.0, 0.3, 1.0, 2.0
QUIET = 200
"""Rounds of use before the import, to know what is usual."""


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


def bring_in(path: str, database: str) -> None:
    """Import a file as `bot.py import` does; print what it took."""
    go_second()
    open_store(Path(database)).close()
    store = TimedStore(Path(database), bulk=True)
    began = time.perf_counter()
    report = import_file(importing(store), Path(path), Options())
    took = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {"seconds": took, "memory": memory, "lock": store.longest}
    print(json.dumps({**figures, "new": report.new, "updated": report.updated}))


def started(path: Path, database: Path) -> "subprocess.Popen[str]":
    arguments = [sys.executable, "-m", __spec__.name, "--import", str(path), str(database)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)


def outcome(process: "subprocess.Popen[str]") -> dict[str, float]:
    said, _ = process.communicate()
    if process.returncode:
        sys.exit("The import failed.")
    found: dict[str, float] = json.loads(said)
    return found


def bare(path: Path, folder: Path) -> float:
    """Return the seconds of the least that brings a CSV into a table."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
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
        ["insert", database, "rows", path, "--csv"],
        ["enable-fts", database, "rows", "name", "niche", "bio", "--fts5"],
    ):
        subprocess.run([tool, *arguments], check=True, stdout=subprocess.DEVNULL)
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
        shortlists.add(store, f"While {began}", 1 + len(clicks), actor="U1", now=NOW)
        clicks.append(time.perf_counter() - began)
        time.sleep(0.05)
    store.close()
    return searches, clicks


def searched(client: Client) -> float:
    return client.command("/find-influencer", "fitness")[0]


def main(count: int) -> None:
    bounds = Bounds()
    path, later = file_of(count), file_of(count, likes_factor=1.1)
    with tempfile.TemporaryDirectory(dir=path.parent) as name:
        folder = Path(name)
        least = bare(path, folder)
        tool = by_sqlite_utils(path, folder)
        first = outcome(started(path, folder / "desk.db"))
        print(f"{count:,} rows: bare loop {least:.1f} s, sqlite-utils with full text {tool:.1f} s")
        print(f"  the desk {first['seconds']:.1f} s: {first['new']:,} new")
        bounds.hold("memory of a first import", first["memory"], MEMORY_MB, " MB")
        bounds.hold("times the bare loop", first["seconds"] / least, TIMES)
        bounds.hold("longest lock of a first import", first["lock"], LOCK, " s")
        shutil.copyfile(store_of(count), folder / "used.db")
        with served(folder / "used.db") as (client, _bare):
            quiet, _ = used(folder / "used.db", client, lambda rounds: rounds < QUIET)
            process = started(later, folder / "used.db")
            searches, clicks = used(folder / "used.db", client, lambda _: process.poll() is None)
            again = outcome(process)
    print(f"A refresh of all rows: {again['seconds']:.1f} s, {again['updated']:,} updated")
    bounds.hold("memory of a refresh", again["memory"], MEMORY_MB, " MB")
    bounds.hold("longest lock of a refresh", again["lock"], LOCK, " s")
    print(f"  searches before {milliseconds(quiet)}")
    print(f"  searches meanwhile {milliseconds(searches)}; clicks {milliseconds(clicks)}")
    slower = percentile(searches, 0.95) / percentile(quiet, 0.95)
    bounds.hold("p95 of searches meanwhile, times the usual", slower, SLOWER)
    bounds.hold("slowest click meanwhile", max(clicks), CLICK, " s")
    bounds.done()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--import"]:
        bring_in(sys.argv[2], sys.argv[3])
    else:
        main(*[int(one) for one in [*sys.argv[1:], "1000000"][:1]])

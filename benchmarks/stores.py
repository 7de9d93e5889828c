"""Stores of any size for benchmarks, made once by the ordinary import and kept in data/."""

from datetime import UTC, datetime
from pathlib import Path

from benchmarks.generate import FOLDER, file_of
from commandline.opening import open_store
from services.importing import Importing, Options
from services.imports import import_file
from services.scoring import Bounds, Rates
from storage.engine import Store

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def importing(store: Store) -> Importing:
    return Importing(store, Bounds(), Rates(), lambda: NOW, "benchmark")


def store_of(count: int) -> Path:
    """Return a store of so many accounts."""
    path = FOLDER / f"store-{count}.db"
    if not path.exists():
        print(f"Importing {count:,} accounts, once ...", flush=True)
        partial = path.with_suffix(".part")
        partial.unlink(missing_ok=True)
        store = open_store(partial, bulk=True)
        import_file(importing(store), file_of(count), Options(source="benchmark"))
        store.close()
        partial.replace(path)
    return path

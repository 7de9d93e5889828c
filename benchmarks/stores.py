"""Stores of any size for benchmarks, made once by the ordinary import and kept in data/.

What decides how a store looks is part of its name: no store of an older program is measured.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.generate import FOLDER, file_of, version_of
from commandline.opening import open_store
from services.importing import Importing, Options
from services.imports import import_file
from services.scoring import Bounds, Rates
from storage.engine import Store

ROOT = Path(__file__).parents[1]
SHAPES = (
    "benchmarks/generate.py",
    "storage/accounts.py",
    "storage/schema*.py",
    "storage/words.py",
    "services/settling.py",
    "services/scoring/*.py",
)
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def importing(store: Store) -> Importing:
    return Importing(store, Bounds(), Rates(), lambda: NOW, "benchmark")


def store_of(count: int) -> Path:
    """Return a store of so many accounts."""
    sources = sorted([source for shape in SHAPES for source in ROOT.glob(shape)])
    path = FOLDER / f"store-{count}-{version_of(*sources)}.db"
    if not path.exists():
        print(f"Importing {count:,} accounts, once ...", flush=True)
        partial = path.with_suffix(f".{os.getpid()}")
        listed = file_of(count)
        store = open_store(partial, bulk=True)
        import_file(importing(store), listed, Options(source="benchmark"))
        store.close()
        for lock in FOLDER.glob(f"{partial.name}-*"):
            lock.unlink()
        partial.replace(path)
    return path

"""Whether a file is a whole store: looked at from outside, for it may be no store at all."""

import sqlite3
from contextlib import closing
from pathlib import Path

from storage.engine import Transaction

WHOLE = "PRAGMA quick_check"


def is_whole(tx: Transaction) -> bool:
    """Tell whether the pages of an open store hold together."""
    return bool(tx.value(WHOLE) == "ok")


def is_whole_store(file: Path) -> bool:
    """Tell whether a file is a desk's store and holds together, without changing anything."""
    try:
        with closing(
            sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as there:
            named = there.execute(
                "SELECT COUNT(*) FROM sqlite_master WHERE name IN ('accounts', 'audit_head')"
            ).fetchone()
            return bool(named == (2,) and there.execute(WHOLE).fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False

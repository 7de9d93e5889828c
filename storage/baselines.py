"""What accounts are scored by: baselines, frozen until the next import, and settings.

A baseline is what is usual in a niche, on a platform, at a size.
"""

from collections.abc import Sequence
from typing import NamedTuple

from storage.engine import Transaction


class BaselineRow(NamedTuple):
    """One group's figures, as JSON text of integers (millionths)."""

    kind: str
    platform: str
    grouping: str
    accounts: int
    figures: str
    frozen_at: str


COLUMNS = ", ".join(BaselineRow._fields)


def all_rows(tx: Transaction) -> list[BaselineRow]:
    rows = tx.rows(f"SELECT {COLUMNS} FROM baselines ORDER BY kind, platform, grouping")
    return [BaselineRow._make(row) for row in rows]


def replace_all(tx: Transaction, rows: Sequence[BaselineRow]) -> None:
    tx.run("DELETE FROM baselines")
    marks = ", ".join("?" * len(BaselineRow._fields))
    tx.run_many(f"INSERT INTO baselines ({COLUMNS}) VALUES ({marks})", rows)


def scored_by(tx: Transaction) -> str | None:
    """Return by which settings all accounts are scored, as JSON text; None while not all are."""
    found: str | None = tx.value("SELECT settings FROM scored_by")
    return found


def set_scored_by(tx: Transaction, settings: str | None) -> None:
    """Record by which settings all accounts are scored; None: not all are, from now on."""
    tx.run("DELETE FROM scored_by")
    if settings is not None:
        tx.run("INSERT INTO scored_by (id, settings) VALUES (1, :settings)", {"settings": settings})

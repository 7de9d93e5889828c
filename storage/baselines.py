"""Baselines: what is usual in a niche, on a platform, at a size. Frozen until the next import."""

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

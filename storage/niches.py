"""Niches, their other names, and which is part of which."""

from typing import NamedTuple

from storage.engine import Transaction
from storage.schema import EVERYONE


class NicheRow(NamedTuple):
    """A niche: name as written, folded for comparing."""

    id: int
    name: str
    folded: str
    parent_id: int | None


def all_niches(tx: Transaction) -> list[NicheRow]:
    rows = tx.rows(
        "SELECT id, name, folded, parent_id FROM niches WHERE id <> :everyone ORDER BY id",
        {"everyone": EVERYONE},
    )
    return [NicheRow._make(row) for row in rows]


def aliases(tx: Transaction) -> dict[str, int]:
    """Return each alias, folded, with its niche."""
    return dict(tx.rows("SELECT folded, niche_id FROM niche_aliases ORDER BY folded"))


def add(tx: Transaction, name: str, folded: str, parent_id: int | None = None) -> int:
    """Return the id of the niche with this folded name, new if it has to be."""
    tx.run(
        "INSERT INTO niches (name, folded, parent_id) VALUES (:name, :folded, :parent)"
        " ON CONFLICT (folded) DO NOTHING",
        {"name": name, "folded": folded, "parent": parent_id},
    )
    found: int = tx.value("SELECT id FROM niches WHERE folded = :folded", {"folded": folded})
    return found


def add_alias(tx: Transaction, folded: str, niche_id: int) -> None:
    tx.run(
        "INSERT INTO niche_aliases (folded, niche_id) VALUES (:folded, :niche)"
        " ON CONFLICT (folded) DO NOTHING",
        {"folded": folded, "niche": niche_id},
    )


def counts(tx: Transaction) -> dict[tuple[int, int], int]:
    """Return how many accounts stand in each niche and gate."""
    rows = tx.rows("SELECT niche_id, gate, accounts FROM niche_counts WHERE accounts > 0")
    return {(niche, gate): number for niche, gate, number in rows}

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


class NamedNiche(NamedTuple):
    """A niche that a phrase names, with how many accounts stand at each of its gates."""

    phrase: str
    id: int
    name: str
    gates: dict[int, int]


def named(tx: Transaction, phrases: tuple[str, ...]) -> dict[str, NamedNiche]:
    """Return the niches that folded phrases name, by name or alias, and their counts."""
    return tx.once(("niches", phrases), lambda: _named(tx, phrases))


def _named(tx: Transaction, phrases: tuple[str, ...]) -> dict[str, NamedNiche]:
    parameters = {f"p{index}": phrase for index, phrase in enumerate(phrases)}
    marks = ", ".join([f":{name}" for name in parameters])
    rows = tx.rows(
        f"SELECT h.phrase, h.id, h.name, c.gate, c.accounts FROM ("
        f"SELECT folded AS phrase, id, name FROM niches WHERE folded IN ({marks})"
        " UNION ALL SELECT s.folded AS phrase, n.id, n.name FROM niche_aliases s"
        f" JOIN niches n ON n.id = s.niche_id WHERE s.folded IN ({marks})) h"
        " LEFT JOIN niche_counts c ON c.niche_id = h.id",
        parameters,
    )
    found: dict[str, NamedNiche] = {}
    for phrase, niche_id, name, gate, accounts in rows:
        niche = found.setdefault(phrase, NamedNiche(phrase, niche_id, name, {}))
        if accounts:
            niche.gates[gate] = accounts
    return found


def inhabited(tx: Transaction) -> dict[str, int]:
    """Return the names and aliases, folded, of niches that somebody is in, with how many are."""
    rows = tx.rows(
        "SELECT h.phrase, SUM(c.accounts) FROM (SELECT folded AS phrase, id FROM niches"
        " UNION ALL SELECT folded AS phrase, niche_id AS id FROM niche_aliases) h"
        " JOIN niche_counts c ON c.niche_id = h.id"
        " WHERE h.id <> :everyone AND c.accounts > 0 GROUP BY h.phrase ORDER BY h.phrase",
        {"everyone": EVERYONE},
    )
    return dict(rows)


def largest(tx: Transaction, limit: int) -> list[str]:
    """Return the names of the niches that most are in, the largest first."""
    rows = tx.rows(
        "SELECT n.name FROM niches n JOIN niche_counts c ON c.niche_id = n.id"
        " WHERE n.id <> :everyone AND c.accounts > 0 GROUP BY n.id, n.name"
        " ORDER BY SUM(c.accounts) DESC, n.id LIMIT :limit",
        {"everyone": EVERYONE, "limit": limit},
    )
    return [row[0] for row in rows]


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

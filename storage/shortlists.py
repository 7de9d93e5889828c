"""Shortlists and who is on them; one belongs to a person, or to all who work for the client."""

from typing import NamedTuple

from storage.engine import Transaction

SHARED = ""
"""The owner of a shortlist that everybody who works for the client sees."""


class ListRow(NamedTuple):
    """A shortlist. owner: a person, or SHARED."""

    name: str
    owner: str


def own_key(owner: str, folded: str) -> str:
    """Return what a list is kept under: a person's own may be called as a shared one is."""
    return f"{owner}\x1f{folded}" if owner else folded


def seen_by(tx: Transaction, client_id: int, person: str) -> list[ListRow]:
    """Return the shared lists, and a person's own, by alphabet."""
    rows = tx.rows(
        "SELECT name, owner FROM shortlists WHERE client_id = :client"
        " AND owner IN (:shared, :person) ORDER BY owner, folded, id",
        {"client": client_id, "shared": SHARED, "person": person},
    )
    return [ListRow._make(row) for row in rows]


def get_or_make(
    tx: Transaction, client_id: int, name: str, folded: str, owner: str, actor: str, now: str
) -> tuple[int, str]:
    """Return id and name of the shortlist with this folded name and owner."""
    key = own_key(owner, folded)
    tx.run(
        "INSERT INTO shortlists (client_id, name, folded, owner, created_by, created_at)"
        " VALUES (:client, :name, :key, :owner, :actor, :now)"
        " ON CONFLICT (client_id, folded) DO NOTHING",
        {
            "client": client_id,
            "name": name,
            "key": key,
            "owner": owner,
            "actor": actor,
            "now": now,
        },
    )
    row = tx.row(
        "SELECT id, name FROM shortlists WHERE client_id = :client AND folded = :key",
        {"client": client_id, "key": key},
    )
    assert row is not None
    return row[0], row[1]


def add_member(tx: Transaction, list_id: int, influencer_id: int, actor: str, now: str) -> bool:
    """Add a person; tell whether they were not there before."""
    added = tx.run(
        "INSERT INTO shortlist_members (shortlist_id, influencer_id, added_by, added_at)"
        " VALUES (:list, :person, :actor, :now)"
        " ON CONFLICT (shortlist_id, influencer_id) DO NOTHING",
        {"list": list_id, "person": influencer_id, "actor": actor, "now": now},
    )
    return added == 1

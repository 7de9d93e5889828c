"""Shortlists and who is on them; one belongs to a person, or to all who work for the client."""

from typing import NamedTuple

from storage.engine import Transaction

SHARED = ""
"""The owner of a shortlist that everybody who works for the client sees."""


class ListRow(NamedTuple):
    """A shortlist. owner: a person, or SHARED."""

    id: int
    name: str
    owner: str
    created_at: str

    @property
    def ref(self) -> str:
        """What buttons name it by: an id alone is given again once its list is deleted."""
        return f"{self.id} {self.created_at}"


def own_key(owner: str, folded: str) -> str:
    """Return what a list is kept under: a person's own may be called as a shared one is."""
    return f"{owner}\x1f{folded}" if owner else folded


def seen_by(tx: Transaction, client_id: int, person: str) -> list[ListRow]:
    """Return the shared lists, and a person's own, by alphabet."""
    rows = tx.rows(
        "SELECT id, name, owner, created_at FROM shortlists WHERE client_id = :client"
        " AND owner IN (:shared, :person) ORDER BY owner, folded, id",
        {"client": client_id, "shared": SHARED, "person": person},
    )
    return [ListRow._make(row) for row in rows]


def creators_on(tx: Transaction, client_id: int) -> dict[int, int]:
    """Return how many are on each of a client's lists, by id; lists with nobody are left out."""
    rows = tx.rows(
        "SELECT m.shortlist_id, COUNT(*) FROM shortlists l"
        " JOIN shortlist_members m ON m.shortlist_id = l.id WHERE l.client_id = :client"
        " AND EXISTS (SELECT 1 FROM accounts a WHERE a.influencer_id = m.influencer_id)"
        " GROUP BY m.shortlist_id",
        {"client": client_id},
    )
    return {row[0]: row[1] for row in rows}


def lists_with(tx: Transaction, influencer_id: int) -> frozenset[int]:
    """Return the ids of all lists that a person is on, of whichever client."""
    rows = tx.rows(
        "SELECT shortlist_id FROM shortlist_members WHERE influencer_id = :person",
        {"person": influencer_id},
    )
    return frozenset([row[0] for row in rows])


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


def rename(tx: Transaction, row: ListRow, client_id: int, name: str, folded: str) -> bool:
    """Give a list another name; tell whether it is free: no other list is kept under it."""
    renamed = tx.run(
        "UPDATE shortlists SET name = :name, folded = :key"
        " WHERE id = :id AND client_id = :client AND NOT EXISTS (SELECT 1 FROM shortlists other"
        " WHERE other.client_id = :client AND other.folded = :key AND other.id <> :id)",
        {"id": row.id, "client": client_id, "name": name, "key": own_key(row.owner, folded)},
    )
    return renamed == 1


def drop(tx: Transaction, list_id: int, client_id: int) -> None:
    """Delete a list; who was on it stays."""
    key = {"id": list_id, "client": client_id}
    tx.run(
        "DELETE FROM shortlist_members WHERE shortlist_id IN"
        " (SELECT id FROM shortlists WHERE id = :id AND client_id = :client)",
        key,
    )
    tx.run("DELETE FROM shortlists WHERE id = :id AND client_id = :client", key)


def add_member(tx: Transaction, list_id: int, influencer_id: int, actor: str, now: str) -> bool:
    """Add a person; tell whether they were not there before."""
    added = tx.run(
        "INSERT INTO shortlist_members (shortlist_id, influencer_id, added_by, added_at)"
        " VALUES (:list, :person, :actor, :now)"
        " ON CONFLICT (shortlist_id, influencer_id) DO NOTHING",
        {"list": list_id, "person": influencer_id, "actor": actor, "now": now},
    )
    return added == 1


def drop_member(tx: Transaction, list_id: int, influencer_id: int) -> bool:
    """Take a person off; tell whether they were there."""
    dropped = tx.run(
        "DELETE FROM shortlist_members WHERE shortlist_id = :list AND influencer_id = :person",
        {"list": list_id, "person": influencer_id},
    )
    return dropped == 1

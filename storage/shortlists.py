"""Shortlists and who is on them."""

from storage.engine import Transaction


def names(tx: Transaction, client_id: int) -> list[str]:
    rows = tx.rows(
        "SELECT name FROM shortlists WHERE client_id = :client ORDER BY folded, id",
        {"client": client_id},
    )
    return [row[0] for row in rows]


def get_or_make(
    tx: Transaction, client_id: int, name: str, folded: str, actor: str, now: str
) -> tuple[int, str]:
    """Return id and name of the shortlist with this folded name."""
    tx.run(
        "INSERT INTO shortlists (client_id, name, folded, created_by, created_at)"
        " VALUES (:client, :name, :folded, :actor, :now) ON CONFLICT (client_id, folded) DO NOTHING",
        {"client": client_id, "name": name, "folded": folded, "actor": actor, "now": now},
    )
    row = tx.row(
        "SELECT id, name FROM shortlists WHERE client_id = :client AND folded = :folded",
        {"client": client_id, "folded": folded},
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

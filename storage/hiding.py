"""Who is left out of a client's searches."""

from storage.engine import Transaction


def hide(tx: Transaction, client_id: int, influencer_id: int, by: str, at: str) -> bool:
    """Leave a person out; tell whether it is news."""
    return (
        tx.run(
            "INSERT INTO hidden (client_id, influencer_id, hidden_by, hidden_at)"
            " VALUES (:client, :person, :by, :at)"
            " ON CONFLICT (client_id, influencer_id) DO NOTHING",
            {"client": client_id, "person": influencer_id, "by": by, "at": at},
        )
        == 1
    )


def show(tx: Transaction, client_id: int, influencer_id: int) -> bool:
    """Let a person be found again; tell whether it is news."""
    return (
        tx.run(
            "DELETE FROM hidden WHERE client_id = :client AND influencer_id = :person",
            {"client": client_id, "person": influencer_id},
        )
        == 1
    )


def hidden(tx: Transaction, client_id: int, influencer_id: int) -> tuple[str, str] | None:
    """Return who hid a person, and when; None where they are not hidden."""
    row = tx.row(
        "SELECT hidden_by, hidden_at FROM hidden"
        " WHERE client_id = :client AND influencer_id = :person",
        {"client": client_id, "person": influencer_id},
    )
    return (row[0], row[1]) if row else None


def somebody(tx: Transaction, client_id: int) -> bool:
    """Tell whether a client hides anybody: the one look that every search takes."""
    sql = "SELECT 1 FROM hidden WHERE client_id = :client LIMIT 1"
    return tx.once((sql, client_id), lambda: bool(tx.value(sql, {"client": client_id})))


def accounts(tx: Transaction, client_id: int, limit: int | None = None) -> set[int]:
    """Return the accounts of those whom a client hides, limit of them where there are more."""
    rows = tx.rows(
        "SELECT a.id FROM hidden h JOIN accounts a ON a.influencer_id = h.influencer_id"
        f" WHERE h.client_id = :client{'' if limit is None else ' LIMIT :take'}",
        {"client": client_id, "take": limit},
    )
    return {row[0] for row in rows}


def standing(tx: Transaction, client_id: int, niche_id: int) -> dict[int, int]:
    """Return how many hidden accounts of a niche stand at each gate."""
    return dict(
        tx.rows(
            "SELECT m.gate, COUNT(*) FROM hidden h"
            " CROSS JOIN accounts a CROSS JOIN memberships m"
            " WHERE h.client_id = :client AND a.influencer_id = h.influencer_id"
            " AND m.niche_id = :niche AND m.gate = a.gate AND m.sort_key = a.sort_key"
            " AND m.account_id = a.id GROUP BY m.gate",
            {"client": client_id, "niche": niche_id},
        )
    )

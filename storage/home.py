"""The reads behind App Home: sizes, ages and first steps."""

from storage.engine import Row, Transaction
from storage.schema import EVERYONE, MICRO


def moves_since(tx: Transaction, since: str, client_id: int) -> tuple[int, int]:
    """Return how many offers were proposed, and approved, since an instant."""
    row = tx.row(
        "SELECT COUNT(*) FILTER (WHERE m.move = 'propose'),"
        " COUNT(*) FILTER (WHERE m.move = 'approve')"
        " FROM offer_moves m JOIN offers o ON o.id = m.offer_id"
        " WHERE m.at >= :since AND o.client_id = :client",
        {"since": since, "client": client_id},
    )
    return (row[0], row[1]) if row else (0, 0)


def list_size(tx: Transaction) -> tuple[int, int]:
    """Return how many accounts there are, and how many of them are micro-influencers."""
    row = tx.row(
        "SELECT COALESCE(SUM(accounts), 0),"
        " COALESCE(SUM(accounts) FILTER (WHERE gate = :micro), 0)"
        " FROM niche_counts WHERE niche_id = :everyone",
        {"micro": MICRO, "everyone": EVERYONE},
    )
    return (row[0], row[1]) if row else (0, 0)


def niche_sizes(tx: Transaction, limit: int) -> list[Row]:
    """Return name, accounts and micro-influencers of the largest niches."""
    return tx.rows(
        "SELECT n.name, SUM(c.accounts),"
        " COALESCE(SUM(c.accounts) FILTER (WHERE c.gate = :micro), 0)"
        " FROM niche_counts c JOIN niches n ON n.id = c.niche_id WHERE c.niche_id <> :everyone"
        " GROUP BY n.id, n.name HAVING SUM(c.accounts) > 0"
        " ORDER BY SUM(c.accounts) DESC, n.id LIMIT :take",
        {"micro": MICRO, "everyone": EVERYONE, "take": limit},
    )


def ages(tx: Transaction) -> tuple[str | None, str | None]:
    """Return the oldest and the newest instant of which finished imports brought figures."""
    row = tx.row("SELECT MIN(as_of), MAX(as_of) FROM runs WHERE state = 'done'")
    return (row[0], row[1]) if row else (None, None)


def any_offer(tx: Transaction, client_id: int) -> bool:
    return bool(
        tx.value("SELECT 1 FROM offers WHERE client_id = :client LIMIT 1", {"client": client_id})
    )


def any_follow(tx: Transaction, client_id: int) -> bool:
    return bool(
        tx.value(
            "SELECT 1 FROM digest_follows WHERE client_id = :client LIMIT 1", {"client": client_id}
        )
    )

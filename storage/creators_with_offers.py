"""Who has an offer of a client, by what people call them."""

from collections.abc import Iterator

from storage.engine import Transaction

_HAS_OFFER = (
    "EXISTS (SELECT 1 FROM offers o WHERE o.influencer_id = a.influencer_id"
    " AND o.client_id = :client)"
)


def with_handle(tx: Transaction, client_id: int, key: str) -> list[int]:
    """Return the people with an account of this folded handle, on whatever platform."""
    rows = tx.rows(
        "SELECT DISTINCT a.influencer_id FROM accounts a"
        f" WHERE a.key = :key AND {_HAS_OFFER} ORDER BY a.influencer_id",
        {"key": key, "client": client_id},
    )
    return [row[0] for row in rows]


def with_code(tx: Transaction, client_id: int, code: str) -> list[int]:
    """Return whose code this is, as a list of one or none."""
    rows = tx.rows(
        "SELECT o.influencer_id FROM codes c JOIN offers o ON o.id = c.offer_id"
        " WHERE c.code = :code AND c.client_id = :client ORDER BY o.influencer_id",
        {"code": code, "client": client_id},
    )
    return [row[0] for row in rows]


def names(tx: Transaction, client_id: int) -> Iterator[tuple[int, str]]:
    """Yield everybody with an offer, and the names and handle of each of their accounts."""
    rows = tx.each(
        "SELECT a.influencer_id,"
        " COALESCE(r.name, '') || ' ' || COALESCE(a.name, '') || ' ' || COALESCE(a.handle, '')"
        " FROM (SELECT DISTINCT influencer_id FROM offers WHERE client_id = :client) o"
        " JOIN influencers r ON r.id = o.influencer_id"
        " JOIN accounts a ON a.influencer_id = r.id ORDER BY a.influencer_id, a.id",
        {"client": client_id},
    )
    return ((row[0], row[1]) for row in rows)


def handle_of(tx: Transaction, influencer_id: int) -> str | None:
    found: str | None = tx.value(
        "SELECT handle FROM accounts WHERE influencer_id = :person AND handle IS NOT NULL"
        " ORDER BY rank, id LIMIT 1",
        {"person": influencer_id},
    )
    return found


def name_of(tx: Transaction, influencer_id: int) -> str | None:
    """Return a creator's name, else a handle with its @."""
    found: str | None = tx.value(
        "SELECT COALESCE(r.name, (SELECT '@' || a.handle FROM accounts a"
        " WHERE a.influencer_id = r.id AND a.handle IS NOT NULL ORDER BY a.rank, a.id LIMIT 1))"
        " FROM influencers r WHERE r.id = :id",
        {"id": influencer_id},
    )
    return found

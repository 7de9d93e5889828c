"""The reads behind exports: headings, and rows one by one."""

from collections.abc import Callable, Iterator

from storage.engine import Row, Transaction

Export = tuple[list[str], Iterator[Row]]

INFLUENCERS = (
    "handle",
    "platform",
    "name",
    "url",
    "country",
    "language",
    "followers",
    "average_likes",
    "average_comments",
    "average_views",
    "follows",
    "typical_likes",
    "band_low",
    "band_high",
    "engagement_rate_bp",
    "value_minor",
    "value_format",
    "verdict",
    "reasons",
    "as_of",
    "bio",
)


def influencers(tx: Transaction, client_id: int) -> Export:
    shown = ", ".join(f"a.{name}" for name in INFLUENCERS)
    rows = tx.each(
        f"SELECT {shown}, r.owner, r.status, r.last_contact, r.price_minor, r.price_currency"
        " FROM accounts a LEFT JOIN relations r"
        " ON r.influencer_id = a.influencer_id AND r.client_id = :client ORDER BY a.rank, a.id",
        {"client": client_id},
    )
    related = ["owner", "status", "last_contact", "price_minor", "price_currency"]
    return [*INFLUENCERS, *related], rows


def audit(tx: Transaction, client_id: int) -> Export:
    headings = ["id", "at", "actor", "action", "subject", "content", "chain_digest"]
    rows = tx.each(
        "SELECT e.id, e.at, e.actor, e.action, e.subject, c.content, e.chain_digest"
        " FROM audit_entries e LEFT JOIN audit_contents c ON c.entry_id = e.id ORDER BY e.id"
    )
    return headings, rows


def imports(tx: Transaction, client_id: int) -> Export:
    headings = ["run", "kind", "source", "state", "started_at", "finished_at", "read", "new"]
    headings += ["updated", "unchanged", "repeated", "rejected"]
    rows = tx.each(
        "SELECT id, kind, source, state, started_at, finished_at, read_count, new_count,"
        " updated_count, unchanged_count, repeated_count, rejected_count FROM runs"
        " WHERE client_id = :client ORDER BY id",
        {"client": client_id},
    )
    return headings, rows


TABLES: dict[str, Callable[[Transaction, int], Export]] = {
    "influencers": influencers,
    "audit": audit,
    "imports": imports,
}

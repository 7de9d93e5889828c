"""The reads behind exports: headings, and rows one by one."""

from collections.abc import Callable, Iterator, Sequence

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
RELATED = ("owner", "status", "last_contact", "price_minor", "price_currency")
_ACCOUNTS = (
    "SELECT a.id, a.influencer_id, "
    + ", ".join([f"a.{name}" for name in INFLUENCERS] + [f"r.{name}" for name in RELATED])
    + ", a.posts_count, CASE WHEN a.handle IS NULL THEN a.key END"
    " FROM accounts a LEFT JOIN relations r"
    " ON r.influencer_id = a.influencer_id AND r.client_id = :client"
)


def influencers(tx: Transaction, client_id: int) -> Iterator[Row]:
    """Yield every account: its id, its person's, INFLUENCERS, RELATED, how many posts, and by what
    an account without a handle is known.
    """
    return tx.each(f"{_ACCOUNTS} ORDER BY a.rank, a.id", {"client": client_id})


def influencers_among(tx: Transaction, client_id: int, accounts: Sequence[int]) -> list[Row]:
    """Return the same of some accounts, in any order."""
    return _of_people(tx, f"{_ACCOUNTS} WHERE a.id IN ({{}})", client_id, accounts)


def field_names(tx: Transaction, client_id: int) -> list[str]:
    """Return the names of the fields that lists and people gave to a client's creators."""
    return [
        row[0]
        for row in tx.rows(
            "SELECT DISTINCT name FROM fields WHERE client_id = :client ORDER BY name",
            {"client": client_id},
        )
    ]


def fields(tx: Transaction, client_id: int, people: Sequence[int]) -> list[Row]:
    """Return (person, name, value), the value that stands last: newest run, then by hand."""
    return _of_people(
        tx,
        "SELECT influencer_id, name, value FROM fields WHERE client_id = :client"
        " AND influencer_id IN ({})"
        " ORDER BY influencer_id, CASE WHEN run_id = 0 THEN 1 ELSE 0 END, run_id",
        client_id,
        people,
    )


def tags(tx: Transaction, client_id: int, people: Sequence[int]) -> list[Row]:
    """Return (person, folded, tag), by alphabet, first as its first source wrote it."""
    return _of_people(
        tx,
        "SELECT influencer_id, folded, tag FROM tags WHERE client_id = :client"
        " AND influencer_id IN ({}) ORDER BY influencer_id, folded, run_id",
        client_id,
        people,
    )


def notes(tx: Transaction, client_id: int, people: Sequence[int]) -> list[Row]:
    """Return (person, text), the oldest first."""
    return _of_people(
        tx,
        "SELECT influencer_id, text FROM notes WHERE client_id = :client"
        " AND influencer_id IN ({}) ORDER BY influencer_id, id",
        client_id,
        people,
    )


def _of_people(tx: Transaction, sql: str, client_id: int, ids: Sequence[int]) -> list[Row]:
    named = {f"p{place}": one for place, one in enumerate(ids)}
    marks = ", ".join([f":{name}" for name in named]) or "NULL"
    return tx.rows(sql.format(marks), {**named, "client": client_id})


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


def ledger(tx: Transaction, client_id: int) -> Export:
    headings = ["posting", "kind", "cause", "happened_at", "available_at", "posted_at"]
    headings += ["posted_by", "campaign", "creator", "shop", "order_id", "base_minor", "rate_bp"]
    headings += ["account", "currency", "amount_minor"]
    rows = tx.each(
        "SELECT p.id, p.kind, p.cause, p.happened_at, p.available_at, p.posted_at, p.posted_by,"
        " c.name, r.name, s.shop, s.order_id, p.base_minor, p.rate_bp,"
        " e.account, e.currency, e.amount_minor FROM postings p"
        " JOIN entries e ON e.posting_id = p.id JOIN campaigns c ON c.id = p.campaign_id"
        " JOIN influencers r ON r.id = p.influencer_id LEFT JOIN sales s ON s.id = p.sale_id"
        " WHERE p.client_id = :client ORDER BY p.id, e.account, e.currency",
        {"client": client_id},
    )
    return headings, rows


OFFERS = (
    "state", "version", "gift", "gift_value_minor", "fee_minor", "commission_bp",
    "commission_cap_minor", "currency", "deliverable", "due_on", "worth_minor", "why",
    "proposed_by", "proposed_at", "expires_at", "decided_by", "decided_at", "reason",
)  # fmt: skip


def offers(tx: Transaction, client_id: int) -> Export:
    shown = ", ".join(f"o.{name}" for name in OFFERS)
    rows = tx.each(
        f"SELECT o.id, c.name, r.name, a.platform, a.handle, d.code, {shown} FROM offers o"
        " JOIN campaigns c ON c.id = o.campaign_id JOIN influencers r ON r.id = o.influencer_id"
        " LEFT JOIN accounts a ON a.id = o.account_id LEFT JOIN codes d ON d.offer_id = o.id"
        " WHERE o.client_id = :client ORDER BY o.id",
        {"client": client_id},
    )
    return ["offer", "campaign", "creator", "platform", "handle", "code", *OFFERS], rows


TABLES: dict[str, Callable[[Transaction, int], Export]] = {
    "offers": offers,
    "ledger": ledger,
    "audit": audit,
    "imports": imports,
}

"""The ledger: postings with their entries. Rows are added, never changed or removed."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from storage.engine import Parameters, Transaction


class PostingRow(NamedTuple):
    """Why money moved. base_minor, rate_bp, cap_minor: the terms as they were then.

    cause: unique, so that nothing is posted twice. happened_at: the event's instant;
    available_at: until then a commission is held.
    """

    id: int
    client_id: int
    kind: str
    cause: str
    sale_id: int | None
    offer_id: int | None
    campaign_id: int
    influencer_id: int
    happened_at: str
    available_at: str
    posted_at: str
    posted_by: str
    base_minor: int
    rate_bp: int
    cap_minor: int | None


class EntryRow(NamedTuple):
    """What a posting adds to an account, in minor units. A posting's entries sum to zero."""

    posting_id: int
    account: str
    currency: str
    amount_minor: int


_COLUMNS = ", ".join(PostingRow._fields)
_OWED = "JOIN entries e ON e.posting_id = p.id AND e.account = 'owed_to_creators'"


def add(tx: Transaction, posting: PostingRow) -> int | None:
    """Add a posting (its id is not used); None when its cause was posted before."""
    names = PostingRow._fields[1:]
    marks = ", ".join(f":{name}" for name in names)
    found: int | None = tx.value(
        f"INSERT INTO postings ({', '.join(names)}) VALUES ({marks})"
        " ON CONFLICT (cause) DO NOTHING RETURNING id",
        posting._asdict(),
    )
    return found


def add_entries(tx: Transaction, entries: Sequence[EntryRow]) -> None:
    for entry in entries:
        tx.run(
            "INSERT INTO entries (posting_id, account, currency, amount_minor)"
            " VALUES (:posting_id, :account, :currency, :amount_minor)",
            entry._asdict(),
        )


def caused_by(tx: Transaction, cause: str) -> PostingRow | None:
    row = tx.row(f"SELECT {_COLUMNS} FROM postings WHERE cause = :cause", {"cause": cause})
    return PostingRow._make(row) if row else None


def each_posting(tx: Transaction) -> Iterator[PostingRow]:
    """Yield all postings, in the order in which they were made."""
    return map(PostingRow._make, tx.each(f"SELECT {_COLUMNS} FROM postings ORDER BY id"))


def entries_of(tx: Transaction, posting_id: int) -> list[EntryRow]:
    rows = tx.rows(
        "SELECT posting_id, account, currency, amount_minor FROM entries"
        " WHERE posting_id = :posting ORDER BY account, currency",
        {"posting": posting_id},
    )
    return [EntryRow._make(row) for row in rows]


def owed_by(tx: Transaction, posting_id: int) -> int:
    """Return what one posting adds to what is owed to its creator; a reversal's is negative."""
    found: int = tx.value(
        f"SELECT COALESCE(SUM(-e.amount_minor), 0) FROM postings p {_OWED} WHERE p.id = :id",
        {"id": posting_id},
    )
    return found


def held_by_offer(tx: Transaction, offer_id: int, currency: str) -> int:
    """Return what an offer's sales earned, after refunds, in one currency."""
    found: int = tx.value(
        f"SELECT COALESCE(SUM(-e.amount_minor), 0) FROM postings p {_OWED}"
        " AND e.currency = :currency WHERE p.offer_id = :offer",
        {"offer": offer_id, "currency": currency},
    )
    return found


def due(
    tx: Transaction, influencer_id: int, campaign_id: int, currency: str, now: str
) -> tuple[int, int]:
    """Return what is due to a creator in a campaign, and the id of the last payment, or 0."""
    row = tx.row(
        "SELECT COALESCE(SUM(-e.amount_minor) FILTER"
        " (WHERE p.kind = 'payment' OR p.available_at <= :now), 0),"
        " COALESCE(MAX(p.id) FILTER (WHERE p.kind = 'payment'), 0)"
        f" FROM postings p {_OWED} AND e.currency = :currency"
        " WHERE p.influencer_id = :person AND p.campaign_id = :campaign",
        {"person": influencer_id, "campaign": campaign_id, "currency": currency, "now": now},
    )
    return (row[0], row[1]) if row else (0, 0)


def owing(tx: Transaction, client_id: int, influencer_id: int) -> list[tuple[int, str]]:
    """Return the campaigns and currencies in which a creator has postings, the oldest first."""
    rows = tx.rows(
        f"SELECT p.campaign_id, e.currency FROM postings p {_OWED}"
        " WHERE p.influencer_id = :person AND p.client_id = :client"
        " GROUP BY p.campaign_id, e.currency ORDER BY p.campaign_id, e.currency",
        {"person": influencer_id, "client": client_id},
    )
    return [(row[0], row[1]) for row in rows]


class Sums(NamedTuple):
    """What a creator, or a campaign, comes to in one currency, in minor units.

    earned and paid are of a period; held and due as things stand at an instant.
    """

    group: int
    currency: str
    earned: int
    paid: int
    held: int
    due: int


GROUPS = {"creator": "p.influencer_id", "campaign": "p.campaign_id"}


def sums(
    tx: Transaction,
    client_id: int,
    *,
    by: str,
    start: str,
    end: str,
    at: str,
    before: str | None,
    campaign_id: int | None,
    influencer_id: int | None,
) -> list[Sums]:
    """Sum the ledger by creator or by campaign, and by currency.

    start, end: the period. at: the instant by which a holding period has passed or not.
    before: what happened from then on is left out; None leaves nothing out.
    """
    where, more = "", Parameters()
    if before is not None:
        where, more["before"] = " AND p.happened_at < :before", before
    if campaign_id is not None:
        where, more["campaign"] = f"{where} AND p.campaign_id = :campaign", campaign_id
    if influencer_id is not None:
        where, more["person"] = f"{where} AND p.influencer_id = :person", influencer_id
    in_period = "p.happened_at >= :start AND p.happened_at < :end"
    rows = tx.rows(
        f"SELECT {GROUPS[by]}, e.currency,"
        f" COALESCE(SUM(-e.amount_minor) FILTER (WHERE p.kind <> 'payment' AND {in_period}), 0),"
        f" COALESCE(SUM(e.amount_minor) FILTER (WHERE p.kind = 'payment' AND {in_period}), 0),"
        " COALESCE(SUM(-e.amount_minor) FILTER"
        " (WHERE p.kind <> 'payment' AND p.available_at > :at), 0),"
        " COALESCE(SUM(-e.amount_minor) FILTER"
        " (WHERE p.kind = 'payment' OR p.available_at <= :at), 0)"
        f" FROM postings p {_OWED} WHERE p.client_id = :client{where}"
        f" GROUP BY {GROUPS[by]}, e.currency ORDER BY {GROUPS[by]}, e.currency",
        {"client": client_id, "start": start, "end": end, "at": at, **more},
    )
    return [Sums._make(row) for row in rows]


def chained(tx: Transaction, action: str) -> Iterator[tuple[str, str | None]]:
    """Yield subject and content of the audit entries about postings, oldest first."""
    rows = tx.each(
        "SELECT e.subject, c.content FROM audit_entries e"
        " LEFT JOIN audit_contents c ON c.entry_id = e.id WHERE e.action = :action ORDER BY e.id",
        {"action": action},
    )
    return ((row[0], row[1]) for row in rows)


class RefundRow(NamedTuple):
    """A refund beside its sale's commission and its own reversal, for a proof.

    credited: what the sale earned; base_minor: on what; taken: what the refund took back.
    """

    refund_id: int
    sale_id: int
    net_minor: int
    counted_minor: int
    base_minor: int
    credited: int
    taken: int


def each_refund(tx: Transaction) -> Iterator[RefundRow]:
    """Yield the refunds of credited sales in their currency; sale by sale, as they came."""
    rows = tx.each(
        "SELECT r.id, s.id, r.net_minor, r.counted_minor, p.base_minor, -e.amount_minor,"
        " COALESCE((SELECT SUM(b.amount_minor) FROM postings t JOIN entries b"
        "  ON b.posting_id = t.id AND b.account = 'owed_to_creators'"
        "  WHERE t.cause = 'refund:' || CAST(r.id AS TEXT)), 0)"
        " FROM postings p JOIN entries e ON e.posting_id = p.id AND e.account = 'owed_to_creators'"
        " JOIN sales s ON s.id = p.sale_id"
        " JOIN sales r ON r.order_id = s.order_id AND r.shop = s.shop AND r.kind = 'refund'"
        " AND r.currency = s.currency"
        " WHERE p.kind = 'commission' ORDER BY s.id, r.id"
    )
    return map(RefundRow._make, rows)


def strays(tx: Transaction) -> list[int]:
    """Return the ids of postings that entries name and that are not there."""
    rows = tx.rows(
        "SELECT DISTINCT e.posting_id FROM entries e LEFT JOIN postings p ON p.id = e.posting_id"
        " WHERE p.id IS NULL ORDER BY e.posting_id LIMIT 100"
    )
    return [row[0] for row in rows]


def unposted(tx: Transaction, outcomes: tuple[str, str]) -> list[tuple[int, str, str]]:
    """Return id, kind and outcome of sales and refunds that moved money without a posting."""
    rows = tx.rows(
        "SELECT s.id, s.kind, s.outcome FROM sales s"
        " LEFT JOIN postings p ON p.cause = s.kind || ':' || CAST(s.id AS TEXT)"
        " WHERE s.outcome IN (:credited, :reversed) AND p.id IS NULL ORDER BY s.id LIMIT 100",
        {"credited": outcomes[0], "reversed": outcomes[1]},
    )
    return [(row[0], row[1], row[2]) for row in rows]

"""Sums over the ledger and the sales of a stretch of time, by currency.

What is owed to creators stands as a credit, so that it is negative in the entries; all amounts
here are turned: positive is the creators'. from is included, until is not; instants in UTC.
"""

from typing import NamedTuple

from storage.engine import Transaction

_EARNED = (
    " FROM postings p JOIN entries e ON e.posting_id = p.id"
    " WHERE e.account = 'owed_to_creators' AND p.kind IN ('commission', 'reversal')"
    " AND p.client_id = :client AND p.happened_at >= :from AND p.happened_at < :until"
)


class CampaignEarned(NamedTuple):
    """What was earned in a campaign."""

    name: str
    currency: str
    minor: int


class CreatorEarned(NamedTuple):
    """What a person earned, from how many sales."""

    influencer_id: int
    currency: str
    minor: int
    sales: int


def earned(tx: Transaction, client_id: int, start: str, until: str) -> dict[str, int]:
    """Return commissions less reversals that happened in a stretch of time."""
    return dict(
        tx.rows(
            f"SELECT e.currency, -SUM(e.amount_minor){_EARNED} GROUP BY e.currency",
            {"client": client_id, "from": start, "until": until},
        )
    )


def earned_by_campaign(
    tx: Transaction, client_id: int, start: str, until: str
) -> list[CampaignEarned]:
    """Return what each campaign's creators earned, the most first."""
    rows = tx.rows(
        "SELECT c.name, t.currency, t.minor FROM ("
        f"SELECT p.campaign_id, e.currency, -SUM(e.amount_minor) AS minor{_EARNED}"
        " GROUP BY p.campaign_id, e.currency) t JOIN campaigns c ON c.id = t.campaign_id"
        " ORDER BY t.currency, t.minor DESC, t.campaign_id",
        {"client": client_id, "from": start, "until": until},
    )
    return [CampaignEarned._make(row) for row in rows]


def best_creators(tx: Transaction, client_id: int, start: str, until: str) -> list[CreatorEarned]:
    """Return for each currency the person who earned the most, if anybody earned something."""
    rows = tx.rows(
        "SELECT t.influencer_id, t.currency, t.minor, t.sales FROM ("
        "SELECT p.influencer_id, e.currency, -SUM(e.amount_minor) AS minor,"
        " COUNT(*) FILTER (WHERE p.kind = 'commission') AS sales,"
        " ROW_NUMBER() OVER (PARTITION BY e.currency"
        " ORDER BY SUM(e.amount_minor), p.influencer_id) AS place"
        f"{_EARNED} GROUP BY p.influencer_id, e.currency) t"
        " WHERE t.place = 1 AND t.minor > 0 ORDER BY t.currency",
        {"client": client_id, "from": start, "until": until},
    )
    return [CreatorEarned._make(row) for row in rows]


def net_sales(tx: Transaction, client_id: int, start: str, until: str) -> dict[str, int]:
    """Return what sales with creators' codes came to, less the refunds of that time."""
    return dict(
        tx.rows(
            "SELECT currency, SUM(counted_minor) FROM sales WHERE client_id = :client"
            " AND counted_minor <> 0 AND occurred_at >= :from AND occurred_at < :until"
            " GROUP BY currency",
            {"client": client_id, "from": start, "until": until},
        )
    )


def paid(tx: Transaction, client_id: int, start: str, until: str) -> dict[str, int]:
    """Return what was paid out in a stretch of time."""
    return dict(
        tx.rows(
            "SELECT e.currency, SUM(e.amount_minor) FROM postings p"
            " JOIN entries e ON e.posting_id = p.id WHERE e.account = 'owed_to_creators'"
            " AND p.kind = 'payment' AND p.client_id = :client"
            " AND p.happened_at >= :from AND p.happened_at < :until GROUP BY e.currency",
            {"client": client_id, "from": start, "until": until},
        )
    )


def owed(tx: Transaction, client_id: int, now: str) -> dict[str, tuple[int, int]]:
    """Return for each currency what is held, and what is due: available and not paid."""
    rows = tx.rows(
        "SELECT e.currency, -COALESCE(SUM(e.amount_minor) FILTER ("
        "WHERE p.kind <> 'payment' AND p.available_at > :now), 0),"
        " -COALESCE(SUM(e.amount_minor) FILTER ("
        "WHERE p.kind = 'payment' OR p.available_at <= :now), 0)"
        " FROM postings p JOIN entries e ON e.posting_id = p.id"
        " WHERE e.account = 'owed_to_creators' AND p.client_id = :client GROUP BY e.currency",
        {"client": client_id, "now": now},
    )
    return {currency: (held, due) for currency, held, due in rows}

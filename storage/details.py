"""What hangs on a person, for a look at everything: accounts, lists, offers, sales, money owed."""

from typing import NamedTuple

from storage.engine import Transaction


class PersonAccount(NamedTuple):
    """An account of a person."""

    id: int
    platform: str
    handle: str | None
    url: str | None
    followers: int | None


class PersonOffer(NamedTuple):
    """An offer to a person, for the eyes of its client."""

    campaign: str
    state: str
    deliverable: str
    due_on: str


class Sold(NamedTuple):
    """Sales through a person's codes in one currency; net after refunds, in minor units."""

    currency: str
    sales: int
    net_minor: int


class Money(NamedTuple):
    """What a person earned and was paid in one currency, in minor units."""

    currency: str
    earned_minor: int
    paid_minor: int


def accounts_of(tx: Transaction, influencer_id: int, limit: int = 100) -> list[PersonAccount]:
    """Return a person's accounts, the best ranked first."""
    rows = tx.rows(
        "SELECT id, platform, handle, url, followers FROM accounts"
        " WHERE influencer_id = :person ORDER BY rank, id LIMIT :take",
        {"person": influencer_id, "take": limit},
    )
    return [PersonAccount._make(row) for row in rows]


def shortlists_of(tx: Transaction, client_id: int, influencer_id: int, reader: str) -> list[str]:
    """Return the lists that somebody is on, as a reader may see them: shared ones and their own."""
    rows = tx.rows(
        "SELECT l.name FROM shortlist_members s JOIN shortlists l ON l.id = s.shortlist_id"
        " WHERE s.influencer_id = :person AND l.client_id = :client AND l.owner IN ('', :reader)"
        " ORDER BY l.folded, l.id",
        {"person": influencer_id, "client": client_id, "reader": reader},
    )
    return [row[0] for row in rows]


def offers_of(tx: Transaction, client_id: int, influencer_id: int, limit: int) -> list[PersonOffer]:
    """Return the offers of a client to a person, the newest first."""
    rows = tx.rows(
        "SELECT c.name, o.state, o.deliverable, o.due_on FROM offers o"
        " JOIN campaigns c ON c.id = o.campaign_id"
        " WHERE o.influencer_id = :person AND o.client_id = :client"
        " ORDER BY o.id DESC LIMIT :take",
        {"person": influencer_id, "client": client_id, "take": limit},
    )
    return [PersonOffer._make(row) for row in rows]


def sold_by(tx: Transaction, client_id: int, influencer_id: int) -> list[Sold]:
    rows = tx.rows(
        "SELECT s.currency, COUNT(*) FILTER (WHERE s.kind = 'sale'), SUM(s.counted_minor)"
        " FROM offers o JOIN sales s ON s.offer_id = o.id"
        " WHERE o.influencer_id = :person AND o.client_id = :client"
        " GROUP BY s.currency ORDER BY s.currency",
        {"person": influencer_id, "client": client_id},
    )
    return [Sold._make(row) for row in rows]


def money_of(tx: Transaction, client_id: int, influencer_id: int) -> list[Money]:
    rows = tx.rows(
        "SELECT e.currency,"
        " COALESCE(SUM(-e.amount_minor) FILTER (WHERE p.kind <> 'payment'), 0),"
        " COALESCE(SUM(e.amount_minor) FILTER (WHERE p.kind = 'payment'), 0)"
        " FROM postings p JOIN entries e ON e.posting_id = p.id"
        " WHERE p.influencer_id = :person AND p.client_id = :client"
        " AND e.account = 'owed_to_creators' GROUP BY e.currency ORDER BY e.currency",
        {"person": influencer_id, "client": client_id},
    )
    return [Money._make(row) for row in rows]

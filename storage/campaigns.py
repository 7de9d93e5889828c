"""Campaigns and who approves for them."""

from collections.abc import Sequence
from typing import NamedTuple

from storage.engine import Transaction


class CampaignRow(NamedTuple):
    """A campaign. Money in minor units of its currency; dates ISO, both ends included."""

    id: int
    client_id: int
    name: str
    folded: str
    niche: str
    brief: str
    starts_on: str
    ends_on: str
    currency: str
    budget_minor: int
    gift: str
    gift_value_minor: int
    commission_bp: int
    window_days: int
    holding_days: int
    channel: str
    version: int
    created_by: str
    created_at: str


_COLUMNS = ", ".join(CampaignRow._fields)


def add(tx: Transaction, campaign: CampaignRow, approvers: Sequence[str]) -> int | None:
    """Add a campaign (its id is not used); return the new id, or None when the name is taken."""
    names = CampaignRow._fields[1:]
    marks = ", ".join(f":{name}" for name in names)
    campaign_id: int | None = tx.value(
        f"INSERT INTO campaigns ({', '.join(names)}) VALUES ({marks})"
        " ON CONFLICT (client_id, folded) DO NOTHING RETURNING id",
        campaign._asdict(),
    )
    if campaign_id is not None:
        for person in dict.fromkeys(approvers):
            tx.run(
                "INSERT INTO campaign_approvers (campaign_id, person) VALUES (:campaign, :person)",
                {"campaign": campaign_id, "person": person},
            )
    return campaign_id


def get(tx: Transaction, campaign_id: int) -> CampaignRow | None:
    row = tx.row(f"SELECT {_COLUMNS} FROM campaigns WHERE id = :id", {"id": campaign_id})
    return CampaignRow._make(row) if row else None


def named(tx: Transaction, client_id: int, folded: str) -> CampaignRow | None:
    row = tx.row(
        f"SELECT {_COLUMNS} FROM campaigns WHERE client_id = :client AND folded = :folded",
        {"client": client_id, "folded": folded},
    )
    return CampaignRow._make(row) if row else None


def all_rows(tx: Transaction, client_id: int) -> list[CampaignRow]:
    """Return the campaigns, the one that ends last first."""
    rows = tx.rows(
        f"SELECT {_COLUMNS} FROM campaigns WHERE client_id = :client"
        " ORDER BY ends_on DESC, id DESC",
        {"client": client_id},
    )
    return [CampaignRow._make(row) for row in rows]


def approvers(tx: Transaction, campaign_id: int) -> tuple[str, ...]:
    rows = tx.rows(
        "SELECT person FROM campaign_approvers WHERE campaign_id = :campaign ORDER BY person",
        {"campaign": campaign_id},
    )
    return tuple([row[0] for row in rows])


def guard(tx: Transaction, campaign_id: int) -> None:
    """Take the campaign's row, so that two approvals of one budget can't pass each other."""
    tx.run("UPDATE campaigns SET version = version + 1 WHERE id = :id", {"id": campaign_id})


def committed(tx: Transaction, campaign_id: int) -> int:
    """Return what approved offers hold of the budget, summed from the offers themselves."""
    found: int = tx.value(
        "SELECT COALESCE(SUM(committed_minor), 0) FROM offers"
        " WHERE campaign_id = :campaign AND state = 'approved'",
        {"campaign": campaign_id},
    )
    return found


def funnel(tx: Transaction, campaign_id: int) -> dict[str, int]:
    """Return how many offers of a campaign stand in each state."""
    return dict(
        tx.rows(
            "SELECT state, COUNT(*) FROM offers WHERE campaign_id = :campaign GROUP BY state",
            {"campaign": campaign_id},
        )
    )

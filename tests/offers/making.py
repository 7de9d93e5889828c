"""A campaign and creators to offer it to, made through the services themselves."""

from dataclasses import replace
from datetime import date, datetime

from services import campaigns
from services.campaigns import Campaign, NewCampaign
from services.offers import Offer, Seen
from storage.engine import Store

ANA, BO, CY, DEE = "U0ANA", "U0BO", "U0CY", "U0DEE"
SUMMER = NewCampaign(
    name="Summer Shakers",
    niche="Fitness",
    brief="Show how you mix it after training.",
    starts_on=date(2026, 11, 1),
    ends_on=date(2026, 12, 31),
    currency="USD",
    budget_minor=20_000,
    gift="Shaker set",
    gift_value_minor=3_900,
    commission_bp=1_000,
    window_days=30,
    holding_days=30,
    channel="C0APPROVE",
    approvers=(BO, CY),
)


def make_campaign(store: Store, now: datetime, **changes: object) -> Campaign:
    client_id = int(changes.pop("client_id", 1))  # type: ignore[call-overload]
    new = replace(SUMMER, **changes)  # type: ignore[arg-type]
    return campaigns.create(store, new, actor=ANA, now=now, client_id=client_id)


def seen(offer: Offer) -> Seen:
    """Return what a card shows of an offer."""
    return Seen(offer.row.version, offer.row.fingerprint)


def creators(count: int) -> str:
    """Return a list of fitness creators as CSV."""
    rows = [
        f"fit.{number},Fit Number{number},instagram,Fitness,{15_000 + number},{1_000 + number}"
        for number in range(count)
    ]
    return "\n".join(["handle,name,platform,niche,followers,average_likes", *rows, ""])

"""A creator with a code, and a shop that sells with it: made through the services themselves."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from services import campaigns, drafting
from services.campaigns import Campaign, NewCampaign
from services.drafting import default_terms
from services.importing import instant
from services.offer_moves import move
from services.offer_states import Move
from services.offers import Offer, Seen
from services.sale_fields import REFUND, SALE, Event
from services.sales import Taken, take
from storage.engine import Store
from tests.conftest import Clock

ANA, BO, CY = "U0ANA", "U0BO", "U0CY"
SHOP = "shakers.example"
SUMMER = NewCampaign(
    name="Summer Shakers",
    niche="Fitness",
    brief="",
    starts_on=date(2026, 11, 1),
    ends_on=date(2026, 12, 31),
    currency="USD",
    budget_minor=10_000_000,
    gift="Shaker set",
    gift_value_minor=3_900,
    commission_bp=1_000,
    window_days=30,
    holding_days=30,
    channel="C0APPROVE",
    approvers=(BO, CY),
)
CREATORS = (
    "handle,name,platform,niche,followers,average_likes\n"
    "jane.runs,Jane Runs,instagram,Fitness,15000,1980\n"
    "lift.ed,Lift With Ed,tiktok,Fitness,80000,1980\n"
    "jane.lifts,Jane Lifts,instagram,Fitness,20000,900\n"
)
OTHER_JANE, JANE, ED = 1, 2, 3
"""Accounts, in the order of platform and handle; each is one influencer of the same number."""


def make_campaign(store: Store, now: datetime, **changes: object) -> Campaign:
    client_id = int(changes.pop("client_id", 1))  # type: ignore[call-overload]
    new = replace(SUMMER, **changes)  # type: ignore[arg-type]
    return campaigns.create(store, new, actor=ANA, now=now, client_id=client_id)


def make_offer(
    store: Store, campaign: Campaign, account: int, now: datetime, **changes: object
) -> Offer:
    """Propose an offer and have Bo approve it; its code is valid ten minutes later."""
    waiting = drafting.draft(
        store,
        campaign_id=campaign.row.id,
        account_id=account,
        terms=replace(default_terms(campaign.row), **changes),  # type: ignore[arg-type]
        why="",
        actor=ANA,
        now=now,
        propose=True,
    )
    seen = Seen(waiting.row.version, waiting.row.fingerprint)
    offer = move(store, waiting.row.id, Move.APPROVE, actor=BO, now=now, seen=seen)
    store.write(lambda tx: tx.run("DELETE FROM outbox"))  # its cards are not what is tested here
    return offer


@dataclass(slots=True)
class Shop:
    """Sells and refunds, now by the clock if not said otherwise."""

    store: Store
    clock: Clock
    name: str = SHOP
    counted: int = field(default=0)

    def sale(
        self, order: str, net: int = 5_220, *, code: str = "JANE10", **changes: object
    ) -> Event:
        event = Event(self.name, order, order, SALE, code, self._now(), "USD", net)
        return replace(event, **changes)  # type: ignore[arg-type]

    def refund(self, order: str, net: int, **changes: object) -> Event:
        self.counted += 1
        event_id = f"refund-{self.counted}"
        event = Event(self.name, event_id, order, REFUND, "", self._now(), "USD", net)
        return replace(event, **changes)  # type: ignore[arg-type]

    def send(self, *events: Event) -> list[Taken]:
        return take(self.store, events, actor="tests", now=self.clock())

    def _now(self) -> str:
        return instant(self.clock().astimezone(UTC))


def owed(store: Store, currency: str = "USD") -> int:
    """Return what the entries say is owed to all creators."""
    found: int = store.read(
        lambda tx: tx.value(
            "SELECT COALESCE(SUM(-amount_minor), 0) FROM entries"
            " WHERE account = 'owed_to_creators' AND currency = :currency",
            {"currency": currency},
        )
    )
    return found


def count(store: Store, table: str) -> int:
    found: int = store.read(lambda tx: tx.value(f"SELECT COUNT(*) FROM {table}"))
    return found

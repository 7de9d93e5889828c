"""A creator with a code, and a shop that sells with it: made through the services themselves."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from services import drafting
from services.campaigns import Campaign
from services.drafting import default_terms
from services.importing import instant
from services.offer_moves import move
from services.offer_states import Move
from services.offers import Offer, Seen
from services.sale_fields import REFUND, SALE, Event
from services.sales import Taken, take
from storage.engine import Store
from tests.conftest import Clock
from tests.offers import making
from tests.offers.making import ANA, BO

SHOP = "shakers.example"
CREATORS = (
    "handle,name,platform,niche,followers,average_likes\n"
    "jane.runs,Jane Runs,instagram,Fitness,15000,1980\n"
    "lift.ed,Lift With Ed,tiktok,Fitness,80000,1980\n"
    "jane.lifts,Jane Lifts,instagram,Fitness,20000,900\n"
)
OTHER_JANE, JANE, ED = 1, 2, 3
"""Accounts, in the order of platform and handle; each is one influencer of the same number."""


def make_campaign(store: Store, now: datetime, **changes: object) -> Campaign:
    """Make a campaign with a budget that no offer here uses up."""
    return making.make_campaign(store, now, **{"budget_minor": 10_000_000, **changes})


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
        return take(self.store, events, actor="tests", now=self.clock(), client_id=1)

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

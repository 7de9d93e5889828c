"""/why as data: how one order came to its commission, step by step, shop by shop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.creators_named import name_of
from services.errors import NotFound
from services.importing import instant
from services.money import Money
from services.sale_fields import SALE
from services.sales import INVALID, Outcome
from storage import campaigns as stored_campaigns
from storage import ledger, offers, sales
from storage.engine import Store, Transaction
from storage.ledger import PostingRow
from storage.sales import SaleRow
from storage.words import clean
from texts import order_stories as says

MOST_EVENTS = 100


@dataclass(frozen=True, slots=True)
class Refund:
    """A refund of an order, and what it took back (zero or more)."""

    row: SaleRow
    outcome: Outcome
    back: Money


@dataclass(frozen=True, slots=True)
class Story:
    """How one order of one shop came to its commission.

    sale None: only refunds have come so far. creator, campaign, code_starts, code_ends: of the
    code, where it is known. commission: None where nothing was credited. stays: after refunds.
    """

    shop: str
    order_id: str
    sale: SaleRow | None
    outcome: Outcome | None
    creator: str | None
    campaign: str | None
    code_starts: str | None
    code_ends: str | None
    commission: PostingRow | None
    credited: Money | None
    stays: Money | None
    held: bool
    refunds: tuple[Refund, ...]

    @property
    def code_valid(self) -> bool:
        return self.outcome is not None and self.outcome not in INVALID


def why(store: Store, order: str, *, now: datetime, client_id: int) -> tuple[Story, ...]:
    """Tell every order of this number, one story for each shop. Raises NotFound."""
    number = " ".join(clean(order).split()).removeprefix("#").strip()
    if not number:
        raise NotFound(says.WHICH_ORDER)
    stories = store.read_together(_stories, number, instant(now), client_id)
    if not stories:
        raise NotFound(says.never_came(number[:100]))
    return stories


def _stories(tx: Transaction, number: str, now: str, client_id: int) -> tuple[Story, ...]:
    rows = sales.with_order(tx, client_id, number, MOST_EVENTS)
    shops = dict.fromkeys([row.shop for row in rows])
    return tuple(
        [_story(tx, shop, number, [row for row in rows if row.shop == shop], now) for shop in shops]
    )


def _story(tx: Transaction, shop: str, number: str, rows: Sequence[SaleRow], now: str) -> Story:
    sale = next((row for row in rows if row.kind == SALE), None)
    commission = ledger.caused_by(tx, f"sale:{sale.id}") if sale else None
    credited = ledger.owed_by(tx, commission.id) if commission else 0
    refunds = tuple([_refund(tx, row) for row in rows if row.kind != SALE])
    back = sum([one.back.minor for one in refunds])
    offer = offers.get(tx, sale.offer_id) if sale and sale.offer_id else None
    campaign = stored_campaigns.get(tx, offer.campaign_id) if offer else None
    code = offers.code_of(tx, offer.id) if offer else None
    money = Money(credited, sale.currency) if sale and commission else None
    return Story(
        shop,
        number,
        sale,
        Outcome(sale.outcome) if sale else None,
        name_of(tx, offer.influencer_id) if offer else None,
        campaign.name if campaign else None,
        code.starts_at if code else None,
        code.ends_at if code else None,
        commission,
        money,
        Money(credited - back, money.currency) if money else None,
        bool(commission and commission.available_at > now),
        refunds,
    )


def _refund(tx: Transaction, row: SaleRow) -> Refund:
    posting = ledger.caused_by(tx, f"refund:{row.id}")
    back = -ledger.owed_by(tx, posting.id) if posting else 0
    return Refund(row, Outcome(row.outcome), Money(back, row.currency))

"""Taking in sales and refunds: each event once, each sale to the creator whose code it came with.

The terms of the commission are frozen when the sale is taken in: rate, base and cap stand in its
posting, and later versions of the offer change nothing. A refund that comes before its sale is
kept and settled when the sale comes. Everything of one event is written together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from services import commissions
from services.importing import instant
from services.ledger import COMMISSION, REVERSAL, post
from services.money import Money
from services.offer_states import State
from services.sale_fields import REFUND, SALE, BadEvent, Event
from services.settling import moment
from storage import ledger
from storage import offers as stored_offers
from storage import sales as stored
from storage.engine import CLICK_PATIENCE, Store, Transaction
from storage.ledger import PostingRow
from storage.offers import OfferRow
from storage.sales import SaleRow
from texts import sales as says


class Outcome(StrEnum):
    """What an event led to, in words: as the store keeps it and shops' programs read it."""

    CREDITED = "commission credited"
    NO_CODE = "no code"
    UNKNOWN_CODE = "unknown code"
    TOO_EARLY = "before the code's start"
    TOO_LATE = "after the code's window"
    NOT_APPROVED = "the offer is not approved"
    NO_COMMISSION = "no commission was agreed"
    TOO_SMALL = "too small for a commission"
    CAP_REACHED = "the commission's cap is reached"
    OTHER_CAP = "the commission's cap is in another currency"
    REVERSED = "commission taken back"
    NOTHING_BACK = "nothing to take back"
    PARKED = "waits for its sale"
    OTHER_CURRENCY = "in another currency than the sale"


INVALID = frozenset(
    (
        Outcome.NO_CODE,
        Outcome.UNKNOWN_CODE,
        Outcome.TOO_EARLY,
        Outcome.TOO_LATE,
        Outcome.NOT_APPROVED,
    )
)
"""Outcomes of a sale that belongs to nobody."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one event. new: False when it was here before with the same content."""

    event: Event
    new: bool
    outcome: Outcome
    run_id: int | None


def take(
    store: Store,
    events: Sequence[Event],
    *,
    actor: str,
    now: datetime,
    client_id: int,
    patience: float = CLICK_PATIENCE,
) -> list[Taken]:
    """Take in events, all of them or none; the same events again change nothing.

    patience: seconds to wait for another writer. Raises Refused for the first event that
    contradicts another, and StoreBusy.
    """

    def work(tx: Transaction) -> list[Taken]:
        taken = []
        for place, event in enumerate(events):
            try:
                taken.append(take_one(tx, event, actor, now, client_id, None))
            except BadEvent as error:
                raise Refused(place, error) from error
        return taken

    return store.write(work, patience=patience)


class Refused(BadEvent):
    """An event that contradicts one that is here; place: its place among those given, from 0."""

    def __init__(self, place: int, error: BadEvent) -> None:
        super().__init__(error.field, error.sentence())
        self.place = place


def standing(tx: Transaction, event: Event) -> SaleRow | None:
    """Return an event as it was taken before, or None. Raises BadEvent for a contradiction."""
    known = stored.with_event(tx, event.shop, event.event_id)
    if known is not None:
        if event_of(known) == event:
            return known
        changed = [
            name
            for name in ("kind", "order_id", "code", "occurred_at", "currency", "net_minor")
            if getattr(known, name) != getattr(event, name)
        ]
        raise contradiction(event, changed)
    if event.kind == SALE and stored.of_order(tx, event.shop, event.order_id):
        raise second_sale(event)
    return None


def contradiction(event: Event, changed: list[str]) -> BadEvent:
    """Return the refusal of an event that came before with other content."""
    return BadEvent(
        "event_id",
        says.contradicts(event.event_id, event.shop, changed),
    )


def second_sale(event: Event) -> BadEvent:
    """Return the refusal of a second sale of one order."""
    return BadEvent("order_id", says.second_sale(event.order_id, event.shop))


def event_of(row: SaleRow) -> Event:
    """Return what a stored sale or refund said."""
    return Event(**{name: getattr(row, name) for name in Event.__dataclass_fields__})


def take_one(
    tx: Transaction, event: Event, actor: str, now: datetime, client_id: int, run_id: int | None
) -> Taken:
    """Take in one event inside a transaction. Raises BadEvent for a contradiction."""
    known = standing(tx, event)
    if known is not None:
        return Taken(event, False, Outcome(known.outcome), known.run_id)
    row = SaleRow(
        id=0,
        client_id=client_id,
        **{name: getattr(event, name) for name in Event.__dataclass_fields__},
        received_at=instant(now),
        run_id=run_id,
        offer_id=None,
        outcome=Outcome.PARKED if event.kind == REFUND else Outcome.NO_CODE,
        counted_minor=0,
    )
    row = row._replace(id=stored.add(tx, row))
    if event.kind == SALE:
        outcome = _settle_sale(tx, row, actor, now)
        sale = stored.get(tx, row.id)
        assert sale is not None
        for refund in stored.refunds_of(tx, row.shop, row.order_id):
            _settle_refund(tx, sale, refund, actor, now)
        return Taken(event, True, outcome, run_id)
    found = stored.of_order(tx, row.shop, row.order_id)
    outcome = _settle_refund(tx, found, row, actor, now) if found else Outcome.PARKED
    return Taken(event, True, outcome, run_id)


def _settle_sale(tx: Transaction, sale: SaleRow, actor: str, now: datetime) -> Outcome:
    """Find whose sale it is and credit the commission."""
    offer, outcome = _offer_of(tx, sale)
    credited = 0
    if offer is not None and outcome is Outcome.CREDITED:
        credited, outcome = _credit(tx, offer, sale)
    stored.settle(
        tx,
        sale.id,
        offer_id=offer.id if offer else None,
        outcome=outcome,
        counted_minor=0 if outcome in INVALID else sale.net_minor,
    )
    if offer is not None and credited:
        held = timedelta(days=offer.holding_days)
        posting = PostingRow(
            id=0,
            client_id=offer.client_id,
            kind=COMMISSION,
            cause=f"sale:{sale.id}",
            sale_id=sale.id,
            offer_id=offer.id,
            campaign_id=offer.campaign_id,
            influencer_id=offer.influencer_id,
            happened_at=sale.occurred_at,
            available_at=instant(moment(sale.occurred_at) + held),
            posted_at=instant(now),
            posted_by=actor,
            base_minor=sale.net_minor,
            rate_bp=offer.commission_bp,
            cap_minor=offer.commission_cap_minor,
        )
        post(tx, posting, Money(credited, sale.currency))
    return outcome


def _offer_of(tx: Transaction, sale: SaleRow) -> tuple[OfferRow | None, Outcome]:
    """Return the offer whose code a sale came with, and whether the code was valid then."""
    if not sale.code:
        return None, Outcome.NO_CODE
    code = stored_offers.code_named(tx, sale.code)
    offer = stored_offers.get(tx, code.offer_id) if code else None
    if code is None or offer is None or offer.client_id != sale.client_id:
        return None, Outcome.UNKNOWN_CODE
    if sale.occurred_at < code.starts_at:
        return offer, Outcome.TOO_EARLY
    if sale.occurred_at >= code.ends_at:
        return offer, Outcome.TOO_LATE
    if offer.state != State.APPROVED:
        return offer, Outcome.NOT_APPROVED
    return offer, Outcome.CREDITED


def _credit(tx: Transaction, offer: OfferRow, sale: SaleRow) -> tuple[int, Outcome]:
    """Return what a sale earns by the offer's terms of now, and why it is nothing."""
    if not offer.commission_bp:
        return 0, Outcome.NO_COMMISSION
    room = None
    if offer.commission_cap_minor is not None:
        if offer.currency != sale.currency:
            return 0, Outcome.OTHER_CAP
        held = ledger.held_by_offer(tx, offer.id, sale.currency)
        room = offer.commission_cap_minor - held
    credited = commissions.credit(sale.net_minor, offer.commission_bp, room)
    if credited:
        return credited, Outcome.CREDITED
    if room is not None and room <= 0:
        return 0, Outcome.CAP_REACHED
    return 0, Outcome.TOO_SMALL


def _settle_refund(
    tx: Transaction, sale: SaleRow, refund: SaleRow, actor: str, now: datetime
) -> Outcome:
    """Take back the refund's share of what its sale was credited."""
    if refund.currency != sale.currency:
        stored.settle(
            tx,
            refund.id,
            offer_id=sale.offer_id,
            outcome=Outcome.OTHER_CURRENCY,
            counted_minor=0,
        )
        return Outcome.OTHER_CURRENCY
    before = -sum([one.counted_minor for one in stored.refunds_of(tx, sale.shop, sale.order_id)])
    counts = sale.counted_minor > 0
    counted = commissions.counted(sale.net_minor, before, refund.net_minor) if counts else 0
    commission = ledger.caused_by(tx, f"sale:{sale.id}")
    back = 0
    if commission is not None:
        credited = ledger.owed_by(tx, commission.id)
        back = commissions.reversal(credited, sale.net_minor, before, refund.net_minor)
    outcome = Outcome.REVERSED if back else Outcome.NOTHING_BACK
    stored.settle(tx, refund.id, offer_id=sale.offer_id, outcome=outcome, counted_minor=-counted)
    if commission is not None and back:
        posting = commission._replace(
            id=0,
            kind=REVERSAL,
            cause=f"refund:{refund.id}",
            happened_at=refund.occurred_at,
            posted_at=instant(now),
            posted_by=actor,
            base_minor=counted,
        )
        post(tx, posting, Money(back, sale.currency))
    return outcome

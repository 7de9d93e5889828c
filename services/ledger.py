"""The ledger in double entry: commissions, what refunds take back, and payments.

A commission adds to commission_expense what it takes from owed_to_creators, a liability; a
reversal is the opposite; a payment takes from cash. So what is owed is earned - reversed - paid,
and the entries of each posting sum to zero in each currency. Rows are added and never changed;
each posting stands in the audit trail as a whole, so that one that was changed is found.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.errors import DeskError, NotAllowed, NotFound
from services.importing import instant
from services.money import Money
from services.trail import record
from storage import campaigns
from storage import ledger as stored
from storage.engine import Store, Transaction
from storage.ledger import EntryRow, PostingRow
from texts import ledger as says
from texts.numbers import format_money

EXPENSE, OWED, CASH = "commission_expense", "owed_to_creators", "cash"
COMMISSION, REVERSAL, PAYMENT = "commission", "reversal", "payment"
POSTED = "posting"
"""The action of a posting's entry in the audit trail."""

SIGNS = {COMMISSION: (EXPENSE, OWED), REVERSAL: (OWED, EXPENSE), PAYMENT: (OWED, CASH)}
"""Which account a kind of posting adds its amount to, and which it takes it from."""


def post(tx: Transaction, posting: PostingRow, amount: Money) -> bool:
    """Post an amount above zero, and note it in the trail; False when its cause was posted."""
    assert amount.minor > 0, "a posting moves something"
    posting_id = stored.add(tx, posting)
    if posting_id is None:
        return False
    gains, gives = SIGNS[posting.kind]
    entries = sorted(
        [
            EntryRow(posting_id, gains, amount.currency, amount.minor),
            EntryRow(posting_id, gives, amount.currency, -amount.minor),
        ]
    )
    stored.add_entries(tx, entries)
    posting = posting._replace(id=posting_id)
    record(
        tx,
        at=posting.posted_at,
        actor=posting.posted_by,
        action=POSTED,
        subject=f"posting {posting_id}",
        content=content_of(posting, entries),
    )
    return True


def content_of(posting: PostingRow, entries: list[EntryRow]) -> dict[str, Any]:
    """Return the whole of a posting, as the audit trail holds it."""
    moved = [[entry.account, entry.currency, entry.amount_minor] for entry in entries]
    return {**posting._asdict(), "entries": moved}


@dataclass(frozen=True, slots=True)
class Due:
    """What somebody saw to be due to a creator in a campaign.

    last_payment: the id of the payment before; it binds a payment to what was seen.
    """

    influencer_id: int
    campaign_id: int
    amount: Money
    last_payment: int


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment as it stands. again: it was there before; nothing was posted now."""

    amount: Money
    by: str
    at: str
    again: bool


class NotDue(DeskError):
    """More than is due; nothing was posted."""


class NotAnApprover(NotAllowed):
    """The person can't approve for the campaign; approvers can."""

    def __init__(self, sentence: str, approvers: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.approvers = approvers


def due(tx: Transaction, influencer_id: int, campaign_id: int, currency: str, now: datetime) -> Due:
    """Return what is due now to a creator in a campaign; below zero after late refunds."""
    minor, last = stored.due(tx, influencer_id, campaign_id, currency, instant(now))
    return Due(influencer_id, campaign_id, Money(minor, currency), last)


def pay(store: Store, seen: Due, *, actor: str, payer: bool = False, now: datetime) -> Paid:
    """Write down that what was seen to be due has been paid; once, whoever presses how often.

    payer: the person pays out for this client; else an approver of the campaign may. Raises
    NotFound, NotAnApprover, and NotDue when less is due by now; then nothing is posted.
    """
    return store.write(_pay, seen, actor, payer, instant(now))


def _pay(tx: Transaction, seen: Due, actor: str, payer: bool, now: str) -> Paid:
    campaign = campaigns.get(tx, seen.campaign_id)
    if campaign is None:
        raise NotFound(says.NO_CAMPAIGN)
    approvers = campaigns.approvers(tx, campaign.id)
    if not payer and actor not in approvers:
        raise NotAnApprover(says.not_yours(campaign.name), approvers)
    currency = seen.amount.currency
    cause = f"payment:{seen.influencer_id}:{seen.campaign_id}:{currency}:{seen.last_payment}"
    earlier = stored.caused_by(tx, cause)
    if earlier is not None:
        paid = Money(-stored.owed_by(tx, earlier.id), currency)
        return Paid(paid, earlier.posted_by, earlier.posted_at, again=True)
    minor, last = stored.due(tx, seen.influencer_id, seen.campaign_id, currency, now)
    if last != seen.last_payment or not 0 < seen.amount.minor <= minor:
        is_due, was_seen = (
            format_money(one, currency) for one in (max(minor, 0), seen.amount.minor)
        )
        raise NotDue(says.not_due(is_due, was_seen))
    posting = PostingRow(
        id=0,
        client_id=campaign.client_id,
        kind=PAYMENT,
        cause=cause,
        sale_id=None,
        offer_id=None,
        campaign_id=campaign.id,
        influencer_id=seen.influencer_id,
        happened_at=now,
        available_at=now,
        posted_at=now,
        posted_by=actor,
        base_minor=0,
        rate_bp=0,
        cap_minor=None,
    )
    post(tx, posting, seen.amount)
    return Paid(seen.amount, actor, now, again=False)

"""A made-up campaign that has run for three weeks: an approved offer, a shop's sales, a shortlist.

Everything goes through the services that people use, so that all sums and stories are true.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from services import campaigns, drafting, shortlists
from services.campaigns import NewCampaign
from services.clients import FIRST
from services.importing import instant
from services.offer_moves import move
from services.offer_states import Move
from services.offers import Offer, Seen
from services.sale_fields import REFUND, SALE, Event
from services.sales import take
from services.search import find
from storage.engine import Store

PROPOSER, APPROVER = "U0ANA", "U0CY"
CHANNEL = "C0APPROVE"
SHOP = "shakers.example"
STARTED = timedelta(days=21)
SALES = ((1042, 20, 5_220), (1043, 16, 3_900), (1047, 9, 7_800), (1051, 2, 2_600), (1058, 1, 3_900))
"""Orders: number, days ago, net in minor units."""


def bring_campaign(store: Store, *, currency: str, now: datetime) -> None:
    """Make the campaign Summer Shakers with Jane's code JANE10 and its sales, and a shortlist."""
    jane, ed = [_account(store, handle, currency) for handle in ("jane.runs", "liftwithed")]
    for account in (jane, ed):
        shortlists.add(store, "Summer", account, actor=PROPOSER, now=now, client_id=FIRST)
    offer = _approved(store, jane, currency, now - STARTED)
    events = list(_events(offer.code or "", currency, now))
    take(store, events, actor="sample", now=now, client_id=FIRST)


def _account(store: Store, handle: str, currency: str) -> int:
    found = find(store, f"{handle} tier:any", currency=currency, client_id=FIRST, limit=1)
    return found.results[0].account_id


def _approved(store: Store, account: int, currency: str, at: datetime) -> Offer:
    new = NewCampaign(
        name="Summer Shakers",
        niche="Fitness",
        brief="Show how you mix it after training. Say that it is an ad.",
        starts_on=at.date(),
        ends_on=at.date() + timedelta(days=60),
        currency=currency,
        budget_minor=200_000,
        gift="Shaker set",
        gift_value_minor=3_900,
        commission_bp=1_000,
        window_days=30,
        holding_days=14,
        channel=CHANNEL,
        approvers=(APPROVER,),
    )
    campaign = campaigns.create(store, new, actor=PROPOSER, now=at, client_id=FIRST)
    waiting = drafting.draft(
        store,
        campaign_id=campaign.row.id,
        account_id=account,
        terms=None,
        why="Her followers ask about what she drinks.",
        actor=PROPOSER,
        now=at,
        propose=True,
    )
    seen = Seen(waiting.row.version, waiting.row.fingerprint)
    return move(store, waiting.row.id, Move.APPROVE, actor=APPROVER, now=at, seen=seen)


def _events(code: str, currency: str, now: datetime) -> Iterator[Event]:
    """Yield the shop's sales with the code, and a refund of part of the first."""
    for number, days, net in SALES:
        order, at = str(number), instant(now - timedelta(days=days))
        yield Event(SHOP, order, order, SALE, code, at, currency, net)
    refunded = instant(now - timedelta(days=14))
    yield Event(SHOP, "1042-refund", "1042", REFUND, "", refunded, currency, 2_000)

"""/commissions as data: what was earned, held, due and paid, by creator or by campaign.

All figures are summed from the ledger's rows when they are asked for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.commission_query import LAST_DAY, Ask, begin_of
from services.creators_named import creator_named, name_of
from services.errors import NotFound
from services.importing import instant
from services.ledger import Due, due
from storage import campaigns as stored_campaigns
from storage import ledger, sales
from storage.campaigns import CampaignRow
from storage.engine import Store, Transaction
from storage.ledger import Sums
from storage.sales import NetSales
from storage.words import fold
from texts import campaigns as says

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Line:
    """A creator, or a campaign, in one currency. sales: how many were made in the period."""

    id: int
    name: str
    earned: int
    due: int
    sales: int


@dataclass(frozen=True, slots=True)
class Totals:
    """What one currency comes to, in its minor units.

    earned (after refunds), net_sales (after refunds), paid: of the period. held, due: as things
    stand. lines: the creators that earned most, ten at most; others: how many more there are.
    """

    currency: str
    earned: int
    net_sales: int
    paid: int
    held: int
    due: int
    lines: tuple[Line, ...]
    others: int


@dataclass(frozen=True, slots=True)
class Payable:
    """What can be marked as paid now, in which campaign, and by whom."""

    due: Due
    campaign: str
    approvers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The answer of /commissions. totals: by currency. payable: of one creator, as of now."""

    ask: Ask
    campaign: str | None
    creator: str | None
    totals: tuple[Totals, ...]
    payable: tuple[Payable, ...]


def report(store: Store, ask: Ask, *, now: datetime, zone: ZoneInfo, client_id: int) -> Report:
    """Sum what is asked for. Raises NotFound and WhichCreator."""
    return store.read_together(report_in, ask, now, zone, client_id)


def report_in(tx: Transaction, ask: Ask, now: datetime, zone: ZoneInfo, client_id: int) -> Report:
    """Sum what is asked for, inside a read."""
    campaign = _campaign(tx, ask.campaign, client_id) if ask.campaign else None
    person = creator_named(tx, ask.creator, client_id) if ask.creator else None
    found, net = figures(
        tx,
        ask,
        by="creator",
        now=now,
        zone=zone,
        client_id=client_id,
        campaign_id=campaign.id if campaign else None,
        influencer_id=person,
    )
    payable: tuple[Payable, ...] = ()
    if person is not None and ask.as_of is None:
        payable = _payable(tx, person, campaign, now, client_id)
    return Report(
        ask,
        campaign.name if campaign else None,
        name_of(tx, person) if person is not None else None,
        totals_of(found, net, lambda group: name_of(tx, group)),
        payable,
    )


def figures(
    tx: Transaction,
    ask: Ask,
    *,
    by: str,
    now: datetime,
    zone: ZoneInfo,
    client_id: int,
    campaign_id: int | None = None,
    influencer_id: int | None = None,
) -> tuple[list[Sums], list[NetSales]]:
    """Return the ledger's sums and the net sales, by "creator" or by "campaign"."""
    start = begin_of(ask.first, zone)
    end = begin_of(min(ask.last, LAST_DAY) + timedelta(days=1), zone)
    before = begin_of(ask.as_of + timedelta(days=1), zone) if ask.as_of else None
    found = ledger.sums(
        tx,
        client_id,
        by=by,
        start=start,
        end=end,
        at=_last_second(before) if before else instant(now),
        before=before,
        campaign_id=campaign_id,
        influencer_id=influencer_id,
    )
    net = sales.net_sales(
        tx,
        client_id,
        by=by,
        start=start,
        end=min(end, before) if before else end,
        campaign_id=campaign_id,
        influencer_id=influencer_id,
    )
    return found, net


def _last_second(before: str) -> str:
    return instant(datetime.fromisoformat(before) - timedelta(seconds=1))


def totals_of(
    found: Sequence[Sums], net: Sequence[NetSales], name: Callable[[int], str]
) -> tuple[Totals, ...]:
    """Put sums together by currency; name: how a group is called."""
    totals = []
    for currency in sorted({one.currency for one in found} | {one.currency for one in net}):
        mine = {one.group: one for one in found if one.currency == currency}
        sold = {one.group: one for one in net if one.currency == currency}
        nothing = Sums(0, currency, 0, 0, 0, 0)
        groups = sorted(
            {*mine, *sold},
            key=lambda one: (
                -mine.get(one, nothing).earned,
                -mine.get(one, nothing).due,
                one,
            ),
        )
        moved = [one for one in groups if one in sold or _to_show(mine[one])]
        lines = [
            Line(
                one,
                name(one),
                mine.get(one, nothing).earned,
                mine.get(one, nothing).due,
                sold[one].sales if one in sold else 0,
            )
            for one in moved[:SHOWN]
        ]
        sums = mine.values()
        totals.append(
            Totals(
                currency,
                earned=sum([one.earned for one in sums]),
                net_sales=sum([one.net_minor for one in sold.values()]),
                paid=sum([one.paid for one in sums]),
                held=sum([one.held for one in sums]),
                due=sum([one.due for one in sums]),
                lines=tuple(lines),
                others=len(moved) - len(lines),
            )
        )
    return tuple(totals)


def _to_show(sums: Sums) -> bool:
    """Tell whether a creator has something to see; what is only held stands in the total."""
    return any((sums.earned, sums.paid, sums.due))


def _payable(
    tx: Transaction, person: int, campaign: CampaignRow | None, now: datetime, client_id: int
) -> tuple[Payable, ...]:
    """Return what is due to a creator now, campaign by campaign."""
    payable = []
    for campaign_id, currency in ledger.owing(tx, client_id, person):
        row = stored_campaigns.get(tx, campaign_id)
        if row is None or (campaign is not None and campaign.id != campaign_id):
            continue
        seen = due(tx, person, campaign_id, currency, now)
        if seen.amount.minor > 0:
            payable.append(Payable(seen, row.name, stored_campaigns.approvers(tx, campaign_id)))
    return tuple(payable)


def _campaign(tx: Transaction, name: str, client_id: int) -> CampaignRow:
    row = stored_campaigns.named(tx, client_id, fold(name))
    if row is None:
        known = [one.name for one in stored_campaigns.all_rows(tx, client_id)]
        raise NotFound(says.not_there(name[:75], known[:10]))
    return row

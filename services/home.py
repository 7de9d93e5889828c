"""What somebody's App Home shows: what needs them, the week, campaigns, the list, first steps."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services import campaigns as campaign_rules
from services.campaigns import Campaign
from services.importing import instant
from services.offers import Offer, of_row
from services.settling import moment
from storage import campaigns, earnings, outbox
from storage import home as stored
from storage import offers as stored_offers
from storage.engine import Store, Transaction
from texts import home as says

SHOWN = 10


@dataclass(frozen=True, slots=True)
class NicheLine:
    """A niche of the list: how many are in it, how many of them are micro-influencers."""

    name: str
    accounts: int
    micro: int


@dataclass(frozen=True, slots=True)
class Home:
    """needs: offers that wait for this person; own: theirs, drafts and those sent back.

    week_money: (what, amount, currency) of this week's net sales and commissions, and of what
        is due, in minor units.
    accounts, micro: of the whole list; oldest, newest: instants of its figures, or None.
    troubles: (kind, why) of what could not be delivered. steps: first steps, with
        whether they are done.
    """

    person: str
    needs: tuple[Offer, ...]
    own: tuple[Offer, ...]
    campaigns: tuple[Campaign, ...]
    week_proposed: int
    week_approved: int
    week_money: tuple[tuple[str, int, str], ...]
    niches: tuple[NicheLine, ...]
    accounts: int
    micro: int
    oldest: str | None
    newest: str | None
    troubles: tuple[tuple[str, str], ...]
    steps: tuple[tuple[str, bool], ...]


def home_of(store: Store, person: str, *, now: datetime, zone: ZoneInfo, client_id: int) -> Home:
    """Return what a person's App Home shows now."""
    return store.read(_home, person, now, zone, client_id)


def _home(tx: Transaction, person: str, now: datetime, zone: ZoneInfo, client_id: int) -> Home:
    monday = campaign_rules.week_start(now, zone)
    proposed, approved = stored.moves_since(tx, monday, client_id)
    total, micro = stored.list_size(tx)
    oldest, newest = stored.ages(tx)
    rows = campaigns.all_rows(tx, client_id)
    everything = [campaign_rules.of_row(tx, row) for row in rows[:SHOWN]]
    niches = [NicheLine(*row) for row in stored.niche_sizes(tx, SHOWN)]
    back = ("draft", "changes_asked")
    return Home(
        person=person,
        needs=tuple(
            [of_row(tx, row) for row in stored_offers.waiting_for(tx, person, client_id, SHOWN)]
        ),
        own=tuple(
            [
                of_row(tx, row)
                for row in stored_offers.of_proposer(tx, person, back, client_id, SHOWN)
            ]
        ),
        campaigns=tuple(everything),
        week_proposed=proposed,
        week_approved=approved,
        week_money=_money(tx, monday, now, client_id),
        niches=tuple(niches),
        accounts=total,
        micro=micro,
        oldest=oldest,
        newest=newest,
        troubles=tuple([(one.kind, one.trouble or "") for one in outbox.failed(tx, 3)]),
        steps=(
            (says.LIST_STEP, total > 0),
            (says.CAMPAIGN_STEP, bool(rows)),
            (says.OFFER_STEP, stored.any_offer(tx, client_id)),
            (says.DIGEST_STEP, stored.any_follow(tx, client_id)),
        ),
    )


def _money(
    tx: Transaction, since: str, now: datetime, client_id: int
) -> tuple[tuple[str, int, str], ...]:
    until = instant(now + timedelta(seconds=1))
    lines = [
        (says.NET_SALES, earnings.net_sales(tx, client_id, since, until)),
        (says.EARNED, earnings.earned(tx, client_id, since, until)),
        (
            says.DUE,
            {c: due for c, (_, due) in earnings.owed(tx, client_id, instant(now)).items()},
        ),
    ]
    return tuple(
        [
            (what, minor, currency)
            for what, sums in lines
            for currency, minor in sorted(sums.items())
        ]
    )


def age_in_days(instant: str, now: datetime) -> int:
    """Return how old figures are, in whole days."""
    return max(0, (now - moment(instant)).days)

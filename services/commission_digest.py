"""The weekly digest of commissions, as data: sums over the ledger, never counted beside it."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from services.creators_named import name_of
from services.importing import instant
from services.weeks import Week, week_now
from storage import earnings as stored
from storage import offers
from storage.engine import Store, Transaction

WEEKS = 4
"""Weeks of the average; the one reported is the last of them."""


@dataclass(frozen=True, slots=True)
class Best:
    """Who earned the most in a week, from how many sales."""

    name: str
    earned: int
    sales: int


@dataclass(frozen=True, slots=True)
class Earnings:
    """One currency's week, in minor units. earned: commissions less reversals.

    average: of the last four weeks, half even. held, due: owed now, before and after its holding
    period. campaigns: (name, earned), the most first. best: who earned the most.
    """

    currency: str
    earned: int
    last_week: int
    average: int
    net_sales: int
    held: int
    due: int
    paid: int
    campaigns: tuple[tuple[str, int], ...]
    best: Best | None

    @property
    def change_percent(self) -> int | None:
        """Return the change on last week in percent; None where last week brought nothing."""
        if self.last_week <= 0:
            return None
        return round(Fraction((self.earned - self.last_week) * 100, self.last_week))


@dataclass(frozen=True, slots=True)
class CommissionDigest:
    """A week by currency; quiet: no sale, refund or payment in it. waiting: offers to decide on.

    over: the week has ended. late: since when it should have been there, else None.
    asked_by: who posted it by hand.
    """

    week: Week
    earnings: tuple[Earnings, ...]
    quiet: bool
    waiting: int
    over: bool = True
    late: datetime | None = None
    asked_by: str | None = None


def digest(
    store: Store, week: Week, *, now: datetime, zone: ZoneInfo, client_id: int
) -> CommissionDigest:
    """Return what a week brought; what is held and due is that of now."""
    return store.read_together(_digest, week, now, zone, client_id)


def _digest(
    tx: Transaction, week: Week, now: datetime, zone: ZoneInfo, client_id: int
) -> CommissionDigest:
    start, until = _between(week, zone)
    earned = stored.earned(tx, client_id, start, until)
    sales = stored.net_sales(tx, client_id, start, until)
    paid = stored.paid(tx, client_id, start, until)
    owed = stored.owed(tx, client_id, instant(now))
    last = stored.earned(tx, client_id, *_between(week.plus(-1), zone))
    four = stored.earned(tx, client_id, _between(week.plus(1 - WEEKS), zone)[0], until)
    campaigns = stored.earned_by_campaign(tx, client_id, start, until)
    best = {
        one.currency: Best(name_of(tx, one.influencer_id), one.minor, one.sales)
        for one in stored.best_creators(tx, client_id, start, until)
    }
    shown = sorted({*earned, *sales, *paid, *[one for one, sums in owed.items() if any(sums)]})
    return CommissionDigest(
        week=week,
        earnings=tuple(
            [
                Earnings(
                    currency=currency,
                    earned=earned.get(currency, 0),
                    last_week=last.get(currency, 0),
                    average=round(Fraction(four.get(currency, 0), WEEKS)),
                    net_sales=sales.get(currency, 0),
                    held=owed.get(currency, (0, 0))[0],
                    due=owed.get(currency, (0, 0))[1],
                    paid=paid.get(currency, 0),
                    campaigns=tuple(
                        [(one.name, one.minor) for one in campaigns if one.currency == currency]
                    ),
                    best=best.get(currency),
                )
                for currency in shown
            ]
        ),
        quiet=not (earned or sales or paid),
        waiting=offers.waiting_count(tx, client_id),
        over=week < week_now(now, zone),
    )


def _between(week: Week, zone: ZoneInfo) -> tuple[str, str]:
    start, until = week.bounds(zone)
    return instant(start), instant(until)

"""The digest of commissions equals the ledger, whatever stands in it."""

from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blocks.digests import message
from services import commission_digest
from services.commission_digest import CommissionDigest
from services.commission_query import parse
from services.commission_reports import report
from services.importing import instant
from services.weeks import Week
from storage import ledger
from storage.engine import Store, Transaction
from storage.ledger import EntryRow, PostingRow
from tests.conftest import Bring
from tests.offers.making import creators, make_campaign

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = Week(2026, 47)
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
Fresh = Callable[[], AbstractContextManager[Store]]


@dataclass(frozen=True, slots=True)
class Posted:
    """A posting: what kind, in which campaign (1 or 2), for whom (1 to 3), when, how much."""

    kind: str
    campaign: int
    person: int
    currency: str
    minor: int
    happened: datetime
    held_days: int = 0

    @property
    def available(self) -> datetime:
        return self.happened + timedelta(days=self.held_days)

    @property
    def earned(self) -> int:
        return {"commission": self.minor, "reversal": -self.minor, "payment": 0}[self.kind]


def write(store: Store, postings: list[Posted]) -> None:
    store.write(lambda tx: [_write(tx, number, one) for number, one in enumerate(postings)])


def _write(tx: Transaction, number: int, one: Posted) -> None:
    posting_id = ledger.add(
        tx,
        PostingRow(
            id=0,
            client_id=1,
            kind=one.kind,
            cause=f"{number}",
            sale_id=None,
            offer_id=None,
            campaign_id=one.campaign,
            influencer_id=one.person,
            happened_at=instant(one.happened),
            available_at=instant(one.available),
            posted_at=instant(NOW),
            posted_by="tests",
            base_minor=one.minor * 10,
            rate_bp=1_000,
            cap_minor=None,
        ),
    )
    assert posting_id is not None
    owed = one.minor if one.kind != "commission" else -one.minor
    other = "cash" if one.kind == "payment" else "commission_expense"
    ledger.add_entries(
        tx,
        [
            EntryRow(posting_id, "owed_to_creators", one.currency, owed),
            EntryRow(posting_id, other, one.currency, -owed),
        ],
    )


def sell(store: Store, at: str, minor: int, *, counted: int | None = None) -> None:
    """Note a sale, or with counted below zero a refund, that has a creator's code."""
    counted = minor if counted is None else counted
    store.write(
        lambda tx: tx.run(
            "INSERT INTO sales (client_id, shop, event_id, order_id, kind, code, occurred_at,"
            " currency, net_minor, received_at, outcome, counted_minor) VALUES (1, 'shop', :id,"
            " :id, :kind, '', :at, 'USD', :net, :at, 'credited', :counted)",
            {
                "id": f"{at} {minor} {counted}",
                "kind": "sale" if counted > 0 else "refund",
                "at": at,
                "net": minor,
                "counted": counted,
            },
        )
    )


@pytest.fixture
def books(store: Store, bring: Bring) -> Store:
    """A store with two campaigns and three creators."""
    bring(creators(3))
    make_campaign(store, NOW)
    make_campaign(store, NOW, name="Winter & Wool")
    return store


def on(day: str, hour: int = 12) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC).replace(hour=hour)


def digest(store: Store, week: Week = WEEK, now: datetime = NOW) -> CommissionDigest:
    return commission_digest.digest(store, week, now=now, zone=BERLIN, client_id=1)


def text(store: Store) -> str:
    return message(digest(store), BERLIN)[0]


_POSTINGS = st.lists(
    st.builds(
        Posted,
        kind=st.sampled_from(["commission", "commission", "reversal", "payment"]),
        campaign=st.integers(1, 2),
        person=st.integers(1, 3),
        currency=st.sampled_from(["USD", "USD", "EUR", "JPY"]),
        minor=st.integers(1, 10**9),
        happened=st.integers(-60 * 24 * 4, 10 * 24 * 4).map(
            lambda quarters: NOW + timedelta(minutes=15) * quarters
        ),
        held_days=st.sampled_from([0, 7, 30]),
    ),
    max_size=25,
)
_QUIET = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow)


@settings(max_examples=60, deadline=None, suppress_health_check=_QUIET)
@given(postings=_POSTINGS, weeks=st.integers(-4, 1))
def test_every_figure_is_that_of_the_ledger(
    books: Store, postings: list[Posted], weeks: int
) -> None:
    week = WEEK.plus(weeks)
    books.write(lambda tx: [tx.run(f"DELETE FROM {name}") for name in ("entries", "postings")])
    write(books, postings)
    found = digest(books, week)
    for one in found.earnings:
        mine = [posted for posted in postings if posted.currency == one.currency]
        assert one.earned == _earned(mine, week)
        assert one.last_week == _earned(mine, week.plus(-1))
        assert one.average == round(
            Fraction(sum(_earned(mine, week.plus(-n)) for n in range(4)), 4)
        )
        assert (one.held, one.due) == _owed(mine)
        assert sum([minor for _, minor in one.campaigns]) == one.earned
    touched = {posted.currency for posted in postings if _within(posted, week)}
    assert touched <= {one.currency for one in found.earnings}
    assert found.quiet == (not touched)


def _within(posted: Posted, week: Week) -> bool:
    return week.monday <= posted.happened.astimezone(BERLIN).date() <= week.sunday


def _earned(postings: list[Posted], week: Week) -> int:
    return sum([one.earned for one in postings if _within(one, week)])


def _owed(postings: list[Posted]) -> tuple[int, int]:
    held = sum([one.earned for one in postings if one.available > NOW])
    paid = sum([one.minor for one in postings if one.kind == "payment"])
    return held, sum([one.earned for one in postings if one.available <= NOW]) - paid


@settings(max_examples=60, deadline=None, suppress_health_check=_QUIET)
@given(postings=_POSTINGS)
def test_the_best_is_who_earned_the_most(books: Store, postings: list[Posted]) -> None:
    books.write(lambda tx: [tx.run(f"DELETE FROM {name}") for name in ("entries", "postings")])
    write(books, postings)
    for one in digest(books).earnings:
        by_person: defaultdict[int, int] = defaultdict(int)
        for posted in postings:
            if posted.currency == one.currency and _within(posted, WEEK):
                by_person[posted.person] += posted.earned
        most = max(by_person.values(), default=0)
        assert (one.best.earned if one.best else 0) == max(most, 0)


@settings(max_examples=40, deadline=None, suppress_health_check=_QUIET)
@given(postings=_POSTINGS)
def test_the_digest_says_what_the_command_says(books: Store, postings: list[Posted]) -> None:
    books.write(lambda tx: [tx.run(f"DELETE FROM {name}") for name in ("entries", "postings")])
    write(books, postings)
    ask = parse(str(WEEK), today=NOW.date())
    told = {
        one.currency: one for one in report(books, ask, now=NOW, zone=BERLIN, client_id=1).totals
    }
    for one in digest(books).earnings:
        same = told[one.currency]
        assert (one.earned, one.paid, one.net_sales) == (same.earned, same.paid, same.net_sales)
        assert (one.held, one.due) == (same.held, same.due)


def test_a_week_is_told_as_a_team_reads_it(books: Store) -> None:
    write(
        books,
        [
            Posted("commission", 1, 1, "USD", 12_040, on("2026-11-17"), 30),
            Posted("commission", 1, 1, "USD", 2_000, on("2026-11-18")),
            Posted("commission", 2, 2, "USD", 4_000, on("2026-11-22", 22)),
            Posted("reversal", 2, 2, "USD", 1_000, on("2026-11-22", 22)),
            Posted("commission", 2, 2, "USD", 10_000, on("2026-11-12")),
            Posted("commission", 1, 3, "USD", 90_000, on("2026-11-22", 23)),
        ],
    )
    sell(books, "2026-11-17T12:00:00Z", 160_400)
    sell(books, "2026-11-18T12:00:00Z", 10_000, counted=-10_000)
    assert text(books).splitlines() == [
        "Commissions 16-22 Nov: $170.40 earned",
        "Up 70% on last week; 4-week average $67.60",
        "Net sales after refunds $1,504.00",
        "Held $120.40 · due now $1,050.00",
        "Earned by campaign, USD",
        "Summer Shakers $140.40",
        "Winter &amp; Wool $30.00",
        "Best: Fit Number0 $140.40 from 2 sales",
    ]


@pytest.mark.parametrize(
    ("last_week", "said"),
    [(0, "Nothing last week"), (500, "Up 100%"), (2_000, "Down 50%"), (1_000, "As much as last")],
)
def test_a_week_is_held_against_the_one_before(books: Store, last_week: int, said: str) -> None:
    before = [Posted("commission", 1, 1, "USD", last_week, on("2026-11-10"))] if last_week else []
    write(books, [Posted("commission", 1, 1, "USD", 1_000, on("2026-11-17")), *before])
    assert text(books).splitlines()[1].startswith(said)


def test_currencies_stand_beside_each_other(books: Store) -> None:
    write(
        books,
        [
            Posted("commission", 1, 1, "USD", 1_000, on("2026-11-17")),
            Posted("commission", 1, 1, "JPY", 1_000, on("2026-11-17")),
        ],
    )
    assert text(books).splitlines()[0] == "Commissions 16-22 Nov: ¥1,000 and $10.00 earned"


def test_a_quiet_week_is_one_sentence(books: Store) -> None:
    write(books, [Posted("commission", 1, 1, "USD", 1_000, on("2026-11-10"))])
    assert text(books) == "No sales and no changes 16-22 Nov."


def test_the_last_minute_of_sunday_belongs_to_the_week_of_the_workspace(books: Store) -> None:
    write(
        books,
        [
            Posted("commission", 1, 1, "USD", 1, datetime(2026, 11, 22, 22, 59, 59, tzinfo=UTC)),
            Posted("commission", 1, 1, "USD", 10, datetime(2026, 11, 22, 23, tzinfo=UTC)),
        ],
    )
    assert digest(books).earnings[0].earned == 1


def test_more_campaigns_than_fit_are_summed_up(books: Store) -> None:
    for number in range(12):
        make_campaign(books, NOW, name=f"Campaign {number}")
    earned = [
        Posted("commission", number, 1, "USD", number * 100, on("2026-11-17"))
        for number in range(3, 15)
    ]
    write(books, earned)
    lines = text(books).splitlines()
    assert (lines[5], lines[14], lines[15]) == (
        "Campaign 11 $14.00",
        "Campaign 2 $5.00",
        "2 others $7.00",
    )

"""The ledger under random sales, refunds, replays, payments, clocks and restarts.

A plain model keeps beside it what each order earned; after every step the books must say the same.
"""

import shutil
import tempfile
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from services import ledger
from services.commission_query import parse
from services.commission_reports import report
from services.importing import Importing, Options, instant
from services.imports import import_file
from services.ledger import NotDue
from services.ledger_proofs import proved
from services.sale_fields import REFUND, SALE, Event
from services.sales import Refused, take
from services.scoring import Bounds, Rates
from storage.audit import first_broken
from storage.engine import Store
from tests.conftest import NOON
from tests.sales.making import BO, CREATORS, ED, JANE, make_campaign, make_offer

CAP = 700
ORDERS = [str(number) for number in range(5)]
codes = st.sampled_from(["JANE10", "JANE10", "LIFT12", "LIFT12", "", "NOBODY"])
currencies = st.sampled_from(["USD", "USD", "USD", "EUR"])
amounts = st.integers(1, 9_000) | st.sampled_from([1, 9, 10, 333])


class Books(RuleBasedStateMachine):
    """Jane sells at 10% without a cap, Ed at 12.5% capped at $7.00."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copytree(self.template, self.folder, dirs_exist_ok=True)
        self.store = Store(self.folder / "desk.db")
        self.now = NOON + timedelta(hours=1)
        self.events: dict[str, Event] = {}
        self.arrived: list[Event] = []
        self.shown: list[ledger.Due] = []
        self.paid: dict[str, int] = defaultdict(int)

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    def send(self, event: Event) -> None:
        take(self.store, [event], actor="tests", now=self.now, client_id=1)
        if event not in self.arrived:
            self.arrived.append(event)
            self.events[event.event_id] = event

    @initialize()
    def something_is_due_and_seen(self) -> None:
        for order, code in (("0", "JANE10"), ("1", "LIFT12")):
            self.send(Event("shop", order, order, SALE, code, instant(self.now), "USD", 5_220))
        self.now += timedelta(days=1)
        self.shown += [self.due(JANE, "USD"), self.due(ED, "USD")]

    @rule(
        order=st.sampled_from(ORDERS),
        net=amounts,
        code=codes,
        currency=currencies,
    )
    def sale(self, order: str, net: int, code: str, currency: str) -> None:
        event = Event("shop", order, order, SALE, code, instant(self.now), currency, net)
        known = self.events.get(order)
        if known is None or known == event:
            self.send(event)
        else:
            with pytest.raises(Refused):
                self.send(event)

    @rule(order=st.sampled_from(ORDERS), part=amounts, currency=currencies)
    def refund(self, order: str, part: int, currency: str) -> None:
        event_id = f"r{len(self.events)}"
        at = instant(self.now)
        self.send(Event("shop", event_id, order, REFUND, "", at, currency, part))

    @precondition(lambda self: self.arrived)
    @rule(data=st.data())
    def refund_the_rest(self, data: st.DataObject) -> None:
        event = data.draw(st.sampled_from(self.arrived))
        event_id = f"r{len(self.events)}"
        at = instant(self.now)
        self.send(replace(event, event_id=event_id, kind=REFUND, code="", occurred_at=at))

    @precondition(lambda self: self.arrived)
    @rule(data=st.data())
    def replay(self, data: st.DataObject) -> None:
        self.send(data.draw(st.sampled_from(self.arrived)))

    @precondition(lambda self: self.arrived)
    @rule(data=st.data(), by=st.sampled_from([-1, 1, 500]))
    def contradict(self, data: st.DataObject, by: int) -> None:
        event = data.draw(st.sampled_from(self.arrived))
        with pytest.raises(Refused):
            take(
                self.store,
                [replace(event, net_minor=event.net_minor + by or 7)],
                actor="tests",
                now=self.now,
                client_id=1,
            )

    def due(self, person: int, currency: str) -> ledger.Due:
        return self.store.read(ledger.due, person, 1, currency, self.now)

    def try_to_pay(self, seen: ledger.Due) -> None:
        """Press a button that shows this; what is paid then was due then."""
        before = self.due(seen.influencer_id, seen.amount.currency).amount.minor
        try:
            paid = ledger.pay(self.store, seen, actor=BO, now=self.now)
        except NotDue:
            return
        if not paid.again:
            assert 0 < paid.amount.minor <= before
            self.paid[paid.amount.currency] += paid.amount.minor

    @rule(person=st.sampled_from([JANE, ED]), currency=currencies)
    def pay_what_is_due(self, person: int, currency: str) -> None:
        self.shown.append(self.due(person, currency))
        self.try_to_pay(self.shown[-1])

    @rule(person=st.sampled_from([JANE, ED]), currency=currencies)
    def look(self, person: int, currency: str) -> None:
        self.shown.append(self.due(person, currency))

    @precondition(lambda self: self.shown)
    @rule(data=st.data())
    def press_what_was_shown(self, data: st.DataObject) -> None:
        self.try_to_pay(data.draw(st.sampled_from(self.shown)))

    @rule(days=st.sampled_from([0.01, 0.99, 1, 7]))
    def wait(self, days: float) -> None:
        if self.now < datetime(2027, 1, 20, tzinfo=UTC):
            self.now += timedelta(days=days)

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.store = Store(self.folder / "desk.db")

    def expected(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return what creators earned, and net sales, by currency: order by order, from the rule."""
        credits: dict[str, int] = {}
        earned: dict[str, int] = defaultdict(int)
        net: dict[str, int] = defaultdict(int)
        refunded: dict[str, int] = defaultdict(int)
        held = 0

        def stays(sale: Event) -> int:
            left = max(0, sale.net_minor - refunded[sale.order_id])
            return credits[sale.order_id] * left // sale.net_minor

        waiting: dict[str, list[Event]] = defaultdict(list)
        sales: dict[str, Event] = {}
        for event in self.arrived:
            if event.kind == REFUND and event.order_id not in sales:
                waiting[event.order_id].append(event)
                continue
            if event.kind == SALE:
                sales[event.order_id] = event
                credits[event.order_id] = 0
                if event.code == "JANE10":
                    credits[event.order_id] = event.net_minor // 10
                elif event.code == "LIFT12" and event.currency == "USD":
                    credits[event.order_id] = min(event.net_minor * 125 // 1000, CAP - held)
                    held += credits[event.order_id]
            sale = sales[event.order_id]
            for refund in [event] if event.kind == REFUND else waiting[event.order_id]:
                if refund.currency == sale.currency:
                    before = stays(sale)
                    refunded[sale.order_id] += refund.net_minor
                    held -= before - stays(sale) if sale.code == "LIFT12" else 0
        for sale in sales.values():
            earned[sale.currency] += stays(sale)
            if sale.code in ("JANE10", "LIFT12"):
                net[sale.currency] += max(0, sale.net_minor - refunded[sale.order_id])
        return earned, net

    @invariant()
    def entries_sum_to_zero_in_each_currency(self) -> None:
        rows = self.store.read(
            lambda tx: tx.rows("SELECT currency, SUM(amount_minor) FROM entries GROUP BY currency")
        )
        assert [total for _, total in rows] == [0] * len(rows)

    @invariant()
    def commissions_show_what_was_earned_sold_and_paid(self) -> None:
        ask = parse("all", today=self.now.date())
        totals = report(self.store, ask, now=self.now, zone=ZoneInfo("UTC"), client_id=1).totals
        earned, net = self.expected()
        for one in totals:
            assert one.earned == earned[one.currency]
            assert one.net_sales == net[one.currency]
            assert one.paid == self.paid[one.currency]
            assert one.held + one.due == one.earned - one.paid
        assert {one.currency for one in totals} >= {name for name in earned if earned[name]}

    @invariant()
    def the_cap_is_never_exceeded(self) -> None:
        held = self.store.read(
            lambda tx: tx.value(
                "SELECT COALESCE(SUM(-e.amount_minor), 0) FROM postings p JOIN entries e"
                " ON e.posting_id = p.id AND e.account = 'owed_to_creators' WHERE p.offer_id = 2"
            )
        )
        assert 0 <= held <= CAP

    @invariant()
    def the_audit_holds(self) -> None:
        assert self.store.read_together(proved).findings == ()
        assert self.store.read(first_broken) is None


def test_the_books_hold_whatever_happens_in_whatever_order(
    tmp_path: Path, empty_store_file: Path
) -> None:
    folder = tmp_path / "template"
    folder.mkdir()
    shutil.copyfile(empty_store_file, folder / "desk.db")
    store = Store(folder / "desk.db")
    (tmp_path / "list.csv").write_text(CREATORS)
    importing = Importing(store, Bounds(), Rates(), lambda: NOON, "tests")
    import_file(importing, tmp_path / "list.csv", Options())
    campaign = make_campaign(store, NOON, holding_days=1)
    make_offer(store, campaign, JANE, NOON)
    make_offer(store, campaign, ED, NOON, commission_bp=1_250, commission_cap_minor=CAP)
    store.close()
    Books.template = folder
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Books,
        settings=settings(
            max_examples=60,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

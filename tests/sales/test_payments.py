"""What is marked as paid was due, is written once, and leaves the rest owed."""

from dataclasses import replace

import pytest

from services import ledger
from services.ledger import Due, NotAnApprover, NotDue
from services.money import Money
from storage.engine import Store
from tests.conftest import Clock
from tests.offers.making import CY
from tests.sales.making import BO, JANE, Shop, owed


@pytest.fixture
def due(store: Store, shop: Shop, clock: Clock) -> Due:
    """$5.22 that has become due to Jane."""
    shop.send(shop.sale("1042", 5_220))
    clock.move(days=31)
    return seen(store, clock)


def seen(store: Store, clock: Clock) -> Due:
    return store.read(ledger.due, JANE, 1, "USD", clock())


def test_a_commission_is_due_when_its_holding_period_has_passed(
    store: Store, shop: Shop, clock: Clock
) -> None:
    shop.send(shop.sale("1042", 5_220))
    clock.move(days=30, seconds=-1)
    before = seen(store, clock).amount.minor
    clock.move(seconds=1)
    assert (before, seen(store, clock).amount.minor) == (0, 522)


def test_a_payment_takes_from_what_is_owed(store: Store, clock: Clock, due: Due) -> None:
    ledger.pay(store, due, actor=BO, now=clock())
    assert (owed(store), seen(store, clock).amount.minor) == (0, 0)


def test_a_second_press_pays_nothing_and_says_who_was_first(
    store: Store, clock: Clock, due: Due
) -> None:
    ledger.pay(store, due, actor=BO, now=clock())
    clock.move(minutes=1)
    paid = ledger.pay(store, due, actor=CY, now=clock())
    assert (paid.again, paid.by, paid.amount, owed(store)) == (True, BO, Money(522, "USD"), 0)


@pytest.mark.parametrize("minor", [523, 0, -522])
def test_no_other_amount_than_what_is_due_can_be_paid(
    store: Store, clock: Clock, due: Due, minor: int
) -> None:
    with pytest.raises(NotDue):
        ledger.pay(store, replace(due, amount=Money(minor, "USD")), actor=BO, now=clock())
    assert owed(store) == 522


def test_a_refund_after_it_was_shown_stops_the_payment(
    store: Store, shop: Shop, clock: Clock, due: Due
) -> None:
    shop.send(shop.refund("1042", 1_000))
    with pytest.raises(NotDue, match=r"\$4\.22 is due now"):
        ledger.pay(store, due, actor=BO, now=clock())


def test_a_refund_after_the_payment_is_taken_from_the_next_one(
    store: Store, shop: Shop, clock: Clock, due: Due
) -> None:
    ledger.pay(store, due, actor=BO, now=clock())
    shop.send(shop.refund("1042", 5_220), shop.sale("1043", 9_000))
    clock.move(days=31)
    assert seen(store, clock).amount.minor == 900 - 522


def test_an_old_button_cannot_pay_after_another_payment(
    store: Store, shop: Shop, clock: Clock, due: Due
) -> None:
    ledger.pay(store, due, actor=BO, now=clock())
    shop.send(shop.sale("1043", 9_000))
    clock.move(days=31)
    assert ledger.pay(store, due, actor=BO, now=clock()).again


def test_only_who_approves_for_the_campaign_can_mark_as_paid(
    store: Store, clock: Clock, due: Due
) -> None:
    with pytest.raises(NotAnApprover) as refused:
        ledger.pay(store, due, actor="U0DEE", now=clock())
    assert (refused.value.approvers, owed(store)) == ((BO, CY), 522)

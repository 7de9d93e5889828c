"""A refund takes its share of the commission back, whenever it comes, and never more."""

from itertools import permutations

import pytest

from services.sales import Outcome
from storage.engine import Store
from storage.ledger import caused_by
from tests.conftest import Clock
from tests.sales.making import Shop, count, owed


def test_a_partial_refund_takes_back_its_share(store: Store, shop: Shop) -> None:
    shop.send(shop.sale("1042", 5_220), shop.refund("1042", 2_000))
    assert owed(store) == 322


def test_a_full_refund_takes_back_everything(store: Store, shop: Shop) -> None:
    shop.send(shop.sale("1042", 5_220), shop.refund("1042", 5_220))
    assert owed(store) == 0


@pytest.mark.parametrize("order", list(permutations([0, 1, 2, 3])))
def test_sale_and_refunds_lead_to_the_same_in_any_order(
    store: Store, shop: Shop, order: tuple[int, ...]
) -> None:
    events = [shop.sale("1042", 333), *[shop.refund("1042", part) for part in (100, 7, 200)]]
    shop.send(*[events[place] for place in order])
    assert owed(store) == 33 * (333 - 307) // 333


def test_refunds_beyond_the_sale_take_back_no_more_than_was_credited(
    store: Store, shop: Shop
) -> None:
    taken = shop.send(
        shop.sale("1042", 5_220), shop.refund("1042", 5_000), shop.refund("1042", 9_999)
    )
    assert owed(store) == 0
    assert shop.send(shop.refund("1042", 1))[0].outcome is Outcome.NOTHING_BACK
    assert taken[2].outcome is Outcome.REVERSED


def test_a_refund_that_comes_first_waits_for_its_sale(store: Store, shop: Shop) -> None:
    (taken,) = shop.send(shop.refund("1042", 2_000))
    assert (taken.outcome, count(store, "postings")) == (Outcome.PARKED, 0)


def test_a_refund_that_waited_is_settled_with_its_sale(store: Store, shop: Shop) -> None:
    shop.send(shop.refund("1042", 2_000))
    shop.send(shop.sale("1042", 5_220))
    assert owed(store) == 322


def test_a_refund_of_an_order_of_another_shop_touches_nothing(store: Store, shop: Shop) -> None:
    shop.send(shop.sale("1042", 5_220), shop.refund("1042", 5_220, shop="other.example"))
    assert owed(store) == 522


def test_a_refund_in_another_currency_is_kept_and_takes_nothing_back(
    store: Store, shop: Shop
) -> None:
    _, taken = shop.send(shop.sale("1042", 5_220), shop.refund("1042", 5_220, currency="EUR"))
    assert (taken.outcome, owed(store), count(store, "sales")) == (Outcome.OTHER_CURRENCY, 522, 2)


def test_a_refund_in_another_currency_does_not_shrink_the_next_one(
    store: Store, shop: Shop
) -> None:
    shop.send(shop.sale("1042", 5_220), shop.refund("1042", 5_220, currency="EUR"))
    shop.send(shop.refund("1042", 5_220))
    assert owed(store) == 0


def test_a_refund_of_a_sale_without_a_commission_takes_nothing_back(
    store: Store, shop: Shop
) -> None:
    _, taken = shop.send(shop.sale("1042", code=""), shop.refund("1042", 2_000))
    assert (taken.outcome, count(store, "postings")) == (Outcome.NOTHING_BACK, 0)


def test_a_reversal_is_dated_by_the_refund_and_available_with_its_sale(
    store: Store, shop: Shop, clock: Clock
) -> None:
    shop.send(shop.sale("1042", 5_220))
    clock.move(days=9)
    refund = shop.refund("1042", 2_000)
    shop.send(refund)
    posting = store.read(caused_by, "refund:2")
    assert posting is not None
    assert (posting.happened_at, posting.available_at) == (
        refund.occurred_at,
        "2026-12-24T13:00:00Z",
    )

"""The same event changes nothing; one that contradicts it is refused, and nothing is lost."""

from dataclasses import replace

import pytest

from services.sales import Refused
from storage.engine import Store
from tests.sales.making import Shop, count, owed


def test_the_same_sale_again_is_unchanged(store: Store, shop: Shop) -> None:
    sale = shop.sale("1042", 5_220)
    assert [one.new for one in shop.send(sale, sale)] == [True, False]
    assert owed(store) == 522


def test_the_same_refund_again_takes_nothing_back(store: Store, shop: Shop) -> None:
    refund = shop.refund("1042", 2_000)
    shop.send(shop.sale("1042", 5_220), refund)
    shop.send(refund)
    assert owed(store) == 322


def test_a_sale_replayed_after_its_refund_pays_nothing(store: Store, shop: Shop) -> None:
    sale = shop.sale("1042", 5_220)
    shop.send(sale, shop.refund("1042", 5_220))
    shop.send(sale)
    assert owed(store) == 0


def test_the_same_event_id_of_two_shops_is_two_events(store: Store, shop: Shop) -> None:
    shop.send(shop.sale("1042"), shop.sale("1042", shop="other.example"))
    assert count(store, "sales") == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("net_minor", 5_221),
        ("currency", "EUR"),
        ("code", ""),
        ("order_id", "1043"),
        ("kind", "refund"),
        ("occurred_at", "2026-11-24T12:59:59Z"),
    ],
)
def test_the_same_event_with_other_content_is_refused(
    store: Store, shop: Shop, field: str, value: object
) -> None:
    sale = shop.sale("1042", 5_220)
    shop.send(sale)
    with pytest.raises(Refused, match=field):
        shop.send(replace(sale, **{field: value}))  # type: ignore[arg-type]
    assert owed(store) == 522


def test_an_order_has_one_sale(store: Store, shop: Shop) -> None:
    shop.send(shop.sale("1042", 5_220))
    with pytest.raises(Refused, match="has a sale already"):
        shop.send(shop.sale("1042", 5_220, event_id="another"))


def test_events_sent_together_are_taken_all_or_none(store: Store, shop: Shop) -> None:
    shop.send(shop.sale("1042"))
    with pytest.raises(Refused) as refused:
        shop.send(shop.sale("1043"), shop.sale("1042", 1))
    assert (refused.value.place, count(store, "sales")) == (1, 1)

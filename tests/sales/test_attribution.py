"""A sale belongs to whose code it came with, while the code is valid, by the terms of that day."""

from dataclasses import replace

import pytest

from services.campaigns import Campaign
from services.importing import instant
from services.offers import Offer
from services.sales import Outcome
from storage.engine import Store
from storage.ledger import PostingRow, caused_by, owed_by
from tests.conftest import Clock
from tests.sales.making import ED, OTHER_JANE, Shop, count, make_campaign, make_offer, owed


def posting_of(store: Store, sale_id: int = 1) -> PostingRow:
    found = store.read(caused_by, f"sale:{sale_id}")
    assert found is not None
    return found


def test_a_sale_with_a_valid_code_earns_the_agreed_share(store: Store, shop: Shop) -> None:
    shop.send(shop.sale("1042", 5_220))
    assert owed(store) == 522


def test_a_code_is_known_in_any_case_and_with_blanks(store: Store, shop: Shop) -> None:
    (taken,) = shop.send(replace(shop.sale("1042"), code="JANE10"))
    assert taken.outcome is Outcome.CREDITED


@pytest.mark.parametrize(
    ("code", "outcome"), [("", Outcome.NO_CODE), ("NOBODY", Outcome.UNKNOWN_CODE)]
)
def test_a_sale_without_a_code_of_ours_earns_nobody_anything(
    store: Store, shop: Shop, code: str, outcome: Outcome
) -> None:
    (taken,) = shop.send(shop.sale("1042", code=code))
    assert (taken.outcome, owed(store)) == (outcome, 0)


@pytest.mark.parametrize(
    ("occurred_at", "outcome"),
    [
        ("2026-11-24T12:09:59Z", Outcome.TOO_EARLY),
        ("2026-11-24T12:10:00Z", Outcome.CREDITED),
        ("2027-01-30T23:59:59Z", Outcome.CREDITED),
        ("2027-01-31T00:00:00Z", Outcome.TOO_LATE),
    ],
)
def test_a_code_is_valid_from_its_start_and_before_its_end(
    shop: Shop, clock: Clock, occurred_at: str, outcome: Outcome
) -> None:
    clock.move(days=100)
    (taken,) = shop.send(shop.sale("1042", occurred_at=occurred_at))
    assert taken.outcome is outcome


def test_a_code_whose_offer_is_not_approved_any_more_earns_nothing(
    store: Store, shop: Shop
) -> None:
    store.write(lambda tx: tx.run("UPDATE offers SET state = 'withdrawn'"))
    (taken,) = shop.send(shop.sale("1042"))
    assert (taken.outcome, owed(store)) == (Outcome.NOT_APPROVED, 0)


def test_rate_base_and_person_are_frozen_in_the_posting(
    store: Store, shop: Shop, jane: Offer
) -> None:
    shop.send(shop.sale("1042", 5_220))
    posting = posting_of(store)
    assert (posting.rate_bp, posting.base_minor, posting.influencer_id, posting.campaign_id) == (
        1_000,
        5_220,
        jane.row.influencer_id,
        jane.row.campaign_id,
    )


def test_a_later_rate_changes_nothing_of_an_earlier_sale(store: Store, shop: Shop) -> None:
    sale = shop.sale("1042", 5_220)
    shop.send(sale)
    store.write(lambda tx: tx.run("UPDATE offers SET commission_bp = 5000"))
    shop.send(sale, shop.refund("1042", 2_610))
    assert owed(store) == 261


def test_a_commission_is_held_from_the_sale_for_the_holding_period(
    store: Store, shop: Shop
) -> None:
    shop.send(shop.sale("1042", occurred_at="2026-11-24T12:30:00Z"))
    posting = posting_of(store)
    assert (posting.happened_at, posting.available_at) == (
        "2026-11-24T12:30:00Z",
        "2026-12-24T12:30:00Z",
    )


def test_a_sale_in_another_currency_earns_in_that_currency(store: Store, shop: Shop) -> None:
    shop.send(shop.sale("1042", 5_220, currency="EUR"))
    assert (owed(store, "EUR"), owed(store, "USD")) == (522, 0)


def test_a_sale_too_small_for_a_commission_is_kept_without_a_posting(
    store: Store, shop: Shop
) -> None:
    (taken,) = shop.send(shop.sale("1042", 9))
    assert (taken.outcome, count(store, "postings")) == (Outcome.TOO_SMALL, 0)


def test_an_offer_without_a_commission_earns_none(
    store: Store, shop: Shop, campaign: Campaign, clock: Clock
) -> None:
    offer = make_offer(store, campaign, ED, clock(), commission_bp=0)
    clock.move(hours=1)
    (taken,) = shop.send(shop.sale("1042", code=offer.code or ""))
    assert taken.outcome is Outcome.NO_COMMISSION


class TestCap:
    """An offer's commission is limited to what was approved, in the currency of the cap."""

    @pytest.fixture
    def capped(self, store: Store, shop: Shop, campaign: Campaign, clock: Clock) -> str:
        """The code of an offer of 10%, at most $10.00."""
        offer = make_offer(store, campaign, ED, clock(), commission_cap_minor=1_000)
        clock.move(hours=1)
        return offer.code or ""

    def test_the_last_sale_earns_what_the_cap_leaves(
        self, store: Store, shop: Shop, capped: str
    ) -> None:
        shop.send(*[shop.sale(order, 8_000, code=capped) for order in ("1", "2")])
        assert owed(store) == 1_000

    def test_a_sale_after_the_cap_earns_nothing(self, shop: Shop, capped: str) -> None:
        sales = [shop.sale(order, 10_000, code=capped) for order in ("1", "2")]
        assert shop.send(*sales)[1].outcome is Outcome.CAP_REACHED

    def test_a_refund_makes_room_under_the_cap_again(
        self, store: Store, shop: Shop, capped: str
    ) -> None:
        shop.send(shop.sale("1", 10_000, code=capped), shop.refund("1", 4_000))
        shop.send(shop.sale("2", 10_000, code=capped))
        assert owed(store) == 1_000

    def test_a_full_refund_takes_back_what_was_credited_under_the_cap(
        self, store: Store, shop: Shop, capped: str
    ) -> None:
        shop.send(shop.sale("1", 90_000, code=capped), shop.refund("1", 90_000))
        assert owed(store) == 0

    def test_another_currency_cannot_pass_the_cap(
        self, store: Store, shop: Shop, capped: str
    ) -> None:
        (taken,) = shop.send(shop.sale("1", 90_000, code=capped, currency="EUR"))
        assert (taken.outcome, owed(store, "EUR")) == (Outcome.OTHER_CAP, 0)

    def test_the_caps_of_two_offers_do_not_touch(
        self, store: Store, shop: Shop, capped: str, clock: Clock
    ) -> None:
        other = make_campaign(store, clock(), name="Winter Bars")
        offer = make_offer(store, other, OTHER_JANE, clock(), commission_cap_minor=300)
        clock.move(hours=1)
        codes = (capped, offer.code or "")
        shop.send(*[shop.sale(code, 90_000, code=code) for code in codes])
        assert owed(store) == 1_300


def test_a_sale_is_dated_when_it_happened_not_when_it_came(
    store: Store, shop: Shop, clock: Clock
) -> None:
    sale = shop.sale("1042")
    clock.move(days=3)
    shop.send(sale)
    posting = posting_of(store)
    assert (posting.happened_at, posting.posted_at) == (sale.occurred_at, instant(clock()))


def test_one_posting_moves_one_amount_between_two_accounts(store: Store, shop: Shop) -> None:
    shop.send(shop.sale("1042", 5_220))
    assert store.read(owed_by, 1) == 522
    rows = store.read(
        lambda tx: tx.rows("SELECT account, amount_minor FROM entries ORDER BY account")
    )
    assert rows == [("commission_expense", 522), ("owed_to_creators", -522)]

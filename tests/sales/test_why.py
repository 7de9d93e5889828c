"""/why: how an order came to its commission, step by step, for every shop that has one."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from blocks.order_stories import stories_message
from console.driver import Slack
from services.campaigns import Campaign
from services.order_stories import why
from storage.engine import Store
from tests.conftest import Clock
from tests.sales.making import ED, Shop, make_offer
from texts.order_stories import EXAMPLES

Telling = Callable[[str], str]


@pytest.fixture
def told(store: Store, clock: Clock) -> Telling:
    """What /why answers, as plain text."""
    return lambda order: stories_message(
        why(store, order, now=clock(), client_id=1), ZoneInfo("UTC")
    )[0]


def test_an_order_is_told_from_its_code_to_its_refund(
    told: Telling, shop: Shop, clock: Clock
) -> None:
    shop.send(shop.sale("1042", 5_220))
    clock.move(days=9)
    shop.send(shop.refund("1042", 2_000))
    assert told("1042").splitlines() == [
        "Order 1042, shakers.example",
        "Net $52.20 on 24 Nov 2026, after discount, before tax",
        "Code JANE10: valid, Jane Runs, Summer Shakers",
        "Commission 10% = $5.22, held until 24 Dec 2026",
        "Refunded $20.00 on 3 Dec 2026: minus $2.00",
        "$3.22 stays",
    ]


def test_days_are_in_the_readers_zone(slack: Slack, shop: Shop) -> None:
    shop.send(shop.sale("1042", 5_220))
    shown = slack.command("/why 1042").shown
    assert "<!date^1798117200^{date_short}|24 Dec 2026>" in shown


def test_a_commission_that_is_free_says_since_when(told: Telling, shop: Shop, clock: Clock) -> None:
    shop.send(shop.sale("1042", 5_220))
    clock.move(days=40)
    assert "Commission 10% = $5.22, due since 24 Dec 2026" in told("#1042")


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"code": ""}, "It came without a code: nobody earns from it"),
        ({"code": "NOBODY"}, "Code NOBODY was not one of ours then: nobody earns from it"),
        (
            {"occurred_at": "2026-11-24T12:00:00Z"},
            "Code JANE10 (Jane Runs, Summer Shakers) is valid only from 24 Nov 2026 at 12:10:"
            " no commission",
        ),
        (
            {"occurred_at": "2027-02-01T12:00:00Z"},
            "Code JANE10 (Jane Runs, Summer Shakers) was valid until 31 Jan 2027 at 00:00:"
            " no commission",
        ),
        ({"net_minor": 5}, "No commission: too small for a commission"),
    ],
)
def test_an_order_without_a_commission_says_why(
    told: Telling, shop: Shop, clock: Clock, changes: dict[str, object], line: str
) -> None:
    sale = shop.sale("1042", **changes)  # type: ignore[arg-type]
    clock.move(days=90)
    shop.send(sale)
    assert line in told("1042")


def test_an_offer_that_is_not_approved_any_more_is_named(
    told: Telling, shop: Shop, store: Store
) -> None:
    store.write(lambda tx: tx.run("UPDATE offers SET state = 'withdrawn'"))
    shop.send(shop.sale("1042"))
    assert "the offer is not approved, no commission" in told("1042")


def test_a_capped_commission_names_the_cap(
    told: Telling, shop: Shop, store: Store, campaign: Campaign, clock: Clock
) -> None:
    offer = make_offer(store, campaign, ED, clock(), commission_cap_minor=300)
    clock.move(hours=1)
    shop.send(shop.sale("1042", 5_220, code=offer.code or ""))
    said = "10% = $5.22, of which $3.00 was left under the cap of $3.00"
    assert said in told("1042")


def test_every_shop_with_this_order_number_is_told(told: Telling, shop: Shop) -> None:
    shop.send(shop.sale("1042", 5_220), shop.sale("1042", 900, shop="other.example"))
    text = told("1042")
    assert text.startswith("2 shops have an order 1042\n")
    assert "Order 1042, other.example" in text
    assert "Order 1042, shakers.example" in text


def test_a_refund_without_its_sale_is_told(told: Telling, shop: Shop) -> None:
    shop.send(shop.refund("1042", 2_000))
    text = told("1042")
    assert "Its sale has not come in yet" in text
    assert "Refunded $20.00 on 24 Nov 2026: waits for its sale" in text


def test_a_refund_in_another_currency_is_told(told: Telling, shop: Shop) -> None:
    shop.send(shop.sale("1042", 5_220), shop.refund("1042", 2_000, currency="EUR"))
    text = told("1042")
    assert "Refunded €20.00 on 24 Nov 2026: the sale was in USD" in text
    assert "$5.22 stays" in text


def test_an_order_that_never_came_says_what_can_be_done_in_slack(slack: Slack) -> None:
    said = slack.command("/why 77").text
    assert "drops the shop's file of sales" in said
    assert "python" not in said


@pytest.mark.parametrize("text", ["", " help", " #"])
def test_without_an_order_it_says_how_to_write_one(slack: Slack, text: str) -> None:
    assert "/why 1042" in slack.command(f"/why{text}").text


@pytest.mark.parametrize("example", [command for command, _ in EXAMPLES])
def test_each_example_of_the_help_works(slack: Slack, shop: Shop, example: str) -> None:
    shop.send(shop.sale("1042", 5_220), shop.sale("1058", 3_900))
    assert slack.command(example).text.startswith("Order 10")


def test_what_a_shop_calls_itself_is_shown_as_text(slack: Slack, shop: Shop) -> None:
    shop.send(shop.sale("<!here>", shop="<@U0BO> *x*"))
    reply = slack.command("/why <!here>")
    assert "<!here>" not in reply.shown
    assert "<@U0BO>" not in reply.text

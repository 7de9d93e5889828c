"""/commissions: what was earned, held, due and paid; equal to the ledger, readable on a phone."""

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from blocks.commissions import report_message
from console.driver import Slack, texts_in
from services import granting
from services.campaigns import Campaign
from services.commission_query import Ask, BadRequest, parse, written
from services.commission_reports import report
from services.offers import Offer
from services.rights import Role
from storage.engine import Store
from tests.conftest import Clock
from tests.sales.making import ED, OTHER_JANE, Shop, make_campaign, make_offer, owed
from texts.commissions import EXAMPLES

TODAY = date(2026, 11, 24)


@pytest.fixture
def sold(store: Store, shop: Shop, campaign: Campaign, clock: Clock) -> Shop:
    """November: Jane earned $5.22 less $2.00, Ed $12.00 and €1.00; Ed's refund is of December."""
    ed = make_offer(store, campaign, ED, clock())
    clock.move(hours=1)
    code = ed.code or ""
    shop.send(shop.sale("1042", 5_220), shop.refund("1042", 2_000))
    shop.send(shop.sale("2000", 12_000, code=code))
    shop.send(shop.sale("2001", 1_000, code=code, currency="EUR"), shop.sale("9", 700, code=""))
    clock.move(days=10)
    shop.send(shop.refund("2000", 6_000))
    return shop


@pytest.fixture
def slack(sold: Shop, slack: Slack) -> Slack:
    """The workspace, opened after all of that."""
    return slack


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("", date(2026, 11, 1), date(2026, 11, 30)),
        ("month", date(2026, 11, 1), date(2026, 11, 30)),
        ("week", date(2026, 11, 23), date(2026, 11, 29)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026-W47", date(2026, 11, 16), date(2026, 11, 22)),
        ("2026-w53", date(2026, 12, 28), date(2027, 1, 3)),
        ("asof:2026-10-05", date(2026, 10, 1), date(2026, 10, 31)),
        ("week asof:2026-10-05", date(2026, 10, 5), date(2026, 10, 11)),
    ],
)
def test_a_period_is_days_of_the_workspace(text: str, first: date, last: date) -> None:
    ask = parse(text, today=TODAY)
    assert (ask.first, ask.last) == (first, last)


def test_all_filters_can_be_combined() -> None:
    text = 'creator:"Jane Runs" asof:2026-11-30 2026-11 campaign:“Summer Shakers”'
    ask = parse(text, today=TODAY)
    assert (ask.creator, ask.campaign, ask.as_of, ask.word) == (
        "Jane Runs",
        "Summer Shakers",
        date(2026, 11, 30),
        "2026-11",
    )


@pytest.mark.parametrize(
    "text",
    [
        "jane",
        "2026-13",
        "2026-W54",
        "2026-W00",
        "0001-01",
        "9999-12",
        "creator:",
        'creator:""',
        "creator:a creator:b",
        "week month",
        "asof:yesterday",
        "asof:0001-01-01",
        "brand:x",
        "٢٠٢٦-١١",
    ],
)
def test_what_cannot_be_read_is_answered_with_what_can(text: str) -> None:
    with pytest.raises(BadRequest):
        parse(text, today=TODAY)


@pytest.mark.parametrize(
    "text", ["week", "all", "2026-11 campaign:x", 'all creator:"Jane Runs" asof:2026-11-30']
)
def test_what_a_button_says_is_read_as_the_same(text: str) -> None:
    ask = parse(text, today=TODAY)
    assert parse(written(ask), today=date(2030, 1, 1)) == ask


@pytest.mark.parametrize("example", [command for command, _ in EXAMPLES])
def test_each_example_of_the_help_can_be_read(example: str) -> None:
    assert isinstance(parse(example.removeprefix("/commissions"), today=TODAY), Ask)


def test_without_any_sale_it_says_how_they_come_in(
    slack: Slack, store: Store, clock: Clock
) -> None:
    make_campaign(store, clock(), name="Winter Bars")
    reply = slack.command('/commissions campaign:"Winter Bars"')
    assert "nothing sold" in reply.text
    assert "drops the shop's file of sales" in reply.text
    assert "python" not in reply.text


def test_help_shows_examples(slack: Slack) -> None:
    assert "creator:jane" in slack.command("/commissions help").shown


Asking = Callable[[str], str]


@pytest.fixture
def ask(sold: Shop, store: Store, clock: Clock) -> Asking:
    """What /commissions answers, as plain text."""

    def ask(text: str) -> str:
        asked = parse(text, today=clock().date())
        return report_message(
            report(store, asked, now=clock(), zone=ZoneInfo("UTC"), client_id=1), "U0ANA"
        )[0]

    return ask


def row(text: str, label: str) -> str:
    """Return the last word of the first line that begins so."""
    line = next(line for line in text.splitlines() if line.startswith(label))
    return line.split()[-1]


def dollars(text: str) -> str:
    """Return the part of an answer about dollars, which stands after the euros."""
    return text[text.rindex("\nEarned ") + 1 :]


def test_a_month_is_summed_by_currency(ask: Asking, sold: Shop) -> None:
    text = ask("2026-11")
    assert "€1.00 and $15.22 earned" in text


def test_totals_are_those_of_the_ledger(ask: Asking, sold: Shop, store: Store) -> None:
    text = ask("all")
    assert row(dollars(text), "Earned") == "$9.22"
    assert owed(store) == 922


def test_a_quiet_month_lists_nobody(ask: Asking) -> None:
    text = ask("2026-01")
    assert text.startswith("Commissions January 2026: nothing earned\n")
    assert "Jane Runs" not in text


def test_net_sales_are_after_refunds_and_only_of_creators(ask: Asking, sold: Shop) -> None:
    text = ask("all creator:jane.runs")
    assert row(text, "Net sales") == "$32.20"


def test_a_refund_counts_in_the_month_of_the_refund(ask: Asking, sold: Shop) -> None:
    text = ask("2026-12")
    assert row(dollars(text), "Earned") == "-$6.00"


def test_creators_stand_with_what_they_earned_the_most_first(ask: Asking, sold: Shop) -> None:
    rows = dollars(ask("2026-11")).splitlines()
    assert [line.split()[-2] for line in rows[-3:-1]] == ["$12.00", "$3.22"]


def test_a_commission_is_held_then_due(ask: Asking, sold: Shop, clock: Clock) -> None:
    before = ask("all creator:@jane.runs")
    clock.move(days=30)
    after = ask("all creator:@jane.runs")
    assert (row(before, "Held"), row(before, "Due")) == ("$3.22", "$0.00")
    assert (row(after, "Held"), row(after, "Due")) == ("$0.00", "$3.22")


def test_as_of_a_day_looks_at_what_had_happened_by_its_end(
    ask: Asking, sold: Shop, clock: Clock
) -> None:
    clock.move(days=60)
    text = ask("all creator:lift.ed asof:2026-11-30")
    usd = dollars(text)
    assert (row(usd, "Earned"), row(usd, "Held"), row(usd, "Due")) == ("$12.00", "$12.00", "$0.00")


def test_a_campaign_is_summed_alone(ask: Asking, sold: Shop, store: Store, clock: Clock) -> None:
    other = make_campaign(store, clock(), name="Winter Bars")
    offer = make_offer(store, other, OTHER_JANE, clock())
    clock.move(hours=1)
    sold.send(sold.sale("7", 4_000, code=offer.code or ""))
    text = ask('all campaign:"winter bars"')
    assert (row(text, "Earned"), "Jane Lifts" in text, "Jane Runs" in text) == (
        "$4.00",
        True,
        False,
    )


def test_an_unknown_campaign_is_answered_with_those_there_are(slack: Slack, sold: Shop) -> None:
    assert "Summer Shakers" in slack.command("/commissions campaign:Nope").text


def test_a_name_of_two_creators_asks_which(
    slack: Slack, sold: Shop, store: Store, campaign: Campaign, clock: Clock
) -> None:
    make_offer(store, campaign, OTHER_JANE, clock())
    text = slack.command("/commissions creator:jane").text
    assert "@jane.runs" in text
    assert "@jane.lifts" in text


@pytest.mark.parametrize("name", ["jane", '"Jane Runs"', "@jane.runs", "jane10", "ja"])
def test_a_creator_is_found_by_name_handle_or_code(ask: Asking, sold: Shop, name: str) -> None:
    assert ask(f"creator:{name}").startswith("Commissions Jane Runs")


def test_an_unknown_creator_says_how_to_write_one(slack: Slack, sold: Shop) -> None:
    assert "creator:@" in slack.command("/commissions creator:zoe").text


def test_rows_fit_a_phone(slack: Slack, sold: Shop) -> None:
    sold.send(sold.sale("big", 10**11))
    reply = slack.command("/commissions all")
    rows = [
        line
        for block in reply.message.blocks
        if block["type"] == "rich_text"
        for line in "\n".join(texts_in(block)).splitlines()
    ]
    assert max(len(line) for line in rows) <= 42


def test_a_creator_alone_stands_in_no_list_of_creators(ask: Asking) -> None:
    assert "Creator" not in ask("all creator:jane.runs")


def test_another_period_is_a_click_away(slack: Slack, sold: Shop, clock: Clock) -> None:
    reply = slack.command("/commissions 2026-11 creator:jane.runs")
    assert row(slack.click(reply, "All time").text, "Earned") == "$3.22"


class TestMarkAsPaid:
    """What is due to one creator can be marked as paid by those who approve."""

    @pytest.fixture(autouse=True)
    def due(self, sold: Shop, clock: Clock) -> None:
        clock.move(days=40)

    def test_an_approver_marks_what_is_due(self, slack: Slack, store: Store) -> None:
        reply = slack.command("/commissions all creator:jane.runs", by="bo")
        done = slack.click(reply, "Mark as paid", by="bo")
        assert "Marked as paid: $3.22 to Jane Runs." in done.text
        assert (row(done.text, "Paid"), row(done.text, "Due")) == ("$3.22", "$0.00")

    def test_who_is_due_something_is_a_click_away(self, slack: Slack) -> None:
        reply = slack.command("/commissions all", by="bo")
        shown = slack.click(reply, "Due to Jane Runs", by="bo")
        assert "Mark as paid" in shown.shown
        assert "Due to" not in shown.shown

    def test_the_button_asks_before_it_writes(self, slack: Slack) -> None:
        reply = slack.command("/commissions creator:jane.runs", by="bo")
        (confirm,) = [
            block["accessory"]["confirm"] for block in reply.message.blocks if "accessory" in block
        ]
        assert "can't be undone" in confirm["text"]["text"]

    def test_who_does_not_approve_sees_who_can(self, slack: Slack) -> None:
        reply = slack.command("/commissions creator:jane.runs", by="ana")
        assert "$3.22 is due for Summer Shakers; <@U0BO> or <@U0CY> can mark it" in reply.shown
        assert "Mark as paid" not in reply.shown

    def test_who_pays_out_for_the_client_can_mark_it_too(
        self, slack: Slack, store: Store, clock: Clock
    ) -> None:
        granting.grant(store, "U0ANA", Role.PAYER, 1, actor="U0CY", now=clock())
        reply = slack.command("/commissions creator:jane.runs", by="ana")
        assert "Marked as paid: $3.22" in slack.click(reply, "Mark as paid", by="ana").text

    def test_a_second_press_changes_nothing_and_says_who_was_first(
        self, slack: Slack, store: Store
    ) -> None:
        before = owed(store)
        of_bo = slack.command("/commissions creator:jane.runs", by="bo")
        of_cy = slack.command("/commissions creator:jane.runs", by="cy")
        slack.click(of_bo, "Mark as paid", by="bo")
        late = slack.click(of_cy, "Mark as paid", by="cy")
        assert "<@U0BO> marked" in late.shown
        assert owed(store) == before - 322

    def test_a_forged_click_of_somebody_else_is_refused(self, slack: Slack, store: Store) -> None:
        before = owed(store)
        reply = slack.command("/commissions creator:jane.runs", by="bo")
        refused = slack.click(reply, "Mark as paid", by="ana")
        assert "those who approve" in refused.text
        assert owed(store) == before


def test_a_name_that_looks_like_markup_stays_text(
    slack: Slack, store: Store, shop: Shop, jane: Offer
) -> None:
    store.write(lambda tx: tx.run("UPDATE influencers SET name = '<!channel> *x*' WHERE id = 2"))
    shop.send(shop.sale("77"))
    reply = slack.command("/commissions creator:jane10")
    assert "<!channel>" not in reply.text
    assert "<!channel>" not in str([b for b in reply.message.blocks if b["type"] == "section"])

"""An offer from a search to its decision, as the people of a channel see it."""

from typing import Any

import pytest

from console.driver import Reply, Slack
from services import granting
from services.campaigns import Campaign
from services.rights import Role
from storage.engine import Store
from storage.grants import EVERYBODY
from tests.conftest import Clock
from tests.offers.making import make_campaign

Json = dict[str, Any]
WINTER: Json = {
    "name": {"value": {"value": "Winter Warmers"}},
    "niche": {"value": {"value": "Yoga"}},
    "brief": {"value": {"value": ""}},
    "starts_on": {"value": {"selected_date": "2026-12-01"}},
    "ends_on": {"value": {"selected_date": "2026-12-31"}},
    "budget": {"value": {"value": "$2,000"}},
    "gift": {"value": {"value": "Mat"}},
    "gift_value": {"value": {"value": "39.50"}},
    "commission": {"value": {"value": "12.5%"}},
    "window": {"value": {"value": "30"}},
    "holding": {"value": {"value": "30"}},
    "channel": {"value": {"selected_channel": "C0APPROVE"}},
    "approvers": {"value": {"selected_users": ["U0BO"]}},
}
"""A form for a campaign, filled in."""


def propose(slack: Slack, campaign: Campaign, name: str = "Fit Number2") -> Reply:
    """Add a creator of a search to the campaign; return the card that the channel gets."""
    reply = slack.command("/find-influencer fitness")
    choose_of(slack, reply, name, "Add to campaign")
    errors = slack.submit(
        {
            "campaign": {"value": {"selected_option": {"value": str(campaign.row.id)}}},
            "deliverable": {"value": {"value": "1 reel"}},
            "due_on": {"value": {"selected_date": "2026-12-12"}},
            "why": {"value": {"value": "Uses it already"}},
            "when": {"value": {"selected_option": {"value": "propose"}}},
        }
    )
    assert errors == {}
    return card(slack)


def choose_of(slack: Slack, reply: Reply, name: str, label: str) -> None:
    """Choose an entry of the menu beside one creator."""
    for block in reply.message.blocks:
        if name in str(block.get("text", "")):
            accessory = block["accessory"]
            option = next(
                one for one in accessory["options"] if one["text"]["text"].startswith(label)
            )
            action = {
                "type": "overflow",
                "action_id": accessory["action_id"],
                "selected_option": option,
            }
            slack.console.dispatch.click(action, "U0ANA", message=reply.message)
            return
    raise AssertionError(f"{name} is not in the answer")


def cards(slack: Slack) -> list[Reply]:
    """Return the cards in the campaign's channel."""
    messages = slack.workspace.messages
    there = [one for one in messages if one.channel == "C0APPROVE" and not one.ephemeral_to]
    return [Reply(one) for one in there]


def card(slack: Slack) -> Reply:
    """Return the card in the campaign's channel, once it is there."""
    slack.wait(lambda: bool(cards(slack)))
    return cards(slack)[0]


def shows(slack: Slack, reply: Reply, text: str) -> str:
    slack.wait(lambda: text in reply.shown)
    return reply.shown


def test_a_proposed_offer_waits_as_a_card_in_the_campaigns_channel(
    slack: Slack, campaign: Campaign
) -> None:
    shown = propose(slack, campaign).shown
    assert "*Fit Number2* for Summer Shakers" in shown
    assert "Shaker set ($39) + 10% of net sales" in shown
    assert "1 reel by 12 Dec" in shown
    assert "Left after this: $161 of $200" in shown
    assert "Waiting for <@U0BO> or <@U0CY>" in shown


def test_an_approval_changes_the_card_for_everybody(slack: Slack, campaign: Campaign) -> None:
    reply = propose(slack, campaign)
    slack.click(reply, "Approve", by="bo")
    shown = shows(slack, reply, "Approved by <@U0BO>")
    assert "Undo" in shown
    assert "Approve product" not in shown


def test_an_approval_takes_from_what_another_card_says_is_left(
    slack: Slack, campaign: Campaign
) -> None:
    propose(slack, campaign)
    propose(slack, campaign, "Fit Number1")
    slack.wait(lambda: len(cards(slack)) == 2)
    first, other = cards(slack)
    assert "Left after this: $161 of $200" in other.shown
    slack.click(first, "Approve", by="bo")
    assert "Left after this: $122 of $200" in shows(slack, other, "$122")


def test_a_late_click_is_told_who_was_first(slack: Slack, campaign: Campaign) -> None:
    reply = propose(slack, campaign)
    old = Reply(reply.message.__class__(**{
        name: getattr(reply.message, name) for name in reply.message.__slots__
    }))  # fmt: skip
    slack.click(reply, "Approve", by="bo")
    shows(slack, reply, "Approved by <@U0BO>")
    told = slack.click(old, "Approve", by="cy")
    assert "<@U0BO> approved this at" in told.shown
    assert "Nothing changed." in told.shown
    assert told.message.ephemeral_to == "U0CY"


def test_who_may_not_decide_is_told_who_may_and_can_ask_them(
    slack: Slack, campaign: Campaign
) -> None:
    told = slack.click(propose(slack, campaign), "Approve", by="ana")
    assert "<@U0BO> or <@U0CY> can do this." in told.shown
    slack.click(told, "Ask them", by="ana")
    slack.wait(lambda: bool(slack.direct_messages("bo")) and bool(slack.direct_messages("cy")))
    assert "<@U0ANA> asks for your decision" in slack.direct_messages("bo")[-1].shown


def test_somebody_asked_who_may_only_look_by_now_is_offered_no_decision(
    slack: Slack, campaign: Campaign, store: Store, clock: Clock
) -> None:
    card_shown = propose(slack, campaign)
    for subject, change, role in (
        ("U0CY", granting.grant, Role.ADMIN),
        (EVERYBODY, granting.grant, Role.VIEWER),
        (EVERYBODY, granting.revoke, Role.APPROVER),
        (EVERYBODY, granting.revoke, Role.EDITOR),
    ):
        change(store, subject, role, 1, actor="U0CY", now=clock())
    slack.click(slack.click(card_shown, "Approve", by="ana"), "Ask them", by="ana")
    slack.wait(lambda: bool(slack.direct_messages("bo")) and bool(slack.direct_messages("cy")))
    approve = "Approve product + 10%"
    asked = [approve in slack.direct_messages(one)[-1].shown for one in ("bo", "cy")]
    assert asked == [False, True]


def test_a_rejection_says_why_on_the_card(slack: Slack, campaign: Campaign) -> None:
    reply = propose(slack, campaign)
    slack.click(reply, "Reject", by="cy")
    assert slack.submit({"reason": {"value": {"value": "Too far from us"}}}, by="cy") == {}
    assert "“Too far from us”" in shows(slack, reply, "Rejected by <@U0CY>")


def test_who_proposed_is_told_of_a_rejection_once(slack: Slack, campaign: Campaign) -> None:
    reply = propose(slack, campaign)
    slack.click(reply, "Reject", by="cy")
    slack.submit({"reason": {"value": {"value": "Too far from us"}}}, by="cy")
    slack.wait(lambda: bool(slack.direct_messages("ana")))
    (told,) = slack.direct_messages("ana")
    says = "<@U0CY> rejected your offer to *Fit Number2* for Summer Shakers: “Too far from us”"
    assert (says in told.shown, "Open offer" in told.shown) == (True, True)


def test_who_proposed_changes_the_terms_from_what_tells_of_it(
    slack: Slack, campaign: Campaign
) -> None:
    slack.choose(propose(slack, campaign), "Ask for changes", by="bo")
    slack.submit({"reason": {"value": {"value": "Two reels"}}}, by="bo")
    slack.wait(lambda: bool(slack.direct_messages("ana")))
    (told,) = slack.direct_messages("ana")
    slack.click(told, "Change the terms", by="ana")
    assert ("“Two reels”" in told.shown, bool(slack.view("ana"))) == (True, True)


def test_a_card_says_at_once_what_another_approval_leaves(slack: Slack, campaign: Campaign) -> None:
    first = propose(slack, campaign)
    propose(slack, campaign, "Fit Number1")
    slack.wait(lambda: len(cards(slack)) == 2)
    slack.click(first, "Approve", by="bo")
    assert "Left after this: $122 of $200" in shows(slack, cards(slack)[1], "$122")


def test_a_rejection_without_a_reason_is_held_back_at_the_field(
    slack: Slack, campaign: Campaign
) -> None:
    slack.click(propose(slack, campaign), "Reject", by="cy")
    errors = slack.submit({"reason": {"value": {"value": "  "}}}, by="cy")
    assert "Say why" in errors["reason"]


def test_the_undo_goes_from_the_card_after_ten_minutes(
    slack: Slack, campaign: Campaign, clock: Clock
) -> None:
    reply = propose(slack, campaign)
    slack.click(reply, "Approve", by="bo")
    assert "gets the text for Fit at" in shows(slack, reply, "Undo")
    clock.move(minutes=10)
    slack.wait(lambda: "Undo" not in reply.shown)
    assert "<@U0ANA> got the text for Fit" in reply.shown


def test_who_reads_a_card_later_sees_the_day_of_the_decision(
    slack: Slack, campaign: Campaign, clock: Clock
) -> None:
    reply = propose(slack, campaign)
    slack.click(reply, "Approve", by="bo")
    shows(slack, reply, "Approved by <@U0BO> at <!date^1795521600^{time}|12:00>")
    clock.move(minutes=10)
    shows(slack, reply, "Approved by <@U0BO> on <!date^1795521600^{date_short}|24 Nov 2026>")


def test_who_asked_may_change_the_terms_too_and_is_named_for_it(
    slack: Slack, campaign: Campaign, store: Store, clock: Clock
) -> None:
    granting.grant(store, "U0EVE", Role.EDITOR, 1, actor="U0CY", now=clock())
    told = slack.choose(propose(slack, campaign), "Withdraw", by="eve")
    assert "<@U0ANA>, <@U0BO>, or <@U0CY> can do this." in told.shown
    assert "Open offer" in told.shown


def test_an_undo_puts_the_offer_back(slack: Slack, campaign: Campaign) -> None:
    reply = propose(slack, campaign)
    slack.click(reply, "Approve", by="bo")
    shows(slack, reply, "Approved by <@U0BO>")
    slack.click(reply, "Undo", by="cy")
    assert "Approve product + 10%" in shows(slack, reply, "Waiting for")


def test_changes_asked_for_come_back_with_other_terms(slack: Slack, campaign: Campaign) -> None:
    reply = propose(slack, campaign)
    slack.choose(reply, "Ask for changes", by="bo")
    slack.submit({"reason": {"value": {"value": "Two reels"}}}, by="bo")
    shows(slack, reply, "Changes asked for by <@U0BO>")
    slack.click(reply, "Change the terms", by="ana")
    view = slack.view("ana")
    assert view is not None
    values = {
        block["block_id"]: {"value": {"value": block["element"].get("initial_value", "")}}
        for block in view["blocks"]
        if block["type"] == "input"
    }
    values["deliverable"] = {"value": {"value": "2 reels"}}
    values["due_on"] = {"value": {"selected_date": "2026-12-12"}}  # type: ignore[dict-item]
    assert slack.submit(values, by="ana") == {}
    assert "2 reels by 12 Dec" in shows(slack, reply, "Waiting for")


def test_details_say_who_asked_and_why(slack: Slack, campaign: Campaign) -> None:
    slack.choose(propose(slack, campaign), "Details", by="cy")
    assert "“Uses it already”" in str(slack.view("cy"))


def test_what_goes_to_the_creator_reaches_the_proposer_after_ten_minutes(
    slack: Slack, campaign: Campaign, clock: Clock
) -> None:
    reply = propose(slack, campaign)
    slack.click(reply, "Approve", by="bo")
    shows(slack, reply, "Approved by <@U0BO>")
    assert slack.direct_messages("ana") == []
    clock.move(minutes=10)
    slack.wait(lambda: bool(slack.direct_messages("ana")))
    assert "Your followers' code: FIT10" in slack.direct_messages("ana")[-1].shown


def test_text_for_a_creator_says_the_day_with_its_year(
    slack: Slack, campaign: Campaign, clock: Clock
) -> None:
    slack.click(propose(slack, campaign), "Approve", by="bo")
    clock.move(minutes=10)
    slack.wait(lambda: bool(slack.direct_messages("ana")))
    assert "We ask for 1 reel by 12 Dec 2026." in slack.direct_messages("ana")[-1].shown


def test_gift_without_a_value_is_named_alone(slack: Slack, store: Store, clock: Clock) -> None:
    make_campaign(store, clock(), gift_value_minor=0)
    assert "Shaker set + 10% of net sales" in slack.command("/campaign show Summer Shakers").shown


def test_app_home_shows_what_waits_for_a_person(slack: Slack, campaign: Campaign) -> None:
    propose(slack, campaign)
    slack.console.dispatch.event({"type": "app_home_opened", "user": "U0BO", "tab": "home"})
    assert "Approve product + 10%" in str(slack.workspace.homes["U0BO"])


def test_app_home_offers_no_decision_to_somebody_who_may_not_any_more(
    slack: Slack, campaign: Campaign, store: Store, clock: Clock
) -> None:
    propose(slack, campaign)
    granting.grant(store, "U0CY", Role.ADMIN, 1, actor="U0CY", now=clock())
    granting.revoke(store, EVERYBODY, Role.APPROVER, 1, actor="U0CY", now=clock())
    for person in ("U0BO", "U0CY"):
        slack.console.dispatch.open_home(person)
    shown = [str(slack.workspace.homes[person]) for person in ("U0BO", "U0CY")]
    assert ["Approve product" in one for one in shown] == [False, True]


def test_a_campaign_is_made_in_a_form(slack: Slack) -> None:
    slack.workspace.touch()
    slack.console.dispatch.command("/campaign new", "U0ANA", "C0GENERAL")
    assert slack.submit(WINTER) == {}
    assert "$2,000.00 left of $2,000.00" in slack.command("/campaign show winter warmers").text


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("budget", "a lot", "Write an amount in USD"),
        ("budget", "20 EUR", "nothing is converted"),
        ("commission", "120%", "between 0 and 100%"),
        ("window", "soon", "whole number of days"),
        ("name", " ", "Give it a name"),
    ],
)
def test_a_field_that_cannot_be_taken_is_told_beside_it(
    slack: Slack, field: str, typed: str, said: str
) -> None:
    slack.console.dispatch.command("/campaign new", "U0ANA", "C0GENERAL")
    values: Json = {
        name: {"value": {"value": text}}
        for name, text in (
            ("name", "Winter"), ("niche", ""), ("brief", ""), ("budget", "200"), ("gift", "Mat"),
            ("gift_value", "39"), ("commission", "10%"), ("window", "30"), ("holding", "30"),
        )
    }  # fmt: skip
    values |= {
        "starts_on": {"value": {"selected_date": "2026-12-01"}},
        "ends_on": {"value": {"selected_date": "2026-12-31"}},
        "channel": {"value": {"selected_channel": "C0APPROVE"}},
        "approvers": {"value": {"selected_users": ["U0BO"]}},
    }
    values[field] = {"value": {"value": typed}}
    assert said in slack.submit(values)[field]


def test_a_channel_where_the_desk_is_not_is_told_at_its_field(slack: Slack) -> None:
    slack.workspace.touch()
    slack.console.dispatch.command("/campaign new", "U0ANA", "C0GENERAL")
    slack.workspace.joined.discard("C0APPROVE")
    assert "Type /invite" in slack.submit(WINTER)["channel"]


@pytest.mark.parametrize("line", ["/campaign", "/campaign show"])
def test_all_campaigns_are_listed(slack: Slack, campaign: Campaign, line: str) -> None:
    assert slack.command(line).text.startswith("1 campaign")


def test_a_name_is_found_with_the_signs_that_slack_escapes(
    slack: Slack, store: Store, clock: Clock
) -> None:
    make_campaign(store, clock(), name="Salt & <Pepper>")
    reply = slack.command("/campaign show Salt &amp; &lt;Pepper&gt;")
    assert reply.text.startswith("Salt &amp; &lt;Pepper&gt;\n")


@pytest.mark.parametrize("value", ["", "[]", "null", '[1,2,"x"]', '["a"]', "{}", "[1e400]"])
def test_whatever_a_card_button_holds_is_answered_in_words(slack: Slack, value: str) -> None:
    message = slack.command("/campaign help").message
    action = {"type": "button", "action_id": "offer:approve", "value": value}
    before = len(slack.workspace.messages)
    slack.console.dispatch.click(action, "U0BO", message=message)
    assert slack.workspace.messages[before:][-1].text

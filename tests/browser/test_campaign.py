"""A campaign from its form to an approved offer, by clicks: the card is the same for everybody."""

import re

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.demo import Demo
from tests.browser.desk import Desk

pytestmark = pytest.mark.browser


def make_campaign(desk: Desk, name: str) -> None:
    """Fill in the form as Ana; Bo approves, in #approvals."""
    desk.opens("/campaign new")
    desk.modal.get_by_label("Name").fill(name)
    desk.modal.get_by_label("Brief").fill("One reel.\nSay that it is an ad.")
    desk.modal.get_by_label("Budget").fill("2000")
    desk.modal.get_by_label("Product they get").fill("Shaker set")
    desk.modal.get_by_label("retail value").fill("39")
    desk.modal.get_by_label("Channel").select_option(label="#approvals")
    desk.modal.get_by_label("Bo", exact=True).check()
    desk.submit("Create")
    expect(desk.modal).to_contain_text(f"{name} is created")
    desk.close()


def add_a_fitness_creator(desk: Desk, campaign: str) -> str:
    """Propose an offer from a search; return the creator's name."""
    answer = desk.type("/find-influencer fitness")
    creator = answer.locator(".section").nth(1).locator("strong").inner_text().partition(" ")[2]
    desk.choose(answer, "Add to campaign")
    desk.modal.get_by_label("Campaign", exact=True).select_option(label=campaign)
    desk.modal.get_by_label("Due date").fill("2027-01-15")
    desk.submit("Add")
    expect(desk.modal).to_contain_text("waits for @Ana or @Bo in #approvals")
    desk.close()
    return creator


def card_for(desk: Desk, campaign: str) -> Locator:
    return desk.pinned(desk.messages.filter(has_text=f"for {campaign}"))


def test_an_offer_goes_from_the_form_to_an_approved_card(
    desk: Desk, demo: Demo, browser: Browser
) -> None:
    make_campaign(desk, "Sunday Shakers")
    creator = add_a_fitness_creator(desk, "Sunday Shakers")
    desk.go("approvals")
    card = card_for(desk, "Sunday Shakers")
    expect(card).to_contain_text("Shaker set ($39) + 10% of net sales")
    expect(card).to_contain_text(re.compile(r"Waiting for @Ana or @Bo · until \w{3} \d+, \d{4}"))

    context = browser.new_context()
    bo = Desk(context.new_page(), demo.url)
    bo.be("Bo")
    bo.go("App Home")
    expect(bo.messages).to_contain_text(f"{creator} for Sunday Shakers")
    bo.go("approvals")
    decision = card_for(bo, "Sunday Shakers").get_by_role("button", name="Approve product")
    expect(decision).to_have_accessible_name(f"Approve product + 10%: {creator} for Sunday Shakers")
    decision.click()

    for page in (card, card_for(bo, "Sunday Shakers")):
        expect(page).to_contain_text(re.compile(r"Approved by @Bo at \d\d:\d\d · version 1"))
        expect(page.get_by_role("button", name="Approve")).to_have_count(0)
        expect(page.get_by_role("button", name="Undo")).to_be_visible()
    bo.go("App Home")
    expect(bo.messages).to_contain_text("Nothing waits for your decision.")
    expect(bo.messages).to_contain_text("1 approved")
    context.close()
    assert bo.troubles == []


def test_an_approver_decides_in_app_home(desk: Desk) -> None:
    make_campaign(desk, "Autumn Mats")
    creator = add_a_fitness_creator(desk, "Autumn Mats")
    desk.be("Bo")
    desk.go("App Home")
    waiting = desk.page.get_by_role("button", name=f": {creator} for Autumn Mats")
    waiting.and_(desk.page.get_by_role("button", name="Approve")).click()
    expect(desk.messages).to_contain_text("Nothing waits for your decision.")
    desk.go("approvals")
    expect(card_for(desk, "Autumn Mats")).to_contain_text("Approved by @Bo")


def test_a_rejection_asks_why_and_the_card_says_it(desk: Desk) -> None:
    make_campaign(desk, "Winter Bands")
    creator = add_a_fitness_creator(desk, "Winter Bands")
    desk.go("approvals")
    card = card_for(desk, "Winter Bands")
    card.get_by_role("button", name=f"Reject {creator}").click()
    desk.modal.locator("textarea").fill("Too far away")
    desk.modal.get_by_role("button", name="Reject").click()
    expect(card).to_contain_text("“Too far away”")
    expect(card).to_contain_text("Rejected by @Ana")


def test_a_person_without_the_right_is_told_who_can_decide(desk: Desk) -> None:
    make_campaign(desk, "Spring Ropes")
    add_a_fitness_creator(desk, "Spring Ropes")
    desk.be("Cy")
    desk.go("approvals")
    card_for(desk, "Spring Ropes").get_by_role("button", name="Approve").click()
    expect(desk.messages.last).to_contain_text("@Ana or @Bo can do this. Nothing changed.")
    expect(desk.messages.last).to_contain_text("Only visible to you")


def test_a_form_is_held_back_until_it_has_what_it_needs(desk: Desk) -> None:
    desk.opens("/campaign new")
    desk.submit("Create")
    expect(desk.modal.get_by_text("Please fill in this field.")).to_have_count(2)
    expect(desk.modal.get_by_label("Name")).to_be_focused()


def test_nobody_chosen_to_approve_holds_the_form_back(desk: Desk) -> None:
    desk.opens("/campaign new")
    desk.modal.get_by_label("Name").fill("Nobody's")
    desk.modal.get_by_label("Budget").fill("100")
    desk.modal.get_by_label("Ana", exact=True).uncheck()
    desk.submit("Create")
    group = desk.modal.get_by_role("group", name="Who approves")
    expect(group).to_contain_text("Please fill in this field.")


def test_what_the_desk_can_not_take_is_told_at_its_field(desk: Desk) -> None:
    desk.opens("/campaign new")
    desk.modal.get_by_label("Name").fill("Dear")
    desk.modal.get_by_label("Budget").fill("a lot")
    desk.submit("Create")
    expect(desk.modal).to_contain_text("Write an amount in USD")
    expect(desk.modal.get_by_label("Budget")).to_be_focused()


def test_a_form_opens_with_what_is_likely(desk: Desk) -> None:
    desk.go("approvals")
    desk.opens("/campaign new")
    expect(desk.modal.get_by_label("Channel")).to_have_value("C0APPROVE")
    expect(desk.modal.get_by_label("Ana", exact=True)).to_be_checked()
    expect(desk.modal.get_by_label("Starts on")).not_to_have_value("")
    expect(desk.modal.get_by_label("Commission on net sales")).to_have_value("10%")

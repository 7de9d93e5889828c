"""One creator in the demo's page: looked at, written about, hidden, added, merged, taken apart."""

import os
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import Desk

pytestmark = pytest.mark.browser


def picture(page: Page, name: str) -> None:
    if os.environ.get("PICTURES"):
        page.wait_for_timeout(300)
        page.screenshot(path=f"{os.environ['PICTURES']}/{name}.png")


def test_a_creator_is_written_about_and_found_by_it(desk: Desk) -> None:
    desk.choose(desk.type("/find-influencer jane.runs"), "Tag or note")
    expect(desk.modal).to_contain_text("Jane Runs")
    picture(desk.page, "note")
    desk.modal.get_by_label("Tags, with commas between them").fill("summer, marathon")
    desk.modal.get_by_label(re.compile("^Note")).fill("Calls back at noon")
    desk.modal.get_by_label("Owner: somebody of this workspace").select_option(label="Bo")
    desk.submit("Save")
    expect(desk.modal).to_contain_text("tagged summer")
    picture(desk.page, "saved")
    desk.close()
    found = desk.type("/find-influencer tag:marathon owner:bo")
    expect(found).to_contain_text("Jane Runs")
    desk.choose(found, "Details")
    expect(desk.modal).to_contain_text("Calls back at noon")
    picture(desk.page, "details")


def test_a_creator_is_hidden_and_comes_back(desk: Desk) -> None:
    desk.choose(desk.type("/find-influencer liftwithed"), "Hide")
    hidden = desk.messages.filter(has_text="is hidden: left out")
    expect(hidden).to_have_count(1)
    found = desk.type("/find-influencer liftwithed")
    expect(found).to_contain_text("1 hidden")
    picture(desk.page, "hidden")
    desk.pinned(hidden).get_by_role("button", name="Undo").click()
    expect(desk.messages.last).to_be_visible()
    expect(desk.page.locator("#scroll")).to_contain_text("searches again")


def test_a_creator_is_shown_as_a_message(desk: Desk) -> None:
    shown = desk.type("/influencer show @jane.runs")
    expect(shown).to_contain_text("Signs of bought numbers")
    picture(desk.page, "message")


def test_a_creator_is_added_and_taken_back(desk: Desk) -> None:
    form = desk.opens("/influencer add @zora.dances")
    picture(desk.page, "add")
    form.get_by_label("Niche").fill("Fitness")
    form.get_by_label("Followers").fill("15K")
    form.get_by_label("Average likes a post").fill("1980")
    desk.submit("Add")
    expect(desk.modal).to_contain_text("is in your list")
    picture(desk.page, "added")
    desk.modal.get_by_role("button", name="Undo").click()
    desk.page.get_by_role("button", name="Take it back").click()
    expect(desk.modal).to_contain_text("Taken back")


def test_two_entries_are_merged_and_taken_apart(desk: Desk) -> None:
    asked = desk.type("/influencer merge @fay.lifts.daily66 @fay.lifts_63")
    expect(asked).to_contain_text("Stays")
    picture(desk.page, "merge")
    message = desk.pinned(asked)
    message.get_by_role("button", name="Merge").click()
    sure = desk.page.get_by_role("dialog", name="Merge the two?")
    sure.get_by_role("button", name="Merge").click()
    expect(message).to_contain_text("are one now")
    shown = desk.type("/influencer show @fay.lifts_63")
    expect(shown).to_contain_text("Also theirs: Instagram @fay.lifts.daily66")
    picture(desk.page, "merged")
    message.get_by_role("button", name="Undo merge").click()
    expect(message).to_contain_text("two entries again")

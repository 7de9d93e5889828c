"""What the README says under "Try it", done by hand in a browser on a demo that really runs."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from commandline.manifest import as_slack_lists
from tests.browser.desk import Desk

pytestmark = pytest.mark.browser
FITNESS = "/find-influencer fitness"


def test_a_slash_lists_the_commands_and_enter_takes_the_chosen_one(desk: Desk) -> None:
    desk.line.press_sequentially("/")
    expect(desk.page.locator("#hints li")).to_have_count(len(as_slack_lists()))
    desk.line.press("ArrowDown")
    desk.line.press("Enter")
    expect(desk.line).to_have_value(f"{as_slack_lists()[1]['command']} ")


def test_the_hints_go_when_escape_is_pressed(desk: Desk) -> None:
    desk.line.press_sequentially("/fi")
    desk.line.press("Escape")
    expect(desk.page.get_by_role("listbox")).to_be_hidden()


def test_the_line_of_the_readme_is_typed_and_answered_by_keyboard_alone(desk: Desk) -> None:
    desk.line.press_sequentially("/fi")
    desk.line.press("Tab")
    desk.line.press_sequentially("fitness")
    desk.line.press("Enter")
    first = desk.messages.last
    expect(first).to_contain_text("micro-influencers, most engagement first")
    expect(first.locator(".accessory")).to_have_count(5)


def test_the_invitation_writes_the_first_command(desk: Desk) -> None:
    desk.go("general")
    desk.page.locator(".try").click()
    expect(desk.line).to_have_value(FITNESS)


def test_a_row_says_likes_followers_worth_and_signs(desk: Desk) -> None:
    row = desk.type(FITNESS).locator(".section").nth(1)
    expect(row).to_contain_text(re.compile(r"≈[\d,]+ likes · [\d.]+K followers"))
    expect(row).to_contain_text(re.compile(r"≈ \$\d+ a (post|video) · "))


def test_details_are_opened_and_closed_by_keyboard_and_focus_comes_back(desk: Desk) -> None:
    menu = desk.type(FITNESS).locator("details.menu").first.locator("summary")
    menu.focus()
    for key in ("Enter", "ArrowDown", "Enter"):
        desk.page.keyboard.press(key)
    expect(desk.modal).to_contain_text("= average likes / followers")
    desk.close()
    expect(menu).to_be_focused()


def test_escape_closes_a_menu_and_stays_on_its_button(desk: Desk) -> None:
    menu = desk.type(FITNESS).locator("details.menu").first
    menu.locator("summary").press("Enter")
    desk.page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()


def test_the_next_page_takes_the_place_of_the_first_and_keeps_focus(desk: Desk) -> None:
    answer = desk.type(FITNESS)
    there = desk.messages.count()
    answer.get_by_role("button", name="Next 5").press("Enter")
    expect(answer.get_by_text("6.")).to_be_visible()
    expect(answer.get_by_role("button", name="Next 5")).to_be_focused()
    expect(answer.get_by_role("button", name="Back")).to_be_visible()
    assert desk.messages.count() == there


def test_somebody_on_a_shortlist_is_found_by_its_name(desk: Desk) -> None:
    answer = desk.type(FITNESS)
    name = answer.locator(".section").nth(1).locator("strong").inner_text().partition(" ")[2]
    desk.choose(answer, "Add to a shortlist")
    desk.modal.get_by_label("new shortlist").fill("Summer")
    desk.submit("Save")
    expect(desk.modal).to_contain_text("Summer")
    expect(desk.modal.get_by_role("button", name="Save", exact=True)).to_have_count(0)
    desk.close()
    expect(desk.type("/find-influencer list:Summer")).to_contain_text(name)


def test_a_misspelt_niche_is_asked_about_and_searched_at_a_press(desk: Desk) -> None:
    answer = desk.type("/find-influencer fitnes")
    expect(answer).to_contain_text("Did you mean fitness?")
    answer.get_by_role("button", name="Search fitness").click()
    expect(answer).to_contain_text("most engagement first")


def test_what_removed_everybody_is_dropped_at_a_press(desk: Desk) -> None:
    answer = desk.type("/find-influencer fitness country:IS")
    expect(answer).to_contain_text("country:IS removed all")
    answer.get_by_role("button", name="Drop country:IS").click()
    expect(answer).to_contain_text("most engagement first")


def test_a_range_that_cannot_be_read_waits_in_a_field(desk: Desk) -> None:
    answer = desk.type("/find-influencer fitness followers:20k..x")
    answer.get_by_role("button", name="Edit").click()
    query = desk.modal.get_by_label("Search", exact=False).first
    expect(query).to_have_value("fitness followers:20k..x")
    query.fill("fitness followers:20k..50k")
    query.press("Enter")
    expect(desk.messages.last).to_contain_text("most engagement first")


def test_help_shows_examples(desk: Desk) -> None:
    expect(desk.type("/find-influencer help")).to_contain_text("country:DE")


def test_what_is_said_to_the_desk_in_private_is_answered(desk: Desk) -> None:
    desk.go("desk")
    desk.line.fill("fitness")
    desk.line.press("Enter")
    expect(desk.messages.last).to_contain_text("most engagement first")


@pytest.mark.shared
def test_a_dropped_list_is_read_found_and_taken_back(desk: Desk, shared: Path) -> None:
    report = desk.bring_in(shared / "influencers" / "agency_es_micro.csv")
    there = desk.messages.count()
    report.get_by_role("button", name="Find them").click()
    expect(desk.messages).to_have_count(there + 1)
    expect(desk.messages.last).to_contain_text("14 micro-influencers")
    report.get_by_role("button", name="Undo import").click()
    sure = desk.page.get_by_role("dialog", name="Undo this import?")
    sure.get_by_role("button", name="Undo it").click()
    expect(report).to_contain_text("The import of agency_es_micro.csv is undone")


def test_a_list_is_chosen_by_mouse(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "chosen.csv"
    file.write_text("handle,followers,likes\nana.new,12000,500\n")
    with desk.page.expect_file_chooser() as asked:
        desk.page.get_by_text("choose a file").click()
    asked.value.set_files(file)
    expect(desk.messages.filter(has_text="chosen.csv: 1 row")).to_have_count(1)


def test_report_of_an_import_is_seen_to_its_end_in_a_full_log(desk: Desk, tmp_path: Path) -> None:
    desk.go("desk")
    for _ in range(3):
        desk.type("/find-influencer fitness")
    file = tmp_path / "june.csv"
    rows = [f"june{number},{10_000 + number},600\n" for number in range(300)]
    file.write_text("handle,followers,likes\n" + "".join(rows) + "who,many,600\n")
    report = desk.bring_in(file)
    for label in ("Find them", "Undo import"):
        expect(report.get_by_role("button", name=label)).to_be_in_viewport(ratio=1)


def test_message_that_is_read_above_stays_where_it_is(desk: Desk) -> None:
    first = desk.type("/find-influencer fitness country:IS")
    for _ in range(3):
        desk.type("/find-influencer travel")
    first.get_by_role("button", name="Drop country:IS").click()
    expect(first).to_contain_text("most engagement first")
    expect(first).to_be_in_viewport()


def test_a_column_that_was_understood_wrongly_is_chosen_anew(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "spring.csv"
    file.write_text("who,fans,likes\nana.new,12000,500\nbo.new,20000,600\n")
    desk.drop(file)
    shown = desk.pinned(desk.messages.filter(has_text="spring.csv: 2 rows"))
    expect(shown).to_contain_text("Say which one is the handle")
    shown.get_by_role("combobox").nth(2).select_option(label="Handle")
    expect(shown).to_contain_text("@ana.new")
    shown.get_by_role("button", name="Import 2 creators").press("Enter")
    expect(shown).to_contain_text("2 new")


@pytest.mark.shared
def test_an_undo_that_is_thought_better_of_changes_nothing(desk: Desk, shared: Path) -> None:
    report = desk.bring_in(shared / "influencers" / "indonesia_instagram_1000.csv")
    report.get_by_role("button", name="Undo import").click()
    desk.page.keyboard.press("Escape")
    expect(desk.page.get_by_role("dialog")).to_have_count(0)
    expect(report.get_by_role("button", name="Undo import")).to_be_focused()

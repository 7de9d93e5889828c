"""The page for everybody: narrow, dark, read aloud. And how the demo starts and ends."""

import socket
import subprocess

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.demo import ROOT, Demo, demo_command
from tests.browser.desk import Desk

pytestmark = pytest.mark.browser
FITNESS = "/find-influencer fitness"


@pytest.fixture
def page(on_a_phone: Page) -> Page:
    return on_a_phone


def violations(page: Page) -> list[str]:
    """Return what axe calls serious or critical, with where."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {[node['target'] for node in one['nodes']]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def sideways(page: Page) -> list[str]:
    """Return what is wider than its place: the page, the messages, a modal."""
    return list(
        page.evaluate(
            "() => [document.documentElement, ...document.querySelectorAll('#scroll, dialog .blocks')]"
            ".filter(one => one.scrollWidth > one.clientWidth).map(one => one.tagName)"
        )
    )


def test_an_answer_fits_a_phone_and_is_accessible(desk: Desk) -> None:
    expect(desk.type(FITNESS)).to_contain_text("most engagement first")
    assert sideways(desk.page) == []
    assert violations(desk.page) == []


def test_an_open_menu_fits_a_phone_and_is_accessible(desk: Desk) -> None:
    answer = desk.type(FITNESS)
    for menu in answer.locator("details.menu").all():
        desk.page.keyboard.press("Escape")
        menu.locator("summary").click()
        for entry in menu.get_by_role("button").all():
            expect(entry).to_be_in_viewport(ratio=1)
    assert sideways(desk.page) == []
    assert violations(desk.page) == []


def test_the_hints_are_accessible(desk: Desk) -> None:
    desk.line.press_sequentially("/")
    expect(desk.page.locator("#hints")).to_be_visible()
    assert violations(desk.page) == []


@pytest.mark.parametrize("line", ["/campaign new", "/digest settings"])
def test_a_form_fits_a_phone_and_is_accessible(desk: Desk, line: str) -> None:
    desk.opens(line)
    assert sideways(desk.page) == []
    assert violations(desk.page) == []


def test_a_form_with_errors_is_accessible(desk: Desk) -> None:
    desk.opens("/campaign new")
    desk.submit("Create")
    expect(desk.modal.get_by_text("Please fill in this field.").first).to_be_visible()
    assert violations(desk.page) == []


def test_details_fit_a_phone_and_are_accessible(desk: Desk) -> None:
    desk.choose(desk.type(FITNESS), "Details of")
    expect(desk.modal).to_be_visible()
    assert sideways(desk.page) == []
    assert violations(desk.page) == []


def test_app_home_fits_a_phone_and_is_accessible(desk: Desk) -> None:
    desk.go("App Home")
    expect(desk.messages).to_contain_text("Your list")
    assert sideways(desk.page) == []
    assert violations(desk.page) == []


def test_the_page_is_dark_where_the_reader_wants_it_dark(desk: Desk) -> None:
    dark = desk.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    colour = desk.page.evaluate("getComputedStyle(document.body).color")
    assert (sum(map(int, colour[4:-1].split(","))) > 3 * 128) == dark


def test_the_file_field_is_reached_by_keyboard_and_shows_it(desk: Desk) -> None:
    desk.page.get_by_role("navigation").get_by_role("button", name="App Home").focus()
    desk.page.keyboard.press("Tab")
    expect(desk.page.locator("#file")).to_be_focused()
    outline = desk.page.locator(".drop").evaluate("one => getComputedStyle(one).outlineStyle")
    assert outline == "solid"


def test_ctrl_c_ends_the_demo_well_while_a_page_is_open(browser: Browser) -> None:
    running = Demo()
    context = browser.new_context()
    Desk(context.new_page(), running.url)
    assert running.stop() == 0
    context.close()
    assert "Traceback" not in "".join(running.said)


def test_a_taken_port_is_told_in_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(demo_command(port), cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert f"Port {port} is taken." in done.stderr
    assert "Traceback" not in done.stderr

"""The page over time: a demo that ends and comes back, many messages, choices in passing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from console.page import MOST_SHOWN
from console.server import Console
from console.workspace import BOT_USER
from tests.browser.demo import free_port
from tests.browser.desk import Desk
from tests.browser.hands import Mouse
from tests.browser.test_elements import LATER, NOW, Bot, section

pytestmark = pytest.mark.browser
CHANNEL = "C0FITNESS"


@pytest.fixture
def bot(console: Console) -> Bot:
    return Bot(console)


@pytest.fixture
def desk(page: Page, console: Console, bot: Bot) -> Desk:
    return Desk(page, console.url)


@pytest.fixture
def stopped(page: Page) -> Iterator[tuple[Desk, Any]]:
    """The page of a demo that has ended, and what starts it again."""
    running = [Console(free_port())]
    running[0].start()
    desk = Desk(page, running[0].url)

    def again() -> Console:
        running.append(Console(int(running[0].url.rpartition(":")[2])))
        running[-1].start()
        return running[-1]

    running[0].stop()
    yield desk, again
    running[-1].stop()


def alert(desk: Desk) -> Locator:
    return desk.page.get_by_role("alert").filter(has_text="The demo has stopped.")


def test_a_demo_that_has_ended_is_told_with_how_to_start_it(stopped: tuple[Desk, Any]) -> None:
    expect(alert(stopped[0])).to_contain_text("make demo")


def test_what_was_typed_meanwhile_is_kept(stopped: tuple[Desk, Any]) -> None:
    desk, _ = stopped
    desk.line.fill("/why 1042")
    desk.line.press("Enter")
    expect(alert(desk)).to_be_visible()
    expect(desk.line).to_have_value("/why 1042")


def test_the_page_goes_on_with_a_demo_that_is_started_again(stopped: tuple[Desk, Any]) -> None:
    desk, again = stopped
    expect(alert(desk)).to_be_visible()
    again()
    expect(alert(desk)).to_have_count(0)
    desk.type("hello")
    expect(desk.messages).to_contain_text("hello")


def test_the_oldest_of_many_messages_give_way_and_that_is_said(
    desk: Desk, console: Console
) -> None:
    for number in range(MOST_SHOWN + 1):
        console.workspace.post(CHANNEL, BOT_USER, f"number {number},")
    expect(desk.messages).to_have_count(MOST_SHOWN)
    expect(desk.messages.first).to_contain_text("number 1,")
    expect(desk.messages.last).to_be_in_viewport()
    expect(desk.page.get_by_text("Earlier messages are not shown")).to_be_attached()


def test_few_messages_are_all_there_is(desk: Desk, console: Console) -> None:
    console.workspace.post(CHANNEL, BOT_USER, "hello")
    expect(desk.messages).to_have_count(1)
    expect(desk.page.get_by_text("Earlier messages are not shown")).to_be_hidden()


def test_the_line_is_ready_after_a_list_was_dropped(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("handle\n@ana\n")
    Mouse(desk.page).give(file)
    expect(desk.messages).to_contain_text("list.csv")
    expect(desk.line).to_be_focused()


def test_the_answer_in_a_thread_is_seen(desk: Desk, console: Console) -> None:
    asked = console.workspace.post(CHANNEL, "U0ANA", "hello")
    for number in range(20):
        console.workspace.post(CHANNEL, BOT_USER, f"later {number}")
    expect(desk.messages).to_have_count(21)
    desk.page.get_by_role("button", name="Reply to Ana").click()
    for number in range(20):
        console.workspace.post(CHANNEL, BOT_USER, f"reply {number}.", thread_ts=asked.ts)
    expect(desk.page.get_by_text("reply 19.")).to_be_in_viewport()


@pytest.fixture
def choice(desk: Desk, console: Console) -> Locator:
    """A select beside a text, which acts at once."""
    select = {"type": "static_select", "action_id": "when", "options": [NOW, LATER]}
    console.workspace.post(CHANNEL, BOT_USER, "x", blocks=[section(select)])
    return desk.page.get_by_role("combobox", name="Choose Column")


def test_arrows_that_pass_entries_send_none_of_them(choice: Locator, bot: Bot, desk: Desk) -> None:
    choice.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown"):
        desk.page.keyboard.press(key)
    assert bot.sent == []
    desk.page.keyboard.press("Enter")
    assert bot.heard(desk.page)["actions"][0]["selected_option"] == LATER
    assert len(bot.sent) == 1

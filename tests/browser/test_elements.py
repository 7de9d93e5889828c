"""The page with a bot that notes what it is sent: each element, threads, all by keyboard alone."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from console.server import Console
from console.transport import Answer
from tests.browser.desk import Desk
from tests.browser.test_page import sideways, violations

pytestmark = pytest.mark.browser
Json = dict[str, Any]
NOW = {"text": {"type": "plain_text", "text": "Now"}, "value": "now"}
LATER = {"text": {"type": "plain_text", "text": "Later"}, "value": "later"}


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


class Bot:
    """Answers what it is told to, and keeps what it was sent. sent: (kind, payload), in order."""

    def __init__(self, console: Console) -> None:
        self.sent: list[tuple[str, Json]] = []
        self.answers: dict[str, str] = {}
        console.dispatch.deliver = self.deliver  # type: ignore[method-assign]
        console.dispatch.events.deliver = self.deliver

    def deliver(
        self, kind: str, payload: Json, retry: tuple[int, str] | None = None
    ) -> Answer | None:
        self.sent.append((kind, payload))
        return Answer(200, self.answers.get(payload.get("type", ""), ""))

    def heard(self, page: Page) -> Json:
        """Return what was sent last, once the page has sent it."""
        for _ in range(100):
            if self.sent:
                return self.sent[-1][1]
            page.wait_for_timeout(50)
        raise AssertionError("the page sent nothing")


@pytest.fixture
def bot(console: Console) -> Bot:
    return Bot(console)


@pytest.fixture
def desk(page: Page, console: Console, bot: Bot) -> Iterator[Desk]:
    opened = Desk(page, console.url)
    yield opened
    assert opened.troubles == []


@pytest.fixture
def post(console: Console, desk: Desk) -> Any:
    """Post blocks as the bot does; wait until the page shows them."""
    client = WebClient(console.bot_token, base_url=console.api_url, retry_handlers=[])

    def post(*blocks: Json) -> Any:
        before = desk.messages.count()
        sent = client.chat_postMessage(channel="C0FITNESS", text="x", blocks=list(blocks))
        expect(desk.messages).to_have_count(before + 1)
        return sent

    return post


def section(accessory: Json) -> Json:
    return {"type": "section", "text": plain("Column"), "block_id": "b", "accessory": accessory}


def test_a_select_beside_a_text_is_sent_when_it_is_chosen(desk: Desk, bot: Bot, post: Any) -> None:
    post(section({"type": "static_select", "action_id": "when", "options": [NOW, LATER]}))
    desk.page.locator("#scroll select").select_option(label="Later")
    action = bot.heard(desk.page)["actions"][0]
    assert (action["action_id"], action["block_id"]) == ("when", "b")
    assert action["selected_option"] == LATER


def test_a_search_shows_what_the_bot_finds_and_sends_what_is_taken(
    desk: Desk, bot: Bot, post: Any
) -> None:
    bot.answers["block_suggestion"] = (
        '{"options": [{"text": {"type": "plain_text", "text": "Jane Runs"}, "value": "7"}]}'
    )
    post(section({"type": "external_select", "action_id": "who", "min_query_length": 2}))
    field = desk.page.locator(".search input")
    field.press_sequentially("jan")
    expect(desk.page.locator("datalist option")).to_have_count(1)
    field.fill("Jane Runs")
    bot.sent.clear()
    field.press("Tab")
    assert bot.heard(desk.page)["actions"][0]["selected_option"]["value"] == "7"


def form(*elements: Json) -> Json:
    """Return a modal with one block for each element, named by its kind."""
    fields = [
        {"type": "input", "block_id": one["type"], "label": plain(one["type"]), "optional": True,
         "element": {"action_id": "value", **one}}
        for one in elements
    ]  # fmt: skip
    return {"type": "modal", "title": plain("Form"), "submit": plain("Save"), "blocks": fields}


ELEMENTS: list[tuple[Json, Json]] = [
    ({"type": "plain_text_input", "initial_value": "x"}, {"value": "x"}),
    ({"type": "email_text_input", "initial_value": "a@b.example"}, {"value": "a@b.example"}),
    ({"type": "url_text_input", "initial_value": "https://b.example"}, {"value": "https://b.example"}),
    ({"type": "number_input", "is_decimal_allowed": False, "initial_value": "7"}, {"value": "7"}),
    ({"type": "datepicker", "initial_date": "2026-12-01"}, {"selected_date": "2026-12-01"}),
    ({"type": "timepicker", "initial_time": "09:30"}, {"selected_time": "09:30"}),
    ({"type": "datetimepicker", "initial_date_time": 1_800_000_000}, {"selected_date_time": 1_800_000_000}),
    ({"type": "radio_buttons", "options": [NOW, LATER], "initial_option": LATER}, {"selected_option": LATER}),
    ({"type": "checkboxes", "options": [NOW, LATER], "initial_options": [NOW]}, {"selected_options": [NOW]}),
    ({"type": "multi_static_select", "options": [NOW, LATER]}, {"selected_options": []}),
    ({"type": "static_select", "option_groups": [{"label": plain("G"), "options": [NOW]}]}, {"selected_option": None}),
    ({"type": "external_select", "initial_option": NOW}, {"selected_option": NOW}),
    ({"type": "conversations_select", "initial_conversation": "C0GENERAL"}, {"selected_conversation": "C0GENERAL"}),
    ({"type": "multi_channels_select", "initial_channels": ["C0GENERAL"]}, {"selected_channels": ["C0GENERAL"]}),
]  # fmt: skip


def open_form(console: Console, desk: Desk, view: Json) -> None:
    client = WebClient(console.bot_token, base_url=console.api_url, retry_handlers=[])
    client.views_open(trigger_id=console.workspace.new_trigger("U0ANA"), view=view)
    expect(desk.modal).to_be_visible()


def test_what_a_form_begins_with_is_what_it_sends(console: Console, desk: Desk, bot: Bot) -> None:
    open_form(console, desk, form(*[element for element, _ in ELEMENTS]))
    desk.submit("Save")
    sent = bot.heard(desk.page)["view"]["state"]["values"]
    expected = {one["type"]: {"value": {"type": one["type"], **held}} for one, held in ELEMENTS}
    assert sent == expected


def test_an_address_that_is_none_is_held_back(console: Console, desk: Desk, bot: Bot) -> None:
    open_form(console, desk, form({"type": "email_text_input", "initial_value": "nobody"}))
    desk.submit("Save")
    expect(desk.modal.locator(".error").first).not_to_be_empty()
    assert bot.sent == []


def test_a_mention_is_heard_and_its_answer_stands_in_the_thread(
    console: Console, desk: Desk, bot: Bot
) -> None:
    desk.type("@desk fitness")
    heard = bot.heard(desk.page)["event"]
    assert (heard["type"], heard["text"]) == ("app_mention", "<@U0DESK> fitness")
    client = WebClient(console.bot_token, base_url=console.api_url, retry_handlers=[])
    client.chat_postMessage(channel="C0FITNESS", text="Fitness: 12", thread_ts=heard["ts"])
    expect(desk.messages.first.get_by_role("group", name="Thread")).to_contain_text("Fitness: 12")


def test_an_at_sign_offers_the_desk_and_tab_takes_it(desk: Desk, bot: Bot) -> None:
    desk.line.press_sequentially("@")
    expect(desk.page.locator("#hints li")).to_have_count(1)
    desk.line.press("Tab")
    desk.line.press_sequentially("fitness")
    desk.line.press("Enter")
    assert bot.heard(desk.page)["event"]["text"] == "<@U0DESK> fitness"


def test_a_slash_in_a_thread_is_no_command(desk: Desk, bot: Bot) -> None:
    desk.type("hello")
    desk.page.get_by_role("button", name="Reply to Ana in a thread").click()
    desk.line.fill("/find-influencer fitness")
    desk.line.press("Enter")
    expect(desk.messages.first).to_contain_text("/find-influencer fitness")
    assert bot.sent == []


def test_a_reply_is_written_in_its_thread(console: Console, desk: Desk, bot: Bot) -> None:
    desk.type("hello")
    desk.page.get_by_role("button", name="Reply to Ana in a thread").click()
    desk.line.fill("@desk fitness")
    desk.line.press("Enter")
    heard = bot.heard(desk.page)["event"]
    assert heard["thread_ts"] == console.workspace.messages[0].ts
    expect(desk.messages).to_have_count(1)


def test_escape_leaves_the_thread(desk: Desk, console: Console) -> None:
    desk.type("hello")
    desk.page.get_by_role("button", name="Reply to Ana in a thread").click()
    expect(desk.page.locator("#replying")).to_contain_text("Reply to Ana in a thread")
    desk.line.press("Escape")
    expect(desk.page.locator("#replying")).to_be_hidden()


def test_the_newest_buttons_are_one_step_back_and_escape_leads_home(
    desk: Desk, bot: Bot, post: Any
) -> None:
    button = {"type": "button", "text": plain("Approve"), "action_id": "a", "value": "1"}
    post({"type": "actions", "elements": [button]})
    desk.line.focus()
    keys = desk.page.keyboard
    keys.press("Shift+Tab")
    keys.press("Shift+Tab")
    expect(desk.page.get_by_role("button", name="Approve")).to_be_focused()
    keys.press("Enter")
    assert bot.heard(desk.page)["actions"][0]["value"] == "1"
    keys.press("Escape")
    expect(desk.line).to_be_focused()


def test_escape_closes_a_form_and_the_focus_is_where_it_was(console: Console, desk: Desk) -> None:
    desk.line.focus()
    open_form(console, desk, form({"type": "plain_text_input"}))
    expect(desk.modal.locator("input")).to_be_focused()
    desk.close()
    expect(desk.line).to_be_focused()


RICH = {
    "type": "rich_text",
    "elements": [
        {"type": "rich_text_section", "elements": [
            {"type": "text", "text": "Bold", "style": {"bold": True}},
            {"type": "link", "url": "https://shop.example", "text": "shop"},
            {"type": "user", "user_id": "U0BO"}]},
        {"type": "rich_text_list", "style": "bullet", "elements": [
            {"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "1  2"}]},
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "said"}]},
    ],
}  # fmt: skip
CARD = {
    "type": "card",
    "title": {"type": "mrkdwn", "text": "*Jane Runs*"},
    "body": plain("15K followers"),
    "actions": [{"type": "button", "text": plain("Add"), "action_id": "add", "value": "7"}],
}
CELLS = [
    [{"type": "raw_text", "text": "Week"}, {"type": "raw_text", "text": "Earned"}],
    [{"type": "raw_text", "text": "2026-W47"}, {"type": "raw_number", "value": 41230}],
]
POINTS = [{"label": "W46", "value": 3}, {"label": "W47", "value": 4}]
CHART = {
    "type": "bar",
    "series": [{"name": "Earned", "data": POINTS}],
    "axis_config": {"categories": ["W46", "W47"]},
}
BLOCKS: list[Json] = [
    RICH,
    CARD,
    {"type": "carousel", "elements": [CARD, {**CARD, "title": plain("Ed")}]},
    {"type": "table", "rows": CELLS},
    {"type": "data_table", "caption": "Earned", "rows": CELLS},
    {"type": "data_visualization", "title": "Earned by week", "chart": CHART},
    {"type": "data_visualization", "title": "By campaign",
     "chart": {"type": "pie", "segments": POINTS}},
    {"type": "markdown", "text": "**plain** words"},
    {"type": "image", "image_url": "https://b.example/a.png", "alt_text": "A shaker"},
    section({"type": "static_select", "action_id": "when", "placeholder": plain("When?"),
             "options": [NOW, LATER]}),
    {"type": "actions", "elements": [
        {"type": "external_select", "action_id": "who", "placeholder": plain("Whom?")},
        {"type": "datepicker", "action_id": "day"},
        {"type": "radio_buttons", "action_id": "radio", "options": [NOW, LATER]},
        {"type": "button", "text": plain("Open"), "action_id": "u", "url": "https://b.example"}]},
]  # fmt: skip


def test_every_block_fits_a_phone_and_is_accessible(
    console: Console, bot: Bot, on_a_phone: Page
) -> None:
    client = WebClient(console.bot_token, base_url=console.api_url, retry_handlers=[])
    client.chat_postMessage(channel="C0FITNESS", text="x", blocks=BLOCKS)
    desk = Desk(on_a_phone, console.url)
    expect(desk.messages.get_by_text("Jane Runs").first).to_be_visible()
    expect(desk.messages.get_by_role("button", name="Add").first).to_be_visible()
    assert "[" not in desk.messages.inner_text()
    assert sideways(desk.page) == []
    assert violations(desk.page) == []


def test_a_form_of_every_element_fits_a_phone_and_is_accessible(
    console: Console, bot: Bot, on_a_phone: Page
) -> None:
    desk = Desk(on_a_phone, console.url)
    open_form(console, desk, form(*[element for element, _ in ELEMENTS]))
    assert sideways(desk.page) == []
    assert violations(desk.page) == []

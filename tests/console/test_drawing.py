"""What the page shows of messages, modals and App Home: every field that the desk's forms use."""

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient

from console.driver import Slack
from console.server import Console
from console.shapes import with_ids

Json = dict[str, Any]
Draw = Callable[..., str]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def form(element: Json, **more: Any) -> Json:
    """Return a modal with one field."""
    field = {"type": "input", "block_id": "field", "label": plain("Field"), **more}
    field["element"] = {"action_id": "value", **element}
    return {"type": "modal", "title": plain("Form"), "submit": plain("Save"), "blocks": [field]}


OPTIONS = [{"text": plain("Now"), "value": "now"}, {"text": plain("Later"), "value": "later"}]


@pytest.fixture
def shown(console: Console) -> Draw:
    """Return what a person sees in a channel, spaces put together."""

    def see(user: str = "U0ANA", channel: str = "C0FITNESS") -> str:
        asked = {"user": user, "channel": channel}
        return re.sub(r"\s+", " ", httpx.get(f"{console.url}/fragment", params=asked).text)

    return see


@pytest.fixture
def draw(console: Console, shown: Draw) -> Draw:
    """Open a modal with one field for Ana; return what she sees."""

    def open_form(element: Json, **more: Any) -> str:
        console.workspace.views["U0ANA"].append(with_ids(form(element, **more)))
        return shown()

    return open_form


@pytest.mark.parametrize(
    ("element", "html"),
    [
        ({"type": "plain_text_input", "initial_value": "10%"}, 'value="10%"'),
        ({"type": "plain_text_input", "max_length": 40}, 'maxlength="40"'),
        ({"type": "plain_text_input", "placeholder": plain("2000")}, 'placeholder="2000"'),
        (
            {"type": "plain_text_input", "multiline": True, "initial_value": "a\nb"},
            'rows="3">a b</textarea>',
        ),
        ({"type": "datepicker", "initial_date": "2026-12-12"}, 'value="2026-12-12"'),
        (
            {"type": "static_select", "options": OPTIONS, "initial_option": OPTIONS[1]},
            '<option value="later" selected>Later</option>',
        ),
        (
            {"type": "channels_select", "initial_channel": "C0APPROVE"},
            '<option value="C0APPROVE" selected>#approvals</option>',
        ),
        (
            {"type": "users_select", "initial_user": "U0BO"},
            '<option value="U0BO" selected>Bo</option>',
        ),
        (
            {"type": "multi_users_select", "initial_users": ["U0BO"]},
            '<input type="checkbox" value="U0BO" checked> Bo',
        ),
    ],
)
def test_a_field_is_drawn_with_what_it_begins_with(draw: Draw, element: Json, html: str) -> None:
    assert html in draw(element)


def test_a_needed_field_is_marked_and_an_optional_one_says_so(draw: Draw) -> None:
    assert "data-needed" in draw({"type": "datepicker"})
    optional = draw({"type": "datepicker"}, optional=True)
    assert "(optional)" in optional
    assert "data-needed" not in optional


def test_what_people_wrote_into_fields_stays_text(draw: Draw) -> None:
    html = draw({"type": "plain_text_input", "initial_value": '"><script>alert(1)</script>'})
    assert "<script>" not in html


def test_a_button_without_ids_gets_them_and_can_be_pressed(client: WebClient, shown: Draw) -> None:
    button = {"type": "button", "text": plain("Press")}
    client.chat_postMessage(
        channel="C0FITNESS", text="x", blocks=[{"type": "actions", "elements": [button]}]
    )
    assert re.search(r'"action_id": "\w+", "block_id": "\w+"', shown())


def test_an_ephemeral_message_is_drawn_for_its_reader_alone(client: WebClient, shown: Draw) -> None:
    client.chat_postEphemeral(channel="C0FITNESS", user="U0BO", text="for Bo")
    assert "for Bo" in shown("U0BO")
    assert "for Bo" not in shown("U0ANA")


def test_app_home_is_drawn_when_it_is_opened(slack: Slack, shown: Draw) -> None:
    assert "Needs you" not in shown(channel="home")
    slack.console.dispatch.open_home("U0ANA")
    assert "Needs you" in shown(channel="home")
    assert "Needs you" not in shown("U0BO", channel="home")


def test_a_click_in_app_home_comes_with_its_view(slack: Slack) -> None:
    slack.console.dispatch.open_home("U0ANA")
    action = {"type": "button", "action_id": "campaign:new", "block_id": "b", "value": "new"}
    slack.console.dispatch.click(action, "U0ANA", view=slack.workspace.homes["U0ANA"])
    view = slack.view()
    assert view is not None
    assert view["title"]["text"] == "New campaign"


@pytest.mark.parametrize("path", ["/favicon.ico", "/static/icon.svg"])
def test_there_is_an_icon(console: Console, path: str) -> None:
    answer = httpx.get(console.url + path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("image/svg+xml")

"""Every block and element is drawn, in messages and in threads, and what is in it stays text."""

from typing import Any

import httpx
import pytest
from slack_sdk import WebClient

from console.checks import ELEMENT_TYPES
from console.server import Console
from tests.console.test_checks_newer import RIGHT

Json = dict[str, Any]
EVIL = "<img src=x onerror=alert(1)>\"'"


def shown(console: Console) -> str:
    asked = {"user": "U0ANA", "channel": "C0FITNESS"}
    return httpx.get(f"{console.url}/fragment", params=asked).text


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def evil(kind: str) -> Json:
    """Return an element of a kind whose every text tries to be HTML."""
    option = {"text": plain(EVIL), "value": EVIL}
    element: Json = {"type": kind, "action_id": "a"}
    if kind == "button":
        return {**element, "text": plain(EVIL), "value": EVIL}
    if kind == "image":
        return {"type": kind, "image_url": "https://b.example/a.png", "alt_text": EVIL}
    if kind in ("overflow", "static_select", "multi_static_select", "checkboxes", "radio_buttons"):
        element["options"] = [option]
    if kind not in ("overflow", "checkboxes", "radio_buttons"):
        element["placeholder"] = plain(EVIL)
    return element


@pytest.mark.parametrize("block", RIGHT, ids=lambda value: str(value)[:30])
def test_a_block_is_drawn(console: Console, client: WebClient, block: Json) -> None:
    client.chat_postMessage(channel="C0FITNESS", text="x", blocks=[block])
    html = shown(console)
    assert "unknown" not in html
    assert 'class="body"' in html


@pytest.mark.parametrize("kind", sorted(ELEMENT_TYPES - {"file_input"}))
def test_an_element_is_drawn_and_what_is_in_it_stays_text(
    console: Console, client: WebClient, kind: str
) -> None:
    block = {"type": "section", "text": plain(EVIL), "accessory": evil(kind)}
    client.chat_postMessage(channel="C0FITNESS", text="x", blocks=[block])
    html = shown(console)
    assert "unknown" not in html
    assert "<img" not in html


EVIL_BLOCKS: list[Json] = [
    {"type": "card", "title": {"type": "mrkdwn", "text": EVIL}, "body": plain(EVIL)},
    {"type": "table", "rows": [[{"type": "raw_text", "text": EVIL}]]},
    {"type": "data_table", "caption": EVIL, "rows": [[{"type": "raw_text", "text": EVIL}]] * 2},
    {"type": "data_visualization", "title": EVIL,
     "chart": {"type": "pie", "segments": [{"label": EVIL[:20], "value": 1}]}},
    {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [
        {"type": "text", "text": EVIL, "style": {"bold": True, "code": True}},
        {"type": "link", "url": "https://b.example/\"><img>", "text": EVIL},
        {"type": "date", "timestamp": 1, "format": EVIL, "fallback": EVIL}]}]},
    {"type": "markdown", "text": EVIL},
    {"type": "header", "text": plain(EVIL)},
    {"type": "image", "image_url": "https://b.example", "alt_text": EVIL, "title": plain(EVIL)},
]  # fmt: skip


@pytest.mark.parametrize("block", EVIL_BLOCKS, ids=lambda value: str(value["type"]))
def test_what_is_in_a_block_stays_text(console: Console, client: WebClient, block: Json) -> None:
    client.chat_postMessage(channel="C0FITNESS", text="x", blocks=[block])
    html = shown(console)
    assert "<img" not in html
    assert "&lt;img" in html


def test_a_link_that_is_no_address_leads_nowhere(console: Console, client: WebClient) -> None:
    address = "javascript:alert(1)"
    part = {"type": "link", "url": address, "text": "press"}
    text = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [part]}]}
    button = {"type": "button", "text": plain("press"), "action_id": "a", "url": address}
    pressed = {"type": "actions", "elements": [button]}
    client.chat_postMessage(channel="C0FITNESS", text="x", blocks=[text, pressed])
    html = shown(console)
    assert html.count('href="#"') == 2
    assert address not in html


def test_a_reply_stands_in_its_thread_and_is_counted(console: Console, client: WebClient) -> None:
    first = console.workspace.post("C0FITNESS", "U0ANA", "hello")
    client.chat_postMessage(channel="C0FITNESS", text="12 found", thread_ts=first.ts)
    html = shown(console)
    assert html.count("<article") == 1
    assert "Reply (1)" in html
    assert html.index('aria-label="Thread"') < html.index("12 found")

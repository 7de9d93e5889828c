"""The HTTP side: pages for whoever watches, and a plain refusal of what is not Slack's."""

import time

import httpx
import pytest

from console.driver import Slack
from handlers.app import build
from handlers.desk import Desk
from tests.handlers.conftest import Requests, signature
from tests.web.conftest import Raw
from web.server import LARGEST, PATIENCE, Web


@pytest.mark.parametrize(("path", "says"), [("/healthz", "ok"), ("/readyz", "ready")])
def test_process_says_that_it_is_well(slack: Slack, path: str, says: str) -> None:
    answer = httpx.get(slack.console.dispatch.bot_url + path)
    assert (answer.status_code, answer.text) == (200, says)


def test_process_without_its_store_is_not_ready(slack: Slack, desk: Desk) -> None:
    desk.store.write(lambda tx: tx.run("ALTER TABLE runs RENAME TO gone"))
    answer = httpx.get(f"{slack.console.dispatch.bot_url}/readyz")
    assert (answer.status_code, "bot.py doctor" in answer.text) == (503, True)


@pytest.mark.parametrize("path", ["/", "/slack", "/slack/events/", "/..%2f..%2fetc/passwd"])
def test_other_pages_are_not_there(slack: Slack, path: str) -> None:
    assert httpx.get(slack.console.dispatch.bot_url + path).status_code == 404


def test_endpoint_is_for_posts(slack: Slack) -> None:
    answer = httpx.get(f"{slack.console.dispatch.bot_url}/slack/events")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_large_request_is_refused(slack: Slack) -> None:
    answer = httpx.post(
        f"{slack.console.dispatch.bot_url}/slack/events", content=bytes(LARGEST + 1)
    )
    assert answer.status_code == 413


@pytest.mark.parametrize("length", ["-1", "many", "1e3", "²"])
def test_wrong_length_is_refused(raw: Raw, length: str) -> None:
    head = f"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n"
    assert raw(head.encode()).split(b" ")[1] == b"400"


def test_body_without_a_length_is_refused(raw: Raw) -> None:
    assert raw(b"POST /slack/events HTTP/1.1\r\nHost: x\r\n\r\n").split(b" ")[1] in (b"401", b"411")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b"{"),
        ("application/json", b"[1, 2]"),
        ("application/json", b"[" * 100_000),
        ("application/x-www-form-urlencoded", b"payload={"),
        ("application/json", b"\xff\xfe\x00"),
    ],
)
def test_body_that_is_no_request_of_slack_is_refused(slack: Slack, kind: str, body: bytes) -> None:
    headers = {"content-type": kind, **signature(slack.console.signing_secret, body, time.time())}
    url = f"{slack.console.dispatch.bot_url}/slack/events"
    assert httpx.post(url, content=body, headers=headers).status_code in (400, 401, 404)


@pytest.mark.parametrize("sent", ["soon", "", "1.5", "-1", "²", "9" * 5_000])
def test_request_whose_time_is_no_number_is_refused(raw: Raw, sent: str) -> None:
    head = f"POST /slack/events HTTP/1.1\r\nHost: x\r\nX-Slack-Request-Timestamp: {sent}\r\n"
    body = "X-Slack-Signature: v0=0\r\nContent-Length: 0\r\n\r\n"
    assert raw((head + body).encode()).split(b" ")[1] == b"401"


def test_body_that_stops_half_way_does_not_hold_a_thread(raw: Raw) -> None:
    start = time.monotonic()
    raw(b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf")
    assert time.monotonic() - start < PATIENCE + 3


def test_stopped_server_is_not_alive(desk: Desk) -> None:
    web = Web(build(desk), desk.store, "127.0.0.1", 0)
    web.start()
    before = web.alive()
    web.stop()
    assert (before, web.alive()) == (True, False)


def test_url_verification_is_answered(requests: Requests) -> None:
    body = b'{"type":"url_verification","challenge":"abc"}'
    assert requests.send((body, "application/json")).json() == {"challenge": "abc"}

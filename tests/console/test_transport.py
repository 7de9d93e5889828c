"""Requests over HTTP: signed, in the form of their kind, with what a second try says of itself."""

import hashlib
import hmac
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import orjson
import pytest

from console.transport import Http

SECRET = "secret"


class Bot(HTTPServer):
    """A bot that keeps what it is sent. statuses: of its next answers, else 200."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.heard: list[tuple[dict[str, str], bytes]] = []
        self.statuses: list[int] = []


class Handler(BaseHTTPRequestHandler):
    server: Bot

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.heard.append(({k.lower(): v for k, v in self.headers.items()}, body))
        self.send_response(self.server.statuses.pop(0) if self.server.statuses else 200)
        self.send_header("x-slack-no-retry", "1")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def bot() -> Iterator[Bot]:
    with Bot() as listening:
        thread = threading.Thread(target=listening.serve_forever, args=(0.01,))
        thread.start()
        yield listening
        listening.shutdown()
        thread.join()


@pytest.fixture
def http(bot: Bot) -> Http:
    way = Http(SECRET)
    way.url = f"http://127.0.0.1:{bot.server_port}"
    return way


def test_a_request_is_signed(bot: Bot, http: Http) -> None:
    http.deliver("events_api", {"type": "event_callback"}, None)
    headers, body = bot.heard[0]
    basis = f"v0:{headers['x-slack-request-timestamp']}:".encode() + body
    sign = hmac.new(SECRET.encode(), basis, hashlib.sha256).hexdigest()
    assert headers["x-slack-signature"] == f"v0={sign}"


def test_a_command_is_a_form(bot: Bot, http: Http) -> None:
    http.deliver("slash_commands", {"command": "/desk", "text": "a & b"}, None)
    assert parse_qs(bot.heard[0][1].decode()) == {"command": ["/desk"], "text": ["a & b"]}


def test_a_click_is_a_form_with_its_payload_in_json(bot: Bot, http: Http) -> None:
    http.deliver("interactive", {"type": "block_actions"}, None)
    form = parse_qs(bot.heard[0][1].decode())
    assert orjson.loads(form["payload"][0]) == {"type": "block_actions"}


def test_a_second_try_says_which_it_is_and_why(bot: Bot, http: Http) -> None:
    http.deliver("events_api", {}, (1, "timeout"))
    headers = bot.heard[0][0]
    assert headers["x-slack-retry-num"] == "1"
    assert headers["x-slack-retry-reason"] == "http_timeout"


def test_a_first_try_says_nothing_of_tries(bot: Bot, http: Http) -> None:
    http.deliver("events_api", {}, None)
    assert "x-slack-retry-num" not in bot.heard[0][0]


def test_a_bot_can_ask_for_no_second_try(bot: Bot, http: Http) -> None:
    bot.statuses = [500]
    answer = http.deliver("events_api", {}, None)
    assert answer is not None
    assert (answer.taken, answer.wants_no_retry) == (False, True)


def test_where_nothing_listens_there_is_no_answer() -> None:
    way = Http(SECRET, seconds=0.5)
    way.url = "http://127.0.0.1:9"
    assert way.deliver("events_api", {}, None) is None

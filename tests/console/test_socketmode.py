"""Socket Mode's other end: tickets, greetings, envelopes, acknowledgements, and what is late."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from console.dispatch import LATE
from console.server import Console

Json = dict[str, Any]


@pytest.fixture
def app(console: Console) -> WebClient:
    """Slack's own client, with the app's token."""
    return WebClient(console.app_token, base_url=console.api_url, retry_handlers=[])


class Bot:
    """A bot that answers each envelope with what it is told to."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    def next(self) -> Json:
        found: Json = json.loads(self.connection.recv(timeout=5))
        return found

    def acknowledge(self, envelope: Json, **payload: Any) -> None:
        answer = {"envelope_id": envelope["envelope_id"], "payload": payload}
        self.connection.send(json.dumps(answer if payload else {**answer, "payload": None}))


@pytest.fixture
def bot(app: WebClient) -> Iterator[Bot]:
    """A bot that is connected, and was greeted."""
    with connect(app.apps_connections_open(app_token=str(app.token))["url"]) as connection:
        connected = Bot(connection)
        assert connected.next()["type"] == "hello"
        yield connected


def background(console: Console, *asked: Any) -> None:
    console.dispatch.in_background(*asked)


def refused(client: WebClient, token: str) -> str:
    with pytest.raises(SlackApiError) as told:
        client.apps_connections_open(app_token=token)
    return str(told.value.response["error"])


def test_a_bot_token_opens_no_connection(console: Console, app: WebClient) -> None:
    assert refused(app, console.bot_token) == "not_allowed_token_type"


def test_an_app_token_posts_no_message(app: WebClient) -> None:
    with pytest.raises(SlackApiError) as told:
        app.chat_postMessage(channel="C0GENERAL", text="x")
    assert told.value.response["error"] == "not_allowed_token_type"


def test_an_app_token_without_its_right_is_told_which(console: Console, app: WebClient) -> None:
    console.api.app_scopes.clear()
    with pytest.raises(SlackApiError) as told:
        app.apps_connections_open(app_token=console.app_token)
    assert told.value.response["needed"] == "connections:write"


def test_an_address_opens_one_connection(console: Console, app: WebClient) -> None:
    url = app.apps_connections_open(app_token=console.app_token)["url"]
    with connect(url) as first:
        first.recv(timeout=5)
        with connect(url) as second, pytest.raises(ConnectionClosed) as told:
            second.recv(timeout=5)
    assert told.value.rcvd is not None
    assert told.value.rcvd.code == 1008


def test_the_answer_to_a_command_comes_with_its_acknowledgement(console: Console, bot: Bot) -> None:
    background(console, console.dispatch.command, "/desk hello", "U0ANA", "C0GENERAL")
    envelope = bot.next()
    bot.acknowledge(envelope, text="hi")
    with console.workspace.changed:
        assert console.workspace.changed.wait_for(lambda: console.workspace.messages, 5)
    assert console.workspace.messages[0].text == "hi"
    assert envelope["type"] == "slash_commands"
    assert envelope["accepts_response_payload"] is True
    assert envelope["payload"]["text"] == "hello"


def test_an_event_is_sent_until_it_is_acknowledged(console: Console, bot: Bot) -> None:
    console.dispatch.socket.seconds = 0.05
    background(console, console.dispatch.event, {"type": "app_home_opened"})
    tries = [bot.next() for _ in range(2)]
    bot.acknowledge(tries[1])
    assert [one["retry_attempt"] for one in tries] == [0, 1]
    assert tries[1]["retry_reason"] == "timeout"
    assert tries[0]["payload"]["event_id"] == tries[1]["payload"]["event_id"]


def test_what_is_not_acknowledged_in_time_did_not_respond(console: Console, bot: Bot) -> None:
    console.dispatch.socket.seconds = 0.05
    told = console.dispatch.command("/desk hello", "U0ANA", "C0GENERAL")
    assert told is not None
    assert told.text == LATE


def test_without_a_connection_nothing_responds(console: Console) -> None:
    console.dispatch.socket.seconds = 0.05
    told = console.dispatch.command("/desk hello", "U0ANA", "C0GENERAL")
    assert told is not None
    assert told.text == LATE


def test_a_bot_is_warned_before_its_connection_goes(console: Console, bot: Bot) -> None:
    console.dispatch.socket.refresh("warning")
    assert bot.next()["reason"] == "warning"
    assert console.dispatch.socket.connections == 1


def test_the_old_connection_goes_when_the_new_one_is_there(
    console: Console, app: WebClient, bot: Bot
) -> None:
    console.dispatch.socket.refresh()
    assert bot.next()["reason"] == "refresh_requested"
    with connect(app.apps_connections_open(app_token=console.app_token)["url"]):
        with pytest.raises(ConnectionClosed):
            bot.next()
        assert console.dispatch.socket.connections == 1

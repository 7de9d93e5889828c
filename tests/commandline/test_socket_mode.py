"""Socket Mode: a desk without a public address serves a whole workspace through its connection."""

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from slack_bolt import Ack, App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from commandline import running
from commandline.running import SocketMode
from console import socketmode
from console.driver import Slack
from console.server import Console
from handlers.app import build
from handlers.desk import Desk
from handlers.imports import Imports
from services.settings import Settings
from storage.engine import Store
from tests.conftest import Bring, Start
from tests.handlers.conftest import CREATORS

CAMPAIGN = {
    **{name: {"value": {"value": ""}} for name in ("niche", "brief", "gift", "gift_value")},
    "name": {"value": {"value": " "}},
    "budget": {"value": {"value": "200"}},
    "commission": {"value": {"value": "10%"}},
    "window": {"value": {"value": "30"}},
    "holding": {"value": {"value": "30"}},
    "starts_on": {"value": {"selected_date": "2026-12-01"}},
    "ends_on": {"value": {"selected_date": "2026-12-31"}},
    "channel": {"value": {"selected_channel": "C0APPROVE"}},
    "approvers": {"value": {"selected_users": ["U0BO"]}},
}
"""What is filled into the form of a new campaign, but for its name."""


@pytest.fixture
def slack(console: Console, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Slack]:
    """The workspace with our bot in it, through the socket alone."""
    monkeypatch.setattr(running, "PING", 0.1)
    files = Imports(desk)
    socket = SocketMode(build(desk), console.app_token)
    files.start()
    socket.start()
    assert console.dispatch.socket.wait()
    yield Slack(console)
    socket.stop()
    files.stop()


def test_a_command_is_answered(slack: Slack, bring: Bring) -> None:
    bring(CREATORS)
    assert slack.command("/find-influencer fitness").text.startswith("Fitness: 2 micro")


def test_a_click_changes_its_message(slack: Slack, bring: Bring) -> None:
    bring(CREATORS)
    reply = slack.command("/find-influencer travel")
    after = slack.click(reply, "Next 5")
    assert (after.message is reply.message, "*6. " in after.shown) == (True, True)


def test_a_form_that_cannot_be_taken_stays_open_and_says_why(slack: Slack) -> None:
    slack.console.dispatch.command("/campaign new", "U0ANA", "C0GENERAL")
    assert "Give it a name" in slack.submit(CAMPAIGN)["name"]
    assert slack.view() is not None


def test_an_event_is_heard(slack: Slack) -> None:
    slack.console.dispatch.open_home("U0ANA")
    assert "U0ANA" in slack.workspace.homes


def test_a_dropped_list_is_fetched_and_read(slack: Slack) -> None:
    assert "list.csv" in slack.drop("list.csv", CREATORS.encode()).shown


def test_slack_asks_for_a_new_connection_and_gets_it(slack: Slack) -> None:
    socket = slack.console.dispatch.socket
    socket.refresh()
    assert socket.wait(opened=2)
    assert slack.command("/find-influencer help").text


def test_a_connection_that_breaks_is_opened_again(slack: Slack) -> None:
    socket = slack.console.dispatch.socket
    socket.cut()
    assert socket.wait(opened=2)
    assert slack.command("/find-influencer help").text


@pytest.fixture
def quick_pings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pings so often that a connection which is let go of is gone at once."""
    monkeypatch.setattr(socketmode, "PING", 0.1)


@pytest.mark.usefixtures("quick_pings")
def test_a_request_that_came_before_the_end_is_answered(
    console: Console, settings: Settings
) -> None:
    came, go_on = threading.Event(), threading.Event()

    def slow(ack: Ack) -> None:
        came.set()
        go_on.wait(5)
        ack("done")

    socket = SocketMode(app_with(settings, slow), console.app_token)
    socket.start()
    asked = ThreadPoolExecutor().submit(Slack(console).command, "/slow")
    assert came.wait(5)
    ended = ThreadPoolExecutor().submit(socket.stop)
    assert not console.dispatch.socket.wait_until_none(seconds=1)
    go_on.set()
    assert asked.result(10).text == "done"
    ended.result(10)
    assert console.dispatch.socket.wait_until_none(seconds=5)


def app_with(settings: Settings, listener: Callable[[Ack], None]) -> App:
    """Return an app with one command, wired as the desk's is."""
    client = WebClient(base_url=settings.slack_api_url, retry_handlers=[])
    authorized = AuthorizeResult(
        enterprise_id=None, team_id="T0CONSOLE", bot_token="xoxb-console", bot_user_id="U0DESK"
    )
    app = App(
        client=client,
        authorize=lambda: authorized,
        signing_secret="unused",
        process_before_response=True,
    )
    app.command("/slow")(listener)
    return app


@pytest.fixture
def serve(console: Console, store: Store, start: Start) -> Start:
    """Start bot.py serve as a process, pointed at the stand-in: serve(SLACK_APP_TOKEN="...")."""

    def serve(**environment: str) -> "subprocess.Popen[str]":
        given = {
            "SLACK_BOT_TOKEN": console.bot_token,
            "SLACK_APP_TOKEN": console.app_token,
            "SLACK_API_URL": console.api_url,
            "DATABASE_URL": f"sqlite:///{store.path}",
        }
        return start("serve", env={**os.environ, **given, **environment})

    return serve


def test_serve_answers_until_it_is_told_to_end(console: Console, serve: Start) -> None:
    process = serve()
    assert console.dispatch.socket.wait(seconds=30)
    assert "own list" in Slack(console).command("/find-influencer help").shown
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0


def test_serve_needs_no_proxy_to_this_machine(console: Console, serve: Start) -> None:
    serve(HTTPS_PROXY="http://127.0.0.1:9", HTTP_PROXY="http://127.0.0.1:9")
    assert console.dispatch.socket.wait(seconds=30)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("xapp-1-of-another-app", "SLACK_APP_TOKEN, invalid_auth"),
        ("the bot's", "SLACK_APP_TOKEN, not_allowed_token_type"),
    ],
)
def test_serve_with_a_wrong_app_token_ends_with_what_to_do(
    console: Console, serve: Start, given: str, said: str
) -> None:
    token = console.bot_token if given == "the bot's" else given
    process = serve(SLACK_APP_TOKEN=token)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 2
    assert said in errors


def test_serve_with_an_app_token_without_its_right_says_which(
    console: Console, serve: Start
) -> None:
    console.api.app_scopes.clear()
    _, errors = (process := serve()).communicate(timeout=30)
    assert process.returncode == 2
    assert "connections:write" in errors

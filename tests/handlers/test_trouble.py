"""When something is wrong: the store busy, Slack down, we ourselves: every click is answered."""

import logging
import re
import socket
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from commandline.serving import wire
from console.driver import Slack
from console.workspace import TEAM, direct
from handlers.app import build
from handlers.desk import Desk
from handlers.replies import answer_click, said
from services.settings import Settings
from storage.engine import Store
from tests.handlers.conftest import Requests
from web.server import Web

pytestmark = pytest.mark.usefixtures("list_")
SHORTLISTED = {"new": {"name": {"value": "Summer"}}}


@pytest.fixture
def busy(store: Store, list_: None) -> Iterator[None]:
    """Another program that holds the store's lock."""
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a server that takes connections and never answers."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"


def served(slack: Slack, desk: Desk) -> Iterator[Slack]:
    web = Web(build(desk), desk.store, "127.0.0.1", 0)
    web.start()
    slack.console.dispatch.bot_url = web.url
    yield slack
    web.stop()


@pytest.fixture
def cut_off(
    slack: Slack, settings: Settings, store: Store, tmp_path: Path, silent: str
) -> Iterator[Slack]:
    """The workspace with a bot whose calls of Slack's Web API are never answered."""
    desk = wire(settings.model_copy(update={"slack_api_url": silent}), store, tmp_path, team=TEAM)
    yield from served(slack, desk)
    desk.http.close()


@pytest.fixture
def broken(slack: Slack, desk: Desk) -> Slack:
    """The workspace with a bot whose store has lost a table."""
    desk.store.write(lambda tx: tx.run("DROP TABLE shortlists"))
    return slack


@pytest.mark.usefixtures("busy")
def test_busy_store_is_said_within_three_seconds(requests: Requests) -> None:
    start = time.monotonic()
    answer = requests.send(requests.view("shortlist", SHORTLISTED, "[1, []]"))
    assert "The store is busy. Nothing was saved" in answer.text
    assert time.monotonic() - start < 3


@pytest.mark.usefixtures("busy")
def test_busy_store_can_still_be_searched(slack: Slack) -> None:
    assert "Fitness: 2" in slack.command("/find-influencer fitness").text


@pytest.mark.parametrize("status", [429, 500])
def test_refused_call_becomes_a_sentence(slack: Slack, status: int) -> None:
    reply = slack.command("/find-influencer fitness")
    slack.console.api.failures.append((status, {}))
    slack.choose(reply, "Details")
    assert "Slack asks us to slow down" in slack.workspace.messages[-1].text


def test_slack_that_does_not_answer_becomes_a_sentence(cut_off: Slack) -> None:
    reply = cut_off.command("/find-influencer fitness")
    start = time.monotonic()
    cut_off.choose(reply, "Details")
    assert "Slack can't be reached just now" in cut_off.workspace.messages[-1].text
    assert time.monotonic() - start < 3


def test_late_click_says_click_again(slack: Slack, requests: Requests) -> None:
    action = {"action_id": "edit:query", "value": '["fitness",0]'}
    trigger = slack.workspace.new_trigger("U0ANA")
    slack.workspace.spent.add(trigger)
    requests.send(requests.action(action, trigger_id=trigger))
    assert "Click again" in slack.workspace.messages[-1].text


def used_up(slack: Slack, requests: Requests) -> str:
    url = requests.response_url()
    slack.workspace.responses[url.rpartition("/")[2]].uses = 5
    return url


def test_used_up_address_is_answered_in_the_channel(slack: Slack, requests: Requests) -> None:
    action = {"action_id": "page:next", "value": '["fitness",0]'}
    requests.send(requests.action(action, response_url=used_up(slack, requests)))
    answer = slack.workspace.messages[-1]
    assert (answer.channel, answer.ephemeral_to) == ("C0GENERAL", "U0ANA")


def test_where_the_bot_is_not_the_answer_comes_by_direct_message(
    slack: Slack, requests: Requests
) -> None:
    action = {"action_id": "page:next", "value": '["fitness",0]'}
    elsewhere = {"id": "C0ELSEWHERE"}
    url = used_up(slack, requests)
    requests.send(requests.action(action, response_url=url, channel=elsewhere))
    assert slack.workspace.messages[-1].channel == direct("U0ANA")


def test_filter_form_answers_after_half_an_hour_too(slack: Slack, requests: Requests) -> None:
    values = {"query": {"text": {"value": "fitness"}}}
    requests.send(requests.view("edit", values, '["https://127.0.0.1:1/gone","C0GENERAL"]'))
    assert "Fitness: 2" in slack.workspace.messages[-1].text


def test_click_is_taken_when_nothing_can_be_reached(
    slack: Slack, requests: Requests, caplog: pytest.LogCaptureFixture
) -> None:
    slack.console.api.failures += [(500, {}), (500, {})]
    action = {"action_id": "page:next", "value": '["fitness",0]'}
    answer = requests.send(requests.action(action, response_url=used_up(slack, requests)))
    assert answer.status_code == 200
    assert "a click could not be answered" in caplog.text


def test_incident_has_one_number_for_the_person_and_the_log(
    broken: Slack, requests: Requests, caplog: pytest.LogCaptureFixture
) -> None:
    answer = requests.send(requests.view("shortlist", SHORTLISTED, "[1, []]"))
    said = re.search(r"on our side \((\w+)\)", answer.text)
    assert said
    assert f"incident {said[1]}: OperationalError" in caplog.text


def test_incident_shows_no_trace_to_the_person(broken: Slack, requests: Requests) -> None:
    answer = requests.send(requests.view("shortlist", SHORTLISTED, "[1, []]"))
    assert not re.search(r"Traceback|OperationalError|no such table", answer.text)


def test_bolt_starts_without_a_warning(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    build(desk)
    assert [one for one in caplog.records if one.levelno >= logging.WARNING] == []


def test_handlers_wait_less_than_slack_does(desk: Desk) -> None:
    assert desk.slack.timeout < 3
    assert replace(desk, http=httpx.Client()).slack.retry_handlers == []


def test_click_that_slack_is_too_slow_for_is_answered_by_the_outbox(
    slack: Slack, desk: Desk
) -> None:
    def too_slow(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("too slow", request=request)

    body = {
        "response_url": "https://hooks.example/1",
        "user": {"id": "U0ANA"},
        "channel": {"id": "C0GENERAL"},
    }
    with httpx.Client(transport=httpx.MockTransport(too_slow)) as http:
        answer_click(replace(desk, http=http), body, said("Nothing changed."))
    slack.wait(lambda: bool(slack.workspace.messages))
    answer = slack.workspace.messages[-1]
    assert (answer.text, answer.ephemeral_to) == ("Nothing changed.", "U0ANA")

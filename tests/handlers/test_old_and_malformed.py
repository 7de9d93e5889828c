"""Buttons and forms of other versions, and whatever else a request may hold: always an answer."""

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.driver import Slack
from tests.handlers.conftest import Requests

HARSH = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
VALUES = st.text(max_size=200) | ANYTHING.map(lambda value: orjson.dumps(value).decode())
MENUS = ("more:menu", "row:1", "column:1:0", "listkind:1", "listplatform:1", "listclient:1")
BUTTONS = (
    "page:next",
    "run:any",
    "edit:query",
    "open:shared",
    "help:show",
    "likes:how",
    "undo:import",
    "import:run",
    "import:cancel",
    "import:undo",
    "import:rejects",
    "import:name",
    "import:columns:0",
)


def incidents(slack: Slack) -> list[str]:
    return [one.text for one in slack.workspace.messages if "Something went wrong" in one.text]


def test_unknown_command_names_those_that_are_known(requests: Requests) -> None:
    answer = requests.send(requests.command("x", name="/find-creator"))
    assert "I don't know /find-creator. I know /find-influencer" in answer.json()["text"]


def test_button_of_an_older_version_says_what_to_do(slack: Slack, requests: Requests) -> None:
    requests.send(requests.action({"action_id": "approve:1", "value": "1"}))
    assert "older version" in slack.workspace.messages[-1].text


def test_form_of_an_older_version_says_what_to_do(requests: Requests) -> None:
    view = requests.send(requests.view("campaign")).json()["view"]
    assert "older version" in view["blocks"][0]["text"]["text"]


@pytest.mark.parametrize("action", BUTTONS)
@HARSH
@given(value=VALUES)
def test_button_with_any_value_is_answered(
    slack: Slack, requests: Requests, list_: None, action: str, value: str
) -> None:
    answer = requests.send(requests.action({"action_id": action, "value": value}))
    slack.workspace.views["U0ANA"].clear()
    assert (answer.status_code, incidents(slack)) == (200, [])


@pytest.mark.parametrize("action", MENUS)
@HARSH
@given(value=VALUES)
def test_menu_with_any_value_is_answered(
    slack: Slack, requests: Requests, list_: None, action: str, value: str
) -> None:
    chosen = {"action_id": action, "type": "overflow", "selected_option": {"value": value}}
    answer = requests.send(requests.action(chosen))
    slack.workspace.views["U0ANA"].clear()
    assert (answer.status_code, incidents(slack)) == (200, [])


@HARSH
@given(text=st.text(max_size=300))
def test_command_with_any_text_is_answered(requests: Requests, list_: None, text: str) -> None:
    answer = requests.send(requests.command(text)).json()
    assert answer["blocks"]
    assert "Something went wrong" not in answer["text"]


@pytest.mark.parametrize("callback", ["edit", "shortlist", "columns", "listname"])
@HARSH
@given(metadata=VALUES, text=st.none() | st.text(max_size=100))
def test_form_with_anything_in_it_is_answered(
    slack: Slack, requests: Requests, list_: None, callback: str, metadata: str, text: str | None
) -> None:
    values = {"query": {"text": {"value": text}}, "new": {"name": {"value": text}}}
    answer = requests.send(requests.view(callback, values, metadata))
    assert answer.status_code == 200
    assert "Something went wrong" not in answer.text


def test_form_without_its_fields_is_answered(requests: Requests) -> None:
    assert requests.send(requests.view("edit", {}, "")).status_code == 200


def test_too_long_a_query_is_refused_in_words(requests: Requests) -> None:
    answer = requests.send(requests.command("fitness " * 200)).json()
    assert "too long to search for" in answer["text"]

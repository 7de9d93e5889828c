"""What the bot is sent has Slack's own form: no key that the samples lack, whoever does it."""

import json
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from console.driver import Slack
from console.server import Console
from console.transport import Answer
from tests.console.test_web_api import MODAL, posted, surplus, trigger

Json = dict[str, Any]
PRESS = {"type": "button", "action_id": "a", "block_id": "b", "value": "1"}


class Sent:
    """What was sent to a bot that takes everything. answers: its next answers, else empty ones."""

    def __init__(self, console: Console) -> None:
        self.payloads: list[Json] = []
        self.retries: list[tuple[int, str] | None] = []
        self.answers: list[Answer | None] = []
        console.dispatch.deliver = self.deliver  # type: ignore[method-assign]
        console.dispatch.events.deliver = self.deliver
        self.dispatch = console.dispatch

    def deliver(
        self, kind: str, payload: Json, retry: tuple[int, str] | None = None
    ) -> Answer | None:
        self.payloads.append(payload)
        self.retries.append(retry)
        return self.answers.pop(0) if self.answers else Answer(200, "")


@pytest.fixture
def sent(console: Console) -> Sent:
    return Sent(console)


def click(console: Console, client: WebClient, sent: Sent) -> None:
    posted(client)
    sent.dispatch.click(PRESS, "U0ANA", message=console.workspace.messages[-1])


def submit(console: Console, client: WebClient, sent: Sent) -> None:
    client.views_open(trigger_id=trigger(console), view=MODAL)
    sent.dispatch.submit("U0ANA", {"b": {"a": {"type": "plain_text_input", "value": "x"}}})


def close(console: Console, client: WebClient, sent: Sent) -> None:
    client.views_open(trigger_id=trigger(console), view={**MODAL, "notify_on_close": True})
    sent.dispatch.close("U0ANA")


def command(console: Console, client: WebClient, sent: Sent) -> None:
    sent.dispatch.command("/desk hello there", "U0ANA", "C0GENERAL")


def message(console: Console, client: WebClient, sent: Sent) -> None:
    sent.dispatch.drop("U0ANA", "list.csv", b"x")


def home(console: Console, client: WebClient, sent: Sent) -> None:
    sent.dispatch.open_home("U0ANA")


DEEDS = {
    "BlockActionPayload": click,
    "ViewSubmissionPayload": submit,
    "ViewClosedPayload": close,
    "SlashCommandPayload": command,
    "MessagePayload": message,
    "AppHomeOpenedPayload": home,
}
FREE = ("blocks", "state", "files")
"""Parts whose form depends on what is in them."""


DOCUMENTED = (".response_urls", ".event.subtype")
"""What the samples lack but Slack's documentation has: of a submission, of a message with a file."""


def without_free_parts(found: Any) -> Any:
    if isinstance(found, list):
        return [without_free_parts(one) for one in found]
    if not isinstance(found, dict):
        return found
    return {key: without_free_parts(one) for key, one in found.items() if key not in FREE}


@pytest.mark.shared
@pytest.mark.parametrize("name", DEEDS)
def test_a_payload_has_no_key_that_slacks_own_lacks(
    shared: Path, console: Console, client: WebClient, sent: Sent, name: str
) -> None:
    sample = json.loads((shared / "slack_samples" / f"{name}.json").read_text())
    DEEDS[name](console, client, sent)
    found = surplus(without_free_parts(sent.payloads[-1]), sample)
    assert [one for one in found if one not in DOCUMENTED] == []


@pytest.mark.parametrize(("person", "team"), [("U0ANA", "T0CONSOLE"), ("U0EVE", "T0OTHER")])
def test_a_command_says_of_which_team_its_sender_is(sent: Sent, person: str, team: str) -> None:
    sent.dispatch.command("/desk hello", person, "C0GENERAL")
    assert sent.payloads[0]["team_id"] == team


@pytest.mark.parametrize(("person", "team"), [("U0ANA", "T0CONSOLE"), ("U0EVE", "T0OTHER")])
def test_a_click_says_of_which_team_its_sender_is(
    console: Console, client: WebClient, sent: Sent, person: str, team: str
) -> None:
    posted(client)
    sent.dispatch.click(PRESS, person, message=console.workspace.messages[-1])
    assert sent.payloads[0]["user"]["team_id"] == team


def test_a_click_on_an_ephemeral_message_comes_without_it(
    console: Console, client: WebClient, sent: Sent
) -> None:
    client.chat_postEphemeral(channel="C0GENERAL", user="U0ANA", text="x")
    sent.dispatch.click(PRESS, "U0ANA", message=console.workspace.messages[-1])
    assert "message" not in sent.payloads[0]
    assert sent.payloads[0]["container"]["is_ephemeral"] is True


def test_a_form_that_is_closed_says_so_when_asked_to(
    console: Console, client: WebClient, sent: Sent
) -> None:
    client.views_open(trigger_id=trigger(console), view=MODAL)
    sent.dispatch.close("U0ANA")
    assert (sent.payloads, console.workspace.views["U0ANA"]) == ([], [])


@pytest.mark.parametrize(
    ("answers", "retries"),
    [
        ([Answer(200, "")], [None]),
        ([None, Answer(200, "")], [None, (1, "timeout")]),
        ([Answer(500, ""), Answer(200, "")], [None, (1, "error")]),
        ([Answer(500, "", wants_no_retry=True)], [None]),
        ([None] * 9, [None, (1, "timeout"), (2, "timeout"), (3, "timeout")]),
    ],
)
def test_an_event_is_sent_again_until_it_is_taken(
    sent: Sent, answers: list[Answer | None], retries: list[tuple[int, str] | None]
) -> None:
    sent.answers = answers
    sent.dispatch.open_home("U0ANA")
    assert sent.retries == retries
    assert len({one["event_id"] for one in sent.payloads}) == 1


def test_an_event_that_was_not_subscribed_to_is_not_sent(sent: Sent) -> None:
    sent.dispatch.event({"type": "reaction_added"})
    assert sent.payloads == []


def test_what_is_typed_reaches_the_bot_as_slacks_client_writes_it(
    console: Console, sent: Sent
) -> None:
    said = console.dispatch.say("@desk a < b, ask @Bo in #general", "U0ANA", "C0FITNESS")
    assert said.text == "<@U0DESK> a &lt; b, ask <@U0BO> in <#C0GENERAL|general>"


def test_an_answer_pushes_three_views_at_most(
    console: Console, client: WebClient, sent: Sent
) -> None:
    pushing = json.dumps({"response_action": "push", "view": MODAL})
    client.views_open(trigger_id=trigger(console), view=MODAL)
    sent.answers = [Answer(200, pushing)] * 3
    errors = [sent.dispatch.submit("U0ANA", {}) for _ in range(3)]
    assert [bool(one) for one in errors] == [False, False, True]
    assert len(console.workspace.views["U0ANA"]) == 3


def test_a_search_shows_entries_of_groups_as_well(
    console: Console, client: WebClient, sent: Sent
) -> None:
    entry = {"text": {"type": "plain_text", "text": "Jane"}, "value": "7"}
    groups = [{"label": {"type": "plain_text", "text": "G"}, "options": [entry]}]
    sent.answers = [Answer(200, json.dumps({"option_groups": groups}))]
    posted(client)
    asked = {"block_id": "b", "action_id": "a", "value": "ja"}
    found = sent.dispatch.suggest(asked, "U0ANA", message=console.workspace.messages[-1])
    assert found == [entry]
    assert sent.payloads[0]["type"] == "block_suggestion"


def test_a_mention_is_answered_where_it_was_made(console: Console, client: WebClient) -> None:
    slack, said = Slack(console), []

    def answer(kind: str, payload: Json, retry: tuple[int, str] | None = None) -> Answer:
        event = payload["event"]
        said.append(event)
        client.chat_postMessage(channel=event["channel"], text="12", thread_ts=event["ts"])
        return Answer(200, "")

    console.dispatch.events.deliver = answer
    reply = slack.mention("fitness", by="bo", channel="fitness")
    assert (reply.text, reply.message.thread_ts) == ("12", said[0]["ts"])

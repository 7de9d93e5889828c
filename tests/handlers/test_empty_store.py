"""A store with nobody in it: it says what to do, and helps."""

import pytest

from console.driver import Reply, Slack
from console.workspace import direct
from tests.conftest import labels


def test_empty_store_says_how_to_fill_it(slack: Slack) -> None:
    text = slack.command("/find-influencer fitness").text
    assert "This searches your own list; it has nobody yet." in text
    assert "drop it into your direct messages with me" in text


def test_empty_store_shows_examples(slack: Slack) -> None:
    reply = slack.click(slack.command("/find-influencer fitness"), "Show examples")
    assert "Search your own list of creators" in reply.text


def test_sample_data_can_be_tried_by_who_may_bring_a_list(slack: Slack, admin: str) -> None:
    reply = slack.command("/find-influencer fitness", by="cy")
    assert labels(reply.message.blocks) == ["Try sample data", "Show examples"]
    slack.click(reply, "Try sample data", by="cy")
    slack.wait(lambda: bool(slack.direct_messages("cy")))
    assert "sample data.csv" in slack.direct_messages("cy")[-1].text


def test_who_may_only_look_is_told_who_can_bring_a_list(slack: Slack, viewers: None) -> None:
    reply = slack.command("/find-influencer fitness")
    assert "somebody with the role editor" in reply.text
    assert labels(reply.message.blocks) == ["Show examples"]


@pytest.fixture
def greeted(slack: Slack) -> Reply:
    """The answer to hello in direct messages."""
    before = len(slack.direct_messages())
    slack.console.dispatch.say("hello", "U0ANA", direct("U0ANA"))
    slack.wait(lambda: len(slack.direct_messages()) > before + 1)
    return slack.direct_messages()[-1]


def test_greeting_says_how_to_bring_a_list(greeted: Reply) -> None:
    assert "drop it into your direct messages with me" in greeted.text
    assert "Search your own list of creators" in greeted.text
    assert "Try sample data" in labels(greeted.message.blocks)

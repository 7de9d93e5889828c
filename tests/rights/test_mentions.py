"""@desk in a channel, in a thread, and words of /desk in direct messages."""

import pytest

from console.driver import Slack
from console.workspace import direct
from services import clients
from storage.engine import Store
from tests.conftest import Bring, Clock
from tests.handlers.conftest import CREATORS

ANA, CY, GENERAL = "U0ANA", "U0CY", "C0GENERAL"


@pytest.fixture(autouse=True)
def _list(slack: Slack, bring: Bring) -> None:
    bring(CREATORS)


def said(slack: Slack, text: str, channel: str = GENERAL, **more: str) -> list[str]:
    """Say something; return the texts that came of it, once there is one."""
    before = len(slack.workspace.messages) + 1
    slack.console.dispatch.say(text, ANA, channel, **more)
    slack.wait(lambda: len(slack.workspace.messages) > before)
    return [one.text for one in slack.workspace.messages[before:]]


def test_search_in_a_channel_is_answered_to_all(slack: Slack) -> None:
    assert "Jane Runs" in said(slack, "@desk fitness")[0]
    assert slack.workspace.messages[-1].ephemeral_to is None


def test_search_in_a_thread_is_answered_there(slack: Slack) -> None:
    start = slack.workspace.post(GENERAL, ANA, "Whom shall we ask?")
    said(slack, "@desk fitness", thread_ts=start.ts)
    assert slack.workspace.messages[-1].thread_ts == start.ts


def test_other_words_are_answered_to_the_one_who_asked(slack: Slack) -> None:
    said(slack, "@desk commissions")
    assert slack.workspace.messages[-1].ephemeral_to == ANA


def test_nothing_but_the_name_is_answered_with_help(slack: Slack) -> None:
    assert "/desk reaches every command" in said(slack, "@desk")[0]


def test_form_can_not_be_opened_from_a_mention_and_it_says_so(slack: Slack) -> None:
    assert "from a command or a button" in said(slack, "@desk campaign new")[0]


def test_search_in_a_channel_that_is_nobodys_is_answered_to_the_one_who_asked(
    slack: Slack, store: Store, clock: Clock
) -> None:
    clients.make(store, "Acme", actor=CY, now=clock())
    told = said(slack, "@desk fitness")[0]
    assert "Only you see this: the channel is not Our team's." in told
    assert "an admin types here: /desk client Our team here" in told
    assert "Jane Runs" in told
    assert slack.workspace.messages[-1].ephemeral_to == ANA


def test_word_of_desk_is_understood_in_direct_messages(slack: Slack) -> None:
    assert "sold" in said(slack, "commissions", direct(ANA))[-1]


def test_search_is_understood_in_direct_messages(slack: Slack) -> None:
    assert "Jane Runs" in said(slack, "fitness", direct(ANA))[-1]


@pytest.mark.parametrize("greeting", ["hello", "Hi!", "thanks", "Thank you", "hi there :)"])
def test_greeting_in_direct_messages_is_answered_with_examples(slack: Slack, greeting: str) -> None:
    assert "fitness followers:20k..50k" in said(slack, greeting, direct(ANA))[-1]


def test_greeting_in_a_channel_is_answered_to_the_one_who_greeted(slack: Slack) -> None:
    assert "/desk reaches every command" in said(slack, "@desk hello")[0]
    assert slack.workspace.messages[-1].ephemeral_to == ANA


def test_misspelt_word_in_direct_messages_is_asked_about(slack: Slack) -> None:
    assert "Did you mean /desk commissions?" in said(slack, "comissions", direct(ANA))[-1]


@pytest.mark.parametrize("text", ["hi fitness", "thanksgiving", "you"])
def test_greeting_with_other_words_is_a_search(slack: Slack, text: str) -> None:
    assert "examples" not in said(slack, text, direct(ANA))[-1].splitlines()[0].lower()

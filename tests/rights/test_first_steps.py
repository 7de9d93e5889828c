"""From the code on a terminal to a list, sample data and a digest: what a new admin is led through."""

import pytest

from console.driver import Json, Reply, Slack, texts_in
from services import claiming, clients
from storage.engine import Store
from tests.conftest import Clock


@pytest.fixture
def welcome(slack: Slack, store: Store, clock: Clock) -> Reply:
    """The first direct message to whoever claimed the desk."""
    slack.command(f"/desk claim {claiming.new_code(store, now=clock())}")
    slack.wait(lambda: bool(slack.direct_messages()))
    return slack.direct_messages()[-1]


def test_first_message_says_what_to_drop(welcome: Reply) -> None:
    assert "Drop your list here" in welcome.text


def test_sample_data_wait_as_a_list_that_is_dropped(slack: Slack, welcome: Reply) -> None:
    slack.click(welcome, "Try sample data")
    slack.wait(lambda: "Import up to 400" in slack.direct_messages()[-1].shown)
    assert "sample data.csv" in slack.direct_messages()[-1].text


def test_sample_data_can_be_searched_once_they_are_imported(slack: Slack, welcome: Reply) -> None:
    slack.click(welcome, "Try sample data")
    slack.wait(lambda: "Import up to 400" in slack.direct_messages()[-1].shown)
    slack.click(slack.direct_messages()[-1], "Import up to 400")
    slack.wait(lambda: "400 new" in slack.direct_messages()[-1].text)
    assert "micro-influencer" in slack.command("/find-influencer fitness").text


def pick(slack: Slack, welcome: Reply, niche: str) -> Json:
    """Let #fitness follow something; return what is said at the fields."""
    slack.click(welcome, "Pick a channel")
    values = {
        "channel": {"value": {"type": "channels_select", "selected_channel": "C0FITNESS"}},
        "niche": {"value": {"type": "plain_text_input", "value": niche}},
    }
    return slack.submit(values)


def test_channel_is_picked_for_a_digest(slack: Slack, welcome: Reply) -> None:
    assert pick(slack, welcome, "commissions") == {}
    assert "commissions" in slack.command("/digest", channel="fitness").text


def test_channel_that_was_picked_is_named(slack: Slack, welcome: Reply) -> None:
    pick(slack, welcome, "commissions")
    told = texts_in((slack.view() or {})["blocks"])[0]
    assert told.startswith("Followed in <#C0FITNESS> now: Commissions.")


def test_niche_that_is_not_there_is_told_at_its_field(slack: Slack, welcome: Reply) -> None:
    assert "There is no niche" in pick(slack, welcome, "zzz")["niche"]


def test_misspelt_niche_is_asked_about_while_nobody_is_in_any(slack: Slack, welcome: Reply) -> None:
    assert "Did you mean fitness?" in pick(slack, welcome, "fitnes")["niche"]


def test_channel_of_another_client_is_told_at_its_field(
    slack: Slack, store: Store, clock: Clock, welcome: Reply
) -> None:
    clients.make(store, "Acme", actor="U0ANA", now=clock())
    told = pick(slack, welcome, "commissions")["channel"]
    assert told.endswith(" types there: /desk client Our team here")

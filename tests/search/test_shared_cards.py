"""A search that is shared in a channel: creators as cards, or as sections where Slack knows no cards."""

import pytest

from blocks import newer
from blocks.text import button
from console.driver import Reply, Slack
from handlers import placing
from services.rights import Client, Seat
from tests.conftest import Bring
from tests.handlers.conftest import CREATORS

OURS, ACME = (Client(number, name, frozenset()) for number, name in ((1, "Ours"), (2, "Acme")))
SEAT = Seat("U0ANA", True, ACME, (OURS, ACME))
"""Somebody with two clients, who looks at the second one."""


@pytest.fixture
def answer(slack: Slack, bring: Bring) -> Reply:
    """A search that Ana alone sees."""
    bring(CREATORS)
    return slack.command("/find-influencer fitness")


def shared(slack: Slack) -> Reply:
    """Return the newest message of the channel."""
    return Reply(slack.workspace.seen_by("U0BO", "C0GENERAL")[-1])


def test_creators_are_cards_beside_each_other(slack: Slack, answer: Reply) -> None:
    slack.choose(answer, "Share in this channel")
    (carousel,) = [one for one in shared(slack).message.blocks if one["type"] == "carousel"]
    assert [one["title"]["text"] for one in carousel["elements"]] == [
        "1. Jane Runs",
        "2. Lift With Ed",
    ]


def test_a_card_shows_details_to_whoever_presses(slack: Slack, answer: Reply) -> None:
    slack.choose(answer, "Share in this channel")
    slack.click(shared(slack), "Details", by="bo")
    view = slack.view("bo")
    assert view is not None
    assert "Jane Runs" in str(view["blocks"])


def test_where_slack_refuses_cards_they_are_sections(slack: Slack, answer: Reply) -> None:
    slack.workspace.unknown_blocks = frozenset(["carousel"])
    slack.choose(answer, "Share in this channel")
    message = shared(slack).message
    assert "carousel" not in [one["type"] for one in message.blocks]
    assert "*1. Jane Runs* · Instagram · US" in shared(slack).shown


def test_what_stands_for_cards_keeps_the_client_that_they_are_for() -> None:
    card = newer.card(
        "1. Jane", "Instagram", ["2,000 likes"], button("Details", "row:1", "details 1")
    )
    (marked,) = placing.marked([newer.carousel([card])], SEAT)[:1]
    assert newer.older([marked])[0]["block_id"] == "client2.0.0"

"""From the due moment to the message in its channel."""

from datetime import UTC, datetime

import pytest

from commandline.rounds import DigestRounds
from console.driver import Reply, Slack
from services.follows import Kind
from storage.engine import Store
from tests.conftest import Bring, Clock
from tests.digests.conftest import HEADINGS, typed
from tests.digests.test_commissions import Posted, write
from tests.offers.making import make_campaign

MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)


class Channel:
    """A channel that follows fitness and commissions, and the desk that writes to it."""

    def __init__(self, slack: Slack, clock: Clock, rounds: DigestRounds) -> None:
        self.slack, self.clock, self._rounds = slack, clock, rounds

    def at(self, moment: datetime) -> list[str]:
        """Let both jobs run and what they wrote arrive; return the first line of each message."""
        self.clock.at = moment
        messages = self.slack.workspace.messages
        before = len(messages)
        written = sum([self._rounds.round(kind) for kind in Kind])
        self.slack.wait(lambda: len(messages) == before + written)
        return [one.text.splitlines()[0] for one in messages[before:]]


@pytest.fixture
def channel(slack: Slack, clock: Clock, digest_rounds: DigestRounds, bring: Bring) -> Channel:
    bring(HEADINGS + "jane.runs,Jane Runs,instagram,Fitness,US,15000,2000\n")
    typed(slack, "/digest follow fitness", channel="fitness")
    typed(slack, "/digest follow commissions", channel="fitness")
    return Channel(slack, clock, digest_rounds)


def test_both_digests_appear_in_their_channel_at_their_time(channel: Channel) -> None:
    assert channel.at(MONDAY) == [
        "Fitness this week: 1 matches",
        "No sales and no changes 23-29 Nov.",
    ]
    assert {one.channel for one in channel.slack.workspace.messages[-2:]} == {"C0FITNESS"}


def test_nothing_comes_a_second_before(channel: Channel) -> None:
    assert channel.at(datetime(2026, 11, 30, 8, 59, 59, tzinfo=UTC)) == []


def test_nothing_comes_again_later_in_the_week(channel: Channel) -> None:
    channel.at(MONDAY)
    assert channel.at(datetime(2026, 12, 6, 23, tzinfo=UTC)) == []


def test_after_a_time_off_they_say_that_they_are_late(channel: Channel) -> None:
    assert channel.at(datetime(2026, 12, 2, 8, tzinfo=UTC)) == [
        "Late: the desk was off on Monday.",
        "Late: the desk was off on Monday.",
    ]


def test_after_weeks_off_only_the_newest_week_comes(channel: Channel) -> None:
    channel.at(datetime(2026, 12, 23, tzinfo=UTC))
    shown = [one.text.splitlines()[-1] for one in channel.slack.workspace.messages[-2:]]
    assert shown == [
        "14-20 Dec · most typical likes first · who moved is told from the second week on",
        "No sales and no changes 14-20 Dec.",
    ]


def test_the_buttons_of_a_posted_digest_work_for_everybody(channel: Channel) -> None:
    channel.at(MONDAY)
    posted = [one for one in channel.slack.workspace.messages if one.channel == "C0FITNESS"][-2]
    answer = channel.slack.click(Reply(posted), "Shortlist top 1", by="cy")
    assert answer.text.startswith("1 put on “Fitness 2026-W48”.")
    assert answer.message.ephemeral_to == "U0CY"


def test_the_rows_behind_the_commissions_are_shown_to_who_asks(
    channel: Channel, store: Store
) -> None:
    make_campaign(store, channel.clock())
    earned = Posted("commission", 1, 1, "USD", 1_000, datetime(2026, 11, 25, tzinfo=UTC))
    write(store, [earned])
    channel.at(MONDAY)
    posted = channel.slack.workspace.messages[-1]
    answer = channel.slack.click(Reply(posted), "Show by creator", by="cy")
    assert "$10.00" in answer.text
    assert (answer.message.ephemeral_to, posted.text.splitlines()[0]) == (
        "U0CY",
        "Commissions 23-29 Nov: $10.00 earned",
    )


class TestNewerBlocks:
    """A chart and a table where the workspace knows them, lines where it does not."""

    @pytest.fixture(autouse=True)
    def _earned(self, channel: Channel, store: Store) -> None:
        when = datetime(2026, 11, 25, tzinfo=UTC)
        for name in ("Winter Bars", "Spring Bottles"):
            make_campaign(store, channel.clock(), name=name)
        write(store, [Posted("commission", one, 1, "USD", 1_000, when) for one in (1, 2)])

    def test_weekly_commissions_come_with_a_chart_and_a_table(self, channel: Channel) -> None:
        channel.at(MONDAY)
        kinds = [block["type"] for block in channel.slack.workspace.messages[-1].blocks]
        assert {"data_visualization", "data_table"} <= set(kinds)

    def test_workspace_that_does_not_know_them_gets_lines(self, channel: Channel) -> None:
        newer = frozenset(("data_visualization", "data_table"))
        channel.slack.workspace.unknown_blocks = newer
        channel.at(MONDAY)
        message = channel.slack.workspace.messages[-1]
        kinds = {block["type"] for block in message.blocks}
        assert (kinds & newer, "rich_text" in kinds) == (set(), True)
        assert "Winter Bars" in Reply(message).shown

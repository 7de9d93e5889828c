"""App Home: what waits, the week, campaigns, the list, first steps; within Slack's limits."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from blocks.home import home_view
from blocks.offers import EVERYBODY
from console.checks import check_view
from console.driver import texts_in
from services import drafting
from services.home import Home, NicheLine, home_of
from services.rights import Client, Role, Seat
from storage.engine import Store
from tests.conftest import Bring, Clock
from tests.offers.making import ANA, BO, creators, make_campaign
from texts.home import age

UTC = ZoneInfo("UTC")
_TEAM = Client(1, "Our team", frozenset(Role))
SEAT = Seat(BO, True, _TEAM, (_TEAM,))


@pytest.fixture
def bare(store: Store, clock: Clock) -> Home:
    """The App Home of somebody whose desk has nothing in it yet."""
    return home_of(store, BO, now=clock(), zone=UTC, client_id=1)


@pytest.fixture
def full(store: Store, clock: Clock, bring: Bring) -> Home:
    """The App Home of an approver for whom twelve offers wait."""
    bring(creators(12))
    campaign = make_campaign(store, clock(), brief="b" * 2_000, gift="g" * 75)
    for account in range(1, 13):
        drafting.draft(
            store, campaign_id=campaign.row.id, account_id=account, terms=None, why="w" * 500,
            actor=ANA, now=clock(), propose=True,
        )  # fmt: skip
    return home_of(store, BO, now=clock(), zone=UTC, client_id=1)


def shown(home: Home, clock: Clock) -> str:
    return "\n".join(
        texts_in(
            home_view(home, now=clock(), zone=UTC, seat=SEAT, may=lambda _: EVERYBODY)["blocks"]
        )
    )


def test_an_empty_desk_shows_the_first_steps(bare: Home, clock: Clock) -> None:
    text = shown(bare, clock)
    assert "Next: Drop your list here, or import it" in text
    assert "Nothing waits for your decision." in text


def test_a_step_that_is_done_is_said_to_be_done(full: Home, clock: Clock) -> None:
    text = shown(full, clock)
    assert "Done: Drop your list here, or import it" in text
    assert "Next: Follow a niche: /digest follow fitness" in text


def test_steps_go_when_all_are_done(full: Home, clock: Clock) -> None:
    done = replace(full, steps=tuple([(text, True) for text, _ in full.steps]))
    assert "First steps" not in shown(done, clock)


def test_what_waits_can_be_decided_there(full: Home, clock: Clock) -> None:
    assert "Approve product + 10%" in shown(full, clock)


def test_the_list_is_told_by_niche(full: Home, clock: Clock) -> None:
    assert any(line.split() == ["Fitness", "12", "12"] for line in shown(full, clock).splitlines())


@pytest.mark.parametrize("which", ["bare", "full", "longest"])
def test_it_stays_within_slacks_limits(
    which: str, bare: Home, clock: Clock, request: pytest.FixtureRequest
) -> None:
    home = bare if which == "bare" else request.getfixturevalue("full")
    if which == "longest":
        home = replace(
            home,
            own=home.needs,
            campaigns=home.campaigns * 10,
            niches=tuple([NicheLine("n" * 500, 10**9, 10**9)] * 10),
            troubles=(("card", "t" * 5_000),) * 3,
            week_money=(("Commissions earned", 10**15, "USD"),) * 30,
        )
    assert (
        check_view(home_view(home, now=clock(), zone=UTC, seat=SEAT, may=lambda _: EVERYBODY)) == []
    )


@pytest.mark.parametrize(
    ("newest", "oldest", "said"),
    [
        (0, 0, "Figures are of today."),
        (1, 1, "Figures are 1 day old."),
        (3, 3, "Figures are 3 days old."),
        (0, 40, "Figures are 0 to 40 days old."),
    ],
)
def test_the_age_of_figures_is_said_in_days(newest: int, oldest: int, said: str) -> None:
    assert age(newest, oldest) == said

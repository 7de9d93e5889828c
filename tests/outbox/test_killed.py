"""A desk killed with SIGKILL at each step of a decision and of its deliveries.

After a restart the store is right, the card catches up, and nothing is posted twice.
"""

import os
from itertools import count
from pathlib import Path

import pytest

from console.server import Console
from services import drafting
from services.campaigns import Campaign
from storage.engine import Store
from tests.conftest import Bring, Clock
from tests.offers.making import ANA, creators, make_campaign
from tests.outbox.dying import killed_at

STRIDE = int(os.environ.get("DRILL_STRIDE", "5"))
"""Each so-manieth step is tried; `make drill-outbox` tries each."""


@pytest.fixture
def campaign(store: Store, clock: Clock, bring: Bring) -> Campaign:
    bring(creators(2))
    return make_campaign(store, clock())


@pytest.fixture
def waiting(store: Store, clock: Clock, campaign: Campaign) -> Path:
    """A store with two offers whose cards are still to be posted."""
    for account_id in (1, 2):
        drafting.draft(
            store, campaign_id=campaign.row.id, account_id=account_id, terms=None, why="",
            actor=ANA, now=clock(), propose=True,
        )  # fmt: skip
    store.close()
    return store.path


def test_wherever_a_desk_is_killed_a_restart_puts_everything_right(
    waiting: Path, tmp_path: Path, console: Console
) -> None:
    wrong = {}
    for step in count(1, STRIDE):
        after = killed_at(step, waiting, tmp_path, console)
        if after is None:
            break
        if not after.as_it_should_be:
            wrong[step] = after
    assert step > 40, "the work has more steps than that"
    assert wrong == {}

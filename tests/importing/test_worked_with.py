"""Creators whom people worked with stay when the list that brought them is taken back."""

import pytest

from services.importing import Importing
from services.offers import Offer
from services.undoing import Undone, undo_import
from storage.engine import Store
from tests.conftest import Bring, Clock
from tests.importing.conftest import Query
from tests.importing.looking import wrong
from tests.sales.making import CREATORS, JANE, Shop, make_campaign, make_offer


@pytest.fixture
def run(bring: Bring) -> int:
    """The import that brought three creators."""
    run = bring(CREATORS).run
    assert run is not None
    return run


@pytest.fixture
def offer(store: Store, clock: Clock, run: int) -> Offer:
    """An offer that Jane has accepted; the other two creators have none."""
    return make_offer(store, make_campaign(store, clock()), JANE, clock())


@pytest.fixture
def undone(importing: Importing, run: int, offer: Offer) -> Undone:
    return undo_import(importing, run)


def test_creator_with_an_offer_stays_and_is_named(undone: Undone) -> None:
    assert (undone.removed, undone.restored, undone.kept) == (2, 0, ["jane.runs"])


def test_creator_who_stays_keeps_her_figures(undone: Undone, query: Query) -> None:
    assert query("SELECT handle, followers, average_likes FROM accounts") == [
        {"handle": "jane.runs", "followers": 15_000, "average_likes": 1_980}
    ]


def test_search_agrees_with_who_is_left(undone: Undone, store: Store) -> None:
    assert wrong(store) == []


def test_creator_with_a_posting_stays(
    importing: Importing, store: Store, clock: Clock, run: int, offer: Offer, query: Query
) -> None:
    clock.move(hours=1)
    Shop(store, clock).send(Shop(store, clock).sale("order-1"))
    undo_import(importing, run)
    assert query(
        "SELECT a.handle FROM postings p JOIN accounts a ON a.influencer_id = p.influencer_id"
    ) == [{"handle": "jane.runs"}]

"""What is read for one creator is found by an index, however long the list is."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from services import hiding, joining, noting
from services.details import details_of
from services.people import Several, Unknown, person_named
from services.scoring import Rates
from services.search import find
from storage.engine import Store
from tests.conftest import Clock
from tests.creators.conftest import ANA
from tests.storage.test_plans import WatchedStore
from tests.storage.test_plans import watched as watched

TABLES = (
    "a", "accounts", "o", "offers", "r", "relations", "t", "tags", "f", "fields", "n", "notes",
    "influencers", "observations", "memberships", "postings", "p",
)  # fmt: skip


def scans(store: WatchedStore) -> list[str]:
    """Return the plans that go through a whole table."""
    return [
        plan
        for plan in store.plans
        for name in TABLES
        if plan.startswith(f"SCAN {name} ") and "INDEX" not in plan.partition("<-")[0]
    ]


def named(store: Store, text: str) -> None:
    """Ask who is meant, by whatever answer."""
    try:
        person_named(store, text)
    except (Unknown, Several):
        return


READS: dict[str, Callable[[WatchedStore], object]] = {
    "details": lambda store: details_of(store, 7, rates=Rates(), client_id=1),
    "standing": lambda store: noting.standing(store, 7, client_id=1),
    "by handle": lambda store: named(store, "@fit.7"),
    "by name": lambda store: named(store, "Fit Number7"),
    "nobody": lambda store: named(store, "@fit.seven"),
    "preview": lambda store: joining.preview(
        store, 207, 208, actor=ANA, now=datetime.now(UTC), client_id=1
    ),
    "pairs": lambda store: joining.pairs(store, client_id=1),
}


@pytest.mark.parametrize("read", READS)
def test_reads_about_one_creator_scan_nothing(watched: WatchedStore, read: str) -> None:
    READS[read](watched)
    assert watched.plans
    assert scans(watched) == []


WRITES: dict[str, Callable[[WatchedStore, Clock], object]] = {
    "merge": lambda store, clock: joining.merge(
        store, 207, 208, actor=ANA, now=clock(), client_id=1
    ),
    "hide": lambda store, clock: hiding.hide(store, 7, actor=ANA, now=clock(), client_id=1),
}


@pytest.mark.parametrize("write", WRITES)
def test_writes_about_one_creator_scan_nothing(
    watched: WatchedStore, clock: Clock, write: str
) -> None:
    WRITES[write](watched, clock)
    assert watched.plans
    assert scans(watched) == []


@pytest.mark.parametrize(
    "query", ["", "fitness", "fitness hidden:yes", "hidden:yes tier:any", "fitness tier:any"]
)
def test_searches_where_somebody_is_hidden_scan_nothing(
    watched: WatchedStore, clock: Clock, query: str
) -> None:
    hiding.hide(watched, 7, actor=ANA, now=clock(), client_id=1)
    watched.plans.clear()
    find(watched, query, currency="USD", client_id=1)
    assert scans(watched) == []

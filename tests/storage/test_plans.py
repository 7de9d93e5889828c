"""Hot reads use an index: no plan of theirs scans a whole table."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from services import drafting
from services.search import find
from storage import accounts, campaigns, offers, outbox
from storage.engine import Store, Transaction
from tests.conftest import NOON, Bring, Clock
from tests.offers.making import ANA, BO, creators, make_campaign

SCANNED = ("SCAN a", "SCAN memberships", "SCAN o", "SCAN e", "SCAN c")
"""Tables by the names they have in statements; a walk's own limited rows (m) may be gone through."""

COUNT = 3_000


class Watched(Transaction):
    """Notes the plan of each statement before it is run."""

    plans: list[str]

    def _note(self, sql: str, parameters: dict[str, object] | None) -> None:
        rows = self._connection.execute(f"EXPLAIN QUERY PLAN {sql}", parameters or {})
        self.plans += [f"{row[3]}  <-  {sql[:90]}" for row in rows]

    def rows(
        self, sql: str, parameters: dict[str, object] | None = None
    ) -> list[tuple[object, ...]]:
        self._note(sql, parameters)
        return super().rows(sql, parameters)

    def row(
        self, sql: str, parameters: dict[str, object] | None = None
    ) -> tuple[object, ...] | None:
        self._note(sql, parameters)
        return super().row(sql, parameters)

    def value(self, sql: str, parameters: dict[str, object] | None = None) -> object:
        self._note(sql, parameters)
        return super().value(sql, parameters)


class WatchedStore(Store):
    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.plans: list[str] = []

    def _transaction(self, *, keeping: bool = False) -> Transaction:
        watched = Watched(self._connection())
        watched.plans = self.plans
        return watched


@pytest.fixture
def watched(store: Store, bring: Bring, clock: Clock) -> Iterator[WatchedStore]:
    """Some thousand creators, and an offer to each of a hundred."""
    bring(creators(COUNT))
    campaign = make_campaign(store, clock(), budget_minor=10**9)
    for account in range(1, 101):
        drafting.draft(
            store, campaign_id=campaign.row.id, account_id=account, terms=None, why="", actor=ANA,
            now=clock(), propose=True,
        )  # fmt: skip
    found = WatchedStore(store.path)
    yield found
    found.close()


def scans(store: WatchedStore) -> list[str]:
    return [plan for plan in store.plans if plan.startswith(SCANNED) and "INDEX" not in plan]


@pytest.mark.parametrize(
    "query",
    [
        "fitness",
        "",
        "fitness followers:16k..17k",
        "fitness number12",
        "fitness fit number12 likes:>800",
        "@fit.12",
        "platform:instagram fitness fit",
        "fitness sort:followers",
        "fitness country:IS",
        "tag:vegan",
        "list:summer",
    ],
)
def test_a_search_scans_no_table(watched: WatchedStore, query: str) -> None:
    find(watched, query, currency="USD", client_id=1)
    assert scans(watched) == []


READS: dict[str, Callable[[Transaction], object]] = {
    "what waits for an approver": lambda tx: offers.waiting_for(tx, BO, 1, 10),
    "somebody's own offers": lambda tx: offers.of_proposer(tx, ANA, ("draft", "waiting"), 1, 10),
    "what expires": lambda tx: offers.expired_by(tx, NOON.isoformat(), 10),
    "an offer's moves": lambda tx: offers.moves(tx, 1),
    "a live offer": lambda tx: offers.live(tx, 1, 1),
    "a code": lambda tx: offers.code_named(tx, "FIT10"),
    "who is busy": lambda tx: offers.busy_people(tx, (1, 2)),
    "what a budget holds": lambda tx: campaigns.committed(tx, 1),
    "offers by state": lambda tx: campaigns.funnel(tx, 1),
    "accounts of a list": lambda tx: accounts.at_places(tx, [("instagram", "fit.1")]),
    "what goes out next": lambda tx: outbox.next_due(tx, "2026-11-24T12:00:00Z"),
    "cards of a budget": lambda tx: offers.of_campaign(tx, 1, 50, undecided=True),
    "a card that is due": lambda tx: outbox.is_due(tx, "card", "1", "2026-11-24T12:00:00Z"),
    "when the next goes out": outbox.next_moment,
}


@pytest.mark.parametrize("read", READS)
def test_a_hot_read_scans_no_table(watched: WatchedStore, read: str) -> None:
    watched.read(READS[read])
    assert scans(watched) == []
    assert watched.plans


def test_a_scan_would_be_seen(watched: WatchedStore) -> None:
    watched.read(lambda tx: tx.rows("SELECT bio FROM accounts WHERE bio = 'x'"))
    assert scans(watched) != []


@pytest.mark.parametrize("parent", ["influencers", "accounts"])
def test_what_points_at_a_creator_who_goes_is_looked_up(store: Store, parent: str) -> None:
    database = store.database()
    scanned = [
        f"{table.name}.{key.column}"
        for table in database.tables
        for key in table.foreign_keys
        if key.other_table == parent
        for plan in database.execute(
            f"EXPLAIN QUERY PLAN SELECT 1 FROM {table.name} WHERE {key.column} = 1"
        )
        if plan[3].startswith("SCAN")
    ]
    assert scanned == []

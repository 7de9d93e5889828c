"""Shortlists: kept by name, each creator once, found again by list:."""

import pytest

from services import shortlists
from services.errors import NotFound
from services.search import find
from storage.engine import Store
from tests.conftest import NOON, Bring, Clock
from tests.offers.making import ANA, creators


@pytest.fixture
def filled(store: Store, bring: Bring) -> Store:
    bring(creators(3))
    return store


def add(store: Store, clock: Clock, name: str, account: int = 1) -> tuple[str, bool]:
    return shortlists.add(store, name, account, actor=ANA, now=clock())


def test_a_list_is_made_by_its_first_creator(filled: Store, clock: Clock) -> None:
    add(filled, clock, "Summer")
    assert [one.name for one in shortlists.seen_by(filled, "U0ANA", client_id=1)] == ["Summer"]


def test_a_creator_is_on_a_list_once(filled: Store, clock: Clock) -> None:
    assert [add(filled, clock, "Summer")[1] for _ in range(2)] == [True, False]


def test_case_and_accents_make_no_other_list(filled: Store, clock: Clock) -> None:
    add(filled, clock, "Été")
    assert add(filled, clock, "ete", 2) == ("Été", True)


def test_a_list_is_found_again(filled: Store, clock: Clock) -> None:
    add(filled, clock, "Summer 26", 2)
    found = find(filled, 'list:"summer 26"', currency="USD").results
    assert [one.account_id for one in found] == [2]


@pytest.mark.parametrize("name", ["", "  ", "\u202e"])
def test_a_list_needs_a_name(filled: Store, clock: Clock, name: str) -> None:
    with pytest.raises(shortlists.NoName):
        add(filled, clock, name)


def test_who_is_gone_is_put_on_no_list(filled: Store, clock: Clock) -> None:
    with pytest.raises(NotFound):
        add(filled, clock, "Summer", 4711)
    assert shortlists.seen_by(filled, "U0ANA", client_id=1) == []


def test_a_list_keeps_the_order_and_the_rules_of_a_search(filled: Store, clock: Clock) -> None:
    for account in (3, 1, 2):
        add(filled, clock, "Summer", account)
    everybody = find(filled, "tier:any", currency="USD").results
    assert find(filled, "list:summer tier:any", currency="USD").results == everybody
    assert find(filled, "list:summer -list:summer tier:any", currency="USD").results == ()


class TestOwnLists:
    """A list of one's own is seen, and found with `list:`, by its owner alone."""

    @pytest.fixture(autouse=True)
    def _own(self, filled: Store) -> None:
        shortlists.add(filled, "Maybe", 1, actor="U0ANA", now=NOON, own=True)

    def found_by(self, store: Store, reader: str) -> int:
        query = "list:Maybe tier:any"
        return find(store, query, currency="USD", reader=reader).total

    def test_owner_finds_who_is_on_it(self, filled: Store) -> None:
        assert self.found_by(filled, "U0ANA") == 1

    def test_nobody_else_does(self, filled: Store) -> None:
        assert self.found_by(filled, "U0BO") == 0

    def test_nobody_else_sees_its_name(self, filled: Store) -> None:
        assert shortlists.seen_by(filled, "U0BO", client_id=1) == []

    def test_shared_list_may_have_the_same_name(self, filled: Store) -> None:
        shortlists.add(filled, "Maybe", 2, actor="U0BO", now=NOON)
        assert (self.found_by(filled, "U0ANA"), self.found_by(filled, "U0BO")) == (2, 1)

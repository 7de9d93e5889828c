"""Shortlists: kept by name, each creator once, found again by list:."""

from collections.abc import Callable
from functools import partial

import pytest

from services import clients, shortlists
from services.errors import NotFound
from services.search import find
from services.shortlists import Wanted
from storage.engine import Store
from storage.shortlists import ListRow
from tests.conftest import NOON, Bring, Clock
from tests.offers.making import ANA, creators
from texts.shortlists import query


@pytest.fixture
def filled(store: Store, bring: Bring) -> Store:
    bring(creators(3))
    return store


def add(store: Store, clock: Clock, name: str, account: int = 1) -> tuple[str, bool]:
    return shortlists.add(store, name, account, actor=ANA, now=clock(), client_id=1)


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
    found = find(filled, 'list:"summer 26"', currency="USD", client_id=1).results
    assert [one.account_id for one in found] == [2]


@pytest.mark.parametrize("name", ['The "best"', "The “best”", "The «best»", "It's us"])
def test_list_with_quotes_in_its_name_is_found_again(
    filled: Store, clock: Clock, name: str
) -> None:
    known_as, _ = add(filled, clock, name)
    assert find(filled, query(known_as), currency="USD", client_id=1).total == 1


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
    everybody = find(filled, "tier:any", currency="USD", client_id=1).results
    assert find(filled, "list:summer tier:any", currency="USD", client_id=1).results == everybody
    assert (
        find(filled, "list:summer -list:summer tier:any", currency="USD", client_id=1).results == ()
    )


class TestOwnLists:
    """A list of one's own is seen, and found with `list:`, by its owner alone."""

    @pytest.fixture(autouse=True)
    def _own(self, filled: Store) -> None:
        shortlists.add(filled, "Maybe", 1, actor="U0ANA", now=NOON, own=True, client_id=1)

    def found_by(self, store: Store, reader: str) -> int:
        query = "list:Maybe tier:any"
        return find(store, query, currency="USD", reader=reader, client_id=1).total

    def test_owner_finds_who_is_on_it(self, filled: Store) -> None:
        assert self.found_by(filled, "U0ANA") == 1

    def test_nobody_else_does(self, filled: Store) -> None:
        assert self.found_by(filled, "U0BO") == 0

    def test_nobody_else_sees_its_name(self, filled: Store) -> None:
        assert shortlists.seen_by(filled, "U0BO", client_id=1) == []

    def test_shared_list_may_have_the_same_name(self, filled: Store) -> None:
        shortlists.add(filled, "Maybe", 2, actor="U0BO", now=NOON, client_id=1)
        assert (self.found_by(filled, "U0ANA"), self.found_by(filled, "U0BO")) == (2, 1)

    def test_nobody_else_deletes_or_renames_it(self, filled: Store) -> None:
        (maybe,) = shortlists.seen_by(filled, "U0ANA", client_id=1)
        for work in (shortlists.delete, partial(shortlists.rename, name="Mine")):
            with pytest.raises(NotFound, match="is gone"):
                work(filled, ref=maybe.ref, actor="U0BO", now=NOON, client_id=1)

    def test_nobody_else_takes_anybody_off_it(self, filled: Store) -> None:
        (maybe,) = shortlists.seen_by(filled, "U0ANA", client_id=1)
        shortlists.change(filled, 1, Wanted(off=[maybe.id]), actor="U0BO", now=NOON, client_id=1)
        assert self.found_by(filled, "U0ANA") == 1


class TestChanged:
    """Lists of one client are renamed, deleted and left, each with an entry of the trail."""

    @pytest.fixture
    def summer(self, filled: Store) -> ListRow:
        shortlists.add(filled, "Summer", 1, actor="U0ANA", now=NOON, client_id=1)
        (row,) = shortlists.seen_by(filled, "U0ANA", client_id=1)
        return row

    def trail(self, store: Store) -> list[tuple[str, str, str]]:
        return store.read(
            lambda tx: tx.rows("SELECT actor, action, subject FROM audit_entries ORDER BY id")
        )[-1:]

    def test_who_is_taken_off_is_found_by_it_no_more(self, filled: Store, summer: ListRow) -> None:
        shortlists.change(filled, 1, Wanted(off=[summer.id]), actor="U0BO", now=NOON, client_id=1)
        assert find(filled, "list:summer tier:any", currency="USD", client_id=1).total == 0
        assert self.trail(filled) == [("U0BO", "off shortlist", "influencer 1")]

    def test_rename_is_in_the_trail(self, filled: Store, summer: ListRow) -> None:
        shortlists.rename(filled, summer.ref, "Beach", actor="U0BO", now=NOON, client_id=1)
        assert self.trail(filled) == [("U0BO", "rename shortlist", f"shortlist {summer.id}")]

    def test_another_spelling_of_its_own_name_is_free(self, filled: Store, summer: ListRow) -> None:
        renamed = shortlists.rename(
            filled, summer.ref, "SUMMER", actor="U0BO", now=NOON, client_id=1
        )
        assert renamed == ("Summer", "SUMMER")

    def test_deletion_is_in_the_trail(self, filled: Store, summer: ListRow) -> None:
        shortlists.delete(filled, summer.ref, actor="U0BO", now=NOON, client_id=1)
        assert self.trail(filled) == [("U0BO", "delete shortlist", f"shortlist {summer.id}")]

    def test_what_names_a_deleted_list_means_no_later_one(
        self, filled: Store, summer: ListRow, clock: Clock
    ) -> None:
        shortlists.delete(filled, summer.ref, actor="U0BO", now=NOON, client_id=1)
        clock.move(seconds=1)
        add(filled, clock, "Other")
        with pytest.raises(NotFound, match="is gone"):
            shortlists.delete(filled, summer.ref, actor="U0BO", now=NOON, client_id=1)

    @pytest.mark.parametrize("what", ["rename", "delete", "change"])
    def test_list_of_another_client_is_not_touched(
        self, filled: Store, summer: ListRow, what: str
    ) -> None:
        other = clients.make(filled, "Acme", actor="U0CY", now=NOON).id
        works: dict[str, Callable[..., object]] = {
            "rename": partial(shortlists.rename, filled, summer.ref, "Beach"),
            "delete": partial(shortlists.delete, filled, summer.ref),
            "change": partial(shortlists.change, filled, 1, Wanted(on=[summer.ref])),
        }
        with pytest.raises(NotFound, match="is gone"):
            works[what](actor="U0CY", now=NOON, client_id=other)

    def test_change_that_fails_in_one_list_changes_none(
        self, filled: Store, summer: ListRow
    ) -> None:
        wanted = Wanted(off=[summer.id], on=["99 gone"])
        with pytest.raises(NotFound):
            shortlists.change(filled, 1, wanted, actor="U0ANA", now=NOON, client_id=1)
        assert find(filled, "list:summer tier:any", currency="USD", client_id=1).total == 1

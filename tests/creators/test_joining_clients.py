"""Entries that several clients work with are merged by an admin of all of them."""

import pytest

from services import clients, granting, shortlists
from services.joining import preview
from services.rights import NoRight, Role
from storage.engine import Store
from storage.grants import ALL_CLIENTS
from tests.conftest import Clock
from tests.creators.conftest import ANA, BO, Team


def give(team: Team, handle: str, what: str) -> None:
    """Let a team have something of a creator."""
    if what == "hidden":
        team.hide(handle)
    elif what == "shortlist":
        account = team.account(handle)
        shortlists.add(
            team.store, "Theirs", account, actor=BO, now=team.clock(), client_id=team.client
        )
    else:
        changes = {
            "tag": {"tags": ("theirs",)},
            "note": {"text": "theirs"},
            "owner": {"owner": "Bo"},
        }
        team.note(handle, **changes[what])


@pytest.fixture
def other(team: Team, store: Store, clock: Clock) -> Team:
    """Client 2, which works with one of the two as well; Ana works for client 1."""
    clients.make(store, "Acme", actor="U0CY", now=clock())
    return Team(store, clock, team.importing, client=2)


@pytest.fixture
def admin(store: Store, clock: Clock) -> None:
    """Ana is admin of all clients."""
    granting.grant(store, ANA, Role.ADMIN, ALL_CLIENTS, actor=ANA, now=clock())


def test_nothing_of_theirs_needs_nobody_else(team: Team, other: Team) -> None:
    assert team.merge("jane.runs", "jane").accounts == 1


@pytest.mark.parametrize("what", ["tag", "note", "owner", "hidden", "shortlist"])
@pytest.mark.parametrize("whose", ["jane.runs", "jane"])
def test_something_of_theirs_needs_an_admin_of_all(
    team: Team, other: Team, whose: str, what: str
) -> None:
    give(other, whose, what)
    with pytest.raises(NoRight, match="admin of all clients"):
        team.merge("jane.runs", "jane")
    assert team.person("jane.runs") != team.person("jane")


def test_who_can_do_it_is_named(team: Team, other: Team, store: Store) -> None:
    granting.grant(store, "U0CY", Role.ADMIN, ALL_CLIENTS, actor=ANA, now=team.clock())
    other.note("jane", "theirs")
    with pytest.raises(NoRight) as raised:
        team.merge("jane.runs", "jane")
    assert raised.value.holders == ("U0CY",)


def test_it_is_said_before_anything_is_asked(team: Team, other: Team) -> None:
    other.note("jane", "theirs")
    one, two = team.person("jane.runs"), team.person("jane")
    with pytest.raises(NoRight):
        preview(team.store, one, two, actor=ANA, now=team.clock(), client_id=1)


@pytest.mark.usefixtures("admin")
def test_an_admin_of_all_merges_and_is_told(team: Team, other: Team) -> None:
    other.note("jane", "theirs")
    one, two = team.person("jane.runs"), team.person("jane")
    asked = preview(team.store, one, two, actor=ANA, now=team.clock(), client_id=1)
    assert asked.shared
    team.merge("jane.runs", "jane")
    assert [one.text for one in other.details("jane.runs").notes] == ["theirs"]


def test_undoing_needs_one_too(team: Team, other: Team) -> None:
    merged = team.merge("jane.runs", "jane")
    other.note("jane", "theirs")
    with pytest.raises(NoRight, match="admin of all clients"):
        team.undo_merge(merged.id)

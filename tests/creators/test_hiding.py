"""Hidden creators are left out of one client's searches, never silently, and can come back."""

import pytest

from services.importing import Importing
from services.search import find
from services.undoing import undo_import
from storage.engine import Store
from tests.creators.conftest import Team
from tests.importing.conftest import Query


def answer(team: Team, text: str):  # type: ignore[no-untyped-def]
    return find(team.store, text, currency="USD", client_id=team.client, limit=50)


QUERIES = ("", "fitness", "fitness tier:any", "lift", "platform:tiktok", "-jane", "sort:followers")


@pytest.mark.parametrize("query", QUERIES)
def test_hidden_creators_are_left_out(team: Team, query: str) -> None:
    assert "ed.lifts" in team.finds(query)
    team.hide("ed.lifts")
    assert "ed.lifts" not in team.finds(query)


@pytest.mark.parametrize("query", QUERIES)
def test_a_search_says_how_many_are_hidden(team: Team, query: str) -> None:
    before = answer(team, query).total
    team.hide("ed.lifts")
    after = answer(team, query)
    assert (after.total, after.hidden) == (before - 1, 1)


def test_hidden_creators_of_other_niches_are_not_counted(team: Team) -> None:
    team.hide("ed.lifts")
    assert answer(team, "running").hidden == 0


def test_who_do_not_match_are_counted_without_the_hidden(team: Team) -> None:
    team.hide("flat.fit")
    shown = answer(team, "fitness")
    assert (shown.misses, [one.handle for one in shown.near_misses]) == ({}, [])


@pytest.mark.parametrize(
    ("query", "handles"),
    [
        ("hidden:yes", ["ed.lifts"]),
        ("fitness hidden:yes", ["ed.lifts"]),
        ("running hidden:yes", []),
        ("fitness hidden:no", ["jane.runs", "jane"]),
        ("fitness -hidden:yes", ["jane.runs", "jane"]),
        ("fitness -hidden:no", ["ed.lifts"]),
    ],
)
def test_hidden_creators_can_be_asked_for(team: Team, query: str, handles: list[str]) -> None:
    team.hide("ed.lifts")
    assert team.finds(query) == handles


def test_shown_again_they_are_found_as_before(team: Team) -> None:
    before = answer(team, "fitness")
    team.hide("ed.lifts")
    team.show("ed.lifts")
    assert answer(team, "fitness") == before


def test_hiding_twice_is_as_good_as_once(team: Team) -> None:
    assert (team.hide("ed.lifts"), team.hide("ed.lifts")) == (True, False)


def test_another_client_finds_them_still(team: Team, store: Store) -> None:
    store.write(
        lambda tx: tx.run("INSERT INTO clients (name, created_at) VALUES ('Acme', '2026-11-24')")
    )
    team.hide("ed.lifts")
    theirs = Team(store, team.clock, team.importing, client=2)
    assert ("ed.lifts" in theirs.finds(""), answer(theirs, "").hidden) == (True, 0)


def test_all_of_a_persons_accounts_are_hidden(team: Team) -> None:
    team.merge("jane.runs", "jane")
    team.hide("jane")
    assert (team.finds("jane"), answer(team, "jane").hidden) == ([], 2)


def test_whom_nobody_but_the_hidden_match_says_so(team: Team) -> None:
    team.hide("ed.lifts")
    shown = answer(team, "lift platform:tiktok")
    assert (shown.total, shown.hidden) == (0, 1)


def test_hidden_creator_stays_when_the_list_is_undone(team: Team, importing: Importing) -> None:
    team.hide("ed.lifts")
    assert undo_import(importing, 1).kept == ["ed.lifts"]


def test_hiding_and_showing_stand_in_the_trail(team: Team, query: Query) -> None:
    team.hide("ed.lifts")
    team.show("ed.lifts")
    found = query("SELECT action FROM audit_entries WHERE subject LIKE 'influencer %' ORDER BY id")
    assert [one["action"] for one in found] == ["hide", "show"]


def test_where_nobody_is_hidden_a_search_takes_one_look_more(team: Team, store: Store) -> None:
    """One read of an empty index; the statements of the walk are as they were."""
    asked: list[str] = []
    store.database().conn.set_trace_callback(asked.append)
    answer(team, "fitness")
    store.database().conn.set_trace_callback(None)
    assert [sql for sql in asked if "hidden" in sql] == [
        "SELECT 1 FROM hidden WHERE client_id = 1 LIMIT 1"
    ]

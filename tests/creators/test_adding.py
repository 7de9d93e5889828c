"""A creator added by hand goes the way of a file with one record, after a look for doubles."""

import pytest

from services.adding import AlreadyThere, LooksLike, creator_of, undo
from services.errors import BadField, ImportRefused
from services.importing import Importing
from services.search import find
from storage import audit
from storage.engine import Store
from tests.conftest import Bring
from tests.creators.conftest import Team
from tests.importing.conftest import Query
from tests.importing.looking import rows, seen, tables, wrong

NEW = {"name": "Zora K.", "niche": "Fitness, Dance", "followers": "15K", "likes": "1,980"}


def test_who_is_added_is_found_at_once(team: Team) -> None:
    team.add("zora", **NEW)
    assert ("zora" in team.finds("fitness"), team.finds("dance")) == (True, ["zora"])


def test_who_is_added_scores_as_by_a_file(team: Team, store: Store, bring: Bring) -> None:
    """The same figures, against the same baselines: a file's would be frozen anew by them."""
    team.add("zora", platform="tiktok", niche="Fitness", followers="80000", likes="2000")
    figures = "followers, average_likes, gate, size, engagement_rate_bp, typical_likes, value_minor"
    added, listed = (
        rows(store.path, f"SELECT {figures} FROM accounts WHERE key = '{key}'")
        for key in ("zora", "ed.lifts")
    )
    assert added == listed


def test_a_list_may_begin_with_one_creator(nobody: Team, store: Store) -> None:
    nobody.add("zora", **NEW)
    assert (nobody.finds("fitness"), wrong(store)) == (["zora"], [])


def test_a_link_names_platform_and_handle(nobody: Team, query: Query) -> None:
    nobody.add("https://www.tiktok.com/@Zora.K?lang=en")
    assert query("SELECT platform, key, handle FROM accounts") == [
        {"platform": "tiktok", "key": "zora.k", "handle": "Zora.K"}
    ]


def test_the_source_says_that_it_was_by_hand(team: Team) -> None:
    team.add("zora", **NEW)
    assert team.details("zora").source.name == "added by hand"


def test_taking_it_back_leaves_all_as_it_was(team: Team, store: Store) -> None:
    before = (tables(store.path), seen(store))
    undo(team.importing, team.add("zora", **NEW).run, client_id=1)
    assert (tables(store.path), seen(store)) == before


def test_taking_it_back_twice_is_refused(team: Team) -> None:
    run = team.add("zora", **NEW).run
    undo(team.importing, run, client_id=1)
    with pytest.raises(ImportRefused, match="already"):
        undo(team.importing, run, client_id=1)


def test_only_additions_are_taken_back_this_way(team: Team) -> None:
    with pytest.raises(ImportRefused):
        undo(team.importing, 1, client_id=1)


def test_another_clients_addition_is_not_taken_back(team: Team) -> None:
    with pytest.raises(ImportRefused):
        undo(team.importing, team.add("zora", **NEW).run, client_id=2)


def test_who_was_worked_with_meanwhile_stays(team: Team) -> None:
    run = team.add("zora", **NEW).run
    team.note("zora", "calls back")
    assert undo(team.importing, run, client_id=1).kept == ["zora"]


def test_the_same_handle_is_there_already(team: Team) -> None:
    with pytest.raises(AlreadyThere) as raised:
        team.add("Jane.Runs")
    assert raised.value.account_id == team.account("jane.runs")


@pytest.mark.parametrize("typed", [{"name": "Jane Runs"}, {"name": "jane runs!"}, {"name": ""}])
def test_a_similar_name_or_handle_asks_first(team: Team, typed: dict[str, str]) -> None:
    with pytest.raises(LooksLike) as raised:
        team.add("jane.run", **typed)
    assert raised.value.similar[0].name == "Jane Runs"


def test_a_similar_one_is_added_anyway(team: Team, store: Store) -> None:
    team.add("jane.run", name="Jane Runs", anyway=True)
    assert (team.account("jane.run") is not None, wrong(store)) == (True, [])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("handle", ""),
        ("handle", "two words"),
        ("handle", "https://example.com/zora"),
        ("handle", "x" * 201),
        ("country", "Atlantis"),
        ("followers", "many"),
        ("likes", "2k or so"),
        ("comments", "-"),
    ],
)
def test_what_can_not_be_read_is_told_at_its_field(field: str, value: str) -> None:
    with pytest.raises(BadField) as raised:
        creator_of({"platform": "instagram", "handle": "zora", field: value})
    assert raised.value.field == field


def test_nobody_is_added_while_an_import_runs(team: Team, store: Store) -> None:
    with store.alone("import"), pytest.raises(ImportRefused, match="under way"):
        team.add("zora", **NEW)


def test_adding_stands_in_the_trail(team: Team, store: Store, query: Query) -> None:
    run = team.add("zora", **NEW).run
    assert query("SELECT action FROM audit_entries WHERE subject = :s", s=f"run {run}") == [
        {"action": "add"}
    ]
    assert store.read(audit.first_broken) is None


def test_a_list_that_names_them_later_updates_them(team: Team, bring: Bring, store: Store) -> None:
    team.add("zora", **NEW)
    report = bring("handle,platform,followers\nzora,instagram,16000\n", name="more.csv")
    assert (report.new, report.updated, wrong(store)) == (0, 1, [])


def test_importing_is_what_adding_uses(importing: Importing, nobody: Team) -> None:
    nobody.add("zora", **NEW)
    found = find(importing.store, "zora", currency="USD", client_id=1)
    assert [one.typical_likes is not None for one in found.results] == [True]

"""Two entries of one person become one, and two again exactly as they were."""

import pytest

from services import shortlists
from services.errors import NotFound
from services.importing import Importing
from services.joining import CantMerge, Preview, merge, pairs, preview
from services.parting import CantUndo
from services.undoing import undo_import
from storage import audit
from storage.engine import Store
from tests.conftest import Bring, Clock
from tests.creators.conftest import ANA, Team
from tests.importing.conftest import Query
from tests.importing.looking import rows, seen, tables, wrong
from tests.sales.making import make_campaign, make_offer

BOTH = (
    "handle,platform,tiktok,name,followers,average_likes,owner,tags\n"
    "jane.runs,instagram,https://tiktok.com/@jane,Jane,16000,2100,Kim,rising\n"
)


@pytest.fixture
def busy(team: Team, store: Store, clock: Clock) -> Team:
    """Both entries of Jane have tags, notes, fields and lists, some of them the same."""
    team.note("jane.runs", "calls back", tags=("vip", "summer"), owner="Eva")
    team.note("jane", "films well", tags=("vip", "fast"), owner="Max", status="replied")
    for handle in ("jane.runs", "jane"):
        account = team.account(handle)
        shortlists.add(store, "Autumn", account, actor=ANA, now=clock(), client_id=1)
    shortlists.add(store, "Winter", team.account("jane"), actor=ANA, now=clock(), client_id=1)
    return team


def of_jane(store: Store, table: str, column: str) -> list[object]:
    found = rows(
        store.path,
        f"SELECT {column} FROM {table} WHERE influencer_id = (SELECT influencer_id"
        f" FROM accounts WHERE key = 'jane.runs') ORDER BY {column}",
    )
    return [one[column] for one in found]


@pytest.mark.parametrize(
    ("table", "column", "values"),
    [
        ("accounts", "key", ["jane", "jane.runs"]),
        ("notes", "text", ["calls back", "films well"]),
        ("tags", "tag", ["fast", "summer", "vip", "vip"]),
        ("relations", "owner", ["Eva"]),
        ("relations", "status", ["replied"]),
        ("shortlist_members", "shortlist_id", [1, 2]),
    ],
)
def test_what_hangs_on_one_moves_to_the_other(
    busy: Team, store: Store, table: str, column: str, values: list[object]
) -> None:
    busy.merge("jane.runs", "jane")
    assert of_jane(store, table, column) == values


def test_searches_read_the_same_figures_after_a_merge(busy: Team, store: Store) -> None:
    before = seen(store)["memberships"]
    busy.merge("jane.runs", "jane")
    assert (seen(store)["memberships"], wrong(store)) == (before, [])


def test_what_was_written_about_one_is_found_at_both_accounts(busy: Team) -> None:
    busy.merge("jane.runs", "jane")
    assert busy.finds("tag:summer") == ["jane.runs", "jane"]


def test_undone_all_is_as_it_was(busy: Team, store: Store) -> None:
    before = (tables(store.path), seen(store))
    busy.undo_merge(busy.merge("jane.runs", "jane").id)
    assert (tables(store.path), seen(store)) == before


def test_undone_after_other_work_that_work_stays(busy: Team) -> None:
    merged = busy.merge("jane.runs", "jane")
    busy.note("jane.runs", "met in Berlin", tags=("vip", "summer", "fast", "new"))
    busy.undo_merge(merged.id)
    assert busy.known("jane.runs").tags == ("new", "summer", "vip")
    assert [one.text for one in busy.details("jane").notes] == ["films well"]


def test_what_a_list_said_since_of_one_goes_back_with_them(
    team: Team, store: Store, bring: Bring
) -> None:
    refresh = "handle,platform,followers,owner\njane,tiktok,13000,Lou\n"
    merged = team.merge("jane.runs", "jane")
    bring(refresh, name="refresh.csv")
    team.undo_merge(merged.id)
    assert (team.known("jane").owner, team.known("jane.runs").owner) == ("Lou", "Max")
    assert wrong(store) == []


def test_new_figures_of_both_do_not_stand_in_the_way(
    team: Team, store: Store, bring: Bring
) -> None:
    merged = team.merge("jane.runs", "jane")
    bring(
        "handle,platform,followers\njane,tiktok,13000\njane.runs,instagram,15500\n",
        name="refresh.csv",
    )
    team.undo_merge(merged.id)
    assert (team.person("jane") != team.person("jane.runs"), wrong(store)) == (True, [])


def test_a_list_that_tells_of_both_stands_in_the_way(team: Team, bring: Bring) -> None:
    merged = team.merge("jane.runs", "jane")
    bring(BOTH, name="both.csv")
    with pytest.raises(CantUndo, match="Undo that import first"):
        team.undo_merge(merged.id)


def test_without_that_list_it_can_be_undone(
    team: Team, store: Store, bring: Bring, importing: Importing
) -> None:
    before = tables(store.path)
    merged = team.merge("jane.runs", "jane")
    run = bring(BOTH, name="both.csv").run
    assert run is not None
    undo_import(importing, run)
    team.undo_merge(merged.id)
    assert tables(store.path) == before


def test_who_has_left_the_list_can_not_go_back(
    team: Team, bring: Bring, importing: Importing
) -> None:
    run = bring("handle,platform,name\njane2,youtube,Jane\n", name="more.csv").run
    assert run is not None
    merged = team.merge("jane.runs", "jane2")
    undo_import(importing, run)
    with pytest.raises(CantUndo, match="left your list"):
        team.undo_merge(merged.id)


def test_what_an_undone_import_said_does_not_come_back(
    team: Team, bring: Bring, importing: Importing
) -> None:
    """It stood under the one who was gone, where the other one had a value of the same list."""
    both = "handle,platform,owner\njane.runs,instagram,Kim\njane,tiktok,Kim\n"
    run = bring(both, name="more.csv").run
    assert run is not None
    merged = team.merge("jane.runs", "jane")
    undo_import(importing, run)
    team.undo_merge(merged.id)
    assert (team.known("jane.runs").owner, team.known("jane").owner) == ("Max", "")


def test_merged_further_it_is_undone_from_the_last(team: Team, store: Store) -> None:
    before = tables(store.path)
    first = team.merge("jane.runs", "jane")
    second = team.merge("ed.lifts", "jane.runs")
    with pytest.raises(CantUndo, match="Take that back first"):
        team.undo_merge(first.id)
    team.undo_merge(second.id)
    team.undo_merge(first.id)
    assert tables(store.path) == before


def test_undoing_twice_is_refused(team: Team) -> None:
    merged = team.merge("jane.runs", "jane")
    team.undo_merge(merged.id)
    with pytest.raises(NotFound, match="already"):
        team.undo_merge(merged.id)


def test_another_client_does_not_undo_it(team: Team, store: Store) -> None:
    merged = team.merge("jane.runs", "jane")
    with pytest.raises(NotFound):
        Team(store, team.clock, team.importing, client=2).undo_merge(merged.id)


def test_one_entry_is_not_merged_with_itself(team: Team) -> None:
    with pytest.raises(CantMerge, match="one entry already"):
        team.merge("jane.runs", "jane.runs")


def test_who_is_gone_is_not_merged(team: Team, store: Store, clock: Clock) -> None:
    with pytest.raises(NotFound):
        merge(store, 1, 4711, actor=ANA, now=clock(), client_id=1)


def test_open_offers_in_one_campaign_stand_in_the_way(
    team: Team, store: Store, clock: Clock
) -> None:
    campaign = make_campaign(store, clock())
    for handle in ("jane.runs", "jane"):
        make_offer(store, campaign, team.account(handle), clock())
    with pytest.raises(CantMerge, match="Summer Shakers"):
        team.merge("jane.runs", "jane")


def test_offers_move_along(team: Team, store: Store, clock: Clock) -> None:
    make_offer(store, make_campaign(store, clock()), team.account("jane"), clock())
    team.merge("jane.runs", "jane")
    assert [one.campaign for one in team.details("jane.runs").offers] == ["Summer Shakers"]


def test_who_has_earned_is_kept(team: Team, store: Store, clock: Clock) -> None:
    jane = team.person("jane")
    posting(store, jane)
    team.merge("jane.runs", "jane")
    assert team.person("jane.runs") == jane


def posting(store: Store, person: int) -> None:
    """Write a row of the ledger, as far as a merge looks at it."""
    campaign = make_campaign(store, Clock()(), name=f"Campaign {person}").row.id
    store.write(
        lambda tx: tx.run(
            "INSERT INTO postings (client_id, kind, cause, campaign_id, influencer_id,"
            " happened_at, available_at, posted_at, posted_by, base_minor, rate_bp)"
            " VALUES (1, 'payment', :cause, :campaign, :person, '', '', '', '', 0, 0)",
            {"cause": f"payment:{person}", "campaign": campaign, "person": person},
        )
    )


def test_two_who_have_earned_are_not_merged(team: Team, store: Store) -> None:
    posting(store, team.person("jane"))
    posting(store, team.person("jane.runs"))
    with pytest.raises(CantMerge, match="ledger"):
        team.merge("jane.runs", "jane")


def test_a_commission_earned_since_stands_in_the_way(
    team: Team, store: Store, clock: Clock
) -> None:
    offer = make_offer(store, make_campaign(store, clock()), team.account("jane"), clock())
    merged = team.merge("jane.runs", "jane")
    clock.move(hours=1)
    store.write(
        lambda tx: tx.run(
            "INSERT INTO postings (client_id, kind, cause, offer_id, campaign_id, influencer_id,"
            " happened_at, available_at, posted_at, posted_by, base_minor, rate_bp)"
            " VALUES (1, 'commission', 'sale:1', :offer, :campaign, :person, '', '', '', '', 0, 0)",
            {
                "offer": offer.row.id,
                "campaign": offer.row.campaign_id,
                "person": team.person("jane"),
            },
        )
    )
    with pytest.raises(CantUndo, match="commission"):
        team.undo_merge(merged.id)


def test_nobody_is_merged_while_an_import_runs(team: Team, store: Store) -> None:
    with store.alone("import"), pytest.raises(CantMerge, match="under way"):
        team.merge("jane.runs", "jane")


def test_a_preview_tells_what_would_move(busy: Team, store: Store) -> None:
    busy.hide("jane")
    one, other = busy.person("jane.runs"), busy.person("jane")
    shown = preview(store, one, other, actor=ANA, now=busy.clock(), client_id=1)
    assert isinstance(shown, Preview)
    assert (shown.kept.who.name, shown.gone.accounts) == ("Jane Runs", (("tiktok", "jane"),))
    assert (shown.gone.tags, shown.gone.notes, shown.gone.hidden) == (2, 1, True)


def test_hidden_stays_hidden(team: Team) -> None:
    team.hide("jane")
    team.merge("jane.runs", "jane")
    assert team.finds("jane") == []


def test_a_tag_that_was_taken_away_does_not_come_back_by_the_other(team: Team) -> None:
    team.note("jane.runs", tags=())
    team.note("jane", tags=("vip",))
    team.merge("jane.runs", "jane")
    assert team.known("jane.runs").tags == ()


def test_pairs_that_lists_offer_are_told(team: Team, store: Store, bring: Bring) -> None:
    bring(BOTH, name="both.csv")
    (pair,) = pairs(store, client_id=1)
    assert {pair.one.name, pair.other.name} == {"Jane Runs", "Jane R."}
    assert "both.csv" in pair.reason


def test_pairs_that_were_merged_are_told_no_more(team: Team, store: Store, bring: Bring) -> None:
    bring(BOTH, name="both.csv")
    merged = team.merge("jane.runs", "jane")
    assert pairs(store, client_id=1) == []
    team.undo_merge(merged.id)
    assert len(pairs(store, client_id=1)) == 1


def test_pairs_of_another_client_are_not_told(team: Team, store: Store, bring: Bring) -> None:
    bring(BOTH, name="both.csv")
    assert pairs(store, client_id=2) == []


def test_merges_and_their_undo_stand_in_the_trail(team: Team, store: Store, query: Query) -> None:
    team.undo_merge(team.merge("jane.runs", "jane").id)
    found = query("SELECT action FROM audit_entries WHERE action LIKE '%merge%' ORDER BY id")
    assert [one["action"] for one in found] == ["merge", "undo merge"]
    assert store.read(audit.first_broken) is None


def test_an_import_knows_the_merged_person(team: Team, bring: Bring, query: Query) -> None:
    team.merge("jane.runs", "jane")
    bring(BOTH, name="both.csv")
    assert query("SELECT COUNT(DISTINCT influencer_id) AS people FROM accounts") == [{"people": 3}]
    assert query("SELECT * FROM merge_offers") == []

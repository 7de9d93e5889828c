"""Who is forgotten is gone: from searches, notes, trail and later lists. Money keeps no name."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from services import forgetting, ledger_proofs, outgoing
from services.baselines import freeze_anew
from services.drafting import draft
from services.errors import BadField, NotFound
from services.forgetting import CantForget
from services.importing import Importing, Options
from services.imports import import_file
from services.search import find
from storage import audit
from storage.engine import Store, Transaction
from tests.conftest import Bring, Clock
from tests.creators.conftest import ANA, CREATORS, Team
from tests.importing.conftest import Query
from tests.importing.looking import indexed, seen, wrong
from tests.sales.making import CREATORS as SELLERS
from tests.sales.making import JANE, Shop, make_campaign, make_offer

LATER = (
    "handle,platform,name,followers,average_likes\n"
    "jane.runs,instagram,Jane Runs,16000,2100\n"
    "new.face,instagram,New Face,17000,800\n"
)


def whole(path: Path) -> str:
    """Return all text of all tables of a store."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        held = [
            repr(row)
            for (name,) in names
            if not name.startswith("account_words")
            for row in connection.execute(f"SELECT * FROM {name}")
        ]
        return "\n".join([*held, *[word for word, _ in indexed(connection)]])


@pytest.fixture
def worked_with(team: Team) -> Team:
    """Jane has a note, tags and a shortlist; and another entry of her was merged into her."""
    team.note("jane.runs", "calls back at noon", tags=("vip", "marathon"), owner="Eva")
    team.note("jane", "films well", status="replied")
    team.merge("jane.runs", "jane")
    return team


@pytest.mark.parametrize(
    "text",
    ["jane.runs", "Jane Runs", "Jane R.", "calls back", "marathon", "films well", "Eva", "'jane'"],
)
def test_nothing_of_the_person_is_left(worked_with: Team, store: Store, text: str) -> None:
    assert text in whole(store.path)
    worked_with.forget("jane.runs")
    assert text not in whole(store.path)


def test_messages_that_went_out_are_emptied(team: Team, store: Store, query: Query) -> None:
    def sent(tx: Transaction) -> None:
        outgoing.post_message(tx, "digest", "C0FIT", "1. Jane Runs", [], "2026-11-24T12:00:00Z")
        tx.run("UPDATE outbox SET state = 'sent'")

    store.write(sent)
    team.forget("jane.runs")
    assert query("SELECT cause, payload FROM outbox") == [{"cause": "digest", "payload": "{}"}]


def test_messages_that_wait_still_go_out(team: Team, store: Store, query: Query) -> None:
    store.write(outgoing.post_message, "digest", "C0FIT", "Hello", [], "2026-11-24T12:00:00Z")
    before = query("SELECT payload FROM outbox")
    team.forget("jane.runs")
    assert query("SELECT payload FROM outbox") == before


def test_searches_are_as_if_they_had_never_been_there(
    worked_with: Team,
    store: Store,
    importing: Importing,
    tmp_path: Path,
    empty_store_file: Path,
) -> None:
    worked_with.forget("jane.runs")
    freeze_anew(store, importing.bounds, importing.rates, now="2026-11-24T12:00:00Z")
    path = tmp_path / "without.db"
    path.write_bytes(empty_store_file.read_bytes())
    other = Store(path)
    without = "".join(line for line in CREATORS.splitlines(True) if not line.startswith("jane"))
    bring_into(other, worked_with, without, tmp_path)
    assert (seen(store), wrong(store)) == (seen(other), [])
    other.close()


def bring_into(store: Store, team: Team, content: str, folder: Path) -> None:
    path = folder / "spring.csv"
    path.write_text(content)
    import_file(replace(team.importing, store=store), path, Options(as_of="2026-11-01"))


def test_the_chain_proves_itself_still(worked_with: Team, store: Store) -> None:
    worked_with.forget("jane.runs")
    assert store.read(audit.first_broken) is None


def test_what_the_trail_held_of_others_stays(worked_with: Team, query: Query) -> None:
    worked_with.note("ed.lifts", "calls back")
    worked_with.forget("jane.runs")
    found = query(
        "SELECT e.action FROM audit_entries e JOIN audit_contents c ON c.entry_id = e.id"
        " ORDER BY e.id"
    )
    assert [one["action"] for one in found] == ["import", "note", "forget"]


def test_the_next_list_leaves_them_out_and_says_why(worked_with: Team, bring: Bring) -> None:
    worked_with.forget("jane.runs")
    report = bring(LATER, name="autumn.csv")
    assert (report.read, report.new, report.rejected) == (2, 1, 1)
    (left_out,) = report.rejects
    assert (left_out.line, left_out.value, left_out.cells) == (2, "", ())
    assert "asked to be forgotten" in left_out.reason


def test_merged_accounts_do_not_come_back_either(worked_with: Team, bring: Bring) -> None:
    worked_with.forget("jane.runs")
    report = bring("handle,platform\nJANE,tiktok\n", name="autumn.csv")
    assert report.rejected == 1


def test_a_list_that_names_them_among_others_leaves_the_row_out(team: Team, bring: Bring) -> None:
    team.forget("jane.runs")
    report = bring(
        "handle,platform,link\njane.too,youtube,https://instagram.com/jane.runs\n",
        name="autumn.csv",
    )
    assert (report.new, report.rejected) == (0, 1)


def test_posts_of_them_are_left_out(team: Team, bring: Bring, query: Query) -> None:
    team.forget("jane.runs")
    report = bring(
        "handle,platform,posted_at,likes\njane.runs,instagram,2026-11-01,900\n",
        name="posts.csv",
        kind="posts",
    )
    assert (report.rejected, query("SELECT * FROM posts")) == (1, [])


def test_the_same_handle_elsewhere_is_somebody_else(team: Team, bring: Bring) -> None:
    team.forget("jane.runs")
    assert bring("handle,platform\njane.runs,youtube\n", name="autumn.csv").new == 1


def test_they_are_not_added_by_hand(team: Team) -> None:
    team.forget("jane.runs")
    with pytest.raises(BadField, match="forgotten"):
        team.add("jane.runs")


def test_the_first_list_again_changes_nothing(team: Team, bring: Bring) -> None:
    team.forget("jane.runs")
    bring(CREATORS, name="spring.csv", as_of="2026-11-01")
    assert "jane.runs" not in team.finds("tier:any")


def test_the_first_list_again_counts_them_as_rejected(team: Team, bring: Bring) -> None:
    team.forget("jane.runs")
    again = bring(CREATORS, name="spring.csv", as_of="2026-11-01")
    assert (again.run, again.read, again.unchanged, again.rejected) == (1, 4, 3, 1)


def test_what_is_kept_tells_nothing_without_the_key(team: Team, query: Query) -> None:
    team.forget("jane.runs")
    (one,) = query("SELECT digest FROM forgotten")
    assert len(one["digest"]) == 64
    assert int(one["digest"], 16)


@pytest.fixture
def sold(store: Store, clock: Clock, bring: Bring, nobody: Team) -> Team:
    """Jane has sold something by her code."""
    bring(SELLERS)
    make_offer(store, make_campaign(store, clock()), JANE, clock())
    clock.move(hours=1)
    shop = Shop(store, clock)
    shop.send(shop.sale("order-1"))
    return nobody


def test_money_stays_and_proves_itself(sold: Team, store: Store, query: Query) -> None:
    before = query("SELECT * FROM entries"), query("SELECT * FROM postings")
    assert before[1]
    sold.forget("jane.runs")
    assert (query("SELECT * FROM entries"), query("SELECT * FROM postings")) == before
    assert store.read_together(ledger_proofs.proved).whole


def test_offers_stay_without_the_name(sold: Team, query: Query) -> None:
    assert sold.forget("jane.runs").offers == 1
    assert query(
        "SELECT o.state, o.why, o.reason, r.name, a.id FROM offers o"
        " JOIN influencers r ON r.id = o.influencer_id LEFT JOIN accounts a ON a.id = o.account_id"
    ) == [{"state": "approved", "why": "", "reason": None, "name": None, "id": None}]


def test_a_sale_after_it_is_credited_still(sold: Team, store: Store, clock: Clock) -> None:
    sold.forget("jane.runs")
    shop = Shop(store, clock)
    shop.send(shop.sale("order-2"))
    assert store.read_together(ledger_proofs.proved).postings == 2
    assert store.read_together(ledger_proofs.proved).whole


def test_an_undecided_offer_stands_in_the_way(team: Team, store: Store, clock: Clock) -> None:
    campaign = make_campaign(store, clock())
    draft(
        store,
        campaign_id=campaign.row.id,
        account_id=team.account("jane.runs"),
        terms=None,
        why="",
        actor=ANA,
        now=clock(),
        propose=True,
    )
    with pytest.raises(CantForget, match="Summer Shakers"):
        team.forget("jane.runs")
    assert "jane.runs" in team.finds("")


def test_nobody_is_forgotten_while_an_import_runs(team: Team, store: Store) -> None:
    with store.alone("import"), pytest.raises(CantForget, match="under way"):
        team.forget("jane.runs")


def test_twice_is_told_to_be_gone(team: Team) -> None:
    account = team.account("jane.runs")
    team.forget("jane.runs")
    with pytest.raises(NotFound):
        forgetting.forget(team.store, account, actor=ANA, now=team.clock(), client_id=1)


def test_a_niche_that_they_alone_were_in_goes(team: Team, bring: Bring, query: Query) -> None:
    bring("handle,platform,niche\nsolo,instagram,Falconry\n", name="more.csv")
    team.forget("solo")
    assert query("SELECT * FROM niches WHERE name = 'Falconry'") == []
    assert find(team.store, "falconry", currency="USD", client_id=1).total == 0

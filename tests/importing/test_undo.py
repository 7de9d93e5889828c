"""Undo takes back what one file brought, also after it was cut short, and leaves everybody's work."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from services.errors import ImportRefused, NotFound
from services.importing import Importing, Options
from services.imports import import_file
from services.search import find
from services.undoing import Undone, undo_import
from storage import audit
from storage.engine import Store
from tests.conftest import Bring
from tests.importing.conftest import Query
from tests.importing.looking import tables

PEOPLE = "handle,followers,likes,niche,owner,tags\nana,15000,2000,Underwater Rugby,Bo,vip\nbo,80000,2000,Fitness,,\n"
POSTS = "handle,posted_at,likes\nana,2026-11-01,{}\nana,2026-11-02,{}\n"

Undo = Callable[[int], Undone]


@pytest.fixture
def undo(importing: Importing) -> Undo:
    return lambda run: undo_import(importing, run)


class PowerCut(Exception):
    """Stands for whatever ends a process in the middle."""


@pytest.fixture
def cut_short(importing: Importing) -> Undo:
    """Undo an import, but for its last step."""

    def no_time() -> datetime:
        raise PowerCut

    def cut_short(run: int) -> Undone:
        with pytest.raises(PowerCut):
            undo_import(replace(importing, clock=no_time), run)
        return Undone(run)

    return cut_short


def keys(query: Query) -> list[str]:
    return [row["key"] for row in query("SELECT key FROM accounts ORDER BY key")]


def test_undo_that_was_cut_short_is_finished_by_another(
    bring: Bring, undo: Undo, cut_short: Undo, store: Store
) -> None:
    before = tables(store.path)
    bring(PEOPLE)
    cut_short(1)
    undo(1)
    assert tables(store.path) == before


def test_import_after_an_undo_that_was_cut_short_brings_all_back(
    bring: Bring, cut_short: Undo, query: Query
) -> None:
    bring(PEOPLE)
    cut_short(1)
    report = bring(PEOPLE)
    assert (report.new, report.unchanged, keys(query)) == (2, 0, ["ana", "bo"])


def test_file_can_be_imported_again_after_its_undo(bring: Bring, undo: Undo, query: Query) -> None:
    bring(PEOPLE)
    undo(1)
    assert (bring(PEOPLE).new, keys(query)) == (2, ["ana", "bo"])


def test_second_undo_says_that_it_was_undone_before(bring: Bring, undo: Undo) -> None:
    bring(PEOPLE, name="fair.csv")
    undo(1)
    with pytest.raises(NotFound, match=r"Import 1 \(fair.csv\) was undone before"):
        undo(1)


def test_niche_that_only_the_file_named_goes_with_it(
    bring: Bring, undo: Undo, query: Query
) -> None:
    before = query("SELECT id, name, parent_id FROM niches ORDER BY id")
    bring(PEOPLE)
    undo(1)
    assert query("SELECT id, name, parent_id FROM niches ORDER BY id") == before


def test_niche_that_another_file_names_stays(bring: Bring, undo: Undo, store: Store) -> None:
    bring(PEOPLE)
    bring("handle,followers,likes,niche\ncy,20000,900,underwater rugby\n", name="b.csv")
    undo(1)
    assert find(store, "underwater rugby", currency="USD", client_id=1).total == 1


def test_undo_of_a_later_file_brings_back_the_earlier_figures(
    bring: Bring, undo: Undo, query: Query
) -> None:
    bring(PEOPLE, as_of="2026-10-01")
    bring("handle,followers,likes\nana,99000,2400\n", name="b.csv", as_of="2026-11-01")
    assert undo(2) == Undone(2, removed=0, restored=1, kept=[], source="b.csv")
    assert query("SELECT followers, average_likes, as_of FROM accounts WHERE key = 'ana'") == [
        {"followers": 15_000, "average_likes": 2_000, "as_of": "2026-10-01"}
    ]


def test_account_whose_newer_figures_stay_does_not_count_as_restored(
    bring: Bring, undo: Undo
) -> None:
    bring("handle,followers\nana,15000\n", name="a.csv", as_of="2026-09-01")
    bring("handle,followers\nana,16000\n", name="b.csv", as_of="2026-10-01")
    bring("handle,followers\nana,17000\n", name="c.csv", as_of="2026-11-01")
    assert undo(2) == Undone(2, removed=0, restored=0, kept=[], source="b.csv")


def test_account_that_a_later_file_has_too_stays_and_is_named(
    bring: Bring, undo: Undo, query: Query
) -> None:
    bring(PEOPLE)
    bring("handle,followers\nana,16000\n", name="b.csv")
    assert undo(1) == Undone(1, removed=1, restored=0, kept=["ana"], source="list.csv")
    assert query("SELECT key, followers, average_likes FROM accounts") == [
        {"key": "ana", "followers": 16_000, "average_likes": None}
    ]


def test_account_that_stayed_goes_with_the_last_file_that_has_it(
    bring: Bring, undo: Undo, query: Query
) -> None:
    bring(PEOPLE)
    bring("handle,followers\nana,16000\n", name="b.csv")
    undo(1)
    undo(2)
    assert (keys(query), query("SELECT * FROM influencers")) == ([], [])


def test_owner_and_tags_go_with_the_file_that_gave_them(
    bring: Bring, undo: Undo, query: Query
) -> None:
    bring(PEOPLE)
    bring("handle,owner\nana,Cy\n", name="b.csv")
    undo(2)
    assert query("SELECT owner FROM relations") == [{"owner": "Bo"}]


@pytest.mark.parametrize("first_to_go", [1, 2])
def test_posts_of_another_file_stay(
    bring: Bring, undo: Undo, query: Query, first_to_go: int
) -> None:
    bring(POSTS.format(900, 1_100), name="one.csv", kind="posts")
    bring(POSTS.format(1_900, 2_100), name="two.csv", kind="posts")
    undo(first_to_go)
    left = {1: 2_000, 2: 1_000}[first_to_go]
    assert query("SELECT average_likes FROM accounts") == [{"average_likes": left}]


def test_posts_stay_when_the_list_that_brought_their_account_goes(
    bring: Bring, undo: Undo, query: Query
) -> None:
    bring("handle,followers\nana,15000\n")
    bring(POSTS.format(900, 1_100), name="posts.csv", kind="posts")
    assert undo(1) == Undone(1, removed=0, restored=0, kept=["ana"], source="list.csv")
    assert query("SELECT followers, average_likes FROM accounts") == [
        {"followers": None, "average_likes": 1_000}
    ]


def test_undo_of_both_leaves_nobody(bring: Bring, undo: Undo, query: Query) -> None:
    bring("handle,followers\nana,15000\n")
    bring(POSTS.format(900, 1_100), name="posts.csv", kind="posts")
    undo(1)
    undo(2)
    assert (keys(query), query("SELECT * FROM posts")) == ([], [])


def test_offers_to_merge_go_with_the_file_that_made_them(
    bring: Bring, undo: Undo, query: Query
) -> None:
    bring("platform,handle\ninstagram,ana\ntiktok,ana2\n")
    report = bring("platform,handle,link\ninstagram,ana,https://tiktok.com/@ana2\n", name="b.csv")
    assert report.merge_offers == 1
    undo(2)
    assert query("SELECT * FROM merge_offers") == []


def test_same_bytes_read_in_another_way_replace_the_first_reading(
    bring: Bring, query: Query
) -> None:
    bring(PEOPLE)
    report = bring(PEOPLE, platform="tiktok")
    assert (report.new, query("SELECT DISTINCT platform FROM accounts")) == (
        2,
        [{"platform": "tiktok"}],
    )


def test_dry_run_of_another_reading_counts_what_it_would_replace(bring: Bring) -> None:
    bring(PEOPLE)
    rehearsed = bring(PEOPLE, source="fair", dry_run=True)
    done = bring(PEOPLE, source="fair")
    assert (rehearsed.new, rehearsed.updated, rehearsed.unchanged, rehearsed.micro) == (
        done.new,
        done.updated,
        done.unchanged,
        done.micro,
    )


def test_undo_writes_itself_into_the_chain(
    bring: Bring, undo: Undo, query: Query, store: Store
) -> None:
    bring(PEOPLE)
    undo(1)
    assert [row["action"] for row in query("SELECT action FROM audit_entries ORDER BY id")] == [
        "import",
        "undo import",
    ]
    assert store.read(audit.first_broken) is None


def test_undo_beside_an_import_is_refused(bring: Bring, undo: Undo, store: Store) -> None:
    bring(PEOPLE)
    with store.alone("import"), pytest.raises(ImportRefused, match="Nothing was undone"):
        undo(1)


def test_what_a_killed_import_has_left_beside_the_store_goes_with_the_next(
    importing: Importing, tmp_path: Path
) -> None:
    left = tmp_path / f".{importing.store.path.name}-import-dead"
    left.mkdir()
    (left / "staging.db").write_bytes(b"half")
    (tmp_path / "list.csv").write_text(PEOPLE)
    import_file(importing, tmp_path / "list.csv", Options())
    assert sorted(path.name for path in tmp_path.glob(".*")) == []


def test_store_whose_only_list_was_taken_back_is_as_empty_as_a_new_one(
    store: Store, bring: Bring, undo: Undo
) -> None:
    bring(PEOPLE)
    undo(1)
    assert find(store, "", currency="USD", client_id=1).store_is_empty


def test_undo_takes_creators_away_together(bring: Bring, undo: Undo, store: Store) -> None:
    bring(PEOPLE)
    run: list[str] = []
    store.database().conn.set_trace_callback(run.append)
    assert undo(1).removed == 2
    assert len([one for one in run if one.startswith("DELETE FROM influencers ")]) == 1

"""The same file once more, asked for otherwise: one run, one observation an account."""

import pytest

from services.importing import Importing
from services.reading.numbers import count_written
from services.undoing import undo_import
from storage import audit
from storage.engine import Store
from storage.words import fold
from tests.conftest import Bring
from tests.importing.conftest import Query
from tests.importing.looking import wrong

PEOPLE = "handle,followers,likes,note\nana,15000,2000,calm\nbo,80000,900,\n"
COUNTS = ("run", "new", "updated", "unchanged")


def counts(report: object) -> tuple[int, ...]:
    return tuple([getattr(report, name) for name in COUNTS])


def test_another_day_updates_all_and_undoes_nothing(bring: Bring, query: Query) -> None:
    bring(PEOPLE)
    assert counts(bring(PEOPLE, as_of="2026-10-01")) == (1, 0, 2, 0)
    assert query("SELECT id, state, read_count, as_of FROM runs") == [
        {"id": 1, "state": "done", "read_count": 2, "as_of": "2026-10-01"}
    ]


def test_another_day_is_the_day_of_all_observations(bring: Bring, query: Query) -> None:
    bring("handle,tiktok url,followers\nana,https://tiktok.com/@ana2,5\n", platform="instagram")
    bring(
        "handle,tiktok url,followers\nana,https://tiktok.com/@ana2,5\n",
        platform="instagram",
        as_of="2026-10-01",
    )
    assert query("SELECT DISTINCT as_of FROM observations") == [{"as_of": "2026-10-01"}]
    assert query("SELECT DISTINCT as_of FROM accounts") == [{"as_of": "2026-10-01"}]


def test_plain_rerun_keeps_the_day_that_was_said(bring: Bring, query: Query) -> None:
    bring(PEOPLE)
    bring(PEOPLE, as_of="2026-10-01")
    assert counts(bring(PEOPLE)) == (1, 0, 0, 2)
    assert query("SELECT DISTINCT as_of FROM observations") == [{"as_of": "2026-10-01"}]


def test_earlier_day_lets_figures_of_another_list_become_current(
    bring: Bring, query: Query
) -> None:
    bring(PEOPLE, as_of="2026-11-20")
    bring("handle,followers\nana,16000\n", name="b.csv", as_of="2026-11-01")
    bring(PEOPLE, as_of="2026-10-01")
    assert query("SELECT followers FROM accounts WHERE key = 'ana'") == [{"followers": 16_000}]


def test_dry_run_of_another_day_changes_nothing(bring: Bring, query: Query) -> None:
    bring(PEOPLE, as_of="2026-11-20")
    assert counts(bring(PEOPLE, as_of="2026-10-01", dry_run=True))[1:] == (0, 2, 0)
    assert query("SELECT DISTINCT as_of FROM observations") == [{"as_of": "2026-11-20"}]


@pytest.mark.parametrize(
    "otherwise",
    [{"platform": "tiktok"}, {"mapping": {"followers": "average_likes"}}, {"source": "Fair"}],
)
def test_file_that_is_read_otherwise_stays_one_run(
    bring: Bring, query: Query, otherwise: dict[str, object]
) -> None:
    bring(PEOPLE)
    assert bring(PEOPLE, **otherwise).run == 1
    assert query("SELECT state, read_count FROM runs") == [{"state": "done", "read_count": 2}]


def test_date_column_goes_before_another_day(bring: Bring, query: Query) -> None:
    dated = "handle,followers,date\nana,5,2026-10-05\nbo,6,\n"
    bring(dated, as_of="2026-11-01")
    bring(dated, as_of="2026-11-02")
    assert query("SELECT as_of FROM observations ORDER BY line") == [
        {"as_of": "2026-10-05"},
        {"as_of": "2026-11-02"},
    ]


def test_store_agrees_with_itself_after_another_day(bring: Bring, store: Store) -> None:
    bring(PEOPLE)
    bring("handle,followers\nana,16000\n", name="b.csv")
    bring(PEOPLE, as_of="2026-10-01")
    assert (wrong(store), store.read(audit.first_broken)) == ([], None)


def test_list_of_another_day_can_be_undone(bring: Bring, importing: Importing) -> None:
    bring(PEOPLE)
    bring(PEOPLE, as_of="2026-10-01")
    assert undo_import(importing, 1).removed == 2


def test_import_leaves_nothing_of_its_file_in_memory(bring: Bring) -> None:
    bring("handle,followers\n" + "".join([f"maker{n},{n}.5K\n" for n in range(2_000)]))
    assert count_written.cache_info().currsize + fold.cache_info().currsize == 0


REPEATED = {
    "a gap erases nothing": (
        "ana,Ana,15000,700,Yoga,calm\nana,,,,,\n",
        (15_000, 700, "Ana", "calm"),
    ),
    "the later line wins": ("ana,Ana,5,6,,sad\nana,Bea,15000,700,,\n", (15_000, 700, "Bea", "sad")),
    "a gap in each": ("ana,,15000,,,calm\nana,Ana,,700,,\n", (15_000, 700, "Ana", "calm")),
}
"""Rows about one account, and what they say of it together."""


@pytest.mark.parametrize(("rows", "said"), REPEATED.values(), ids=REPEATED.keys())
def test_rows_about_one_account_count_together(
    rows: str, said: tuple[object, ...], bring: Bring, query: Query
) -> None:
    report = bring(f"handle,name,followers,likes,niche,mood\n{rows}")
    assert (report.new, report.repeated) == (1, 1)
    found = query("SELECT followers, average_likes, a.name, f.value FROM accounts a, fields f")
    assert [tuple(one.values()) for one in found] == [said]

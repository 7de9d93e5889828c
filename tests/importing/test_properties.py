"""What holds of every import: nothing twice, nothing lost, all of it can be taken back.

The lists are made up of few handles, niches and figures, so that lines repeat and contradict one
another, people have several accounts, and some rows can't be taken.
"""

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.importing import Importing, Options, Report
from services.imports import import_file
from services.scoring import Bounds, Rates
from services.undoing import Undone, undo_import
from storage import audit
from storage.engine import Store
from tests.conftest import Clock
from tests.importing.looking import rows, seen, tables, wrong

HEADINGS = [
    "handle",
    "platform",
    "tiktok",
    "name",
    "followers",
    "avg likes",
    "avg comments",
    "niche",
    "tags",
    "owner",
    "note",
    "city mood",
]

row = st.tuples(
    st.sampled_from(["ana", "Ana", "bo", "cé", "dmitri", "", "-"]),
    st.sampled_from(["instagram", "youtube", "TikTok", ""]),
    st.sampled_from(["", "", "", "ana", "https://tiktok.com/@bo", "@eva"]),
    st.sampled_from(["Ana B.", "Жанна", "TBD", ""]),
    st.sampled_from(["", "9,999", "10K", "15000", "80K", "100000", "1.2M", "N/A", "many"]),
    st.sampled_from(["", "499", "500", "900", "2,000", "2.5K", "2501", "#VALOR!"]),
    st.sampled_from(["", "0", "12", "40"]),
    st.sampled_from(["", "Fitness", "gym|Travel", "Fitness & Dance", "Chess", "YOGA; chess"]),
    st.sampled_from(["", "vip", "vip, new"]),
    st.sampled_from(["", "Eva", "Max"]),
    st.sampled_from(["", "calls back"]),
    st.sampled_from(["", "sunny"]),
)
a_list = st.lists(row, min_size=1, max_size=8)


def without_links(cells: tuple[str, ...]) -> tuple[str, ...]:
    return (*cells[:2], "", *cells[3:])


def written(rows: list[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([HEADINGS, *rows])
    return text.getvalue().encode()


@dataclass
class Desk:
    """A store of its own, with what imports into it and takes back."""

    store: Store
    clock: Clock = field(default_factory=Clock)

    @property
    def importing(self) -> Importing:
        return Importing(self.store, Bounds(), Rates(), self.clock, "tests")

    def bring(self, content: bytes, name: str = "list.csv", **options: object) -> Report:
        path = self.store.path.parent / name
        path.write_bytes(content)
        return import_file(self.importing, path, Options(**options))  # type: ignore[arg-type]

    def undo(self, run: int | None) -> Undone:
        assert run is not None
        return undo_import(self.importing, run)

    def everything(self) -> object:
        return tables(self.store.path), seen(self.store)


modest = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=False
)


@pytest.fixture(scope="module")
def fresh(a_store) -> Callable[[], object]:  # type: ignore[no-untyped-def]
    """Open a store with nobody in it: with fresh() as desk."""

    @contextmanager
    def fresh() -> Iterator[Desk]:
        with a_store() as store:
            yield Desk(store)

    return fresh


def five(report: Report) -> list[int]:
    return [
        report.new,
        report.updated,
        report.unchanged,
        report.repeated,
        report.rejected,
    ]


@modest
@given(first=a_list, second=a_list)
def test_five_counts_sum_to_what_was_read(fresh, first, second) -> None:  # type: ignore[no-untyped-def]
    with fresh() as desk:
        for rows in (first, second):
            report = desk.bring(written(rows))
            assert sum(five(report)) == report.read


@modest
@given(rows=a_list)
def test_same_file_twice_changes_nothing(fresh, rows) -> None:  # type: ignore[no-untyped-def]
    with fresh() as desk:
        first = desk.bring(written(rows))
        before = desk.everything()
        desk.clock.move(days=3)
        again = desk.bring(written(rows))
        assert five(again) == [0, 0, first.new, first.repeated, first.rejected]
        assert desk.everything() == before


@modest
@given(first=a_list, second=a_list)
def test_dry_run_predicts_the_import_and_changes_nothing(fresh, first, second) -> None:  # type: ignore[no-untyped-def]
    with fresh() as desk:
        desk.bring(written(first))
        before = desk.everything()
        predicted = desk.bring(written(second), dry_run=True)
        assert desk.everything() == before
        done = desk.bring(written(second))
        assert (five(predicted), predicted.micro) == (five(done), done.micro)


@modest
@given(first=a_list, second=a_list)
def test_import_and_its_undo_leave_all_as_it_was(fresh, first, second) -> None:  # type: ignore[no-untyped-def]
    with fresh() as desk:
        desk.bring(written([("zoe", *first[0][1:]), *first] if first else first))
        before = desk.everything()
        desk.clock.move(days=1)
        desk.undo(desk.bring(written([*second, ("last", *[""] * 11)])).run)
        assert desk.everything() == before


def alone_or_after_the_other(fresh, taken_back, first, second):  # type: ignore[no-untyped-def]
    """Return what two stores show: one had both lists and gave one back, one had the other alone."""
    files = [written([*first, ("one", *[""] * 11)]), written([*second, ("two", *[""] * 11)])]
    days = ["2026-11-01", "2026-11-02"]
    kept = 1 - taken_back
    with fresh() as both, fresh() as alone:
        runs = [both.bring(file, as_of=day).run for file, day in zip(files, days, strict=True)]
        both.undo(runs[taken_back])
        alone.bring(files[kept], as_of=days[kept])
        assert wrong(both.store) == []
        return seen(both.store), seen(alone.store)


@pytest.mark.parametrize("taken_back", [0, 1])
@modest
@given(
    first=st.lists(row.map(without_links), min_size=1, max_size=8),
    second=st.lists(row.map(without_links), min_size=1, max_size=8),
)
def test_of_two_imports_either_can_be_taken_back(fresh, taken_back, first, second) -> None:  # type: ignore[no-untyped-def]
    both, alone = alone_or_after_the_other(fresh, taken_back, first, second)
    assert both == alone


@pytest.mark.parametrize("taken_back", [0, 1])
@modest
@given(first=a_list, second=a_list)
def test_account_that_two_lists_name_stays_when_one_is_taken_back(fresh, taken_back, first, second) -> None:  # type: ignore[no-untyped-def]  # fmt: skip
    """Whose it is may differ: the list that came first has said that."""
    both, alone = (
        [(one["platform"], one["key"], one["followers"], one["average_likes"]) for one in accounts]
        for accounts in (
            shown["accounts"]
            for shown in alone_or_after_the_other(fresh, taken_back, first, second)
        )
    )
    assert both == alone


@modest
@given(
    files=st.lists(a_list, min_size=2, max_size=3),
    steps=st.lists(st.tuples(st.sampled_from(["bring", "undo"]), st.integers(0, 2)), max_size=8),
)
def test_what_searches_read_agrees_with_the_accounts_after_any_steps(fresh, files, steps) -> None:  # type: ignore[no-untyped-def]
    with fresh() as desk:
        standing: dict[int, int | None] = {}
        for step, number in steps:
            place = number % len(files)
            if step == "bring":
                content = written([*files[place], (f"only{place}", *[""] * 11)])
                standing[place] = desk.bring(content).run
            elif place in standing:
                desk.undo(standing.pop(place))
            desk.clock.move(hours=1)
            assert wrong(desk.store) == []
        assert desk.store.read(audit.first_broken) is None


def test_what_two_records_say_of_one_person_comes_together(fresh) -> None:  # type: ignore[no-untyped-def]
    """Owner stands beside one account of hers, status beside the other."""
    with fresh() as desk:
        desk.bring(
            b"handle,platform,tiktok,owner,status\n"
            b"ana,instagram,https://tiktok.com/@ana,Eva,\nana,tiktok,,,replied\n"
        )
        known = rows(desk.store.path, "SELECT owner, status FROM relations")
        assert known == [{"owner": "Eva", "status": "replied"}]

"""What is exported comes back: our own file, in an empty store, brings what was there."""

import csv
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.exports import FORMATS, rows_of, write_file
from services.importing import Importing, Options
from services.imports import import_file
from services.noting import Change, Standing, save, standing
from services.scoring import Bounds, Rates
from storage.clients import add
from storage.engine import Store
from tests.conftest import NOON, Bring, Clock

LIST = (
    "handle,name,platform,niche,country,followers,likes,owner,status,last contact,price,tags,"
    "notes,Shoe size\n"
    "ana,Ana,instagram,Underwater Rugby;Fitness,DE,15000,2000,Bo,met,2026-11-02,250 EUR,vip;tall,"
    '"likes tea\nand rain",38\n'
    "bo,Bo,tiktok,Food,,80000,,,,,,,,\n"
)
WORD = st.text("abcdéжあ", min_size=1, max_size=6)
PRICES = st.tuples(st.integers(1, 10**7), st.sampled_from(["USD", "EUR", "JPY", "KWD"]))

Rows = list[dict[str, Any]]


def exported(store: Store, client_id: int = 1) -> Rows:
    headings, rows = rows_of(store, "influencers", client_id)
    return [dict(zip(headings, row, strict=True)) for row in rows]


@pytest.fixture
def again(tmp_path: Path, empty_store_file: Path, clock: Clock) -> Callable[[Store, str], Rows]:
    """Export a store, import the file into an empty one; return what that exports."""

    def again(store: Store, format_: str) -> Rows:
        path = tmp_path / f"export.{format_}"
        write_file(path, format_, *rows_of(store, "influencers", 1))
        shutil.copyfile(empty_store_file, tmp_path / f"{format_}.db")
        with closing(Store(tmp_path / f"{format_}.db")) as other:
            import_file(Importing(other, Bounds(), Rates(), clock, "tests"), path, Options())
            return exported(other)

    return again


def test_creator_without_a_handle_is_updated_by_the_export_of_it(
    bring: Bring, store: Store, tmp_path: Path
) -> None:
    bring("name,platform,followers,likes\nJardred,Instagram,38500,1900\n")
    path = tmp_path / "edited.csv"
    write_file(path, "csv", *rows_of(store, "influencers", 1))
    path.write_text(path.read_text().replace("38500", "39000"))
    report = bring(path)
    assert (report.new, report.updated, [row["followers"] for row in exported(store)]) == (
        0,
        1,
        [39_000],
    )


def test_export_has_niches_tags_notes_and_own_columns(bring: Bring, store: Store) -> None:
    bring(LIST)
    ana = next(row for row in exported(store) if row["handle"] == "ana")
    names = ("niches", "tags", "notes", "price", "Shoe size", "owner", "last_contact")
    assert [ana[name] for name in names] == [
        "Underwater Rugby;Fitness",
        "tall;vip",
        "likes tea\nand rain",
        "250.00 EUR",
        "38",
        "Bo",
        "2026-11-02",
    ]


@pytest.mark.parametrize("format_", FORMATS)
def test_exported_list_comes_back_as_it_was(
    bring: Bring, store: Store, again: Callable[[Store, str], Rows], format_: str
) -> None:
    bring(LIST)
    assert again(store, format_) == exported(store)


@pytest.mark.parametrize("format_", FORMATS)
def test_column_named_like_a_formula_comes_back(
    bring: Bring, store: Store, again: Callable[[Store, str], Rows], format_: str
) -> None:
    bring("handle,=1+1,@b\nana,one,two\n")
    (ana,) = again(store, format_)
    assert (ana["=1+1"], ana["@b"]) == ("one", "two")


def test_computed_columns_do_not_come_back_as_own_ones(
    bring: Bring, store: Store, again: Callable[[Store, str], Rows]
) -> None:
    bring(LIST)
    assert [name for row in again(store, "csv") for name in row if "(list)" in name] == []


def test_what_was_set_by_hand_stands_in_the_export(bring: Bring, store: Store) -> None:
    bring(LIST)
    shown = standing(store, 1, client_id=1)
    now = Standing(("new",), "Cy", "signed", (30_000, "USD"))
    save(store, 1, Change(shown, now, "calls back"), actor="U1", now=NOON, client_id=1)
    ana = next(row for row in exported(store) if row["handle"] == "ana")
    assert [ana[name] for name in ("tags", "owner", "status", "price", "notes")] == [
        "new",
        "Cy",
        "signed",
        "300.00 USD",
        "likes tea\nand rain\ncalls back",
    ]


def test_export_for_another_client_has_nothing_of_ours(bring: Bring, store: Store) -> None:
    bring(LIST)
    other = store.write(lambda tx: add(tx, "Second", "2026-11-24T12:00:00Z")) or 0
    ours = ("owner", "status", "tags", "notes", "price", "price_minor")
    rows = exported(store, other)
    assert ([row[name] for row in rows for name in ours], "Shoe size" in rows[0]) == (
        [None] * 12,
        False,
    )


@settings(max_examples=25, deadline=None)
@given(
    people=st.lists(
        st.fixed_dictionaries(
            {
                "niche": st.lists(WORD, max_size=3, unique=True).map(";".join),
                "tags": st.lists(WORD, max_size=3, unique=True).map(";".join),
                "followers": st.integers(1, 10**7),
                "likes": st.integers(1, 10**5),
                "owner": WORD,
                "status": WORD,
                "price": PRICES.map(lambda price: f"{price[0]}.00 {price[1]}"),
                "notes": st.text("abc ;,\"'é\n", max_size=20),
                "Own": WORD,
            }
        ),
        min_size=1,
        max_size=4,
    )
)
def test_any_list_survives_the_way_out_and_in(
    people: Rows, tmp_path_factory: pytest.TempPathFactory, empty_store_file: Path
) -> None:
    folder = tmp_path_factory.mktemp("round")
    with (folder / "0.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["handle", "platform", *people[0]])
        writer.writeheader()
        writer.writerows(
            [{"handle": f"h{at}", "platform": "x", **one} for at, one in enumerate(people)]
        )
    seen = []
    for turn in (0, 1):
        shutil.copyfile(empty_store_file, folder / f"{turn}.db")
        with closing(Store(folder / f"{turn}.db")) as store:
            importing = Importing(store, Bounds(), Rates(), Clock(), "tests")
            import_file(importing, folder / f"{turn}.csv", Options())
            write_file(folder / f"{turn + 1}.csv", "csv", *rows_of(store, "influencers", 1))
            seen.append(exported(store))
    assert seen[0] == seen[1]

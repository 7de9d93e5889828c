"""A changed setting counts for everybody: all accounts stand on the scale of the settings of now."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from services.importing import Importing, Options
from services.imports import import_file
from services.rescoring import is_due, rescore
from services.scoring import Bounds, Rates
from storage.engine import Store
from tests.importing.looking import seen, wrong

LIST = "handle,platform,followers,avg likes,niche\n" + "".join(
    f"creator{number},instagram,{9_000 + 20 * number},{400 + number % 300},Niche {number % 7}\n"
    for number in range(1_200)
)
"""More than are scored in one transaction."""

POSTS = "handle,platform,posted_at,likes\n" + "".join(
    f"creator1100,instagram,2026-11-{day:02},{600 + day}\n" for day in range(1, 10)
)


@pytest.fixture
def other(importing: Importing) -> Importing:
    """The same store by other settings."""
    return replace(importing, bounds=Bounds(followers_low=30_000), rates=Rates(photo=28_000))


def fill(importing: Importing, folder: Path) -> None:
    for name, content, kind in (("list", LIST, "influencers"), ("posts", POSTS, "posts")):
        path = folder / f"{name}.csv"
        path.write_text(content)
        import_file(importing, path, Options(kind=kind, as_of="2026-11-20"))


@pytest.fixture
def filled(importing: Importing, tmp_path: Path) -> Importing:
    fill(importing, tmp_path)
    return importing


@pytest.fixture
def by_other_settings(
    other: Importing, tmp_path: Path, empty_store_file: Path
) -> Iterator[dict[str, Any]]:
    """What people see of the same lists where the other settings held from the beginning."""
    path = tmp_path / "other.db"
    shutil.copy(empty_store_file, path)
    store = Store(path)
    fill(replace(other, store=store), tmp_path)
    yield seen(store)
    store.close()


def test_store_scored_anew_is_as_if_the_settings_had_always_held(
    filled: Importing, other: Importing, by_other_settings: dict[str, Any]
) -> None:
    rescore(other)
    assert (seen(other.store), wrong(other.store)) == (by_other_settings, [])


def test_import_by_other_settings_leaves_no_account_on_the_scale_of_before(
    filled: Importing, other: Importing, by_other_settings: dict[str, Any], tmp_path: Path
) -> None:
    fill(other, tmp_path)
    assert seen(other.store) == by_other_settings


def test_import_that_is_only_tried_out_scores_nobody_anew(
    filled: Importing, other: Importing, tmp_path: Path
) -> None:
    import_file(other, tmp_path / "list.csv", Options(as_of="2026-11-20", dry_run=True))
    assert (is_due(filled), is_due(other)) == (False, True)


def cut_short(importing: Importing) -> None:
    """Score anew, and be killed when one transaction is done."""

    def killed(share: float) -> None:
        if share:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rescore(importing, killed)


def test_after_a_kill_it_is_due_by_whatever_settings(filled: Importing, other: Importing) -> None:
    cut_short(other)
    assert (is_due(filled), is_due(other)) == (True, True)


def test_a_kill_leaves_nothing_once_it_is_run_again(
    filled: Importing, other: Importing, by_other_settings: dict[str, Any]
) -> None:
    cut_short(other)
    rescore(other)
    assert seen(other.store) == by_other_settings


def test_settings_that_stay_score_nobody_anew(filled: Importing) -> None:
    told: list[float] = []
    rescore(filled, told.append)
    assert told == []

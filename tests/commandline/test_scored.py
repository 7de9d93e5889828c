"""A changed setting is followed by every command that shows or writes scored figures."""

from pathlib import Path

import pytest

from storage.engine import Store
from tests.commandline.conftest import Run

pytestmark = pytest.mark.usefixtures("list_")

SAID = "Scoring anew: 16 creators."


def handles(run: Run, **environment: str) -> list[str]:
    found = run("find", "fitness", "--json", **environment).document["results"]
    return [one["handle"] for one in found]


def test_a_bound_that_is_changed_counts_for_who_was_there_before(run: Run) -> None:
    assert handles(run) == ["jane.runs", "ed.lifts"]
    assert handles(run, MICRO_FOLLOWERS_LOW="30000") == ["ed.lifts"]


def test_a_bound_that_is_changed_back_counts_as_well(run: Run) -> None:
    handles(run, MICRO_FOLLOWERS_LOW="30000")
    assert handles(run) == ["jane.runs", "ed.lifts"]


def test_a_rate_that_is_changed_changes_the_value(run: Run) -> None:
    before, after = (
        run("find", "jane", "--json", RATE_PHOTO_PER_1000_LIKES=rate).document["results"][0]
        for rate in ("14000", "28000")
    )
    assert after["value_minor"] == pytest.approx(2 * before["value_minor"], abs=1)


@pytest.mark.parametrize(
    "words",
    [
        ("find", "fitness"),
        ("export", "influencers"),
        ("digest", "niches"),
        ("import", "more.csv", "--yes"),
        ("import", "--undo", "1"),
    ],
    ids=" ".join,
)
def test_command_says_once_that_all_are_scored_anew(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "more.csv").write_text("handle,followers\nana,12000\n")
    assert SAID in run(*words, MICRO_LIKES_LOW="400").said
    assert SAID not in run("find", "fitness", MICRO_LIKES_LOW="400").said


def test_nothing_is_said_where_nothing_changed(run: Run) -> None:
    assert run("find", "fitness").said == ""


def test_meanwhile_an_import_is_under_way_it_is_refused_in_words(run: Run, store: Store) -> None:
    with store.alone("import"):
        refused = run("find", "fitness", MICRO_LIKES_LOW="400")
    assert (refused.code, "while an import is under way" in refused.said) == (2, True)

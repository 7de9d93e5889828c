"""A list before it is imported: what its preview says is what then comes in."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blocks.imports import preview
from blocks.telling import message
from services.choices import KINDS, Choices
from services.drops import Drop, options_of
from services.errors import ImportRefused
from services.imports import open_for
from services.previews import Look, kind_of, look
from services.reading.columns import EXTRA, LEFT_OUT
from services.records import Creator
from services.samples import Sample, as_text, from_text, sampled
from storage.drops import DropRow
from storage.engine import Store

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Berlin")


See = Callable[..., Look]


@pytest.fixture
def seen(store: Store, tmp_path: Path) -> See:
    """How a file is understood that has this content."""

    def see(content: str, choices: Choices | None = None) -> Look:
        path = tmp_path / "list.csv"
        path.write_text(content)
        return look(store, sampled(path), path.name, choices or Choices(), zone=ZONE, now=NOW)

    return see


def said_of(found: Look) -> str:
    """Return the preview as plain text."""
    return message(preview(found))[0]


def test_list_in_trouble_is_not_asked_for_a_platform_that_a_column_says(seen: See) -> None:
    found = seen("handle,platform,followers\nana,instagram,5\n", Choices(kind="posts"))
    assert found.trouble
    assert "is not known" not in said_of(found)


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        ("handle,followers,likes", "influencers"),
        ("name,niche", "influencers"),
        ("handle,posted_at,likes", "posts"),
        ("username,followers,published at,likes", "influencers"),
        ("shop,order_id,kind,occurred_at,currency,net", "sales"),
        ("order,amount", "sales"),
        ("handle,followers,order,amount", "influencers"),
        ("a,b,c", "influencers"),
    ],
)
def test_kind_is_known_by_the_headings(headings: str, kind: str) -> None:
    assert kind_of(headings.split(",")) == kind


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("who\nana\n", "No column names creators."),
        ("handle\n", "It has headings and no row below them."),
        ("order,amount\n1,2\n", "Say which columns are shop, kind, occurred_at, currency."),
        ("order,order no,amount\n1,2,3\n", "Two columns are order_id. Leave one of them out."),
    ],
)
def test_what_must_be_corrected_is_said(content: str, says: str, seen: See) -> None:
    assert (seen(content).trouble or "").startswith(says)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("ana,12000,\n", "1 has no likes: not known, never taken for zero."),
        (
            "ana,,\nbo,,5\n",
            "2 have no followers and 1 has no likes: not known, never taken for zero.",
        ),
        (
            "".join([f"ana{number},12000,\n" for number in range(201)]),
            "Of the first 200 rows 200 have no likes: not known, never taken for zero.",
        ),
    ],
)
def test_what_is_unknown_is_counted(rows: str, says: str, seen: See) -> None:
    assert says in said_of(seen(f"handle,followers,likes\n{rows}")).split("\n")


@pytest.mark.parametrize("rows", ["ana,\nbo,\nANA,5\n", "ana,5\nbo,\nANA,\n"])
def test_what_one_of_the_rows_about_a_creator_says_is_known(rows: str, seen: See) -> None:
    found = seen(f"handle,followers\n{rows}")
    assert (found.without_followers, found.repeated, found.different) == (1, 1, 2)


def test_nothing_is_said_of_what_is_known(seen: See) -> None:
    assert "not known" not in said_of(seen("handle,platform,likes,fans\nana,tiktok,5,6\n"))


def test_day_to_come_is_known_before_the_import(seen: See) -> None:
    found = seen("handle,posted at,likes\nana,2031-01-01,5\nbo,2026-01-01,5\n")
    assert (found.rejected, found.first_reject and found.first_reject.line) == (1, 2)


def test_quotation_mark_that_is_never_closed_is_a_doubt_before_the_import(seen: See) -> None:
    found = seen('handle,bio,likes\nana,"so,5\nbo,plain,6\n')
    assert (found.doubtful, found.first_doubt and found.first_doubt.line) == (1, 2)


def test_broken_line_says_before_the_import_what_is_wrong_with_it(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "list.ndjson"
    path.write_text('{"handle": "ana", "likes": 5}\n{"handle": \n')
    found = look(store, sampled(path), path.name, Choices(), zone=ZONE, now=NOW)
    assert found.first_reject is not None
    assert found.first_reject.reason.startswith("This line is not a JSON object.")


def test_all_rows_are_counted_and_few_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("handle\n" + "ana\n" * 1_000)
    sample = sampled(path)
    assert (sample.total, len(sample.lines)) == (1_000, 200)


def test_sample_of_a_huge_file_stays_small(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    wide = ",".join(["x" * 1_000] * 3_000)
    path.write_text("\n".join([wide.replace("x", "y"), *[wide] * 50]))
    assert len(as_text(sampled(path))) < 5_000_000


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.csv", "handle,bio\nana,“x”\n"),
        ("list.csv", 'handle,bio\nana,"so\nbo,plain\n'),
        ("list.ndjson", '{"handle": "ana", "likes": 5}\n{"handle": \n'),
    ],
)
def test_sample_survives_the_store(name: str, content: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(content)
    sample = sampled(path)
    again = from_text(as_text(sample))
    kinds = [[type(cells) for _, cells in one.lines] for one in (sample, again)]
    assert (again, kinds[1]) == (sample, kinds[0])


def test_sample_of_an_older_desk_can_still_be_read() -> None:
    assert from_text('[["handle"],[[2,["ana"]]],1]') == Sample(["handle"], [(2, ["ana"])], 1)


def test_field_has_one_column_unless_columns_are_united() -> None:
    choices = Choices().with_column("a", "followers").with_column("b", "followers")
    united = choices.with_column("c", "niche").with_column("d", "niche")
    assert united.mapping == {"b": "followers", "c": "niche", "d": "niche"}


def test_what_was_said_of_columns_does_not_hold_for_another_kind() -> None:
    said = Choices().with_column("a", "followers")
    assert said.with_kind("posts", "influencers").mapping == {}


def test_kind_that_is_chosen_again_remembers_what_was_said_of_its_columns() -> None:
    posts = Choices().with_column("a", "followers").with_kind("posts", "influencers")
    posts = posts.with_column("b", "post_likes")
    creators = posts.with_kind("influencers", "posts")
    assert creators.mapping == {"a": "followers"}
    assert creators.with_kind("posts", "influencers").mapping == {"b": "post_likes"}


def test_kind_that_is_chosen_twice_stays_as_it_is() -> None:
    said = Choices().with_column("a", "followers").with_kind("influencers", "influencers")
    assert said.mapping == {"a": "followers"}


HEADINGS = ("handle", "name", "fans", "likes", "x", "topic", "", "id", "Handle", "price", "note")
CELLS = ("ana", "12000", "1.2K", "N/A", "", "fitness", "€250", "tiktok.com/@bo", "=1+1", "é")
SAID = (*KINDS["influencers"], EXTRA, LEFT_OUT)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    headings=st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=6),
    rows=st.lists(st.lists(st.sampled_from(CELLS), min_size=6, max_size=6), min_size=1, max_size=4),
    corrections=st.lists(st.tuples(st.integers(0, 5), st.sampled_from(SAID)), max_size=4),
)
def test_what_is_shown_is_what_comes_in(
    headings: list[str],
    rows: list[list[str]],
    corrections: list[tuple[int, str]],
    tmp_path: Path,
    store: Store,
) -> None:
    path = tmp_path / "list.csv"
    lines = [headings, *[row[: len(headings)] for row in rows]]
    path.write_text("\n".join(",".join(cells) for cells in lines))
    try:
        sample = sampled(path)
    except ImportRefused:
        return
    choices = Choices(kind="influencers")
    for place, said in corrections:
        if place < len(sample.headings):
            choices = choices.with_column(sample.headings[place], said)
    shown = look(store, sample, path.name, choices, zone=ZONE, now=NOW)
    assert shown.first == coming(path, sample, choices)


def coming(path: Path, sample: Sample, choices: Choices) -> tuple[Creator, ...]:
    """Return the first creators that an import of a dropped list brings."""
    row = DropRow(
        1,
        1,
        "c",
        "asked",
        1,
        path.name,
        "{}",
        "U0ANA",
        "D0ANA",
        None,
        "{}",
        None,
        None,
        1,
        "",
        "",
    )
    try:
        reading = open_for(path, options_of(Drop(row, choices, sample), path), NOW)
    except ImportRefused:
        return ()
    return tuple(islice((one for one in reading.records() if isinstance(one, Creator)), 3))

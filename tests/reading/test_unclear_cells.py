"""A cell that can't be read keeps nobody out, where neither figures nor who it is hang on it."""

import io
from datetime import UTC, datetime

import pytest
from openpyxl import Workbook

from services.importing import Options
from services.imports import open_for
from services.reading import Reading
from services.records import Doubt
from tests.reading.conftest import Open, creators, posts, rejected

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def now_opened(opened: Open) -> Open:
    """Open a text as on the 24th of November 2026."""

    def now_opened(content: str, **options: object) -> Reading:
        path = opened(content, **options).path
        return open_for(path, Options(**options), NOW)  # type: ignore[arg-type]

    return now_opened


def doubts(reading: Reading) -> list[tuple[int, str, str]]:
    found = [one for one in reading.records() if isinstance(one, Doubt)]
    return [(one.line, one.column, one.reason) for one in found]


UNCLEAR = [
    ("last contact", "last week", "last_contact"),
    ("last contact", "03/04/2026", "last_contact"),
    ("price", "ask her", "price_minor"),
    ("as of", "autumn", "as_of"),
]


@pytest.mark.parametrize(("heading", "cell", "field"), UNCLEAR)
def test_unclear_cell_leaves_its_field_unknown(
    opened: Open, heading: str, cell: str, field: str
) -> None:
    one = creators(opened(f"handle,{heading}\nana,{cell}\n"))[0]
    assert (getattr(one, field), one.fields) == (None, ((heading, cell),))


@pytest.mark.parametrize(("heading", "cell", "field"), UNCLEAR)
def test_unclear_cell_is_said(opened: Open, heading: str, cell: str, field: str) -> None:
    line, column, reason = doubts(opened(f"handle,{heading}\nana,{cell}\n"))[0]
    assert (line, column) == (2, heading)
    assert f"“{cell}” is not a" in reason


def test_unclear_figures_reject_their_row(opened: Open) -> None:
    reading = opened("handle,followers\nana,many\nbo,5\n")
    assert [(one.line, one.column) for one in rejected(reading)] == [(2, "followers")]


@pytest.mark.parametrize(("heading", "cell"), [("followers", "10k-15k"), ("price", "300-500 USD")])
def test_range_is_read_as_its_lower_end_and_said(opened: Open, heading: str, cell: str) -> None:
    reading = opened(f"handle,{heading}\nana,{cell}\n")
    one = creators(reading)[0]
    assert one.followers == 10_000 or one.price_minor == 30_000
    assert doubts(reading) == [(2, heading, f"“{cell}” is a range: its lower end is taken.")]


def test_range_of_a_post_is_said(opened: Open) -> None:
    reading = opened("handle,posted_at,likes\nana,2026-11-01,10-15\n", kind="posts")
    assert [one.likes for one in posts(reading)] == [10]
    assert doubts(reading) == [(2, "likes", "“10-15” is a range: its lower end is taken.")]


def test_count_under_zero_is_not_called_no_number(opened: Open) -> None:
    reading = opened("handle,followers\nana,-5\n")
    assert [one.reason for one in rejected(reading)] == [
        "“-5” is under zero, as no count can be. Write it like 12400 or 12.4K, or leave the cell"
        " empty if it is not known."
    ]


@pytest.mark.parametrize("heading", ["url", "handle"])
@pytest.mark.parametrize("link", ["https://linktr.ee/", "https://www.instagram.com/p/Cxyz/"])
def test_link_that_leads_to_nobody_is_said(opened: Open, heading: str, link: str) -> None:
    found = rejected(opened(f"{heading},followers\n{link},5\n"))
    assert [(one.column, one.value, one.reason) for one in found] == [
        (
            heading,
            link,
            f"“{link}” leads to no profile of a platform that we know. Write a handle, or a link to"
            " the profile itself, like instagram.com/name.",
        )
    ]


def test_row_without_any_link_is_told_what_it_lacks(opened: Open) -> None:
    found = rejected(opened("handle,url,followers\n,,5\n"))
    assert [one.reason for one in found] == [
        "This row names nobody: no handle, no profile link and no name. Fill one in."
    ]


def test_unclear_figure_of_a_post_is_said_as_it_stands(opened: Open) -> None:
    reading = opened("handle,posted_at,likes\nana,2026-11-01,some\nbo,2026-11-01,5\n", kind="posts")
    assert [one.reason for one in rejected(reading)] == [
        "“some” is not a number. Write it like 12400 or 12.4K, or leave the cell empty if it is not"
        " known."
    ]


def test_true_of_a_workbook_is_said_as_it_stands_there(opened: Open) -> None:
    book, out = Workbook(), io.BytesIO()
    for row in (("handle", "followers"), ("ana", True), ("bo", 5)):
        book.worksheets[0].append(row)
    book.save(out)
    reading = opened(out.getvalue(), name="a.xlsx")
    assert [one.reason[:22] for one in rejected(reading)] == ["“TRUE” is not a number"]


@pytest.mark.parametrize(
    ("day", "known"),
    [("2026-11-24", True), ("2026-11-25", True), ("2026-11-26", False), ("2099-01-01", False)],
)
@pytest.mark.parametrize("heading", ["as of", "last contact"])
def test_day_to_come_is_not_known(now_opened: Open, heading: str, day: str, known: bool) -> None:
    one = creators(now_opened(f"handle,{heading}\nana,{day}\n"))[0]
    found = one.as_of if heading == "as of" else one.last_contact
    assert found == (day if known else None)


def test_day_to_come_is_said(now_opened: Open) -> None:
    assert doubts(now_opened("handle,date\nana,2099-01-01\n")) == [
        (
            2,
            "date",
            "“2099-01-01” lies in the future, so it is not known; it is kept as an extra field.",
        )
    ]


def test_post_of_a_day_to_come_is_rejected(now_opened: Open) -> None:
    reading = now_opened(
        "handle,posted_at,likes\nana,2099-01-01,5\nana,2026-11-01,6\n", kind="posts"
    )
    assert [one.line for one in rejected(reading)] == [2]
    assert [one.likes for one in posts(reading)] == [6]


def test_column_of_counts_without_a_number_is_said(opened: Open) -> None:
    assert opened("handle,followers\nana,many\nbo,few\n").notes() == (
        "The column “followers” has no number in its first rows, like “many”: kept as an extra"
        " field, these figures are not known.",
    )


@pytest.mark.parametrize(
    "content", ["handle,followers\nana,\n", "handle,audience,followers\nana,women,5\n"]
)
def test_column_of_which_another_has_the_figures_is_not_said(opened: Open, content: str) -> None:
    assert opened(content).notes() == ()

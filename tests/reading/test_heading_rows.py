"""Which row has the headings: below a title or names of groups, or none of them at all."""

import io

import pytest
from openpyxl import Workbook

from services.errors import ImportRefused
from tests.reading.conftest import Open, creators, handles

GROUPED = "Who,,Figures,,Other,\nHandle,Platform,Followers,Likes,Niche,Country\n"
PERSON = "ana,Instagram,15000,700,Fitness,DE\n"


def test_headings_below_names_of_groups_are_found(opened: Open) -> None:
    one = creators(opened(GROUPED + PERSON))[0]
    assert (one.line, one.accounts[0].handle, one.followers, one.country) == (
        3,
        "ana",
        15_000,
        "DE",
    )


@pytest.mark.parametrize(
    "above",
    [
        "Creator,,Followers,,Other,\n",
        "Our people\nWho,,Figures,,Other,\n",
        "Creators of autumn,,,,,\n,,as of,November,,\n",
    ],
)
def test_row_that_names_most_fields_has_the_headings(opened: Open, above: str) -> None:
    reading = opened(f"{above}Handle,Platform,Followers,Likes,Niche,Country\n{PERSON}")
    assert handles(reading) == ["ana"]


def test_earliest_of_rows_that_name_as_many_fields_has_the_headings(opened: Open) -> None:
    assert handles(opened("handle,followers\nname,audience\n")) == ["name"]


def test_row_that_says_who_goes_before_one_with_more_figures(opened: Open) -> None:
    reading = opened("Handle,Figures,,\n,Followers,Likes,Comments\nana,5,4,3\n")
    assert reading.columns.one("handle") is not None


def test_word_of_a_row_may_be_chance(opened: Open) -> None:
    mapping = {"Insta": "handle", "Fans today": "followers"}
    reading = opened("Insta,Fans today,Work\nana,5,Blogger\nbo,6,Artist\n", mapping=mapping)
    assert handles(reading) == ["ana", "bo"]


def test_sheet_with_grouped_headings_is_read_instead_of_its_cover(opened: Open) -> None:
    book, out = Workbook(), io.BytesIO()
    cover, people = book.worksheets[0], book.create_sheet("People")
    cover.title = "Info"
    for cell in ("Our people", "as of November"):
        cover.append((cell,))
    for row in (("Who", None, "Figures"), ("handle", "platform", "followers"), ("ana", "x", 5)):
        people.append(row)
    people.merge_cells("A1:B1")
    book.save(out)
    reading = opened(out.getvalue(), name="a.xlsx")
    assert (handles(reading), reading.notes()) == (
        ["ana"],
        (
            "Of this workbook the sheet “People” is read; not read: “Info” (2 rows). To import"
            " another, save it as a file of its own.",
        ),
    )


@pytest.mark.parametrize(
    "content",
    [
        "abbyx,Instagram,15000,700\nbeax,TikTok,20000,900\n",
        "abbyx,12.4K\nbeax,9K\n",
        "abbyx,Instagram,Fitness\nbeax,instagram,Beauty\n",
    ],
)
def test_file_without_headings_is_refused_with_what_to_add(opened: Open, content: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        opened(content)
    assert refused.value.sentence() == (
        f"list.csv: the first row looks like data ({', '.join(content.splitlines()[0].split(','))})."
        " Add a row of headings above it, such as handle,platform,followers,average_likes,niche,"
        " and import that."
    )


@pytest.mark.parametrize(
    ("content", "mapping"),
    [
        ("Instagram,Fans\nana,5000\n", None),
        ("Instagram,,\nana,,\n", None),
        ("0,1\nana,5000\n", {"0": "handle", "1": "followers"}),
        ("Insta,2026\nana,5000\n", {"2026": "followers"}),
        ("handle,15000\nana,15000\n", None),
    ],
)
def test_strange_headings_are_no_data(
    opened: Open, content: str, mapping: dict[str, str] | None
) -> None:
    assert handles(opened(content, mapping=mapping)) == ["ana"]


def test_columns_that_posts_may_have_are_not_called_those_of_the_file(opened: Open) -> None:
    with pytest.raises(ImportRefused) as refused:
        list(opened("handle,platform,likes\nana,x,5\n", kind="posts").records())
    assert refused.value.sentence() == (
        "A file of posts needs a column “posted_at”. It may have: handle, platform, posted_at,"
        " format, likes, comments, url."
    )

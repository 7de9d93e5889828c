"""What the pages state as facts is what the program does: headings, formulas, constants."""

from csv import DictReader
from importlib.resources import files
from math import log1p

import pytest
from babel import Locale

from handlers.fetching import LARGEST
from services import offer_moves, offers
from services.commissions import credit, reversal
from services.files_asked import MOST_FOUND
from services.niche_digest import MOST
from services.reading.headings import FIELDS, field_of
from services.scoring import Bounds, LikesBaseline, Rates
from services.scoring.likes import (
    CLIP,
    NEWEST,
    POSTS_OF_AN_AVERAGE,
    SETTLING,
    WINDOW,
    Evidence,
    typical_of,
)
from services.scoring.peers import (
    DEFAULT_COMMENTS_LOW,
    DEFAULT_K,
    ENOUGH_FOR_COMMENTS,
    ENOUGH_FOR_MU,
    LARGEST_K,
    MILLION,
    SMALLEST_K,
)
from services.scoring.signs import ENOUGH_POSTS, EVEN_POSTS, EVEN_SPREAD, MASS_FOLLOWER
from services.scoring.values import value_minor
from tests.docs.reading import ROOT, rows
from web.webhooks import MOST_EVENTS

IMPORT, FORMULAS = ROOT / "docs" / "import.md", ROOT / "docs" / "formulas.md"
HEADINGS = [
    (field.strip("`"), heading.strip())
    for field, said in rows(IMPORT, "field")
    for heading in said.split(";")
]


@pytest.mark.parametrize(("field", "heading"), HEADINGS)
def test_a_documented_heading_is_understood(field: str, heading: str) -> None:
    assert field_of(heading) == field


def test_each_field_of_a_list_is_documented() -> None:
    assert {field for field, _ in HEADINGS} == set(FIELDS)


def test_the_languages_of_headings_are_named_and_no_others() -> None:
    said = " ".join(IMPORT.read_text().split()).partition("understood in English, ")[2]
    named = said.partition(". ")[0].replace(" and ", ", ").split(", ")
    with files("services.reading").joinpath("headings.csv").open(encoding="utf-8") as table:
        codes = {row["language"] for row in DictReader(table)} - {"mul"}
    assert sorted(named) == sorted(Locale("en").languages[code] for code in codes)


def test_the_example_of_typical_likes_comes_out_as_written() -> None:
    """Three posts whose ln likes vary by 0.3 around those of 2,000, where 600 likes are usual."""
    found = Evidence(3, round(log1p(2_000) * MILLION), round(0.3**2 * MILLION))
    typical = typical_of(found, LikesBaseline(round(log1p(600) * MILLION), DEFAULT_K))
    worth = value_minor(typical.likes, Rates().photo) or 0
    said = f"{typical.likes:,} typical\nlikes, band {typical.low:,} to {typical.high:,}"
    assert f"{said}, worth ${worth // 100}" in FORMULAS.read_text()


def test_the_example_of_a_commission_comes_out_as_written() -> None:
    earned = credit(5_220, 1_000)
    back = reversal(earned, 5_220, 0, 2_000)
    said = f"10% = ${earned / 100:.2f}, $20.00 refunded: minus ${back / 100:.2f}"
    assert said in FORMULAS.read_text()


@pytest.mark.parametrize(
    "said",
    [
        f"{Bounds().followers_low:,} to {Bounds().followers_high:,} followers **and**"
        f" {Bounds().likes_low:,} to {Bounds().likes_high:,} average likes",
        f"over the newest {NEWEST}\nposts of the last {WINDOW.days} days,"
        f" none younger than {SETTLING.total_seconds() / 3600:.0f} hours",
        f"outliers held to {CLIP} around",
        f"({ENOUGH_FOR_MU} accounts or more",
        f"between {SMALLEST_K / MILLION} and {LARGEST_K // MILLION} posts ({DEFAULT_K / MILLION}",
        f"{POSTS_OF_AN_AVERAGE} posts, and the band is called rough",
        f"${Rates().photo / 100_000:.2f} a like for a photo, ${Rates().video / 100_000:.2f}",
        f"({ENOUGH_POSTS} posts before and {ENOUGH_POSTS} after)",
        f"({DEFAULT_COMMENTS_LOW / MILLION} under {ENOUGH_FOR_COMMENTS} accounts)",
        f"over {EVEN_POSTS} posts the likes vary less than {EVEN_SPREAD}",
        f"follows more than {MASS_FOLLOWER:,}",
    ],
)
def test_the_constants_of_the_formulas_are_the_programs(said: str) -> None:
    assert said in FORMULAS.read_text()


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("use.md", f"for {['', 'ten'][offers.UNDO.seconds == 600]} minutes"),
        ("use.md", f"after {['', 'five'][offer_moves.EXPIRES.days == 5]} days"),
        ("operate.md", f"| niches that a channel follows | {MOST} |"),
        ("operate.md", f"| {MOST_EVENTS:,} events"),
        ("operate.md", f"| a file dropped in Slack | {LARGEST // 10**6} MB |"),
        ("operate.md", f"| the {MOST_FOUND:,} best;"),
        ("operate.md", f"| {offers.UNDO.seconds // 60} minutes |"),
    ],
)
def test_the_bounds_that_people_meet_are_the_programs(page: str, said: str) -> None:
    assert said in (ROOT / "docs" / page).read_text()

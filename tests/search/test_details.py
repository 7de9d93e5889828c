"""A creator in full: every figure, with where it is from; and who is gone is said to be gone."""

import pytest

from services.details import Details, details_of
from services.errors import NotFound
from services.scoring import Rates
from storage.engine import Store
from tests.conftest import Bring

SPRING = (
    "handle,name,platform,niche,followers,average_likes,owner,notes,shoe size,price\n"
    "jane,Jane,instagram,Running|Fitness,13000,1900,Ana,Likes early posts,38,250 EUR\n"
)
AUTUMN = "handle,platform,followers,average_likes,date\njane,instagram,15000,2000,2026-11-20\n"


@pytest.fixture
def details(store: Store, bring: Bring) -> Details:
    """Jane, of whom two lists tell."""
    bring(SPRING, name="spring.csv", as_of="2026-05-01")
    bring(AUTUMN, name="autumn.csv")
    return details_of(store, 1, rates=Rates())


def test_history_is_told_oldest_first(details: Details) -> None:
    assert [(at[:10], followers, likes) for at, followers, likes in details.history] == [
        ("2026-05-01", 13_000, 1_900),
        ("2026-11-20", 15_000, 2_000),
    ]


def test_the_newest_figures_stand(details: Details) -> None:
    assert (details.found.followers, details.found.average_likes) == (15_000, 2_000)


def test_niches_are_told_primary_first(details: Details) -> None:
    assert details.niches == ("Running", "Fitness")


def test_what_a_team_knows_is_told_with_its_source(details: Details) -> None:
    assert ("owner", "Ana", "spring.csv, 2026-05-01") in details.known
    assert ("shoe size", "38", "spring.csv, 2026-05-01") in details.known


def test_a_price_is_told_as_an_amount(details: Details) -> None:
    assert ("price", "€250.00", "spring.csv, 2026-05-01") in details.known


def test_notes_are_told_with_their_source(details: Details) -> None:
    assert details.notes == (("Likes early posts", "spring.csv, 2026-05-01"),)


def test_the_source_is_the_list_of_the_newest_figures(details: Details) -> None:
    assert details.source.startswith("autumn.csv")


def test_who_is_gone_is_said_to_be_gone(store: Store) -> None:
    with pytest.raises(NotFound, match="gone"):
        details_of(store, 4711, rates=Rates())

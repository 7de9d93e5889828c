"""A creator in full: every figure, with where it is from; and who is gone is said to be gone."""

import pytest

from blocks.details import details_modal
from blocks.figures import figures
from services.details import Details, Source, details_of
from services.errors import NotFound
from services.importing import Importing
from services.scoring import Rates
from services.search import find
from services.undoing import undo_import
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
    return details_of(store, 1, rates=Rates(), client_id=1)


def test_history_is_told_oldest_first(details: Details) -> None:
    assert [(at[:10], followers, likes) for at, followers, likes in details.history] == [
        ("2026-05-01", 13_000, 1_900),
        ("2026-11-20", 15_000, 2_000),
    ]


def test_the_newest_figures_stand(details: Details) -> None:
    assert (details.found.followers, details.found.average_likes) == (15_000, 2_000)


def test_a_post_is_called_so_as_in_lists(details: Details) -> None:
    assert any("$280.00 a post" in line for line in figures(details, "USD").lines())


def test_niches_are_told_primary_first(details: Details) -> None:
    assert details.niches == ("Running", "Fitness")


def known(details: Details) -> dict[str, tuple[str, str, str]]:
    return {one.name: (one.value, one.source.name, one.source.at[:10]) for one in details.known}


def test_what_a_team_knows_is_told_with_its_source(details: Details) -> None:
    assert known(details) == {
        "owner": ("Ana", "spring.csv", "2026-05-01"),
        "price": ("€250.00", "spring.csv", "2026-05-01"),
        "shoe size": ("38", "spring.csv", "2026-05-01"),
    }


def test_notes_are_told_with_their_source(details: Details) -> None:
    assert [(one.text, one.source.name, one.own) for one in details.notes] == [
        ("Likes early posts", "spring.csv", False)
    ]


def test_what_an_earlier_list_told_last_is_told_with_it(details: Details) -> None:
    assert [(field, one.name) for field, one in details.older] == [
        ("name", "spring.csv"),
        ("niches", "spring.csv"),
    ]


def test_what_a_list_told_bears_the_day_of_its_row(store: Store, bring: Bring) -> None:
    bring("handle,platform,country,owner,date\njane,instagram,US,Ana,2026-01-05\n", name="old.csv")
    bring(AUTUMN, name="autumn.csv")
    told = details_of(store, 1, rates=Rates(), client_id=1)
    (country,) = [source for field, source in told.older if field == "country"]
    days = [source.at[:10] for source in (country, told.known[0].source, told.source)]
    assert days == ["2026-01-05", "2026-01-05", "2026-11-20"]


def test_what_another_client_calls_its_list_is_not_told(store: Store, bring: Bring) -> None:
    store.write(
        lambda tx: tx.run("INSERT INTO clients (name, created_at) VALUES ('Acme', '2026-11-24')")
    )
    bring(SPRING, name="spring.csv", as_of="2026-05-01")
    theirs = details_of(store, 1, rates=Rates(), client_id=2)
    assert (theirs.source, theirs.known, theirs.notes) == (
        Source("a list", "2026-05-01"),
        (),
        (),
    )


def test_the_source_is_the_list_of_the_newest_figures(details: Details) -> None:
    assert details.source.name == "autumn.csv"


def test_who_is_gone_is_said_to_be_gone(store: Store) -> None:
    with pytest.raises(NotFound, match="gone"):
        details_of(store, 4711, rates=Rates(), client_id=1)


@pytest.mark.usefixtures("details")
def test_who_went_with_an_undone_import_is_gone_also_after_the_next_import(
    store: Store, bring: Bring, importing: Importing
) -> None:
    bring("handle,followers\nbo,20000\n", name="bo.csv")
    gone = find(store, "bo tier:any", currency="USD", client_id=1).results[0].account_id
    undo_import(importing, 3)
    bring("handle,followers\ncy,30000\n", name="cy.csv")
    assert find(store, "cy tier:any", currency="USD", client_id=1).total == 1
    with pytest.raises(NotFound, match="gone"):
        details_of(store, gone, rates=Rates(), client_id=1)


POSTS = "handle,platform,posted_at,likes\n" + "".join(
    [f"jane,instagram,2026-11-{day:02},2400\n" for day in range(1, 11)]
)


@pytest.mark.usefixtures("details")
def test_average_of_posts_says_so_beside_what_lists_told(store: Store, bring: Bring) -> None:
    bring(POSTS, name="posts.csv", kind="posts")
    known = details_of(store, 1, rates=Rates(), client_id=1)
    shown = str(details_modal(known, "USD", "U1"))
    assert "Average likes   2,400\\n  = mean of 10 posts" in shown
    assert "*Over time, from your lists*" in shown


@pytest.mark.usefixtures("details")
def test_median_of_the_posts_that_count_stands_below_their_average(
    store: Store, bring: Bring
) -> None:
    counting = zip(range(1, 6), (1_000, 1_000, 1_200, 1_400, 9_000), strict=True)
    posts = [f"jane,instagram,2026-11-{day:02},{likes}\n" for day, likes in counting]
    others = ["jane,instagram,2026-11-06,\n", "jane,instagram,2026-11-23,50000\n"]
    bring("".join(["handle,platform,posted_at,likes\n", *posts, *others]), kind="posts")
    lines = figures(details_of(store, 1, rates=Rates(), client_id=1), "USD").lines()
    assert lines[1:4] == [
        "Average likes   2,720",
        "  = mean of 5 posts",
        "Median likes    1,200",
    ]


@pytest.mark.usefixtures("details")
def test_average_of_a_list_stays_one_beside_posts_too_young_to_count(
    store: Store, bring: Bring
) -> None:
    young = "handle,platform,posted_at,likes\njane,instagram,2026-11-23,900\n"
    bring(young, name="young.csv", kind="posts")
    lines = figures(details_of(store, 1, rates=Rates(), client_id=1), "USD").lines()
    assert lines[1:4] == [
        "Average likes   2,000",
        "Typical likes   2,000",
        "  = the average, drawn towards",
    ]


def test_of_the_average_of_a_list_no_mean_and_no_median_is_told(details: Details) -> None:
    shown = str(details_modal(details, "USD", "U1"))
    assert [what for what in ("= mean of", "Median") if what in shown] == []

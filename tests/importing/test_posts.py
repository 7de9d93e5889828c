"""Figures per post: from them come typical likes, the band, the value and the signs."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from services.found import Found
from services.importing import Importing
from services.scoring.likes import Evidence, Typical, evidence_of_posts, typical_of
from services.scoring.peers import LikesBaseline
from services.search import find
from services.undoing import undo_import
from storage.engine import Store
from tests.conftest import NOON, Bring
from tests.importing.conftest import Query

PEERS = "handle,platform,followers,avg likes\n" + "".join(
    f"peer{number},instagram,20000,600\n" for number in range(40)
)
"""Of whom 600 likes are usual: mu is ln 601, and k, since nobody varies, 0.3."""

AROUND_2000 = (1481, 2000, 2701)
"""Their logarithms lie 0.3 below, at, and 0.3 above that of 2,000."""

HEADING = "handle,platform,posted_at,format,likes,comments,url\n"


def posts_of(
    handle: str, likes: Sequence[int | str], *, first: datetime = NOON - timedelta(days=5)
) -> str:
    """Return a file of posts, the newest first, a day apart."""
    return HEADING + "".join(
        f"{handle},instagram,{first - timedelta(days=number):%Y-%m-%dT%H:%M:%SZ},reel,{count},10,"
        f"https://instagram.com/p/{handle}{first:%j}{number}\n"
        for number, count in enumerate(likes)
    )


def one(store: Store, handle: str) -> Found:
    return find(store, f"{handle} tier:any", currency="USD", client_id=1).results[0]


@pytest.fixture
def ana_and_bo(bring: Bring) -> None:
    """Two creators with three posts each near 2,000 likes: one has 15K followers, one 80K."""
    bring(PEERS + "ana,instagram,15000,\nbo,instagram,80000,\n", name="peers.csv")
    for handle in ("ana", "bo"):
        bring(posts_of(handle, AROUND_2000), name=f"{handle}.csv", kind="posts")


@pytest.mark.parametrize("handle", ["ana", "bo"])
def test_three_posts_near_2000_are_worth_the_same_whatever_the_followers(
    store: Store, ana_and_bo: None, handle: str
) -> None:
    found = one(store, handle)
    assert (found.typical_likes, found.band_low, found.band_high, found.value_minor) == (
        1_793,
        1_228,
        2_618,
        25_102,
    )


def test_thirty_posts_near_2000_are_trusted_more() -> None:
    usual = LikesBaseline(round(6.398595 * 1e6), 300_000)
    typical = typical_of(Evidence(30, round(7.601402 * 1e6), 90_000), usual)
    assert typical == Typical(1_976, 1_513, 2_581, rough=False)


def test_at_most_twelve_posts_count() -> None:
    evidence = evidence_of_posts([2_000] * 12 + [1] * 18)
    assert evidence is not None
    assert (evidence.n, evidence.variance) == (12, 0)


def test_raw_mean_of_the_posts_decides_the_gate(store: Store, ana_and_bo: None) -> None:
    found = one(store, "ana")
    assert (found.average_likes, found.engagement_rate_bp) == (2_061, 1_374)
    assert find(store, "ana", currency="USD", client_id=1).total == 1


def test_hidden_likes_are_missing_and_not_zero(store: Store, bring: Bring) -> None:
    bring("handle,platform,followers\nana,instagram,15000\n", name="ana.csv")
    bring(posts_of("ana", ["1000", "", "N/A", "3000"]), name="posts.csv", kind="posts")
    assert one(store, "ana").average_likes == 2_000


def test_post_younger_than_two_days_does_not_count_yet(store: Store, bring: Bring) -> None:
    young = posts_of("ana", [9, 1_000, 1_000], first=NOON)
    bring(young, name="posts.csv", kind="posts")
    assert one(store, "ana").average_likes == 1_000


OLDER_LIST = "handle,platform,followers\nana,instagram,15000\n"


@pytest.mark.parametrize("count", [1, 10])
def test_posts_are_as_old_as_on_the_day_of_their_file_whatever_that_of_the_list(
    query: Query, bring: Bring, count: int
) -> None:
    bring(OLDER_LIST, name="ana.csv", as_of="2026-09-01")
    posts = posts_of("ana", [1_000] * count, first=NOON - timedelta(days=14))
    bring(posts, name="posts.csv", kind="posts")
    assert query("SELECT average_likes, sample_posts FROM accounts") == [
        {"average_likes": 1_000, "sample_posts": count}
    ]


def test_day_that_is_said_of_a_file_of_posts_is_that_of_its_figures(
    store: Store, bring: Bring
) -> None:
    posts = posts_of("ana", [9, 1_000], first=NOON - timedelta(days=20))
    day = f"{NOON - timedelta(days=18):%Y-%m-%d}"
    bring(posts, name="posts.csv", kind="posts", as_of=day)
    bring(OLDER_LIST, name="ana.csv")
    assert one(store, "ana").average_likes == 1_000


def test_file_of_posts_with_another_day_has_its_posts_count_anew(
    store: Store, bring: Bring
) -> None:
    posts = posts_of("ana", [9, 1_000], first=NOON - timedelta(days=20))
    bring(posts, name="posts.csv", kind="posts")
    day = f"{NOON - timedelta(days=18):%Y-%m-%d}"
    bring(posts, name="posts.csv", kind="posts", as_of=day)
    assert one(store, "ana").average_likes == 1_000


def test_posts_count_alike_whether_they_or_the_list_came_first(
    query: Query, bring: Bring, importing: Importing
) -> None:
    scored = "SELECT average_likes, sample_posts, typical_likes FROM accounts"
    posts = posts_of("ana", AROUND_2000, first=NOON - timedelta(days=3))
    first = bring(OLDER_LIST, name="ana.csv").run
    bring(posts, name="posts.csv", kind="posts")
    before = query(scored)
    undo_import(importing, first or 0)
    bring(OLDER_LIST, name="ana.csv")
    assert query(scored) == before


def test_same_file_of_posts_twice_changes_nothing(
    query: Query, ana_and_bo: None, bring: Bring
) -> None:
    before = query("SELECT * FROM accounts ORDER BY id"), query("SELECT * FROM posts")
    again = bring(posts_of("ana", AROUND_2000), name="again.csv", kind="posts")
    assert (again.new, again.unchanged) == (0, 3)
    assert (query("SELECT * FROM accounts ORDER BY id"), query("SELECT * FROM posts")) == before


def test_later_line_about_a_post_wins(store: Store, bring: Bring) -> None:
    twice = posts_of("ana", [100]) + posts_of("ana", [900])[len(HEADING) :]
    report = bring(twice, name="posts.csv", kind="posts")
    assert (report.read, report.new, report.repeated) == (2, 1, 1)
    assert one(store, "ana").average_likes == 900


@pytest.fixture
def grown(bring: Bring) -> Bring:
    """Followers a year ago and now; import the posts of ana on either side of August."""

    def grown(now: int, *, before: int, after: int, each: int = 6) -> None:
        for followers, day in ((10_000, "2026-08-01"), (now, "2026-11-24")):
            text = f"handle,platform,followers\nana,instagram,{followers}\n"
            bring(text, name=f"{day}.csv", as_of=day)
        spread = [round(before * (0.8 + 0.1 * number)) for number in range(each)]
        first = datetime.fromisoformat("2026-07-30T12:00:00+00:00")
        bring(posts_of("ana", spread, first=first), name="before.csv", kind="posts")
        spread = [round(after * (0.8 + 0.1 * number)) for number in range(each)]
        bring(posts_of("ana", spread), name="after.csv", kind="posts")

    return grown


@pytest.mark.parametrize(
    ("now", "after", "verdict"),
    [
        (10_500, 800, "nothing_found"),
        (15_000, 1_200, "nothing_found"),
        (17_000, 800, "some_signs"),
        (21_000, 800, "strong_signs"),
    ],
    ids=["hardly grown", "likes grew too", "grown apart", "doubled and likes stayed"],
)
def test_followers_that_grow_without_likes_are_a_sign(
    store: Store, grown: Bring, now: int, after: int, verdict: str
) -> None:
    grown(now, before=800, after=after)
    assert one(store, "ana").verdict == verdict


def test_sign_of_growth_says_its_figures(store: Store, grown: Bring) -> None:
    grown(21_000, before=800, after=800)
    assert one(store, "ana").reasons == (
        "Followers grew 2.1x from August 2026 to November 2026, likes went from 840 to 840"
        " (6 posts before, 6 after).",
    )


def test_too_few_posts_on_a_side_cannot_tell_and_say_so(store: Store, grown: Bring) -> None:
    grown(21_000, before=800, after=800, each=4)
    found = one(store, "ana")
    assert (found.verdict, found.unchecked[0]) == (
        "cannot_tell",
        "growth of followers against likes: fewer than 5 posts on a side",
    )


def test_posts_that_all_have_the_same_likes_are_a_sign(store: Store, bring: Bring) -> None:
    bring(posts_of("ana", [1_000] * 12), name="posts.csv", kind="posts")
    assert one(store, "ana").reasons == ("Every post has almost the same likes.",)


def test_undo_of_posts_brings_back_what_was_known_before(
    importing: Importing, query: Query, store: Store, bring: Bring
) -> None:
    bring("handle,platform,followers,avg likes\nana,instagram,15000,700\n", name="ana.csv")
    before = query("SELECT * FROM accounts")
    run = bring(posts_of("ana", AROUND_2000), name="posts.csv", kind="posts").run
    undo_import(importing, run or 0)
    assert query("SELECT * FROM accounts") == before


def test_list_of_posts_tells_of_and_finds_whom_it_is_about(store: Store, bring: Bring) -> None:
    bring("handle,platform,followers\nana,instagram,15000\nbo,instagram,15000\n", name="ana.csv")
    report = bring(posts_of("ana", AROUND_2000), name="posts.csv", kind="posts")
    assert (report.micro, report.likes_unknown, report.followers_unknown) == (1, 0, 0)
    found = find(store, 'source:"posts.csv"', currency="USD", client_id=1).results
    assert [row.handle for row in found] == ["ana"]

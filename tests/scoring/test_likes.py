"""Typical likes: shrunk towards what is usual, followers in none of it, with an 80% band."""

from datetime import UTC, datetime, timedelta
from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.scoring import Baselines, Bounds, Figures, LikesBaseline, Rates, Score, score
from services.scoring.likes import (
    Evidence,
    countable,
    evidence_of_average,
    evidence_of_posts,
    typical_of,
)
from services.scoring.values import value_minor

MILLION = 1_000_000
USUAL = LikesBaseline(round(log(601) * MILLION), 300_000)
NEAR_2000 = round(log(2_001) * MILLION)
SPREAD = round(0.3**2 * MILLION)
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("posts", "likes", "low", "high"),
    [(3, 1_793, 1_228, 2_618), (30, 1_976, 1_513, 2_581)],
)
def test_the_worked_example_comes_out(posts: int, likes: int, low: int, high: int) -> None:
    found = typical_of(Evidence(posts, NEAR_2000, SPREAD), USUAL)
    assert (found.likes, found.low, found.high) == (likes, low, high)


@pytest.mark.parametrize(("likes", "value"), [(1_793, 25_102), (1_976, 27_664)])
def test_value_is_typical_likes_times_the_rate(likes: int, value: int) -> None:
    assert value_minor(likes, Rates().photo) == value


def test_an_imported_average_counts_as_three_posts_and_its_band_is_rough() -> None:
    evidence = evidence_of_average(2_000)
    assert (evidence.n, typical_of(evidence, USUAL).rough) == (3, True)


def test_without_a_baseline_the_evidence_stands_alone() -> None:
    assert typical_of(evidence_of_average(2_000), None).likes == 2_000


def test_one_outlier_is_clipped() -> None:
    calm = evidence_of_posts([1_000] * 11 + [1_000])
    wild = evidence_of_posts([1_000] * 11 + [1_000_000])
    assert calm is not None
    assert wild is not None
    assert wild.mean - calm.mean <= 0.7 / 12 * MILLION + 1


def test_posts_count_that_are_at_least_two_days_and_at_most_ninety_days_old() -> None:
    ages = [timedelta(hours=47), timedelta(hours=48), timedelta(days=90), timedelta(days=91)]
    assert [countable(NOW - age, NOW, NOW) for age in ages] == [False, True, True, False]


def test_a_post_stays_as_young_as_it_was_when_its_likes_were_counted() -> None:
    posted, a_month_later = NOW - timedelta(hours=47), NOW + timedelta(days=30)
    assert not countable(posted, NOW, a_month_later)


def test_posts_count_of_the_ninety_days_before_the_newest_figures() -> None:
    posted, later = NOW - timedelta(days=60), NOW + timedelta(days=31)
    assert not countable(posted, NOW, later)


@given(st.lists(st.integers(0, 10**6), min_size=13, max_size=30))
def test_only_the_newest_twelve_posts_count(likes: list[int]) -> None:
    assert evidence_of_posts(likes) == evidence_of_posts(likes[:12])


@given(one=st.integers(0, 10**6), more=st.integers(1, 10**6))
def test_more_likes_are_never_worth_less(one: int, more: int) -> None:
    found = [
        typical_of(evidence_of_average(likes), USUAL).likes or 0 for likes in (one, one + more)
    ]
    assert found[0] <= found[1]


@given(st.integers(0, 10**6), st.integers(1, 12))
def test_typical_likes_lie_between_the_evidence_and_what_is_usual(likes: int, posts: int) -> None:
    evidence = Evidence(posts, round(log(1 + likes) * MILLION), SPREAD)
    found = typical_of(evidence, USUAL).likes or 0
    low, high = sorted((likes, 600))
    assert low - 1 <= found <= high + 1


@given(st.integers(0, 10**6))
def test_the_band_holds_the_typical_likes(likes: int) -> None:
    found = typical_of(evidence_of_average(likes), USUAL)
    assert (found.low or 0) <= (found.likes or 0) <= (found.high or 0)


def scored(followers: int, posts: tuple[int, ...] = ()) -> Score:
    """Score an account with 2,000 likes a post on average."""
    evidence = evidence_of_posts(posts) if posts else evidence_of_average(2_000)
    figures = Figures(
        platform="instagram", niche_id=1, followers=followers, average_likes=2_000,
        average_comments=60, follows=None, evidence=evidence, history=None, post_likes=posts,
        remarked=False,
    )  # fmt: skip
    baselines = Baselines(likes={("instagram", 1): USUAL})
    return score(figures, baselines, Bounds(), Rates())


@pytest.mark.parametrize("posts", [(), (2_100, 1_900, 2_000, 1_800, 2_200)])
def test_15k_and_80k_followers_with_the_same_likes_come_out_equal(posts: tuple[int, ...]) -> None:
    small, large = scored(15_000, posts), scored(80_000, posts)
    assert (small.typical_likes, small.value_minor, small.rank, small.band_low) == (
        large.typical_likes,
        large.value_minor,
        large.rank,
        large.band_low,
    )


def test_the_formula_is_the_published_one() -> None:
    weight = 3 / (3 + 0.3)
    expected = exp(weight * log(2_001) + (1 - weight) * log(601)) - 1
    assert typical_of(Evidence(3, NEAR_2000, None), USUAL).likes == round(expected)

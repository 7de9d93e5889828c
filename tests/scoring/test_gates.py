"""The definition: 10,000-100,000 followers and 500-2,500 average likes, bounds included."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.scoring import Bounds, Gate
from services.scoring.gates import engagement_rate_bp, gate_of, near_key, size_of
from storage import schema

COUNT = st.integers(0, 10**9)


@pytest.mark.parametrize(
    ("followers", "likes", "gate", "missed_by"),
    [
        (10_000, 500, Gate.MICRO, None),
        (100_000, 2_500, Gate.MICRO, None),
        (9_999, 500, Gate.FOLLOWERS_LOW, 1),
        (100_001, 2_500, Gate.FOLLOWERS_HIGH, 1),
        (10_000, 499, Gate.LIKES_LOW, 1),
        (50_000, 91, Gate.LIKES_LOW, 409),
        (10_000, 2_501, Gate.LIKES_HIGH, 1),
        (50_000, None, Gate.LIKES_UNKNOWN, None),
        (None, 800, Gate.FOLLOWERS_UNKNOWN, None),
        (None, None, Gate.TWO_RULES, None),
        (9_999, 499, Gate.TWO_RULES, None),
        (200_000, None, Gate.TWO_RULES, None),
    ],
)
def test_an_account_stands_at_one_gate(
    followers: int | None, likes: int | None, gate: Gate, missed_by: int | None
) -> None:
    assert gate_of(followers, likes, Bounds()) == (gate, missed_by)


def test_the_bounds_are_settings() -> None:
    assert gate_of(5_000, 100, Bounds(1_000, 9_000, 50, 200))[0] is Gate.MICRO


@given(followers=COUNT, likes=COUNT)
def test_micro_is_exactly_the_definition(followers: int, likes: int) -> None:
    inside = 10_000 <= followers <= 100_000 and 500 <= likes <= 2_500
    assert (gate_of(followers, likes, Bounds())[0] is Gate.MICRO) == inside


def test_the_store_knows_the_gate_of_micro_influencers_by_the_same_number() -> None:
    assert Gate.MICRO == schema.MICRO


@given(likes=st.integers(0, 499), more=st.integers(0, 499))
def test_who_misses_by_less_stands_first(likes: int, more: int) -> None:
    keys = [near_key(*gate_of(20_000, one, Bounds()), Bounds()) for one in sorted((likes, more))]
    assert keys[0] >= keys[1]


@pytest.mark.parametrize(
    ("followers", "size"),
    [
        (9_999, "nano"),
        (10_000, "micro"),
        (100_000, "micro"),
        (100_001, "mid"),
        (500_000, "macro"),
        (1_000_000, "mega"),
        (None, None),
    ],
)
def test_size_comes_from_followers_alone(followers: int | None, size: str | None) -> None:
    assert size_of(followers) == size


@pytest.mark.parametrize(
    ("followers", "likes", "rate"),
    [(15_000, 2_000, 1_333), (80_000, 2_000, 250), (20_000, 1, 1), (0, 5, None), (None, 5, None)],
)
def test_engagement_rate_is_likes_by_followers_half_up(
    followers: int | None, likes: int, rate: int | None
) -> None:
    assert engagement_rate_bp(followers, likes) == rate

"""Counts in a list are short, and never say more than there is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts.numbers import short_count

SIZES = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}


@pytest.mark.parametrize(
    ("count", "written"),
    [(0, "0"), (950, "950"), (15_000, "15K"), (12_345, "12.3K"), (99_999, "99.9K"),
     (100_000, "100K"), (999_999, "999K"), (1_250_000, "1.2M")],
)  # fmt: skip
def test_a_count_is_short(count: int, written: str) -> None:
    assert short_count(count) == written


@given(st.integers(0, 10**15 - 1))
def test_a_short_count_is_the_count_but_for_its_smallest_digits(count: int) -> None:
    written = short_count(count)
    number = float(written.rstrip("KMBT")) * SIZES.get(written[-1], 1)
    assert number <= count * 1.0000001
    assert count - number <= count / 10

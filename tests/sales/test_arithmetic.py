"""Commissions in whole minor units: parts always sum to the whole, never below zero."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.commissions import counted, credit, reversal, stays

bases = st.integers(1, 10**12)
rates = st.integers(0, 10_000)
parts = st.lists(st.integers(1, 10**12), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("base", "rate_bp", "earned"),
    [(5_220, 1_000, 522), (9, 1_000, 0), (10, 1_000, 1), (19, 1_000, 1), (333, 1_250, 41)],
)
def test_credit_is_rounded_down_once(base: int, rate_bp: int, earned: int) -> None:
    assert credit(base, rate_bp) == earned


@given(bases, rates)
def test_credit_never_exceeds_its_base(base: int, rate_bp: int) -> None:
    assert 0 <= credit(base, rate_bp) <= base


@given(bases, rates, st.integers(-100, 10**12))
def test_credit_never_exceeds_the_room_under_a_cap(base: int, rate_bp: int, room: int) -> None:
    assert credit(base, rate_bp, room) <= max(0, room)


def taken_back(base: int, credited: int, refunds: list[int]) -> list[int]:
    before, back = 0, []
    for refund in refunds:
        back.append(reversal(credited, base, before, refund))
        before += refund
    return back


@given(bases, rates, parts)
def test_refunds_of_any_size_take_back_nothing_below_zero(
    base: int, rate_bp: int, refunds: list[int]
) -> None:
    assert min(taken_back(base, credit(base, rate_bp), refunds)) >= 0


@given(bases, rates, parts)
def test_what_stays_depends_on_the_sum_of_the_refunds_alone(
    base: int, rate_bp: int, refunds: list[int]
) -> None:
    credited = credit(base, rate_bp)
    back = taken_back(base, credited, refunds)
    assert credited - sum(back) == stays(credited, base, sum(refunds))


@given(st.data(), bases, rates)
def test_refunds_that_add_up_to_the_sale_take_back_exactly_its_commission(
    data: st.DataObject, base: int, rate_bp: int
) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, base), max_size=8)))
    edges = [0, *cuts, base]
    refunds = [high - low for low, high in pairwise(edges) if high > low]
    credited = credit(base, rate_bp)
    shuffled = data.draw(st.permutations(refunds))
    assert sum(taken_back(base, credited, shuffled)) == credited


@given(bases, parts)
def test_refunds_together_count_for_no_more_than_the_sale(base: int, refunds: list[int]) -> None:
    before, sum_of_counted = 0, 0
    for refund in refunds:
        sum_of_counted += counted(base, before, refund)
        before += refund
    assert sum_of_counted == min(base, sum(refunds))

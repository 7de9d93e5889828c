"""The rank key: remarked and strong signs last, then typical likes, then the band's low end."""

from hypothesis import given
from hypothesis import strategies as st

from services.scoring import rank_of

LIKES = st.one_of(st.none(), st.integers(0, 2**31 - 3))
ACCOUNT = st.tuples(st.booleans(), LIKES, st.integers(0, 2**31 - 1))


def order(account: tuple[bool, int | None, int]) -> tuple[bool, int, int]:
    last, likes, low = account
    return (last, -(-1 if likes is None else likes), -low)


@given(one=ACCOUNT, other=ACCOUNT)
def test_smaller_rank_is_better_in_just_that_order(
    one: tuple[bool, int | None, int], other: tuple[bool, int | None, int]
) -> None:
    ranks = [rank_of(likes, low, last) for last, likes, low in (one, other)]
    assert (ranks[0] < ranks[1]) == (order(one) < order(other))


@given(ACCOUNT)
def test_a_rank_fits_63_bits(account: tuple[bool, int | None, int]) -> None:
    last, likes, low = account
    assert 0 <= rank_of(likes, low, last) < 2**63

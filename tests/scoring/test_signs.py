"""Signs of bought numbers: what fires, what verdict it makes, and what is always said."""

from datetime import date

import pytest

from services.scoring.peers import Peers
from services.scoring.signs import History, Signs, verdict_of
from texts.signs import NOT_COMMENTS, NOT_EVEN, NOT_GROWTH, NOT_LIKES, NOT_POSTS, NOT_RATES

STEADY = History(20_000, 22_000, date(2026, 3, 1), date(2026, 9, 1), (640,) * 8, (700,) * 9)
HONEST = Signs(
    followers=22_000, likes=700, comments=20, follows=400, history=STEADY,
    post_likes=(700, 400, 900, 650, 500, 1_100, 300, 800, 720, 610, 950, 480),
)  # fmt: skip
PEERS = Peers(rate_low=4_000, rate_high=60_000)


def grown(times: float) -> History:
    return STEADY._replace(followers_now=round(20_000 * times), likes_after=(640,) * 9)


def test_an_honest_account_has_nothing_found_and_nothing_unchecked() -> None:
    assert verdict_of(HONEST, PEERS) == ("nothing_found", (), ())


@pytest.mark.parametrize(
    ("times", "verdict"),
    [(1.5, "nothing_found"), (1.7, "some_signs"), (2.1, "strong_signs")],
)
def test_growth_apart_from_likes_makes_a_verdict(times: float, verdict: str) -> None:
    assert verdict_of(HONEST._replace(history=grown(times)), PEERS)[0] == verdict


def test_growth_apart_is_told_with_its_figures() -> None:
    reason = verdict_of(HONEST._replace(history=grown(2.1)), PEERS)[1][0]
    assert reason == (
        "Followers grew 2.1x from March 2026 to September 2026, likes went from 640 to 640"
        " (8 posts before, 9 after)."
    )


def test_growth_with_likes_is_no_sign() -> None:
    both = STEADY._replace(followers_now=60_000, likes_after=(1_900,) * 9)
    assert verdict_of(HONEST._replace(history=both), PEERS)[0] == "nothing_found"


def test_four_posts_a_side_cannot_tell() -> None:
    thin = grown(3)._replace(likes_after=(640,) * 4)
    verdict, _, unchecked = verdict_of(HONEST._replace(history=thin), PEERS)
    assert (verdict, unchecked) == ("cannot_tell", (NOT_POSTS,))


def test_without_history_nothing_found_is_not_claimed() -> None:
    verdict, _, unchecked = verdict_of(HONEST._replace(history=None), PEERS)
    assert (verdict, unchecked) == ("cannot_tell", (NOT_GROWTH,))


FEW_COMMENTS = HONEST._replace(likes=2_000, comments=6, followers=22_000)


def test_few_comments_with_a_high_like_rate_are_a_sign() -> None:
    verdict, reasons, _ = verdict_of(FEW_COMMENTS, PEERS)
    assert (verdict, reasons[0][:25]) == ("some_signs", "0.3 comments per 100 like")


def test_few_comments_alone_are_none() -> None:
    usual_rate = FEW_COMMENTS._replace(followers=90_000)
    assert verdict_of(usual_rate, PEERS)[0] == "nothing_found"


def test_comments_without_accounts_to_compare_with_are_said_to_be_unchecked() -> None:
    verdict, _, unchecked = verdict_of(FEW_COMMENTS, Peers())
    assert (verdict, unchecked) == ("nothing_found", (NOT_RATES,))


def test_too_even_likes_are_a_sign() -> None:
    even = HONEST._replace(post_likes=(700, 701) * 6)
    assert verdict_of(even, PEERS)[:2] == (
        "some_signs",
        ("Every post has almost the same likes.",),
    )


def test_two_weak_signs_are_strong() -> None:
    even = FEW_COMMENTS._replace(post_likes=(2_000, 2_001) * 6)
    assert verdict_of(even, PEERS)[0] == "strong_signs"


def test_a_sign_stands_although_growth_could_not_be_checked() -> None:
    even = HONEST._replace(post_likes=(700, 701) * 6, history=None)
    assert verdict_of(even, PEERS)[0] == "some_signs"


def test_a_low_like_rate_alone_makes_no_verdict() -> None:
    low = HONEST._replace(followers=400_000, likes=700)
    assert verdict_of(low, PEERS)[:2] == ("nothing_found", ())


def test_a_low_like_rate_adds_a_reason_to_a_verdict_that_stands() -> None:
    low = HONEST._replace(followers=400_000, history=grown(2.1))
    says = "Fewer likes for its followers than 95 of 100 accounts of its size."
    assert says in verdict_of(low, PEERS)[1]


def test_following_many_is_a_remark_and_no_sign() -> None:
    many = HONEST._replace(follows=2_000)
    assert verdict_of(many, PEERS)[:2] == ("nothing_found", ("Follows 2,000 accounts.",))


def test_what_is_not_known_is_said_to_be_unchecked() -> None:
    bare = Signs(None, None, None, None, None, ())
    assert verdict_of(bare, PEERS) == (
        "cannot_tell",
        (),
        (NOT_GROWTH, NOT_LIKES, NOT_COMMENTS, NOT_EVEN),
    )

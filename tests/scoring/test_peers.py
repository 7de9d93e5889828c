"""What is usual: mu and k, percentiles, and from how many accounts on they count."""

import pytest

from services.baselines import Observed, estimate
from services.scoring import Baselines, LikesBaseline, evidence_of_posts
from services.scoring.peers import comment_band, likes_baseline, percentile, rate_band

MILLION = 1_000_000
MIDDLES = range(500, 2_500, 50)


def test_mu_is_the_median_of_the_accounts() -> None:
    assert likes_baseline([1, 5, 100], []).mu == 5


def test_k_without_posts_is_the_default() -> None:
    assert likes_baseline([6 * MILLION, 7 * MILLION], []).k == 300_000


def test_k_is_the_variance_within_by_the_variance_between() -> None:
    means = [round((6 + 0.5 * step) * MILLION) for step in range(-2, 3)]
    within = [round(0.2 * MILLION)]
    assert likes_baseline(means, within).k == round(0.2 / (1.4826 * 0.5) ** 2 * MILLION)


def observed(*likes: int) -> Observed:
    evidence = evidence_of_posts(likes)
    assert evidence is not None
    return "instagram", None, 20_000, likes[0], None, evidence.mean, evidence.variance


def test_an_account_with_one_post_does_not_tell_how_likes_vary_within_one() -> None:
    posting = [observed(*[round(base * share) for share in (1, 0.6, 1.5)]) for base in MIDDLES]
    once = [observed(base) for base in MIDDLES]
    both = estimate([*posting, *once]).likes["instagram", None]
    assert both.k == pytest.approx(estimate(posting).likes["instagram", None].k, rel=0.05)


def test_k_stays_between_a_tenth_and_one() -> None:
    means = [6 * MILLION, 7 * MILLION, 8 * MILLION]
    found = [likes_baseline(means, [spread]).k for spread in (1, 90 * MILLION)]
    assert found == [100_000, 1_000_000]


def test_a_niche_without_a_baseline_is_held_against_its_platform() -> None:
    whole = LikesBaseline(1, 2)
    assert Baselines(likes={("tiktok", None): whole}).likes_of("tiktok", 7) is whole


def test_a_platform_without_accounts_has_no_baseline() -> None:
    assert Baselines().likes_of("tiktok", 7) is None


def test_like_rates_count_from_fifty_accounts_on() -> None:
    assert (rate_band(range(49)), rate_band(range(50))) == (None, (2, 47))


def test_comments_count_from_fifty_accounts_on() -> None:
    assert (comment_band(range(49)), comment_band(range(50))) == (None, (2, 25))


def test_a_percentile_is_the_nearest_rank() -> None:
    assert percentile(range(100), 0.95) == 95

"""What is usual among peers: frozen at the end of an import, so that equal accounts score equal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from services.scoring.gates import MILLION

ENOUGH_FOR_MU = 30
ENOUGH_FOR_RATES = 50
ENOUGH_FOR_COMMENTS = 50
DEFAULT_K = 300_000
SMALLEST_K, LARGEST_K = 100_000, 1_000_000
MAD_TO_SD = 1.4826
DEFAULT_COMMENTS_LOW = 700_000
"""0.7 comments per 100 likes: the 5th percentile among 336 accounts with 45 and more posts."""

DEFAULT_COMMENTS_MIDDLE = 2_400_000


@dataclass(frozen=True, slots=True)
class LikesBaseline:
    """mu: the median of m; k: the weight of mu in posts. Both in millionths."""

    mu: int
    k: int


@dataclass(frozen=True, slots=True)
class Peers:
    """Percentiles, in millionths.

    rate_low, rate_high: 5th and 95th percentile of likes / followers at this platform and size,
    None under 50 accounts. comments_low, comments_middle: comments per 100 likes, 5th percentile
    and median of the platform.
    """

    rate_low: int | None = None
    rate_high: int | None = None
    comments_low: int = DEFAULT_COMMENTS_LOW
    comments_middle: int = DEFAULT_COMMENTS_MIDDLE


@dataclass(slots=True)
class Baselines:
    """All baselines of a store.

    likes: by (platform, niche id), and by (platform, None) for the whole platform.
    rates: 5th and 95th percentile of the like rate by (platform, size).
    comments: 5th percentile and median of comments per 100 likes by platform.
    accounts: how many stand behind each, by kind and group.
    """

    likes: dict[tuple[str, int | None], LikesBaseline] = field(default_factory=dict)
    rates: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    comments: dict[str, tuple[int, int]] = field(default_factory=dict)
    accounts: dict[tuple[str, str, str], int] = field(default_factory=dict)
    _peers: dict[tuple[str, str | None], Peers] = field(default_factory=dict)

    def likes_of(self, platform: str, niche_id: int | None) -> LikesBaseline | None:
        """Return the niche's baseline on this platform, else the platform's, else None."""
        return self.likes.get((platform, niche_id)) or self.likes.get((platform, None))

    def peers_of(self, platform: str, size: str | None) -> Peers:
        """Return the percentiles an account of this platform and size is held against."""
        key = (platform, size)
        if key not in self._peers:
            low, high = self.rates.get((platform, size or ""), (None, None))
            comments = self.comments.get(platform)
            self._peers[key] = Peers(low, high, *comments) if comments else Peers(low, high)
        return self._peers[key]


def likes_baseline(
    means: Sequence[int], variances: Sequence[int], k: int | None = None
) -> LikesBaseline:
    """Estimate mu and k of a group from its accounts' m and variances (millionths).

    k = s_in^2 / tau^2 clamped to 0.1-1 posts, s_in^2 the mean variance within accounts, tau =
    1.4826 x median absolute deviation of m; 0.3 where no account has posts or m does not vary.
    """
    mu = round(median(means))
    if k is not None:
        return LikesBaseline(mu, k)
    deviation = MAD_TO_SD * median([abs(mean - mu) for mean in means]) / MILLION
    if not variances or not deviation:
        return LikesBaseline(mu, DEFAULT_K)
    within = sum(variances) / len(variances) / MILLION
    return LikesBaseline(
        mu, round(min(max(within / deviation**2 * MILLION, SMALLEST_K), LARGEST_K))
    )


def percentile(ordered: Sequence[int], share: float) -> int:
    """Return the value below which a share of the ordered values lies (nearest rank)."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def rate_band(rates: Iterable[int]) -> tuple[int, int] | None:
    """Return the 5th and 95th percentile of like rates; None for too few."""
    ordered = sorted(rates)
    if len(ordered) < ENOUGH_FOR_RATES:
        return None
    return percentile(ordered, 0.05), percentile(ordered, 0.95)


def comment_band(comments_per_100: Iterable[int]) -> tuple[int, int] | None:
    """Return the 5th percentile and median of comments per 100 likes; None for too few."""
    ordered = sorted(comments_per_100)
    if len(ordered) < ENOUGH_FOR_COMMENTS:
        return None
    return percentile(ordered, 0.05), percentile(ordered, 0.5)

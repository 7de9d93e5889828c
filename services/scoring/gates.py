"""The definition of a micro-influencer, and how near the others come.

10,000-100,000 followers AND 500-2,500 average likes, bounds included (the product's own
definition; both bounds are settings). Follower counts alone say little: a published rate of $0.14
a like (ainfluencer) makes 2,000 likes worth the same at 15K and at 80K followers.
"""

from dataclasses import dataclass
from enum import IntEnum

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Bounds:
    """Followers, and average likes a post; all inclusive."""

    followers_low: int = 10_000
    followers_high: int = 100_000
    likes_low: int = 500
    likes_high: int = 2_500


class Gate(IntEnum):
    """Where an account stands: it matches, or which one rule it fails, or that it fails two."""

    MICRO = 0
    LIKES_LOW = 1
    LIKES_HIGH = 2
    FOLLOWERS_LOW = 3
    FOLLOWERS_HIGH = 4
    LIKES_UNKNOWN = 5
    FOLLOWERS_UNKNOWN = 6
    TWO_RULES = 7

    @property
    def ordered_by_distance(self) -> bool:
        """Tell whether accounts at this gate stand in the order of how little they miss by."""
        return Gate.LIKES_LOW <= self <= Gate.FOLLOWERS_HIGH


def gate_of(
    followers: int | None, average_likes: int | None, bounds: Bounds
) -> tuple[Gate, int | None]:
    """Return the gate, and by how many followers or likes the failed rule is missed."""
    reach, reach_missed = _side(
        followers,
        bounds.followers_low,
        bounds.followers_high,
        (Gate.FOLLOWERS_LOW, Gate.FOLLOWERS_HIGH, Gate.FOLLOWERS_UNKNOWN),
    )
    likes, likes_missed = _side(
        average_likes,
        bounds.likes_low,
        bounds.likes_high,
        (Gate.LIKES_LOW, Gate.LIKES_HIGH, Gate.LIKES_UNKNOWN),
    )
    if reach is Gate.MICRO:
        return likes, likes_missed
    if likes is Gate.MICRO:
        return reach, reach_missed
    return Gate.TWO_RULES, None


def _side(
    value: int | None, low: int, high: int, failed: tuple[Gate, Gate, Gate]
) -> tuple[Gate, int | None]:
    if value is None:
        return failed[2], None
    if value < low:
        return failed[0], low - value
    if value > high:
        return failed[1], value - high
    return Gate.MICRO, None


def near_key(gate: Gate, missed_by: int | None, bounds: Bounds) -> int:
    """Return the distance to the missed bound as a share of it, in millionths."""
    all_bounds = (
        bounds.likes_low,
        bounds.likes_high,
        bounds.followers_low,
        bounds.followers_high,
    )
    bound = all_bounds[gate - Gate.LIKES_LOW]
    return (missed_by or 0) * MILLION // max(1, bound)


def size_of(followers: int | None) -> str | None:
    """Return the size by followers alone: nano, micro, mid, macro or mega."""
    if followers is None:
        return None
    if followers < 10_000:
        return "nano"
    if followers <= 100_000:
        return "micro"
    if followers < 500_000:
        return "mid"
    return "macro" if followers < 1_000_000 else "mega"


def engagement_rate_bp(followers: int | None, average_likes: int | None) -> int | None:
    """Return average likes / followers in basis points, half up; None where it is not known.

    Likes alone, as Modash computes it; comments stand beside it.
    """
    if average_likes is None or not followers:
        return None
    return (average_likes * 20_000 + followers) // (2 * followers)

"""What a post is worth, in money: typical likes x a rate, followers in none of it.

Source of the default rates: ainfluencer, average likes x $0.14 for a photo, x $0.20 for a video.
#paid's average cost per engagement in 2021 was $1.40: so the rates are settings.
"""

from dataclasses import dataclass

VIDEO = frozenset(
    ("youtube", "tiktok", "rutube", "twitch", "vimeo", "kick", "bilibili", "dailymotion")
)


@dataclass(frozen=True, slots=True)
class Rates:
    """Minor units of the workspace's currency per 1,000 likes."""

    photo: int = 14_000
    video: int = 20_000

    def of(self, value_format: str) -> int:
        return self.video if value_format == "video" else self.photo


def value_format(platform: str) -> str:
    """Return the platform's usual format: video or photo."""
    return "video" if platform in VIDEO else "photo"


def value_minor(typical_likes: int | None, rate: int) -> int | None:
    """Return what a post is worth in minor units, half up; None where likes are unknown."""
    return None if typical_likes is None else (typical_likes * rate + 500) // 1_000

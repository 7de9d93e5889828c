"""The reasons of a verdict on bought numbers, and what could not be looked at."""

from datetime import date

from texts.dates import month
from texts.numbers import full_count
from texts.wording import counted

NOT_GROWTH = "growth of followers against likes: no earlier figures"
NOT_POSTS = "growth of followers against likes: fewer than 5 posts on a side"
NOT_LIKES = "likes are not known"
NOT_COMMENTS = "comments are not known"
NOT_RATES = "comments against likes: fewer than 50 accounts of its size to compare with"
NOT_EVEN = "evenness of likes: fewer than 12 posts"
TOO_EVEN = "Every post has almost the same likes."
LOW_RATE = "Fewer likes for its followers than 95 of 100 accounts of its size."


def growth(
    times: float, then: date, now: date, likes: tuple[int, int], posts: tuple[int, int]
) -> str:
    """likes, posts: typical likes and numbers of posts, before and after."""
    return (
        f"Followers grew {times:.1f}x from {month(then)} to {month(now)}, likes went from"
        f" {full_count(likes[0])} to {full_count(likes[1])}"
        f" ({counted(posts[0], 'post')} before, {posts[1]} after)."
    )


def few_comments(per_100: float, usual: float) -> str:
    """Both are comments per 100 likes."""
    return (
        f"{per_100:.1f} comments per 100 likes; peers have {usual:.1f}, while likes are high for"
        " its followers."
    )


def follows_many(count: int) -> str:
    return f"Follows {full_count(count)} accounts."

"""Signs of bought numbers, and the verdict: always with reasons and with what was not checked.

Thresholds were measured on public sets of accounts over 10K followers with half-synthetic
inflation; nothing was validated on micro-influencers, on other platforms or after 2018. A verdict
is no probability and no percentage of fake followers.
"""

from datetime import date
from math import log, log1p
from statistics import median, stdev
from typing import NamedTuple

from services.scoring.gates import MILLION
from services.scoring.peers import Peers
from texts import signs as says

ENOUGH_POSTS = 5
GROWTH_WEAK, GROWTH_STRONG = log(1.6), log(2.0)
EVEN_POSTS, EVEN_SPREAD = 12, 0.09
"""One in a hundred honest accounts varies so little (972 influencers, 17 posts each)."""

MASS_FOLLOWER = 1_500
"""HypeAuditor's bound for a mass follower; 5% of honest influencers pass it."""


class History(NamedTuple):
    """Followers at two dates; likes of up to 12 posts before the first date and after it."""

    followers_then: int
    followers_now: int
    then: date
    now: date
    likes_before: tuple[int, ...]
    likes_after: tuple[int, ...]


class Signs(NamedTuple):
    """What the checks look at. likes and comments are averages a post."""

    followers: int | None
    likes: int | None
    comments: int | None
    follows: int | None
    history: History | None
    post_likes: tuple[int, ...]


Verdict = tuple[str, tuple[str, ...], tuple[str, ...]]
_PLAIN_UNCHECKED = {
    (False, False): (says.NOT_GROWTH, says.NOT_LIKES, says.NOT_COMMENTS, says.NOT_EVEN),
    (True, False): (says.NOT_GROWTH, says.NOT_COMMENTS, says.NOT_EVEN),
    (False, True): (says.NOT_GROWTH, says.NOT_LIKES, says.NOT_EVEN),
    (True, True): (says.NOT_GROWTH, says.NOT_EVEN),
}


def verdict_of(signs: Signs, peers: Peers) -> Verdict:
    """Return (verdict, reasons, what was not checked).

    strong_signs: growth strongly apart, or two of {growth apart, few comments, too even};
    some_signs: one of them; cannot_tell: nothing fired and growth could not be looked at;
    else nothing_found. A low like rate adds a reason to a verdict that stands, and makes none.
    """
    strength, growth, gap = _growth(signs.history)
    fired = [growth] if growth else []
    comments = _few_comments(signs, peers)
    if comments:
        fired.append(comments)
    even = _too_even(signs.post_likes)
    if even:
        fired.append(even)
    unchecked = _unchecked(signs, peers, gap)
    remark = _follows_many(signs.follows)
    if not fired:
        verdict = "cannot_tell" if gap else "nothing_found"
        return verdict, remark, unchecked
    verdict = "strong_signs" if strength == 2 or len(fired) > 1 else "some_signs"
    return verdict, (*fired, *_low_rate(signs, peers), *remark), unchecked


def _growth(history: History | None) -> tuple[int, str | None, str | None]:
    """Return (0 none, 1 weak, 2 strong; the reason; why it could not be looked at)."""
    if history is None:
        return 0, None, says.NOT_GROWTH
    before, after = history.likes_before, history.likes_after
    if len(before) < ENOUGH_POSTS or len(after) < ENOUGH_POSTS:
        return 0, None, says.NOT_POSTS
    if history.followers_then <= 0 or history.followers_now <= 0:
        return 0, None, says.NOT_GROWTH
    likes_before, likes_after = median(before), median(after)
    apart = log(history.followers_now / history.followers_then) - log(
        (likes_after + 1) / (likes_before + 1)
    )
    if apart <= GROWTH_WEAK:
        return 0, None, None
    times = history.followers_now / history.followers_then
    reason = says.growth(
        times,
        history.then,
        history.now,
        (round(likes_before), round(likes_after)),
        (len(before), len(after)),
    )
    return (2 if apart > GROWTH_STRONG else 1), reason, None


def _few_comments(signs: Signs, peers: Peers) -> str | None:
    if signs.comments is None or not signs.likes or not signs.followers or peers.rate_high is None:
        return None
    per_100 = signs.comments * 100 * MILLION // signs.likes
    rate = signs.likes * MILLION // signs.followers
    if per_100 >= peers.comments_low or rate <= peers.rate_high:
        return None
    return says.few_comments(per_100 / MILLION, peers.comments_middle / MILLION)


def _too_even(post_likes: tuple[int, ...]) -> str | None:
    if len(post_likes) < EVEN_POSTS:
        return None
    if stdev([log1p(likes) for likes in post_likes]) >= EVEN_SPREAD:
        return None
    return says.TOO_EVEN


def _low_rate(signs: Signs, peers: Peers) -> tuple[str, ...]:
    if peers.rate_low is None or signs.likes is None or not signs.followers:
        return ()
    if signs.likes * MILLION // signs.followers >= peers.rate_low:
        return ()
    return (says.LOW_RATE,)


def _follows_many(follows: int | None) -> tuple[str, ...]:
    if follows is None or follows <= MASS_FOLLOWER:
        return ()
    return (says.follows_many(follows),)


def _unchecked(signs: Signs, peers: Peers, gap: str | None) -> tuple[str, ...]:
    known = (signs.likes is not None, signs.comments is not None)
    alone = all(known) and bool(signs.followers) and peers.rate_high is None
    if gap == says.NOT_GROWTH and len(signs.post_likes) < EVEN_POSTS and not alone:
        return _PLAIN_UNCHECKED[known]
    parts = [
        gap,
        None if known[0] else says.NOT_LIKES,
        None if known[1] else says.NOT_COMMENTS,
        says.NOT_RATES if alone else None,
        says.NOT_EVEN if len(signs.post_likes) < EVEN_POSTS else None,
    ]
    return tuple([part for part in parts if part])

"""Engagement, value and verdict of an account: what a search ranks by, and why.

gates.py: the definition of a micro-influencer. likes.py: typical likes and their band.
signs.py: signs of bought numbers and the verdict. peers.py: what is usual among peers.
Here: all of it put together for one account.
"""

from typing import NamedTuple

from services.scoring.gates import (
    Bounds,
    Gate,
    engagement_rate_bp,
    gate_of,
    near_key,
    size_of,
)
from services.scoring.likes import (
    NEWEST,
    Evidence,
    Typical,
    countable,
    evidence_of_average,
    evidence_of_posts,
    typical_of,
)
from services.scoring.peers import Baselines, LikesBaseline, Peers
from services.scoring.signs import History, Signs, verdict_of
from services.scoring.values import Rates, value_format, value_minor

__all__ = [
    "NEWEST",
    "Baselines",
    "Bounds",
    "Evidence",
    "Figures",
    "Gate",
    "History",
    "LikesBaseline",
    "Peers",
    "Rates",
    "Score",
    "countable",
    "evidence_of_average",
    "evidence_of_posts",
    "rank_of",
    "score",
]

_LARGEST = (1 << 31) - 1


class Figures(NamedTuple):
    """What is known of an account. post_likes: the newest posts' likes, hidden ones left out."""

    platform: str
    niche_id: int | None
    followers: int | None
    average_likes: int | None
    average_comments: int | None
    follows: int | None
    evidence: Evidence | None
    history: History | None
    post_likes: tuple[int, ...]
    remarked: bool


class Score(NamedTuple):
    """Everything that is computed of an account, as the store keeps it.

    sort_key: the order within the account's gate; rank: the order among all.
    value_minor: minor units of the workspace's currency for one post.
    """

    gate: Gate
    missed_by: int | None
    sort_key: int
    rank: int
    size: str | None
    engagement_rate_bp: int | None
    typical_likes: int | None
    band_low: int | None
    band_high: int | None
    rough: bool
    value_minor: int | None
    value_format: str
    verdict: str
    reasons: tuple[str, ...]
    unchecked: tuple[str, ...]


_UNKNOWN = Typical(None, None, None, False)


def score(figures: Figures, baselines: Baselines, bounds: Bounds, rates: Rates) -> Score:
    """Score one account against its peers' frozen baselines."""
    followers, likes = figures.followers, figures.average_likes
    gate, missed_by = gate_of(followers, likes, bounds)
    size = size_of(followers)
    typical = (
        _UNKNOWN
        if figures.evidence is None
        else typical_of(figures.evidence, baselines.likes_of(figures.platform, figures.niche_id))
    )
    verdict, reasons, unchecked = verdict_of(
        Signs(
            followers=followers,
            likes=likes,
            comments=figures.average_comments,
            follows=figures.follows,
            history=figures.history,
            post_likes=figures.post_likes,
        ),
        baselines.peers_of(figures.platform, size),
    )
    rank = rank_of(typical.likes, typical.low, figures.remarked or verdict == "strong_signs")
    form = value_format(figures.platform)
    return Score(
        gate,
        missed_by,
        near_key(gate, missed_by, bounds) if gate.ordered_by_distance else rank,
        rank,
        size,
        engagement_rate_bp(followers, likes),
        typical.likes,
        typical.low,
        typical.high,
        typical.rough,
        value_minor(typical.likes, rates.of(form)),
        form,
        verdict,
        reasons,
        unchecked,
    )


def rank_of(typical: int | None, low: int | None, last: bool) -> int:
    """Return the order among accounts, smaller is better, as a number of 63 bits.

    Remarked accounts and strong signs last, then typical likes, then the band's low end.
    """
    likes = -1 if typical is None else min(typical, _LARGEST - 1)
    floor = 0 if low is None else min(max(low, 0), _LARGEST)
    return (int(last) << 62) | ((_LARGEST - 1 - likes) << 31) | (_LARGEST - floor)

"""From what was observed of an account to the row that searches read.

The newest observation that knows a field decides it; posts, where there are any, decide likes and
comments. Imports, refreshes and undo all come through here, so that they cannot disagree.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from services.niches import Niches
from services.scoring import (
    NEWEST,
    Baselines,
    Bounds,
    Evidence,
    Figures,
    History,
    Rates,
    countable,
    evidence_of_average,
    evidence_of_posts,
    score,
)
from storage.accounts import SEPARATOR, AccountRow, ObservationRow, PostRow
from storage.search_index import indexed_words
from storage.words import words

YEAR = timedelta(days=365)

MANY = 10_000
"""Different lists of niches that are remembered at once."""


class Named(NamedTuple):
    """What the niches of an observation are: the primary one, all with what they are part of."""

    primary: int | None
    niche_ids: list[int]
    texts: list[list[str]]


@dataclass(frozen=True, slots=True)
class Scale:
    """What accounts are held against. Its niches stay as they are as long as it is used."""

    bounds: Bounds
    rates: Rates
    baselines: Baselines
    niches: Niches
    _named: dict[str, Named] = field(default_factory=dict)

    def named(self, niches: str) -> Named:
        """Return what an observation's niches are; most accounts share theirs with many."""
        known = self._named.get(niches)
        if known is None:
            names = niches.split(SEPARATOR) if niches else []
            ids = [niche for niche in map(self.niches.find, names) if niche is not None]
            texts = [words(name) for name in names]
            known = Named(ids[0] if ids else None, self.niches.with_ancestors(ids), texts)
            if len(self._named) >= MANY:
                self._named.clear()
            self._named[niches] = known
        return known


class Identity(NamedTuple):
    """What of an account no observation changes."""

    id: int
    influencer_id: int
    platform: str
    key: str
    run_id: int

    @classmethod
    def of(cls, row: AccountRow) -> "Identity":
        return cls(row.id, row.influencer_id, row.platform, row.key, row.run_id)


def together(observations: Sequence[ObservationRow]) -> ObservationRow:
    """Put observations together, oldest first: of each field what the newest that knows it says."""
    known: Sequence[Any] = observations[-1]
    for older in reversed(observations[:-1]):
        known = [
            said if said is not None else before for said, before in zip(known, older, strict=True)
        ]
    return ObservationRow._make(known)


def unfigured(
    account_id: int, run_id: int, as_of: str, line: int, handle: str | None
) -> ObservationRow:
    """Return an observation of an account of which nothing but its posts is known."""
    nothing = dict.fromkeys(ObservationRow._fields)
    known = {
        "account_id": account_id,
        "run_id": run_id,
        "as_of": as_of,
        "line": line,
        "handle": handle,
        "remarked": 0,
    }
    return ObservationRow(**{**nothing, **known})  # type: ignore[arg-type]


def settle(
    identity: Identity,
    observations: Sequence[ObservationRow],
    posts: Sequence[PostRow],
    scale: Scale,
) -> AccountRow:
    """Return the account's row as its observations (oldest first) and posts give it."""
    known = together(observations)
    evidence, likes, comments = _evidence(known, posts)
    return row_of(
        identity,
        known,
        scale,
        evidence=evidence,
        average_likes=likes,
        average_comments=comments,
        history=_history(observations, posts),
        post_likes=tuple([post.likes for post in posts if post.likes is not None][:12]),
    )


def row_of(
    identity: Identity,
    known: ObservationRow,
    scale: Scale,
    *,
    evidence: Evidence | None,
    average_likes: int | None,
    average_comments: int | None,
    history: History | None = None,
    post_likes: tuple[int, ...] = (),
) -> AccountRow:
    """Score an account and lay out its row. known: what its observations say together."""
    primary, niche_ids, niche_words = scale.named(known.niches or "")
    scored = score(
        Figures(
            platform=identity.platform,
            niche_id=primary,
            followers=known.followers,
            average_likes=average_likes,
            average_comments=average_comments,
            follows=known.follows,
            evidence=evidence,
            history=history,
            post_likes=post_likes,
            remarked=bool(known.remarked),
        ),
        scale.baselines,
        scale.bounds,
        scale.rates,
    )
    texts = [words(text) for text in (known.name, known.bio) if text] + niche_words
    return AccountRow(
        identity.id,
        identity.influencer_id,
        identity.platform,
        identity.key,
        known.handle,
        identity.run_id,
        primary,
        known.as_of,
        known.url,
        known.name,
        known.country,
        known.language,
        known.followers,
        average_likes,
        average_comments,
        known.average_views,
        known.follows,
        known.posts_count,
        evidence.n if evidence else None,
        evidence.mean if evidence else None,
        evidence.variance if evidence else None,
        known.remarked,
        int(scored.gate),
        scored.missed_by,
        scored.sort_key,
        scored.rank,
        scored.size,
        scored.engagement_rate_bp,
        scored.typical_likes,
        scored.band_low,
        scored.band_high,
        int(scored.rough),
        scored.value_minor,
        scored.value_format,
        scored.verdict,
        "\n".join(scored.reasons),
        "\n".join(scored.unchecked),
        indexed_words(int(scored.gate), niche_ids, texts),
        known.bio,
    )


def counted(posts: Sequence[PostRow], as_of: str) -> list[PostRow]:
    """Return the posts that likes are told by, of all known of an account; both newest first.

    as_of: the instant of the account's newest observation.
    """
    newest_at = max([as_of, *[post.taken_at for post in posts]], key=moment)
    return [
        post
        for post in posts
        if post.likes is not None
        and countable(moment(post.posted_at), moment(post.taken_at), moment(newest_at))
    ][:NEWEST]


def _evidence(
    known: ObservationRow, posts: Sequence[PostRow]
) -> tuple[Evidence | None, int | None, int | None]:
    """Return the evidence for likes with the raw means of likes and comments a post.

    posts: newest first.
    """
    if posts:
        sample = counted(posts, known.as_of)
        evidence = evidence_of_posts([post.likes or 0 for post in sample])
        if evidence is not None:
            likes = _mean([post.likes for post in sample])
            return evidence, likes, _mean([post.comments for post in sample])
    average = known.average_likes
    return (
        None if average is None else evidence_of_average(average),
        average,
        known.average_comments,
    )


def _history(observations: Sequence[ObservationRow], posts: Sequence[PostRow]) -> History | None:
    """Return followers then and now, with the likes of the posts before and after."""
    counted = [one for one in observations if one.followers]
    if len(counted) < 2:
        return None
    newest = counted[-1]
    now = moment(newest.as_of)
    oldest = next(one for one in counted if moment(one.as_of) >= now - YEAR)
    if oldest is newest:
        return None
    then = moment(oldest.as_of)
    dated = [(moment(post.posted_at), post.likes) for post in posts if post.likes is not None]
    return History(
        followers_then=oldest.followers or 0,
        followers_now=newest.followers or 0,
        then=then.date(),
        now=now.date(),
        likes_before=tuple([likes for at, likes in dated if at <= then][:12]),
        likes_after=tuple([likes for at, likes in dated if at > then][:12]),
    )


def _mean(values: Sequence[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known)) if known else None


@lru_cache(maxsize=4_096)
def moment(text: str) -> datetime:
    """Read a stored date or instant (UTC)."""
    found = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return found if found.tzinfo else datetime.fromisoformat(f"{text[:10]}T00:00:00+00:00")

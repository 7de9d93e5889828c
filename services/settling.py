"""From what was observed of an account to the row that searches read.

The newest observation that knows a field decides it; posts, where there are any, decide likes and
comments. Imports, refreshes and undo all come through here, so that they cannot disagree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.niches import Niches
from services.scoring import (
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
from storage.accounts import AccountRow, ObservationRow, PostRow
from storage.search_index import indexed_words
from storage.words import words

SEPARATOR = "\x1f"
"""Stands between the niches of an observation; no cell of a file holds it."""

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Scale:
    """What accounts are held against."""

    bounds: Bounds
    rates: Rates
    baselines: Baselines
    niches: Niches


@dataclass(frozen=True, slots=True)
class Identity:
    """What of an account no observation changes."""

    id: int
    influencer_id: int
    platform: str
    key: str
    run_id: int


@dataclass(frozen=True, slots=True)
class Profile:
    """An account's fields as they stand, each from the newest observation that knows it."""

    as_of: str
    handle: str | None
    url: str | None
    name: str | None
    country: str | None
    language: str | None
    bio: str | None
    niches: tuple[str, ...]
    followers: int | None
    average_likes: int | None
    average_comments: int | None
    average_views: int | None
    follows: int | None
    posts_count: int | None
    remarked: bool


def profile_of(observations: Sequence[ObservationRow]) -> Profile:
    """Put observations together, oldest first."""
    known: dict[str, object] = {}
    for observation in observations:
        for name, value in zip(ObservationRow._fields, observation, strict=True):
            if value is not None:
                known[name] = value
    niches = str(known.get("niches") or "")
    values = {name: known.get(name) for name in Profile.__dataclass_fields__}
    values["niches"] = tuple(niches.split(SEPARATOR)) if niches else ()
    values["remarked"] = bool(known["remarked"])
    return Profile(**values)  # type: ignore[arg-type]


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
    profile = profile_of(observations)
    evidence, likes, comments = _evidence(profile, posts)
    return row_of(
        identity,
        profile,
        scale,
        evidence=evidence,
        average_likes=likes,
        average_comments=comments,
        history=_history(observations, posts),
        post_likes=tuple([post.likes for post in posts if post.likes is not None][:12]),
    )


def row_of(
    identity: Identity,
    profile: Profile,
    scale: Scale,
    *,
    evidence: Evidence | None,
    average_likes: int | None,
    average_comments: int | None,
    history: History | None = None,
    post_likes: tuple[int, ...] = (),
) -> AccountRow:
    """Score an account and lay out its row."""
    niche_ids = [niche for niche in map(scale.niches.find, profile.niches) if niche is not None]
    primary = niche_ids[0] if niche_ids else None
    scored = score(
        Figures(
            platform=identity.platform,
            niche_id=primary,
            followers=profile.followers,
            average_likes=average_likes,
            average_comments=average_comments,
            follows=profile.follows,
            evidence=evidence,
            history=history,
            post_likes=post_likes,
            remarked=profile.remarked,
        ),
        scale.baselines,
        scale.bounds,
        scale.rates,
    )
    texts = [words(text) for text in (profile.name, profile.bio, *profile.niches) if text]
    return AccountRow(
        identity.id,
        identity.influencer_id,
        identity.platform,
        identity.key,
        profile.handle,
        identity.run_id,
        primary,
        profile.as_of,
        profile.url,
        profile.name,
        profile.country,
        profile.language,
        profile.followers,
        average_likes,
        average_comments,
        profile.average_views,
        profile.follows,
        profile.posts_count,
        evidence.n if evidence else None,
        evidence.mean if evidence else None,
        evidence.variance if evidence else None,
        int(profile.remarked),
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
        indexed_words(int(scored.gate), scale.niches.with_ancestors(niche_ids), texts),
        profile.bio,
    )


def _evidence(
    profile: Profile, posts: Sequence[PostRow]
) -> tuple[Evidence | None, int | None, int | None]:
    """Return the evidence for likes with the raw means of likes and comments a post."""
    now = max([moment(profile.as_of), *[moment(post.posted_at) for post in posts]])
    dated = [moment(post.posted_at) for post in posts]
    sample = [posts[place] for place in countable(dated, now) if posts[place].likes is not None]
    evidence = evidence_of_posts([post.likes or 0 for post in sample])
    if evidence is not None:
        newest = sample[: evidence.n]
        return (
            evidence,
            _mean([post.likes for post in newest]),
            _mean([post.comments for post in newest]),
        )
    average = profile.average_likes
    return (
        None if average is None else evidence_of_average(average),
        average,
        profile.average_comments,
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


def moment(text: str) -> datetime:
    """Read a stored date or instant (UTC)."""
    found = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return found if found.tzinfo else datetime.fromisoformat(f"{text[:10]}T00:00:00+00:00")

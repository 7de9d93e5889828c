"""What a file says of one creator, after its cells were understood. Null is unknown, never zero."""

from dataclasses import dataclass
from typing import NamedTuple


class AccountRef(NamedTuple):
    """An account that a record names.

    platform: our key, e.g. instagram, youtube, tiktok, rutube, unknown.
    handle: as written without @, or None where the record names nobody (keyed by its digest).
    key: the folded handle, or "#" and the record's digest.
    """

    platform: str
    handle: str | None
    key: str
    url: str | None = None


FIGURES = (
    "followers",
    "average_likes",
    "average_comments",
    "average_views",
    "follows",
    "posts_count",
)
"""The fields of a creator that are counts, as their first account has them."""


class Creator(NamedTuple):
    """One record of an influencer file.

    line: the physical line of its first character (header = 1; the row number in XLSX,
        the record's number in JSON).
    accounts: at least one; the single follower figure belongs to the first.
    niches: as written, the first is primary.
    country: ISO 3166 alpha-2; language: ISO 639.
    price_minor, price_currency: the asking price in minor units; currency None if not said.
    last_contact: ISO date. as_of: ISO date or instant of the figures, if a column says it.
    fields: unknown columns, kept as (heading, text).
    """

    line: int
    accounts: tuple[AccountRef, ...]
    name: str | None = None
    niches: tuple[str, ...] = ()
    country: str | None = None
    language: str | None = None
    bio: str | None = None
    followers: int | None = None
    average_likes: int | None = None
    average_comments: int | None = None
    average_views: int | None = None
    follows: int | None = None
    posts_count: int | None = None
    price_minor: int | None = None
    price_currency: str | None = None
    owner: str | None = None
    status: str | None = None
    last_contact: str | None = None
    note: str | None = None
    tags: tuple[str, ...] = ()
    as_of: str | None = None
    fields: tuple[tuple[str, str], ...] = ()


class PostFigures(NamedTuple):
    """One record of a posts file (handle, platform, posted_at, format, likes, comments, url).

    posted_at: ISO instant in UTC. likes None: hidden or unknown.
    """

    line: int
    account: AccountRef
    posted_at: str
    format: str | None
    likes: int | None
    comments: int | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that could not be taken, with the place and what to do about it."""

    line: int
    column: str
    value: str
    reason: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A record that was taken with a doubt, as where handle and profile link name two accounts."""

    line: int
    column: str
    reason: str

"""What a search answers: the same for Slack, the command line and the page."""

from dataclasses import dataclass
from typing import NamedTuple

from services.query import Filter, Query, Word
from services.scoring import Gate
from storage.search import FoundRow

OF_LIKES = frozenset(("likes", "er", "value"))
"""Figures that nobody has whose likes are unknown."""

RULES = {int(gate): gate.name.lower() for gate in Gate}
"""What the rules that decide who is a micro-influencer are called."""


class Found(NamedTuple):
    """One account as an answer shows it. Null is unknown.

    engagement_rate_bp: basis points. value_minor: minor units of the workspace's currency.
    typical_likes, band_low, band_high: likes a post; rough says that the band is.
    niches: the primary one first; only filled where asked for.
    reasons, unchecked: the verdict's sentences, and what could not be looked at.
    missed_rule, missed_by: for a near miss, e.g. likes_low and 409, else None.
    """

    account_id: int
    influencer_id: int
    platform: str
    handle: str | None
    name: str | None
    url: str | None
    country: str | None
    language: str | None
    followers: int | None
    average_likes: int | None
    typical_likes: int | None
    band_low: int | None
    band_high: int | None
    rough: bool
    engagement_rate_bp: int | None
    value_minor: int | None
    value_format: str
    verdict: str
    reasons: tuple[str, ...]
    unchecked: tuple[str, ...]
    remarked: bool
    as_of: str
    missed_rule: str | None = None
    missed_by: int | None = None
    niches: tuple[str, ...] = ()


def found_of(row: FoundRow, missed: bool = False) -> Found:
    """Return an account of the store as an answer shows it. missed: with the rule that it fails."""
    return Found(
        row.account_id,
        row.influencer_id,
        row.platform,
        row.handle,
        row.name,
        row.url,
        row.country,
        row.language,
        row.followers,
        row.average_likes,
        row.typical_likes,
        row.band_low,
        row.band_high,
        bool(row.rough),
        row.engagement_rate_bp,
        row.value_minor,
        row.value_format,
        row.verdict,
        tuple(row.reasons.split("\n")) if row.reasons else (),
        tuple(row.unchecked.split("\n")) if row.unchecked else (),
        bool(row.remarked),
        row.as_of,
        RULES[row.gate] if missed else None,
        row.missed_by if missed else None,
    )


@dataclass(frozen=True, slots=True)
class Removed:
    """What of a query that found nobody is to blame: how many would match without it.

    typed: the rule as written ("country:IS"), or the rules where none alone is to blame.
    would_match: how many match with that dropped; it stops at a cap where exact is False.
    query: the query's text without it, for a button.
    """

    typed: str
    would_match: int
    exact: bool
    query: str


@dataclass(frozen=True, slots=True)
class Widened:
    """A range that left nobody, widened to the nearest who would match: "followers:>=88k".

    typed, instead: the rule as written and as widened. would_match, exact, query: as in Removed,
    of the query with the rule widened.
    """

    typed: str
    instead: str
    would_match: int
    exact: bool
    query: str


class Answer(NamedTuple):
    """A page of a search.

    niche: the name of the niche that the query named, else None. store_is_empty: nobody at all.
    words, filters: what the query asks for beside that niche.
    total counts the matches; it stops at a cap where total_is_exact is False.
    misses: of those in the niche who don't match the gate, how many fail which rule
        (likes_low, ..., two_rules), for a search by niche alone or by nothing; with words or
        filters only how many would match but for unknown likes (likes_unknown), if any;
        with words only where fewer than five match. misses_are_exact: False where counting them
        stopped at a cap or was left. unknown_query: finds those whom likes_unknown counts, or would
        count, and nobody else.
    near_misses: filled when total is under five or when asked for; near_misses_total their number.
    removed, widened: where nobody matches, what can be dropped and what is offered instead.
    unknown: of the filters those by a tag, a list or the like that there is not.
    suggestions: "did you mean": whole queries that would find somebody.
    price_other_currency: accounts that matched but for the currency of their asking price.
    hidden: accounts that match and are left out, because the team hid them.
    of_hidden: those who are hidden are what was asked for.
    """

    query: Query
    offset: int
    limit: int
    niche: str | None
    total: int
    total_is_exact: bool
    results: tuple[Found, ...]
    misses: dict[str, int]
    near_misses: tuple[Found, ...] = ()
    near_misses_total: int = 0
    near_misses_total_is_exact: bool = True
    removed: tuple[Removed, ...] = ()
    unknown: tuple[Filter, ...] = ()
    suggestions: tuple[str, ...] = ()
    store_is_empty: bool = False
    price_other_currency: int = 0
    hidden: int = 0
    of_hidden: bool = False
    currency: str = "USD"
    words: tuple[Word, ...] = ()
    filters: tuple[Filter, ...] = ()
    misses_are_exact: bool = True
    unknown_query: str = ""
    widened: tuple[Widened, ...] = ()

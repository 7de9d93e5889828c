"""The search language: text -> Query. What people know from GitHub and Gmail, forgiving."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """An inclusive range; None is open. Units: people, likes, basis points or minor units."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Word:
    """A free word, or a quoted phrase, as typed."""

    text: str
    negated: bool
    at: int


@dataclass(frozen=True, slots=True)
class Filter:
    """One `field:value` of a query.

    values: folded texts, any of which may match; for country ISO 3166 alpha-2 in capitals, for
    language ISO 639 in small letters, for platform our platform key ("instagram").
    range: for followers, likes, er, value and price, else None.
    currency: for price only, ISO 4217, where the user named one.
    at, typed: where it stands in the query and how it was written ("country:IS").
    """

    field: str
    values: tuple[str, ...]
    range: Range | None
    negated: bool
    at: int
    typed: str
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A search as understood.

    tier: micro (what a search asks for by itself), any, unknown (followers or likes) or
        likes_unknown: who would be micro if their likes were known and fit.
    sort: likes (typical likes, the default), followers, er, value or newest.
    """

    text: str
    words: tuple[Word, ...] = ()
    filters: tuple[Filter, ...] = ()
    tier: str = "micro"
    sort: str = "likes"
    descending: bool = True

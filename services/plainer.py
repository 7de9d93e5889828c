"""A query that finds nobody, read as plain language: places as filters, without needless words."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from services.loosening import TRIED, Count
from services.query import Filter, Query, Word
from services.query_parser import write
from services.reading.headings import platform_named
from services.reading.places import country_code, language_code
from storage.words import fold

LITTLE = frozenset(
    (
        "a",
        "an",
        "and",
        "any",
        "are",
        "at",
        "by",
        "creators",
        "find",
        "for",
        "from",
        "i",
        "in",
        "influencers",
        "is",
        "it",
        "me",
        "my",
        "of",
        "on",
        "people",
        "please",
        "show",
        "some",
        "that",
        "the",
        "to",
        "who",
        "with",
    )
)
"""Words, folded, that people write around what they look for."""

LONGEST_PLACE = 4
"""Words of a country's name that are looked at together."""


def plainer(
    query: Query, niche: Iterable[Word], would_match: Count, *, shorter: bool
) -> tuple[str, ...]:
    """Return the query that finds somebody with what names a country, a language or a platform as a
    filter, or else without the words that nobody in the niche has.

    niche: the words that name it. shorter: no rule alone is to blame, so words may be left out.
    """
    for offer in _plainer(query, tuple(niche), would_match, shorter=shorter):
        if offer != query and would_match(offer)[0]:
            return (write(offer),)
    return ()


def _plainer(
    query: Query, niche: tuple[Word, ...], would_match: Count, *, shorter: bool
) -> Iterator[Query]:
    placed = _with_places(query)
    yield placed
    if niche and placed != query:
        yield _shortened(placed, niche, would_match)
    if niche and shorter:
        yield _shortened(query, niche, would_match)


def _with_places(query: Query) -> Query:
    """Return a query with its places as filters, and then without its little words."""
    kept: list[Word] = []
    places: dict[str, list[str]] = {}
    left = query.words
    while left:
        spans = [left[:length] for length in range(min(LONGEST_PLACE, len(left)), 0, -1)]
        span, place = next(
            ((span, place) for span in spans if (place := _place(span))), (left[:1], None)
        )
        if place:
            places.setdefault(place[0], []).append(place[1])
        elif not _is_little(left[0]):
            kept.append(left[0])
        left = left[len(span) :]
    if not places:
        return query
    filters = [
        Filter(field, tuple(values), None, False, 0, f"{field}:{','.join(values)}")
        for field, values in places.items()
    ]
    return replace(query, words=tuple(kept), filters=(*query.filters, *filters))


def _place(span: tuple[Word, ...]) -> tuple[str, str] | None:
    """Return the field and the value that words may have been meant for."""
    if any(word.negated for word in span):
        return None
    text = " ".join([word.text for word in span]).strip(" ,.;!?")
    if text.islower() and text in LITTLE:  # "in" is no India
        return None
    if platform := platform_named(text):
        return "platform", platform
    if country := country_code(text):
        return "country", country
    language = language_code(text) if len(text) > 3 else None  # "fit" may be the code of one
    return ("language", language) if language else None


def _is_little(word: Word) -> bool:
    return not word.negated and fold(word.text) in LITTLE


def _shortened(query: Query, niche: tuple[Word, ...], would_match: Count) -> Query:
    """Return a query without the words that nobody in its niche has."""
    named = tuple([word for word in query.words if word in niche])

    def has_somebody(word: Word) -> bool:
        return not _is_little(word) and would_match(replace(query, words=(*named, word)))[0] > 0

    kept = [
        word
        for place, word in enumerate(query.words)
        if word in niche or word.negated or (place < TRIED and has_somebody(word))
    ]
    return replace(query, words=tuple(kept))

"""What to say when a search finds nobody: which rule removed how many, and what was meant."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, islice

from rapidfuzz import fuzz, process

from services.found import Removed, Widened
from services.niches import key_of
from services.query import Filter, Query, Range, Word
from services.query_parser import write, written
from storage.words import words
from texts import queries
from texts.numbers import decimals

Count = Callable[[Query], tuple[int, bool]]
Nearest = Callable[[Query, Filter], tuple[int | None, int | None]]
"""For those who match a query: a range's nearest value under it and above it, where known."""

WIDENED = frozenset(("followers", "likes", "er", "value"))

NAMED = frozenset(("tag", "owner", "status", "list", "source", "niche"))
"""Fields whose values are names that the team, or its lists, gave."""

SIMILAR = 74
"""From this share of equal letters on (of 100) a word may have been meant for another."""

SUGGESTED = 3

FAR_LARGER = 10
"""A niche of so many times the people is offered instead of one that is written much alike."""

_BARE = re.compile(r"[\w.-]+")
"""A name that a filter takes without quotation marks."""

TOGETHER = 2
"""How many rules may be to blame together before all of them are."""

TRIED = 15
"""How many ways of loosening are counted at most; six rules make so many pairs."""


@dataclass(frozen=True, slots=True)
class _Dropped:
    """A word or filter that a loosened query does without."""

    typed: str
    part: Word | Filter


def removed_by(query: Query, would_match: Count) -> tuple[Removed, ...]:
    """Return for each rule of a query that finds nobody how many it would find without it.

    Where no rule alone is to blame, the pairs of rules are that find somebody without both; where
    no pair is either, all rules but the words.
    """
    rules = _rules(query)
    everything = (len(query.filters),) if len(query.filters) > TOGETHER else ()
    for size in (1, TOGETHER, *everything):
        among = rules if size <= TOGETHER else rules[: len(query.filters)]
        found = []
        for chosen in islice(combinations(among, size), TRIED):
            loosened = _without(query, chosen)
            if query.words and not (loosened.words or loosened.filters):
                continue  # nothing of what was asked would be left
            number, exact = would_match(loosened)
            if number:
                typed = queries.both([rule.typed for rule in chosen])
                found.append(Removed(typed, number, exact, write(loosened)))
        if found:
            return tuple(sorted(found, key=lambda one: -one.would_match))
    return ()


def widened(
    query: Query, would_match: Count, nearest: Nearest, currency: str
) -> tuple[Widened, ...]:
    """Return for each range that alone left nobody what it would be with the nearest in it.

    The one that has to give way least, measured by its own bound, is first.
    """
    found = []
    for item in query.filters:
        if item.range is None or item.negated or item.field not in WIDENED:
            continue
        dropped = _Dropped(item.typed, item)
        ends = nearest(_without(query, (dropped,)), item)
        wider, distance = _wider(item.range, *ends)
        if wider is None:
            continue
        text = f"{item.field}:{_written_range(item.field, wider, currency)}"
        instead = replace(item, range=wider, typed=text)
        filters = tuple([instead if one is item else one for one in query.filters])
        loosened = replace(query, filters=filters)
        number, exact = would_match(loosened)
        if number or not exact:  # at least the nearest is there, also where counting gave up
            offer = Widened(item.typed, text, max(number, 1), exact, write(loosened))
            found.append((distance, offer))
    return tuple([offer for _, offer in sorted(found, key=lambda pair: pair[0])])


def _wider(range_: Range, under: int | None, above: int | None) -> tuple[Range | None, float]:
    """Return a range with the nearer of two values in it, and how far off that was."""
    offers = []
    if under is not None and range_.low is not None:
        offers.append(((range_.low - under) / range_.low, Range(under, range_.high)))
    if above is not None and range_.high is not None:
        offers.append(((above - range_.high) / max(range_.high, 1), Range(range_.low, above)))
    if not offers:
        return None, 0.0
    distance, wider = min(offers, key=lambda pair: pair[0])
    return wider, distance


def _written_range(field: str, range_: Range, currency: str) -> str:
    low, high = (
        "" if end is None else _written_number(field, end, currency)
        for end in (range_.low, range_.high)
    )
    if low and high:
        return f"{low}..{high}"
    return f">={low}" if low else f"<={high}"


def _written_number(field: str, number: int, currency: str) -> str:
    """Write a bound as the query language reads it: three decimals would pass for thousands."""
    if field in ("followers", "likes"):
        return f"{number // 1_000}k" if number and number % 1_000 == 0 else str(number)
    places = 2 if field == "er" else decimals(currency)
    text = str(Decimal(number).scaleb(-places)) + ("0" if places == 3 else "")
    return f"{text}%" if field == "er" else text


def _rules(query: Query) -> list[_Dropped]:
    """Return what can be dropped: each filter, and each word unless it is all that is asked."""
    rules = [_Dropped(item.typed, item) for item in query.filters]
    if len(query.words) + len(query.filters) > 1:
        rules += [_Dropped(written(word), word) for word in query.words]
    return rules


def _without(query: Query, chosen: tuple[_Dropped, ...]) -> Query:
    gone = [id(rule.part) for rule in chosen]
    return replace(
        query,
        words=tuple([word for word in query.words if id(word) not in gone]),
        filters=tuple([item for item in query.filters if id(item) not in gone]),
    )


def handles_meant(query: Query, known: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the query with a word that is a handle written as one: fay.miles, as @fay.miles.

    known: tells whether somebody's handle begins so.
    """
    return tuple(
        [
            f"{query.text[: word.at]}@{query.text[word.at :]}"
            for word in query.words
            if query.text[word.at :].startswith(word.text)
            and not word.negated
            and len(words(word.text)) > 1
            and " " not in word.text
            and known(word.text)
        ]
    )


def unknown_names(query: Query, known: Callable[[str], list[str]]) -> tuple[Filter, ...]:
    """Return the filters by a tag, a list or the like that there is not, or a niche nobody is in.

    known: the names of a field, folded; a list may be named without what its name ends on (.csv).
    """
    return tuple(
        [
            item
            for item in query.filters
            if item.field in NAMED
            and not set(_names_in(item)) & set(_also_without_ending(known(item.field)))
        ]
    )


def _names_in(item: Filter) -> tuple[str, ...]:
    return tuple(map(key_of, item.values)) if item.field == "niche" else item.values


def _also_without_ending(names: list[str]) -> list[str]:
    return [*names, *[stem for name in names if (stem := name.rpartition(".")[0])]]


def names_meant(
    query: Query, unknown: Iterable[Filter], known: Callable[[str], list[str]]
) -> tuple[str, ...]:
    """Return whole queries, each with a tag, a list or the like that may have been meant.

    unknown: the filters of the query by one that there is not.
    """
    found: dict[str, None] = {}
    for item in unknown:
        for name, _, _ in process.extract(
            _names_in(item)[0],
            _also_without_ending(known(item.field)),
            scorer=fuzz.ratio,
            score_cutoff=SIMILAR,
        ):
            written = name if _BARE.fullmatch(name) else queries.quoted(name)
            typed = f"{'-' * item.negated}{item.field}:{written}"
            meant = replace(item, values=(name,), typed=typed)
            filters = tuple([meant if one is item else one for one in query.filters])
            found[write(replace(query, filters=filters))] = None
    return tuple(found)[:SUGGESTED]


def suggestions(query: Query, asked: Iterable[Word], sizes: dict[str, int]) -> tuple[str, ...]:
    """Return whole queries, each with one word replaced by the niche it may have been meant for.

    A word that is a niche itself was meant, unless another is FAR_LARGER. asked: the words that may
    be replaced. sizes: of the niches that somebody is in, by their names and aliases, folded.
    """
    found: dict[str, None] = {}
    for word in asked:
        typed = " ".join(words(word.text))
        for phrase, _, _ in process.extract(
            typed, list(sizes), scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=SUGGESTED
        ):
            if phrase != typed and sizes[phrase] >= FAR_LARGER * sizes.get(typed, 0):
                meant = replace(word, text=phrase)
                others = tuple([meant if one is word else one for one in query.words])
                found[write(replace(query, words=others))] = None
    return tuple(found)[:SUGGESTED]

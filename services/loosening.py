"""What to say when a search finds nobody: which rule removed how many, and what was meant."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import combinations, islice

from rapidfuzz import fuzz, process

from services.found import Removed
from services.query import Filter, Query, Word
from services.query_parser import write
from storage.words import words

Count = Callable[[Query], tuple[int, bool]]

SIMILAR = 74
"""From this share of equal letters on (of 100) a word may have been meant for another."""

SUGGESTED = 3

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
                typed = " and ".join([rule.typed for rule in chosen])
                found.append(Removed(typed, number, exact, write(loosened)))
        if found:
            return tuple(sorted(found, key=lambda one: -one.would_match))
    return ()


def _rules(query: Query) -> list[_Dropped]:
    """Return what can be dropped: each filter, and each word unless it is all that is asked."""
    rules = [_Dropped(item.typed, item) for item in query.filters]
    if len(query.words) + len(query.filters) > 1:
        rules += [_Dropped(word.text, word) for word in query.words]
    return rules


def _without(query: Query, chosen: tuple[_Dropped, ...]) -> Query:
    gone = [id(rule.part) for rule in chosen]
    return replace(
        query,
        words=tuple([word for word in query.words if id(word) not in gone]),
        filters=tuple([item for item in query.filters if id(item) not in gone]),
    )


def suggestions(query: Query, known: Iterable[str]) -> tuple[str, ...]:
    """Return whole queries, each with one word replaced by the niche it may have been meant for.

    known: the names and aliases of niches that somebody is in, folded.
    """
    phrases = list(known)
    found: dict[str, None] = {}
    for index, word in enumerate(query.words):
        typed = " ".join(words(word.text))
        for phrase, _, _ in process.extract(
            typed, phrases, scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=SUGGESTED
        ):
            if phrase != typed:
                meant = Word(phrase, word.negated, word.at)
                rest = query.words[index + 1 :]
                found[write(replace(query, words=(*query.words[:index], meant, *rest)))] = None
    return tuple(found)[:SUGGESTED]

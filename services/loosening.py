"""What to say when a search finds nobody: which rule removed how many, and what was meant."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from rapidfuzz import fuzz, process

from services.found import Removed
from services.query import Query, Word
from services.query_parser import write
from storage.words import words

Count = Callable[[Query], tuple[int, bool]]

SIMILAR = 74
"""From this share of equal letters on (of 100) a word may have been meant for another."""

SUGGESTED = 3


def removed_by(query: Query, would_match: Count) -> tuple[Removed, ...]:
    """Return for each rule of a query that finds nobody how many it would find without it."""
    found = []
    for typed, loosened in _without_each(query):
        number, exact = would_match(loosened)
        if number:
            found.append(Removed(typed, number, exact, write(loosened)))
    return tuple(sorted(found, key=lambda one: -one.would_match))


def _without_each(query: Query) -> list[tuple[str, Query]]:
    loosened = [
        (item.typed, replace(query, filters=query.filters[:index] + query.filters[index + 1 :]))
        for index, item in enumerate(query.filters)
    ]
    if len(query.words) + len(query.filters) > 1:
        loosened += [
            (word.text, replace(query, words=query.words[:index] + query.words[index + 1 :]))
            for index, word in enumerate(query.words)
        ]
    return loosened


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

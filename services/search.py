"""Search: a query's text -> a page of the best matching accounts, with what stood in the way."""

from dataclasses import replace
from functools import cache, lru_cache

from services.found import OF_LIKES, RULES, Answer, Found, found_of
from services.loosening import (
    handles_meant,
    names_meant,
    removed_by,
    suggestions,
    unknown_names,
    widened,
)
from services.plainer import plainer
from services.query import Filter, Query, Word
from services.query_parser import parse, write
from services.scoring import Gate
from services.understanding import Understood, rule_of, understand
from storage import names_used
from storage import search as stored
from storage.accounts import handle_begins
from storage.engine import Store, Transaction
from storage.niches import inhabited
from storage.schema import EVERYONE
from storage.search_conditions import Criteria, Rule
from storage.words import fold_handle

CAP = 1_000
"""Where totals of searches with more than a niche stop."""

EFFORT = 2_000
"""How many accounts a count with words may look at one by one; it is inexact past that."""

LONGER_EFFORT = 50_000
"""The same where less has found nobody; some tenths of a second."""

NEAREST_EFFORT = 2_000_000
"""How many accounts are looked at for the nearest to all ranges of a query; some half a second."""

FEW = 5
"""Under so many matches the near misses follow."""

SMALL = 50
"""Creators in a niche that may be another one misspelt."""

NEAR = tuple(
    int(gate)
    for gate in (
        Gate.LIKES_LOW,
        Gate.LIKES_HIGH,
        Gate.FOLLOWERS_LOW,
        Gate.FOLLOWERS_HIGH,
        Gate.LIKES_UNKNOWN,
        Gate.FOLLOWERS_UNKNOWN,
    )
)
NEAR_SHOWN = 10


def find(
    store: Store,
    text: str,
    *,
    currency: str,
    client_id: int,
    reader: str = "",
    limit: int = 5,
    offset: int = 0,
    near: bool = False,
) -> Answer:
    """Answer a search. near asks for near misses even where there are matches enough.

    reader: whose own shortlists count beside the shared ones.

    Raises QueryError for a text that can't be read.
    """
    return store.read(
        _find, parse(text, currency=currency), currency, client_id, reader, limit, offset, near
    )


def _find(
    tx: Transaction,
    query: Query,
    currency: str,
    client_id: int,
    reader: str,
    limit: int,
    offset: int,
    near: bool,
) -> Answer:
    understood = understand(tx, query, currency, client_id, reader)
    criteria = understood.criteria
    plain = not (criteria.phrases or criteria.rules or criteria.without)
    take = limit if plain else limit + 1  # one more tells whether there are more
    rows = stored.page(
        tx, criteria, sort=query.sort, descending=query.descending, limit=take, offset=offset
    )
    counts = _standing(tx, understood)
    if plain:
        total, exact = sum([counts.get(gate, 0) for gate in criteria.gates]), True
    elif len(rows) <= limit and (rows or not offset):
        total, exact = offset + len(rows), True
    else:
        shown = 0 if criteria.phrases else offset + len(rows)
        total, exact = _count(tx, criteria, beyond=shown)
    misses: dict[str, int] = {}
    all_counted = True
    if plain and query.tier == "micro":
        misses = _by_rule(counts)
    elif query.tier == "micro" or _asks_for_likes(query):
        misses, all_counted = _unknown(tx, criteria, total, counts)
    answer = Answer(
        query=query,
        offset=offset,
        limit=limit,
        niche=understood.niche.name if understood.niche else None,
        total=max(total, offset + len(rows)) if rows else total,
        total_is_exact=exact,
        results=tuple([found_of(row) for row in rows[:limit]]),
        misses=misses,
        hidden=_hidden(tx, criteria),
        of_hidden=any(rule.column == "hidden" and not rule.negated for rule in criteria.rules),
        currency=currency,
        words=understood.words,
        filters=understood.filters,
        misses_are_exact=all_counted,
        unknown_query=(
            _without_likes(query) if "likes_unknown" in misses or not all_counted else ""
        ),
    )
    if query.tier == "micro" and (near or (exact and total < FEW)):
        answer = _with_near_misses(tx, answer, understood, counts if plain else None)
    if not answer.total:
        return _explained(tx, answer, understood)
    if total < FEW and understood.niche and sum(understood.niche.gates.values()) < SMALL:
        return answer._replace(suggestions=_niches_meant(tx, answer))
    return answer


def _niches_meant(tx: Transaction, answer: Answer) -> tuple[str, ...]:
    """Return queries with the niche that may have been meant: for any word where nobody matches,
    else for the niche alone. A niche of several words is left as it is.
    """
    niche = _of_niche(answer)
    asked = answer.query.words if not answer.total else niche
    if len(niche) > 1:
        asked = tuple([word for word in asked if word not in niche])
    return suggestions(answer.query, asked, inhabited(tx))


def _of_niche(answer: Answer) -> tuple[Word, ...]:
    """Return the words that name the niche."""
    return tuple([word for word in answer.query.words if word not in answer.words])


def _standing(tx: Transaction, understood: Understood) -> dict[int, int]:
    niche = understood.niche
    gates = stored.counts(tx, EVERYONE) if niche is None else niche.gates
    return stored.visible(tx, understood.criteria, gates)


def _hidden(tx: Transaction, criteria: Criteria) -> int:
    """Return how many more would match if nobody were hidden."""
    if not criteria.leave_hidden:
        return 0
    rules = (*criteria.rules, Rule("hidden"))
    those = replace(criteria, rules=rules, leave_hidden=False)
    return stored.count(tx, stored.planned(tx, those), cap=CAP, effort=EFFORT)[0]


def _count(tx: Transaction, criteria: Criteria, beyond: int = 0) -> tuple[int, bool]:
    """Return how many match and whether all were counted; harder where no more than beyond were."""
    number, exact = stored.count(tx, criteria, cap=CAP, effort=EFFORT)
    if exact or number > beyond:
        return number, exact
    return stored.count(tx, criteria, cap=CAP, effort=LONGER_EFFORT)


def _asks_for_likes(query: Query) -> bool:
    return any(item.field in OF_LIKES for item in query.filters)


def _by_rule(counts: dict[int, int]) -> dict[str, int]:
    """Return how many of a niche fail which rule."""
    misses = {RULES[gate]: number for gate, number in counts.items() if number}
    misses.pop(RULES[Gate.MICRO], None)
    return misses


def _unknown(
    tx: Transaction, criteria: Criteria, total: int, counts: dict[int, int]
) -> tuple[dict[str, int], bool]:
    """Return how many would match but for unknown likes, and whether all were counted.

    With words they are counted only where few match: looking words up once more takes its time.
    Rules about likes are left out: nobody with unknown likes could fulfil them.
    """
    if criteria.phrases and total >= FEW:
        return {}, not counts.get(int(Gate.LIKES_UNKNOWN))
    rules = tuple([rule for rule in criteria.rules if rule.column not in OF_LIKES])
    without = replace(criteria, gates=(int(Gate.LIKES_UNKNOWN),), rules=rules)
    unknown, exact = stored.count(tx, stored.planned(tx, without), cap=CAP, effort=EFFORT)
    return ({RULES[Gate.LIKES_UNKNOWN]: unknown} if unknown else {}), exact


@lru_cache(maxsize=1_024)
def _without_likes(query: Query) -> str:
    """Return the query for those whom _misses counts as likes unknown."""
    filters = tuple([item for item in query.filters if item.field not in OF_LIKES])
    return write(replace(query, filters=filters, tier="likes_unknown"))


def _with_near_misses(
    tx: Transaction, answer: Answer, understood: Understood, counts: dict[int, int] | None
) -> Answer:
    criteria = stored.planned(tx, replace(understood.criteria, gates=NEAR))
    if counts is not None:
        total, exact = sum([counts.get(gate, 0) for gate in NEAR]), True
    else:
        total, exact = _count(tx, criteria)
    rows = stored.near_misses(tx, criteria, limit=NEAR_SHOWN, effort=EFFORT)
    if total and not rows:
        rows = stored.near_misses(tx, criteria, limit=NEAR_SHOWN, effort=LONGER_EFFORT)
    rows.sort(
        key=lambda row: (
            row.missed_by is None,
            row.sort_key if row.missed_by else row.rank,
            row.account_id,
        )
    )
    return answer._replace(
        near_misses=tuple([found_of(row, missed=True) for row in rows[:NEAR_SHOWN]]),
        near_misses_total=max(total, len(rows)),
        near_misses_total_is_exact=exact,
    )


def _explained(tx: Transaction, answer: Answer, understood: Understood) -> Answer:
    """Add to an empty answer what would have found somebody."""
    if not stored.counts(tx, EVERYONE):
        return answer._replace(store_is_empty=True)

    asked = understood.criteria

    def criteria_of(query: Query) -> Criteria:
        return understand(tx, query, answer.currency, asked.client_id, understood.reader).criteria

    def would_match(query: Query) -> tuple[int, bool]:
        return _count(tx, criteria_of(query))

    ranges = max(1, sum(item.range is not None for item in answer.query.filters))

    def nearest(query: Query, item: Filter) -> tuple[int | None, int | None]:
        rule, effort = rule_of(item, {}, answer.currency), NEAREST_EFFORT // ranges
        return stored.nearest(tx, criteria_of(query), rule, effort=effort)

    @cache
    def known(field: str) -> list[str]:
        return names_used.names(tx, field, asked.client_id, understood.reader)

    query, unknown = answer.query, unknown_names(answer.query, known)
    removed = removed_by(query, would_match)
    return answer._replace(
        unknown=unknown,
        removed=removed,
        widened=widened(query, would_match, nearest, answer.currency),
        suggestions=names_meant(query, unknown, known)
        or handles_meant(query, lambda text: handle_begins(tx, fold_handle(text)))
        or plainer(query, _of_niche(answer), would_match, shorter=not removed)
        or _niches_meant(tx, answer),
        price_other_currency=_in_other_currency(tx, understood),
    )


def _in_other_currency(tx: Transaction, understood: Understood) -> int:
    criteria = understood.criteria
    if not any(rule.column == "price" for rule in criteria.rules):
        return 0
    rules = tuple(
        [
            replace(rule, column="foreign_price") if rule.column == "price" else rule
            for rule in criteria.rules
        ]
    )
    return _count(tx, replace(criteria, rules=rules))[0]


def with_niches(store: Store, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Return the same accounts with the names of their niches, the primary one first."""
    ids = tuple([one.account_id for one in found])
    names = store.read(stored.niche_names, ids)
    return tuple([one._replace(niches=tuple(names.get(one.account_id, ()))) for one in found])

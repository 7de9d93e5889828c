"""The reads behind a search: pages, counts, near misses.

None of them reads more than it must, however large the store is: search_ways.py has the ways to the
matches, and counts are capped.
"""

from collections import Counter
from dataclasses import replace
from typing import NamedTuple

from storage import hiding
from storage.accounts import SEPARATOR
from storage.engine import Transaction
from storage.schema import EVERYONE, MICRO
from storage.search_conditions import COLUMNS, Criteria, Rule, conditions
from storage.search_ways import all_there_are, counts, planned, walk, way_to, within

__all__ = [
    "FoundRow",
    "count",
    "counts",
    "near_misses",
    "nearest",
    "niche_names",
    "one",
    "page",
    "planned",
    "visible",
]


class FoundRow(NamedTuple):
    """The columns of accounts that answers show."""

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
    rough: int
    engagement_rate_bp: int | None
    value_minor: int | None
    value_format: str
    verdict: str
    reasons: str
    unchecked: str
    remarked: int
    as_of: str
    gate: int
    missed_by: int | None
    sort_key: int
    rank: int


_SHOWN = ", ".join(["a.id", *[f"a.{name}" for name in FoundRow._fields[1:]]])
_ORDERS = {
    "likes": ("a.rank", False),
    "followers": ("a.followers", True),
    "er": ("a.engagement_rate_bp", True),
    "value": ("a.value_minor", True),
    "newest": ("a.as_of", True),
}


def _nobody(criteria: Criteria) -> bool:
    return criteria.few == ()


def page(
    tx: Transaction,
    criteria: Criteria,
    *,
    sort: str = "likes",
    descending: bool = True,
    limit: int,
    offset: int = 0,
) -> list[FoundRow]:
    """Return the accounts that fulfil the criteria, best first."""
    if _nobody(criteria):
        return []
    where = conditions(criteria)
    column, falls = _ORDERS[sort]
    best_first = sort == "likes" and descending and criteria.few is None
    if best_first and criteria.gates == (MICRO,):
        source, order = walk(where, criteria), "m.sort_key, m.account_id"
    elif best_first and all_there_are(tx, criteria):
        source, order = "accounts a WHERE 1 = 1", "a.rank, a.id"
    else:
        down = falls == descending
        source = way_to(where, criteria)
        order = f"{column} {'DESC' if down else 'ASC'} NULLS LAST, a.rank, a.id"
    sql = f"SELECT {_SHOWN} FROM {source}{where.text()} ORDER BY {order} LIMIT :take OFFSET :skip"
    rows = tx.rows(sql, {**where.parameters, "take": limit, "skip": offset})
    return [FoundRow._make(row) for row in rows]


def count(tx: Transaction, criteria: Criteria, *, cap: int, effort: int) -> tuple[int, bool]:
    """Return how many fulfil the criteria, up to cap, and whether that is all of them.

    effort: how many accounts may be looked at on the way.
    """
    if not criteria.phrases and not criteria.rules and not criteria.without:
        seen = visible(tx, criteria, counts(tx, criteria.niche_id))
        return sum(seen.get(gate, 0) for gate in criteria.gates), True
    if _nobody(criteria):
        return 0, True
    where = conditions(criteria)
    if criteria.few is not None:
        source, complete = way_to(where, criteria), True
    else:
        source, complete = walk(where, criteria, effort), within(tx, criteria, effort)
    found: int = tx.value(
        f"SELECT COUNT(*) FROM (SELECT 1 FROM {source}{where.text()} LIMIT :cap)",
        {**where.parameters, "cap": cap + 1},
    )
    return min(found, cap), complete and found <= cap


def nearest(
    tx: Transaction, criteria: Criteria, rule: Rule, *, effort: int
) -> tuple[int | None, int | None]:
    """Return the highest value under a rule's range, and the lowest above it, of those who fulfil
    the criteria; None where there is none, or where finding it would be too much effort.

    rule: on one of COLUMNS. effort: how many accounts may be looked at.
    """
    if _nobody(criteria) or (criteria.few is None and not within(tx, criteria, effort)):
        return None, None
    where = conditions(criteria)
    way = way_to(where, criteria)
    if criteria.few is None and criteria.niche_id == EVERYONE:  # quicker one after the other
        way = f"accounts a WHERE a.gate IN ({where.names(criteria.gates)})"
    column = COLUMNS[rule.column]
    low, high = where.name(rule.low), where.name(rule.high)
    row = tx.row(
        f"SELECT MAX(CASE WHEN {column} < {low} THEN {column} END),"
        f" MIN(CASE WHEN {column} > {high} THEN {column} END) FROM {way}{where.text()}",
        where.parameters,
    )
    return (row[0], row[1]) if row else (None, None)


def near_misses(tx: Transaction, criteria: Criteria, *, limit: int, effort: int) -> list[FoundRow]:
    """Return those who fail one gate only, each gate in its own order, at most limit a gate."""
    if criteria.few is not None:
        return _few_near_misses(tx, criteria, limit) if criteria.few else []
    found: list[FoundRow] = []
    for gate in criteria.gates:
        one = replace(criteria, gates=(gate,))
        where = conditions(one)
        source = walk(where, one, effort)
        rows = tx.rows(
            f"SELECT {_SHOWN} FROM {source}{where.text()}"
            " ORDER BY m.sort_key, m.account_id LIMIT :take",
            {**where.parameters, "take": limit},
        )
        found.extend(FoundRow._make(row) for row in rows)
    return found


def _few_near_misses(tx: Transaction, criteria: Criteria, limit: int) -> list[FoundRow]:
    where = conditions(criteria)
    source = way_to(where, criteria)
    rows = tx.rows(
        f"SELECT {_SHOWN} FROM {source}{where.text()} ORDER BY a.gate, a.sort_key, a.id",
        where.parameters,
    )
    taken: Counter[int] = Counter()
    found = []
    for row in map(FoundRow._make, rows):
        taken[row.gate] += 1
        if taken[row.gate] <= limit:
            found.append(row)
    return found


def visible(tx: Transaction, criteria: Criteria, gates: dict[int, int]) -> dict[int, int]:
    """Return a niche's numbers at its gates without those whom the client hides."""
    if not criteria.leave_hidden:
        return gates
    hidden = hiding.standing(tx, criteria.client_id, criteria.niche_id)
    return {gate: number - hidden.get(gate, 0) for gate, number in gates.items()}


def one(tx: Transaction, account_id: int) -> FoundRow | None:
    """Return one account as answers show it."""
    row = tx.row(f"SELECT {_SHOWN} FROM accounts a WHERE a.id = :id", {"id": account_id})
    return FoundRow._make(row) if row else None


def niche_names(tx: Transaction, account_ids: tuple[int, ...]) -> dict[int, list[str]]:
    """Return the niches that the newest observation naming some gives, the primary one first."""
    found: dict[int, list[str]] = {}
    for account_id in account_ids:
        named: str | None = tx.value(
            "SELECT niches FROM observations WHERE account_id = :id AND niches IS NOT NULL"
            " ORDER BY as_of DESC, run_id DESC LIMIT 1",
            {"id": account_id},
        )
        found[account_id] = named.split(SEPARATOR) if named else []
    return found

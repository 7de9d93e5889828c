"""The reads behind a search.

Two ways lead to the matches. Without words, or with words that many accounts have, the niche is
walked in rank order and each account is held against the rules. Words that few accounts have are
looked up in the full-text index first, and so are shortlists. A capped count decides; neither way
reads more than it must, however large the store is.
"""

from collections import Counter
from dataclasses import replace
from typing import NamedTuple

from storage import hiding
from storage.accounts import place_token
from storage.engine import TEXT_HITS, Transaction
from storage.schema import EVERYONE
from storage.search_conditions import (
    COLUMNS,
    Criteria,
    Rule,
    Where,
    conditions,
    handle_like,
    in_niches,
)

RARE = 1_000
"""Up to so many hits of the full-text index are joined and sorted at once."""


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


def planned(tx: Transaction, criteria: Criteria) -> Criteria:
    """Return the criteria with the way to their matches chosen by capped look-ups: of the words,
    of the shortlists that are asked for, and of those who are hidden.
    """
    ways = [_on_lists(tx, rule, criteria) for rule in criteria.rules if rule.column == "list"]
    if any(rule.column == "hidden" and not rule.negated for rule in criteria.rules):
        ways.append(hiding.accounts(tx, criteria.client_id, RARE))
    if criteria.phrases:
        ways.append(_with_words(tx, criteria))
    if not ways:
        return criteria
    few = [found for found in ways if found is not None and len(found) < RARE]
    return replace(criteria, few=tuple(sorted(set.intersection(*few))) if few else None)


def _with_words(tx: Transaction, criteria: Criteria) -> set[int]:
    """Return accounts that may have the words, RARE or more where they are too many."""
    capped = {"match": match(criteria), "cap": RARE}
    found = {row[0] for row in tx.rows(f"{TEXT_HITS} LIMIT :cap", capped)}
    for phrase in criteria.phrases:
        if len(phrase) == 1 and len(found) < RARE:
            where = Where()
            handle = handle_like(where, phrase[0])
            named = tx.rows(
                f"SELECT a.id FROM accounts a WHERE {handle} LIMIT :cap",
                {**where.parameters, "cap": RARE},
            )
            found.update([row[0] for row in named])
    return found


def _on_lists(tx: Transaction, rule: Rule, criteria: Criteria) -> set[int] | None:
    """Return accounts of those on shortlists, RARE or more where they are too many."""
    if rule.negated:
        return None
    where = Where()
    rows = tx.rows(
        "SELECT a.id FROM shortlists l JOIN shortlist_members s ON s.shortlist_id = l.id"
        " JOIN accounts a ON a.influencer_id = s.influencer_id WHERE l.client_id = :client"
        f" AND l.folded IN ({where.names(rule.values)}) LIMIT :cap",
        {**where.parameters, "client": criteria.client_id, "cap": RARE},
    )
    return {row[0] for row in rows}


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
    if best_first and criteria.gates == (0,):
        source, order = _walk(where, criteria), "m.sort_key, m.account_id"
    elif best_first and _all_there_are(tx, criteria):
        source, order = "accounts a WHERE 1 = 1", "a.rank, a.id"
    else:
        down = falls == descending
        source = _source(where, criteria)
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
        source, complete = _source(where, criteria), True
    else:
        source, complete = _walk(where, criteria, effort), _within(tx, criteria, effort)
    found: int = tx.value(
        f"SELECT COUNT(*) FROM (SELECT 1 FROM {source}{where.text()} LIMIT :cap)",
        {**where.parameters, "cap": cap + 1},
    )
    return min(found, cap), complete and found <= cap


def nearest(
    tx: Transaction, criteria: Criteria, rule: Rule, *, effort: int
) -> tuple[int | None, int | None]:
    """Return the highest value under a rule's range, and the lowest above it, of those who fulfil
    the criteria. rule: on one of COLUMNS. effort: how many accounts may be looked at.
    """
    if _nobody(criteria):
        return None, None
    where = conditions(criteria)
    way = _walk(where, criteria, effort) if criteria.few is None else _source(where, criteria)
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
        source = _walk(where, one, effort)
        rows = tx.rows(
            f"SELECT {_SHOWN} FROM {source}{where.text()}"
            " ORDER BY m.sort_key, m.account_id LIMIT :take",
            {**where.parameters, "take": limit},
        )
        found.extend(FoundRow._make(row) for row in rows)
    return found


def _few_near_misses(tx: Transaction, criteria: Criteria, limit: int) -> list[FoundRow]:
    where = conditions(criteria)
    source = _source(where, criteria)
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


def counts(tx: Transaction, niche_id: int) -> dict[int, int]:
    """Return how many accounts of a niche stand at each gate."""
    return dict(
        tx.rows(
            "SELECT gate, accounts FROM niche_counts WHERE niche_id = :niche", {"niche": niche_id}
        )
    )


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
        found[account_id] = named.split("\x1f") if named else []
    return found


def _walk(where: Where, criteria: Criteria, effort: int | None = None) -> str:
    """The niche's memberships, in rank order where one gate is asked for.

    CROSS JOIN: SQLite then keeps this order instead of beginning with a column's index.
    """
    niche = where.name(criteria.niche_id)
    gates = where.names(criteria.gates)
    chosen = f"m.gate = {gates}" if len(criteria.gates) == 1 else f"m.gate IN ({gates})"
    if effort is None:
        return (
            f"memberships m CROSS JOIN accounts a WHERE a.id = m.account_id"
            f" AND m.niche_id = {niche} AND {chosen}"
        )
    first = (
        "SELECT m.sort_key, m.account_id FROM memberships m"
        f" WHERE m.niche_id = {niche} AND {chosen}"
        f" ORDER BY m.gate, m.sort_key, m.account_id LIMIT {where.name(effort)}"
    )
    return f"({first}) m CROSS JOIN accounts a WHERE a.id = m.account_id"


def _source(where: Where, criteria: Criteria) -> str:
    """Those who have the words, where they are few; else the walk."""
    if criteria.few is None:
        return _walk(where, criteria)
    where.add(f"a.gate IN ({where.names(criteria.gates)})")
    where.add(in_niches(where, Rule("niche", niche_ids=(criteria.niche_id,))))
    ids = ", ".join([f"({account_id})" for account_id in criteria.few])
    return f"(VALUES {ids}) h CROSS JOIN accounts a WHERE a.id = h.column1"


def _within(tx: Transaction, criteria: Criteria, effort: int) -> bool:
    standing = counts(tx, criteria.niche_id)
    return sum(standing.get(gate, 0) for gate in criteria.gates) <= effort


def _all_there_are(tx: Transaction, criteria: Criteria) -> bool:
    """Tell whether niche and gates leave nobody out: then accounts are walked as they rank."""
    return criteria.niche_id == EVERYONE and set(counts(tx, EVERYONE)) <= set(criteria.gates)


def match(criteria: Criteria) -> str:
    """Return the full-text expression: niche and gate, as one token where it is one, and all words."""
    niche, gates = criteria.niche_id, criteria.gates
    if len(gates) == 1 and niche != EVERYONE:
        terms = [place_token(niche, gates[0])]
    elif len(gates) == 1:
        terms = [f"_g{gates[0]}"]
    else:
        terms = [f"_n{niche}"] if niche != EVERYONE else []
    terms.extend(f'"{word}"' for phrase in criteria.phrases for word in phrase)
    return " AND ".join(terms)

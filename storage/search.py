"""The reads behind a search.

Two ways lead to the matches. Without words, or with words that many accounts have, the niche is
walked in rank order and each account is held against the rules. Words that few accounts have are
looked up in the full-text index first. A capped count decides; neither way reads more than it
must, however large the store is.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from storage.accounts import place_token
from storage.engine import TEXT_HITS, Parameters, Row, Transaction
from storage.schema import EVERYONE

RARE = 1_000
"""Up to so many hits of the full-text index are joined and sorted at once."""

SHORTEST_PREFIX = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule about a column of accounts, or about something that hangs on the account."""

    column: str
    values: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    negated: bool = False
    currencies: tuple[str, ...] = ()
    niche_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Criteria:
    """What accounts must fulfil. phrases: lists of folded words that stand beside each other.

    few: the ids of those who have the words, where they are few; None: too many to begin with
    them. planned() sets it.
    """

    client_id: int
    niche_id: int = EVERYONE
    gates: tuple[int, ...] = (0,)
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[str, ...], ...] = ()
    rules: tuple[Rule, ...] = ()
    few: tuple[int, ...] | None = None


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
_COLUMNS = {
    "followers": "a.followers",
    "likes": "a.average_likes",
    "er": "a.engagement_rate_bp",
    "value": "a.value_minor",
    "country": "a.country",
    "language": "a.language",
    "platform": "a.platform",
    "size": "a.size",
    "verdict": "a.verdict",
}
_ORDERS = {
    "likes": ("a.rank", False),
    "followers": ("a.followers", True),
    "er": ("a.engagement_rate_bp", True),
    "value": ("a.value_minor", True),
    "newest": ("a.as_of", True),
}


@dataclass(slots=True)
class _Where:
    """Conditions and their parameters, growing together."""

    conditions: list[str] = field(default_factory=list)
    parameters: Parameters = field(default_factory=dict)

    def name(self, value: object) -> str:
        key = f"p{len(self.parameters)}"
        self.parameters[key] = value
        return f":{key}"

    def names(self, values: tuple[object, ...]) -> str:
        return ", ".join([self.name(value) for value in values])

    def add(self, condition: str, negated: bool = False) -> None:
        self.conditions.append(f"NOT ({condition})" if negated else condition)

    def text(self) -> str:
        return "".join([f" AND {condition}" for condition in self.conditions])


def planned(tx: Transaction, criteria: Criteria) -> Criteria:
    """Return the criteria with the way to their matches chosen by a capped look-up of the words."""
    if not criteria.phrases:
        return criteria
    capped = {"match": match(criteria), "cap": RARE}
    found = {row[0] for row in tx.rows(f"{TEXT_HITS} LIMIT :cap", capped)}
    for phrase in criteria.phrases:
        if len(phrase) == 1 and len(found) < RARE:
            where = _Where()
            handle = _handle(where, phrase[0])
            named = tx.rows(
                f"SELECT a.id FROM accounts a WHERE {handle} LIMIT :cap",
                {**where.parameters, "cap": RARE},
            )
            found.update([row[0] for row in named])
    return replace(criteria, few=None if len(found) >= RARE else tuple(sorted(found)))


def _nobody(criteria: Criteria) -> bool:
    return bool(criteria.phrases) and criteria.few == ()


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
    where = _where(criteria)
    column, falls = _ORDERS[sort]
    if sort == "likes" and descending and criteria.gates == (0,) and criteria.few is None:
        source, order = _walk(where, criteria), "m.sort_key, m.account_id"
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
        return sum(counts(tx, criteria.niche_id).get(gate, 0) for gate in criteria.gates), True
    if _nobody(criteria):
        return 0, True
    where = _where(criteria)
    if criteria.few is not None:
        source, complete = _source(where, criteria), True
    else:
        source, complete = _walk(where, criteria, effort), _within(tx, criteria, effort)
    found: int = tx.value(
        f"SELECT COUNT(*) FROM (SELECT 1 FROM {source}{where.text()} LIMIT :cap)",
        {**where.parameters, "cap": cap + 1},
    )
    return min(found, cap), complete and found <= cap


def near_misses(tx: Transaction, criteria: Criteria, *, limit: int, effort: int) -> list[FoundRow]:
    """Return those who fail one gate only, each gate in its own order, at most limit a gate."""
    if criteria.phrases and criteria.few is not None:
        return _few_near_misses(tx, criteria, limit) if criteria.few else []
    found: list[FoundRow] = []
    for gate in criteria.gates:
        one = replace(criteria, gates=(gate,))
        where = _where(one)
        source = _walk(where, one, effort)
        rows = tx.rows(
            f"SELECT {_SHOWN} FROM {source}{where.text()}"
            " ORDER BY m.sort_key, m.account_id LIMIT :take",
            {**where.parameters, "take": limit},
        )
        found.extend(FoundRow._make(row) for row in rows)
    return found


def _few_near_misses(tx: Transaction, criteria: Criteria, limit: int) -> list[FoundRow]:
    where = _where(criteria)
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


def named_like(tx: Transaction, folded: str, limit: int) -> list[Row]:
    """Return key and name of accounts whose handle begins like this, for "did you mean"."""
    return tx.rows(
        "SELECT key, name FROM accounts WHERE key >= :low AND key < :high ORDER BY key, id"
        " LIMIT :take",
        {"low": folded, "high": folded + "\U0010ffff", "take": limit},
    )


def _where(criteria: Criteria) -> _Where:
    where = _Where()
    where.parameters["client"] = criteria.client_id
    for phrase in criteria.phrases:
        where.add(_has(where, phrase))
    for phrase in criteria.without:
        where.add(_has(where, phrase), negated=True)
    for rule in criteria.rules:
        _add_rule(where, rule)
    return where


def _has(where: _Where, phrase: tuple[str, ...]) -> str:
    text = f"a.words LIKE {where.name(_anywhere(' '.join(phrase)))}"
    if len(phrase) > 1:
        return text
    return f"({text} OR {_handle(where, phrase[0])})"


def _handle(where: _Where, word: str) -> str:
    if len(word) < SHORTEST_PREFIX:
        return f"a.key = {where.name(word)}"
    return f"(a.key >= {where.name(word)} AND a.key < {where.name(word + chr(0x10FFFF))})"


def _add_rule(where: _Where, rule: Rule) -> None:
    if rule.column == "unknown":
        where.add("(a.followers IS NULL OR a.average_likes IS NULL)")
    elif rule.column in _ATTACHED:
        where.add(_ATTACHED[rule.column](where, rule), rule.negated)
    elif rule.values:
        column = _COLUMNS[rule.column]
        where.add(
            f"{column} IS NOT NULL AND {column} IN ({where.names(rule.values)})", rule.negated
        )
    else:
        where.add(_between(where, _COLUMNS[rule.column], rule), rule.negated)


def _between(where: _Where, column: str, rule: Rule) -> str:
    parts = []
    if rule.low is not None:
        parts.append(f"{column} >= {where.name(rule.low)}")
    if rule.high is not None:
        parts.append(f"{column} <= {where.name(rule.high)}")
    return " AND ".join(parts) or f"{column} IS NOT NULL"


def _niche(where: _Where, rule: Rule) -> str:
    if not rule.niche_ids:
        return "1 = 0"
    return (
        "EXISTS (SELECT 1 FROM memberships n WHERE n.niche_id IN"
        f" ({where.names(rule.niche_ids)}) AND n.gate = a.gate AND n.sort_key = a.sort_key"
        " AND n.account_id = a.id)"
    )


def _tag(where: _Where, rule: Rule) -> str:
    return (
        "EXISTS (SELECT 1 FROM tags t WHERE t.client_id = :client"
        f" AND t.influencer_id = a.influencer_id AND t.folded IN ({where.names(rule.values)}))"
    )


def _relation(where: _Where, rule: Rule) -> str:
    return (
        "EXISTS (SELECT 1 FROM relations r WHERE r.client_id = :client"
        f" AND r.influencer_id = a.influencer_id AND r.{rule.column}_folded"
        f" IN ({where.names(rule.values)}))"
    )


def _price(where: _Where, rule: Rule) -> str:
    inside = (
        f" AND COALESCE(r.price_currency, {where.name(rule.currencies[0])})"
        f" IN ({where.names(rule.currencies)})"
        if rule.currencies
        else ""
    )
    return (
        "EXISTS (SELECT 1 FROM relations r WHERE r.client_id = :client"
        f" AND r.influencer_id = a.influencer_id AND {_between(where, 'r.price_minor', rule)}"
        f"{inside})"
    )


def _foreign_price(where: _Where, rule: Rule) -> str:
    return (
        "EXISTS (SELECT 1 FROM relations r WHERE r.client_id = :client"
        " AND r.influencer_id = a.influencer_id AND r.price_minor IS NOT NULL"
        f" AND r.price_currency NOT IN ({where.names(rule.currencies)}))"
    )


def _shortlist(where: _Where, rule: Rule) -> str:
    return (
        "EXISTS (SELECT 1 FROM shortlist_members s JOIN shortlists l ON l.id = s.shortlist_id"
        " WHERE s.influencer_id = a.influencer_id AND l.client_id = :client"
        f" AND l.folded IN ({where.names(rule.values)}))"
    )


def _source_list(where: _Where, rule: Rule) -> str:
    named = " OR ".join(
        f"u.source_folded = {where.name(value)}"
        f" OR u.source_folded LIKE {where.name(_escaped(value) + '.%')} ESCAPE '!'"
        for value in rule.values
    )
    return (
        "EXISTS (SELECT 1 FROM observations o JOIN runs u ON u.id = o.run_id"
        f" WHERE o.account_id = a.id AND ({named}))"
    )


def _handles(where: _Where, rule: Rule) -> str:
    return " OR ".join(_handle(where, value) for value in rule.values)


def _names(where: _Where, rule: Rule) -> str:
    return " OR ".join(f"a.words LIKE {where.name(_anywhere(value))}" for value in rule.values)


def _anywhere(words: str) -> str:
    return f"% {words} %"


def _escaped(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


_ATTACHED = {
    "niche": _niche,
    "tag": _tag,
    "owner": _relation,
    "status": _relation,
    "price": _price,
    "foreign_price": _foreign_price,
    "list": _shortlist,
    "source": _source_list,
    "handle": _handles,
    "name": _names,
}


def _walk(where: _Where, criteria: Criteria, effort: int | None = None) -> str:
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


def _source(where: _Where, criteria: Criteria) -> str:
    """Those who have the words, where they are few; else the walk."""
    if criteria.few is None:
        return _walk(where, criteria)
    where.add(f"a.gate IN ({where.names(criteria.gates)})")
    where.add(_niche(where, Rule("niche", niche_ids=(criteria.niche_id,))))
    ids = ", ".join([f"({account_id})" for account_id in criteria.few])
    return f"(VALUES {ids}) h CROSS JOIN accounts a WHERE a.id = h.column1"


def _within(tx: Transaction, criteria: Criteria, effort: int) -> bool:
    standing = counts(tx, criteria.niche_id)
    return sum(standing.get(gate, 0) for gate in criteria.gates) <= effort


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

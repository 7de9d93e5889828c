"""A search's rules as conditions of SQL, each value bound as a parameter."""

from dataclasses import dataclass, field
from typing import NamedTuple

from storage.engine import Parameters
from storage.schema import EVERYONE, MICRO

SHORTEST_PREFIX = 3
"""Shorter words are held against whole handles only."""


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


class Phrase(NamedTuple):
    """Folded words that stand beside each other. Who is in the niche that they name needs none."""

    words: tuple[str, ...]
    niche_id: int | None = None


@dataclass(frozen=True, slots=True)
class Criteria:
    """What accounts must fulfil. without: words, as those of a phrase, that they must not have.

    few: the ids of those who have the words, where they are few; None: too many to begin with
    them. planned() sets it. leave_hidden: the client hides somebody, and did not ask for them.
    """

    client_id: int
    niche_id: int = EVERYONE
    gates: tuple[int, ...] = (MICRO,)
    phrases: tuple[Phrase, ...] = ()
    without: tuple[tuple[str, ...], ...] = ()
    rules: tuple[Rule, ...] = ()
    few: tuple[int, ...] | None = None
    leave_hidden: bool = False


COLUMNS = {
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


@dataclass(slots=True)
class Where:
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
        self.conditions.append(f"({condition}){' IS NOT TRUE' if negated else ''}")

    def text(self) -> str:
        return "".join([f" AND {condition}" for condition in self.conditions])


def conditions(criteria: Criteria) -> Where:
    """Return what an account must fulfil, its gate and the way to it aside."""
    where = Where()
    where.parameters["client"] = criteria.client_id
    for phrase in criteria.phrases:
        where.add(_has_or_is_in(where, phrase))
    for words in criteria.without:
        where.add(_has(where, words), negated=True)
    for rule in criteria.rules:
        _add_rule(where, rule)
    if criteria.leave_hidden:
        where.add(HIDDEN, negated=True)
    return where


def _has_or_is_in(where: Where, phrase: Phrase) -> str:
    has = _has(where, phrase.words)
    if phrase.niche_id is None:
        return has
    return f"({has} OR {in_niches(where, Rule('niche', niche_ids=(phrase.niche_id,)))})"


def _has(where: Where, words: tuple[str, ...]) -> str:
    text = f"a.words LIKE {where.name(_anywhere(' '.join(words)))}"
    if len(words) > 1:
        return text
    return f"({text} OR {handle_like(where, words[0])})"


def handle_like(where: Where, word: str) -> str:
    """Return the condition that a handle is this word, or begins with it if it is long enough."""
    if len(word) < SHORTEST_PREFIX:
        return f"a.key = {where.name(word)}"
    return f"(a.key >= {where.name(word)} AND a.key < {where.name(word + chr(0x10FFFF))})"


def _add_rule(where: Where, rule: Rule) -> None:
    if rule.column == "unknown":
        where.add("(a.followers IS NULL OR a.average_likes IS NULL)")
    elif rule.column in _ATTACHED:
        where.add(_ATTACHED[rule.column](where, rule), rule.negated)
    elif rule.values:
        column = COLUMNS[rule.column]
        where.add(
            f"{column} IS NOT NULL AND {column} IN ({where.names(rule.values)})", rule.negated
        )
    else:
        where.add(_between(where, COLUMNS[rule.column], rule), rule.negated)


def _between(where: Where, column: str, rule: Rule) -> str:
    parts = []
    if rule.low is not None:
        parts.append(f"{column} >= {where.name(rule.low)}")
    if rule.high is not None:
        parts.append(f"{column} <= {where.name(rule.high)}")
    return " AND ".join(parts) or f"{column} IS NOT NULL"


def in_niches(where: Where, rule: Rule) -> str:
    """Return the condition that an account is in one of the niches."""
    if not rule.niche_ids:
        return "1 = 0"
    return (
        "EXISTS (SELECT 1 FROM memberships n WHERE n.niche_id IN"
        f" ({where.names(rule.niche_ids)}) AND n.gate = a.gate AND n.sort_key = a.sort_key"
        " AND n.account_id = a.id)"
    )


def _tag(where: Where, rule: Rule) -> str:
    return (
        "EXISTS (SELECT 1 FROM tags t WHERE t.client_id = :client"
        f" AND t.influencer_id = a.influencer_id AND t.folded IN ({where.names(rule.values)}))"
    )


def _relation(where: Where, rule: Rule) -> str:
    return (
        "EXISTS (SELECT 1 FROM relations r WHERE r.client_id = :client"
        f" AND r.influencer_id = a.influencer_id AND r.{rule.column}_folded"
        f" IN ({where.names(rule.values)}))"
    )


def _price(where: Where, rule: Rule) -> str:
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


def _foreign_price(where: Where, rule: Rule) -> str:
    return (
        "EXISTS (SELECT 1 FROM relations r WHERE r.client_id = :client"
        " AND r.influencer_id = a.influencer_id AND r.price_minor IS NOT NULL"
        f" AND r.price_currency NOT IN ({where.names(rule.currencies)}))"
    )


def _shortlist(where: Where, rule: Rule) -> str:
    return (
        "EXISTS (SELECT 1 FROM shortlist_members s JOIN shortlists l ON l.id = s.shortlist_id"
        " WHERE s.influencer_id = a.influencer_id AND l.client_id = :client"
        f" AND l.folded IN ({where.names(rule.values)}))"
    )


def _source_list(where: Where, rule: Rule) -> str:
    named = " OR ".join(
        f"u.source_folded = {where.name(value)}"
        f" OR u.source_folded LIKE {where.name(_escaped(value) + '.%')} ESCAPE '!'"
        for value in rule.values
    )
    return " OR ".join(
        f"EXISTS (SELECT 1 FROM {said} o JOIN runs u ON u.id = o.run_id"
        f" WHERE o.account_id = a.id AND u.client_id = :client AND ({named}))"
        for said in ("observations", "posts")
    )


HIDDEN = (
    "EXISTS (SELECT 1 FROM hidden h WHERE h.client_id = :client"
    " AND h.influencer_id = a.influencer_id)"
)


def _hidden(_: Where, __: Rule) -> str:
    return HIDDEN


def _handles(where: Where, rule: Rule) -> str:
    return " OR ".join(handle_like(where, value) for value in rule.values)


def _names(where: Where, rule: Rule) -> str:
    return " OR ".join(f"a.words LIKE {where.name(_anywhere(value))}" for value in rule.values)


def _anywhere(words: str) -> str:
    return f"% {words} %"


def _escaped(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


_ATTACHED = {
    "niche": in_niches,
    "tag": _tag,
    "owner": _relation,
    "status": _relation,
    "price": _price,
    "foreign_price": _foreign_price,
    "list": _shortlist,
    "source": _source_list,
    "hidden": _hidden,
    "handle": _handles,
    "name": _names,
}

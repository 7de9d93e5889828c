"""From a query to what accounts must fulfil: a niche is found in the store, the rest are rules."""

from dataclasses import dataclass, replace
from functools import lru_cache

from services.niches import key_of
from services.query import Filter, Query, Word
from services.scoring import Gate
from storage import hiding
from storage import search as stored
from storage.engine import Transaction
from storage.niches import NamedNiche, named
from storage.schema import EVERYONE
from storage.search_conditions import Criteria, Phrase, Rule
from storage.shortlists import own_key
from storage.words import words

TIERS = {
    "micro": (int(Gate.MICRO),),
    "any": tuple(int(gate) for gate in Gate),
    "unknown": (int(Gate.LIKES_UNKNOWN), int(Gate.FOLLOWERS_UNKNOWN), int(Gate.TWO_RULES)),
    "likes_unknown": (int(Gate.LIKES_UNKNOWN),),
}
VERDICTS = {"ok": ("nothing_found", "cannot_tell")}


@dataclass(frozen=True, slots=True)
class Understood:
    """A query with its niche found in the store, ready to be asked.

    words, filters: what remains of the query without its niche. reader: whose own lists count.
    """

    query: Query
    niche: NamedNiche | None
    criteria: Criteria
    words: tuple[Word, ...]
    filters: tuple[Filter, ...]
    reader: str


def understand(
    tx: Transaction, query: Query, currency: str, client_id: int, reader: str = ""
) -> Understood:
    """Find the niche that a query names, and turn what remains into criteria."""
    asked = _asked(query)
    found = named(tx, asked.phrases) if asked.phrases else {}
    niche, ids = _niches_of(asked, found)
    rules = [_with_own(rule_of(item, found, currency), reader) for item in asked.filters]
    rules += [
        Rule("niche", niche_ids=(found[phrase].id,), negated=True)
        for phrase in asked.left_out
        if phrase in found
    ]
    filters = asked.filters
    if asked.one_niche is not None:  # said outright, it goes before what words name
        index, phrase = asked.one_niche
        if phrase in found:
            niche = found[phrase]
            del rules[index]
            filters = filters[:index] + filters[index + 1 :]
    if query.tier == "unknown":
        rules.append(Rule("unknown"))
    taken = niche.id if niche else EVERYONE
    phrases = [Phrase(unit, ids.get(place)) for place, unit in enumerate(asked.units)]
    asked_hidden = any(rule.column == "hidden" for rule in rules)
    criteria = Criteria(
        client_id=client_id,
        niche_id=taken,
        gates=TIERS[query.tier],
        phrases=tuple([phrase for phrase in phrases if phrase.niche_id != taken]),
        without=asked.without,
        rules=tuple(rules),
        leave_hidden=not asked_hidden and hiding.somebody(tx, client_id),
    )
    left = tuple([word for place, word in enumerate(asked.words) if ids.get(place) != taken])
    return Understood(query, niche, stored.planned(tx, criteria), left, filters, reader)


def _with_own(rule: Rule, reader: str) -> Rule:
    """Let `list:` mean a reader's own lists too."""
    if rule.column != "list" or not reader:
        return rule
    return replace(rule, values=(*rule.values, *[own_key(reader, one) for one in rule.values]))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What of a query needs no store to be known.

    words: as typed, the negated ones last. left_out: the negated ones, each as a phrase.
    spans: phrases that may name a niche, each with its first unit and the one after its last.
    """

    words: tuple[Word, ...]
    units: tuple[tuple[str, ...], ...]
    without: tuple[tuple[str, ...], ...]
    left_out: tuple[str, ...]
    filters: tuple[Filter, ...]
    phrases: tuple[str, ...]
    spans: tuple[tuple[str, int, int], ...]
    one_niche: tuple[int, str] | None


LONGEST_NICHE = 6


@lru_cache(maxsize=1_024)
def _asked(query: Query) -> _Asked:
    typed = [word for word in query.words if not word.negated and words(word.text)]
    negated = [word for word in query.words if word.negated]
    units = tuple([tuple(words(word.text)) for word in typed])
    spans = [
        (" ".join([part for unit in units[start:end] for part in unit]), start, end)
        for start in range(len(units))
        for end in range(start + 1, min(len(units), start + LONGEST_NICHE) + 1)
    ]
    phrases = {phrase: None for phrase, _, _ in spans}
    niches = [item for item in query.filters if item.field == "niche"]
    phrases |= {key_of(value): None for item in niches for value in item.values}
    without = tuple([tuple(words(word.text)) for word in negated])
    left_out = tuple([" ".join(phrase) for phrase in without])
    phrases |= dict.fromkeys(left_out)
    single = [
        (index, key_of(item.values[0]))
        for index, item in enumerate(query.filters)
        if item.field == "niche" and not item.negated and len(item.values) == 1
    ]
    return _Asked(
        words=(*typed, *negated),
        units=units,
        without=without,
        left_out=left_out,
        filters=query.filters,
        phrases=tuple([phrase for phrase in phrases if phrase]),
        spans=tuple(spans),
        one_niche=single[0] if single else None,
    )


def _niches_of(
    asked: _Asked, found: dict[str, NamedNiche]
) -> tuple[NamedNiche | None, dict[int, int]]:
    """Return the niche to look in, and of each unit that names one, or helps to, that one's id.

    The longest phrase goes first, then the largest niche: in which order they are typed is nothing.
    """
    named = [
        (start - end, -sum(niche.gates.values()), niche.id, start, end, niche)
        for phrase, start, end in asked.spans
        if (niche := found.get(phrase)) and niche.gates
    ]
    named.sort(key=lambda one: one[:4])
    ids: dict[int, int] = {}
    for _, _, niche_id, start, end, _ in named:
        if not any(place in ids for place in range(start, end)):
            ids |= dict.fromkeys(range(start, end), niche_id)
    return named[0][-1] if named else None, ids


def rule_of(item: Filter, found: dict[str, NamedNiche], currency: str) -> Rule:
    """Return a filter as a rule. found: the niches that the query's phrases name."""
    if item.field == "niche":
        ids = [found[key_of(value)].id for value in item.values if key_of(value) in found]
        return Rule("niche", niche_ids=tuple(ids), negated=item.negated)
    if item.field == "hidden":
        return Rule("hidden", negated=item.negated != (item.values == ("no",)))
    values = item.values
    if item.field == "verdict":
        values = tuple([one for value in values for one in VERDICTS.get(value, (value,))])
    if item.field == "name":
        values = tuple([key_of(value) for value in values])
    return Rule(
        item.field,
        values=values,
        low=item.range.low if item.range else None,
        high=item.range.high if item.range else None,
        negated=item.negated,
        currencies=_currencies(item, currency),
    )


def _currencies(item: Filter, currency: str) -> tuple[str, ...]:
    return (currency, item.currency or currency)[-1:] if item.field == "price" else ()

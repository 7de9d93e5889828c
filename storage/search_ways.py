"""The two ways that lead to the matches of a search.

Without words, or with words that many accounts have, the niche is walked in rank order and each
account is held against the rules. Words that few accounts have are looked up in the full-text index
first, and so are shortlists and those who are hidden.
"""

from dataclasses import replace

from storage import hiding
from storage.engine import TEXT_HITS, Transaction
from storage.schema import EVERYONE
from storage.search_conditions import Criteria, Phrase, Rule, Where, handle_like, in_niches
from storage.search_index import place_token

RARE = 1_000
"""Up to so many hits of the full-text index are joined and sorted at once."""


def planned(tx: Transaction, criteria: Criteria) -> Criteria:
    """Return the criteria with the way to their matches chosen by capped look-ups: of the words,
    of the shortlists that are asked for, and of those who are hidden.
    """
    ways = [_on_lists(tx, rule, criteria) for rule in criteria.rules if rule.column == "list"]
    if any(rule.column == "hidden" and not rule.negated for rule in criteria.rules):
        ways.append(hiding.accounts(tx, criteria.client_id, RARE))
    if criteria.phrases:
        key = (match(criteria), criteria.phrases)
        ways.append(tx.seen(key, lambda: _with_words(tx, criteria)))
    if not ways:
        return criteria
    few = [found for found in ways if found is not None and len(found) < RARE]
    return replace(criteria, few=tuple(sorted(set.intersection(*few))) if few else None)


def _with_words(tx: Transaction, criteria: Criteria) -> set[int]:
    """Return accounts that may have the words, RARE or more where they are too many."""
    capped = {"match": match(criteria), "cap": RARE}
    found = {row[0] for row in tx.rows(f"{TEXT_HITS} LIMIT :cap", capped)}
    for phrase in criteria.phrases:
        if len(phrase.words) == 1 and len(found) < RARE:
            where = Where()
            handle = handle_like(where, phrase.words[0])
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


def match(criteria: Criteria) -> str:
    """Return the full-text expression: niche and gate, and all words or the niches they name."""
    niche, gates = criteria.niche_id, criteria.gates
    if niche != EVERYONE:
        terms = [_in(niche, gates)]
    else:
        terms = [f"_g{gates[0]}"] if len(gates) == 1 else []
    terms += [_has_or_is_in(phrase, gates) for phrase in criteria.phrases]
    return " AND ".join(terms)


def _has_or_is_in(phrase: Phrase, gates: tuple[int, ...]) -> str:
    has = " AND ".join([f'"{word}"' for word in phrase.words])
    return has if phrase.niche_id is None else f"({has} OR {_in(phrase.niche_id, gates)})"


def _in(niche_id: int, gates: tuple[int, ...]) -> str:
    """Return the token of those in a niche, at a gate where it is one."""
    return place_token(niche_id, gates[0]) if len(gates) == 1 else f"_n{niche_id}"


def counts(tx: Transaction, niche_id: int) -> dict[int, int]:
    """Return how many accounts of a niche stand at each gate at which there are any."""
    return dict(
        tx.rows(
            "SELECT gate, accounts FROM niche_counts WHERE niche_id = :niche AND accounts > 0",
            {"niche": niche_id},
        )
    )


def walk(where: Where, criteria: Criteria, effort: int | None = None) -> str:
    """Return the niche's memberships, in rank order where one gate is asked for.

    effort: how many of them may be looked at; None is all.

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


def way_to(where: Where, criteria: Criteria) -> str:
    """Return those who were looked up, where they are few; else the walk."""
    if criteria.few is None:
        return walk(where, criteria)
    where.add(f"a.gate IN ({where.names(criteria.gates)})")
    where.add(in_niches(where, Rule("niche", niche_ids=(criteria.niche_id,))))
    ids = ", ".join([f"({account_id})" for account_id in criteria.few])
    return f"(VALUES {ids}) h CROSS JOIN accounts a WHERE a.id = h.column1"


def within(tx: Transaction, criteria: Criteria, effort: int) -> bool:
    """Tell whether niche and gates have no more accounts than may be looked at."""
    standing = counts(tx, criteria.niche_id)
    return sum(standing.get(gate, 0) for gate in criteria.gates) <= effort


def all_there_are(tx: Transaction, criteria: Criteria) -> bool:
    """Tell whether niche and gates leave nobody out: then accounts are walked as they rank."""
    return criteria.niche_id == EVERYONE and set(counts(tx, EVERYONE)) <= set(criteria.gates)

"""The statements by which an import is taken back."""

from collections.abc import Sequence

from storage.accounts import listed, spend_account, spend_influencer
from storage.engine import Transaction
from storage.relations import BY_HAND
from storage.schema import EVERYONE

TRACES = (
    "fields",
    "relations",
    "tags",
    "notes",
    "by_hand",
    "tags_off",
    "hidden",
    "shortlist_members",
)
"""Tables of what is known of a person beside the figures."""


def accounts_of(tx: Transaction, run_id: int) -> list[int]:
    """Return the accounts of which a run brought figures or posts."""
    rows = tx.rows(
        "SELECT account_id FROM observations WHERE run_id = :run"
        " UNION SELECT account_id FROM posts WHERE run_id = :run ORDER BY account_id",
        {"run": run_id},
    )
    return [row[0] for row in rows]


def worked_with(tx: Transaction, people: Sequence[int]) -> set[int]:
    """Return those who were noted, tagged or shortlisted by hand, offered to, or paid."""
    marks, parameters = listed(people)
    rows = tx.rows(
        f"SELECT i.id FROM influencers i WHERE i.id IN ({marks}) AND ("
        "EXISTS (SELECT 1 FROM notes WHERE influencer_id = i.id AND run_id = :hand)"
        " OR EXISTS (SELECT 1 FROM tags WHERE influencer_id = i.id AND run_id = :hand)"
        " OR EXISTS (SELECT 1 FROM fields WHERE influencer_id = i.id AND run_id = :hand)"
        " OR EXISTS (SELECT 1 FROM shortlist_members WHERE influencer_id = i.id)"
        " OR EXISTS (SELECT 1 FROM hidden WHERE influencer_id = i.id)"
        " OR EXISTS (SELECT 1 FROM offers WHERE influencer_id = i.id)"
        " OR EXISTS (SELECT 1 FROM postings WHERE influencer_id = i.id))",
        {**parameters, "hand": BY_HAND},
    )
    return {row[0] for row in rows}


def other_posts(tx: Transaction, account_id: int, run_id: int) -> tuple[int, str] | None:
    """Return the first other run, with its as_of, that brought posts of an account."""
    row = tx.row(
        "SELECT p.run_id, r.as_of FROM posts p JOIN runs r ON r.id = p.run_id"
        " WHERE p.account_id = :account AND p.run_id <> :run ORDER BY p.run_id LIMIT 1",
        {"account": account_id, "run": run_id},
    )
    return (row[0], row[1]) if row else None


def drop_observation(tx: Transaction, account_id: int, run_id: int) -> None:
    """Take away what a run said of an account."""
    for table in ("observations", "posts"):
        tx.run(
            f"DELETE FROM {table} WHERE account_id = :account AND run_id = :run",
            {"account": account_id, "run": run_id},
        )


def drop_related(tx: Transaction, client_id: int, people: Sequence[int], run_id: int) -> list[int]:
    """Take away what a run said of people beside the figures; return of whom others say something.

    What is current of the rest goes.
    """
    marks, parameters = listed(people)
    these = f"client_id = :client AND influencer_id IN ({marks})"
    parameters |= {"client": client_id, "run": run_id}
    for table in ("fields", "tags", "notes"):
        tx.run(f"DELETE FROM {table} WHERE {these} AND run_id = :run", parameters)
    tx.run(
        f"DELETE FROM relations WHERE {these} AND NOT EXISTS (SELECT 1 FROM fields f"
        " WHERE f.client_id = :client AND f.influencer_id = relations.influencer_id)",
        parameters,
    )
    left = f"SELECT DISTINCT influencer_id FROM fields WHERE {these} ORDER BY influencer_id"
    return [row[0] for row in tx.rows(left, parameters)]


def drop_relation(tx: Transaction, client_id: int, influencer_id: int) -> None:
    """Take away what is current of a person of whom nothing is said any more."""
    tx.run(
        "DELETE FROM relations WHERE client_id = :client AND influencer_id = :person",
        {"client": client_id, "person": influencer_id},
    )


def drop_accounts(tx: Transaction, account_ids: Sequence[int]) -> None:
    """Take accounts away; they must have left the search before."""
    if not account_ids:
        return
    spend_account(tx, max(account_ids))
    marks, parameters = listed(account_ids)
    for table, column in (
        ("observations", "account_id"),
        ("posts", "account_id"),
        ("accounts", "id"),
    ):
        tx.run(f"DELETE FROM {table} WHERE {column} IN ({marks})", parameters)


def drop_abandoned(tx: Transaction, people: Sequence[int]) -> None:
    """Take away persons who have no account left."""
    marks, parameters = listed(people)
    rows = tx.rows(
        f"SELECT i.id FROM influencers i WHERE i.id IN ({marks})"
        " AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.influencer_id = i.id)",
        parameters,
    )
    gone = with_merged(tx, [row[0] for row in rows])
    if gone:
        drop_traces(tx, gone)
        spend_influencer(tx, max(gone))
        marks, parameters = listed(gone)
        tx.run(f"DELETE FROM influencers WHERE id IN ({marks})", parameters)


def with_merged(tx: Transaction, people: Sequence[int]) -> list[int]:
    """Return people, those who were made one with them, and those with these in turn."""
    found: list[int] = []
    while people:
        found += people
        marks, parameters = listed(people)
        sql = f"SELECT gone_id FROM merges WHERE kept_id IN ({marks}) ORDER BY gone_id"
        people = [row[0] for row in tx.rows(sql, parameters)]
    return found


def drop_traces(tx: Transaction, people: Sequence[int]) -> None:
    """Take away what teams wrote down of people, and what lists said beside the figures."""
    marks, parameters = listed(people)
    merged = f"gone_id IN ({marks}) OR kept_id IN ({marks})"
    for where in (
        f"merge_offers WHERE one_id IN ({marks}) OR other_id IN ({marks})",
        f"merge_moves WHERE merge_id IN (SELECT id FROM merges WHERE {merged})",
        f"merges WHERE {merged}",
        *[f"{table} WHERE influencer_id IN ({marks})" for table in TRACES],
    ):
        tx.run(f"DELETE FROM {where}", parameters)


def empty_niches(tx: Transaction) -> list[tuple[int, str]]:
    """Return the niches, as id and folded name, that nothing is in and nothing hangs on."""
    rows = tx.rows(
        "SELECT n.id, n.folded FROM niches n WHERE n.id <> :everyone"
        " AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.niche_id = n.id)"
        " AND NOT EXISTS (SELECT 1 FROM niche_aliases a WHERE a.niche_id = n.id)"
        " AND NOT EXISTS (SELECT 1 FROM niches c WHERE c.parent_id = n.id)"
        " AND NOT EXISTS (SELECT 1 FROM digest_follows f WHERE f.niche_id = n.id)"
        " AND NOT EXISTS (SELECT 1 FROM niche_weeks w WHERE w.niche_id = n.id)"
        " ORDER BY n.id",
        {"everyone": EVERYONE},
    )
    return [(row[0], row[1]) for row in rows]


def drop_niche(tx: Transaction, niche_id: int) -> None:
    tx.run("DELETE FROM niche_counts WHERE niche_id = :id", {"id": niche_id})
    tx.run("DELETE FROM niches WHERE id = :id", {"id": niche_id})

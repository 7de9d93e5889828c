"""The statements by which an import is taken back."""

from collections.abc import Iterable

from storage.accounts import spend_account, spend_influencer
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
)


def accounts_of(tx: Transaction, run_id: int) -> list[int]:
    """Return the accounts of which a run brought figures or posts."""
    rows = tx.rows(
        "SELECT account_id FROM observations WHERE run_id = :run"
        " UNION SELECT account_id FROM posts WHERE run_id = :run ORDER BY account_id",
        {"run": run_id},
    )
    return [row[0] for row in rows]


def worked_with(tx: Transaction, influencer_id: int) -> bool:
    """Tell whether a person was noted, tagged or shortlisted by hand, offered to, or paid."""
    return bool(
        tx.value(
            "SELECT EXISTS (SELECT 1 FROM notes WHERE influencer_id = :person AND run_id = :hand)"
            " OR EXISTS (SELECT 1 FROM tags WHERE influencer_id = :person AND run_id = :hand)"
            " OR EXISTS (SELECT 1 FROM fields WHERE influencer_id = :person AND run_id = :hand)"
            " OR EXISTS (SELECT 1 FROM shortlist_members WHERE influencer_id = :person)"
            " OR EXISTS (SELECT 1 FROM hidden WHERE influencer_id = :person)"
            " OR EXISTS (SELECT 1 FROM offers WHERE influencer_id = :person)"
            " OR EXISTS (SELECT 1 FROM postings WHERE influencer_id = :person)",
            {"person": influencer_id, "hand": BY_HAND},
        )
    )


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


def drop_related(tx: Transaction, client_id: int, influencer_id: int, run_id: int) -> None:
    """Take away what a run said of a person beside the figures."""
    for table in ("fields", "tags", "notes"):
        tx.run(
            f"DELETE FROM {table} WHERE client_id = :client AND influencer_id = :person"
            " AND run_id = :run",
            {"client": client_id, "person": influencer_id, "run": run_id},
        )


def drop_relation(tx: Transaction, client_id: int, influencer_id: int) -> None:
    """Take away what is current of a person of whom nothing is said any more."""
    tx.run(
        "DELETE FROM relations WHERE client_id = :client AND influencer_id = :person",
        {"client": client_id, "person": influencer_id},
    )


def drop_account(tx: Transaction, account_id: int) -> None:
    """Take an account away; it must have left the search before."""
    spend_account(tx, account_id)
    for table, column in (
        ("observations", "account_id"),
        ("posts", "account_id"),
        ("accounts", "id"),
    ):
        tx.run(f"DELETE FROM {table} WHERE {column} = :id", {"id": account_id})


def drop_abandoned(tx: Transaction, influencer_ids: Iterable[int]) -> None:
    """Take away persons who have no account left."""
    for person in influencer_ids:
        if tx.value("SELECT 1 FROM accounts WHERE influencer_id = :id", {"id": person}):
            continue
        for one in [*merged_into(tx, person), person]:
            drop_traces(tx, one)
            spend_influencer(tx, one)
            tx.run("DELETE FROM influencers WHERE id = :id", {"id": one})


def merged_into(tx: Transaction, person: int) -> list[int]:
    """Return those who were made one with a person, and with them in turn; the farthest first."""
    rows = tx.rows(
        "SELECT gone_id FROM merges WHERE kept_id = :id ORDER BY gone_id", {"id": person}
    )
    return [one for row in rows for one in (*merged_into(tx, row[0]), row[0])]


def drop_traces(tx: Transaction, person: int) -> None:
    """Take away what teams wrote down of a person, and what lists said beside the figures."""
    tx.run("DELETE FROM merge_offers WHERE one_id = :id OR other_id = :id", {"id": person})
    tx.run(
        "DELETE FROM merge_moves WHERE merge_id IN"
        " (SELECT id FROM merges WHERE gone_id = :id OR kept_id = :id)",
        {"id": person},
    )
    tx.run("DELETE FROM merges WHERE gone_id = :id OR kept_id = :id", {"id": person})
    of_clients = " AND client_id IN (SELECT id FROM clients)"  # their keys begin with it
    for table in TRACES:
        tx.run(f"DELETE FROM {table} WHERE influencer_id = :id{of_clients}", {"id": person})
    tx.run("DELETE FROM shortlist_members WHERE influencer_id = :id", {"id": person})


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

"""Forgetting a person: what is deleted, what stays without a name, and who must not come back."""

from collections.abc import Iterable

from storage.engine import Transaction


def key(tx: Transaction, new: str) -> str:
    """Return the key of the digests; new: the one to begin with where there is none."""
    tx.run(
        "INSERT INTO forgetting (id, key) VALUES (1, :key) ON CONFLICT (id) DO NOTHING",
        {"key": new},
    )
    found: str = tx.value("SELECT key FROM forgetting WHERE id = 1")
    return found


def memory(tx: Transaction) -> tuple[str, frozenset[str]]:
    """Return the key and all digests of those who are forgotten; nothing where nobody is."""
    found: str | None = tx.value("SELECT key FROM forgetting WHERE id = 1")
    if found is None:
        return "", frozenset()
    return found, frozenset([row[0] for row in tx.rows("SELECT digest FROM forgotten")])


def remember(tx: Transaction, digests: Iterable[str], at: str) -> None:
    """Keep digests of accounts that must not come back."""
    tx.run_many(
        "INSERT INTO forgotten (digest, forgotten_at) VALUES (?, ?)"
        " ON CONFLICT (digest) DO NOTHING",
        [(digest, at) for digest in digests],
    )


def open_offers(tx: Transaction, person: int) -> list[tuple[int, str]]:
    """Return client and campaign of a person's offers that nobody has decided on."""
    rows = tx.rows(
        "SELECT c.client_id, c.name FROM offers o JOIN campaigns c ON c.id = o.campaign_id"
        " WHERE o.influencer_id = :person AND o.state IN ('draft', 'waiting', 'changes_asked')"
        " ORDER BY o.id",
        {"person": person},
    )
    return [(row[0], row[1]) for row in rows]


def offers_of(tx: Transaction, person: int) -> list[int]:
    rows = tx.rows(
        "SELECT id FROM offers WHERE influencer_id = :person ORDER BY id", {"person": person}
    )
    return [row[0] for row in rows]


def empty_offer(tx: Transaction, offer_id: int) -> None:
    """Take everything out of an offer that may speak of its creator; its money stays."""
    tx.run(
        "UPDATE offers SET account_id = 0, why = '', reason = NULL WHERE id = :id",
        {"id": offer_id},
    )
    tx.run("UPDATE offer_moves SET reason = NULL WHERE offer_id = :id", {"id": offer_id})


def empty_trail(tx: Transaction, subjects: Iterable[str]) -> None:
    """Take contents and salts of the audit trail's entries about subjects; the chain stands."""
    for subject in subjects:
        tx.run(
            "DELETE FROM audit_contents WHERE entry_id IN"
            " (SELECT id FROM audit_entries WHERE subject = :subject)",
            {"subject": subject},
        )


def leave_places(tx: Transaction, account_id: int) -> None:
    """Take an account out of the weeks that digests compare with."""
    tx.run("DELETE FROM niche_places WHERE account_id = :id", {"id": account_id})


def leave_runs(tx: Transaction, platform: str, handle: str) -> None:
    """Take an account out of where finished imports stood last."""
    tx.run(
        "UPDATE runs SET merged_platform = '', merged_key = '' WHERE state <> 'running'"
        " AND merged_platform = :platform AND merged_key = :key",
        {"platform": platform, "key": handle},
    )


def empty_messages(tx: Transaction) -> None:
    """Empty the messages that have gone out: any may name the person, none is read again."""
    tx.run(
        "UPDATE outbox SET payload = '{}' WHERE kind IN ('message', 'answer')"
        " AND state IN ('sent', 'cancelled', 'failed') AND payload <> '{}'"
    )


def take_name(tx: Transaction, person: int) -> None:
    tx.run("UPDATE influencers SET name = NULL WHERE id = :id", {"id": person})

"""The companies that campaigns are for, and which channel is whose."""

from typing import NamedTuple

from storage.engine import Transaction

BOOKED = ("campaigns", "offers", "codes", "sales", "postings")
"""Tables of what is booked, and of what leads to it."""

ITS_OWN = (
    "fields",
    "relations",
    "tags",
    "notes",
    "shortlists",
    "by_hand",
    "tags_off",
    "hidden",
    "digest_follows",
    "channel_clients",
    "drops",
    "files_asked",
    "grants",
)
"""Tables of what is known or set for a client alone, and goes with it."""


class ClientRow(NamedTuple):
    """A client; the first is there from the beginning."""

    id: int
    name: str


class Use(NamedTuple):
    """Something that comes to a channel for a client: a digest of something, or a campaign."""

    client_id: int
    digest: str
    campaign: str


class Counts(NamedTuple):
    """How many rows of some of its own tables a client has."""

    tags: int
    notes: int
    shortlists: int
    grants: int


def all_rows(tx: Transaction) -> list[ClientRow]:
    rows = tx.rows("SELECT id, name FROM clients WHERE removed_at IS NULL ORDER BY id")
    return [ClientRow._make(row) for row in rows]


def add(tx: Transaction, name: str, now: str) -> int | None:
    """Add a client; return its id, or None when the name is taken."""
    found: int | None = tx.value(
        "INSERT INTO clients (name, created_at) VALUES (:name, :now)"
        " ON CONFLICT (name) DO NOTHING RETURNING id",
        {"name": name, "now": now},
    )
    return found


def rename(tx: Transaction, client_id: int, name: str) -> None:
    tx.run("UPDATE clients SET name = :name WHERE id = :id", {"id": client_id, "name": name})


def of_channel(tx: Transaction, channel: str) -> int | None:
    found: int | None = tx.value(
        "SELECT client_id FROM channel_clients WHERE channel = :channel", {"channel": channel}
    )
    return found


def bind(tx: Transaction, channel: str, client_id: int, person: str, now: str) -> None:
    """Let a channel be of a client."""
    tx.run(
        "INSERT INTO channel_clients (channel, client_id, bound_by, bound_at)"
        " VALUES (:channel, :client, :person, :now) ON CONFLICT (channel) DO UPDATE SET"
        " client_id = excluded.client_id, bound_by = excluded.bound_by,"
        " bound_at = excluded.bound_at",
        {"channel": channel, "client": client_id, "person": person, "now": now},
    )


def bind_used(tx: Transaction, person: str, now: str) -> list[tuple[int, str]]:
    """Let each channel that nobody bound, and to which something comes, be of that client.

    Return (client, channel) of each.
    """
    found = tx.rows(
        "INSERT INTO channel_clients (channel, client_id, bound_by, bound_at)"
        " SELECT t.channel, MIN(t.client_id), :person, :now FROM ("
        "SELECT channel, client_id FROM digest_follows"
        " UNION ALL SELECT channel, client_id FROM campaigns) t"
        " WHERE t.channel NOT IN (SELECT channel FROM channel_clients) GROUP BY t.channel"
        " RETURNING client_id, channel",
        {"person": person, "now": now},
    )
    return sorted([(row[0], row[1]) for row in found])


def uses_elsewhere(tx: Transaction, channel: str, client_id: int) -> list[Use]:
    """Return the digests and campaigns of other clients that come to a channel."""
    rows = tx.rows(
        "SELECT f.client_id, CASE f.kind WHEN 'niches' THEN n.name ELSE f.kind END, ''"
        " FROM digest_follows f JOIN niches n ON n.id = f.niche_id"
        " WHERE f.channel = :channel AND f.client_id <> :client"
        " UNION ALL SELECT client_id, '', name FROM campaigns"
        " WHERE channel = :channel AND client_id <> :client",
        {"channel": channel, "client": client_id},
    )
    return sorted([Use._make(row) for row in rows])


def is_booked(tx: Transaction, client_id: int) -> bool:
    """Tell whether a client has campaigns, offers, sales or bookings, which stay for ever."""
    booked = [f"EXISTS (SELECT 1 FROM {table} WHERE client_id = :client)" for table in BOOKED]
    return bool(tx.value(f"SELECT {' OR '.join(booked)}", {"client": client_id}))


def is_importing(tx: Transaction, client_id: int) -> bool:
    """Tell whether a list of a client is on its way into the store, or out of it."""
    return bool(
        tx.value(
            "SELECT EXISTS (SELECT 1 FROM runs WHERE client_id = :client AND state = 'running')"
            " OR EXISTS (SELECT 1 FROM drops WHERE client_id = :client"
            " AND state IN ('dropped', 'asked', 'undoing'))",
            {"client": client_id},
        )
    )


def counts(tx: Transaction, client_id: int) -> Counts:
    """Return how much is known or set for a client alone."""
    count = "(SELECT COUNT(*) FROM {} WHERE client_id = :client)"
    counted = ", ".join([count.format(table) for table in Counts._fields])
    row = tx.row(f"SELECT {counted}", {"client": client_id})
    return Counts._make(row or (0, 0, 0, 0))


def remove(tx: Transaction, client_id: int, now: str) -> None:
    """Remove a client with all that is known for it alone.

    Its number stays, without a name: runs and merges that everybody's list came by bear it.
    """
    key = {"client": client_id}
    tx.run(
        "DELETE FROM shortlist_members WHERE shortlist_id IN"
        " (SELECT id FROM shortlists WHERE client_id = :client)",
        key,
    )
    for table in ITS_OWN:
        tx.run(f"DELETE FROM {table} WHERE client_id = :client", key)
    tx.run("UPDATE people SET client_id = NULL WHERE client_id = :client", key)
    tx.run(
        "UPDATE clients SET name = 'removed:' || id, removed_at = :now WHERE id = :client",
        {**key, "now": now},
    )

"""The companies that campaigns are for, and which channel is whose."""

from typing import NamedTuple

from storage.engine import Transaction


class ClientRow(NamedTuple):
    """A client; the first is there from the beginning."""

    id: int
    name: str


def all_rows(tx: Transaction) -> list[ClientRow]:
    rows = tx.rows("SELECT id, name FROM clients ORDER BY id")
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


def bind_used(tx: Transaction, person: str, now: str) -> None:
    """Let each channel that nobody bound, and to which something comes, be of that client."""
    tx.run(
        "INSERT INTO channel_clients (channel, client_id, bound_by, bound_at)"
        " SELECT t.channel, MIN(t.client_id), :person, :now FROM ("
        "SELECT channel, client_id FROM digest_follows"
        " UNION ALL SELECT channel, client_id FROM campaigns) t"
        " WHERE t.channel NOT IN (SELECT channel FROM channel_clients) GROUP BY t.channel",
        {"person": person, "now": now},
    )


def use_elsewhere(tx: Transaction, channel: str, client_id: int) -> bool:
    """Tell whether another client's digests or campaigns come to a channel."""
    return bool(
        tx.value(
            "SELECT 1 FROM digest_follows WHERE channel = :channel AND client_id <> :client"
            " UNION ALL SELECT 1 FROM campaigns WHERE channel = :channel"
            " AND client_id <> :client LIMIT 1",
            {"channel": channel, "client": client_id},
        )
    )

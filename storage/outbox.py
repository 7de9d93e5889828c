"""What goes out: rows written with their cause, claimed by one worker at a time."""

from typing import NamedTuple

from storage.engine import Transaction


class OutRow(NamedTuple):
    """One effect on the outside. cause is unique: the same cause is never written twice.

    kind and target say what goes where. Rows written in_order go out one after the other where
    kind and target are the same.
    """

    id: int
    cause: str
    kind: str
    target: str
    payload: str
    state: str
    not_before: str
    attempts: int
    trouble: str | None
    created_at: str


_COLUMNS = ", ".join(OutRow._fields)


def put(
    tx: Transaction,
    *,
    cause: str,
    kind: str,
    target: str,
    payload: str,
    not_before: str,
    now: str,
    in_order: bool = False,
) -> bool:
    """Write what is to go out; tell whether this cause is news."""
    return (
        tx.run(
            "INSERT INTO outbox (cause, kind, target, payload, in_order, state, not_before,"
            " created_at) VALUES (:cause, :kind, :target, :payload, :in_order, 'waiting',"
            " :not_before, :now)"
            " ON CONFLICT (cause) DO NOTHING",
            {
                "cause": cause,
                "kind": kind,
                "target": target,
                "payload": payload,
                "in_order": int(in_order),
                "not_before": not_before,
                "now": now,
            },
        )
        == 1
    )


def next_due(tx: Transaction, now: str) -> OutRow | None:
    """Return the next row to deliver, behind no earlier one of the same kind and target."""
    row = tx.row(
        f"SELECT {_COLUMNS} FROM outbox o WHERE o.not_before <= :now"
        " AND o.state IN ('waiting', 'sending')"  # the words of the partial index
        " AND (o.state = 'waiting' OR (o.state = 'sending' AND o.lease_until <= :now))"
        " AND (o.in_order = 0 OR NOT EXISTS (SELECT 1 FROM outbox e WHERE e.kind = o.kind"
        " AND e.target = o.target AND e.id < o.id AND e.in_order = 1"
        " AND e.state IN ('waiting', 'sending')))"
        " ORDER BY o.not_before, o.id LIMIT 1",
        {"now": now},
    )
    return OutRow._make(row) if row else None


def is_due(tx: Transaction, kind: str, target: str, now: str) -> bool:
    """Tell whether such a row, written in order, is due and has not begun to go out."""
    return bool(
        tx.value(
            "SELECT 1 FROM outbox WHERE kind = :kind AND target = :target AND in_order = 1"
            " AND state IN ('waiting', 'sending')"  # the words of the partial index
            " AND state = 'waiting' AND not_before <= :now LIMIT 1",
            {"kind": kind, "target": target, "now": now},
        )
    )


def claim(tx: Transaction, seen: OutRow, owner: str, now: str, lease_until: str) -> bool:
    """Take a row for delivery; tell whether nobody else was first."""
    return (
        tx.run(
            "UPDATE outbox SET state = 'sending', owner = :owner, lease_until = :until,"
            " attempts = attempts + 1 WHERE id = :id AND attempts = :attempts"
            " AND (state = 'waiting' OR (state = 'sending' AND lease_until <= :now))",
            {
                "owner": owner,
                "until": lease_until,
                "id": seen.id,
                "attempts": seen.attempts,
                "now": now,
            },
        )
        == 1
    )


def mark_sent(
    tx: Transaction, row_id: int, owner: str, now: str, channel: str | None, ts: str | None
) -> None:
    """Note where a row arrived, unless somebody else has taken it up: they find it sent."""
    tx.run(
        "UPDATE outbox SET state = 'sent', sent_at = :now, sent_channel = :channel,"
        " sent_ts = :ts, trouble = NULL WHERE id = :id AND owner = :owner AND state = 'sending'",
        {"now": now, "channel": channel, "ts": ts, "id": row_id, "owner": owner},
    )


def try_later(tx: Transaction, row_id: int, owner: str, not_before: str, trouble: str) -> None:
    tx.run(
        "UPDATE outbox SET state = 'waiting', not_before = :later, trouble = :trouble"
        " WHERE id = :id AND owner = :owner AND state = 'sending'",
        {"later": not_before, "trouble": trouble, "id": row_id, "owner": owner},
    )


def give_up(tx: Transaction, row_id: int, owner: str, trouble: str) -> None:
    tx.run(
        "UPDATE outbox SET state = 'failed', trouble = :trouble"
        " WHERE id = :id AND owner = :owner AND state = 'sending'",
        {"trouble": trouble, "id": row_id, "owner": owner},
    )


def cancel(tx: Transaction, cause: str) -> bool:
    """Take back what has not begun to go out; tell whether it had not."""
    return (
        tx.run(
            "UPDATE outbox SET state = 'cancelled' WHERE cause = :cause AND state = 'waiting'"
            " AND attempts = 0",
            {"cause": cause},
        )
        == 1
    )


def next_moment(tx: Transaction) -> str | None:
    """Return when the next row is due, or None."""
    found: str | None = tx.value(
        "SELECT MIN(not_before) FROM outbox WHERE state IN ('waiting', 'sending')"
    )
    return found


def failed(tx: Transaction, limit: int) -> list[OutRow]:
    """Return what could not be delivered, the newest first."""
    rows = tx.rows(
        f"SELECT {_COLUMNS} FROM outbox WHERE state = 'failed' ORDER BY id DESC LIMIT :take",
        {"take": limit},
    )
    return [OutRow._make(row) for row in rows]

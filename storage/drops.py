"""Dropped lists: what was dropped, how far it is, how it shall be understood."""

from typing import NamedTuple

from storage.engine import Transaction


class DropRow(NamedTuple):
    """One dropped list.

    state: dropped (to be looked at), shown (its preview waits for an answer), asked (to be
    imported), done, undoing (to be taken back), undone, cancelled, failed, expired.
    version: grows with each correction that a person makes. file: what Slack says of it, JSON.
    place: the message that says how far it is. choices, sample: JSON of services.drops.
    attempts: how often its present work was begun.
    """

    id: int
    client_id: int
    cause: str
    state: str
    version: int
    name: str
    file: str
    person: str
    channel: str
    place: str | None
    choices: str
    sample: str | None
    run_id: int | None
    attempts: int
    dropped_at: str
    asked_at: str | None

    @property
    def standing(self) -> str:
        """The state as people see it: a message is drawn before the state that it shows is
        written, so that a kill between the two leaves nothing undrawn.
        """
        if self.state == "dropped" and self.sample is not None:
            return "shown"
        return "done" if self.state == "asked" and self.run_id is not None else self.state


_COLUMNS = ", ".join(DropRow._fields)
_IMPORTED = "(o.state = 'done' OR o.state = 'asked' AND o.run_id IS NOT NULL)"
"""What stands as done, see DropRow.standing."""


def add(
    tx: Transaction,
    *,
    client_id: int,
    cause: str,
    name: str,
    file: str,
    person: str,
    channel: str,
    now: str,
) -> bool:
    """Write a dropped file down; tell whether it is news."""
    return (
        tx.run(
            "INSERT INTO drops (client_id, cause, state, name, file, person, channel, dropped_at)"
            " VALUES (:client, :cause, 'dropped', :name, :file, :person, :channel, :now)"
            " ON CONFLICT (cause) DO NOTHING",
            {
                "client": client_id,
                "cause": cause,
                "name": name,
                "file": file,
                "person": person,
                "channel": channel,
                "now": now,
            },
        )
        == 1
    )


def get(tx: Transaction, drop_id: int) -> DropRow | None:
    row = tx.row(f"SELECT {_COLUMNS} FROM drops WHERE id = :id", {"id": drop_id})
    return DropRow._make(row) if row else None


def next_to_look_at(tx: Transaction) -> DropRow | None:
    """Return the next list of which nobody knows yet what it holds."""
    return _next(tx, "state = 'dropped'")


def next_to_work_on(tx: Transaction) -> DropRow | None:
    """Return the next list to import or to take back."""
    return _next(tx, "state IN ('asked', 'undoing')")


def _next(tx: Transaction, standing: str) -> DropRow | None:
    row = tx.row(f"SELECT {_COLUMNS} FROM drops WHERE {standing} ORDER BY id LIMIT 1")
    return DropRow._make(row) if row else None


def begin(tx: Transaction, drop_id: int, state: str) -> int:
    """Count that the work of a state is begun; return how often it was. 0: it is in another."""
    found: int | None = tx.value(
        "UPDATE drops SET attempts = attempts + 1 WHERE id = :id AND state = :state"
        " RETURNING attempts",
        {"id": drop_id, "state": state},
    )
    return found or 0


def not_begun(tx: Transaction, drop_id: int) -> None:
    """Forget that work was begun: it waits for somebody else's."""
    tx.run("UPDATE drops SET attempts = 0 WHERE id = :id", {"id": drop_id})


def move(tx: Transaction, drop_id: int, before: str, after: str, now: str) -> bool:
    """Bring a list from one state to another; tell whether it was in the first."""
    return (
        tx.run(
            "UPDATE drops SET state = :after, attempts = 0,"
            " asked_at = CASE WHEN :after = 'asked' THEN :now ELSE asked_at END,"
            " sample = CASE WHEN :after IN ('shown', 'asked') THEN sample ELSE NULL END"
            " WHERE id = :id AND state = :before",
            {"id": drop_id, "before": before, "after": after, "now": now},
        )
        == 1
    )


def others_with(tx: Transaction, drop_id: int) -> list[str]:
    """Return who else has an import of the same list: the same bytes are one run."""
    rows = tx.rows(
        "SELECT DISTINCT o.person FROM drops d JOIN drops o ON o.run_id = d.run_id"
        f" WHERE d.id = :id AND {_IMPORTED} AND o.person <> d.person ORDER BY o.person",
        {"id": drop_id},
    )
    return [row[0] for row in rows]


def undo_all(tx: Transaction, run_id: int) -> list[str]:
    """Let the imports of a list that was taken back be undone, for whoever dropped it.

    Returns whose they are.
    """
    rows = tx.rows(
        "UPDATE drops AS o SET state = 'undoing', attempts = 0"
        f" WHERE o.run_id = :run AND {_IMPORTED} RETURNING person",
        {"run": run_id},
    )
    return [row[0] for row in rows]


def place_at(tx: Transaction, drop_id: int, place: str) -> None:
    """Remember which message says how far a list is."""
    tx.run("UPDATE drops SET place = :place WHERE id = :id", {"place": place, "id": drop_id})


def keep_sample(tx: Transaction, drop_id: int, sample: str) -> None:
    """Keep what a preview is drawn from."""
    tx.run("UPDATE drops SET sample = :sample WHERE id = :id", {"sample": sample, "id": drop_id})


def choose(tx: Transaction, drop_id: int, choices: str) -> None:
    """Keep how a list shall be understood."""
    tx.run(
        "UPDATE drops SET choices = :choices, version = version + 1 WHERE id = :id",
        {"choices": choices, "id": drop_id},
    )


def hand_over(tx: Transaction, drop_id: int, client_id: int) -> None:
    """Let a list be another client's."""
    tx.run(
        "UPDATE drops SET client_id = :client, version = version + 1 WHERE id = :id",
        {"client": client_id, "id": drop_id},
    )


def brought(tx: Transaction, drop_id: int, run_id: int | None) -> None:
    """Remember which run a list became."""
    tx.run("UPDATE drops SET run_id = :run WHERE id = :id", {"run": run_id, "id": drop_id})


def keep_rejects(tx: Transaction, drop_id: int, number: int, content: str) -> None:
    """Keep the rows of a list that were rejected, as CSV. number: of them."""
    tx.run(
        "INSERT INTO drop_rejects (drop_id, number, content) VALUES (:drop, :number, :content)"
        " ON CONFLICT (drop_id) DO UPDATE SET number = excluded.number, content = excluded.content",
        {"drop": drop_id, "number": number, "content": content},
    )


def rejects(tx: Transaction, drop_id: int) -> tuple[int, str] | None:
    """Return how many rows of a list were rejected, and those as CSV; None if not kept."""
    row = tx.row("SELECT number, content FROM drop_rejects WHERE drop_id = :id", {"id": drop_id})
    return (row[0], row[1]) if row else None


def expire(tx: Transaction, before: str) -> None:
    """Forget what was kept of lists until then: samples of those that wait for somebody to answer
    their preview, and rejected rows.
    """
    tx.run(
        "UPDATE drops SET state = 'expired', sample = NULL"
        " WHERE state = 'shown' AND dropped_at <= :before",
        {"before": before},
    )
    tx.run(
        "DELETE FROM drop_rejects WHERE drop_id IN"
        " (SELECT id FROM drops WHERE dropped_at <= :before)",
        {"before": before},
    )

"""Files that somebody asked for and that are to be sent to them."""

from typing import NamedTuple

from storage.engine import Transaction


class AskedRow(NamedTuple):
    """One file. what: an export's name, found or rejects. query: a search's text, or a drop's id.

    file: Slack's id of it, known from just before it is shared.
    """

    id: int
    client_id: int
    what: str
    query: str
    format: str
    person: str
    attempts: int
    asked_at: str
    file: str | None


_COLUMNS = ", ".join(AskedRow._fields)


def add(
    tx: Transaction, client_id: int, what: str, query: str, format_: str, person: str, now: str
) -> None:
    tx.run(
        "INSERT INTO files_asked (client_id, state, what, query, format, person, asked_at)"
        " VALUES (:client, 'asked', :what, :query, :format, :person, :now)",
        {
            "client": client_id,
            "what": what,
            "query": query,
            "format": format_,
            "person": person,
            "now": now,
        },
    )


def waits(
    tx: Transaction, client_id: int, what: str, query: str, format_: str, person: str
) -> bool:
    """Tell whether this person waits for just this file already."""
    found = tx.value(
        "SELECT 1 FROM files_asked WHERE state = 'asked' AND client_id = :client AND what = :what"
        " AND query = :query AND format = :format AND person = :person LIMIT 1",
        {"client": client_id, "what": what, "query": query, "format": format_, "person": person},
    )
    return found is not None


def next_to_send(tx: Transaction) -> AskedRow | None:
    row = tx.row(f"SELECT {_COLUMNS} FROM files_asked WHERE state = 'asked' ORDER BY id LIMIT 1")
    return AskedRow._make(row) if row else None


def begin(tx: Transaction, asked_id: int) -> int:
    """Count that a file is begun; return how often it was."""
    found: int = tx.value(
        "UPDATE files_asked SET attempts = attempts + 1 WHERE id = :id RETURNING attempts",
        {"id": asked_id},
    )
    return found


def sharing(tx: Transaction, asked_id: int, attempts: int, file: str) -> bool:
    """Write down which file of Slack's is shared next; tell whether nobody else took it up since.

    attempts: as begin returned it.
    """
    return (
        tx.run(
            "UPDATE files_asked SET file = :file"
            " WHERE id = :id AND state = 'asked' AND attempts = :attempts",
            {"id": asked_id, "attempts": attempts, "file": file},
        )
        == 1
    )


def finish(tx: Transaction, asked_id: int, state: str) -> None:
    """Mark a file as sent or failed; what was searched for is not kept."""
    tx.run(
        "UPDATE files_asked SET state = :state, query = '' WHERE id = :id",
        {"state": state, "id": asked_id},
    )

"""What people set about a creator: who set it and when, tags with their sources, hidden ones.

Values set by hand stand in fields, tags and notes under run 0, which no import has.
"""

from typing import NamedTuple

from storage.engine import Transaction
from storage.relations import BY_HAND, FieldRow, TagRow, save_fields


class SetRow(NamedTuple):
    """Who set a field last, and when. name: a field's, or "tag:" and the folded tag."""

    name: str
    said_by: str
    said_at: str


class KnownTag(NamedTuple):
    """A tag of a person. run_id: the list that named it first, 0 where a person gave it."""

    folded: str
    tag: str
    run_id: int


class KnownNote(NamedTuple):
    """A note. run_id: the list that it came with, 0 where a person wrote it here."""

    id: int
    run_id: int
    text: str
    written_by: str
    written_at: str


def set_field(
    tx: Transaction, client_id: int, influencer_id: int, name: str, value: str, by: str, at: str
) -> None:
    """Set a field by hand; it stands before what any list says."""
    save_fields(tx, [FieldRow(client_id, influencer_id, name, BY_HAND, value)])
    mark(tx, client_id, influencer_id, name, by, at)


def mark(tx: Transaction, client_id: int, influencer_id: int, name: str, by: str, at: str) -> None:
    """Write down who set something."""
    tx.run(
        "INSERT INTO by_hand (client_id, influencer_id, name, said_by, said_at)"
        " VALUES (:client, :person, :name, :by, :at)"
        " ON CONFLICT (client_id, influencer_id, name)"
        " DO UPDATE SET said_by = excluded.said_by, said_at = excluded.said_at",
        {"client": client_id, "person": influencer_id, "name": name, "by": by, "at": at},
    )


def marks(tx: Transaction, client_id: int, influencer_id: int) -> dict[str, SetRow]:
    """Return who set what of a person, by name."""
    rows = tx.rows(
        "SELECT name, said_by, said_at FROM by_hand"
        " WHERE client_id = :client AND influencer_id = :person ORDER BY name",
        {"client": client_id, "person": influencer_id},
    )
    return {row[0]: SetRow._make(row) for row in rows}


def tags_of(tx: Transaction, client_id: int, influencer_id: int) -> list[KnownTag]:
    """Return a person's tags by alphabet, each as its first source wrote it."""
    rows = tx.rows(
        "SELECT folded, tag, run_id FROM tags WHERE client_id = :client"
        " AND influencer_id = :person ORDER BY folded, run_id",
        {"client": client_id, "person": influencer_id},
    )
    found: dict[str, KnownTag] = {}
    for row in rows:
        found.setdefault(row[0], KnownTag._make(row))
    return list(found.values())


def add_tag(tx: Transaction, row: TagRow) -> bool:
    """Give a person a tag; tell whether they did not have it by hand."""
    key = {"client": row.client_id, "person": row.influencer_id, "folded": row.folded}
    tx.run(
        "DELETE FROM tags_off WHERE client_id = :client AND influencer_id = :person"
        " AND folded = :folded",
        key,
    )
    return (
        tx.run(
            "INSERT INTO tags (client_id, influencer_id, folded, run_id, tag)"
            " VALUES (:client, :person, :folded, :hand, :tag)"
            " ON CONFLICT (client_id, influencer_id, folded, run_id) DO NOTHING",
            {**key, "hand": BY_HAND, "tag": row.tag},
        )
        == 1
    )


def drop_tag(tx: Transaction, client_id: int, influencer_id: int, folded: str) -> bool:
    """Take a tag away, whoever gave it, and let no later list bring it back."""
    key = {"client": client_id, "person": influencer_id, "folded": folded}
    gone = tx.run(
        "DELETE FROM tags WHERE client_id = :client AND influencer_id = :person"
        " AND folded = :folded",
        key,
    )
    if gone:
        tx.run(
            "INSERT INTO tags_off (client_id, influencer_id, folded)"
            " VALUES (:client, :person, :folded)"
            " ON CONFLICT (client_id, influencer_id, folded) DO NOTHING",
            key,
        )
    return gone > 0


def some_tags(tx: Transaction, client_id: int, among: int) -> list[tuple[str, str]]:
    """Return tags, folded and as written, that some of a client's creators have."""
    rows = tx.rows(
        "SELECT t.folded, t.tag FROM by_hand b JOIN tags t ON t.client_id = b.client_id"
        " AND t.influencer_id = b.influencer_id AND b.name = 'tag:' || t.folded"
        " WHERE b.client_id = :client UNION SELECT s.folded, s.tag FROM (SELECT folded, tag"
        " FROM tags WHERE client_id = :client LIMIT :among) s ORDER BY folded, tag",
        {"client": client_id, "among": among},
    )
    return [(row[0], row[1]) for row in rows]


def some_statuses(tx: Transaction, client_id: int, among: int) -> list[tuple[str, str]]:
    """Return statuses, folded and as written, that some of a client's creators have."""
    rows = tx.rows(
        "SELECT r.status_folded, r.status FROM by_hand b JOIN relations r"
        " ON r.client_id = b.client_id AND r.influencer_id = b.influencer_id"
        " WHERE b.client_id = :client AND b.name = 'status' AND r.status IS NOT NULL"
        " UNION SELECT s.status_folded, s.status FROM (SELECT status_folded, status"
        " FROM relations WHERE client_id = :client AND status IS NOT NULL LIMIT :among) s"
        " ORDER BY status_folded, status",
        {"client": client_id, "among": among},
    )
    return [(row[0], row[1]) for row in rows]


def add_note(
    tx: Transaction, client_id: int, influencer_id: int, text: str, by: str, at: str
) -> bool:
    """Add a note; the same text of the same person at the same instant is there once."""
    key = {"client": client_id, "person": influencer_id, "text": text, "by": by, "at": at}
    return (
        tx.run(
            "INSERT INTO notes (client_id, influencer_id, run_id, text, written_by, written_at)"
            " SELECT :client, :person, 0, :text, :by, :at WHERE NOT EXISTS (SELECT 1 FROM notes"
            " WHERE client_id = :client AND influencer_id = :person AND run_id = 0"
            " AND text = :text AND written_by = :by AND written_at = :at)",
            key,
        )
        == 1
    )


def note(tx: Transaction, client_id: int, note_id: int) -> tuple[int, KnownNote] | None:
    """Return whose note it is, and the note."""
    row = tx.row(
        "SELECT influencer_id, id, run_id, text, written_by, written_at FROM notes"
        " WHERE id = :id AND client_id = :client",
        {"id": note_id, "client": client_id},
    )
    return (row[0], KnownNote._make(row[1:])) if row else None


def notes_of(tx: Transaction, client_id: int, influencer_id: int) -> list[KnownNote]:
    """Return a person's notes, the newest first."""
    rows = tx.rows(
        "SELECT id, run_id, text, written_by, written_at FROM notes"
        " WHERE influencer_id = :person AND client_id = :client ORDER BY id DESC",
        {"client": client_id, "person": influencer_id},
    )
    return [KnownNote._make(row) for row in rows]


def drop_note(tx: Transaction, note_id: int) -> None:
    tx.run("DELETE FROM notes WHERE id = :id", {"id": note_id})


def set_by_hand(tx: Transaction, client_id: int) -> set[int]:
    """Return the people of whom somebody set a field by hand."""
    rows = tx.rows(
        "SELECT DISTINCT influencer_id FROM fields WHERE client_id = :client AND run_id = 0",
        {"client": client_id},
    )
    return {row[0] for row in rows}

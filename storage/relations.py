"""What one client knows of a person: contact, asking price, tags, notes, fields of their files.

Every imported value stands in `fields` with its run (run 0: written by hand); `relations` holds
what is current, so that an import can be undone without losing what was there before.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from storage.engine import Transaction

BY_HAND = 0


class FieldRow(NamedTuple):
    client_id: int
    influencer_id: int
    name: str
    run_id: int
    value: str


class RelationRow(NamedTuple):
    """price_minor: minor units of price_currency; None currency: the file did not say."""

    client_id: int
    influencer_id: int
    owner: str | None
    owner_folded: str | None
    status: str | None
    status_folded: str | None
    last_contact: str | None
    price_minor: int | None
    price_currency: str | None


class TagRow(NamedTuple):
    client_id: int
    influencer_id: int
    folded: str
    run_id: int
    tag: str


class NoteRow(NamedTuple):
    client_id: int
    influencer_id: int
    run_id: int
    text: str
    written_by: str
    written_at: str


def save_fields(tx: Transaction, rows: Sequence[FieldRow]) -> None:
    tx.run_many(
        "INSERT INTO fields (client_id, influencer_id, name, run_id, value) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (client_id, influencer_id, name, run_id)"
        " DO UPDATE SET value = excluded.value",
        rows,
    )


def save_relations(tx: Transaction, rows: Sequence[RelationRow]) -> None:
    names = RelationRow._fields
    tx.run_many(
        f"INSERT INTO relations ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        " ON CONFLICT (client_id, influencer_id) DO UPDATE SET "
        + ", ".join(f"{name} = excluded.{name}" for name in names[2:]),
        rows,
    )


def save_tags(tx: Transaction, rows: Sequence[TagRow]) -> None:
    """Add tags of lists, but those that a person took away."""
    tx.run_many(
        "INSERT INTO tags (client_id, influencer_id, folded, run_id, tag) SELECT ?, ?, ?, ?, ?"
        " WHERE NOT EXISTS (SELECT 1 FROM tags_off WHERE client_id = ? AND influencer_id = ?"
        " AND folded = ?) ON CONFLICT (client_id, influencer_id, folded, run_id) DO NOTHING",
        [(*row, *row[:3]) for row in rows],
    )


def save_notes(tx: Transaction, rows: Iterable[NoteRow]) -> None:
    """Add notes; the same text of the same run is there once."""
    for row in rows:
        tx.run(
            "INSERT INTO notes (client_id, influencer_id, run_id, text, written_by, written_at)"
            " SELECT :client_id, :influencer_id, :run_id, :text, :written_by, :written_at"
            " WHERE NOT EXISTS (SELECT 1 FROM notes WHERE influencer_id = :influencer_id"
            " AND client_id = :client_id AND run_id = :run_id AND text = :text)",
            row._asdict(),
        )


def fields_of(tx: Transaction, client_id: int, influencer_id: int) -> list[FieldRow]:
    """Return every value that files and people gave, oldest run first, hand-written ones last."""
    rows = tx.rows(
        "SELECT client_id, influencer_id, name, run_id, value FROM fields"
        " WHERE client_id = :client AND influencer_id = :person"
        " ORDER BY CASE WHEN run_id = 0 THEN 1 ELSE 0 END, run_id, name",
        {"client": client_id, "person": influencer_id},
    )
    return [FieldRow._make(row) for row in rows]


def add_merge_offer(tx: Transaction, one: int, other: int, run_id: int, reason: str) -> None:
    tx.run(
        "INSERT INTO merge_offers (one_id, other_id, run_id, reason)"
        " VALUES (:one, :other, :run, :reason) ON CONFLICT (one_id, other_id) DO NOTHING",
        {"one": min(one, other), "other": max(one, other), "run": run_id, "reason": reason},
    )

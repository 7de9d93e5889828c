"""What a record says of a person beside the figures: contact, price, tags, a note, own columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import orjson

from storage.engine import Transaction
from storage.relations import BY_HAND, FieldRow, NoteRow, RelationRow, TagRow, fields_of
from storage.words import fold

OWN = "own:"
"""Before the name of a column that the desk does not know."""


@dataclass(slots=True)
class Related:
    """Rows to write, for one client. said: the fields by person and name, as they come together
    where several records are about accounts of one person.
    """

    fields: list[FieldRow] = field(default_factory=list)
    relations: list[RelationRow] = field(default_factory=list)
    tags: list[TagRow] = field(default_factory=list)
    notes: list[NoteRow] = field(default_factory=list)
    said: dict[int, dict[str, FieldRow]] = field(default_factory=dict)


class Run(Protocol):
    """The run in whose name rows are written."""

    run_id: int
    client_id: int
    actor: str
    now: str


class Said(Protocol):
    """A record: rest holds owner, status, last_contact, price, note, tags and fields."""

    @property
    def rest(self) -> dict[str, Any]: ...


def relate(
    tx: Transaction, run: Run, related: Related, record: Said, influencer_id: int, *, known: bool
) -> bool:
    """Add what a record says of a person; tell whether any of it is news. tx only reads."""
    rest = record.rest
    said = [
        FieldRow(run.client_id, influencer_id, name, run.run_id, value)
        for name, value in _values(rest)
    ]
    earlier = fields_of(tx, run.client_id, influencer_id) if known and said else []
    before = {one.name: one.value for one in earlier if one.run_id != run.run_id}
    if said:
        related.fields.extend(said)
        together = related.said.setdefault(influencer_id, {})
        together.update({one.name: one for one in said})
        others = [one for one in earlier if one.run_id != run.run_id or one.name not in together]
        rows = [*others, *together.values()]
        related.relations.append(relation_of(run.client_id, influencer_id, rows))
    related.tags.extend(
        [
            TagRow(run.client_id, influencer_id, fold(tag), run.run_id, tag)
            for tag in rest.get("tags", ())
        ]
    )
    if "note" in rest:
        related.notes.append(
            NoteRow(run.client_id, influencer_id, run.run_id, rest["note"], run.actor, run.now)
        )
    return any(before.get(one.name) != one.value for one in said)


def _values(rest: dict[str, Any]) -> list[tuple[str, str]]:
    values: list[tuple[str, str]] = [
        (name, rest[name]) for name in ("owner", "status", "last_contact", "note") if name in rest
    ]
    if "price" in rest:
        values.append(("price", orjson.dumps(rest["price"]).decode()))
    if rest.get("tags"):
        values.append(("tags", ", ".join(rest["tags"])))
    return values + [(OWN + name, value) for name, value in rest.get("fields", ())]


def relation_of(client_id: int, influencer_id: int, rows: Sequence[FieldRow]) -> RelationRow:
    """Put together what is current: the newest run that knows a field, a hand before any file.

    A field that was emptied by hand is empty, whatever files say.
    """
    by_hand_last = sorted(rows, key=lambda row: (row.run_id == BY_HAND, row.run_id))
    known = {row.name: row.value for row in by_hand_last}
    owner, status = known.get("owner") or None, known.get("status") or None
    minor, currency = orjson.loads(known["price"]) if "price" in known else (None, None)
    return RelationRow(
        client_id,
        influencer_id,
        owner,
        fold(owner) if owner else None,
        status,
        fold(status) if status else None,
        known.get("last_contact") or None,
        minor,
        currency,
    )

"""What a team writes down of a creator: tags, notes, owner, status, asking price.

What a person sets stands before what any list says, now and later; undoing an import leaves it.
Each change is one entry of the audit trail, all of a form in one transaction.
"""

import re
from dataclasses import dataclass
from datetime import datetime

import orjson

from services.errors import DeskError, NotAllowed, NotFound
from services.importing import instant
from services.relating import relation_of
from services.trail import record
from storage import accounts
from storage import by_hand as stored
from storage.engine import Store, Transaction
from storage.relations import TagRow, fields_of, save_relations
from storage.words import clean, fold
from texts import noting as says
from texts.influencer import GONE
from texts.numbers import format_bare, format_money

LONGEST_TAG, LONGEST_NOTE, LONGEST_TEXT = 50, 2_000, 100
MOST_TAGS = 30
"""Tags that may be given at once."""

OFFERED = 100
"""Tags and statuses that a form offers."""

AMONG = 2_000
"""Rows of lists among which those are looked for; the team's own are all looked at."""

Price = tuple[int, str]
"""Minor units and their currency."""

_AROUND = '#@" \t\n'
"""Signs around a tag that are none of it: the search language has its own meaning for them."""


class NotYourNote(NotAllowed):
    """Only who wrote a note here may delete it."""


class BadTag(DeskError):
    """A tag that can't be taken."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a creator, for a form. Empty texts: nothing is. last_contact: ISO date."""

    tags: tuple[str, ...]
    owner: str
    status: str
    price: Price | None
    last_contact: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What a form says: each field as it was shown and as it is now; what is equal stays as it is.

    So that what others set in the meantime is left alone.
    """

    shown: Standing
    now: Standing
    note: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """What a form offers to choose from."""

    tags: tuple[str, ...]
    statuses: tuple[str, ...]


def standing(store: Store, account_id: int, *, client_id: int) -> Standing:
    """Return what is known of a creator now. Raises NotFound."""
    return store.read(lambda tx: _standing(tx, client_id, person_behind(tx, account_id)))


def offered(store: Store, *, client_id: int) -> Offered:
    """Return tags and statuses that creators have, each once."""

    def work(tx: Transaction) -> Offered:
        tags = dict(stored.some_tags(tx, client_id, AMONG))
        statuses = dict(stored.some_statuses(tx, client_id, AMONG))
        return Offered(tuple(tags.values())[:OFFERED], tuple(statuses.values())[:OFFERED])

    return store.read(work)


def save(
    store: Store, account_id: int, change: Change, *, actor: str, now: datetime, client_id: int
) -> list[str]:
    """Write a form down; return what changed, in words. Nothing for nothing.

    Raises NotFound and BadTag.
    """
    return store.write(_save, account_id, change, actor, instant(now), client_id)


def _save(
    tx: Transaction, account_id: int, change: Change, actor: str, now: str, client_id: int
) -> list[str]:
    person = person_behind(tx, account_id)
    hand = _Hand(tx, client_id, person, actor, now)
    before = {fold(tag): tag for tag in change.shown.tags}
    after = {fold(tag): tag for tag in change.now.tags}
    for folded, tag in after.items():
        if folded not in before:
            hand.tag(tag)
    for folded, tag in before.items():
        if folded not in after:
            hand.untag(tag)
    for name in ("owner", "status", "last_contact"):
        value = getattr(change.now, name)
        if value != getattr(change.shown, name):
            hand.set(name, value, value)
    if change.now.price != change.shown.price:
        price = change.now.price
        hand.set("price", _json(price), price_text(*price) if price else "")
    if change.note:
        hand.note(change.note)
    hand.settle()
    return hand.said


def price_text(minor: int, currency: str) -> str:
    """Write an asking price: an amount of its currency, or a bare one where that is not said."""
    return format_money(minor, currency) if currency else says.no_currency(format_bare(minor))


def _json(price: Price | None) -> str:
    return orjson.dumps(price or (None, None)).decode()


class _Hand:
    """One person's changes to one creator, inside a transaction."""

    def __init__(self, tx: Transaction, client_id: int, person: int, actor: str, now: str) -> None:
        self._tx, self._client, self._person = tx, client_id, person
        self._actor, self._now = actor, now
        self._fields = False
        self.said: list[str] = []

    def tag(self, tag: str) -> None:
        folded = fold(tag)
        if stored.add_tag(self._tx, TagRow(self._client, self._person, folded, 0, tag)):
            stored.mark(
                self._tx, self._client, self._person, f"tag:{folded}", self._actor, self._now
            )
            self._record("tag", {"tag": tag}, says.tagged(tag))

    def untag(self, tag: str) -> None:
        if stored.drop_tag(self._tx, self._client, self._person, fold(tag)):
            self._record("untag", {"tag": tag}, says.untagged(tag))

    def set(self, name: str, value: str, shown: str) -> None:
        stored.set_field(self._tx, self._client, self._person, name, value, self._actor, self._now)
        self._fields = True
        self._record(f"set {name}", {"value": value}, says.now(name, shown))

    def note(self, text: str) -> None:
        if stored.add_note(self._tx, self._client, self._person, text, self._actor, self._now):
            self._record("note", {"text": text}, says.NOTE_ADDED)

    def settle(self) -> None:
        if self._fields:
            rows = fields_of(self._tx, self._client, self._person)
            save_relations(self._tx, [relation_of(self._client, self._person, rows)])

    def _record(self, action: str, content: dict[str, str], said: str) -> None:
        record(
            self._tx,
            at=self._now,
            actor=self._actor,
            action=action,
            subject=f"influencer {self._person}",
            content={"client": self._client, **content},
        )
        self.said.append(said)


def delete_note(store: Store, note_id: int, *, actor: str, now: datetime, client_id: int) -> int:
    """Delete one's own note; return whose it was. Raises NotFound and NotYourNote."""

    def work(tx: Transaction) -> int:
        found = stored.note(tx, client_id, note_id)
        if found is None:
            raise NotFound(says.NOTE_GONE)
        person, note = found
        if note.run_id or note.written_by != actor:
            raise NotYourNote(says.NOT_YOUR_NOTE)
        stored.drop_note(tx, note_id)
        record(
            tx,
            at=instant(now),
            actor=actor,
            action="delete note",
            subject=f"influencer {person}",
            content={"client": client_id, "note": note_id},
        )
        return person

    return store.write(work)


def tags_in(text: str) -> tuple[str, ...]:
    """Read tags as typed, with commas or # between them. Raises BadTag."""
    typed = [clean(part).strip(_AROUND) for part in re.split(r"[,;|]", text)]
    found = {fold(tag): tag for tag in reversed(typed) if fold(tag)}
    tags = tuple(reversed(found.values()))
    long = next((tag for tag in tags if len(tag) > LONGEST_TAG), None)
    if long:
        raise BadTag(says.tag_too_long(LONGEST_TAG))
    if len(tags) > MOST_TAGS:
        raise BadTag(says.too_many_tags(MOST_TAGS))
    return tags


def text_in(text: str, longest: int = LONGEST_TEXT) -> str:
    """Read a text as typed: without what can't be seen, cut to what is kept."""
    return clean(text).strip()[:longest]


def person_behind(tx: Transaction, account_id: int) -> int:
    """Return whose account this is, inside a transaction. Raises NotFound when it is gone."""
    row = accounts.get(tx, account_id)
    if row is None:
        raise NotFound(GONE)
    return row.influencer_id


def _standing(tx: Transaction, client_id: int, person: int) -> Standing:
    current = relation_of(client_id, person, fields_of(tx, client_id, person))
    price = current.price_minor, current.price_currency
    return Standing(
        tags=tuple([one.tag for one in stored.tags_of(tx, client_id, person)]),
        owner=current.owner or "",
        status=current.status or "",
        price=(price[0], price[1] or "") if price[0] is not None else None,
        last_contact=current.last_contact or "",
    )

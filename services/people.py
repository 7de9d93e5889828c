"""Which creator of the whole list is meant by a handle, a link or a name."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from services.errors import DeskError
from services.reading.columns import handle_in_link, platform_of_link
from storage import details
from storage import people as stored
from storage.details import PersonAccount
from storage.engine import Store, Transaction
from storage.people import PersonRow
from storage.words import clean, fold_handle, words
from texts import influencer as says
from texts.creators import NAMELESS

SHOWN = 5
LIKE = 78
"""From this share of equal letters on (of 100) names are similar."""

NEAR, NEAREST = 45, 3
"""From this share on handles are offered where nobody's is similar, and so many of them."""

LONGEST = 200
"""Characters of a name that are read."""

SHORTEST_BEGINNING, LONGEST_BEGINNING = 3, 30
"""Letters of a handle that are compared."""

LOOKED_AT = 500
"""Accounts that are looked at for a name that nobody has."""


@dataclass(frozen=True, slots=True)
class Person:
    """A creator, by their best ranked account that fits.

    name: else the handle; handle: where it is not the name already.
    """

    influencer_id: int
    account_id: int
    name: str
    handle: str
    platform: str
    followers: int | None


class Unclear(DeskError):
    """Nobody is called so, or several are. people: who may be meant."""

    def __init__(self, sentence: str, people: tuple[Person, ...]) -> None:
        super().__init__(sentence)
        self.people = people


class Unknown(Unclear):
    """Nobody is called so; people are called nearly so."""


class Several(Unclear):
    """More than one is called so."""


def person_named(store: Store, text: str) -> Person:
    """Return the creator whom a handle, a link or a name means. Raises Unknown and Several."""
    return store.read(person_in, text)


def person_in(tx: Transaction, text: str) -> Person:
    """Return whom a text means, inside a transaction. Raises Unknown and Several."""
    text = clean(text).strip().strip('"“”').strip()[:LONGEST]
    if not text:
        raise Unknown(says.WRITE_NAME, ())
    found = _found(tx, text)
    if len(found) == 1:
        return found[0]
    if found:
        raise Several(says.several(text[:75]), tuple(found[:SHOWN]))
    near = _similar(tx, text) or _nearest(tx, text)
    raise Unknown(says.nobody(text[:75]), tuple(near[:SHOWN]))


def person_of(store: Store, account_id: int) -> Person | None:
    """Return whose account this is, or None when it is gone."""
    row = store.read(stored.of_account, account_id)
    return _person(row) if row else None


def accounts_of(store: Store, influencer_id: int) -> list[PersonAccount]:
    """Return all accounts of a person, the best ranked first."""
    return store.read(details.accounts_of, influencer_id)


def person_in_store(tx: Transaction, account_id: int) -> Person:
    """Return whose account this is, inside a transaction. Raises Unknown when it is gone."""
    row = stored.of_account(tx, account_id)
    if row is None:
        raise Unknown(says.GONE, ())
    return _person(row)


def similar(store: Store, name: str) -> tuple[Person, ...]:
    """Return creators with a similar name or handle, the most similar first."""
    return tuple(store.read(_similar, name[:LONGEST])[:SHOWN])


def _found(tx: Transaction, text: str) -> list[Person]:
    platform = platform_of_link(text) if "/" in text or "." in text else None
    linked = handle_in_link(text) if platform else None
    handle = linked or text.removeprefix("@")
    rows = stored.with_handle(tx, fold_handle(handle))
    if linked:
        rows = [row for row in rows if row.platform == platform]
    if not rows and not text.startswith("@"):
        asked = words(text)
        named = stored.with_words(tx, asked, LOOKED_AT) if asked else []
        rows = [row for row in named if set(asked) <= set(words(row.person or row.name or ""))]
        exact = [row for row in rows if words(row.person or row.name or "") == asked]
        rows = exact or rows
    return _people(rows)


def _similar(tx: Transaction, text: str) -> list[Person]:
    asked, plain = words(text), fold_handle(text.removeprefix("@"))
    rows = _beginning_alike(tx, plain, SHORTEST_BEGINNING)
    rows += stored.with_any_word(tx, asked, LOOKED_AT) if asked else []
    wanted = " ".join(asked)
    scored = [
        max(
            fuzz.token_sort_ratio(wanted, " ".join(words(row.person or row.name or ""))),
            fuzz.ratio(plain, fold_handle(row.handle or "")),
        )
        for row in rows
    ]
    best = sorted(range(len(rows)), key=lambda place: -scored[place])
    return _people([rows[place] for place in best if scored[place] >= LIKE])


def _nearest(tx: Transaction, text: str) -> list[Person]:
    """Return whose handle is nearest where nobody's is similar: who types it sees what is there."""
    plain = fold_handle(text.removeprefix("@"))
    rows = _beginning_alike(tx, plain, 1)
    scores = {row.account_id: fuzz.ratio(plain, fold_handle(row.handle or "")) for row in rows}
    near = [row for row in rows if scores[row.account_id] >= NEAR]
    return _people(sorted(near, key=lambda row: -scores[row.account_id]))[:NEAREST]


def _beginning_alike(tx: Transaction, handle: str, shortest: int) -> list[PersonRow]:
    """Return accounts whose handle begins as this one does, for as many letters as some do.

    shortest: so many letters are alike at least.
    """
    rows: list[PersonRow] = []
    for length in range(min(len(handle), LONGEST_BEGINNING), shortest - 1, -1):
        rows = stored.beginning_with(tx, handle[:length], LOOKED_AT)
        if len(rows) >= SHOWN:
            break
    return rows


def _people(rows: Iterable[PersonRow]) -> list[Person]:
    """Return each person once, in the order of their first row."""
    found: dict[int, Person] = {}
    for row in rows:
        found.setdefault(row.influencer_id, _person(row))
    return list(found.values())


def _person(row: PersonRow) -> Person:
    name = clean(row.person or row.name or "").strip()
    handle = clean(row.handle or "").strip()
    return Person(
        row.influencer_id,
        row.account_id,
        name or (f"@{handle}" if handle else NAMELESS),
        handle if name else "",
        row.platform,
        row.followers,
    )

"""A parsed JSON document -> the list in it, whatever is wrapped around that."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from services.reading.headings import NAMING, PLATFORM_OF, field_of, normal
from services.reading.sales import sale_field_of
from storage.words import clean
from texts import reading as says

DEEPEST = 8
"""Objects within objects in which a list is looked for, and that become columns."""

LOOKED_AT = 20
"""Records by which lists are compared."""

NAMED = 5
"""Lists that were not read and are named."""

Record = dict[str, Any]


class _Maybe(NamedTuple):
    """What may be the list. The greatest is: first who names creators best, then lists before
    objects that stand alone, then the longest.
    """

    likeness: int
    is_list: bool
    length: int
    name: str
    records: list[Record]


def list_in(document: Any) -> tuple[list[Record], str]:
    """Return the records of a document, and which other lists of it are not read."""
    found = list(_lists(document))
    chosen = max(found, key=lambda one: one[:3], default=None)  # the first of equals
    if chosen is None:
        return [], ""
    others = [
        one for one in found if one.likeness and one.is_list == chosen.is_list and one is not chosen
    ]
    return chosen.records, _note(chosen, others)


def _lists(found: Any, name: str = "", depth: int = 0, inside: bool = False) -> Iterator[_Maybe]:
    """Yield all that may be the list. inside: of a creator, whose objects are the creator's own."""
    if isinstance(found, list):
        records = [_fields(one) for one in found if isinstance(one, dict)]
        likeness = _likeness(records)
        if records:
            yield _Maybe(likeness, True, len(records), name, records)
        if likeness or len(records) != 1:
            return
        found, inside = records[0], True  # a list around one wrapper
    if not isinstance(found, dict) or depth > DEEPEST:
        return
    likeness = _likeness([found])
    for key, value in found.items():
        own = inside or likeness > 1 or (likeness == 1 and normal(key) in PLATFORM_OF)
        yield from _lists(value, key, depth + 1, own)
    if not inside:
        # A name alone may be the wrapper's: it says no more than none.
        yield _Maybe(likeness if likeness > 1 else 0, False, 1, name, [found])


def _likeness(records: Sequence[Record]) -> int:
    """Tell how well records name creators (or orders): 0 not at all, 3 by handle and followers."""
    fields = {
        field_of(key) or sale_field_of(key)
        for record in records[:LOOKED_AT]
        for key, value in record.items()
        if not isinstance(value, list | dict)
    }
    if fields.isdisjoint((*NAMING, "order_id")):
        return 0
    return 1 + ("handle" in fields) + ("followers" in fields)


def _fields(record: Record) -> Record:
    """Return a record with its fields in itself: JSON:API keeps them in "attributes"."""
    inner = record.get("attributes")
    if not isinstance(inner, dict) or "type" not in record:
        return record
    return inner | {key: value for key, value in record.items() if key != "attributes"}


def _note(chosen: _Maybe, others: Sequence[_Maybe]) -> str:
    if not others:
        return ""
    named = [says.one_list(clean(one.name)[:40], one.length) for one in others[:NAMED]]
    return says.other_lists(clean(chosen.name)[:40], named, len(others) - len(named))

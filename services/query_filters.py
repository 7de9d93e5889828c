"""The form that writes a query: which of its choices a query holds, and a query with others."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from services.errors import BadField, QueryError
from services.niches import key_of
from services.query import Query
from services.query_parser import parse, write
from storage import niches
from storage.engine import Store
from texts.queries import CHOICES

LARGEST = 20
"""So many niches can be chosen."""

LONGEST = 100
"""Characters of a niche that can be chosen."""

Choices = Mapping[str, Sequence[tuple[str, str]]]
"""Of each field what can be chosen, and the piece of the language that it writes."""


def choices(store: Store) -> Choices:
    """Return what the form offers: the largest niches, and what it always does."""
    names = [name for name in store.read(niches.largest, LARGEST) if len(name) <= LONGEST]
    return {"niche": [(name, f'niche:"{key_of(name)}"') for name in names], **CHOICES}


def held(text: str, offered: Choices, *, currency: str) -> dict[str, str | None]:
    """Return for each field the piece that a query holds, and for country what is typed into it.

    "" where the query says nothing of the field, None where it says what can't be chosen.
    """
    try:
        query = _with_its_niche(parse(text, currency=currency), offered, currency)
    except QueryError:
        return dict.fromkeys((*offered, "country"))
    pieces = {
        field: _held(query, field, [piece for _, piece in pairs], currency)
        for field, pairs in offered.items()
    }
    countries = [item for item in query.filters if item.field == "country"]
    one = len(countries) < 2 and not any(item.negated for item in countries)
    typed = ",".join([value for item in countries for value in item.values])
    return {**pieces, "country": typed if one else None}


def _held(query: Query, field: str, pieces: Sequence[str], currency: str) -> str | None:
    said = _said(query, field)
    alike = (one for one in ("", *pieces) if _said(parse(one, currency=currency), field) == said)
    return next(alike, None)


def _said(query: Query, field: str) -> object:
    """Return what a query says of a field, whatever it is written like."""
    if field == "tier":
        return query.tier
    if field == "sort":
        return query.sort, query.descending
    return [
        (item.values, item.range, item.negated) for item in query.filters if item.field == field
    ]


def narrowed(text: str, changed: Mapping[str, str], offered: Choices, *, currency: str) -> str:
    """Return a query with other choices. changed: of a field the piece, or "" for none.

    Raises QueryError where the query can't be read, and BadField for what was typed into a field.
    """
    query = parse(text, currency=currency)
    if "niche" in changed:
        query = _with_its_niche(query, offered, currency)
    for field, piece in changed.items():
        try:
            said = parse(piece, currency=currency)
        except QueryError as error:
            raise BadField(field, error.sentence()) from error
        if field == "tier":
            query = replace(query, tier=said.tier)
        elif field == "sort":
            query = replace(query, sort=said.sort, descending=said.descending)
        else:
            others = [item for item in query.filters if item.field != field]
            query = replace(query, filters=(*others, *said.filters))
    return write(query) if changed else text


def _with_its_niche(query: Query, offered: Choices, currency: str) -> Query:
    """Return a query with a filter by the niche that a search would look in, if the form has it."""
    by_name = {key_of(word.text): word for word in query.words if not word.negated}
    for _, piece in sorted(offered["niche"], key=lambda pair: -len(pair[0].split())):
        if word := by_name.get(piece.partition(":")[2].strip('"')):
            words = tuple([one for one in query.words if one is not word])
            niche = parse(piece, currency=currency).filters
            return replace(query, words=words, filters=(*niche, *query.filters))
    return query

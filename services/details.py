"""Everything that is known of one account, each field with its source and date."""

from dataclasses import dataclass

import orjson

from services.errors import NotFound
from services.found import Found
from services.money import format_bare, format_money
from services.relating import OWN
from services.scoring import Rates
from services.search import found_of
from storage import accounts, runs
from storage import search as stored
from storage.engine import Store, Transaction
from storage.relations import BY_HAND, FieldRow, fields_of, notes_of


@dataclass(frozen=True, slots=True)
class Details:
    """One account in full. history: (as_of, followers, likes), oldest first.

    known: (field, value, source); notes: (text, source). rate_minor: minor units of the
    workspace's currency per 1,000 likes.
    """

    found: Found
    bio: str | None
    niches: tuple[str, ...]
    history: tuple[tuple[str, int | None, int | None], ...]
    known: tuple[tuple[str, str, str], ...]
    notes: tuple[tuple[str, str], ...]
    source: str
    rate_minor: int


def details_of(store: Store, account_id: int, *, rates: Rates, client_id: int = 1) -> Details:
    """Return an account in full. Raises NotFound when it is gone."""
    return store.read(_details, account_id, rates, client_id)


def _details(tx: Transaction, account_id: int, rates: Rates, client_id: int) -> Details:
    row = accounts.get(tx, account_id)
    shown = stored.one(tx, account_id)
    if row is None or shown is None:
        raise NotFound("This creator is gone: the import was undone or the list has changed.")
    found = found_of(shown)
    observed = accounts.observations(tx, account_id)
    sources = {BY_HAND: "by hand"}
    fields = fields_of(tx, client_id, row.influencer_id)
    notes = notes_of(tx, client_id, row.influencer_id)
    for run_id in {one.run_id for one in observed} | {one.run_id for one in fields}:
        run = runs.get(tx, run_id)
        if run:
            sources[run_id] = f"{run.source}, {run.as_of[:10]}"
    return Details(
        found=found,
        bio=row.bio,
        niches=tuple(stored.niche_names(tx, (account_id,))[account_id]),
        history=tuple([(one.as_of, one.followers, one.average_likes) for one in observed]),
        known=tuple(
            [
                (one.name.removeprefix(OWN), _plain(one), sources.get(one.run_id, "a file"))
                for one in fields
                if one.name != "note"
            ]
        ),
        notes=tuple([(one.text, sources.get(one.run_id, one.written_by)) for one in notes]),
        source=sources.get(observed[-1].run_id, "a file") if observed else "posts alone",
        rate_minor=rates.of(found.value_format),
    )


def _plain(field: FieldRow) -> str:
    """Return a field's value as a person reads it: a price as an amount of its currency."""
    if field.name != "price":
        return field.value
    minor, currency = orjson.loads(field.value)
    return format_money(minor, currency) if currency else f"{format_bare(minor)}, currency not said"

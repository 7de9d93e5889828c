"""Everything that is known of one creator, each field with its source and date."""

from collections.abc import Sequence
from dataclasses import dataclass

import orjson

from services.errors import NotFound
from services.found import Found, found_of
from services.noting import price_text
from services.relating import OWN
from services.scoring import Rates
from services.settling import counted
from storage import accounts, by_hand, hiding, joining, runs
from storage import details as stored
from storage import search as searched
from storage.accounts import ObservationRow
from storage.by_hand import KnownNote, KnownTag
from storage.details import Money, PersonAccount, PersonOffer, Sold
from storage.engine import Store, Transaction
from storage.relations import BY_HAND, FieldRow, fields_of
from texts import details as says
from texts.influencer import GONE

OFFERS = 20
"""So many of a creator's offers are shown, the newest."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where something is from: a list of a date, or a person (Slack id) at an instant."""

    name: str
    at: str
    person: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """A field as it stands. name: "owner", "price", ... or a heading of a list."""

    name: str
    value: str
    source: Source


@dataclass(frozen=True, slots=True)
class Note:
    """A note. own: written here, and so deletable by its writer."""

    id: int
    text: str
    source: Source
    own: bool


@dataclass(frozen=True, slots=True)
class Details:
    """One account in full, with its person as one client knows them.

    found: the account, by the name of its person. accounts: all of the person's.
    history: (as_of, followers, likes), oldest first.
    known: the fields as they stand, contact first. source: of the newest figures.
    older: what of the account itself an earlier list told last, e.g. ("country", that list).
    rate_minor: minor units of the workspace's currency per 1,000 likes.
    post_likes: those of the posts that count, newest first; none where a list told the average.
    hidden: who hid the creator from this client's searches, and when, else None.
    """

    found: Found
    bio: str | None
    niches: tuple[str, ...]
    accounts: tuple[PersonAccount, ...]
    history: tuple[tuple[str, int | None, int | None], ...]
    known: tuple[Known, ...]
    tags: tuple[tuple[str, Source], ...]
    shortlists: tuple[str, ...]
    notes: tuple[Note, ...]
    source: Source
    older: tuple[tuple[str, Source], ...]
    rate_minor: int
    post_likes: tuple[int, ...]
    posts: int
    newest_post: str | None
    offers: tuple[PersonOffer, ...]
    sold: tuple[Sold, ...]
    money: tuple[Money, ...]
    hidden: Source | None


CONTACT = ("owner", "status", "last_contact", "price")
"""Fields that stand first, in this order."""


def details_of(
    store: Store, account_id: int, *, rates: Rates, client_id: int, reader: str = ""
) -> Details:
    """Return an account in full. reader: whose own shortlists are named too.

    Raises NotFound when it is gone.
    """
    return store.read(_details, account_id, rates, client_id, reader)


def _details(
    tx: Transaction, account_id: int, rates: Rates, client_id: int, reader: str
) -> Details:
    row = accounts.get(tx, account_id)
    shown = searched.one(tx, account_id)
    if row is None or shown is None:
        raise NotFound(GONE)
    found, person = found_of(shown), row.influencer_id
    theirs = stored.accounts_of(tx, person)
    if len(theirs) > 1:  # accounts may bear other names than the creator
        found = found._replace(name=joining.name_of(tx, person) or found.name)
    observed = accounts.observations(tx, account_id)
    sources = _Sources(tx, client_id, person, observed)
    posts = accounts.posts(tx, account_id)
    hidden = hiding.hidden(tx, client_id, person)
    return Details(
        found=found,
        bio=row.bio,
        niches=tuple(searched.niche_names(tx, (account_id,))[account_id]),
        accounts=tuple(theirs),
        history=tuple([(one.as_of, one.followers, one.average_likes) for one in observed]),
        known=_known(fields_of(tx, client_id, person), sources),
        tags=_tags(by_hand.tags_of(tx, client_id, person), sources),
        shortlists=tuple(stored.shortlists_of(tx, client_id, person, reader)),
        notes=tuple([_note(one, sources) for one in by_hand.notes_of(tx, client_id, person)]),
        source=sources.of(observed[-1].run_id) if observed else Source(says.POSTS_ALONE, row.as_of),
        older=_older(observed, sources),
        rate_minor=rates.of(found.value_format),
        post_likes=tuple([one.likes or 0 for one in counted(posts, row.as_of)]),
        posts=len(posts),
        newest_post=posts[0].posted_at if posts else None,
        offers=tuple(stored.offers_of(tx, client_id, person, OFFERS)),
        sold=tuple(stored.sold_by(tx, client_id, person)),
        money=tuple(stored.money_of(tx, client_id, person)),
        hidden=Source(*hidden, person=True) if hidden else None,
    )


class _Sources:
    """Runs and people -> where something is from, each run looked up once."""

    def __init__(
        self, tx: Transaction, client_id: int, person: int, observed: Sequence[ObservationRow]
    ) -> None:
        self._tx, self._client = tx, client_id
        self._observed_at = {one.run_id: one.as_of for one in observed}
        self._marks = by_hand.marks(tx, client_id, person)
        self._runs: dict[int, Source] = {}

    def of(self, run_id: int, name: str = "") -> Source:
        """Return the source of a value of a run; name: by which a hand has marked it."""
        if run_id == BY_HAND:
            mark = self._marks.get(name)
            if mark is None:
                return Source(says.BY_HAND, "")
            return Source(mark.said_by, mark.said_at, person=True)
        if run_id not in self._runs:
            self._runs[run_id] = self._of_run(run_id)
        return self._runs[run_id]

    def _of_run(self, run_id: int) -> Source:
        """Name a list, with the date of what it told; each of its rows may have one of its own.

        To another client it is but a list: what they call it is theirs.
        """
        run = runs.get(self._tx, run_id)
        if run is None:
            return Source(says.A_LIST, "")
        mine = run.client_id == self._client
        at = self._observed_at.get(run_id, run.as_of)
        return Source(run.source if mine else says.A_LIST, at)


def _older(observed: Sequence[ObservationRow], sources: _Sources) -> tuple[tuple[str, Source], ...]:
    """Return the fields of an account that its newest list says nothing of, with who did."""
    found = []
    for field, label in says.FIELDS.items():
        last = next((one for one in reversed(observed) if getattr(one, field) is not None), None)
        if last is not None and last.run_id != observed[-1].run_id:
            found.append((label, sources.of(last.run_id)))
    return tuple(found)


def _tags(rows: list[KnownTag], sources: _Sources) -> tuple[tuple[str, Source], ...]:
    return tuple([(one.tag, sources.of(one.run_id, f"tag:{one.folded}")) for one in rows])


def _note(row: KnownNote, sources: _Sources) -> Note:
    by = Source(row.written_by, row.written_at, person=True)
    return Note(row.id, row.text, sources.of(row.run_id) if row.run_id else by, own=not row.run_id)


def _known(rows: list[FieldRow], sources: _Sources) -> tuple[Known, ...]:
    """Return the fields as they stand: the newest run's value, a hand's before any file's."""
    current = {row.name: row for row in rows if row.name not in ("note", "tags")}
    order = {name: place for place, name in enumerate(CONTACT)}
    shown = sorted(current.values(), key=lambda row: (order.get(row.name, len(order)), row.name))
    return tuple(
        [
            Known(row.name.removeprefix(OWN), value, sources.of(row.run_id, row.name))
            for row in shown
            if (value := _plain(row))
        ]
    )


def _plain(field: FieldRow) -> str:
    """Return a field's value as a person reads it: a price as an amount of its currency."""
    if field.name != "price":
        return field.value
    minor, currency = orjson.loads(field.value)
    return "" if minor is None else price_text(minor, currency or "")

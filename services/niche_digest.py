"""The weekly digest of niches, as data: who leads each niche, who moved, who grows, who to check.

How a niche stands is written down once for each week, with the first message that reports it; all
movement is told between two such weeks, so that every channel reads the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from services.found import Found, found_of
from services.importing import instant
from services.weeks import BadWeek, Week, read_week
from storage import hiding, niches, offers, search
from storage import niche_weeks as stored
from storage.digests import followed_niches
from storage.engine import WORKER_PATIENCE, Store, Transaction
from storage.niche_weeks import PlaceRow
from texts import digests as says

MOST = 10
"""Niches that one message holds."""

TOP = 5
LOOKED_AT = 2
RISING_PERCENT = 15
"""Growth of typical likes from which somebody is called rising."""

KEPT_WEEKS = 60


@dataclass(frozen=True, slots=True)
class Standing:
    """A creator at a place. moved: places up (below 0: down) since the week compared with.

    moved is None for who was not there then; busy: has an approved offer.
    """

    place: int
    creator: Found
    moved: int | None
    busy: bool


@dataclass(frozen=True, slots=True)
class Rising:
    """Whose typical likes grew the most, in percent."""

    creator: Found
    percent: int


@dataclass(frozen=True, slots=True)
class Section:
    """One niche. against: the week compared with, None where none was kept.

    news, gone: who came and who left since then; among is the number of first places that they
    are counted in, None where that is everybody. look: creators with signs of bought numbers.
    """

    niche_id: int
    name: str
    matches: int
    against: Week | None
    news: int
    gone: int
    among: int | None
    top: tuple[Standing, ...]
    rising: Rising | None
    look: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class NicheDigest:
    """A message's worth of niches. late: since when it should have been there, else None.

    over: the week has ended. asked_by: who posted it by hand.
    """

    week: Week
    sections: tuple[Section, ...]
    over: bool = True
    late: datetime | None = None
    asked_by: str | None = None


def keep(store: Store, niche_ids: tuple[int, ...], week: Week, now: datetime) -> None:
    """Write down how niches stand, once for each week, and forget what is too old to be asked."""

    def work(tx: Transaction) -> None:
        for niche_id in niche_ids:
            if stored.keep(tx, niche_id, str(week), instant(now)):
                stored.prune(tx, niche_id, str(week.plus(1 - KEPT_WEEKS)))

    store.write(work, patience=WORKER_PATIENCE)


def digest(
    store: Store, niche_ids: tuple[int, ...], week: Week, running: Week, *, client_id: int
) -> NicheDigest:
    """Return how niches stood in a week: as written down then, else as they stand now.

    client_id: whose hidden creators are left out. running: the week that it is. Raises BadWeek for
    one that nothing is known of.
    """
    sections = store.read_together(_sections, niche_ids, week, running, client_id)
    return NicheDigest(week, sections, over=week < running)


def usual_niches(store: Store, *, client_id: int) -> tuple[int, ...]:
    """Return the niches that channels follow for a client, else the largest ones."""

    def work(tx: Transaction) -> tuple[int, ...]:
        return tuple(followed_niches(tx, client_id, MOST) or stored.largest(tx, MOST))

    return store.read(work)


def _sections(
    tx: Transaction, niche_ids: tuple[int, ...], week: Week, running: Week, client_id: int
) -> tuple[Section, ...]:
    hidden = hiding.accounts(tx, client_id)
    names = {row.id: row.name for row in niches.all_niches(tx)}
    return tuple(
        [
            _section(tx, niche_id, names[niche_id], week, running, hidden)
            for niche_id in niche_ids
            if niche_id in names
        ]
    )


def _section(
    tx: Transaction, niche_id: int, name: str, week: Week, running: Week, hidden: set[int]
) -> Section:
    matches, everybody = _standing(tx, niche_id, name, week, running)
    places = _visible(everybody, hidden)
    before = stored.newest_before(tx, niche_id, str(week))
    earlier = {one.account_id: one for one in _visible(_places(tx, niche_id, before), hidden)}
    here = {one.account_id for one in places}
    look = [
        row for row in stored.to_look_at(tx, niche_id, LOOKED_AT) if row.account_id not in hidden
    ]
    truncated = max(len(places), len(earlier)) >= stored.KEPT
    return Section(
        niche_id=niche_id,
        name=name,
        matches=matches - (len(everybody) - len(places)),
        against=read_week(before) if before else None,
        news=len(here - earlier.keys()) if before else 0,
        gone=len(earlier.keys() - here) if before else 0,
        among=stored.KEPT if truncated else None,
        top=_top(tx, places, earlier),
        rising=_rising(tx, places, earlier),
        look=tuple([found_of(row) for row in look]),
    )


def _standing(
    tx: Transaction, niche_id: int, name: str, week: Week, running: Week
) -> tuple[int, list[PlaceRow]]:
    matches = stored.kept_matches(tx, niche_id, str(week))
    if matches is not None:
        return matches, stored.kept_places(tx, niche_id, str(week))
    if week < running.plus(-1):
        raise BadWeek(says.nothing_kept(name, str(week)))
    return stored.matches(tx, niche_id), stored.places_now(tx, niche_id)


def _visible(places: list[PlaceRow], hidden: set[int]) -> list[PlaceRow]:
    """Return the places without those who are hidden; who stood below them moves up."""
    seen = [one for one in places if one.account_id not in hidden]
    return [one._replace(place=place) for place, one in enumerate(seen, 1)]


def _places(tx: Transaction, niche_id: int, week: str | None) -> list[PlaceRow]:
    return stored.kept_places(tx, niche_id, week) if week else []


def _top(
    tx: Transaction, places: list[PlaceRow], earlier: dict[int, PlaceRow]
) -> tuple[Standing, ...]:
    there = list(islice(_creators(tx, places), TOP))
    busy = offers.busy_people(tx, tuple([creator.influencer_id for _, creator in there]))
    return tuple(
        [
            Standing(
                place=one.place,
                creator=creator,
                moved=earlier[one.account_id].place - one.place
                if one.account_id in earlier
                else None,
                busy=creator.influencer_id in busy,
            )
            for one, creator in there
        ]
    )


def _creators(tx: Transaction, places: list[PlaceRow]) -> Iterator[tuple[PlaceRow, Found]]:
    """Yield the places with who is there, but for those who are gone since."""
    for one in places:
        creator = _creator(tx, one)
        if creator is not None:
            yield one, creator


def _creator(tx: Transaction, place: PlaceRow) -> Found | None:
    """Return who is at a place, with the likes of that week; None for who is gone since."""
    row = search.one(tx, place.account_id)
    return found_of(row)._replace(typical_likes=place.typical_likes) if row else None


def _rising(tx: Transaction, places: list[PlaceRow], earlier: dict[int, PlaceRow]) -> Rising | None:
    grown = []
    for one in places:
        before = earlier.get(one.account_id)
        if before and before.typical_likes and one.typical_likes is not None:
            growth = (one.typical_likes - before.typical_likes) * 100 // before.typical_likes
            if growth >= RISING_PERCENT:
                grown.append((growth, one))
    for growth, one in sorted(grown, key=lambda item: (-item[0], item[1].place)):
        creator = _creator(tx, one)
        if creator is not None:
            return Rising(creator, growth)
    return None

"""Which channel follows which digest, and on which day and hour digests come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import orjson
from rapidfuzz import fuzz, process

from services import niches
from services.errors import DeskError, NotFound
from services.importing import instant
from services.loosening import SIMILAR
from services.niche_digest import MOST
from services.settling import moment
from services.trail import record
from services.weeks import Week, due_moment, newest_due
from storage import digests as stored
from storage.digests import FollowRow
from storage.engine import Store, Transaction
from storage.niches import inhabited
from storage.schema import EVERYONE
from storage.words import clean
from texts import following as says

RHYTHM = "digest rhythm"
DAY = timedelta(days=1)


class Kind(StrEnum):
    """The digests there are."""

    NICHES = "niches"
    COMMISSIONS = "commissions"


class TooMany(DeskError):
    """A channel follows as many niches as a message holds."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When digests come: a weekday (0 is Monday) and a time on the workspace's clock.

    changed_at: when the team chose it; None while it is the default.
    """

    weekday: int = 0
    at: time = time(9)
    changed_at: datetime | None = None

    def next_week(self, now: datetime, zone: ZoneInfo) -> Week:
        """Return the week that the next digest reports."""
        return newest_due(now, self.weekday, self.at, zone).plus(1)

    def moment_for(self, week: Week, zone: ZoneInfo) -> datetime:
        """Return when a week is reported: its moment, or the change that put it in the past."""
        due = due_moment(week, self.weekday, self.at, zone)
        return max(due, self.changed_at) if self.changed_at else due

    def due(self, now: datetime, zone: ZoneInfo) -> list[tuple[Week, datetime]]:
        """Return the week to report by now, with the moment since when.

        After a time off it is the newest one alone. But a change of day or hour can make two weeks
        due within a day: then the earlier one comes first.
        """
        newest = newest_due(now, self.weekday, self.at, zone)
        weeks = [(newest, self.moment_for(newest, zone))]
        before = self.moment_for(newest.plus(-1), zone)
        return [(newest.plus(-1), before), *weeks] if before > now - DAY else weeks


@dataclass(frozen=True, slots=True)
class Followed:
    """What a channel follows now. news: it did not before. first: when the first one comes."""

    what: str
    news: bool
    first: datetime


@dataclass(frozen=True, slots=True)
class Following:
    """What a channel follows: niches by name, in order; commissions or not. next: when."""

    niches: tuple[tuple[int, str], ...]
    commissions: bool
    rhythm: Rhythm
    next: datetime


def rhythm(store: Store) -> Rhythm:
    """Return when digests come."""
    return store.read(rhythm_in)


def rhythm_in(tx: Transaction) -> Rhythm:
    found = stored.preference(tx, RHYTHM)
    if found is None:
        return Rhythm()
    weekday, at = orjson.loads(found[0])
    return Rhythm(weekday, time.fromisoformat(at), moment(found[1]))


def set_rhythm(store: Store, weekday: int, at: time, *, actor: str, now: datetime) -> Rhythm:
    """Choose when digests come. Raises DeskError for a day that is none."""
    if not 0 <= weekday <= 6:
        raise DeskError(says.NO_WEEKDAY)

    def work(tx: Transaction) -> Rhythm:
        before = rhythm_in(tx)
        if (before.weekday, before.at) == (weekday, at):
            return before
        value = orjson.dumps([weekday, f"{at:%H:%M}"]).decode()
        stored.set_preference(tx, RHYTHM, value, actor, instant(now))
        record(
            tx,
            at=instant(now),
            actor=actor,
            action="digest settings",
            subject="digests",
            content={"weekday": weekday, "at": f"{at:%H:%M}"},
        )
        return Rhythm(weekday, at, moment(instant(now)))

    return store.write(work)


def follow(
    store: Store,
    channel: str,
    what: str,
    *,
    actor: str,
    now: datetime,
    zone: ZoneInfo,
    client_id: int,
) -> Followed:
    """Let a channel follow a niche by name, or "commissions". Raises NotFound and TooMany."""
    kind, niche_id, name = _named(store, what)
    return store.write(_follow, channel, kind, niche_id, name, actor, now, zone, client_id)


def _follow(
    tx: Transaction,
    channel: str,
    kind: Kind,
    niche_id: int,
    name: str,
    actor: str,
    now: datetime,
    zone: ZoneInfo,
    client_id: int,
) -> Followed:
    chosen, at = rhythm_in(tx), instant(now)
    week = chosen.next_week(now, zone)
    first = chosen.moment_for(week, zone)
    there = [row for row in stored.follows(tx, channel) if row.kind == kind]
    if any(row.niche_id == niche_id for row in there):
        return Followed(name, False, first)
    if len(there) >= MOST:
        raise TooMany(says.too_many(MOST, name))
    row = FollowRow(client_id, kind, channel, niche_id, str(week), actor, at)
    stored.add_follow(tx, row)
    _record(tx, "follow digest", row, actor, at)
    return Followed(name, True, first)


def unfollow(store: Store, channel: str, what: str, *, actor: str, now: datetime) -> str:
    """Let a channel follow something no more; return its name. Raises NotFound."""
    kind, niche_id, name = _named(store, what)
    at = instant(now)

    def work(tx: Transaction) -> bool:
        there = [
            row
            for row in stored.follows(tx, channel)
            if row.kind == kind and row.niche_id == niche_id
        ]
        for row in there:
            stored.drop_follow(tx, kind, channel, niche_id)
            _record(tx, "unfollow digest", row, actor, at)
        return bool(there)

    if not store.write(work):
        raise NotFound(says.not_followed(name))
    return name


def _record(tx: Transaction, action: str, row: FollowRow, actor: str, at: str) -> None:
    content = {"kind": row.kind, "niche": row.niche_id}
    record(tx, at=at, actor=actor, action=action, subject=f"channel {row.channel}", content=content)


def _named(store: Store, what: str) -> tuple[Kind, int, str]:
    """Return what a word names: a kind of digest with a niche and its name. Raises NotFound."""
    word = clean(what).strip()
    if word.lower() in ("commissions", "commission"):
        return Kind.COMMISSIONS, EVERYONE, says.COMMISSIONS
    niche_id, name = niche_named(store, word)
    return Kind.NICHES, niche_id, name


def niche_named(store: Store, word: str) -> tuple[int, str]:
    """Return a niche by its name or alias. Raises NotFound with the nearest that there are."""
    known = niches.load(store)
    niche_id = known.find(word)
    if niche_id is not None:
        return niche_id, known.names[niche_id]
    key, there = niches.key_of(word), store.read(inhabited)
    near = _near(key, list(there)) or _near(key, list(known.by_phrase))
    raise NotFound(says.no_niche(word[:40], near))


def _near(word: str, names: Sequence[str]) -> list[str]:
    found = process.extract(word, names, scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=3)
    return [one[0] for one in found]


def following(store: Store, channel: str, *, now: datetime, zone: ZoneInfo) -> Following:
    """Return what a channel follows, and when the next digest comes."""
    names = niches.load(store).names

    def work(tx: Transaction) -> Following:
        rows, chosen = stored.follows(tx, channel), rhythm_in(tx)
        there = [row.niche_id for row in rows if row.kind == Kind.NICHES]
        return Following(
            niches=tuple([(one, names.get(one, says.GONE)) for one in there]),
            commissions=any(row.kind == Kind.COMMISSIONS for row in rows),
            rhythm=chosen,
            next=chosen.moment_for(chosen.next_week(now, zone), zone),
        )

    return store.read(work)

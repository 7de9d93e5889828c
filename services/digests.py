"""What is due, claimed by one process, and posted through the outbox: once for a kind, a channel
and an ISO week, whoever else runs and whenever somebody is killed.

A claim has an owner and a lease. Its completion and the outbox row are one transaction, so that
a claim that is done has its message; a lease that has run out is taken over.
"""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from services import commission_digest, niche_digest, outgoing, rights, shortlists
from services.commission_digest import CommissionDigest
from services.errors import DeskError, NotFound
from services.follows import Kind, rhythm_in
from services.importing import instant
from services.niche_digest import NicheDigest
from services.rights import Role
from services.trail import record
from services.weeks import BadWeek, Week, week_now
from storage import clients
from storage import digests as stored
from storage.digests import ClaimRow
from storage.engine import WORKER_PATIENCE, Store, Transaction
from texts import digests as says

LEASE = timedelta(minutes=2)
"""Longer than a digest takes; whoever was killed over one is relieved after it."""

LATE = timedelta(minutes=30)
"""From so long after its moment on a digest says that it is late."""

PEOPLE = "UW"
"""How the ids of people begin, whose direct messages may be followed in."""

Digest = NicheDigest | CommissionDigest
Message = tuple[str, list[dict[str, Any]]]
Draw = Callable[[Digest], Message]
Clock = Callable[[], datetime]

log = logging.getLogger("desk.digests")


class PostedAlready(DeskError):
    """The channel has this week's message, or somebody is about to post it."""


@dataclass(frozen=True, slots=True)
class Due:
    """A message that a channel should have. since: the moment it was due."""

    kind: Kind
    channel: str
    week: Week
    since: datetime


def due_now(store: Store, kind: Kind, now: datetime, zone: ZoneInfo) -> list[Due]:
    """Return what should be posted by now and is not, nor is about to be."""

    def work(tx: Transaction) -> list[Due]:
        return [
            Due(kind, channel, week, since)
            for week, since in rhythm_in(tx).due(now, zone)
            for channel in stored.channels_without(tx, kind, str(week), instant(now))
        ]

    return store.read(work)


def post_due(
    store: Store, kind: Kind, *, clock: Clock, zone: ZoneInfo, owner: str, draw: Draw
) -> int:
    """Post what is due; return how many messages. draw: turns a digest into a message.

    What goes wrong with one channel is logged, tried again after the lease, and stops no other.
    """
    posted = 0
    for due in due_now(store, kind, clock(), zone):
        try:
            if due.channel[:1] in PEOPLE and not rights.allowed(
                store, due.channel, Role.VIEWER, client_of(store, due.channel, due.kind), clock()
            ):
                continue
            niches = followed(store, due.channel, due.week)
            if kind == Kind.NICHES and not niches:
                continue
            posted += _post(store, due, niches, clock=clock, zone=zone, owner=owner, draw=draw)
        except Exception as error:
            log.error("a digest of %s failed: %s", kind, type(error).__name__, exc_info=error)
    return posted


def post_now(
    store: Store, kind: Kind, channel: str, week: Week, *, clock: Clock, zone: ZoneInfo, draw: Draw
) -> None:
    """Post a week that is over, whether it is due or not, and whether the channel follows or not.

    It is claimed like any other, so that it is not posted again when it is due. Raises BadWeek and
    PostedAlready.
    """
    now = clock()
    if week >= week_now(now, zone):
        raise BadWeek(says.not_over(str(week), str(last_week(now, zone))))
    client_id = client_of(store, channel, kind)
    niches = niches_for(store, channel, client_id=client_id)
    due = Due(kind, channel, week, now)
    owner = secrets.token_hex(6)
    if not _post(store, due, niches, clock=clock, zone=zone, owner=owner, draw=draw):
        raise PostedAlready(says.has_it(channel, kind, str(week)))


def post_by_hand(
    store: Store, digest: Digest, channel: str, *, key: str, actor: str, now: datetime, draw: Draw
) -> bool:
    """Post what a preview showed, as often as somebody asks; the weekly one still comes.

    key: what the same click is known by. Tells whether it is news.
    """
    text, blocks = draw(replace(digest, asked_by=actor))

    def work(tx: Transaction) -> bool:
        cause = f"digest by hand:{channel}:{key}"
        news = outgoing.post_message(tx, cause, channel, text, blocks, instant(now))
        if news:
            content = {"week": str(digest.week)}
            subject = f"channel {channel}"
            record(
                tx,
                at=instant(now),
                actor=actor,
                action="post digest",
                subject=subject,
                content=content,
            )
        return news

    return store.write(work)


def shortlist(
    store: Store,
    niche_id: int,
    week: Week,
    number: int,
    *,
    actor: str,
    now: datetime,
    zone: ZoneInfo,
    client_id: int,
) -> tuple[str, int]:
    """Put the first of a niche, as a digest showed them, on a shortlist named after both.

    Return its name, and how many were not on it before. Raises NotFound and BadWeek.
    """
    running = week_now(now, zone)
    found = niche_digest.digest(store, (niche_id,), week, running, client_id=client_id)
    if not found.sections:
        raise NotFound(says.NICHE_GONE)
    section = found.sections[0]
    name = f"{section.name[: shortlists.LONGEST - len(f' {week}')]} {week}"
    new = 0
    for one in section.top[: max(0, number)]:
        account = one.creator.account_id
        _, news = shortlists.add(store, name, account, actor=actor, now=now, client_id=client_id)
        new += news
    return name, new


def _post(
    store: Store,
    due: Due,
    niches: tuple[int, ...],
    *,
    clock: Clock,
    zone: ZoneInfo,
    owner: str,
    draw: Draw,
) -> bool:
    """Claim a digest, compute it, and write it into the outbox; tell whether it was for us."""
    now = clock()
    claim = ClaimRow(
        kind=due.kind,
        target=due.channel,
        period=str(due.week),
        state="claimed",
        owner=owner,
        lease_until=instant(now + LEASE),
        claimed_at=instant(now),
    )
    if not store.write(stored.claim, claim, patience=WORKER_PATIENCE):
        return False
    if due.kind == Kind.NICHES:
        niche_digest.keep(store, niches, due.week, now)
    found = compute(
        store,
        due.kind,
        due.week,
        niches=niches,
        now=now,
        zone=zone,
        client_id=client_of(store, due.channel, due.kind),
    )
    late = due.since if now - due.since >= LATE else None
    text, blocks = draw(replace(found, late=late))
    return store.write(_finish, claim, text, blocks, instant(clock()), patience=WORKER_PATIENCE)


def _finish(
    tx: Transaction, claim: ClaimRow, text: str, blocks: list[dict[str, Any]], now: str
) -> bool:
    if not stored.finish(tx, claim, now):
        return False
    cause = f"digest:{claim.kind}:{claim.target}:{claim.period}"
    outgoing.post_message(tx, cause, claim.target, text, blocks, now)
    return True


def client_of(store: Store, channel: str, kind: Kind) -> int:
    """Return for which client a channel is told of something: its own, or that it follows for."""

    def work(tx: Transaction) -> int:
        bound = clients.of_channel(tx, channel)
        there = [row.client_id for row in stored.follows(tx, channel) if row.kind == kind]
        return bound or (there[0] if there else clients.all_rows(tx)[0].id)

    return store.read(work)


def compute(
    store: Store,
    kind: Kind,
    week: Week,
    *,
    niches: tuple[int, ...],
    now: datetime,
    zone: ZoneInfo,
    client_id: int,
) -> Digest:
    """Return a digest; nothing is written. Raises BadWeek."""
    running = week_now(now, zone)
    if week > running:
        raise BadWeek(says.not_begun(str(week), str(running)))
    if kind == Kind.NICHES:
        return niche_digest.digest(store, niches, week, running, client_id=client_id)
    return commission_digest.digest(store, week, now=now, zone=zone, client_id=client_id)


def followed(store: Store, channel: str, week: Week) -> tuple[int, ...]:
    """Return the niches that a channel wants to read of in a week, in order."""
    rows = store.read(stored.follows, channel)
    return tuple(
        [row.niche_id for row in rows if row.kind == Kind.NICHES and row.first_week <= str(week)]
    )


def niches_for(store: Store, channel: str | None, *, client_id: int) -> tuple[int, ...]:
    """Return the niches that a channel follows; else all that its client's channels follow, or the
    largest.
    """
    there = store.read(stored.follows, channel) if channel else []
    own = tuple([row.niche_id for row in there if row.kind == Kind.NICHES])
    return own or niche_digest.usual_niches(store, client_id=client_id)


def last_week(now: datetime, zone: ZoneInfo) -> Week:
    """Return the newest week that is over."""
    return week_now(now, zone).plus(-1)

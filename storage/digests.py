"""Who follows which digest, how often it comes, and who has claimed which week."""

from typing import NamedTuple

from storage.engine import Transaction


class FollowRow(NamedTuple):
    """A channel that follows a niche, or commissions (then niche_id is that of everyone)."""

    client_id: int
    kind: str
    channel: str
    niche_id: int
    first_week: str
    followed_by: str
    followed_at: str


class ClaimRow(NamedTuple):
    """Who does, or did, what is due once for a target and period. Instants in UTC."""

    kind: str
    target: str
    period: str
    state: str
    owner: str
    lease_until: str
    claimed_at: str
    done_at: str | None = None


_FOLLOW = ", ".join(FollowRow._fields)


def add_follow(tx: Transaction, follow: FollowRow) -> None:
    """Add a follow, unless there is one of the same already."""
    marks = ", ".join([f":{name}" for name in FollowRow._fields])
    tx.run(
        f"INSERT INTO digest_follows ({_FOLLOW}) VALUES ({marks})"
        " ON CONFLICT (kind, channel, niche_id) DO NOTHING",
        follow._asdict(),
    )


def drop_follow(tx: Transaction, kind: str, channel: str, niche_id: int) -> None:
    tx.run(
        "DELETE FROM digest_follows WHERE kind = :kind AND channel = :channel"
        " AND niche_id = :niche",
        {"kind": kind, "channel": channel, "niche": niche_id},
    )


def follows(tx: Transaction, channel: str) -> list[FollowRow]:
    """Return what a channel follows, in the order in which it was asked for."""
    rows = tx.rows(
        f"SELECT {_FOLLOW} FROM digest_follows WHERE channel = :channel"
        " ORDER BY kind, followed_at, niche_id",
        {"channel": channel},
    )
    return [FollowRow._make(row) for row in rows]


def followed_niches(tx: Transaction, client_id: int, limit: int) -> list[int]:
    """Return the niches that any channel follows, the one followed first first."""
    rows = tx.rows(
        "SELECT niche_id FROM digest_follows WHERE kind = 'niches' AND client_id = :client"
        " GROUP BY niche_id ORDER BY MIN(followed_at), niche_id LIMIT :take",
        {"client": client_id, "take": limit},
    )
    return [row[0] for row in rows]


def channels_without(tx: Transaction, kind: str, week: str, now: str) -> list[str]:
    """Return the channels that want a week which nobody has posted to them or is about to.

    A channel that has a later week gets an earlier one only if somebody was killed over it.
    """
    claimed = "SELECT 1 FROM claims c WHERE c.kind = f.kind AND c.target = f.channel AND c.period"
    rows = tx.rows(
        "SELECT DISTINCT f.channel FROM digest_follows f"
        " WHERE f.kind = :kind AND f.first_week <= :week"
        f" AND NOT EXISTS ({claimed} = :week AND (c.state = 'done' OR c.lease_until > :now))"
        f" AND (EXISTS ({claimed} = :week) OR NOT EXISTS ({claimed} > :week))"
        " ORDER BY f.channel",
        {"kind": kind, "week": week, "now": now},
    )
    return [row[0] for row in rows]


def claim(tx: Transaction, wanted: ClaimRow) -> bool:
    """Claim a period for a lease, or take over one that has run out; tell whether it is ours."""
    names = ClaimRow._fields
    return (
        tx.run(
            f"INSERT INTO claims ({', '.join(names)})"
            f" VALUES ({', '.join([f':{name}' for name in names])})"
            " ON CONFLICT (kind, target, period) DO UPDATE SET owner = excluded.owner,"
            " lease_until = excluded.lease_until, claimed_at = excluded.claimed_at"
            " WHERE claims.state = 'claimed' AND claims.lease_until <= excluded.claimed_at",
            wanted._asdict(),
        )
        == 1
    )


def finish(tx: Transaction, claimed: ClaimRow, now: str) -> bool:
    """Mark a claim as done if it is still its owner's; tell whether it was."""
    return (
        tx.run(
            "UPDATE claims SET state = 'done', done_at = :now WHERE kind = :kind"
            " AND target = :target AND period = :period AND owner = :owner AND state = 'claimed'",
            {
                "now": now,
                "kind": claimed.kind,
                "target": claimed.target,
                "period": claimed.period,
                "owner": claimed.owner,
            },
        )
        == 1
    )


def claimed(tx: Transaction, kind: str, target: str, period: str) -> ClaimRow | None:
    row = tx.row(
        f"SELECT {', '.join(ClaimRow._fields)} FROM claims"
        " WHERE kind = :kind AND target = :target AND period = :period",
        {"kind": kind, "target": target, "period": period},
    )
    return ClaimRow._make(row) if row else None


def preference(tx: Transaction, name: str) -> tuple[str, str] | None:
    """Return what a team chose, and when; None where it chose nothing."""
    row = tx.row("SELECT value, changed_at FROM preferences WHERE name = :name", {"name": name})
    return (row[0], row[1]) if row else None


def set_preference(tx: Transaction, name: str, value: str, actor: str, now: str) -> None:
    tx.run(
        "INSERT INTO preferences (name, value, changed_by, changed_at)"
        " VALUES (:name, :value, :actor, :now) ON CONFLICT (name) DO UPDATE SET"
        " value = excluded.value, changed_by = excluded.changed_by,"
        " changed_at = excluded.changed_at",
        {"name": name, "value": value, "actor": actor, "now": now},
    )

"""Runs of imports: which file, how far, with what result."""

from typing import NamedTuple

from storage.engine import Transaction
from storage.schema import MICRO


class RunRow(NamedTuple):
    """One run. options: JSON text of what the caller asked for. Times are ISO, UTC."""

    id: int
    client_id: int
    kind: str
    source: str
    file_digest: str
    options: str
    as_of: str
    state: str
    started_by: str
    started_at: str
    finished_at: str | None
    merged_platform: str
    merged_key: str
    read_count: int
    new_count: int
    updated_count: int
    unchanged_count: int
    repeated_count: int
    rejected_count: int


COLUMNS = ", ".join(RunRow._fields)

LATER_THAN_ALL = 2**62
"""The id of a run that is only rehearsed: what it says comes last, as it would for a new run."""


def of_file(tx: Transaction, digest: str, kind: str, client_id: int) -> RunRow | None:
    """Return the run that brought, or is bringing, these bytes."""
    row = tx.row(
        f"SELECT {COLUMNS} FROM runs WHERE file_digest = :digest AND kind = :kind"
        " AND client_id = :client AND state <> 'undone'",
        {"digest": digest, "kind": kind, "client": client_id},
    )
    return RunRow._make(row) if row else None


def get(tx: Transaction, run_id: int) -> RunRow | None:
    row = tx.row(f"SELECT {COLUMNS} FROM runs WHERE id = :id", {"id": run_id})
    return RunRow._make(row) if row else None


def rehearsal(client_id: int, kind: str, source: str, as_of: str, earlier: RunRow | None) -> RunRow:
    """Return a run that is in no store, or stands for an earlier one: what a dry run works for."""
    nothing = {name: 0 for name in RunRow._fields if name.endswith("_count")}
    return RunRow(
        id=earlier.id if earlier else LATER_THAN_ALL,
        client_id=client_id,
        kind=kind,
        source=source,
        file_digest="",
        options="",
        as_of=as_of,
        state="running",
        started_by="",
        started_at=as_of,
        finished_at=None,
        merged_platform="",
        merged_key="",
        **nothing,
    )


def unfinished(tx: Transaction) -> list[RunRow]:
    rows = tx.rows(f"SELECT {COLUMNS} FROM runs WHERE state = 'running' ORDER BY id")
    return [RunRow._make(row) for row in rows]


def begin(
    tx: Transaction,
    *,
    client_id: int,
    kind: str,
    source: str,
    source_folded: str,
    digest: str,
    options: str,
    as_of: str,
    actor: str,
    now: str,
) -> int:
    found: int = tx.value(
        "INSERT INTO runs (client_id, kind, source, source_folded, file_digest, options, as_of,"
        " state, started_by, started_at) VALUES (:client_id, :kind, :source, :source_folded,"
        " :digest, :options, :as_of, 'running', :actor, :now) RETURNING id",
        {
            "client_id": client_id,
            "kind": kind,
            "source": source,
            "source_folded": source_folded,
            "digest": digest,
            "options": options,
            "as_of": as_of,
            "actor": actor,
            "now": now,
        },
    )
    return found


def ask_otherwise(tx: Transaction, run_id: int, options: str, as_of: str) -> None:
    """Record what a run is asked for by now, as JSON text, and the day of its figures."""
    tx.run(
        "UPDATE runs SET options = :options, as_of = :as_of WHERE id = :id",
        {"id": run_id, "options": options, "as_of": as_of},
    )


def begin_again(
    tx: Transaction,
    run_id: int,
    *,
    source: str,
    source_folded: str,
    options: str,
    as_of: str,
    actor: str,
    now: str,
) -> None:
    """Let a run that was taken back read its file anew, in another way."""
    tx.run(
        "UPDATE runs SET source = :source, source_folded = :folded, options = :options,"
        " as_of = :as_of, state = 'running', started_by = :actor, started_at = :now,"
        " finished_at = NULL WHERE id = :id",
        {
            "id": run_id,
            "source": source,
            "folded": source_folded,
            "options": options,
            "as_of": as_of,
            "actor": actor,
            "now": now,
        },
    )


def reopen(tx: Transaction, run_id: int) -> None:
    """Let a run count as unfinished, from its first record on: its undo has begun.

    An import of the same bytes then brings back what an undo that was cut short has taken.
    """
    tx.run(
        "UPDATE runs SET state = 'running', merged_platform = '', merged_key = '',"
        " read_count = 0, new_count = 0, updated_count = 0, unchanged_count = 0,"
        " repeated_count = 0, rejected_count = 0 WHERE id = :id",
        {"id": run_id},
    )


def progress(
    tx: Transaction,
    run_id: int,
    place: tuple[str, str],
    new: int,
    updated: int,
    unchanged: int,
) -> None:
    """Record how far a run has merged; belongs into the transaction that merged it."""
    tx.run(
        "UPDATE runs SET merged_platform = :platform, merged_key = :key,"
        " new_count = new_count + :new, updated_count = updated_count + :updated,"
        " unchanged_count = unchanged_count + :unchanged WHERE id = :id",
        {
            "id": run_id,
            "platform": place[0],
            "key": place[1],
            "new": new,
            "updated": updated,
            "unchanged": unchanged,
        },
    )


def finish(tx: Transaction, run_id: int, read: int, repeated: int, rejected: int, now: str) -> None:
    tx.run(
        "UPDATE runs SET state = 'done', read_count = :read, repeated_count = :repeated,"
        " rejected_count = :rejected, finished_at = :now WHERE id = :id",
        {"id": run_id, "read": read, "repeated": repeated, "rejected": rejected, "now": now},
    )


def mark_undone(tx: Transaction, run_id: int) -> None:
    tx.run("UPDATE runs SET state = 'undone' WHERE id = :id", {"id": run_id})


def standing(tx: Transaction, run_id: int, kind: str) -> tuple[int, int, int]:
    """Return how many accounts that a run is about are micro, and of how many records likes lack
    and followers.

    Of a record with several accounts it is the first that has the figures, so that the others,
    observed on the same line, do not count.
    """
    # A list of posts observes but the accounts that nobody had: its posts tell whom it is about.
    about = "(SELECT DISTINCT account_id, run_id FROM posts)" if kind == "posts" else "observations"
    row = tx.row(
        "SELECT COUNT(*) FILTER (WHERE a.gate = :micro), COUNT(*),"
        " COUNT(*) FILTER (WHERE a.average_likes IS NULL), COUNT(*) FILTER (WHERE a.followers"
        " IS NULL), r.new_count + r.updated_count + r.unchanged_count"
        f" FROM {about} o JOIN accounts a ON a.id = o.account_id"
        " JOIN runs r ON r.id = o.run_id WHERE o.run_id = :run"
        " GROUP BY r.new_count, r.updated_count, r.unchanged_count",
        {"run": run_id, "micro": MICRO},
    )
    if row is None:
        return 0, 0, 0
    micro, observed, likeless, uncounted, records = row
    if observed > records:
        likeless, uncounted = tx.row(
            "SELECT COUNT(*) FILTER (WHERE likes = 0), COUNT(*) FILTER (WHERE followers = 0)"
            " FROM (SELECT COUNT(a.average_likes) AS likes, COUNT(a.followers) AS followers"
            " FROM observations o JOIN accounts a ON a.id = o.account_id WHERE o.run_id = :run"
            " GROUP BY o.line) lines",
            {"run": run_id},
        ) or (0, 0)
    return micro, likeless, uncounted


def merge_offers(tx: Transaction, run_id: int) -> int:
    found: int = tx.value("SELECT COUNT(*) FROM merge_offers WHERE run_id = :run", {"run": run_id})
    return found


def offered_pairs(tx: Transaction, run_id: int, limit: int) -> list[tuple[str, str]]:
    """Return what those are called whom a run offered for merging, two and two."""
    named = (
        "COALESCE(({0}), (SELECT COALESCE(a.handle, a.name, a.key) FROM accounts a"
        " WHERE a.influencer_id = m.{1} ORDER BY a.id LIMIT 1), '?')"
    )
    one = named.format("SELECT i.name FROM influencers i WHERE i.id = m.one_id", "one_id")
    other = named.format("SELECT i.name FROM influencers i WHERE i.id = m.other_id", "other_id")
    rows = tx.rows(
        f"SELECT {one}, {other} FROM merge_offers m WHERE m.run_id = :run"
        " ORDER BY m.one_id, m.other_id LIMIT :take",
        {"run": run_id, "take": limit},
    )
    return [(str(first), str(second)) for first, second in rows]


def drop_merge_offers(tx: Transaction, run_id: int) -> None:
    """Take back the pairs that a run offered for merging."""
    tx.run("DELETE FROM merge_offers WHERE run_id = :run", {"run": run_id})

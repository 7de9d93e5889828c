"""Two persons made one: what hangs on one moves to the other, and is written down to go back.

What the kept person has already stays where it is, under the person who is gone: it is looked at
by nobody, and there again when the merge is undone.
"""

from typing import Any, NamedTuple

import orjson

from storage.engine import Transaction

KEYS: dict[str, tuple[str, ...]] = {
    "accounts": ("id", "platform", "key"),
    "notes": ("id",),
    "offers": ("id",),
    "tags": ("client_id", "folded", "run_id"),
    "fields": ("client_id", "name", "run_id"),
    "by_hand": ("client_id", "name"),
    "tags_off": ("client_id", "folded"),
    "hidden": ("client_id",),
    "shortlist_members": ("shortlist_id",),
}
"""What moves, and by which columns its rows are known."""

_OF_CLIENTS = ("tags", "fields", "by_hand", "tags_off", "hidden")
_UNLESS = {
    "tags": "tags_off",
    "tags_off": "tags",
}
"""A tag that the kept person lost by hand does not come back by the other one."""


class MergeRow(NamedTuple):
    """A merge. last_run: the newest import at that time, or 0."""

    id: int
    client_id: int
    kept_id: int
    gone_id: int
    last_run: int
    merged_by: str
    merged_at: str


Key = tuple[Any, ...]
_COLUMNS = ", ".join(MergeRow._fields)


def add(tx: Transaction, client_id: int, kept: int, gone: int, by: str, at: str) -> int:
    found: int = tx.value(
        "INSERT INTO merges (client_id, kept_id, gone_id, last_run, merged_by, merged_at)"
        " VALUES (:client, :kept, :gone, (SELECT COALESCE(MAX(id), 0) FROM runs), :by, :at)"
        " RETURNING id",
        {"client": client_id, "kept": kept, "gone": gone, "by": by, "at": at},
    )
    return found


def get(tx: Transaction, merge_id: int) -> MergeRow | None:
    row = tx.row(f"SELECT {_COLUMNS} FROM merges WHERE id = :id", {"id": merge_id})
    return MergeRow._make(row) if row else None


def of_client(tx: Transaction, client_id: int, limit: int) -> list[MergeRow]:
    """Return a client's merges, the newest first."""
    rows = tx.rows(
        f"SELECT {_COLUMNS} FROM merges WHERE client_id = :client ORDER BY id DESC LIMIT :take",
        {"client": client_id, "take": limit},
    )
    return [MergeRow._make(row) for row in rows]


def of_gone(tx: Transaction, gone: int) -> MergeRow | None:
    """Return the merge by which a person went, or None."""
    row = tx.row(f"SELECT {_COLUMNS} FROM merges WHERE gone_id = :gone", {"gone": gone})
    return MergeRow._make(row) if row else None


def drop(tx: Transaction, merge_id: int) -> None:
    tx.run("DELETE FROM merge_moves WHERE merge_id = :id", {"id": merge_id})
    tx.run("DELETE FROM merges WHERE id = :id", {"id": merge_id})


def movable(tx: Transaction, table: str, gone: int, kept: int) -> list[Key]:
    """Return the keys of a person's rows that another one has no row like."""
    columns = KEYS[table]
    sql = f"SELECT {', '.join(f't.{name}' for name in columns)} FROM {table} t"
    sql += " WHERE t.influencer_id = :gone"
    if table in _OF_CLIENTS:
        sql += " AND t.client_id IN (SELECT id FROM clients)"
    if table not in ("accounts", "notes", "offers"):
        alike = " AND ".join([f"o.{name} = t.{name}" for name in columns])
        sql += (
            f" AND NOT EXISTS (SELECT 1 FROM {table} o WHERE o.influencer_id = :kept AND {alike})"
        )
    if table in _UNLESS:
        sql += (
            f" AND NOT EXISTS (SELECT 1 FROM {_UNLESS[table]} u WHERE u.influencer_id = :kept"
            " AND u.client_id = t.client_id AND u.folded = t.folded)"
        )
    order = ", ".join(f"t.{name}" for name in columns)
    return tx.rows(f"{sql} ORDER BY {order}", {"gone": gone, "kept": kept})


def move(tx: Transaction, table: str, keys: list[Key], source: int, target: int) -> None:
    """Give rows of one person to another."""
    alike = " AND ".join([f"{name} = ?" for name in KEYS[table]])
    tx.run_many(
        f"UPDATE {table} SET influencer_id = ? WHERE influencer_id = ? AND {alike}",
        [(target, source, *key) for key in keys],
    )


def note_moves(tx: Transaction, merge_id: int, kind: str, keys: list[Key]) -> None:
    """Write down what a merge moved."""
    tx.run_many(
        "INSERT INTO merge_moves (merge_id, kind, key) VALUES (?, ?, ?)",
        [(merge_id, kind, orjson.dumps(key).decode()) for key in keys],
    )


def moved(tx: Transaction, merge_id: int) -> dict[str, list[Key]]:
    """Return what a merge moved, by kind."""
    rows = tx.rows(
        "SELECT kind, key FROM merge_moves WHERE merge_id = :id ORDER BY kind, key",
        {"id": merge_id},
    )
    found: dict[str, list[Key]] = {}
    for kind, key in rows:
        found.setdefault(kind, []).append(tuple(orjson.loads(key)))
    return found


def name_of(tx: Transaction, person: int) -> str | None:
    found: str | None = tx.value("SELECT name FROM influencers WHERE id = :id", {"id": person})
    return found


def rename(tx: Transaction, person: int, name: str | None) -> None:
    tx.run("UPDATE influencers SET name = :name WHERE id = :id", {"name": name, "id": person})


def account_belongs(tx: Transaction, key: Key, person: int) -> bool:
    """Tell whether an account is there, and a person's."""
    return bool(
        tx.value(
            "SELECT 1 FROM accounts WHERE id = :id AND platform = :platform AND key = :key"
            " AND influencer_id = :person",
            {"id": key[0], "platform": key[1], "key": key[2], "person": person},
        )
    )


def has_postings(tx: Transaction, person: int) -> bool:
    return bool(
        tx.value("SELECT 1 FROM postings WHERE influencer_id = :person LIMIT 1", {"person": person})
    )


def offer_has_postings(tx: Transaction, offer_id: int) -> bool:
    return bool(
        tx.value("SELECT 1 FROM postings WHERE offer_id = :offer LIMIT 1", {"offer": offer_id})
    )


def offers_to(tx: Transaction, person: int, account_id: int) -> list[Key]:
    """Return the offers of a person that were made to one of their accounts."""
    return tx.rows(
        "SELECT id FROM offers WHERE influencer_id = :person AND account_id = :account ORDER BY id",
        {"person": person, "account": account_id},
    )


def others_have(tx: Transaction, client_id: int, person: int) -> bool:
    """Tell whether other clients than this one have anything of a person: a word, an offer, a place
    on a list.
    """
    others = "client_id IN (SELECT id FROM clients WHERE id <> :client)"
    found = [
        f"SELECT 1 FROM {table} WHERE influencer_id = :person AND {others}"
        for table in (*_OF_CLIENTS, "notes", "offers")
    ]
    found.append(
        "SELECT 1 FROM shortlist_members m JOIN shortlists l ON l.id = m.shortlist_id"
        f" WHERE m.influencer_id = :person AND l.{others}"
    )
    asked = {"person": person, "client": client_id}
    return any(tx.value(f"{sql} LIMIT 1", asked) for sql in found)


def campaigns_of_both(tx: Transaction, one: int, other: int) -> list[tuple[int, str]]:
    """Return client and name of campaigns in which both have an offer that is not over."""
    live = "('draft', 'waiting', 'changes_asked', 'approved')"
    rows = tx.rows(
        "SELECT c.client_id, c.name FROM offers a JOIN offers b ON b.campaign_id = a.campaign_id"
        " JOIN campaigns c ON c.id = a.campaign_id"
        f" WHERE a.influencer_id = :one AND a.state IN {live}"
        f" AND b.influencer_id = :other AND b.state IN {live} ORDER BY c.id",
        {"one": one, "other": other},
    )
    return [(row[0], row[1]) for row in rows]


def later_runs(tx: Transaction, account_id: int, last_run: int) -> list[int]:
    """Return the imports after one that observed an account."""
    rows = tx.rows(
        "SELECT run_id FROM observations WHERE account_id = :id AND run_id > :last ORDER BY run_id",
        {"id": account_id, "last": last_run},
    )
    return [row[0] for row in rows]


def said_by_run(tx: Transaction, table: str, person: int, run_id: int) -> list[Key]:
    """Return what an import said of a person beside the figures: keys of rows of a table."""
    columns = KEYS[table]
    return tx.rows(
        f"SELECT {', '.join(columns)} FROM {table} WHERE influencer_id = :person"
        " AND client_id IN (SELECT id FROM clients) AND run_id = :run"
        f" ORDER BY {', '.join(columns)}",
        {"person": person, "run": run_id},
    )


def accounts_of(tx: Transaction, person: int) -> list[Key]:
    return tx.rows(
        "SELECT id, platform, key FROM accounts WHERE influencer_id = :person ORDER BY id",
        {"person": person},
    )


def drop_undone(tx: Transaction, person: int) -> None:
    """Take away what imports said of a person that were undone while the person was gone."""
    for table in ("fields", "tags", "notes"):
        tx.run(
            f"DELETE FROM {table} WHERE influencer_id = :person"
            " AND client_id IN (SELECT id FROM clients)"
            " AND run_id IN (SELECT id FROM runs WHERE state = 'undone')",
            {"person": person},
        )


def clients(tx: Transaction) -> list[int]:
    return [row[0] for row in tx.rows("SELECT id FROM clients ORDER BY id")]


class Pair(NamedTuple):
    """Two persons whom an import offered for merging, and why."""

    one_id: int
    other_id: int
    reason: str
    source: str


def offered(tx: Transaction, client_id: int, limit: int) -> list[Pair]:
    """Return the pairs that a client's imports offered, the newest first."""
    rows = tx.rows(
        "SELECT m.one_id, m.other_id, m.reason, r.source FROM merge_offers m"
        " JOIN runs r ON r.id = m.run_id WHERE r.client_id = :client"
        " ORDER BY m.run_id DESC, m.one_id, m.other_id LIMIT :take",
        {"client": client_id, "take": limit},
    )
    return [Pair._make(row) for row in rows]

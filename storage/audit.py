"""The audit chain: entries over salted digests; what was written can go, the chain still proves.

An entry's chain digest covers the one before it, so that no entry can be changed, dropped or put
in between. The head is a row that every append updates: appends can't pass each other.
"""

import hashlib
import secrets
from typing import NamedTuple

from storage.engine import Transaction
from texts import trail as says


class Broken(NamedTuple):
    """The first entry at which the chain does not hold."""

    entry_id: int
    why: str


def append(tx: Transaction, *, at: str, actor: str, action: str, subject: str, content: str) -> int:
    """Add an entry; content is what happened, as JSON text. Returns the entry's id."""
    salt = secrets.token_hex(16)
    content_digest = _digest(salt, content)
    last_id, last_digest = _head(tx)
    entry_id = last_id + 1
    chain = _digest(last_digest, str(entry_id), at, actor, action, subject, content_digest)
    tx.run(
        "INSERT INTO audit_entries (id, at, actor, action, subject, content_digest, chain_digest)"
        " VALUES (:id, :at, :actor, :action, :subject, :content, :chain)",
        {
            "id": entry_id,
            "at": at,
            "actor": actor,
            "action": action,
            "subject": subject,
            "content": content_digest,
            "chain": chain,
        },
    )
    tx.run(
        "INSERT INTO audit_contents (entry_id, salt, content) VALUES (:id, :salt, :content)",
        {"id": entry_id, "salt": salt, "content": content},
    )
    tx.run(
        "UPDATE audit_head SET entry_id = :id, chain_digest = :chain WHERE id = 1",
        {"id": entry_id, "chain": chain},
    )
    return entry_id


def last_actor(tx: Transaction, action: str, subject: str) -> str | None:
    """Return who did something last; None where nobody did."""
    found: str | None = tx.value(
        "SELECT actor FROM audit_entries WHERE action = :action AND subject = :subject"
        " ORDER BY id DESC LIMIT 1",
        {"action": action, "subject": subject},
    )
    return found


def first_broken(tx: Transaction) -> Broken | None:
    """Walk the whole chain; return the first entry that does not hold, or None."""
    previous, last = "", 0
    for entry_id, at, actor, action, subject, content_digest, chain, salt, content in tx.each(
        "SELECT e.id, e.at, e.actor, e.action, e.subject, e.content_digest, e.chain_digest,"
        " c.salt, c.content FROM audit_entries e"
        " LEFT JOIN audit_contents c ON c.entry_id = e.id ORDER BY e.id"
    ):
        if entry_id != last + 1:
            return Broken(last + 1, says.MISSING)
        if salt is not None and _digest(salt, content) != content_digest:
            return Broken(entry_id, says.CONTENT_CHANGED)
        if _digest(previous, str(entry_id), at, actor, action, subject, content_digest) != chain:
            return Broken(entry_id, says.CHANGED)
        previous, last = chain, entry_id
    if _head(tx) != (last, previous):
        return Broken(last + 1, says.LAST_MISSING)
    return None


def _head(tx: Transaction) -> tuple[int, str]:
    row = tx.row("SELECT entry_id, chain_digest FROM audit_head WHERE id = 1")
    return (row[0], row[1]) if row else (0, "")


def _digest(*parts: str) -> str:
    sha = hashlib.sha256()
    for part in parts:
        data = part.encode()
        sha.update(len(data).to_bytes(8, "big"))
        sha.update(data)
    return sha.hexdigest()

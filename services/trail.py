"""Entries of the audit trail, from what happened as a dictionary."""

from typing import Any

import orjson

from storage import audit
from storage.engine import Transaction


def record(
    tx: Transaction, *, at: str, actor: str, action: str, subject: str, content: dict[str, Any]
) -> None:
    """Append an entry to the chain; content is kept beside it and can be forgotten."""
    audit.append(
        tx,
        at=at,
        actor=actor,
        action=action,
        subject=subject,
        content=orjson.dumps(content, option=orjson.OPT_SORT_KEYS).decode(),
    )

"""The first admin: a code that whoever installs the desk reads, and types in Slack."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from services import outgoing
from services.errors import DeskError
from services.importing import instant
from services.rights import Role
from services.trail import record
from storage import grants as stored
from storage.engine import Store, Transaction
from storage.grants import ALL_CLIENTS, GrantRow
from texts import rights as says

Message = tuple[str, list[dict[str, Any]]]

VALID = timedelta(minutes=15)
MOST_TRIES = 10
"""Wrong codes after which those that wait are void: a thousand million codes can't be tried."""

_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class WrongCode(DeskError):
    """A code that is not, or no longer, there."""


def new_code(store: Store, *, now: datetime) -> str:
    """Return a code that makes its first user an admin within 15 minutes: 4F7K-22."""
    signs = "".join([secrets.choice(_SIGNS) for _ in range(6)])
    store.write(stored.add_code, _digest(signs), instant(now + VALID), instant(now))
    return f"{signs[:4]}-{signs[4:]}"


def any_admin(store: Store) -> bool:
    """Tell whether somebody is admin of everything."""
    return store.read(stored.admins) > 0


def claim(
    store: Store, code: str, *, person: str, now: datetime, greeting: Message | None = None
) -> None:
    """Make somebody admin of everything, by a code. Raises WrongCode.

    greeting: what goes to their direct messages then.
    """
    if not store.write(_claim, _digest(code), person, now, greeting):
        raise WrongCode(says.WRONG_CODE)


def _claim(
    tx: Transaction, digest: str, person: str, now: datetime, greeting: Message | None
) -> bool:
    if not stored.use_code(tx, digest, instant(now)):
        stored.count_try(tx, MOST_TRIES)
        return False
    row = GrantRow(person, ALL_CLIENTS, Role.ADMIN, person, instant(now))
    stored.add(tx, row)
    if greeting:
        text, blocks = greeting
        outgoing.post_message(tx, f"claimed:{digest}", person, text, blocks, instant(now))
    record(
        tx,
        at=instant(now),
        actor=person,
        action="claim",
        subject=f"rights {person}",
        content={"role": Role.ADMIN, "client": ALL_CLIENTS},
    )
    return True


def _digest(code: str) -> str:
    """Return what is kept of a code; it is read without its dash, in any case."""
    plain = "".join([sign for sign in code.upper() if sign.isalnum()])
    return hashlib.sha256(f"claim {plain}".encode()).hexdigest()

"""Codes: what a creator's followers type in the shop, so that a sale is known to be theirs."""

from collections.abc import Iterator

from storage import offers as stored
from storage.engine import Transaction
from storage.offers import CodeRow
from storage.words import words

LONGEST_NAME = 12


def candidates(name: str | None, commission_bp: int) -> Iterator[str]:
    """Yield codes for a creator: JANE10, JANE10A, ..., the plainest first. Capitals and digits."""
    letters = [part for part in words(name or "") if part.isascii()]
    first = (letters[0] if letters else "desk").upper()[:LONGEST_NAME]
    rate = str(commission_bp // 100) if commission_bp >= 100 else ""
    yield f"{first}{rate}"
    longer = "".join(letters).upper()[:LONGEST_NAME]
    if longer and longer != first:
        yield f"{longer}{rate}"
    number = 2
    while True:
        yield f"{first}{rate}X{number}"
        number += 1


def fold_code(code: str) -> str:
    """Return a code as it is compared: shops change the case, people add blanks."""
    return "".join(code.split()).upper()


def give(
    tx: Transaction,
    *,
    offer_id: int,
    client_id: int,
    name: str | None,
    commission_bp: int,
    starts_at: str,
    ends_at: str,
) -> str:
    """Give an offer the first code that is free in the workspace; return it."""
    for code in candidates(name, commission_bp):
        if stored.add_code(tx, CodeRow(code, client_id, offer_id, starts_at, ends_at)):
            return code
    raise AssertionError("candidates never end")

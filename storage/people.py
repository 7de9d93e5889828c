"""Persons behind accounts, found by what people call them."""

from collections.abc import Sequence
from typing import NamedTuple

from storage.engine import TEXT_HITS, Parameters, Transaction


class PersonRow(NamedTuple):
    """An account with its person's name."""

    account_id: int
    influencer_id: int
    platform: str
    handle: str | None
    name: str | None
    person: str | None
    followers: int | None


_SHOWN = (
    "SELECT a.id, a.influencer_id, a.platform, a.handle, a.name, r.name, a.followers"
    " FROM accounts a JOIN influencers r ON r.id = a.influencer_id"
)


def of_account(tx: Transaction, account_id: int) -> PersonRow | None:
    row = tx.row(f"{_SHOWN} WHERE a.id = :id", {"id": account_id})
    return PersonRow._make(row) if row else None


def with_handle(tx: Transaction, key: str) -> list[PersonRow]:
    """Return the accounts of this folded handle, on whatever platform, best ranked first."""
    rows = tx.rows(f"{_SHOWN} WHERE a.key = :key ORDER BY a.rank, a.id LIMIT 50", {"key": key})
    return [PersonRow._make(row) for row in rows]


def beginning_with(tx: Transaction, start: str, limit: int) -> list[PersonRow]:
    """Return accounts whose folded handle begins so."""
    rows = tx.rows(
        f"{_SHOWN} WHERE a.key >= :low AND a.key < :high ORDER BY a.key, a.id LIMIT :take",
        {"low": start, "high": start + chr(0x10FFFF), "take": limit},
    )
    return [PersonRow._make(row) for row in rows]


def known_among(tx: Transaction, named: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return those of some accounts that there are. named: each by platform and folded handle."""
    keys: Parameters = {f"v{index}": key for index, (_, key) in enumerate(named)}
    marks = ", ".join([f":{name}" for name in keys])
    rows = tx.rows(f"SELECT platform, key FROM accounts WHERE key IN ({marks})", keys)
    return {(row[0], row[1]) for row in rows} & set(named)


def with_words(tx: Transaction, asked: list[str], limit: int) -> list[PersonRow]:
    """Return accounts that have all of these words somewhere."""
    return _matching(tx, " AND ".join([f'"{word}"' for word in asked]), limit)


def with_any_word(tx: Transaction, asked: list[str], limit: int) -> list[PersonRow]:
    """Return accounts that have one of these words somewhere."""
    return _matching(tx, " OR ".join([f'"{word}"' for word in asked]), limit)


def _matching(tx: Transaction, match: str, limit: int) -> list[PersonRow]:
    rows = tx.rows(
        f"{_SHOWN} WHERE a.id IN ({TEXT_HITS} LIMIT :take) ORDER BY a.rank, a.id",
        {"match": match, "take": limit},
    )
    return [PersonRow._make(row) for row in rows]

"""How niches stood week by week: how many matched, and who the first of them were."""

from typing import NamedTuple

from storage.engine import Transaction
from storage.schema import EVERYONE, MICRO
from storage.search import FoundRow, page
from storage.search_conditions import Criteria, Rule

KEPT = 2_000
"""Places of a niche that are kept a week; movement is told among them."""

LOOK = ("some_signs", "strong_signs")


class PlaceRow(NamedTuple):
    """An account at its place, counted from 1."""

    place: int
    account_id: int
    typical_likes: int | None


def matches(tx: Transaction, niche_id: int) -> int:
    """Return how many micro-influencers a niche has now."""
    found: int = tx.value(
        "SELECT COALESCE(SUM(accounts), 0) FROM niche_counts"
        " WHERE niche_id = :niche AND gate = :micro",
        {"niche": niche_id, "micro": MICRO},
    )
    return found


def places_now(tx: Transaction, niche_id: int) -> list[PlaceRow]:
    """Return the first places of a niche as they stand."""
    rows = tx.rows(
        "SELECT m.account_id, a.typical_likes FROM memberships m"
        " JOIN accounts a ON a.id = m.account_id WHERE m.niche_id = :niche AND m.gate = :micro"
        " ORDER BY m.sort_key, m.account_id LIMIT :take",
        {"niche": niche_id, "micro": MICRO, "take": KEPT},
    )
    return [PlaceRow(place, *row) for place, row in enumerate(rows, 1)]


def keep(tx: Transaction, niche_id: int, week: str, now: str) -> bool:
    """Write down how a niche stands, once for each week; tell whether it is news."""
    news = tx.run(
        "INSERT INTO niche_weeks (niche_id, week, matches, taken_at)"
        " VALUES (:niche, :week, :matches, :now) ON CONFLICT (niche_id, week) DO NOTHING",
        {"niche": niche_id, "week": week, "matches": matches(tx, niche_id), "now": now},
    )
    if news:
        tx.run_many(
            "INSERT INTO niche_places (niche_id, week, place, account_id, typical_likes)"
            " VALUES (?, ?, ?, ?, ?)",
            [(niche_id, week, *place) for place in places_now(tx, niche_id)],
        )
    return bool(news)


def kept_matches(tx: Transaction, niche_id: int, week: str) -> int | None:
    """Return how many matched in a week; None where nothing was kept of it."""
    found: int | None = tx.value(
        "SELECT matches FROM niche_weeks WHERE niche_id = :niche AND week = :week",
        {"niche": niche_id, "week": week},
    )
    return found


def kept_places(tx: Transaction, niche_id: int, week: str) -> list[PlaceRow]:
    rows = tx.rows(
        "SELECT place, account_id, typical_likes FROM niche_places"
        " WHERE niche_id = :niche AND week = :week ORDER BY place",
        {"niche": niche_id, "week": week},
    )
    return [PlaceRow._make(row) for row in rows]


def newest_before(tx: Transaction, niche_id: int, week: str) -> str | None:
    """Return the newest week before this one that was kept."""
    found: str | None = tx.value(
        "SELECT MAX(week) FROM niche_weeks WHERE niche_id = :niche AND week < :week",
        {"niche": niche_id, "week": week},
    )
    return found


def prune(tx: Transaction, niche_id: int, oldest: str) -> None:
    """Forget the weeks before the oldest that is kept."""
    for table in ("niche_places", "niche_weeks"):
        tx.run(
            f"DELETE FROM {table} WHERE niche_id = :niche AND week < :oldest",
            {"niche": niche_id, "oldest": oldest},
        )


def largest(tx: Transaction, limit: int) -> list[int]:
    """Return the niches with the most micro-influencers, largest first; not that of everyone."""
    rows = tx.rows(
        "SELECT niche_id FROM niche_counts WHERE gate = :micro AND accounts > 0"
        " AND niche_id <> :everyone ORDER BY accounts DESC, niche_id LIMIT :take",
        {"micro": MICRO, "everyone": EVERYONE, "take": limit},
    )
    return [row[0] for row in rows]


def to_look_at(tx: Transaction, niche_id: int, limit: int) -> list[FoundRow]:
    """Return micro-influencers of a niche with signs of bought numbers, best rank first."""
    rule = Rule("verdict", values=LOOK)
    return page(tx, Criteria(client_id=0, niche_id=niche_id, rules=(rule,)), limit=limit)

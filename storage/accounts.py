"""Accounts as they stand now, what was observed of them, and their posts."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from storage import search_index
from storage.engine import Parameters, Row, Transaction

SEPARATOR = "\x1f"
"""Stands between the niches of an observation; no cell of a file holds it."""


class AccountRow(NamedTuple):
    """One row of accounts. Counts are people, likes a post; statistics are in millionths."""

    id: int
    influencer_id: int
    platform: str
    key: str
    handle: str | None
    run_id: int
    primary_niche_id: int | None
    as_of: str
    url: str | None
    name: str | None
    country: str | None
    language: str | None
    followers: int | None
    average_likes: int | None
    average_comments: int | None
    average_views: int | None
    follows: int | None
    posts_count: int | None
    sample_posts: int | None
    sample_mean: int | None
    sample_variance: int | None
    remarked: int
    gate: int
    missed_by: int | None
    sort_key: int
    rank: int
    size: str | None
    engagement_rate_bp: int | None
    typical_likes: int | None
    band_low: int | None
    band_high: int | None
    rough: int
    value_minor: int | None
    value_format: str
    verdict: str
    reasons: str
    unchecked: str
    words: str
    bio: str | None


class ObservationRow(NamedTuple):
    """What one file said of one account at one moment."""

    account_id: int
    run_id: int
    as_of: str
    line: int
    followers: int | None
    average_likes: int | None
    average_comments: int | None
    average_views: int | None
    follows: int | None
    posts_count: int | None
    handle: str | None
    url: str | None
    name: str | None
    country: str | None
    language: str | None
    bio: str | None
    niches: str | None
    remarked: int


class PostRow(NamedTuple):
    """One post. likes None: hidden or unknown. taken_at: when its figures were, as its run says."""

    account_id: int
    key: str
    run_id: int
    posted_at: str
    format: str | None
    likes: int | None
    comments: int | None
    url: str | None
    taken_at: str


ACCOUNT_COLUMNS = ", ".join(AccountRow._fields)
OBSERVATION_COLUMNS = ", ".join(ObservationRow._fields)
_OF_POSTS = PostRow._fields[:-1]
POST_COLUMNS = ", ".join(_OF_POSTS)


def _marks(fields: Sequence[str]) -> str:
    return ", ".join("?" * len(fields))


_INSERT_ACCOUNT = f"INSERT INTO accounts ({ACCOUNT_COLUMNS}) VALUES ({_marks(AccountRow._fields)})"
_CHANGING = [
    name
    for name in AccountRow._fields
    if name not in ("id", "influencer_id", "platform", "key")  # and so three indexes stay as well
]
_UPSERT_ACCOUNT = f"{_INSERT_ACCOUNT} ON CONFLICT (id) DO UPDATE SET " + ", ".join(
    f"{name} = excluded.{name}" for name in _CHANGING
)
_UPSERT_OBSERVATION = (
    f"INSERT INTO observations ({OBSERVATION_COLUMNS})"
    f" VALUES ({_marks(ObservationRow._fields)}) ON CONFLICT (account_id, run_id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in ObservationRow._fields[2:])
)
_UPSERT_POST = (
    f"INSERT INTO posts ({POST_COLUMNS}) VALUES ({_marks(_OF_POSTS)})"
    " ON CONFLICT (account_id, key, run_id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _OF_POSTS[3:])
)


def next_ids(tx: Transaction) -> tuple[int, int]:
    """Return the next id of accounts and of influencers, which nobody had before."""
    spent = tx.row("SELECT accounts, influencers FROM spent_ids") or (0, 0)
    there = (
        tx.value("SELECT COALESCE(MAX(id), 0) FROM accounts"),
        tx.value("SELECT COALESCE(MAX(id), 0) FROM influencers"),
    )
    return max(spent[0], there[0]) + 1, max(spent[1], there[1]) + 1


def spend_account(tx: Transaction, account_id: int) -> None:
    """Note that an account goes, so that its id is not given again."""
    tx.run("UPDATE spent_ids SET accounts = :id WHERE accounts < :id", {"id": account_id})


def spend_influencer(tx: Transaction, influencer_id: int) -> None:
    """Note that a person goes, so that their id is not given again."""
    tx.run("UPDATE spent_ids SET influencers = :id WHERE influencers < :id", {"id": influencer_id})


def count(tx: Transaction) -> int:
    found: int = tx.value("SELECT COUNT(*) FROM accounts")
    return found


def figures(tx: Transaction) -> Iterator[Row]:
    """Yield platform, primary niche, followers, likes, comments, mean and variance of likes."""
    return tx.each(
        "SELECT platform, primary_niche_id, followers, average_likes, average_comments,"
        " sample_mean, sample_variance FROM accounts WHERE average_likes IS NOT NULL"
    )


def groups(tx: Transaction) -> Iterator[Row]:
    """Yield id, platform, primary niche and size of all accounts."""
    return tx.each("SELECT id, platform, primary_niche_id, size FROM accounts ORDER BY id")


def find(tx: Transaction, platform: str, key: str) -> AccountRow | None:
    row = tx.row(
        f"SELECT {ACCOUNT_COLUMNS} FROM accounts WHERE platform = :platform AND key = :key",
        {"platform": platform, "key": key},
    )
    return AccountRow._make(row) if row else None


def at_places(
    tx: Transaction, places: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], AccountRow]:
    """Return those accounts that there are of these platforms and keys."""
    found = {}
    for platform in {platform for platform, _ in places}:
        marks, parameters = listed([key for one, key in places if one == platform])
        sql = f"SELECT {ACCOUNT_COLUMNS} FROM accounts WHERE platform = :of AND key IN ({marks})"
        for account in map(AccountRow._make, tx.rows(sql, {**parameters, "of": platform})):
            found[account.platform, account.key] = account
    return found


def handle_begins(tx: Transaction, key: str) -> bool:
    """Tell whether some folded handle is this, or begins so."""
    sql = "SELECT 1 FROM accounts WHERE key >= :low AND key < :high LIMIT 1"
    return bool(tx.value(sql, {"low": key, "high": key + "\U0010ffff"}))


def get(tx: Transaction, account_id: int) -> AccountRow | None:
    row = tx.row(f"SELECT {ACCOUNT_COLUMNS} FROM accounts WHERE id = :id", {"id": account_id})
    return AccountRow._make(row) if row else None


def among(tx: Transaction, ids: Sequence[int]) -> list[AccountRow]:
    """Return accounts by their ids, in the order of those."""
    marks, parameters = listed(ids)
    sql = f"SELECT {ACCOUNT_COLUMNS} FROM accounts WHERE id IN ({marks}) ORDER BY id"
    return [AccountRow._make(row) for row in tx.each(sql, parameters)]


def observations_among(
    tx: Transaction, account_ids: Sequence[int]
) -> dict[int, list[ObservationRow]]:
    """Return what was observed of accounts, for each of them, oldest first."""
    found: dict[int, list[ObservationRow]] = {account_id: [] for account_id in account_ids}
    marks, parameters = listed(account_ids)
    sql = (
        f"SELECT {OBSERVATION_COLUMNS} FROM observations WHERE account_id IN ({marks})"
        " ORDER BY account_id, as_of, run_id"
    )
    for row in tx.each(sql, parameters):
        found[row[0]].append(ObservationRow._make(row))
    return found


def with_posts(tx: Transaction, account_ids: Sequence[int]) -> set[int]:
    """Return those of the accounts of which posts are known."""
    marks, parameters = listed(account_ids)
    rows = tx.rows(
        f"SELECT a.id FROM accounts a WHERE a.id IN ({marks})"
        " AND EXISTS (SELECT 1 FROM posts p WHERE p.account_id = a.id)",
        parameters,
    )
    return {row[0] for row in rows}


def listed(values: Sequence[int | str]) -> tuple[str, Parameters]:
    """Return the names and the values of parameters for a list that is not empty."""
    parameters: Parameters = {f"v{index}": value for index, value in enumerate(values)}
    return ", ".join([f":{name}" for name in parameters]), parameters


def observations(tx: Transaction, account_id: int) -> list[ObservationRow]:
    """Return what was observed of an account, oldest first."""
    rows = tx.rows(
        f"SELECT {OBSERVATION_COLUMNS} FROM observations WHERE account_id = :id"
        " ORDER BY as_of, run_id",
        {"id": account_id},
    )
    return [ObservationRow._make(row) for row in rows]


def posts(tx: Transaction, account_id: int) -> list[PostRow]:
    """Return the known posts of an account, newest first; of two runs the later one's figures."""
    rows = tx.rows(
        f"SELECT {POST_COLUMNS}, as_of FROM posts JOIN runs ON runs.id = run_id"
        " WHERE account_id = :id ORDER BY posted_at DESC, key, run_id DESC",
        {"id": account_id},
    )
    newest: dict[str, PostRow] = {}
    for row in rows:
        post = PostRow._make(row)
        newest.setdefault(post.key, post)
    return list(newest.values())


def add_influencers(tx: Transaction, rows: Sequence[tuple[int, str | None, str, int]]) -> None:
    """Insert persons: id, name, created_at, run_id."""
    tx.run_many("INSERT INTO influencers (id, name, created_at, run_id) VALUES (?, ?, ?, ?)", rows)


def save_observations(tx: Transaction, rows: Sequence[ObservationRow]) -> None:
    tx.run_many(_UPSERT_OBSERVATION, rows)


def save_posts(tx: Transaction, rows: Sequence[PostRow]) -> None:
    tx.run_many(_UPSERT_POST, [row[:-1] for row in rows])


def save(
    tx: Transaction, rows: Sequence[AccountRow], before: dict[int, AccountRow] | None = None
) -> None:
    """Write accounts and what searches read of them, in step.

    before: the accounts that were there already, by id, as they stood; absent ones are new.
    """
    before = before or {}
    old = {row.id: before[row.id] for row in rows if row.id in before}
    tx.run_many(_UPSERT_ACCOUNT if old else _INSERT_ACCOUNT, rows)
    search_index.keep_in_step(tx, old, rows)

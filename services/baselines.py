"""Baselines in and out of the store; accounts are scored anew where theirs has moved."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import log1p
from typing import TypeVar

import orjson

from services.niches import Niches, load
from services.scoring import Baselines, Bounds, LikesBaseline, Rates
from services.scoring.gates import MILLION, size_of
from services.scoring.peers import ENOUGH_FOR_MU, comment_band, likes_baseline, rate_band
from services.settling import Identity, Scale, settle
from storage import accounts
from storage import baselines as stored
from storage.accounts import SEPARATOR, AccountRow
from storage.baselines import BaselineRow
from storage.engine import WORKER_PATIENCE, Store, Transaction
from storage.staging import Staging

MOVED = 10_000
"""A baseline that moved by less than 0.01 (1% of likes) stays: nobody's order changes by it."""

MANY = 20_000
"""Only past so many accounts; a smaller store follows every move."""

PIECE = 1_000
"""Accounts scored anew in one transaction: nobody waits longer than 0.3 s for the lock."""

Observed = tuple[str, int | None, int | None, int | None, int | None, int | None, int | None]
"""platform, niche id, followers, average likes, average comments, mean, variance."""


def estimate(observed: Iterable[Observed]) -> Baselines:
    """Estimate all baselines of a population of accounts."""
    means: dict[tuple[str, int | None], array[int]] = defaultdict(lambda: array("i"))
    spreads: dict[str, list[int]] = defaultdict(list)
    rates: dict[tuple[str, str], array[int]] = defaultdict(lambda: array("i"))
    comments: dict[str, array[int]] = defaultdict(lambda: array("q"))
    for platform, niche, followers, likes, commented, mean, variance in observed:
        if likes is None or mean is None:
            continue
        means[platform, None].append(mean)
        if niche is not None:
            means[platform, niche].append(mean)
        if variance is not None:
            spreads[platform].append(variance)
        if followers:
            rates[platform, size_of(followers) or ""].append(
                min(likes * MILLION // followers, MILLION)
            )
        if commented is not None and likes:
            comments[platform].append(commented * 100 * MILLION // likes)
    return _put_together(means, spreads, rates, comments)


def _put_together(
    means: dict[tuple[str, int | None], "array[int]"],
    spreads: dict[str, list[int]],
    rates: dict[tuple[str, str], "array[int]"],
    comments: dict[str, "array[int]"],
) -> Baselines:
    found = Baselines()
    whole = {
        platform: likes_baseline(group, spreads.get(platform, []))
        for (platform, niche), group in means.items()
        if niche is None
    }
    for (platform, niche), group in means.items():
        if len(group) >= ENOUGH_FOR_MU:
            found.likes[platform, niche] = likes_baseline(group, [], whole[platform].k)
            found.accounts["likes", platform, _name(niche)] = len(group)
    for (platform, size), shares in rates.items():
        band = rate_band(shares)
        if band:
            found.rates[platform, size] = band
            found.accounts["rates", platform, size] = len(shares)
    for platform, ratios in comments.items():
        pair = comment_band(ratios)
        if pair:
            found.comments[platform] = pair
            found.accounts["comments", platform, ""] = len(ratios)
    return found


def _name(niche: int | None) -> str:
    return "" if niche is None else str(niche)


def frozen(store: Store) -> Baselines:
    """Return the baselines as the last import or refresh froze them."""
    found = Baselines()
    for row in store.read(stored.all_rows):
        figures = orjson.loads(row.figures)
        found.accounts[row.kind, row.platform, row.grouping] = row.accounts
        if row.kind == "likes":
            niche = int(row.grouping) if row.grouping else None
            found.likes[row.platform, niche] = LikesBaseline(*figures)
        elif row.kind == "rates":
            found.rates[row.platform, row.grouping] = tuple(figures)
        else:
            found.comments[row.platform] = tuple(figures)
    return found


def of_file(store: Store, staging: Staging, niches: Niches) -> Baselines:
    """Return the frozen baselines, with those of the file where the store has none yet."""
    found = frozen(store)
    own = estimate(_observed_in(staging, niches))
    own.likes.update(found.likes)
    own.rates.update(found.rates)
    own.comments.update(found.comments)
    return own


def _observed_in(staging: Staging, niches: Niches) -> Iterator[Observed]:
    known: dict[str, int | None] = {}
    logs: dict[int, int] = {}
    for platform, named, followers, likes, comments in staging.likes():
        if named not in known:
            first = named.partition(SEPARATOR)[0]
            known[named] = niches.find(first) if first else None
        if likes not in logs:
            logs[likes] = round(log1p(likes) * MILLION)
        yield platform, known[named], followers, likes, comments, logs[likes], None


def freeze(store: Store, baselines: Baselines, *, now: str) -> None:
    """Make these the baselines by which accounts are scored from now on."""
    store.write(stored.replace_all, _rows(baselines, now), patience=WORKER_PATIENCE)


def _rows(baselines: Baselines, now: str) -> list[BaselineRow]:
    figures: dict[tuple[str, str, str], tuple[int, ...]] = {}
    for (platform, niche), one in baselines.likes.items():
        figures["likes", platform, _name(niche)] = (one.mu, one.k)
    for (platform, size), band in baselines.rates.items():
        figures["rates", platform, size] = band
    for platform, pair in baselines.comments.items():
        figures["comments", platform, ""] = pair
    return [
        BaselineRow(*key, baselines.accounts.get(key, 0), orjson.dumps(value).decode(), now)
        for key, value in sorted(figures.items())
    ]


def freeze_anew(store: Store, bounds: Bounds, rates: Rates, *, now: str) -> None:
    """Freeze what is usual now, and score those accounts anew whose baseline moved.

    Cut short, it can be run again: the new baselines are written last.
    """
    before = frozen(store)
    tolerance = MOVED if store.read(accounts.count) > MANY else 0
    after = _settled(before, estimate(store.read(accounts.figures)), tolerance)
    if _rows(before, now) == _rows(after, now):
        return
    scale = Scale(bounds, rates, after, load(store))
    score_anew(store, store.read(_changed, before, after), scale)
    freeze(store, after, now=now)


def score_anew(
    store: Store,
    account_ids: Sequence[int],
    scale: Scale,
    tell: Callable[[float], None] = lambda _share: None,
) -> None:
    """Score accounts anew, a piece at a time. The caller holds the lock of imports.

    tell: is given the share that is done, 0 to 1.
    """
    for start in range(0, len(account_ids), PIECE):
        tell(start / len(account_ids))
        rows, old = store.read(_scored_anew, account_ids[start : start + PIECE], scale)
        store.write(accounts.save, rows, old, patience=WORKER_PATIENCE)
        store.give_way()


def _settled(before: Baselines, after: Baselines, tolerance: int) -> Baselines:
    """Return the new baselines, but the old one where it moved by less than the tolerance."""
    for key, one in after.likes.items():
        old = before.likes.get(key)
        if old and abs(old.mu - one.mu) <= tolerance and abs(old.k - one.k) <= tolerance:
            after.likes[key] = old
    _hold(before.rates, after.rates, tolerance)
    _hold(before.comments, after.comments, tolerance)
    return after


K = TypeVar("K")


def _hold(
    before: dict[K, tuple[int, int]], after: dict[K, tuple[int, int]], tolerance: int
) -> None:
    for group, pair in after.items():
        held = before.get(group)
        if held and all(
            abs(old - new) * MILLION <= tolerance * max(old, 1)
            for old, new in zip(held, pair, strict=True)
        ):
            after[group] = held


def _changed(tx: Transaction, before: Baselines, after: Baselines) -> "array[int]":
    """Return the accounts that are now held against something else."""
    return array(
        "q",
        [
            account_id
            for account_id, platform, niche, size in accounts.groups(tx)
            if before.likes_of(platform, niche) != after.likes_of(platform, niche)
            or before.peers_of(platform, size) != after.peers_of(platform, size)
        ],
    )


def _scored_anew(
    tx: Transaction, account_ids: Sequence[int], scale: Scale
) -> tuple[list[AccountRow], dict[int, AccountRow]]:
    """Return accounts as they score now, and as they stood. Nobody waits for this arithmetic:
    figures change by imports and their undo alone, of which one at a time is under way.
    """
    before = {row.id: row for row in accounts.among(tx, account_ids)}
    observed = accounts.observations_among(tx, account_ids)
    posting = accounts.with_posts(tx, account_ids)
    rows = [
        settle(
            Identity.of(old),
            observed[old.id],
            accounts.posts(tx, old.id) if old.id in posting else [],
            scale,
        )
        for old in before.values()
    ]
    return rows, before

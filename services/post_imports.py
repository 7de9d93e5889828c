"""Import of figures per post: from them come typical likes, the band and the signs.

A post belongs to an account that the store has; a handle it does not have becomes an account of
which nothing but its posts is known.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from services.batches import Batch
from services.records import PostFigures
from services.settling import Identity, Scale, settle, unfigured
from storage import accounts
from storage.accounts import AccountRow, PostRow
from storage.engine import Transaction
from storage.staging import StagedPost


def staged(seq: int, post: PostFigures) -> StagedPost:
    """Lay a post out for staging; it is known again by its link, else by its moment and format."""
    return StagedPost(
        seq,
        post.line,
        post.account.platform,
        post.account.key,
        post.account.handle,
        post.url or f"{post.posted_at} {post.format or ''}".strip(),
        post.posted_at,
        post.format,
        post.likes,
        post.comments,
        post.url,
    )


def by_account(rows: Iterator[StagedPost]) -> Iterator[list[StagedPost]]:
    """Put the posts of an account together, the last line about each post alone."""
    for _, group in groupby(rows, key=lambda row: (row.platform, row.key)):
        yield list({row.post_key: row for row in group}.values())


@dataclass(slots=True)
class PostMerger:
    """Turns the posts of a file into batches for one run."""

    run_id: int
    as_of: str
    now: str
    scale: Scale
    next_account: int
    next_influencer: int

    def batch(self, tx: Transaction, found: list[list[StagedPost]]) -> Batch:
        """Prepare the posts of some accounts for writing; tx only reads."""
        last = found[-1][0]
        batch = Batch(place=(last.platform, last.key))
        for posts in found:
            known = accounts.find(tx, posts[0].platform, posts[0].key)
            identity = self._identity(batch, posts[0], known)
            earlier = accounts.posts(tx, identity.id) if known else []
            mine = [self._row(identity.id, post) for post in posts]
            self._count(batch, mine, [one for one in earlier if one.run_id != self.run_id])
            observed = accounts.observations(tx, identity.id) if known else []
            if not observed:
                first = posts[0]
                observed = [
                    unfigured(identity.id, self.run_id, self.as_of, first.line, first.handle)
                ]
                batch.observations.extend(observed)
            together = {one.key: one for one in earlier} | {one.key: one for one in mine}
            newest_first = sorted(
                together.values(), key=lambda one: (one.posted_at, one.key), reverse=True
            )
            batch.posts.extend(mine)
            batch.accounts.append(settle(identity, observed, newest_first, self.scale))
        return batch

    def _identity(self, batch: Batch, post: StagedPost, known: AccountRow | None) -> Identity:
        if known is not None:
            batch.before[known.id] = known
            return Identity.of(known)
        identity = Identity(
            self.next_account, self.next_influencer, post.platform, post.key, self.run_id
        )
        self.next_account += 1
        self.next_influencer += 1
        batch.influencers.append((identity.influencer_id, post.handle, self.now, self.run_id))
        return identity

    def _row(self, account_id: int, post: StagedPost) -> PostRow:
        return PostRow(
            account_id,
            post.post_key,
            self.run_id,
            post.posted_at,
            post.format,
            post.likes,
            post.comments,
            post.url,
            self.as_of,
        )

    def _count(self, batch: Batch, mine: list[PostRow], earlier: list[PostRow]) -> None:
        before = {one.key: (one.likes, one.comments) for one in earlier}
        for post in mine:
            if post.key not in before:
                batch.new += 1
            elif before[post.key] == (post.likes, post.comments):
                batch.unchanged += 1
            else:
                batch.updated += 1

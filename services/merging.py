"""Staged records -> rows of the store, a batch at a time: what is new, what changed, what stays.

Everything here is prepared outside the transaction; writing a batch is bulk statements alone, so
that nobody waits for arithmetic.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.batches import Batch, forget
from services.file_records import Record, bare_record
from services.records import AccountRef
from services.relating import relate
from services.scoring import evidence_of_average
from services.settling import (
    Identity,
    Scale,
    row_of,
    settle,
    together,
)
from storage import accounts as stored
from storage.accounts import AccountRow, ObservationRow, PostRow
from storage.engine import Transaction
from texts import joining as says


@dataclass(slots=True)
class Merger:
    """Turns records into batches for one run.

    fresh: nobody was in the store when the run began, so nobody has to be looked up.
    lookalikes: the figures that three or more accounts of the file share.
    """

    run_id: int
    client_id: int
    as_of: str
    now: str
    actor: str
    scale: Scale
    lookalikes: set[tuple[int, int, int]]
    fresh: bool
    next_account: int
    next_influencer: int

    def batch(self, tx: Transaction, found: Sequence[Record]) -> Batch:
        """Prepare records for writing; tx only reads."""
        places = [(record.row.platform, record.row.key) for record in found]
        batch = Batch(place=places[-1])
        there = {} if self.fresh else stored.at_places(tx, places)
        ids = [row.id for row in there.values()]
        observed = stored.observations_among(tx, ids) if ids else {}
        posting = stored.with_posts(tx, ids) if ids else set()
        for place, record in zip(places, found, strict=True):
            known = there.get(place)
            if place in batch.promised:
                self._keep_promise(tx, batch, record, batch.promised.pop(place))
            elif known is None:
                self._add(tx, batch, record)
            else:
                posts = stored.posts(tx, known.id) if known.id in posting else []
                self._change(tx, batch, record, known, observed[known.id], posts)
        return batch

    def _known(self, tx: Transaction, platform: str, key: str) -> AccountRow | None:
        return None if self.fresh else stored.find(tx, platform, key)

    def _observation(self, record: Record, account_id: int) -> ObservationRow:
        row = record.row
        figures = (row.followers, row.average_likes, row.average_comments)
        return ObservationRow(
            account_id,
            self.run_id,
            row.as_of or self.as_of,
            row.line,
            row.followers,
            row.average_likes,
            row.average_comments,
            row.average_views,
            row.follows,
            row.posts_count,
            row.handle,
            row.url,
            row.name,
            row.country,
            row.language,
            row.bio,
            record.niches or None,
            int(figures in self.lookalikes),
        )

    def _add(self, tx: Transaction, batch: Batch, record: Record) -> None:
        others = self._others(tx, batch, record) if record.rest else []
        owner = next((row for _, row in others if row is not None), None)
        if owner is not None:
            influencer_id = owner.influencer_id
        else:
            influencer_id = self.next_influencer
            self.next_influencer += 1
            batch.influencers.append((influencer_id, record.row.name, self.now, self.run_id))
        self._add_account(batch, record, influencer_id, self._next_account())
        batch.new += 1
        if record.rest:
            self._attach(tx, batch, record, influencer_id, others)
            relate(tx, self, batch.related, record, influencer_id, known=owner is not None)

    def _keep_promise(
        self, tx: Transaction, batch: Batch, record: Record, promised: AccountRow
    ) -> None:
        """A record about an account that an earlier record of this batch named among others."""
        forget(batch, promised)
        self._add_account(batch, record, promised.influencer_id, promised.id)
        batch.new += 1
        others = self._others(tx, batch, record)
        self._attach(tx, batch, record, promised.influencer_id, others)
        relate(tx, self, batch.related, record, promised.influencer_id, known=True)

    def _next_account(self) -> int:
        self.next_account += 1
        return self.next_account - 1

    def _add_account(
        self, batch: Batch, record: Record, influencer_id: int, account_id: int
    ) -> AccountRow:
        observation = self._observation(record, account_id)
        row = self._fresh_row(record, influencer_id, observation)
        batch.observations.append(observation)
        batch.accounts.append(row)
        batch.added[row.platform, row.key] = row
        return row

    def _fresh_row(
        self, record: Record, influencer_id: int, observation: ObservationRow
    ) -> AccountRow:
        row, likes = record.row, observation.average_likes
        return row_of(
            Identity(observation.account_id, influencer_id, row.platform, row.key, self.run_id),
            observation,
            self.scale,
            evidence=None if likes is None else evidence_of_average(likes),
            average_likes=likes,
            average_comments=observation.average_comments,
        )

    def _change(
        self,
        tx: Transaction,
        batch: Batch,
        record: Record,
        known: AccountRow,
        observed: Sequence[ObservationRow],
        posts: Sequence[PostRow],
    ) -> None:
        if known.id in batch.mentioned:
            forget(batch, batch.mentioned.pop(known.id))
        observation = self._observation(record, known.id)
        earlier = [one for one in observed if one.run_id != self.run_id]
        self._observe(batch, known, [*earlier, observation], posts)
        others = self._others(tx, batch, record)
        added = self._attach(tx, batch, record, known.influencer_id, others)
        news = relate(tx, self, batch.related, record, known.influencer_id, known=True)
        if not earlier:
            batch.new += 1
        elif added or news or _says_something_new(observation, together(earlier)):
            batch.updated += 1
        else:
            batch.unchanged += 1

    def _observe(
        self,
        batch: Batch,
        known: AccountRow,
        observed: Sequence[ObservationRow],
        posts: Sequence[PostRow],
    ) -> AccountRow:
        """Settle an account anew. observed: the last one is this run's."""
        row = settle(
            Identity.of(known),
            sorted(observed, key=lambda one: (one.as_of, one.run_id)),
            posts,
            self.scale,
        )
        batch.observations.append(observed[-1])
        batch.accounts.append(row)
        batch.before[known.id] = known
        return row

    def _others(
        self, tx: Transaction, batch: Batch, record: Record
    ) -> list[tuple[AccountRef, AccountRow | None]]:
        """Return the record's other accounts, each with its row if it is known by now."""
        refs = [
            AccountRef(platform, handle, key, url)
            for platform, handle, key, url in record.rest.get("accounts", ())
        ]
        return [
            (
                ref,
                batch.added.get((ref.platform, ref.key)) or self._known(tx, ref.platform, ref.key),
            )
            for ref in refs
        ]

    def _attach(
        self,
        tx: Transaction,
        batch: Batch,
        record: Record,
        influencer_id: int,
        others: Iterable[tuple[AccountRef, AccountRow | None]],
    ) -> bool:
        """Give the influencer the record's other accounts; offer a merge where somebody has one.

        Tells whether there was an account to add.
        """
        added = False
        for ref, known in others:
            if known is None:
                self._promise(batch, record, influencer_id, ref)
                added = True
                continue
            self._mention(tx, batch, record, influencer_id, ref, known)
            if known.influencer_id != influencer_id:
                reason = says.names_both(record.row.line)
                batch.merge_offers.append((influencer_id, known.influencer_id, reason))
        return added

    def _mention(
        self,
        tx: Transaction,
        batch: Batch,
        record: Record,
        influencer_id: int,
        ref: AccountRef,
        known: AccountRow,
    ) -> None:
        """Observe an account that was there already: it stays when the file that brought it goes.

        What the record says of its person is not said of an account that is somebody else's.
        """
        if (ref.platform, ref.key) in batch.added or known.id in batch.before:
            return
        earlier = stored.observations(tx, known.id)
        if any(one.run_id == self.run_id for one in earlier):
            return
        bare = bare_record(record, ref)
        if known.influencer_id != influencer_id:
            nothing = bare.row._replace(name=None, bio=None, country=None, language=None)
            bare = Record(nothing, "", {})
        observation = self._observation(bare, known.id)
        posts = stored.posts(tx, known.id)
        batch.mentioned[known.id] = self._observe(batch, known, [*earlier, observation], posts)

    def _promise(self, batch: Batch, record: Record, influencer_id: int, ref: AccountRef) -> None:
        """Add an account of which the record gives no figures."""
        row = self._add_account(
            batch, bare_record(record, ref), influencer_id, self._next_account()
        )
        batch.promised[(ref.platform, ref.key)] = row
        self.fresh = False


def _says_something_new(observation: ObservationRow, earlier: ObservationRow) -> bool:
    return any(
        said is not None and said != before
        for said, before in zip(observation[FIRST_SAID:-1], earlier[FIRST_SAID:-1], strict=True)
    )


FIRST_SAID = ObservationRow._fields.index("followers")
"""What an observation says of its account begins here; behind it stands our own remark."""

"""What one transaction of an import writes."""

from dataclasses import dataclass, field

from services.relating import Related, relation_of
from storage import accounts as stored
from storage.accounts import AccountRow, ObservationRow, PostRow
from storage.by_hand import set_by_hand
from storage.engine import Transaction
from storage.relations import (
    RelationRow,
    add_merge_offer,
    fields_of,
    save_fields,
    save_notes,
    save_relations,
    save_tags,
)


@dataclass(slots=True)
class Batch:
    """What one transaction will write, and how far the file is merged with it.

    added: the new accounts by platform and key. promised: those of them of which only another
    account's record has spoken so far; mentioned: the same of accounts that were there already.
    """

    place: tuple[str, str]
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    accounts: list[AccountRow] = field(default_factory=list)
    before: dict[int, AccountRow] = field(default_factory=dict)
    influencers: list[tuple[int, str | None, str, int]] = field(default_factory=list)
    observations: list[ObservationRow] = field(default_factory=list)
    posts: list[PostRow] = field(default_factory=list)
    related: Related = field(default_factory=Related)
    promised: dict[tuple[str, str], AccountRow] = field(default_factory=dict)
    added: dict[tuple[str, str], AccountRow] = field(default_factory=dict)
    mentioned: dict[int, AccountRow] = field(default_factory=dict)
    merge_offers: list[tuple[int, int, str]] = field(default_factory=list)


def forget(batch: Batch, row: AccountRow) -> None:
    """Take back what another account's record has said: now comes the account's own."""
    batch.accounts.remove(row)
    batch.observations = [one for one in batch.observations if one.account_id != row.id]


def write(tx: Transaction, batch: Batch, run_id: int) -> None:
    """Write a batch: persons before accounts before what hangs on them."""
    stored.add_influencers(tx, batch.influencers)
    stored.save(tx, batch.accounts, batch.before)
    stored.save_observations(tx, batch.observations)
    stored.save_posts(tx, batch.posts)
    related = batch.related
    save_fields(tx, related.fields)
    save_relations(tx, related.relations)
    _settle_by_hand(tx, related.relations)
    save_tags(tx, related.tags)
    save_notes(tx, related.notes)
    for one, other, reason in batch.merge_offers:
        add_merge_offer(tx, one, other, run_id, reason)


def _settle_by_hand(tx: Transaction, written: list[RelationRow]) -> None:
    """Put together anew what a person set, maybe after this batch was prepared."""
    for client_id in {row.client_id for row in written}:
        by_hand = set_by_hand(tx, client_id)
        people = [row.influencer_id for row in written if row.influencer_id in by_hand]
        rows = [relation_of(client_id, one, fields_of(tx, client_id, one)) for one in people]
        save_relations(tx, rows)

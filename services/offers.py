"""Offers as they stand, and why a move of one may be refused."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.errors import DeskError, NotFound
from services.offer_states import DECIDED
from services.settling import moment
from storage import campaigns
from storage import offers as stored
from storage import search as found
from storage.campaigns import CampaignRow
from storage.engine import Store, Transaction
from storage.offers import MoveRow, OfferRow
from storage.search import FoundRow
from texts import creators
from texts import offers as says

UNDO = timedelta(minutes=10)
"""How long a decision can be taken back, and what it sends to the creator waits."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer with everything that a card shows. code: once approved."""

    row: OfferRow
    campaign: CampaignRow
    approvers: tuple[str, ...]
    creator: FoundRow | None
    committed_minor: int
    code: str | None

    @property
    def name(self) -> str:
        if self.creator is None:
            return says.CREATOR_GONE
        handle = f"@{self.creator.handle}" if self.creator.handle else creators.NAMELESS
        return self.creator.name or handle

    @property
    def undo_until(self) -> datetime | None:
        at = self.row.decided_at
        return moment(at) + UNDO if at and self.row.state in DECIDED else None


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody had before their eyes when they clicked."""

    version: int
    fingerprint: str


class Refused(DeskError):
    """A move that was not made; nothing was changed. offer: as it stands now."""

    def __init__(self, offer: Offer, sentence: str) -> None:
        super().__init__(sentence)
        self.offer = offer


class NotYours(Refused):
    """The person lacks the right. holders: who has it."""

    def __init__(self, offer: Offer, sentence: str, holders: tuple[str, ...] = ()) -> None:
        super().__init__(offer, sentence)
        self.holders = holders or offer.approvers


class AlreadyMoved(Refused):
    """Somebody was first; offer.row says who, what and when."""


class TermsChanged(Refused):
    """The terms are not those that were shown."""


class OverBudget(Refused):
    """The budget does not hold this offer."""


class TooLate(Refused):
    """The ten minutes for an undo, or the offer's own time, have passed."""


def get(store: Store, offer_id: int) -> Offer:
    """Return an offer. Raises NotFound when it is gone."""
    return store.read(get_in, offer_id)


def get_in(tx: Transaction, offer_id: int) -> Offer:
    """Return an offer inside a transaction. Raises NotFound."""
    return of_row(tx, _row(tx, offer_id))


def client_of(store: Store, offer_id: int) -> int:
    """Return the client that an offer is of. Raises NotFound when it is gone."""
    return store.read(_row, offer_id).client_id


def _row(tx: Transaction, offer_id: int) -> OfferRow:
    row = stored.get(tx, offer_id)
    if row is None:
        raise NotFound(says.GONE)
    return row


def of_row(tx: Transaction, row: OfferRow) -> Offer:
    """Return an offer with what hangs on it."""
    campaign = campaigns.get(tx, row.campaign_id)
    assert campaign is not None
    code = stored.code_of(tx, row.id)
    return Offer(
        row,
        campaign,
        campaigns.approvers(tx, row.campaign_id),
        found.one(tx, row.account_id),
        campaigns.committed(tx, row.campaign_id),
        code.code if code else None,
    )


def history(store: Store, offer_id: int) -> list[MoveRow]:
    """Return an offer's moves, oldest first."""
    return store.read(stored.moves, offer_id)


def of_campaign(store: Store, campaign_id: int) -> list[Offer]:
    """Return a campaign's newest hundred offers, the newest first."""
    return store.read(
        lambda tx: [of_row(tx, row) for row in stored.of_campaign(tx, campaign_id, 100)]
    )

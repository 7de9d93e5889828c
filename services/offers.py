"""Offers: drafted from a search, decided by an approver, once, by what that person saw.

A decision is bound to the fingerprint of the terms shown; it is compare-and-set, has one outcome,
and an answer for everybody. What an approval sends to the creator waits in the outbox until the
ten minutes in which it can be undone have passed.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from services import codes, outgoing
from services.errors import DeskError, NotFound
from services.importing import instant
from services.offer_states import DECIDED, DECISIONS, Move, NotNow, State, Who, target
from services.settling import moment
from services.terms import Terms, difference, terms_from, terms_of
from services.trail import record
from storage import accounts, campaigns
from storage import offers as stored
from storage import search as found
from storage.campaigns import CampaignRow
from storage.engine import Store, Transaction
from storage.offers import MoveRow, OfferRow
from storage.search import FoundRow
from storage.words import clean

UNDO = timedelta(minutes=10)
EXPIRES = timedelta(days=5)
EXPIRED_AT_ONCE = 200
THE_CLOCK = "desk"
_BEGINS = frozenset((Move.PROPOSE, Move.REVISE))
"""Moves from which the time to decide runs anew."""

LONGEST_TEXT = 500


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
            return "A creator who is gone"
        handle = f"@{self.creator.handle}" if self.creator.handle else "Somebody without a name"
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
    """The person lacks the right; offer.approvers have it."""


class AlreadyMoved(Refused):
    """Somebody was first; offer.row says who, what and when."""


class TermsChanged(Refused):
    """The terms are not those that were shown."""


class OverBudget(Refused):
    """The budget does not hold this offer."""


class TooLate(Refused):
    """The ten minutes for an undo, or the offer's own time, have passed."""


def draft(
    store: Store,
    *,
    campaign_id: int,
    account_id: int,
    terms: Terms | None,
    why: str,
    actor: str,
    now: datetime,
    propose: bool,
) -> Offer:
    """Draft an offer to a creator; propose it at once, or keep it as a draft.

    terms None: the campaign's: its product and its commission. Raises NotFound and NotNow.
    """
    return store.write(_draft, campaign_id, account_id, terms, why, actor, now, propose)


def default_terms(campaign: CampaignRow) -> Terms:
    """Return what a campaign offers by itself: product plus commission."""
    return Terms(
        currency=campaign.currency,
        gift=campaign.gift,
        gift_value_minor=campaign.gift_value_minor,
        fee_minor=0,
        commission_bp=campaign.commission_bp,
        commission_cap_minor=None,
        deliverable="1 post",
        due_on=campaign.ends_on,
    )


def _draft(
    tx: Transaction,
    campaign_id: int,
    account_id: int,
    terms: Terms | None,
    why: str,
    actor: str,
    now: datetime,
    propose: bool,
) -> Offer:
    campaign = campaigns.get(tx, campaign_id)
    account = accounts.get(tx, account_id)
    if campaign is None or account is None:
        raise NotFound("This campaign or creator is gone. Nothing was proposed.")
    offered = _cleaned(terms or default_terms(campaign))
    row = OfferRow(
        id=0,
        client_id=campaign.client_id,
        campaign_id=campaign.id,
        influencer_id=account.influencer_id,
        account_id=account.id,
        state=State.DRAFT,
        version=1,
        terms_version=1,
        fingerprint=offered.fingerprint(campaign.id, account.id),
        **{name: getattr(offered, name) for name in Terms.__dataclass_fields__},
        window_days=campaign.window_days,
        holding_days=campaign.holding_days,
        committed_minor=offered.committed_minor,
        worth_minor=account.value_minor,
        worth_format=account.value_format,
        why=clean(why).strip()[:LONGEST_TEXT],
        proposed_by=actor,
        proposed_at=instant(now),
        expires_at=instant(now + EXPIRES),
    )
    offer_id = stored.add(tx, row)
    if offer_id is None:
        live = stored.live(tx, campaign.id, account.influencer_id)
        if live and (live.proposed_by, live.proposed_at) == (actor, instant(now)):
            return of_row(tx, live)  # this very draft: its transaction was run again
        raise NotNow(
            f"{account.name or account.handle or 'This creator'} has an offer of {campaign.name}"
            " already. Open it with /campaign show."
        )
    row = row._replace(id=offer_id)
    stored.add_terms(tx, offer_id, 1, offered.as_json(), row.fingerprint)
    _noted(tx, row, row, "draft", actor, now, None)
    if propose:
        return _move(tx, of_row(tx, row), Move.PROPOSE, actor, now, None)
    return of_row(tx, row)


def get(store: Store, offer_id: int) -> Offer:
    """Return an offer. Raises NotFound when it is gone."""
    return store.read(_get, offer_id)


def _get(tx: Transaction, offer_id: int) -> Offer:
    row = stored.get(tx, offer_id)
    if row is None:
        raise NotFound("This offer is gone.")
    return of_row(tx, row)


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


def move(
    store: Store,
    offer_id: int,
    step: Move,
    *,
    actor: str,
    now: datetime,
    seen: Seen | None = None,
    reason: str | None = None,
) -> Offer:
    """Make a move; return the offer as it stands then.

    seen: what was shown; a decision needs it. Raises NotFound, and Refused with its kinds; then
    nothing was changed.
    """
    said = clean(reason or "").strip()[:LONGEST_TEXT] or None
    return store.write(_checked_move, offer_id, step, actor, now, seen, said)


def _checked_move(
    tx: Transaction,
    offer_id: int,
    step: Move,
    actor: str,
    now: datetime,
    seen: Seen | None,
    reason: str | None,
) -> Offer:
    offer = _get(tx, offer_id)
    if _made_before(tx, offer, step, actor, now):
        return offer
    if seen is not None and step in DECISIONS and offer.row.state == State.WAITING:
        _check_seen(tx, offer, seen)
    try:
        _, who = target(State(offer.row.state), step)
    except NotNow:
        raise AlreadyMoved(offer, "Somebody was first. Nothing was changed.") from None
    _check_right(offer, who, actor)
    if step in DECISIONS and moment(offer.row.expires_at) <= now:
        raise TooLate(offer, "This offer has expired. It can be proposed anew.")
    return _move(tx, offer, step, actor, now, reason)


def _made_before(tx: Transaction, offer: Offer, step: Move, actor: str, now: datetime) -> bool:
    """Tell whether this very move stands already: its transaction may be run again."""
    last = stored.moves(tx, offer.row.id)[-1]
    return (last.move, last.person, last.at) == (step, actor, instant(now)) and last.at != ""


def _check_right(offer: Offer, who: Who, actor: str) -> None:
    allowed = actor in offer.approvers
    if who is Who.PROPOSER:
        allowed = allowed or actor == offer.row.proposed_by
    if not allowed:
        raise NotYours(offer, "Only those who approve for this campaign can do this.")


def _check_seen(tx: Transaction, offer: Offer, seen: Seen) -> None:
    if seen.fingerprint == offer.row.fingerprint:
        return
    old = stored.terms_with(tx, offer.row.id, seen.fingerprint)
    changes = difference(terms_from(old), terms_of(offer.row)) if old else "The terms are others."
    raise TermsChanged(offer, f"{changes} That was after you opened this card.")


def _move(
    tx: Transaction, offer: Offer, step: Move, actor: str, now: datetime, reason: str | None
) -> Offer:
    row = offer.row
    state, _ = target(State(row.state), step)
    if step is Move.APPROVE:
        _take_from_budget(tx, offer)
    if step is Move.UNDO:
        _check_undo(tx, offer, now)
    decided = state in DECIDED or state is State.CHANGES_ASKED
    changed = stored.change_state(
        tx,
        row,
        state=state,
        decided_by=actor if decided else None,
        decided_at=instant(now) if decided else None,
        reason=reason,
        expires_at=instant(now + EXPIRES) if step in _BEGINS else row.expires_at,
    )
    assert changed, "the row was read in this transaction"
    after = _get(tx, row.id)
    _noted(tx, row, after.row, step, actor, now, reason)
    if step is Move.APPROVE:
        _approved(tx, after, now)
    if step is Move.UNDO and row.state == State.APPROVED:
        stored.drop_code(tx, row.id)
    outgoing.offer_moved(tx, after.row, after.approvers, instant(now))
    return _get(tx, row.id)


def _take_from_budget(tx: Transaction, offer: Offer) -> None:
    campaigns.guard(tx, offer.campaign.id)
    committed = campaigns.committed(tx, offer.campaign.id)
    over = committed + offer.row.committed_minor - offer.campaign.budget_minor
    if over > 0:
        raise OverBudget(replace(offer, committed_minor=committed), "The budget does not hold it.")


def _check_undo(tx: Transaction, offer: Offer, now: datetime) -> None:
    until = offer.undo_until
    if until is None or now >= until:
        raise TooLate(offer, "The ten minutes in which this could be undone have passed.")
    if offer.row.state == State.APPROVED and not outgoing.take_back_approval(tx, offer.row):
        raise TooLate(offer, "It is on its way to the creator already.")


def _approved(tx: Transaction, offer: Offer, now: datetime) -> None:
    """Give a code, valid from when the undo has passed to the campaign's end plus the window."""
    last = datetime.combine(date.fromisoformat(offer.campaign.ends_on), time(), now.tzinfo)
    code = codes.give(
        tx,
        offer_id=offer.row.id,
        client_id=offer.row.client_id,
        name=offer.creator.name or offer.creator.handle if offer.creator else None,
        commission_bp=offer.row.commission_bp,
        starts_at=instant(now + UNDO),
        ends_at=instant(last + timedelta(days=1 + offer.row.window_days)),
    )
    outgoing.offer_approved(tx, offer.row, code, instant(now), instant(now + UNDO))


def _noted(
    tx: Transaction,
    before: OfferRow,
    after: OfferRow,
    step: str,
    actor: str,
    now: datetime,
    reason: str | None,
) -> None:
    move_row = MoveRow(
        after.id, after.version, step, before.state, after.state, actor, instant(now), reason
    )
    stored.add_move(tx, move_row)
    record(
        tx,
        at=instant(now),
        actor=actor,
        action=f"offer: {step}",
        subject=f"offer {after.id}",
        content={
            "from": before.state,
            "to": after.state,
            "version": after.version,
            "fingerprint": after.fingerprint,
            "reason": reason,
        },
    )


def revise(
    store: Store,
    offer_id: int,
    terms: Terms,
    *,
    seen: Seen,
    actor: str,
    now: datetime,
) -> Offer:
    """Give an offer other terms; one that was sent back waits again.

    Raises NotFound, and Refused with its kinds.
    """
    return store.write(_revise, offer_id, _cleaned(terms), seen, actor, now)


def _revise(
    tx: Transaction, offer_id: int, terms: Terms, seen: Seen, actor: str, now: datetime
) -> Offer:
    offer = _get(tx, offer_id)
    if _made_before(tx, offer, Move.REVISE, actor, now):
        return offer
    try:
        _, who = target(State(offer.row.state), Move.REVISE)
    except NotNow:
        raise AlreadyMoved(offer, "Somebody was first. Nothing was changed.") from None
    _check_right(offer, who, actor)
    if seen.version != offer.row.version:
        raise TermsChanged(offer, "Somebody changed this offer after you opened it.")
    fingerprint = terms.fingerprint(offer.campaign.id, offer.row.account_id)
    changed = offer.row._replace(
        **{name: getattr(terms, name) for name in Terms.__dataclass_fields__},
        fingerprint=fingerprint,
        committed_minor=terms.committed_minor,
    )
    stored.change_terms(tx, offer.row, changed)
    stored.add_terms(tx, offer_id, offer.row.terms_version + 1, terms.as_json(), fingerprint)
    return _move(tx, _get(tx, offer_id), Move.REVISE, actor, now, None)


def _cleaned(terms: Terms) -> Terms:
    return replace(
        terms,
        gift=clean(terms.gift).strip()[:75],
        deliverable=clean(terms.deliverable).strip()[:200] or "1 post",
    )


def expire(store: Store, now: datetime) -> int:
    """Let offers expire whose time is over; return how many did."""

    def work(tx: Transaction) -> int:
        due = stored.expired_by(tx, instant(now), EXPIRED_AT_ONCE)
        for row in due:
            _move(tx, of_row(tx, row), Move.EXPIRE, THE_CLOCK, now, None)
        return len(due)

    return store.write(work, patience=60.0)


def waiting_for(store: Store, person: str, *, limit: int = 10) -> list[Offer]:
    """Return the offers that wait for somebody's decision, those that expire first."""
    return store.read(lambda tx: [of_row(tx, row) for row in stored.waiting_for(tx, person, limit)])


def own(store: Store, person: str, *, limit: int = 10) -> list[Offer]:
    """Return somebody's drafts and what was sent back to them."""
    states = (State.DRAFT.value, State.CHANGES_ASKED.value)
    return store.read(
        lambda tx: [of_row(tx, row) for row in stored.of_proposer(tx, person, states, limit)]
    )


def of_campaign(store: Store, campaign_id: int) -> list[Offer]:
    """Return a campaign's offers, the newest first."""
    return store.read(lambda tx: [of_row(tx, row) for row in stored.of_campaign(tx, campaign_id)])

"""Offers are drafted from a search, and their terms revised, until somebody has decided."""

from dataclasses import replace
from datetime import datetime

from services.errors import NotFound
from services.importing import instant
from services.offer_moves import EXPIRES, check_right, made_before, move_on, note_move
from services.offer_states import Move, NotNow, State, target
from services.offers import AlreadyMoved, Offer, Seen, TermsChanged, get_in, of_row
from services.terms import Terms
from storage import accounts, campaigns
from storage import offers as stored
from storage.campaigns import CampaignRow
from storage.engine import Store, Transaction
from storage.offers import OfferRow
from storage.words import clean
from texts import creators
from texts import offers as says

LONGEST_WHY, LONGEST_GIFT, LONGEST_DELIVERABLE = 500, 75, 200


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
    return store.write(draft_in, campaign_id, account_id, terms, why, actor, now, propose)


def default_terms(campaign: CampaignRow) -> Terms:
    """Return what a campaign offers by itself: product plus commission."""
    return Terms(
        currency=campaign.currency,
        gift=campaign.gift,
        gift_value_minor=campaign.gift_value_minor,
        fee_minor=0,
        commission_bp=campaign.commission_bp,
        commission_cap_minor=None,
        deliverable=says.USUAL_DELIVERABLE,
        due_on=campaign.ends_on,
    )


def draft_in(
    tx: Transaction,
    campaign_id: int,
    account_id: int,
    terms: Terms | None,
    why: str,
    actor: str,
    now: datetime,
    propose: bool,
) -> Offer:
    """Draft an offer inside a transaction. Raises NotFound and NotNow."""
    campaign = campaigns.get(tx, campaign_id)
    account = accounts.get(tx, account_id)
    if campaign is None or account is None:
        raise NotFound(says.PAIR_GONE)
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
        why=clean(why).strip()[:LONGEST_WHY],
        proposed_by=actor,
        proposed_at=instant(now),
        expires_at=instant(now + EXPIRES),
    )
    offer_id = stored.add(tx, row)
    if offer_id is None:
        live = stored.live(tx, campaign.id, account.influencer_id)
        if live and (live.proposed_by, live.proposed_at) == (actor, instant(now)):
            return of_row(tx, live)  # this very draft: its transaction was run again
        name = account.name or account.handle or creators.NAMELESS
        raise NotNow(says.has_one_already(name, campaign.name))
    row = row._replace(id=offer_id)
    stored.add_terms(tx, offer_id, 1, offered.as_json(), row.fingerprint)
    note_move(tx, row, row, "draft", actor, now, None)
    if propose:
        return move_on(tx, of_row(tx, row), Move.PROPOSE, actor, now, None)
    return of_row(tx, row)


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
    offer = get_in(tx, offer_id)
    if made_before(tx, offer, Move.REVISE, actor, now):
        return offer
    try:
        _, who = target(State(offer.row.state), Move.REVISE)
    except NotNow as error:
        raise AlreadyMoved(offer, error.sentence()) from None
    check_right(offer, who, actor)
    if seen.version != offer.row.version:
        raise TermsChanged(offer, says.CHANGED_SINCE)
    fingerprint = terms.fingerprint(offer.campaign.id, offer.row.account_id)
    changed = offer.row._replace(
        **{name: getattr(terms, name) for name in Terms.__dataclass_fields__},
        fingerprint=fingerprint,
        committed_minor=terms.committed_minor,
    )
    stands = stored.change_terms(tx, offer.row, changed)
    assert stands, "the row was read in this transaction"
    stored.add_terms(tx, offer_id, offer.row.terms_version + 1, terms.as_json(), fingerprint)
    return move_on(tx, get_in(tx, offer_id), Move.REVISE, actor, now, None)


def _cleaned(terms: Terms) -> Terms:
    return replace(
        terms,
        gift=clean(terms.gift).strip()[:LONGEST_GIFT],
        deliverable=clean(terms.deliverable).strip()[:LONGEST_DELIVERABLE]
        or says.USUAL_DELIVERABLE,
    )

"""What one person is told of an offer: why a click changed nothing, who was asked, where it is."""

from collections.abc import Collection, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from blocks.modals import modal
from blocks.offers import (
    NAMED,
    can_be_undone,
    card_told,
    marked_title,
    offer_title,
    people,
    value_of,
    when_said,
)
from blocks.rights import mention, mentions
from blocks.telling import Offered, Said, message
from blocks.text import Block, Message, button, escape, section
from services.offer_states import Move, State
from services.offers import AlreadyMoved, NotYours, Offer, OverBudget, Refused, TermsChanged
from texts import offers as says
from texts.numbers import format_money


def refusal(error: Refused, actor: str, *, now: datetime, zone: ZoneInfo) -> Message:
    """Say to one person why their click changed nothing, with what to do next."""
    offer = error.offer
    said, choice = _why_not(error, actor, now, zone), (says.OPEN, "offer:open")
    if isinstance(error, TermsChanged):
        choice = (says.see_version(offer.row.terms_version), "offer:open")
    elif isinstance(error, NotYours) and error.holders == offer.approvers:
        choice = (says.ASK_THEM, "offer:ask")
    return message([said, Offered([button(*choice, value_of(offer))])])


def _why_not(error: Refused, actor: str, now: datetime, zone: ZoneInfo) -> Said:
    offer, row = error.offer, error.offer.row
    if isinstance(error, AlreadyMoved):
        if row.state not in says.DID or row.decided_by is None or row.decided_at is None:
            return Said(says.stands(row.state))
        who = says.YOU if row.decided_by == actor else mention(row.decided_by)
        fresh = can_be_undone(offer, now)
        text, shown = [
            says.was_first(
                who, row.state, when_said(row.decided_at, zone, fresh=fresh, marked=marked)
            )
            for marked in (False, True)
        ]
        return Said(text, shown, mentions=mentions([row.decided_by]))
    if isinstance(error, NotYours):
        return Said(says.can_do_this(people(error.holders)), mentions=mentions(error.holders))
    if isinstance(error, OverBudget):
        left, takes = offer.campaign.budget_minor - offer.committed_minor, row.committed_minor
        amounts = [format_money(minor, row.currency) for minor in (left, takes)]
        return Said(says.too_dear(offer.campaign.name, *amounts))
    return Said(error.sentence(), escape(error.sentence(), 1_000))


def asked_message(persons: Sequence[str]) -> Message:
    """Return who was asked for a decision."""
    named = mentions(persons[:NAMED])
    return message([Said(says.asked(named), mentions=named)])


def asks_message(
    offer: Offer, asker: str, *, now: datetime, zone: ZoneInfo, may: Collection[str]
) -> Message:
    """Return the card for somebody of whom a decision is asked. asker: who asks."""
    named = mentions([asker])
    asks = Said(says.asks_you(named[0]), mentions=named)
    return message([asks, *card_told(offer, now=now, zone=zone, may=may)])


def decision_message(
    offer: Offer, step: Move, person: str, reason: str, *, may: Collection[str]
) -> Message:
    """Return to the proposer what somebody decided, and why. may: the moves that they may make."""
    named = mention(person)
    text = says.decided_on_yours(step, named, offer_title(offer), reason)
    shown = says.decided_on_yours(step, named, marked_title(offer), escape(reason, 600))
    told = Said(text, shown, mentions=[named])
    choices = [button(says.OPEN, "offer:open", value_of(offer))]
    if step is Move.ASK_CHANGES and Move.REVISE in may:
        choices.insert(0, button(says.REVISE, "offer:revise", value_of(offer), style="primary"))
    return message([told, Offered(choices)])


def drafted_modal(offer: Offer) -> Block:
    """Say where an offer is that was just made."""
    pieces = escape(offer.name, 60), escape(offer.campaign.name)
    if offer.row.state == State.DRAFT:
        said = says.is_draft(*pieces)
    else:
        said = says.is_waiting(*pieces, people(offer.approvers), f"<#{offer.campaign.channel}>")
    return modal(says.OFFER, [section(said)])


def refused_modal(error: Refused, actor: str, *, now: datetime, zone: ZoneInfo) -> Block:
    """Say in the place of a form why what it said changed nothing."""
    return modal(says.NOTHING_CHANGED, refusal(error, actor, now=now, zone=zone)[1])

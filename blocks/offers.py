"""An offer as a card that everybody reads, and its details."""

from collections.abc import Collection, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import orjson

from blocks.dates import at_time, day, on_day, plain_time
from blocks.modals import modal
from blocks.rights import mention, mentions
from blocks.telling import Offered, Part, Said, message
from blocks.text import Block, Message, button, cut, escape, menu, note, plain, section
from services.offer_states import Move, State
from services.offers import Offer
from storage.offers import MoveRow
from texts import common, creators
from texts import offers as says
from texts.numbers import format_money, share

LOOK = "details"
EVERYBODY = frozenset((*Move, LOOK))
"""What a card offers that everybody reads; who may make a move is looked up at the click."""

NAMED = 6
"""People whom an answer names, of those who may decide."""


def value_of(offer: Offer) -> str:
    """Return a button's value: which offer, and what was shown of it."""
    row = offer.row
    return orjson.dumps([row.id, row.version, row.fingerprint]).decode()


def people(persons: Sequence[str]) -> str:
    """Write persons as mentions: @Bo or @Cy."""
    return says.either(mentions(persons[:NAMED]))


def card(
    offer: Offer, *, now: datetime, zone: ZoneInfo, may: Collection[str] = EVERYBODY
) -> Message:
    """Return an offer as it stands: names persons, never "you".

    may: the moves that are offered; those of one person, where nobody else reads it.
    """
    return message(card_told(offer, now=now, zone=zone, may=may))


def card_told(
    offer: Offer, *, now: datetime, zone: ZoneInfo, may: Collection[str] = EVERYBODY
) -> list[Part]:
    """Return what a card says, for where it is a part of an answer."""
    lines = summary(offer)
    text = [offer_title(offer), *lines, _state(offer, now, zone, marked=False)]
    shown = [marked_title(offer), *[escape(line, 160) for line in lines]]
    shown.append(_state(offer, now, zone, marked=True))
    row = offer.row
    persons = [
        *offer.approvers[:NAMED],
        row.proposed_by,
        *([row.decided_by] if row.decided_by else []),
    ]
    return [
        Said("\n".join(text), "\n".join(shown), mentions=mentions(persons)),
        Offered(_choices(offer, now, may)),
    ]


def offer_title(offer: Offer) -> str:
    return says.title(offer.name, offer.campaign.name)


def marked_title(offer: Offer) -> str:
    """Return whose offer it is, as mrkdwn."""
    return says.title(f"*{escape(offer.name, 40)}*", escape(offer.campaign.name))


def summary(offer: Offer) -> list[str]:
    """Return the terms, the worth and what is left of the budget, a line each."""
    row = offer.row
    worth = None if row.worth_minor is None else _whole(row.worth_minor, row.currency)
    lines = [
        " + ".join(parts_of(offer)),
        says.asked_of_them(row.deliverable, day(row.due_on), worth),
    ]
    if row.state in (State.WAITING, State.DRAFT, State.CHANGES_ASKED):
        left = offer.campaign.budget_minor - offer.committed_minor - row.committed_minor
        budget = _whole(offer.campaign.budget_minor, row.currency)
        said = says.left if left >= 0 else says.over
        lines.append(said(_whole(abs(left), row.currency), budget))
    return lines


def parts_of(offer: Offer) -> list[str]:
    """Return what the creator gets: product, fee, commission."""
    row = offer.row
    parts = []
    if row.gift:
        parts.append(gift(row.gift, row.gift_value_minor, row.currency))
    if row.fee_minor:
        parts.append(says.fee(format_money(row.fee_minor, row.currency)))
    if row.commission_bp:
        cap = row.commission_cap_minor
        most = None if cap is None else format_money(cap, row.currency)
        parts.append(says.commission(share(row.commission_bp), most))
    return parts or [says.NOTHING_OFFERED]


def gift(product: str, value_minor: int, currency: str) -> str:
    """Write a product with its value, where it has one."""
    return says.gift(product, _whole(value_minor, currency) if value_minor else None)


def _whole(minor: int, currency: str) -> str:
    return format_money(minor, currency, whole=True)


def _state(offer: Offer, now: datetime, zone: ZoneInfo, *, marked: bool) -> str:
    """Say where the offer stands. marked: as mrkdwn, with date tokens."""
    on, typed = (on_day, escape) if marked else (plain_time, str)
    row, state = offer.row, State(offer.row.state)
    if state is State.WAITING:
        return says.waiting(people(offer.approvers), on(row.expires_at, zone))
    if row.decided_by is None or row.decided_at is None:
        return says.STATES[state]
    fresh = can_be_undone(offer, now)
    when = when_said(row.decided_at, zone, fresh=fresh, marked=marked)
    said = says.decided(state, mention(row.decided_by), when, row.terms_version)
    if row.reason:
        said += f"\n{common.quoted(typed(row.reason))}"
    if state is State.APPROVED and offer.undo_until:
        who, first = mention(row.proposed_by), typed(cut(offer.name.split(" ")[0], 24))
        then = when_said(offer.undo_until, zone, fresh=True, marked=marked)
        said += f"\n{says.gets_text(who, first, then) if fresh else says.got_text(who, first)}"
        said += f"\n{says.code(typed(offer.code))}" if offer.code else ""
    return said


def can_be_undone(offer: Offer, now: datetime) -> bool:
    """Tell whether a decision was just made."""
    return offer.undo_until is not None and now < offer.undo_until


def when_said(instant: str | datetime, zone: ZoneInfo, *, fresh: bool, marked: bool) -> str:
    """Write the time of what has just happened, and the day of what will be read later."""
    if not marked:
        return says.on(plain_time(instant, zone))
    return says.at(at_time(instant, zone)) if fresh else says.on(on_day(instant, zone))


def _choices(offer: Offer, now: datetime, may: Collection[str]) -> list[Block]:
    value, state = value_of(offer), offer.row.state
    if state == State.WAITING:
        return _decisions(offer, may)
    if can_be_undone(offer, now):
        return [button(common.UNDO, "offer:undo", value)] if Move.UNDO in may else []
    if state not in (State.DRAFT, State.CHANGES_ASKED):
        return []
    choices = []
    if state == State.DRAFT and Move.PROPOSE in may:
        choices.append(button(says.PROPOSE, "offer:propose", value, style="primary"))
    if Move.REVISE in may:
        choices.append(button(says.REVISE, "offer:revise", value))
    if Move.WITHDRAW in may:
        choices.append(button(says.WITHDRAW, "offer:withdraw", value))
    return choices


def _decisions(offer: Offer, may: Collection[str]) -> list[Block]:
    value, title, row = value_of(offer), offer_title(offer), offer.row
    kinds = [
        *([says.PRODUCT] if row.gift else []),
        *([says.FEE] if row.fee_minor else []),
        *([share(row.commission_bp)] if row.commission_bp else []),
    ]
    choices = []
    if Move.APPROVE in may:
        label, spoken = says.approve(kinds), says.approve_offer(kinds, title)
        choices.append(
            button(label, "offer:approve", value, style="primary", accessibility_label=spoken)
        )
    if Move.REJECT in may:
        label = says.reject_offer(title)
        choices.append(button(says.REJECT, "offer:reject", value, accessibility_label=label))
    entries = [
        (label, orjson.dumps([act, row.id, row.version, row.fingerprint]).decode())
        for act, label in _MORE.items()
        if act in may
    ]
    return [*choices, menu("offer:more", entries)] if len(entries) > 1 else choices


_MORE = {
    Move.ASK_CHANGES: says.ASK_CHANGES,
    LOOK: says.DETAILS,
    Move.REVISE: says.REVISE,
    Move.WITHDRAW: says.WITHDRAW,
}


def details_modal(
    offer: Offer, moves: list[MoveRow], *, now: datetime, zone: ZoneInfo, may: Collection[str]
) -> Block:
    """Return an offer in full: the card, who asked and why, the creator's figures, its history.

    may: the moves that the reader may make.
    """
    row = offer.row
    blocks = list(card(offer, now=now, zone=zone, may=may)[1])
    asked = on_day(row.proposed_at, zone)
    who, draft = mention(row.proposed_by), row.state == State.DRAFT
    blocks.append(section(says.proposed(who, asked, escape(row.why, 500), draft=draft)))
    if offer.creator:
        blocks.append({"type": "section", "text": plain(_figures(offer), 1_000)})
    if offer.campaign.brief:
        brief = plain(says.brief(offer.campaign.brief), 2_500)
        blocks.append({"type": "section", "text": brief})
    history = [_happened(one, zone) for one in moves[-12:]]
    blocks.append(section("\n".join([f"*{says.HISTORY}*", *history])))
    blocks.append(note(says.version(row.terms_version, row.fingerprint)))
    return modal(says.OFFER, blocks)


def _happened(one: MoveRow, zone: ZoneInfo) -> str:
    who = mention(one.person) if one.person[:1] in "UW" else says.THE_DESK
    when = f"{on_day(one.at, zone)}, {at_time(one.at, zone)}"
    return says.happened(when, one.move, who, escape(one.reason or "", 200))


def _figures(offer: Offer) -> str:
    creator = offer.creator
    assert creator is not None
    return says.figures(
        creators.platform(creator.platform),
        creators.followers(creator.followers),
        creators.likes(creator.typical_likes),
        creators.VERDICTS[creator.verdict],
        creator.reasons.replace("\n", " "),
    )

"""Forms about offers: a new one, other terms, why it is rejected or what should change."""

from collections.abc import Sequence
from datetime import date

from blocks.fields import choice_field, day_field, text_field
from blocks.modals import modal
from blocks.offers import marked_title
from blocks.text import Block, escape, section
from services.campaigns import Campaign
from services.offer_states import Move
from services.offers import Offer
from texts import common, creators
from texts import offer_forms as says
from texts.numbers import format_money, share
from texts.offers import NO_CAP, USUAL_DELIVERABLE


def add_modal(name: str, campaigns: Sequence[Campaign], account_id: int) -> Block:
    """Return the form that drafts an offer to a creator; what is left empty is the campaign's."""
    named = [(one.row.name, str(one.row.id)) for one in campaigns]
    steps = [(says.ASK_FOR_APPROVAL, "propose"), (says.KEEP_AS_DRAFT, "draft")]
    blocks: list[Block] = [
        section(escape(says.offer_to(name[:60]))),
        choice_field("campaign", says.CAMPAIGN, named),
        text_field(
            "deliverable",
            says.DELIVERABLE,
            says.DELIVERABLE_LIKE,
            initial=USUAL_DELIVERABLE,
            longest=200,
        ),
        day_field("due_on", says.DUE, None, optional=True, hint=says.LAST_DAY),
        text_field("fee", says.FEE_BESIDE, "0", optional=True),
        text_field("commission", says.COMMISSION, "12%", optional=True, hint=says.AS_CAMPAIGN),
        text_field("cap", says.CAP, "500", optional=True, hint=says.NO_LIMIT),
        text_field("why", says.WHY_THEM, says.WHY_LIKE, optional=True, longest=500, lines=True),
        choice_field("when", says.NOW, steps),
    ]
    return modal(
        creators.CAMPAIGN,
        blocks,
        callback="offer:add",
        submit=common.ADD,
        metadata=str(account_id),
    )


def revise_modal(offer: Offer, metadata: str) -> Block:
    """Return the terms of an offer in fields."""
    row = offer.row

    def amount(block: str, label: str, example: str, minor: int | None) -> Block:
        written = "" if minor is None else format_money(minor, row.currency)
        return text_field(block, label, example, optional=True, initial=written)

    blocks: list[Block] = [
        section(marked_title(offer)),
        text_field(
            "gift", says.PRODUCT, says.PRODUCT_LIKE, optional=True, longest=75, initial=row.gift
        ),
        amount("gift_value", says.VALUE, "39", row.gift_value_minor),
        amount("fee", says.FEE, "0", row.fee_minor),
        text_field(
            "commission", says.COMMISSION, "10%", optional=True, initial=share(row.commission_bp)
        ),
        amount("cap", says.CAP, NO_CAP, row.commission_cap_minor),
        text_field(
            "deliverable",
            says.DELIVERABLE,
            says.DELIVERABLE_LIKE,
            longest=200,
            initial=row.deliverable,
        ),
        day_field("due_on", says.DUE, date.fromisoformat(row.due_on)),
    ]
    return modal(
        says.CHANGE_TERMS, blocks, callback="offer:revise", submit=common.SAVE, metadata=metadata
    )


def reason_modal(offer: Offer, step: Move, metadata: str) -> Block:
    """Ask why: for a rejection, or for what should change."""
    title, label, hint, submit = (
        (says.REJECT_TITLE, says.WHY, says.ALL_READ, says.REJECT)
        if step is Move.REJECT
        else (says.CHANGES_TITLE, says.WHAT_CHANGES, says.SAY_OTHERWISE, says.SEND_BACK)
    )
    reason = text_field("reason", label, longest=500, lines=True, hint=hint)
    return modal(
        title,
        [section(marked_title(offer)), reason],
        callback=f"offer:{step}",
        submit=submit,
        metadata=metadata,
    )

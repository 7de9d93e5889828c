"""What forms about offers say: why one is rejected or sent back, its other terms, a new one.

| surface | what | here |
| --- | --- | --- |
| row of a search | Add to campaign | open_add |
| view | offer:add | added |
| view | offer:reject, offer:ask_changes | _with_reason |
| view | offer:revise | revised |
"""

from collections.abc import Callable

from slack_bolt.response import BoltResponse

from blocks import offer_answers
from blocks import offer_forms as forms_drawn
from blocks.modals import message_modal
from blocks.rows import name_of
from handlers import forms
from handlers.desk import Desk
from handlers.entries import Clicks
from handlers.offers import beside, clicked
from handlers.replies import Body, as_json, field_errors, number_in, open_view, updated
from services import campaigns, drafting, offer_moves, offers
from services.details import details_of
from services.errors import BadField, NotFound
from services.offer_states import Move
from services.offers import Refused
from services.rights import Role
from services.terms import Terms
from texts import campaigns as campaign_texts
from texts import creators
from texts import offer_forms as says
from texts.forms import CHOOSE_CAMPAIGN, SAY_WHY


def open_add(desk: Desk, body: Body, account_id: int) -> BoltResponse:
    """Open the form that drafts an offer to a creator of a search."""
    client_id = desk.needs(Role.EDITOR).seat.client_id
    try:
        found = details_of(
            desk.store, account_id, rates=desk.settings.rates, client_id=client_id
        ).found
    except NotFound as error:
        return open_view(desk, body, message_modal(says.CREATOR_GONE, error.sentence()))
    there = campaigns.all_of(desk.store, client_id=client_id)
    if not there:
        said = f"{campaign_texts.NONE} {campaign_texts.MAKE_ONE}"
        return open_view(desk, body, message_modal(creators.CAMPAIGN, said))
    return open_view(desk, body, forms_drawn.add_modal(name_of(found), there, account_id))


def added(desk: Desk, body: Body, view: Body) -> BoltResponse:
    """Draft the offer that the form says, and ask for approval unless it is kept as a draft."""
    values, actor = view["state"]["values"], body["user"]["id"]
    campaign_id = forms.chosen(values, "campaign")
    if not campaign_id.isdigit():
        return field_errors(campaign=CHOOSE_CAMPAIGN)
    campaign = campaigns.with_id(desk.store, int(campaign_id)).row
    desk = desk.needs(Role.EDITOR, campaign.client_id)
    usual = drafting.default_terms(campaign)
    try:
        terms = Terms(
            currency=campaign.currency,
            gift=usual.gift,
            gift_value_minor=usual.gift_value_minor,
            fee_minor=forms.money(values, "fee", campaign.currency) or 0,
            commission_bp=forms.share(values, "commission", usual.commission_bp),
            commission_cap_minor=forms.money(values, "cap", campaign.currency, None),
            deliverable=forms.typed(values, "deliverable") or usual.deliverable,
            due_on=forms.day(values, "due_on", usual.due_on).isoformat(),
        )
    except BadField as error:
        return field_errors(**{error.field: error.sentence()})
    offer = drafting.draft(
        desk.store,
        campaign_id=campaign.id,
        account_id=number_in(view.get("private_metadata")),
        terms=terms,
        why=forms.typed(values, "why"),
        actor=actor,
        now=desk.clock(),
        propose=forms.chosen(values, "when") != "draft",
    )
    desk.wake()
    return updated(offer_answers.drafted_modal(offer))


def _with_reason(step: Move) -> Callable[[Desk, Body, Body], BoltResponse]:
    def decided(desk: Desk, body: Body, view: Body) -> BoltResponse:
        offer_id, seen = clicked(view.get("private_metadata", ""))
        desk = beside(desk, offer_id, Role.APPROVER)
        reason = forms.typed(view["state"]["values"], "reason")
        if not reason:
            return field_errors(reason=SAY_WHY)
        actor = body["user"]["id"]
        try:
            offer_moves.move(
                desk.store, offer_id, step, actor=actor, now=desk.clock(), seen=seen, reason=reason
            )
        except Refused as error:
            return _refused(desk, error, actor)
        desk.wake()
        return as_json({"response_action": "clear"})

    return decided


def revised(desk: Desk, body: Body, view: Body) -> BoltResponse:
    """Give the offer the terms that the form says."""
    offer_id, seen = clicked(view.get("private_metadata", ""))
    desk = beside(desk, offer_id, Role.EDITOR)
    values, actor = view["state"]["values"], body["user"]["id"]
    row = offers.get(desk.store, offer_id).row
    try:
        terms = Terms(
            currency=row.currency,
            gift=forms.typed(values, "gift"),
            gift_value_minor=forms.money(values, "gift_value", row.currency) or 0,
            fee_minor=forms.money(values, "fee", row.currency) or 0,
            commission_bp=forms.share(values, "commission", 0),
            commission_cap_minor=forms.money(values, "cap", row.currency, None),
            deliverable=forms.typed(values, "deliverable"),
            due_on=forms.day(values, "due_on", row.due_on).isoformat(),
        )
        drafting.revise(desk.store, offer_id, terms, seen=seen, actor=actor, now=desk.clock())
    except BadField as error:
        return field_errors(**{error.field: error.sentence()})
    except Refused as error:
        return _refused(desk, error, actor)
    desk.wake()
    return as_json({"response_action": "clear"})


def _refused(desk: Desk, error: Refused, actor: str) -> BoltResponse:
    desk.wake()
    view = offer_answers.refused_modal(error, actor, now=desk.clock(), zone=desk.settings.zone)
    return updated(view)


VIEWS: Clicks = {
    "offer:reject": (Role.VIEWER, _with_reason(Move.REJECT)),
    "offer:ask_changes": (Role.VIEWER, _with_reason(Move.ASK_CHANGES)),
    "offer:revise": (Role.VIEWER, revised),
    "offer:add": (Role.VIEWER, added),
}

"""Offers: the buttons of a card, the forms behind them, and "Add to campaign" of a search.

Whatever a button holds is checked again: the right, the version, the terms that were shown.
"""

from collections.abc import Callable

import orjson
from slack_bolt.response import BoltResponse

from blocks import campaigns as forms_drawn
from blocks import offers as drawn
from blocks.modals import message_modal, modal
from blocks.text import escape, section
from handlers import forms
from handlers.desk import Desk
from handlers.entries import Clicks
from handlers.placing import marked_view
from handlers.replies import (
    Body,
    answer_click,
    as_json,
    done,
    field_errors,
    open_view,
    slack_in_words,
    tell,
)
from services import campaigns, drafting, offer_moves, offers
from services.details import details_of
from services.errors import BadField, NotFound
from services.offer_states import Move
from services.offers import Offer, Refused, Seen
from services.rights import Role
from services.terms import Terms


def act(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """A click on a card, wherever the card is shown."""
    kind = action["action_id"].partition(":")[2]
    if kind == "more":
        kind, offer_id, seen = _more(action["selected_option"]["value"])
    else:
        offer_id, seen = _clicked(action.get("value", ""))
    work = _CLICKS.get(kind)
    if work is None:
        raise NotFound("This button is of an older version. Open the offer again.")
    desk = _beside(desk, offer_id, _ROLES.get(kind, Role.VIEWER))
    try:
        return work(desk, body, offer_id, seen)
    except Refused as error:
        desk.wake()
        return tell(desk, body, drawn.refusal(error, body["user"]["id"], desk.settings.zone))


def _beside(desk: Desk, offer_id: int, role: Role) -> Desk:
    """Return the desk at the offer's client, if the person has the role there. Raises NoRight.

    Who approves for a client may also do what its editors do with an offer.
    """
    client_id = offers.get(desk.store, offer_id).row.client_id
    if role is Role.EDITOR and desk.seat.may(Role.APPROVER, client_id):
        role = Role.APPROVER
    return desk.needs(role, client_id)


def _clicked(value: str) -> tuple[int, Seen]:
    """Read a button's value; whatever it holds is only a claim."""
    try:
        offer_id, version, fingerprint = orjson.loads(value)
        return int(offer_id), Seen(int(version), str(fingerprint))
    except (ValueError, TypeError):
        raise NotFound("This button can't be read. Open the offer again.") from None


def _more(value: str) -> tuple[str, int, Seen]:
    try:
        kind, *rest = orjson.loads(value)
    except (ValueError, TypeError):
        raise NotFound("This choice can't be read. Open the offer again.") from None
    return (str(kind), *_clicked(orjson.dumps(rest).decode()))


def _mover(step: Move) -> Callable[[Desk, Body, int, Seen], BoltResponse]:
    def move(desk: Desk, body: Body, offer_id: int, seen: Seen) -> BoltResponse:
        actor = body["user"]["id"]
        offer = offer_moves.move(
            desk.store, offer_id, step, actor=actor, now=desk.clock(), seen=seen
        )
        desk.wake()
        return _moved(desk, body, offer)

    return move


def _moved(desk: Desk, body: Body, offer: Offer) -> BoltResponse:
    """The card and App Home catch up by themselves; what else shows the offer is changed here."""
    if body.get("view"):
        return _view_caught_up(desk, body, offer)
    container = body.get("container") or {}
    on_card = container.get("message_ts") == offer.row.card_ts
    if on_card or not body.get("response_url"):
        return done()
    message = drawn.card(offer, now=desk.clock(), zone=desk.settings.zone)
    return answer_click(desk, body, message)


def _view_caught_up(desk: Desk, body: Body, offer: Offer) -> BoltResponse:
    view = body["view"]
    if view.get("type") == "modal":
        with slack_in_words():
            shown = marked_view(_details(desk, offer), desk.seat)
            desk.slack.views_update(view_id=view["id"], view=shown)
    return done()


def _details(desk: Desk, offer: Offer) -> Body:
    moves = offers.history(desk.store, offer.row.id)
    return drawn.details_modal(offer, moves, now=desk.clock(), zone=desk.settings.zone)


def show(desk: Desk, body: Body, offer_id: int, seen: Seen) -> BoltResponse:
    return open_view(desk, body, _details(desk, offers.get(desk.store, offer_id)))


def _asker(kind: str) -> Callable[[Desk, Body, int, Seen], BoltResponse]:
    """Open the form that asks why, for those who may decide."""

    def ask_why(desk: Desk, body: Body, offer_id: int, seen: Seen) -> BoltResponse:
        offer = offers.get(desk.store, offer_id)
        step = Move.REJECT if kind == "reject" else Move.ASK_CHANGES
        offer_moves.check(
            desk.store, offer_id, step, actor=body["user"]["id"], now=desk.clock(), seen=seen
        )
        return open_view(desk, body, drawn.reason_modal(offer, kind, _metadata(offer_id, seen)))

    return ask_why


def _metadata(offer_id: int, seen: Seen) -> str:
    return orjson.dumps([offer_id, seen.version, seen.fingerprint]).decode()


def revise(desk: Desk, body: Body, offer_id: int, seen: Seen) -> BoltResponse:
    offer = offers.get(desk.store, offer_id)
    offer_moves.check(
        desk.store, offer_id, Move.REVISE, actor=body["user"]["id"], now=desk.clock(), seen=None
    )
    now_seen = Seen(offer.row.version, offer.row.fingerprint)
    return open_view(desk, body, forms_drawn.revise_modal(offer, _metadata(offer_id, now_seen)))


def ask_approvers(desk: Desk, body: Body, offer_id: int, seen: Seen) -> BoltResponse:
    """Ask those who can decide, each once."""
    offer = offer_moves.ask(desk.store, offer_id, actor=body["user"]["id"], now=desk.clock())
    desk.wake()
    said = f"Asked {drawn.people(offer.approvers).replace(' or ', ' and ')}."
    return tell(desk, body, (said, [section(said)]))


_CLICKS: dict[str, Callable[[Desk, Body, int, Seen], BoltResponse]] = {
    "approve": _mover(Move.APPROVE),
    "undo": _mover(Move.UNDO),
    "propose": _mover(Move.PROPOSE),
    "withdraw": _mover(Move.WITHDRAW),
    "reject": _asker("reject"),
    "ask_changes": _asker("ask_changes"),
    "revise": revise,
    "open": show,
    "details": show,
    "ask": ask_approvers,
}


_ROLES = {
    "approve": Role.APPROVER,
    "undo": Role.APPROVER,
    "reject": Role.APPROVER,
    "ask_changes": Role.APPROVER,
    "propose": Role.EDITOR,
    "withdraw": Role.EDITOR,
    "revise": Role.EDITOR,
}


def _with_reason(step: Move) -> Callable[[Desk, Body, Body], BoltResponse]:
    def decided(desk: Desk, body: Body, view: Body) -> BoltResponse:
        offer_id, seen = _clicked(view.get("private_metadata", ""))
        desk = _beside(desk, offer_id, Role.APPROVER)
        reason = forms.typed(view["state"]["values"], "reason")
        if not reason:
            return field_errors(reason="Say why: the one who proposed it reads this.")
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


def _refused(desk: Desk, error: Refused, actor: str) -> BoltResponse:
    desk.wake()
    _, blocks = drawn.refusal(error, actor, desk.settings.zone)
    view = modal("Nothing changed", blocks)
    return as_json({"response_action": "update", "view": view})


def revised(desk: Desk, body: Body, view: Body) -> BoltResponse:
    """Give the offer the terms that the form says."""
    offer_id, seen = _clicked(view.get("private_metadata", ""))
    desk = _beside(desk, offer_id, Role.EDITOR)
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


def open_add(desk: Desk, body: Body, account_id: int) -> BoltResponse:
    """Open the form that drafts an offer to a creator of a search."""
    try:
        found = details_of(
            desk.store, account_id, rates=desk.settings.rates, client_id=desk.seat.client_id
        ).found
        name = found.name or f"@{found.handle}"
        there = campaigns.all_of(desk.store, client_id=desk.needs(Role.EDITOR).seat.client_id)
    except NotFound as error:
        return open_view(desk, body, message_modal("Gone", error.sentence()))
    if not there:
        said = "There is no campaign yet. Make one with /campaign new, then add creators to it."
        return open_view(desk, body, message_modal("Add to campaign", said))
    return open_view(desk, body, forms_drawn.add_modal(name, there, account_id))


def added(desk: Desk, body: Body, view: Body) -> BoltResponse:
    """Draft the offer that the form says, and ask for approval unless it is kept as a draft."""
    values, actor = view["state"]["values"], body["user"]["id"]
    campaign_id = forms.chosen(values, "campaign")
    if not campaign_id.isdigit():
        return field_errors(campaign="Choose a campaign.")
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
    account_id = view.get("private_metadata", "")
    offer = drafting.draft(
        desk.store,
        campaign_id=campaign.id,
        account_id=int(account_id) if account_id.isdigit() else 0,
        terms=terms,
        why=forms.typed(values, "why"),
        actor=actor,
        now=desk.clock(),
        propose=forms.chosen(values, "when") != "draft",
    )
    desk.wake()
    return as_json({"response_action": "update", "view": modal("Added", _added(offer))})


def _added(offer: Offer) -> list[Body]:
    name, campaign = escape(offer.name, 60), escape(offer.campaign.name)
    if offer.row.state == "draft":
        said = f"The offer to {name} for {campaign} is a draft. It is in your App Home."
    else:
        who = drawn.people(offer.approvers)
        said = f"The offer to {name} for {campaign} waits for {who} in <#{offer.campaign.channel}>."
    return [section(said)]


ACTIONS: Clicks = {"offer": (Role.VIEWER, act)}
VIEWS: Clicks = {
    "offer:reject": (Role.VIEWER, _with_reason(Move.REJECT)),
    "offer:ask_changes": (Role.VIEWER, _with_reason(Move.ASK_CHANGES)),
    "offer:revise": (Role.VIEWER, revised),
    "offer:add": (Role.VIEWER, added),
}

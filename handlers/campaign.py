"""/campaign: a new one in a form, all of them, and one with its offers."""

from slack_bolt.response import BoltResponse

from blocks import campaigns as drawn
from blocks.help import by_examples
from blocks.text import Message, without_marks
from handlers import forms
from handlers.channels import let_us_be_in
from handlers.desk import Desk
from handlers.entries import Clicks, Commands
from handlers.replies import (
    Body,
    answer_click,
    ephemeral,
    field_errors,
    open_view,
    typed_in,
    updated,
)
from services import campaigns, clients, offers, rights
from services.campaigns import Campaign, NewCampaign
from services.errors import BadField, DeskError
from services.rights import Role
from texts import campaigns as says


def command(desk: Desk, body: Body) -> BoltResponse:
    """Answer /campaign, /campaign new, /campaign show NAME, /campaign help."""
    word, _, rest = typed_in(body.get("text")).partition(" ")
    if word.lower() == "help":
        return ephemeral(by_examples(says.HELP, says.EXAMPLES))
    if word.lower() == "new":
        return _open(desk, body, body["channel_id"], body["user_id"])
    if not word or (word.lower() == "show" and not rest.strip()):
        there = campaigns.all_of(desk.store, client_id=desk.seat.client_id)
        return ephemeral(drawn.list_message(there, may_edit=desk.seat.may(Role.EDITOR)))
    name = rest if word.lower() == "show" else f"{word} {rest}"
    campaign = campaigns.named(desk.store, name, client_id=desk.seat.client_id)
    return ephemeral(_shown(desk, campaign))


def act(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """A button of a list of campaigns: show one, or open the form for a new one."""
    kind = action["action_id"].partition(":")[2]
    if kind == "new":
        channel = (body.get("channel") or {}).get("id", "")
        return _open(desk, body, channel, body["user"]["id"])
    value = action.get("value") or ""
    campaign = campaigns.with_id(desk.store, int(value) if value.isdigit() else 0)
    desk = desk.needs(Role.VIEWER, campaign.row.client_id)
    return answer_click(desk, body, _shown(desk, campaign))


def _shown(desk: Desk, campaign: Campaign) -> Message:
    offered = offers.of_campaign(desk.store, campaign.row.id)
    return drawn.show_message(campaign, offered, may_edit=desk.seat.may(Role.EDITOR))


def _open(desk: Desk, body: Body, channel: str, person: str) -> BoltResponse:
    desk.needs(Role.EDITOR)
    today = desk.clock().astimezone(desk.settings.zone).date()
    approves = desk.seat.may(Role.APPROVER)
    view = drawn.new_modal(channel, person, desk.settings.currency, today, may_approve=approves)
    return open_view(desk, body, view)


def created(desk: Desk, body: Body, view: Body) -> BoltResponse:
    """Make the campaign that the form says; a field that can't be taken is told beside it."""
    values, currency = view["state"]["values"], desk.settings.currency
    try:
        new = NewCampaign(
            name=forms.typed(values, "name"),
            niche=forms.typed(values, "niche"),
            brief=forms.typed(values, "brief"),
            starts_on=forms.day(values, "starts_on"),
            ends_on=forms.day(values, "ends_on"),
            currency=currency,
            budget_minor=forms.money(values, "budget", currency) or 0,
            gift=forms.typed(values, "gift"),
            gift_value_minor=forms.money(values, "gift_value", currency) or 0,
            commission_bp=forms.share(values, "commission", 0),
            window_days=forms.days(values, "window"),
            holding_days=forms.days(values, "holding"),
            channel=forms.chosen(values, "channel"),
            approvers=forms.people(values, "approvers"),
        )
        _check_rights(desk, new)
        campaign = campaigns.create(
            desk.store,
            new,
            actor=desk.seat.person,
            now=desk.clock(),
            client_id=desk.seat.client_id,
        )
    except BadField as error:
        return field_errors(**{error.field: error.sentence()})
    return updated(drawn.created_modal(campaign))


def _check_rights(desk: Desk, new: NewCampaign) -> None:
    """Raise BadField for a channel where we can't post, and approvers who may not approve."""
    client_id, now = desk.seat.client_id, desk.clock()
    try:
        clients.refuse_foreign_channel(desk.store, desk.seat, new.channel, here=False)
        let_us_be_in(desk, new.channel)
    except DeskError as error:
        raise BadField("channel", without_marks(error.sentence())) from None
    if any(
        not rights.allowed(desk.store, one, Role.APPROVER, client_id, now) for one in new.approvers
    ):
        raise BadField("approvers", says.MAY_NOT_APPROVE)


COMMANDS: Commands = {"/campaign": (Role.VIEWER, command)}
ACTIONS: Clicks = {"campaign": (Role.VIEWER, act)}
VIEWS: Clicks = {"campaign:new": (Role.EDITOR, created)}

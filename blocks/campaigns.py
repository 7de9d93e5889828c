"""Campaigns: the form for a new one, the list, and one with its offers."""

from collections.abc import Sequence
from datetime import date, timedelta

from blocks.dates import day
from blocks.fields import day_field, field, text_field
from blocks.modals import modal
from blocks.offers import gift, people, value_of
from blocks.rights import mentions
from blocks.telling import Drawn, Noted, Offered, Part, Row, Said, Title, headed, hint, message
from blocks.text import Block, Message, button, cut, escape, plain, section
from services.campaigns import Campaign
from services.offer_states import State
from services.offers import Offer
from texts import campaigns as says
from texts import common, offers
from texts.numbers import format_money, share

SHOWN = 15
"""Campaigns of a list, and offers of a campaign."""


def campaign_line(campaign: Campaign) -> str:
    """Return a campaign in a line: name, end, budget, funnel."""
    return " · ".join([campaign.row.name, *_about(campaign)])


def _about(campaign: Campaign) -> list[str]:
    row = campaign.row
    left, budget = [
        format_money(minor, row.currency, whole=True)
        for minor in (campaign.left.minor, row.budget_minor)
    ]
    return [
        says.until(day(row.ends_on)),
        says.left(left, budget),
        funnel(campaign) or says.NO_OFFERS,
    ]


def funnel(campaign: Campaign) -> str:
    """Return how many offers stand where: 3 waiting, 2 approved."""
    said = [
        says.in_state(campaign.funnel[state], state)
        for state in State
        if campaign.funnel.get(state)
    ]
    return ", ".join(said)


def list_message(campaigns: Sequence[Campaign], *, may_edit: bool) -> Message:
    """Return all campaigns, each with what is left. may_edit: the reader may make one."""
    new = [button(says.NEW, "campaign:new", "new", style="primary")] if may_edit else []
    if not campaigns:
        next_step = says.MAKE_ONE if may_edit else says.EDITORS_MAKE
        return message([hint(f"{says.NONE} {next_step}"), Offered(new)])
    told: list[Part] = [Title(says.count(len(campaigns)))]
    told += [_row(one) for one in campaigns[:SHOWN]]
    if len(campaigns) > SHOWN:
        told.append(Noted(says.others(len(campaigns) - SHOWN)))
    return message([*told, Offered(new)])


def _row(campaign: Campaign) -> Row:
    row = campaign.row
    until, left, offered = _about(campaign)
    label = common.show(row.name)
    shown = button(common.SHOW, "campaign:show", str(row.id), accessibility_label=label)
    text = f"*{escape(row.name)}* · {until}\n{left} · {offered}"
    return Row((row.name, until, left, offered), campaign_line(campaign), section(text, shown))


def show_message(campaign: Campaign, offered: Sequence[Offer], *, may_edit: bool) -> Message:
    """Return one campaign: its terms, its money, its offers. may_edit: the reader may propose."""
    row = campaign.row
    told: list[Part] = [headed(row.name, _terms(campaign))]
    named = mentions(campaign.approvers)
    told.append(Said(says.can_approve(people(campaign.approvers)), mentions=named))
    if row.brief:
        told.append(Drawn(row.brief, ({"type": "section", "text": plain(row.brief, 2_000)},)))
    told += [_offer_row(one) for one in offered[:SHOWN]]
    if len(offered) > SHOWN:
        told.append(Noted(says.older(len(offered) - SHOWN)))
    if not offered and may_edit:
        told.append(hint(says.add_creators(row.niche)))
    return message(told)


def _terms(campaign: Campaign) -> list[str]:
    row = campaign.row
    terms = []
    if row.gift:
        terms.append(gift(row.gift, row.gift_value_minor, row.currency))
    if row.commission_bp:
        terms.append(offers.commission(share(row.commission_bp)))
    left, budget, offered = campaign.left.minor, row.budget_minor, funnel(campaign)
    return [
        says.span(day(row.starts_on), day(row.ends_on), row.niche),
        says.by_default(" + ".join(terms) or offers.NOTHING_OFFERED),
        says.days(row.window_days, row.holding_days),
        says.left_in_full(*[format_money(minor, row.currency) for minor in (left, budget)]),
        says.offers_stand(offered) if offered else says.NO_OFFERS_YET,
    ]


def _offer_row(offer: Offer) -> Row:
    name, state = cut(offer.name, 30), offers.STATES[offer.row.state]
    line = says.offer(name, state, offer.code)
    label = says.open_offer(offer.name)
    opened = button(says.OPEN, "offer:open", value_of(offer), accessibility_label=label)
    return Row((name, state, offer.code or ""), line, section(escape(line), opened))


def created_modal(campaign: Campaign) -> Block:
    """Say that a campaign is made, and what comes next."""
    row = campaign.row
    return modal(says.CAMPAIGN, hint(says.made(row.name, row.niche)).blocks())


def new_modal(channel: str, person: str, currency: str, today: date, *, may_approve: bool) -> Block:
    """Return the form for a campaign. may_approve: the person may be among those who approve."""
    here = {"initial_channel": channel} if channel.startswith("C") else {}
    approves = {"initial_users": [person]} if may_approve else {}
    blocks = [
        text_field("name", says.NAME, says.NAME_LIKE, longest=75),
        text_field("niche", says.NICHE, says.NICHE_LIKE, optional=True, longest=75),
        text_field("brief", says.BRIEF, says.BRIEF_LIKE, optional=True, longest=2_000, lines=True),
        day_field("starts_on", says.STARTS, today),
        day_field("ends_on", says.ENDS, today + timedelta(days=30)),
        text_field("budget", says.budget(currency), "2000"),
        text_field("gift", says.GIFT, says.GIFT_LIKE, optional=True, longest=75),
        text_field("gift_value", says.gift_value(currency), "39", optional=True),
        text_field("commission", says.COMMISSION, "10%", initial="10%"),
        text_field("window", says.WINDOW, "30", initial="30"),
        text_field("holding", says.HOLDING, "30", initial="30", hint=says.HOLDING_HINT),
        field(
            "channel",
            says.CHANNEL,
            {"type": "channels_select", **here},
            hint=says.CHANNEL_HINT,
        ),
        field("approvers", says.APPROVERS, {"type": "multi_users_select", **approves}),
    ]
    return modal(says.NEW_ONE, blocks, callback="campaign:new", submit=says.CREATE)

"""Campaigns: the form for a new one, the list, and one with its offers."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from blocks.dates import day
from blocks.help import by_examples
from blocks.modals import modal
from blocks.offers import DONE, people, value_of
from blocks.search import Message
from blocks.text import Block, actions, button, cut, escape, fallback, note, plain, section
from services.campaigns import Campaign
from services.offer_states import State
from services.offers import Offer
from services.terms import percent_of
from texts.numbers import format_money
from texts.wording import counted

EXAMPLES = (
    ("/campaign new", "make a campaign in a form"),
    ("/campaign", "all campaigns, with what is left of each budget"),
    ("/campaign show Summer Shakers", "one campaign with its offers"),
)
SHOWN = 15


def campaign_line(campaign: Campaign) -> str:
    """Return a campaign in a line: name, end, budget, funnel."""
    row = campaign.row
    left = format_money(campaign.left.minor, row.currency, whole=True)
    total = format_money(row.budget_minor, row.currency, whole=True)
    return f"{row.name} · until {day(row.ends_on)} · {left} of {total} left · {funnel(campaign)}"


def funnel(campaign: Campaign) -> str:
    """Return how many offers stand where: 3 waiting, 2 approved."""
    said = [
        f"{campaign.funnel[state]} {state.value.replace('_', ' ')}"
        for state in State
        if campaign.funnel.get(state)
    ]
    return ", ".join(said) or "no offers yet"


def list_message(campaigns: Sequence[Campaign]) -> Message:
    """Return all campaigns, each with what is left."""
    new = actions(button("New campaign…", "campaign:new", "new", style="primary"))
    if not campaigns:
        text = "There is no campaign yet."
        return f"{text} Make one: /campaign new", [section(text), new]
    lines = [campaign_line(one) for one in campaigns[:SHOWN]]
    head = counted(len(campaigns), "campaign")
    blocks: list[Block] = [section(f"*{head}*")]
    for one, line in zip(campaigns, lines, strict=False):
        shown = button(
            "Show",
            "campaign:show",
            str(one.row.id),
            accessibility_label=cut(f"Show {one.row.name}", 75),
        )
        blocks.append(section(escape(line, 300), shown))
    return fallback([head, *lines]), [*blocks, new]


def show_message(campaign: Campaign, offers: Sequence[Offer]) -> Message:
    """Return one campaign: its terms, its money, its offers."""
    row = campaign.row
    terms = []
    if row.gift:
        terms.append(f"{row.gift} ({format_money(row.gift_value_minor, row.currency, whole=True)})")
    if row.commission_bp:
        terms.append(f"{percent_of(row.commission_bp)} of net sales")
    lines = [
        f"{day(row.starts_on)} to {day(row.ends_on)}" + (f" · {row.niche}" if row.niche else ""),
        f"By default {' + '.join(terms) or 'nothing'}; window {counted(row.window_days, 'day')},"
        f" held {counted(row.holding_days, 'day')}",
        f"{format_money(campaign.left.minor, row.currency)} left of"
        f" {format_money(row.budget_minor, row.currency)}; commission without a cap is not counted",
        funnel(campaign),
    ]
    blocks = [section("\n".join([f"*{escape(row.name)}*", *[escape(one, 300) for one in lines]]))]
    blocks.append(section(f"{people(campaign.approvers)} can approve"))
    if row.brief:
        blocks.append({"type": "section", "text": plain(row.brief, 2_000)})
    said = []
    for offer in offers[:SHOWN]:
        state = "Waiting" if offer.row.state == State.WAITING else DONE[State(offer.row.state)]
        code = f" · code {offer.code}" if offer.code else ""
        line = f"{cut(offer.name, 30)}: {state.lower()}{code}"
        said.append(line)
        label = cut(f"Open the offer to {offer.name}", 75)
        opened = button("Open", "offer:open", value_of(offer), accessibility_label=label)
        blocks.append(section(escape(line, 200), opened))
    if len(offers) > SHOWN:
        blocks.append(
            note(f"{counted(len(offers) - SHOWN, 'older one is', 'older ones are')} not shown.")
        )
    return fallback([row.name, *lines, *said]), blocks


def created_message(campaign: Campaign) -> Message:
    row = campaign.row
    text = (
        f"{row.name} is made. Find creators with /find-influencer {row.niche or 'fitness'}"
        " and choose “Add to campaign”; offers wait for approval in the campaign's channel."
    )
    return fallback([text]), [section(escape(text, 400))]


def help_message() -> Message:
    """Return help by examples."""
    return by_examples("Campaigns", EXAMPLES)


def new_modal(channel: str, person: str, currency: str, today: date) -> Block:
    """Return the form for a campaign."""
    blocks = [
        _text("name", "Name", "Summer Shakers", longest=75),
        _text("niche", "Niche", "Fitness", optional=True, longest=75),
        _text("brief", "Brief", "What the creator should do and say", True, 2_000, lines=True),
        _date("starts_on", "Starts on", today),
        _date("ends_on", "Ends on", today + timedelta(days=30)),
        _text("budget", f"Budget in {currency}", "2000"),
        _text("gift", "Product they get", "Shaker set", optional=True, longest=75),
        _text("gift_value", f"Its retail value in {currency}", "39", optional=True),
        _text("commission", "Commission on net sales", "10%", initial="10%"),
        _text("window", "Days a code is valid after the end", "30", initial="30"),
        _text("holding", "Days a commission is held", "30", initial="30"),
        {
            "type": "input",
            "block_id": "channel",
            "label": plain("Channel where offers wait"),
            "element": {
                "type": "channels_select",
                "action_id": "value",
                **({"initial_channel": channel} if channel.startswith("C") else {}),
            },
        },
        {
            "type": "input",
            "block_id": "approvers",
            "label": plain("Who approves"),
            "element": {
                "type": "multi_users_select",
                "action_id": "value",
                "initial_users": [person],
            },
        },
    ]
    return modal("New campaign", blocks, callback="campaign:new", submit="Create")


def add_modal(name: str, campaigns: Sequence[Campaign], account_id: int) -> Block:
    """Return the form that drafts an offer to a creator; what is left empty is the campaign's."""
    options = [
        {"text": plain(one.row.name, 75), "value": str(one.row.id)} for one in campaigns[:100]
    ]
    blocks: list[Block] = [
        section(
            f"Offer to *{escape(name, 60)}*: the campaign's product and commission, if not said otherwise."
        ),
        {
            "type": "input",
            "block_id": "campaign",
            "label": plain("Campaign"),
            "element": {
                "type": "static_select",
                "action_id": "value",
                "options": options,
                "initial_option": options[0],
            },
        },
        _text("deliverable", "What they do", "1 reel", initial="1 post", longest=200),
        _date("due_on", "By", None, optional=True),
        _text("fee", "Fee, beside the product", "0", optional=True),
        _text("commission", "Commission, if another than the campaign's", "12%", optional=True),
        _text("cap", "Commission at most", "500", optional=True),
        _text("why", "Why this creator", "Uses the product already", True, 500, lines=True),
        {
            "type": "input",
            "block_id": "when",
            "label": plain("Now"),
            "element": {
                "type": "static_select",
                "action_id": "value",
                "options": _WHEN,
                "initial_option": _WHEN[0],
            },
        },
    ]
    return modal(
        "Add to campaign", blocks, callback="offer:add", submit="Add", metadata=str(account_id)
    )


_WHEN = [
    {"text": plain("Ask for approval"), "value": "propose"},
    {"text": plain("Keep as a draft"), "value": "draft"},
]


def revise_modal(offer: Offer, metadata: str) -> Block:
    """Return the terms of an offer in fields."""
    row = offer.row
    cap = (
        "" if row.commission_cap_minor is None else _amount(row.commission_cap_minor, row.currency)
    )
    blocks: list[Block] = [
        section(f"*{escape(offer.name, 40)}* for {escape(offer.campaign.name)}"),
        _text("gift", "Product", "Shaker set", True, 75, initial=row.gift),
        _text(
            "gift_value",
            "Its retail value",
            "39",
            True,
            initial=_amount(row.gift_value_minor, row.currency),
        ),
        _text("fee", "Fee", "0", True, initial=_amount(row.fee_minor, row.currency)),
        _text("commission", "Commission", "10%", True, initial=percent_of(row.commission_bp)),
        _text("cap", "Commission at most", "no cap", True, initial=cap),
        _text("deliverable", "What they do", "1 reel", longest=200, initial=row.deliverable),
        _date("due_on", "By", date.fromisoformat(row.due_on)),
    ]
    return modal(
        "Change the terms", blocks, callback="offer:revise", submit="Save", metadata=metadata
    )


def _amount(minor: int, currency: str) -> str:
    return format_money(minor, currency)


def _text(
    block: str,
    label: str,
    example: str,
    optional: bool = False,
    longest: int = 40,
    *,
    lines: bool = False,
    initial: str = "",
) -> Block:
    element: dict[str, Any] = {
        "type": "plain_text_input",
        "action_id": "value",
        "max_length": longest,
        "placeholder": plain(example, 150),
    }
    if lines:
        element["multiline"] = True
    if initial:
        element["initial_value"] = initial[:longest]
    return {
        "type": "input",
        "block_id": block,
        "label": plain(label),
        "optional": optional,
        "element": element,
    }


def _date(block: str, label: str, initial: date | None, optional: bool = False) -> Block:
    element: dict[str, Any] = {"type": "datepicker", "action_id": "value"}
    if initial:
        element["initial_date"] = initial.isoformat()
    return {
        "type": "input",
        "block_id": block,
        "label": plain(label),
        "optional": optional,
        "element": element,
    }

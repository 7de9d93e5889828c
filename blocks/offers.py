"""An offer as a card that everybody reads, its details, and what is said where a click came late."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from blocks.dates import at_time, day, on_day, plain_time
from blocks.modals import modal
from blocks.search import VERDICTS, Message, platform_name
from blocks.text import Block, actions, button, cut, escape, fallback, menu, note, plain, section
from services.offer_states import State
from services.offers import AlreadyMoved, NotYours, Offer, OverBudget, Refused, TermsChanged
from services.terms import percent_of
from storage.offers import MoveRow
from texts.numbers import format_money, full_count

DONE = {
    State.APPROVED: "Approved",
    State.REJECTED: "Rejected",
    State.CHANGES_ASKED: "Changes asked for",
    State.EXPIRED: "Expired",
    State.WITHDRAWN: "Withdrawn",
    State.DRAFT: "Draft",
}
PAST = {
    State.APPROVED: "approved",
    State.REJECTED: "rejected",
    State.CHANGES_ASKED: "asked for changes to",
    State.EXPIRED: "let expire",
    State.WITHDRAWN: "withdrew",
    State.WAITING: "put back to waiting",
    State.DRAFT: "drafted",
}


def value_of(offer: Offer) -> str:
    """Return a button's value: which offer, and what was shown of it."""
    row = offer.row
    return orjson.dumps([row.id, row.version, row.fingerprint]).decode()


def people(persons: tuple[str, ...]) -> str:
    """Write persons as mentions: @Bo or @Cy."""
    named = [f"<@{person}>" for person in persons[:6]]
    if len(named) < 2:
        return "".join(named) or "nobody"
    return f"{', '.join(named[:-1])} or {named[-1]}"


def card(offer: Offer, *, now: datetime, zone: ZoneInfo) -> Message:
    """Return the card of an offer as it stands: names persons, never "you"."""
    lines = summary(offer)
    state = State(offer.row.state)
    text = fallback([offer_title(offer), *lines, _plain_state(offer, zone)])
    shown = [f"*{escape(offer.name, 40)}* for {escape(offer.campaign.name)}"]
    shown += [escape(line, 160) for line in lines]
    shown.append(_state(offer, now, zone))
    blocks: list[Block] = [section("\n".join(shown))]
    if state is State.WAITING:
        blocks.append(actions(*_decisions(offer)))
    elif offer.undo_until and now < offer.undo_until:
        blocks.append(actions(button("Undo", "offer:undo", value_of(offer))))
    elif state in (State.DRAFT, State.CHANGES_ASKED):
        blocks.append(actions(*_for_proposer(offer)))
    return text, blocks


def offer_title(offer: Offer) -> str:
    return f"{offer.name} for {offer.campaign.name}"


def summary(offer: Offer) -> list[str]:
    """Return the terms, the worth and what is left of the budget, a line each."""
    row = offer.row
    currency = row.currency
    last = f"{row.deliverable} by {day(row.due_on)}"
    if row.worth_minor is not None:
        last += f" · worth ≈ {format_money(row.worth_minor, currency, whole=True)}"
    lines = [" + ".join(parts_of(offer)), last]
    if row.state in (State.WAITING, State.DRAFT, State.CHANGES_ASKED):
        left = offer.campaign.budget_minor - offer.committed_minor - row.committed_minor
        total = format_money(offer.campaign.budget_minor, currency, whole=True)
        lines.append(
            f"Left after this: {format_money(left, currency, whole=True)} of {total}"
            if left >= 0
            else f"Over the budget of {total} by {format_money(-left, currency, whole=True)}"
        )
    return lines


def parts_of(offer: Offer) -> list[str]:
    """Return what the creator gets: product, fee, commission."""
    row = offer.row
    parts = []
    if row.gift:
        parts.append(f"{row.gift} ({format_money(row.gift_value_minor, row.currency, whole=True)})")
    if row.fee_minor:
        parts.append(f"{format_money(row.fee_minor, row.currency)} fee")
    if row.commission_bp:
        capped = (
            ""
            if row.commission_cap_minor is None
            else f", at most {format_money(row.commission_cap_minor, row.currency)}"
        )
        parts.append(f"{percent_of(row.commission_bp)} of net sales{capped}")
    return parts or ["nothing but thanks"]


def _state(offer: Offer, now: datetime, zone: ZoneInfo) -> str:
    row, state = offer.row, State(offer.row.state)
    if state is State.WAITING:
        return f"Waiting for {people(offer.approvers)} · until {on_day(row.expires_at, zone)}"
    if row.decided_by is None or row.decided_at is None:
        return DONE[state]
    said = f"{DONE[state]} by <@{row.decided_by}> at {at_time(row.decided_at, zone)}"
    said += f" · version {row.terms_version}"
    if row.reason:
        said += f"\n“{escape(row.reason, 300)}”"
    if state is State.APPROVED and offer.undo_until:
        goes = "goes" if now < offer.undo_until else "went"
        first = escape(offer.name.split(" ")[0], 24)
        said += f" · {goes} to {first} at {at_time(offer.undo_until, zone)}"
        said += f"\nCode {escape(offer.code or '')}" if offer.code else ""
    return said


def _plain_state(offer: Offer, zone: ZoneInfo) -> str:
    row, state = offer.row, State(offer.row.state)
    if state is State.WAITING:
        return f"Waiting for a decision until {plain_time(row.expires_at, zone)}"
    when = f" {plain_time(row.decided_at, zone)}" if row.decided_at else ""
    return f"{DONE[state]}{when}" + (f": {row.reason}" if row.reason else "")


def _decisions(offer: Offer) -> list[Block]:
    value, label = value_of(offer), f"{offer.name} for {offer.campaign.name}"
    kinds = [
        *(["product"] if offer.row.gift else []),
        *(["fee"] if offer.row.fee_minor else []),
        *([percent_of(offer.row.commission_bp)] if offer.row.commission_bp else []),
    ]
    return [
        button(
            f"Approve {' + '.join(kinds)}",
            "offer:approve",
            value,
            style="primary",
            accessibility_label=cut(f"Approve {label}", 75),
        ),
        button("Reject…", "offer:reject", value, accessibility_label=cut(f"Reject {label}", 75)),
        menu(
            "offer:more",
            [
                ("Ask for changes…", _choice("ask_changes", offer)),
                ("Details, who asked and why", _choice("details", offer)),
                ("Change the terms…", _choice("revise", offer)),
                ("Withdraw", _choice("withdraw", offer)),
            ],
        ),
    ]


def _for_proposer(offer: Offer) -> list[Block]:
    value = value_of(offer)
    choices = [button("Change the terms…", "offer:revise", value)]
    if offer.row.state == State.DRAFT:
        choices.insert(0, button("Propose", "offer:propose", value, style="primary"))
    return [*choices, button("Withdraw", "offer:withdraw", value)]


def _choice(act: str, offer: Offer) -> str:
    return orjson.dumps([act, offer.row.id, offer.row.version, offer.row.fingerprint]).decode()


def refusal(error: Refused, actor: str, zone: ZoneInfo) -> Message:
    """Say to one person why their click changed nothing, with what to do next."""
    offer = error.offer
    opening = button("Open offer", "offer:open", value_of(offer))
    said, choice = error.sentence(), opening
    if isinstance(error, AlreadyMoved):
        said = f"{_who_was_first(offer, actor, zone)} Nothing changed."
    elif isinstance(error, TermsChanged):
        said = escape(error.sentence(), 1_000)
        choice = button(f"See version {offer.row.terms_version}", "offer:open", value_of(offer))
    elif isinstance(error, NotYours):
        said = f"{people(offer.approvers)} can do this. Nothing changed."
        choice = button("Ask them", "offer:ask", value_of(offer))
    elif isinstance(error, OverBudget):
        left = offer.campaign.budget_minor - offer.committed_minor
        said = (
            f"{escape(offer.campaign.name)} has {format_money(left, offer.row.currency)} left;"
            f" this takes {format_money(offer.row.committed_minor, offer.row.currency)}."
            " Nothing changed. Change the terms, or undo another approval."
        )
    return said, [section(said), actions(choice)]


def _who_was_first(offer: Offer, actor: str, zone: ZoneInfo) -> str:
    row, state = offer.row, State(offer.row.state)
    if row.decided_by is None or row.decided_at is None:
        return f"This offer is {DONE.get(state, 'waiting').lower()}."
    who = "You" if row.decided_by == actor else f"<@{row.decided_by}>"
    return f"{who} {PAST[state]} this at {at_time(row.decided_at, zone)}."


def details_modal(offer: Offer, moves: list[MoveRow], *, now: datetime, zone: ZoneInfo) -> Block:
    """Return an offer in full: the card, who asked and why, the creator's figures, its history."""
    _, blocks = card(offer, now=now, zone=zone)
    blocks = [*blocks]
    why = f"<@{offer.row.proposed_by}> asked on {on_day(offer.row.proposed_at, zone)}"
    blocks.append(section(why + (f": “{escape(offer.row.why, 500)}”" if offer.row.why else "")))
    if offer.creator:
        blocks.append({"type": "section", "text": plain(_figures(offer), 1_000)})
    if offer.campaign.brief:
        blocks.append({"type": "section", "text": plain(f"Brief: {offer.campaign.brief}", 2_500)})
    history = [
        f"{at_time(one.at, zone)} {one.move.replace('_', ' ')} by {_name(one.person)}"
        + (f": “{escape(one.reason, 200)}”" if one.reason else "")
        for one in moves[-12:]
    ]
    blocks.append(section("*What happened*\n" + "\n".join(history)))
    blocks.append(
        note(f"Version {offer.row.terms_version} of the terms, fingerprint {offer.row.fingerprint}")
    )
    return modal("Offer", blocks)


def _name(person: str) -> str:
    return f"<@{person}>" if person[:1] in "UW" else "the desk"


def _figures(offer: Offer) -> str:
    creator = offer.creator
    assert creator is not None
    likes = "unknown" if creator.typical_likes is None else f"≈{full_count(creator.typical_likes)}"
    followers = "unknown" if creator.followers is None else full_count(creator.followers)
    verdict = VERDICTS[creator.verdict]
    reasons = creator.reasons.replace("\n", " ")
    return (
        f"{platform_name(creator.platform)}, {followers} followers, {likes} likes a post."
        f" Signs of bought numbers: {verdict}. {reasons}"
    )


def reason_modal(offer: Offer, act: str, metadata: str) -> Block:
    """Ask why: for a rejection, or for what should change."""
    rejecting = act == "reject"
    hint = "The proposer reads it." if rejecting else "Say what should be otherwise."
    element: dict[str, Any] = {
        "type": "plain_text_input",
        "action_id": "text",
        "multiline": True,
        "max_length": 500,
    }
    return modal(
        "Reject the offer" if rejecting else "Ask for changes",
        [
            section(f"*{escape(offer.name, 40)}* for {escape(offer.campaign.name)}"),
            {
                "type": "input",
                "block_id": "reason",
                "label": plain("Why" if rejecting else "What should change"),
                "hint": plain(hint),
                "element": element,
            },
        ],
        callback=f"offer:{act}",
        submit="Reject" if rejecting else "Send back",
        metadata=metadata,
    )

"""App Home: what needs you, the week, campaigns, your list, first steps."""

from collections.abc import Callable, Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from blocks.campaigns import campaign_line
from blocks.clients import chooser
from blocks.offers import card
from blocks.text import (
    Block,
    Message,
    actions,
    button,
    cut,
    escape,
    note,
    plain,
    preformatted,
    section,
)
from services.home import Home, age_in_days
from services.offer_states import Move
from services.offers import Offer
from services.rights import Role, Seat
from texts import campaigns
from texts import home as says
from texts.numbers import format_money, full_count
from texts.rights import WHO_MAY_WHAT
from texts.shortlists import SHORTLISTS

MOST = 90
"""Blocks, of the hundred that Slack shows."""


Open = Callable[[Offer], Collection[str]]
"""Returns what is offered to somebody of an offer."""


def home_view(shown: Home, *, now: datetime, zone: ZoneInfo, seat: Seat, may: Open) -> Block:
    """Return the view of somebody's App Home, for the client that they look at."""
    editor, admin = seat.may(Role.EDITOR), seat.may(Role.ADMIN)
    blocks = [chooser(seat)] if seat.several else []
    blocks += [*_needs(shown, now, zone, admin, may), *_week(shown), *_campaigns(shown, editor)]
    blocks += [*_list(shown, now, editor), *(_steps(shown) if editor else [])]
    blocks += _settings() if admin else []
    return {"type": "home", "callback_id": "home", "blocks": blocks[:MOST]}


def closed_view(refused: Message) -> Block:
    """Return what App Home shows to somebody who has no right here."""
    return {"type": "home", "callback_id": "home", "blocks": refused[1]}


def _heading(text: str) -> Block:
    return {"type": "header", "text": plain(text, 150)}


def _needs(shown: Home, now: datetime, zone: ZoneInfo, admin: bool, may: Open) -> list[Block]:
    blocks = [_heading(says.NEEDS_YOU)]
    needs = [one for one in shown.needs if Move.APPROVE in may(one)]
    for offer in needs:
        blocks += card(offer, now=now, zone=zone, may=may(offer))[1]
    if not needs:
        blocks.append(section(says.NOTHING_WAITS))
    if shown.own:
        blocks.append(section(f"*{says.YOURS}*"))
        for offer in shown.own:
            blocks += card(offer, now=now, zone=zone, may=may(offer))[1]
    troubles = [note(cut(says.undelivered(*one), 250)) for one in shown.troubles if admin]
    return [*blocks, *troubles]


def _week(shown: Home) -> list[Block]:
    lines = [f"{says.PROPOSED:20}{shown.week_proposed:>16}"]
    lines.append(f"{says.APPROVED:20}{shown.week_approved:>16}")
    lines += [
        f"{label:20}{format_money(minor, currency):>16}"
        for label, minor, currency in shown.week_money
    ]
    return [_heading(says.WEEK), preformatted("\n".join(lines))]


def _campaigns(shown: Home, editor: bool) -> list[Block]:
    blocks = [_heading(says.CAMPAIGNS)]
    blocks += [section(escape(campaign_line(one), 400)) for one in shown.campaigns]
    if not shown.campaigns:
        blocks.append(section(says.NO_CAMPAIGN))
    if editor:
        blocks.append(actions(button(campaigns.NEW, "campaign:new", "new")))
    return blocks


def _list(shown: Home, now: datetime, editor: bool) -> list[Block]:
    blocks = [_heading(says.LIST)]
    if not shown.accounts:
        return [*blocks, section(says.DROP_A_LIST if editor else says.NOBODY)]
    lines = [f"{'':20}{says.ALL:>9}{says.MICRO:>9}"]
    lines.append(f"{says.EVERYONE:20}{full_count(shown.accounts):>9}{full_count(shown.micro):>9}")
    lines += [
        f"{cut(one.name, 19):20}{full_count(one.accounts):>9}{full_count(one.micro):>9}"
        for one in shown.niches
    ]
    blocks.append(preformatted("\n".join(lines)))
    blocks.append(actions(button(SHORTLISTS, "shortlist:all", "all")))
    if shown.newest and shown.oldest:
        age = says.age(age_in_days(shown.newest, now), age_in_days(shown.oldest, now))
        blocks.append(note(age))
    return blocks


def _steps(shown: Home) -> list[Block]:
    if all(done for _, done in shown.steps):
        return []
    lines = [escape(says.step(text, done=done)) for text, done in shown.steps]
    return [_heading(says.STEPS), section("\n".join(lines))]


def _settings() -> list[Block]:
    """Return what admins set."""
    rights = button(WHO_MAY_WHAT, "rights:show", "all")
    return [
        _heading(says.SETTINGS),
        section(says.WHAT_ADMINS_SET),
        actions(rights, button(says.DIGESTS, "digest:settings", "settings")),
    ]

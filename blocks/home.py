"""App Home: what needs you, the week, campaigns, your list, first steps."""

from datetime import datetime
from zoneinfo import ZoneInfo

from blocks.administration import chooser, settings_blocks
from blocks.campaigns import campaign_line
from blocks.offers import card
from blocks.search import Message
from blocks.text import Block, actions, button, cut, escape, note, plain, preformatted, section
from services.home import Home, age_in_days
from services.rights import Role, Seat
from texts.numbers import format_money, full_count
from texts.wording import plural

MOST = 90
"""Blocks, of the hundred that Slack shows."""


def home_view(shown: Home, *, now: datetime, zone: ZoneInfo, seat: Seat) -> Block:
    """Return the view of somebody's App Home, for the client that they look at."""
    blocks = [chooser(seat)] if seat.several else []
    blocks += [*_needs(shown, now, zone), *_week(shown), *_campaigns(shown)]
    blocks += [*_list(shown, now), *_steps(shown)]
    if seat.may(Role.ADMIN):
        blocks += [_heading("Settings"), *settings_blocks()]
    return {"type": "home", "callback_id": "home", "blocks": blocks[:MOST]}


def closed_view(refused: Message) -> Block:
    """Return what App Home shows to somebody who has no right here."""
    return {"type": "home", "callback_id": "home", "blocks": refused[1]}


def _heading(text: str) -> Block:
    return {"type": "header", "text": plain(text, 150)}


def _needs(shown: Home, now: datetime, zone: ZoneInfo) -> list[Block]:
    blocks = [_heading("Needs you")]
    for offer in shown.needs:
        blocks += card(offer, now=now, zone=zone)[1]
    if not shown.needs:
        blocks.append(section("Nothing waits for your decision."))
    if shown.own:
        blocks.append(section("*Yours to finish*"))
        for offer in shown.own:
            blocks += card(offer, now=now, zone=zone)[1]
    for trouble in shown.troubles:
        blocks.append(note(f"Could not be delivered: {cut(trouble, 200)}"))
    return blocks


def _week(shown: Home) -> list[Block]:
    lines = [f"{'Offers proposed':20}{shown.week_proposed:>16}"]
    lines.append(f"{'Offers approved':20}{shown.week_approved:>16}")
    lines += [
        f"{label:20}{format_money(minor, currency):>16}"
        for label, minor, currency in shown.week_money
    ]
    return [_heading("This week"), preformatted("\n".join(lines))]


def _campaigns(shown: Home) -> list[Block]:
    blocks = [_heading("Campaigns")]
    blocks += [section(escape(campaign_line(one), 400)) for one in shown.campaigns]
    if not shown.campaigns:
        blocks.append(section("None yet."))
    blocks.append(actions(button("New campaign…", "campaign:new", "new")))
    return blocks


def _list(shown: Home, now: datetime) -> list[Block]:
    blocks = [_heading("Your list")]
    if not shown.accounts:
        return [*blocks, section("Nobody yet. Drop a list into a direct message with me.")]
    lines = [f"{'':20}{'all':>9}{'micro':>9}"]
    lines.append(f"{'Everyone':20}{full_count(shown.accounts):>9}{full_count(shown.micro):>9}")
    lines += [
        f"{cut(one.name, 19):20}{full_count(one.accounts):>9}{full_count(one.micro):>9}"
        for one in shown.niches
    ]
    blocks.append(preformatted("\n".join(lines)))
    if shown.newest and shown.oldest:
        blocks.append(
            note(age_text(age_in_days(shown.newest, now), age_in_days(shown.oldest, now)))
        )
    return blocks


def age_text(newest: int, oldest: int) -> str:
    """Say how old figures are, in days."""
    if newest == oldest == 0:
        return "Figures are of today."
    span = f"{oldest}" if newest == oldest else f"{newest} to {oldest}"
    return f"Figures are {span} {plural(oldest, 'day')} old."


def _steps(shown: Home) -> list[Block]:
    if all(done for _, done in shown.steps):
        return []
    lines = [f"{'Done' if done else 'Next'}: {escape(text)}" for text, done in shown.steps]
    return [_heading("First steps"), section("\n".join(lines))]

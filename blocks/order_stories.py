"""/why: how an order came to its commission, told a step a line."""

from collections.abc import Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from blocks.dates import on_day
from blocks.help import by_examples
from blocks.search import Message
from blocks.text import SECTION, escape, fallback, section
from services.commissions import credit
from services.money import Money
from services.order_stories import Refund, Story
from services.sales import Outcome
from services.settling import moment
from services.terms import percent_of
from texts.numbers import format_money
from texts.wording import counted

EXAMPLES = (
    ("/why 1042", "how order 1042 came to its commission, with its refunds"),
    ("/why #1042", "the same: shops write a # before it"),
    ("/why 1058", "another order, whose commission is still held"),
)
REFUNDS = 20
"""Refunds that are told one by one."""

SHOPS = 10
"""Shops whose order of a number is told; who has more hardly has that many."""

LONGEST = 9_000
"""Characters of all stories together; Slack refuses somewhat more than 12,000."""


class Step(NamedTuple):
    """A step as mrkdwn, and as plain text."""

    shown: str
    text: str


def stories_message(stories: Sequence[Story], zone: ZoneInfo) -> Message:
    """Tell an order, of each shop that has one of this number."""
    blocks, lines = [], []
    if len(stories) > 1:
        said = f"{len(stories)} shops have an order {stories[0].order_id}"
        blocks.append(section(f"*{escape(said)}*"))
        lines.append(said)
    for story in stories[:SHOPS]:
        head, *steps = _fitting(_steps(story, zone), LONGEST // min(len(stories), SHOPS))
        blocks.append(section("\n".join([f"*{head.shown}*", *[step.shown for step in steps]])))
        lines += [step.text for step in (head, *steps)]
    return fallback(lines), blocks


def _fitting(steps: list[Step], room: int) -> list[Step]:
    """Return the first steps that fit into so many characters; a step is whole or not there."""
    kept, used = [], 0
    for step in steps:
        used += len(step.shown) + 1
        if used > min(room, SECTION):
            break
        kept.append(step)
    return kept or steps[:1]


def _steps(story: Story, zone: ZoneInfo) -> list[Step]:
    head = f"Order {story.order_id}, {story.shop}"
    steps = [Step(escape(head), head)]
    if story.sale is None:
        steps.append(_plain("Its sale has not come in yet; what follows waits for it"))
    else:
        steps += [_net(story, zone), *_code(story, zone), *_commission(story, zone)]
    steps += [_refund(story, one, zone) for one in story.refunds[:REFUNDS]]
    if len(story.refunds) > REFUNDS:
        steps.append(_plain(f"and {counted(len(story.refunds) - REFUNDS, 'more refund')}"))
    if story.stays is not None and story.refunds:
        steps.append(_plain(f"{_money(story.stays)} stays"))
    return steps


def _plain(text: str) -> Step:
    return Step(escape(text, 300), text)


def _dated(before: str, instant: str, after: str, zone: ZoneInfo) -> Step:
    """Return a step with a day in it, in the reader's zone where Slack can."""
    local = moment(instant).astimezone(zone)
    day = f"{local.day} {local:%b %Y}"
    shown = f"{escape(before, 300)} {on_day(instant, zone)}{escape(after, 300)}"
    return Step(shown, f"{before} {day}{after}")


def _money(money: Money) -> str:
    return format_money(money.minor, money.currency)


def _net(story: Story, zone: ZoneInfo) -> Step:
    assert story.sale is not None
    net = format_money(story.sale.net_minor, story.sale.currency)
    return _dated(f"Net {net} on", story.sale.occurred_at, ", after discount, before tax", zone)


def _code(story: Story, zone: ZoneInfo) -> list[Step]:
    assert story.sale is not None
    if story.outcome is Outcome.NO_CODE:
        return [_plain("It came without a code: nobody earns from it")]
    code = f"Code {story.sale.code}"
    if story.outcome is Outcome.UNKNOWN_CODE:
        return [_plain(f"{code} was none of ours then: nobody earns from it")]
    owner = f"{story.creator}, {story.campaign}"
    if story.code_valid:
        return [_plain(f"{code}: valid, {owner}")]
    if story.outcome is Outcome.TOO_EARLY and story.code_starts:
        before = f"{code} ({owner}) is valid only from"
        return [_dated(before, story.code_starts, ": no commission", zone)]
    if story.outcome is Outcome.TOO_LATE and story.code_ends:
        return [
            _dated(f"{code} ({owner}) was valid until", story.code_ends, ": no commission", zone)
        ]
    return [_plain(f"{code} ({owner}): {story.outcome}, no commission")]


def _commission(story: Story, zone: ZoneInfo) -> list[Step]:
    if not story.code_valid:
        return []
    posting, credited = story.commission, story.credited
    if posting is None or credited is None:
        return [_plain(f"No commission: {story.outcome}")]
    full = Money(credit(posting.base_minor, posting.rate_bp), credited.currency)
    said = f"{percent_of(posting.rate_bp)} = {_money(full)}"
    if credited != full and posting.cap_minor is not None:
        cap = format_money(posting.cap_minor, credited.currency)
        said += f", of which {_money(credited)} was left under the cap of {cap}"
    if story.held:
        return [_dated(f"{said}, on hold until", posting.available_at, "", zone)]
    return [_dated(f"{said}, free since", posting.available_at, "", zone)]


def _refund(story: Story, refund: Refund, zone: ZoneInfo) -> Step:
    amount = format_money(refund.row.net_minor, refund.row.currency)
    before, at = f"Refunded {amount} on", refund.row.occurred_at
    if refund.outcome is Outcome.REVERSED:
        return _dated(before, at, f": minus {_money(refund.back)}", zone)
    if refund.outcome is Outcome.OTHER_CURRENCY and story.sale is not None:
        why = f": the sale was in {story.sale.currency}, so nothing was taken back. Look at it"
        return _dated(before, at, why, zone)
    return _dated(before, at, f": {refund.outcome}", zone)


def help_message() -> Message:
    """Return help by examples."""
    return by_examples("Why", EXAMPLES)

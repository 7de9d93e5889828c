"""/why: how an order came to its commission, told a step a line."""

from collections.abc import Callable, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from blocks.dates import around, at_time, on_day
from blocks.help import by_examples
from blocks.telling import Said, Title, message
from blocks.text import SECTION, Message, escape
from services.commissions import credit
from services.money import Money
from services.order_stories import Refund, Story
from services.sales import Outcome
from services.settling import moment
from texts import dates
from texts import order_stories as says
from texts.numbers import format_money, share

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
    several = len(stories) > 1
    head = [Title(says.of_several_shops(len(stories), stories[0].order_id))] if several else []
    room = LONGEST // min(len(stories), SHOPS)
    return message([*head, *[_told(one, zone, room) for one in stories[:SHOPS]]])


def _told(story: Story, zone: ZoneInfo, room: int) -> Said:
    head, *steps = _fitting(_steps(story, zone), room)
    shown = [f"*{head.shown}*", *[step.shown for step in steps]]
    return Said("\n".join([step.text for step in (head, *steps)]), "\n".join(shown))


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
    steps = [_plain(says.order(story.order_id, story.shop))]
    if story.sale is None:
        steps.append(_plain(says.NO_SALE_YET))
    else:
        steps += [_net(story, zone), *_code(story, zone), *_commission(story, zone)]
    steps += [_refund(story, one, zone) for one in story.refunds[:REFUNDS]]
    if len(story.refunds) > REFUNDS:
        steps.append(_plain(says.more_refunds(len(story.refunds) - REFUNDS)))
    if story.stays is not None and story.refunds:
        steps.append(_plain(says.stays(_money(story.stays))))
    return steps


def _plain(text: str) -> Step:
    return Step(escape(text, 300), text)


def _dated(instant: str, zone: ZoneInfo, write: Callable[[str], str]) -> Step:
    """Return a step with a day in it, in the reader's zone where Slack can."""
    day = moment(instant).astimezone(zone).date()
    return Step(around(on_day(instant, zone), write), write(dates.on(day)))


def _timed(instant: str, zone: ZoneInfo, write: Callable[[str], str]) -> Step:
    """Return a step with a day and the time of it: where the hour decides."""
    there = moment(instant).astimezone(zone)
    token = dates.at(on_day(instant, zone), at_time(instant, zone))
    return Step(around(token, write), write(dates.at(dates.on(there.date()), f"{there:%H:%M}")))


def _money(money: Money) -> str:
    return format_money(money.minor, money.currency)


def _net(story: Story, zone: ZoneInfo) -> Step:
    assert story.sale is not None
    net = format_money(story.sale.net_minor, story.sale.currency)
    return _dated(story.sale.occurred_at, zone, lambda when: says.net(net, when))


def _code(story: Story, zone: ZoneInfo) -> list[Step]:
    assert story.sale is not None
    if story.outcome is Outcome.NO_CODE:
        return [_plain(says.WITHOUT_CODE)]
    if story.outcome is Outcome.UNKNOWN_CODE:
        return [_plain(says.unknown_code(story.sale.code))]
    code = (story.sale.code, story.creator or "", story.campaign or "")
    if story.code_valid:
        return [_plain(says.valid_code(*code))]
    if story.outcome is Outcome.TOO_EARLY and story.code_starts:
        return [_timed(story.code_starts, zone, lambda when: says.code_too_early(*code, when))]
    if story.outcome is Outcome.TOO_LATE and story.code_ends:
        return [_timed(story.code_ends, zone, lambda when: says.code_too_late(*code, when))]
    return [_plain(says.code_without(*code, str(story.outcome)))]


def _commission(story: Story, zone: ZoneInfo) -> list[Step]:
    if not story.code_valid:
        return []
    posting, credited = story.commission, story.credited
    if posting is None or credited is None:
        return [_plain(says.no_commission(str(story.outcome)))]
    full = Money(credit(posting.base_minor, posting.rate_bp), credited.currency)
    percent = share(posting.rate_bp)
    said = says.commission(percent, _money(full))
    if credited != full and posting.cap_minor is not None:
        cap = format_money(posting.cap_minor, credited.currency)
        said = says.capped(percent, _money(full), _money(credited), cap)
    write = says.held if story.held else says.due
    return [_dated(posting.available_at, zone, lambda when: write(said, when))]


def _refund(story: Story, refund: Refund, zone: ZoneInfo) -> Step:
    amount = format_money(refund.row.net_minor, refund.row.currency)

    def write(when: str) -> str:
        if refund.outcome is Outcome.REVERSED:
            return says.refunded(amount, when, _money(refund.back))
        if refund.outcome is Outcome.OTHER_CURRENCY and story.sale is not None:
            return says.refunded_elsewhere(amount, when, story.sale.currency)
        return says.refunded_without(amount, when, str(refund.outcome))

    return _dated(refund.row.occurred_at, zone, write)


def help_message() -> Message:
    """Return help by examples."""
    return by_examples(says.HELP, says.EXAMPLES)
